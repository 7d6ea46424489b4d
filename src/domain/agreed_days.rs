//! Agreed days by habit: on which weekdays a child comes, read from its register.

use super::calendar::Calendar;
use super::rules::MarkedDay;
use super::{Child, ChildId, Mark, Status, Weekdays};
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use std::collections::{BTreeSet, HashMap};

/// Weeks of the register before the last day on which the child came.
const WEEKS: i64 = 13;
/// The register must cover so many weeks, or nothing is proposed.
const LEAST_WEEKS: i64 = 4;
/// A child must have come so often, or nothing is proposed.
const LEAST_CAME: usize = 6;
/// A weekday must have been open so often to say anything.
const LEAST_OPEN: usize = 3;
/// Of a hundred open weekdays on which nothing was excused, the child came on at least so many.
pub(crate) const SHARE: usize = 60;

/// The weekdays on which a child came, and the days they were read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Habit {
    /// The weekdays.
    pub days: Weekdays,
    /// First day that was looked at.
    pub from: NaiveDate,
    /// Last day that was looked at: the last one on which the child came, however long ago.
    pub to: NaiveDate,
}

/// What is proposed for one child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Proposal {
    /// The child.
    pub child: ChildId,
    /// Its habit.
    pub habit: Habit,
    /// The days that are agreed now; none if nothing is.
    pub had: Weekdays,
}

/// The register of the home.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheets<'s> {
    /// The marks of each child, oldest first, one a day.
    pub days: &'s HashMap<ChildId, Vec<MarkedDay>>,
    /// The days whose register was taken.
    pub taken: &'s BTreeSet<NaiveDate>,
    /// When the home is open.
    pub calendar: &'s Calendar,
}

/// The habits of all children of the home that differ from what is agreed, those that most children share first.
pub(crate) fn proposals(children: &[Child], sheets: Sheets<'_>) -> Vec<Proposal> {
    let here = children.iter().filter(|one| one.status == Status::Enrolled);
    let found = here.filter_map(|child| {
        let marks = sheets.days.get(&child.id)?;
        let habit = habit(marks, sheets)?;
        let had = child.expected_days;
        (habit.days != had).then_some(Proposal {
            child: child.id,
            habit,
            had,
        })
    });
    let mut found: Vec<Proposal> = found.collect();
    let mut sizes: HashMap<Weekdays, usize> = HashMap::new();
    for one in &found {
        *sizes.entry(one.habit.days).or_default() += 1;
    }
    // Stable: within a group the children stay in their order.
    found.sort_by_key(|one| {
        let size = sizes.get(&one.habit.days).copied().unwrap_or_default();
        (std::cmp::Reverse(size), one.habit.days.digits())
    });
    found
}

/// The weekdays on which a child came before the last time that it did. Closed days, days without a register and
/// excused days say nothing. `None` if there is too little to go by, or no weekday on which it usually came.
fn habit(marks: &[MarkedDay], sheets: Sheets<'_>) -> Option<Habit> {
    let seen = marks.iter().filter(|one| one.mark.is_seen());
    let to = seen.map(|one| one.day).max()?;
    let from = to - TimeDelta::weeks(WEEKS) + TimeDelta::days(1);
    let from = marks.iter().map(|one| one.day).min()?.max(from);
    if (to - from).num_days() < LEAST_WEEKS * 7 - 1 {
        return None;
    }
    let marked: HashMap<NaiveDate, Mark> = marks.iter().map(|one| (one.day, one.mark)).collect();
    let mut came: HashMap<Weekday, usize> = HashMap::new();
    let mut open: HashMap<Weekday, usize> = HashMap::new();
    for day in from.iter_days().take_while(|day| *day <= to) {
        let mark = marked.get(&day).copied();
        let counts = sheets.taken.contains(&day) && sheets.calendar.is_open(day);
        if !counts || mark == Some(Mark::Excused) {
            continue;
        }
        *open.entry(day.weekday()).or_default() += 1;
        if mark.is_some_and(Mark::is_seen) {
            *came.entry(day.weekday()).or_default() += 1;
        }
    }
    if came.values().sum::<usize>() < LEAST_CAME {
        return None;
    }
    let usual = open.into_iter().filter(|(day, open)| {
        let came = came.get(day).copied().unwrap_or_default();
        *open >= LEAST_OPEN && came * 100 >= SHARE * open
    });
    let days: Weekdays = usual.map(|(day, _)| day).collect();
    (!days.is_empty()).then_some(Habit { days, from, to })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Sex;
    use crate::domain::hours::{SchoolPeriod, WeeklyHours};
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Twelve weeks from Monday 31 August to Sunday 22 November; the home is open Monday to Saturday. A letter a
    /// weekday: `p` came, `a` absent, `e` excused, `.` no mark; the weeks repeat.
    fn proposed(weeks: &[&str], count: usize, closed: &[&str], had: Weekdays) -> Vec<Proposal> {
        let hours: WeeklyHours = "Mon-Sat 16:30-18:30".parse().unwrap();
        let calendar = Calendar::new(
            &hours.stretches(SchoolPeriod::Term),
            Vec::new(),
            Vec::new(),
            Vec::new(),
        );
        let born = day("2018-01-01");
        let mut child = Child::new(ChildId::default(), "1", "汪乐乐", Sex::Male, born);
        child.expected_days = had;
        let first = day("2026-08-31");
        let mut marks = Vec::new();
        let mut taken: BTreeSet<NaiveDate> = BTreeSet::new();
        for (nth, week) in weeks.iter().cycle().take(count).enumerate() {
            for (weekday, letter) in week.chars().enumerate() {
                let on = first + TimeDelta::days(i64::try_from(nth * 7 + weekday).unwrap());
                if closed.contains(&on.to_string().as_str()) {
                    continue;
                }
                taken.insert(on);
                let mark = match letter {
                    'p' => Mark::Present,
                    'a' => Mark::Absent,
                    'e' => Mark::Excused,
                    _ => continue,
                };
                marks.push(MarkedDay {
                    day: on,
                    mark,
                    is_in: false,
                    unlisted: false,
                });
            }
        }
        let days = HashMap::from([(child.id, marks)]);
        let sheets = Sheets {
            days: &days,
            taken: &taken,
            calendar: &calendar,
        };
        proposals(&[child], sheets)
    }

    #[rstest]
    #[case::every_school_day(&["ppppp."], 12, "12345")]
    #[case::a_saturday_child(&[".....p"], 12, "6")]
    #[case::some_days_more_than_others(&["papap.", "ppp.p."], 12, "135")]
    #[case::one_week_of_three_is_no_habit(&["ppppp.", "aaaaa.", "aaaaa."], 12, "")]
    #[case::three_weeks_are_too_few(&["ppppp."], 3, "")]
    #[case::came_too_seldom(&["p....."], 5, "")]
    #[case::excused_days_say_nothing(&["peppp.", "peppp.", "pappp.", "ppppp."], 12, "1345")]
    #[case::mostly_excused_but_else_there(&["peppp.", "ppppp."], 12, "12345")]
    fn habits(#[case] weeks: &[&str], #[case] count: usize, #[case] digits: &str) {
        let found = proposed(weeks, count, &[], Weekdays::NONE);
        let said = found
            .first()
            .map_or(String::new(), |one| one.habit.days.digits());
        assert_eq!(said, digits);
    }

    #[test]
    fn closed_days_are_not_missed() {
        // Of the Mondays four are closed, on four the child came, on two it did not.
        let closed = ["2026-08-31", "2026-09-07", "2026-09-14", "2026-09-21"];
        let weeks = ["ap....", "ap....", "pp....", "pp....", "pp....", "pp...."];
        let found = proposed(&weeks, 10, &closed, Weekdays::NONE);
        assert_eq!(found[0].habit.days.digits(), "12");
    }

    #[test]
    fn of_a_child_who_stopped_coming_the_weeks_before_count() {
        let weeks = [
            "ppppp.", "ppppp.", "ppppp.", "ppppp.", "ppppp.", "ppppp.", "aaaaa.", "aaaaa.",
            "aaaaa.",
        ];
        let found = proposed(&weeks, 9, &[], Weekdays::NONE);
        let habit = found[0].habit;
        assert_eq!(habit.days.digits(), "12345");
        assert_eq!(
            (habit.from, habit.to),
            (day("2026-08-31"), day("2026-10-09"))
        );
    }

    #[test]
    fn what_is_agreed_already_is_not_proposed_and_what_differs_says_so() {
        assert_eq!(proposed(&["ppppp."], 12, &[], Weekdays::SCHOOL), []);
        let had = Weekdays::from_digits("24").unwrap();
        assert_eq!(proposed(&["ppppp."], 12, &[], had)[0].had, had);
    }
}
