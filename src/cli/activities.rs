//! Activities: lists, coverage of topics, papers, calendar files.

use super::args::{Activities, ActivityTask, Page, Talk};
use super::call::{Call, Ended, Trouble, report_done};
use super::lists::day;
use crate::desk::command::Command;
use crate::desk::command::activity::ActivityStep;
use crate::desk::papers::{Order, Paper};
use crate::desk::query::Query;
use crate::desk::refusal::file_error;
use crate::domain::activity::coverage::{Coverage, Season};
use crate::domain::activity::weeks::monday;
use crate::domain::activity::{Occurrence, TopicCode};
use crate::domain::{Child, ChildId};
use crate::exchange::ics::{self, DateRange};
use crate::exchange::whole;
use crate::i18n::{Lang, words};
use crate::store::StoreError;
use crate::t;
use chrono::Days;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;

pub(super) fn run(call: &Call, asked: Activities) -> Result<Ended, Trouble> {
    match asked.task {
        None => list(call, asked),
        Some(ActivityTask::Export { ics, from, to }) => export(call, &ics, from, to),
        Some(ActivityTask::Poster { page }) => print(call, Paper::Poster, page),
        Some(ActivityTask::Evidence { page }) => print(call, Paper::Evidence, page),
        Some(ActivityTask::Import { file }) => import(call, &file),
    }
}

/// Lists the activities of a period; by default, of the current week.
fn list(call: &Call, asked: Activities) -> Result<Ended, Trouble> {
    let desk = call.existing()?;
    let (first, last) = (day(asked.from, call.lang)?, day(asked.to, call.lang)?);
    let monday = monday(desk.clock.today());
    let from = first.unwrap_or_else(|| last.map_or(monday, |last| last.min(monday)));
    let to = last.unwrap_or_else(|| from + Days::new(6));
    if from > to {
        return Err(Trouble::Usage(t!(call.lang, "cli-from-after-to")));
    }
    let all = desk.activities(from, to)?;
    if asked.json {
        let all = all.iter().map(as_json).collect();
        return Ok(Ended::done(Value::Array(all).to_string()));
    }
    let lines: Vec<String> = all.iter().map(|one| line(one, call.lang)).collect();
    Ok(Ended::done(lines.join("\n")))
}

fn as_json(one: &Occurrence) -> Value {
    let activity = &one.activity;
    json!({
        "date": activity.day.to_string(),
        "start": activity.starts.format("%H:%M").to_string(),
        "end": activity.ends.format("%H:%M").to_string(),
        "title": activity.title, "topic": activity.topic.as_str(), "state": one.state.code(),
    })
}

fn line(one: &Occurrence, lang: Lang) -> String {
    let activity = &one.activity;
    let state = words::choice(lang, "activity-state", one.state);
    let mut notes = Vec::new();
    if let Some(from) = activity.moved_from.filter(|from| *from != activity.day) {
        notes.push(t!(lang, "activity-moved-from", day = from.to_string()));
    }
    if !activity.reason.is_empty() {
        notes.push(activity.reason.clone());
    }
    if one.is_clash {
        notes.push(t!(lang, "activity-clash"));
    }
    let line = format!(
        "{}\t{}-{}\t{state}\t{}\t{}\t{}\t{}",
        activity.day,
        activity.starts.format("%H:%M"),
        activity.ends.format("%H:%M"),
        activity.topic,
        activity.title,
        activity.place,
        notes.join(&t!(lang, "why-comma"))
    );
    line.trim_end().to_owned()
}

fn export(
    call: &Call,
    file: &Path,
    from: Option<String>,
    to: Option<String>,
) -> Result<Ended, Trouble> {
    let period = DateRange {
        from: day(from, call.lang)?,
        to: day(to, call.lang)?,
    };
    if period
        .from
        .zip(period.to)
        .is_some_and(|(from, to)| from > to)
    {
        return Err(Trouble::Usage(t!(call.lang, "cli-from-after-to")));
    }
    let text = call.existing()?.calendar_file(period)?;
    write(file, &text)?;
    let name = file.display().to_string();
    Ok(Ended::done(t!(
        call.lang,
        "cli-activities-exported",
        file = name
    )))
}

/// Writes a page for printing; by default for the current month or quarter.
fn print(call: &Call, paper: Paper, page: Page) -> Result<Ended, Trouble> {
    let desk = call.existing()?;
    let (from, to) = (day(page.from, call.lang)?, day(page.to, call.lang)?);
    let today = desk.clock.today();
    let (usual_from, usual_to) = paper.period(from.or(to).unwrap_or(today), today);
    let (from, to) = (from.or(usual_from), to.or(usual_to));
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(Trouble::Usage(t!(call.lang, "cli-from-after-to")));
    }
    let text = desk.paper(&Order {
        paper,
        from,
        to,
        lang: call.lang,
    })?;
    write(&page.html, &text)?;
    let file = page.html.display().to_string();
    Ok(Ended::done(t!(call.lang, "paper-written", file = file)))
}

fn write(file: &Path, text: &str) -> Result<(), Trouble> {
    whole::write(file, text).map_err(|source| {
        Trouble::from(StoreError::File {
            doing: "writing a file",
            source,
        })
    })
}

fn import(call: &Call, file: &Path) -> Result<Ended, Trouble> {
    let mut desk = call.desk()?;
    let incoming = ics::read(file).map_err(|error| {
        let (name, why) = (file.display().to_string(), file_error(&error, call.lang));
        Trouble::Failed(t!(call.lang, "cli-file", file = name, why = why))
    })?;
    let refused = incoming.refused;
    let source = file.file_name().unwrap_or_default();
    let done = desk.perform(Command::Activity(ActivityStep::Import {
        source: source.to_string_lossy().into_owned(),
        incoming: Box::new(incoming),
    }))?;
    let mut ended = report_done(call, &desk, &done)?;
    if refused > 0 {
        ended.out.push('\n');
        ended
            .out
            .push_str(&t!(call.lang, "cli-activities-refused", count = refused));
    }
    Ok(ended)
}

/// Lists who had a topic in its season, and who has not yet.
pub(super) fn coverage(call: &Call, asked: Talk) -> Result<Ended, Trouble> {
    let desk = call.existing()?;
    let topic: TopicCode = asked
        .topic
        .parse()
        .map_err(|_| Trouble::Usage(t!(call.lang, "cli-bad-topic", text = asked.topic.as_str())))?;
    let season = desk.season(&topic)?;
    let season = Season {
        from: day(asked.from, call.lang)?.unwrap_or(season.from),
        to: day(asked.to, call.lang)?.unwrap_or(season.to),
    };
    if season.from > season.to {
        return Err(Trouble::Usage(t!(call.lang, "cli-from-after-to")));
    }
    let coverage = desk.coverage(topic, season)?;
    let children: Vec<Child> = desk.ask(Query::Register)?.all()?;
    let children = children.into_iter().map(|one| (one.id, one)).collect();
    let report = if asked.json {
        coverage_json(&coverage, season, &children).to_string()
    } else {
        coverage_lines(&coverage, season, &children, call.lang)
    };
    Ok(Ended::done(report))
}

/// File number and name of a child; empty if there is no file.
fn file_no_and_name(children: &HashMap<ChildId, Child>, id: ChildId) -> (&str, &str) {
    let child = children.get(&id);
    child.map_or(("", ""), |one| (&one.file_no, &one.name))
}

fn coverage_json(coverage: &Coverage, season: Season, children: &HashMap<ChildId, Child>) -> Value {
    let had = coverage.had.iter().map(|one| {
        let (file_no, name) = file_no_and_name(children, one.child);
        json!({
            "file_no": file_no, "name": name, "date": one.on.to_string(), "how": one.how.code(),
        })
    });
    let missing = coverage.missing.iter().map(|id| {
        let (file_no, name) = file_no_and_name(children, *id);
        json!({ "file_no": file_no, "name": name })
    });
    json!({
        "topic": coverage.topic.as_str(), "from": season.from.to_string(),
        "to": season.to.to_string(), "had": had.collect::<Vec<Value>>(),
        "missing": missing.collect::<Vec<Value>>(),
    })
}

fn coverage_lines(
    coverage: &Coverage,
    season: Season,
    children: &HashMap<ChildId, Child>,
    lang: Lang,
) -> String {
    let missing = coverage
        .missing
        .iter()
        .map(|id| (*id, "missing", String::new()));
    let had = coverage
        .had
        .iter()
        .map(|one| (one.child, one.how.code(), one.on.to_string()));
    let mut lines: Vec<String> = missing
        .chain(had)
        .map(|(id, how, on)| {
            let (file_no, name) = file_no_and_name(children, id);
            let how = crate::i18n::word(lang, &format!("coverage-{how}"));
            format!("{file_no}\t{name}\t{how}\t{on}")
                .trim_end()
                .to_owned()
        })
        .collect();
    let (missing, of) = (
        coverage.missing.len(),
        coverage.missing.len() + coverage.had.len(),
    );
    let (from, to) = (season.from.to_string(), season.to.to_string());
    lines.push(t!(
        lang,
        "cli-coverage-sum",
        topic = coverage.topic.as_str(),
        from = from,
        to = to,
        missing = missing,
        of = of
    ));
    lines.join("\n")
}
