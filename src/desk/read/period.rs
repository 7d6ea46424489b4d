//! The facts of a period, for reports; by a thread too, with a connection of its own.

use super::past_matters::ReadAside;
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::calendar::period::Period;
use crate::house::period::{Part, PeriodFacts};

impl Desk {
    /// Reads the facts of these periods.
    pub fn period_facts(&self, periods: &[Period], parts: &[Part]) -> Result<PeriodFacts, Refusal> {
        self.check_right(Query::Known.needs())?;
        let store = self.ask(Query::Attendance)?;
        let facts = PeriodFacts::read(store, self.now(), periods, parts)?;
        facts.ok_or(Refusal::NoHome)
    }
}

impl ReadAside {
    /// [`Desk::period_facts`] in a thread.
    pub(crate) fn period_facts(
        self,
        periods: &[Period],
        parts: &[Part],
    ) -> Result<PeriodFacts, Refusal> {
        self.desk()?.period_facts(periods, parts)
    }
}
