//! Key and click handling of Today.

use super::fit::{Fit, fit};
use super::state::{State, TodayCard, TodayForm, TodayScene, TodayTarget, TodayTurn};
use crate::desk::command::Command;
use crate::desk::job::LookWhy;
use crate::domain::round::Who;
use crate::domain::rules::Subject;
use crate::house::House;
use crate::keymap::Action;
use crate::screens::effect::{Effect, Env, Job, Open, Scene, Screen, Tone, Turn};
use crate::t;
use crate::ui::list::moved;

/// Handles an action; `None` if the screen does not use it.
pub(crate) fn update(
    house: &House,
    state: &mut State,
    env: Env,
    action: Action,
) -> Option<Vec<Effect<TodayForm>>> {
    Turn::effects_if_used(house, state, env, |turn| turn.act(action))
}

/// A click on an item acts like Enter.
pub(crate) fn click(
    house: &House,
    state: &mut State,
    env: Env,
    row: usize,
) -> Vec<Effect<TodayForm>> {
    state.selected = row;
    update(house, state, env, Action::Accept).unwrap_or_default()
}

/// What the items of all cards are about, in their order.
fn targets(scene: TodayScene<'_>) -> Vec<TodayTarget> {
    let cards = scene.cards();
    let items = cards.iter().flat_map(|card| &card.items);
    items.map(|item| item.act).collect()
}

/// What the selected item is about.
pub(crate) fn selected(scene: TodayScene<'_>) -> Option<TodayTarget> {
    targets(scene).get(scene.state.selected).copied()
}

/// Selects the item about `target` again after the cards have changed by themselves. Without such an
/// item the selection stays where it is.
pub(crate) fn keep_selected(house: &House, state: &mut State, env: Env, target: TodayTarget) {
    let targets = targets(Scene::new(house, state, env));
    if targets.get(state.selected) == Some(&target) {
        return;
    }
    if let Some(place) = targets.iter().position(|one| *one == target) {
        state.selected = place;
    }
}

impl TodayTurn<'_> {
    fn act(&mut self, action: Action) -> Option<()> {
        let cards = self.scene().cards();
        let fit = fit(&cards, self.state.opened, self.state.room);
        let hidden = fit.hidden(&cards, self.state.selected);
        let targets = targets(self.scene());
        let target = targets.get(self.state.selected).copied();
        match action {
            Action::Visit => match target? {
                TodayTarget::File(child)
                | TodayTarget::FollowUp(_, Some(Subject::Child(child)))
                    if hidden.is_none() =>
                {
                    self.open(Open::Record(child));
                }
                _ => return None,
            },
            Action::Accept => match hidden {
                Some((card, place)) => {
                    self.state.opened = Some(card);
                    self.state.selected = place;
                }
                None => self.go_to(target?),
            },
            Action::Print => {
                let due = self.house.round(Who::Due);
                if due.is_empty() {
                    self.say(Tone::Info, t!(self.env.lang, "cli-round-nobody"));
                } else {
                    self.open(Open::Round(due));
                }
            }
            Action::Cancel | Action::GoToday => self.state.opened.take().map(drop)?,
            _ => return self.moves(&cards, &fit, action),
        }
        Some(())
    }

    /// Moves over what is shown.
    fn moves(&mut self, cards: &[TodayCard], fit: &Fit, action: Action) -> Option<()> {
        let places = fit.places(cards);
        let selected = self.state.selected;
        let at = fit
            .hidden(cards, selected)
            .map_or(selected, |(_, more)| more);
        let mut row = places
            .iter()
            .position(|place| *place == at)
            .unwrap_or_default();
        moved(&mut row, places.len(), action).then_some(())?;
        self.state.selected = places.get(row).copied()?;
        Some(())
    }

    fn go_to(&mut self, target: TodayTarget) {
        match target {
            TodayTarget::SetUp => self.open(Open::FirstRun),
            TodayTarget::Open => self.perform(Command::OpenDay),
            TodayTarget::EnterLate(day) => self.open(Open::EnterLate(day)),
            TodayTarget::Door => self.open(Open::Screen(Screen::Door)),
            TodayTarget::Children => self.open(Open::Screen(Screen::Children)),
            TodayTarget::Settings => self.open(Open::Screen(Screen::Settings)),
            TodayTarget::Copies => {
                self.say(Tone::Info, t!(self.env.lang, "copies-reading"));
                self.run(Job::LookAtCopies(LookWhy::Page));
            }
            TodayTarget::File(child) => self.open(Open::File(child)),
            TodayTarget::FollowUp(list, subject) => self.open(Open::Matter(list, subject)),
            TodayTarget::Walk => self.open(Open::Walk(None)),
            TodayTarget::Cases => self.open(Open::Cases),
            TodayTarget::Settle(stay) => self.ask_settle(stay),
            TodayTarget::Activity(day, which) => self.open(Open::Activity(day, which)),
            TodayTarget::Topics => self.open(Open::DueTopics),
            TodayTarget::Explain(week) => self.open(Open::Explain(week)),
        }
    }
}
