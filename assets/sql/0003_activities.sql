-- Every week something happens: activities and series of them, who took part, why nothing took
-- place in a week, topics that the home added, and talks at visits that count for a topic.

ALTER TABLE visit ADD COLUMN talk TEXT;
CREATE INDEX visit_talk ON visit (talk, day, child) WHERE talk IS NOT NULL AND child_seen = 1;

CREATE TABLE series (
    id TEXT PRIMARY KEY, follows TEXT REFERENCES series (id), starts_on TEXT NOT NULL, ends_on TEXT,
    rhythm TEXT NOT NULL, weekdays TEXT, nth INTEGER, starts TEXT NOT NULL, ends TEXT NOT NULL,
    title TEXT, topic TEXT NOT NULL, place TEXT, organiser TEXT REFERENCES staff (id), helpers TEXT,
    materials TEXT, expected TEXT NOT NULL, reason TEXT, uid TEXT
) STRICT, WITHOUT ROWID;

-- What is different about one instance; the day is the one for which the series plans it.
CREATE TABLE series_exception (
    series TEXT NOT NULL REFERENCES series (id), day TEXT NOT NULL, kind TEXT NOT NULL,
    moved_to TEXT, starts TEXT, ends TEXT, reason TEXT,
    CHECK ((kind = 'moved') = (moved_to IS NOT NULL)),
    PRIMARY KEY (series, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity (
    id TEXT PRIMARY KEY, series TEXT REFERENCES series (id), series_day TEXT, day TEXT NOT NULL,
    starts TEXT NOT NULL, ends TEXT NOT NULL, title TEXT, topic TEXT NOT NULL, place TEXT,
    organiser TEXT REFERENCES staff (id), helpers TEXT, materials TEXT, expected TEXT NOT NULL,
    progress TEXT NOT NULL, moved_from TEXT, reason TEXT, done TEXT, adults INTEGER, summary TEXT,
    next_step TEXT, filed TEXT, entered_late INTEGER NOT NULL, uid TEXT,
    CHECK ((series IS NULL) = (series_day IS NULL)),
    -- An instance of a series has at most one row.
    UNIQUE (series, series_day)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_day ON activity (day);
CREATE INDEX activity_topic ON activity (topic, day) WHERE progress = 'held';

CREATE TABLE taking_part (
    activity TEXT NOT NULL REFERENCES activity (id), child TEXT NOT NULL REFERENCES child (id),
    PRIMARY KEY (activity, child)
) STRICT, WITHOUT ROWID;
CREATE INDEX taking_part_child ON taking_part (child);

CREATE TABLE week_reason (week TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE topic (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, purpose TEXT, age_from INTEGER, age_to INTEGER,
    month_from INTEGER, month_to INTEGER, outline TEXT
) STRICT, WITHOUT ROWID;

-- A held activity is a sighting of those who took part; the kept day of the last one follows.
DROP VIEW sighting;
CREATE VIEW sighting (child, day) AS
    SELECT child, day FROM attendance WHERE mark IN ('present', 'late')
    UNION ALL SELECT child, day FROM visit WHERE child_seen = 1
    UNION ALL SELECT t.child, a.day FROM taking_part t JOIN activity a ON a.id = t.activity
        WHERE a.progress = 'held';

CREATE TRIGGER kept_seen_part AFTER INSERT ON taking_part BEGIN
    INSERT INTO kept_seen SELECT new.child, day FROM activity
    WHERE id = new.activity AND progress = 'held'
    ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen WHERE excluded.last_seen > last_seen;
END;
CREATE TRIGGER kept_seen_part_out AFTER DELETE ON taking_part BEGIN
    DELETE FROM kept_seen WHERE child = old.child;
    INSERT INTO kept_seen SELECT old.child, max(day) FROM sighting
    WHERE child = old.child HAVING max(day) IS NOT NULL;
END;
CREATE TRIGGER kept_seen_held AFTER UPDATE OF day, progress ON activity BEGIN
    DELETE FROM kept_seen WHERE child IN (SELECT child FROM taking_part WHERE activity = new.id);
    INSERT INTO kept_seen SELECT child, max(day) FROM sighting
    WHERE child IN (SELECT child FROM taking_part WHERE activity = new.id) GROUP BY child;
END;
