//! What the settings are about: lines, what Enter does on them, what forms are for.

use crate::domain::StaffId;
use crate::domain::hours::SchoolPeriod;
use crate::domain::rules::book::Number;
use crate::screens::effect::{Scene, Turn};
use crate::store::Entry;
use chrono::NaiveDate;

/// State of the settings.
#[derive(Debug, Default)]
pub struct State {
    /// On which line the arrows are.
    pub selected: usize,
    /// The newest entries of the journal.
    pub entries: Vec<Entry>,
}

/// The settings as they are shown.
pub(crate) type SettingsScene<'s> = Scene<'s, State>;
/// One turn of the settings.
pub(crate) type SettingsTurn<'t> = Turn<'t, State, SettingForm>;

/// What a form or list of the settings is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingForm {
    /// The home's own facts.
    Home,
    /// The weekly hours of a period.
    Hours(SchoolPeriod),
    /// A new closed day.
    Closed,
    /// A new extra open day.
    Extra,
    /// A new term or holiday.
    Term,
    /// Somebody on the staff; without one, somebody new.
    Staff(Option<StaffId>),
    /// A number of a rule.
    Rule(&'static Number),
    /// Ready-made numbers.
    Preset,
    /// Who is at the desk.
    Seat,
    /// The questions of the first run.
    FirstRun,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SettingLine {
    /// A heading, or what it is.
    pub label: String,
    /// How it is set.
    pub value: String,
    /// What Enter does.
    pub act: SettingTarget,
}

/// What Enter on a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SettingTarget {
    /// A heading.
    Heading,
    /// Nothing; only to be read.
    Nothing,
    /// The home's own facts.
    Home,
    /// The weekly hours of a period.
    Hours(SchoolPeriod),
    /// A new closed day.
    AddClosed,
    /// Takes a closed day back.
    Closed(NaiveDate),
    /// A new extra open day.
    AddExtra,
    /// Takes an extra open day back.
    Extra(NaiveDate),
    /// A new term or holiday.
    AddTerm,
    /// Takes a term or holiday back.
    Term(NaiveDate),
    /// Somebody on the staff.
    Staff(StaffId),
    /// Somebody new on the staff.
    AddStaff,
    /// Ready-made numbers of the rules.
    Preset,
    /// A number of a rule.
    Rule(&'static Number),
    /// Who is at the desk.
    Seat,
    /// The other language.
    Language,
    /// The other theme.
    Theme,
    /// The other symbols.
    Symbols,
    /// Copies all data into one file.
    Backup,
    /// Checks the file.
    Verify,
}

impl SettingTarget {
    /// Whether Enter on it takes it away.
    pub(super) const fn is_removable(self) -> bool {
        matches!(self, Self::Closed(_) | Self::Extra(_) | Self::Term(_))
    }

    /// What a new one beside this line is.
    pub(super) const fn adds(self) -> Self {
        match self {
            Self::Closed(_) | Self::AddClosed => Self::AddClosed,
            Self::Extra(_) | Self::AddExtra => Self::AddExtra,
            Self::Term(_) | Self::AddTerm => Self::AddTerm,
            Self::Staff(_) | Self::AddStaff => Self::AddStaff,
            Self::Heading
            | Self::Nothing
            | Self::Home
            | Self::Hours(_)
            | Self::Preset
            | Self::Rule(_)
            | Self::Seat
            | Self::Language
            | Self::Theme
            | Self::Symbols
            | Self::Backup
            | Self::Verify => Self::Nothing,
        }
    }
}

/// Lines under a heading.
pub(super) fn headed(title: String, lines: impl Iterator<Item = SettingLine>) -> Vec<SettingLine> {
    let heading = SettingLine {
        label: title,
        value: String::new(),
        act: SettingTarget::Heading,
    };
    std::iter::once(heading).chain(lines).collect()
}

/// The line that adds something new.
pub(super) fn adding(label: &str, act: SettingTarget) -> SettingLine {
    SettingLine {
        label: format!("+ {label}"),
        value: String::new(),
        act,
    }
}
