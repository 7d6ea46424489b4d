//! Everything the screens show and decide on, in memory.

use super::children::ChildrenState;
use super::door::DoorState;
use super::follow::FollowState;
use super::importing::ImportPreview;
use super::plan::PlanState;
use super::popup::{Evacuation, Popup};
use super::settings::SettingsState;
use super::today::TodayState;
use crate::domain::Moment;
use crate::house::House;
use crate::house::fresh::Fresh;
use crate::keymap::Context;
use crate::ui::preferences::Preferences;
use std::path::PathBuf;

/// The screens; F-keys and clicks switch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// F2: what needs doing.
    Today,
    /// F3: sign-in and sign-out.
    Door,
    /// F4: the register.
    Children,
    /// F5: what is planned, what was held, who misses what.
    Activities,
    /// F6: who needs a person, and what was done.
    FollowUp,
    /// F8: home, hours, staff, look.
    Settings,
}

impl Screen {
    /// In the order of the tabs.
    pub const ALL: &'static [Self] = &[
        Self::Today,
        Self::Door,
        Self::Children,
        Self::Activities,
        Self::FollowUp,
        Self::Settings,
    ];
}

/// How urgent a toast is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Good,
    /// Something to know.
    Info,
    /// Something was not done.
    Bad,
}

/// One line at the foot of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// How urgent.
    pub tone: Tone,
    /// What.
    pub text: String,
}

/// Everything the screens show and decide on.
#[derive(Debug)]
pub struct Model {
    /// What is known of the home.
    pub house: House,
    /// Language, theme, symbols.
    pub look: Preferences,
    /// Which screen is shown.
    pub screen: Screen,
    /// F2.
    pub today: TodayState,
    /// F3.
    pub door: DoorState,
    /// F4.
    pub children: ChildrenState,
    /// The import that is open on F4.
    pub importing: Option<ImportPreview>,
    /// The file that is being read for an import.
    pub reading: Option<PathBuf>,
    /// F5.
    pub plan: PlanState,
    /// F6.
    pub follow: FollowState,
    /// F8.
    pub settings: SettingsState,
    /// Where the data is.
    pub folder: String,
    /// The ticks of an evacuation list that was put away.
    pub evacuation: Evacuation,
    /// Open popups; the last one has the keys.
    pub popups: Vec<Popup>,
    /// What was done last, until the next key.
    pub toast: Option<Toast>,
}

impl Model {
    /// An empty model at a moment.
    pub fn new(look: Preferences, now: Moment) -> Self {
        Self {
            house: House::new(now),
            look,
            screen: Screen::Today,
            today: TodayState::default(),
            door: DoorState::default(),
            children: ChildrenState::default(),
            importing: None,
            reading: None,
            plan: PlanState::on(now.date_naive()),
            follow: FollowState::default(),
            settings: SettingsState::default(),
            folder: String::new(),
            evacuation: Evacuation::default(),
            popups: Vec::new(),
            toast: None,
        }
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
    pub fn contexts(&self) -> Vec<Context> {
        let inner = match self.popups.last() {
            Some(popup) => popup.context(),
            None => match self.screen {
                Screen::Today => Context::Today,
                Screen::Door => Context::Door,
                Screen::Children if self.importing.is_some() => Context::Import,
                Screen::Children if self.children.file.is_some() => Context::ChildFile,
                Screen::Children => Context::Children,
                Screen::Activities => Context::Activities,
                Screen::FollowUp => Context::FollowUp,
                Screen::Settings => Context::Settings,
            },
        };
        vec![inner, Context::Global]
    }

    /// Says something at the foot of the screen.
    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.toast = Some(Toast {
            tone,
            text: text.into(),
        });
    }
}
