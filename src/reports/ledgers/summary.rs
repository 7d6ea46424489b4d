//! The figures of a month or a quarter beside those of the period before, and their sentence for the one above.

use super::scope::Scope;
use crate::domain::Visit;
use crate::domain::activity::State;
use crate::domain::calendar::period::Period;
use crate::reports::movements::{Change, Movements};
use crate::reports::table::{Cell, Column, Fact, Row, RowState, Table, Value};
use crate::t;
use crate::wording::dates::brief_day;
use chrono::NaiveDate;
use std::collections::HashSet;

/// The figures of a period. `before` is the one before it, whose facts were read too.
pub(super) fn figures(scope: &Scope<'_>, before: Option<Period>) -> Table {
    let lang = scope.lang;
    let of = |period: Option<Period>| period.map(|period| column(scope, period));
    let now = column(scope, scope.period);
    let today = scope.facts.today();
    let is_running = scope.period.is_running(today);
    // A part is not put beside a whole: neither of a period that runs, nor of one whose first days are not kept.
    let is_part = |one: &Period| scope.facts.recorded(*one).is_some_and(|days| days != *one);
    let before = before.filter(|one| !is_running && !is_part(one));
    let other = of(before);
    let names = [
        t!(lang, "figure-open-days"),
        t!(lang, "figure-taken"),
        t!(lang, "figure-visits"),
        t!(lang, "figure-children"),
        t!(lang, "figure-mean"),
        t!(lang, "figure-new"),
        t!(lang, "figure-stopped"),
        t!(lang, "figure-on-register"),
        t!(lang, "figure-held"),
        t!(lang, "figure-took-part"),
        t!(lang, "figure-home-visits"),
        t!(lang, "figure-met"),
        t!(lang, "figure-calls"),
        t!(lang, "figure-problems-found"),
        t!(lang, "figure-problems-closed"),
        t!(lang, "figure-incidents"),
    ];
    let mut others = other.into_iter().flatten();
    let rows = names.into_iter().zip(now).map(|(name, cell)| {
        let mut cells = vec![Cell::text(name), cell];
        if before.is_some() {
            cells.push(others.next().unwrap_or(Cell::plain(Value::Empty)));
        }
        Row {
            cells,
            state: if is_running {
                RowState::Running
            } else {
                RowState::Whole
            },
        }
    });
    let rows = rows.collect();
    let mut columns = vec![
        Column::words("what", t!(lang, "paper-what"), 30),
        Column::number(
            "now",
            if is_running {
                t!(lang, "report-so-far", day = brief_day(today, lang, today))
            } else {
                t!(lang, "report-this-period")
            },
        ),
    ];
    if before.is_some() {
        columns.push(Column::number("before", t!(lang, "trend-beside-before")).tied("beside"));
    }
    Table {
        sentences: Vec::new(),
        rows,
        are_rows_alone: true,
        notes: vec![
            t!(lang, "trend-note-came"),
            t!(lang, "trend-note-taken"),
            t!(lang, "trend-note-moved"),
        ],
        ..scope.frame("figures", t!(lang, "report-figures"), columns)
    }
}

fn column(scope: &Scope<'_>, period: Period) -> Vec<Cell> {
    let facts = scope.facts;
    let today = facts.today();
    let last = period.to.min(today);
    let taken: HashSet<NaiveDate> = facts.taken(period).collect();
    let came: Vec<Fact> = facts
        .came(period)
        .map(|(child, one)| Fact::Day(child.id, one.day))
        .collect();
    let counted = came
        .iter()
        .filter(|one| one.day().is_some_and(|day| taken.contains(&day)));
    let counted: Vec<Fact> = counted.copied().collect();
    let open = facts
        .days
        .range(period.from..=period.to)
        .filter(|(_, state)| state.is_open_day());
    // Who came before and after is read of both periods.
    let moved = facts.beside(period).map(|_| Movements::of(facts, period));
    let stopped = moved.as_ref().map_or(Cell::plain(Value::Empty), |moved| {
        moved.later(facts, period, Change::is_gap)
    });
    let new = moved.as_ref().map_or(Cell::plain(Value::Empty), |moved| {
        Cell::count(moved.facts(period, |one| one == Change::New))
    });
    let on_register = Scope {
        facts,
        period,
        lang: scope.lang,
    };
    let on_register = on_register
        .registered()
        .iter()
        .map(|child| Fact::File(child.id))
        .collect();
    let all = facts
        .programme
        .between(period.from, period.to, today, facts.calendar());
    let held: Vec<_> = all.iter().filter(|one| one.state == State::Held).collect();
    let parts = held.iter().flat_map(|one| {
        let part = facts.programme.taking_part.get(&one.activity.id);
        let part = part.map_or(&[][..], Vec::as_slice).iter();
        part.map(|child| Fact::Part(*child, one.activity.id, one.activity.day))
    });
    let visits = |is_meant: fn(&Visit) -> bool| {
        let meant = facts
            .care
            .visits
            .iter()
            .filter(|one| period.contains(one.day) && is_meant(one));
        Cell::count(
            meant
                .map(|one| Fact::Visit(one.child, one.id, one.day))
                .collect(),
        )
    };
    let problems = |is_meant: &dyn Fn(&crate::domain::Problem) -> bool| {
        let meant = facts.care.problems.iter().filter(|one| is_meant(one));
        Cell::count(meant.map(|one| Fact::Problem(one.child, one.id)).collect())
    };
    let incidents = facts
        .care
        .incidents
        .iter()
        .filter(|one| period.contains(one.found_at.date_naive()));
    let cells = vec![
        Cell::home_days(open.map(|(day, _)| *day)),
        Cell::home_days(facts.taken(period)),
        Cell::count(came.clone()),
        Cell::heads(came),
        Cell::mean(counted, taken.len()),
        new,
        stopped,
        Cell::count(on_register),
        Cell::count(
            held.iter()
                .map(|one| Fact::Activity(one.activity.id, one.activity.day))
                .collect(),
        ),
        Cell::heads(parts.collect()),
        visits(|one| !one.kind.is_call()),
        visits(Visit::is_sighting),
        visits(|one| one.kind.is_call()),
        problems(&|one| period.contains(one.opened_on)),
        problems(&|one| {
            one.closed_on
                .is_some_and(|on| period.contains(on) && on <= last)
        }),
        Cell::count(incidents.map(|one| Fact::File(one.child)).collect()),
    ];
    // Before the records began nothing is known, but for what was entered afterwards.
    let is_before = facts.is_before_records(period);
    let known = cells.into_iter().map(|cell| match cell.value {
        Value::Count(0) | Value::NotKnown | Value::NotKnownBefore(_) if is_before => {
            Cell::plain(Value::Empty)
        }
        _ => cell,
    });
    known.collect()
}
