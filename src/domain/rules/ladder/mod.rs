//! The ladder: what was done about a flag, and who has to act next by when.
//!
//! A follow-up belongs to a flag if child and cause are the same and it was done on or after the
//! day since which the flag holds. It stays valid when a worse rule of the same cause takes over.
//! After a new sighting it no longer applies, because a new flag starts later.

pub(crate) mod back;
mod calls;
pub(crate) mod rung;
mod worse;

use super::book::{
    LADDER_AGAIN, LADDER_CALL, LADDER_DIRECTOR, LADDER_SECOND, LADDER_TOWNSHIP, LADDER_VISIT,
    Number, START_L1, START_L2, START_L3, START_L5, START_L6, START_P1, START_P2, START_P5,
    START_S1, START_S2, START_S3, START_S3_RED, START_S4, START_S5, START_S6, START_V1, START_V2,
    START_V3, START_V4, START_V6, START_V6_INCIDENT, Start,
};
use super::facts::Facts;
use super::flag::{Flag, Holding, Level, Subject};
use super::list::List;
use super::reason::{Reason, SeenReason};
use super::rule_id::RuleId;
use crate::domain::calendar::Calendar;
use crate::domain::follow_up::{CloseReason, FollowStep};
use crate::domain::visit::CallResult;
use crate::domain::{ChildId, ContactId, FollowUp};
use calls::Calls;
use chrono::{NaiveDate, TimeDelta};
pub use rung::{Owner, Rung};
pub(super) use worse::place;
use worse::{Strength, is_stronger, known};

/// The threshold with the number of days until a step is due.
pub(crate) const fn delay(rung: Rung) -> &'static Number {
    match rung {
        Rung::Call => &LADDER_CALL,
        Rung::SecondContact => &LADDER_SECOND,
        Rung::Visit => &LADDER_VISIT,
        Rung::Director => &LADDER_DIRECTOR,
        Rung::Township => &LADDER_TOWNSHIP,
        Rung::Again => &LADDER_AGAIN,
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
    /// Whether its flags are about a child whom nobody has seen.
    pub(crate) fn is_on_unseen(self) -> bool {
        self.cause() == Cause::NotSeen
    }

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
            | Self::A5
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
            | Self::D6
            | Self::D7
            | Self::D8
            | Self::P1
            | Self::P2
            | Self::P3
            | Self::P4
            | Self::P5
            | Self::P6 => Cause::Own(self),
        }
    }

    /// Reasons with which a person may close a flag of this rule. If empty, only a changed record
    /// ends the flag.
    pub(crate) fn close_reasons(self) -> &'static [CloseReason] {
        use CloseReason::{LeftHome, NoLonger, SeenElsewhere, Settled, TakenOver, WrongRecord};
        match self {
            // L, D7, P: the record has to change. A: a talk has to be held, a week needs its reason, a day its sheet. S7: somebody
            // has to say when the child left.
            Self::L1
            | Self::L2
            | Self::L5
            | Self::L6
            | Self::A1
            | Self::A2
            | Self::A3
            | Self::A4
            | Self::A5
            | Self::D7
            | Self::P1
            | Self::P2
            | Self::P3
            | Self::P4
            | Self::P5
            | Self::P6
            | Self::S7 => &[],
            Self::L3 | Self::L4 => &[TakenOver, WrongRecord],
            Self::S8 | Self::S9 => &[Settled],
            // Only who was seen is seen; where the child has left, the file says so.
            Self::S1 => &[SeenElsewhere],
            Self::S2 | Self::S3 | Self::S4 | Self::S5 | Self::S6 => &[SeenElsewhere, NoLonger],
            Self::V1 | Self::V2 | Self::V3 | Self::V4 | Self::V6 => {
                &[LeftHome, TakenOver, WrongRecord]
            }
            Self::V5
            | Self::D1
            | Self::D2
            | Self::D3
            | Self::D4
            | Self::D5
            | Self::D6
            | Self::D8 => &[Settled, WrongRecord],
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
    /// The child is with parents or relatives up to this day.
    WithParents(NaiveDate),
    /// Postponed to this day.
    Snoozed(NaiveDate),
    /// Referred to the township on this day.
    HandedUp(NaiveDate),
    /// Closed by a person.
    Closed(CloseReason),
}

impl State {
    /// Stable name, for lists that programs read.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Excused(_) => "explained",
            Self::WithParents(_) => "with-parents",
            Self::Snoozed(_) => "put-off",
            Self::HandedUp(_) => "handed-up",
            Self::Closed(_) => "closed",
        }
    }

    /// The last day of a silence; `None` while action is needed and for a closed matter.
    pub(crate) const fn silent_until(self) -> Option<NaiveDate> {
        match self {
            Self::Excused(until) | Self::WithParents(until) | Self::Snoozed(until) => Some(until),
            Self::Open | Self::HandedUp(_) | Self::Closed(_) => None,
        }
    }
}

/// A flag with its follow-ups and the next step.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter {
    /// The flag.
    pub flag: Flag,
    /// The next step.
    pub rung: Rung,
    /// Who takes the next step.
    pub owner: Owner,
    /// Day by which the next step is due.
    pub due: NaiveDate,
    /// The first day on which a step was due since the last one that was done: a stronger rule that begins while nobody
    /// acts has a next step of its own, and the matter is as late as it was.
    pub late_from: NaiveDate,
    /// Whom the next call rings; two where nobody said who was rung: the first one again, or the second.
    pub ring: Vec<ContactId>,
    /// State of the matter.
    pub state: State,
    /// Follow-ups, oldest first.
    pub steps: Vec<FollowUp>,
}

impl Matter {
    /// Whether action is due that day.
    pub fn is_open(&self, today: NaiveDate) -> bool {
        let is_closed = matches!(self.state, State::Closed(_));
        !is_closed && self.state.silent_until().is_none_or(|until| until < today)
    }

    /// The state that day: a silence that is over is none.
    pub(crate) fn state_on(&self, today: NaiveDate) -> State {
        let is_over = self.state.silent_until().is_some_and(|until| until < today);
        if is_over { State::Open } else { self.state }
    }

    /// Whether a step was due before that day and nobody has taken it.
    pub(crate) fn is_overdue(&self, today: NaiveDate) -> bool {
        // A gap in a file has no ladder.
        self.is_open(today) && self.flag.list() != List::File && self.late_from < today
    }

    /// Whole days by which the matter is late; none if it is not.
    pub(crate) fn days_late(&self, today: NaiveDate) -> i64 {
        if self.is_overdue(today) {
            (today - self.late_from).num_days()
        } else {
            0
        }
    }

    /// Whether the township has the matter and need not be asked again yet.
    pub(crate) fn is_with_township(&self, today: NaiveDate) -> bool {
        matches!(self.state_on(today), State::HandedUp(_)) && today < self.due
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
pub fn matters(flags: Vec<Flag>, facts: &Facts<'_>) -> Vec<Matter> {
    let matters = flags.into_iter().map(|flag| matter(flag, facts));
    matters
        .filter(|matter| !matches!(matter.state, State::Closed(_)))
        .collect()
}

fn matter(flag: Flag, facts: &Facts<'_>) -> Matter {
    let steps = steps(&flag, facts);
    let standing = standing(&flag, &steps, facts);
    // Of an unseen child each rule had a step of its own; the next one is that of the rule that is strongest now.
    let rules = if flag.rule.is_on_unseen() {
        flag.rules.clone()
    } else {
        let since = flag.raised;
        let strongest = flag.rules.first();
        Vec::from_iter(strongest.map(|one| Holding { since, ..*one }))
    };
    let next = rules.iter();
    let next = next.map(|one| next_step(*one, &flag, (&steps, &standing), facts));
    let next: Vec<Next> = next.collect();
    let late_from = next.iter().map(|one| one.due).min();
    let next = next.into_iter().next().unwrap_or_else(|| Next {
        rung: Rung::Director,
        owner: Owner::Director,
        due: flag.raised,
        ring: Vec::new(),
    });
    Matter {
        flag,
        rung: next.rung,
        owner: next.owner,
        due: next.due,
        late_from: late_from.unwrap_or(next.due),
        ring: next.ring,
        state: standing.state,
        steps,
    }
}

/// The step that a rule asks for.
struct Next {
    rung: Rung,
    owner: Owner,
    due: NaiveDate,
    ring: Vec<ContactId>,
}

/// The step that a rule of a flag asks for.
fn next_step(
    held: Holding,
    flag: &Flag,
    (steps, standing): (&[FollowUp], &Standing),
    facts: &Facts<'_>,
) -> Next {
    let start = start(held.rule, flag.list(), held.level);
    let first = match start {
        Some(_) if flag.is_by_phone() => Rung::Call,
        Some(start) => facts.book.first_step(start),
        None => Rung::Director,
    };
    let owner = start.map_or(Owner::Director, |one| facts.book.first_owner(one));
    let child = match flag.subject {
        Subject::Child(child) => Some(child),
        Subject::Staff(_) | Subject::Home => None,
    };
    let mut calls = Calls::of(child, facts);
    let (rung, reached) = next_rung(first, steps, &mut calls);
    let woken = standing.woken.as_ref();
    let is_new = woken.is_some_and(|one| is_stronger(held, one.known));
    let asleep_until = standing.state.silent_until();
    let quiet_until = match woken {
        // Nobody knew of it before, even if its day is an earlier one.
        Some(woken) if is_new => woken.on.pred_opt(),
        Some(woken) => woken.until,
        None => asleep_until,
    };
    let awake = quiet_until.and_then(|until| until.succ_opt());
    let base = [reached, awake].into_iter().flatten();
    // Nobody could do anything before the home began to use the program. Of an evening before that, it is as of then.
    let began = facts.began.min(facts.now.date_naive());
    let base = base.fold(held.since.max(began), NaiveDate::max);
    let is_first = rung == first && reached.is_none();
    // The township is told what is new as soon as it would be if nothing had been handed up.
    let is_told = is_new && rung == Rung::Again;
    let own = start
        .filter(|_| is_first || is_told)
        .and_then(|one| facts.book.first_days(one));
    let usual = delay(if is_told { first } else { rung });
    let days = own.unwrap_or_else(|| facts.book.get(usual));
    // A child in danger and one who may still be in the house do not wait, whatever was done already.
    let days = match held.rule {
        RuleId::S7 => 0,
        _ if flag.is_urgent() => days.min(1),
        _ => days,
    };
    let due = base + TimeDelta::days(days);
    // What is promised for a day is shown early; the step is not due before.
    let due = flag.promised_for().map_or(due, |day| day.max(due));
    Next {
        rung,
        // Whoever has more to decide keeps the matter.
        owner: if is_first {
            owner
        } else {
            owner.max(rung.usual_owner())
        },
        due: on_open_day(due, flag, facts.calendar),
        ring: calls.next(rung),
    }
}

/// Longest run of closed days that a step waits for, in days: a weekend or public holidays. A home that is shut for
/// longer has its staff all the same.
const LONGEST_WAIT: usize = 10;

/// The day on which a step is due, on an open day if it is one of routine. Whoever looks for a child does not wait for
/// Monday.
fn on_open_day(due: NaiveDate, flag: &Flag, calendar: &Calendar) -> NaiveDate {
    let is_about_now = matches!(flag.rule, RuleId::S7 | RuleId::S8);
    if flag.list() == List::ToSee || is_about_now {
        return due;
    }
    let mut days = due.iter_days().take(LONGEST_WAIT + 1);
    days.find(|day| calendar.is_open(*day)).unwrap_or(due)
}

fn steps(flag: &Flag, facts: &Facts<'_>) -> Vec<FollowUp> {
    let Subject::Child(child) = flag.subject else {
        return Vec::new();
    };
    let done = facts.follow_ups.get(&child).map_or(&[][..], Vec::as_slice);
    steps_about(flag, done).cloned().collect()
}

/// The follow-ups of a child that belong to a flag of it.
pub(crate) fn steps_about<'s>(
    flag: &Flag,
    steps: &'s [FollowUp],
) -> impl Iterator<Item = &'s FollowUp> + use<'s> {
    let (cause, since) = (flag.rule.cause(), flag.since);
    let of_cause = steps.iter().filter(move |step| step.rule.cause() == cause);
    of_cause.filter(move |step| step.at.date_naive() >= since)
}

/// The beginning of the ladder for a rule; `None` for a matter of the home or of a file: the director sees to it.
fn start(rule: RuleId, list: List, level: Level) -> Option<&'static Start> {
    use RuleId::{L1, L2, L3, L5, L6, P1, P2, P5, S1, S2, S3, S4, S5, S6, V1, V2, V3, V4, V6};
    Some(match (rule, list, level) {
        (L6, ..) => &START_L6,
        (L2, ..) => &START_L2,
        (L1, ..) => &START_L1,
        (L5, ..) => &START_L5,
        (L3, List::ToSee, _) => &START_L3,
        (V6, List::ToSee, _) => &START_V6_INCIDENT,
        (S1, ..) => &START_S1,
        (S2, ..) => &START_S2,
        (S3, _, Level::Red) => &START_S3_RED,
        (S3, ..) => &START_S3,
        (S4, ..) => &START_S4,
        (S5, ..) => &START_S5,
        (S6, ..) => &START_S6,
        (V1, ..) => &START_V1,
        (V2, ..) => &START_V2,
        (V3, ..) => &START_V3,
        (V4, ..) => &START_V4,
        (V6, ..) => &START_V6,
        (P1, ..) => &START_P1,
        (P2, ..) => &START_P2,
        (P5, ..) => &START_P5,
        _ => return None,
    })
}

/// The step after the highest one taken, and the day on which it became due: a further call does not put it off. The
/// flag still holds, so the steps taken were not enough.
fn next_rung(first: Rung, steps: &[FollowUp], calls: &mut Calls<'_>) -> (Rung, Option<NaiveDate>) {
    let (mut rung, mut since) = (first, None);
    for step in steps {
        // Whoever answered can be rung again.
        if step.step == FollowStep::Rang && step.result != Some(CallResult::Reached) {
            calls.add(step);
        }
        let reached = match step.step {
            FollowStep::Rang if step.result == Some(CallResult::Reached) => Rung::Visit,
            FollowStep::Rang if calls.are_two() => Rung::Visit,
            FollowStep::Rang => Rung::SecondContact,
            FollowStep::Visited => Rung::Director,
            // Each time it was asked, the township has as long as before to answer.
            FollowStep::HandedUp => {
                (rung, since) = (Rung::Again, Some(step.at.date_naive()));
                continue;
            }
            FollowStep::Excused
            | FollowStep::WithParents
            | FollowStep::Snoozed
            | FollowStep::Kept
            | FollowStep::Closed => rung,
        };
        if reached > rung {
            (rung, since) = (reached, Some(step.at.date_naive()));
        }
    }
    (rung, since)
}

/// Days after which a closed flag that still holds is shown again: a person's word must not hide a
/// child for good.
const CLOSED_FOR: i64 = 30;
/// Longest time for which a director can explain an absence, in days.
const LONGEST_EXCUSE: i64 = 30;
/// Longest stay with parents or relatives, in days; then somebody asks again.
pub(super) const LONGEST_STAY: i64 = 60;

/// The last day for which a step silences its matter, at most so many days after it.
pub(super) fn silent_until(step: &FollowUp, longest: i64) -> NaiveDate {
    let on = step.at.date_naive();
    let limit = on + TimeDelta::days(longest);
    step.until.unwrap_or(on).min(limit)
}

/// The longest time for which a step can silence a flag of its rule, in days; `None` for a step that cannot.
pub(crate) fn longest(step: FollowStep, rule: RuleId) -> Option<i64> {
    match step {
        FollowStep::Excused => Some(LONGEST_EXCUSE),
        FollowStep::WithParents => Some(LONGEST_STAY),
        // A child may still be in the house, or nobody knows where it went.
        FollowStep::Snoozed if rule == RuleId::S7 => None,
        FollowStep::Snoozed if !rule.is_urgent() => Some(rule.list().longest_snooze()),
        _ => None,
    }
}

impl Flag {
    /// Whether nothing holds the matter but what was kept: a director may say that it is none any more.
    pub(crate) fn is_only_kept(&self) -> bool {
        let is_it =
            |one: &Reason| matches!(one, Reason::Seen(SeenReason::Kept { is_alone: true, .. }));
        self.reasons.iter().any(is_it)
    }

    /// Whether a step can be written down about the flag. What can be done is always possible; the steps that
    /// silence or end it depend on its rule.
    pub(crate) fn allows(&self, step: FollowStep) -> bool {
        match step {
            FollowStep::Closed => !self.rule.close_reasons().is_empty(),
            FollowStep::Excused | FollowStep::WithParents => self.rule.is_on_unseen(),
            FollowStep::Snoozed => longest(step, self.rule).is_some() && !self.is_urgent(),
            FollowStep::Rang | FollowStep::Visited | FollowStep::HandedUp => true,
            // Only the program writes it.
            FollowStep::Kept => false,
        }
    }
}

/// The state of a matter, and what was silent and is not any more because it got worse.
struct Standing {
    state: State,
    woken: Option<Woken>,
}

/// A step that would hold if the matter had not become worse.
struct Woken {
    /// How strong the matter was as far as was known at the step.
    known: Strength,
    /// The day of the step.
    on: NaiveDate,
    /// The last day on which nothing would have been due; `None` for what was handed up.
    until: Option<NaiveDate>,
}

impl From<State> for Standing {
    fn from(state: State) -> Self {
        Self { state, woken: None }
    }
}

/// The state set by the last deciding follow-up. What is put off or handed up wakes when it gets worse; closing works
/// for the same rule only. No silence is longer than its limit, whatever an older version stored.
fn standing(flag: &Flag, steps: &[FollowUp], facts: &Facts<'_>) -> Standing {
    let today = facts.now.date_naive();
    for step in steps.iter().rev() {
        let on = step.at.date_naive();
        let until = |longest: i64| silent_until(step, longest);
        let unless_worse = |state: State| {
            let known = known(flag, step, facts.calendar);
            if flag.rules.iter().any(|one| is_stronger(*one, known)) {
                let until = state.silent_until();
                let woken = Some(Woken { known, on, until });
                return Standing {
                    state: State::Open,
                    woken,
                };
            }
            state.into()
        };
        let state = match step.step {
            FollowStep::Excused => State::Excused(until(LONGEST_EXCUSE)),
            FollowStep::WithParents => State::WithParents(until(LONGEST_STAY)),
            FollowStep::Snoozed if longest(step.step, flag.rule).is_none() || flag.is_urgent() => {
                State::Open
            }
            FollowStep::Snoozed => {
                return unless_worse(State::Snoozed(until(flag.list().longest_snooze())));
            }
            FollowStep::HandedUp => return unless_worse(State::HandedUp(on)),
            FollowStep::Closed => match step.reason {
                // Counts as a sighting, or has ended what was kept: the step belongs to the matter before.
                Some(CloseReason::SeenElsewhere | CloseReason::NoLonger)
                    if flag.rule.cause() == Cause::NotSeen =>
                {
                    continue;
                }
                Some(reason) if holds(flag, step, today) => State::Closed(reason),
                Some(_) | None => State::Open,
            },
            FollowStep::Rang | FollowStep::Visited | FollowStep::Kept => continue,
        };
        return state.into();
    }
    State::Open.into()
}

fn holds(flag: &Flag, closed: &FollowUp, today: NaiveDate) -> bool {
    closed.rule == flag.rule && (today - closed.at.date_naive()).num_days() <= CLOSED_FOR
}
