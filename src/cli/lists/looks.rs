//! Who looked at what: the log of a home where people prove who they are.

use super::day;
use crate::cli::call::{Call, Ended, Trouble};
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::domain::{ChildId, Look, Moment, StaffId, tidy};
use crate::i18n::{Lang, words};
use crate::t;
use chrono::{Days, NaiveDate, NaiveTime};
use clap::Args;
use serde_json::{Value, json};
use std::collections::HashMap;

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

/// Names for the identifiers in the rows.
struct Names {
    staff: HashMap<StaffId, String>,
    children: HashMap<ChildId, (String, String)>,
}

impl Names {
    fn read(desk: &Desk) -> Result<Self, Trouble> {
        let staff = desk.ask(Query::Home)?.staff()?.into_iter();
        let children = desk.ask(Query::Register)?.roster()?.children.into_iter();
        Ok(Self {
            staff: staff.map(|one| (one.id, one.name)).collect(),
            children: children
                .map(|one| (one.id, (one.file_no, one.name)))
                .collect(),
        })
    }

    /// Who looked; empty if nobody sat at the desk.
    fn person(&self, look: &Look) -> &str {
        let name = look.staff.and_then(|id| self.staff.get(&id));
        name.map_or("", String::as_str)
    }

    /// File number and name of the child; `None` for a list.
    fn child(&self, look: &Look) -> Option<&(String, String)> {
        self.children.get(&look.child?)
    }
}

/// Lists who looked at what, the newest first.
pub(in crate::cli) fn list(call: &Call, asked: Asked) -> Result<Ended, Trouble> {
    let desk = call.existing()?;
    let store = desk.ask(Query::Looks)?;
    let (from, to) = (day(asked.from, call.lang)?, day(asked.to, call.lang)?);
    let to = to.unwrap_or_else(|| desk.clock.today());
    let from = from.unwrap_or_else(|| to - Days::new(DAYS));
    if from > to {
        return Err(Trouble::Usage(t!(call.lang, "cli-from-after-to")));
    }
    let now = desk.now();
    let looks = store.looks(
        moment_on(from, NaiveTime::MIN, now),
        moment_on(to, LAST, now),
    )?;
    let names = Names::read(&desk)?;
    let child = asked.child.as_deref().map(|who| desk.find_child(who));
    let child = child.transpose()?;
    if let Some(name) = &asked.person
        && !names.staff.values().any(|one| one == name.trim())
    {
        return Err(Trouble::Failed(t!(
            call.lang,
            "cli-no-staff",
            name = name.as_str()
        )));
    }
    let is_wanted = |look: &&Look| {
        let is_of_person = asked
            .person
            .as_deref()
            .is_none_or(|name| names.person(look) == name.trim());
        is_of_person && (child.is_none() || look.child == child)
    };
    let looks = looks.iter().filter(is_wanted);
    if asked.json {
        let list = looks.map(|look| look_json(look, &names, now));
        return Ok(Ended::json(&Value::Array(list.collect())));
    }
    let lines: Vec<String> = looks
        .map(|look| line(look, &names, now, call.lang))
        .collect();
    Ok(Ended::list(&lines, || {
        if desk.has_locks() {
            t!(call.lang, "cli-looks-none")
        } else {
            t!(call.lang, "cli-looks-no-locks")
        }
    }))
}

/// The last second of a day.
const LAST: NaiveTime = match NaiveTime::from_hms_opt(23, 59, 59) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// A time of a day on the clock of `now`.
fn moment_on(day: NaiveDate, time: NaiveTime, now: Moment) -> Moment {
    let at = day.and_time(time).and_local_timezone(*now.offset());
    at.single().unwrap_or(now)
}

fn look_json(look: &Look, names: &Names, now: Moment) -> Value {
    let child = names.child(look);
    json!({
        "at": look.at(now).to_rfc3339(), "person": names.person(look), "what": look.what.code(),
        "file_no": child.map(|one| &one.0), "name": child.map(|one| &one.1),
        "times": look.times,
    })
}

/// When, who, what, whose, and how often if more than once.
fn line(look: &Look, names: &Names, now: Moment, lang: Lang) -> String {
    let child = names.child(look);
    let whose = child.map_or_else(String::new, |(file_no, name)| format!("{file_no} {name}"));
    let times = if look.times > 1 {
        t!(lang, "cli-looks-times", times = look.times.to_string())
    } else {
        String::new()
    };
    let parts = [
        look.at(now).format("%Y-%m-%d %H:%M").to_string(),
        names.person(look).to_owned(),
        words::choice(lang, "look", look.what),
        whose,
        times,
    ];
    let shown = parts.map(|part| tidy::shown(&part).into_owned());
    shown.join("\t").trim_end().to_owned()
}
