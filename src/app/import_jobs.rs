//! The work behind the import: finding, reading and judging files. Reading may take longer than a
//! frame and is done by a worker; judging and writing need the desk.

use super::command::Command;
use super::desk::Desk;
use super::importing::{ImportAnswers, ImportPreview, ImportStep, Plan};
use super::message::{Loaded, Message};
use super::refusal::Refusal;
use super::runner::Runner;
use crate::domain::Weekdays;
use crate::exchange::attendance::NoPlan;
use crate::exchange::file;
use crate::exchange::note::Verdict;
use crate::exchange::roster::Judge;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// How many files are offered.
const OFFERED: usize = 30;
/// What a spreadsheet's name ends with.
const ENDINGS: &[&str] = &["xlsx", "xls", "ods", "csv"];
/// Where people put files, below their own folder.
const PLACES: &str = include_str!("../../assets/import/places.txt");

impl Runner {
    pub(super) fn import(&mut self, step: ImportStep) -> Option<Message> {
        match step {
            ImportStep::Read(path) => self.read_book(path),
            ImportStep::Judge(judging) => Some(self.judge(judging)),
            ImportStep::Commit(open, days) => {
                Some(self.commit(*open, days).unwrap_or_else(Message::Failed))
            }
        }
    }

    /// Reads in the background where there is somewhere to report to.
    fn read_book(&mut self, path: PathBuf) -> Option<Message> {
        let read = move || {
            let book = file::read(&path).map(Arc::new);
            Message::Loaded(Loaded::Book(path, book))
        };
        match self.reports.clone() {
            None => Some(read()),
            Some(reports) => {
                // If the program has ended meanwhile there is nobody left to tell.
                std::thread::spawn(move || reports.send(read()).ok());
                None
            }
        }
    }

    /// What goes in is what the preview shows: if somebody came through the door or a file was
    /// added since it was judged, it is shown again and nothing is written yet.
    fn commit(&mut self, open: ImportPreview, days: Weekdays) -> Result<Message, Refusal> {
        let Judged::Plan(plan) = self.desk.judge(&open.judging)? else {
            return Ok(Message::Loaded(Loaded::NoPlan));
        };
        if plan != open.plan {
            return Ok(Message::Loaded(Loaded::OtherPlan(open.judging, plan)));
        }
        let command = self.desk.commit(&plan, days)?;
        Ok(self.command(command))
    }

    fn judge(&self, judging: ImportAnswers) -> Message {
        match self.desk.judge(&judging) {
            Ok(Judged::Plan(plan)) => Message::Loaded(Loaded::Plan(judging, plan)),
            Ok(Judged::NeedsMonth) => Message::Loaded(Loaded::NeedsMonth(judging.book)),
            Ok(Judged::Nothing) => Message::Loaded(Loaded::NoPlan),
            Err(refusal) => Message::Failed(refusal),
        }
    }
}

/// What came of judging a file.
enum Judged {
    Plan(Plan),
    NeedsMonth,
    Nothing,
}

impl Desk {
    /// A register if it reads like one, else a sign-in sheet.
    fn judge(&self, judging: &ImportAnswers) -> Result<Judged, Refusal> {
        let attendance = self.judge_attendance(&judging.book, judging.month, &judging.chosen)?;
        match attendance {
            Ok(mut plan) => {
                for row in &mut plan.rows {
                    leave_out(judging, row.row, &mut row.outcome);
                }
                return Ok(Judged::Plan(Plan::Attendance(Arc::new(plan))));
            }
            Err(NoPlan::NoMonth) => return Ok(Judged::NeedsMonth),
            Err(NoPlan::NoHeadings) => {}
        }
        let known = self.known_children()?;
        let judge = Judge::new(&known, self.clock.today(), self.phones()?);
        let Some(mut plan) = judge.book(&judging.book) else {
            return Ok(Judged::Nothing);
        };
        if !judging.mended.is_empty() {
            plan.mend(&judge, &judging.mended);
        }
        for row in &mut plan.rows {
            leave_out(judging, row.row, &mut row.outcome);
        }
        Ok(Judged::Plan(Plan::Roster(Arc::new(plan))))
    }

    fn commit(&self, plan: &Plan, days: Weekdays) -> Result<Command, Refusal> {
        match plan {
            Plan::Attendance(plan) => Ok(self.import_attendance(plan)),
            Plan::Roster(plan) => {
                let mut command = self.import_roster(plan)?;
                if let Command::ImportRoster { files, .. } = &mut command {
                    for file in files {
                        file.child.expected_days = days;
                    }
                }
                Ok(command)
            }
        }
    }
}

/// A row that a person leaves out is passed over, whatever it says.
fn leave_out(judging: &ImportAnswers, row: u32, outcome: &mut Verdict) {
    if judging.left_out.contains(&row) {
        *outcome = Verdict::Skip;
    }
}

/// Spreadsheets in the places where people put them, newest first.
pub(super) fn spreadsheets(desk: &Desk) -> Vec<PathBuf> {
    files_of(desk, ENDINGS)
}

/// Files with one of these endings in the places where people put them, newest first.
pub(super) fn files_of(desk: &Desk, endings: &[&str]) -> Vec<PathBuf> {
    let own = desk.own_folder.clone();
    // Whole paths, so that a file is offered once although two places lead to it.
    let here = std::path::absolute(".").unwrap_or_default();
    let mut folders: Vec<PathBuf> = vec![here, desk.folder()];
    if let Some(own) = own {
        folders.extend(
            PLACES
                .lines()
                .filter(|line| !line.is_empty())
                .map(|place| own.join(place)),
        );
        folders.push(own);
    }
    let mut found: Vec<(SystemTime, PathBuf)> = folders
        .iter()
        .flat_map(|at| files_in(at, endings))
        .collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.dedup_by(|a, b| a.1 == b.1);
    found
        .into_iter()
        .take(OFFERED)
        .map(|(_, path)| path)
        .collect()
}

fn files_in(folder: &Path, endings: &[&str]) -> Vec<(SystemTime, PathBuf)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let files = entries.filter_map(|entry| {
        let path = entry.ok()?.path();
        let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
        let name = path.file_name()?.to_string_lossy().into_owned();
        // A spreadsheet program leaves such files beside those it has open.
        if !endings.contains(&ending.as_str()) || name.starts_with(['~', '.']) {
            return None;
        }
        let changed = path.metadata().ok()?.modified().ok()?;
        Some((changed, path))
    });
    files.collect()
}
