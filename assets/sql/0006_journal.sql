-- The journal as readable text, in closed months packed. What was written before stays word for word
-- in segments of format 1, so that its chain can be followed to the same head.
--   open     what may be handed on: who came when, codes, numbers (see `journal/text.rs`)
--   private  what people typed, a line for each change, each with a salt of its own (`private.rs`)

ALTER TABLE journal RENAME TO old_journal;
ALTER TABLE change RENAME TO old_change;

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY, at ANY NOT NULL, actor INTEGER, deed TEXT NOT NULL, subject INTEGER,
    undoes INTEGER, open TEXT NOT NULL, private TEXT, hash BLOB NOT NULL
) STRICT;

-- Entries first..=last, packed in columns: 1 entries of schema 5 and older, 2 readable text.
CREATE TABLE segment (
    first INTEGER PRIMARY KEY, last INTEGER NOT NULL, from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL, format INTEGER NOT NULL, before BLOB NOT NULL, hash BLOB NOT NULL,
    open BLOB NOT NULL, private BLOB, CHECK (last >= first)
) STRICT;

-- In which entries a child's file has history: all but plain sign-ins and sign-outs.
CREATE TABLE mention (
    child INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (child, seq)
) STRICT, WITHOUT ROWID;

-- One PC, one chain: the identity of the chain that begins with the entry `first`.
CREATE TABLE chain (
    first INTEGER PRIMARY KEY, id BLOB NOT NULL CHECK (length(id) = 16)
) STRICT;

-- For somebody with the sqlite3 shell: what the tables say, in words. A moment at +08:00 is a number.
CREATE VIEW register AS SELECT
    date(a.day * 86400, 'unixepoch') AS day, c.name,
    CASE a.mark WHEN 1 THEN 'present' WHEN 2 THEN 'late' WHEN 3 THEN 'excused' ELSE 'absent' END AS mark,
    CASE typeof(a.in_at) WHEN 'integer' THEN strftime('%H:%M', a.in_at + 28800, 'unixepoch')
        ELSE a.in_at END AS came,
    CASE typeof(a.out_at) WHEN 'integer' THEN strftime('%H:%M', a.out_at + 28800, 'unixepoch')
        ELSE a.out_at END AS went,
    CASE a.out_to WHEN -1 THEN 'alone' WHEN -2 THEN 'not on the list' WHEN -3 THEN 'not known'
        ELSE (SELECT name FROM contact WHERE id = a.out_to) END AS went_with,
    a.reason, a.note, a.entered_late
    FROM attendance a JOIN child c ON c.id = a.child;
CREATE VIEW people AS SELECT i.n AS number, coalesce(c.name, s.name, k.name) AS name,
    CASE WHEN c.id THEN 'child' WHEN s.id THEN 'staff' ELSE 'contact' END AS who
    FROM ident i LEFT JOIN child c ON c.id = i.n LEFT JOIN staff s ON s.id = i.n
    LEFT JOIN contact k ON k.id = i.n WHERE coalesce(c.id, s.id, k.id) IS NOT NULL;
-- Entries of this month and the last; older ones are packed in `segment`.
CREATE VIEW steps AS SELECT j.seq,
    CASE typeof(j.at) WHEN 'integer' THEN datetime(j.at + 28800, 'unixepoch') ELSE j.at END AS at,
    s.name AS who, j.deed, c.name AS about, j.undoes, j.open, j.private, lower(hex(j.hash)) AS hash
    FROM journal j LEFT JOIN staff s ON s.id = j.actor LEFT JOIN child c ON c.id = j.subject;
