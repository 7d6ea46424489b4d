//! Key and click handling of F4: the list and the open file.

use super::help::pages;
use super::list::list;
use super::state::{
    ChildForm, ChildrenScene, ChildrenTurn, FileLine, FileState, FileTarget, Filter, HelpGap,
    HelpTarget, Page, State,
};
use crate::desk::job::{Load, Past};
use crate::desk::read::looked::LookedAsk;
use crate::domain::{ChildId, Status};
use crate::house::House;
use crate::keymap::chord::Chord;
use crate::keymap::{Action, Context, resolve};
use crate::reports::ledgers::Ledger;
use crate::screens::effect::{Effect, Env, Job, Open, Turn};
use crate::ui::form::{edit, paste};
use crate::ui::list::{moved, next_heading};
use crate::ui::preferences::Preferences;

/// Maximum search length in characters.
const SEARCH_MAX: usize = 40;

/// Handles an action; `None` if the screen does not use it.
pub(crate) fn update(
    house: &House,
    state: &mut State,
    env: Env,
    action: Action,
) -> Option<Vec<Effect<ChildForm>>> {
    Turn::effects_if_used(house, state, env, |turn| turn.act(action))
}

/// A click selects a row; on the selected row it opens the file.
pub(crate) fn click(
    house: &House,
    state: &mut State,
    env: Env,
    row: usize,
) -> Vec<Effect<ChildForm>> {
    Turn::effects(house, state, env, |turn| turn.click(row))
}

/// Handles a search key. Returns whether the key was text.
pub(crate) fn type_key(house: &House, state: &mut State, chord: Chord) -> bool {
    // Ctrl-W deletes a word elsewhere.
    let is_bound = chord.text().is_none() && resolve(&[Context::Children], chord).is_some();
    if state.file.is_some()
        || state.page != Page::Register
        || is_bound
        || !edit(&mut state.query, chord, SEARCH_MAX)
    {
        return false;
    }
    state.selected = None;
    list(house, state);
    true
}

/// Inserts pasted text into the search.
pub(crate) fn paste_text(house: &House, state: &mut State, text: &str) {
    if state.file.is_none() && state.page == Page::Register {
        paste(&mut state.query, text, SEARCH_MAX);
        list(house, state);
    }
}

/// Opens a child's file.
pub(crate) fn open_file(
    house: &House,
    state: &mut State,
    env: Env,
    child: ChildId,
) -> Vec<Effect<ChildForm>> {
    Turn::effects(house, state, env, |turn| turn.open_file(child))
}

/// Selects the pairing in the open file whose contact is overdue for longest, else the first line of help.
pub(crate) fn go_to_help(house: &House, state: &mut State, look: Preferences) {
    let scene = ChildrenScene::new(house, state, Env::new(look, true));
    let lines = scene.file_lines();
    let today = house.today();
    let overdue = lines.iter().enumerate().filter_map(|(place, line)| {
        let FileTarget::Help(HelpTarget::Pairing(id)) = line.act else {
            return None;
        };
        let due = state.dues.get(&id)?.due;
        (due < today).then_some((due, place))
    });
    let is_help = |line: &FileLine| matches!(line.act, FileTarget::Help(_));
    let first = || lines.iter().position(is_help);
    let place = overdue.min().map(|(_, place)| place).or_else(first);
    if let (Some(place), Some(file)) = (place, &mut state.file) {
        file.selected = place;
    }
}

/// Shows the page of helpers, or in the register the children with needs who have nobody.
pub(crate) fn show_page(house: &House, state: &mut State, page: Page) {
    state.file = None;
    state.page = page;
    state.row = 0;
    if page == Page::Register {
        state.query.reset();
        state.filter = Filter {
            gap: Some(HelpGap::Nobody),
            ..Filter::default()
        };
    }
    list(house, state);
    pages::refresh(house, state);
}

/// Rebuilds the list after a register change and reloads the open file's history.
pub(crate) fn register_changed(house: &House, state: &mut State) -> Option<Job> {
    list(house, state);
    pages::refresh(house, state);
    let file = state.file.as_ref()?;
    Some(Job::Load(Load::Past(file.child)))
}

/// Stores a history that has been read, if that child's file is still open.
pub(crate) fn take_past(state: &mut State, child: ChildId, past: Box<Past>) {
    let open = state.file.as_mut().filter(|file| file.child == child);
    if let Some(file) = open {
        file.past = Some(past);
    }
}

impl ChildrenTurn<'_> {
    fn act(&mut self, action: Action) -> Option<()> {
        if self.state.file.is_some() {
            return self.act_in_file(action);
        }
        if self.state.page != Page::Register {
            return self.act_on_page(action);
        }
        match action {
            Action::Accept => self.open_file(self.state.selected?),
            Action::Cancel => {
                self.state.query.reset();
                self.state.filter = Filter::default();
                self.list();
            }
            Action::Sort => {
                self.state.sort = self.state.sort.next();
                self.list();
            }
            Action::Filter => self.ask_filter(),
            Action::Next | Action::Previous => self.turn_page(action),
            Action::Nobody => self.show_gap(),
            Action::Add => self.ask_new_child(),
            Action::Edit => self.ask_child(self.state.selected?, None),
            Action::AgreeDays => self.ask_whose_days(),
            Action::Visit => self.open(Open::Record(self.state.selected?)),
            Action::KnownAbsence => self.open(Open::Absence(self.state.selected)),
            _ => {
                let mut place = self.state.place();
                moved(&mut place, self.state.rows.len(), action).then_some(())?;
                self.state.selected = self.state.rows.get(place).copied();
            }
        }
        Some(())
    }

    pub(super) fn list(&mut self) {
        list(self.house, self.state);
    }

    fn click(&mut self, row: usize) {
        if let Some(file) = &mut self.state.file {
            file.selected = row;
            self.enter();
            return;
        }
        if self.state.page != Page::Register {
            let was = std::mem::replace(&mut self.state.row, row);
            if was == row {
                self.enter_page();
            }
            return;
        }
        let clicked = self.state.rows.get(row).copied();
        match clicked {
            Some(child) if clicked == self.state.selected => self.open_file(child),
            _ => self.state.selected = clicked.or(self.state.selected),
        }
    }

    fn open_file(&mut self, child: ChildId) {
        self.state.selected = Some(child);
        self.state.file = Some(FileState {
            child,
            selected: 0,
            shows_id_no: false,
            past: None,
        });
        pages::refresh(self.house, self.state);
        self.run(Job::Load(Load::Past(child)));
    }

    fn act_in_file(&mut self, action: Action) -> Option<()> {
        let child = self.state.file.as_ref()?.child;
        match action {
            Action::Cancel | Action::GoChildren => {
                self.state.file = None;
                let from = self.state.from.take();
                if let Some(screen) = from.filter(|_| action == Action::Cancel) {
                    self.open(Open::Screen(screen));
                }
            }
            Action::Add if self.is_in_help() => self.ask_what_to_add(child),
            Action::Add => self.ask_new_child(),
            Action::Accept => self.enter(),
            Action::Edit => {
                let field = match self.line().map(|line| line.act) {
                    Some(FileTarget::Field(field)) => Some(field),
                    _ => None,
                };
                self.ask_child(child, field);
            }
            Action::Next | Action::Previous => self.go_to_section(action),
            Action::Left | Action::Right => self.turn_file(action),
            Action::ToggleIdNo => {
                let file = self.state.file.as_mut()?;
                file.shows_id_no = !file.shows_id_no;
            }
            Action::Print => self.open(Open::Report(Ledger::ChildFile, Some(child))),
            Action::Contacts => self.ask_contacts(child),
            Action::Tags => self.ask_tags(child),
            Action::ChangeStatus => self.ask_status(child),
            Action::LinkHousehold => self.ask_household(child),
            Action::BindCard => self.ask_cards(child),
            Action::Merge => self.ask_merge(child),
            Action::KnownAbsence => self.open(Open::Absence(Some(child))),
            Action::Visit => self.open(Open::Record(child)),
            _ => {
                let count = self.scene().file_lines().len();
                let file = self.state.file.as_mut()?;
                return moved(&mut file.selected, count, action).then_some(());
            }
        }
        Some(())
    }

    /// Whether the selected line is of the section on help of a child who gets any.
    fn is_in_help(&self) -> bool {
        let lines = self.scene().file_lines();
        let file = self.state.file.as_ref();
        let selected = file.map_or(0, |file| file.selected);
        let act = |place: usize| lines.get(place).map(|line| line.act);
        let is_help = match act(selected) {
            // Its heading belongs to it.
            Some(FileTarget::Heading) => {
                matches!(act(selected + 1), Some(FileTarget::Help(_)))
            }
            Some(act) => matches!(act, FileTarget::Help(_)),
            None => false,
        };
        let child = file.and_then(|file| self.house.register.get(file.child));
        is_help && child.is_some_and(|child| child.status == Status::Enrolled)
    }

    fn line(&self) -> Option<FileLine> {
        let selected = self.state.file.as_ref()?.selected;
        self.scene().file_lines().into_iter().nth(selected)
    }

    fn enter(&mut self) {
        let (Some(line), Some(file)) = (self.line(), &self.state.file) else {
            return;
        };
        let child = file.child;
        match line.act {
            FileTarget::Heading | FileTarget::Nothing => {}
            FileTarget::Field(field) => self.ask_child(child, Some(field)),
            FileTarget::Contact(contact) => self.ask_contact(child, Some(contact)),
            FileTarget::Tag(tag) => self.ask_tag(child, Some(tag)),
            FileTarget::Household => self.ask_household(child),
            FileTarget::Child(sibling) => self.open_file(sibling),
            FileTarget::Card => self.ask_cards(child),
            FileTarget::Status => self.ask_status(child),
            FileTarget::Request(id) => self.ask_request(child, Some(id)),
            FileTarget::NewRequest => self.ask_request(child, None),
            FileTarget::FamilyCopy => self.open(Open::Report(Ledger::FamilyCopy, Some(child))),
            FileTarget::Help(target) => self.enter_help(child, target),
            FileTarget::Erase => self.ask_erase(child),
            FileTarget::Looked(from) => self.open(Open::Looked(LookedAsk {
                from,
                to: self.house.today(),
                person: None,
                child: Some(child),
            })),
            FileTarget::Stay(stay) => self.ask_correction(stay),
        }
    }

    /// Selects the next or previous heading.
    fn go_to_section(&mut self, action: Action) {
        let lines = self.scene().file_lines();
        let Some(file) = &mut self.state.file else {
            return;
        };
        let is_heading = |place: &usize| {
            lines
                .get(*place)
                .is_some_and(|line| line.act == FileTarget::Heading)
        };
        file.selected = next_heading(file.selected, lines.len(), action, is_heading);
    }

    /// Opens the file of the next or previous child of the list.
    fn turn_file(&mut self, action: Action) {
        let place = self.state.place();
        let next = match action {
            Action::Left => place.checked_sub(1),
            _ => Some(place + 1),
        };
        if let Some(child) = next.and_then(|place| self.state.rows.get(place).copied()) {
            self.open_file(child);
        }
    }
}
