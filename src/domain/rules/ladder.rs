//! The ladder: what was done about a flag, what is due next, and from when.
//!
//! A follow-up belongs to a flag if it is about the same child and the same cause, and was done
//! since the flag stands. So it is found again when a worse rule takes over a matter, and it is
//! history when the child was seen and the flag is raised anew.

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
    /// Who acts next, from below.
    Rung {
        /// Ring the caregiver.
        Call = "call",
        /// Ring a second contact.
        SecondContact = "second-contact",
        /// Go there.
        Visit = "visit",
        /// The director decides.
        Director = "director",
        /// The township is told.
        Township = "township",
    }
}

impl Rung {
    /// The number that says how many days there are until it is due.
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

/// What rules have in common when they are about the same matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The child has not been seen.
    NotSeen,
    /// A visit is due.
    Visit,
    /// The child is alone.
    Alone,
    /// Care and agreement.
    Care,
    /// A matter of its own.
    Own(RuleId),
}

impl RuleId {
    /// What the rule is about.
    pub fn cause(self) -> Cause {
        match self {
            Self::S1 | Self::S2 | Self::S3 | Self::S4 | Self::S5 | Self::S6 => Cause::NotSeen,
            Self::V1 | Self::V2 | Self::V3 | Self::V4 | Self::V6 => Cause::Visit,
            Self::L1 | Self::L2 => Cause::Alone,
            Self::L3 | Self::L5 => Cause::Care,
            Self::V5 | Self::L4 | Self::L6 | Self::S7 | Self::S8 | Self::S9 => Cause::Own(self),
            Self::A1 | Self::A2 | Self::A3 | Self::A4 => Cause::Own(self),
            Self::D1 | Self::D2 | Self::D3 | Self::D4 | Self::D5 | Self::D6 => Cause::Own(self),
        }
    }

    /// Whether it is about the home and not about one child.
    fn is_of_the_home(self) -> bool {
        use RuleId::{A1, A2, A3, A4, D4, D6, S9};
        matches!(self, A1 | A2 | A3 | A4 | D4 | D6 | S9)
    }

    /// Where the ladder begins.
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

    /// With which reasons a person may close a flag of this rule. None: the record has to change.
    pub fn close_reasons(self) -> &'static [CloseReason] {
        use CloseReason::{LeftHome, SeenElsewhere, Settled, TakenOver, WrongDays, WrongRecord};
        match self {
            Self::L1 | Self::L2 | Self::L5 | Self::L6 => &[],
            // A talk has to be held; a missed week has its own reason.
            Self::A1 | Self::A2 | Self::A3 | Self::A4 => &[],
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

/// Where a matter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Somebody has to act.
    Open,
    /// There is a reason until this day.
    Excused(NaiveDate),
    /// Put off until this day.
    Snoozed(NaiveDate),
    /// The township was told on this day.
    HandedUp(NaiveDate),
    /// Ended by a person, for this reason.
    Closed(CloseReason),
}

/// A flag with what was done about it and what is due.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter {
    /// The flag.
    pub flag: Flag,
    /// Who acts next.
    pub rung: Rung,
    /// By when.
    pub due: NaiveDate,
    /// Where it stands.
    pub state: State,
    /// What was done, oldest first.
    pub steps: Vec<FollowUp>,
}

impl Matter {
    /// Whether it wants somebody on this day.
    pub fn is_open(&self, today: NaiveDate) -> bool {
        match self.state {
            State::Open | State::HandedUp(_) => true,
            State::Excused(until) | State::Snoozed(until) => until < today,
            State::Closed(_) => false,
        }
    }

    /// Whether the next rung should have been climbed before this day.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        let is_waiting = matches!(self.state, State::HandedUp(_));
        self.is_open(today) && !is_waiting && self.due < today
    }

    /// The child, if it is about one.
    pub fn child(&self) -> Option<ChildId> {
        match self.flag.subject {
            Subject::Child(child) => Some(child),
            Subject::Staff(_) | Subject::Home => None,
        }
    }
}

/// Every flag with what was done about it, in the order of the flags. Closed ones are left out.
pub fn matters(flags: Vec<Flag>, facts: &Facts<'_>) -> Vec<Matter> {
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
    // A visit is due when its cadence says so, however long it is shown before.
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

/// The rung above the highest that was climbed without the child being seen: a flag that still
/// stands has not been answered by what was done.
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

/// A flag that still stands so many days after it was closed is shown again, with what was done: a
/// word of somebody's must not take a child out of sight for good.
const CLOSED_FOR: i64 = 30;

/// What the last step that decides says. A flag is closed under its own rule only: a worse one of
/// the same cause brings the matter back.
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

/// How often a contact on a rung was followed by the child coming back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CameBack {
    /// What was done.
    pub step: FollowStep,
    /// How often.
    pub contacts: usize,
    /// After how many of these the child was at the home within the open days that count.
    pub came: usize,
}

/// Per kind of contact: how many there were, and after how many the child came within the open days
/// that count. `came` says whether a child was at the home on a day.
pub fn came_back(facts: &Facts<'_>, came: impl Fn(ChildId, NaiveDate) -> bool) -> Vec<CameBack> {
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
