-- The ground: the home, its calendar, the register, attendance, and the journal under all of it.
-- Days are YYYY-MM-DD, moments RFC 3339 with offset, identifiers UUIDv7 as text, yes/no 0 and 1.

CREATE TABLE home (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, village TEXT, township TEXT,
    county TEXT, assembly_point TEXT, ask_after_minutes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, phone TEXT,
    active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Weekly hours: one row a stretch; weekday 1 is Monday.
CREATE TABLE stretch (
    period TEXT NOT NULL, weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    nth INTEGER NOT NULL, opens TEXT NOT NULL, closes TEXT NOT NULL,
    PRIMARY KEY (period, weekday, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE closed_day (day TEXT PRIMARY KEY, reason TEXT) STRICT, WITHOUT ROWID;

CREATE TABLE extra_day (
    day TEXT PRIMARY KEY, opens TEXT NOT NULL, closes TEXT NOT NULL, reason TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE term (
    from_day TEXT PRIMARY KEY, to_day TEXT NOT NULL, name TEXT, kind TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE household (id TEXT PRIMARY KEY, label TEXT, note TEXT) STRICT, WITHOUT ROWID;

CREATE TABLE child (
    id TEXT PRIMARY KEY, file_no TEXT NOT NULL UNIQUE, name TEXT NOT NULL, pinyin TEXT,
    nickname TEXT, sex TEXT NOT NULL, birth_date TEXT NOT NULL, id_no TEXT, ethnicity TEXT,
    household TEXT REFERENCES household (id),
    hukou_registered INTEGER, hukou_address TEXT, live_address TEXT, hamlet TEXT, map_hint TEXT,
    stage TEXT, school TEXT, class TEXT, boarding INTEGER, teacher TEXT, teacher_phone TEXT,
    health TEXT, disability_types TEXT, disability_grade INTEGER, disability_cert TEXT,
    illness TEXT, medication TEXT, allergy TEXT, alert TEXT,
    care_mode TEXT, guardianship TEXT, care_grade TEXT,
    status TEXT NOT NULL, expected_days TEXT, walks_home INTEGER, walks_home_agreed_on TEXT,
    joined_on TEXT, left_on TEXT, left_reason TEXT, summer_plan TEXT,
    risk TEXT, risk_reason TEXT, risk_assessed_on TEXT, risk_next_on TEXT,
    wish TEXT, own_words TEXT,
    data_notice_on TEXT, consent_by TEXT, consent_photo INTEGER, consent_sign_out INTEGER,
    consent_medical INTEGER, last_verified_on TEXT, verified_by TEXT, note TEXT
) STRICT, WITHOUT ROWID;
-- One person, one file: two files cannot claim the same identity number.
CREATE UNIQUE INDEX child_id_no ON child (id_no) WHERE id_no IS NOT NULL;
CREATE INDEX child_household ON child (household) WHERE household IS NOT NULL;

CREATE TABLE contact (
    id TEXT PRIMARY KEY, child TEXT NOT NULL REFERENCES child (id), name TEXT NOT NULL,
    relation TEXT NOT NULL, is_caregiver INTEGER NOT NULL, can_collect INTEGER NOT NULL,
    phones TEXT, phone_verified_on TEXT, work_place TEXT, id_no TEXT, priority INTEGER NOT NULL,
    note TEXT, do_not_contact TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_child ON contact (child);

CREATE TABLE tag (
    id TEXT PRIMARY KEY, child TEXT NOT NULL REFERENCES child (id), code TEXT NOT NULL,
    from_day TEXT NOT NULL, to_day TEXT, evidence TEXT, is_primary INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_child ON tag (child);

CREATE TABLE card (
    code TEXT PRIMARY KEY, child TEXT NOT NULL REFERENCES child (id), bound_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX card_child ON card (child);

CREATE TABLE opening (
    day TEXT PRIMARY KEY, opened_at TEXT NOT NULL, opened_by TEXT REFERENCES staff (id),
    closed_at TEXT, closed_by TEXT REFERENCES staff (id), note TEXT
) STRICT, WITHOUT ROWID;

-- Clustered by day: the door's sheet is one run of pages; a child's year is found by the index.
CREATE TABLE attendance (
    day TEXT NOT NULL, child TEXT NOT NULL REFERENCES child (id), stay INTEGER NOT NULL,
    mark TEXT NOT NULL, in_at TEXT, out_at TEXT, out_to TEXT,
    out_allowed_by TEXT REFERENCES staff (id), reason TEXT, note TEXT,
    entered_late INTEGER NOT NULL, untimed INTEGER NOT NULL,
    PRIMARY KEY (day, child, stay)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_child ON attendance (child, day, mark);

-- Kept for speed, never written by hand: the triggers below follow every attendance row, and
-- `verify` recomputes it. Last seen is microseconds kept and a scan otherwise.
CREATE TABLE kept_seen (child TEXT PRIMARY KEY, last_seen TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER kept_seen_in AFTER INSERT ON attendance WHEN new.mark IN ('present', 'late') BEGIN
    INSERT INTO kept_seen VALUES (new.child, new.day)
    ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen WHERE excluded.last_seen > last_seen;
END;
CREATE TRIGGER kept_seen_change AFTER UPDATE OF mark ON attendance BEGIN
    DELETE FROM kept_seen WHERE child = new.child;
    INSERT INTO kept_seen SELECT new.child, max(day) FROM attendance INDEXED BY attendance_child
    WHERE child = new.child AND mark IN ('present', 'late') HAVING max(day) IS NOT NULL;
END;
CREATE TRIGGER kept_seen_out AFTER DELETE ON attendance BEGIN
    DELETE FROM kept_seen WHERE child = old.child;
    INSERT INTO kept_seen SELECT old.child, max(day) FROM attendance INDEXED BY attendance_child
    WHERE child = old.child AND mark IN ('present', 'late') HAVING max(day) IS NOT NULL;
END;

-- The journal: one entry a step, chained by hash; one change a row the step touched.
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT, deed TEXT NOT NULL, subject TEXT,
    reason TEXT, undoes INTEGER, digest BLOB NOT NULL, hash BLOB NOT NULL
) STRICT;
CREATE TABLE change (
    seq INTEGER NOT NULL, nth INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
    child TEXT, before TEXT, after TEXT, PRIMARY KEY (seq, nth)
) STRICT, WITHOUT ROWID;
-- A file's history. A first sign-in is no correction and stays out of it (`child` is null there).
CREATE INDEX change_child ON change (child, seq) WHERE child IS NOT NULL;
