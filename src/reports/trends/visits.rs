//! Visits and calls of a period: how many children had to be visited, and how many were.

use super::beside::{put_beside, with_beside};
use super::frame::Trend;
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::{Child, Tag, TagCode, Visit};
use crate::reports::table::{Cell, Column, Fact, Picture, Row, RowState, Table, Value, heads};
use crate::t;
use crate::wording::periods::period_words;
use std::collections::HashSet;

/// The table.
pub(super) fn table(trend: &Trend<'_>) -> Table {
    let lang = trend.lang;
    let number = Column::number;
    let mut columns = vec![
        Column::words("month", t!(lang, "trend-month"), 14),
        number("due", t!(lang, "trend-due")).tied("due"),
        number("seen", t!(lang, "trend-due-seen")).tied("due"),
        number("not_seen", t!(lang, "trend-due-open")).tied("due"),
        number("visits", t!(lang, "trend-visits-made")),
        number("met", t!(lang, "trend-visits-met")),
        number("missed", t!(lang, "trend-visits-not-met")),
        number("calls", t!(lang, "trend-calls")).tied("calls"),
        number("answered", t!(lang, "trend-calls-answered")).tied("calls"),
    ];
    let place = with_beside(trend, &mut columns, "met");
    let with_beside_cell = |mut row: Row, beside: Option<Period>| {
        put_beside(&mut row, place, || {
            beside.map_or_else(
                || Cell::plain(Value::Empty),
                |beside| Cell::count(visits(trend, beside, Visit::is_sighting)),
            )
        });
        row
    };
    let (division, beside_all) = trend.rows_beside();
    let mut rows: Vec<Row> = division
        .iter()
        .map(|(days, beside)| with_beside_cell(row(trend, *days), *beside))
        .collect();
    if rows.len() > 1 {
        rows.push(with_beside_cell(total(trend), beside_all));
    }
    let months: Vec<Period> = division.iter().map(|(days, _)| *days).collect();
    Table {
        sentences: sentences(trend, &months),
        rows,
        notes: vec![t!(lang, "trend-note-due"), t!(lang, "trend-note-visits")],
        picture: Picture::Bars {
            column: 5,
            beside: place,
        },
        ..trend.frame(columns)
    }
}

fn is_whole(month: Period, trend: &Trend<'_>) -> bool {
    Period::of(Grain::Month, month.from, trend.facts.calendar()) == month
}

/// Whether visits were due in a month: in a whole one, after the home's records began.
fn is_counted(month: Period, trend: &Trend<'_>) -> bool {
    let began = trend
        .facts
        .first_entry
        .is_some_and(|began| began <= month.from);
    is_whole(month, trend) && began
}

/// Children to be visited in a whole month by rule V2: with a category other than the ordinary one that held before the
/// month and in all of it, registered from before the month to its end.
fn due(trend: &Trend<'_>, month: Period) -> Vec<Fact> {
    let last = month.to.min(trend.facts.today());
    let holds = |tag: &Tag| {
        let began = tag.from_day.is_none_or(|from| from < month.from);
        tag.code != TagCode::Ord && began && tag.to_day.is_none_or(|to| to >= month.to)
    };
    let is_due = |child: &&Child| {
        let known = child.known_since().is_none_or(|since| since < month.from);
        known
            && child.status_on(last).is_here()
            && trend.facts.register.tags(child.id).iter().any(holds)
    };
    let children = trend.facts.register.children().iter().filter(is_due);
    children.map(|child| Fact::File(child.id)).collect()
}

fn visits<'f>(
    trend: &'f Trend<'_>,
    days: Period,
    is_meant: impl Fn(&Visit) -> bool + 'f,
) -> Vec<Fact> {
    let all = trend.facts.care.visits.iter();
    let meant = all.filter(move |one| days.contains(one.day) && is_meant(one));
    meant
        .map(|one| Fact::Visit(one.child, one.id, one.day))
        .collect()
}

/// The children who were due and seen, and those who were due and not seen.
fn done(trend: &Trend<'_>, month: Period) -> (Vec<Fact>, Vec<Fact>) {
    let met = visits(trend, month, Visit::is_sighting);
    let met: HashSet<_> = met.iter().filter_map(|one| one.child()).collect();
    let is_met = |one: &Fact| one.child().is_some_and(|child| met.contains(&child));
    due(trend, month).into_iter().partition(is_met)
}

fn row(trend: &Trend<'_>, month: Period) -> Row {
    let (calendar, today) = (trend.facts.calendar(), trend.facts.said_on);
    let name = if is_whole(month, trend) {
        period_words(month, calendar, trend.lang, today)
    } else {
        period_words(
            Period::range(month.from, month.to),
            calendar,
            trend.lang,
            today,
        )
    };
    let mut cells = vec![Cell::text(name)];
    if month.from > today {
        cells.extend([(); 8].map(|()| Cell::plain(Value::Ahead)));
        return Row {
            cells,
            state: RowState::Gap,
        };
    }
    if is_counted(month, trend) {
        let (seen, open) = done(trend, month);
        let all = seen.iter().chain(&open).copied().collect();
        cells.extend([Cell::count(all), Cell::count(seen), Cell::count(open)]);
    } else {
        // Part of a month has no due number, and nothing was due before the home's records began.
        cells.extend([(); 3].map(|()| Cell::plain(Value::Empty)));
    }
    cells.extend(made(trend, month));
    let state = if month.contains(today) {
        RowState::Running
    } else {
        RowState::Whole
    };
    Row { cells, state }
}

/// Visits, seen, not met, calls, answered.
fn made(trend: &Trend<'_>, days: Period) -> [Cell; 5] {
    let of = |is_meant: fn(&Visit) -> bool| Cell::count(visits(trend, days, is_meant));
    [
        of(|one| !one.kind.is_call()),
        of(Visit::is_sighting),
        of(|one| !one.kind.is_call() && !one.is_sighting()),
        of(|one| one.kind.is_call()),
        of(Visit::is_answered_call),
    ]
}

fn total(trend: &Trend<'_>) -> Row {
    let mut cells = vec![Cell::text(t!(trend.lang, "trend-total"))];
    // A child that is due every month is no sum of children.
    cells.extend([(); 3].map(|()| Cell::plain(Value::Empty)));
    cells.extend(made(trend, trend.period));
    Row {
        cells,
        state: RowState::Total,
    }
}

fn sentences(trend: &Trend<'_>, months: &[Period]) -> Vec<String> {
    let lang = trend.lang;
    let today = trend.facts.today();
    if trend.period.from > today {
        return vec![trend.nothing()];
    }
    let met = visits(trend, trend.period, Visit::is_sighting);
    let all = visits(trend, trend.period, |one| !one.kind.is_call());
    let mut said = vec![t!(
        lang,
        "trend-visits-said",
        period = trend.words(),
        visits = all.len(),
        met = met.len().to_string(),
        heads = heads(&met).to_string()
    )];
    let whole = months
        .iter()
        .rev()
        .find(|month| month.from <= today && is_counted(**month, trend));
    if let Some(month) = whole {
        let (seen, open) = done(trend, *month);
        let name = period_words(*month, trend.facts.calendar(), lang, today);
        let (part, of) = (
            seen.len().to_string(),
            (seen.len() + open.len()).to_string(),
        );
        said.push(if seen.is_empty() && open.is_empty() {
            t!(lang, "trend-nobody-due", month = name)
        } else if month.contains(today) {
            t!(lang, "trend-due-so-far", month = name, part = part, of = of)
        } else {
            t!(lang, "trend-due-said", month = name, part = part, of = of)
        });
    }
    said.extend(trend.said_beside(trend.other().as_ref(), |other, name| {
        let met = visits(trend, other.period, Visit::is_sighting);
        let all = visits(trend, other.period, |one| !one.kind.is_call());
        if all.is_empty() {
            return Some(t!(lang, "trend-none-beside", other = name));
        }
        Some(t!(
            lang,
            "trend-visits-beside",
            other = name,
            visits = all.len(),
            met = met.len().to_string()
        ))
    }));
    said
}
