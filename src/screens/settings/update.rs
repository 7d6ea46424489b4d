//! Key and click handling of the settings.

use super::state::{LookedLine, SettingForm, SettingLine, SettingTarget, SettingsTurn, State};
use crate::desk::command::CalendarChange;
use crate::desk::job::{Load, LookWhy};
use crate::desk::read::looked::LookedPage;
use crate::house::House;
use crate::keymap::Action;
use crate::screens::effect::{Effect, Env, Job, Scene, Tone, Turn};
use crate::t;
use crate::ui::list::{moved, next_heading};
use crate::ui::preferences::{Preferences, SymbolSet, ThemeName};

/// Handles an action; `None` if the screen does not use it.
pub(crate) fn update(
    house: &House,
    state: &mut State,
    env: Env,
    action: Action,
) -> Option<Vec<Effect<SettingForm>>> {
    Turn::effects_if_used(house, state, env, |turn| turn.act(action))
}

/// A click on a line acts like Enter.
pub(crate) fn click(
    house: &House,
    state: &mut State,
    env: Env,
    row: usize,
) -> Vec<Effect<SettingForm>> {
    state.selected = row;
    update(house, state, env, Action::Accept).unwrap_or_default()
}

/// Stores who saw what, and selects it if it was asked for from another screen.
pub(crate) fn take_looked(house: &House, state: &mut State, env: Env, page: Box<LookedPage>) {
    state.looked = Some(page);
    if std::mem::take(&mut state.goes_to_looked) {
        let lines = Scene::new(house, &*state, env).lines();
        let first = SettingTarget::Looked(LookedLine::Days);
        let place = lines.iter().position(|line| line.act == first);
        state.selected = place.unwrap_or(state.selected);
    }
}

impl SettingsTurn<'_> {
    fn act(&mut self, action: Action) -> Option<()> {
        let lines = self.scene().lines();
        let target = lines.get(self.state.selected).map(|line| line.act);
        match action {
            Action::Accept => return self.change(target?),
            Action::Add => return self.change(target?.adds()),
            Action::Remove => return self.change(target.filter(|one| one.is_removable())?),
            Action::BindCard => match target? {
                SettingTarget::Staff(id) | SettingTarget::Secret(id) => self.ask_card(id)?,
                _ => return None,
            },
            Action::Print if self.house.home.is_some() => {
                self.act_on_looked(LookedLine::SelfCheck);
            }
            Action::Next | Action::Previous => self.go_to_section(&lines, action),
            _ => return moved(&mut self.state.selected, lines.len(), action).then_some(()),
        }
        Some(())
    }

    fn go_to_section(&mut self, lines: &[SettingLine], action: Action) {
        let is_heading = |place: &usize| {
            lines
                .get(*place)
                .is_some_and(|line| line.act == SettingTarget::Heading)
        };
        self.state.selected = next_heading(self.state.selected, lines.len(), action, is_heading);
    }

    /// Acts on a line; `None` for one that only tells something.
    fn change(&mut self, target: SettingTarget) -> Option<()> {
        let look = self.env.look;
        match target {
            SettingTarget::Heading | SettingTarget::Nothing => return None,
            SettingTarget::Home => self.ask_home(),
            SettingTarget::Late => self.ask_late_after(),
            SettingTarget::LockAfter => self.ask_lock_after(),
            SettingTarget::Ring => self.ask_ring_first(),
            SettingTarget::Zone => self.ask_zone(),
            SettingTarget::Hours(period) => self.ask_hours(period),
            SettingTarget::AddClosed => self.ask_closed(self.house.today()),
            SettingTarget::Closed(day) => self.confirm_day(day, CalendarChange::Unclose(day)),
            SettingTarget::AddExtra => self.ask_extra(),
            SettingTarget::Extra(day) => self.confirm_day(day, CalendarChange::Unopen(day)),
            SettingTarget::AddTerm => self.ask_term(),
            SettingTarget::Term(day) => self.confirm_day(day, CalendarChange::RemoveTerm(day)),
            SettingTarget::Staff(staff) => self.ask_staff(Some(staff)),
            SettingTarget::AddStaff => self.ask_staff(None),
            SettingTarget::Preset => self.ask_preset(),
            SettingTarget::Rule(number) => self.ask_rule(number),
            SettingTarget::Ladder(start) => self.ask_ladder(start),
            // Nobody sits down on somebody else's word.
            SettingTarget::Seat if self.house.has_locks => self.push(Effect::Lock),
            SettingTarget::Seat => self.ask_seat(),
            SettingTarget::SetLocks
            | SettingTarget::NoLocks
            | SettingTarget::Secret(_)
            | SettingTarget::Words
            | SettingTarget::Key => self.change_lock(target),
            SettingTarget::Language => self.prefer(Preferences {
                lang: look.lang.other(),
                ..look
            }),
            SettingTarget::Theme => {
                let theme = match look.theme {
                    ThemeName::Dark => ThemeName::Light,
                    ThemeName::Light => ThemeName::Dark,
                };
                self.prefer(Preferences { theme, ..look });
            }
            SettingTarget::Symbols => {
                let symbols = match look.symbols {
                    SymbolSet::Unicode => SymbolSet::Ascii,
                    SymbolSet::Ascii => SymbolSet::Unicode,
                };
                self.prefer(Preferences { symbols, ..look });
            }
            SettingTarget::Backup => {
                let text = t!(self.env.lang, "backup-running");
                self.push(Effect::Say(Tone::Info, text));
                self.run(Job::Backup { asked: true });
            }
            SettingTarget::Copies => {
                self.say(Tone::Info, t!(self.env.lang, "copies-reading"));
                self.run(Job::LookAtCopies(LookWhy::Page));
            }
            SettingTarget::Stick => self.run(Job::Load(Load::Sticks)),
            SettingTarget::Restore => self.ask_copy(),
            SettingTarget::Kept => self.run(Job::Load(Load::MayGo)),
            SettingTarget::Verify => self.run(Job::Verify(self.env.lang)),
            SettingTarget::CheckUp => self.check_up(Job::CheckUp),
            SettingTarget::HelpFile => self.check_up(Job::WriteHelpFile(look)),
            SettingTarget::Looked(line) => self.act_on_looked(line),
        }
        Some(())
    }

    /// One checkup at a time: two would measure each other on the disk.
    fn check_up(&mut self, job: Job) {
        self.say(Tone::Info, t!(self.env.lang, "doctor-running"));
        if !self.state.is_checking {
            self.state.is_checking = true;
            self.run(job);
        }
    }

    fn prefer(&mut self, look: Preferences) {
        self.push(Effect::Prefer(look));
    }
}
