//! Handling of keys, scans and clicks at the door.

use super::search::search;
use super::state::{DoorForm, DoorTurn, State, Way};
use crate::desk::command::{Comeback, Command};
use crate::desk::job::Load;
use crate::domain::find::{self, Standing};
use crate::domain::{Child, ChildId, Moment, Status, names};
use crate::house::House;
use crate::i18n::words;
use crate::keymap::chord::{Chord, Key};
use crate::keymap::{self, Action, Context};
use crate::screens::effect::{Effect, Env, Job, Open, Tone, Turn};
use crate::screens::people;
use crate::t;
use crate::ui::list::PAGE;
use tui_input::{Input, InputRequest};

/// Minimum length of a code without hits that is treated as a card.
const CARD_LENGTH: usize = 6;
/// Longest search text.
const QUERY_MAX: usize = 64;

/// Handles an action; `None` if the door does not use it.
pub(crate) fn update(
    house: &House,
    state: &mut State,
    env: Env,
    action: Action,
) -> Option<Vec<Effect<DoorForm>>> {
    Turn::effects_if_used(house, state, env, |turn| turn.act(action))
}

/// Handles a search key; `None` if it is not text.
pub(crate) fn type_key(
    house: &House,
    state: &mut State,
    env: Env,
    chord: Chord,
) -> Option<Vec<Effect<DoorForm>>> {
    Turn::effects_if_used(house, state, env, |turn| turn.type_key(chord))
}

/// Handles a scanned code.
pub(crate) fn scan(
    house: &House,
    state: &mut State,
    env: Env,
    code: &str,
) -> Vec<Effect<DoorForm>> {
    Turn::effects(house, state, env, |turn| turn.scan(code))
}

/// Pasted text is searched for, and never acts: digits in it choose nobody.
pub(crate) fn paste(house: &House, state: &mut State, text: &str) {
    state.offered.clear();
    crate::ui::form::paste(&mut state.query, text, QUERY_MAX);
    search(house, state);
}

/// A click chooses the candidate.
pub(crate) fn click(
    house: &House,
    state: &mut State,
    env: Env,
    row: usize,
) -> Vec<Effect<DoorForm>> {
    Turn::effects(house, state, env, |turn| turn.take(row))
}

/// Offers the siblings of a signed-in child who have no mark yet.
pub(crate) fn offer_siblings(house: &House, state: &mut State, child: ChildId) {
    let sheet = house.door_sheet();
    let is_missing =
        |sibling: &&Child| sibling.status == Status::Enrolled && !sheet.is_marked(sibling.id);
    let siblings = house.register.siblings(child).filter(is_missing);
    state.offered = siblings.map(|sibling| sibling.id).collect();
}

impl DoorTurn<'_> {
    fn search(&mut self) {
        search(self.house, self.state);
    }

    fn type_key(&mut self, chord: Chord) -> Option<()> {
        if chord.code == Key::Backspace {
            self.delete_back();
            return Some(());
        }
        if chord == Chord::ctrl('u') || chord == Chord::ctrl('w') {
            self.state.clear();
            return Some(());
        }
        let typed = chord.text()?;
        match keymap::resolve(&[Context::Door], chord) {
            // The key is not part of any name.
            Some(Action::TakeSibling) => return None,
            Some(Action::Number) if self.take_number(chord) => {}
            _ => self.type_letter(typed),
        }
        Some(())
    }

    fn act(&mut self, action: Action) -> Option<()> {
        match action {
            Action::Accept => self.choose_candidate(),
            Action::Up => self.move_by(-1),
            Action::Down => self.move_by(1),
            Action::PageUp => self.move_by(-PAGE.cast_signed()),
            Action::PageDown => self.move_by(PAGE.cast_signed()),
            Action::Turn => self.turn_around(),
            Action::TakeSibling => self.take_sibling()?,
            Action::Cancel => self.go_back(),
            Action::LateEntry => self.ask_late(),
            Action::KnownAbsence => {
                let child = self.chosen();
                self.ask_absence(child);
            }
            Action::Visit => {
                let child = self.chosen();
                self.open(Open::RecordToday(child));
            }
            Action::BindCard => {
                let child = self.chosen();
                self.ask_card(child);
            }
            _ => return None,
        }
        Some(())
    }

    /// The selected child, for a form about that child. The search ends: what was typed must not join the
    /// name of the next child.
    fn chosen(&mut self) -> Option<ChildId> {
        let child = self.scene().selected();
        self.state.clear();
        child
    }

    /// Esc clears the first of these that is set: the search, the offer, late entries, sign-out.
    fn go_back(&mut self) {
        if !self.state.query.value().is_empty() {
            self.state.clear();
        } else if !self.state.offered.is_empty() {
            self.state.offered.clear();
        } else if self.state.late.is_some() {
            self.enter_late(None);
        } else if self.state.way == Way::Leaving {
            self.turn_around();
        }
    }

    /// Takes the candidate that a digit names, if it names one.
    fn take_number(&mut self, chord: Chord) -> bool {
        let named = chord.number();
        let place = named.and_then(|number| self.scene().candidate_number(number));
        if let Some(place) = place {
            self.state.selected = place;
            self.take(place);
        }
        place.is_some()
    }

    /// Adds a typed character to the search.
    fn type_letter(&mut self, typed: char) {
        if typed.is_whitespace() || typed.is_control() {
            return;
        }
        self.state.offered.clear();
        self.state.came = None;
        if self.state.query.value().chars().count() < QUERY_MAX {
            self.state.query.handle(InputRequest::InsertChar(typed));
        }
        self.search();
    }

    fn delete_back(&mut self) {
        self.state.query.handle(InputRequest::DeletePrevChar);
        self.search();
    }

    /// Handles Enter: chooses the owner of a typed card, otherwise the selected candidate.
    fn choose_candidate(&mut self) {
        let typed = self.state.query.value().trim().to_owned();
        if typed.is_empty() {
            return;
        }
        let code = self.scene().typed_code();
        if let Some(owner) = self.house.register.card_owner(&code) {
            self.take_child(owner);
        } else if self.state.hits.is_empty() {
            self.no_match(typed, &code);
        } else if self.scene().is_undecided() {
            let lang = self.env.lang;
            let text = if self.scene().has_numbers() {
                t!(lang, "door-undecided")
            } else {
                t!(lang, "door-undecided-arrows")
            };
            self.say(Tone::Info, text);
        } else {
            self.take(self.state.selected);
        }
    }

    fn scan(&mut self, code: &str) {
        self.state.clear();
        if let Some(owner) = self.house.register.card_owner(code) {
            return self.take_child(owner);
        }
        // Not a card: a phone or file number that was typed very fast.
        self.state.query = Input::new(code.to_owned());
        self.search();
        if !self.state.hits.is_empty() {
            return self.choose_candidate();
        }
        self.state.clear();
        self.ask_whose_card(code);
    }

    fn no_match(&mut self, typed: String, code: &str) {
        // Where people have a PIN, digits that are nobody's may be one: they are not shown again, nor kept as a card.
        if self.house.has_locks && code.chars().all(|c| c.is_ascii_digit()) {
            self.state.clear();
            return self.say(Tone::Bad, t!(self.env.lang, "door-nobody-digits"));
        }
        let is_code = code.chars().count() >= CARD_LENGTH
            && code.chars().all(|c| c.is_ascii_alphanumeric())
            && code.chars().any(|c| c.is_ascii_digit());
        if is_code {
            return self.scan(code);
        }
        // The next child's letters must start a new search.
        self.state.clear();
        let lang = self.env.lang;
        if self.state.way == Way::Leaving
            && let Some(name) = self.somebody_not_in(&typed)
        {
            return self.say(Tone::Bad, t!(lang, "refused-not-in", name = name));
        }
        if self.state.way == Way::Arriving && names::is_whole_name(&typed) {
            let question = t!(lang, "door-new-child", name = typed.as_str());
            let when = self.state.when();
            return self.confirm(question, Command::SignInNew { name: typed, when });
        }
        self.say(Tone::Bad, t!(lang, "door-nobody", typed = typed));
    }

    /// The name of the child that the text fits best, of those who are not in the house.
    fn somebody_not_in(&self, typed: &str) -> Option<String> {
        let anybody = |_| Standing::Usual;
        let hits = find::search(self.house.register.entries(), typed, anybody, 1);
        let child = hits.first()?.child;
        Some(self.house.register.distinct_name(child).into_owned())
    }

    fn take(&mut self, place: usize) {
        if let Some(hit) = self.state.hits.get(place) {
            self.take_child(hit.child);
        }
    }

    /// Signs the chosen child in; during sign-out, opens the choice of who collects.
    pub(super) fn take_child(&mut self, id: ChildId) {
        self.state.clear();
        self.state.offered.clear();
        let lang = self.env.lang;
        let Some(child) = self.house.register.get(id) else {
            return;
        };
        let name = child.name.as_str();
        let inside = self.house.door_stay(id);
        let is_old = inside.is_some_and(|stay| self.house.is_of_before(stay));
        match (inside, self.state.way) {
            // The child comes anew; when it left is asked on Today.
            (Some(_), Way::Arriving) if is_old => self.arrive(child),
            (Some(stay), Way::Leaving) if is_old => self.open(Open::Settle(stay.key())),
            (Some(stay), Way::Arriving) => {
                // No question: typing the next child's name would answer it unseen and sign this
                // child
                // out.
                let since = people::since(self.house, stay, lang);
                let text = t!(lang, "refused-already-in", name = name, since = since);
                self.say(Tone::Bad, text);
            }
            (Some(_), Way::Leaving) => self.open(Open::Collect(id)),
            (None, Way::Leaving) => self.say(Tone::Bad, t!(lang, "refused-not-in", name = name)),
            (None, Way::Arriving) => self.arrive(child),
        }
    }

    /// Signs a child in that is not in the house; one that no longer comes after a question.
    fn arrive(&mut self, child: &Child) {
        if child.status == Status::Enrolled {
            return self.sign_in(child.id);
        }
        let lang = self.env.lang;
        let status = words::choice(lang, "status", child.status);
        let name = child.name.as_str();
        let question = t!(lang, "door-comeback", name = name, status = status);
        let when = self.state.when();
        let comeback = Comeback::Accept;
        let child = child.id;
        self.confirm(
            question,
            Command::SignIn {
                child,
                when,
                comeback,
            },
        );
    }

    fn sign_in(&mut self, child: ChildId) {
        let when = self.state.when();
        let comeback = Comeback::Ask;
        self.perform(Command::SignIn {
            child,
            when,
            comeback,
        });
    }

    /// Signs in the next offered sibling.
    fn take_sibling(&mut self) -> Option<()> {
        if self.state.offered.is_empty() {
            return None;
        }
        let child = self.state.offered.remove(0);
        self.sign_in(child);
        Some(())
    }

    /// Starts late entries for an earlier moment, or ends them. Keeps the search text, because the
    /// late entry is often for the child already typed.
    pub(super) fn enter_late(&mut self, late: Option<Moment>) {
        self.state.late = late;
        let today = self.house.today();
        let day = late.map(|at| at.date_naive()).filter(|day| *day != today);
        self.run(Job::Load(Load::LateDay(day)));
    }

    /// During late entries the time of the other way is asked first: the one is not taken for the other.
    fn turn_around(&mut self) {
        let way = match self.state.way {
            Way::Arriving => Way::Leaving,
            Way::Leaving => Way::Arriving,
        };
        match self.state.late {
            Some(late) => self.ask_late_of(late.date_naive(), way),
            None => self.turn_to(way),
        }
    }

    pub(super) fn turn_to(&mut self, way: Way) {
        self.state.way = way;
        self.state.offered.clear();
        self.search();
    }

    fn move_by(&mut self, lines: isize) {
        let last = self.state.hits.len().saturating_sub(1);
        self.state.selected = self.state.selected.saturating_add_signed(lines).min(last);
        self.state.has_moved = true;
    }
}
