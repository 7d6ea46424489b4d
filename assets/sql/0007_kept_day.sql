-- The marks of one day in one row, because a start reads thirteen weeks of them. What changes a day
-- lets its row go; a row that is missing is read from `attendance` and made again when nothing else is
-- to be done.
CREATE TABLE kept_day (day INTEGER PRIMARY KEY, marks BLOB NOT NULL) STRICT;
CREATE TRIGGER kept_day_in AFTER INSERT ON attendance BEGIN
    DELETE FROM kept_day WHERE day = new.day;
END;
CREATE TRIGGER kept_day_change AFTER UPDATE ON attendance BEGIN
    DELETE FROM kept_day WHERE day IN (old.day, new.day);
END;
CREATE TRIGGER kept_day_out AFTER DELETE ON attendance BEGIN
    DELETE FROM kept_day WHERE day = old.day;
END;
