//! How far the walk through the files has come.

use crate::domain::calendar::quarter;
use crate::domain::file_walk::{FileTally, FileToDo, files_to_do, is_confirmed, share};
use crate::domain::rules::ladder::Matter;
use crate::domain::rules::list::List;
use crate::domain::{Child, Status};
use crate::house::House;

/// How many files are confirmed and how many are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Confirming {
    /// The files that somebody has to see to.
    pub tally: FileTally,
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
    /// How many of a hundred files are confirmed; `None` while something is missing in any of them, because then a
    /// hundred would sound as if all were done.
    pub(crate) fn percent(self) -> Option<usize> {
        let percent = (self.verified * 100).checked_div(self.of).unwrap_or(100);
        (self.tally.with_gaps == 0).then_some(percent)
    }
}

impl House {
    /// The files that somebody has to see to, the worst gap first, then those that are only to be confirmed, in
    /// pinyin order. What is missing in a file is known from the last [`House::refresh_matters`].
    pub(crate) fn files_to_do(&self) -> Vec<FileToDo> {
        let today = self.today();
        let gaps = self.matters.iter();
        let gaps = gaps.filter(|one| one.flag.list() == List::File && one.is_open(today));
        files_to_do(
            self.register.children(),
            gaps.filter_map(Matter::child),
            today,
        )
    }

    /// How far the walk through the files has come.
    pub(crate) fn confirming(&self) -> Confirming {
        let files = self.files_to_do();
        let left = files.iter().filter(|one| !one.is_of_today).count();
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
            tally: FileTally::of(&files),
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
