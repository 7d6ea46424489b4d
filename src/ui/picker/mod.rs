//! A list to choose from, with a filter. No I/O; `view` draws it.

pub(crate) mod view;

use super::form::{Label, edit, paste};
use crate::domain::pinyin::{Readings, fold};
use crate::keymap::Action;
use crate::keymap::chord::Chord;
use tui_input::Input;

/// Maximum length of the filter, in characters.
const FILTER_MAX: usize = 400;
/// Number of rows that a page key moves.
const PAGE: usize = 8;

/// An item of the list.
#[derive(Debug, Clone)]
pub struct PickerItem {
    /// The code returned when the item is chosen.
    pub code: String,
    /// The text shown.
    pub label: String,
    /// Details that distinguish items of the same name.
    note: String,
    /// Text that the filter searches: label, note, pinyin and initials.
    found_by: String,
}

impl PickerItem {
    /// An item found by label, by note, and by the pinyin of the label.
    pub(crate) fn new(
        code: impl Into<String>,
        label: impl Into<String>,
        note: impl Into<String>,
    ) -> Self {
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
    /// The title of the popup.
    title: Label,
    /// All items.
    pub items: Vec<PickerItem>,
    /// An item shown below the hits for every filter. If chosen with a non-empty filter, the filter
    /// text is returned instead of its code.
    or_typed: Option<PickerItem>,
    /// The filter text.
    input: Input,
    /// Indices in `items` of the matching items, in order.
    hits: Vec<usize>,
    /// Index of the selected row.
    selected: usize,
}

/// The result of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PickerEvent {
    /// The list stays open.
    None,
    /// This code, or this typed text, was chosen.
    Choose(String),
    /// The list is closed without a choice.
    Cancel,
}

impl Picker {
    /// A list with an empty filter: all items are shown.
    pub(crate) fn new(title: impl Into<Label>, items: Vec<PickerItem>) -> Self {
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

    /// Adds the item that is always shown, for values that are not in the list.
    #[must_use]
    pub(crate) fn or_typed(mut self, item: PickerItem) -> Self {
        self.or_typed = Some(item);
        self
    }

    /// The matching items, then the item that is always shown.
    fn shown(&self) -> impl Iterator<Item = &PickerItem> {
        let hits = self.hits.iter().filter_map(|place| self.items.get(*place));
        hits.chain(&self.or_typed)
    }

    /// The number of rows with an empty filter.
    fn most(&self) -> usize {
        self.items.len() + usize::from(self.or_typed.is_some())
    }

    /// The number of items in [`Self::shown`].
    fn count(&self) -> usize {
        self.hits.len() + usize::from(self.or_typed.is_some())
    }

    /// Handles a key press, for tests.
    #[cfg(test)]
    fn key(&mut self, chord: Chord) -> PickerEvent {
        use crate::keymap::{Context, resolve};
        if self.typed(chord) {
            return PickerEvent::None;
        }
        match resolve(&[Context::Picker, Context::Global], chord) {
            Some(action) => self.act(action),
            None => PickerEvent::None,
        }
    }

    /// Passes a key to the filter. Returns whether the key was used.
    pub(crate) fn typed(&mut self, chord: Chord) -> bool {
        let before = self.input.value().to_owned();
        let used = edit(&mut self.input, chord, FILTER_MAX);
        if self.input.value() != before {
            self.search();
        }
        used
    }

    /// Pastes text into the filter.
    pub(crate) fn paste(&mut self, text: &str) {
        paste(&mut self.input, text, FILTER_MAX);
        self.search();
    }

    /// Handles an action.
    pub(crate) fn act(&mut self, action: Action) -> PickerEvent {
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

    /// Chooses the row that was clicked.
    pub(crate) fn click(&mut self, place: usize) -> PickerEvent {
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

    fn press(picker: &mut Picker, script: &str) -> PickerEvent {
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
            let event = press(&mut picker(), &format!("{typed} enter"));
            assert_eq!(event, PickerEvent::Choose(code.to_owned()), "{typed}");
        }
    }

    #[test]
    fn the_arrows_stop_at_the_ends() {
        let mut picker = picker();
        press(&mut picker, "up down down down down");
        assert_eq!(picker.selected, 2);
        press(&mut picker, "pageup");
        assert_eq!(picker.selected, 0);
    }

    #[test]
    fn a_filter_that_fits_nothing_chooses_nothing() {
        let mut picker = picker();
        assert_eq!(press(&mut picker, "zzz enter"), PickerEvent::None);
        assert_eq!(picker.shown().count(), 0);
        assert_eq!(press(&mut picker, "esc"), PickerEvent::Cancel);
    }

    #[test]
    fn a_click_chooses_what_was_clicked() {
        let mut picker = picker();
        assert_eq!(picker.click(1), PickerEvent::Choose("b".to_owned()));
        assert_eq!(picker.click(9), PickerEvent::None);
    }
}
