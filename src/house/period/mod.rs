//! The facts of a period, read once for a report: files, the register of its days, and what else the report asks for.
//!
//! Every day has its own base: who was registered then, whether the home was open, whether its register was taken.

mod back;
pub(crate) mod day_state;

use super::home::{HomeFacts, home_facts};
use super::register::Register;
use crate::domain::activity::{Activity, Programme, Progress};
use crate::domain::calendar::period::Period;
use crate::domain::calendar::{Calendar, DayKind};
use crate::domain::rules::ladder::back::in_order;
use crate::domain::rules::{MarkedDay, RuleBook};
use crate::domain::{
    Agreement, Attendance, Child, ChildId, FollowUp, Incident, Mark, Moment, Problem, Visit,
};
use crate::store::{CameBeside, Head, Store, StoreError, whole_sheets};
use chrono::{Days, NaiveDate};
use day_state::DayState;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Days before and after a period of which it is known whether a register was taken, to tell who stopped coming.
const WINDOW: u64 = 100;
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
}

/// The facts of a period.
#[derive(Debug)]
pub struct PeriodFacts {
    /// When they were read.
    pub now: Moment,
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
    /// When children came outside the first period ([`Part::Beside`]).
    pub beside: HashMap<ChildId, CameBeside>,
    /// Days around the first period of which the register says something ([`Part::Beside`]).
    pub register_days: BTreeSet<NaiveDate>,
    /// The stays of the periods with their times ([`Part::Stays`]).
    pub stays: Vec<Attendance>,
    /// Records of care ([`Part::Care`]).
    pub care: Care,
    /// The programme ([`Part::Programme`]).
    pub programme: Programme,
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
        for (from, to) in ranges {
            let of_range = store.marked_days(from, to)?;
            days.extend(day_states(
                store,
                (from, to),
                (&of_range, &home.calendar),
                (began, today),
            )?);
            for (child, mut more) in of_range {
                marks.entry(child).or_default().append(&mut more);
            }
            if has(Part::Stays) {
                stays.append(&mut store.attendance_between(from, to)?);
            }
        }
        let main = periods.first().copied();
        let (beside, register_days) = match main.filter(|_| has(Part::Beside)) {
            None => Default::default(),
            Some(main) => beside(store, main, today)?,
        };
        let from = periods.iter().map(|one| one.from).min().unwrap_or(today);
        Ok(Some(Self {
            now,
            head: store.head()?,
            register: Register::new(store.roster()?),
            days,
            marks,
            beside,
            register_days,
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
            periods: periods.to_vec(),
            home,
        }))
    }

    /// Today.
    pub(crate) fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// The calendar of open days.
    pub(crate) fn calendar(&self) -> &Calendar {
        &self.home.calendar
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
            let days = self.marks.get(&child.id).map_or(&[][..], Vec::as_slice);
            let first = days.partition_point(|one| one.day < period.from);
            let days = days.get(first..).unwrap_or_default().iter();
            days.take_while(move |one| one.day <= period.to)
                .filter(move |one| mark(one.mark))
                .map(move |one| (child, *one))
        })
    }

    /// The activities that were held in a period.
    pub(crate) fn held(&self, period: Period) -> impl Iterator<Item = &Activity> {
        let all = self.programme.activities.iter();
        all.filter(move |one| one.progress == Progress::Held && period.contains(one.day))
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
    Ok(days.into_iter().flatten().min())
}

/// The states of the days of a range.
fn day_states(
    store: &Store,
    (from, to): (NaiveDate, NaiveDate),
    (marks, calendar): (&HashMap<ChildId, Vec<MarkedDay>>, &Calendar),
    (began, today): (Option<NaiveDate>, NaiveDate),
) -> Result<Vec<(NaiveDate, DayState)>, StoreError> {
    let openings = store.openings_between(from, to)?;
    let is_of = |day| openings.iter().find(|one| one.day == day);
    let marked: BTreeSet<NaiveDate> = marks.values().flatten().map(|one| one.day).collect();
    let mut whole = BTreeSet::new();
    if marked.iter().any(|day| is_of(*day).is_none()) {
        // How many marks a whole sheet has is known from the weeks before too.
        let usual = from.checked_sub_days(Days::new(USUAL)).unwrap_or(from);
        let (sheets, _) = whole_sheets(&store.marked_days(usual, to)?);
        whole = sheets;
    }
    let days = from.iter_days().take_while(|day| *day <= to);
    let states = days.map(|day| {
        let opening = is_of(day);
        let is_taken = opening.is_some() || whole.contains(&day);
        let is_over = day < today || opening.is_some_and(|one| one.closed_at.is_some());
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

/// Who came beside a period, and the days around it of which the register says something.
fn beside(
    store: &Store,
    main: Period,
    today: NaiveDate,
) -> Result<(HashMap<ChildId, CameBeside>, BTreeSet<NaiveDate>), StoreError> {
    let from = main
        .from
        .checked_sub_days(Days::new(WINDOW))
        .unwrap_or(main.from);
    let to = main
        .to
        .checked_add_days(Days::new(WINDOW))
        .unwrap_or(main.to);
    let days = store.register_days(from, to.min(today))?;
    Ok((
        store.came_beside(main.from, main.to)?,
        days.into_iter().collect(),
    ))
}

fn care(store: &Store) -> Result<Care, StoreError> {
    let mut care = Care {
        visits: store.all()?,
        steps: Vec::new(),
        problems: store.all()?,
        incidents: store.incidents()?,
        agreements: store.all()?,
        book: RuleBook::new(store.all()?),
    };
    care.visits.sort_by_key(|one| (one.day, one.id));
    care.steps = in_order(store.all()?, &care.visits);
    care.problems.sort_by_key(|one| (one.opened_on, one.id));
    care.agreements.sort_by_key(|one| (one.signed_on, one.id));
    Ok(care)
}
