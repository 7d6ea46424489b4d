-- What a family asked for about a child's data, and what it was answered.
CREATE TABLE family_request (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), kind TEXT NOT NULL,
    asked_on INTEGER NOT NULL, asked_by TEXT, what TEXT, answered_on INTEGER, answer TEXT, outcome TEXT
) STRICT;
CREATE INDEX family_request_child ON family_request (child);
