//! The pages of F7, and a question to one.

use crate::domain::ChildId;
use crate::domain::calendar::Calendar;
use crate::domain::calendar::period::Period;
use crate::domain::codes::coded;
use crate::house::period::Part;
use crate::reports::slots::{Beside, other_period, slots};

coded! {
    /// A page of F7.
    pub Page {
        /// How many came.
        HowMany = "how-many",
    }
}

impl Page {
    /// What the page reads.
    pub const fn parts(self) -> &'static [Part] {
        match self {
            Self::HowMany => &[Part::Beside],
        }
    }
}

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
    pub fn periods(&self, calendar: &Calendar) -> Vec<Period> {
        let mut periods = vec![self.period];
        periods.extend(other_period(self.period, self.beside, calendar));
        // A row may be paired with days beside the other period: a week that begins before it.
        let rows = slots(self.period, self.beside, calendar);
        periods.extend(rows.into_iter().filter_map(|row| row.beside));
        periods
    }
}
