//! Who came to stay and who drifts: new, come again, back after a gap, stopped, left.

use super::beside::{put_beside, with_beside};
use super::frame::{Trend, slot_words};
use crate::domain::ChildId;
use crate::domain::calendar::period::Period;
use crate::house::period::day_state::DayState;
use crate::reports::movements::{Change, Known, Movements, known};
use crate::reports::table::{Cell, Column, Fact, Picture, Row, RowState, Table, Value, heads};
use crate::t;
use chrono::{Days, NaiveDate};
use std::collections::HashMap;

/// A new child that comes again within so many days came to stay.
const AGAIN_WITHIN: u64 = 28;

/// The table.
pub(super) fn table(trend: &Trend<'_>) -> Table {
    let lang = trend.lang;
    let movements = Movements::of(trend.facts, trend.period);
    let again = second_days(trend);
    let number = Column::number;
    let mut columns = vec![
        Column::words("from", t!(lang, "trend-from"), 14),
        number("children", t!(lang, "trend-children")),
        number("new", t!(lang, "trend-new")).tied("new"),
        number("again", t!(lang, "trend-again")).tied("new"),
        number("back", t!(lang, "trend-back")).tied("back"),
        number("stopped", t!(lang, "trend-stopped")).tied("stopped"),
        number("still", t!(lang, "trend-still-away")).tied("stopped"),
        number("left", t!(lang, "trend-left")).tied("left"),
    ];
    let place = with_beside(trend, &mut columns, "children");
    let row_with_beside = |name: String, days: Period, beside: Option<Period>| {
        let mut row = row(trend, (name, days), &movements, &again);
        put_beside(&mut row, place, || {
            beside.map_or_else(
                || Cell::plain(Value::Empty),
                |beside| children(trend, beside),
            )
        });
        row
    };
    let (division, beside_all) = trend.rows_beside();
    let mut rows: Vec<Row> = division
        .into_iter()
        .map(|(days, beside)| row_with_beside(slot_words(trend, days), days, beside))
        .collect();
    if rows.len() > 1 {
        let mut total = row_with_beside(t!(lang, "trend-total"), trend.period, beside_all);
        total.state = RowState::Total;
        rows.push(total);
    }
    Table {
        sentences: sentences(trend, &movements, &again),
        rows,
        notes: vec![t!(lang, "trend-note-moved"), t!(lang, "trend-note-again")],
        picture: Picture::Bars {
            column: 1,
            beside: place,
        },
        ..trend.frame(columns)
    }
}

/// The children who came on some days, each once; nobody knows of days without any register.
fn children(trend: &Trend<'_>, days: Period) -> Cell {
    let came = trend.facts.came(days);
    let came: Vec<Fact> = came
        .map(|(child, marked)| Fact::Day(child.id, marked.day))
        .collect();
    if !came.is_empty() || trend.facts.taken(days).next().is_some() {
        return trend.with_gaps(days, Cell::heads(came));
    }
    let has = |is_kind: fn(DayState) -> bool| {
        let mut states = trend.facts.days.range(days.from..=days.to);
        states.any(|(_, state)| is_kind(*state))
    };
    Cell::plain(if has(DayState::is_open_day) {
        Value::NotTaken
    } else if has(|state| state == DayState::Ahead) {
        Value::Ahead
    } else if has(|state| state == DayState::Closed) {
        Value::Closed
    } else {
        Value::Empty
    })
}

/// The second day of each child that is new in the period, if it came again soon.
fn second_days(trend: &Trend<'_>) -> HashMap<ChildId, NaiveDate> {
    let mut days: HashMap<ChildId, Vec<NaiveDate>> = HashMap::new();
    for (child, marked) in trend.facts.came(trend.period) {
        days.entry(child.id).or_default().push(marked.day);
    }
    let soon = |first: NaiveDate, next: NaiveDate| {
        first
            .checked_add_days(Days::new(AGAIN_WITHIN))
            .is_some_and(|end| next <= end)
    };
    let again = days.into_iter().filter_map(|(child, days)| {
        let beside = trend.facts.beside(trend.period)?.get(&child)?;
        let first = *days.first()?;
        let second = days.get(1).copied().or(beside.after)?;
        (beside.before.is_none() && soon(first, second)).then_some((child, second))
    });
    again.collect()
}

fn row(
    trend: &Trend<'_>,
    (name, days): (String, Period),
    movements: &Movements,
    again: &HashMap<ChildId, NaiveDate>,
) -> Row {
    let today = trend.facts.today();
    let mut cells = vec![Cell::text(name)];
    if days.from > today {
        cells.extend([(); 7].map(|()| Cell::plain(Value::Ahead)));
        return Row {
            cells,
            state: RowState::Gap,
        };
    }
    if trend.facts.is_before_records(days) {
        cells.extend([(); 7].map(|()| Cell::plain(Value::Empty)));
        return Row {
            cells,
            state: RowState::Gap,
        };
    }
    let new = movements.facts(days, |one| one == Change::New);
    let stayed: Vec<Fact> = new
        .iter()
        .filter(|one| one.child().is_some_and(|child| again.contains_key(&child)))
        .copied()
        .collect();
    let again = match known(trend.facts, days) {
        Known::Yes => Cell::count(stayed),
        Known::From(day) => Cell::plain(Value::NotKnownBefore(day)),
        Known::NotYet => Cell::plain(Value::NotKnown),
    };
    let later = |is_kind: fn(Change) -> bool| movements.later(trend.facts, days, is_kind);
    cells.extend([
        children(trend, days),
        Cell::heads(new),
        again,
        Cell::heads(movements.facts(days, |one| matches!(one, Change::Back { .. }))),
        later(Change::is_gap),
        later(|one| one == Change::Stopped),
        later(|one| one == Change::Left),
    ]);
    Row {
        cells,
        state: trend.row_state(days),
    }
}

fn sentences(
    trend: &Trend<'_>,
    movements: &Movements,
    again: &HashMap<ChildId, NaiveDate>,
) -> Vec<String> {
    let lang = trend.lang;
    if trend.facts.came(trend.period).next().is_none() {
        let mut said = vec![trend.nothing()];
        said.extend(beside(trend));
        return said;
    }
    let of = |is_kind: &dyn Fn(Change) -> bool| movements.facts(trend.period, is_kind);
    let new = of(&|one| one == Change::New);
    let stayed = new
        .iter()
        .filter(|one| one.child().is_some_and(|child| again.contains_key(&child)));
    let back = of(&|one| matches!(one, Change::Back { .. }));
    let mut said = vec![t!(
        lang,
        "trend-moved",
        period = trend.words(),
        new = heads(&new).to_string(),
        back = heads(&back).to_string()
    )];
    if !new.is_empty() && known(trend.facts, trend.period) == Known::Yes {
        let (part, of) = (stayed.count().to_string(), new.len().to_string());
        said.push(t!(lang, "trend-stayed", part = part, of = of));
    }
    said.extend(trend.stayed_away(movements));
    let left = heads(&of(&|one| one == Change::Left));
    if left > 0 {
        said.push(t!(lang, "trend-have-left", count = left));
    }
    said.extend(beside(trend));
    said
}

/// Who was new, back and gone in the other period.
fn beside(trend: &Trend<'_>) -> Option<String> {
    let whole = trend.beside()?;
    let other = trend.other();
    trend.said_beside(other.as_ref(), |other, name| {
        other.facts.taken(other.period).next()?;
        let movements = Movements::of(trend.facts, whole);
        let of = |is_kind: &dyn Fn(Change) -> bool| {
            heads(&movements.facts(other.period, is_kind)).to_string()
        };
        let (new, back) = (
            of(&|one| one == Change::New),
            of(&|one| matches!(one, Change::Back { .. })),
        );
        let stopped = of(&Change::is_gap);
        Some(match known(trend.facts, other.period) {
            Known::Yes => t!(
                trend.lang,
                "trend-moved-beside",
                other = name,
                new = new,
                back = back,
                stopped = stopped
            ),
            Known::From(_) | Known::NotYet => {
                t!(
                    trend.lang,
                    "trend-new-beside",
                    other = name,
                    new = new,
                    back = back
                )
            }
        })
    })
}
