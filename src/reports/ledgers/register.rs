//! The register and the basic form of each child.

use super::fields::{FIELDS, Field, OF_REGISTER, column, field, tags_of, value};
use super::scope::Scope;
use crate::domain::Child;
use crate::domain::OwnLayout;
use crate::reports::own::{filter_words, known_fields};
use crate::reports::table::{Cell, Column, Layout, Row, Table, Value};
use crate::reports::words::value_words;
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
    let rows = of_children(scope, &scope.registered(), fields);
    let (day, count) = (scope.last().to_string(), rows.len());
    Table {
        sentences: vec![t!(lang, "report-on-register", day = day, count = count)],
        rows,
        notes: vec![t!(lang, "report-note-register")],
        ..scope.frame(code, title, columns(scope, fields))
    }
}

/// The home's own layout: its fields, of the children that it is about, in its order.
pub(super) fn own(scope: &Scope<'_>, layout: &OwnLayout) -> Table {
    let fields = known_fields(layout);
    let came = |child: &Child| value(scope, child, "came").facts.len();
    let mut children = scope.registered();
    if let Some(code) = layout.tag() {
        children.retain(|child| tags_of(scope, child).any(|tag| tag.code == code));
    }
    children.retain(|child| layout.hamlet.is_empty() || child.hamlet == layout.hamlet);
    // Of days before the kept records nobody knows who came seldom.
    let is_unknown = scope.facts.is_before_records(scope.period);
    let is_seldom = |child: &Child, most| !is_unknown && came(child) < most;
    let most = layout.fewer_than;
    children.retain(|child| most.is_none_or(|most| is_seldom(child, most)));
    if !layout.sort.is_empty() {
        children.sort_by_cached_key(|child| {
            let cell = value(scope, child, &layout.sort);
            let number = match cell.value {
                Value::Count(count) => Some(count),
                _ => None,
            };
            let text = value_words(&cell.value, scope.lang, scope.facts.today());
            (number, text)
        });
    }
    let rows = of_children(scope, &children, &fields);
    let count = rows.len();
    let said = filter_words(layout, scope.lang).map_or_else(
        || t!(scope.lang, "report-own-said", count = count),
        |of| t!(scope.lang, "report-own-said-of", count = count, of = of),
    );
    let counts = most.is_some() || fields.iter().any(|one| OF_REGISTER.contains(&one.code));
    let unrecorded = scope.unrecorded().filter(|_| counts);
    Table {
        rows,
        sentences: std::iter::once(said).chain(unrecorded).collect(),
        is_of_children: true,
        ..scope.frame("own", layout.name.clone(), columns(scope, &fields))
    }
}

fn columns(scope: &Scope<'_>, fields: &[&Field]) -> Vec<Column> {
    let number = Column::number("row", t!(scope.lang, "report-row"));
    let fields = fields.iter().map(|one| column(one, scope.lang));
    std::iter::once(number).chain(fields).collect()
}

fn of_children(scope: &Scope<'_>, children: &[&Child], fields: &[&Field]) -> Vec<Row> {
    let rows = children.iter().enumerate().map(|(nth, child)| {
        let mut cells = vec![Cell::plain(Value::Count(nth + 1))];
        cells.extend(fields.iter().map(|one| value(scope, child, one.code)));
        Row::whole(cells)
    });
    rows.collect()
}
