//! What was handed in about a period, and which of its numbers are different by now.

use super::frame::Trend;
use crate::reports::handed_in::{Compared, Difference};
use crate::reports::table::{Cell, Column, Row, RowState, Table, Value};
use crate::t;
use crate::wording::dates::brief_moment;
use crate::wording::periods::period_words;

/// The table: a row for each report, below it one for each number that is different.
pub(super) fn table(trend: &Trend<'_>, handed: &[Compared]) -> Table {
    let lang = trend.lang;
    let number = Column::number;
    let columns = vec![
        Column::words("what", t!(lang, "trend-sent-what"), 34),
        number("sent", t!(lang, "trend-sent-then")),
        number("now", t!(lang, "trend-sent-now")),
        number("more", t!(lang, "trend-sent-more")),
        number("gone", t!(lang, "trend-sent-gone")),
    ];
    let mut rows = Vec::new();
    let mut sentences = Vec::new();
    for one in handed {
        let differences = one.differences();
        sentences.push(sentence(trend, one, differences.len()));
        if differences.is_empty() {
            continue;
        }
        if one.was_running() {
            sentences.push(t!(trend.lang, "trend-sent-running"));
        }
        rows.push(heading(trend, one));
        rows.extend(differences.into_iter().map(row));
    }
    if handed.is_empty() {
        sentences.push(t!(lang, "trend-sent-none"));
    }
    Table {
        sentences,
        rows,
        notes: vec![
            t!(lang, "trend-note-sent"),
            t!(lang, "trend-note-sent-rows"),
        ],
        ..trend.frame(columns)
    }
}

fn heading(trend: &Trend<'_>, one: &Compared) -> Row {
    let mut cells = vec![Cell::text(named(trend, one))];
    cells.resize(5, Cell::plain(Value::Empty));
    Row {
        cells,
        state: RowState::Total,
    }
}

fn row(one: Difference) -> Row {
    let what = [one.table, one.row, one.column].into_iter();
    let what: Vec<String> = what.filter(|part| !part.is_empty()).collect();
    Row::whole(vec![
        Cell::text(what.join(" · ")),
        Cell::plain(Value::Code(one.sent)),
        Cell::plain(Value::Code(one.now)),
        Cell::count(one.more),
        Cell::count(one.gone),
    ])
}

/// The name of a report with its day and who received it.
fn named(trend: &Trend<'_>, one: &Compared) -> String {
    let (lang, today) = (trend.lang, trend.facts.today());
    t!(
        lang,
        "trend-sent-name",
        report = one.name.as_str(),
        period = period_words(one.days, trend.facts.calendar(), lang, today),
        to = one.record.to_whom.as_str(),
        day = brief_moment(one.record.at, lang, today)
    )
}

fn sentence(trend: &Trend<'_>, one: &Compared, count: usize) -> String {
    let lang = trend.lang;
    let name = named(trend, one);
    if one.made.is_none() {
        return t!(lang, "trend-sent-gone-layout", name = name);
    }
    if count == 0 && one.is_partly_compared() {
        return t!(lang, "trend-sent-same-partly", name = name);
    }
    if count == 0 {
        return t!(lang, "trend-sent-same", name = name);
    }
    if one.is_counted_otherwise() {
        return t!(lang, "trend-sent-otherwise", name = name, count = count);
    }
    t!(lang, "trend-sent-differs", name = name, count = count)
}
