//! After which steps children came back.

use super::PeriodFacts;
use crate::domain::calendar::period::Period;
use crate::domain::rules::book::LADDER_BACK;
use crate::domain::rules::ladder::back::{Counted, Return, returns};
use crate::domain::{Attendance, ChildId, FollowUp};
use chrono::NaiveDate;
use std::collections::HashMap;

impl PeriodFacts {
    /// Open days within which a child counts as returned.
    pub(crate) fn returns_within(&self) -> usize {
        self.care.book.count(&LADDER_BACK)
    }

    /// What came of the steps of a period. The facts hold [`super::Part::Care`], and [`super::Part::Stays`] of all days
    /// from the period to today.
    pub(crate) fn returns(&self, period: Period) -> Vec<Return<'_>> {
        let mut came: HashMap<(ChildId, NaiveDate), Vec<&Attendance>> = HashMap::new();
        for stay in self.stays.iter().filter(|one| one.mark.is_seen()) {
            came.entry((stay.child, stay.day)).or_default().push(stay);
        }
        // On the day of the step only who came after it.
        let is_back = |step: &FollowUp, day: NaiveDate| {
            let stays = came.get(&(step.child, day)).into_iter().flatten();
            let is_later = |stay: &&Attendance| {
                day > step.at.date_naive() || stay.in_at.is_some_and(|at| at > step.at)
            };
            stays.into_iter().any(is_later)
        };
        // Who came after a step of the time before the kept register is not known any more.
        let from = self
            .kept_from
            .map_or(period.from, |kept| kept.max(period.from));
        let counted = Counted {
            period: (from, period.to),
            within: self.returns_within(),
            today: self.today(),
            calendar: self.calendar(),
        };
        returns(self.care.steps.iter(), counted, is_back)
    }
}
