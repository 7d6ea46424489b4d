//! Days on which many children stayed away together: that is no child's absence.
//!
//! A day is judged by the same weekdays of the weeks before, so that what comes later says nothing about it. It is judged
//! only as long as the register of those weeks is read of every child. After that the day counts: a run of misses gets
//! longer by it and never shorter.

use super::facts::{Facts, WEEKS};
use crate::domain::{Child, ChildId, HouseholdId, Status};
use chrono::{NaiveDate, TimeDelta};
use std::collections::{BTreeMap, BTreeSet};

/// Weeks before a day whose same weekdays make the usual number of children. A day is judged only if the register of
/// all of them is read: it is judged alike for as long as it is judged, and then it counts.
const USUAL_WEEKS: i64 = 8;
/// Fewest of them for a usual number.
const USUAL_FROM: usize = 3;
/// In a smaller home two absent children are half of it.
const SMALL_HOME: usize = 6;

/// The days on which fewer than half as many children came as usual on this weekday in the weeks before: weather, or
/// an event of the school. Later days say nothing about it.
pub(super) fn shared_absences(facts: &Facts<'_>, begins: NaiveDate) -> BTreeSet<NaiveDate> {
    let place = |day: NaiveDate| usize::try_from((day - begins).num_days()).ok();
    // By place and not by day: there is a mark for every child and day.
    let mut counts = vec![0; place(facts.now.date_naive()).unwrap_or_default() + 1];
    for marked in facts
        .days
        .values()
        .flatten()
        .filter(|one| one.mark.is_seen())
    {
        if let Some(count) = place(marked.day).and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    }
    let came = |day: NaiveDate| counts.get(place(day)?).copied();
    let is_empty = |day: &&NaiveDate| {
        let weeks = (1..=USUAL_WEEKS).map(|ago| **day - TimeDelta::weeks(ago));
        let taken = weeks.filter(|one| facts.taken.contains(one));
        let mut before: Vec<usize> = taken.filter_map(came).collect();
        before.sort_unstable();
        let usual = before.get(before.len() / 2).copied().unwrap_or_default();
        let is_usual = before.len() >= USUAL_FROM && usual >= SMALL_HOME;
        is_usual && came(**day).is_some_and(|count| count * 2 < usual)
    };
    let judged = facts.taken.range(begins + TimeDelta::weeks(USUAL_WEEKS)..);
    judged.filter(is_empty).copied().collect()
}

/// Fewest families with children in a class who usually come on a weekday, for their absence to be one of the class.
const CLASS: usize = 3;
/// Days with a register for which a class can stay away together, as before an exam. A class that stays away for longer is
/// so many children whom nobody has seen.
const CLASS_DAYS: u32 = 10;

// The days that are read of every child are places in one number.
const _: () = assert!(7 * WEEKS < 128, "the weeks that are read fit into 128 bits");

/// School and class.
type Class<'f> = (&'f str, &'f str);

/// By school and class the days on which nobody came, though several usually come on that weekday.
pub(crate) struct ClassesAway<'f>(BTreeMap<Class<'f>, BTreeSet<NaiveDate>>);

impl<'f> ClassesAway<'f> {
    pub(super) fn new(facts: &Facts<'f>, begins: NaiveDate) -> Self {
        let place = |day: NaiveDate| {
            let place = u32::try_from((day - begins).num_days()).ok();
            place.filter(|place| *place < u128::BITS)
        };
        let bits = |days: &mut dyn Iterator<Item = NaiveDate>| {
            let places = days.filter_map(place);
            places.fold(0_u128, |all, place| all | 1 << place)
        };
        let came = |child: ChildId| {
            let days = facts.days.get(&child).map_or(&[][..], Vec::as_slice);
            let seen = days.iter().filter(|one| one.mark.is_seen());
            bits(&mut seen.map(|one| one.day))
        };
        let mut classes: BTreeMap<Class<'_>, Pupils> = BTreeMap::new();
        for child in facts.children.iter().filter(|one| !one.class.is_empty()) {
            let class = classes.entry(class_of(child)).or_default();
            let came = came(child.id);
            class.came |= came;
            // By the status and not by the day: who spends the summer elsewhere is of the class all the same, else an
            // absence that counted in August would count no longer in September.
            if matches!(child.status, Status::Enrolled | Status::Away) {
                let family = child.household.map_or(Family::Alone(child.id), Family::Of);
                *class.families.entry(family).or_default() |= came;
            }
        }
        classes.retain(|_, class| class.families.len() >= CLASS);
        let taken = bits(&mut facts.taken.range(begins..).copied());
        let mut away: BTreeMap<Class<'_>, BTreeSet<NaiveDate>> = BTreeMap::new();
        for day in facts.taken.range(begins + TimeDelta::weeks(USUAL_WEEKS)..) {
            let Some(at) = place(*day) else {
                continue;
            };
            let weeks = (1..=USUAL_WEEKS).map(|ago| *day - TimeDelta::weeks(ago));
            let before = bits(&mut weeks.filter(|one| facts.taken.contains(one)));
            for (class, pupils) in &classes {
                if pupils.are_away(at, before, taken) {
                    away.entry(*class).or_default().insert(*day);
                }
            }
        }
        Self(away)
    }

    /// Whether the whole class of a child stayed away on a day.
    pub(super) fn is_away(&self, child: &Child, day: NaiveDate) -> bool {
        let days = self.0.get(&class_of(child));
        days.is_some_and(|days| days.contains(&day))
    }
}

fn class_of(child: &Child) -> Class<'_> {
    (&child.school, &child.class)
}

/// Brothers and sisters count once: a family that has gone is no class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    Of(HouseholdId),
    Alone(ChildId),
}

/// The children of a class, with the days on which they came.
#[derive(Debug, Default)]
struct Pupils {
    /// Days on which any of them came, whoever has left since.
    came: u128,
    /// Those who are on the register.
    families: BTreeMap<Family, u128>,
}

impl Pupils {
    /// Whether they stayed away together on the day at a place. `before` are the same weekdays of the weeks before,
    /// `taken` all days with a register.
    fn are_away(&self, at: u32, before: u128, taken: u128) -> bool {
        let of = before.count_ones();
        if usize::try_from(of).is_ok_and(|of| of < USUAL_FROM) || self.came >> at & 1 == 1 {
            return false;
        }
        let usual = self.families.values();
        let usual = usual.filter(|came| 2 * (**came & before).count_ones() >= of);
        let (count, came) = usual.fold((0, 0), |(count, all), came| (count + 1, all | came));
        if count < CLASS {
            return false;
        }
        let earlier = (1_u128 << at) - 1;
        // They came in the weeks before, so that there is such a day.
        let last = u128::BITS - (came & earlier).leading_zeros();
        let since = taken & earlier & !((1_u128 << last) - 1);
        since.count_ones() < CLASS_DAYS
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use uuid::Uuid;

    /// A place nine weeks after the first.
    const AT: u32 = 63;

    /// The same weekday of the eight weeks before.
    fn before() -> u128 {
        places((1..=8).map(|ago| AT - 7 * ago))
    }

    fn places(days: impl Iterator<Item = u32>) -> u128 {
        days.fold(0, |all, place| all | 1 << place)
    }

    /// Children who came every day until so many days before the day.
    fn until(ago: u32) -> u128 {
        places(0..=AT - ago)
    }

    /// Each of a family of its own.
    fn pupils(children: &[u128]) -> Pupils {
        let families = (1..).map(|nth| Family::Alone(ChildId(Uuid::from_u128(nth))));
        Pupils {
            came: children.iter().fold(0, |all, came| all | came),
            families: families.zip(children.iter().copied()).collect(),
        }
    }

    #[rstest]
    #[case::all_away(&[until(1), until(1), until(1)], true)]
    #[case::one_came(&[until(1), until(1), until(0)], false)]
    #[case::two_are_no_class(&[until(1), until(1)], false)]
    #[case::the_third_never_comes(&[until(1), until(1), 0], false)]
    #[case::ten_days(&[until(10), until(10), until(10)], true)]
    #[case::eleven_days(&[until(11), until(11), until(11)], false)]
    #[case::one_who_comes_seldom_came(&[until(1), until(1), until(1), 1 << AT], false)]
    #[case::one_is_gone_for_longer(&[until(1), until(1), until(1), until(40)], true)]
    fn a_class_stays_away(#[case] children: &[u128], #[case] is: bool) {
        assert_eq!(pupils(children).are_away(AT, before(), until(0)), is);
    }

    #[test]
    fn days_without_a_register_are_no_days_of_it() {
        let gone = until(20);
        let taken = gone | places(AT - 5..=AT);
        assert!(pupils(&[gone, gone, gone]).are_away(AT, before(), taken));
    }
}
