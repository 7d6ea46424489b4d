//! Everything the screens show and decide on, in memory.

use super::popups::Popup;
use crate::domain::Moment;
use crate::house::House;
use crate::house::fresh::Fresh;
use crate::keymap::Context;
use crate::screens::effect::{Env, Screen, Tone};
use crate::screens::{activities, children, door, follow_up, import, settings, today};
use crate::ui::preferences::Preferences;

/// One line at the foot of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// How it is meant.
    pub tone: Tone,
    /// The line.
    pub text: String,
}

/// What is known of the home, a state for each screen, and what lies over them.
#[derive(Debug)]
pub struct Model {
    /// What is known of the home.
    pub house: House,
    /// Language, theme, symbols.
    pub look: Preferences,
    /// The screen that is shown.
    pub screen: Screen,
    /// F2.
    pub today: today::state::State,
    /// F3.
    pub door: door::state::State,
    /// F4.
    pub children: children::state::State,
    /// The import on F4.
    pub import: import::state::State,
    /// F5.
    pub activities: activities::state::State,
    /// F6.
    pub follow_up: follow_up::state::State,
    /// F8.
    pub settings: settings::state::State,
    /// Open popups; the last one has the keys.
    pub popups: Vec<Popup>,
    /// What was done last, until the next key.
    pub toast: Option<Toast>,
}

impl Model {
    /// An empty model at a moment.
    pub(crate) fn new(look: Preferences, now: Moment) -> Self {
        Self {
            house: House::new(now),
            look,
            screen: Screen::Today,
            today: today::state::State::default(),
            door: door::state::State::default(),
            children: children::state::State::default(),
            import: import::state::State::default(),
            activities: activities::state::State::on(now.date_naive()),
            follow_up: follow_up::state::State::default(),
            settings: settings::state::State::default(),
            popups: Vec::new(),
            toast: None,
        }
    }

    /// How the screens are to be shown.
    pub(crate) fn env(&self) -> Env {
        Env::new(self.look, self.popups.is_empty())
    }

    /// Takes over what was read again, and what the shown screen concludes from it.
    pub(super) fn take(&mut self, fresh: Fresh) {
        self.house.take(fresh);
        self.refresh();
    }

    /// Computes again what the shown screen says of matters and weeks; the door does not wait for
    /// either.
    pub(super) fn refresh(&mut self) {
        if matches!(self.screen, Screen::Today | Screen::Activities) {
            self.house.refresh_weeks();
        }
        if matches!(self.screen, Screen::Today | Screen::FollowUp) {
            self.house.refresh_matters();
        }
    }

    /// What has the keys, innermost first.
    pub(crate) fn contexts(&self) -> Vec<Context> {
        let inner = match self.popups.last() {
            Some(popup) => popup.context(),
            None => match self.screen {
                Screen::Today => Context::Today,
                Screen::Door => Context::Door,
                Screen::Children if self.import.preview.is_some() => Context::Import,
                Screen::Children if self.children.file.is_some() => Context::ChildFile,
                Screen::Children => Context::Children,
                Screen::Activities => Context::Activities,
                Screen::FollowUp => Context::FollowUp,
                Screen::Settings => Context::Settings,
            },
        };
        vec![inner, Context::Global]
    }

    /// Says one line at the foot of the screen.
    pub(crate) fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.toast = Some(Toast {
            tone,
            text: text.into(),
        });
    }
}
