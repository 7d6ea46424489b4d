//! The home's own layouts of reports: saved and removed by name, within one turn.

use super::child_named_in;
use super::home::set;
use crate::desk::Desk;
use crate::desk::outcome::Done;
use crate::desk::refusal::Refusal;
use crate::domain::{OwnLayout, tidy};
use crate::store::SETTING_LAYOUTS;

/// Saves a layout; one of the same name is replaced. No child is named in it: it is erased with no file.
pub(crate) fn save(desk: &mut Desk, layout: OwnLayout) -> Result<Done, Refusal> {
    if tidy::is_blank(&layout.name) {
        return Err(Refusal::Missing { field: "name" });
    }
    if layout.fields.is_empty() {
        return Err(Refusal::Missing { field: "fields" });
    }
    let name = OwnLayout::name_of(&layout.name);
    let layout = OwnLayout { name, ..layout };
    let mut layouts = desk.layouts()?;
    let named = {
        let texts = [layout.name.as_str(), layout.for_whom.as_str()].into_iter();
        child_named_in(&desk.store.all()?, &texts, None)
    };
    if let Some(name) = named {
        return Err(Refusal::NameInReason { name });
    }
    match layouts.iter_mut().find(|one| one.name == layout.name) {
        Some(known) => *known = layout,
        None => layouts.push(layout),
    }
    keep(desk, &layouts)
}

/// Removes the layout of this name.
pub(crate) fn remove(desk: &mut Desk, name: &str) -> Result<Done, Refusal> {
    let mut layouts = desk.layouts()?;
    let before = layouts.len();
    layouts.retain(|one| one.name != name);
    if layouts.len() == before {
        let name = name.to_owned();
        return Err(Refusal::UnknownLayout { name });
    }
    keep(desk, &layouts)
}

fn keep(desk: &mut Desk, layouts: &[OwnLayout]) -> Result<Done, Refusal> {
    let value = if layouts.is_empty() {
        String::new()
    } else {
        OwnLayout::all_to_text(layouts)
    };
    set(desk, SETTING_LAYOUTS.to_owned(), value)
}
