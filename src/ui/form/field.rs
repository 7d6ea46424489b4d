//! One field: what may stand in it, how keys change it, when it is right.

use crate::domain::codes::Coded;
use crate::domain::{Weekdays, date, id_no, phone};
use crate::i18n::{Lang, word};
use crate::t;
use chrono::NaiveDate;
use std::borrow::Cow;
use tui_input::{Input, InputRequest};

use crate::keymap::chord::{Chord, Key};

/// Words from the language files, or words that somebody typed: a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A key of the language files.
    Key(Cow<'static, str>),
    /// Text as it is.
    Text(String),
}

impl Label {
    /// The words.
    pub fn show(&self, lang: Lang) -> String {
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

/// One of the answers that a field offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub code: String,
    /// What is shown.
    pub label: Label,
}

impl Choice {
    /// An answer with its own words, such as a person's name.
    pub fn named(code: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            label: Label::Text(name.into()),
        }
    }
}

/// The answers of a list of fixed choices: `choices("sex", Sex::ALL)`.
pub fn choices<C: Coded>(list: &str, all: &[C]) -> Vec<Choice> {
    all.iter()
        .map(|one| Choice {
            code: one.code().to_owned(),
            label: Label::Key(format!("{list}-{}", one.code().to_ascii_lowercase()).into()),
        })
        .collect()
}

/// What a field holds. The value is always text, as it is stored and exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A line of at most so many characters.
    Text {
        /// Characters.
        max: usize,
    },
    /// A longer line.
    Note,
    /// A day, `YYYY-MM-DD`; people may write it as they write dates.
    Date,
    /// A day that is not in the future.
    PastDate,
    /// A time of day, `HH:MM`; `1730` and `17.30` will do.
    Time,
    /// Phone numbers, digits only, separated by spaces.
    Phone,
    /// A resident identity number.
    IdNo,
    /// A whole number from 0.
    Number,
    /// One of these.
    Choice(Vec<Choice>),
    /// `yes`, `no`, or nothing if nobody has said.
    YesNo,
    /// Digits 1 (Monday) to 7 (Sunday).
    Weekdays,
}

/// What a check may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checking {
    /// In which language to say what is wrong.
    pub lang: Lang,
    /// Today.
    pub today: NaiveDate,
}

/// Looks at a value that is not empty and already in its stored form; says how to mend it.
pub type Check = fn(&str, Checking) -> Result<(), String>;

/// Whether something must be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Must be entered.
    Required,
    /// May stay empty.
    Optional,
}

/// What a field is.
#[derive(Debug, Clone)]
pub struct FieldSpec {
    /// Its stable name.
    pub id: &'static str,
    /// Key of its label.
    pub label: Cow<'static, str>,
    /// Key of the heading under which it stands; empty for none.
    pub section: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may stay empty.
    pub need: Need,
    /// Key of an example or remark shown while it is empty.
    pub hint: &'static str,
    /// A further check.
    pub check: Option<Check>,
}

impl FieldSpec {
    /// An optional field, without heading, hint or further check.
    pub fn new(id: &'static str, label: impl Into<Cow<'static, str>>, kind: Kind) -> Self {
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

    /// The same under a heading.
    #[must_use]
    pub fn section(self, section: &'static str) -> Self {
        Self { section, ..self }
    }

    /// The same, not to be left empty.
    #[must_use]
    pub fn required(self) -> Self {
        Self {
            need: Need::Required,
            ..self
        }
    }

    /// The same with a remark.
    #[must_use]
    pub fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// The same with a further check.
    #[must_use]
    pub fn check(self, check: Check) -> Self {
        Self {
            check: Some(check),
            ..self
        }
    }
}

/// The longest note, in characters.
const NOTE_MAX: usize = 500;
/// Room for any form in which the other kinds are typed.
const SHORT_MAX: usize = 80;

/// A field with what stands in it.
#[derive(Debug, Clone)]
pub struct Field {
    /// What it is.
    pub spec: FieldSpec,
    /// What stands in it, and the caret.
    pub input: Input,
    /// What stood in it at first.
    pub first: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Which weekday the arrows are on, 0 is Monday.
    pub day: u8,
}

impl Field {
    /// A field in which something stands already.
    pub fn new(spec: FieldSpec, value: &str) -> Self {
        Self {
            spec,
            input: Input::new(value.to_owned()),
            first: value.to_owned(),
            error: None,
            day: 0,
        }
    }

    /// What stands in it.
    pub fn value(&self) -> &str {
        self.input.value()
    }

    /// Whether it is not what it was.
    pub fn is_changed(&self) -> bool {
        self.value() != self.first
    }

    /// Whether letters typed go into it.
    pub const fn is_text(&self) -> bool {
        !matches!(
            self.spec.kind,
            Kind::Choice(_) | Kind::YesNo | Kind::Weekdays
        )
    }

    /// Replaces what stands in it; the caret goes to the end.
    pub fn set(&mut self, value: &str) {
        self.input = Input::new(value.to_owned());
        self.error = None;
    }

    /// The codes of the answers it offers.
    fn codes(&self) -> Vec<&str> {
        match &self.spec.kind {
            Kind::Choice(choices) => choices.iter().map(|one| one.code.as_str()).collect(),
            Kind::YesNo => vec!["yes", "no"],
            _ => Vec::new(),
        }
    }

    /// A key for the field that has the focus; says whether the field had a use for it.
    pub fn typed(&mut self, chord: Chord) -> bool {
        let used = match self.spec.kind {
            Kind::Choice(_) | Kind::YesNo => self.choose(chord),
            Kind::Weekdays => self.toggle(chord),
            _ => edit(&mut self.input, chord, max_of(&self.spec.kind)),
        };
        if used {
            self.error = None;
        }
        used
    }

    /// Left, Right and space go round; a digit takes that answer, 0 or Delete none.
    fn choose(&mut self, chord: Chord) -> bool {
        let codes = self.codes();
        let place = codes.iter().position(|code| *code == self.value());
        let last = codes.len().saturating_sub(1);
        let wanted = match chord.folded().code {
            Key::Left => Some(place.map_or(last, |at| at.checked_sub(1).unwrap_or(last))),
            Key::Right | Key::Char(' ') => Some(place.map_or(0, |at| (at + 1) % codes.len())),
            Key::Delete | Key::Backspace | Key::Char('0') => None,
            Key::Char(typed) => match typed.to_digit(10) {
                Some(digit) if (digit as usize) <= codes.len() => Some(digit as usize - 1),
                _ => return false,
            },
            _ => return false,
        };
        let code = wanted.and_then(|at| codes.get(at)).copied();
        let code = code.unwrap_or_default().to_owned();
        self.set(&code);
        true
    }

    /// Left and Right move, space turns a day on or off, a digit that day.
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

    /// Brings what stands in the field into its stored form, and says what is wrong with it.
    pub fn check(&mut self, checking: Checking) -> Result<(), String> {
        let typed = self.value().trim().to_owned();
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
        Kind::Note => NOTE_MAX,
        _ => SHORT_MAX,
    }
}

/// Typed text in its stored form, or how to mend it.
fn stored(kind: &Kind, typed: &str, checking: Checking) -> Result<String, String> {
    let lang = checking.lang;
    match kind {
        Kind::Date => {
            let read = date::parse(typed).map_err(|error| date_error(error, lang))?;
            Ok(read.day.to_string())
        }
        Kind::PastDate => {
            let read = date::parse_past(typed, checking.today);
            Ok(read
                .map_err(|error| date_error(error, lang))?
                .day
                .to_string())
        }
        Kind::Time => date::parse_time(typed)
            .map(|time| time.format("%H:%M").to_string())
            .ok_or_else(|| t!(lang, "form-error-time")),
        Kind::Phone => phones(typed, lang),
        Kind::IdNo => {
            let read = id_no::parse(typed).map_err(|error| id_error(error, lang))?;
            Ok(read.number)
        }
        Kind::Number => match crate::domain::tidy::compact(typed).parse::<u32>() {
            Ok(number) => Ok(number.to_string()),
            Err(_) => Err(t!(lang, "form-error-number")),
        },
        Kind::Text { .. } | Kind::Note | Kind::Choice(_) | Kind::YesNo | Kind::Weekdays => {
            Ok(typed.to_owned())
        }
    }
}

fn date_error(error: date::DateError, lang: Lang) -> String {
    match error {
        date::DateError::NotADate => t!(lang, "form-error-date"),
        date::DateError::NoSuchDay => t!(lang, "form-error-no-such-day"),
        date::DateError::Future => t!(lang, "form-error-future"),
    }
}

/// Numbers of the demo home pass too: a practice home must be as easy to fill in as a real one.
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

/// A key for a line of text; says whether the line had a use for it. What would make the line
/// longer than `max` characters, and control characters, are not taken.
pub fn edit(input: &mut Input, chord: Chord, max: usize) -> bool {
    if let Some(typed) = chord.text() {
        if !typed.is_control() && input.value().chars().count() < max {
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

/// Pasted text for a line: control characters are left out, line ends become spaces.
pub fn paste(input: &mut Input, text: &str, max: usize) {
    for sign in text.trim().chars() {
        let sign = if matches!(sign, '\n' | '\t') {
            ' '
        } else {
            sign
        };
        edit(input, Chord::typed(sign), max);
    }
}

impl Field {
    /// Pasted text; only a text field has a use for it.
    pub fn paste(&mut self, text: &str) {
        if self.is_text() {
            paste(&mut self.input, text, max_of(&self.spec.kind));
            self.error = None;
        }
    }
}
