//! Pairings, benefits, measures and wishes, one by one.

use super::end::{End, day, file_no, note};
use crate::domain::mask::Personal;
use crate::domain::rules::support::is_of_open_need;
use crate::domain::support::benefit::{Benefit, BenefitKind, catalogue};
use crate::domain::support::measure::Measure;
use crate::domain::support::of;
use crate::domain::support::pairing::Pairing;
use crate::domain::support::wish::Wish;
use crate::domain::{Child, Problem};
use crate::i18n::{Lang, words};
use crate::reports::table::{Cell, Column, Fact, Help, Row, Table, Value};
use crate::t;
use crate::wording::labels::label;
use crate::wording::topics::in_lang;

/// Pairings that ran on some day of the period.
pub(super) fn pairings(end: &End<'_, '_>) -> Table {
    let lang = end.scope.lang;
    let mut rows = Vec::new();
    for child in &end.children {
        let due = end.contacts_due(child);
        let all = of(&end.support.pairings, child.id).iter();
        for one in all.filter(|one| !end.is_before(one.until)) {
            let due = due.iter().find(|(its, _)| its.id == one.id);
            rows.push(pairing(end, child, (one, due.map(|(_, due)| due.due))));
        }
    }
    let columns = vec![
        Column::words("file_no", label("file_no", lang), 8),
        Column::words("name", label("name", lang), 10),
        Column::words("helper", t!(lang, "quarter-helper"), 12),
        Column::words("purpose", t!(lang, "quarter-purpose"), 22),
        Column::number("every", t!(lang, "quarter-every")),
        Column::words("since", label("since", lang), 11),
        Column::words("until", t!(lang, "quarter-until"), 11),
        Column::number("contacts", t!(lang, "quarter-contacts-column")),
        Column::words("last", t!(lang, "quarter-last"), 11),
        Column::words("next", t!(lang, "quarter-next"), 11),
    ];
    Table {
        rows,
        notes: vec![t!(lang, "quarter-note-pairings")],
        is_of_children: true,
        ..end.scope.frame(
            "support-pairings",
            t!(lang, "quarter-list-pairings"),
            columns,
        )
    }
}

fn pairing(
    end: &End<'_, '_>,
    child: &Child,
    (one, next): (&Pairing, Option<chrono::NaiveDate>),
) -> Row {
    let kept = || {
        let all = end.support.contacts_of(one);
        all.filter(|one| one.way.is_kept())
    };
    let made = kept().filter(|one| end.is_in(one.day));
    let made = made.map(|one| Fact::Help(child.id, Help::Contact(one.id)));
    Row::whole(vec![
        file_no(child),
        end.name(child, Fact::Help(child.id, Help::Pairing(one.id))),
        end.helper(one.helper),
        note(&one.purpose),
        Cell::plain(usize::try_from(one.every).map_or(Value::Empty, Value::Count)),
        day(Some(one.since)),
        day(one.until),
        Cell::count(made.collect()),
        day(kept().map(|one| one.day).max()),
        day(next),
    ])
}

/// The name of a benefit; its code if the home has no such kind any more.
fn benefit_name(kinds: &[BenefitKind], one: &Benefit, lang: Lang) -> String {
    let kind = kinds.iter().find(|kind| kind.code == one.code);
    kind.map_or_else(
        || one.code.clone(),
        |kind| in_lang(&kind.name, lang).clone(),
    )
}

/// The columns of a benefit, without those of its child.
pub(super) fn benefit_columns(lang: Lang) -> Vec<Column> {
    vec![
        Column::words("benefit", t!(lang, "quarter-benefit"), 22),
        Column::words("standing", t!(lang, "paper-state"), 10),
        Column::words("since", label("since", lang), 11),
        Column::words("applied_on", t!(lang, "quarter-applied-on"), 11),
        Column::words("received_from", t!(lang, "quarter-received-from"), 11),
        Column::words("runs_out_on", t!(lang, "quarter-runs-out-on"), 11),
        Column::words("ended_on", t!(lang, "quarter-ended-on"), 11),
        Column::words("missing", t!(lang, "quarter-missing"), 20),
        Column::words("reason", label("reason", lang), 18),
    ]
}

/// The cells in these columns.
pub(super) fn benefit_cells(kinds: &[BenefitKind], one: &Benefit, lang: Lang) -> Vec<Cell> {
    vec![
        Cell::text(benefit_name(kinds, one, lang)),
        Cell::text(words::choice(lang, "benefit-state", one.state)),
        day(Some(one.since)),
        day(one.applied_on),
        day(one.received_from),
        day(one.runs_out_on),
        day(one.ended_on),
        note(&one.missing.lines().collect::<Vec<_>>().join("; ")),
        note(&one.reason),
    ]
}

/// Benefits of each child, but for those that ended before the period.
pub(super) fn benefits(end: &End<'_, '_>) -> Table {
    let lang = end.scope.lang;
    let kinds = catalogue(&end.support.own_benefits);
    let all = end.all(&end.support.benefits, |one| !end.is_before(one.ended_on));
    let rows = all.map(|(child, one)| {
        let whose = [
            file_no(child),
            end.name(child, Fact::Help(child.id, Help::Benefit(one.id))),
        ];
        let cells = benefit_cells(&kinds, one, lang);
        Row::whole(whose.into_iter().chain(cells).collect())
    });
    let mut columns = vec![
        Column::words("file_no", label("file_no", lang), 8),
        Column::words("name", label("name", lang), 10),
    ];
    columns.extend(benefit_columns(lang));
    Table {
        rows: rows.collect(),
        notes: vec![t!(lang, "quarter-note-benefits")],
        is_of_children: true,
        ..end.scope.frame(
            "support-benefits",
            t!(lang, "quarter-list-benefits"),
            columns,
        )
    }
}

/// Measures that were open on some day of the period.
pub(super) fn measures(end: &End<'_, '_>) -> Table {
    let lang = end.scope.lang;
    let all = end.all(&end.support.measures, |one| !end.is_before(one.done_on));
    // One whose need was met before the period is over with it.
    let is_shown = |one: &Measure| {
        let need = end
            .needs(one.child)
            .iter()
            .find(|need| need.id == one.problem);
        !one.is_open() || !end.is_before(need.and_then(|need| need.closed_on))
    };
    let rows = all.filter(|(_, one)| is_shown(one));
    let rows = rows.map(|(child, one)| measure(end, child, one));
    let columns = vec![
        Column::words("file_no", label("file_no", lang), 8),
        Column::words("name", label("name", lang), 10),
        Column::words("need", t!(lang, "quarter-need"), 10),
        Column::words("measure", t!(lang, "quarter-measure"), 24),
        Column::words("owner", label("owner", lang), 12),
        Column::words("due_on", label("due_on", lang), 11),
        Column::words("standing", t!(lang, "paper-state"), 10),
        Column::words("done_on", t!(lang, "quarter-done-on"), 11),
        Column::words("outcome", label("outcome", lang), 20),
    ];
    Table {
        rows: rows.collect(),
        notes: vec![t!(lang, "quarter-note-measures")],
        is_of_children: true,
        ..end.scope.frame(
            "support-measures",
            t!(lang, "quarter-list-measures"),
            columns,
        )
    }
}

/// Names of those in charge of a measure.
pub(super) fn owners(end: &End<'_, '_>, one: &Measure) -> String {
    let helper = one.helper.map(|id| end.support.helper_name(id).to_owned());
    let all = [end.scope.staff(one.owner), helper.unwrap_or_default()].into_iter();
    let all: Vec<String> = all.filter(|name| !name.is_empty()).collect();
    all.join(&t!(end.scope.lang, "name-comma"))
}

/// Where a measure stood on the last day, in words.
pub(super) fn measure_state(end: &End<'_, '_>, one: &Measure) -> String {
    let lang = end.scope.lang;
    match one.done_on {
        Some(_) if one.dropped => t!(lang, "quarter-state-dropped"),
        Some(_) => t!(lang, "quarter-state-done"),
        None if !is_of_open_need(one, end.needs(one.child)) => t!(lang, "quarter-state-over"),
        None if one.is_overdue(end.last) => t!(lang, "quarter-state-overdue"),
        None => t!(lang, "quarter-state-open"),
    }
}

fn measure(end: &End<'_, '_>, child: &Child, one: &Measure) -> Row {
    let lang = end.scope.lang;
    let needs: &[Problem] = end.needs(child.id);
    let need = needs.iter().find(|need| need.id == one.problem);
    // Of a need that stays at the home neither its kind nor what is done about it is told.
    let told = need.filter(|need| !need.kind.is_private());
    Row::whole(vec![
        file_no(child),
        end.name(child, Fact::Help(child.id, Help::Measure(one.id))),
        Cell::text(told.map_or_else(
            || t!(lang, "quarter-not-told"),
            |need| words::choice(lang, "problem", need.kind),
        )),
        note(told.map_or("", |_| one.what.as_str())),
        Cell::personal(Personal::Name, owners(end, one)),
        day(one.due_on),
        Cell::text(measure_state(end, one)),
        day(one.done_on),
        note(told.map_or("", |_| one.outcome.as_str())),
    ])
}

/// Wishes: first those that are open, as a list for givers; then those that were fulfilled in the period.
pub(super) fn wishes(end: &End<'_, '_>) -> Table {
    let lang = end.scope.lang;
    let all = end.all(&end.support.wishes, |one| !end.is_before(one.fulfilled_on));
    let mut all: Vec<(&Child, &Wish)> = all.collect();
    // By day, never by file: beside wishes with a name those without would have one too.
    all.sort_by_key(|(_, one)| (!one.is_open(), one.day, one.id));
    let rows = all.into_iter().map(|(child, one)| {
        let fact = Fact::Help(child.id, Help::Wish(one.id));
        let name = if one.nameless {
            Cell {
                facts: vec![fact],
                ..Cell::text(t!(lang, "quarter-nameless"))
            }
        } else {
            end.name(child, fact)
        };
        let taker = one
            .helper
            .map_or(one.taken_by.as_str(), |id| end.support.helper_name(id));
        Row::whole(vec![
            day(Some(one.day)),
            note(&one.words),
            name,
            Cell::personal(Personal::Name, taker),
            day(one.taken_on),
            day(one.due_on),
            day(one.fulfilled_on),
        ])
    });
    let columns = vec![
        Column::words("day", t!(lang, "quarter-wish-day"), 11),
        Column::words("wish", t!(lang, "quarter-wish"), 30),
        Column::words("name", label("name", lang), 10),
        Column::words("taken_by", t!(lang, "quarter-taken-by"), 12),
        Column::words("taken_on", t!(lang, "quarter-taken-on"), 11),
        Column::words("due_on", t!(lang, "quarter-promised-for"), 11),
        Column::words("fulfilled_on", t!(lang, "quarter-fulfilled-on"), 11),
    ];
    Table {
        rows: rows.collect(),
        notes: vec![t!(lang, "quarter-note-wishes")],
        is_of_children: true,
        ..end
            .scope
            .frame("support-wishes", t!(lang, "quarter-list-wishes"), columns)
    }
}
