//! The papers for an inspection as a spreadsheet.

use super::evidence::Evidence;
use super::evidence_page::week_state;
use crate::domain::activity::State;
use crate::domain::activity::weeks::WeekState;
use crate::exchange::xlsx::{Cell, Table, write};
use crate::i18n::{Lang, word, words};
use crate::t;
use crate::wording::calendar::weekday;
use crate::wording::labels::label;
use chrono::Datelike;
use std::io;

/// Widths of columns in characters.
const SHORT: u32 = 11;
const NAME: u32 = 16;
const LONG: u32 = 30;

/// The file.
pub(super) fn evidence_sheet(evidence: &Evidence) -> io::Result<Vec<u8>> {
    let tables = [
        summary(evidence),
        activities(evidence),
        parts(evidence),
        coverage(evidence),
        weeks(evidence),
    ];
    write(&tables, evidence.facts.made)
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn count(count: usize) -> Cell {
    Cell::Count(u32::try_from(count).ok())
}

fn number(number: Option<i64>) -> Cell {
    Cell::Count(number.and_then(|number| u32::try_from(number).ok()))
}

/// The column of a field of the record.
fn field(name: &str, width: u32, lang: Lang) -> (String, u32) {
    (label(name, lang), width)
}

fn summary(evidence: &Evidence) -> Table {
    let facts = &evidence.facts;
    let lang = facts.lang;
    let mut rows = vec![
        vec![text(&facts.home), Cell::Count(None)],
        vec![
            Cell::Text(t!(lang, "paper-from")),
            Cell::Day(Some(evidence.period.from)),
        ],
        vec![
            Cell::Text(t!(lang, "paper-to")),
            Cell::Day(Some(evidence.period.to)),
        ],
        vec![Cell::Text(facts.printed()), Cell::Count(None)],
    ];
    rows.extend(State::ALL.iter().map(|state| {
        let name = words::choice(lang, "activity-state", *state);
        vec![Cell::Text(name), count(evidence.count(*state))]
    }));
    let people = [
        (t!(lang, "paper-visits"), count(evidence.visits())),
        (t!(lang, "paper-heads"), count(evidence.heads)),
        (
            t!(lang, "paper-guests"),
            number(evidence.sum(|one| one.guests)),
        ),
        (
            t!(lang, "paper-others"),
            number(evidence.sum(|one| one.others)),
        ),
    ];
    rows.extend(people.map(|(name, count)| vec![Cell::Text(name), count]));
    Table {
        name: t!(lang, "paper-sum"),
        columns: vec![
            (t!(lang, "paper-what"), LONG),
            (t!(lang, "paper-number"), SHORT),
        ],
        rows,
        ..Table::default()
    }
}

/// One row each.
fn activities(evidence: &Evidence) -> Table {
    let lang = evidence.facts.lang;
    let rows = evidence.activities.iter().map(|line| {
        let activity = &line.one.activity;
        let is_held = line.one.state == State::Held;
        let late = is_held.then(|| word(lang, if activity.entered_late { "yes" } else { "no" }));
        vec![
            Cell::Day(Some(activity.day)),
            Cell::Text(weekday(activity.day.weekday(), lang)),
            Cell::Time(Some(activity.starts)),
            Cell::Time(Some(activity.ends)),
            number(Some(line.minutes())),
            text(&activity.title),
            text(&line.topic),
            Cell::Text(words::choice(lang, "activity-state", line.one.state)),
            text(&activity.place),
            text(&line.organiser),
            text(&activity.helpers),
            Cell::Count(is_held.then(|| u32::try_from(line.part.len()).unwrap_or_default())),
            number(activity.adults),
            number(activity.guests),
            number(activity.others),
            Cell::Time(activity.begun),
            Cell::Day(activity.moved_from),
            text(&line.reason),
            text(&activity.materials),
            text(&activity.done),
            text(&activity.summary),
            text(&activity.said),
            text(&activity.next_step),
            text(&activity.filed),
            Cell::Text(late.unwrap_or_default()),
        ]
    });
    Table {
        name: t!(lang, "paper-activities"),
        rows: rows.collect(),
        columns: vec![
            field("day", SHORT, lang),
            (t!(lang, "paper-weekday"), SHORT),
            field("starts", SHORT, lang),
            field("ends", SHORT, lang),
            (t!(lang, "paper-length"), SHORT),
            field("title", NAME, lang),
            field("topic", NAME, lang),
            (t!(lang, "paper-state"), SHORT),
            field("place", NAME, lang),
            field("organiser", SHORT, lang),
            field("helpers", NAME, lang),
            (t!(lang, "paper-children"), SHORT),
            field("adults", SHORT, lang),
            (t!(lang, "paper-guests"), SHORT),
            (t!(lang, "paper-others"), SHORT),
            (t!(lang, "paper-begun"), SHORT),
            field("moved_from", SHORT, lang),
            field("reason", NAME, lang),
            field("materials", NAME, lang),
            field("done", LONG, lang),
            field("summary", LONG, lang),
            (t!(lang, "paper-said"), LONG),
            field("next_step", LONG, lang),
            field("filed", NAME, lang),
            field("entered_late", SHORT, lang),
        ],
        ..Table::default()
    }
}

/// One row for each child and activity.
fn parts(evidence: &Evidence) -> Table {
    let lang = evidence.facts.lang;
    let rows = evidence.activities.iter().flat_map(|line| {
        let activity = &line.one.activity;
        line.part.iter().map(|(name, came)| {
            vec![
                Cell::Day(Some(activity.day)),
                Cell::Time(Some(activity.starts)),
                text(&activity.title),
                text(&line.topic),
                text(name),
                Cell::Time(*came),
            ]
        })
    });
    Table {
        name: t!(lang, "paper-parts"),
        columns: vec![
            field("day", SHORT, lang),
            field("starts", SHORT, lang),
            field("title", LONG, lang),
            field("topic", NAME, lang),
            field("name", NAME, lang),
            (t!(lang, "paper-came-at"), SHORT),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}

fn coverage(evidence: &Evidence) -> Table {
    let lang = evidence.facts.lang;
    let rows = evidence.topics.iter().map(|topic| {
        vec![
            text(&topic.name),
            Cell::Day(Some(topic.counted.from)),
            Cell::Day(Some(topic.counted.to)),
            count(topic.had),
            count(topic.missing.len()),
            count(topic.exempt),
            Cell::Text(if topic.is_missed_by_all() {
                t!(lang, "paper-everybody")
            } else {
                topic.missing.join(&t!(lang, "why-comma"))
            }),
        ]
    });
    Table {
        name: t!(lang, "paper-coverage"),
        columns: vec![
            field("topic", NAME, lang),
            (t!(lang, "paper-from"), SHORT),
            (t!(lang, "paper-to"), SHORT),
            (t!(lang, "paper-had"), SHORT),
            (t!(lang, "paper-misses"), SHORT),
            (t!(lang, "paper-exempt"), SHORT),
            (t!(lang, "paper-who-misses"), 2 * LONG),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}

fn weeks(evidence: &Evidence) -> Table {
    let lang = evidence.facts.lang;
    let rows = evidence.weeks.iter().map(|week| {
        let reason = match &week.state {
            WeekState::Missed { reason } => reason
                .clone()
                .unwrap_or_else(|| t!(lang, "paper-no-reason")),
            _ => String::new(),
        };
        vec![
            Cell::Count(Some(week.monday.iso_week().week())),
            Cell::Day(Some(week.monday)),
            Cell::Day(Some(week.sunday())),
            Cell::Text(week_state(&week.state, lang)),
            count(week.held),
            count(week.planned),
            Cell::Text(reason),
        ]
    });
    Table {
        name: t!(lang, "paper-weeks"),
        columns: vec![
            (t!(lang, "paper-week"), SHORT),
            (t!(lang, "paper-from"), SHORT),
            (t!(lang, "paper-to"), SHORT),
            (t!(lang, "paper-state"), NAME),
            (t!(lang, "paper-held"), SHORT),
            (t!(lang, "paper-planned"), SHORT),
            field("reason", LONG, lang),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}
