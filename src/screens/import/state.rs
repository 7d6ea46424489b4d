//! What the import is about: the file being read, the preview that is open, what its forms are for.

use crate::desk::import::plan::{Commit, ImportAnswers, Plan};
use crate::domain::Weekdays;
use crate::exchange::note::{RowReport, Verdict};
use crate::exchange::sheet::Book;
use crate::screens::effect::Turn;
use std::path::PathBuf;
use std::sync::Arc;

/// State of the import.
#[derive(Debug, Default)]
pub struct State {
    /// The preview that is open.
    pub preview: Option<ImportPreview>,
    /// The file that is being read.
    pub reading: Option<PathBuf>,
}

/// One turn of the import.
pub(crate) type ImportTurn<'t> = Turn<'t, State, ImportForm>;

/// What a form or list of the import is for.
#[derive(Debug, Clone)]
pub enum ImportForm {
    /// Which file.
    File,
    /// A path, typed.
    Path,
    /// The month of a sheet that does not say it.
    Month(Arc<Book>),
    /// A row, mended.
    Mend(u32),
    /// Who is meant by a row.
    Who(u32),
    /// On which days the new children come.
    Days,
}

/// Which rows are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// All but titles and blanks.
    #[default]
    All,
    /// Those that wait for a person, and those that cannot be taken.
    ToCheck,
    /// Those that go in.
    New,
}

/// Whether a preview is being left in which a person has already mended something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LeaveWarning {
    /// No.
    #[default]
    No,
    /// Esc has been pressed once; once more and what was mended is lost.
    Warned,
}

/// The import that is open.
#[derive(Debug, Clone)]
pub struct ImportPreview {
    /// What was read, and what a person has answered about its rows.
    pub answers: ImportAnswers,
    /// What would happen.
    pub plan: Plan,
    /// Which rows are listed.
    pub shown: Shown,
    /// On which of the listed rows the arrows are.
    pub selected: usize,
    /// Whether it is being left.
    pub leaving: LeaveWarning,
}

impl ImportPreview {
    /// A person has said something about rows, and there are rows that have not gone in yet.
    pub(super) fn would_lose_work(&self) -> bool {
        let given = &self.answers;
        let is_worked_on =
            !(given.mended.is_empty() && given.chosen.is_empty() && given.left_out.is_empty());
        is_worked_on && self.plan.counts().added > 0
    }

    /// What is written if a person agrees.
    pub(super) fn commit(&self, days: Weekdays) -> Commit {
        Commit {
            answers: self.answers.clone(),
            plan: self.plan.clone(),
            days,
        }
    }

    /// The rows that are listed.
    pub(crate) fn rows(&self) -> Vec<RowReport<'_>> {
        let mut rows = self.plan.rows();
        rows.retain(|row| match self.shown {
            // What a person leaves out can be taken in again; titles and blanks cannot.
            Shown::All => row.outcome != Verdict::Skip || self.answers.left_out.contains(&row.row),
            Shown::ToCheck => matches!(row.outcome, Verdict::Doubt | Verdict::Refuse),
            Shown::New => row.outcome == Verdict::Add,
        });
        rows
    }
}
