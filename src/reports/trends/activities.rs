//! Activities of a period by topic: held, missed, called off, who took part.

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
    let programme = &trend.facts.programme;
    let (today, calendar) = (trend.facts.today(), trend.facts.calendar());
    let all = programme.between(trend.period.from, trend.period.to, today, calendar);
    let topics = topic::library(&programme.topics);
    let mut by_topic: BTreeMap<&TopicCode, Vec<&Occurrence>> = BTreeMap::new();
    for one in &all {
        by_topic.entry(&one.activity.topic).or_default().push(one);
    }
    let mut rows: Vec<Row> = by_topic
        .iter()
        .map(|(code, all)| row(trend, name_of(&topics, code, lang), all))
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.cells.get(1).map(|cell| cell.facts.len())));
    let mut checks = Vec::new();
    if rows.len() > 1 {
        let held = |row: &Row| row.cells.get(1).map_or(0, |cell| cell.facts.len());
        let parts = rows.iter().map(held).sum();
        let everything: Vec<&Occurrence> = all.iter().collect();
        let mut total = row(trend, t!(lang, "trend-total"), &everything);
        total.state = RowState::Total;
        let words = t!(lang, "check-parts", name = t!(lang, "trend-held"));
        checks.push(Check {
            words,
            left: parts,
            right: held(&total),
        });
        rows.push(total);
    }
    let number = Column::number;
    let columns = vec![
        Column::words("topic", t!(lang, "trend-topic"), 20),
        number("held", t!(lang, "trend-held")),
        number("planned", t!(lang, "trend-planned")),
        number("missed", t!(lang, "trend-missed")),
        number("called_off", t!(lang, "trend-called-off")),
        number("children", t!(lang, "trend-children")),
        number("visits", t!(lang, "trend-visits")),
        number("guests", t!(lang, "trend-guests")),
        Column::words("last", t!(lang, "trend-last-held"), 12),
    ];
    Table {
        sentences: sentences(trend, &all),
        rows,
        notes: vec![t!(lang, "trend-note-activities")],
        checks,
        picture: Picture::None,
        ..trend.frame(columns)
    }
}

fn row(trend: &Trend<'_>, name: String, all: &[&Occurrence]) -> Row {
    let of = |is_meant: &dyn Fn(State) -> bool| {
        let meant = all.iter().filter(|one| is_meant(one.state));
        let facts = meant.map(|one| Fact::Activity(one.activity.id, one.activity.day));
        Cell::count(facts.collect())
    };
    let held = || all.iter().filter(|one| one.state == State::Held);
    let parts: Vec<Fact> = held().flat_map(|one| parts(trend, one)).collect();
    let counts = held().flat_map(|one| [one.activity.guests, one.activity.others]);
    let counts: Vec<i64> = counts.flatten().collect();
    let guests = usize::try_from(counts.iter().sum::<i64>()).ok();
    let guests = guests.filter(|_| !counts.is_empty());
    let last = held().map(|one| one.activity.day).max();
    let cells = vec![
        Cell::text(name),
        of(&|state| state == State::Held),
        of(&|state| matches!(state, State::Planned | State::Moved)),
        of(&|state| state == State::Missed),
        of(&|state| state == State::Cancelled),
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
