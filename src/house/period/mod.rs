//! The facts of a period, read once for a report: files, the register of its days, and what else the report asks for.
//!
//! Every day has its own base: who was registered then, whether the home was open, whether its register was taken.

mod back;
pub(crate) mod day_state;

use super::home::{HomeFacts, home_facts};
use super::register::Register;
use crate::domain::activity::{Activity, Programme, Progress};
use crate::domain::calendar::period::Period;
use crate::domain::calendar::{Calendar, DayKind, WhyOpen};
use crate::domain::rules::ladder::back::in_order;
use crate::domain::rules::{MarkedDay, RuleBook};
use crate::domain::{
    Agreement, Attendance, Child, ChildId, FamilyRequest, FollowUp, Incident, Mark, Moment,
    Problem, Support, Visit,
};
use crate::store::{CameBeside, Head, Store, StoreError, marks_a_day, whole_among};
use chrono::{Datelike, Days, Months, NaiveDate};
use day_state::DayState;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Days after the last one that a child came in which excuses explain why it stayed away.
pub(crate) const EXPLAINED_WITHIN: u64 = 60;
/// Days before a period whose sheets say how many children are marked on a usual day.
const USUAL: u64 = 91;

/// What a report needs beside the files and the marks of its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// When children came before and after the period.
    Beside,
    /// The stays with their times.
    Stays,
    /// Visits, follow-ups, problems, incidents, agreements, all of them.
    Care,
    /// Activities, and who took part.
    Programme,
    /// Helpers, pairings, plans, gifts, benefits, wishes, as of the last day of the first period.
    Support,
}

/// The facts of a period.
#[derive(Debug)]
pub struct PeriodFacts {
    /// When they were read.
    pub now: Moment,
    /// The day from which days are named: those of its year stand without the year. Today, but for a report that is made
    /// again to be compared.
    pub said_on: NaiveDate,
    /// The last step of the journal then.
    pub head: Head,
    /// The home with its calendar and staff.
    pub home: HomeFacts,
    /// All files.
    pub register: Register,
    /// The periods that were read; the report is about the first.
    pub periods: Vec<Period>,
    /// Each day of the periods.
    pub days: BTreeMap<NaiveDate, DayState>,
    /// The marks of each child on these days, oldest first.
    pub marks: HashMap<ChildId, Vec<MarkedDay>>,
    /// When children came outside the first two periods ([`Part::Beside`]).
    pub beside: Vec<(Period, HashMap<ChildId, CameBeside>)>,
    /// The day on which the records of the home begin: with the first step, or the first sheet that was entered.
    pub began: Option<NaiveDate>,
    /// The day before which the register was deleted; `None` if none of it was.
    pub kept_from: Option<NaiveDate>,
    /// The day of the first step: nothing was due before it.
    pub first_entry: Option<NaiveDate>,
    /// The first day of which the register says something.
    pub first_register: Option<NaiveDate>,
    /// All days of which the register says something ([`Part::Beside`]).
    pub register_days: BTreeSet<NaiveDate>,
    /// Children who were excused, with the day, in the weeks after these periods ([`Part::Beside`]).
    pub excused_after: BTreeSet<(ChildId, NaiveDate)>,
    /// The stays of the periods with their times ([`Part::Stays`]).
    pub stays: Vec<Attendance>,
    /// Records of care ([`Part::Care`]).
    pub care: Care,
    /// The programme ([`Part::Programme`]).
    pub programme: Programme,
    /// Help, as it was on the last day of the first period or is today ([`Part::Support`]).
    pub support: Support,
}

/// What was recorded about children, oldest first.
#[derive(Debug, Default)]
pub struct Care {
    /// Visits and calls.
    pub visits: Vec<Visit>,
    /// Steps about flags, in the order in which they were made.
    pub steps: Vec<FollowUp>,
    /// Problems.
    pub problems: Vec<Problem>,
    /// Incidents, with their later reports.
    pub incidents: Vec<Incident>,
    /// Agreements of entrusted care.
    pub agreements: Vec<Agreement>,
    /// Requests of families about data.
    pub requests: Vec<FamilyRequest>,
    /// The numbers of the rules.
    pub book: RuleBook,
}

impl PeriodFacts {
    /// Reads the facts of these periods; `None` before the first run.
    pub fn read(
        store: &Store,
        now: Moment,
        periods: &[Period],
        parts: &[Part],
    ) -> Result<Option<Self>, StoreError> {
        let _moment = store.at_one_moment()?;
        let Some(home) = home_facts(store)? else {
            return Ok(None);
        };
        let has = |part| parts.contains(&part);
        let today = now.date_naive();
        let ranges = merged(periods);
        let mut marks: HashMap<ChildId, Vec<MarkedDay>> = HashMap::new();
        let mut days = BTreeMap::new();
        let mut stays = Vec::new();
        let began = begin(store)?;
        let kept_from = store.records_from()?;
        // A last sighting of the time before says nothing of the evening on which it was.
        let is_kept = |day: NaiveDate| kept_from.is_none_or(|from| from <= day);
        for (from, to) in ranges {
            let mut of_range = store.marked_days(from, to)?;
            for marked in of_range.values_mut() {
                marked.retain(|one| is_kept(one.day));
            }
            days.extend(day_states(
                store,
                (from, to),
                (&of_range, &home.calendar),
                (began, kept_from, today),
            )?);
            for (child, mut more) in of_range {
                marks.entry(child).or_default().append(&mut more);
            }
            if has(Part::Stays) {
                let of_range = store.attendance_between(from, to)?.into_iter();
                stays.extend(of_range.filter(|one| is_kept(one.day)));
            }
        }
        let around = if has(Part::Beside) {
            let compared = periods.get(..2).unwrap_or(periods);
            around(store, compared, (kept_from, today))?
        } else {
            Around::default()
        };
        let from = periods.iter().map(|one| one.from).min().unwrap_or(today);
        Ok(Some(Self {
            now,
            said_on: today,
            head: store.head()?,
            register: Register::new(store.roster()?),
            days,
            marks,
            beside: around.beside,
            register_days: around.register_days,
            excused_after: around.excused,
            began,
            first_entry: store.first_day()?,
            // Of the time before only last sightings are kept: everybody comes for the first time then.
            first_register: store
                .first_register_day()?
                .map(|first| kept_from.map_or(first, |kept| first.max(kept))),
            kept_from,
            stays,
            care: if has(Part::Care) {
                care(store)?
            } else {
                Care::default()
            },
            programme: if has(Part::Programme) {
                store.programme(from.min(today))?
            } else {
                Programme::default()
            },
            support: if has(Part::Support) {
                let last = periods.first().map_or(today, |one| one.to.min(today));
                let mut support = store.support()?;
                support.forget_after(last);
                support
            } else {
                Support::default()
            },
            periods: periods.to_vec(),
            home,
        }))
    }

    /// Today.
    pub(crate) fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// Whether the records of the home began after all these days.
    pub(crate) fn is_before_records(&self, period: Period) -> bool {
        self.began.is_none_or(|began| period.to < began)
    }

    /// Whether nobody knows who came on a day: it is before the kept records.
    pub(crate) fn is_before(&self, day: NaiveDate) -> bool {
        self.began.is_none_or(|began| day < began)
    }

    /// The days of a period of which the home has records; `None` without any.
    pub(crate) fn recorded(&self, period: Period) -> Option<Period> {
        let from = self.began?.max(period.from);
        (from <= period.to).then_some(Period { from, ..period })
    }

    /// The calendar of open days.
    pub(crate) fn calendar(&self) -> &Calendar {
        &self.home.calendar
    }

    /// When children came outside a period; `None` if that was not read.
    pub(crate) fn beside(&self, period: Period) -> Option<&HashMap<ChildId, CameBeside>> {
        self.beside
            .iter()
            .find(|one| one.0 == period)
            .map(|one| &one.1)
    }

    /// The state of a day; one that was not read is ahead.
    pub(crate) fn state(&self, day: NaiveDate) -> DayState {
        self.days.get(&day).copied().unwrap_or(DayState::Ahead)
    }

    /// Days of a period whose register was taken and is whole.
    pub(crate) fn taken(&self, period: Period) -> impl Iterator<Item = NaiveDate> {
        let days = self.days.range(period.from..=period.to);
        days.filter(|(_, state)| state.is_counted())
            .map(|(day, _)| *day)
    }

    /// Children who came in a period with the day, a child once a day, in the order of the register.
    pub(crate) fn came(&self, period: Period) -> impl Iterator<Item = (&Child, MarkedDay)> {
        self.marked(period, Mark::is_seen)
    }

    /// Children with such a mark in a period, with the day, in the order of the register.
    pub(crate) fn marked(
        &self,
        period: Period,
        mark: impl Fn(Mark) -> bool + Copy,
    ) -> impl Iterator<Item = (&Child, MarkedDay)> {
        self.register.children().iter().flat_map(move |child| {
            let days = self.marks_of(child.id, period).iter();
            days.filter(move |one| mark(one.mark))
                .map(move |one| (child, *one))
        })
    }

    /// The marks of a child on the days of a period, oldest first.
    pub(crate) fn marks_of(&self, child: ChildId, period: Period) -> &[MarkedDay] {
        let days = self.marks.get(&child).map_or(&[][..], Vec::as_slice);
        let first = days.partition_point(|one| one.day < period.from);
        let end = days.partition_point(|one| one.day <= period.to);
        days.get(first..end).unwrap_or_default()
    }

    /// The activities that were held in a period.
    pub(crate) fn held(&self, period: Period) -> impl Iterator<Item = &Activity> {
        let all = self.programme.activities.iter();
        all.filter(move |one| one.progress == Progress::Held && period.contains(one.day))
    }

    /// These days with the reason for which the home is open on each, so that it is looked up once for all children.
    pub(crate) fn open_kinds(&self, days: Vec<NaiveDate>) -> Vec<(NaiveDate, WhyOpen<'_>)> {
        let open = days
            .into_iter()
            .filter_map(|day| match self.calendar().day(day) {
                DayKind::Closed(_) => None,
                DayKind::Open { why, .. } => Some((day, why)),
            });
        open.collect()
    }

    /// Whether the child was registered and expected on a day, by the days that are agreed now.
    pub(crate) fn is_expected(&self, child: &Child, day: NaiveDate) -> bool {
        match self.calendar().day(day) {
            DayKind::Closed(_) => false,
            DayKind::Open { why, .. } => self.calendar().expects(child, day, &why),
        }
    }
}

/// The stretches of days of some periods, without overlap, in order.
fn merged(periods: &[Period]) -> Vec<(NaiveDate, NaiveDate)> {
    let mut ranges: Vec<(NaiveDate, NaiveDate)> =
        periods.iter().map(|one| (one.from, one.to)).collect();
    ranges.sort_unstable();
    let mut merged: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for (from, to) in ranges {
        match merged.last_mut() {
            Some(last) if last.1.succ_opt().is_none_or(|next| from <= next) => {
                last.1 = last.1.max(to);
            }
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// The day on which the home's records begin: with the first step, or the first sheet that was entered.
fn begin(store: &Store) -> Result<Option<NaiveDate>, StoreError> {
    let days = [store.first_day()?, store.first_register_day()?];
    let first = days.into_iter().flatten().min();
    // Of the time before, only last sightings are kept.
    Ok(first.max(store.records_from()?))
}

/// The states of the days of a range.
fn day_states(
    store: &Store,
    (from, to): (NaiveDate, NaiveDate),
    (marks, calendar): (&HashMap<ChildId, Vec<MarkedDay>>, &Calendar),
    (began, kept_from, today): (Option<NaiveDate>, Option<NaiveDate>, NaiveDate),
) -> Result<Vec<(NaiveDate, DayState)>, StoreError> {
    let openings = store.openings_between(from, to)?;
    let openings: HashMap<NaiveDate, bool> = openings
        .into_iter()
        .map(|one| (one.day, one.closed_at.is_some()))
        .collect();
    let marked: BTreeSet<NaiveDate> = marks.values().flatten().map(|one| one.day).collect();
    let asked = marked.iter().filter(|day| !openings.contains_key(day));
    let months: BTreeSet<NaiveDate> = asked.filter_map(|day| day.with_day(1)).collect();
    let mut whole: BTreeSet<NaiveDate> = BTreeSet::new();
    // How many marks a whole sheet has is judged in its own month and the weeks before, whatever period is asked for.
    let usual = |month: NaiveDate| month.checked_sub_days(Days::new(USUAL)).unwrap_or(month);
    let last = |month: NaiveDate| {
        let next = month.checked_add_months(Months::new(1));
        next.and_then(|next| next.pred_opt()).unwrap_or(month)
    };
    if let (Some(first), Some(end)) = (months.first(), months.last()) {
        let from = usual(*first);
        let from = kept_from.map_or(from, |kept| from.max(kept));
        let count = marks_a_day(&store.marked_days(from, last(*end))?);
        for month in &months {
            let near = count.range(usual(*month)..=last(*month));
            let (sheets, _) = whole_among(&near.map(|(day, count)| (*day, *count)).collect());
            whole.extend(sheets.range(*month..=last(*month)));
        }
    }
    let days = from.iter_days().take_while(|day| *day <= to);
    let states = days.map(|day| {
        // That the home was open stays known, not who came.
        if kept_from.is_some_and(|from| day < from) {
            return (day, DayState::Before);
        }
        let opening = openings.get(&day);
        let is_taken = opening.is_some() || whole.contains(&day);
        let is_over = day < today || opening == Some(&true);
        let state = if day > today {
            DayState::Ahead
        } else if is_taken && is_over {
            DayState::Taken
        } else if is_taken {
            DayState::Begun
        } else if marked.contains(&day) {
            DayState::Partly
        } else if began.is_none_or(|began| day < began) {
            DayState::Before
        } else if !calendar.is_open(day) {
            DayState::Closed
        } else if day == today {
            DayState::Ahead
        } else {
            DayState::NotTaken
        };
        (day, state)
    });
    Ok(states.collect())
}

/// What stands around some periods.
#[derive(Default)]
struct Around {
    beside: Vec<(Period, HashMap<ChildId, CameBeside>)>,
    register_days: BTreeSet<NaiveDate>,
    excused: BTreeSet<(ChildId, NaiveDate)>,
}

/// Who came beside each period, and all days of which the register says something.
fn around(
    store: &Store,
    periods: &[Period],
    (kept_from, today): (Option<NaiveDate>, NaiveDate),
) -> Result<Around, StoreError> {
    let kept = |day: NaiveDate| kept_from.map_or(day, |kept| day.max(kept));
    let mut around = Around::default();
    // All of them: a gap may be long, and the home may have been closed for long within it.
    if let Some(first) = store.first_register_day()?.map(kept) {
        let days = store.register_days(first, today)?;
        around.register_days.extend(days);
    }
    // The marks of the periods themselves are read as such.
    for (_, to) in merged(periods) {
        let after = to.checked_add_days(Days::new(EXPLAINED_WITHIN));
        let until = after.unwrap_or(to).min(today);
        around.excused.extend(store.excused_days(to, until)?);
    }
    for one in periods {
        // A last sighting within the part that was deleted lies before what is kept.
        let beside = store.came_beside(kept(one.from), one.to)?;
        around.beside.push((*one, beside));
    }
    Ok(around)
}

fn care(store: &Store) -> Result<Care, StoreError> {
    let mut care = Care {
        visits: store.all()?,
        steps: Vec::new(),
        problems: store.all()?,
        incidents: store.incidents()?,
        agreements: store.all()?,
        requests: store.all()?,
        book: RuleBook::new(store.all()?),
    };
    care.visits.sort_by_key(|one| (one.day, one.id));
    care.steps = in_order(store.all()?, &care.visits);
    care.problems.sort_by_key(|one| (one.opened_on, one.id));
    care.agreements.sort_by_key(|one| (one.signed_on, one.id));
    care.requests.sort_by_key(|one| (one.asked_on, one.id));
    Ok(care)
}
