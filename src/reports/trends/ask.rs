//! The pages of F7, and a question to one.

use crate::domain::ChildId;
use crate::domain::calendar::Calendar;
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::codes::coded;
use crate::house::period::Part;
use crate::reports::slots::{Beside, grain_of_rows, other_period, slots};
use chrono::{Days, NaiveDate};

coded! {
    /// A page of F7.
    pub Page {
        /// How many came.
        HowMany = "how-many",
        /// At what time they come.
        When = "when",
        /// Which children, by age, class, school, category and hamlet.
        Who = "who",
        /// Who is new, stays, comes back or stops.
        Stay = "stay",
        /// Visits and calls, done against due.
        Visits = "visits",
        /// Activities and their topics.
        Activities = "activities",
        /// After which calls and visits children came back.
        CameBack = "came-back",
        /// One child, day by day.
        OneChild = "one-child",
        /// What was handed in, and what is different by now.
        HandedIn = "handed-in",
    }
}

impl Page {
    /// What the page reads.
    pub const fn parts(self) -> &'static [Part] {
        match self {
            Self::HowMany | Self::Stay => &[Part::Beside],
            Self::When => &[Part::Stays],
            Self::Who | Self::OneChild | Self::HandedIn => &[],
            Self::Visits => &[Part::Care],
            Self::Activities => &[Part::Programme],
            Self::CameBack => &[Part::Care, Part::Stays],
        }
    }
}

impl Page {
    /// Whether the page compares its period with another one.
    pub(crate) const fn has_beside(self) -> bool {
        // What was handed in is compared with what stands now.
        !matches!(self, Self::HandedIn)
    }

    /// The length of the rows into which the page divides its period.
    pub(crate) fn grain_of_rows(self, period: Period) -> Grain {
        match (self, grain_of_rows(period)) {
            // On one day hardly anybody is new.
            (Self::Stay, Grain::Range) => Grain::Week,
            // Visits are due once a month.
            (Self::Visits, _) => Grain::Month,
            (_, grain) => grain,
        }
    }
}

/// Days after a period in which the open days lie that a child is given to come back, also over a summer.
const RETURN_WITHIN: u64 = 120;

/// A question to a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// The page.
    pub page: Page,
    /// The period.
    pub period: Period,
    /// With what it is compared.
    pub beside: Beside,
    /// The child of a page about one.
    pub child: Option<ChildId>,
}

impl Ask {
    /// The periods that have to be read for the answer; the first is the one that is asked for.
    pub fn periods(&self, calendar: &Calendar, today: NaiveDate) -> Vec<Period> {
        let mut periods = vec![self.period];
        if self.page.has_beside() {
            periods.extend(other_period(self.period, self.beside, calendar));
        }
        if self.page == Page::CameBack {
            // Who came back is seen after the period, within a few open days.
            let after = periods.iter().map(|period| {
                let last = period.to.checked_add_days(Days::new(RETURN_WITHIN));
                let last = last.unwrap_or(period.to).min(today);
                Period::range(period.from, last.max(period.from))
            });
            let after: Vec<Period> = after.collect();
            periods.extend(after);
        }
        if matches!(self.page, Page::HowMany | Page::Stay | Page::Visits) {
            // A row may be paired with days beside the other period: a week that begins before it.
            let grain = self.page.grain_of_rows(self.period);
            let rows = slots(self.period, grain, self.beside, calendar);
            periods.extend(rows.into_iter().filter_map(|row| row.beside));
        }
        periods
    }
}
