//! The matters of one unseen child that are over, for its history.

use super::fresh::PAST_DAYS;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::rules::ladder::steps_about;
use crate::domain::rules::{PastMatter, SeenHow, long_gaps, not_seen_of};
use crate::domain::{Attendance, ChildId, FollowUp, Moment, StaffId, Visit};
use crate::house::home::home_facts;
use crate::house::matters::RuleInput;
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Where a thread finds the file, to read it with a connection of its own.
#[derive(Debug)]
pub(crate) struct ReadAside {
    folder: PathBuf,
    now: Moment,
    actor: Option<StaffId>,
}

impl ReadAside {
    /// [`Desk::matters_until`] in a thread.
    pub(crate) fn matters_until(
        self,
        child: ChildId,
        day: NaiveDate,
    ) -> Result<Vec<PastMatter>, Refusal> {
        let mut desk = Desk::open_to_read(&self.folder, Clock::fixed(self.now))?;
        desk.actor = self.actor;
        desk.matters_until(child, day)
    }
}

impl Desk {
    /// What a thread needs to read the file by itself; `None` for a file in memory.
    pub(crate) fn read_aside(&self) -> Option<ReadAside> {
        (!self.store.is_in_memory()).then(|| ReadAside {
            folder: self.folder(),
            now: self.now(),
            actor: self.actor,
        })
    }

    /// The matters of a child that a sighting up to a day has ended, by what is known now, newest first.
    pub(crate) fn matters_until(
        &self,
        child: ChildId,
        day: NaiveDate,
    ) -> Result<Vec<PastMatter>, Refusal> {
        let from = day - Days::new(PAST_DAYS);
        let mut days = self.ask(Query::Attendance)?.child_days(child, from)?;
        days.retain(|row| row.day <= day);
        let mut matters = self.past_matters(child, &days)?;
        matters.retain(|one| one.seen <= day);
        Ok(matters)
    }

    /// The matters of a child that a sighting has ended, newest first, as they stood on the evening before it by what
    /// is known now. Looked for in the longest gaps of the register `days`.
    pub(crate) fn past_matters(
        &self,
        child: ChildId,
        days: &[Attendance],
    ) -> Result<Vec<PastMatter>, Refusal> {
        let store = self.ask(Query::Known)?;
        let known = store.known(self.clock.today())?;
        let visits = known.visits.get(&child).map_or(&[][..], Vec::as_slice);
        let steps = known.follow_ups.get(&child).map_or(&[][..], Vec::as_slice);
        let came = days.iter().filter(|row| row.mark.is_seen());
        let came: BTreeSet<NaiveDate> = came.map(|row| row.day).collect();
        let met: BTreeSet<NaiveDate> = visits
            .iter()
            .filter(|one| one.is_sighting())
            .map(|one: &Visit| one.day)
            .collect();
        let told = steps.iter().filter_map(FollowUp::seen_elsewhere);
        let mut all: BTreeSet<NaiveDate> = came.union(&met).copied().collect();
        all.extend(told.filter(|day| *day <= self.clock.today()));
        let all: Vec<NaiveDate> = all.into_iter().collect();
        let Some(home) = home_facts(store)? else {
            return Ok(Vec::new());
        };
        let (roster, mut found) = (store.roster()?, Vec::new());
        for (before, seen) in long_gaps(&all, &home.calendar) {
            let eve = seen.pred_opt().unwrap_or(seen);
            let end = self.end_of(eve);
            let known = store.known_about(eve)?;
            let input = RuleInput::new(&roster, &home, &known);
            let Some(flag) = not_seen_of(&input.facts(end, true), child) else {
                continue;
            };
            let Some(strongest) = flag.rules.first().copied() else {
                continue;
            };
            let about = steps_about(&flag, steps);
            found.push(PastMatter {
                strongest,
                raised: flag.raised,
                before: Some(before),
                steps: about
                    .filter(|step| step.at.date_naive() <= seen)
                    .cloned()
                    .collect(),
                seen,
                how: match () {
                    () if came.contains(&seen) => SeenHow::Home,
                    () if met.contains(&seen) => SeenHow::Visit,
                    () => SeenHow::Elsewhere,
                },
            });
        }
        Ok(found)
    }
}
