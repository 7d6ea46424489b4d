//! Sign-in sheets (签到表): the matrix of a month, and the list of each day.

use super::scope::Scope;
use crate::domain::mask::Personal;
use crate::domain::{Attendance, Child, ChildId, Mark, OutTo};
use crate::house::period::day_state::DayState;
use crate::i18n::words;
use crate::reports::table::{Cell, Check, Column, Fact, Row, RowState, Table, Value};
use crate::t;
use crate::wording::labels::label;
use chrono::{Datelike, NaiveDate};

/// Children down, days across, with sums in both directions.
pub(super) fn matrix(scope: &Scope<'_>) -> Table {
    let lang = scope.lang;
    let days: Vec<NaiveDate> = scope
        .period
        .each_day()
        .filter(|day| *day <= scope.last())
        .collect();
    let mut columns = vec![
        Column::words("file_no", label("file_no", lang), 8),
        Column::words("name", label("name", lang), 10),
    ];
    columns.extend(days.iter().map(|day| Column {
        width: 4,
        ..Column::words(&day.to_string(), day_heading(scope, *day), 4)
    }));
    columns.push(Column::number("came", t!(lang, "trend-came")));
    let children = on_sheet(scope);
    let mut rows: Vec<Row> = children
        .iter()
        .map(|child| of_child(scope, child, &days))
        .collect();
    let by_child: usize = rows
        .iter()
        .filter_map(|row| row.cells.last())
        .map(|cell| cell.facts.len())
        .sum();
    let mut cells = vec![Cell::text(""), Cell::text(t!(lang, "trend-total"))];
    cells.extend(days.iter().map(|day| of_day(scope, *day)));
    let by_day: usize = cells.iter().map(|cell| cell.facts.len()).sum();
    let everybody = cells
        .iter()
        .flat_map(|cell| cell.facts.iter().copied())
        .collect();
    cells.push(Cell::count(everybody));
    rows.push(Row {
        cells,
        state: RowState::Total,
    });
    let is_unknown = scope.facts.is_before_records(scope.period);
    let said = t!(
        lang,
        "report-matrix-said",
        count = by_day,
        heads = children.len().to_string()
    );
    let said = Some(said).filter(|_| !is_unknown);
    Table {
        sentences: said.into_iter().chain(scope.unrecorded()).collect(),
        rows: if is_unknown { Vec::new() } else { rows },
        notes: vec![t!(lang, "trend-note-marks"), t!(lang, "report-note-matrix")],
        checks: vec![Check {
            words: t!(lang, "check-matrix"),
            left: by_child,
            right: by_day,
        }],
        ..scope.frame("month-matrix", t!(lang, "report-month-matrix"), columns)
    }
}

/// The day of the month; with its month where the sheet holds several.
fn day_heading(scope: &Scope<'_>, day: NaiveDate) -> String {
    let (from, to) = (scope.period.from, scope.period.to);
    if (from.year(), from.month()) == (to.year(), to.month()) {
        day.day().to_string()
    } else {
        t!(
            scope.lang,
            "matrix-day",
            month = day.month(),
            day = day.day()
        )
    }
}

/// Children on the register or marked in the period.
fn on_sheet<'f>(scope: &'f Scope<'_>) -> Vec<&'f Child> {
    let registered: Vec<ChildId> = scope.registered().iter().map(|child| child.id).collect();
    let is_marked = |child: &Child| {
        let marks = scope.facts.marks.get(&child.id);
        marks.is_some_and(|marks| marks.iter().any(|one| scope.period.contains(one.day)))
    };
    let all = scope.facts.register.children().iter();
    let mut on: Vec<&Child> = all
        .filter(|child| registered.contains(&child.id) || is_marked(child))
        .collect();
    on.sort_by(|one, other| one.file_no.cmp(&other.file_no));
    on
}

fn of_child(scope: &Scope<'_>, child: &Child, days: &[NaiveDate]) -> Row {
    let marks = scope
        .facts
        .marks
        .get(&child.id)
        .map_or(&[][..], Vec::as_slice);
    let mut came = Vec::new();
    let mut cells = vec![
        Cell::plain(Value::Code(child.file_no.clone())),
        scope.name(child.id),
    ];
    for day in days {
        let mark = marks.iter().find(|one| one.day == *day).map(|one| one.mark);
        let fact = Fact::Day(child.id, *day);
        if mark.is_some_and(Mark::is_seen) {
            came.push(fact);
        }
        let sign = match mark {
            Some(Mark::Present) => "✓".to_owned(),
            Some(Mark::Late) => "◷".to_owned(),
            Some(Mark::Excused) => t!(scope.lang, "trend-mark-excused"),
            Some(Mark::Absent) => "×".to_owned(),
            None => match scope.facts.state(*day) {
                DayState::Taken if scope.facts.is_expected(child, *day) => "×".to_owned(),
                DayState::Taken | DayState::Closed => "·".to_owned(),
                _ => String::new(),
            },
        };
        cells.push(Cell::text(sign));
    }
    cells.push(Cell::count(came));
    Row::whole(cells)
}

fn of_day(scope: &Scope<'_>, day: NaiveDate) -> Cell {
    let of_day = crate::domain::calendar::period::Period::range(day, day);
    let facts: Vec<Fact> = scope
        .facts
        .came(of_day)
        .map(|(child, one)| Fact::Day(child.id, one.day))
        .collect();
    let value = match scope.facts.state(day) {
        DayState::Taken | DayState::Begun => Value::Count(facts.len()),
        DayState::Partly => Value::AtLeast(facts.len()),
        DayState::NotTaken => Value::NotTaken,
        DayState::Closed => Value::Closed,
        DayState::Before => Value::Empty,
        DayState::Ahead => Value::Ahead,
    };
    Cell { value, facts }
}

/// One row for each stay and each absence, day by day, with a column to sign.
pub(super) fn day_list(scope: &Scope<'_>) -> Table {
    let lang = scope.lang;
    let columns = vec![
        Column::words("day", t!(lang, "trend-day"), 11),
        Column::number("row", t!(lang, "report-row")),
        Column::words("name", label("name", lang), 10),
        Column::words("sex", label("sex", lang), 5),
        Column::words("class", t!(lang, "report-school-class"), 20),
        Column::words("mark", label("mark", lang), 8),
        Column::words("in_at", label("in_at", lang), 7),
        Column::words("out_at", label("out_at", lang), 7),
        Column::words("out_to", label("out_to", lang), 14),
        Column::words("signature", t!(lang, "report-signature"), 12),
        Column::words("note", label("note", lang), 18),
    ];
    let mut stays: Vec<&Attendance> = scope
        .facts
        .stays
        .iter()
        .filter(|one| scope.period.contains(one.day))
        .collect();
    let file_no = |stay: &Attendance| {
        scope
            .facts
            .register
            .get(stay.child)
            .map(|child| child.file_no.clone())
    };
    stays.sort_by_key(|stay| (stay.day, file_no(stay), stay.stay));
    let (mut day, mut nth) = (None, 0);
    let mut rows = Vec::with_capacity(stays.len());
    for stay in &stays {
        nth = if day == Some(stay.day) { nth + 1 } else { 1 };
        day = Some(stay.day);
        rows.push(of_stay(scope, stay, nth));
    }
    let came = stays.iter().filter(|one| one.mark.is_seen()).count();
    let said = t!(
        lang,
        "report-day-list-said",
        rows = rows.len(),
        came = came.to_string()
    );
    let said = Some(said).filter(|_| !scope.facts.is_before_records(scope.period));
    Table {
        sentences: said.into_iter().chain(scope.unrecorded()).collect(),
        rows,
        notes: vec![t!(lang, "report-note-day-list")],
        ..scope.frame("day-list", t!(lang, "report-day-list"), columns)
    }
}

fn of_stay(scope: &Scope<'_>, stay: &Attendance, nth: usize) -> Row {
    let lang = scope.lang;
    let child = scope.facts.register.get(stay.child);
    let time = |at: Option<crate::domain::Moment>| {
        Cell::plain(at.map_or(Value::Empty, |at| Value::Time(at.time())))
    };
    let class = child.map_or_else(String::new, |child| {
        format!("{} {}", child.school, child.class)
    });
    let cells = vec![
        Cell::plain(Value::Day(stay.day)),
        Cell::plain(Value::Count(nth)),
        Cell {
            facts: vec![Fact::Day(stay.child, stay.day)],
            ..scope.name(stay.child)
        },
        Cell::text(child.map_or_else(String::new, |child| words::choice(lang, "sex", child.sex))),
        Cell::text(class.trim()),
        Cell::text(words::choice(lang, "mark", stay.mark)),
        time(stay.in_at),
        time(stay.out_at),
        out_to(scope, stay),
        Cell::text(""),
        Cell::personal(Personal::Note, stay.note.clone()),
    ];
    Row::whole(cells)
}

fn out_to(scope: &Scope<'_>, stay: &Attendance) -> Cell {
    match &stay.out_to {
        None => Cell::plain(Value::Empty),
        Some(OutTo::Contact(id)) => {
            let contacts = scope.facts.register.contacts(stay.child).iter();
            let contact = contacts.into_iter().find(|one| one.id == *id);
            Cell::personal(Personal::Name, contact.map_or("", |one| &one.name))
        }
        Some(OutTo::Alone) => Cell::text(t!(scope.lang, "report-out-alone")),
        Some(OutTo::Unlisted) => Cell::text(t!(scope.lang, "report-out-unlisted")),
        Some(OutTo::NotKnown) => Cell::text(t!(scope.lang, "report-out-not-known")),
    }
}
