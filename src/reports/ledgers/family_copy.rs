//! What the home keeps about a child, for its family (articles 44 and 45 of the law on personal information).
//!
//! Left out is what would harm the child if it were read at its home: incidents, problems of guardianship, mind and
//! safety, what was said in confidence at visits, the level of a risk, whom the home asked about an absence, and how to
//! reach the other grown-ups: one of them may hide from who asks (articles 4 and 103 of the law on minors). The page says that there may be such notes, in every copy alike.

use super::child_file::{activities, attendance, categories, identity};
use super::scope::Scope;
use crate::domain::mask::Personal;
use crate::domain::rules::book::D7_DAYS;
use crate::domain::{Child, Visit};
use crate::i18n::{word, words};
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
    vec![
        identity,
        contacts(scope, child),
        categories(scope, child),
        attendance(scope, child),
        activities(scope, child),
        visits(scope, child),
        problems(scope, child),
        requests(scope, child),
    ]
}

/// Who is named as whom, and who may collect; nobody's phone, work place or number.
fn contacts(scope: &Scope<'_>, child: &Child) -> Table {
    let lang = scope.lang;
    let yes_no = |is: bool| Cell::text(word(lang, if is { "yes" } else { "no" }));
    let rows = scope.facts.register.contacts(child.id).iter().map(|one| {
        Row::whole(vec![
            Cell::personal(Personal::Name, &one.name),
            Cell::text(words::choice(lang, "relation", one.relation)),
            yes_no(one.is_caregiver),
            yes_no(one.can_collect),
        ])
    });
    let columns = vec![
        Column::words("name", label("name", lang), 10),
        Column::words("relation", label("relation", lang), 8),
        Column::words("is_caregiver", label("is_caregiver", lang), 6),
        Column::words("can_collect", label("can_collect", lang), 6),
    ];
    Table {
        rows: rows.collect(),
        ..scope.frame("contacts", t!(lang, "file-part-contacts"), columns)
    }
}

/// Days of visits and calls, without what was said.
fn visits(scope: &Scope<'_>, child: &Child) -> Table {
    let lang = scope.lang;
    let all = scope.facts.care.visits.iter();
    let of_child = |one: &&Visit| one.child == child.id && scope.period.contains(one.day);
    let rows = all.filter(of_child).map(|one| {
        Row::whole(vec![
            Cell {
                facts: vec![Fact::Visit(child.id, one.id, one.day)],
                ..Cell::plain(Value::Day(one.day))
            },
            Cell::text(words::choice(lang, "visit-kind", one.kind)),
            Cell::personal(Personal::Name, scope.staff(one.visitor)),
            Cell::text(word(lang, if one.is_sighting() { "yes" } else { "no" })),
        ])
    });
    let columns = vec![
        Column::words("day", label("day", lang), 11),
        Column::words("kind", label("visit_kind", lang), 8),
        Column::words("visitor", label("visitor", lang), 10),
        Column::words("child_seen", label("child_seen", lang), 6),
    ];
    Table {
        rows: rows.collect(),
        ..scope.frame("visits", t!(lang, "file-part-visits"), columns)
    }
}

/// Problems whose kind may be told, with their outcome.
fn problems(scope: &Scope<'_>, child: &Child) -> Table {
    let lang = scope.lang;
    let all = scope.facts.care.problems.iter();
    let told = all.filter(|one| one.child == child.id && !one.kind.is_private());
    let rows = told.map(|one| {
        Row::whole(vec![
            Cell {
                facts: vec![Fact::Problem(child.id, one.id)],
                ..Cell::plain(Value::Day(one.opened_on))
            },
            Cell::text(words::choice(lang, "problem", one.kind)),
            Cell::personal(Personal::Note, &one.what),
            Cell::plain(one.closed_on.map_or(Value::Empty, Value::Day)),
            Cell::personal(Personal::Note, &one.outcome),
        ])
    });
    let columns = vec![
        Column::words("opened_on", label("opened_on", lang), 11),
        Column::words("kind", label("problem_kind", lang), 10),
        Column::words("what", label("what", lang), 26),
        Column::words("closed_on", label("closed_on", lang), 11),
        Column::words("outcome", label("outcome", lang), 22),
    ];
    Table {
        rows: rows.collect(),
        ..scope.frame("problems", t!(lang, "file-part-problems"), columns)
    }
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
