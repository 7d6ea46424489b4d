//! Reads for the screens after a command; the past of a child; the backup of the file.

use crate::desk::Desk;
use crate::desk::command::Touched;
use crate::desk::job::{LastStep, Past};
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::desk::rights::Right;
use crate::desk::usecases::undo::{step_about, step_to_undo};
use crate::domain::{Attendance, ChildId};
use crate::house::day_sheet::{ChildsDay, DaySheet};
use crate::house::fresh::Fresh;
use crate::house::home::{calendar_of, home_facts};
use crate::store::{Entry, FORGOTTEN_DAYS, Report, Store, StoreError};
use chrono::{Days, NaiveDate};
use std::collections::HashSet;

/// Limit for the history of a file, in lines.
const HISTORY: usize = 500;
/// Number of journal entries on the settings screen.
const JOURNAL: usize = 50;
/// Days of attendance read for the past of a child: two years.
pub(super) const PAST_DAYS: u64 = 731;

/// The days whose registers are on the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ShownDays {
    /// The day shown as today.
    pub today: Option<NaiveDate>,
    /// The earlier day of late entries at the door; `None` without them.
    pub late: Option<NaiveDate>,
}

impl Desk {
    /// Reads the parts again that a command changed. Every role that reads names holds the whole home so;
    /// what of it is shown to whom is the screens' matter. Whoever only looks after the file holds which home it is.
    pub(crate) fn fresh(&self, touched: Touched, shown: ShownDays) -> Result<Fresh, Refusal> {
        if self.check_right(Right::ReadNames).is_err()
            && self.check_right(Query::File.needs()).is_ok()
        {
            let facts = home_facts(self.ask(Query::File)?)?;
            return Ok(Fresh {
                read_at: Some(self.now()),
                home: facts.map(|facts| Box::new(facts.for_upkeep(self.actor))),
                ..Fresh::default()
            });
        }
        // All parts are of the same moment, and the file is locked for reading once.
        let _moment = self.store.at_one_moment()?;
        let today = self.clock.today();
        // A sign-in reads only the rows of its child, because it must be fast; on a new day the
        // whole sheet is read.
        let is_new_day = shown.today != Some(today);
        let (day, known) = match touched.stays {
            Some(_) if is_new_day => (true, true),
            _ => (touched.day, touched.known),
        };
        let mut fresh = Fresh {
            read_at: Some(self.now()),
            ..Fresh::default()
        };
        if let Some(child) = touched.stays.filter(|_| !is_new_day) {
            let store = self.ask(Query::Names)?;
            let days = std::iter::once(today).chain(shown.late);
            let stays: Result<_, StoreError> =
                days.map(|day| childs_day(store, child, day)).collect();
            fresh.stays = stays?;
        }
        if touched.home {
            fresh.home = home_facts(self.ask(Query::Names)?)?.map(Box::new);
        }
        if touched.register {
            fresh.roster = Some(Box::new(self.ask(Query::Names)?.roster()?));
        }
        if known {
            let mut known = self.ask(Query::Names)?.known(today)?;
            self.show_notes(&mut known);
            fresh.known = Some(Box::new(known));
        }
        if day {
            let store = self.ask(Query::Names)?;
            fresh.day = Some(sheet(store, today)?);
            fresh.late_day = shown.late.map(|day| sheet(store, day)).transpose()?;
        }
        if touched.forgotten {
            fresh.forgotten = Some(self.forgotten()?);
        }
        Ok(fresh)
    }

    /// Stays of earlier days without a sign-out, for the user to answer.
    pub(crate) fn forgotten(&self) -> Result<Vec<Attendance>, Refusal> {
        let today = self.clock.today();
        let from = today - Days::new(FORGOTTEN_DAYS);
        let store = self.ask(Query::Attendance)?;
        Ok(store.never_signed_out(from, today - Days::new(1))?)
    }

    /// The register of a day.
    pub(crate) fn sheet(&self, day: NaiveDate) -> Result<DaySheet, Refusal> {
        Ok(sheet(self.ask(Query::Attendance)?, day)?)
    }

    /// The newest entries of the journal, newest first.
    pub(crate) fn newest_entries(&self) -> Result<Vec<Entry>, Refusal> {
        Ok(self
            .ask(Query::Journal)?
            .entries_before(i64::MAX, JOURNAL)?)
    }

    /// The step that undo would revert; `None` if there is none.
    pub(crate) fn last_step(&self) -> Result<Option<LastStep>, Refusal> {
        // Whoever may undo a step at the door is told which it is.
        let store = self.ask(Query::Names)?;
        let Some(step) = step_to_undo(self, None)? else {
            return Ok(None);
        };
        Ok(Some(LastStep {
            seq: step.seq,
            about: step_about(self, &step)?,
            at: step.act.at,
            rows: store.changes(step.seq)?.len(),
        }))
    }

    /// The attendance of a child over two years and the changes of its file.
    pub(crate) fn past(&self, child: ChildId) -> Result<Past, Refusal> {
        let today = self.clock.today();
        let from = today - Days::new(PAST_DAYS);
        let days = self.ask(Query::Attendance)?.child_days(child, from)?;
        Ok(Past {
            matters: self.past_matters(child, &days, today)?,
            days,
            opened: self.opened(child)?,
            history: self.ask(Query::Journal)?.file_history(child, HISTORY)?,
        })
    }

    /// Number of children in the house now.
    pub(crate) fn head_count(&self) -> Result<usize, Refusal> {
        let sheet = self.sheet(self.clock.today())?;
        Ok(sheet.head_count() + self.kept_inside(&sheet)?.len())
    }

    /// Whether the home is closed on a day: by its calendar, and it was not opened all the same.
    pub(crate) fn is_closed_on(&self, day: NaiveDate) -> Result<bool, Refusal> {
        let store = self.ask(Query::Home)?;
        Ok(!calendar_of(store)?.is_open(day) && store.opening(day)?.is_none())
    }

    /// The children who are in the house since an earlier day.
    pub(crate) fn over_midnight(&self) -> Result<HashSet<ChildId>, Refusal> {
        self.kept_inside(&self.sheet(self.clock.today())?)
    }

    fn kept_inside(&self, sheet: &DaySheet) -> Result<HashSet<ChildId>, Refusal> {
        let before = self.forgotten()?.into_iter();
        Ok(before
            .filter(|stay| sheet.keeps_inside(stay))
            .map(|stay| stay.child)
            .collect())
    }

    /// Checks the file and its journal.
    pub(crate) fn verify(&self) -> Result<Report, Refusal> {
        Ok(self.ask(Query::File)?.verify()?)
    }

    /// Keeps what makes the next start quick and moves the write-ahead log into the file; call it when
    /// the program is idle.
    pub fn tidy_up(&self) -> Result<(), StoreError> {
        let kept = self.store.keep_days(self.clock.today());
        self.store.checkpoint().and(kept)
    }
}

fn sheet(store: &Store, day: NaiveDate) -> Result<DaySheet, StoreError> {
    Ok(DaySheet::new(
        day,
        store.opening(day)?,
        store.day_sheet(day)?,
    ))
}

fn childs_day(store: &Store, child: ChildId, day: NaiveDate) -> Result<ChildsDay, StoreError> {
    Ok(ChildsDay {
        day,
        child,
        opening: store.opening(day)?,
        stays: store.stays(child, day)?,
    })
}
