//! What the columns of this home's lists mean: said once by a person, and remembered.

use super::child_named_in;
use super::home::set;
use crate::desk::Desk;
use crate::desk::outcome::Done;
use crate::desk::refusal::Refusal;
use crate::exchange::own_headings::SaidColumn;
use crate::store::SETTING_HEADINGS;

/// Remembers what a column means. A heading that names a child is none: the row is a child's, and it would be lost with
/// the headings.
pub(crate) fn name(desk: &mut Desk, said: &SaidColumn) -> Result<Done, Refusal> {
    let mut own = desk.own_headings()?;
    let heading = said.heading.as_str();
    let named = child_named_in(&desk.store.all()?, &[heading].into_iter(), None);
    if let Some(name) = named {
        return Err(Refusal::NameInHeading { name });
    }
    if !own.say(said.kind, heading, &said.code) {
        let heading = heading.to_owned();
        return Err(Refusal::ColumnCannotBe { heading });
    }
    set(desk, SETTING_HEADINGS.to_owned(), own.to_text())
}
