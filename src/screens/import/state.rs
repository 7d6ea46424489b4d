//! State of the import and purposes of its forms.

use crate::desk::import::plan::{Commit, ImportAnswers, Plan};
use crate::domain::Weekdays;
use crate::exchange::note::{RowReport, Verdict};
use crate::exchange::own_headings::ColumnUse;
use crate::exchange::sheet::RowAt;
use crate::screens::effect::Turn;
use std::path::PathBuf;

/// State of the import.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(Clone))]
pub struct State {
    /// The open preview.
    pub preview: Option<ImportPreview>,
    /// The file being read; `None` when idle.
    pub reading: Option<PathBuf>,
}

/// One update of the import.
pub(crate) type ImportTurn<'t> = Turn<'t, State, ImportForm>;

/// Purpose of a form or list of the import.
#[derive(Debug, Clone)]
pub enum ImportForm {
    /// Choose a file.
    File,
    /// Type a path.
    Path,
    /// Enter the month of a sheet that does not contain it.
    Month(Box<ImportAnswers>),
    /// Correct a row.
    Mend(RowAt),
    /// Choose the child of a row.
    Who(RowAt),
    /// Say whether a row of a list is a child who is there already.
    Same(RowAt),
    /// Choose a cell of a row to correct.
    Cells(RowAt),
    /// Correct this cell of a row.
    Cell(RowAt, usize),
    /// Choose the sheets.
    Sheets,
    /// Choose a column to say what it is.
    Column(Box<ImportAnswers>, Vec<ColumnUse>),
    /// Say what this column is.
    Meaning(Box<ImportAnswers>, Chosen),
    /// Enter the agreed days of new children.
    Days,
}

/// The column that was chosen, among all of its file.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The column.
    pub column: ColumnUse,
    /// All columns.
    pub columns: Vec<ColumnUse>,
}

/// Which rows are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// All rows except titles and blank rows.
    #[default]
    All,
    /// Doubtful and refused rows.
    ToCheck,
    /// Rows that will be imported.
    New,
}

/// Warning before a preview with answers is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LeaveWarning {
    /// Esc has not been pressed.
    #[default]
    No,
    /// Esc was pressed once; the second time the answers are lost.
    Warned,
}

/// The open preview of an import.
#[derive(Debug, Clone)]
pub struct ImportPreview {
    /// The file's content and the answers about its rows.
    pub answers: ImportAnswers,
    /// The outcome of each row.
    pub plan: Plan,
    /// Which rows are listed.
    pub shown: Shown,
    /// Index of the selected row among the listed ones.
    pub selected: usize,
    /// Whether the warning before closing was shown.
    pub leaving: LeaveWarning,
}

impl ImportPreview {
    /// Whether closing leaves work undone: answers were given, and not all good rows are imported.
    pub(super) fn would_lose_work(&self) -> bool {
        let given = &self.answers;
        let is_worked_on = given.answered().next().is_some() || !given.left_out.is_empty();
        is_worked_on && self.plan.counts().added > 0
    }

    /// The commit of this preview; `days` are the agreed days of new children.
    pub(super) fn commit(&self, days: Weekdays) -> Commit {
        Commit {
            answers: self.answers.clone(),
            plan: self.plan.clone(),
            days,
        }
    }

    /// The listed rows.
    pub(crate) fn rows(&self) -> Vec<RowReport<'_>> {
        let mut rows = self.plan.rows();
        rows.retain(|row| match self.shown {
            // Left-out rows stay listed so that they can be included again; titles and blanks do
            // not.
            Shown::All => row.outcome != Verdict::Skip || self.answers.left_out.contains(&row.at),
            Shown::ToCheck => matches!(row.outcome, Verdict::Doubt | Verdict::Refuse),
            Shown::New => row.outcome == Verdict::Add,
        });
        // In the order of the file, with what does not go in first. A row that was left out stays where it was.
        rows.sort_by_key(|row| {
            let is_left_out = self.answers.left_out.contains(&row.at);
            let outcome = if is_left_out {
                Verdict::Add
            } else {
                row.outcome
            };
            outcome.place()
        });
        rows
    }
}
