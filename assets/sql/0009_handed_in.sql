-- Reports that left the home, with their numbers as sent: what is entered later changes them.
CREATE TABLE handed_in (
    id INTEGER PRIMARY KEY, report TEXT NOT NULL, period TEXT NOT NULL, to_whom TEXT NOT NULL,
    at ANY NOT NULL, made_by INTEGER REFERENCES staff (id), sent TEXT NOT NULL
) STRICT;
