//! Undo and redo of the last step.

use crate::desk::Desk;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::domain::ChildId;
use crate::store::{Act, ActKind, Entry};

pub(crate) fn undo(desk: &mut Desk) -> Result<Done, Refusal> {
    let step = step_to_undo(desk)?.ok_or(Refusal::NothingToUndo)?;
    let act = Act {
        subject: step.act.subject,
        ..desk.act(ActKind::Undo)
    };
    let written = desk.store.revert_entry(step.seq, &act)?;
    Ok(Done {
        seq: written.seq,
        outcome: Outcome::Undone {
            kind: step.act.kind,
            name: desk.name_of(step.act.subject),
        },
    })
}

pub(crate) fn redo(desk: &mut Desk) -> Result<Done, Refusal> {
    let undone = desk.store.last_undone()?.ok_or(Refusal::NothingToRedo)?;
    let act = Act {
        subject: undone.act.subject,
        ..desk.act(ActKind::Redo)
    };
    let step = step_to_redo(desk)?;
    let written = desk.store.revert_entry(undone.seq, &act)?;
    let kind = step.map_or(ActKind::Redo, |step| step.act.kind);
    Ok(Done {
        seq: written.seq,
        outcome: Outcome::Redone {
            kind,
            name: desk.name_of(undone.act.subject),
        },
    })
}

/// The step that an undo would revert. Refused if it is one that stays done.
pub(crate) fn step_to_undo(desk: &Desk) -> Result<Option<Entry>, Refusal> {
    let step = desk.store.last_step()?;
    match step.as_ref().map(|step| step.act.kind) {
        Some(kind @ (ActKind::Erase | ActKind::Restore)) => Err(Refusal::StaysDone { kind }),
        // The file would hold no home.
        Some(ActKind::SetUp) => Ok(None),
        _ => Ok(step),
    }
}

/// The step that a redo would do again: the one that the last undo reverted.
pub(crate) fn step_to_redo(desk: &Desk) -> Result<Option<Entry>, Refusal> {
    let reverted = desk
        .store
        .last_undone()?
        .and_then(|undone| undone.act.undoes);
    match reverted {
        Some(seq) => Ok(desk.store.entries_before(seq + 1, 1)?.pop()),
        None => Ok(None),
    }
}

impl Desk {
    /// The name of the child of a step; empty without a child or a file.
    fn name_of(&self, subject: Option<ChildId>) -> String {
        let file = subject.and_then(|id| self.store.child(id).ok());
        file.map(|child| child.name).unwrap_or_default()
    }
}
