//! The facts of a period, for reports: as the file says them now, or as it did at an earlier moment.

use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::calendar::period::Period;
use crate::domain::{Moment, OwnLayout};
use crate::house::period::{Part, PeriodFacts};
use crate::store::SETTING_LAYOUTS;

impl Desk {
    /// Reads the facts of these periods.
    pub fn period_facts(&self, periods: &[Period], parts: &[Part]) -> Result<PeriodFacts, Refusal> {
        self.check_right(Query::Known.needs())?;
        let store = self.ask(Query::Attendance)?;
        let facts = PeriodFacts::read(store, self.now(), periods, parts)?;
        facts.ok_or(Refusal::NoHome)
    }

    /// The home's own layouts of reports. What cannot be read is not shown as none, and not written over.
    pub(crate) fn layouts(&self) -> Result<Vec<OwnLayout>, Refusal> {
        let kept = self.ask(Query::Home)?.setting(SETTING_LAYOUTS)?;
        OwnLayout::all_from_text(&kept.unwrap_or_default()).ok_or(Refusal::LayoutsUnreadable)
    }

    /// Reads the facts of these periods as the file said them at an earlier moment, after the step of this number.
    pub(crate) fn period_facts_then(
        &self,
        periods: &[Period],
        parts: &[Part],
        (moment, step): (Moment, i64),
    ) -> Result<PeriodFacts, Refusal> {
        self.check_right(Query::Known.needs())?;
        let store = self.ask(Query::Attendance)?.as_of_step(step)?;
        let facts = PeriodFacts::read(&store, moment, periods, parts)?;
        facts.ok_or(Refusal::NoHome)
    }
}
