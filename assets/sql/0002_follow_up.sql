-- Nobody drops out of sight: visits and calls, what was done about flags, agreements of entrusted
-- care, problems, incidents, and the numbers of the rules where a home has changed them.

-- When the yearly background check was last done; since when somebody is barred from care.
ALTER TABLE staff ADD COLUMN checked_on TEXT;
ALTER TABLE contact ADD COLUMN barred_since TEXT;

CREATE TABLE visit (
    id TEXT PRIMARY KEY, child TEXT NOT NULL REFERENCES child (id), day TEXT NOT NULL,
    kind TEXT NOT NULL, visitor TEXT REFERENCES staff (id), child_seen INTEGER NOT NULL,
    met TEXT, contact TEXT, result TEXT,
    living TEXT, health TEXT, study TEXT, mood TEXT, safety TEXT, care TEXT, parents TEXT,
    absence_reason TEXT, next_on TEXT, note TEXT, own_words TEXT, entered_late INTEGER NOT NULL,
    -- A call never counts as seen.
    CHECK (child_seen = 0 OR kind NOT IN ('phone', 'video'))
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_child ON visit (child, day, child_seen);

CREATE TABLE agreement (
    id TEXT PRIMARY KEY, child TEXT NOT NULL REFERENCES child (id), caregiver TEXT,
    signed_on TEXT NOT NULL, valid_to TEXT, reviewed_on TEXT, suitability_checked INTEGER,
    child_view TEXT, paper_no TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_child ON agreement (child);

CREATE TABLE follow_up (
    id TEXT PRIMARY KEY, child TEXT NOT NULL REFERENCES child (id), rule TEXT NOT NULL,
    since TEXT NOT NULL, at TEXT NOT NULL, actor TEXT REFERENCES staff (id), step TEXT NOT NULL,
    result TEXT, visit TEXT, until TEXT, reason TEXT, to_whom TEXT, how TEXT, note TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_up_child ON follow_up (child);

CREATE TABLE problem (
    id TEXT PRIMARY KEY, child TEXT NOT NULL REFERENCES child (id), kind TEXT NOT NULL,
    what TEXT NOT NULL, opened_on TEXT NOT NULL, owner TEXT REFERENCES staff (id), due_on TEXT,
    steps TEXT, escalated_to TEXT, escalated_on TEXT, closed_on TEXT, outcome TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX problem_child ON problem (child);

CREATE TABLE incident (
    id TEXT PRIMARY KEY, child TEXT NOT NULL REFERENCES child (id), found_at TEXT NOT NULL,
    found_by TEXT REFERENCES staff (id), kind TEXT NOT NULL, action TEXT, reported_to TEXT,
    reported_person TEXT, reported_at TEXT, receipt TEXT, notes TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_child ON incident (child);

CREATE TABLE rule_number (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- A sighting is an attendance or a visit at which the child was seen in person; the kept day of the
-- last one follows both.
CREATE VIEW sighting (child, day) AS
    SELECT child, day FROM attendance WHERE mark IN ('present', 'late')
    UNION ALL SELECT child, day FROM visit WHERE child_seen = 1;

DROP TRIGGER kept_seen_change;
DROP TRIGGER kept_seen_out;
CREATE TRIGGER kept_seen_change AFTER UPDATE OF mark ON attendance BEGIN
    DELETE FROM kept_seen WHERE child = new.child;
    INSERT INTO kept_seen SELECT new.child, max(day) FROM sighting
    WHERE child = new.child HAVING max(day) IS NOT NULL;
END;
CREATE TRIGGER kept_seen_out AFTER DELETE ON attendance BEGIN
    DELETE FROM kept_seen WHERE child = old.child;
    INSERT INTO kept_seen SELECT old.child, max(day) FROM sighting
    WHERE child = old.child HAVING max(day) IS NOT NULL;
END;
CREATE TRIGGER kept_seen_visit AFTER INSERT ON visit WHEN new.child_seen = 1 BEGIN
    INSERT INTO kept_seen VALUES (new.child, new.day)
    ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen WHERE excluded.last_seen > last_seen;
END;
CREATE TRIGGER kept_seen_visit_change AFTER UPDATE OF child_seen, day, child ON visit BEGIN
    DELETE FROM kept_seen WHERE child IN (old.child, new.child);
    INSERT INTO kept_seen SELECT child, max(day) FROM sighting
    WHERE child IN (old.child, new.child) GROUP BY child;
END;
CREATE TRIGGER kept_seen_visit_out AFTER DELETE ON visit BEGIN
    DELETE FROM kept_seen WHERE child = old.child;
    INSERT INTO kept_seen SELECT old.child, max(day) FROM sighting
    WHERE child = old.child HAVING max(day) IS NOT NULL;
END;
