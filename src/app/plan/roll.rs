//! Who takes part in an activity: a list with ticks. Whoever was in the house that day is ticked
//! already, so that most times nothing is left to do but to go on.

use super::forms::PlanForm;
use crate::app::asking::Purpose;
use crate::app::message::Effect;
use crate::app::model::{Model, Tone};
use crate::app::popup::Popup;
use crate::domain::activity::{Progress, coverage::Coverage};
use crate::domain::find::{self, Standing};
use crate::domain::{Activity, ChildId};
use crate::keymap::Action;
use crate::keymap::chord::{Chord, Key};
use crate::ui::form::{edit, paste};
use crate::ui::list::moved;
use chrono::NaiveDate;
use std::collections::HashSet;
use tui_input::Input;

/// The longest search, in characters.
const SEARCH_MAX: usize = 40;
/// More hits than anybody reads.
const MOST_HITS: usize = 200;

/// Who is ticked before anybody says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ready {
    /// Who was in the house, or who took part as it was written down before.
    Present,
    /// Everybody for whom it is meant.
    Meant,
    /// Nobody.
    Nobody,
}

impl Ready {
    const fn next(self) -> Self {
        match self {
            Self::Present => Self::Meant,
            Self::Meant => Self::Nobody,
            Self::Nobody => Self::Present,
        }
    }

    /// The key of its words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Present => "roll-present",
            Self::Meant => "roll-meant",
            Self::Nobody => "roll-nobody",
        }
    }
}

/// The list.
#[derive(Debug, Clone)]
pub struct Roll {
    /// What takes place.
    pub activity: Activity,
    /// Everybody, those who were in the house first, then those for whom it is meant.
    pub everybody: Vec<ChildId>,
    /// How many of them were in the house, or took part as it was written down before.
    pub present: usize,
    /// How many more it is meant for.
    pub meant: usize,
    /// Who takes part.
    pub ticked: HashSet<ChildId>,
    /// Who is listed: everybody, or who fits what was typed.
    pub shown: Vec<ChildId>,
    /// What was typed.
    pub input: Input,
    /// Where the arrows are.
    pub selected: usize,
    /// Who was ticked last without being asked one by one.
    pub ready: Ready,
}

/// What came of an intent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RollEvent {
    /// The list goes on.
    None,
    /// Everybody is ticked who should be.
    GoOn,
    /// Somebody is not on the register yet.
    Newcomer,
}

impl Roll {
    fn tick_ready(&mut self, ready: Ready) {
        let count = match ready {
            Ready::Present => self.present,
            Ready::Meant => self.present + self.meant,
            Ready::Nobody => 0,
        };
        self.ready = ready;
        self.ticked = self.everybody.iter().take(count).copied().collect();
    }

    /// Ticks the child the arrows are on, or takes the tick back. After a search the whole list is
    /// back, ready for the next name.
    fn tick(&mut self) {
        let Some(child) = self.shown.get(self.selected).copied() else {
            return;
        };
        if !self.ticked.insert(child) {
            self.ticked.remove(&child);
        }
        if self.input.value().is_empty() {
            self.selected = (self.selected + 1).min(self.shown.len().saturating_sub(1));
        } else {
            self.input.reset();
            self.shown.clone_from(&self.everybody);
            let place = self.shown.iter().position(|one| *one == child);
            self.selected = place.unwrap_or_default();
        }
    }

    /// An intent.
    pub(in crate::app) fn act(&mut self, action: Action) -> Option<RollEvent> {
        match action {
            Action::Accept if !self.input.value().is_empty() => self.tick(),
            Action::Accept | Action::Commit => return Some(RollEvent::GoOn),
            Action::Tick => self.tick(),
            Action::Filter => self.tick_ready(self.ready.next()),
            Action::Add => return Some(RollEvent::Newcomer),
            Action::Cancel if !self.input.value().is_empty() => {
                self.input.reset();
                self.shown.clone_from(&self.everybody);
                self.selected = 0;
            }
            _ => {
                moved(&mut self.selected, self.shown.len(), action).then_some(())?;
            }
        }
        Some(RollEvent::None)
    }
}

impl Model {
    /// Who was in the house on a day, as far back as is remembered.
    fn present_on(&self, day: NaiveDate) -> HashSet<ChildId> {
        if day == self.house.today() {
            let seen = self.house.day.rows().filter(|row| row.mark.is_seen());
            return seen.map(|row| row.child).collect();
        }
        let was_in = |days: &[crate::domain::rules::Day]| {
            days.iter().any(|one| one.day == day && one.mark.is_seen())
        };
        let days = self.house.known.days.iter();
        days.filter(|(_, days)| was_in(days))
            .map(|(child, _)| *child)
            .collect()
    }

    /// Asks who takes part, or who took part.
    pub(super) fn ask_roll(&mut self, activity: &Activity) {
        if activity.day > self.house.today() {
            let refusal = crate::desk::refusal::Refusal::Future;
            self.say(Tone::Bad, refusal.text(self.look.lang));
            return;
        }
        let day = activity.day;
        let was_held = activity.progress == Progress::Held;
        let present: HashSet<ChildId> = if was_held {
            self.house.took_part(activity.id).iter().copied().collect()
        } else {
            let mut present = self.present_on(day);
            present.retain(|child| self.is_meant(activity, *child));
            present
        };
        // Pinyin order inside each part of the list.
        let place = |child: ChildId| {
            if present.contains(&child) {
                0
            } else {
                1 + u8::from(!self.is_meant(activity, child))
            }
        };
        let on_list = |id: ChildId| {
            let is_here = |one: &crate::domain::Child| one.status.is_here();
            present.contains(&id) || self.house.register.get(id).is_some_and(is_here)
        };
        let all = self.house.register.children().iter().map(|child| child.id);
        let mut everybody: Vec<ChildId> = all.filter(|id| on_list(*id)).collect();
        everybody.sort_by_key(|child| place(*child));
        let meant = everybody.iter().filter(|child| place(**child) == 1).count();
        let mut roll = Roll {
            activity: activity.clone(),
            present: present.len(),
            meant,
            ticked: HashSet::new(),
            shown: everybody.clone(),
            everybody,
            input: Input::default(),
            selected: 0,
            ready: Ready::Present,
        };
        roll.tick_ready(Ready::Present);
        self.ask_who_took_part(roll);
    }

    fn is_meant(&self, activity: &Activity, child: ChildId) -> bool {
        let file = self.house.register.get(child);
        file.is_some_and(|file| {
            let tags = self.house.register.tags(child);
            activity.expected.means(file, tags, activity.day)
        })
    }

    fn ask_who_took_part(&mut self, roll: Roll) {
        if self.house.is_read_only {
            self.say_read_only();
            return;
        }
        self.popups.push(Popup::Roll(Box::new(roll)));
    }

    /// A key for the search in the list; `None` if it has no use for it.
    pub(in crate::app) fn roll_typed(&mut self, chord: Chord) -> Option<Vec<Effect>> {
        let Some(Popup::Roll(roll)) = self.popups.last_mut() else {
            return None;
        };
        if chord.folded().code == Key::Char(' ') && chord.text().is_some() {
            roll.tick();
            return Some(Vec::new());
        }
        if !edit(&mut roll.input, chord, SEARCH_MAX) {
            return None;
        }
        self.search_roll();
        Some(Vec::new())
    }

    /// Pasted text for the search in the list.
    pub(in crate::app) fn roll_paste(&mut self, text: &str) {
        if let Some(Popup::Roll(roll)) = self.popups.last_mut() {
            paste(&mut roll.input, text, SEARCH_MAX);
            self.search_roll();
        }
    }

    fn search_roll(&mut self) {
        let Some(Popup::Roll(roll)) = self.popups.last_mut() else {
            return;
        };
        let typed = roll.input.value();
        if typed.is_empty() {
            roll.shown.clone_from(&roll.everybody);
        } else {
            let listed = |id| {
                if roll.everybody.contains(&id) {
                    Standing::Usual
                } else {
                    Standing::Hidden
                }
            };
            let hits = find::search(self.house.register.entries(), typed, listed, MOST_HITS);
            roll.shown = hits.into_iter().map(|hit| hit.child).collect();
        }
        roll.selected = 0;
    }

    /// What an intent means in the list of who takes part.
    pub(in crate::app) fn roll_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let Some(Popup::Roll(roll)) = self.popups.last_mut() else {
            return None;
        };
        match roll.act(action)? {
            RollEvent::None => {}
            RollEvent::GoOn => self.ask_done(),
            RollEvent::Newcomer => self.ask_new_child(),
        }
        Some(Vec::new())
    }

    /// A click on a row ticks it.
    pub(in crate::app) fn roll_click(&mut self, row: usize) {
        if let Some(Popup::Roll(roll)) = self.popups.last_mut() {
            roll.selected = row;
            roll.tick();
        }
    }

    /// A child was added while the list was open: it takes part.
    pub(in crate::app) fn roll_add(&mut self, child: ChildId) -> bool {
        let roll = self.popups.iter_mut().rev().find_map(|popup| match popup {
            Popup::Roll(roll) => Some(roll),
            _ => None,
        });
        let Some(roll) = roll else { return false };
        roll.everybody.insert(0, child);
        roll.present += 1;
        roll.ticked.insert(child);
        roll.input.reset();
        roll.shown.clone_from(&roll.everybody);
        roll.selected = 0;
        true
    }

    /// After the list: what was done. The list stays under the form until everything is written.
    fn ask_done(&mut self) {
        let Some(Popup::Roll(roll)) = self.popups.last() else {
            return;
        };
        let activity = roll.activity.clone();
        let all = roll.everybody.iter().copied();
        let children: Vec<ChildId> = all.filter(|child| roll.ticked.contains(child)).collect();
        let form = self.done_form(&activity, children.len());
        self.ask(
            form,
            Purpose::Plan(PlanForm::Hold(Box::new(activity), children)),
        );
    }

    /// Everything is written: the list goes.
    pub(in crate::app) fn roll_is_done(&mut self) {
        self.popups.retain(|popup| !matches!(popup, Popup::Roll(_)));
    }

    /// Who misses a topic, as those for whom an activity is meant.
    pub(super) fn picked(coverage: &Coverage) -> crate::domain::activity::Expected {
        crate::domain::activity::Expected::Picked(coverage.missing.clone())
    }
}
