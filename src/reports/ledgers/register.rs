//! The register and the basic form of each child.

use super::fields::{FIELDS, Field, column, field, value};
use super::scope::Scope;
use crate::reports::table::{Cell, Column, Layout, Row, RowState, Table, Value};
use crate::t;

/// Fields of the register (儿童名册), in its order.
const REGISTER: &[&str] = &[
    "file_no",
    "name",
    "sex",
    "birth_date",
    "age",
    "id_no",
    "categories",
    "stage",
    "school",
    "class",
    "hamlet",
    "live_address",
    "caregiver",
    "caregiver_relation",
    "caregiver_phone",
    "status",
    "joined_on",
];

/// The first field of those that the home counted; they are no part of a form.
const COUNTED: &str = "came";

/// The register on the last day of the period.
pub(super) fn register(scope: &Scope<'_>) -> Table {
    let fields: Vec<&Field> = REGISTER.iter().filter_map(|code| field(code)).collect();
    of_fields(
        scope,
        ("register", t!(scope.lang, "report-register")),
        &fields,
    )
}

/// The official basic form (农村留守儿童基本情况登记表): a row for each child in a spreadsheet, a page on paper.
pub(super) fn basic_form(scope: &Scope<'_>) -> Table {
    let fields: Vec<&Field> = FIELDS
        .iter()
        .take_while(|one| one.code != COUNTED)
        .collect();
    let title = t!(scope.lang, "report-basic-form");
    let mut table = of_fields(scope, ("basic-form", title), &fields);
    table.layout = Layout::Cards;
    table
}

/// A table of these fields of all children on the register.
pub(super) fn of_fields(
    scope: &Scope<'_>,
    (code, title): (&str, String),
    fields: &[&Field],
) -> Table {
    let lang = scope.lang;
    let mut columns = vec![Column::number("row", t!(lang, "report-row"))];
    columns.extend(fields.iter().map(|one| column(one, lang)));
    let rows = scope
        .registered()
        .into_iter()
        .enumerate()
        .map(|(nth, child)| {
            let mut cells = vec![Cell::plain(Value::Count(nth + 1))];
            cells.extend(fields.iter().map(|one| value(scope, child, one.code)));
            Row {
                cells,
                state: RowState::Whole,
            }
        });
    let rows: Vec<Row> = rows.collect();
    Table {
        sentences: vec![t!(
            lang,
            "report-on-register",
            day = scope.last().to_string(),
            count = rows.len()
        )],
        rows,
        notes: vec![t!(lang, "report-note-register")],
        ..scope.frame(code, title, columns)
    }
}
