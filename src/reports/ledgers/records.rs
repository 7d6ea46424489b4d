//! Records one by one: activities, visits, problems, and the work log.

use super::scope::Scope;
use crate::domain::activity::State;
use crate::domain::mask::Personal;
use crate::domain::visit::CHECKS;
use crate::domain::{Visit, topic};
use crate::i18n::{word, words};
use crate::reports::table::{Cell, Column, Fact, Row, Table, Value};
use crate::t;
use crate::wording::labels::label;
use crate::wording::topics::name_of;
use chrono::NaiveDate;
use std::collections::BTreeMap;

fn number(value: Option<i64>) -> Cell {
    let value = value.and_then(|one| usize::try_from(one).ok());
    Cell::plain(value.map_or(Value::Empty, Value::Count))
}

fn day(value: Option<NaiveDate>) -> Cell {
    Cell::plain(value.map_or(Value::Empty, Value::Day))
}

fn note(text: &str) -> Cell {
    Cell::personal(Personal::Note, text)
}

/// The activity record (活动记录), in the order of the form.
pub(super) fn activities(scope: &Scope<'_>) -> Table {
    let lang = scope.lang;
    let programme = &scope.facts.programme;
    let (today, calendar) = (scope.facts.today(), scope.facts.calendar());
    let all = programme.between(scope.period.from, scope.period.to, today, calendar);
    let topics = topic::library(&programme.topics);
    let rows = all.iter().map(|one| {
        let activity = &one.activity;
        let part = programme.taking_part.get(&activity.id);
        let part = part.map_or(&[][..], Vec::as_slice).iter();
        let part = part
            .map(|child| Fact::Part(*child, activity.id, activity.day))
            .collect();
        Row::whole(vec![
            Cell::plain(Value::Day(activity.day)),
            Cell::plain(Value::Time(activity.starts)),
            Cell::plain(Value::Time(activity.ends)),
            note(&activity.title),
            Cell::text(name_of(&topics, &activity.topic, lang)),
            Cell::text(words::choice(lang, "activity-state", one.state)),
            note(&activity.place),
            Cell::personal(Personal::Name, scope.staff(activity.organiser)),
            Cell::personal(Personal::Name, &activity.helpers),
            if one.state == State::Held {
                Cell::heads(part)
            } else {
                Cell::plain(Value::Empty)
            },
            number(activity.adults),
            number(activity.guests),
            number(activity.others),
            note(&activity.done),
            note(&activity.summary),
            note(&activity.said),
            note(&activity.next_step),
            note(&activity.filed),
            note(&activity.reason),
        ])
    });
    let columns = vec![
        Column::words("day", label("day", lang), 11),
        Column::words("starts", label("starts", lang), 7),
        Column::words("ends", label("ends", lang), 7),
        Column::words("title", label("title", lang), 16),
        Column::words("topic", label("topic", lang), 12),
        Column::words("standing", t!(lang, "paper-state"), 9),
        Column::words("place", label("place", lang), 10),
        Column::words("organiser", label("organiser", lang), 10),
        Column::words("helpers", label("helpers", lang), 10),
        Column::number("children", t!(lang, "trend-children")),
        Column::number("adults", label("adults", lang)),
        Column::number("guests", t!(lang, "paper-guests")),
        Column::number("others", t!(lang, "paper-others")),
        Column::words("done", label("done", lang), 24),
        Column::words("summary", label("summary", lang), 18),
        Column::words("said", t!(lang, "paper-said"), 18),
        Column::words("next_step", label("next_step", lang), 14),
        Column::words("filed", label("filed", lang), 10),
        Column::words("reason", label("reason", lang), 14),
    ];
    let held = all.iter().filter(|one| one.state == State::Held).count();
    Table {
        sentences: vec![t!(
            lang,
            "report-activities-said",
            rows = all.len(),
            held = held.to_string()
        )],
        rows: rows.collect(),
        ..scope.frame(
            "activity-record",
            t!(lang, "report-activity-record"),
            columns,
        )
    }
}

/// The visit record (走访记录), calls included.
pub(super) fn visits(scope: &Scope<'_>) -> Table {
    let lang = scope.lang;
    let all = scope.facts.care.visits.iter();
    let mut all: Vec<&Visit> = all.filter(|one| scope.period.contains(one.day)).collect();
    all.sort_by_key(|one| (one.day, one.id));
    let rows = all.iter().map(|one| of_visit(scope, one));
    let mut columns = vec![
        Column::words("day", label("day", lang), 11),
        Column::words("file_no", label("file_no", lang), 8),
        Column::words("name", label("name", lang), 10),
        Column::words("hamlet", label("hamlet", lang), 10),
        Column::words("live_address", label("live_address", lang), 20),
        Column::words("kind", label("visit_kind", lang), 8),
        Column::words("visitor", label("visitor", lang), 10),
        Column::words("child_seen", label("child_seen", lang), 6),
        Column::words("met", label("met", lang), 8),
        Column::words("result", label("result", lang), 8),
    ];
    columns.extend(
        CHECKS
            .iter()
            .map(|check| Column::words(check, label(check, lang), 6)),
    );
    columns.extend([
        Column::words("note", label("note", lang), 26),
        Column::words("own_words", label("own_words", lang), 18),
        Column::words("next_on", label("next_on", lang), 11),
    ]);
    let met = all.iter().filter(|one| one.is_sighting()).count();
    Table {
        sentences: vec![t!(
            lang,
            "report-visits-said",
            rows = all.len(),
            met = met.to_string()
        )],
        rows: rows.collect(),
        notes: vec![t!(lang, "trend-note-visits")],
        ..scope.frame("visit-record", t!(lang, "report-visit-record"), columns)
    }
}

fn of_visit(scope: &Scope<'_>, one: &Visit) -> Row {
    let lang = scope.lang;
    let child = scope.facts.register.get(one.child);
    let grade = |grade: Option<crate::domain::visit::Grade>| {
        Cell::text(grade.map_or_else(String::new, |grade| words::choice(lang, "grade", grade)))
    };
    Row::whole(vec![
        Cell::plain(Value::Day(one.day)),
        Cell::plain(Value::Code(
            child.map_or_else(String::new, |child| child.file_no.clone()),
        )),
        Cell {
            facts: vec![Fact::Visit(one.child, one.id, one.day)],
            ..scope.name(one.child)
        },
        Cell::text(child.map_or("", |child| &child.hamlet)),
        Cell::personal(
            Personal::Address,
            child.map_or("", |child| &child.live_address),
        ),
        Cell::text(words::choice(lang, "visit-kind", one.kind)),
        Cell::personal(Personal::Name, scope.staff(one.visitor)),
        Cell::text(word(lang, if one.is_sighting() { "yes" } else { "no" })),
        Cell::text(
            one.met
                .map_or_else(String::new, |met| words::choice(lang, "met", met)),
        ),
        Cell::text(one.result.map_or_else(String::new, |result| {
            words::choice(lang, "call-result", result)
        })),
        grade(one.living),
        grade(one.health),
        grade(one.study),
        grade(one.mood),
        grade(one.safety),
        grade(one.care),
        grade(one.parents),
        note(&one.note),
        note(&one.own_words),
        day(one.next_on),
    ])
}

/// The list of problems (问题清单): those that were open at some time of the period.
pub(super) fn problems(scope: &Scope<'_>) -> Table {
    let lang = scope.lang;
    let last = scope.last();
    let all = scope.facts.care.problems.iter().filter(|one| {
        let was_closed = one.closed_on.is_some_and(|on| on < scope.period.from);
        one.opened_on <= last && !was_closed
    });
    let rows: Vec<Row> = all
        .clone()
        .map(|one| {
            // What happened after the period is not known in it.
            let mut known = one.clone();
            known.forget_after(last);
            Row::whole(vec![
                Cell::plain(Value::Day(one.opened_on)),
                Cell {
                    facts: vec![Fact::Problem(one.child, one.id)],
                    ..scope.name(one.child)
                },
                Cell::text(words::choice(lang, "problem", one.kind)),
                note(&one.what),
                Cell::personal(Personal::Name, scope.staff(one.owner)),
                day(one.due_on),
                note(&known.step_lines().join("; ")),
                note(&known.escalated_to),
                day(known.closed_on),
                note(&known.outcome),
            ])
        })
        .collect();
    let open = all
        .filter(|one| one.closed_on.is_none_or(|on| on > last))
        .count();
    let columns = vec![
        Column::words("opened_on", label("opened_on", lang), 11),
        Column::words("name", label("name", lang), 10),
        Column::words("kind", label("problem_kind", lang), 10),
        Column::words("what", label("what", lang), 24),
        Column::words("owner", label("owner", lang), 10),
        Column::words("due_on", label("due_on", lang), 11),
        Column::words("steps", label("steps", lang), 26),
        Column::words("escalated_to", label("escalated_to", lang), 14),
        Column::words("closed_on", label("closed_on", lang), 11),
        Column::words("outcome", label("outcome", lang), 18),
    ];
    Table {
        sentences: vec![t!(
            lang,
            "report-problems-said",
            rows = rows.len(),
            open = open.to_string()
        )],
        rows,
        notes: vec![t!(lang, "report-note-problems")],
        is_of_children: true,
        ..scope.frame("problems", t!(lang, "report-problems"), columns)
    }
}

/// The work log (工作日志): what was done on each day.
pub(super) fn work_log(scope: &Scope<'_>) -> Table {
    let lang = scope.lang;
    let mut days: BTreeMap<NaiveDate, [Vec<Fact>; 5]> = BTreeMap::new();
    let mut add = |day: NaiveDate, place: usize, fact: Fact| {
        if !scope.period.contains(day) {
            return;
        }
        if let Some(facts) = days.entry(day).or_default().get_mut(place) {
            facts.push(fact);
        }
    };
    for (child, one) in scope.facts.came(scope.period) {
        add(one.day, 0, Fact::Day(child.id, one.day));
    }
    for one in scope.facts.held(scope.period) {
        add(one.day, 1, Fact::Activity(one.id, one.day));
    }
    for one in &scope.facts.care.visits {
        let place = if one.kind.is_call() { 3 } else { 2 };
        add(one.day, place, Fact::Visit(one.child, one.id, one.day));
    }
    for one in &scope.facts.care.steps {
        add(
            one.at.date_naive(),
            4,
            Fact::Step(one.child, one.id, one.at.date_naive()),
        );
    }
    let mut titles: BTreeMap<NaiveDate, Vec<&str>> = BTreeMap::new();
    for one in scope.facts.held(scope.period) {
        titles.entry(one.day).or_default().push(&one.title);
    }
    let rows = days
        .into_iter()
        .map(|(day, [came, held, visits, calls, steps])| {
            Row::whole(vec![
                Cell::plain(Value::Day(day)),
                Cell::text(crate::wording::calendar::weekday(
                    chrono::Datelike::weekday(&day),
                    lang,
                )),
                if came.is_empty() && scope.facts.is_before(day) {
                    Cell::plain(Value::Empty)
                } else {
                    Cell::count(came)
                },
                Cell::count(held),
                note(&titles.remove(&day).unwrap_or_default().join("; ")),
                Cell::count(visits),
                Cell::count(calls),
                Cell::count(steps),
            ])
        });
    let columns = vec![
        Column::words("day", label("day", lang), 11),
        Column::words("weekday", t!(lang, "trend-weekday"), 6),
        Column::number("came", t!(lang, "trend-came")),
        Column::number("held", t!(lang, "trend-held")),
        Column::words("titles", t!(lang, "report-titles"), 30),
        Column::number("visits", t!(lang, "trend-visits-made")),
        Column::number("calls", t!(lang, "trend-calls")),
        Column::number("steps", t!(lang, "report-steps")),
    ];
    let rows: Vec<Row> = rows.collect();
    Table {
        sentences: [t!(lang, "report-work-log-said", days = rows.len())]
            .into_iter()
            .chain(scope.unrecorded())
            .collect(),
        rows,
        notes: vec![t!(lang, "report-note-work-log")],
        ..scope.frame("work-log", t!(lang, "report-work-log"), columns)
    }
}
