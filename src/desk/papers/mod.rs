//! Papers for others: the calendar file, the plan for the wall, the pages for an inspection.

mod pages;

use super::Desk;
use super::refusal::Refusal;
use crate::domain::activity::coverage::Season;
use crate::exchange::ics::DateRange;
use crate::exchange::whole;
use crate::i18n::Lang;
use crate::store::StoreError;
use chrono::{Datelike, Months, NaiveDate};
use std::path::PathBuf;

/// Name of the folder for papers, beside the home's file.
const FOLDER: &str = "papers";
/// Months of a quarter.
const QUARTER: u32 = 3;

/// A kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// The plan for phones and desktop calendars (.ics).
    Calendar,
    /// The plan of a month to hang on the wall.
    Poster,
    /// All activities with plan, record and children, for an inspection.
    Evidence,
}

impl Paper {
    /// Stable code, used in message keys and file names.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Poster => "poster",
            Self::Evidence => "evidence",
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Calendar => "ics",
            Self::Poster | Self::Evidence => "html",
        }
    }

    /// The default period.
    pub(crate) fn period(
        self,
        shown: NaiveDate,
        today: NaiveDate,
    ) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let month = shown.with_day(1);
        match self {
            Self::Calendar => (Some(today), None),
            Self::Poster => {
                let last = month.and_then(|first| first.checked_add_months(Months::new(1)));
                (month, last.and_then(|next| next.pred_opt()))
            }
            Self::Evidence => {
                let into = today.month0() % QUARTER;
                let first = today.with_day(1);
                let first = first.and_then(|day| day.checked_sub_months(Months::new(into)));
                (first, Some(today))
            }
        }
    }
}

/// A request for a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// Kind of paper.
    pub paper: Paper,
    /// First day; `None` for the beginning of the plan.
    pub from: Option<NaiveDate>,
    /// Last day; `None` for its end.
    pub to: Option<NaiveDate>,
    /// Language of the paper.
    pub lang: Lang,
}

impl Desk {
    /// Writes a paper beside the data, named by its period. Returns the path.
    pub(crate) fn write_paper(&self, order: &Order) -> Result<PathBuf, Refusal> {
        let folder = self.folder().join(FOLDER);
        let text = |day: Option<NaiveDate>| day.map(|day| format!("-{day}")).unwrap_or_default();
        let (code, ending) = (order.paper.code(), order.paper.ending());
        let name = format!("{code}{}{}.{ending}", text(order.from), text(order.to));
        let file = folder.join(name);
        let failed = |source| StoreError::File {
            doing: "writing a paper",
            source,
        };
        let content = self.paper(order)?;
        std::fs::create_dir_all(&folder).map_err(failed)?;
        whole::write(&file, &content).map_err(failed)?;
        Ok(file)
    }

    /// The text of a paper.
    pub(crate) fn paper(&self, order: &Order) -> Result<String, Refusal> {
        let today = self.clock.today();
        let period = Season {
            from: order.from.unwrap_or(today),
            to: order.to.unwrap_or(today),
        };
        match order.paper {
            Paper::Calendar => {
                let (from, to) = (order.from, order.to);
                self.calendar_file(DateRange { from, to }, order.lang)
            }
            Paper::Poster => self.poster(period, order.lang),
            Paper::Evidence => self.evidence(period, order.lang),
        }
    }
}
