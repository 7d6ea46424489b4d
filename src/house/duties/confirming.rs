//! How far the walk through the files has come.

use crate::domain::calendar::quarter;
use crate::domain::file_walk::{is_confirmed, is_to_confirm, share};
use crate::domain::rules::Subject;
use crate::domain::rules::list::List;
use crate::domain::{Child, ChildId, Status};
use crate::house::House;
use std::collections::HashSet;

/// How many files are confirmed and how many are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Confirming {
    /// Files that somebody has to go through.
    pub left: usize,
    /// Files that were confirmed today.
    pub today: usize,
    /// Files a day, so that none is left at the end of the quarter.
    pub each: usize,
    /// Children of the home whose file was confirmed in this quarter.
    pub verified: usize,
    /// Children of the home.
    pub of: usize,
}

impl Confirming {
    /// How many of a hundred files are confirmed; all, if there is none.
    pub(crate) fn percent(self) -> usize {
        (self.verified * 100).checked_div(self.of).unwrap_or(100)
    }
}

impl House {
    /// The files that somebody has to go through, in pinyin order. What is missing in a file is known from the
    /// last [`House::refresh_matters`].
    pub(crate) fn files_to_confirm(&self) -> Vec<ChildId> {
        let today = self.today();
        let gaps = self
            .matters
            .iter()
            .filter(|one| one.flag.list() == List::File);
        let gaps: HashSet<Subject> = gaps
            .filter(|one| one.is_open(today))
            .map(|one| one.flag.subject)
            .collect();
        let children = self.register.children().iter();
        let asked = children.filter(|child| {
            let has_gap = gaps.contains(&Subject::Child(child.id));
            is_to_confirm(child, today, has_gap)
        });
        asked.map(|child| child.id).collect()
    }

    /// How far the walk through the files has come.
    pub(crate) fn confirming(&self) -> Confirming {
        let left = self.files_to_confirm().len();
        let today = self.today();
        let here = || {
            self.register
                .children()
                .iter()
                .filter(|one| one.status == Status::Enrolled)
        };
        let of_today = here().filter(|one| one.last_verified_on == Some(today));
        let of_today = of_today.count();
        Confirming {
            left,
            today: of_today,
            each: share(left, of_today, self.days_left_in_quarter()),
            verified: here().filter(|one| is_confirmed(one, today)).count(),
            of: here().count(),
        }
    }

    /// The files that were confirmed in this quarter, the newest first, then by who confirmed them.
    pub(crate) fn confirmed(&self) -> Vec<&Child> {
        let today = self.today();
        let children = self.register.children().iter();
        let mut confirmed: Vec<&Child> = children.filter(|one| is_confirmed(one, today)).collect();
        confirmed.sort_by(|one, other| {
            let newest = other.last_verified_on.cmp(&one.last_verified_on);
            newest.then_with(|| one.verified_by.cmp(&other.verified_by))
        });
        confirmed
    }

    /// Open days from today to the end of the quarter, at least one.
    fn days_left_in_quarter(&self) -> usize {
        let today = self.today();
        let days = self.calendar().zip(quarter(today));
        let left = days.map(|(calendar, (_, last))| calendar.open_days_between(today, last));
        left.unwrap_or_default().max(1)
    }
}
