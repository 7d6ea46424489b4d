//! State of the import and purposes of its forms.

use crate::desk::import::plan::{Commit, ImportAnswers, Plan};
use crate::domain::Weekdays;
use crate::exchange::note::{Counts, NoteCode, RowReport, Verdict};
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
    /// What is listed of the plan.
    pub(super) listing: Listing,
}

impl ImportPreview {
    pub(super) fn new(answers: ImportAnswers, plan: Plan, shown: Shown) -> Self {
        Self {
            listing: Listing::of(&plan, &answers, shown),
            answers,
            plan,
            shown,
            selected: 0,
            leaving: LeaveWarning::No,
        }
    }

    /// Lists other rows.
    pub(super) fn show(&mut self, shown: Shown) {
        self.shown = shown;
        self.listing = Listing::of(&self.plan, &self.answers, shown);
        self.selected = self.selected.min(self.listing.count().saturating_sub(1));
    }

    /// Whether closing leaves work undone: answers were given, and not all good rows are imported.
    pub(super) fn would_lose_work(&self) -> bool {
        let given = &self.answers;
        let is_worked_on = given.answered().next().is_some() || !given.left_out.is_empty();
        is_worked_on && self.listing.counts.added > 0
    }

    /// The commit of this preview; `days` are the agreed days of new children.
    pub(super) fn commit(&self, days: Weekdays) -> Commit {
        Commit {
            answers: self.answers.clone(),
            plan: self.plan.clone(),
            days,
        }
    }

    /// A listed row.
    pub(crate) fn row(&self, nth: usize) -> Option<RowReport<'_>> {
        self.plan.row(self.listing.place(nth)?)
    }

    /// The selected row.
    pub(super) fn selected_row(&self) -> Option<RowReport<'_>> {
        self.row(self.selected)
    }

    /// The listed rows.
    #[cfg(test)]
    pub(crate) fn rows(&self) -> Vec<RowReport<'_>> {
        let listed = 0..self.listing.count();
        listed.filter_map(|nth| self.row(nth)).collect()
    }
}

/// What the preview shows of a plan, worked out once, because a list may have 300,000 rows: the rows in their order, and
/// the numbers above them.
#[derive(Debug, Clone)]
pub(super) struct Listing {
    /// Places of the listed rows in the plan.
    places: Vec<usize>,
    /// Number of rows by outcome.
    pub(super) counts: Counts,
    /// Rows that were tidied.
    pub(super) tidied: usize,
    /// Marks that will be added; 0 of a list without marks.
    pub(super) marks: usize,
    /// Digits of the longest number of a row.
    pub(super) number_width: u16,
}

impl Listing {
    fn of(plan: &Plan, answers: &ImportAnswers, shown: Shown) -> Self {
        let rows = plan.rows();
        let is_left_out = |row: &RowReport<'_>| answers.left_out.contains(&row.at);
        let is_not_kept = |row: &RowReport<'_>| {
            let mut codes = row.notes.iter().map(|note| note.code);
            codes.any(|code| code == NoteCode::SkipNotKept)
        };
        let is_listed = |row: &RowReport<'_>| match shown {
            // Left-out rows stay listed so that they can be included again; titles and blanks do
            // not.
            Shown::All => row.outcome != Verdict::Skip || is_left_out(row) || is_not_kept(row),
            Shown::ToCheck => matches!(row.outcome, Verdict::Doubt | Verdict::Refuse),
            Shown::New => row.outcome == Verdict::Add,
        };
        let listed = rows.iter().enumerate().filter(|(_, row)| is_listed(row));
        let mut places: Vec<usize> = listed.map(|(place, _)| place).collect();
        // In the order of the file, with what does not go in first. A row that was left out stays where it was.
        places.sort_by_key(|place| {
            let row = &rows[*place];
            let outcome = if is_left_out(row) {
                Verdict::Add
            } else {
                row.outcome
            };
            outcome.place()
        });
        let is_tidied = |row: &&RowReport<'_>| row.notes.iter().any(|note| note.code.is_tidying());
        Self {
            places,
            counts: plan.counts(),
            tidied: rows.iter().filter(is_tidied).count(),
            number_width: rows
                .last()
                .map_or(0, |last| last.at.row.to_string().len() as u16),
            marks: match plan {
                Plan::Roster(_) | Plan::Help(_) => 0,
                Plan::Attendance(plan) => plan.additions().count(),
            },
        }
    }

    /// Number of listed rows.
    pub(super) const fn count(&self) -> usize {
        self.places.len()
    }

    /// The place in the plan of a listed row.
    fn place(&self, nth: usize) -> Option<usize> {
        self.places.get(nth).copied()
    }
}
