//! Who is in the house, who has just left and who was expected: what the roll call is made of.

use super::House;
use super::day_sheet::DaySheet;
use crate::domain::{Attendance, ChildId, Moment, OutTo};
use chrono::TimeDelta;

/// How long the roll call names a child who has left.
const JUST_LEFT: TimeDelta = TimeDelta::minutes(30);

/// A child who has left a short while ago.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The child concerned.
    pub child: ChildId,
    /// Time of leaving.
    pub at: Moment,
    /// Who collected the child; `None` if not recorded.
    pub to: Option<OutTo>,
}

/// The children of a roll call, each list in pinyin order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RollCall {
    /// In the house.
    pub inside: Vec<ChildId>,
    /// Left within the last half hour.
    pub left: Vec<Left>,
    /// Expected today, and not come.
    pub expected: Vec<ChildId>,
}

impl House {
    /// Lists who must be looked for, by the register as it was read at this moment.
    pub(crate) fn roll_call(&self, now: Moment) -> RollCall {
        let children = || self.register.children().iter().map(|child| child.id);
        RollCall {
            inside: children().filter(|child| self.is_inside(*child)).collect(),
            left: children()
                .filter_map(|child| self.just_left(child, now))
                .collect(),
            expected: self.missing().map(|child| child.id).collect(),
        }
    }

    fn just_left(&self, child: ChildId, now: Moment) -> Option<Left> {
        let last = self.day.stays(child).last()?;
        let at = last.out_at?;
        // A sign-out of this minute is newer than the minute that the screens show.
        let is_recent = now - at <= JUST_LEFT;
        (is_recent && !self.is_inside(child)).then(|| Left {
            child,
            at,
            to: last.out_to.clone(),
        })
    }

    /// The stays of earlier days that nobody has ended, of children who were not seen today.
    fn over_midnight(&self) -> impl Iterator<Item = &Attendance> {
        let stays = self.forgotten.iter();
        stays.filter(|stay| self.day.keeps_inside(stay))
    }

    /// The open stay of a child, also of an earlier day; `None` if the child is not in the house.
    pub(crate) fn stay_inside(&self, child: ChildId) -> Option<&Attendance> {
        // Asked for every child of a list in every frame: the child is compared first.
        let before = || {
            let mut newest_first = self.forgotten.iter().rev();
            newest_first.find(|stay| stay.child == child && self.day.keeps_inside(stay))
        };
        self.day.stay_inside(child).or_else(before)
    }

    /// Whether the child is in the house.
    pub(crate) fn is_inside(&self, child: ChildId) -> bool {
        self.stay_inside(child).is_some()
    }

    /// Number of children in the house.
    pub(crate) fn head_count(&self) -> usize {
        let mut before: Vec<ChildId> = self.over_midnight().map(|stay| stay.child).collect();
        before.sort_unstable();
        before.dedup();
        let is_new = |child: &&ChildId| !self.day.is_inside(**child);
        self.day.head_count() + before.iter().filter(is_new).count()
    }

    /// As [`Attendance::is_of_before`].
    pub(crate) fn is_of_before(&self, stay: &Attendance) -> bool {
        stay.is_of_before(self.now, self.day.opening.is_some())
    }

    /// The open stay of a child on the sheet of the door; on today's sheet also one of an earlier day.
    pub(crate) fn door_stay(&self, child: ChildId) -> Option<&Attendance> {
        match &self.late {
            Some(late) => late.stay_inside(child),
            None => self.stay_inside(child),
        }
    }

    /// Children in the house on the sheet of the door, in pinyin order.
    pub(crate) fn children_inside(&self) -> Vec<ChildId> {
        let children = self.register.children().iter().map(|child| child.id);
        children
            .filter(|child| self.door_stay(*child).is_some())
            .collect()
    }

    /// Whether a child counts as inside for the order of the search results on a sheet.
    pub(super) fn is_inside_on(&self, child: ChildId, sheet: &DaySheet) -> bool {
        let stays_on = |stay: &Attendance| !self.is_of_before(stay);
        sheet.is_inside(child)
            || sheet.day == self.day.day && self.stay_inside(child).is_some_and(stays_on)
    }
}
