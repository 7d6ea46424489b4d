//! The key table, one binding a line. Hints show the first chord of a line.
//!
//! Do not bind these; terminals send the same bytes for other keys: Ctrl-I (Tab), Ctrl-M and
//! Ctrl-J (Enter), Ctrl-H (Backspace), Ctrl-[ (Esc). Ctrl-W, U and K delete text in text fields; in
//! the search of the children Ctrl-W agrees days, and Esc empties the search.

use super::{Action, Binding, Chord, Context, Hint, Key, Need};

const fn key(code: Key) -> Chord {
    Chord::plain(code)
}
const fn f(number: u8) -> Chord {
    Chord::f(number)
}
const fn ctrl(letter: char) -> Chord {
    Chord::ctrl(letter)
}
const fn alt(letter: char) -> Chord {
    Chord::alt(letter)
}
const fn ch(typed: char) -> Chord {
    Chord::typed(typed)
}

/// Shown in the footer, lowest number first, and in the list of keys.
const fn foot(order: u8) -> Hint {
    Hint::Footer(order)
}
/// Shown in the list of keys only.
const HELP: Hint = Hint::HelpOnly;

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
const SPACE: Chord = ch(' ');

/// The digits that stand before lines, in the order of the lines.
const DIGITS: [Chord; 9] = {
    let mut digits = [ch('1'); 9];
    let mut at = 0;
    while at < digits.len() {
        digits[at] = ch((b'1' + at as u8) as char);
        at += 1;
    }
    digits
};

/// The digits of the answers of the walk through the files.
const WALK_DIGITS: [Chord; 8] = [
    ch('1'),
    ch('2'),
    ch('3'),
    ch('4'),
    ch('5'),
    ch('6'),
    ch('7'),
    ch('8'),
];

macro_rules! need {
    () => {
        None
    };
    ($need:ident) => {
        Some(Need::$need)
    };
}

/// Builds the table. A line is: context, chords, action, key of the label in the language files,
/// hint, and what it needs of whoever is at the desk if not everybody may. The macro uses braces because `rustfmt` does not format inside them: each binding stays on
/// one line.
macro_rules! bindings {
    ($($context:ident: $chords:expr => $action:ident, $words:literal, $hint:expr $(, $need:ident)?;)+) => {
        /// Every binding of the program, in the order of the list of keys.
        pub(crate) static BINDINGS: &[Binding] = &[$(Binding {
            context: Context::$context,
            chords: &$chords,
            action: Action::$action,
            words: $words,
            hint: $hint,
            need: need!($($need)?),
        }),+];
    };
}

bindings! {
    // The lock.
    Lock:       [ENTER]                => Accept,         "key-unlock",          foot(10);
    Lock:       [f(9)]                 => Evacuate,       "key-evacuate",        foot(20);
    Lock:       [ESC]                  => Cancel,         "key-lock-clear",      foot(30);
    Approve:    [ENTER]                => Accept,         "key-approve",         foot(10);

    // Everywhere.
    Global:     [f(1)]                 => Help,           "key-help",            foot(90);
    Global:     [ESC]                  => Cancel,         "key-cancel",          foot(80);
    Global:     [f(9)]                 => Evacuate,       "key-evacuate",        HELP;
    Global:     [f(11), alt('l')]      => Lock,           "key-lock",            HELP;
    Global:     [ctrl('l')]            => SwitchLanguage, "key-language",        HELP;
    Global:     [ctrl('q'), ctrl('c')] => Quit,           "key-quit",            HELP;

    // Every screen.
    Screen:     [f(2)]                 => GoToday,        "key-go-today",        HELP, Read;
    Screen:     [f(3)]                 => GoDoor,         "key-go-door",         HELP, ReadNames;
    Screen:     [f(4)]                 => GoChildren,     "key-go-children",     HELP, Read;
    Screen:     [f(5)]                 => GoActivities,   "key-go-activities",   HELP, Read;
    Screen:     [f(6)]                 => GoFollowUp,     "key-go-follow-up",    HELP, Read;
    Screen:     [f(7)]                 => GoTrends,       "key-go-trends",       HELP, Read;
    Screen:     [f(8)]                 => GoSettings,     "key-go-settings",     HELP, KeepCopies;
    Screen:     [ctrl('z')]            => Undo,           "key-undo",            foot(60), Attend;
    Screen:     [ctrl('y')]            => Redo,           "key-redo",            HELP, Attend;
    Screen:     [alt('s')]             => OwnSecret,      "key-own-secret",      HELP;

    // Lists, and everything without a focused text field.
    List:       [ENTER]                => Accept,         "key-accept",          foot(10);
    List:       [UP]                   => Up,             "key-up",              HELP;
    List:       [DOWN]                 => Down,           "key-down",            HELP;
    List:       [PAGE_UP]              => PageUp,         "key-page-up",         HELP;
    List:       [PAGE_DOWN]            => PageDown,       "key-page-down",       HELP;
    Plain:      [key(Key::Home)]       => First,          "key-first",           HELP;
    Plain:      [key(Key::End)]        => Last,           "key-last",            HELP;
    Plain:      [ch('?')]              => Help,           "key-help",            HELP;

    // Today.
    Today:      [ENTER]                => Accept,         "key-today-accept",    foot(10);
    Today:      [ctrl('o')]            => OpenHome,       "key-open-home",       foot(20), Attend;
    Today:      [ctrl('a')]            => KnownAbsence,   "key-absence",         foot(30), Attend;
    Today:      [f(12), ctrl('d')]     => CloseDay,       "key-close-day",       foot(40), Attend;

    // The door.
    Door:       [ENTER]                => Accept,         "key-door-accept",     foot(10), Attend;
    Door:       DIGITS                 => Number,         "key-door-number",     HELP, Attend;
    Door:       [TAB]                  => Turn,           "key-turn",            foot(20);
    Door:       [ch('+'), INSERT]      => TakeSibling,    "key-sibling",         HELP, Attend;
    Door:       [ctrl('a')]            => KnownAbsence,   "key-absence",         foot(65), Attend;
    Door:       [ctrl('t')]            => LateEntry,      "key-late",            foot(66), Attend;
    Door:       [ctrl('x')]            => Visit,          "key-record-today",    HELP, Plan;
    Door:       [ctrl('b')]            => BindCard,       "key-bind-card",       HELP, KeepFiles;
    Door:       [ctrl('o')]            => OpenHome,       "key-open-home",       HELP, Attend;
    Door:       [f(9)]                 => Evacuate,       "key-evacuate",        foot(70);
    Door:       [f(12), ctrl('d')]     => CloseDay,       "key-close-day",       foot(40), Attend;

    // Children.
    Children:   [ENTER]                => Accept,         "key-children-accept", foot(10);
    Children:   [ctrl('n'), INSERT]    => Add,            "key-add",             foot(20), KeepFiles;
    Children:   [ctrl('e')]            => Edit,           "key-edit",            HELP, KeepFiles;
    Children:   [ctrl('o')]            => Import,         "key-import",          foot(30), KeepFiles;
    Children:   [ctrl('f')]            => Filter,         "key-filter",          foot(40);
    Children:   [TAB]                  => Next,           "key-next-help-page",  foot(45);
    Children:   [BACK_TAB]             => Previous,       "key-previous-help-page", HELP;
    Children:   [ctrl('g')]            => Nobody,         "key-nobody",          foot(56);
    Children:   [ctrl('r')]            => Sort,           "key-sort",            foot(50);
    Children:   [ctrl('a')]            => KnownAbsence,   "key-absence",         HELP, Attend;
    Children:   [ctrl('w')]            => AgreeDays,      "key-agree-days",      foot(55), KeepFiles;

    // One child's file.
    HelpPage:   [ENTER]                => Accept,         "key-help-accept",     foot(10);
    HelpPage:   [ctrl('n'), INSERT]    => Add,            "key-help-add",        foot(20), FollowUp;
    HelpPage:   [ctrl('e')]            => Edit,           "key-help-edit",       foot(30), FollowUp;
    HelpPage:   [ctrl('p')]            => Print,          "key-help-print",      HELP, FollowUp;
    HelpPage:   [ctrl('o')]            => Import,         "key-import",          HELP, KeepFiles;
    HelpPage:   [TAB]                  => Next,           "key-next-help-page",  foot(40);
    HelpPage:   [BACK_TAB]             => Previous,       "key-previous-help-page", HELP;
    HelpPage:   [ctrl('g')]            => Nobody,         "key-nobody",          foot(50);
    ChildFile:  [ENTER]                => Accept,         "key-file-accept",     HELP;
    ChildFile:  [ctrl('e')]            => Edit,           "key-edit",            foot(20), KeepFiles;
    ChildFile:  [ctrl('n'), INSERT]    => Add,            "key-add",             HELP, KeepFiles;
    ChildFile:  [TAB]                  => Next,           "key-next-part",       foot(30);
    ChildFile:  [BACK_TAB]             => Previous,       "key-previous-part",   HELP;
    ChildFile:  [LEFT]                 => Left,           "key-previous-child",  HELP;
    ChildFile:  [RIGHT]                => Right,          "key-next-child",      HELP;
    ChildFile:  [ctrl('p')]            => Print,          "key-child-print",     HELP, FollowUp;
    ChildFile:  [ctrl('r')]            => Contacts,       "key-contacts",        foot(40), KeepFiles;
    ChildFile:  [ctrl('t')]            => Tags,           "key-tags",            foot(50), KeepFiles;
    ChildFile:  [ctrl('s')]            => ChangeStatus,   "key-status",          foot(55), KeepFiles;
    ChildFile:  [ctrl('g')]            => LinkHousehold,  "key-household",       HELP, KeepFiles;
    ChildFile:  [ctrl('k')]            => Merge,          "key-merge",           HELP, Direct;
    ChildFile:  [ctrl('u')]            => ToggleIdNo,     "key-id-no",           HELP;
    ChildFile:  [ctrl('b')]            => BindCard,       "key-bind-card",       HELP, KeepFiles;
    ChildFile:  [ctrl('a')]            => KnownAbsence,   "key-absence",         HELP, Attend;
    ChildFile:  [ctrl('x')]            => Visit,          "key-record",          foot(35), FollowUp;
    Children:   [ctrl('x')]            => Visit,          "key-record",          HELP, FollowUp;
    Today:      [ctrl('x')]            => Visit,          "key-record",          HELP, FollowUp;
    Today:      [ctrl('p')]            => Print,          "key-follow-round",    HELP, FollowUp;

    // Activities.
    Activities: [ENTER]                => Accept,         "key-plan-accept",     foot(10);
    Activities: [ctrl('n'), INSERT]    => Add,            "key-plan-add",        foot(20), Plan;
    Activities: [ctrl('x')]            => Visit,          "key-plan-hold",       foot(25), Plan;
    Activities: [TAB]                  => Next,           "key-next-part",       foot(30);
    Activities: [BACK_TAB]             => Previous,       "key-previous-part",   HELP;
    Activities: [LEFT]                 => Left,           "key-plan-before",     HELP;
    Activities: [RIGHT]                => Right,          "key-plan-after",      HELP;
    Activities: [ctrl('e')]            => Edit,           "key-edit",            foot(50), Plan;
    Activities: [DELETE]               => Remove,         "key-plan-call-off",   HELP, Plan;
    Activities: [ctrl('o')]            => Import,         "key-plan-files",      foot(40);
    Activities: [ctrl('p')]            => Print,          "key-plan-print",      HELP;
    Activities: [ctrl('f')]            => Find,           "key-plan-find",       HELP;

    // Follow-up.
    FollowUp:   [ENTER]                => Accept,         "key-follow-open",     foot(10);
    FollowUp:   [ctrl('x')]            => Visit,          "key-record",          foot(20), FollowUp;
    FollowUp:   [TAB]                  => Next,           "key-follow-next",     foot(30);
    FollowUp:   [BACK_TAB]             => Previous,       "key-follow-previous", HELP;
    FollowUp:   [ctrl('e')]            => Edit,           "key-follow-file",     foot(40);
    FollowUp:   [ctrl('t')]            => PastDay,        "key-follow-past",     foot(50);
    FollowUp:   [ctrl('k')]            => Walk,           "key-follow-walk",     foot(25), KeepFiles;

    // The walk through the files.
    Walk:       [ENTER]                => Accept,         "key-walk-accept",     foot(10), KeepFiles;
    Walk:       WALK_DIGITS            => Number,         "key-walk-number",     HELP, KeepFiles;
    Walk:       [RIGHT]                => Right,          "key-walk-skip",       foot(20);
    Walk:       [LEFT]                 => Left,           "key-walk-back",       foot(30);
    Walk:       [ctrl('e')]            => Edit,           "key-edit",            foot(40), KeepFiles;
    Walk:       [ctrl('x')]            => Visit,          "key-record",          HELP, FollowUp;
    Walk:       [TAB]                  => Next,           "key-walk-who",        foot(50);
    FollowUp:   [ctrl('p')]            => Print,          "key-follow-round",    foot(35), FollowUp;
    FollowUp:   [ctrl('r')]            => EnterRound,     "key-follow-enter",    HELP, FollowUp;
    FollowUp:   [ctrl('n'), INSERT]    => Add,            "key-follow-add",      HELP, FollowUp;
    FollowUp:   [ctrl('a')]            => KnownAbsence,   "key-absence",         HELP, Attend;

    FollowUp:   [LEFT]                 => Left,           "key-follow-before",   HELP;

    // Follow-up as of an earlier day.
    PastDay:    [ENTER]                => Accept,         "key-follow-open",     foot(10);
    PastDay:    [LEFT]                 => Left,           "key-past-before",     foot(20);
    PastDay:    [RIGHT]                => Right,          "key-past-after",      foot(30);
    PastDay:    [TAB]                  => Next,           "key-follow-next",     foot(40);
    PastDay:    [BACK_TAB]             => Previous,       "key-follow-previous", HELP;
    PastDay:    [ctrl('t')]            => PastDay,        "key-past-other",      foot(50);

    // The card of a problem or an incident.
    Case:       [ENTER]                => Accept,         "key-case-act",        foot(10), FollowUp;
    Case:       [ctrl('x')]            => Visit,          "key-record",          foot(20), FollowUp;
    Case:       [ctrl('e')]            => Edit,           "key-follow-file",     foot(40);
    Case:       [ctrl('u')]            => ToggleIdNo,     "key-case-notes",      foot(50), ReadRestricted;

    // The import preview.
    Import:     [f(10), ctrl('s')]     => Commit,         "key-commit",          foot(10);
    Import:     [ENTER]                => Accept,         "key-import-accept",   foot(20);
    Import:     [TAB]                  => Filter,         "key-import-filter",   foot(30);
    Import:     [DELETE]               => Remove,         "key-import-skip",     foot(40);
    Import:     [ctrl('t')]            => Sheets,         "key-import-sheets",   foot(50);
    Import:     [ctrl('k')]            => Columns,        "key-import-columns",  HELP;

    Moving:     [LEFT]                 => Left,           "key-move-before",     HELP;
    Moving:     [RIGHT]                => Right,          "key-move-days",       foot(10);
    Moving:     [UP]                   => Up,             "key-move-earlier",    HELP;
    Moving:     [DOWN]                 => Down,           "key-move-times",      foot(20);
    Moving:     [PAGE_UP]              => PageUp,         "key-move-week-before", HELP;
    Moving:     [PAGE_DOWN]            => PageDown,       "key-move-week",       HELP;
    Moving:     [ENTER]                => Accept,         "key-move-here",       foot(30), Plan;

    CalendarFile: [f(10), ctrl('s')]   => Commit,         "key-commit",          foot(10), Plan;
    CalendarFile: [TAB]                => Filter,         "key-import-filter",   foot(20);
    CalendarFile: [DELETE, ENTER]      => Remove,         "key-calendar-skip",   foot(30);

    // Trends.
    Trends:     [ENTER]                => Accept,         "key-trend-behind",    foot(10);
    Trends:     [TAB]                  => Next,           "key-trend-page",      foot(20);
    Trends:     [BACK_TAB]             => Previous,       "key-trend-page-before", HELP;
    Trends:     [LEFT]                 => Left,           "key-trend-before",    foot(30);
    Trends:     [RIGHT]                => Right,          "key-trend-after",     HELP;
    Trends:     [ch('+'), ch('=')]     => Longer,         "key-trend-longer",    foot(40);
    Trends:     [ch('-')]              => Shorter,        "key-trend-shorter",   HELP;
    Trends:     [ctrl('k')]            => Compare,        "key-trend-compare",   foot(50);
    Trends:     [ctrl('t')]            => PickPeriod,     "key-trend-days",      HELP;
    Trends:     [ctrl('p')]            => Print,          "key-trend-print",     foot(25), FollowUp;
    Trends:     [ctrl('g')]            => Explain,        "key-trend-explain",   HELP;
    Trends:     [ctrl('f')]            => Find,           "key-trend-child",     foot(60);
    Trends:     [SPACE]                => Turn,           "key-trend-number",    foot(15);
    Behind:     [ENTER]                => Accept,         "key-follow-file",     foot(10);
    Behind:     [ctrl('e')]            => Edit,           "key-follow-file",     HELP;
    Behind:     [ctrl('x')]            => Visit,          "key-record",          foot(20), FollowUp;
    Behind:     [ctrl('p')]            => Print,          "key-follow-round",    foot(90), FollowUp;

    // Settings.
    Settings:   [ENTER]                => Accept,         "key-edit",            foot(10);
    Settings:   [ctrl('n'), INSERT]    => Add,            "key-add",             foot(20);
    Settings:   [DELETE]               => Remove,         "key-remove",          foot(30);
    Settings:   [ctrl('b')]            => BindCard,       "key-staff-card",      HELP, Direct;
    Settings:   [ctrl('p')]            => Print,          "key-self-check-print", HELP, Direct;
    Settings:   [TAB]                  => Next,           "key-next-part",       foot(40);
    Settings:   [BACK_TAB]             => Previous,       "key-previous-part",   HELP;

    // Forms.
    Form:       [ENTER]                => Advance,        "key-form-advance",    foot(10);
    Form:       [f(10), ctrl('s')]     => Accept,         "key-save",            foot(20);
    Form:       [TAB, DOWN]            => Next,           "key-next-field",      foot(30);
    Form:       [BACK_TAB, UP]         => Previous,       "key-previous-field",  HELP;
    Form:       [RIGHT, LEFT, SPACE]   => Turn,           "key-form-turn",       HELP;
    Form:       DIGITS                 => Number,         "key-form-number",     HELP;
    Form:       [DELETE]               => Remove,         "key-form-clear",      HELP;
    Form:       [PAGE_UP]              => PageUp,         "key-page-up",         HELP;
    Form:       [PAGE_DOWN]            => PageDown,       "key-page-down",       HELP;
    Form:       [ctrl('z')]            => Restore,        "key-restore",         HELP;

    // Popups.
    Picker:     [ENTER]                => Accept,         "key-choose",          foot(10);
    Picker:     [key(Key::Home)]       => First,          "key-first",           HELP;
    Picker:     [key(Key::End)]        => Last,           "key-last",            HELP;
    Confirm:    [ENTER]                => Accept,         "key-accept",          foot(30);
    Confirm:    [ch('1'), ch('y')]     => Yes,            "key-yes",             foot(10);
    Confirm:    [ch('2'), ch('n')]     => No,             "key-no",              foot(20);
    Confirm:    [TAB, RIGHT, DOWN]     => Next,           "key-other-answer",    HELP;
    Confirm:    [BACK_TAB, LEFT, UP]   => Previous,       "key-other-answer",    HELP;
    Notice:     [ENTER, SPACE]         => Accept,         "key-read",            foot(10);
    Page:       [ENTER, SPACE]         => Accept,         "key-close",           foot(10);
    Words:      [ENTER]                => Accept,         "key-words-check",     foot(10);
    Words:      [ctrl('p')]            => Print,          "key-words-print",     foot(20);
    Matter:     [ENTER]                => Accept,         "key-matter-act",      foot(10), FollowUp;
    Onward:     [ENTER]                => Accept,         "key-onward",          foot(10);
    Offer:      [ENTER]                => Accept,         "key-offer",           foot(10);
    Offer:      [ESC]                  => Cancel,         "key-offer-later",     foot(20);
    Help:       [ENTER]                => Accept,         "key-close",           foot(10);
    Collect:    [ENTER]                => Accept,         "key-collect",         foot(10);
    Collect:    DIGITS                 => Number,         "key-collect-number",  HELP;
    Collect:    [ch('+'), INSERT]      => TakeSibling,    "key-collect-siblings", HELP;
    Roll:       [ENTER]                => Accept,         "key-roll-on",         foot(10);
    Roll:       [SPACE]                => Tick,           "key-roll-tick",       foot(20);
    Roll:       [TAB]                  => Filter,         "key-roll-ready",      foot(30);
    Roll:       [ctrl('n'), INSERT]    => Add,            "key-roll-newcomer",   foot(40);
    Roll:       [f(10), ctrl('s')]     => Commit,         "key-roll-on",         HELP;
    RoundPick:  [ENTER]                => Accept,         "key-round-print",     foot(10);
    RoundPick:  [SPACE]                => Tick,           "key-roll-tick",       foot(20);
    RoundPick:  [f(10), ctrl('s')]     => Commit,         "key-round-print",     HELP;
    Give:       [ENTER]                => Accept,         "key-give",            foot(10);
    Give:       [SPACE]                => Tick,           "key-roll-tick",       foot(20);
    Give:       [f(10), ctrl('s')]     => Commit,         "key-give",            HELP;
    Agree:      [ENTER]                => Accept,         "key-agree",           foot(10);
    Agree:      [SPACE]                => Tick,           "key-roll-tick",       foot(20);
    Agree:      [TAB]                  => Next,           "key-agree-next",      foot(30);
    Agree:      [BACK_TAB]             => Previous,       "key-agree-before",    HELP;
    Agree:      [f(10), ctrl('s')]     => Commit,         "key-agree",           HELP;
    RoundSheet: [f(10), ctrl('s')]     => Commit,         "key-round-save",      foot(10);
    RoundSheet: [SPACE]                => Turn,           "key-round-turn",      foot(20);
    RoundSheet: DIGITS                 => Number,         "key-form-number",     HELP;
    RoundSheet: [ctrl('n'), INSERT]    => Add,            "key-round-problem",   foot(30);
    RoundSheet: [ENTER]                => Advance,        "key-round-next",      HELP;
    RoundSheet: [TAB]                  => Next,           "key-round-next",      HELP;
    RoundSheet: [BACK_TAB]             => Previous,       "key-round-before",    HELP;
    RoundSheet: [UP]                   => Up,             "key-up",              HELP;
    RoundSheet: [DOWN]                 => Down,           "key-down",            HELP;
    RoundSheet: [LEFT]                 => Left,           "key-round-left",      HELP;
    RoundSheet: [RIGHT]                => Right,          "key-round-right",     HELP;
    RoundSheet: [PAGE_UP]              => PageUp,         "key-page-up",         HELP;
    RoundSheet: [PAGE_DOWN]            => PageDown,       "key-page-down",       HELP;
    RoundSheet: [DELETE]               => Remove,         "key-form-clear",      HELP;
    Sweep:      [ENTER]                => Accept,         "key-sweep-accept",    foot(10);
    Sweep:      [f(12), ctrl('d')]     => CloseDay,       "key-close-day",       foot(20), Attend;
    Evacuation: [SPACE, ENTER]         => Tick,           "key-tick",            foot(10);
    Evacuation: [f(4)]                 => TogglePhones,   "key-phones",          foot(20);
    Evacuation: [ctrl('p')]            => Print,          "key-roll-print",      foot(30);
    Evacuation: [ctrl('n')]            => Add,            "key-roll-anew",       foot(40);
}
