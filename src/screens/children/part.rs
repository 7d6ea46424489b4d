//! Parts of a file that are edited from another screen.

use super::state::{ChildForm, ChildrenTurn, State};
use crate::domain::ChildId;
use crate::house::House;
use crate::screens::effect::{Effect, Env, FilePart, Turn};

/// Opens the form of a part of a file.
pub(crate) fn ask_part(
    house: &House,
    state: &mut State,
    env: Env,
    (child, part): (ChildId, FilePart),
) -> Vec<Effect<ChildForm>> {
    Turn::effects(
        house,
        state,
        env,
        |turn: &mut ChildrenTurn<'_>| match part {
            FilePart::Fields(field) => turn.ask_child(child, field),
            FilePart::Status => turn.ask_status(child),
            FilePart::Review => turn.ask_review(child),
            FilePart::Contacts => match turn.house.register.contacts(child) {
                // There is nothing to choose.
                [only] => turn.ask_contact(child, Some(only.id)),
                [] => turn.ask_contact(child, None),
                _ => turn.ask_contacts(child),
            },
        },
    )
}
