//! Lists the open follow-up flags, for today or as of a past day.

use super::call::{Call, Ended, Trouble};
use crate::desk::query::Query;
use crate::desk::read::flags::KnownAs;
use crate::domain::Child;
use crate::domain::rules::{Flag, Subject};
use crate::i18n::words;
use crate::store::Roster;
use crate::t;
use crate::wording::reasons;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// Lists the flags of a day: highest level and oldest first.
pub(super) fn list(
    call: &Call,
    as_of: Option<&str>,
    reading: KnownAs,
    as_json: bool,
) -> Result<Ended, Trouble> {
    let desk = call.existing()?;
    let day: NaiveDate = match as_of {
        None => desk.clock.today(),
        Some(text) => text
            .parse()
            .map_err(|_| Trouble::Usage(t!(call.lang, "cli-bad-day", text = text)))?,
    };
    let flags = desk.flags(day, reading)?;
    let roster = desk.ask(Query::Register)?.roster()?;
    let staff = desk.ask(Query::Home)?.staff()?;
    let names = |flag: &Flag| match flag.subject {
        Subject::Child(id) => child(&roster, id).map_or_else(
            || (String::new(), String::new()),
            |child| (child.file_no.clone(), child.name.clone()),
        ),
        Subject::Staff(id) => {
            let name = staff.iter().find(|one| one.id == id);
            (
                String::new(),
                name.map_or_else(String::new, |one| one.name.clone()),
            )
        }
        Subject::Home => (String::new(), t!(call.lang, "follow-home")),
    };
    if as_json {
        let list = flags.iter().map(|flag| {
            let (file_no, name) = names(flag);
            let reasons: Vec<String> = flag
                .reasons
                .iter()
                .map(|one| reasons::reason(one, call.lang, day))
                .collect();
            json!({
                "file_no": file_no, "name": name, "rule": flag.rule.code(),
                "level": flag.level.code(), "since": flag.since.to_string(),
                "last_seen": flag.last_seen.map(|day| day.to_string()),
                "open_days_missed": flag.open_days_missed,
                "supervisor": flag.supervisor, "reasons": reasons,
            })
        });
        return Ok(Ended::done(Value::Array(list.collect()).to_string()));
    }
    let lines = flags.iter().map(|flag| {
        let (file_no, name) = names(flag);
        let level = words::choice(call.lang, "level", flag.level);
        let why = reasons::reasons(&flag.reasons, call.lang, day);
        format!(
            "{level}\t{}\t{file_no}\t{name}\t{}\t{why}",
            flag.rule.code(),
            flag.since
        )
    });
    Ok(Ended::done(lines.collect::<Vec<_>>().join("\n")))
}

fn child(roster: &Roster, id: crate::domain::ChildId) -> Option<&Child> {
    roster.children.iter().find(|child| child.id == id)
}
