//! After which calls and visits children whom nobody had seen came back.

use super::beside::{put_beside, with_beside};
use super::frame::Trend;
use crate::domain::rules::ladder::back::{KINDS, Return};
use crate::i18n::words;
use crate::reports::table::{Cell, Column, Fact, Picture, Row, Table, Value};
use crate::t;

/// Fewer steps than this say nothing in percent.
const FEW: usize = 20;

/// The table.
pub(super) fn table(trend: &Trend<'_>) -> Table {
    let lang = trend.lang;
    let returns = trend.facts.returns(trend.period);
    let other = trend.other();
    let before = other
        .as_ref()
        .map(|other| other.facts.returns(other.period));
    let number = Column::number;
    let mut columns = vec![
        Column::words("step", t!(lang, "trend-step"), 20),
        number("steps", t!(lang, "trend-steps")),
        number("children", t!(lang, "trend-children")),
        number("came", t!(lang, "trend-came-again")),
        number("waiting", t!(lang, "trend-waiting")),
        number("not", t!(lang, "trend-not-come")),
    ];
    let place = with_beside(trend, &mut columns, "came");
    let rows = KINDS.iter().map(|rung| {
        let of_kind: Vec<&Return<'_>> = returns.iter().filter(|one| one.rung == *rung).collect();
        let facts = |is_meant: &dyn Fn(&Return<'_>) -> bool| -> Vec<Fact> {
            let meant = of_kind.iter().filter(|one| is_meant(one));
            meant.map(|one| fact(one)).collect()
        };
        let cells = vec![
            Cell::text(words::choice(lang, "rung", *rung)),
            Cell::count(facts(&|_| true)),
            Cell::heads(facts(&|_| true)),
            Cell::count(facts(&|one| one.has_come)),
            Cell::count(facts(&|one| one.is_waiting)),
            Cell::count(facts(&|one| !one.has_come && !one.is_waiting)),
        ];
        let mut row = Row::whole(cells);
        put_beside(&mut row, place, || {
            let before = before.iter().flatten();
            let over = before.filter(|one| one.rung == *rung && one.is_over);
            came_of(&over.collect::<Vec<_>>())
        });
        row
    });
    let mut sentences = sentences(trend, &returns);
    sentences.extend(trend.said_beside(other.as_ref(), |_, name| {
        let over = || before.iter().flatten().filter(|one| one.is_over);
        let came = over().filter(|one| one.has_come).count().to_string();
        let of = over().count().to_string();
        if before.iter().all(Vec::is_empty) {
            return Some(t!(lang, "trend-none-beside", other = name));
        }
        if over().next().is_none() {
            return Some(t!(lang, "trend-waiting-beside", other = name));
        }
        Some(t!(
            lang,
            "trend-came-back-beside",
            other = name,
            part = came,
            of = of
        ))
    }));
    Table {
        rows: if returns.is_empty() && before.iter().all(Vec::is_empty) {
            Vec::new()
        } else {
            rows.collect()
        },
        sentences,
        notes: vec![
            t!(lang, "trend-note-came-back-only"),
            t!(
                lang,
                "trend-note-came-back",
                days = trend.facts.returns_within()
            ),
        ],
        picture: Picture::None,
        ..trend.frame(columns)
    }
}

fn fact(one: &Return<'_>) -> Fact {
    Fact::Step(one.step.child, one.step.id, one.step.at.date_naive())
}

/// After how many of some steps the child came: the number of steps differs, so that one number says nothing.
fn came_of(over: &[&Return<'_>]) -> Cell {
    let came = over.iter().filter(|one| one.has_come);
    let facts: Vec<Fact> = came.map(|one| fact(one)).collect();
    let value = if over.is_empty() {
        Value::Empty
    } else {
        Value::Share {
            part: facts.len(),
            of: over.len(),
        }
    };
    Cell { value, facts }
}

fn sentences(trend: &Trend<'_>, returns: &[Return<'_>]) -> Vec<String> {
    let lang = trend.lang;
    if returns.is_empty() {
        return vec![t!(lang, "trend-no-steps", period = trend.words())];
    }
    let known: Vec<&Return<'_>> = returns.iter().filter(|one| one.is_over).collect();
    let came = known.iter().filter(|one| one.has_come).count();
    let (part, of) = (came.to_string(), known.len().to_string());
    let mut said = vec![t!(
        lang,
        "trend-came-back-said",
        period = trend.words(),
        part = part,
        of = of
    )];
    let waiting = returns.len() - known.len();
    if waiting > 0 {
        said.push(t!(lang, "trend-still-waiting", count = waiting));
    }
    if known.len() < FEW {
        said.push(t!(lang, "trend-few"));
    }
    said
}
