//! Key and click handling of Today.

use super::fit::{fit, folded};
use super::state::{CardKind, State, TodayCard, TodayForm, TodayScene, TodayTarget, TodayTurn};
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

/// A click on an item acts like Enter; on what is hidden of a card it unfolds the card.
pub(crate) fn click(
    house: &House,
    state: &mut State,
    env: Env,
    row: usize,
) -> Vec<Effect<TodayForm>> {
    Turn::effects(house, state, env, |turn| turn.click(row))
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

/// The card of an item.
fn card_of(cards: &[TodayCard], place: usize) -> Option<CardKind> {
    let kinds = cards
        .iter()
        .flat_map(|card| card.items.iter().map(|_| card.kind));
    kinds.into_iter().nth(place)
}

impl TodayTurn<'_> {
    fn act(&mut self, action: Action) -> Option<()> {
        let target = selected(self.scene());
        let child = match target {
            Some(
                TodayTarget::File(child) | TodayTarget::FollowUp(_, Some(Subject::Child(child))),
            ) => Some(child),
            _ => None,
        };
        match action {
            Action::Visit => self.open(Open::Record(child?)),
            Action::KnownAbsence => self.open(Open::Absence(Some(child?))),
            Action::Accept => self.go_to(target?),
            Action::Print => {
                let due = self.house.round(Who::Due);
                if due.is_empty() {
                    self.say(Tone::Info, t!(self.env.lang, "cli-round-nobody"));
                } else {
                    self.open(Open::Round(due));
                }
            }
            Action::Cancel | Action::GoToday => self.fold()?,
            _ => return self.moves(action),
        }
        Some(())
    }

    fn click(&mut self, row: usize) {
        let cards = self.scene().cards();
        let shown = fit(
            &cards,
            (self.state.selected, self.state.unfolded),
            self.state.room,
        );
        let is_hidden = shown.hidden(&cards, row).is_some();
        self.select(&cards, row);
        if !is_hidden {
            // An item that was clicked can be acted on.
            let _ = self.act(Action::Accept);
        }
    }

    /// Moves over all items, hidden ones too.
    fn moves(&mut self, action: Action) -> Option<()> {
        let cards = self.scene().cards();
        let count = cards.iter().map(|card| card.items.len()).sum();
        let mut place = self.state.selected;
        moved(&mut place, count, action).then_some(())?;
        self.select(&cards, place);
        Some(())
    }

    /// Selects an item. The card that was unfolded for the last one stays so as long as the selection is in it.
    fn select(&mut self, cards: &[TodayCard], place: usize) {
        self.state.selected = place;
        if let Some(hidden) = folded(cards, self.state.room).hidden(cards, place) {
            self.state.unfolded = Some(hidden);
        } else if card_of(cards, place) != self.state.unfolded {
            self.state.unfolded = None;
        }
    }

    /// Folds the card that was unfolded; `None` without one.
    fn fold(&mut self) -> Option<()> {
        let kind = self.state.unfolded.take()?;
        let cards = self.scene().cards();
        let folded = folded(&cards, self.state.room);
        if folded.hidden(&cards, self.state.selected).is_some() {
            self.state.selected = folded.before_hidden(&cards, kind);
            let here = self.state.selected;
            self.select(&cards, here);
        }
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
