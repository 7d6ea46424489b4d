//! Lists the open follow-up flags, for today or as of a past day; writes the visit round that follows from them.

use super::args::Round;
use super::call::{Call, Ended, Trouble, json_text};
use super::files::groups::Group;
use super::target::Target;
use crate::desk::command::Command;
use crate::desk::papers::Order;
use crate::desk::query::Query;
use crate::desk::read::flags::NamedFlag;
use crate::domain::ChildId;
use crate::domain::KnownAs;
use crate::domain::round::Who;
use crate::domain::rules::Subject;
use crate::domain::rules::ladder::State;
use crate::domain::tidy;
use crate::i18n::{Lang, words};
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
    let found = desk.flags(day, reading)?;
    // An empty list must not be taken for a day on which nobody needed a person.
    let err = match &found {
        None => t!(call.lang, "past-no-home"),
        Some(_) => String::new(),
    };
    let mut flags = found.unwrap_or_default();
    for one in &mut flags {
        if one.flag.subject == Subject::Home {
            one.name = t!(call.lang, "follow-home");
        }
    }
    if as_json {
        let list = flags.iter().map(
            |NamedFlag {
                 flag,
                 file_no,
                 name,
                 state,
                 rung,
                 due,
             }| {
                let reasons: Vec<String> = flag
                    .reasons
                    .iter()
                    .map(|one| reasons::reason(one, call.lang, day))
                    .collect();
                let rules = flag.rules.iter().map(|one| {
                    json!({
                        "rule": one.rule.code(), "level": one.level.code(),
                        "since": one.since.to_string(),
                    })
                });
                json!({
                    "list": flag.list().code(),
                    "file_no": file_no, "name": name, "rule": flag.rule.code(),
                    "rules": rules.collect::<Vec<_>>(),
                    "level": flag.level.code(), "since": flag.since.to_string(),
                    "last_seen": flag.last_seen.map(|day| day.to_string()),
                    "open_days_missed": flag.open_days_missed,
                    "supervisor": flag.supervisor, "reasons": reasons,
                    "state": state.code(),
                    "until": state.silent_until().map(|day| day.to_string()),
                    "next": rung.code(), "due": due.to_string(),
                })
            },
        );
        return Ok(Ended {
            out: json_text(&Value::Array(list.collect())),
            err,
            code: 0,
        });
    }
    let lines = flags.iter().map(
        |NamedFlag {
             flag,
             file_no,
             name,
             state,
             due,
             ..
         }| {
            let level = words::choice(call.lang, "level", flag.level);
            let name = tidy::shown(name);
            let mut why = reasons::reasons(&flag.reasons, call.lang, day);
            // Who is put off or explained is not looked for today.
            if let Some(waits) = waits(*state, (day, *due), call.lang) {
                why = format!("{why} [{waits}]");
            }
            format!(
                "{level}\t{}\t{file_no}\t{name}\t{}\t{why}",
                words::choice(call.lang, "rule", flag.rule),
                flag.since
            )
        },
    );
    let lines: Vec<String> = lines.collect();
    // What is on standard error says already why there is no list.
    let is_told = !err.is_empty();
    let out = Ended::list(&lines, || {
        if is_told {
            String::new()
        } else {
            t!(call.lang, "cli-flags-none")
        }
    })
    .out;
    Ok(Ended { out, err, code: 0 })
}

/// Why nothing is to be done about a flag until a day, if that is so; `again` is when the township is asked again.
fn waits(state: State, (today, again): (NaiveDate, NaiveDate), lang: Lang) -> Option<String> {
    let day = |day: NaiveDate| day.to_string();
    Some(match state {
        State::Excused(until) => t!(lang, "follow-excused", until = day(until)),
        State::WithParents(until) => t!(lang, "follow-with-parents", until = day(until)),
        State::Snoozed(until) => t!(lang, "follow-snoozed", until = day(until)),
        State::HandedUp(on) if today < again => {
            t!(lang, "follow-handed-up", on = day(on), again = day(again))
        }
        State::Open | State::HandedUp(_) | State::Closed(_) => return None,
    })
}

/// Writes the round and keeps its order, so that it can be entered by the numbers of its rows.
pub(super) fn round(call: &Call, asked: &Round) -> Result<Ended, Trouble> {
    let mut desk = call.desk()?;
    let target = Target::new(call, &asked.html, asked.force)?;
    let named: Result<Vec<ChildId>, _> = asked.who.iter().map(|who| desk.find_child(who)).collect();
    let named = named?;
    if let Some(hamlet) = &asked.hamlet {
        let children = desk.ask(Query::Register)?.roster()?.children;
        Group::hamlet(hamlet).check(&children, call.lang)?;
    }
    let who = match (&asked.hamlet, &asked.household) {
        (Some(hamlet), _) => Who::Hamlet(hamlet),
        (None, Some(who)) => Who::Household(desk.find_child(who)?),
        (None, None) if named.is_empty() => Who::Due,
        (None, None) => Who::These(&named),
    };
    let children = desk.plan_round(who)?;
    if children.is_empty() {
        return Err(Trouble::Failed(t!(call.lang, "cli-round-nobody")));
    }
    let count = children.len();
    let order = Order::of_round(children.clone(), desk.clock.today(), call.lang);
    target.write(&desk.paper(&order)?)?;
    desk.perform(Command::KeepRound(children))?;
    let said = t!(
        call.lang,
        "cli-round-done",
        count = count,
        file = target.name()
    );
    Ok(Ended::done(said))
}
