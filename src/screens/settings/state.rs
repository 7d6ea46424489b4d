//! State, lines and form purposes of F8.

use crate::desk::read::looked::LookedPage;
use crate::desk::rights::Right;
use crate::domain::StaffId;
use crate::domain::hours::SchoolPeriod;
use crate::domain::rules::book::{Number, Start};
use crate::screens::effect::{Scene, Turn};
use crate::store::Entry;
use chrono::NaiveDate;
use std::path::PathBuf;

/// State of the settings.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(Clone))]
pub struct State {
    /// Index of the selected line.
    pub selected: usize,
    /// Newest entries of the journal.
    pub entries: Vec<Entry>,
    /// Who saw what; `None` until it is asked for.
    pub looked: Option<Box<LookedPage>>,
    /// Its list is selected once it is read.
    pub goes_to_looked: bool,
    /// A checkup is running.
    pub is_checking: bool,
    /// The copy that was chosen to be restored, while the file is compared with it.
    pub comparing: Option<PathBuf>,
}

/// What the views of F8 read.
pub(crate) type SettingsScene<'s> = Scene<'s, State>;
/// One update of F8.
pub(crate) type SettingsTurn<'t> = Turn<'t, State, SettingForm>;

/// Purpose of a form or list of F8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingForm {
    /// Edit name and place of the home.
    Home,
    /// Change from when on a child comes late.
    Late,
    /// When the screens lock by themselves.
    LockAfter,
    /// Change the numbers to ring first.
    Ring,
    /// Change the time zone.
    Zone,
    /// Edit the weekly hours of a period.
    Hours(SchoolPeriod),
    /// Add a closed day.
    Closed,
    /// Add an extra open day.
    Extra,
    /// Add a term or holiday.
    Term,
    /// Edit a member of staff; `None` adds one.
    Staff(Option<StaffId>),
    /// Change a number of a rule.
    Rule(&'static Number),
    /// Change how the ladder of a rule begins.
    Ladder(&'static Start),
    /// Apply a preset.
    Preset,
    /// Choose the member of staff who uses the program.
    Seat,
    /// Choose what becomes of the secret of a member of staff.
    Secret(StaffId),
    /// The card of a member of staff.
    Card(StaffId),
    /// Choose the second place of copies.
    Stick,
    /// Choose the days of who saw what.
    LookedDays,
    /// Choose whose looks are listed.
    LookedWho,
    /// Choose looks at whose data are listed.
    LookedWhose,
    /// Choose a copy to restore.
    Restore,
    /// Choose what goes of what was kept long enough; the first day of the register that stays.
    Kept(NaiveDate),
    /// Delete the register before a day.
    DeleteOld(NaiveDate),
    /// Answer the questions of the first run.
    FirstRun,
}

/// A line of the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SettingLine {
    /// Heading or name of the setting.
    pub label: String,
    /// Current value.
    pub value: String,
    /// What Enter does.
    pub act: SettingTarget,
}

/// What Enter on a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SettingTarget {
    /// Nothing; the line is a heading.
    Heading,
    /// Nothing; the line is read-only.
    Nothing,
    /// Edits name and place of the home.
    Home,
    /// Changes from when on a child comes late.
    Late,
    /// When the screens lock by themselves.
    LockAfter,
    /// Changes the numbers to ring first.
    Ring,
    /// Changes the time zone.
    Zone,
    /// Edits the weekly hours of a period.
    Hours(SchoolPeriod),
    /// Adds a closed day.
    AddClosed,
    /// Removes a closed day.
    Closed(NaiveDate),
    /// Adds an extra open day.
    AddExtra,
    /// Removes an extra open day.
    Extra(NaiveDate),
    /// Adds a term or holiday.
    AddTerm,
    /// Removes a term or holiday.
    Term(NaiveDate),
    /// Edits a member of staff.
    Staff(StaffId),
    /// Adds a member of staff.
    AddStaff,
    /// Applies a preset of the rules' numbers.
    Preset,
    /// Changes a number of a rule.
    Rule(&'static Number),
    /// Changes how the ladder of a rule begins.
    Ladder(&'static Start),
    /// Changes the member of staff who uses the program.
    Seat,
    /// Gives the home locks.
    SetLocks,
    /// Says that the home wants no locks.
    NoLocks,
    /// Changes the secret of a member of staff.
    Secret(StaffId),
    /// Makes new recovery words.
    Words,
    /// Puts the file under another key.
    Key,
    /// Switches the language.
    Language,
    /// Switches the theme.
    Theme,
    /// Switches the symbols.
    Symbols,
    /// Copies all data into one file.
    Backup,
    /// Shows the copies.
    Copies,
    /// Chooses the second place of copies.
    Stick,
    /// Restores a copy.
    Restore,
    /// Shows what was kept long enough.
    Kept,
    /// Verifies the store.
    Verify,
    /// Shows a checkup.
    CheckUp,
    /// Writes the file for help.
    HelpFile,
    /// Something about who saw what.
    Looked(LookedLine),
}

/// What Enter does on a line about who saw what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LookedLine {
    /// Reads the list.
    Show,
    /// Chooses the days.
    Days,
    /// Chooses a member of staff.
    Who,
    /// Chooses a child.
    Whose,
    /// Lists as many days before.
    Earlier,
    /// Writes the self-check.
    SelfCheck,
}

impl SettingTarget {
    /// Whether Enter removes the entry.
    pub(crate) const fn is_removable(self) -> bool {
        matches!(self, Self::Closed(_) | Self::Extra(_) | Self::Term(_))
    }

    /// The right that it needs; `None` if everybody may who sees the screen.
    pub(crate) const fn needs(self) -> Option<Right> {
        match self {
            Self::Home | Self::Late | Self::Ring | Self::Zone => Some(Right::KeepFiles),
            Self::LockAfter
            | Self::Hours(_)
            | Self::AddClosed
            | Self::Closed(_)
            | Self::AddExtra
            | Self::Extra(_)
            | Self::AddTerm
            | Self::Term(_)
            | Self::Staff(_)
            | Self::AddStaff
            | Self::Preset
            | Self::Rule(_)
            | Self::Ladder(_)
            | Self::SetLocks
            | Self::NoLocks
            | Self::Words
            | Self::Kept
            | Self::Looked(_)
            | Self::Key => Some(Right::Direct),
            Self::Backup
            | Self::Copies
            | Self::Stick
            | Self::Verify
            | Self::CheckUp
            | Self::HelpFile => Some(Right::KeepCopies),
            Self::Restore => Some(Right::Restore),
            // Everybody says who they are, changes their own secret, and looks at it as they like.
            Self::Heading
            | Self::Nothing
            | Self::Seat
            | Self::Secret(_)
            | Self::Language
            | Self::Theme
            | Self::Symbols => None,
        }
    }

    /// The target that adds an entry of the same kind; `Nothing` if there is none.
    pub(crate) const fn adds(self) -> Self {
        match self {
            Self::Closed(_) | Self::AddClosed => Self::AddClosed,
            Self::Extra(_) | Self::AddExtra => Self::AddExtra,
            Self::Term(_) | Self::AddTerm => Self::AddTerm,
            Self::Staff(_) | Self::AddStaff => Self::AddStaff,
            Self::Heading
            | Self::Nothing
            | Self::Home
            | Self::Late
            | Self::LockAfter
            | Self::Ring
            | Self::Zone
            | Self::Hours(_)
            | Self::Preset
            | Self::Rule(_)
            | Self::Ladder(_)
            | Self::Seat
            | Self::SetLocks
            | Self::NoLocks
            | Self::Secret(_)
            | Self::Words
            | Self::Key
            | Self::Language
            | Self::Theme
            | Self::Symbols
            | Self::Backup
            | Self::Copies
            | Self::Stick
            | Self::Restore
            | Self::Kept
            | Self::Verify
            | Self::CheckUp
            | Self::HelpFile
            | Self::Looked(_) => Self::Nothing,
        }
    }
}

/// A heading followed by its lines.
pub(super) fn headed(title: String, lines: impl Iterator<Item = SettingLine>) -> Vec<SettingLine> {
    let heading = SettingLine {
        label: title,
        value: String::new(),
        act: SettingTarget::Heading,
    };
    std::iter::once(heading).chain(lines).collect()
}

/// The line that adds an entry.
pub(super) fn adding(label: &str, act: SettingTarget) -> SettingLine {
    SettingLine {
        label: format!("+ {label}"),
        value: String::new(),
        act,
    }
}
