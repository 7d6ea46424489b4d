//! The visit round: which one was printed, and what came of it.

use super::follow_up::{put_visit, whole};
use crate::desk::Desk;
use crate::desk::command::RoundBack;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::domain::follow_up::FollowStep;
use crate::domain::round::Round;
use crate::domain::{ChildId, FollowUp};
use crate::house::home::rounds_of;
use crate::store::{ActKind, SETTING_HAND_OVER, SETTING_ROUND, SETTING_ROUND_ENTERED, Setting};

/// Keeps the order of the rows beside that of the rounds before, so that they mean the same when the papers are back.
/// The entry says who printed children's data and when.
pub(crate) fn keep(desk: &mut Desk, children: Vec<ChildId>) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::PrintRound);
    let made = act.at;
    let round = Round {
        made,
        children,
        is_entered: false,
    };
    let (rounds, gone) = round.before(rounds_of(&desk.store)?);
    let gone = gone.filter(|one| !one.is_entered);
    let gone = gone.map(|one| (one.made.date_naive(), one.children.len()));
    let setting = Setting {
        name: SETTING_ROUND.to_owned(),
        value: Round::all_to_text(&rounds),
    };
    desk.step(&act, |writer| {
        writer.put(&setting)?;
        Ok(Outcome::RoundKept { gone })
    })
}

/// Keeps when a page for the supervisor was made, and about how many children. The entry says who handed on
/// children's data and when.
pub(crate) fn keep_hand_over(desk: &mut Desk, count: usize) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::HandOver);
    let setting = Setting {
        name: SETTING_HAND_OVER.to_owned(),
        value: format!("{} {count}", act.at.to_rfc3339()),
    };
    desk.step(&act, |writer| {
        writer.put(&setting)?;
        Ok(Outcome::Saved)
    })
}

/// Records all visits of a round and the steps about their matters, and that it was entered, or nothing.
pub(crate) fn record(desk: &mut Desk, back: RoundBack) -> Result<Done, Refusal> {
    if back.visits.is_empty() {
        return Err(Refusal::Missing {
            field: "child_seen",
        });
    }
    let now = desk.now();
    let mut rounds = rounds_of(&desk.store)?;
    for one in &mut rounds {
        one.is_entered |= one.is_same(&back.round);
    }
    let marks = Setting {
        name: SETTING_ROUND_ENTERED.to_owned(),
        value: Round::marks(&rounds),
    };
    let mut all = Vec::with_capacity(back.visits.len());
    for (visit, done) in back.visits {
        // Other steps have rules and rights of their own.
        let is_visit_of =
            |done: &FollowUp| done.step == FollowStep::Visited && done.child == visit.child;
        if !done.as_ref().is_none_or(is_visit_of) {
            return Err(Refusal::ReasonDoesNotFit);
        }
        let visit = whole(desk, visit)?;
        let done = done.map(|mut done| {
            done.id = desk.clock.new_id();
            done.at = now;
            done.actor = desk.actor;
            done.visit = Some(visit.id);
            done
        });
        all.push((visit, done));
    }
    let act = desk.act(ActKind::RecordVisit);
    let outcome = Outcome::RoundRecorded {
        count: all.len(),
        left: back.left,
    };
    desk.step(&act, |writer| {
        for (visit, done) in &all {
            put_visit(writer, visit)?;
            if let Some(done) = done {
                writer.put(done)?;
            }
        }
        writer.put(&marks)?;
        Ok(outcome)
    })
}
