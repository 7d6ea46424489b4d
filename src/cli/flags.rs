//! Lists the open follow-up flags, for today or as of a past day; writes the visit round that follows from them.

use super::args::Round;
use super::call::{Call, Ended, Trouble, json_text};
use super::files::groups::Group;
use super::target::Target;
use crate::desk::command::Command;
use crate::desk::outcome::Outcome;
use crate::desk::papers::Order;
use crate::desk::query::Query;
use crate::desk::read::flags::NamedFlag;
use crate::domain::ChildId;
use crate::domain::KnownAs;
use crate::domain::LookKind;
use crate::domain::file_walk::FileTally;
use crate::domain::round::Who;
use crate::domain::rules::ladder::State;
use crate::domain::rules::list::List;
use crate::domain::rules::{Level, Subject};
use crate::domain::tidy;
use crate::i18n::{Lang, words};
use crate::t;
use crate::wording::files::to_do;
use crate::wording::{limits, reasons};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// Lists the flags of a day: highest level and oldest first.
pub(super) fn list(
    call: &Call,
    as_of: Option<&str>,
    reading: KnownAs,
    as_json: bool,
) -> Result<Ended, Trouble> {
    let mut desk = call.existing()?;
    let day: NaiveDate = match as_of {
        None => desk.clock.today(),
        Some(text) => text
            .parse()
            .map_err(|_| Trouble::Usage(t!(call.lang, "cli-bad-day", text = text)))?,
    };
    let found = desk.day_flags(day, reading)?;
    desk.note_look(LookKind::FollowUp, None);
    // An empty list must not be taken for a day on which nobody needed a person.
    let err = match &found {
        None => t!(call.lang, "past-no-home"),
        Some(_) => String::new(),
    };
    let (mut flags, files) = found.map_or_else(Default::default, |day| (day.flags, day.files));
    let tally = FileTally::of(&files);
    for one in &mut flags {
        if one.flag.subject == Subject::Home {
            one.name = t!(call.lang, "follow-home");
        }
    }
    if as_json {
        let list = flags.iter().map(|one| flag_json(one, call.lang, day));
        let files = (tally.count > 0).then(|| of_files(tally, call.lang, day));
        return Ok(Ended {
            out: json_text(&Value::Array(list.chain(files).collect())),
            err,
            code: 0,
        });
    }
    let lines = flags.iter().map(|one| flag_line(one, call.lang, day));
    let files = (tally.count > 0).then(|| {
        let level = words::choice(call.lang, "level", Level::Amber);
        let name = t!(call.lang, "follow-home");
        let said = to_do(tally, call.lang);
        format!("{level}\t\t\t{name}\t{day}\t{said}")
    });
    let lines: Vec<String> = lines.chain(files).collect();
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

/// A flag with its rules and the limit of each.
fn flag_json(one: &NamedFlag, lang: Lang, day: NaiveDate) -> Value {
    let flag = &one.flag;
    let reasons = flag.reasons.iter();
    let reasons: Vec<String> = reasons.map(|one| reasons::reason(one, lang, day)).collect();
    let rules = flag.rules.iter().zip(&one.limits).map(|(held, limit)| {
        json!({
            "rule": held.rule.code(), "level": held.level.code(), "since": held.since.to_string(),
            "limit": limits::limit(limit, lang, day),
        })
    });
    json!({
        "list": flag.list().code(),
        "file_no": one.file_no, "name": one.name, "rule": flag.rule.code(),
        "rules": rules.collect::<Vec<_>>(),
        "level": flag.level.code(), "since": flag.since.to_string(),
        "opened": flag.raised.to_string(),
        "last_seen": flag.last_seen.map(|day| day.to_string()),
        "open_days_missed": flag.open_days_missed,
        "supervisor": flag.supervisor, "reasons": reasons,
        "state": one.state.code(),
        "until": one.state.silent_until().map(|day| day.to_string()),
        "next": one.rung.code(), "due": one.due.to_string(),
        "late_since": one.late_since.map(|day| day.to_string()),
    })
}

/// A flag in one line, with why nothing is to be done about it for now.
fn flag_line(one: &NamedFlag, lang: Lang, day: NaiveDate) -> String {
    let flag = &one.flag;
    let mut why = reasons::reasons(&flag.reasons, lang, day);
    // Who is put off or explained is not looked for today.
    if let Some(waits) = waits(one.state, (day, one.due), lang) {
        why = format!("{why} [{waits}]");
    }
    format!(
        "{}\t{}\t{}\t{}\t{}\t{why}",
        words::choice(lang, "level", flag.level),
        words::choice(lang, "rule", flag.rule),
        one.file_no,
        tidy::shown(&one.name),
        flag.since
    )
}

/// The line about all files together, in the shape of a flag of the home without a rule.
fn of_files(tally: FileTally, lang: Lang, day: NaiveDate) -> Value {
    json!({
        "list": List::File.code(), "file_no": "", "name": t!(lang, "follow-home"),
        "rule": null, "rules": [], "level": Level::Amber.code(), "since": day.to_string(),
        "opened": null, "last_seen": null, "open_days_missed": 0, "supervisor": false,
        "reasons": [to_do(tally, lang)],
        "state": State::Open.code(), "until": null, "next": null, "due": null,
        "late_since": null,
        "files": {
            "to_do": tally.count, "with_gaps": tally.with_gaps, "not_confirmed": tally.unconfirmed,
        },
    })
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
    let kept = desk.perform(Command::KeepRound(children))?.outcome;
    let mut said = t!(
        call.lang,
        "cli-round-done",
        count = count,
        file = target.name()
    );
    if matches!(kept, Outcome::RoundKept { gone: Some(_) }) {
        said = format!("{said}\n{}", kept.text(call.lang, 0));
    }
    Ok(Ended::done(said))
}
