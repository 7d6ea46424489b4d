//! Which days the habits of the children propose.

use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::agreed_days::{Proposal, Sheets, proposals};
use crate::house::agreed::without_missing;
use crate::house::home::home_facts;
use crate::house::matters::RuleInput;

impl Desk {
    /// The habits of all children of the home that differ from their agreed days, without those of children whom nobody
    /// has seen, and these.
    pub(crate) fn day_proposals(&self) -> Result<(Vec<Proposal>, Vec<Proposal>), Refusal> {
        let store = self.ask(Query::Known)?;
        let Some(home) = home_facts(store)? else {
            return Ok(Default::default());
        };
        let known = store.known(self.clock.today())?;
        let sheets = Sheets {
            days: &known.days,
            taken: &known.taken,
            calendar: &home.calendar,
        };
        let roster = store.roster()?;
        let input = RuleInput::new(&roster, &home, &known);
        let proposals = proposals(&roster.children, sheets);
        Ok(without_missing(
            proposals,
            &input.facts(self.now(), known.is_closed),
        ))
    }
}
