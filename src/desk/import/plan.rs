//! What a file would do, and what a person has answered about its rows.

use crate::domain::{ChildId, Weekdays};
use crate::exchange::attendance::{AttendancePlan, Month};
use crate::exchange::note::{Counts, RowReport};
use crate::exchange::roster::{RosterPlan, RowInput};
use crate::exchange::sheet::Book;
use std::path::PathBuf;
use std::sync::Arc;

/// A file that has been read and judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// A register of children.
    Roster(Arc<RosterPlan>),
    /// A sign-in sheet.
    Attendance(Arc<AttendancePlan>),
}

impl Plan {
    /// How many rows came to which outcome.
    pub fn counts(&self) -> Counts {
        match self {
            Self::Roster(plan) => plan.counts(),
            Self::Attendance(plan) => plan.counts(),
        }
    }

    /// Every row.
    pub fn rows(&self) -> Vec<RowReport<'_>> {
        match self {
            Self::Roster(plan) => plan.report_rows().collect(),
            Self::Attendance(plan) => plan.report_rows().collect(),
        }
    }

    /// Name of the file and of the sheet in it.
    pub fn source(&self) -> (&str, &str) {
        match self {
            Self::Roster(plan) => (&plan.file_name, &plan.sheet_name),
            Self::Attendance(plan) => (&plan.file_name, &plan.sheet_name),
        }
    }
}

/// What is asked of the runner about an import.
#[derive(Debug, Clone)]
pub enum ImportStep {
    /// Reads a file and judges it.
    Read(PathBuf),
    /// Judges what was read again: after mending, after an import.
    Judge(ImportAnswers),
    /// Brings the good rows in; new children come on these days.
    Commit(Box<Commit>),
}

/// A plan that a person has agreed to.
#[derive(Debug, Clone)]
pub struct Commit {
    /// What the plan follows from.
    pub answers: ImportAnswers,
    /// The plan as it was shown; if the file's rows mean something else by now, nothing is written.
    pub plan: Plan,
    /// Agreed days of the children a roster adds.
    pub days: Weekdays,
}

/// What was read, and what a person has said about it since.
#[derive(Debug, Clone)]
pub struct ImportAnswers {
    /// What was read.
    pub book: Arc<Book>,
    /// The month, where the sheet does not say it.
    pub month: Option<Month>,
    /// Mended rows of a register.
    pub mended: Vec<RowInput>,
    /// Who is meant by rows of a sign-in sheet.
    pub chosen: Vec<(u32, ChildId)>,
    /// Rows that a person leaves out.
    pub left_out: Vec<u32>,
}

impl ImportAnswers {
    /// A file of which nothing has been said yet.
    pub fn of(book: Arc<Book>) -> Self {
        Self {
            book,
            month: None,
            mended: Vec::new(),
            chosen: Vec::new(),
            left_out: Vec::new(),
        }
    }
}
