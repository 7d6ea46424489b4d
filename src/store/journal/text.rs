//! The changes of an entry as text that a person can read.
//!
//! ```text
//! #34 019a8f5e-7c1b-7d3e-9a55-0c6f0e3b1a42        number 34 stands for this UUID
//! +attendance 2026-11-25/34/1 mark=present in_at=@ entered_late=0 untimed=0
//! ~attendance 2026-11-25/34/1 out_at=>@ out_to=>35
//! -tag 77 child=34 code=left-behind from_day=2026-09-01 is_primary=1
//! ```
//!
//! `+` is a row that was added, `-` one that was removed, `~` one that changed: what was before
//! stands before `>`, and a field without `>` only says to whom the row belongs. `@` is the moment of
//! the entry itself. What people typed stands in a second text, whose lines begin with the number of
//! the line that they complete; its first line may be `because` and the reason (see `private.rs`).

use super::private::{self, Line};
use super::row_change::{Fields, RowChange, child_of};
use crate::domain::Moment;
use crate::store::error::StoreError;
use crate::store::rows::kind::{Kind, OUT_WORDS, day_number, day_of, moment_number, moment_of};
use crate::store::rows::record::Table;
use crate::store::rows::tables;
use crate::store::rows::value::Value;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use std::fmt::Write as _;
use uuid::Uuid;

/// How a moment of the home's offset is written; one of another offset carries it.
const MOMENT: &str = "%Y-%m-%dT%H:%M:%S";
/// Begins the line of the reason.
const BECAUSE: &str = "because ";
/// Begins the line that names the chain.
const CHAIN: &str = "chain ";

/// The two texts of an entry while it is written.
#[derive(Debug, Default)]
pub(in crate::store) struct Body {
    /// What may be handed on: who came when, codes, numbers.
    pub(in crate::store) open: String,
    /// What people typed: names, phone numbers, addresses, notes, reasons.
    pub(in crate::store) private: String,
    /// Number of changes so far.
    pub(in crate::store) changes: usize,
}

impl Body {
    /// Adds a change; `at` is the moment of the entry as the file keeps it.
    pub(in crate::store) fn add(&mut self, change: &RowChange, at: &Value) {
        self.changes += 1;
        let table = change.table;
        let (sign, before, after) = match (&change.before, &change.after) {
            (None, after) => ('+', None, after.as_ref()),
            (before, None) => ('-', None, before.as_ref()),
            (before, after) => ('~', before.as_ref(), after.as_ref()),
        };
        self.open.push(sign);
        self.open.push_str(table.name);
        self.open.push(' ');
        put_key(&mut self.open, table, &change.key, at);
        let mut is_private_begun = false;
        if sign == '~' {
            self.put_owner(change);
        }
        for (nth, (place, value)) in after.into_iter().flatten().enumerate() {
            let named = table.columns.get(*place).zip(table.kinds.get(*place));
            let Some((name, kind)) = named else { continue };
            let out = if table.is_private(*place) {
                if !is_private_begun {
                    let _ = write!(self.private, "{}", self.changes);
                    is_private_begun = true;
                }
                &mut self.private
            } else {
                &mut self.open
            };
            out.push(' ');
            out.push_str(name);
            out.push('=');
            if let Some((_, old)) = before.and_then(|before| before.get(nth)) {
                put(out, *kind, old, at);
                out.push('>');
            }
            put(out, *kind, value, at);
        }
        self.open.push('\n');
        if is_private_begun {
            self.private.push('\n');
        }
    }

    /// A changed row says whose it is, where neither key nor change does.
    fn put_owner(&mut self, change: &RowChange) {
        let place = change
            .table
            .columns
            .iter()
            .position(|name| *name == "child");
        let Some((place, child)) = place.zip(change.child) else {
            return;
        };
        let is_said = |fields: &Fields| fields.iter().any(|(one, _)| *one == place);
        if place >= change.table.key && !change.after.as_ref().is_some_and(is_said) {
            let _ = write!(self.open, " child={child}");
        }
    }

    /// The reason that people gave; it stands first.
    pub(in crate::store) fn because(&mut self, reason: &str) {
        if !reason.is_empty() {
            self.private
                .insert_str(0, &format!("{BECAUSE}{}\n", quoted(reason)));
        }
    }

    /// Numbers given in this step, and the identity of the chain if it begins here; they stand first.
    pub(in crate::store) fn begin_with(&mut self, chain: Option<Uuid>, given: &[(i64, Uuid)]) {
        let mut head = String::new();
        if let Some(chain) = chain {
            let _ = writeln!(head, "{CHAIN}{chain}");
        }
        for (number, uuid) in given {
            let _ = writeln!(head, "#{number} {uuid}");
        }
        self.open.insert_str(0, &head);
    }
}

/// What the two texts of an entry say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Said {
    /// The identity of the chain that begins here.
    pub(in crate::store) chain: Option<Uuid>,
    /// Numbers given to UUIDs.
    pub(in crate::store) given: Vec<(i64, Uuid)>,
    /// The reason; empty if there is none or it was erased.
    pub(in crate::store) reason: String,
    /// There was a reason, and it was erased.
    pub(in crate::store) is_reason_erased: bool,
    /// The changes, in the order in which they were made.
    pub(in crate::store) changes: Vec<RowChange>,
}

/// Reads the two texts of an entry.
pub(in crate::store) fn read(open: &str, private: &str, at: &Value) -> Result<Said, StoreError> {
    let mut said = Said::default();
    for line in open.lines() {
        if let Some(chain) = line.strip_prefix(CHAIN) {
            said.chain = Some(chain.parse().map_err(|_| StoreError::Damaged)?);
        } else if let Some(given) = line.strip_prefix('#') {
            let (number, uuid) = given.split_once(' ').ok_or(StoreError::Damaged)?;
            let number = number.parse().map_err(|_| StoreError::Damaged)?;
            let uuid = uuid.parse().map_err(|_| StoreError::Damaged)?;
            said.given.push((number, uuid));
        } else {
            said.changes.push(read_change(line, at)?);
        }
    }
    for line in private::lines(private) {
        read_private(&mut said, line, at)?;
    }
    Ok(said)
}

/// Reads a line of the private text into what was said so far.
fn read_private(said: &mut Said, line: Line<'_>, at: &Value) -> Result<(), StoreError> {
    let (nth, fields) = match line {
        Line::Said(line) => match line.strip_prefix(BECAUSE) {
            Some(reason) => {
                said.reason = Scan(reason).token(&[])?.text;
                return Ok(());
            }
            None => line.split_once(' ').ok_or(StoreError::Damaged)?,
        },
        Line::Erased(head) if head == BECAUSE.trim_end() => {
            said.is_reason_erased = true;
            return Ok(());
        }
        Line::Erased(nth) => (nth, ""),
        Line::Unreadable => return Err(StoreError::Damaged),
    };
    let nth: usize = nth.parse().map_err(|_| StoreError::Damaged)?;
    let place = nth.checked_sub(1).ok_or(StoreError::Damaged)?;
    let change = said.changes.get_mut(place).ok_or(StoreError::Damaged)?;
    if let Line::Erased(_) = line {
        change.is_erased = true;
        return Ok(());
    }
    read_fields(change, Scan(fields), at)?;
    let sides = [&mut change.before, &mut change.after];
    for fields in sides.into_iter().flatten() {
        fields.sort_by_key(|(place, _)| *place);
    }
    Ok(())
}

/// The reason in a private text; empty if there is none or it was erased.
pub(in crate::store) fn reason(private: &str) -> Result<String, StoreError> {
    match private::lines(private).next() {
        Some(Line::Said(line)) => match line.strip_prefix(BECAUSE) {
            Some(reason) => Ok(Scan(reason).token(&[])?.text),
            None => Ok(String::new()),
        },
        _ => Ok(String::new()),
    }
}

fn read_change(line: &str, at: &Value) -> Result<RowChange, StoreError> {
    let mut signs = line.chars();
    let sign = signs.next().ok_or(StoreError::Damaged)?;
    let (name, rest) = signs.as_str().split_once(' ').ok_or(StoreError::Damaged)?;
    let table = tables::table(name).ok_or(StoreError::Damaged)?;
    let mut scan = Scan(rest);
    let mut key = Vec::with_capacity(table.key);
    for kind in table.kinds.iter().take(table.key) {
        key.push(scan.token(&['/', ' '])?.value(*kind, at));
        if key.len() < table.key {
            scan.skip('/')?;
        }
    }
    let child = child_of(table, &key);
    let (before, after) = match sign {
        '+' => (None, Some(Vec::new())),
        '-' => (Some(Vec::new()), None),
        '~' => (Some(Vec::new()), Some(Vec::new())),
        _ => return Err(StoreError::Damaged),
    };
    let mut change = RowChange {
        table,
        key,
        child,
        before,
        after,
        is_erased: false,
    };
    if scan.skip(' ').is_ok() {
        read_fields(&mut change, scan, at)?;
    }
    Ok(change)
}

/// Reads `name=value` or `name=before>after`, divided by spaces.
fn read_fields(change: &mut RowChange, mut scan: Scan<'_>, at: &Value) -> Result<(), StoreError> {
    let table = change.table;
    loop {
        let name = scan.token(&['='])?.text;
        scan.skip('=')?;
        let place = table.columns.iter().position(|column| *column == name);
        let place = place.ok_or(StoreError::Damaged)?;
        let kind = *table.kinds.get(place).ok_or(StoreError::Damaged)?;
        let first = scan.token(&['>', ' '])?.value(kind, at);
        let is_child = name == "child";
        let child = |value: &Value| match value {
            Value::Integer(number) if is_child => Some(*number),
            _ => None,
        };
        match (&mut change.before, &mut change.after) {
            (Some(before), Some(after)) if scan.skip('>').is_ok() => {
                let second = scan.token(&[' '])?.value(kind, at);
                change.child = child(&second).or(change.child);
                before.push((place, first));
                after.push((place, second));
            }
            // Says only whose row it is.
            (Some(_), Some(_)) => change.child = child(&first).or(change.child),
            (Some(fields), None) | (None, Some(fields)) => {
                change.child = child(&first).or(change.child);
                fields.push((place, first));
            }
            (None, None) => return Err(StoreError::Damaged),
        }
        if scan.skip(' ').is_err() {
            return Ok(());
        }
    }
}

/// The key of a row as it stands in a line.
pub(in crate::store) fn put_key(out: &mut String, table: &Table, key: &[Value], at: &Value) {
    for (nth, (value, kind)) in key.iter().zip(table.kinds).enumerate() {
        if nth > 0 {
            out.push('/');
        }
        put(out, *kind, value, at);
    }
}

/// Whether a text without quotes is read as a text again, not as the number for which it stands.
fn stays_text(kind: Kind, text: &str) -> bool {
    let token = || Token {
        text: text.to_owned(),
        is_quoted: false,
    };
    matches!(kind, Kind::Word | Kind::Moment)
        && matches!(token().value(kind, &Value::Null), Value::Text(_))
}

/// A value as it stands in a line; null is nothing.
pub(in crate::store) fn put(out: &mut String, kind: Kind, value: &Value, at: &Value) {
    match value {
        Value::Null => {}
        _ if kind == Kind::Moment && value == at => out.push('@'),
        Value::Integer(number) => put_number(out, kind, *number),
        Value::Text(text) if is_plain(text) && stays_text(kind, text) => out.push_str(text),
        Value::Text(text) => out.push_str(&quoted(text)),
    }
}

/// The word, day or moment that a number stands for; else its digits.
fn put_number(out: &mut String, kind: Kind, number: i64) {
    let is_put = match kind {
        Kind::Numbered(words) => {
            let place = usize::try_from(number - 1).ok();
            let word = place.and_then(|place| words.get(place));
            word.map(|word| out.push_str(word)).is_some()
        }
        Kind::OutTo => {
            let word = OUT_WORDS.iter().find(|(_, one)| *one == number);
            word.map(|(word, _)| out.push_str(word)).is_some()
        }
        Kind::Day => day_of(number).map(|day| put_day(out, day)).is_some(),
        Kind::Moment => moment_of(number).map(|at| put_moment(out, at)).is_some(),
        Kind::Number | Kind::Text | Kind::Word | Kind::Id => false,
    };
    if !is_put {
        let _ = write!(out, "{number}");
    }
}

/// A day as chrono writes it. An import of ten years writes a million days and moments, and the
/// general formatter is slow.
fn put_day(out: &mut String, day: NaiveDate) {
    let Some(year) = u32::try_from(day.year()).ok().filter(|year| *year < 10_000) else {
        let _ = write!(out, "{day}");
        return;
    };
    put_two(out, year / 100);
    put_two(out, year % 100);
    for part in [day.month(), day.day()] {
        out.push('-');
        put_two(out, part);
    }
}

/// A moment as [`MOMENT`] has it.
fn put_moment(out: &mut String, at: Moment) {
    put_day(out, at.date_naive());
    for (sign, part) in [('T', at.hour()), (':', at.minute()), (':', at.second())] {
        out.push(sign);
        put_two(out, part);
    }
}

/// A number below 100 in two digits.
fn put_two(out: &mut String, number: u32) {
    for digit in [number / 10, number % 10] {
        out.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Whether a word can stand without quotes.
fn is_plain(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_.,:;+-".contains(&byte);
    !text.is_empty() && text.bytes().all(is_plain)
}

/// The rest of a line.
#[derive(Clone, Copy)]
struct Scan<'l>(&'l str);

/// A word or a quoted text of a line.
struct Token {
    text: String,
    is_quoted: bool,
}

impl Scan<'_> {
    /// Takes the next token: a quoted text, or all up to one of `stops`.
    fn token(&mut self, stops: &[char]) -> Result<Token, StoreError> {
        if self.0.starts_with('"') {
            let mut texts = serde_json::Deserializer::from_str(self.0).into_iter::<String>();
            let text = texts
                .next()
                .and_then(Result::ok)
                .ok_or(StoreError::Damaged)?;
            let rest = self.0.split_at_checked(texts.byte_offset());
            self.0 = rest.ok_or(StoreError::Damaged)?.1;
            return Ok(Token {
                text,
                is_quoted: true,
            });
        }
        let end = self.0.find(stops).unwrap_or(self.0.len());
        let (text, rest) = self.0.split_at_checked(end).ok_or(StoreError::Damaged)?;
        self.0 = rest;
        Ok(Token {
            text: text.to_owned(),
            is_quoted: false,
        })
    }

    /// Takes one sign.
    fn skip(&mut self, sign: char) -> Result<(), StoreError> {
        self.0 = self.0.strip_prefix(sign).ok_or(StoreError::Damaged)?;
        Ok(())
    }
}

impl Token {
    fn value(self, kind: Kind, at: &Value) -> Value {
        let Self { text, is_quoted } = self;
        if is_quoted {
            return Value::Text(text);
        }
        if text.is_empty() {
            return Value::Null;
        }
        let number = match kind {
            Kind::Text | Kind::Word => None,
            Kind::Moment if text == "@" => return at.clone(),
            Kind::Moment => NaiveDateTime::parse_from_str(&text, MOMENT)
                .ok()
                .and_then(home_moment),
            Kind::Day => text.parse::<NaiveDate>().ok().map(day_number),
            Kind::Numbered(words) => (1..)
                .zip(words)
                .find(|(_, word)| **word == text)
                .map(|one| one.0),
            Kind::OutTo => {
                let word = OUT_WORDS.iter().find(|(word, _)| *word == text);
                word.map(|one| one.1).or_else(|| text.parse().ok())
            }
            Kind::Number | Kind::Id => text.parse().ok(),
        };
        // A number where the words have none, as a program that knew fewer of them kept it.
        let number = number.or_else(|| match kind {
            Kind::Text | Kind::Word => None,
            _ => text.parse().ok(),
        });
        number.map_or(Value::Text(text), Value::Integer)
    }
}

fn home_moment(at: NaiveDateTime) -> Option<i64> {
    let offset = moment_of(0)?.timezone();
    let at: Moment = at.and_local_timezone(offset).single()?;
    moment_number(at)
}
