//! Who gets children back: the count of a period, and in words.

use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::rules::RuleBook;
use crate::domain::rules::book::LADDER_BACK;
use crate::domain::rules::ladder::back::{CameBack, Counted, came_back};
use crate::domain::{Attendance, ChildId, FollowUp, Moment, Visit, VisitId};
use crate::house::home::calendar_of;
use crate::i18n::{Lang, words};
use crate::t;
use chrono::{Datelike, NaiveDate, NaiveTime};
use std::collections::HashMap;

/// A period whose steps are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackPeriod {
    /// The term of today; in a holiday the year.
    Term,
    /// The calendar year up to today.
    Year,
}

/// How often children came back in a period.
#[derive(Debug, Clone)]
pub(crate) struct BackCount {
    /// First and last day of the steps.
    pub period: (NaiveDate, NaiveDate),
    /// Open days within which a child counts as returned.
    pub within: usize,
    /// A count for each kind of step.
    pub counts: Vec<CameBack>,
}

impl Desk {
    /// Counts after how many steps of a period a child came back.
    pub(crate) fn came_back(&self, from: NaiveDate, to: NaiveDate) -> Result<BackCount, Refusal> {
        let store = self.ask(Query::Known)?;
        let mut steps: Vec<FollowUp> = store.all()?;
        let visits: Vec<Visit> = store.all()?;
        let made: HashMap<VisitId, NaiveDate> =
            visits.iter().map(|one| (one.id, one.day)).collect();
        for step in &mut steps {
            if let Some(day) = step.visit.and_then(|visit| made.get(&visit)) {
                step.at = as_made(step.at, *day);
            }
        }
        steps.sort_by_key(|one| (one.at, one.id));
        let within = RuleBook::new(store.all()?).count(&LADDER_BACK);
        let calendar = calendar_of(store)?;
        let today = self.clock.today();
        let stays = self
            .ask(Query::Attendance)?
            .attendance_between(from, today)?;
        let mut came: HashMap<(ChildId, NaiveDate), Vec<Attendance>> = HashMap::new();
        for stay in stays.into_iter().filter(|one| one.mark.is_seen()) {
            came.entry((stay.child, stay.day)).or_default().push(stay);
        }
        // On the day of the step only who came after it.
        let is_back = |step: &FollowUp, day: NaiveDate| {
            let stays = came.get(&(step.child, day)).into_iter().flatten();
            let is_later = |stay: &Attendance| {
                day > step.at.date_naive() || stay.in_at.is_some_and(|at| at > step.at)
            };
            stays.into_iter().any(is_later)
        };
        let counted = Counted {
            period: (from, to),
            within,
            today,
            calendar: &calendar,
        };
        Ok(BackCount {
            period: (from, to),
            within,
            counts: came_back(steps.iter(), counted, is_back),
        })
    }

    /// The count of a usual period, in words.
    pub(crate) fn came_back_lines(
        &self,
        period: BackPeriod,
        lang: Lang,
    ) -> Result<Vec<String>, Refusal> {
        let today = self.clock.today();
        let year = NaiveDate::from_yo_opt(today.year(), 1).unwrap_or(today);
        let from = match period {
            BackPeriod::Year => year,
            BackPeriod::Term => {
                let calendar = calendar_of(self.ask(Query::Known)?)?;
                calendar.term(today).map_or(year, |term| term.from_day)
            }
        };
        Ok(self.came_back(from, today)?.lines(lang))
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

impl BackCount {
    /// A line for each kind of step, and what the figures mean.
    pub(crate) fn lines(&self, lang: Lang) -> Vec<String> {
        let (from, to) = self.period;
        let mut lines = vec![
            t!(
                lang,
                "back-period",
                from = from.to_string(),
                to = to.to_string(),
                days = self.within
            ),
            String::new(),
        ];
        if self.counts.iter().all(|one| one.steps == 0) {
            lines.push(t!(lang, "back-none"));
        } else {
            lines.extend(self.counts.iter().map(|one| said(one, lang)));
        }
        lines.push(String::new());
        lines.push(t!(lang, "back-few"));
        lines
    }
}

fn said(one: &CameBack, lang: Lang) -> String {
    let mut line = t!(
        lang,
        "back-line",
        step = words::choice(lang, "rung", one.rung),
        steps = one.steps,
        came = one.came
    );
    if let Some(percent) = one.percent() {
        line.push_str(&t!(lang, "back-share", percent = percent));
    }
    if one.waiting > 0 {
        line.push_str(&t!(lang, "back-waiting", count = one.waiting));
    }
    line
}
