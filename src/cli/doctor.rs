//! `doorlight doctor`: the checkup as a list or as JSON, and the file for help.

use super::call::{Call, Ended, Trouble};
use super::copies::stick_places;
use super::target::Target;
use crate::config::Environment;
use crate::desk::doctor::check::{Check, Fact, Holder, Place, State};
use crate::desk::doctor::checkup::Checkup;
use crate::desk::doctor::facts::TerminalFacts;
use crate::desk::doctor::text::Wording;
use crate::t;
use crate::tui::probe;
use serde_json::{Value, json};
use std::path::Path;

/// Makes the checkup. Exit code 1 if something is bad.
pub(super) fn run(
    call: &Call,
    environment: &Environment,
    json: bool,
    (bundle, force): (Option<&Path>, bool),
) -> Result<Ended, Trouble> {
    let bundle = bundle.map(|file| Target::new(call, file, force));
    let bundle = bundle.transpose()?;
    let mut terminal = terminal(environment);
    probe::measure_widths(&mut terminal);
    let place = Place {
        folder: call.folder.clone(),
        // What cannot be read without a secret is said by the checkup.
        keys: call
            .admission()
            .map(|admitted| admitted.keys)
            .unwrap_or_default(),
        now: call.clock().now(),
        holder: Holder::Nobody,
        sticks: stick_places(environment),
    };
    let checkup = Checkup::make(&place, terminal);
    let signs = probe::signs();
    let wording = Wording {
        lang: call.lang,
        signs: Some(&signs),
    };
    let mut out = if json {
        list_json(&checkup).to_string()
    } else {
        checkup.lines(wording).join("\n")
    };
    let mut err = String::new();
    let mut code = u8::from(checkup.count(State::Bad) > 0);
    if let Some(file) = bundle {
        match file.write(checkup.bundle(&place.folder, wording).as_bytes()) {
            Ok(()) if json => {}
            Ok(()) => {
                let written = t!(call.lang, "doctor-written", file = file.name());
                out = [out, written].join("\n\n");
            }
            Err(trouble) => {
                err = trouble.text(call.lang);
                code = 1;
            }
        }
    }
    Ok(Ended { out, err, code })
}

/// What the environment and the system say about the terminal.
pub(super) fn terminal(environment: &Environment) -> TerminalFacts {
    let mut facts = TerminalFacts::from_words(
        environment.colour_term.as_deref(),
        environment.term.as_deref(),
        environment.no_color,
        environment.locale.as_deref(),
    );
    probe::look(&mut facts);
    facts
}

fn list_json(checkup: &Checkup) -> Value {
    let checks: Vec<Value> = checkup.checks.iter().map(check_json).collect();
    json!({ "sound": checkup.count(State::Bad) == 0, "checks": checks })
}

fn check_json(check: &Check) -> Value {
    let facts: Vec<Value> = check.facts.iter().map(|fact| fact_json(*fact)).collect();
    let mends: Vec<&str> = check.mends.iter().map(|mend| mend.code()).collect();
    json!({
        "check": check.name.code(), "state": check.state.code(), "facts": facts, "mend": mends,
    })
}

fn fact_json(fact: Fact) -> Value {
    match fact {
        Fact::Space { free, total } => json!({ "free_bytes": free, "total_bytes": total }),
        Fact::Sync(micros) => json!({ "sync_microseconds": micros }),
        Fact::Now(at) => json!({ "now": at.to_rfc3339() }),
        Fact::Newest(at) => json!({ "newest_entry": at.to_rfc3339() }),
        Fact::Size(bytes) => json!({ "bytes": bytes }),
        Fact::Schema { found, known } => json!({ "schema": found, "known_schema": known }),
        Fact::Pages(damaged) => json!({ "damaged_pages": damaged }),
        Fact::Damaged => json!({ "damaged": true }),
        Fact::Unopened => json!({ "opened": false }),
        Fact::Locked => json!({ "locked": true }),
        Fact::PlainFile => json!({ "plain_in_locked_home": true }),
        Fact::HeldByOther => json!({ "held_by_another_program": true }),
        Fact::Entries { entries, rows } => json!({ "entries": entries, "rows": rows }),
        Fact::Found(kind, count) => json!({ "finding": kind, "count": count }),
        Fact::Unfinished => json!({ "finished": false }),
        Fact::OthersMayRead(may) => json!({ "others_may_read": may }),
        Fact::MayWrite(may) => json!({ "may_write": may }),
        Fact::NoCopy => json!({ "copies": 0 }),
        Fact::Copies { count, days } => json!({ "copies": count, "newest_days": days }),
        Fact::Doubts(count) => json!({ "doubts": count }),
        Fact::StickAway(days) => json!({ "stick": "away", "stick_days": days }),
        Fact::StickCopied => json!({ "stick": "copied" }),
        Fact::NoStick => json!({ "stick": null }),
        Fact::Rehearsed(faults) => json!({ "rehearsal_faults": faults }),
        Fact::Cells { columns, rows } => json!({ "columns": columns, "rows": rows }),
        Fact::NoKeyboard => json!({ "keyboard": false }),
        Fact::Widths { signs, lines } => json!({ "ten_signs": signs, "ten_lines": lines }),
        Fact::Colours(colours) => json!({ "colours": colours.code() }),
        Fact::NoColour => json!({ "no_color": true }),
        Fact::Utf8(is_utf8) => json!({ "utf8": is_utf8 }),
        Fact::Signs => json!({ "compare_by_eye": true }),
        Fact::Cannot(why) => json!({ "not_measured": why.code() }),
    }
}
