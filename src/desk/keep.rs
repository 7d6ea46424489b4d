//! What a step must not end in silence: the matter of a child whom nobody has seen.
//!
//! Such a matter ends by a sighting, by the file, or by the word of a director. A step that changes what its rules
//! are read from (an excuse, a closed day, agreed days, an older sheet, a number of a rule) ends none: the same
//! transaction keeps the rules that held, as rows of [`FollowUp`]. So undoing the step takes back both.

use crate::clock::Clock;
use crate::domain::rules::{Holding, Unseen, unseen};
use crate::domain::{ChildId, FollowUp, Moment};
use crate::house::home::home_facts;
use crate::house::matters::RuleInput;
use crate::store::{Act, ActKind, Store, StoreError, Writer};
use std::collections::HashMap;

/// Whether a step of this kind can change what the rules on unseen children are read from, other than by a
/// sighting of today. Undoing takes a step back as if it had not been; redoing brings back what it had kept. A sign-in
/// of an earlier day, and one after closing, say so themselves.
pub(super) const fn may_end_a_matter(kind: ActKind) -> bool {
    match kind {
        ActKind::Absence
        | ActKind::Settle
        | ActKind::Correct
        | ActKind::EditChild
        | ActKind::ChangeStatus
        | ActKind::ImportRoster
        | ActKind::ImportAttendance
        | ActKind::EditHome
        | ActKind::EditCalendar
        | ActKind::RecordVisit
        | ActKind::FollowUp
        | ActKind::EditRules
        | ActKind::AgreeDays
        | ActKind::TakingPart
        | ActKind::MergeFiles => true,
        ActKind::SetUp
        | ActKind::OpenDay
        | ActKind::CloseDay
        | ActKind::SignIn
        | ActKind::SignOut
        | ActKind::AddChild
        | ActKind::ConfirmFile
        | ActKind::EditStaff
        | ActKind::Agreement
        | ActKind::FamilyRequest
        | ActKind::Helper
        | ActKind::HelperLeaves
        | ActKind::Pairing
        | ActKind::HelperContact
        | ActKind::SupportPlan
        | ActKind::Give
        | ActKind::Benefit
        | ActKind::Talk
        | ActKind::ParentNews
        | ActKind::Wish
        | ActKind::School
        | ActKind::ImportSupport
        | ActKind::BindCard
        | ActKind::UnbindCard
        | ActKind::Problem
        | ActKind::Incident
        | ActKind::PlanActivity
        | ActKind::MoveActivity
        | ActKind::CancelActivity
        | ActKind::HoldActivity
        | ActKind::ExplainWeek
        | ActKind::Exempt
        | ActKind::CopyPlan
        | ActKind::ImportActivities
        | ActKind::EditTopic
        | ActKind::Setting
        | ActKind::Clock
        | ActKind::Migrate
        | ActKind::Restore
        | ActKind::Erase
        | ActKind::DeleteOld
        | ActKind::Undo
        | ActKind::PrintRound
        | ActKind::HandOver
        | ActKind::Export
        | ActKind::Looked
        | ActKind::Redo => false,
    }
}

/// The children on the register with the rules that hold because nobody has seen them.
pub(super) fn matters(store: &Store, now: Moment) -> Result<HashMap<ChildId, Unseen>, StoreError> {
    let Some(home) = home_facts(store)? else {
        return Ok(HashMap::new());
    };
    let (roster, known) = (store.roster()?, store.known(now.date_naive())?);
    let input = RuleInput::new(&roster, &home, &known);
    Ok(unseen(&input.facts(now, known.is_closed)))
}

/// Keeps the rules that held `before` the step and would no longer, would hold since a later day or be weaker, though
/// the child was not seen since. If the step took a sighting back, the rows belong to the longer absence. Of a file that
/// went into another one, the rows belong to that. `store` shows the file as it is inside the step. Returns whether
/// anything was kept.
pub(super) fn keep(
    (store, writer): (&Store, &mut Writer<'_>),
    before: &HashMap<ChildId, Unseen>,
    (act, clock): (&Act, &Clock),
) -> Result<bool, StoreError> {
    if before.values().all(|one| one.rules.is_empty()) {
        return Ok(false);
    }
    let after = matters(store, act.at)?;
    let mut rows = Vec::new();
    for (child, was) in before {
        let into = act.subject.filter(|_| act.kind == ActKind::MergeFiles);
        let mut here = [Some(*child), into].into_iter().flatten();
        // Who is not there any more has left, by the file.
        let Some((child, is)) = here.find_map(|id| Some((id, after.get(&id)?))) else {
            continue;
        };
        if is.since > was.since {
            continue; // seen
        }
        let about = (child, is.since, act.at, act.actor);
        let lost = was
            .rules
            .iter()
            .filter(|one| !still_holds(**one, &is.rules));
        rows.extend(lost.map(|one| FollowUp::keeping(about, *one, clock.new_id())));
    }
    rows.sort_by_key(|row| (row.child, row.until));
    rows.iter().try_for_each(|row| writer.put(row))?;
    Ok(!rows.is_empty())
}

fn still_holds(held: Holding, rules: &[Holding]) -> bool {
    // What is red from that day on need not be amber too.
    let is_as_strong = |one: &Holding| one.rule == held.rule && one.level <= held.level;
    rules
        .iter()
        .any(|one| is_as_strong(one) && one.since <= held.since)
}
