//! Who gets children back: the count of a period, and in words.

use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::calendar::period::Period;
use crate::domain::rules::ladder::back::{CameBack, came_back};
use crate::house::home::calendar_of;
use crate::house::period::Part;
use crate::i18n::{Lang, words};
use crate::t;
use chrono::{Datelike, NaiveDate};

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
        let period = Period::range(from, to);
        let today = self.clock.today();
        let parts = [Part::Care, Part::Stays];
        let facts = self.period_facts(&[Period::range(from, today.max(to))], &parts)?;
        Ok(BackCount {
            period: (from, to),
            within: facts.returns_within(),
            counts: came_back(&facts.returns(period)),
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
