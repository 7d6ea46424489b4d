//! Lists as text and as JSON.

pub(super) mod cases;
pub(super) mod looks;
pub(super) mod retention;
pub(super) mod rights;
pub(super) mod self_check;

use super::call::{Call, Ended, Trouble};
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::domain::{Attendance, Child, ChildId, LookKind, OutTo, Status, tidy};
use crate::i18n::{Lang, words};
use crate::t;
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::collections::HashMap;

pub(super) fn children(call: &Call, as_json: bool) -> Result<Ended, Trouble> {
    let mut desk = call.existing()?;
    let today = desk.clock.today();
    let roster = desk.ask(Query::Register)?.roster()?;
    desk.note_look(LookKind::Register, None);
    let mut children: Vec<&Child> = roster.children.iter().collect();
    children.sort_by(|a, b| a.file_no.cmp(&b.file_no));
    let tags = |id: ChildId| -> Vec<&str> {
        let tags = roster.tags.get(&id).map_or(&[][..], Vec::as_slice);
        tags.iter()
            .filter(|tag| tag.holds_on(today))
            .map(|tag| tag.code.code())
            .collect()
    };
    if as_json {
        let list: Vec<Value> = children
            .iter()
            .map(|child| {
                json!({
                    "file_no": child.file_no, "name": child.name, "sex": child.sex.code(),
                    "birth_date": born(child), "tags": tags(child.id),
                    "status": child.status.code(),
                })
            })
            .collect();
        return Ok(Ended::json(&Value::Array(list)));
    }
    let lines = children.iter().map(|child| {
        let status = match child.status {
            Status::Enrolled => String::new(),
            other => words::choice(call.lang, "status", other),
        };
        format!(
            "{}\t{}\t{}\t{status}",
            tidy::shown(&child.file_no),
            tidy::shown(&child.name),
            born(child).unwrap_or_default()
        )
    });
    let lines: Vec<String> = lines.collect();
    Ok(Ended::list(&lines, || t!(call.lang, "cli-children-none")))
}

pub(super) fn attendance(
    call: &Call,
    from: Option<String>,
    to: Option<String>,
    as_json: bool,
) -> Result<Ended, Trouble> {
    let mut desk = call.existing()?;
    let today = desk.clock.today();
    let from = day(from, call.lang)?;
    let to = day(to, call.lang)?.unwrap_or_else(|| from.map_or(today, |from| from.max(today)));
    let from = from.unwrap_or(to);
    if from > to {
        return Err(Trouble::Usage(t!(call.lang, "cli-from-after-to")));
    }
    let rows = desk.ask(Query::Attendance)?.attendance_between(from, to)?;
    let people = People::read(&desk)?;
    desk.note_look(LookKind::Attendance, None);
    let mut rows: Vec<(&Attendance, &Child)> = rows
        .iter()
        .filter_map(|row| Some((row, people.children.get(&row.child)?)))
        .collect();
    rows.sort_by(|(a, one), (b, other)| {
        (a.day, &one.file_no, a.stay).cmp(&(b.day, &other.file_no, b.stay))
    });
    if as_json {
        let list = rows
            .iter()
            .map(|(row, child)| row_json(row, child, &people))
            .collect();
        return Ok(Ended::json(&Value::Array(list)));
    }
    let lines = rows.iter().map(|(row, child)| {
        let time = |at: Option<crate::domain::Moment>| {
            at.map_or_else(|| "-".to_owned(), |at| at.format("%H:%M").to_string())
        };
        let mark = words::choice(call.lang, "mark", row.mark);
        let (came, left) = (time(row.in_at), time(row.out_at));
        format!(
            "{}\t{}\t{}\t{mark}\t{came}\t{left}",
            row.day,
            tidy::shown(&child.file_no),
            tidy::shown(&child.name)
        )
    });
    let lines: Vec<String> = lines.collect();
    Ok(Ended::list(&lines, || t!(call.lang, "cli-attendance-none")))
}

pub(super) fn day(text: Option<String>, lang: Lang) -> Result<Option<NaiveDate>, Trouble> {
    text.map(|text| {
        text.parse()
            .map_err(|_| Trouble::Usage(t!(lang, "cli-bad-day", text = text.as_str())))
    })
    .transpose()
}

/// Names for the identifiers in rows.
struct People {
    children: HashMap<ChildId, Child>,
    contacts: HashMap<String, String>,
}

impl People {
    fn read(desk: &Desk) -> Result<Self, Trouble> {
        let roster = desk.ask(Query::Register)?.roster()?;
        let contacts = roster.contacts.into_values().flatten();
        Ok(Self {
            children: roster
                .children
                .into_iter()
                .map(|child| (child.id, child))
                .collect(),
            contacts: contacts.map(|one| (one.id.to_string(), one.name)).collect(),
        })
    }

    /// A contact's name, or the text for another way of leaving.
    fn collector(&self, to: &OutTo) -> String {
        let code = to.code();
        self.contacts.get(&code).cloned().unwrap_or(code)
    }
}

fn row_json(row: &Attendance, child: &Child, people: &People) -> Value {
    json!({
        "file_no": child.file_no, "name": child.name, "date": row.day.to_string(),
        "mark": row.mark.code(),
        "in_at": row.in_at.map(|at| at.to_rfc3339()),
        "out_at": row.out_at.map(|at| at.to_rfc3339()),
        "out_to": row.out_to.as_ref().map(|to| people.collector(to)),
        "reason": row.reason.map(crate::domain::attendance::AbsenceReason::code),
        "entered_late": row.entered_late,
    })
}

/// The birth date; none of a child whose data was erased, or of whom nobody has said it.
fn born(child: &Child) -> Option<String> {
    child.born().map(|born| born.to_string())
}
