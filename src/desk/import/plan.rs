//! The plan of an import, and the user's answers about its rows.

use crate::domain::{ChildId, Weekdays};
use crate::exchange::attendance::{AttendancePlan, Month};
use crate::exchange::helping::HelpPlan;
use crate::exchange::note::{Counts, RowReport};
use crate::exchange::own_headings::{self, ColumnUse, SaidColumn};
use crate::exchange::roster::{RosterPlan, RowInput};
use crate::exchange::sheet::{Book, RowAt};
use crate::exchange::sheets::{SheetUse, Wanted};
use crate::i18n::Lang;
use crate::t;
use std::path::PathBuf;
use std::sync::Arc;

/// A file that has been read and judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// A register of children.
    Roster(Arc<RosterPlan>),
    /// A sign-in sheet.
    Attendance(Arc<AttendancePlan>),
    /// Lists of helpers, pairings and gifts.
    Help(Arc<HelpPlan>),
}

impl Plan {
    /// Number of rows by verdict.
    pub(crate) fn counts(&self) -> Counts {
        match self {
            Self::Roster(plan) => plan.counts(),
            Self::Attendance(plan) => plan.counts(),
            Self::Help(plan) => plan.counts(),
        }
    }

    /// All rows with their verdicts.
    pub(crate) fn rows(&self) -> Vec<RowReport<'_>> {
        match self {
            Self::Roster(plan) => plan.report_rows().collect(),
            Self::Attendance(plan) => plan.report_rows().collect(),
            Self::Help(plan) => plan.rows.iter().map(RowReport::from).collect(),
        }
    }

    /// A row with its verdict, by its place in the file.
    pub(crate) fn row(&self, place: usize) -> Option<RowReport<'_>> {
        match self {
            Self::Roster(plan) => plan.rows.get(place).map(RowReport::from),
            Self::Attendance(plan) => plan.rows.get(place).map(RowReport::from),
            Self::Help(plan) => plan.rows.get(place).map(RowReport::from),
        }
    }

    /// Name of the file and what becomes of its sheets.
    pub(crate) fn source(&self) -> (&str, &[SheetUse]) {
        match self {
            Self::Roster(plan) => (&plan.file_name, &plan.sheets),
            Self::Attendance(plan) => (&plan.file_name, &plan.sheets),
            Self::Help(plan) => (&plan.file_name, &plan.sheets),
        }
    }

    /// Headings of unknown columns.
    pub(crate) fn not_understood(&self) -> Vec<&str> {
        own_headings::unknown(self.columns())
    }

    /// How many rows hold days before which the register was deleted, and what becomes of them; `None` if none does.
    pub(crate) fn not_kept(&self, lang: Lang) -> Option<String> {
        let Self::Attendance(plan) = self else {
            return None;
        };
        let (count, from) = plan.not_kept()?;
        Some(t!(
            lang,
            "import-not-kept",
            count = count,
            day = from.to_string()
        ))
    }

    /// The columns that have a heading, and what is made of each.
    pub(crate) fn columns(&self) -> &[ColumnUse] {
        match self {
            Self::Roster(plan) => &plan.columns,
            Self::Attendance(plan) => &plan.columns,
            Self::Help(plan) => &plan.columns,
        }
    }
}

/// A step of an import, performed by the runner.
#[derive(Debug, Clone)]
pub enum ImportStep {
    /// Reads a file and judges it.
    Read(PathBuf),
    /// Goes on with the rows that wait of the file of this name.
    GoOn(String),
    /// Judges a file again, after an answer or an import.
    Judge(ImportAnswers),
    /// Keeps the rows of a file that wait, or forgets them, after its preview was closed.
    Settle(ImportAnswers),
    /// Imports the valid rows.
    Commit(Box<Commit>),
}

/// A plan that the user has confirmed.
#[derive(Debug, Clone)]
pub struct Commit {
    /// The file and the answers that give the plan.
    pub answers: ImportAnswers,
    /// The plan as shown; if the same file now gives another plan, nothing is written.
    pub plan: Plan,
    /// Agreed days of the new children of a roster.
    pub days: Weekdays,
}

/// A file and the user's answers about it.
#[derive(Debug, Clone)]
pub struct ImportAnswers {
    /// The file.
    pub book: Arc<Book>,
    /// The month, if the sheet does not give it.
    pub month: Option<Month>,
    /// Corrected rows of a roster.
    pub mended: Vec<RowInput>,
    /// The chosen child for rows of a sign-in sheet.
    pub chosen: Vec<(RowAt, ChildId)>,
    /// Rows of which a person has typed a cell anew; the file here has it.
    pub retyped: Vec<RowAt>,
    /// Rows to be left out.
    pub left_out: Vec<RowAt>,
    /// Which sheets are taken.
    pub wanted: Wanted,
    /// What was said of columns without being remembered for the home.
    pub said: Vec<SaidColumn>,
    /// Whether a person has answered or imported something: from then on the rows that wait are kept.
    pub is_begun: bool,
}

impl ImportAnswers {
    /// The rows that a person has mended, or retyped, or of which a person has said who it is.
    pub(crate) fn answered(&self) -> impl Iterator<Item = RowAt> {
        let mended = self.mended.iter().map(|input| input.at);
        let chosen = self.chosen.iter().map(|(at, _)| *at);
        mended.chain(chosen).chain(self.retyped.iter().copied())
    }

    /// A file without answers.
    pub(crate) fn of(book: Arc<Book>) -> Self {
        Self {
            book,
            month: None,
            mended: Vec::new(),
            chosen: Vec::new(),
            retyped: Vec::new(),
            left_out: Vec::new(),
            wanted: Wanted::Visible,
            said: Vec::new(),
            is_begun: false,
        }
    }
}
