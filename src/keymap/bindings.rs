//! The table itself. The first chord of a line is the one that hints show.
//!
//! Not to be bound, because terminals send the same for other keys: Ctrl-I (Tab), Ctrl-M and
//! Ctrl-J (Enter), Ctrl-H (Backspace), Ctrl-[ (Esc). Ctrl-W, U and K rub out in text fields.

use super::{Action as A, Binding, Chord, Context as C, Hint, Key};

const fn key(code: Key) -> Chord {
    Chord::plain(code)
}
const fn f(number: u8) -> Chord {
    Chord::f(number)
}
const fn ctrl(letter: char) -> Chord {
    Chord::ctrl(letter)
}
const fn ch(typed: char) -> Chord {
    Chord::typed(typed)
}

/// In the footer, small numbers first.
const fn foot(order: u8) -> Hint {
    Hint::Footer(order)
}
/// Only in the list of keys.
const HELP: Hint = Hint::HelpOnly;

const fn bind(
    context: C,
    chords: &'static [Chord],
    action: A,
    words: &'static str,
    hint: Hint,
) -> Binding {
    Binding {
        context,
        chords,
        action,
        words,
        hint,
    }
}

const ENTER: Chord = key(Key::Enter);
const ESC: Chord = key(Key::Esc);
const TAB: Chord = key(Key::Tab);
const BACK_TAB: Chord = key(Key::BackTab);
const INSERT: Chord = key(Key::Insert);
const DELETE: Chord = key(Key::Delete);
const UP: Chord = key(Key::Up);
const DOWN: Chord = key(Key::Down);
const LEFT: Chord = key(Key::Left);
const RIGHT: Chord = key(Key::Right);
const PAGE_UP: Chord = key(Key::PageUp);
const PAGE_DOWN: Chord = key(Key::PageDown);

/// Every key of the program.
pub static BINDINGS: &[Binding] = &[
    // Everywhere.
    bind(C::Global, &[f(1)], A::Help, "key-help", foot(90)),
    bind(C::Global, &[ESC], A::Cancel, "key-cancel", foot(80)),
    bind(C::Global, &[f(9)], A::Evacuate, "key-evacuate", HELP),
    bind(
        C::Global,
        &[ctrl('l')],
        A::SwitchLanguage,
        "key-language",
        HELP,
    ),
    bind(
        C::Global,
        &[ctrl('q'), ctrl('c')],
        A::Quit,
        "key-quit",
        HELP,
    ),
    // Every screen.
    bind(C::Screen, &[f(2)], A::GoToday, "key-go-today", HELP),
    bind(C::Screen, &[f(3)], A::GoDoor, "key-go-door", HELP),
    bind(C::Screen, &[f(4)], A::GoChildren, "key-go-children", HELP),
    bind(
        C::Screen,
        &[f(5)],
        A::GoActivities,
        "key-go-activities",
        HELP,
    ),
    bind(C::Screen, &[f(6)], A::GoFollowUp, "key-go-follow-up", HELP),
    bind(C::Screen, &[f(8)], A::GoSettings, "key-go-settings", HELP),
    bind(C::Screen, &[ctrl('z')], A::Undo, "key-undo", foot(60)),
    bind(C::Screen, &[ctrl('y')], A::Redo, "key-redo", HELP),
    // Lists, and everything in which no text field has the focus.
    bind(C::List, &[ENTER], A::Accept, "key-accept", foot(10)),
    bind(C::List, &[UP], A::Up, "key-up", HELP),
    bind(C::List, &[DOWN], A::Down, "key-down", HELP),
    bind(C::List, &[PAGE_UP], A::PageUp, "key-page-up", HELP),
    bind(C::List, &[PAGE_DOWN], A::PageDown, "key-page-down", HELP),
    bind(C::Plain, &[key(Key::Home)], A::First, "key-first", HELP),
    bind(C::Plain, &[key(Key::End)], A::Last, "key-last", HELP),
    bind(C::Plain, &[ch('?')], A::Help, "key-help", HELP),
    // Today.
    bind(C::Today, &[ENTER], A::Accept, "key-today-accept", foot(10)),
    bind(
        C::Today,
        &[ctrl('o')],
        A::OpenHome,
        "key-open-home",
        foot(20),
    ),
    bind(
        C::Today,
        &[ctrl('a')],
        A::KnownAbsence,
        "key-absence",
        foot(30),
    ),
    bind(
        C::Today,
        &[f(12), ctrl('d')],
        A::CloseDay,
        "key-close-day",
        foot(40),
    ),
    // The door.
    bind(C::Door, &[ENTER], A::Accept, "key-door-accept", foot(10)),
    bind(C::Door, &[TAB], A::Turn, "key-turn", foot(20)),
    bind(
        C::Door,
        &[ch('+'), INSERT],
        A::TakeSibling,
        "key-sibling",
        HELP,
    ),
    bind(
        C::Door,
        &[ctrl('a')],
        A::KnownAbsence,
        "key-absence",
        foot(65),
    ),
    bind(C::Door, &[ctrl('t')], A::LateEntry, "key-late", foot(66)),
    bind(C::Door, &[ctrl('x')], A::Visit, "key-record-today", HELP),
    bind(C::Door, &[ctrl('b')], A::BindCard, "key-bind-card", HELP),
    bind(C::Door, &[ctrl('o')], A::OpenHome, "key-open-home", HELP),
    bind(C::Door, &[f(9)], A::Evacuate, "key-evacuate", foot(70)),
    bind(
        C::Door,
        &[f(12), ctrl('d')],
        A::CloseDay,
        "key-close-day",
        foot(40),
    ),
    // The register.
    bind(
        C::Children,
        &[ENTER],
        A::Accept,
        "key-children-accept",
        foot(10),
    ),
    bind(
        C::Children,
        &[ctrl('n'), INSERT],
        A::Add,
        "key-add",
        foot(20),
    ),
    bind(C::Children, &[ctrl('e')], A::Edit, "key-edit", HELP),
    bind(C::Children, &[ctrl('o')], A::Import, "key-import", foot(30)),
    bind(
        C::Children,
        &[TAB, ctrl('f')],
        A::Filter,
        "key-filter",
        foot(40),
    ),
    bind(C::Children, &[ctrl('r')], A::Sort, "key-sort", foot(50)),
    bind(
        C::Children,
        &[ctrl('a')],
        A::KnownAbsence,
        "key-absence",
        HELP,
    ),
    // One child's file.
    bind(C::ChildFile, &[ENTER], A::Accept, "key-file-accept", HELP),
    bind(
        C::ChildFile,
        &[ctrl('e'), ch('e')],
        A::Edit,
        "key-edit",
        foot(20),
    ),
    bind(C::ChildFile, &[TAB], A::Next, "key-next-part", foot(30)),
    bind(
        C::ChildFile,
        &[BACK_TAB],
        A::Previous,
        "key-previous-part",
        HELP,
    ),
    bind(C::ChildFile, &[LEFT], A::Left, "key-previous-child", HELP),
    bind(C::ChildFile, &[RIGHT], A::Right, "key-next-child", HELP),
    bind(
        C::ChildFile,
        &[ctrl('p'), ch('p')],
        A::Contacts,
        "key-contacts",
        foot(40),
    ),
    bind(
        C::ChildFile,
        &[ctrl('t'), ch('t')],
        A::Tags,
        "key-tags",
        foot(50),
    ),
    bind(
        C::ChildFile,
        &[ctrl('s'), ch('s')],
        A::ChangeStatus,
        "key-status",
        foot(55),
    ),
    bind(
        C::ChildFile,
        &[ctrl('g'), ch('g')],
        A::LinkHousehold,
        "key-household",
        HELP,
    ),
    bind(
        C::ChildFile,
        &[f(7), ch('i')],
        A::ToggleIdNo,
        "key-id-no",
        HELP,
    ),
    bind(
        C::ChildFile,
        &[ctrl('b'), ch('b')],
        A::BindCard,
        "key-bind-card",
        HELP,
    ),
    bind(
        C::ChildFile,
        &[ctrl('a'), ch('a')],
        A::KnownAbsence,
        "key-absence",
        HELP,
    ),
    bind(
        C::ChildFile,
        &[ctrl('x'), ch('v')],
        A::Visit,
        "key-record",
        foot(35),
    ),
    bind(C::Children, &[ctrl('x')], A::Visit, "key-record", HELP),
    bind(C::Today, &[ctrl('x')], A::Visit, "key-record", HELP),
    // Activities.
    bind(
        C::Activities,
        &[ENTER],
        A::Accept,
        "key-plan-accept",
        foot(10),
    ),
    bind(
        C::Activities,
        &[ctrl('n'), INSERT],
        A::Add,
        "key-plan-add",
        foot(20),
    ),
    bind(
        C::Activities,
        &[ctrl('x'), ch('v')],
        A::Visit,
        "key-plan-hold",
        foot(25),
    ),
    bind(C::Activities, &[TAB], A::Next, "key-next-part", foot(30)),
    bind(
        C::Activities,
        &[BACK_TAB],
        A::Previous,
        "key-previous-part",
        HELP,
    ),
    bind(C::Activities, &[LEFT], A::Left, "key-plan-before", HELP),
    bind(C::Activities, &[RIGHT], A::Right, "key-plan-after", HELP),
    bind(
        C::Activities,
        &[ctrl('e'), ch('e')],
        A::Edit,
        "key-edit",
        foot(50),
    ),
    bind(
        C::Activities,
        &[DELETE],
        A::Remove,
        "key-plan-call-off",
        HELP,
    ),
    bind(
        C::Activities,
        &[ctrl('o')],
        A::Import,
        "key-plan-files",
        foot(40),
    ),
    // Follow-up.
    bind(
        C::FollowUp,
        &[ENTER],
        A::Accept,
        "key-follow-accept",
        foot(10),
    ),
    bind(
        C::FollowUp,
        &[ctrl('x'), ch('v')],
        A::Visit,
        "key-record",
        foot(20),
    ),
    bind(
        C::FollowUp,
        &[TAB],
        A::Filter,
        "key-follow-filter",
        foot(30),
    ),
    bind(
        C::FollowUp,
        &[ctrl('e'), ch('e')],
        A::Edit,
        "key-follow-file",
        foot(40),
    ),
    // The preview of an import.
    bind(
        C::Import,
        &[f(10), ctrl('s')],
        A::Commit,
        "key-commit",
        foot(10),
    ),
    bind(
        C::Import,
        &[ENTER],
        A::Accept,
        "key-import-accept",
        foot(20),
    ),
    bind(C::Import, &[TAB], A::Filter, "key-import-filter", foot(30)),
    bind(C::Import, &[DELETE], A::Remove, "key-import-skip", foot(40)),
    // Settings.
    bind(C::Settings, &[ENTER], A::Accept, "key-edit", foot(10)),
    bind(
        C::Settings,
        &[ctrl('n'), INSERT],
        A::Add,
        "key-add",
        foot(20),
    ),
    bind(C::Settings, &[DELETE], A::Remove, "key-remove", foot(30)),
    bind(C::Settings, &[TAB], A::Next, "key-next-part", foot(40)),
    bind(
        C::Settings,
        &[BACK_TAB],
        A::Previous,
        "key-previous-part",
        HELP,
    ),
    // Forms.
    bind(C::Form, &[ENTER], A::Advance, "key-form-advance", foot(10)),
    bind(
        C::Form,
        &[f(10), ctrl('s')],
        A::Accept,
        "key-save",
        foot(20),
    ),
    bind(C::Form, &[TAB, DOWN], A::Next, "key-next-field", foot(30)),
    bind(
        C::Form,
        &[BACK_TAB, UP],
        A::Previous,
        "key-previous-field",
        HELP,
    ),
    bind(C::Form, &[PAGE_UP], A::PageUp, "key-page-up", HELP),
    bind(C::Form, &[PAGE_DOWN], A::PageDown, "key-page-down", HELP),
    bind(C::Form, &[ctrl('z')], A::Restore, "key-restore", HELP),
    // Popups.
    bind(C::Picker, &[ENTER], A::Accept, "key-choose", foot(10)),
    bind(C::Confirm, &[ENTER], A::Accept, "key-accept", foot(30)),
    bind(C::Confirm, &[ch('1'), ch('y')], A::Yes, "key-yes", foot(10)),
    bind(C::Confirm, &[ch('2'), ch('n')], A::No, "key-no", foot(20)),
    bind(
        C::Confirm,
        &[TAB, RIGHT, DOWN],
        A::Next,
        "key-other-answer",
        HELP,
    ),
    bind(
        C::Confirm,
        &[BACK_TAB, LEFT, UP],
        A::Previous,
        "key-other-answer",
        HELP,
    ),
    bind(
        C::Notice,
        &[ENTER, ch(' ')],
        A::Accept,
        "key-read",
        foot(10),
    ),
    bind(C::Page, &[ENTER, ch(' ')], A::Accept, "key-read", foot(10)),
    bind(C::Help, &[ENTER], A::Accept, "key-close", foot(10)),
    bind(C::Collect, &[ENTER], A::Accept, "key-collect", foot(10)),
    bind(C::Roll, &[ENTER], A::Accept, "key-roll-on", foot(10)),
    bind(C::Roll, &[ch(' ')], A::Tick, "key-roll-tick", foot(20)),
    bind(C::Roll, &[TAB], A::Filter, "key-roll-ready", foot(30)),
    bind(
        C::Roll,
        &[ctrl('n'), INSERT],
        A::Add,
        "key-roll-newcomer",
        foot(40),
    ),
    bind(C::Roll, &[f(10), ctrl('s')], A::Commit, "key-roll-on", HELP),
    bind(C::Sweep, &[ENTER], A::Accept, "key-sweep-accept", foot(10)),
    bind(
        C::Sweep,
        &[f(12), ctrl('d')],
        A::CloseDay,
        "key-close-day",
        foot(20),
    ),
    bind(
        C::Evacuation,
        &[ch(' '), ENTER],
        A::Tick,
        "key-tick",
        foot(10),
    ),
    bind(
        C::Evacuation,
        &[f(4), ch('p')],
        A::TogglePhones,
        "key-phones",
        foot(20),
    ),
];
