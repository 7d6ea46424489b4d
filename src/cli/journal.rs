//! The journal as a list, and stretches of its chain.

use super::args::Journal;
use super::call::{Call, Ended, Trouble};
use super::target::Target;
use crate::desk::query::Query;
use crate::domain::{LookKind, tidy};
use crate::i18n::words;
use crate::store::{Broken, Change, Entry, NoStretch, StoreError, follow};
use crate::t;
use crate::wording::journal::reason_words;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;

pub(super) fn run(call: &Call, asked: &Journal) -> Result<Ended, Trouble> {
    if let Some(file) = &asked.follow {
        return followed(call, file);
    }
    match &asked.export {
        Some(file) => export(call, asked, file),
        None => list(call, asked),
    }
}

fn list(call: &Call, asked: &Journal) -> Result<Ended, Trouble> {
    let mut desk = call.existing()?;
    desk.ask(Query::Journal)?;
    desk.note_look(LookKind::Journal, None);
    let store = desk.ask(Query::Journal)?;
    let last = store.head()?.seq;
    let first = match asked.last {
        Some(count) => last.saturating_sub(i64::try_from(count).unwrap_or(last)) + 1,
        None => 1,
    };
    let staff: HashMap<_, _> = desk
        .ask(Query::Home)?
        .staff()?
        .into_iter()
        .map(|one| (one.id, one.name))
        .collect();
    let actor = |entry: &Entry| entry.act.actor.and_then(|id| staff.get(&id).cloned());
    if asked.json {
        let mut entries = Vec::new();
        store.each_entry((first, last), |entry, changes| {
            let changes: Vec<Change> = changes()?.into_iter().map(Change::withheld).collect();
            entries.push(entry_json(&entry, actor(&entry).as_deref(), &changes));
            Ok(())
        })?;
        return Ok(Ended::json(&Value::Array(entries)));
    }
    let names: HashMap<_, _> = desk
        .ask(Query::Register)?
        .roster()?
        .children
        .into_iter()
        .map(|child| (child.id, format!("{} {}", child.file_no, child.name)))
        .collect();
    let mut lines = Vec::new();
    store.each_entry((first, last), |entry, _| {
        let about = entry.act.subject.and_then(|id| names.get(&id));
        let about = tidy::shown(about.map_or("", String::as_str));
        let deed = words::choice(call.lang, "deed", entry.act.kind);
        let actor = actor(&entry).unwrap_or_default();
        let at = entry.act.at.format("%Y-%m-%d %H:%M:%S");
        let name_of = |id| staff.get(&id).cloned();
        let reason = reason_words(&entry.act.reason, name_of, call.lang);
        let reason = tidy::shown(&reason);
        lines.push(format!(
            "{}\t{at}\t{actor}\t{deed}\t{about}\t{reason}",
            entry.seq
        ));
        Ok(())
    })?;
    Ok(Ended::done(lines.join("\n")))
}

fn entry_json(entry: &Entry, actor: Option<&str>, changes: &[Change]) -> Value {
    let changes: Vec<Value> = changes
        .iter()
        .map(|change| {
            json!({
                "table": change.kind, "key": change.key,
                "before": change.before, "after": change.after,
            })
        })
        .collect();
    json!({
        "seq": entry.seq, "at": entry.act.at.to_rfc3339(), "actor": actor,
        "deed": entry.act.kind.code(), "reason": Some(&entry.act.reason).filter(|r| !r.is_empty()),
        "undoes": entry.act.undoes, "hash": entry.hash_hex(), "changes": changes,
    })
}

/// Writes a stretch of the chain to a file.
fn export(call: &Call, asked: &Journal, file: &Path) -> Result<Ended, Trouble> {
    let lang = call.lang;
    let target = Target::new(call, file, asked.force)?;
    let desk = call.existing()?;
    let bounds = (asked.from.unwrap_or(1), asked.to.unwrap_or(i64::MAX));
    let text = desk
        .ask(Query::Journal)?
        .stretch(bounds, asked.with_names)
        .map_err(|why| match why {
            NoStretch::Empty => Trouble::Failed(t!(lang, "stretch-empty")),
            NoStretch::Old(last) => Trouble::Failed(t!(
                lang,
                "stretch-old",
                last = last.to_string(),
                next = (last + 1).to_string()
            )),
            NoStretch::Store(error) => error.into(),
        })?;
    // What is handed on is followed first.
    let followed = follow(&text).map_err(|_| Trouble::from(StoreError::Damaged))?;
    target.write(text.as_bytes())?;
    Ok(Ended::done(t!(
        lang,
        "stretch-written",
        from = followed.from.to_string(),
        to = followed.to.to_string(),
        file = target.name(),
        before = short(call, &followed.before),
        after = short(call, &followed.after)
    )))
}

/// Follows a stretch that somebody handed on. Needs no home.
fn followed(call: &Call, file: &Path) -> Result<Ended, Trouble> {
    let lang = call.lang;
    let bytes =
        std::fs::read(file).map_err(StoreError::file("reading a stretch of the journal", file))?;
    // A file that is no text follows from nothing: the line is said.
    match follow(&String::from_utf8_lossy(&bytes)) {
        Ok(followed) => {
            let mut said = t!(
                lang,
                "stretch-follows",
                chain = followed.chain.as_str(),
                from = followed.from.to_string(),
                to = followed.to.to_string(),
                before = short(call, &followed.before),
                after = short(call, &followed.after)
            );
            if !followed.names_chain {
                said.push(' ');
                said.push_str(&t!(lang, "stretch-claims"));
            }
            Ok(Ended::done(said))
        }
        Err(Broken(line)) => Err(Trouble::Failed(t!(
            lang,
            "stretch-broken",
            line = line.to_string()
        ))),
    }
}

/// The first eight characters of a hash, as a head has them.
fn short(call: &Call, hash: &str) -> String {
    if hash.is_empty() {
        t!(call.lang, "stretch-beginning")
    } else {
        hash.chars().take(8).collect()
    }
}
