//! A form field: its kind of value, editing by keys, validation.

use crate::domain::codes::Coded;
use crate::domain::{Weekdays, date, id_no, phone, tidy};
use crate::i18n::{Lang, word};
use crate::t;
use chrono::NaiveDate;
use std::borrow::Cow;
use tui_input::{Input, InputRequest};

use crate::keymap::chord::{Chord, Key};

/// A text to show: from the language files, or data such as a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A key of the language files.
    Key(Cow<'static, str>),
    /// Literal text.
    Text(String),
}

impl Label {
    /// The text in a language.
    pub(crate) fn show(&self, lang: Lang) -> String {
        match self {
            Self::Key(key) => word(lang, key),
            Self::Text(text) => text.clone(),
        }
    }
}

impl From<&'static str> for Label {
    /// A key of the language files.
    fn from(key: &'static str) -> Self {
        Self::Key(Cow::Borrowed(key))
    }
}

/// An option of a choice field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The stored value.
    pub code: String,
    /// The text shown.
    pub label: Label,
}

impl Choice {
    /// An option with literal text, such as a person's name.
    pub(crate) fn named(code: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            label: Label::Text(name.into()),
        }
    }
}

/// The options of a coded list: `choices("sex", Sex::ALL)`.
pub(crate) fn choices<C: Coded>(list: &str, all: &[C]) -> Vec<Choice> {
    all.iter()
        .map(|one| Choice {
            code: one.code().to_owned(),
            label: Label::Key(format!("{list}-{}", one.code().to_ascii_lowercase()).into()),
        })
        .collect()
}

/// The kind of a field's value. The value itself is always text, as stored and exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text {
        /// Maximum number of characters.
        max: usize,
    },
    /// A longer text of at most `tidy::NOTE_MAX` characters.
    Note,
    /// A day, stored as `YYYY-MM-DD`. Accepts the formats that `date::parse` reads.
    Date,
    /// A day, today or earlier.
    PastDate,
    /// A time of day, stored as `HH:MM`. Accepts `1730` and `17.30`.
    Time,
    /// Phone numbers, digits only, separated by spaces.
    Phone,
    /// A resident identity number.
    IdNo,
    /// A whole number, 0 or more.
    Number,
    /// One of these options.
    Choice(Vec<Choice>),
    /// `yes`, `no`, or empty if unknown.
    YesNo,
    /// Digits 1 (Monday) to 7 (Sunday).
    Weekdays,
}

/// The context of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checking {
    /// Language of error messages.
    pub lang: Lang,
    /// Today.
    pub today: NaiveDate,
}

/// Checks a non-empty value in stored form; the error tells how to correct it.
pub(crate) type Check = fn(&str, Checking) -> Result<(), String>;

/// Whether a field must be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Must not be empty.
    Required,
    /// May be empty.
    Optional,
}

/// The definition of a field.
#[derive(Debug, Clone)]
pub struct FieldSpec {
    /// Stable identifier of the field.
    pub id: &'static str,
    /// Key of the label in the language files.
    pub label: Cow<'static, str>,
    /// Key of the section heading; empty for none.
    pub section: &'static str,
    /// Kind of the value.
    pub kind: Kind,
    /// Whether the field must be filled in.
    pub need: Need,
    /// Key of a hint shown while the field is empty; empty for none.
    pub hint: &'static str,
    /// A check in addition to that of the kind.
    pub check: Option<Check>,
}

impl FieldSpec {
    /// An optional field without section, hint and check.
    pub(crate) fn new(id: &'static str, label: impl Into<Cow<'static, str>>, kind: Kind) -> Self {
        Self {
            id,
            label: label.into(),
            section: "",
            kind,
            need: Need::Optional,
            hint: "",
            check: None,
        }
    }

    /// Sets the section heading.
    #[must_use]
    pub(crate) fn section(self, section: &'static str) -> Self {
        Self { section, ..self }
    }

    /// Makes the field required.
    #[must_use]
    pub(crate) fn required(self) -> Self {
        Self {
            need: Need::Required,
            ..self
        }
    }

    /// Sets the hint.
    #[must_use]
    pub(crate) fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// Adds a check.
    #[must_use]
    pub(crate) fn check(self, check: Check) -> Self {
        Self {
            check: Some(check),
            ..self
        }
    }
}

/// Maximum length of any other input, in characters; fits every accepted format.
const SHORT_MAX: usize = 80;

/// A field with its current value.
#[derive(Debug, Clone)]
pub struct Field {
    /// The definition.
    pub spec: FieldSpec,
    /// The current text and the caret.
    pub input: Input,
    /// The first value, for change detection and restore.
    pub first: String,
    /// The error shown at the field.
    pub error: Option<String>,
    /// Selected weekday of a weekdays field; 0 is Monday.
    pub day: u8,
    /// Whether a day or a time was not edited since it was set or the field got the focus; of other kinds always.
    is_fresh: bool,
}

impl Field {
    /// A field with a first value.
    pub(crate) fn new(spec: FieldSpec, value: &str) -> Self {
        Self {
            spec,
            input: Input::new(value.to_owned()),
            first: value.to_owned(),
            error: None,
            day: 0,
            is_fresh: true,
        }
    }

    /// The current text.
    pub(crate) fn value(&self) -> &str {
        self.input.value()
    }

    /// Whether the value differs from the first value.
    pub(crate) fn is_changed(&self) -> bool {
        self.value() != self.first
    }

    /// Whether the field is edited as text.
    const fn is_text(&self) -> bool {
        !matches!(
            self.spec.kind,
            Kind::Choice(_) | Kind::YesNo | Kind::Weekdays
        )
    }

    /// Replaces the value, clears the error, and moves the caret to the end.
    pub(crate) fn set(&mut self, value: &str) {
        self.input = Input::new(value.to_owned());
        self.error = None;
        self.is_fresh = true;
    }

    /// The field got the focus.
    pub(super) const fn enter(&mut self) {
        self.is_fresh = true;
    }

    const fn is_dated(&self) -> bool {
        matches!(self.spec.kind, Kind::Date | Kind::PastDate | Kind::Time)
    }

    /// Empties a day or a time that was not edited yet before something is typed: nobody adds to one,
    /// and the proposed value would end up in front of the typed one.
    fn make_room(&mut self) {
        if self.is_fresh && self.is_dated() {
            self.input.reset();
        }
    }

    /// The codes of the options.
    fn codes(&self) -> Vec<&str> {
        match &self.spec.kind {
            Kind::Choice(choices) => choices.iter().map(|one| one.code.as_str()).collect(),
            Kind::YesNo => vec!["yes", "no"],
            _ => Vec::new(),
        }
    }

    /// Handles a key press while the field has the focus. Returns whether the key was used.
    pub(crate) fn typed(&mut self, chord: Chord) -> bool {
        let used = match self.spec.kind {
            Kind::Choice(_) | Kind::YesNo => self.choose(chord),
            Kind::Weekdays => self.toggle(chord),
            _ => {
                if chord.text().is_some_and(|typed| !tidy::is_unseen(typed)) {
                    self.make_room();
                }
                edit(&mut self.input, chord, max_of(&self.spec.kind))
            }
        };
        if used {
            self.error = None;
            self.is_fresh &= !self.is_dated();
        }
        used
    }

    /// Left, Right and Space cycle through the options; a digit selects an option; Delete
    /// clears.
    fn choose(&mut self, chord: Chord) -> bool {
        let codes = self.codes();
        let place = codes.iter().position(|code| *code == self.value());
        let last = codes.len().saturating_sub(1);
        let wanted = match chord.folded().code {
            Key::Left => Some(place.map_or(last, |at| at.checked_sub(1).unwrap_or(last))),
            Key::Right | Key::Char(' ') => Some(place.map_or(0, |at| (at + 1) % codes.len())),
            Key::Delete | Key::Backspace => None,
            _ => match chord.number() {
                Some(number) if number <= codes.len() => Some(number - 1),
                _ => return false,
            },
        };
        let code = wanted.and_then(|at| codes.get(at)).copied();
        let code = code.unwrap_or_default().to_owned();
        self.set(&code);
        true
    }

    /// Left and Right move between days; Space toggles the selected day, a digit toggles that day.
    fn toggle(&mut self, chord: Chord) -> bool {
        let day = match chord.folded().code {
            Key::Left => {
                self.day = self.day.checked_sub(1).unwrap_or(6);
                return true;
            }
            Key::Right => {
                self.day = (self.day + 1) % 7;
                return true;
            }
            Key::Char(' ') => self.day,
            Key::Char(typed @ '1'..='7') => typed as u8 - b'1',
            Key::Delete | Key::Backspace => {
                self.set("");
                return true;
            }
            _ => return false,
        };
        let days = Weekdays::from_digits(self.value()).unwrap_or(Weekdays::NONE);
        if let Ok(weekday) = chrono::Weekday::try_from(day) {
            self.set(&days.toggled(weekday).digits());
        }
        self.day = day;
        true
    }

    /// Validates and normalises the value.
    pub(crate) fn check(&mut self, checking: Checking) -> Result<(), String> {
        let typed = tidy::line(self.value()).into_owned();
        if typed.is_empty() {
            if !self.value().is_empty() {
                self.set("");
            }
            return match self.spec.need {
                Need::Required => Err(t!(checking.lang, "form-error-required")),
                Need::Optional => Ok(()),
            };
        }
        let stored = stored(&self.spec.kind, &typed, checking)?;
        if stored != self.value() {
            self.set(&stored);
        }
        self.spec
            .check
            .map_or(Ok(()), |check| check(&stored, checking))
    }
}

const fn max_of(kind: &Kind) -> usize {
    match kind {
        Kind::Text { max } => *max,
        Kind::Note => tidy::NOTE_MAX,
        _ => SHORT_MAX,
    }
}

/// Converts typed text to stored form; the error tells how to correct it.
fn stored(kind: &Kind, typed: &str, checking: Checking) -> Result<String, String> {
    let lang = checking.lang;
    match kind {
        Kind::Date => whole_day(date::parse(typed), lang),
        Kind::PastDate => whole_day(date::parse_past(typed, checking.today), lang),
        Kind::Time => date::parse_time(typed)
            .map(|time| time.format("%H:%M").to_string())
            .ok_or_else(|| t!(lang, "form-error-time")),
        Kind::Phone => phones(typed, lang),
        Kind::IdNo => {
            let read = id_no::parse(typed).map_err(|error| id_error(error, lang))?;
            Ok(read.number)
        }
        Kind::Number => match tidy::compact(typed).parse::<u32>() {
            Ok(number) => Ok(number.to_string()),
            Err(_) => Err(t!(lang, "form-error-number")),
        },
        Kind::Text { .. } | Kind::Note | Kind::Choice(_) | Kind::YesNo | Kind::Weekdays => {
            Ok(typed.to_owned())
        }
    }
}

/// The day in stored form. A month alone is no day: the first of it would be an invention.
fn whole_day(read: Result<date::ReadDate, date::DateError>, lang: Lang) -> Result<String, String> {
    let read = read.map_err(|error| date_error(error, lang))?;
    if read.form == date::Form::MonthOnly {
        return Err(t!(lang, "form-error-month-only"));
    }
    Ok(read.day.to_string())
}

fn date_error(error: date::DateError, lang: Lang) -> String {
    match error {
        date::DateError::NotADate => t!(lang, "form-error-date"),
        date::DateError::NoSuchDay => t!(lang, "form-error-no-such-day"),
        date::DateError::Future => t!(lang, "form-error-future"),
    }
}

/// Also accepts the invented numbers of the demo home, so that its forms can be filled in.
fn phones(typed: &str, lang: Lang) -> Result<String, String> {
    let mut digits = Vec::new();
    for piece in phone::pieces(typed) {
        let read = phone::parse_demo(&piece).map_err(|error| match error {
            phone::PhoneError::TooShort(count) => t!(lang, "form-error-phone-short", count = count),
            phone::PhoneError::TooLong(count) => t!(lang, "form-error-phone-long", count = count),
            phone::PhoneError::NotAPhone => t!(lang, "form-error-phone"),
        })?;
        digits.push(read.digits);
    }
    Ok(digits.join(" "))
}

fn id_error(error: id_no::IdError, lang: Lang) -> String {
    match error {
        id_no::IdError::Old => t!(lang, "form-error-id-old"),
        id_no::IdError::Length(count) => t!(lang, "form-error-id-length", count = count),
        id_no::IdError::Characters => t!(lang, "form-error-id-characters"),
        id_no::IdError::Birth => t!(lang, "form-error-id-birth"),
        id_no::IdError::CheckDigit => t!(lang, "form-error-id-check-digit"),
    }
}

/// Edits a line of text by a key press. Returns whether the key was used. Ignores control
/// characters, and characters beyond `max`.
pub(crate) fn edit(input: &mut Input, chord: Chord, max: usize) -> bool {
    if let Some(typed) = chord.text() {
        if !tidy::is_unseen(typed) && input.value().chars().count() < max {
            input.handle(InputRequest::InsertChar(typed));
        }
        return true;
    }
    let request = match (chord.code, chord.ctrl) {
        (Key::Backspace, false) => InputRequest::DeletePrevChar,
        (Key::Delete, false) => InputRequest::DeleteNextChar,
        (Key::Left, false) => InputRequest::GoToPrevChar,
        (Key::Right, false) => InputRequest::GoToNextChar,
        (Key::Left, true) => InputRequest::GoToPrevWord,
        (Key::Right, true) => InputRequest::GoToNextWord,
        (Key::Home, _) => InputRequest::GoToStart,
        (Key::End, _) => InputRequest::GoToEnd,
        (Key::Backspace | Key::Char('w'), true) => InputRequest::DeletePrevWord,
        (Key::Char('u'), true) => InputRequest::DeleteLine,
        (Key::Char('k'), true) => InputRequest::DeleteTillEnd,
        _ => return false,
    };
    input.handle(request);
    true
}

/// Pastes into a line of text, cleaned like all text that comes in; what is beyond `max` is left out.
pub(crate) fn paste(input: &mut Input, text: &str, max: usize) {
    // A paste may be very long; what does not fit is not even looked at.
    let room = max.saturating_sub(input.value().chars().count());
    for sign in tidy::line(text).chars().take(room) {
        edit(input, Chord::typed(sign), max);
    }
}

impl Field {
    /// Pastes text; ignored unless the field is edited as text. What did not fit is said at the field.
    pub(crate) fn paste(&mut self, text: &str, lang: Lang) {
        if self.is_text() {
            if !tidy::is_blank(text) {
                self.make_room();
                self.is_fresh &= !self.is_dated();
            }
            let most = max_of(&self.spec.kind);
            let count = |text: &str| text.chars().count();
            let all = count(self.value()) + count(&tidy::line(text));
            paste(&mut self.input, text, most);
            self.error = (all > most).then(|| t!(lang, "form-error-paste-cut", most = most));
        }
    }
}
