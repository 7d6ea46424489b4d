//! Everything that happened to a child, newest first: days at the home, absences, corrections, and
//! every change of the file with who, when, old and new.

use super::super::fields;
use super::super::today::day_words;
use super::file::{FileAct, FileLine};
use crate::app::message::Past;
use crate::app::model::Model;
use crate::domain::{Attendance, OutTo};
use crate::i18n::{Lang, words};
use crate::store::{Change, FileChange};
use crate::t;
use serde_json::{Map, Value};

/// Something that happened, with the text by which it is put in order.
struct Event {
    order: String,
    line: FileLine,
}

/// The lines of a past, newest first.
pub(super) fn lines(model: &Model, past: &Past) -> Vec<FileLine> {
    let days = past.days.iter().map(|row| day(model, row));
    let changes = past
        .history
        .iter()
        .flat_map(|change| changed(model, change));
    let mut events: Vec<Event> = days.chain(changes).collect();
    events.sort_by(|a, b| b.order.cmp(&a.order));
    if events.is_empty() {
        let value = t!(model.look.lang, "file-no-past");
        return vec![FileLine {
            label: String::new(),
            value,
            act: FileAct::Nothing,
        }];
    }
    events.into_iter().map(|event| event.line).collect()
}

/// A day in the register.
fn day(model: &Model, row: &Attendance) -> Event {
    let lang = model.look.lang;
    let time = |at: Option<crate::domain::Moment>| at.map(|at| at.format("%H:%M").to_string());
    let mark = words::choice(lang, "mark", row.mark);
    let times = match (time(row.in_at), time(row.out_at)) {
        (Some(came), Some(left)) => t!(lang, "from-to", from = came, to = left),
        (Some(came), None) => came,
        (None, Some(left)) => left,
        (None, None) => String::new(),
    };
    let parts = [
        mark,
        times,
        row.out_to
            .as_ref()
            .map_or_else(String::new, |to| collector(model, row, to)),
        row.reason.map_or_else(String::new, |one| {
            words::choice(lang, "absence-reason", one)
        }),
        row.note.clone(),
        if row.entered_late {
            t!(lang, "field-entered-late")
        } else {
            String::new()
        },
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let came = row
        .in_at
        .map(|at| at.format("%H:%M").to_string())
        .unwrap_or_default();
    Event {
        order: format!("{} {came}", row.day),
        line: FileLine {
            label: format!("{} {}", row.day.format("%Y"), day_words(row.day, lang)),
            value: parts.join("  "),
            act: FileAct::Stay(row.key()),
        },
    }
}

fn collector(model: &Model, row: &Attendance, to: &OutTo) -> String {
    let lang = model.look.lang;
    match to {
        OutTo::Contact(id) => {
            let contacts = model.register.contacts(row.child).iter();
            let found = contacts.clone().find(|one| one.id == *id);
            found.map_or_else(String::new, |one| {
                t!(lang, "collected-by", name = one.name.as_str())
            })
        }
        OutTo::Alone => t!(lang, "out-to-alone"),
        OutTo::Unlisted => t!(lang, "out-to-unlisted"),
        OutTo::NotKnown => String::new(),
    }
}

/// A change of the file: a line for each field.
fn changed(model: &Model, change: &FileChange) -> Vec<Event> {
    let lang = model.look.lang;
    let staff = model
        .home
        .as_ref()
        .map_or(&[][..], |home| home.staff.as_slice());
    let who = staff.iter().find(|one| Some(one.id) == change.actor);
    let who = who.map_or_else(String::new, |one| one.name.clone());
    let at = change.at.format("%Y-%m-%d %H:%M").to_string();
    let texts = texts(&change.change, lang);
    let deed = words::choice(lang, "deed", change.deed);
    let reason = Some(&change.reason).filter(|reason| !reason.is_empty());
    texts
        .into_iter()
        .map(|text| {
            let parts = [
                Some(who.clone()),
                Some(deed.clone()),
                Some(text),
                reason.cloned(),
            ];
            let parts: Vec<String> = parts
                .into_iter()
                .flatten()
                .filter(|p| !p.is_empty())
                .collect();
            Event {
                order: at.clone(),
                line: FileLine {
                    label: at.clone(),
                    value: parts.join("  "),
                    act: FileAct::Nothing,
                },
            }
        })
        .collect()
}

/// What a change says: old and new of each field; of what was added or removed, its name.
fn texts(change: &Change, lang: Lang) -> Vec<String> {
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => after
            .iter()
            .map(|(name, new)| {
                let old = shown(before, name, lang);
                let new = fields::value_words(name, &text(new), lang);
                let label = fields::label(name, lang);
                t!(lang, "changed-field", field = label, old = old, new = new)
            })
            .collect(),
        (None, Some(after)) => vec![t!(lang, "added-row", what = name(change, after, lang))],
        (Some(before), None) => vec![t!(lang, "removed-row", what = name(change, before, lang))],
        (None, None) => Vec::new(),
    }
}

/// What a row is called: the contact's name, the category, the card's number.
fn name(change: &Change, fields: &Map<String, Value>, lang: Lang) -> String {
    let field = match change.kind.as_str() {
        "tag" => "code",
        "card" => return change.key.clone(),
        "attendance" => return change.key.split('/').next().unwrap_or_default().to_owned(),
        _ => "name",
    };
    shown(fields, field, lang)
}

fn shown(fields: &Map<String, Value>, name: &str, lang: Lang) -> String {
    let value = fields.get(name).map(text).unwrap_or_default();
    let words = fields::value_words(name, &value, lang);
    if words.is_empty() {
        t!(lang, "was-empty")
    } else {
        words
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
