//! Tables as one page for printing: A4, repeated headings, page numbers, bars drawn as a picture inside it.

use super::Written;
use crate::desk::papers::page::{PORTRAIT, page};
use crate::reports::table::{Cell, Column, Layout, Picture, Row, RowState, Table, Value};
use crate::reports::words::value_words;
use crate::t;
use maud::{Markup, html};

/// Wide tables are printed across.
const WIDE: u32 = 110;
/// Wider tables have smaller letters, so that the page holds them.
const DENSE: u32 = 165;
const TINY: u32 = 240;
/// Size of the picture, in units of its own.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 160.0;
/// A bar is not wider than one of so many.
const FEWEST: usize = 8;

const STYLE: &str = "
@page { @bottom-right { content: counter(page) ' / ' counter(pages); font-size: 9pt } }
section { break-after: page }
section:last-child { break-after: auto }
section.flow { break-after: auto }
p.said { margin: 0.2rem 0 0.6rem }
p.note, p.check { font-size: 9pt; margin: 0.2rem 0; color: #333 }
p.fails { font-weight: bold }
table { font-size: 10pt; margin-bottom: 0.6rem }
tr.total td { font-weight: bold; border-top: 2px solid #111 }
tr.gap td, tr.running td { color: #666 }
svg { width: 100%; height: auto }
thead th { vertical-align: bottom }
thead th.group { text-align: center }
.dense table { font-size: 8pt }
.dense th, .dense td { padding: 2px 3px }
.tiny table { font-size: 6.5pt; line-height: 1.25 }
.tiny th, .tiny td { padding: 1px 2px }
.blank td { height: 2.1em }
section.blank { break-after: page }
section.blank:last-child { break-after: auto }
.blank table { table-layout: fixed }
.card { break-inside: avoid-page; table-layout: fixed }
.card + .card { break-before: page }
.card th { width: 17% }
.card caption { text-align: left; padding-bottom: 3px }
@media print {
  .card { font-size: 9.5pt; line-height: 1.35 }
  .card th, .card td { padding: 3px 5px }
}
";
const ACROSS: &str = "
@page { size: A4 landscape; margin: 10mm }
body { max-width: none }
";

/// The page of some tables.
pub(crate) fn write(tables: &[Table], written: &Written<'_>) -> String {
    let is_wide = tables
        .iter()
        .any(|table| table.layout != Layout::Cards && width(table) > WIDE);
    let body = html! {
        h1 { (written.home) " " (written.title) }
        p class="period" { (tables.first().map_or("", |table| table.period.as_str())) }
        @for (nth, table) in tables.iter().enumerate() { (section(table, written, (nth, tables.len()))) }
    };
    let styles: &[&str] = if is_wide {
        &[PORTRAIT, STYLE, ACROSS]
    } else {
        &[PORTRAIT, STYLE]
    };
    page(written.lang, written.name, styles, &body)
}

fn width(table: &Table) -> u32 {
    table.columns.iter().map(|one| one.width).sum()
}

/// Size of the letters.
fn size(table: &Table) -> &'static str {
    match width(table) {
        _ if table.layout == Layout::Cards => "flow",
        0..=DENSE => "flow",
        width if width <= TINY => "flow dense",
        _ => "flow tiny",
    }
}

/// Room to write on a paper.
const fn room(table: &Table) -> &'static str {
    match table.layout {
        Layout::Blank => "blank",
        Layout::Rows | Layout::Cards => "",
    }
}

fn section(table: &Table, written: &Written<'_>, (nth, count): (usize, usize)) -> Markup {
    let checks = super::check_lines(table, written.lang);
    html! {
        section class={ (size(table)) " " (room(table)) } {
            @if table.title != written.title { h2 { (table.title) } }
            @if !table.sentences.is_empty() {
                p class="said" { (table.sentences.join(" ")) }
            }
            (picture(table))
            @if table.rows.is_empty() { p class="note" { (t!(written.lang, "report-no-rows")) } }
            @else { @match table.layout {
                Layout::Cards => (cards(table, written)),
                Layout::Rows | Layout::Blank => (rows(table, written)),
            } }
            @for note in &table.notes { p class="note" { (note) } }
            @for (check, line) in table.checks.iter().zip(&checks) {
                p class=(if check.holds() { "check" } else { "check fails" }) { (line) }
            }
            @if nth + 1 == count {
                @for line in written.lines() { p class="note" { (line) } }
            }
        }
    }
}

fn rows(table: &Table, written: &Written<'_>) -> Markup {
    html! {
        table {
            // What is written by hand needs its room, whatever is printed beside it.
            @if table.layout == Layout::Blank {
                colgroup { @for column in &table.columns { col style=(format!("width: {}%", column.width * 100 / width(table).max(1))); } }
            }
            (headings(table))
            tbody {
                @for row in &table.rows {
                    tr class=(class(row.state)) {
                        @for (cell, column) in row.cells.iter().zip(&table.columns) {
                            td class=(place(cell, column)) {
                                (words(cell, written))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Numbers stand to the right; a day is not broken into two lines.
const fn place(cell: &Cell, column: &Column) -> &'static str {
    match cell.value {
        _ if column.is_number => "number",
        Value::Day(_) => "when",
        _ => "",
    }
}

/// One row of headings, or two: the upper one names groups.
fn headings(table: &Table) -> Markup {
    let groups = table.groups();
    let grouped = table.columns.iter().filter(|one| one.group.is_some());
    let grouped: Vec<&Column> = grouped.collect();
    if grouped.is_empty() {
        return html! { thead { tr { @for column in &table.columns { th { (column.heading) } } } } };
    }
    html! {
        thead {
            tr {
                @for (name, (from, to)) in &groups {
                    @if let Some(name) = name {
                        th class="group" scope="colgroup" colspan=(to - from + 1) { (name) }
                    } @else if let Some(column) = table.columns.get(*from) {
                        th rowspan="2" { (column.heading) }
                    }
                }
            }
            tr { @for column in grouped { th { (column.heading) } } }
        }
    }
}

/// A page for each row, two fields side by side, so that a whole file stands on one page.
fn cards(table: &Table, written: &Written<'_>) -> Markup {
    let card = |(nth, row): (usize, &Row)| {
        let fields: Vec<(&Cell, &Column)> = row.cells.iter().zip(&table.columns).collect();
        html! {
            table class="card" {
                // The first page has the title above.
                @if nth > 0 { caption { (table.title) " · " (table.period) } }
                @for pair in fields.chunks(2) {
                    tr {
                        @for (cell, column) in pair {
                            th { (column.heading) }
                            td colspan=[(pair.len() == 1).then_some(3)] { (words(cell, written)) }
                        }
                    }
                }
            }
        }
    };
    html! { @for one in table.rows.iter().enumerate() { (card(one)) } }
}

const fn class(state: RowState) -> &'static str {
    match state {
        RowState::Whole => "",
        RowState::Running => "running",
        RowState::Gap => "gap",
        RowState::Total => "total",
    }
}

fn words(cell: &Cell, written: &Written<'_>) -> String {
    value_words(&cell.value, written.lang, written.today())
}

/// The bars of a table, from zero; what is beside them as a line above each.
fn picture(table: &Table) -> Markup {
    let Picture::Bars { column, beside } = table.picture else {
        return html! {};
    };
    let rows: Vec<&Row> = table
        .rows
        .iter()
        .filter(|row| row.state != RowState::Total)
        .collect();
    let number =
        |row: &Row, column: usize| row.cells.get(column).and_then(|cell| cell.value.number());
    let values: Vec<(Option<f64>, Option<f64>, &Row)> = rows
        .iter()
        .map(|row| {
            (
                number(row, column),
                beside.and_then(|beside| number(row, beside)),
                *row,
            )
        })
        .collect();
    let most = values
        .iter()
        .flat_map(|one| [one.0, one.1])
        .flatten()
        .fold(1.0, f64::max);
    let step = WIDTH / f64::from(u32::try_from(values.len().max(FEWEST)).unwrap_or(u32::MAX));
    let bars = values.iter().enumerate().map(|(nth, (value, other, row))| {
        let x = step * f64::from(u32::try_from(nth).unwrap_or(u32::MAX));
        let top = |value: f64| HEIGHT - value / most * HEIGHT;
        html! {
            @if let Some(value) = value {
                rect x=(format!("{:.1}", x + step * 0.1)) y=(format!("{:.1}", top(*value)))
                    width=(format!("{:.1}", step * 0.8)) height=(format!("{:.1}", HEIGHT - top(*value)))
                    fill=(if row.state == RowState::Running { "#bbb" } else { "#4a6f8a" }) {}
            } @else if matches!(row.cells.get(column).map(|cell| &cell.value), Some(Value::NotTaken)) {
                text x=(format!("{:.1}", x + step * 0.3)) y=(format!("{:.1}", HEIGHT - 2.0)) font-size="12" { "?" }
            }
            @if let Some(other) = other {
                rect x=(format!("{x:.1}")) y=(format!("{:.1}", top(*other))) width=(format!("{step:.1}")) height="2" fill="#b5651d" {}
            }
        }
    });
    html! {
        svg viewBox=(format!("-30 -12 {} {}", WIDTH + 40.0, HEIGHT + 22.0)) xmlns="http://www.w3.org/2000/svg" {
            line x1="0" y1=(HEIGHT) x2=(WIDTH) y2=(HEIGHT) stroke="#333" {}
            text x="-28" y="4" font-size="11" { (format!("{most:.0}")) }
            text x="-14" y=(HEIGHT) font-size="11" { "0" }
            @for bar in bars { (bar) }
        }
    }
}
