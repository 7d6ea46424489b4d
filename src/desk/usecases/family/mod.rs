//! A family's right: its requests about the data of a child, with their days and answers (`domain.md` section 5).

pub(in crate::desk) mod outlived;

use super::put_about;
use crate::desk::Desk;
use crate::desk::outcome::Done;
use crate::desk::refusal::Refusal;
use crate::domain::family_request::{Answer, RequestKind};
use crate::domain::{ChildId, FamilyRequest, tidy};
use crate::store::{ActKind, StoreError};

/// Adds or replaces a request. An answer without a day was given today; one that is not "done" says why.
pub(crate) fn save_request(desk: &mut Desk, mut request: FamilyRequest) -> Result<Done, Refusal> {
    let today = desk.clock.today();
    let missing = |field| Err(Refusal::Missing { field });
    if tidy::is_blank(&request.asked_by) {
        return missing("asked_by");
    }
    if request.answer.is_some() {
        request.answered_on.get_or_insert(today);
    }
    if request.answered_on.is_some() && request.answer.is_none() {
        return missing("answer");
    }
    if matches!(request.answer, Some(Answer::Partly | Answer::Refused))
        && tidy::is_blank(&request.outcome)
    {
        return missing("outcome");
    }
    let days = [Some(request.asked_on), request.answered_on];
    if days.into_iter().flatten().any(|day| day > today) {
        return Err(Refusal::Future);
    }
    if request.answered_on.is_some_and(|on| on < request.asked_on) {
        return Err(Refusal::LastBeforeFirst);
    }
    if request.id.is_unset() {
        request.id = desk.clock.new_id();
    }
    put_about(desk, ActKind::FamilyRequest, &request, request.child)
}

/// After a child's data was erased: the requests that wait for just that are answered.
pub(super) fn answer_erased(desk: &mut Desk, child: ChildId) -> Result<(), Refusal> {
    let today = desk.clock.today();
    let held = desk.store.held(child)?;
    let waits = |one: &FamilyRequest| one.is_open() && one.kind == RequestKind::Erase;
    let answered = held.requests.into_iter().filter(waits);
    let answered: Vec<FamilyRequest> = answered
        .map(|one| FamilyRequest {
            answered_on: Some(today.max(one.asked_on)),
            answer: Some(Answer::Done),
            ..one
        })
        .collect();
    let act = desk.act(ActKind::FamilyRequest).about(child);
    desk.store.write(&act, |writer| {
        answered.iter().try_for_each(|one| writer.put(one))?;
        Ok::<(), StoreError>(())
    })?;
    Ok(())
}
