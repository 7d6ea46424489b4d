//! Judges the rows of a file against the register.

use super::plan::{ImportAnswers, Plan};
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::Weekdays;
use crate::exchange::attendance::NoPlan;
use crate::exchange::guess::guess;
use crate::exchange::helping::places;
use crate::exchange::note::Verdict;
use crate::exchange::own_headings::{ColumnUse, OwnHeadings};
use crate::exchange::roster::{Judge, KnownChild};
use crate::exchange::sheet::RowAt;
use crate::store::SETTING_HEADINGS;
use std::sync::Arc;

/// Result of judging a file.
pub(crate) enum Judged {
    /// The plan of the file.
    Plan(Plan),
    /// A sign-in sheet without a month.
    NeedsMonth,
    /// None of the lists that are known; the columns of what may be its headings.
    Nothing(Vec<ColumnUse>),
}

impl Desk {
    /// Judges a file as a sign-in sheet if it has those headings, else as a roster, else as lists of helpers, pairings and
    /// gifts.
    pub(crate) fn judge(&self, answers: &ImportAnswers) -> Result<Judged, Refusal> {
        let attendance = self.judge_attendance(answers)?;
        match attendance {
            Ok(mut plan) => {
                for row in &mut plan.rows {
                    leave_out(answers, row.at, &mut row.outcome);
                }
                return Ok(Judged::Plan(Plan::Attendance(Arc::new(plan))));
            }
            Err(NoPlan::NoMonth) => return Ok(Judged::NeedsMonth),
            Err(NoPlan::NoHeadings) => {}
            Err(NoPlan::Stopped) => return Err(Refusal::stopped()),
        }
        let known = self.known_children()?;
        let judge = self.roster_judge(&known, answers)?;
        let Some(mut plan) = judge.book(&answers.book, &answers.wanted) else {
            if let Some(plan) = self.judge_help(answers)? {
                return Ok(Judged::Plan(Plan::Help(Arc::new(plan))));
            }
            let own = self.headings(answers)?;
            return Ok(Judged::Nothing(guess(&answers.book, &answers.wanted, &own)));
        };
        if !answers.mended.is_empty() {
            plan.mend(&judge, &answers.mended);
        }
        for row in &mut plan.rows {
            leave_out(answers, row.at, &mut row.outcome);
        }
        Ok(Judged::Plan(Plan::Roster(Arc::new(plan))))
    }

    /// What headings mean in this home, as it was said and remembered.
    pub(crate) fn own_headings(&self) -> Result<OwnHeadings, Refusal> {
        let kept = self.ask(Query::Home)?.setting(SETTING_HEADINGS)?;
        OwnHeadings::from_text(&kept.unwrap_or_default()).ok_or(Refusal::HeadingsUnreadable)
    }

    /// What headings mean in this home, with what was said for this file alone.
    pub(crate) fn headings(&self, answers: &ImportAnswers) -> Result<OwnHeadings, Refusal> {
        if answers.said.is_empty() {
            return self.own_headings();
        }
        self.with_columns(&answers.said)
    }

    /// Judges rows of lists against these children, on this day and in this home's zone.
    pub(crate) fn roster_judge<'a>(
        &self,
        known: &'a [KnownChild],
        answers: &ImportAnswers,
    ) -> Result<Judge<'a>, Refusal> {
        let judge = Judge::new(known, self.clock.today(), self.phones()?);
        let own = self.headings(answers)?;
        let others = places(&answers.book, &answers.wanted, &own);
        let judge = judge.in_zone(self.clock.zone()).besides(others);
        Ok(judge.with_headings(own))
    }

    /// The command that performs a plan; `days` are the agreed days of new children for whom the list has none.
    pub(crate) fn import_command(&self, plan: &Plan, days: Weekdays) -> Result<Command, Refusal> {
        match plan {
            Plan::Attendance(plan) => Ok(self.import_attendance(plan)),
            Plan::Help(plan) => Ok(self.import_help(plan)),
            Plan::Roster(plan) => {
                let mut command = self.import_roster(plan)?;
                if let Command::ImportRoster { files, .. } = &mut command {
                    // What the list says of a child is not overwritten.
                    let silent = files.iter_mut().map(|file| &mut file.child);
                    for child in silent.filter(|child| child.expected_days.is_empty()) {
                        child.expected_days = days;
                    }
                }
                Ok(command)
            }
        }
    }
}

/// Skips a row that the user leaves out.
fn leave_out(answers: &ImportAnswers, at: RowAt, outcome: &mut Verdict) {
    if answers.left_out.contains(&at) {
        *outcome = Verdict::Skip;
    }
}
