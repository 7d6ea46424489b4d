//! Undo and redo of the last step.

use crate::desk::Desk;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::desk::rights::{Locks, Right};
use crate::desk::step_about::StepAbout;
use crate::domain::activity::{Activity, Series};
use crate::domain::support::given::{Donation, Given};
use crate::domain::support::helper::Helper;
use crate::domain::support::pairing::Pairing;
use crate::domain::support::wish::Wish;
use crate::domain::{ChildId, Staff};
use crate::store::{Act, ActKind, Change, Entry, Record, StoreError};
use std::collections::BTreeSet;

/// Undoes the last step; refused if it is not the one that was `named`.
pub(crate) fn undo(desk: &mut Desk, named: Option<i64>) -> Result<Done, Refusal> {
    let step = step_to_undo(desk, named)?.ok_or(Refusal::NothingToUndo)?;
    let act = Act {
        subject: step.act.subject,
        ..desk.act(ActKind::Undo)
    };
    let about = step_about(desk, &step)?;
    let written = desk.store.revert_entry(step.seq, &act)?;
    after_reverting(desk, step.seq)?;
    Ok(Done {
        seq: written.seq,
        outcome: Outcome::Undone(about),
        has_kept: false,
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
    after_reverting(desk, undone.seq)?;
    // Afterwards, so that an activity or a child that comes back is there to be named.
    let about = step_about(desk, &step.unwrap_or(undone))?;
    Ok(Done {
        seq: written.seq,
        outcome: Outcome::Redone(about),
        has_kept: false,
    })
}

/// Does what the commands do beside their rows: a step of before the locks brings notes back as they were then, and
/// the key file follows a change of staff.
fn after_reverting(desk: &mut Desk, seq: i64) -> Result<(), Refusal> {
    desk.seal_plain_notes_now();
    let changes = desk.store.changes(seq)?;
    let staff = changes
        .iter()
        .filter(|change| change.kind == Staff::TABLE.name);
    for one in staff.filter_map(|change| change.key.parse().ok()) {
        desk.follow_staff(one)?;
    }
    Ok(())
}

/// The step that an undo would revert. Refused if it is not the one that was `named`, whatever it is, or if it
/// is one that stays done.
pub(crate) fn step_to_undo(desk: &Desk, named: Option<i64>) -> Result<Option<Entry>, Refusal> {
    let step = desk.store.last_step()?;
    if let (Some(named), Some(step)) = (named, &step)
        && named != step.seq
    {
        return Err(Refusal::StepSince);
    }
    if let Some(step) = &step {
        check_own(desk, step)?;
    }
    match step.as_ref().map(|step| step.act.kind) {
        Some(kind @ (ActKind::Erase | ActKind::DeleteOld | ActKind::Restore)) => {
            Err(Refusal::StaysDone { kind })
        }
        // The file would hold no home.
        Some(ActKind::SetUp) => Ok(None),
        _ => Ok(step),
    }
}

/// Refuses a step of another one. Where people prove who they are, whoever does not decide for the home takes back own
/// steps only; the right that the step itself needs is checked besides.
fn check_own(desk: &Desk, step: &Entry) -> Result<(), Refusal> {
    let is_own = step.act.actor == desk.actor;
    if desk.locks == Locks::None || is_own || desk.check_right(Right::Direct).is_ok() {
        return Ok(());
    }
    let staff = desk.store.staff()?;
    let by = staff.into_iter().find(|one| Some(one.id) == step.act.actor);
    // What it was is not said: the kind of step alone tells of a family what the door need not know.
    Err(Refusal::StepOfOther {
        name: by.map(|one| one.name).unwrap_or_default(),
    })
}

/// The step that a redo would do again: the one that the last undo reverted. Refused to whoever did not undo it and
/// may not do so for others.
pub(crate) fn step_to_redo(desk: &Desk) -> Result<Option<Entry>, Refusal> {
    let undone = desk.store.last_undone()?;
    if let Some(undone) = &undone {
        check_own(desk, undone)?;
    }
    match undone.and_then(|undone| undone.act.undoes) {
        Some(seq) => Ok(desk.store.entries_before(seq + 1, 1)?.pop()),
        None => Ok(None),
    }
}

/// What a step is about, for the question before an undo and the message after it.
pub(crate) fn step_about(desk: &Desk, step: &Entry) -> Result<StepAbout, StoreError> {
    let kind = step.act.kind;
    let takes_many = matches!(
        kind,
        ActKind::ImportRoster
            | ActKind::ImportAttendance
            | ActKind::ImportActivities
            | ActKind::CopyPlan
            | ActKind::ImportSupport
    );
    if takes_many {
        return Ok(StepAbout::new(kind, None, Vec::new()));
    }
    let changes = desk.store.changes(step.seq)?;
    // A step may note a preference or a household beside what it is about.
    let is_beside = |change: &&Change| matches!(change.kind.as_str(), "setting" | "household");
    let main = changes
        .iter()
        .find(|one| !is_beside(one))
        .or_else(|| changes.first());
    let mut parts = vec![desk.name_of(step.act.subject)];
    if let Some(main) = main {
        parts.extend(desk.parts(main)?);
        let same = changes.iter().filter(|one| one.kind == main.kind);
        parts.push(days(same));
    }
    parts.retain(|part| !part.is_empty());
    Ok(StepAbout::new(kind, main, parts))
}

/// The day of rows that belong to a day; the first and the last of several.
fn days<'c>(changes: impl Iterator<Item = &'c Change>) -> String {
    let day = |change: &Change| match change.kind.as_str() {
        "closed_day" | "extra_day" | "opening" | "week_reason" | "attendance" => {
            change.key.split('/').next().map(str::to_owned)
        }
        "series_exception" => change.key.split('/').nth(1).map(str::to_owned),
        "activity" | "visit" => Some(field(change, "day")),
        _ => None,
    };
    let days: BTreeSet<String> = changes
        .filter_map(day)
        .filter(|day| !day.is_empty())
        .collect();
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
        (Some(day), _) => day.clone(),
        _ => String::new(),
    }
}

/// A field of a changed row as the step left it, or as it was before it was removed.
fn field(change: &Change, name: &str) -> String {
    let sides = [&change.after, &change.before];
    let texts = sides.into_iter().flatten().map(|fields| fields.text(name));
    texts
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

impl Desk {
    /// What names the row of a change beside its child and its day.
    fn parts(&self, change: &Change) -> Result<Option<String>, StoreError> {
        let (key, own) = (change.key.as_str(), |name| field(change, name));
        let (first, second) = key.split_once('/').unwrap_or((key, ""));
        Ok(match change.kind.as_str() {
            "activity" => Some(self.named::<Activity>(first, "title", own("title"))?),
            "series" => Some(self.named::<Series>(first, "title", own("title"))?),
            "series_exception" => Some(self.named::<Series>(first, "title", String::new())?),
            "taking_part" => Some(self.named::<Activity>(first, "title", String::new())?),
            "staff" => Some(self.named::<Staff>(first, "name", own("name"))?),
            "helper" => Some(self.named::<Helper>(first, "name", own("name"))?),
            "pairing" => {
                let helper = self.named::<Pairing>(first, "helper", own("helper"))?;
                Some(self.named::<Helper>(&helper, "name", String::new())?)
            }
            "donation" => Some(self.named::<Donation>(first, "what", own("what"))?),
            "given" => {
                let donation = self.named::<Given>(first, "donation", own("donation"))?;
                Some(self.named::<Donation>(&donation, "what", String::new())?)
            }
            "wish" => Some(self.named::<Wish>(first, "words", own("words"))?),
            "term" | "contact" | "home_benefit" => Some(own("name")),
            "exempt" => Some(second.to_owned()),
            "topic" | "rule_number" | "card" => Some(first.to_owned()),
            _ => None,
        })
    }

    /// A field of the row with this key: from the change if it is in it, else from the file.
    fn named<R: Record>(&self, key: &str, name: &str, own: String) -> Result<String, StoreError> {
        if !own.is_empty() {
            return Ok(own);
        }
        let rows = self.store.all::<R>()?;
        let row = rows
            .iter()
            .find(|row| row.text("id").as_deref() == Some(key));
        Ok(row.and_then(|row| row.text(name)).unwrap_or_default())
    }

    /// The name of the child of a step; empty without a child or a file.
    fn name_of(&self, subject: Option<ChildId>) -> String {
        let file = subject.and_then(|id| self.store.child(id).ok());
        file.map(|child| child.name).unwrap_or_default()
    }
}
