//! One child one file (一人一档): everything that the home knows of a child, on paper.

use super::fields::{FIELDS, heading, value};
use super::scope::{OfChild, Scope};
use super::support::of_child::{Reader, help};
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::mask::Personal;
use crate::domain::rules::{Flag, PastMatter};
use crate::domain::{Child, Mark, Problem, Visit, topic};
use crate::i18n::{word, words};
use crate::reports::slots::rows as division;
use crate::reports::table::{Cell, Column, Fact, Row, RowState, Table, Value};
use crate::t;
use crate::wording::labels::label;
use crate::wording::limits::ended;
use crate::wording::periods::period_words;
use crate::wording::reasons::outward;
use crate::wording::topics::name_of;

/// The tables of the file.
pub(super) fn child_file(scope: &Scope<'_>, child: &Child, of: &OfChild) -> Vec<Table> {
    let mut all = vec![
        identity(scope, child, &[]),
        contacts(scope, child),
        categories(scope, child),
        attendance(scope, child),
        activities(scope, child),
        visits(scope, child),
        problems(scope, child, |_| true),
        steps(scope, child),
        incidents(scope, child),
    ];
    all.extend(help(scope, child, Reader::Home));
    all.push(open_matters(scope, child, &of.open));
    all.push(past_matters(scope, child, &of.matters));
    all
}

/// What the file says, field by field, but for those that are kept back; fields of contacts stand in a table of their own.
pub(super) fn identity(scope: &Scope<'_>, child: &Child, kept_back: &[&str]) -> Table {
    let lang = scope.lang;
    let of_contacts = [
        "father",
        "mother",
        "grandfather",
        "grandmother",
        "caregiver",
        "agreement",
        "categories",
        "main_category",
    ];
    let fields = FIELDS.iter().take_while(|one| one.code != "came");
    let fields = fields.filter(|one| !of_contacts.iter().any(|word| one.code.starts_with(word)));
    let fields = fields.filter(|one| !kept_back.contains(&one.code));
    let rows = fields.map(|one| {
        let mut cell = value(scope, child, one.code);
        cell.facts = vec![Fact::File(child.id)];
        Row::whole(vec![Cell::text(heading(one, lang)), cell])
    });
    // In confidence, like the notes.
    let own_words =
        (!kept_back.contains(&"note")).then(|| (label("own_words", lang), &child.own_words));
    let more = [
        (label("wish", lang), &child.wish),
        (label("allergy", lang), &child.allergy),
        (label("medication", lang), &child.medication),
    ];
    let more = more.into_iter().chain(own_words).map(|(name, text)| {
        Row::whole(vec![Cell::text(name), Cell::personal(Personal::Note, text)])
    });
    let rows = rows.chain(more).filter(|row| {
        let shown = row.cells.get(1).map(|cell| &cell.value);
        !matches!(shown, None | Some(Value::Empty))
            && !matches!(shown, Some(Value::Text(text) | Value::Code(text) | Value::Personal(_, text)) if text.is_empty())
    });
    Table {
        rows: rows.collect(),
        ..scope.frame("file", t!(lang, "file-part-identity"), two(scope))
    }
}

fn two(scope: &Scope<'_>) -> Vec<Column> {
    vec![
        Column::words("field", t!(scope.lang, "report-field"), 20),
        Column::words("value", t!(scope.lang, "report-value"), 44),
    ]
}

pub(super) fn contacts(scope: &Scope<'_>, child: &Child) -> Table {
    let lang = scope.lang;
    let rows = scope.facts.register.contacts(child.id).iter().map(|one| {
        let is_caregiver = if one.is_caregiver { "yes" } else { "no" };
        let can_collect = if one.can_collect { "yes" } else { "no" };
        Row::whole(vec![
            Cell::personal(Personal::Name, &one.name),
            Cell::text(words::choice(lang, "relation", one.relation)),
            Cell::text(word(lang, is_caregiver)),
            Cell::text(word(lang, can_collect)),
            Cell::personal(Personal::Phone, &one.phones),
            Cell::personal(Personal::Address, &one.work_place),
            Cell::personal(Personal::IdNo, &one.id_no),
            Cell::personal(Personal::Note, &one.note),
        ])
    });
    let columns = vec![
        Column::words("name", label("name", lang), 10),
        Column::words("relation", label("relation", lang), 8),
        Column::words("is_caregiver", label("is_caregiver", lang), 6),
        Column::words("can_collect", label("can_collect", lang), 6),
        Column::words("phones", label("phones", lang), 14),
        Column::words("work_place", label("work_place", lang), 12),
        Column::words("id_no", label("id_no", lang), 20),
        Column::words("note", label("note", lang), 16),
    ];
    Table {
        rows: rows.collect(),
        ..scope.frame("contacts", t!(lang, "file-part-contacts"), columns)
    }
}

/// Categories and agreements, with their days.
pub(super) fn categories(scope: &Scope<'_>, child: &Child) -> Table {
    let lang = scope.lang;
    let day = |day: Option<chrono::NaiveDate>| Cell::plain(day.map_or(Value::Empty, Value::Day));
    let tags = scope.facts.register.tags(child.id).iter().map(|tag| {
        Row::whole(vec![
            Cell {
                facts: vec![Fact::Tag(child.id, tag.id)],
                ..Cell::text(words::choice(lang, "tag", tag.code))
            },
            day(tag.from_day),
            day(tag.to_day),
            Cell::personal(Personal::Note, &tag.evidence),
        ])
    });
    let agreements = scope
        .facts
        .care
        .agreements
        .iter()
        .filter(|one| one.child == child.id);
    let agreements = agreements.map(|one| {
        Row::whole(vec![
            Cell::text(t!(lang, "file-part-agreement")),
            day(Some(one.signed_on)),
            day(one.valid_to),
            Cell::personal(Personal::Note, &one.paper_no),
        ])
    });
    let columns = vec![
        Column::words("code", t!(lang, "file-part-categories"), 24),
        Column::words("from_day", label("from_day", lang), 11),
        Column::words("to_day", label("to_day", lang), 11),
        Column::words("evidence", label("evidence", lang), 24),
    ];
    Table {
        rows: tags.chain(agreements).collect(),
        ..scope.frame("categories", t!(lang, "file-part-categories"), columns)
    }
}

/// Attendance by month of the period, as far as it was recorded and is kept.
pub(super) fn attendance(scope: &Scope<'_>, child: &Child) -> Table {
    let lang = scope.lang;
    let (calendar, today) = (scope.facts.calendar(), scope.facts.today());
    let marks = scope
        .facts
        .marks
        .get(&child.id)
        .map_or(&[][..], Vec::as_slice);
    let of = |days: Period, is_meant: fn(Mark) -> bool| -> Vec<Fact> {
        let within = marks
            .iter()
            .filter(|one| days.contains(one.day) && is_meant(one.mark));
        within.map(|one| Fact::Day(child.id, one.day)).collect()
    };
    let row = |name: String, days: Period| {
        let taken: Vec<_> = scope.facts.taken(days).collect();
        let came = of(days, Mark::is_seen);
        let agreed = taken
            .iter()
            .filter(|day| scope.facts.is_expected(child, **day));
        let kept = agreed
            .clone()
            .filter(|day| came.contains(&Fact::Day(child.id, **day)))
            .count();
        let share = Value::Share {
            part: kept,
            of: agreed.count(),
        };
        Row::whole(vec![
            Cell::text(name),
            Cell::plain(Value::Count(taken.len())),
            Cell::count(came),
            Cell::plain(share),
            Cell::count(of(days, |mark| mark == Mark::Excused)),
        ])
    };
    let recorded = scope.facts.recorded(scope.period);
    let months = recorded.map_or_else(Vec::new, |days| division(days, Grain::Month, calendar));
    let months = months.into_iter().filter(|one| one.from <= today);
    let mut rows: Vec<Row> = months
        .map(|days| {
            row(
                period_words(
                    Period::of(Grain::Month, days.from, calendar),
                    calendar,
                    lang,
                    today,
                ),
                days,
            )
        })
        .collect();
    if let Some(days) = recorded {
        let mut total = row(t!(lang, "trend-total"), days);
        total.state = RowState::Total;
        rows.push(total);
    }
    let columns = vec![
        Column::words("month", t!(lang, "trend-month"), 14),
        Column::number("taken", t!(lang, "figure-taken")),
        Column::number("came", t!(lang, "trend-came")),
        Column::number("agreed", t!(lang, "trend-agreed")),
        Column::number("told", t!(lang, "trend-told")),
    ];
    Table {
        sentences: scope.unrecorded().into_iter().collect(),
        rows,
        notes: vec![t!(lang, "trend-note-who")],
        ..scope.frame("attendance", t!(lang, "file-part-attendance"), columns)
    }
}

pub(super) fn activities(scope: &Scope<'_>, child: &Child) -> Table {
    let lang = scope.lang;
    let topics = topic::library(&scope.facts.programme.topics);
    let held = scope.facts.held(scope.period).filter(|one| {
        let part = scope.facts.programme.taking_part.get(&one.id);
        part.is_some_and(|part| part.contains(&child.id))
    });
    let rows = held.map(|one| {
        Row::whole(vec![
            Cell {
                facts: vec![Fact::Part(child.id, one.id, one.day)],
                ..Cell::plain(Value::Day(one.day))
            },
            Cell::personal(Personal::Note, &one.title),
            Cell::text(name_of(&topics, &one.topic, lang)),
        ])
    });
    let columns = vec![
        Column::words("day", label("day", lang), 11),
        Column::words("title", label("title", lang), 24),
        Column::words("topic", label("topic", lang), 18),
    ];
    Table {
        rows: rows.collect(),
        ..scope.frame("activities", t!(lang, "file-part-activities"), columns)
    }
}

pub(super) fn visits(scope: &Scope<'_>, child: &Child) -> Table {
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
            Cell::personal(Personal::Note, &one.note),
            Cell::personal(Personal::Note, &one.own_words),
        ])
    });
    let columns = vec![
        Column::words("day", label("day", lang), 11),
        Column::words("kind", label("visit_kind", lang), 8),
        Column::words("visitor", label("visitor", lang), 10),
        Column::words("child_seen", label("child_seen", lang), 6),
        Column::words("note", label("note", lang), 28),
        Column::words("own_words", label("own_words", lang), 18),
    ];
    Table {
        rows: rows.collect(),
        ..scope.frame("visits", t!(lang, "file-part-visits"), columns)
    }
}

/// Problems of the child that are told.
pub(super) fn problems(
    scope: &Scope<'_>,
    child: &Child,
    is_told: impl Fn(&Problem) -> bool,
) -> Table {
    let lang = scope.lang;
    let all = scope
        .facts
        .care
        .problems
        .iter()
        .filter(|one| one.child == child.id && is_told(one));
    let rows = all.map(|one| {
        Row::whole(vec![
            Cell {
                facts: vec![Fact::Problem(child.id, one.id)],
                ..Cell::plain(Value::Day(one.opened_on))
            },
            Cell::text(words::choice(lang, "problem", one.kind)),
            Cell::personal(Personal::Note, &one.what),
            Cell::personal(Personal::Note, one.step_lines().join("; ")),
            Cell::plain(one.closed_on.map_or(Value::Empty, Value::Day)),
            Cell::personal(Personal::Note, &one.outcome),
        ])
    });
    let columns = vec![
        Column::words("opened_on", label("opened_on", lang), 11),
        Column::words("kind", label("problem_kind", lang), 10),
        Column::words("what", label("what", lang), 22),
        Column::words("steps", label("steps", lang), 22),
        Column::words("closed_on", label("closed_on", lang), 11),
        Column::words("outcome", label("outcome", lang), 16),
    ];
    Table {
        rows: rows.collect(),
        ..scope.frame("problems", t!(lang, "file-part-problems"), columns)
    }
}

/// What was done about matters of the child.
fn steps(scope: &Scope<'_>, child: &Child) -> Table {
    let lang = scope.lang;
    let all = scope.facts.care.steps.iter();
    let of_child =
        all.filter(|one| one.child == child.id && scope.period.contains(one.at.date_naive()));
    let rows = of_child.map(|one| {
        let day = one.at.date_naive();
        Row::whole(vec![
            Cell {
                facts: vec![Fact::Step(child.id, one.id, day)],
                ..Cell::plain(Value::Day(day))
            },
            Cell::text(words::choice(lang, "rule", one.rule)),
            Cell::text(words::choice(lang, "follow-step", one.step)),
            Cell::personal(Personal::Name, scope.staff(one.actor)),
            Cell::personal(Personal::Note, &one.note),
        ])
    });
    let columns = vec![
        Column::words("day", label("day", lang), 11),
        Column::words("rule", label("rule", lang), 18),
        Column::words("step", label("step", lang), 12),
        Column::words("actor", label("actor", lang), 10),
        Column::words("note", label("note", lang), 26),
    ];
    Table {
        rows: rows.collect(),
        ..scope.frame("steps", t!(lang, "file-part-steps"), columns)
    }
}

/// Matters that are over, and how they ended.
fn past_matters(scope: &Scope<'_>, child: &Child, matters: &[PastMatter]) -> Table {
    let lang = scope.lang;
    let rows = matters.iter().map(|one| {
        Row::whole(vec![
            Cell {
                facts: vec![Fact::File(child.id)],
                ..Cell::plain(Value::Day(one.raised))
            },
            Cell::text(words::choice(lang, "rule", one.strongest.rule)),
            Cell::plain(Value::Count(one.calls())),
            Cell::plain(Value::Day(one.over)),
            Cell::text(ended(one, lang)),
        ])
    });
    let columns = vec![
        Column::words("since", label("since", lang), 11),
        Column::words("rule", label("rule", lang), 20),
        Column::number("calls", t!(lang, "trend-calls")),
        Column::words("over", t!(lang, "file-part-over"), 11),
        Column::words("end", t!(lang, "file-part-end"), 26),
    ];
    Table {
        rows: rows.collect(),
        ..scope.frame("matters", t!(lang, "file-part-matters"), columns)
    }
}

/// Incidents: that there was one, and to whom it was reported. What happened stands in the incident at the home.
fn incidents(scope: &Scope<'_>, child: &Child) -> Table {
    let lang = scope.lang;
    let all = scope
        .facts
        .care
        .incidents
        .iter()
        .filter(|one| one.child == child.id);
    let rows = all.map(|one| {
        let to = one
            .reports()
            .into_iter()
            .map(|report| words::choice(lang, "agency", report.agency));
        Row::whole(vec![
            Cell {
                facts: vec![Fact::File(child.id)],
                ..Cell::plain(Value::Day(one.found_at.date_naive()))
            },
            Cell::personal(Personal::Note, words::choice(lang, "incident", one.kind)),
            Cell::personal(
                Personal::Note,
                to.collect::<Vec<_>>().join(&t!(lang, "name-comma")),
            ),
        ])
    });
    let columns = vec![
        Column::words("found_at", label("found_at", lang), 11),
        Column::words("kind", label("incident_kind", lang), 18),
        Column::words("reported", label("reported_to", lang), 24),
    ];
    Table {
        rows: rows.collect(),
        notes: vec![t!(lang, "file-part-incident-note")],
        ..scope.frame("incidents", t!(lang, "file-part-incidents"), columns)
    }
}

/// What is open about the child today.
fn open_matters(scope: &Scope<'_>, child: &Child, open: &[Flag]) -> Table {
    let (lang, today) = (scope.lang, scope.facts.today());
    let rows = open.iter().map(|flag| {
        Row::whole(vec![
            Cell {
                facts: vec![Fact::File(child.id)],
                ..Cell::plain(Value::Day(flag.since))
            },
            Cell::text(words::choice(lang, "rule", flag.rule)),
            Cell::personal(Personal::Note, outward(&flag.reasons, lang, today)),
        ])
    });
    let columns = vec![
        Column::words("since", label("since", lang), 11),
        Column::words("rule", label("rule", lang), 20),
        Column::words("why", label("why", lang), 40),
    ];
    Table {
        rows: rows.collect(),
        ..scope.frame("open", t!(lang, "file-part-open"), columns)
    }
}
