-- The journal as readable text, in closed months packed. What was written before stays word for word
-- in segments of format 1, so that its chain can be followed to the same head.
--   open     what may be handed on: who came when, codes, numbers (see `journal/text.rs`)
--   private  what people typed; with `salt` its SHA-256 is the seal that the hash covers
--   seal     stands for a private text that was erased

ALTER TABLE journal RENAME TO old_journal;
ALTER TABLE change RENAME TO old_change;

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY, at ANY NOT NULL, actor INTEGER, deed TEXT NOT NULL, subject INTEGER,
    undoes INTEGER, open TEXT NOT NULL, private TEXT, salt BLOB, seal BLOB, hash BLOB NOT NULL
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
