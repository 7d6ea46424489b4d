//! F3, the door: what is typed, who could be meant, and what choosing one does.

use super::message::Effect;
use super::model::{Model, Tone};
use super::popup::{Collect, Confirm, Popup};
use crate::desk::command::{Comeback, Command, When};
use crate::desk::job::Load;
use crate::domain::find::{self, Hit, Standing};
use crate::domain::{Child, ChildId, Moment, Status};
use crate::i18n::words;
use crate::keymap;
use crate::keymap::chord::{Chord, Key};
use crate::keymap::{Action, Context};
use crate::t;
use crate::ui::list::PAGE;
use tui_input::{Input, InputRequest};

/// How many candidates the door numbers.
pub const NUMBERED: usize = 9;
/// How many candidates are kept for the arrows.
const KEPT: usize = 50;
/// A code this long that matches nobody is taken for a card.
const CARD_LENGTH: usize = 6;

/// Which way the children are going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Way {
    /// Coming: everybody can be found.
    #[default]
    Arriving,
    /// Leaving: only those in the house.
    Leaving,
}

/// State of the door.
#[derive(Debug, Default)]
pub struct DoorState {
    /// Which way the children are going.
    pub way: Way,
    /// What has been typed.
    pub query: Input,
    /// Who could be meant, best first.
    pub hits: Vec<Hit>,
    /// Which of them the arrows are on.
    pub selected: usize,
    /// Siblings of the child who was signed in last.
    pub offered: Vec<ChildId>,
    /// Entries are made for this earlier moment.
    pub late: Option<Moment>,
}

impl DoorState {
    /// When a sign-in made now is said to have happened.
    fn when(&self) -> When {
        self.late.map_or(When::Now, When::At)
    }

    /// Nothing typed, nobody chosen.
    pub fn clear(&mut self) {
        self.query.reset();
        self.hits.clear();
        self.selected = 0;
    }
}

impl Model {
    /// Where a child stands for the search at the door.
    fn door_standing(&self, id: ChildId) -> Standing {
        let Some(child) = self.house.register.get(id) else {
            return Standing::Hidden;
        };
        match (
            self.door.way,
            self.house.standing(child, self.house.door_sheet()),
        ) {
            (Way::Leaving, Standing::Inside) => Standing::Expected,
            (Way::Leaving, _) => Standing::Hidden,
            (Way::Arriving, standing) => standing,
        }
    }

    /// Finds again who could be meant: after a key, and after the register changed.
    pub fn search_door(&mut self) {
        let typed = self.door.query.value();
        let standing = |id| self.door_standing(id);
        self.door.hits = find::search(self.house.register.entries(), typed, standing, KEPT);
        self.door.selected = 0;
    }

    /// A key for the search field; `None` if it is not text.
    pub(super) fn door_typed(&mut self, chord: Chord) -> Option<Vec<Effect>> {
        if chord.code == Key::Backspace {
            self.delete_back();
            return Some(Vec::new());
        }
        if chord == Chord::ctrl('u') || chord == Chord::ctrl('w') {
            self.door.clear();
            return Some(Vec::new());
        }
        let typed = chord.text()?;
        let is_sibling_key = keymap::resolve(&[Context::Door], chord) == Some(Action::TakeSibling);
        if is_sibling_key {
            // Without an offer it is no letter of anybody's name either.
            return if self.door.offered.is_empty() {
                Some(Vec::new())
            } else {
                None
            };
        }
        Some(self.door_type(typed))
    }

    /// What an intent means at the door; `None` if nothing special.
    pub(super) fn door_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let nothing = Vec::new();
        Some(match action {
            Action::Accept => self.door_choose(),
            Action::Up => {
                self.door_move(-1);
                nothing
            }
            Action::Down => {
                self.door_move(1);
                nothing
            }
            Action::PageUp => {
                self.door_move(-PAGE.cast_signed());
                nothing
            }
            Action::PageDown => {
                self.door_move(PAGE.cast_signed());
                nothing
            }
            Action::Turn => {
                self.door_turn();
                nothing
            }
            Action::TakeSibling => self.door_take_sibling(),
            Action::Cancel => self.door_back(),
            Action::LateEntry => {
                self.ask_late();
                nothing
            }
            Action::KnownAbsence => {
                self.ask_absence(self.door_selected());
                nothing
            }
            Action::Visit => {
                self.ask_record_today(self.door_selected());
                nothing
            }
            Action::BindCard => {
                self.ask_card(self.door_selected());
                nothing
            }
            _ => return None,
        })
    }

    /// Esc: first what is typed, then what is offered, then the late entries, then the way out.
    fn door_back(&mut self) -> Vec<Effect> {
        if !self.door.query.value().is_empty() {
            self.door.clear();
        } else if !self.door.offered.is_empty() {
            self.door.offered.clear();
        } else if self.door.late.is_some() {
            return self.door_late(None);
        } else if self.door.way == Way::Leaving {
            self.door_turn();
        }
        Vec::new()
    }

    /// A click on a candidate takes it.
    pub(super) fn door_click(&mut self, row: usize) -> Vec<Effect> {
        self.door_take(row)
    }

    /// A typed character: part of the search, or the number of a candidate.
    pub fn door_type(&mut self, typed: char) -> Vec<Effect> {
        if typed == ' ' && !self.door.query.value().is_empty() {
            return self.door_choose();
        }
        if let Some(place) = self.candidate_number(typed) {
            self.door.selected = place;
            return self.door_take(place);
        }
        if typed.is_whitespace() || typed.is_control() {
            return Vec::new();
        }
        self.door.offered.clear();
        self.door.query.handle(InputRequest::InsertChar(typed));
        self.search_door();
        Vec::new()
    }

    /// Rubs out the last character.
    pub fn delete_back(&mut self) {
        self.door.query.handle(InputRequest::DeletePrevChar);
        self.search_door();
    }

    /// A digit chooses a candidate once letters or Han have been typed; before that it begins a
    /// file number, a phone or a card.
    fn candidate_number(&self, typed: char) -> Option<usize> {
        let typed_so_far = self.door.query.value();
        let number = typed.to_digit(10).filter(|digit| *digit > 0)? as usize;
        if typed_so_far.is_empty() || typed_so_far.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        if self
            .house
            .register
            .is_card_prefix(&format!("{typed_so_far}{typed}"))
        {
            return None;
        }
        (number <= self.door.hits.len()).then(|| number - 1)
    }

    /// Enter: the card's owner, or the candidate on which the arrows are.
    pub fn door_choose(&mut self) -> Vec<Effect> {
        let typed = self.door.query.value().trim().to_owned();
        if typed.is_empty() {
            return Vec::new();
        }
        if let Some(owner) = self.house.register.card_owner(&typed) {
            return self.door_take_child(owner);
        }
        if self.door.hits.is_empty() {
            return self.door_nobody(typed);
        }
        if self.has_namesake_at_hand() {
            self.say(Tone::Info, t!(self.look.lang, "door-same-name"));
            return Vec::new();
        }
        self.door_take(self.door.selected)
    }

    /// Same-name guard: while another child of the same name could be meant, Enter alone does not
    /// decide; a digit or an arrow does.
    fn has_namesake_at_hand(&self) -> bool {
        let [first, second, ..] = self.door.hits.as_slice() else {
            return false;
        };
        self.door.selected == 0
            && self.house.register.name(first.child) == self.house.register.name(second.child)
    }

    /// A scanned code.
    pub fn door_scan(&mut self, code: &str) -> Vec<Effect> {
        self.door.clear();
        if let Some(owner) = self.house.register.card_owner(code) {
            return self.door_take_child(owner);
        }
        // A phone or file number typed very fast, not a card.
        self.door.query = Input::new(code.to_owned());
        self.search_door();
        if !self.door.hits.is_empty() {
            return self.door_choose();
        }
        self.door.clear();
        self.ask_whose_card(code);
        Vec::new()
    }

    fn door_nobody(&mut self, typed: String) -> Vec<Effect> {
        let is_code = typed.chars().count() >= CARD_LENGTH
            && typed.chars().all(|c| c.is_ascii_alphanumeric())
            && typed.chars().any(|c| c.is_ascii_digit());
        if is_code {
            return self.door_scan(&typed);
        }
        // The next child's letters must not be added to these.
        self.door.clear();
        self.say(Tone::Bad, t!(self.look.lang, "door-nobody", typed = typed));
        Vec::new()
    }

    fn door_take(&mut self, place: usize) -> Vec<Effect> {
        let Some(hit) = self.door.hits.get(place) else {
            return Vec::new();
        };
        self.door_take_child(hit.child)
    }

    /// A child was chosen: it signs in, or, at the door turned around, somebody collects it.
    pub fn door_take_child(&mut self, id: ChildId) -> Vec<Effect> {
        self.door.clear();
        self.door.offered.clear();
        let lang = self.look.lang;
        let Some(child) = self.house.register.get(id) else {
            return Vec::new();
        };
        let (name, status) = (child.name.clone(), child.status);
        let inside = self.house.door_sheet().stay_inside(id);
        if let (Some(stay), Way::Arriving) = (inside, self.door.way) {
            // No question here: whoever types on for the next child would answer it unseen, and send
            // this one home.
            let since = stay.in_at.map(|at| at.format("%H:%M").to_string());
            let since = since.unwrap_or_default();
            let text = t!(lang, "refused-already-in", name = name, since = since);
            self.say(Tone::Bad, text);
            return Vec::new();
        }
        if inside.is_some() {
            return self.door_collect(id);
        }
        if self.door.way == Way::Leaving {
            self.say(Tone::Bad, t!(lang, "refused-not-in", name = name));
            return Vec::new();
        }
        let sign_in = |comeback| {
            Effect::Do(Command::SignIn {
                child: id,
                when: self.door.when(),
                comeback,
            })
        };
        if status == Status::Enrolled {
            return vec![sign_in(Comeback::Ask)];
        }
        let status = words::choice(lang, "status", status);
        let question = t!(lang, "door-comeback", name = name, status = status);
        let confirm = Confirm::new(question, sign_in(Comeback::Accept));
        self.popups.push(Popup::Confirm(confirm));
        Vec::new()
    }

    /// Asks who collects a child who is in the house.
    pub fn door_collect(&mut self, id: ChildId) -> Vec<Effect> {
        let collect = Collect::new(self, id);
        self.popups.push(Popup::Collect(collect));
        Vec::new()
    }

    /// The next sibling who was offered signs in too.
    pub fn door_take_sibling(&mut self) -> Vec<Effect> {
        if self.door.offered.is_empty() {
            return Vec::new();
        }
        let child = self.door.offered.remove(0);
        vec![Effect::Do(Command::SignIn {
            child,
            when: self.door.when(),
            comeback: Comeback::Ask,
        })]
    }

    /// After a sign-in: the siblings who are still missing are offered.
    pub fn door_offer_siblings(&mut self, child: ChildId) {
        let sheet = self.house.door_sheet();
        let missing =
            |sibling: &&Child| sibling.status == Status::Enrolled && !sheet.is_marked(sibling.id);
        self.door.offered = self
            .house
            .register
            .siblings(child)
            .filter(missing)
            .map(|s| s.id)
            .collect();
    }

    /// Late entries for a moment in the past, or no longer.
    pub fn door_late(&mut self, late: Option<Moment>) -> Vec<Effect> {
        self.door.late = late;
        // What was typed for the child who is to be entered late stays.
        self.search_door();
        let day = late.map(|at| at.date_naive());
        vec![Effect::Load(Load::LateDay(
            day.filter(|day| *day != self.house.today()),
        ))]
    }

    /// Coming or going.
    pub fn door_turn(&mut self) {
        self.door.way = match self.door.way {
            Way::Arriving => Way::Leaving,
            Way::Leaving => Way::Arriving,
        };
        self.door.offered.clear();
        self.search_door();
    }

    /// The child on whom the arrows are.
    pub fn door_selected(&self) -> Option<ChildId> {
        self.door.hits.get(self.door.selected).map(|hit| hit.child)
    }

    /// Moves the arrows by `lines`.
    pub fn door_move(&mut self, lines: isize) {
        let last = self.door.hits.len().saturating_sub(1);
        self.door.selected = self.door.selected.saturating_add_signed(lines).min(last);
    }
}
