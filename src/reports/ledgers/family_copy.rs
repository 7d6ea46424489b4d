//! What the home keeps about a child, for its family (articles 44 and 45 of the law on personal information).
//!
//! Left out is what would harm the child if it were read at its home: incidents, problems of guardianship, mind and
//! safety, what was said in confidence at visits, the level of a risk, whom the home asked about an absence, and how to
//! reach the other grown-ups: one of them may hide from who asks (articles 4 and 103 of the law on minors). The page says that there may be such notes, in every copy alike.
//!
//! Of help the family reads who helps the child, for what and how often, the measures, the benefits, what was given, the wishes, the
//! news for the parents, how it goes at school and which places were found. Left out by the same reasoning: measures for
//! problems of guardianship, mind and safety, what a helper saw, what was done step by step and what a review found, the
//! child's own words for a parent and what it says of a pairing, what a parent answered, what a teacher said beside the
//! word itself, and talks, even that there was one. No helper's phone is in any table.

use super::child_file::{activities, attendance, categories, contacts, identity, problems, visits};
use super::scope::Scope;
use super::support::of_child::{Reader, for_family, help};
use crate::domain::Child;
use crate::domain::mask::Personal;
use crate::domain::rules::book::D7_DAYS;
use crate::i18n::words;
use crate::reports::table::{Cell, Column, Fact, Row, Table, Value};
use crate::t;
use crate::wording::labels::label;

/// Fields of the file that judge the family, or repeat the child in confidence.
const KEPT_BACK: [&str; 4] = ["risk", "care_grade", "guardianship", "note"];

/// The tables of the copy.
pub(super) fn family_copy(scope: &Scope<'_>, child: &Child) -> Vec<Table> {
    let lang = scope.lang;
    let days = scope.facts.care.book.get(&D7_DAYS);
    let identity = identity(scope, child, &KEPT_BACK);
    let identity = Table {
        sentences: vec![
            t!(
                lang,
                "family-copy-why",
                day = scope.facts.today().to_string()
            ),
            t!(lang, "family-copy-rights", days = days),
        ],
        notes: vec![
            t!(lang, "family-copy-kept-back"),
            t!(lang, "family-copy-signed"),
        ],
        ..identity
    };
    let mut all = vec![
        identity,
        // Nobody's phone, work place or number.
        contacts(scope, child).only(&["name", "relation", "is_caregiver", "can_collect"]),
        categories(scope, child),
        attendance(scope, child),
        activities(scope, child),
        // Without what was said.
        visits(scope, child).only(&["day", "kind", "visitor", "child_seen"]),
        problems(scope, child, |one| !one.kind.is_private()).only(&[
            "opened_on",
            "kind",
            "what",
            "closed_on",
            "outcome",
        ]),
    ];
    let help = help(scope, child, Reader::Family).into_iter();
    let help = help.map(|table| {
        let told = for_family(&table.code);
        table.only(told)
    });
    all.extend(help.filter(|table| !table.columns.is_empty()));
    all.push(requests(scope, child));
    all
}

/// What the family asked for, and what it was answered.
fn requests(scope: &Scope<'_>, child: &Child) -> Table {
    let lang = scope.lang;
    let all = scope.facts.care.requests.iter();
    let rows = all.filter(|one| one.child == child.id).map(|one| {
        let answer = one
            .answer
            .map(|answer| words::choice(lang, "answer", answer));
        Row::whole(vec![
            Cell {
                facts: vec![Fact::File(child.id)],
                ..Cell::plain(Value::Day(one.asked_on))
            },
            Cell::text(words::choice(lang, "request", one.kind)),
            Cell::personal(Personal::Name, &one.asked_by),
            Cell::personal(Personal::Note, &one.what),
            Cell::plain(one.answered_on.map_or(Value::Empty, Value::Day)),
            Cell::text(answer.unwrap_or_default()),
            Cell::personal(Personal::Note, &one.outcome),
        ])
    });
    let columns = vec![
        Column::words("asked_on", label("asked_on", lang), 11),
        Column::words("kind", label("request_kind", lang), 16),
        Column::words("asked_by", label("asked_by", lang), 10),
        Column::words("what", label("request_what", lang), 18),
        Column::words("answered_on", label("answered_on", lang), 11),
        Column::words("answer", label("answer", lang), 10),
        Column::words("outcome", label("request_outcome", lang), 18),
    ];
    Table {
        rows: rows.collect(),
        ..scope.frame("requests", t!(lang, "section-requests"), columns)
    }
}
