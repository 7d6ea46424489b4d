//! Checking the file: against its journal, and against the copies in reach.

use super::call::{Call, Ended, Trouble};
use super::copies::opened;
use crate::config::Environment;
use crate::desk::backup::doubt_text;
use crate::store::Finding;
use crate::t;
use serde_json::{Value, json};

pub(super) fn run(call: &Call, environment: &Environment, json: bool) -> Result<Ended, Trouble> {
    let desk = opened(call, environment)?;
    let report = desk.verify()?;
    // Where the file has faults, the copies may be impossible to compare; the faults are said anyway.
    let safety = desk.safety(true).ok().flatten();
    let has_copies = safety.as_ref().is_some_and(|safety| {
        let on_stick = safety.stick.iter().flat_map(|stick| &stick.copies);
        safety.copies.iter().chain(on_stick).next().is_some()
    });
    let doubts = safety.map(|safety| safety.doubts).unwrap_or_default();
    let is_sound = report.findings.is_empty() && doubts.is_empty();
    let doubts = doubts.iter().map(|doubt| doubt_text(doubt, call.lang));
    let out = if json {
        let findings: Vec<Value> = report.findings.iter().map(finding_json).collect();
        json!({
            "sound": is_sound, "entries": report.entries, "rows": report.rows,
            "findings": findings, "copies": doubts.collect::<Vec<_>>(),
        })
        .to_string()
    } else {
        let (entries, rows) = (report.entries, report.rows);
        let first = if is_sound {
            t!(
                call.lang,
                "cli-verify-sound",
                entries = entries,
                rows = rows
            )
        } else if report.findings.is_empty() {
            t!(
                call.lang,
                "cli-verify-in-itself",
                entries = entries,
                rows = rows
            )
        } else {
            t!(call.lang, "cli-verify-found", count = report.findings.len())
        };
        let lines = desk.explain(&report, call.lang);
        let alone = (!has_copies).then(|| t!(call.lang, "cli-verify-alone"));
        let all = std::iter::once(first)
            .chain(lines)
            .chain(doubts)
            .chain(alone);
        let all: Vec<String> = all.collect();
        all.join("\n")
    };
    Ok(Ended {
        out,
        err: String::new(),
        code: u8::from(!is_sound),
    })
}

fn finding_json(finding: &Finding) -> Value {
    let what = finding.code();
    match finding {
        Finding::Chain { seq } => json!({ "what": what, "seq": seq }),
        Finding::Segment { first, last, from } => json!({
            "what": what, "first": first, "last": last, "from": from.map(|day| day.to_string()),
        }),
        Finding::NotCompared => json!({ "what": what }),
        Finding::Number { number } => json!({ "what": what, "number": number }),
        Finding::Row(row) | Finding::Missing(row) => json!({
            "what": what, "table": row.table, "key": row.key, "fields": row.fields.iter().map(|field| field.name).collect::<Vec<_>>(),
            "child": row.child.map(|child| child.to_string()),
            "day": row.day.map(|day| day.to_string()),
        }),
        Finding::Kept { child } => {
            json!({ "what": what, "child": child.map(|child| child.to_string()) })
        }
        Finding::KeptDay { day } => {
            json!({ "what": what, "day": day.map(|day| day.to_string()) })
        }
        Finding::Schema { name } => json!({ "what": what, "name": name }),
        Finding::Damage { text } => json!({ "what": what, "text": text }),
    }
}
