//! The checks as data: what is checked, with which result, from which facts, and how it is mended.

use crate::desk::backup::StickPlaces;
use crate::domain::Moment;
use crate::domain::codes::coded;
use crate::store::FileKeys;
use std::path::PathBuf;

/// Operating system of this build, for reports.
pub(crate) const SYSTEM: &str = if cfg!(windows) {
    "Windows"
} else if cfg!(target_os = "macos") {
    "macOS"
} else {
    "Unix"
};

coded! {
    /// The result of a check.
    pub State {
        Good = "good",
        /// The program works, but somebody should look at it.
        Attention = "attention",
        Bad = "bad",
        /// The check could not be made; the facts say why.
        NotMade = "not-made",
    }
}

coded! {
    /// The checks, in the order of the list.
    pub CheckName {
        Space = "space", Speed = "speed", Clock = "clock", File = "file", Chain = "chain",
        Rights = "rights", Copies = "copies", Terminal = "terminal", Widths = "widths",
        Colours = "colours", Letters = "letters", Fonts = "fonts",
    }
}

coded! {
    /// How a check is mended.
    pub Mend {
        MakeRoom = "make-room", SlowDisk = "slow-disk", SetClock = "set-clock", SetZone = "set-zone",
        Begin = "begin", Restore = "restore", NewerProgram = "newer-program", CloseOther = "close-other",
        OpenAgain = "open-again", TryAgain = "try-again", Verify = "verify", Private = "private",
        PrivateWindows = "private-windows",
        LetWrite = "let-write", Copy = "copy", Enlarge = "enlarge", Type = "type", Plain = "plain",
        Utf8 = "utf8", LookAtSigns = "look-at-signs", Compare = "compare", PutStick = "put-stick",
    }
}

coded! {
    /// Why something could not be measured.
    pub Obstacle {
        NoHome = "no-home", NoRoom = "no-room", NoRight = "no-right", Failed = "failed",
        FileClosed = "file-closed", NoTerminal = "no-terminal", NoAnswer = "no-answer",
        InScreens = "in-screens", NotHere = "not-here", NotSaid = "not-said",
        NoReport = "no-report",
    }
}

coded! {
    /// How many colours the terminal offers by its own word.
    pub Colours { None = "none", Few = "few", Many = "many", All = "all" }
}

/// One check: its result, the facts it was judged from, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Check {
    pub name: CheckName,
    pub state: State,
    pub facts: Vec<Fact>,
    pub mends: Vec<Mend>,
}

/// A fact in the line of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fact {
    /// Free and total bytes of the disk.
    Space {
        free: u64,
        total: u64,
    },
    /// Median time until a small write was on the disk, in microseconds.
    Sync(u64),
    Now(Moment),
    /// The newest entry of the journal.
    Newest(Moment),
    Size(u64),
    /// Schema of the file, and the newest that this program knows.
    Schema {
        found: u32,
        known: u32,
    },
    /// Pages are sound, or how many remarks the database made.
    Pages(usize),
    Damaged,
    /// The file is busy or cannot be opened.
    Unopened,
    /// The file is locked.
    Locked,
    /// The file is plain, and the home has locks.
    PlainFile,
    HeldByOther,
    Entries {
        entries: usize,
        rows: usize,
    },
    /// Number of findings of one kind.
    Found(&'static str, usize),
    /// The journal could not be followed to its end.
    Unfinished,
    OthersMayRead(bool),
    MayWrite(bool),
    NoCopy,
    /// Number of copies, and the age of the newest in days.
    Copies {
        count: usize,
        days: i64,
    },
    /// Copies that the file does not continue.
    Doubts(usize),
    /// The second place has had no copy for this many days; `None` if it never had one.
    StickAway(Option<i64>),
    /// The second place has a copy of the last days.
    StickCopied,
    /// No second place was chosen.
    NoStick,
    /// Faults that the last rehearsal of a restore found.
    Rehearsed(usize),
    Cells {
        columns: u16,
        rows: u16,
    },
    NoKeyboard,
    /// Cells that ten ambiguous signs and ten box lines took.
    Widths {
        signs: u16,
        lines: u16,
    },
    Colours(Colours),
    /// `NO_COLOR` is set.
    NoColour,
    Utf8(bool),
    /// The signs cannot be judged by a program: the reader compares them.
    Signs,
    /// The whole check or a part of it was not made.
    Cannot(Obstacle),
}

/// Who holds the right to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holder {
    /// This program.
    Us,
    /// Nobody, as far as this program can tell.
    Nobody,
    Other,
}

/// What a checkup looks at.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// The data folder; it need not exist.
    pub folder: PathBuf,
    /// What opens its file.
    pub keys: FileKeys,
    pub now: Moment,
    pub holder: Holder,
    /// Where sticks appear.
    pub sticks: StickPlaces,
}
