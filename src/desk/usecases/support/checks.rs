//! What the steps about help check alike.

use crate::desk::Desk;
use crate::desk::refusal::{HelpRefusal, Refusal};
use crate::desk::usecases::child_named_in;
use crate::domain::{ChildId, Status, tidy};
use crate::store::{Record, StoreError};
use chrono::NaiveDate;

/// Refuses an empty text.
pub(super) fn filled(field: &'static str, text: &str) -> Result<(), Refusal> {
    if tidy::is_blank(text) {
        return Err(Refusal::Missing { field });
    }
    Ok(())
}

/// Refuses days that have not come yet.
pub(super) fn not_later(
    desk: &Desk,
    days: impl IntoIterator<Item = Option<NaiveDate>>,
) -> Result<(), Refusal> {
    let today = desk.clock.today();
    if days.into_iter().flatten().any(|day| day > today) {
        return Err(Refusal::Future);
    }
    Ok(())
}

/// Refuses a last day before the first; `field` is that of the last.
pub(super) fn in_order(
    first: Option<NaiveDate>,
    (field, last): (&'static str, Option<NaiveDate>),
) -> Result<(), Refusal> {
    match (first, last) {
        (Some(first), Some(last)) if last < first => {
            Err(Refusal::Help(HelpRefusal::BeforeFirst { field, first }))
        }
        _ => Ok(()),
    }
}

/// Refuses to name a child in a record that is of no child: it could not be erased with the child.
pub(super) fn names_no_child<'t>(
    desk: &Desk,
    texts: &(impl Iterator<Item = &'t str> + Clone),
) -> Result<(), Refusal> {
    match child_named_in(&desk.store.all()?, texts, None) {
        Some(name) => Err(Refusal::Help(HelpRefusal::NamesAChild { name })),
        None => Ok(()),
    }
}

/// Refuses to pair a child who is not enrolled.
pub(super) fn is_enrolled(desk: &Desk, child: ChildId) -> Result<(), Refusal> {
    let file = desk.store.child(child)?;
    if file.status == Status::Enrolled {
        return Ok(());
    }
    Err(Refusal::Help(HelpRefusal::NotEnrolled { name: file.name }))
}

/// A record that is stored.
pub(super) fn stored<R: Record>(desk: &Desk, id: &str) -> Result<R, Refusal> {
    let found = desk.store.record(id)?;
    found.ok_or_else(|| {
        Refusal::Store(StoreError::NotFound {
            kind: R::TABLE.name,
            key: id.to_owned(),
        })
    })
}
