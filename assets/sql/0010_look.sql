-- Who looked at what, in a home where people prove who they are: a row for each minute, person, kind and child.
-- The numbers refer to no row: a file whose making is taken back was looked at all the same.
CREATE TABLE look (
    id INTEGER PRIMARY KEY, minute INTEGER NOT NULL, staff INTEGER, what TEXT NOT NULL,
    child INTEGER, times INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX look_once ON look (minute, ifnull(staff, 0), what, ifnull(child, 0));
CREATE INDEX look_child ON look (child) WHERE child IS NOT NULL;
