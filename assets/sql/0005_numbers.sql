-- Numbers instead of text: a tenth of the bytes for the register of ten years.
--   day         days since 1970-01-01
--   moment      seconds since 1970 in UTC, written at +08:00; at another offset RFC 3339 text
--   identifier  its number in `ident`, the only table that holds the UUID; numbers are of this file
--   mark        1 present, 2 late, 3 excused, 4 absent
--   out_to      the number of a contact; -1 alone, -2 a person not on the list, -3 not known
-- The journal keeps what it wrote: days, moments and UUIDs as text.

CREATE TABLE ident (
    n INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16)
) STRICT;

-- Staff, children and contacts first: they stand in most rows, and a small number is a short one.
INSERT INTO ident (uuid) SELECT unhex(id, '-') FROM (
    SELECT id FROM staff)
WHERE length(unhex(id, '-')) = 16 AND unhex(id, '-') NOT IN (SELECT uuid FROM ident) ORDER BY id;

INSERT INTO ident (uuid) SELECT unhex(id, '-') FROM (
    SELECT id FROM child)
WHERE length(unhex(id, '-')) = 16 AND unhex(id, '-') NOT IN (SELECT uuid FROM ident) ORDER BY id;

INSERT INTO ident (uuid) SELECT unhex(id, '-') FROM (
    SELECT id FROM contact)
WHERE length(unhex(id, '-')) = 16 AND unhex(id, '-') NOT IN (SELECT uuid FROM ident) ORDER BY id;

INSERT INTO ident (uuid) SELECT unhex(id, '-') FROM (
    SELECT id FROM home
    UNION SELECT id FROM household
    UNION SELECT household FROM child
    UNION SELECT child FROM contact
    UNION SELECT id FROM tag
    UNION SELECT child FROM tag
    UNION SELECT child FROM card
    UNION SELECT opened_by FROM opening
    UNION SELECT closed_by FROM opening
    UNION SELECT child FROM attendance
    UNION SELECT out_to FROM attendance
    UNION SELECT out_allowed_by FROM attendance
    UNION SELECT id FROM visit
    UNION SELECT child FROM visit
    UNION SELECT visitor FROM visit
    UNION SELECT contact FROM visit
    UNION SELECT id FROM follow_up
    UNION SELECT child FROM follow_up
    UNION SELECT actor FROM follow_up
    UNION SELECT visit FROM follow_up
    UNION SELECT id FROM agreement
    UNION SELECT child FROM agreement
    UNION SELECT caregiver FROM agreement
    UNION SELECT id FROM problem
    UNION SELECT child FROM problem
    UNION SELECT owner FROM problem
    UNION SELECT id FROM incident
    UNION SELECT child FROM incident
    UNION SELECT found_by FROM incident
    UNION SELECT id FROM series
    UNION SELECT follows FROM series
    UNION SELECT organiser FROM series
    UNION SELECT series FROM series_exception
    UNION SELECT id FROM activity
    UNION SELECT series FROM activity
    UNION SELECT organiser FROM activity
    UNION SELECT activity FROM taking_part
    UNION SELECT child FROM taking_part
    UNION SELECT child FROM exempt)
WHERE length(unhex(id, '-')) = 16 AND unhex(id, '-') NOT IN (SELECT uuid FROM ident) ORDER BY id;

DROP VIEW sighting;
DROP TRIGGER kept_seen_in;
DROP TRIGGER kept_seen_change;
DROP TRIGGER kept_seen_out;
DROP TRIGGER kept_seen_visit;
DROP TRIGGER kept_seen_visit_change;
DROP TRIGGER kept_seen_visit_out;
DROP TRIGGER kept_seen_part;
DROP TRIGGER kept_seen_part_out;
DROP TRIGGER kept_seen_held;

CREATE TEMP TABLE old_home AS SELECT * FROM home;
DROP TABLE home;
CREATE TABLE home (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, village TEXT, township TEXT, county TEXT,
    assembly_point TEXT, ask_after_minutes INTEGER NOT NULL
) STRICT;
INSERT INTO home (
    id, name, village, township, county, assembly_point, ask_after_minutes
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(id, '-')), name, village, township, county,
    assembly_point, ask_after_minutes
FROM old_home;
DROP TABLE old_home;

CREATE TEMP TABLE old_staff AS SELECT * FROM staff;
DROP TABLE staff;
CREATE TABLE staff (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, phone TEXT,
    active INTEGER NOT NULL, checked_on INTEGER
) STRICT;
INSERT INTO staff (
    id, name, role, phone, active, checked_on
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(id, '-')), name, role, phone, active,
    unixepoch(checked_on) / 86400
FROM old_staff;
DROP TABLE old_staff;

CREATE TEMP TABLE old_closed_day AS SELECT * FROM closed_day;
DROP TABLE closed_day;
CREATE TABLE closed_day (
    day INTEGER PRIMARY KEY, reason TEXT
) STRICT;
INSERT INTO closed_day (
    day, reason
) SELECT
    unixepoch(day) / 86400, reason
FROM old_closed_day;
DROP TABLE old_closed_day;

CREATE TEMP TABLE old_extra_day AS SELECT * FROM extra_day;
DROP TABLE extra_day;
CREATE TABLE extra_day (
    day INTEGER PRIMARY KEY, opens TEXT NOT NULL, closes TEXT NOT NULL, reason TEXT
) STRICT;
INSERT INTO extra_day (
    day, opens, closes, reason
) SELECT
    unixepoch(day) / 86400, opens, closes, reason
FROM old_extra_day;
DROP TABLE old_extra_day;

CREATE TEMP TABLE old_term AS SELECT * FROM term;
DROP TABLE term;
CREATE TABLE term (
    from_day INTEGER PRIMARY KEY, to_day INTEGER NOT NULL, name TEXT, kind TEXT NOT NULL
) STRICT;
INSERT INTO term (
    from_day, to_day, name, kind
) SELECT
    unixepoch(from_day) / 86400, unixepoch(to_day) / 86400, name, kind
FROM old_term;
DROP TABLE old_term;

CREATE TEMP TABLE old_household AS SELECT * FROM household;
DROP TABLE household;
CREATE TABLE household (
    id INTEGER PRIMARY KEY, label TEXT, note TEXT
) STRICT;
INSERT INTO household (
    id, label, note
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(id, '-')), label, note
FROM old_household;
DROP TABLE old_household;

CREATE TEMP TABLE old_child AS SELECT * FROM child;
DROP TABLE child;
CREATE TABLE child (
    id INTEGER PRIMARY KEY, file_no TEXT NOT NULL UNIQUE, name TEXT NOT NULL, pinyin TEXT,
    nickname TEXT, sex TEXT NOT NULL, birth_date INTEGER NOT NULL, id_no TEXT, ethnicity TEXT,
    household INTEGER REFERENCES household (id), hukou_registered INTEGER, hukou_address TEXT,
    live_address TEXT, hamlet TEXT, map_hint TEXT, stage TEXT, school TEXT, class TEXT,
    boarding INTEGER, teacher TEXT, teacher_phone TEXT, health TEXT, disability_types TEXT,
    disability_grade INTEGER, disability_cert TEXT, illness TEXT, medication TEXT, allergy TEXT,
    alert TEXT, care_mode TEXT, guardianship TEXT, care_grade TEXT, status TEXT NOT NULL,
    expected_days TEXT, walks_home INTEGER, walks_home_agreed_on INTEGER, joined_on INTEGER,
    left_on INTEGER, left_reason TEXT, summer_plan TEXT, risk TEXT, risk_reason TEXT,
    risk_assessed_on INTEGER, risk_next_on INTEGER, wish TEXT, own_words TEXT,
    data_notice_on INTEGER, consent_by TEXT, consent_photo INTEGER, consent_sign_out INTEGER,
    consent_medical INTEGER, last_verified_on INTEGER, verified_by TEXT, note TEXT
) STRICT;
INSERT INTO child (
    id, file_no, name, pinyin, nickname, sex, birth_date, id_no, ethnicity, household,
    hukou_registered, hukou_address, live_address, hamlet, map_hint, stage, school, class,
    boarding, teacher, teacher_phone, health, disability_types, disability_grade, disability_cert,
    illness, medication, allergy, alert, care_mode, guardianship, care_grade, status,
    expected_days, walks_home, walks_home_agreed_on, joined_on, left_on, left_reason, summer_plan,
    risk, risk_reason, risk_assessed_on, risk_next_on, wish, own_words, data_notice_on,
    consent_by, consent_photo, consent_sign_out, consent_medical, last_verified_on, verified_by,
    note
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(id, '-')), file_no, name, pinyin, nickname, sex,
    unixepoch(birth_date) / 86400, id_no, ethnicity,
    (SELECT n FROM ident WHERE uuid = unhex(household, '-')), hukou_registered, hukou_address,
    live_address, hamlet, map_hint, stage, school, class, boarding, teacher, teacher_phone,
    health, disability_types, disability_grade, disability_cert, illness, medication, allergy,
    alert, care_mode, guardianship, care_grade, status, expected_days, walks_home,
    unixepoch(walks_home_agreed_on) / 86400, unixepoch(joined_on) / 86400,
    unixepoch(left_on) / 86400, left_reason, summer_plan, risk, risk_reason,
    unixepoch(risk_assessed_on) / 86400, unixepoch(risk_next_on) / 86400, wish, own_words,
    unixepoch(data_notice_on) / 86400, consent_by, consent_photo, consent_sign_out,
    consent_medical, unixepoch(last_verified_on) / 86400, verified_by, note
FROM old_child;
DROP TABLE old_child;
CREATE UNIQUE INDEX child_id_no ON child (id_no) WHERE id_no IS NOT NULL;
CREATE INDEX child_household ON child (household) WHERE household IS NOT NULL;

CREATE TEMP TABLE old_contact AS SELECT * FROM contact;
DROP TABLE contact;
CREATE TABLE contact (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), name TEXT NOT NULL,
    relation TEXT NOT NULL, is_caregiver INTEGER NOT NULL, can_collect INTEGER NOT NULL,
    phones TEXT, phone_verified_on INTEGER, work_place TEXT, id_no TEXT,
    priority INTEGER NOT NULL, note TEXT, do_not_contact TEXT, barred_since INTEGER
) STRICT;
INSERT INTO contact (
    id, child, name, relation, is_caregiver, can_collect, phones, phone_verified_on, work_place,
    id_no, priority, note, do_not_contact, barred_since
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(id, '-')),
    (SELECT n FROM ident WHERE uuid = unhex(child, '-')), name, relation, is_caregiver,
    can_collect, phones, unixepoch(phone_verified_on) / 86400, work_place, id_no, priority, note,
    do_not_contact, unixepoch(barred_since) / 86400
FROM old_contact;
DROP TABLE old_contact;
CREATE INDEX contact_child ON contact (child);

CREATE TEMP TABLE old_tag AS SELECT * FROM tag;
DROP TABLE tag;
CREATE TABLE tag (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), code TEXT NOT NULL,
    from_day INTEGER NOT NULL, to_day INTEGER, evidence TEXT, is_primary INTEGER NOT NULL
) STRICT;
INSERT INTO tag (
    id, child, code, from_day, to_day, evidence, is_primary
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(id, '-')),
    (SELECT n FROM ident WHERE uuid = unhex(child, '-')), code, unixepoch(from_day) / 86400,
    unixepoch(to_day) / 86400, evidence, is_primary
FROM old_tag;
DROP TABLE old_tag;
CREATE INDEX tag_child ON tag (child);

CREATE TEMP TABLE old_card AS SELECT * FROM card;
DROP TABLE card;
CREATE TABLE card (
    code TEXT PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), bound_on INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO card (
    code, child, bound_on
) SELECT
    code, (SELECT n FROM ident WHERE uuid = unhex(child, '-')), unixepoch(bound_on) / 86400
FROM old_card;
DROP TABLE old_card;
CREATE INDEX card_child ON card (child);

CREATE TEMP TABLE old_opening AS SELECT * FROM opening;
DROP TABLE opening;
CREATE TABLE opening (
    day INTEGER PRIMARY KEY, opened_at ANY NOT NULL, opened_by INTEGER REFERENCES staff (id),
    closed_at ANY, closed_by INTEGER REFERENCES staff (id), note TEXT
) STRICT;
INSERT INTO opening (
    day, opened_at, opened_by, closed_at, closed_by, note
) SELECT
    unixepoch(day) / 86400,
    CASE WHEN opened_at LIKE '____-__-__T__:__:__+08:00' THEN unixepoch(opened_at) ELSE opened_at END,
    (SELECT n FROM ident WHERE uuid = unhex(opened_by, '-')),
    CASE WHEN closed_at LIKE '____-__-__T__:__:__+08:00' THEN unixepoch(closed_at) ELSE closed_at END,
    (SELECT n FROM ident WHERE uuid = unhex(closed_by, '-')), note
FROM old_opening;
DROP TABLE old_opening;

CREATE TEMP TABLE old_attendance AS SELECT * FROM attendance;
DROP TABLE attendance;
CREATE TABLE attendance (
    day INTEGER NOT NULL, child INTEGER NOT NULL REFERENCES child (id), stay INTEGER NOT NULL,
    mark INTEGER NOT NULL, in_at ANY, out_at ANY, out_to INTEGER,
    out_allowed_by INTEGER REFERENCES staff (id), reason TEXT, note TEXT,
    entered_late INTEGER NOT NULL, untimed INTEGER NOT NULL, PRIMARY KEY (day, child, stay)
) STRICT, WITHOUT ROWID;
INSERT INTO attendance (
    day, child, stay, mark, in_at, out_at, out_to, out_allowed_by, reason, note, entered_late,
    untimed
) SELECT
    unixepoch(day) / 86400, (SELECT n FROM ident WHERE uuid = unhex(child, '-')), stay,
    CASE mark WHEN 'present' THEN 1 WHEN 'late' THEN 2 WHEN 'excused' THEN 3 WHEN 'absent' THEN 4 END,
    CASE WHEN in_at LIKE '____-__-__T__:__:__+08:00' THEN unixepoch(in_at) ELSE in_at END,
    CASE WHEN out_at LIKE '____-__-__T__:__:__+08:00' THEN unixepoch(out_at) ELSE out_at END,
    CASE out_to WHEN 'alone' THEN -1 WHEN 'unlisted' THEN -2 WHEN 'not-known' THEN -3
        ELSE (SELECT n FROM ident WHERE uuid = unhex(out_to, '-')) END,
    (SELECT n FROM ident WHERE uuid = unhex(out_allowed_by, '-')), reason, note, entered_late,
    untimed
FROM old_attendance;
DROP TABLE old_attendance;
CREATE INDEX attendance_child ON attendance (child, day, mark);

CREATE TEMP TABLE old_visit AS SELECT * FROM visit;
DROP TABLE visit;
CREATE TABLE visit (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), day INTEGER NOT NULL,
    kind TEXT NOT NULL, visitor INTEGER REFERENCES staff (id), child_seen INTEGER NOT NULL,
    met TEXT, contact INTEGER, result TEXT, living TEXT, health TEXT, study TEXT, mood TEXT,
    safety TEXT, care TEXT, parents TEXT, absence_reason TEXT, next_on INTEGER, note TEXT,
    own_words TEXT, entered_late INTEGER NOT NULL, talk TEXT,
    CHECK (child_seen = 0 OR kind NOT IN ('phone', 'video'))
) STRICT;
INSERT INTO visit (
    id, child, day, kind, visitor, child_seen, met, contact, result, living, health, study, mood,
    safety, care, parents, absence_reason, next_on, note, own_words, entered_late, talk
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(id, '-')),
    (SELECT n FROM ident WHERE uuid = unhex(child, '-')), unixepoch(day) / 86400, kind,
    (SELECT n FROM ident WHERE uuid = unhex(visitor, '-')), child_seen, met,
    (SELECT n FROM ident WHERE uuid = unhex(contact, '-')), result, living, health, study, mood,
    safety, care, parents, absence_reason, unixepoch(next_on) / 86400, note, own_words,
    entered_late, talk
FROM old_visit;
DROP TABLE old_visit;
CREATE INDEX visit_child ON visit (child, day, child_seen);
CREATE INDEX visit_talk ON visit (talk, day, child) WHERE talk IS NOT NULL AND child_seen = 1;

CREATE TEMP TABLE old_follow_up AS SELECT * FROM follow_up;
DROP TABLE follow_up;
CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), rule TEXT NOT NULL,
    since INTEGER NOT NULL, at ANY NOT NULL, actor INTEGER REFERENCES staff (id),
    step TEXT NOT NULL, result TEXT, visit INTEGER, until INTEGER, reason TEXT, to_whom TEXT,
    how TEXT, note TEXT
) STRICT;
INSERT INTO follow_up (
    id, child, rule, since, at, actor, step, result, visit, until, reason, to_whom, how, note
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(id, '-')),
    (SELECT n FROM ident WHERE uuid = unhex(child, '-')), rule, unixepoch(since) / 86400,
    CASE WHEN at LIKE '____-__-__T__:__:__+08:00' THEN unixepoch(at) ELSE at END,
    (SELECT n FROM ident WHERE uuid = unhex(actor, '-')), step, result,
    (SELECT n FROM ident WHERE uuid = unhex(visit, '-')), unixepoch(until) / 86400, reason,
    to_whom, how, note
FROM old_follow_up;
DROP TABLE old_follow_up;
CREATE INDEX follow_up_child ON follow_up (child);

CREATE TEMP TABLE old_agreement AS SELECT * FROM agreement;
DROP TABLE agreement;
CREATE TABLE agreement (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), caregiver INTEGER,
    signed_on INTEGER NOT NULL, valid_to INTEGER, reviewed_on INTEGER,
    suitability_checked INTEGER, child_view TEXT, paper_no TEXT
) STRICT;
INSERT INTO agreement (
    id, child, caregiver, signed_on, valid_to, reviewed_on, suitability_checked, child_view,
    paper_no
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(id, '-')),
    (SELECT n FROM ident WHERE uuid = unhex(child, '-')),
    (SELECT n FROM ident WHERE uuid = unhex(caregiver, '-')), unixepoch(signed_on) / 86400,
    unixepoch(valid_to) / 86400, unixepoch(reviewed_on) / 86400, suitability_checked, child_view,
    paper_no
FROM old_agreement;
DROP TABLE old_agreement;
CREATE INDEX agreement_child ON agreement (child);

CREATE TEMP TABLE old_problem AS SELECT * FROM problem;
DROP TABLE problem;
CREATE TABLE problem (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), kind TEXT NOT NULL,
    what TEXT NOT NULL, opened_on INTEGER NOT NULL, owner INTEGER REFERENCES staff (id),
    due_on INTEGER, steps TEXT, escalated_to TEXT, escalated_on INTEGER, closed_on INTEGER,
    outcome TEXT
) STRICT;
INSERT INTO problem (
    id, child, kind, what, opened_on, owner, due_on, steps, escalated_to, escalated_on, closed_on,
    outcome
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(id, '-')),
    (SELECT n FROM ident WHERE uuid = unhex(child, '-')), kind, what,
    unixepoch(opened_on) / 86400, (SELECT n FROM ident WHERE uuid = unhex(owner, '-')),
    unixepoch(due_on) / 86400, steps, escalated_to, unixepoch(escalated_on) / 86400,
    unixepoch(closed_on) / 86400, outcome
FROM old_problem;
DROP TABLE old_problem;
CREATE INDEX problem_child ON problem (child);

CREATE TEMP TABLE old_incident AS SELECT * FROM incident;
DROP TABLE incident;
CREATE TABLE incident (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), found_at ANY NOT NULL,
    found_by INTEGER REFERENCES staff (id), kind TEXT NOT NULL, action TEXT, reported_to TEXT,
    reported_person TEXT, reported_at ANY, receipt TEXT, notes TEXT
) STRICT;
INSERT INTO incident (
    id, child, found_at, found_by, kind, action, reported_to, reported_person, reported_at,
    receipt, notes
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(id, '-')),
    (SELECT n FROM ident WHERE uuid = unhex(child, '-')),
    CASE WHEN found_at LIKE '____-__-__T__:__:__+08:00' THEN unixepoch(found_at) ELSE found_at END,
    (SELECT n FROM ident WHERE uuid = unhex(found_by, '-')), kind, action, reported_to,
    reported_person,
    CASE WHEN reported_at LIKE '____-__-__T__:__:__+08:00' THEN unixepoch(reported_at) ELSE reported_at END,
    receipt, notes
FROM old_incident;
DROP TABLE old_incident;
CREATE INDEX incident_child ON incident (child);

CREATE TEMP TABLE old_series AS SELECT * FROM series;
DROP TABLE series;
CREATE TABLE series (
    id INTEGER PRIMARY KEY, follows INTEGER REFERENCES series (id), starts_on INTEGER NOT NULL,
    ends_on INTEGER, rhythm TEXT NOT NULL, weekdays TEXT, nth INTEGER, starts TEXT NOT NULL,
    ends TEXT NOT NULL, title TEXT, topic TEXT NOT NULL, place TEXT,
    organiser INTEGER REFERENCES staff (id), helpers TEXT, materials TEXT, expected TEXT NOT NULL,
    reason TEXT, uid TEXT, rule TEXT, sequence INTEGER
) STRICT;
INSERT INTO series (
    id, follows, starts_on, ends_on, rhythm, weekdays, nth, starts, ends, title, topic, place,
    organiser, helpers, materials, expected, reason, uid, rule, sequence
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(id, '-')),
    (SELECT n FROM ident WHERE uuid = unhex(follows, '-')), unixepoch(starts_on) / 86400,
    unixepoch(ends_on) / 86400, rhythm, weekdays, nth, starts, ends, title, topic, place,
    (SELECT n FROM ident WHERE uuid = unhex(organiser, '-')), helpers, materials, expected,
    reason, uid, rule, sequence
FROM old_series;
DROP TABLE old_series;

CREATE TEMP TABLE old_series_exception AS SELECT * FROM series_exception;
DROP TABLE series_exception;
CREATE TABLE series_exception (
    series INTEGER NOT NULL REFERENCES series (id), day INTEGER NOT NULL, kind TEXT NOT NULL,
    moved_to INTEGER, starts TEXT, ends TEXT, reason TEXT,
    CHECK ((kind = 'moved') = (moved_to IS NOT NULL)), PRIMARY KEY (series, day)
) STRICT, WITHOUT ROWID;
INSERT INTO series_exception (
    series, day, kind, moved_to, starts, ends, reason
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(series, '-')), unixepoch(day) / 86400, kind,
    unixepoch(moved_to) / 86400, starts, ends, reason
FROM old_series_exception;
DROP TABLE old_series_exception;

CREATE TEMP TABLE old_activity AS SELECT * FROM activity;
DROP TABLE activity;
CREATE TABLE activity (
    id INTEGER PRIMARY KEY, series INTEGER REFERENCES series (id), series_day INTEGER,
    day INTEGER NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL, title TEXT,
    topic TEXT NOT NULL, place TEXT, organiser INTEGER REFERENCES staff (id), helpers TEXT,
    materials TEXT, expected TEXT NOT NULL, progress TEXT NOT NULL, moved_from INTEGER,
    reason TEXT, done TEXT, adults INTEGER, summary TEXT, next_step TEXT, filed TEXT,
    entered_late INTEGER NOT NULL, uid TEXT, sequence INTEGER, begun TEXT, guests INTEGER,
    others INTEGER, said TEXT, CHECK ((series IS NULL) = (series_day IS NULL)),
    UNIQUE (series, series_day)
) STRICT;
INSERT INTO activity (
    id, series, series_day, day, starts, ends, title, topic, place, organiser, helpers, materials,
    expected, progress, moved_from, reason, done, adults, summary, next_step, filed, entered_late,
    uid, sequence, begun, guests, others, said
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(id, '-')),
    (SELECT n FROM ident WHERE uuid = unhex(series, '-')), unixepoch(series_day) / 86400,
    unixepoch(day) / 86400, starts, ends, title, topic, place,
    (SELECT n FROM ident WHERE uuid = unhex(organiser, '-')), helpers, materials, expected,
    progress, unixepoch(moved_from) / 86400, reason, done, adults, summary, next_step, filed,
    entered_late, uid, sequence, begun, guests, others, said
FROM old_activity;
DROP TABLE old_activity;
CREATE INDEX activity_day ON activity (day);
CREATE INDEX activity_topic ON activity (topic, day, starts, ends, begun) WHERE progress = 'held';

CREATE TEMP TABLE old_taking_part AS SELECT * FROM taking_part;
DROP TABLE taking_part;
CREATE TABLE taking_part (
    activity INTEGER NOT NULL REFERENCES activity (id),
    child INTEGER NOT NULL REFERENCES child (id), came TEXT, PRIMARY KEY (activity, child)
) STRICT, WITHOUT ROWID;
INSERT INTO taking_part (
    activity, child, came
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(activity, '-')),
    (SELECT n FROM ident WHERE uuid = unhex(child, '-')), came
FROM old_taking_part;
DROP TABLE old_taking_part;
CREATE INDEX taking_part_child ON taking_part (child);

CREATE TEMP TABLE old_exempt AS SELECT * FROM exempt;
DROP TABLE exempt;
CREATE TABLE exempt (
    child INTEGER NOT NULL REFERENCES child (id), topic TEXT NOT NULL, reason TEXT NOT NULL,
    since INTEGER NOT NULL, PRIMARY KEY (child, topic)
) STRICT, WITHOUT ROWID;
INSERT INTO exempt (
    child, topic, reason, since
) SELECT
    (SELECT n FROM ident WHERE uuid = unhex(child, '-')), topic, reason, unixepoch(since) / 86400
FROM old_exempt;
DROP TABLE old_exempt;

CREATE TEMP TABLE old_week_reason AS SELECT * FROM week_reason;
DROP TABLE week_reason;
CREATE TABLE week_reason (
    week INTEGER PRIMARY KEY, reason TEXT NOT NULL
) STRICT;
INSERT INTO week_reason (
    week, reason
) SELECT
    unixepoch(week) / 86400, reason
FROM old_week_reason;
DROP TABLE old_week_reason;

-- The last sighting of a child. One row a child is asked for, by the newest of each source.
DROP TABLE kept_seen;
CREATE TABLE kept_seen (child INTEGER PRIMARY KEY, last_seen INTEGER NOT NULL) STRICT;
CREATE VIEW sighting (child, day) AS
    SELECT child, day FROM attendance WHERE mark IN (1, 2)
    UNION ALL SELECT child, day FROM visit WHERE child_seen = 1
    UNION ALL SELECT t.child, a.day FROM taking_part t JOIN activity a ON a.id = t.activity
        WHERE a.progress = 'held';
CREATE VIEW last_sighting (child, day) AS SELECT id, nullif(max(
    coalesce((SELECT day FROM attendance WHERE child = child.id AND mark IN (1, 2)
        ORDER BY day DESC LIMIT 1), -1000000),
    coalesce((SELECT day FROM visit WHERE child = child.id AND child_seen = 1
        ORDER BY day DESC LIMIT 1), -1000000),
    coalesce((SELECT max(a.day) FROM taking_part t JOIN activity a ON a.id = t.activity
        WHERE t.child = child.id AND a.progress = 'held'), -1000000)), -1000000)
    FROM child;
INSERT INTO kept_seen SELECT child, day FROM last_sighting WHERE day IS NOT NULL;

CREATE TRIGGER kept_seen_in AFTER INSERT ON attendance WHEN new.mark IN (1, 2) BEGIN
    INSERT INTO kept_seen VALUES (new.child, new.day)
    ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen WHERE excluded.last_seen > last_seen;
END;
CREATE TRIGGER kept_seen_change AFTER UPDATE OF mark ON attendance
WHEN (old.mark IN (1, 2)) <> (new.mark IN (1, 2)) BEGIN
    DELETE FROM kept_seen WHERE child = new.child;
    INSERT INTO kept_seen SELECT child, day FROM last_sighting
    WHERE child = new.child AND day IS NOT NULL;
END;
-- Only the newest sighting can change the last one.
CREATE TRIGGER kept_seen_out AFTER DELETE ON attendance WHEN old.mark IN (1, 2)
AND old.day = (SELECT last_seen FROM kept_seen WHERE child = old.child) BEGIN
    DELETE FROM kept_seen WHERE child = old.child;
    INSERT INTO kept_seen SELECT child, day FROM last_sighting
    WHERE child = old.child AND day IS NOT NULL;
END;
CREATE TRIGGER kept_seen_visit AFTER INSERT ON visit WHEN new.child_seen = 1 BEGIN
    INSERT INTO kept_seen VALUES (new.child, new.day)
    ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen WHERE excluded.last_seen > last_seen;
END;
CREATE TRIGGER kept_seen_visit_change AFTER UPDATE OF child_seen, day, child ON visit BEGIN
    DELETE FROM kept_seen WHERE child IN (old.child, new.child);
    INSERT INTO kept_seen SELECT child, day FROM last_sighting
    WHERE child IN (old.child, new.child) AND day IS NOT NULL;
END;
CREATE TRIGGER kept_seen_visit_out AFTER DELETE ON visit WHEN old.child_seen = 1 BEGIN
    DELETE FROM kept_seen WHERE child = old.child;
    INSERT INTO kept_seen SELECT child, day FROM last_sighting
    WHERE child = old.child AND day IS NOT NULL;
END;
CREATE TRIGGER kept_seen_part AFTER INSERT ON taking_part BEGIN
    INSERT INTO kept_seen SELECT new.child, day FROM activity
    WHERE id = new.activity AND progress = 'held'
    ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen WHERE excluded.last_seen > last_seen;
END;
CREATE TRIGGER kept_seen_part_out AFTER DELETE ON taking_part BEGIN
    DELETE FROM kept_seen WHERE child = old.child;
    INSERT INTO kept_seen SELECT child, day FROM last_sighting
    WHERE child = old.child AND day IS NOT NULL;
END;
CREATE TRIGGER kept_seen_held AFTER UPDATE OF day, progress ON activity BEGIN
    DELETE FROM kept_seen WHERE child IN (SELECT child FROM taking_part WHERE activity = new.id);
    INSERT INTO kept_seen SELECT child, day FROM last_sighting
    WHERE child IN (SELECT child FROM taking_part WHERE activity = new.id) AND day IS NOT NULL;
END;
