//! A list to choose from, with a line that filters it. Pure; drawn by `popups::picker`.

pub(crate) mod view;

use super::form::{Label, edit, paste};
use crate::domain::pinyin::{Readings, fold};
use crate::keymap::chord::Chord;
use crate::keymap::{Action, Context, resolve};
use tui_input::Input;

/// The longest filter, in characters.
const FILTER_MAX: usize = 400;
/// How far the page keys move.
const PAGE: usize = 8;

/// Something that can be chosen.
#[derive(Debug, Clone)]
pub struct PickerItem {
    /// What is handed back.
    pub code: String,
    /// What it is called.
    pub label: String,
    /// What tells it from others of the same name.
    pub note: String,
    /// Everything by which it is found: words, readings, initials.
    found_by: String,
}

impl PickerItem {
    /// An item that is found by its words and by their pinyin.
    pub fn new(code: impl Into<String>, label: impl Into<String>, note: impl Into<String>) -> Self {
        let (label, note) = (label.into(), note.into());
        let readings = Readings::of(&label, "");
        let texts = [
            &folded(&label),
            &folded(&note),
            &readings.initials(),
            &readings.full(),
        ];
        Self {
            code: code.into(),
            found_by: texts.map(String::as_str).join("\n"),
            label,
            note,
        }
    }
}

fn folded(text: &str) -> String {
    text.chars().filter_map(fold).collect()
}

/// A list to choose from.
#[derive(Debug, Clone)]
pub struct Picker {
    /// What is to be chosen.
    pub title: Label,
    /// Everything that can be chosen.
    pub items: Vec<PickerItem>,
    /// Stays below the hits whatever is typed; chosen after typing, it hands back what was typed.
    pub or_typed: Option<PickerItem>,
    /// What has been typed.
    pub input: Input,
    /// Places in `items` of those that fit, in their order.
    pub hits: Vec<usize>,
    /// Which of the hits the arrows are on.
    pub selected: usize,
}

/// What came of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickerEvent {
    /// The list goes on.
    None,
    /// This code was chosen.
    Choose(String),
    /// Away with it.
    Cancel,
}

impl Picker {
    /// A list of which everything is shown.
    pub fn new(title: impl Into<Label>, items: Vec<PickerItem>) -> Self {
        let hits = (0..items.len()).collect();
        Self {
            title: title.into(),
            items,
            or_typed: None,
            input: Input::default(),
            hits,
            selected: 0,
        }
    }

    /// The same with one more item, for what no list can hold.
    #[must_use]
    pub fn or_typed(mut self, item: PickerItem) -> Self {
        self.or_typed = Some(item);
        self
    }

    /// The same with the arrows on the item with this code.
    #[must_use]
    pub fn on(mut self, code: &str) -> Self {
        let place = self.items.iter().position(|item| item.code == code);
        self.selected = place.unwrap_or_default();
        self
    }

    /// The items that fit what was typed, and below them the one that always stays.
    pub fn shown(&self) -> impl Iterator<Item = &PickerItem> {
        let hits = self.hits.iter().filter_map(|place| self.items.get(*place));
        hits.chain(&self.or_typed)
    }

    /// How many there are before anything is typed.
    pub fn most(&self) -> usize {
        self.items.len() + usize::from(self.or_typed.is_some())
    }

    /// How many items [`Self::shown`] has.
    pub fn count(&self) -> usize {
        self.hits.len() + usize::from(self.or_typed.is_some())
    }

    /// A key.
    pub fn key(&mut self, chord: Chord) -> PickerEvent {
        if self.typed(chord) {
            return PickerEvent::None;
        }
        match resolve(&[Context::Picker, Context::Global], chord) {
            Some(action) => self.act(action),
            None => PickerEvent::None,
        }
    }

    /// Gives a key to the filter; says whether it had a use for it.
    pub fn typed(&mut self, chord: Chord) -> bool {
        let before = self.input.value().to_owned();
        let used = edit(&mut self.input, chord, FILTER_MAX);
        if self.input.value() != before {
            self.search();
        }
        used
    }

    /// Pasted text goes into the filter.
    pub fn paste(&mut self, text: &str) {
        paste(&mut self.input, text, FILTER_MAX);
        self.search();
    }

    /// An intent.
    pub fn act(&mut self, action: Action) -> PickerEvent {
        match action {
            Action::Up => self.selected = self.selected.saturating_sub(1),
            Action::Down => self.select(self.selected + 1),
            Action::PageUp => self.selected = self.selected.saturating_sub(PAGE),
            Action::PageDown => self.select(self.selected + PAGE),
            Action::Accept => return self.choose(),
            Action::Cancel => return PickerEvent::Cancel,
            _ => {}
        }
        PickerEvent::None
    }

    /// The mouse clicked on a hit: it is chosen.
    pub fn click(&mut self, place: usize) -> PickerEvent {
        if place >= self.count() {
            return PickerEvent::None;
        }
        self.selected = place;
        self.choose()
    }

    fn choose(&self) -> PickerEvent {
        let typed = self.input.value().trim();
        match self.shown().nth(self.selected) {
            Some(_) if self.selected >= self.hits.len() && !typed.is_empty() => {
                PickerEvent::Choose(typed.to_owned())
            }
            Some(item) => PickerEvent::Choose(item.code.clone()),
            None => PickerEvent::None,
        }
    }

    fn select(&mut self, place: usize) {
        self.selected = place.min(self.count().saturating_sub(1));
    }

    fn search(&mut self) {
        let wanted = folded(self.input.value());
        let fits = |item: &PickerItem| item.found_by.contains(&wanted);
        self.hits = (0..self.items.len())
            .filter(|place| self.items.get(*place).is_some_and(fits))
            .collect();
        self.selected = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::chord::keys;

    fn picker() -> Picker {
        Picker::new(
            "app-name",
            vec![
                PickerItem::new("a", "李小明", "三年级"),
                PickerItem::new("b", "单小红", "张秀英"),
                PickerItem::new("c", "王小明", ""),
            ],
        )
    }

    fn play(picker: &mut Picker, script: &str) -> PickerEvent {
        keys(script)
            .into_iter()
            .map(|chord| picker.key(chord))
            .last()
            .unwrap()
    }

    #[test]
    fn it_is_filtered_by_words_notes_and_pinyin() {
        for (typed, code) in [
            ("红", "b"),
            ("三年", "a"),
            ("sxh", "b"),
            ("wangx", "c"),
            ("ＷＸＭ", "c"),
        ] {
            let event = play(&mut picker(), &format!("{typed} enter"));
            assert_eq!(event, PickerEvent::Choose(code.to_owned()), "{typed}");
        }
    }

    #[test]
    fn the_arrows_stop_at_the_ends() {
        let mut picker = picker();
        play(&mut picker, "up down down down down");
        assert_eq!(picker.selected, 2);
        play(&mut picker, "pageup");
        assert_eq!(picker.selected, 0);
    }

    #[test]
    fn a_filter_that_fits_nothing_chooses_nothing() {
        let mut picker = picker();
        assert_eq!(play(&mut picker, "zzz enter"), PickerEvent::None);
        assert_eq!(picker.shown().count(), 0);
        assert_eq!(play(&mut picker, "esc"), PickerEvent::Cancel);
    }

    #[test]
    fn a_click_chooses_what_was_clicked() {
        let mut picker = picker();
        assert_eq!(picker.click(1), PickerEvent::Choose("b".to_owned()));
        assert_eq!(picker.click(9), PickerEvent::None);
    }

    #[test]
    fn it_can_open_on_what_is_chosen_already() {
        assert_eq!(
            picker().on("c").act(Action::Accept),
            PickerEvent::Choose("c".to_owned())
        );
    }
}
