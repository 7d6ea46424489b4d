//! The ladder: what was done about a flag, and who has to act next by when.
//!
//! A follow-up belongs to a flag if child and cause are the same and it was done on or after the
//! day since which the flag holds. It stays valid when a worse rule of the same cause takes over.
//! After a new sighting it no longer applies, because a new flag starts later.

use super::book::{
    LADDER_BACK, LADDER_CALL, LADDER_DIRECTOR, LADDER_SECOND, LADDER_TOWNSHIP, LADDER_VISIT, Number,
};
use super::facts::Facts;
use super::flag::{Flag, Subject};
use super::reason::{Reason, VisitReason};
use super::rule_id::RuleId;
use crate::domain::codes::coded;
use crate::domain::follow_up::{CloseReason, FollowStep};
use crate::domain::visit::CallResult;
use crate::domain::{ChildId, FollowUp};
use chrono::{NaiveDate, TimeDelta};

coded! {
    /// Steps of the ladder, lowest first.
    pub Rung {
        /// Call the caregiver.
        Call = "call",
        /// Call a second contact.
        SecondContact = "second-contact",
        /// Visit the child.
        Visit = "visit",
        /// The director decides.
        Director = "director",
        /// Inform the township.
        Township = "township",
    }
}

impl Rung {
    /// The threshold with the number of days until the step is due.
    fn delay(self) -> &'static Number {
        match self {
            Self::Call => &LADDER_CALL,
            Self::SecondContact => &LADDER_SECOND,
            Self::Visit => &LADDER_VISIT,
            Self::Director => &LADDER_DIRECTOR,
            Self::Township => &LADDER_TOWNSHIP,
        }
    }
}

/// The matter that several rules share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The child has not been seen.
    NotSeen,
    /// A visit is due.
    Visit,
    /// The child is alone.
    Alone,
    /// Care and agreement.
    Care,
    /// A matter of one rule only.
    Own(RuleId),
}

impl RuleId {
    /// The cause that the rule belongs to.
    pub(crate) fn cause(self) -> Cause {
        match self {
            Self::S1 | Self::S2 | Self::S3 | Self::S4 | Self::S5 | Self::S6 => Cause::NotSeen,
            Self::V1 | Self::V2 | Self::V3 | Self::V4 | Self::V6 => Cause::Visit,
            Self::L1 | Self::L2 => Cause::Alone,
            Self::L3 | Self::L5 => Cause::Care,
            Self::V5
            | Self::A1
            | Self::A2
            | Self::A3
            | Self::A4
            | Self::S7
            | Self::S8
            | Self::S9
            | Self::L4
            | Self::L6
            | Self::D1
            | Self::D2
            | Self::D3
            | Self::D4
            | Self::D5
            | Self::D6 => Cause::Own(self),
        }
    }

    /// Whether the subject is the home or its staff, not a child.
    fn is_of_the_home(self) -> bool {
        use RuleId::{A1, A2, A3, A4, D4, D6, S9};
        matches!(self, A1 | A2 | A3 | A4 | D4 | D6 | S9)
    }

    /// The first step for a flag of this rule.
    fn first_rung(self) -> Rung {
        match self.cause() {
            Cause::Visit => Rung::Visit,
            Cause::Own(rule) if rule.is_of_the_home() => Rung::Director,
            Cause::Alone | Cause::Care | Cause::Own(Self::L6 | Self::S8 | Self::D3) => {
                Rung::Director
            }
            Cause::NotSeen | Cause::Own(_) => Rung::Call,
        }
    }

    /// Reasons with which a person may close a flag of this rule. If empty, only a changed record
    /// ends the flag.
    pub(crate) fn close_reasons(self) -> &'static [CloseReason] {
        use CloseReason::{LeftHome, SeenElsewhere, Settled, TakenOver, WrongDays, WrongRecord};
        match self {
            // L: the record has to change. A: a talk has to be held, or a week needs its reason.
            Self::L1
            | Self::L2
            | Self::L5
            | Self::L6
            | Self::A1
            | Self::A2
            | Self::A3
            | Self::A4 => &[],
            Self::L3 | Self::L4 => &[TakenOver, WrongRecord],
            Self::S7 | Self::S8 | Self::S9 => &[Settled],
            Self::S1 | Self::S2 | Self::S3 | Self::S4 | Self::S5 | Self::S6 => {
                &[SeenElsewhere, WrongDays, LeftHome, TakenOver]
            }
            Self::V1 | Self::V2 | Self::V3 | Self::V4 | Self::V6 => {
                &[LeftHome, TakenOver, WrongRecord]
            }
            Self::V5 | Self::D1 | Self::D2 | Self::D3 | Self::D4 | Self::D5 | Self::D6 => {
                &[Settled, WrongRecord]
            }
        }
    }
}

/// State of a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Action is needed.
    Open,
    /// The absence is explained up to this day.
    Excused(NaiveDate),
    /// Postponed to this day.
    Snoozed(NaiveDate),
    /// Referred to the township on this day.
    HandedUp(NaiveDate),
    /// Closed by a person.
    Closed(CloseReason),
}

/// A flag with its follow-ups and the next step.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter {
    /// The flag.
    pub flag: Flag,
    /// The next step.
    pub rung: Rung,
    /// Day by which the next step is due.
    pub due: NaiveDate,
    /// State of the matter.
    pub state: State,
    /// Follow-ups, oldest first.
    pub steps: Vec<FollowUp>,
}

impl Matter {
    /// Whether action is due that day.
    pub(crate) fn is_open(&self, today: NaiveDate) -> bool {
        match self.state {
            State::Open | State::HandedUp(_) => true,
            State::Excused(until) | State::Snoozed(until) => until < today,
            State::Closed(_) => false,
        }
    }

    /// Whether the next step was due before that day.
    pub(crate) fn is_overdue(&self, today: NaiveDate) -> bool {
        let is_waiting = matches!(self.state, State::HandedUp(_));
        self.is_open(today) && !is_waiting && self.due < today
    }

    /// The child, if the subject is a child.
    pub(crate) fn child(&self) -> Option<ChildId> {
        match self.flag.subject {
            Subject::Child(child) => Some(child),
            Subject::Staff(_) | Subject::Home => None,
        }
    }
}

/// All flags with their follow-ups, in the order of the flags. Closed matters are left out.
pub(crate) fn matters(flags: Vec<Flag>, facts: &Facts<'_>) -> Vec<Matter> {
    let matters = flags.into_iter().map(|flag| matter(flag, facts));
    matters
        .filter(|matter| !matches!(matter.state, State::Closed(_)))
        .collect()
}

fn matter(flag: Flag, facts: &Facts<'_>) -> Matter {
    let steps = steps(&flag, facts);
    let rung = next_rung(&flag, &steps);
    let state = state(&flag, &steps, facts.now.date_naive());
    let asleep_until = match state {
        State::Excused(until) | State::Snoozed(until) => until.succ_opt(),
        State::Open | State::HandedUp(_) | State::Closed(_) => None,
    };
    let last = steps.last().map(|step| step.at.date_naive());
    let base = [last, asleep_until].into_iter().flatten();
    let base = base.fold(flag.raised, NaiveDate::max);
    let due = base + TimeDelta::days(facts.book.get(rung.delay()));
    // A visit flag is shown early; the step is not due before the visit is.
    let due = visit_due(&flag).map_or(due, |day| day.max(due));
    Matter {
        flag,
        rung,
        due,
        state,
        steps,
    }
}

fn visit_due(flag: &Flag) -> Option<NaiveDate> {
    let mut reasons = flag.reasons.iter();
    reasons.find_map(|reason| match reason {
        Reason::Visit(VisitReason::NotVisited { due, .. }) => Some(*due),
        _ => None,
    })
}

fn steps(flag: &Flag, facts: &Facts<'_>) -> Vec<FollowUp> {
    let Subject::Child(child) = flag.subject else {
        return Vec::new();
    };
    let done = facts.follow_ups.get(&child).map_or(&[][..], Vec::as_slice);
    done.iter()
        .filter(|step| step.rule.cause() == flag.rule.cause())
        .filter(|step| step.at.date_naive() >= flag.since)
        .cloned()
        .collect()
}

/// The step after the highest one taken. The flag still holds, so the steps taken were not enough.
fn next_rung(flag: &Flag, steps: &[FollowUp]) -> Rung {
    let mut rung = flag.rule.first_rung();
    for step in steps {
        let reached = match step.step {
            FollowStep::Rang if step.result == Some(CallResult::Reached) => Rung::Visit,
            FollowStep::Rang if rung == Rung::Call => Rung::SecondContact,
            FollowStep::Rang => Rung::Visit,
            FollowStep::Visited => Rung::Director,
            FollowStep::HandedUp => Rung::Township,
            FollowStep::Excused | FollowStep::Snoozed | FollowStep::Closed => rung,
        };
        rung = rung.max(reached);
    }
    rung
}

/// Days after which a closed flag that still holds is shown again: a person's word must not hide a
/// child for good.
const CLOSED_FOR: i64 = 30;

/// The state set by the last deciding follow-up. Closing works for the same rule only; a worse rule
/// of the same cause reopens the matter.
fn state(flag: &Flag, steps: &[FollowUp], today: NaiveDate) -> State {
    for step in steps.iter().rev() {
        let on = step.at.date_naive();
        return match step.step {
            FollowStep::Excused => State::Excused(step.until.unwrap_or(on)),
            FollowStep::Snoozed => State::Snoozed(step.until.unwrap_or(on)),
            FollowStep::HandedUp => State::HandedUp(on),
            FollowStep::Closed => match step.reason {
                Some(reason) if holds(flag, step, today) => State::Closed(reason),
                Some(_) | None => State::Open,
            },
            FollowStep::Rang | FollowStep::Visited => continue,
        };
    }
    State::Open
}

fn holds(flag: &Flag, closed: &FollowUp, today: NaiveDate) -> bool {
    closed.rule == flag.rule && (today - closed.at.date_naive()).num_days() <= CLOSED_FOR
}

/// How often children came back after one kind of follow-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CameBack {
    /// Kind of follow-up.
    pub step: FollowStep,
    /// Number of follow-ups.
    pub contacts: usize,
    /// Number of follow-ups after which the child came within [`LADDER_BACK`] open days.
    pub came: usize,
}

/// Counts calls, visits and referrals, and after how many of them the child came back. `came` says
/// whether a child was at the home on a day.
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "the report of the ladder is not drawn yet")
)]
pub(crate) fn came_back(
    facts: &Facts<'_>,
    came: impl Fn(ChildId, NaiveDate) -> bool,
) -> Vec<CameBack> {
    let within = facts.book.count(&LADDER_BACK);
    let count = |kind: FollowStep| {
        let steps = facts.follow_ups.values().flatten();
        let contacts: Vec<&FollowUp> = steps.filter(|step| step.step == kind).collect();
        let back = contacts.iter().filter(|step| {
            let next = |day: &NaiveDate| facts.calendar.next_open_day(*day);
            let days = std::iter::successors(next(&step.at.date_naive()), next);
            days.take(within).any(|day| came(step.child, day))
        });
        CameBack {
            step: kind,
            contacts: contacts.len(),
            came: back.count(),
        }
    };
    [FollowStep::Rang, FollowStep::Visited, FollowStep::HandedUp]
        .into_iter()
        .map(count)
        .collect()
}
