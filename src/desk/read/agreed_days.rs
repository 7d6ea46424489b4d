//! Which days the habits of the children propose.

use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::agreed_days::{Proposal, Sheets, proposals};
use crate::house::home::home_facts;

impl Desk {
    /// The habits of all children of the home that differ from their agreed days.
    pub(crate) fn day_proposals(&self) -> Result<Vec<Proposal>, Refusal> {
        let store = self.ask(Query::Known)?;
        let Some(home) = home_facts(store)? else {
            return Ok(Vec::new());
        };
        let known = store.known(self.clock.today())?;
        let sheets = Sheets {
            days: &known.days,
            taken: &known.taken,
            calendar: &home.calendar,
        };
        Ok(proposals(&store.roster()?.children, sheets))
    }
}
