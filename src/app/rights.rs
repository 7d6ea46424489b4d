//! What whoever is at the desk may do, for the screens: what keys, forms and targets need, asked in one place.

use super::model::Model;
use crate::desk::refusal::Refusal;
use crate::desk::rights::{Locks, Right, is_right_of};
use crate::keymap::{self, Action, Binding, Chord, Need};
use crate::screens::effect::{ForWhat, Open, Screen, Tone, locks_of, may};
use crate::screens::settings::state::SettingTarget;
use crate::t;

/// The right that a key of the key table needs.
const fn right_of(need: Need) -> Right {
    match need {
        Need::Attend => Right::Attend,
        Need::KeepFiles => Right::KeepFiles,
        Need::FollowUp => Right::FollowUp,
        Need::Plan => Right::Plan,
        Need::Direct => Right::Direct,
        Need::ReadNames => Right::ReadNames,
        Need::Read => Right::Read,
        Need::ReadRestricted => Right::ReadRestricted,
        Need::KeepCopies => Right::KeepCopies,
    }
}

/// The action that goes to a screen.
const fn way_to(screen: Screen) -> Action {
    match screen {
        Screen::Today => Action::GoToday,
        Screen::Door => Action::GoDoor,
        Screen::Children => Action::GoChildren,
        Screen::Activities => Action::GoActivities,
        Screen::FollowUp => Action::GoFollowUp,
        Screen::Trends => Action::GoTrends,
        Screen::Settings => Action::GoSettings,
    }
}

/// The screen to which a target leads; `None` for what opens above any screen.
const fn screen_of(what: &Open) -> Option<Screen> {
    Some(match what {
        Open::Screen(screen) => *screen,
        Open::EnterLate(_) => Screen::Door,
        Open::File(_) | Open::Help(_) | Open::Helpers | Open::Nobody => Screen::Children,
        Open::Matter(..) | Open::Cases | Open::Case(_) | Open::Walk(_) => Screen::FollowUp,
        Open::Activity(..) | Open::DueTopics => Screen::Activities,
        Open::Looked(_) => Screen::Settings,
        Open::CloseDay(_)
        | Open::Settle(_)
        | Open::Secret(_)
        | Open::Report(..)
        | Open::NewChild
        | Open::Part(..)
        | Open::Act
        | Open::Record(_)
        | Open::AgreeDays(_)
        | Open::Give(..)
        | Open::Round(_)
        | Open::RoundSheet(_)
        | Open::Visit(_)
        | Open::Absence(_)
        | Open::Card(_)
        | Open::Collect(_)
        | Open::FirstRun
        | Open::Explain(_)
        | Open::RecordToday(_)
        | Open::TakingPart(_)
        | Open::Picking(..) => return None,
    })
}

/// The right that a target needs beside its screen; `None` for what only shows something.
const fn needs_of(what: &Open) -> Option<Right> {
    Some(match what {
        Open::EnterLate(_) | Open::Settle(_) | Open::Absence(_) | Open::Collect(_) => Right::Attend,
        Open::NewChild | Open::Part(..) | Open::AgreeDays(_) | Open::Card(_) | Open::Walk(_) => {
            Right::KeepFiles
        }
        Open::Report(..)
        | Open::Act
        | Open::Record(_)
        | Open::Give(..)
        | Open::Round(_)
        | Open::RoundSheet(_)
        | Open::Visit(_) => Right::FollowUp,
        Open::RecordToday(_) | Open::TakingPart(_) | Open::Picking(..) => Right::Plan,
        Open::CloseDay(_)
        | Open::Explain(_)
        | Open::Looked(_)
        | Open::Secret(ForWhat::SetLocks | ForWhat::Give(..)) => Right::Direct,
        Open::FirstRun => Right::SetUp,
        Open::Secret(ForWhat::ChangeOwn(_) | ForWhat::File(_))
        | Open::Screen(_)
        | Open::File(_)
        | Open::Help(_)
        | Open::Helpers
        | Open::Nobody
        | Open::Matter(..)
        | Open::Cases
        | Open::Case(_)
        | Open::Activity(..)
        | Open::DueTopics => return None,
    })
}

impl Model {
    /// Whether whoever is at the desk has a right.
    pub(crate) fn has_right(&self, right: Right) -> bool {
        may(&self.house, right)
    }

    /// Whether whoever is at the desk may use a key that needs this and does this.
    pub(crate) fn may_use(&self, need: Option<Need>, action: Action) -> bool {
        let screen = Screen::ALL.iter().find(|one| way_to(**one) == action);
        match (screen, need) {
            (Some(screen), _) => self.may_see(*screen),
            (None, Some(need)) => self.has_right(right_of(need)),
            (None, None) => true,
        }
    }

    /// The keys that are listed for whoever is at the desk.
    pub(super) fn listed_keys(&self) -> Vec<&'static Binding> {
        let all = keymap::help(&self.contexts()).into_iter();
        all.map(|(_, binding)| binding)
            .filter(|binding| self.may_use(binding.need, binding.action))
            .collect()
    }

    /// Whether a screen is shown to whoever is at the desk. Where nobody proves anything all are.
    pub(crate) fn may_see(&self, screen: Screen) -> bool {
        if !self.house.has_locks {
            return true;
        }
        let Some(home) = &self.house.home else {
            return matches!(screen, Screen::Door | Screen::Settings);
        };
        let mut staff = home.staff.iter();
        let who = staff.find(|one| Some(one.id) == self.house.actor);
        let need = keymap::need_of(way_to(screen));
        need.is_none_or(|need| is_right_of(right_of(need), who, Locks::Set))
    }

    /// Refuses a screen that is not shown to whoever is at the desk.
    pub(super) fn check_screen(&mut self, screen: Screen) -> bool {
        let may = self.may_see(screen);
        if !may {
            self.say(Tone::Info, t!(self.look.lang, "lock-not-yours"));
        }
        may
    }

    /// Refuses what leads to a screen that is not shown, or asks for what whoever is at the desk may not do.
    pub(super) fn may_open(&mut self, what: &Open) -> bool {
        screen_of(what).is_none_or(|screen| self.check_screen(screen))
            && self.check_right(needs_of(what))
    }

    /// Refuses a right that whoever is at the desk does not have, and says who has it.
    pub(super) fn check_right(&mut self, right: Option<Right>) -> bool {
        let Some(right) = right.filter(|right| !self.has_right(*right)) else {
            return true;
        };
        let refusal = Refusal::without_right(right, locks_of(&self.house));
        self.say(Tone::Bad, refusal.text(self.look.lang));
        false
    }

    /// Refuses a key that whoever is at the desk may not use, and says who may.
    pub(super) fn check_key(&mut self, chord: Chord, action: Action) -> bool {
        let need = keymap::need(&self.contexts(), chord);
        let is_change = matches!(action, Action::Accept | Action::Add | Action::Remove);
        if is_change && self.popups.is_empty() && self.screen == Screen::Settings {
            // What it needs is of the line.
            let target = self.settings_target();
            return self.check_right(target.and_then(SettingTarget::needs));
        }
        // A screen that is not shown says so itself.
        let is_way = Screen::ALL.iter().any(|one| way_to(*one) == action);
        is_way || self.check_right(need.map(right_of))
    }
}
