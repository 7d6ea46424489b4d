//! The matters of one unseen child that are over, for its history.

use super::fresh::PAST_DAYS;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::locks::Admission;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::follow_up::{CloseReason, FollowStep};
use crate::domain::rules::ladder::steps_about;
use crate::domain::rules::{Holding, Level, PastEnd, PastMatter, SeenHow, long_gaps, not_seen_of};
use crate::domain::{Attendance, ChildId, FollowUp, Moment, StaffId, Status, Visit};
use crate::exchange::aside::Reader;
use crate::house::home::home_facts;
use crate::house::matters::RuleInput;
use crate::store::Roster;
use chrono::{Days, NaiveDate};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Where a thread finds the file, to read it with a connection of its own.
#[derive(Debug)]
pub(crate) struct ReadAside {
    folder: PathBuf,
    admitted: Admission,
    now: Moment,
    actor: Option<StaffId>,
    reader: Reader,
}

impl ReadAside {
    /// [`Desk::matters_until`] in a thread.
    pub(crate) fn matters_until(
        self,
        child: ChildId,
        day: NaiveDate,
    ) -> Result<Vec<PastMatter>, Refusal> {
        self.desk()?.matters_until(child, day)
    }

    /// A desk that reads the file by itself, for the same member of staff at the same moment.
    pub(crate) fn desk(&self) -> Result<Desk, Refusal> {
        let clock = Clock::fixed(self.now);
        let mut desk = Desk::open_to_read(&self.folder, clock, self.admitted.clone())?;
        desk.actor = self.actor;
        desk.reader = self.reader.clone();
        Ok(desk)
    }
}

/// Words of a director that are looked into, the newest: each costs a reading of the home.
const MOST_CLOSED: usize = 4;

impl Desk {
    /// What a thread needs to read the file by itself; `None` for a file in memory.
    pub(crate) fn read_aside(&self) -> Option<ReadAside> {
        (!self.store.is_in_memory()).then(|| ReadAside {
            folder: self.folder(),
            admitted: self.admitted.clone(),
            now: self.now(),
            actor: self.actor,
            reader: self.reader.clone(),
        })
    }

    /// The matters of a child that were over by a day, by what is known now, newest first.
    pub fn matters_until(
        &self,
        child: ChildId,
        day: NaiveDate,
    ) -> Result<Vec<PastMatter>, Refusal> {
        let from = day - Days::new(PAST_DAYS);
        let mut days = self.ask(Query::Attendance)?.child_days(child, from)?;
        days.retain(|row| row.day <= day);
        self.past_matters(child, &days, day)
    }

    /// The matters of a child that were over by the day `until`, newest first, as they stood on the evening before their
    /// end by what is known now. Looked for in the longest gaps of the register `days`, which ends on that day, and where
    /// the child left or a director ended one.
    pub(crate) fn past_matters(
        &self,
        child: ChildId,
        days: &[Attendance],
        until: NaiveDate,
    ) -> Result<Vec<PastMatter>, Refusal> {
        let store = self.ask(Query::Known)?;
        let known = store.known(self.clock.today())?;
        let visits = known.visits.get(&child).map_or(&[][..], Vec::as_slice);
        let steps = known.follow_ups.get(&child).map_or(&[][..], Vec::as_slice);
        let came = days.iter().filter(|row| row.mark.is_seen());
        let came: BTreeSet<NaiveDate> = came.map(|row| row.day).collect();
        let met: BTreeSet<NaiveDate> = visits
            .iter()
            .filter(|one| one.is_sighting() && one.day <= until)
            .map(|one: &Visit| one.day)
            .collect();
        let told = steps.iter().filter_map(FollowUp::seen_elsewhere);
        let mut all: BTreeSet<NaiveDate> = came.union(&met).copied().collect();
        all.extend(told.filter(|day| *day <= until));
        let all: Vec<NaiveDate> = all.into_iter().collect();
        let Some(home) = home_facts(store)? else {
            return Ok(Vec::new());
        };
        let (mut roster, mut found) = (store.roster()?, Vec::new());
        let began = known.began.unwrap_or_else(|| self.clock.today());
        let known_since = known_since(child, &mut roster, began, until);
        let how = |seen: NaiveDate| match () {
            () if came.contains(&seen) => SeenHow::Home,
            () if met.contains(&seen) => SeenHow::Visit,
            () => SeenHow::Elsewhere,
        };
        let gaps = long_gaps(known_since, &all, &home.calendar).into_iter();
        let seen = gaps.map(|(before, over)| (before, over, PastEnd::Seen(how(over))));
        let mut ends: Vec<(NaiveDate, NaiveDate, PastEnd)> = seen.collect();
        let last_before = |day: NaiveDate| {
            let seen = all.iter().rev().find(|seen| **seen < day);
            seen.copied().or(known_since).unwrap_or(day)
        };
        let others = other_ends(&roster, child, steps, until).into_iter();
        let others = others.filter(|(over, _)| !all.contains(over));
        ends.extend(others.map(|(over, end)| (last_before(over), over, end)));
        ends.sort_by_key(|(_, over, _)| Reverse(*over));
        for (before, over, end) in ends {
            let eve = over.pred_opt().unwrap_or(over);
            let evening = self.end_of(eve);
            let known = store.known_about(eve)?;
            let input = RuleInput::new(&roster, &home, &known);
            let flag = not_seen_of(&input.facts(evening, true), child);
            let listed = flag.and_then(|flag| {
                let about = steps_about(&flag, steps);
                let about = about.filter(|step| step.at.date_naive() <= over);
                let strongest = flag.rules.first().copied()?;
                Some((strongest, flag.raised, about.cloned().collect()))
            });
            let Some((strongest, raised, done)) = listed.or_else(|| by_steps(steps, before, over))
            else {
                continue;
            };
            found.push(PastMatter {
                strongest,
                raised,
                before: Some(before).filter(|day| all.contains(day)),
                steps: done,
                visits: visits
                    .iter()
                    .filter(|one| before < one.day && one.day <= over)
                    .cloned()
                    .collect(),
                over,
                end,
            });
        }
        Ok(found)
    }
}

/// A matter that no rule raises by what is known now, because the absence was explained when the child was back: what was
/// done about it says that it was listed.
fn by_steps(
    steps: &[FollowUp],
    before: NaiveDate,
    over: NaiveDate,
) -> Option<(Holding, NaiveDate, Vec<FollowUp>)> {
    let within = |one: &&FollowUp| {
        let day = one.at.date_naive();
        one.rule.is_on_unseen() && before < day && day <= over
    };
    let done: Vec<FollowUp> = steps.iter().filter(within).cloned().collect();
    let (first, last) = (done.first()?, done.last()?);
    let since = first.at.date_naive();
    let strongest = Holding {
        rule: last.rule,
        level: last.known_level().unwrap_or(Level::Amber),
        since,
    };
    Some((strongest, since, done))
}

/// The day since which the home could have missed a child whom it had not seen yet; `None` if that is further back than
/// the register that is read up to a day. A child who has left counts as here for the days before.
fn known_since(
    child: ChildId,
    roster: &mut Roster,
    began: NaiveDate,
    until: NaiveDate,
) -> Option<NaiveDate> {
    let mut children = roster.children.iter_mut();
    let file = children.find(|one| one.id == child)?;
    if !matches!(file.status, Status::Enrolled | Status::Away) {
        file.status = Status::Enrolled;
    }
    let known = file.known_since()?.max(began);
    let from = until - Days::new(PAST_DAYS);
    (known >= from).then_some(known)
}

/// The days up to `until` on which a child left, or a director ended a matter by a word, without a sighting.
fn other_ends(
    roster: &Roster,
    child: ChildId,
    steps: &[FollowUp],
    until: NaiveDate,
) -> Vec<(NaiveDate, PastEnd)> {
    let file = roster.children.iter().find(|one| one.id == child);
    let left = file.and_then(|file| file.left_on);
    let closed = steps.iter().rev().filter_map(|one| {
        let is_one = one.step == FollowStep::Closed && one.rule.is_on_unseen();
        let reason = one
            .reason
            .filter(|reason| *reason != CloseReason::SeenElsewhere)?;
        is_one.then(|| (one.at.date_naive(), PastEnd::Closed(reason)))
    });
    let closed = closed.filter(|(over, _)| *over <= until).take(MOST_CLOSED);
    let left = left.filter(|day| *day <= until);
    left.map(|day| (day, PastEnd::Left))
        .into_iter()
        .chain(closed)
        .collect()
}
