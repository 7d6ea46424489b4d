//! What the columns of this home's lists mean: said once by a person, and remembered.

use super::child_named_in;
use super::home::set;
use crate::desk::Desk;
use crate::desk::outcome::Done;
use crate::desk::refusal::Refusal;
use crate::domain::tidy;
use crate::exchange::own_headings::{OwnHeadings, SaidColumn};
use crate::store::SETTING_HEADINGS;

/// Remembers what columns mean.
pub(crate) fn name(desk: &mut Desk, said: &[SaidColumn]) -> Result<Done, Refusal> {
    let own = desk.with_columns(said)?;
    set(desk, SETTING_HEADINGS.to_owned(), own.to_text())
}

impl Desk {
    /// What headings mean in this home once this was said. A heading that names a child is none: the row is a child's, and it
    /// would be lost with the headings.
    pub(crate) fn with_columns(&self, said: &[SaidColumn]) -> Result<OwnHeadings, Refusal> {
        let mut own = self.own_headings()?;
        let children = self.store.all()?;
        for one in said {
            let heading = tidy::compact(&one.heading);
            let named = child_named_in(&children, &[heading.as_str()].into_iter(), None);
            if let Some(name) = named {
                return Err(Refusal::NameInHeading { name });
            }
            if !own.say(one) {
                let heading = one.heading.clone();
                return Err(Refusal::ColumnCannotBe { heading });
            }
        }
        Ok(own)
    }
}
