-- Joining forces: who helps which child, with what, and what came of it.
CREATE TABLE helper (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, body TEXT, phones TEXT, skills TEXT,
    free_when TEXT, trained_on INTEGER, checked_on INTEGER, since INTEGER, until INTEGER, left_reason TEXT, note TEXT
) STRICT;
CREATE TABLE pairing (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id),
    helper INTEGER NOT NULL REFERENCES helper (id), purpose TEXT, every INTEGER NOT NULL,
    in_holidays INTEGER NOT NULL, consent_by TEXT, consented_on INTEGER, child_view TEXT, since INTEGER NOT NULL,
    until INTEGER, reason TEXT, paused_from INTEGER, paused_until INTEGER
) STRICT;
CREATE INDEX pairing_child ON pairing (child);
CREATE INDEX pairing_helper ON pairing (helper);
CREATE TABLE helper_contact (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id),
    pairing INTEGER NOT NULL REFERENCES pairing (id), day INTEGER NOT NULL, way TEXT NOT NULL, what TEXT,
    next_on INTEGER
) STRICT;
CREATE INDEX helper_contact_child ON helper_contact (child);
CREATE INDEX helper_contact_pairing ON helper_contact (pairing);
-- The needs of a support plan are the problems of the child.
CREATE TABLE measure (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id),
    problem INTEGER NOT NULL REFERENCES problem (id), what TEXT NOT NULL, since INTEGER NOT NULL,
    owner INTEGER REFERENCES staff (id), helper INTEGER REFERENCES helper (id), due_on INTEGER, steps TEXT,
    done_on INTEGER, outcome TEXT, dropped INTEGER NOT NULL
) STRICT;
CREATE INDEX measure_child ON measure (child);
CREATE INDEX measure_problem ON measure (problem);
CREATE TABLE plan_review (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), day INTEGER NOT NULL,
    by INTEGER REFERENCES staff (id), note TEXT
) STRICT;
CREATE INDEX plan_review_child ON plan_review (child);
-- What came from givers; worth in yuan, as the giver says. No money passes through the program.
CREATE TABLE donation (
    id INTEGER PRIMARY KEY, helper INTEGER REFERENCES helper (id), giver TEXT, kind TEXT NOT NULL,
    what TEXT NOT NULL, quantity INTEGER NOT NULL, worth INTEGER, came_on INTEGER NOT NULL, paper_no TEXT, note TEXT
) STRICT;
CREATE TABLE given (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id),
    donation INTEGER NOT NULL REFERENCES donation (id), day INTEGER NOT NULL, quantity INTEGER NOT NULL,
    handed_by TEXT, note TEXT
) STRICT;
CREATE INDEX given_child ON given (child);
CREATE INDEX given_donation ON given (donation);
CREATE TABLE benefit (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), code TEXT NOT NULL, state TEXT NOT NULL,
    since INTEGER NOT NULL, applied_on INTEGER, received_from INTEGER, runs_out_on INTEGER, ended_on INTEGER,
    missing TEXT, reason TEXT
) STRICT;
CREATE INDEX benefit_child ON benefit (child);
-- Kinds of benefits that this home has changed or added.
CREATE TABLE home_benefit (
    code TEXT PRIMARY KEY, name TEXT, tags TEXT, for_whom TEXT, papers TEXT, place TEXT, how_often TEXT,
    verified INTEGER NOT NULL, off INTEGER NOT NULL
) STRICT;
CREATE TABLE talk (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), day INTEGER NOT NULL, kind TEXT NOT NULL,
    who TEXT, notes TEXT, next_on INTEGER
) STRICT;
CREATE INDEX talk_child ON talk (child);
CREATE TABLE parent_news (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), day INTEGER NOT NULL, kind TEXT NOT NULL,
    what TEXT, filed TEXT, told_on INTEGER, told_to TEXT, outcome TEXT
) STRICT;
CREATE INDEX parent_news_child ON parent_news (child);
CREATE TABLE wish (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), day INTEGER NOT NULL, words TEXT,
    nameless INTEGER NOT NULL, helper INTEGER REFERENCES helper (id), taken_by TEXT, taken_on INTEGER,
    due_on INTEGER, fulfilled_on INTEGER, told_how TEXT
) STRICT;
CREATE INDEX wish_child ON wish (child);
CREATE TABLE school_word (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), day INTEGER NOT NULL, word TEXT NOT NULL,
    by TEXT, note TEXT
) STRICT;
CREATE INDEX school_word_child ON school_word (child);
CREATE TABLE school_place (
    id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), from_day INTEGER NOT NULL, until INTEGER,
    school TEXT, boarding INTEGER NOT NULL, found_by TEXT, pays TEXT, costs TEXT
) STRICT;
CREATE INDEX school_place_child ON school_place (child);
