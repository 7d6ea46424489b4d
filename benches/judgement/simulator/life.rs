//! What happens to the children of a simulated home, and what of it its register says.

use super::habits::{Change, Family, Habit, Week};
use super::home::{
    EXAMS, FIRST, LAST, LAST_STOP, SUMMER, WATCHED, calendar, days, happens, place, week_of,
};
use chrono::{Datelike, Days, FixedOffset, NaiveDate, TimeDelta, Weekday};
use doorlight::domain::calendar::Calendar;
use doorlight::domain::child::SummerPlan;
use doorlight::domain::follow_up::FollowStep;
use doorlight::domain::names::NameMill;
use doorlight::domain::rules::MarkedDay;
use doorlight::domain::{
    Child, ChildId, FollowUp, FollowUpId, Mark, Moment, RuleId, Sex, Weekdays,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Children of a home.
pub(crate) const CHILDREN: usize = 48;
/// Of them stop coming.
pub(crate) const STOPPING: usize = 14;

/// One simulated child.
pub(crate) struct Pupil {
    /// Its file.
    pub(crate) child: Child,
    /// The agreed days from Monday on, if any are.
    pub(crate) agreed: Option<[bool; 7]>,
    /// Its place in the habits of the family.
    pub(crate) habit: usize,
    /// The first day on which it no longer comes at all, if it stops.
    pub(crate) stop: Option<NaiveDate>,
    /// First and last day of a stay with the parents that somebody confirmed.
    pub(crate) stay: Option<(NaiveDate, NaiveDate)>,
    /// What the director wrote down about the stay.
    pub(crate) stay_step: Option<FollowUp>,
    /// The register, oldest first.
    pub(crate) days: Vec<MarkedDay>,
}

impl Pupil {
    /// Whether it has stopped by that day.
    pub(crate) fn is_gone(&self, day: NaiveDate) -> bool {
        self.stop.is_some_and(|stop| stop <= day)
    }

    /// What its register says about the time before it was last seen, in words.
    pub(crate) fn before_the_end(&self) -> String {
        let seen = || self.days.iter().filter(|one| one.mark.is_seen());
        let Some(last) = seen().next_back().map(|one| one.day) else {
            return "never seen".to_owned();
        };
        let from = last - TimeDelta::weeks(13);
        let times = seen().filter(|one| one.day >= from).count();
        let agreed = if self.agreed.is_some() {
            "with"
        } else {
            "without"
        };
        format!("{agreed} agreed days, came {times} times in the thirteen weeks before {last}")
    }

    /// Whether it is with its parents, as somebody confirmed.
    pub(crate) fn is_at_parents(&self, day: NaiveDate) -> bool {
        self.stay.is_some_and(|(from, to)| from <= day && day <= to)
    }
}

/// One simulated home.
pub(crate) struct HomeLife {
    /// Its children.
    pub(crate) pupils: Vec<Pupil>,
    /// The days that were opened in the program.
    pub(crate) opened: BTreeSet<NaiveDate>,
    /// Its calendar.
    pub(crate) calendar: Calendar,
}

/// A stretch of days away, and whether somebody told the home.
type Away = (NaiveDate, NaiveDate, bool);

/// What is drawn for a child before its days are.
struct Fate {
    /// Where it is in a habit that turns; the week in which it begins to fade.
    phase: u32,
    away: Vec<Away>,
}

/// The evening of a day, when the lists are asked.
pub(crate) fn evening(day: NaiveDate) -> Moment {
    let offset = FixedOffset::east_opt(8 * 3_600);
    let at = day.and_hms_opt(20, 0, 0).unwrap_or_default();
    let at = offset.and_then(|offset| at.and_local_timezone(offset).single());
    at.unwrap_or_default()
}

/// One home of a family.
pub(crate) fn home(family: &Family, number: u32) -> HomeLife {
    let chance = &mut NameMill::new(family.seed + 7_919 * u64::from(number));
    let calendar = calendar(chance);
    let mut fates: Vec<Fate> = (0..CHILDREN).map(|_| fate(family, chance)).collect();
    away_together(family, &mut fates, chance);
    let habits = family.habits.iter().enumerate();
    let mut pupils: Vec<Pupil> = habits
        .flat_map(|(at, habit)| std::iter::repeat_n((at, habit), habit.children))
        .enumerate()
        .map(|(nth, (at, habit))| pupil((number, nth), (at, habit), chance))
        .collect();
    for (nth, (one, fate)) in pupils.iter().zip(&mut fates).enumerate() {
        // One in seven of those who stop is said to be ill at first.
        if let Some(stop) = one.stop.filter(|_| turn(number, nth, 7) < STOPPING / 7) {
            fate.away.push((stop, stop + Days::new(12), true));
        }
    }
    let mut opened = BTreeSet::new();
    for day in days(FIRST, LAST).filter(|day| calendar.is_open(*day)) {
        let is_empty = happens(chance, family.weather, 1_000);
        let kind = chance.below(1_000);
        let half = family.not_taken + family.half_entered;
        let (is_taken, is_half) = (kind >= family.not_taken, kind < half);
        if is_taken && kind < 1_000 - family.on_paper {
            opened.insert(day);
        }
        for (one, fate) in pupils.iter_mut().zip(&fates) {
            let habit = family.habits.get(one.habit);
            let often = habit.map_or(0, |habit| often(habit, fate.phase, day));
            let is_written = is_taken && !(is_half && happens(chance, 1, 2));
            let comes = happens(chance, often, 100);
            let stays_in = is_empty && happens(chance, 13, 20);
            let away = fate
                .away
                .iter()
                .find(|(from, to, _)| *from <= day && day <= *to);
            let mark = match away {
                _ if one.is_at_parents(day) => None,
                Some((.., true)) if often >= 30 => Some(Mark::Excused),
                Some(_) => None,
                None if one.is_gone(day) || !comes || stays_in => None,
                None => Some(Mark::Present),
            };
            if let Some(mark) = mark.filter(|_| is_written) {
                one.days.push(MarkedDay {
                    day,
                    mark,
                    is_in: false,
                    unlisted: false,
                });
            }
        }
    }
    HomeLife {
        pupils,
        opened,
        calendar,
    }
}

/// Deals children out evenly: over the homes of a family every habit has its share.
fn turn(number: u32, nth: usize, step: usize) -> usize {
    (nth * step + number as usize * 5) % CHILDREN
}

fn pupil(
    (number, nth): (u32, usize),
    (at, habit): (usize, &Habit),
    chance: &mut NameMill,
) -> Pupil {
    let id = u128::from(number) * 1_000 + nth as u128 + 1;
    let born = NaiveDate::from_ymd_opt(2016, 5, 1).unwrap_or_default();
    let id = ChildId::from(Uuid::from_u128(id));
    let mut child = Child::new(id, &format!("{:04}", nth + 1), "童", Sex::Unknown, born);
    child.joined_on = Some(FIRST);
    child.class = class(habit, nth);
    // Of every fourth child nobody wrote down the agreed days.
    if nth % 4 != 3 {
        let week = std::iter::successors(Some(Weekday::Mon), |one| Some(one.succ()));
        let usual = week.zip(habit.week).filter(|(_, often)| *often >= 50);
        child.expected_days = usual.map(|(weekday, _)| weekday).collect();
    }
    let is_usual = |nth: usize| habit.week.get(nth).is_some_and(|often| *often >= 50);
    let is_agreed = child.expected_days != Weekdays::default();
    let agreed = is_agreed.then(|| std::array::from_fn(is_usual));
    let span = u32::try_from((LAST_STOP - WATCHED).num_days()).unwrap_or_default();
    let stop = WATCHED + Days::new(u64::from(7 + chance.below(span - 7)));
    let mut stop = Some(stop).filter(|_| turn(number, nth, 7) < STOPPING);
    let stay = (
        SUMMER.0 + Days::new(u64::from(chance.below(7))),
        SUMMER.1 - Days::new(u64::from(chance.below(7))),
    );
    let is_before = stop.is_none_or(|stop| stop >= stay.0);
    let stay = Some(stay).filter(|_| turn(number, nth, 11) < 10 && is_before);
    let mut stay_step = None;
    if let Some((from, to)) = stay {
        // Who stops while it is with its parents does not come back from there.
        stop = stop.map(|day| {
            if day <= to {
                to + TimeDelta::days(1)
            } else {
                day
            }
        });
        if nth % 2 == 0 {
            child.summer_plan = Some(SummerPlan::Parents);
        }
        stay_step = Some(confirmed(child.id, (from, to)));
    }
    Pupil {
        child,
        agreed,
        habit: at,
        stop,
        stay,
        stay_step,
        days: Vec::new(),
    }
}

/// Children who stay away before exams sit in one class, the others in six.
fn class(habit: &Habit, nth: usize) -> String {
    match habit.change {
        Change::Exams(_) => "exams".to_owned(),
        _ => format!("{}", nth % 6),
    }
}

fn confirmed(child: ChildId, (from, to): (NaiveDate, NaiveDate)) -> FollowUp {
    FollowUp {
        id: FollowUpId::default(),
        child,
        rule: RuleId::S5,
        since: from,
        at: evening(from),
        actor: None,
        step: FollowStep::WithParents,
        result: None,
        visit: None,
        until: Some(to),
        reason: None,
        to_whom: String::new(),
        how: String::new(),
        note: String::new(),
    }
}

fn fate(family: &Family, chance: &mut NameMill) -> Fate {
    let mut away = Vec::new();
    for monday in days(FIRST, LAST).step_by(7) {
        if happens(chance, family.ill, 100) {
            let from = monday + Days::new(u64::from(chance.below(6)));
            let to = from + Days::new(u64::from(chance.below(family.ill_days)));
            away.push((from, to, happens(chance, family.told, 100)));
        }
    }
    let phase = chance.below(20);
    Fate { phase, away }
}

/// Every sixth child has a brother or sister at the home, and both are away together at times.
fn away_together(family: &Family, fates: &mut [Fate], chance: &mut NameMill) {
    for one in (0..CHILDREN / 2).step_by(3) {
        for month in days(FIRST, LAST).step_by(30) {
            if happens(chance, family.together, 100) {
                let from = month + Days::new(u64::from(chance.below(30)));
                let to = from + Days::new(u64::from(2 + chance.below(6)));
                let is_told = happens(chance, family.told, 100);
                for nth in [one, one + CHILDREN / 2] {
                    if let Some(fate) = fates.get_mut(nth) {
                        fate.away.push((from, to, is_told));
                    }
                }
            }
        }
    }
}

/// How often a child with a habit comes on a day, in percent.
fn often(habit: &Habit, phase: u32, day: NaiveDate) -> u32 {
    let on = |week: &Week| week.get(place(day)).copied().unwrap_or_default();
    let usual = on(&habit.week);
    // Changes begin in the first weeks that are watched, or up to half a year later.
    let weeks = week_of(day).saturating_sub(week_of(WATCHED) + phase);
    match habit.change {
        Change::Turns(each) if (week_of(day) / each + phase) % 2 == 1 => 2,
        Change::Exams(length) => {
            let is_exam = |from: &NaiveDate| {
                let after = (day - *from).num_days();
                (0..i64::from(length)).contains(&after)
            };
            if EXAMS.iter().any(is_exam) { 0 } else { usual }
        }
        Change::Fades(each, least) => usual * (100 - (each * weeks).min(100 - least)) / 100,
        Change::Drifts(to) => (usual * 12_u32.saturating_sub(weeks) + on(&to) * weeks.min(12)) / 12,
        Change::FirstOfMonth(days) if day.day() > days => 2,
        Change::Never | Change::Turns(_) | Change::FirstOfMonth(_) => usual,
    }
}
