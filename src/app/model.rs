//! The application's state in memory.

use super::popups::Popup;
use crate::desk::long_work::{Doing, Reached};
use crate::domain::rules::PastMatter;
use crate::domain::rules::list::List;
use crate::domain::{ChildId, Moment};
use crate::house::House;
use crate::house::fresh::Fresh;
use crate::keymap::{Action, Context};
use crate::screens::children::state::Page;
use crate::screens::effect::{Env, Scene, Screen, Tone};
use crate::screens::settings::state::SettingTarget;
use crate::screens::{activities, children, door, follow_up, import, settings, today, trends};
use crate::t;
use crate::ui::preferences::Preferences;
use chrono::NaiveDate;

/// A message in the bottom line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// Kind of message.
    pub tone: Tone,
    /// Text of the message.
    pub text: String,
}

/// How far the file has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Nothing is known yet: no screen may show a number or an empty list.
    Begun,
    /// Everything that the screens show.
    Done,
    /// It could not be read: nothing is known.
    Failed,
}

/// The home, the state of each screen, and the open popups.
#[derive(Debug)]
#[cfg_attr(test, derive(Clone))]
pub struct Model {
    /// The home.
    pub house: House,
    /// How far it has been read.
    pub reading: Reading,
    /// Language, theme, symbols.
    pub look: Preferences,
    /// The current screen.
    pub screen: Screen,
    /// State of F2.
    pub today: today::state::State,
    /// State of F3.
    pub door: door::state::State,
    /// State of F4.
    pub children: children::state::State,
    /// State of the import on F4.
    pub import: import::state::State,
    /// State of F5.
    pub activities: activities::state::State,
    /// State of F6.
    pub follow_up: follow_up::state::State,
    /// The home as it was on an earlier evening, while F6 shows it.
    pub past: Option<Box<House>>,
    /// State of F7.
    pub trends: trends::state::State,
    /// State of F8.
    pub settings: settings::state::State,
    /// Open popups; the last one receives the keys.
    pub popups: Vec<Popup>,
    /// Message of the last step; cleared by the next key.
    pub toast: Option<Toast>,
}

impl Model {
    /// Keeps a page, and a part of the screen that scrolls, from being scrolled further than the end, as it was drawn:
    /// the next key up moves it.
    pub(crate) fn page_ends_at(&mut self, last: usize, pane: usize) {
        let cases = &mut self.follow_up.cases;
        cases.top = cases.top.min(pane);
        if let Some(walk) = &mut self.follow_up.walk {
            walk.top = walk.top.min(pane);
        }
        if let Some(Popup::Page(page) | Popup::PageThen(page, _)) = self.popups.last_mut() {
            page.top = page.top.min(last);
        }
        if let Some(Popup::Words(sheet)) = self.popups.last_mut() {
            sheet.page.top = sheet.page.top.min(last);
        }
    }

    /// Puts the earlier matters of a child, which were read, on the page of its matters if that is still open.
    pub(crate) fn show_earlier(
        &mut self,
        child: ChildId,
        day: NaiveDate,
        matters: Vec<PastMatter>,
    ) {
        let env = self.env();
        let house = self.past.as_deref().unwrap_or(&self.house);
        let read = (child, day, matters);
        let whole = follow_up::update::take_earlier(house, &mut self.follow_up, env, read);
        let Some(whole) = whole else { return };
        for popup in &mut self.popups {
            if let Popup::Page(page) | Popup::PageThen(page, _) = popup
                && page.title == whole.title
            {
                page.lines.clone_from(&whole.lines);
            }
        }
    }

    /// An empty model at `now`.
    pub(crate) fn new(look: Preferences, now: Moment) -> Self {
        Self {
            house: House::new(now),
            reading: Reading::Begun,
            look,
            screen: Screen::Today,
            today: today::state::State::default(),
            door: door::state::State::default(),
            children: children::state::State::default(),
            import: import::state::State::default(),
            activities: activities::state::State::on(now.date_naive()),
            follow_up: follow_up::state::State::default(),
            past: None,
            trends: trends::state::State::default(),
            settings: settings::state::State::default(),
            popups: Vec::new(),
            toast: None,
        }
    }

    /// Whether somebody is typing a search.
    pub(crate) fn is_typing(&self) -> bool {
        let door = self.screen == Screen::Door && !self.door.query.value().is_empty();
        let children = self.screen == Screen::Children && !self.children.query.value().is_empty();
        door || children
    }

    /// Display settings of the screens.
    pub(crate) fn env(&self) -> Env {
        Env::new(self.look, self.popups.is_empty())
    }

    /// The file cannot be read: what was read before must not be taken for the present.
    pub(super) fn know_nothing(&mut self) {
        self.reading = Reading::Failed;
        for popup in &mut self.popups {
            if let Popup::Evacuation(list) = popup {
                list.read_at = None;
            }
        }
    }

    /// Takes over parts of the home read again and recomputes what the current screen shows.
    pub(super) fn take(&mut self, fresh: Fresh) {
        self.house.take(fresh);
        self.refresh();
        for popup in &mut self.popups {
            if let Popup::Agree(agree) = popup {
                agree.read_again(&self.house);
            }
        }
    }

    /// Recomputes matters, weeks and coverage if the current screen shows them. The door skips this to stay
    /// fast.
    pub(super) fn refresh(&mut self) {
        if matches!(self.screen, Screen::Today | Screen::Activities) {
            self.house.refresh_weeks();
            self.house.refresh_coverage();
        }
        if matches!(self.screen, Screen::Today | Screen::FollowUp) {
            self.house.refresh_matters();
        }
    }

    /// Contexts of the key table, innermost first.
    pub(crate) fn contexts(&self) -> Vec<Context> {
        let inner = match self.popups.last() {
            Some(popup) => popup.context(),
            None => match self.screen {
                Screen::Today => Context::Today,
                Screen::Door => Context::Door,
                Screen::Children if self.import.preview.is_some() => Context::Import,
                Screen::Children if self.children.file.is_some() => Context::ChildFile,
                Screen::Children if self.children.page != Page::Register => Context::HelpPage,
                Screen::Children => Context::Children,
                Screen::Activities if self.activities.preview.is_some() => Context::CalendarFile,
                Screen::Activities if self.activities.moving.is_some() => Context::Moving,
                Screen::Activities => Context::Activities,
                Screen::FollowUp if self.past.is_some() => Context::PastDay,
                Screen::FollowUp if self.follow_up.walk.is_some() => Context::Walk,
                Screen::FollowUp if self.has_card() => Context::Case,
                Screen::FollowUp => Context::FollowUp,
                Screen::Trends if self.trends.behind.is_some() => Context::Behind,
                Screen::Trends => Context::Trends,
                Screen::Settings => Context::Settings,
            },
        };
        vec![inner, Context::Global]
    }

    /// The home that F6 shows: of an earlier evening, or the present one.
    pub(crate) fn shown_home(&self) -> &House {
        self.past.as_deref().unwrap_or(&self.house)
    }

    /// Whether F6 shows the card of a problem or an incident.
    fn has_card(&self) -> bool {
        Scene::new(self.shown_home(), &self.follow_up, self.env())
            .card()
            .is_some()
    }

    /// Whether the footer names a key with this action. A key that does nothing in this state, or
    /// something other than it says, is left out.
    pub(crate) fn offers(&self, action: Action) -> bool {
        match self.popups.last() {
            // There is nothing to go back to.
            Some(Popup::Lock(lock)) if action == Action::Cancel => return lock.length() > 0,
            Some(_) => return !(self.is_locked() && shows_more(action)),
            None => {}
        }
        let opening = self.house.day.opening.as_ref();
        match action {
            // What is changed there last is often a preference, which is no step.
            Action::Undo => {
                let is_past = self.screen == Screen::FollowUp && self.past.is_some();
                let is_shown = !matches!(self.screen, Screen::Settings | Screen::Trends);
                is_shown && self.reading == Reading::Done && !is_past
            }
            Action::Print if self.screen == Screen::FollowUp => !self.follow_up.cases.is_shown,
            Action::OpenHome if self.screen != Screen::Children => opening.is_none(),
            Action::CloseDay => opening.is_some() && self.house.closed_at().is_none(),
            Action::Walk => self.follow_up.list == List::File,
            Action::Add | Action::Remove | Action::Accept if self.screen == Screen::Settings => {
                self.settings_offer(action)
            }
            Action::Compare => self.trends.page.has_beside(),
            Action::Accept | Action::Turn if self.screen == Screen::Trends => {
                self.trends.has_children_behind()
            }
            Action::Cancel => self.can_go_back(),
            _ => true,
        }
    }

    /// What the selected line of F8 is about.
    pub(super) fn settings_target(&self) -> Option<SettingTarget> {
        let lines = Scene::new(&self.house, &self.settings, self.env()).lines();
        lines.get(self.settings.selected).map(|line| line.act)
    }

    /// Whether the selected line of F8 can be changed, or one of its kind added or removed.
    fn settings_offer(&self, action: Action) -> bool {
        let may = |target: SettingTarget| target.needs().is_none_or(|right| self.has_right(right));
        self.settings_target().is_some_and(|target| match action {
            _ if !may(target) => false,
            Action::Add => target.adds() != SettingTarget::Nothing,
            Action::Remove => target.is_removable(),
            _ => !matches!(target, SettingTarget::Heading | SettingTarget::Nothing),
        })
    }

    /// Whether there is something on the screen that Esc closes, clears or leaves.
    fn can_go_back(&self) -> bool {
        match self.screen {
            Screen::Today => self.today.unfolded.is_some(),
            Screen::Door => self.door.can_go_back(),
            Screen::Children => {
                self.import.preview.is_some()
                    || self.import.reading.is_some()
                    || self.children.can_go_back()
            }
            Screen::Activities => {
                self.activities.preview.is_some() || self.activities.moving.is_some()
            }
            Screen::FollowUp => {
                self.past.is_some() || self.follow_up.walk.is_some() || self.has_card()
            }
            Screen::Trends => self.trends.behind.is_some() || self.trends.waits.is_some(),
            Screen::Settings => false,
        }
    }

    /// Says that the end of the program waits for a copy of the file.
    pub(crate) fn say_copying(&mut self) {
        let text = t!(self.look.lang, "backup-finishing");
        self.say(Tone::Info, text);
    }

    /// Says how far work has come that takes longer than a frame, and how to stop it if it can be. Returns what the bottom
    /// line said before.
    pub(crate) fn say_busy(&mut self, reached: Reached, can_stop: bool) -> Option<Toast> {
        let before = self.toast.take();
        let lang = self.look.lang;
        let mut text = reached.text(lang);
        if can_stop && reached.can_stop() {
            let stop = match reached.doing {
                Doing::Comparing => t!(lang, "import-stop-comparing"),
                Doing::Writing => t!(lang, "import-stop-writing"),
            };
            text = format!("{text} {stop}");
        }
        self.say(Tone::Info, text);
        before
    }

    /// Shows a message in the bottom line.
    pub(crate) fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.toast = Some(Toast {
            tone,
            text: text.into(),
        });
    }
}

/// Whether the action shows more of the children on the roll call than a fire asks for, so that it waits for a secret.
pub(super) fn shows_more(action: Action) -> bool {
    matches!(action, Action::TogglePhones | Action::Print)
}
