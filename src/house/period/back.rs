//! After which steps children came back.

use super::PeriodFacts;
use crate::domain::calendar::period::Period;
use crate::domain::rules::book::LADDER_BACK;
use crate::domain::rules::ladder::back::{Counted, Return, returns};
use crate::domain::{Attendance, ChildId, FollowUp, Moment, Visit, VisitId};
use chrono::{NaiveDate, NaiveTime};
use std::collections::HashMap;

/// The steps of a home in the order in which they were made, not in which they were entered.
pub(super) fn in_order(mut steps: Vec<FollowUp>, visits: &[Visit]) -> Vec<FollowUp> {
    let made: HashMap<VisitId, NaiveDate> = visits.iter().map(|one| (one.id, one.day)).collect();
    for step in &mut steps {
        if let Some(day) = step.visit.and_then(|visit| made.get(&visit)) {
            step.at = as_made(step.at, *day);
        }
    }
    steps.sort_by_key(|one| (one.at, one.id));
    steps
}

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
        let counted = Counted {
            period: (period.from, period.to),
            within: self.returns_within(),
            today: self.today(),
            calendar: self.calendar(),
        };
        returns(self.care.steps.iter(), counted, is_back)
    }
}

/// When a step with a visit was done: on the day of the visit, however late it was entered. Of an earlier day the hour is
/// not known, so that only who came on a later day came after it.
fn as_made(entered: Moment, day: NaiveDate) -> Moment {
    if day >= entered.date_naive() {
        return entered;
    }
    let last = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    let evening = day.and_time(last).and_local_timezone(*entered.offset());
    evening.single().unwrap_or(entered)
}
