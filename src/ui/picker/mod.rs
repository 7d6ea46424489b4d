//! A list to choose from, with a filter. No I/O; `view` draws it.

pub(crate) mod view;

use super::form::{Label, edit, paste};
use crate::domain::pinyin::{Readings, fold};
use crate::keymap::Action;
use crate::keymap::chord::{Chord, Key};
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
    /// Texts that name the item whole: label, initials, pinyin.
    names: [String; 3],
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
        let names = [folded(&label), readings.initials(), readings.full()];
        Self {
            code: code.into(),
            found_by: format!("{}\n{}", names.join("\n"), folded(&note)),
            names,
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
    /// Of a list of people, Enter takes nobody who was not named: by an arrow, by the whole name, or by
    /// text that fits nobody else.
    is_of_people: bool,
    /// An arrow has chosen the selected row.
    has_moved: bool,
}

/// The result of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PickerEvent {
    /// The list stays open.
    None,
    /// This code, or this typed text, was chosen.
    Choose(String),
    /// Nobody was named yet, or what is typed fits several people.
    Undecided,
    /// The list is closed without a choice.
    Cancel,
}

impl Picker {
    /// A list of things with an empty filter: all items are shown, and Enter takes the first.
    pub(crate) fn new(title: impl Into<Label>, items: Vec<PickerItem>) -> Self {
        Self::with(title.into(), items, false)
    }

    /// A list of children or staff: whoever stands first is not meant by that.
    pub(crate) fn of_people(title: impl Into<Label>, items: Vec<PickerItem>) -> Self {
        Self::with(title.into(), items, true)
    }

    fn with(title: Label, items: Vec<PickerItem>, is_of_people: bool) -> Self {
        let hits = (0..items.len()).collect();
        Self {
            title,
            items,
            or_typed: None,
            input: Input::default(),
            hits,
            selected: 0,
            is_of_people,
            has_moved: false,
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
        // With nothing typed there is no text whose ends these keys could mean.
        if before.is_empty() && matches!(chord.code, Key::Home | Key::End) {
            return false;
        }
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
            Action::Up => self.select(self.selected.saturating_sub(1)),
            // The first arrow names the first row.
            Action::Down if !self.is_decided() => self.select(self.selected),
            Action::Down => self.select(self.selected + 1),
            Action::PageUp => self.select(self.selected.saturating_sub(PAGE)),
            Action::PageDown => self.select(self.selected + PAGE),
            Action::First => self.select(0),
            Action::Last => self.select(self.count()),
            Action::Accept if self.count() > 0 && !self.is_decided() => {
                return PickerEvent::Undecided;
            }
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

    /// Whether Enter takes the selected row.
    fn is_decided(&self) -> bool {
        !self.is_of_people || self.has_moved || self.named().is_some()
    }

    /// The row that what is typed names: the only one, or the only one of that whole name.
    fn named(&self) -> Option<usize> {
        let typed = folded(self.input.value());
        if typed.is_empty() {
            return None;
        }
        if self.hits.len() == 1 {
            return Some(0);
        }
        let is_whole = |place: &usize| {
            let item = self.items.get(*place);
            item.is_some_and(|item| item.names.contains(&typed))
        };
        let mut whole = (0..).zip(&self.hits).filter(|(_, place)| is_whole(place));
        let (row, _) = whole.next()?;
        whole.next().is_none().then_some(row)
    }

    fn select(&mut self, place: usize) {
        self.has_moved = true;
        self.selected = place.min(self.count().saturating_sub(1));
    }

    fn search(&mut self) {
        let wanted = folded(self.input.value());
        let fits = |item: &PickerItem| item.found_by.contains(&wanted);
        self.hits = (0..self.items.len())
            .filter(|place| self.items.get(*place).is_some_and(fits))
            .collect();
        self.selected = self.named().filter(|_| self.is_of_people).unwrap_or(0);
        self.has_moved = false;
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
    fn of_a_list_of_people_enter_takes_nobody_who_was_not_named() {
        let people = || {
            let mut items = picker().items;
            items.push(PickerItem::new("d", "王小明", "二年级"));
            items.push(PickerItem::new("e", "李小", "二年级"));
            Picker::of_people("app-name", items)
        };
        let chosen = |code: &str| PickerEvent::Choose(code.to_owned());
        for (script, event) in [
            ("enter", PickerEvent::Undecided),
            ("down enter", chosen("a")),
            // A letter or a class fits several.
            ("l enter", PickerEvent::Undecided),
            ("x enter", PickerEvent::Undecided),
            ("二年级 enter", PickerEvent::Undecided),
            ("l down enter", chosen("a")),
            ("l down down enter", chosen("e")),
            // Two of one name, then one only.
            ("w x m enter", PickerEvent::Undecided),
            ("w x m down down enter", chosen("d")),
            ("l x m enter", chosen("a")),
            // The whole name, in each way to type it, though another name begins with it.
            ("李小 enter", chosen("e")),
            ("l x enter", chosen("e")),
            ("ＬＸ enter", chosen("e")),
            ("l i x i a o enter", chosen("e")),
            // Nobody fits: the list says so, and there is nobody to choose.
            ("z z z enter", PickerEvent::None),
        ] {
            assert_eq!(press(&mut people(), script), event, "{script}");
        }
        let mut nobody = Picker::of_people("app-name", Vec::new());
        assert_eq!(press(&mut nobody, "enter"), PickerEvent::None);
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
        press(&mut picker, "end");
        assert_eq!(picker.selected, 2);
        press(&mut picker, "home");
        assert_eq!(picker.selected, 0);
        // In what is typed they are the ends of the text.
        press(&mut picker, "x m end home w");
        assert_eq!(picker.input.value(), "wxm");
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
