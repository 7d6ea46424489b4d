-- A category may have begun on a day that nobody knows: no first day.
CREATE TEMP TABLE old_tag AS SELECT * FROM tag;
DROP TABLE tag;
CREATE TABLE tag (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), code TEXT NOT NULL,
    from_day INTEGER, to_day INTEGER, evidence TEXT, is_primary INTEGER NOT NULL
) STRICT;
INSERT INTO tag (
    id, child, code, from_day, to_day, evidence, is_primary
) SELECT
    id, child, code, from_day, to_day, evidence, is_primary
FROM old_tag;
DROP TABLE old_tag;
CREATE INDEX tag_child ON tag (child);

-- An incident is reported to more than one body. The first report stays in its columns: entries of the journal
-- name them since schema 2. Each further one is a row; `reported_by` says who in the home made a report.
ALTER TABLE incident ADD COLUMN reported_by INTEGER REFERENCES staff (id);
CREATE TABLE report (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id),
    incident INTEGER NOT NULL REFERENCES incident (id), agency TEXT NOT NULL, person TEXT,
    at ANY NOT NULL, receipt TEXT, reported_by INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX report_child ON report (child);
