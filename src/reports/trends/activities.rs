//! Activities of a period by topic: held, missed, called off, who took part.

use super::beside::{put_beside, with_beside};
use super::frame::Trend;
use crate::domain::activity::weeks::monday;
use crate::domain::activity::{Occurrence, State};
use crate::domain::calendar::period::Grain;
use crate::domain::topic;
use crate::domain::{ChildId, TopicCode};
use crate::reports::slots::rows as division;
use crate::reports::table::{Cell, Check, Column, Fact, Picture, Row, RowState, Table, Value};
use crate::t;
use crate::wording::topics::name_of;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashSet};

/// Days of a whole week.
const WEEK: u64 = 7;

/// The table.
pub(super) fn table(trend: &Trend<'_>) -> Table {
    let lang = trend.lang;
    let all = occurrences(trend);
    let other = trend.other();
    let before = other.as_ref().map(occurrences);
    let topics = topic::library(&trend.facts.programme.topics);
    let number = Column::number;
    let mut columns = vec![
        Column::words("topic", t!(lang, "trend-topic"), 20),
        number("held", t!(lang, "trend-held")).of_home(),
        number("planned", t!(lang, "trend-planned")).of_home(),
        number("missed", t!(lang, "trend-missed")).of_home(),
        number("called_off", t!(lang, "trend-called-off")).of_home(),
        number("children", t!(lang, "trend-children")),
        number("visits", t!(lang, "trend-visits")),
        number("guests", t!(lang, "trend-guests")),
        Column::words("last", t!(lang, "trend-last-held"), 12),
    ];
    let place = with_beside(trend, &mut columns, "held");
    // A topic that only the other period had is seen too.
    let mut by_topic: BTreeMap<&TopicCode, [Vec<&Occurrence>; 2]> = BTreeMap::new();
    let both = [all.as_slice(), before.as_deref().unwrap_or_default()];
    for (nth, occurrences) in both.into_iter().enumerate() {
        for one in occurrences {
            let of_topic = by_topic.entry(&one.activity.topic).or_default();
            if let Some(members) = of_topic.get_mut(nth) {
                members.push(one);
            }
        }
    }
    let row_of_topic = |name: String, [now, others]: &[Vec<&Occurrence>; 2]| {
        let mut row = row(trend, name, now);
        put_beside(&mut row, place, || match &before {
            Some(_) => count(others, |state| state == State::Held),
            None => Cell::plain(Value::Empty),
        });
        row
    };
    let mut rows: Vec<Row> = by_topic
        .iter()
        .map(|(code, both)| row_of_topic(name_of(&topics, code, lang), both))
        .collect();
    let held = |row: &Row| row.cells.get(1).map_or(0, |cell| cell.facts.len());
    rows.sort_by_key(|row| std::cmp::Reverse(held(row)));
    let mut checks = Vec::new();
    if rows.len() > 1 {
        let parts = rows.iter().map(held).sum();
        let mut total = row_of_topic(
            t!(lang, "trend-total"),
            &both.map(|occurrences| occurrences.iter().collect()),
        );
        total.state = RowState::Total;
        let words = t!(lang, "check-parts", name = t!(lang, "trend-held"));
        checks.push(Check {
            words,
            left: parts,
            right: held(&total),
        });
        rows.push(total);
    }
    let mut sentences = sentences(trend, &all);
    sentences.extend(trend.said_beside(other.as_ref(), |_, name| {
        let held = before
            .iter()
            .flatten()
            .filter(|one| one.state == State::Held);
        Some(match held.count() {
            0 => t!(lang, "trend-none-beside", other = name),
            held => t!(lang, "trend-held-beside", other = name, held = held),
        })
    }));
    Table {
        sentences,
        rows,
        notes: vec![t!(lang, "trend-note-activities")],
        checks,
        picture: Picture::None,
        ..trend.frame(columns)
    }
}

/// What was planned or held in the period.
fn occurrences(trend: &Trend<'_>) -> Vec<Occurrence> {
    let (today, calendar) = (trend.facts.today(), trend.facts.calendar());
    let (from, to) = (trend.period.from, trend.period.to);
    trend.facts.programme.between(from, to, today, calendar)
}

fn count(all: &[&Occurrence], is_meant: impl Fn(State) -> bool) -> Cell {
    let meant = all.iter().filter(|one| is_meant(one.state));
    let facts = meant.map(|one| Fact::Activity(one.activity.id, one.activity.day));
    Cell::count(facts.collect())
}

fn row(trend: &Trend<'_>, name: String, all: &[&Occurrence]) -> Row {
    let held = || all.iter().filter(|one| one.state == State::Held);
    let parts: Vec<Fact> = held().flat_map(|one| parts(trend, one)).collect();
    let counts = held().flat_map(|one| [one.activity.guests, one.activity.others]);
    let counts: Vec<i64> = counts.flatten().collect();
    let guests = usize::try_from(counts.iter().sum::<i64>()).ok();
    let guests = guests.filter(|_| !counts.is_empty());
    let last = held().map(|one| one.activity.day).max();
    let cells = vec![
        Cell::text(name),
        count(all, |state| state == State::Held),
        count(all, |state| matches!(state, State::Planned | State::Moved)),
        count(all, |state| state == State::Missed),
        count(all, |state| state == State::Cancelled),
        Cell::heads(parts.clone()),
        Cell::count(parts),
        Cell::plain(guests.map_or(Value::Empty, Value::Count)),
        Cell::plain(last.map_or(Value::Empty, Value::Day)),
    ];
    Row::whole(cells)
}

/// The children who took part, one record each.
fn parts(trend: &Trend<'_>, one: &Occurrence) -> Vec<Fact> {
    let id = one.activity.id;
    let children = trend.facts.programme.taking_part.get(&id);
    let children = children.map_or(&[][..], Vec::as_slice).iter();
    children
        .map(|child| Fact::Part(*child, id, one.activity.day))
        .collect()
}

fn sentences(trend: &Trend<'_>, all: &[Occurrence]) -> Vec<String> {
    let lang = trend.lang;
    let today = trend.facts.today();
    let held: Vec<&Occurrence> = all.iter().filter(|one| one.state == State::Held).collect();
    if all.is_empty() {
        return vec![t!(lang, "trend-no-activities", period = trend.words())];
    }
    let children: HashSet<ChildId> = held
        .iter()
        .flat_map(|one| parts(trend, one))
        .filter_map(Fact::child)
        .collect();
    let registered = trend.facts.register.children().iter();
    let registered = registered
        .filter(|child| trend.is_registered(child) || children.contains(&child.id))
        .count();
    if trend.period.from > today {
        return vec![trend.nothing()];
    }
    let mut said = vec![t!(
        lang,
        "trend-activities-said",
        period = trend.words(),
        held = held.len(),
        children = children.len().to_string(),
        of = registered.to_string()
    )];
    let with: HashSet<NaiveDate> = held.iter().map(|one| monday(one.activity.day)).collect();
    // Whole weeks of the period that are over, on which the home was open.
    let weeks = division(trend.period, Grain::Week, trend.facts.calendar()).into_iter();
    let whole = weeks.filter(|week| week.days() == WEEK && week.to < today);
    let is_open = |day| trend.facts.state(day).is_open_day();
    let without = whole.filter(|week| week.each_day().any(is_open) && !with.contains(&week.from));
    let without = without.count();
    if without > 0 {
        said.push(t!(lang, "trend-weeks-without", count = without));
    }
    let missed = all.iter().filter(|one| one.state == State::Missed).count();
    if missed > 0 {
        said.push(t!(lang, "trend-activities-missed", count = missed));
    }
    said
}
