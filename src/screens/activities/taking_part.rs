//! The list of participants with ticks. Children who were present that day are ticked in advance.

use super::state::{PlanForm, PlanTurn, Ready, Roll, State};
use crate::desk::command::Command;
use crate::desk::command::activity::ActivityStep;
use crate::desk::refusal::Refusal;
use crate::domain::activity::coverage::Coverage;
use crate::domain::activity::{Expected, Progress};
use crate::domain::rules::MarkedDay;
use crate::domain::{Activity, Child, ChildId, Series};
use crate::house::House;
use crate::keymap::Action;
use crate::screens::effect::{Effect, Env, Open, Tone, Turn};
use crate::screens::ticks::{TickEvent, Ticks};
use crate::t;
use chrono::NaiveDate;
use std::collections::HashSet;

/// Result of an action in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RollEvent {
    /// The list stays open.
    None,
    /// The ticks are complete; the next form follows.
    GoOn,
    /// A participant is not on the register yet; a new file is needed.
    Newcomer,
}

impl Ready {
    const fn next(self) -> Self {
        match self {
            Self::Present => Self::Meant,
            Self::Meant => Self::Nobody,
            Self::Nobody => Self::Present,
        }
    }

    /// Language key of the label.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Present => "roll-present",
            Self::Meant => "roll-meant",
            Self::Nobody => "roll-nobody",
        }
    }
}

impl Roll {
    /// The list for an activity. Ticks the recorded participants of a held activity, otherwise the
    /// children who were in the house that day.
    pub(crate) fn new(house: &House, activity: &Activity) -> Self {
        let was_held = activity.progress == Progress::Held;
        let present: HashSet<ChildId> = if was_held {
            house.took_part(activity.id).iter().copied().collect()
        } else {
            let mut present = present_on(house, activity.day);
            present.retain(|child| is_meant(house, activity, *child));
            present
        };
        // Group rank; the stable sort keeps pinyin order inside each group.
        let place = |child: ChildId| {
            if present.contains(&child) {
                0
            } else {
                1 + u8::from(!is_meant(house, activity, child))
            }
        };
        let is_here = |child: &Child| child.status.is_here();
        let on_list =
            |id: ChildId| present.contains(&id) || house.register.get(id).is_some_and(is_here);
        let all = house.register.children().iter().map(|child| child.id);
        let mut everybody: Vec<ChildId> = all.filter(|id| on_list(*id)).collect();
        everybody.sort_by_key(|child| place(*child));
        let meant = everybody.iter().filter(|child| place(**child) == 1).count();
        let mut roll = Self {
            activity: activity.clone(),
            present: present.len(),
            meant,
            ticks: Ticks::new(everybody, []),
            ready: Ready::Present,
            plan: None,
        };
        roll.tick_ready(Ready::Present);
        roll
    }

    /// The list of all children here, to pick those whom a plan is for. `picked` are ticked.
    pub(crate) fn to_pick(house: &House, activity: &Activity, plan: Box<ActivityStep>) -> Self {
        let picked: HashSet<ChildId> = match &activity.expected {
            Expected::Picked(children) => children.iter().copied().collect(),
            _ => HashSet::new(),
        };
        let here = house.register.children().iter();
        let here = here.filter(|child| child.status.is_here() || picked.contains(&child.id));
        let everybody: Vec<ChildId> = here.map(|child| child.id).collect();
        Self {
            activity: activity.clone(),
            present: 0,
            meant: everybody.len(),
            ticks: Ticks::new(everybody, picked),
            ready: Ready::Nobody,
            plan: Some(plan),
        }
    }

    fn tick_ready(&mut self, ready: Ready) {
        let count = match ready {
            Ready::Present => self.present,
            Ready::Meant => self.present + self.meant,
            Ready::Nobody => 0,
        };
        self.ready = ready;
        let first = self.ticks.everybody.iter().take(count);
        self.ticks.ticked = first.copied().collect();
    }

    /// Handles an action; `None` if the list does not use it.
    pub(crate) fn act(&mut self, action: Action) -> Option<RollEvent> {
        match action {
            Action::Filter => self.tick_ready(self.ready.next()),
            Action::Add => return Some(RollEvent::Newcomer),
            _ => {
                return self.ticks.act(action).map(|event| match event {
                    TickEvent::None => RollEvent::None,
                    TickEvent::Done => RollEvent::GoOn,
                });
            }
        }
        Some(RollEvent::None)
    }

    /// Adds and ticks a child who was put on the register while the list was open.
    pub(crate) fn add(&mut self, child: ChildId) {
        self.present += 1;
        self.ticks.add(child);
    }
}

/// The plan for the picked children; `None` when those who took part are recorded.
fn picked_plan(roll: &Roll) -> Option<ActivityStep> {
    let expected = Expected::Picked(roll.ticks.chosen());
    Some(match roll.plan.as_deref()?.clone() {
        ActivityStep::Plan(activity) => ActivityStep::Plan(Box::new(Activity {
            expected,
            ..*activity
        })),
        ActivityStep::PlanSeries(series) => ActivityStep::PlanSeries(Box::new(Series {
            expected,
            ..*series
        })),
        other => other,
    })
}

/// Goes on after the list: saves the plan for the picked children, or opens the outcome form.
pub(crate) fn ask_done(
    house: &House,
    state: &mut State,
    env: Env,
    roll: &Roll,
) -> Vec<Effect<PlanForm>> {
    Turn::effects(house, state, env, |turn| {
        let children = roll.ticks.chosen();
        if let Some(plan) = picked_plan(roll) {
            if children.is_empty() {
                let words = t!(turn.env.lang, "roll-pick-first");
                turn.say(Tone::Bad, words);
            } else {
                turn.perform(Command::Activity(plan));
            }
            return;
        }
        let form = turn.scene().done_form(&roll.activity, children.len());
        let activity = Box::new(roll.activity.clone());
        turn.ask(form, PlanForm::Hold(activity, children));
    })
}

impl PlanTurn<'_> {
    /// Opens the list of participants. Refuses a future activity.
    pub(super) fn ask_who_took_part(&mut self, activity: &Activity) {
        if activity.day > self.house.today() {
            self.say(Tone::Bad, Refusal::Future.text(self.env.lang));
        } else {
            self.open(Open::TakingPart(Box::new(activity.clone())));
        }
    }
}

/// Children who were in the house on `day`; empty for days older than the loaded ones.
fn present_on(house: &House, day: NaiveDate) -> HashSet<ChildId> {
    if day == house.today() {
        let seen = house.day.rows().filter(|row| row.mark.is_seen());
        return seen.map(|row| row.child).collect();
    }
    let was_in = |days: &[MarkedDay]| days.iter().any(|one| one.day == day && one.mark.is_seen());
    let days = house.known.days.iter();
    days.filter(|(_, days)| was_in(days))
        .map(|(child, _)| *child)
        .collect()
}

fn is_meant(house: &House, activity: &Activity, child: ChildId) -> bool {
    let file = house.register.get(child);
    file.is_some_and(|file| {
        let tags = house.register.tags(child);
        activity.expected.means(file, tags, activity.day)
    })
}

/// Invites exactly the children who miss the topic.
pub(super) fn picked(coverage: &Coverage) -> Expected {
    Expected::Picked(coverage.missing.clone())
}
