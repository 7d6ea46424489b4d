//! Who looked at what: the log of a home where people prove who they are.

use super::day;
use crate::cli::call::{Call, Ended, Trouble};
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::read::looked::{Looked, LookedAsk, Saw, Whose};
use crate::domain::{LookKind, StaffId, tidy};
use crate::i18n::Lang;
use crate::store::ActKind;
use crate::t;
use chrono::Days;
use clap::Args;
use serde_json::{Value, json};

/// Days that are listed where nobody said from when.
const DAYS: u64 = 30;

/// Arguments of `looks`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Asked {
    #[arg(long, value_name = "NAME-OR-NUMBER")]
    pub child: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<String>,
    #[arg(long)]
    pub json: bool,
}

/// Lists who looked at what and exported what, the newest first.
pub(in crate::cli) fn list(call: &Call, asked: Asked) -> Result<Ended, Trouble> {
    let mut desk = call.existing()?;
    let (from, to) = (day(asked.from, call.lang)?, day(asked.to, call.lang)?);
    let to = to.unwrap_or_else(|| desk.clock.today());
    let from = from.unwrap_or_else(|| to - Days::new(DAYS));
    if from > to {
        return Err(Trouble::Usage(t!(call.lang, "cli-from-after-to")));
    }
    desk.ask(Query::Looks)?;
    let child = asked.child.as_deref().map(|who| desk.find_child(who));
    let person = asked.person.as_deref();
    let person = person.map(|name| staff_named(call, &desk, name.trim()));
    let ask = LookedAsk {
        from,
        to,
        person: person.transpose()?,
        child: child.transpose()?,
    };
    let rows = desk.looked(ask, usize::MAX, call.lang)?.rows;
    desk.note_look(LookKind::Looks, None);
    if asked.json {
        let list = rows.iter().map(looked_json);
        return Ok(Ended::json(&Value::Array(list.collect())));
    }
    let lines: Vec<String> = rows.iter().map(|row| line(row, call.lang)).collect();
    Ok(Ended::list(&lines, || {
        if desk.has_locks() {
            t!(call.lang, "cli-looks-none")
        } else {
            t!(call.lang, "cli-looks-no-locks")
        }
    }))
}

/// The member of staff of this name, whoever has left included.
fn staff_named(call: &Call, desk: &Desk, name: &str) -> Result<StaffId, Trouble> {
    let staff = desk.ask(Query::Home)?.staff()?;
    let found = staff.iter().find(|one| one.name == name);
    let missing = || Trouble::Failed(t!(call.lang, "cli-no-staff", name = name));
    found.map(|one| one.id).ok_or_else(missing)
}

fn looked_json(row: &Looked) -> Value {
    let (file_no, name) = match &row.whose {
        Whose::Several | Whose::Gone => (None, None),
        Whose::Child { file_no, name } => (Some(file_no), Some(name)),
        Whose::Erased(file_no) => (Some(file_no), None),
    };
    let (what, report) = match &row.saw {
        Saw::Look(kind) => (kind.code(), None),
        Saw::Export(export) => (ActKind::Export.code(), Some(&export.report)),
    };
    json!({
        "at": row.at.to_rfc3339(), "person": row.person, "what": what, "report": report,
        "file_no": file_no, "name": name, "times": row.times,
    })
}

/// When, who, what, whose, and how often if more than once.
fn line(row: &Looked, lang: Lang) -> String {
    let parts = [
        row.at.format("%Y-%m-%d %H:%M").to_string(),
        row.person.clone(),
        row.what(lang),
        row.whose(lang),
        row.how_often(lang),
    ];
    let shown = parts.map(|part| tidy::shown(&part).into_owned());
    shown.join("\t").trim_end().to_owned()
}
