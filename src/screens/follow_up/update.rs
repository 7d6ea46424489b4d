//! Key and click handling of F6. All steps on a flag are possible without leaving the screen.

use super::state::{FollowForm, FollowTurn, State};
use crate::domain::follow_up::FollowStep;
use crate::domain::rules::ladder::Matter;
use crate::domain::rules::list::List;
use crate::house::House;
use crate::i18n::{word, words};
use crate::keymap::Action;
use crate::screens::effect::{Effect, Env, Open, Scene, Tone, Turn};
use crate::t;
use crate::ui::form::Label;
use crate::ui::list::moved;
use crate::ui::picker::{Picker, PickerItem};

/// Handles an action; `None` if the screen does not use it.
pub(crate) fn update(
    house: &House,
    state: &mut State,
    env: Env,
    action: Action,
) -> Option<Vec<Effect<FollowForm>>> {
    Turn::effects_if_used(house, state, env, |turn| turn.act(action))
}

/// Asks what was done about the selected row.
pub(crate) fn act_on_selected(
    house: &House,
    state: &mut State,
    env: Env,
) -> Vec<Effect<FollowForm>> {
    Turn::effects(house, state, env, |turn| {
        // Without a row there is nothing to ask about.
        let _ = turn.ask_what_was_done();
    })
}

/// A click selects a row; on the selected row it opens what is behind it.
pub(crate) fn click(
    house: &House,
    state: &mut State,
    env: Env,
    row: usize,
) -> Vec<Effect<FollowForm>> {
    Turn::effects(house, state, env, |turn| turn.click(row))
}

/// Binds the selection to the subject that it shows, so that it stays with it when other rows come.
pub(crate) fn keep_selected(house: &House, state: &mut State, env: Env) {
    let scene = Scene::new(house, state, env);
    let rows = scene.rows();
    state.selected = rows.get(scene.place(&rows)).map(|row| row.subject);
}

impl FollowTurn<'_> {
    fn act(&mut self, action: Action) -> Option<()> {
        match action {
            Action::Accept => self.show_matter()?,
            Action::Next => self.show(1),
            Action::Previous => self.show(List::ALL.len() - 1),
            Action::Visit => {
                let child = self.scene().matter_here().and_then(Matter::child)?;
                self.ask_what_to_record(child);
            }
            Action::PastDay => self.ask_past_day(),
            Action::Edit => {
                let child = self.scene().matter_here().and_then(Matter::child)?;
                self.open(Open::File(child));
            }
            _ => {
                let rows = self.scene().rows();
                let mut place = self.scene().place(&rows);
                moved(&mut place, rows.len(), action).then_some(())?;
                self.state.selected = rows.get(place).map(|row| row.subject);
            }
        }
        Some(())
    }

    /// Shows another list, from its top.
    fn show(&mut self, steps: usize) {
        self.state.list = self.state.list.step(steps);
        self.state.selected = None;
    }

    fn click(&mut self, row: usize) {
        let rows = self.scene().rows();
        let clicked = rows.get(row).map(|row| row.subject);
        if clicked.is_some() && clicked == self.state.selected {
            // A row that was clicked has a matter.
            let _ = self.show_matter();
        }
        self.state.selected = clicked.or(self.state.selected);
    }

    /// Shows everything behind the selected row; `None` without a row.
    fn show_matter(&mut self) -> Option<()> {
        let page = self.scene().matter_page()?;
        self.push(Effect::PageThen(page, Open::Act));
        Some(())
    }

    /// Opens the list of steps for the selected row; `None` without a row.
    fn ask_what_was_done(&mut self) -> Option<()> {
        let lang = self.env.lang;
        let of = |matter: &Matter| (matter.child(), matter.flag.rule, matter.flag.since);
        let (child, rule, since) = self.scene().matter_here().map(of)?;
        let Some(child) = child else {
            self.say(Tone::Info, t!(lang, "follow-in-settings"));
            return Some(());
        };
        let can_close = !rule.close_reasons().is_empty();
        let mut items: Vec<PickerItem> = FollowStep::ALL
            .iter()
            .filter(|step| **step != FollowStep::Closed || can_close)
            .map(|step| {
                let label = words::choice(lang, "follow-step", *step);
                let note = word(lang, &format!("follow-note-{}", step.code()));
                PickerItem::new(step.code(), label, note)
            })
            .collect();
        items.push(PickerItem::new("problem", t!(lang, "follow-problem"), ""));
        items.push(PickerItem::new("file", t!(lang, "follow-file"), ""));
        let name = self.house.register.name(child).to_owned();
        let title = Label::Text(t!(lang, "pick-done", name = name));
        let purpose = FollowForm::Done { child, rule, since };
        self.choose(Picker::new(title, items), purpose);
        Some(())
    }
}
