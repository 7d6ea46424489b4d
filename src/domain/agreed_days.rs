//! Agreed days by habit: on which weekdays a child comes, read from its register.

use super::calendar::Calendar;
use super::rules::MarkedDay;
use super::{Child, ChildId, Mark, Status, Weekdays};
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use std::collections::{BTreeSet, HashMap};

/// Weeks of the register before the last day on which the child came.
const WEEKS: i64 = 13;
/// The register must cover so many weeks, or nothing is proposed.
pub(crate) const LEAST_WEEKS: i64 = 4;
/// A child must have come so often, or nothing is proposed.
pub(crate) const LEAST_CAME: usize = 6;
/// A weekday must have been open so often to say anything.
const LEAST_OPEN: usize = 3;
/// Of a hundred open weekdays on which nothing was excused, the child came on at least so many, in each of the two
/// halves that every other week makes: a child of alternate weeks has no days on which it can be expected every week.
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

/// Children for whom the same days are to be agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayGroup {
    /// The weekdays.
    pub days: Weekdays,
    /// Each child with the days that are agreed now; those without any come first.
    pub children: Vec<(ChildId, Weekdays)>,
    /// First and last day of the register that the habits were read from; `None` for days that a person chose.
    pub read: Option<(NaiveDate, NaiveDate)>,
}

impl DayGroup {
    /// The group of these children, those without agreed days first.
    pub(crate) fn new(
        days: Weekdays,
        mut children: Vec<(ChildId, Weekdays)>,
        read: Option<(NaiveDate, NaiveDate)>,
    ) -> Self {
        children.sort_by_key(|(_, had)| !had.is_empty());
        Self {
            days,
            children,
            read,
        }
    }

    /// The children without agreed days.
    pub(crate) fn without(&self) -> impl Iterator<Item = ChildId> {
        let without = self.children.iter().filter(|(_, had)| had.is_empty());
        without.map(|(child, _)| *child)
    }
}

/// The proposals as groups of children with the same habit, in their order.
pub(crate) fn groups(proposals: &[Proposal]) -> Vec<DayGroup> {
    let same = proposals.chunk_by(|one, other| one.habit.days == other.habit.days);
    let group = |same: &[Proposal]| {
        let first = same.first()?;
        let from = same.iter().map(|one| one.habit.from).min()?;
        let to = same.iter().map(|one| one.habit.to).max()?;
        let children = same.iter().map(|one| (one.child, one.had)).collect();
        Some(DayGroup::new(first.habit.days, children, Some((from, to))))
    };
    same.filter_map(group).collect()
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
    let mut counts: HashMap<Weekday, [Count; 2]> = HashMap::new();
    for day in from.iter_days().take_while(|day| *day <= to) {
        let mark = marked.get(&day).copied();
        let says = sheets.taken.contains(&day) && sheets.calendar.is_open(day);
        if !says || mark == Some(Mark::Excused) {
            continue;
        }
        let [even, odd] = counts.entry(day.weekday()).or_default();
        let is_odd = monday(day).signed_duration_since(monday(from)).num_weeks() % 2 == 1;
        let count = if is_odd { odd } else { even };
        count.open += 1;
        count.came += usize::from(mark.is_some_and(Mark::is_seen));
    }
    let came = counts.values().flatten().map(|count| count.came);
    if came.sum::<usize>() < LEAST_CAME {
        return None;
    }
    let usual = counts.into_iter().filter(|(_, [even, odd])| {
        even.open + odd.open >= LEAST_OPEN && even.is_habit() && odd.is_habit()
    });
    let days: Weekdays = usual.map(|(day, _)| day).collect();
    (!days.is_empty()).then_some(Habit { days, from, to })
}

/// How often a weekday was open, and how often the child came on it.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    open: usize,
    came: usize,
}

impl Count {
    /// Whether the child usually came; nothing counted contradicts nothing.
    const fn is_habit(self) -> bool {
        self.came * 100 >= SHARE * self.open
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - TimeDelta::days(i64::from(day.weekday().num_days_from_monday()))
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
    #[case::alternate_weeks(&["ppppp.", "aaaaa."], 13, "")]
    #[case::alternate_weeks_of_a_short_register(&["ppppp.", "aaaaa."], 5, "")]
    #[case::alternate_weeks_and_now_and_then_more(&["ppppp.", "paaaa.", "ppppp.", "aaaaa."], 13, "")]
    #[case::every_week_but_not_every_time(&["ppppp.", "ppppp.", "aapp.."], 12, "12345")]
    #[case::mostly_excused_but_else_there(&["peppp.", "ppppp."], 12, "12345")]
    fn habits(#[case] weeks: &[&str], #[case] count: usize, #[case] digits: &str) {
        let found = proposed(weeks, count, &[], Weekdays::NONE);
        let said = found
            .first()
            .map_or(String::new(), |one| one.habit.days.digits());
        assert_eq!(said, digits);
    }

    #[test]
    fn who_has_no_days_comes_first_in_a_group_and_the_group_tells_all_days_read() {
        let proposal = |nth: u128, digits, from, had| Proposal {
            child: uuid::Uuid::from_u128(nth).into(),
            habit: Habit {
                days: Weekdays::from_digits(digits).unwrap(),
                from: day(from),
                to: day("2026-11-20"),
            },
            had,
        };
        let found = groups(&[
            proposal(
                1,
                "12345",
                "2026-09-07",
                Weekdays::from_digits("24").unwrap(),
            ),
            proposal(2, "12345", "2026-09-21", Weekdays::NONE),
            proposal(3, "6", "2026-09-05", Weekdays::NONE),
        ]);
        assert_eq!(found.len(), 2);
        let read = Some((day("2026-09-07"), day("2026-11-20")));
        assert_eq!((found[0].days, found[0].read), (Weekdays::SCHOOL, read));
        let second = uuid::Uuid::from_u128(2).into();
        assert_eq!(found[0].children[0].0, second);
        assert_eq!(found[0].without().collect::<Vec<_>>(), [second]);
    }

    #[test]
    fn closed_days_are_not_missed() {
        // Of the Mondays four are closed and one is a holiday; on five the child came, on two it did not.
        let closed = ["2026-08-31", "2026-09-07", "2026-09-14", "2026-09-21"];
        let weeks = ["ap....", "ap....", "pp....", "pp....", "pp....", "pp...."];
        let found = proposed(&weeks, 12, &closed, Weekdays::NONE);
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
