//! What was kept long enough, and deleting the old register. Files are erased one by one, by `erase`.

use crate::cli::call::{Call, Ended, Trouble, report_done};
use crate::desk::command::Command;
use crate::desk::query::Query;
use crate::domain::ChildId;
use crate::domain::retention::Outgrown;
use crate::t;
use crate::wording::retention::{clock_words, register_words};
use clap::Args;
use serde_json::json;
use std::collections::HashMap;

/// Arguments of `retention`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Asked {
    #[arg(long, requires = "reason")]
    pub delete_register: bool,
    #[arg(long, value_name = "TEXT", requires = "delete_register")]
    pub reason: Option<String>,
    #[arg(long, conflicts_with = "delete_register")]
    pub json: bool,
}

/// Lists what may go, and why; or deletes the part of the register that may.
pub(in crate::cli) fn run(call: &Call, asked: Asked) -> Result<Ended, Trouble> {
    if asked.delete_register {
        let mut desk = call.desk()?;
        let before = desk.may_go()?.before;
        let reason = asked.reason.unwrap_or_default();
        let done = desk.perform(Command::DeleteOld { before, reason })?;
        return report_done(call, &desk, &done);
    }
    let mut desk = call.existing()?;
    let may_go = desk.may_go()?;
    let roster = desk.ask(Query::Register)?.roster()?;
    let names: HashMap<ChildId, (String, String)> = roster
        .children
        .into_iter()
        .map(|one| (one.id, (one.file_no, one.name)))
        .collect();
    let of = |child: &ChildId| names.get(child).cloned().unwrap_or_default();
    if asked.json {
        let files = may_go.files.iter().map(|(child, clock)| {
            let (file_no, name) = of(child);
            let why = match clock.why {
                Outgrown::Left(_) => "left",
                Outgrown::OfAge(_) => "of-age",
            };
            json!({
                "file_no": file_no, "name": name, "why": why, "since": clock.why.since(),
                "may_go": clock.goes_on,
            })
        });
        let without = may_go.without_day.iter().map(|child| {
            let (file_no, name) = of(child);
            json!({ "file_no": file_no, "name": name })
        });
        return Ok(Ended::json(&json!({
            "files": files.collect::<Vec<_>>(),
            "left_on_unknown_day": without.collect::<Vec<_>>(),
            "register": {
                "before": may_go.before, "rows": may_go.register.rows,
                "first": may_go.register.first, "empty_files": may_go.empty.len(),
            },
        })));
    }
    let lang = call.lang;
    let files = may_go.files.iter().map(|(child, clock)| {
        let (file_no, name) = of(child);
        format!("{file_no}\t{name}\t{}", clock_words(*clock, lang))
    });
    let mut lines: Vec<String> = files.collect();
    lines.extend(may_go.without_day.iter().map(|child| {
        let (file_no, name) = of(child);
        format!("{file_no}\t{name}\t{}", t!(lang, "kept-no-day"))
    }));
    if !may_go.is_register_kept() {
        let what = t!(lang, "kept-register", day = may_go.before.to_string());
        let rows = (may_go.register.rows, may_go.register.first);
        let note = register_words(rows, may_go.empty.len(), lang);
        lines.push(format!("{what}\t\t{note}"));
    }
    Ok(Ended::list(&lines, || t!(lang, "cli-retention-none")))
}
