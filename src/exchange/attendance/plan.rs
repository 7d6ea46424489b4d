//! What importing a sign-in sheet would do.

use super::entry::SheetEntry;
use super::layout::Month;
use crate::domain::ChildId;
use crate::exchange::note::{Counts, Note, NoteCode, RowReport, Verdict};
use crate::exchange::own_headings::{self, ColumnUse};
use crate::exchange::sheet::RowAt;
use crate::exchange::sheets::SheetUse;
use chrono::NaiveDate;
use std::sync::Arc;

/// The child of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Exactly one child.
    Child(ChildId),
    /// Several children; a person has to choose.
    Ambiguous(Vec<ChildId>),
    /// No child on the register.
    Unknown,
}

/// One judged row of a sign-in sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Row of the file.
    pub at: RowAt,
    /// Name, or number, as written.
    pub name: Arc<str>,
    /// The child.
    pub who: Who,
    /// Outcome.
    pub outcome: Verdict,
    /// Reasons for the outcome.
    pub notes: Vec<Note>,
    /// Marks of the row, each with its own outcome.
    pub entries: Vec<SheetEntry>,
}

/// What importing a sign-in sheet would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendancePlan {
    /// Name of the source file.
    pub file_name: String,
    /// The sheets of the file, and what becomes of each.
    pub sheets: Vec<SheetUse>,
    /// Month of the first sheet of days; `None` for long lists.
    pub month: Option<Month>,
    /// Month that this sheet names, if a person chose another one.
    pub other_month: Option<Month>,
    /// The day before which the home has deleted its register; what the file says of earlier days stays out.
    pub kept_from: Option<NaiveDate>,
    /// The columns that have a heading, but for those of days, and what is made of each.
    pub columns: Vec<ColumnUse>,
    /// Every row of the sheets that are taken.
    pub rows: Vec<SheetRow>,
}

/// Why a file gives no plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPlan {
    /// No row with the headings of a sign-in sheet.
    #[error("no headings of a sign-in sheet")]
    NoHeadings,
    /// The columns only have day numbers, and no month is named.
    #[error("nothing says which month it is")]
    NoMonth,
    /// Whoever wanted it has stopped the judging.
    #[error("stopped")]
    Stopped,
}

impl NoPlan {
    /// Stable code, also the end of the language key `import-no-plan-…`.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::NoHeadings => "no-headings",
            Self::NoMonth => "no-month",
            Self::Stopped => "stopped",
        }
    }
}

impl AttendancePlan {
    /// Number of rows by outcome.
    pub fn counts(&self) -> Counts {
        self.rows.iter().map(|row| row.outcome).collect()
    }

    /// Headings of columns that are left out because no table has them.
    pub fn not_understood(&self) -> Vec<&str> {
        own_headings::unknown(&self.columns)
    }

    /// How many rows hold days before which the register was deleted, and that day; `None` if none does.
    pub fn not_kept(&self) -> Option<(usize, NaiveDate)> {
        let is_old =
            |note: &Note| matches!(note.code, NoteCode::DaysNotKept | NoteCode::SkipNotKept);
        let old = self.rows.iter().filter(|row| row.notes.iter().any(is_old));
        let count = old.count();
        self.kept_from
            .filter(|_| count > 0)
            .map(|from| (count, from))
    }

    /// Marks to add: new ones in rows with the outcome [`Verdict::Add`].
    pub fn additions(&self) -> impl Iterator<Item = (ChildId, &SheetEntry)> {
        let taken = self.rows.iter().filter(|row| row.outcome == Verdict::Add);
        let marks = taken.filter_map(|row| match row.who {
            Who::Child(child) => Some(row.entries.iter().map(move |entry| (child, entry))),
            Who::Ambiguous(_) | Who::Unknown => None,
        });
        marks
            .flatten()
            .filter(|(_, entry)| entry.outcome == Verdict::Add)
    }

    /// The rows as the command line reports them.
    pub fn report_rows(&self) -> impl Iterator<Item = RowReport<'_>> {
        self.rows.iter().map(RowReport::from)
    }
}

impl<'r> From<&'r SheetRow> for RowReport<'r> {
    fn from(row: &'r SheetRow) -> Self {
        Self {
            at: row.at,
            name: &row.name,
            outcome: row.outcome,
            notes: &row.notes,
        }
    }
}

/// A row that is none of the list.
pub(super) fn skipped(at: RowAt, code: NoteCode) -> SheetRow {
    SheetRow {
        at,
        name: Arc::default(),
        who: Who::Unknown,
        outcome: Verdict::Skip,
        notes: vec![Note::new(code)],
        entries: Vec::new(),
    }
}
