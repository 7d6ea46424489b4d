//! F4, the register: a list that is searched, filtered and sorted, and one child's file.

mod file;
mod forms;
mod history;
#[cfg(test)]
mod tests;

pub use file::{FileLine, FileTarget};
pub use forms::ChildForm;

use super::asking::Purpose;
use super::message::Effect;
use super::model::{Model, Screen};
use crate::desk::job::{Load, Past};
use crate::domain::find::{self, Standing};
use crate::domain::{Child, ChildId, Risk, Status, TagCode};
use crate::i18n::words;
use crate::keymap::Action;
use crate::keymap::chord::Chord;
use crate::t;
use crate::ui::form::edit;
use crate::ui::form::paste;
use crate::ui::list::moved;
use crate::ui::picker::{Picker, PickerItem};
use tui_input::Input;

/// The longest search, in characters.
const SEARCH_MAX: usize = 40;

/// In which order the list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By sound.
    #[default]
    Name,
    /// By file number.
    FileNo,
    /// Youngest first.
    Age,
    /// Who was not seen for longest first; never seen before all.
    LastSeen,
}

impl Sort {
    const fn next(self) -> Self {
        match self {
            Self::Name => Self::FileNo,
            Self::FileNo => Self::Age,
            Self::Age => Self::LastSeen,
            Self::LastSeen => Self::Name,
        }
    }
}

/// Who is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only with this state; without one, everybody who has not left for good.
    pub status: Option<Status>,
    /// Only with this category today.
    pub tag: Option<TagCode>,
    /// Only at this risk level.
    pub risk: Option<Risk>,
}

/// One child's file on screen.
#[derive(Debug)]
pub struct FileState {
    /// Whose.
    pub child: ChildId,
    /// On which line the arrows are.
    pub selected: usize,
    /// The identity number is shown whole.
    pub shows_id_no: bool,
    /// Its past, once it has been read.
    pub past: Option<Box<Past>>,
}

/// State of the register.
#[derive(Debug, Default)]
pub struct ChildrenState {
    /// What has been typed.
    pub query: Input,
    /// Order.
    pub sort: Sort,
    /// Who is listed.
    pub filter: Filter,
    /// Who is listed, in order.
    pub rows: Vec<ChildId>,
    /// On whom the arrows are.
    pub selected: Option<ChildId>,
    /// The file that is open.
    pub file: Option<FileState>,
}

impl ChildrenState {
    /// The place of the selected child in the list.
    pub fn place(&self) -> usize {
        let selected = self.selected;
        self.rows
            .iter()
            .position(|id| Some(*id) == selected)
            .unwrap_or_default()
    }
}

impl Model {
    /// Lists again: after a key, a filter, or when the register changed.
    pub fn list_children(&mut self) {
        let state = &self.children;
        let typed = state.query.value();
        let mut rows: Vec<ChildId> = if typed.is_empty() {
            self.house
                .register
                .children()
                .iter()
                .map(|child| child.id)
                .collect()
        } else {
            let everybody = |_| Standing::Other;
            let hits = find::search(self.house.register.entries(), typed, everybody, usize::MAX);
            hits.into_iter().map(|hit| hit.child).collect()
        };
        rows.retain(|id| {
            self.house
                .register
                .get(*id)
                .is_some_and(|child| self.is_listed(child))
        });
        let key = |id: &ChildId| self.house.register.get(*id);
        match state.sort {
            Sort::Name => {}
            Sort::FileNo => {
                rows.sort_by_cached_key(|id| key(id).map(|child| by_number(&child.file_no)));
            }
            Sort::Age => rows.sort_by_key(|id| std::cmp::Reverse(key(id).map(|c| c.birth_date))),
            Sort::LastSeen => rows.sort_by_key(|id| self.house.register.last_seen(*id)),
        }
        let selected = state.selected.filter(|id| rows.contains(id));
        self.children.selected = selected.or_else(|| rows.first().copied());
        self.children.rows = rows;
    }

    fn is_listed(&self, child: &Child) -> bool {
        let filter = self.children.filter;
        let here = match filter.status {
            Some(status) => child.status == status,
            None => matches!(child.status, Status::Enrolled | Status::Away),
        };
        here && filter.risk.is_none_or(|risk| child.risk == Some(risk))
            && filter.tag.is_none_or(|tag| {
                self.house
                    .register
                    .has_tag(child.id, tag, self.house.today())
            })
    }

    /// A key for the search; `None` if it is not text.
    pub(super) fn children_typed(&mut self, chord: Chord) -> Option<Vec<Effect>> {
        if self.children.file.is_some() || !edit(&mut self.children.query, chord, SEARCH_MAX) {
            return None;
        }
        self.children.selected = None;
        self.list_children();
        Some(Vec::new())
    }

    /// Pasted text goes into the search.
    pub(super) fn children_paste(&mut self, text: &str) {
        if self.children.file.is_none() {
            paste(&mut self.children.query, text, SEARCH_MAX);
            self.list_children();
        }
    }

    /// What an intent means in the register; `None` if nothing special.
    pub(super) fn children_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        if self.children.file.is_some() {
            return self.file_act(action);
        }
        match action {
            Action::Accept => {
                let child = self.children.selected?;
                Some(self.open_file(child))
            }
            Action::Cancel => {
                self.children.query.reset();
                self.children.filter = Filter::default();
                self.list_children();
                Some(Vec::new())
            }
            Action::Sort => {
                self.children.sort = self.children.sort.next();
                self.list_children();
                Some(Vec::new())
            }
            Action::Filter => {
                self.ask_filter();
                Some(Vec::new())
            }
            Action::Add => {
                self.ask_new_child();
                Some(Vec::new())
            }
            Action::Edit => {
                self.ask_child(self.children.selected?, None);
                Some(Vec::new())
            }
            Action::Visit => {
                self.ask_what_to_record(self.children.selected?);
                Some(Vec::new())
            }
            Action::KnownAbsence => {
                self.ask_absence(self.children.selected);
                Some(Vec::new())
            }
            _ => {
                let mut place = self.children.place();
                let done = moved(&mut place, self.children.rows.len(), action).then(Vec::new)?;
                self.children.selected = self.children.rows.get(place).copied();
                Some(done)
            }
        }
    }

    /// A click on a row: the arrows go there; on the row where they are, it opens.
    pub(super) fn children_click(&mut self, row: usize) -> Vec<Effect> {
        if let Some(file) = &mut self.children.file {
            file.selected = row;
            return self.file_act(Action::Accept).unwrap_or_default();
        }
        let clicked = self.children.rows.get(row).copied();
        if clicked.is_some() && clicked == self.children.selected {
            return self.children_act(Action::Accept).unwrap_or_default();
        }
        self.children.selected = clicked.or(self.children.selected);
        Vec::new()
    }

    /// To one child's file, from anywhere.
    pub(super) fn open_file(&mut self, child: ChildId) -> Vec<Effect> {
        self.screen = Screen::Children;
        self.children.selected = Some(child);
        self.children.file = Some(FileState {
            child,
            selected: 0,
            shows_id_no: false,
            past: None,
        });
        vec![Effect::Load(Load::Past(child))]
    }

    /// The past of the file that is open has been read.
    pub(super) fn take_past(&mut self, child: ChildId, past: Box<Past>) {
        if let Some(file) = self
            .children
            .file
            .as_mut()
            .filter(|file| file.child == child)
        {
            file.past = Some(past);
        }
    }

    /// The register changed: list again, and read the open file's past again.
    pub(super) fn children_changed(&mut self) -> Vec<Effect> {
        self.list_children();
        let file = self.children.file.as_ref();
        file.map(|file| Effect::Load(Load::Past(file.child)))
            .into_iter()
            .collect()
    }

    fn ask_filter(&mut self) {
        let lang = self.look.lang;
        let mut items = vec![PickerItem::new("all", t!(lang, "filter-all"), "")];
        let note = |key: &str| crate::i18n::word(lang, key);
        items.extend(Status::ALL.iter().map(|one| {
            let code = format!("status:{}", one.code());
            PickerItem::new(
                code,
                words::choice(lang, "status", *one),
                note("field-status"),
            )
        }));
        items.extend(Risk::ALL.iter().map(|one| {
            let code = format!("risk:{}", one.code());
            PickerItem::new(code, words::choice(lang, "risk", *one), note("field-risk"))
        }));
        items.extend(TagCode::ALL.iter().map(|one| {
            let code = format!("tag:{}", one.code());
            PickerItem::new(code, words::choice(lang, "tag", *one), note("field-code"))
        }));
        self.ask_choice(
            Picker::new("pick-filter", items),
            Purpose::Child(ChildForm::Filter),
        );
    }

    pub(super) fn set_filter(&mut self, code: &str) {
        let filter = &mut self.children.filter;
        match code.split_once(':') {
            Some(("status", code)) => filter.status = Status::from_code(code),
            Some(("risk", code)) => filter.risk = Risk::from_code(code),
            Some(("tag", code)) => filter.tag = TagCode::from_code(code),
            _ => *filter = Filter::default(),
        }
        self.list_children();
    }
}

/// File numbers in the order of counting: 9 before 10, whatever stands around the digits.
fn by_number(file_no: &str) -> Vec<(String, u64)> {
    let mut parts = Vec::new();
    let mut words = String::new();
    let mut digits = String::new();
    for sign in file_no.chars() {
        if sign.is_ascii_digit() {
            digits.push(sign);
            continue;
        }
        if !digits.is_empty() {
            parts.push((
                std::mem::take(&mut words),
                digits.parse().unwrap_or(u64::MAX),
            ));
            digits.clear();
        }
        words.push(sign);
    }
    parts.push((words, digits.parse().unwrap_or_default()));
    parts
}
