//! Use cases: each checks a command and writes one journal entry.

pub(super) mod activities;
pub(super) mod agree;
pub(super) mod care;
pub(super) mod confirm;
pub(super) mod door;
pub(super) mod export;
pub(super) mod family;
pub(super) mod follow_up;
pub(super) mod headings;
pub(super) mod home;
pub(super) mod layouts;
pub(super) mod looks;
pub(super) mod merge;
pub(super) mod register;
pub(super) mod round;
pub(super) mod sign_in;
pub(super) mod support;
pub(super) mod undo;

use crate::desk::Desk;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::domain::tidy;
use crate::domain::{Child, ChildId};
use crate::store::{ActKind, Record, Writer};

/// Refuses an empty reason.
fn with_reason(reason: &str) -> Result<(), Refusal> {
    if tidy::is_blank(reason) {
        Err(Refusal::Missing { field: "reason" })
    } else {
        Ok(())
    }
}

/// The name of a child that stands in one of these texts, but for one whom the step is about: what is written about a child
/// is erased with it only where it stands in an entry of its own.
fn child_named_in<'t>(
    files: &[Child],
    texts: &(impl Iterator<Item = &'t str> + Clone),
    about: Option<ChildId>,
) -> Option<String> {
    let is_named = |child: &&Child| {
        let is_in = |text: &str| text.contains(&child.name);
        Some(child.id) != about && !child.name.is_empty() && texts.clone().any(is_in)
    };
    files.iter().find(is_named).map(|child| child.name.clone())
}

/// The file of a child as it is inside a step.
fn file_of(writer: &Writer<'_>, child: ChildId) -> Result<Child, Refusal> {
    let file = writer.get(&child.to_string())?;
    file.ok_or_else(|| Refusal::UnknownChild {
        asked: child.to_string(),
    })
}

/// Writes one record of a child in a step of its own.
fn put_about<R: Record>(
    desk: &mut Desk,
    kind: ActKind,
    record: &R,
    child: ChildId,
) -> Result<Done, Refusal> {
    put_because(desk, kind, String::new(), (record, child))
}

/// The same with a reason.
fn put_because<R: Record>(
    desk: &mut Desk,
    kind: ActKind,
    reason: String,
    (record, child): (&R, ChildId),
) -> Result<Done, Refusal> {
    let act = desk.act(kind).about(child).because(reason);
    desk.step(&act, |writer| {
        let name = file_of(writer, child)?.name;
        writer.put(record)?;
        Ok(Outcome::SavedChild { child, name })
    })
}
