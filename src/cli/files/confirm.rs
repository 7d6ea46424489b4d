//! Confirms a file, or lists which files were confirmed by whom and which are left.

use crate::cli::args::Confirm;
use crate::cli::call::{Call, Ended, Trouble, report_done};
use crate::desk::Desk;
use crate::desk::command::{Command, Confirmation};
use crate::desk::query::Query;
use crate::domain::KnownAs;
use crate::domain::LookKind;
use crate::domain::file_walk::{FileTally, FileToDo, is_confirmed};
use crate::domain::{Child, ChildId, Contact, Status, contact, tidy};
use crate::t;
use crate::wording::files::to_do;
use serde_json::{Value, json};
use std::collections::HashMap;

pub(in crate::cli) fn run(call: &Call, asked: &Confirm) -> Result<Ended, Trouble> {
    let Some(who) = &asked.who else {
        return list(call, asked.json);
    };
    let mut desk = call.desk()?;
    let child = desk.find_child(who)?;
    let reached = if asked.phone {
        Some(to_call(&desk, child)?.ok_or_else(|| {
            let said = t!(call.lang, "cli-confirm-no-phone", who = who.as_str());
            Trouble::Failed(said)
        })?)
    } else {
        None
    };
    let done = desk.perform(Command::ConfirmFile(Box::new(Confirmation {
        child,
        shown: None,
        reached: reached.map(|one| one.id),
    })))?;
    report_done(call, &desk, &done)
}

/// The contact who is rung first.
fn to_call(desk: &Desk, child: ChildId) -> Result<Option<Contact>, Trouble> {
    let roster = desk
        .ask(Query::Register)
        .map_err(Trouble::Refused)?
        .roster()?;
    let contacts = roster.contacts.get(&child).map_or(&[][..], Vec::as_slice);
    Ok(contact::to_call(contacts).first().copied().cloned())
}

fn list(call: &Call, as_json: bool) -> Result<Ended, Trouble> {
    let mut desk = call.existing()?;
    let today = desk.clock.today();
    let found = desk.day_flags(today, KnownAs::Now)?;
    let files = found.map_or_else(Vec::new, |found| found.files);
    let tally = FileTally::of(&files);
    let files: HashMap<ChildId, FileToDo> = files.into_iter().map(|one| (one.child, one)).collect();
    let roster = desk.ask(Query::Register)?.roster()?;
    desk.note_look(LookKind::Register, None);
    let here = roster.children.iter();
    let is_listed = |one: &&Child| one.status == Status::Enrolled || files.contains_key(&one.id);
    let mut here: Vec<&Child> = here.filter(is_listed).collect();
    here.sort_by(|a, b| a.file_no.cmp(&b.file_no));
    let is_left = |file: &Child| files.contains_key(&file.id);
    let has_gap = |file: &Child| files.get(&file.id).is_some_and(|one| one.has_gap);
    if as_json {
        let list = here.iter().map(|file| {
            json!({
                "file_no": file.file_no, "name": file.name,
                "verified_on": file.last_verified_on.map(|day| day.to_string()),
                "verified_by": file.verified_by,
                "this_quarter": is_confirmed(file, today), "to_confirm": is_left(file),
                "has_gap": has_gap(file),
            })
        });
        return Ok(Ended::json(&Value::Array(list.collect())));
    }
    let lines = here.iter().map(|file| {
        let day = file.last_verified_on.map(|day| day.to_string());
        let is_unconfirmed = is_left(file) && !is_confirmed(file, today);
        let left = is_unconfirmed.then(|| t!(call.lang, "cli-confirm-left"));
        let gap = has_gap(file).then(|| t!(call.lang, "cli-confirm-gap"));
        let left: Vec<String> = left.into_iter().chain(gap).collect();
        let left = left.join(&t!(call.lang, "name-comma"));
        format!(
            "{}\t{}\t{}\t{}\t{left}",
            tidy::shown(&file.file_no),
            tidy::shown(&file.name),
            day.unwrap_or_default(),
            tidy::shown(&file.verified_by)
        )
    });
    let said = (tally.count > 0).then(|| to_do(tally, call.lang));
    let lines: Vec<String> = lines.chain(said).collect();
    Ok(Ended::list(&lines, || t!(call.lang, "cli-children-none")))
}
