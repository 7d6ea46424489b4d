-- Who looked at what, in a home where people prove who they are: a row for each minute, person, kind and child.
CREATE TABLE look (
    id INTEGER PRIMARY KEY, minute INTEGER NOT NULL, staff INTEGER REFERENCES staff (id), what TEXT NOT NULL,
    child INTEGER REFERENCES child (id), times INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX look_once ON look (minute, ifnull(staff, 0), what, ifnull(child, 0));
CREATE INDEX look_child ON look (child) WHERE child IS NOT NULL;
