//! Blank papers for an evening without power: what is written on them is keyed in by the number of the row, which is the
//! number of the child's file and so never changes.

use super::scope::Scope;
use crate::domain::Child;
use crate::domain::calendar::period::Period;
use crate::domain::mask::Personal;
use crate::reports::table::{Cell, Column, Fact, Layout, Row, Table, Value};
use crate::t;
use crate::wording::dates::weekdays;
use crate::wording::labels::label;

/// Rows without a name: for children who come for the first time, for what is found.
const MORE: usize = 10;
/// Rows for the children of an activity.
const PARTS: usize = 6;

/// The sign-in sheet, the visits, an activity, and what was found.
pub(super) fn papers(scope: &Scope<'_>) -> Vec<Table> {
    // They are written on in the next days, whatever period was looked at: with everybody who is on file today.
    let today = scope.facts.today();
    let scope = &Scope {
        facts: scope.facts,
        period: Period::range(today, today),
        lang: scope.lang,
    };
    vec![sign_in(scope), visits(scope), activity(scope), found(scope)]
}

/// A paper of these columns; the cells of a row that are not given are left free for the pen.
fn paper(
    scope: &Scope<'_>,
    (code, title): (&str, String),
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    notes: Vec<String>,
) -> Table {
    let width = columns.len();
    let rows = rows.into_iter().map(|mut cells| {
        cells.resize(width, Cell::plain(Value::Empty));
        Row::whole(cells)
    });
    Table {
        rows: rows.collect(),
        notes,
        layout: Layout::Blank,
        ..scope.frame(code, title, columns)
    }
}

/// The number that is keyed in, and the name.
fn of_child(scope: &Scope<'_>, child: &Child) -> Vec<Cell> {
    vec![
        Cell {
            facts: vec![Fact::File(child.id)],
            ..Cell::plain(Value::Code(child.file_no.clone()))
        },
        scope.name(child.id),
    ]
}

fn number_and_name(scope: &Scope<'_>) -> Vec<Column> {
    vec![
        Column::words("number", t!(scope.lang, "papers-number"), 8),
        Column::words("name", label("name", scope.lang), 12),
    ]
}

/// Columns that are left free for the pen: code, heading, width.
fn free(columns: &mut Vec<Column>, more: [(&str, String, u32); 4]) {
    let more = more.into_iter();
    columns.extend(more.map(|(code, heading, width)| Column::words(code, heading, width)));
}

fn sign_in(scope: &Scope<'_>) -> Table {
    let lang = scope.lang;
    let mut columns = number_and_name(scope);
    columns.push(Column::words("agreed", label("expected_days", lang), 12));
    free(
        &mut columns,
        [
            ("came", t!(lang, "paper-arrived"), 9),
            ("left", t!(lang, "papers-left"), 9),
            ("fetched", t!(lang, "paper-fetched"), 14),
            ("sign", t!(lang, "paper-signature"), 14),
        ],
    );
    let children = scope.registered().into_iter();
    let rows = children.map(|child| {
        let mut cells = of_child(scope, child);
        let digits = child.expected_days.digits();
        cells.push(Cell::text(weekdays(&digits, lang)));
        cells
    });
    let rows = rows.chain(std::iter::repeat_n(Vec::new(), MORE)).collect();
    let title = t!(lang, "papers-sign-in");
    let notes = vec![t!(lang, "papers-note-sign-in"), t!(lang, "papers-note-new")];
    Table {
        // Of which evening it is, by hand.
        sentences: vec![t!(lang, "papers-date")],
        ..paper(scope, ("paper-sign-in", title), columns, rows, notes)
    }
}

fn visits(scope: &Scope<'_>) -> Table {
    let lang = scope.lang;
    let mut columns = number_and_name(scope);
    columns.push(Column::words("hamlet", label("hamlet", lang), 10));
    free(
        &mut columns,
        [
            ("day", t!(lang, "papers-day"), 9),
            ("met", t!(lang, "papers-met"), 18),
            ("said", t!(lang, "papers-said"), 30),
            ("visitor", t!(lang, "papers-who"), 10),
        ],
    );
    let children = scope.registered().into_iter();
    let rows = children.map(|child| {
        let mut cells = of_child(scope, child);
        cells.push(Cell::personal(Personal::Address, child.hamlet.clone()));
        cells
    });
    let title = t!(lang, "papers-visits");
    let notes = vec![t!(lang, "papers-note-visits")];
    paper(
        scope,
        ("paper-visits", title),
        columns,
        rows.collect(),
        notes,
    )
}

fn activity(scope: &Scope<'_>) -> Table {
    let lang = scope.lang;
    let columns = vec![
        Column::words("what", t!(lang, "paper-what"), 20),
        Column::words("answer", t!(lang, "papers-answer"), 60),
    ];
    let asked = [
        t!(lang, "papers-day"),
        t!(lang, "papers-topic"),
        t!(lang, "papers-times"),
        t!(lang, "papers-place"),
        t!(lang, "papers-who"),
        t!(lang, "paper-guests"),
        t!(lang, "paper-others"),
    ];
    let mut rows: Vec<Vec<Cell>> = asked.map(|text| vec![Cell::text(text)]).into();
    let parts = Cell::text(t!(lang, "papers-parts"));
    rows.push(vec![parts]);
    rows.extend(std::iter::repeat_n(Vec::new(), PARTS));
    let title = t!(lang, "papers-activity");
    let notes = vec![t!(lang, "papers-note-activity")];
    paper(scope, ("paper-activity", title), columns, rows, notes)
}

fn found(scope: &Scope<'_>) -> Table {
    let lang = scope.lang;
    let mut columns = number_and_name(scope);
    free(
        &mut columns,
        [
            ("day", t!(lang, "papers-day"), 9),
            ("what", t!(lang, "papers-found"), 36),
            ("owner", t!(lang, "papers-who"), 10),
            ("until", t!(lang, "papers-until"), 9),
        ],
    );
    let rows = vec![Vec::new(); MORE];
    let title = t!(lang, "papers-problems");
    let notes = vec![t!(lang, "papers-note-problems")];
    paper(scope, ("paper-problems", title), columns, rows, notes)
}
