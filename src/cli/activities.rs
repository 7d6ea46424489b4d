//! Activities: lists, coverage of topics, papers, calendar files.

use super::args::{Activities, ActivityTask, Talk};
use super::call::{Call, Ended, Trouble, json_text, report_done};
use super::lists::day;
use super::target::Target;
use crate::cli::locks::covering::Covering;
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::command::activity::ActivityStep;
use crate::desk::import::calendar::CalendarRow;
use crate::desk::import::read_calendar;
use crate::desk::papers::cover::Cover;
use crate::desk::papers::{Order, Paper};
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::desk::refusal::file_error;
use crate::domain::activity::coverage::{Coverage, Season};
use crate::domain::activity::weeks::monday;
use crate::domain::activity::{Occurrence, TopicCode};
use crate::domain::calendar::{Calendar, DayKind};
use crate::domain::tidy;
use crate::domain::{Child, ChildId, LookKind, Topic, topic};
use crate::exchange::ics::DateRange;
use crate::i18n::{Lang, words};
use crate::t;
use crate::wording::calendar::why_closed;
use crate::wording::topics::name_of;
use chrono::Days;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

pub(super) fn run(call: &Call, asked: Activities) -> Result<Ended, Trouble> {
    match asked.task {
        None => list(call, asked),
        Some(ActivityTask::Export {
            ics,
            force,
            from,
            to,
        }) => export(call, &Target::new(call, &ics, force)?, from, to),
        Some(ActivityTask::Poster { page }) => {
            let files = [(Paper::Poster, Some(page.html))];
            print(
                call,
                files,
                (&Covering::default(), page.force),
                (page.from, page.to),
            )
        }
        Some(ActivityTask::Evidence {
            html,
            xlsx,
            covering,
            force,
            from,
            to,
        }) => {
            let files = [(Paper::Evidence, html), (Paper::EvidenceSheet, xlsx)];
            print(call, files, (&covering, force), (from, to))
        }
        Some(ActivityTask::Sheet { html, force, day }) => {
            let files = [(Paper::SignIn, Some(html))];
            print(
                call,
                files,
                (&Covering::default(), force),
                (day.clone(), day),
            )
        }
        Some(ActivityTask::Import { file, dry_run }) => import(call, &file, dry_run),
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
        return Ok(Ended::json(&Value::Array(all)));
    }
    let programme = desk.programme()?;
    let topics = topic::library(&programme.topics);
    let name = |code: &TopicCode| name_of(&topics, code, call.lang);
    let calendar = desk.calendar()?;
    let lines: Vec<String> = all
        .iter()
        .map(|one| line(one, &calendar, &name, call.lang))
        .collect();
    Ok(Ended::list(&lines, || t!(call.lang, "cli-activities-none")))
}

fn as_json(one: &Occurrence) -> Value {
    let activity = &one.activity;
    json!({
        "date": activity.day.to_string(),
        "start": activity.starts.format("%H:%M").to_string(),
        "end": activity.ends.format("%H:%M").to_string(),
        "title": activity.title, "place": activity.place, "topic": activity.topic.as_str(),
        "state": one.state.code(),
    })
}

fn line(
    one: &Occurrence,
    calendar: &Calendar,
    topic_name: &dyn Fn(&TopicCode) -> String,
    lang: Lang,
) -> String {
    let activity = &one.activity;
    let state = words::choice(lang, "activity-state", one.state);
    let mut notes = Vec::new();
    if let Some(from) = activity.moved_from.filter(|from| *from != activity.day) {
        notes.push(t!(lang, "activity-moved-from", day = from.to_string()));
    }
    if !activity.reason.is_empty() {
        notes.push(activity.reason.clone());
    }
    if (one.is_clash || one.is_closed_off())
        && let DayKind::Closed(why) = calendar.day(activity.day)
    {
        let why = why_closed(&why, lang);
        notes.push(t!(lang, "plan-clash", why = why));
    }
    let line = format!(
        "{}\t{}-{}\t{state}\t{}\t{}\t{}\t{}",
        activity.day,
        activity.starts.format("%H:%M"),
        activity.ends.format("%H:%M"),
        topic_name(&activity.topic),
        tidy::shown(&activity.title),
        tidy::shown(&activity.place),
        tidy::shown(&notes.join(&t!(lang, "why-comma")))
    );
    line.trim_end().to_owned()
}

fn export(
    call: &Call,
    file: &Target,
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
    let text = call.existing()?.calendar_file(period, call.lang)?;
    file.write(text.as_bytes())?;
    Ok(Ended::done(t!(
        call.lang,
        "cli-activities-exported",
        file = file.name()
    )))
}

/// Writes papers about one period; by default about the usual period of the first.
fn print<const N: usize>(
    call: &Call,
    files: [(Paper, Option<PathBuf>); N],
    (covering, force): (&Covering, bool),
    (from, to): (Option<String>, Option<String>),
) -> Result<Ended, Trouble> {
    // All before the first is written.
    let mut targets: Vec<(Paper, Target)> = Vec::new();
    for (paper, file) in files {
        let Some(file) = file else { continue };
        let target = Target::new(call, &file, force)?;
        for (_, other) in &targets {
            target.check_differs(other)?;
        }
        targets.push((paper, target));
    }
    let mut desk = to_make(call, targets.iter().map(|(paper, _)| *paper))?;
    let (from, to) = (day(from, call.lang)?, day(to, call.lang)?);
    let today = desk.clock.today();
    let cover = covering.cover()?;
    let mut papers = Vec::new();
    for (paper, file) in targets {
        let (usual_from, usual_to) = paper.period(from.or(to).unwrap_or(today), today);
        let (from, to) = (from.or(usual_from), to.or(usual_to));
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(Trouble::Usage(t!(call.lang, "cli-from-after-to")));
        }
        papers.push((Order::of_period(paper, (from, to), call.lang), file));
    }
    let lines = write_papers(call, &mut desk, &papers, cover.as_ref())?;
    Ok(Ended::done(lines.join("\n")))
}

/// Opens the home to make papers: a spreadsheet that leaves a home with locks is kept in the journal.
pub(super) fn to_make(call: &Call, papers: impl Iterator<Item = Paper>) -> Result<Desk, Trouble> {
    let desk = call.existing()?;
    let has_sheet = papers.into_iter().any(Paper::is_sheet);
    if has_sheet && desk.has_locks() {
        drop(desk);
        return call.desk();
    }
    Ok(desk)
}

/// Writes papers to files, spreadsheets under their cover: all are made before the first is written. Returns a line for each.
pub(super) fn write_papers(
    call: &Call,
    desk: &mut Desk,
    papers: &[(Order, Target)],
    cover: Option<&Cover>,
) -> Result<Vec<String>, Trouble> {
    // A page to print has no password, so one that is given for nothing else was meant otherwise.
    let has_sheet = papers.iter().any(|(order, _)| order.paper.is_sheet());
    if matches!(cover, Some(Cover::Password(_))) && !has_sheet {
        return Err(Refusal::CannotBeLocked.into());
    }
    let mut made = Vec::new();
    for (order, file) in papers {
        made.push(desk.paper_under(order, cover, file.place())?);
    }
    let mut lines = Vec::new();
    for ((order, file), content) in papers.iter().zip(made) {
        desk.keep_paper(order, cover, file.name())?;
        file.write(&content)?;
        let name = file.name();
        lines.push(if order.paper.is_sheet() {
            t!(call.lang, "paper-sheet-written", file = name)
        } else {
            t!(call.lang, "paper-written", file = name)
        });
    }
    Ok(lines)
}

fn import(call: &Call, file: &Path, dry_run: bool) -> Result<Ended, Trouble> {
    // A dry run writes nothing, so it may open the home read-only while another program writes.
    let mut desk = if dry_run {
        call.existing()?
    } else {
        call.desk()?
    };
    let read = read_calendar(file, desk.clock.today(), &desk.reader).map_err(|error| {
        let (name, why) = (file.display().to_string(), file_error(&error, call.lang));
        Trouble::Failed(t!(call.lang, "cli-file", file = name, why = why))
    })?;
    let plan = desk.judge_calendar(read)?;
    let mut lines: Vec<String> = plan
        .rows
        .iter()
        .filter(|row| dry_run || !row.remarks.is_empty() || !row.verdict.is_plain())
        .map(|row| row_line(row, call.lang))
        .collect();
    if dry_run {
        lines.push(t!(call.lang, "cli-import-dry"));
        return Ok(Ended::done(lines.join("\n")));
    }
    let (file, verdicts) = plan.without(&BTreeSet::new());
    let done = desk.perform(Command::Activity(ActivityStep::Import {
        file: Box::new(file),
        shown: Some(verdicts),
    }))?;
    let mut ended = report_done(call, &desk, &done)?;
    for line in lines {
        ended.out.push('\n');
        ended.out.push_str(&line);
    }
    Ok(ended)
}

fn row_line(row: &CalendarRow, lang: Lang) -> String {
    let starts = row.starts.map(|at| at.format("%Y-%m-%d %H:%M").to_string());
    let verdict = row.verdict.text(lang);
    let line = format!(
        "{}\t{}\t{verdict}\t{}",
        starts.unwrap_or_default(),
        row.title,
        row.repeats(lang)
            .into_iter()
            .chain(row.notes(lang))
            .collect::<Vec<String>>()
            .join(&t!(lang, "why-comma"))
    );
    line.trim_end().to_owned()
}

/// The code of a topic of the library.
pub(super) fn known_topic(text: &str, known: &[Topic], lang: Lang) -> Result<TopicCode, Trouble> {
    let topic: TopicCode = text
        .parse()
        .map_err(|_| Trouble::Usage(t!(lang, "cli-bad-topic", text = text)))?;
    if known.iter().any(|one| one.code == topic) {
        return Ok(topic);
    }
    let codes: Vec<&str> = known.iter().map(|one| one.code.as_str()).collect();
    Err(Trouble::Usage(t!(
        lang,
        "cli-unknown-topic",
        text = topic.as_str(),
        codes = codes.join(" ")
    )))
}

/// Lists who had a topic in its season, and who has not yet.
pub(super) fn coverage(call: &Call, asked: Talk) -> Result<Ended, Trouble> {
    let mut desk = call.existing()?;
    let programme = desk.programme()?;
    let known = topic::library(&programme.topics);
    let topic = known_topic(&asked.topic, &known, call.lang)?;
    let name = name_of(&known, &topic, call.lang);
    let season = desk.season(&topic)?;
    let season = Season {
        from: day(asked.from, call.lang)?.unwrap_or(season.from),
        to: day(asked.to, call.lang)?.unwrap_or(season.to),
    };
    if season.from > season.to {
        return Err(Trouble::Usage(t!(call.lang, "cli-from-after-to")));
    }
    desk.note_look(LookKind::Talks, None);
    if let Some(file) = &asked.html {
        let order = Order {
            from: Some(season.from),
            to: Some(season.to),
            ..Order::of_topic(Paper::Invite, topic, call.lang)
        };
        let target = Target::new(call, file, asked.force)?;
        let lines = write_papers(call, &mut desk, &[(order, target)], None)?;
        return Ok(Ended::done(lines.concat()));
    }
    let coverage = desk.coverage(topic, season)?;
    let children: Vec<Child> = desk.ask(Query::Register)?.all()?;
    let children = children.into_iter().map(|one| (one.id, one)).collect();
    let report = if asked.json {
        json_text(&coverage_json(&coverage, season, &children))
    } else {
        coverage_lines(&coverage, &name, &children, call.lang)
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
    let named = |id: &ChildId| {
        let (file_no, name) = file_no_and_name(children, *id);
        json!({ "file_no": file_no, "name": name })
    };
    let missing = coverage.missing.iter().map(named);
    let exempt = coverage.exempt.iter().map(named);
    json!({
        "topic": coverage.topic.as_str(), "from": season.from.to_string(),
        "to": season.to.to_string(), "had": had.collect::<Vec<Value>>(),
        "missing": missing.collect::<Vec<Value>>(),
        "exempt": exempt.collect::<Vec<Value>>(),
    })
}

fn coverage_lines(
    coverage: &Coverage,
    name: &str,
    children: &HashMap<ChildId, Child>,
    lang: Lang,
) -> String {
    let season = coverage.season;
    let none = |id: &ChildId, how| (*id, how, String::new());
    let missing = coverage.missing.iter().map(|id| none(id, "missing"));
    let exempt = coverage.exempt.iter().map(|id| none(id, "exempt"));
    let had = coverage
        .had
        .iter()
        .map(|one| (one.child, one.how.code(), one.on.to_string()));
    let mut lines: Vec<String> = missing
        .chain(exempt)
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
        topic = name,
        from = from,
        to = to,
        missing = missing,
        of = of
    ));
    lines.join("\n")
}
