//! The fields of a child that reports and own layouts can show, in the order of the official forms.

use super::scope::Scope;
use crate::domain::contact::Relation;
use crate::domain::mask::Personal;
use crate::domain::{Child, Contact, Mark, Tag, Visit};
use crate::i18n::{Lang, word, words};
use crate::reports::table::{Cell, Column, Fact, Value};
use crate::t;
use crate::wording::dates::week_stretches;
use crate::wording::labels::label;

/// A field: its stable name, its width on paper, whether it is a number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    /// Stable name, for saved layouts and JSON.
    pub code: &'static str,
    /// Width in characters.
    pub width: u32,
    /// Whether it is a number.
    pub is_number: bool,
}

const fn text(code: &'static str, width: u32) -> Field {
    Field {
        code,
        width,
        is_number: false,
    }
}

const fn number(code: &'static str) -> Field {
    Field {
        code,
        width: 8,
        is_number: true,
    }
}

/// Every field, in the order of the official basic form (`domain.md` 3.1), then what the home counted in the period.
pub(crate) const FIELDS: &[Field] = &[
    text("file_no", 8),
    text("name", 10),
    text("sex", 5),
    text("ethnicity", 6),
    text("birth_date", 11),
    number("age"),
    text("id_no", 20),
    text("hukou_registered", 6),
    text("hukou_address", 24),
    text("live_address", 24),
    text("hamlet", 10),
    text("health", 8),
    text("disability_types", 10),
    number("disability_grade"),
    text("disability_cert", 20),
    text("illness", 14),
    text("stage", 8),
    text("school", 18),
    text("class", 10),
    text("school_class", 20),
    text("boarding", 6),
    text("teacher", 10),
    text("teacher_phone", 13),
    text("categories", 24),
    text("main_category", 14),
    text("category_since", 11),
    text("care_mode", 10),
    text("guardianship", 10),
    text("care_grade", 6),
    text("father", 10),
    text("father_phone", 13),
    text("father_work", 14),
    text("father_id", 20),
    text("mother", 10),
    text("mother_phone", 13),
    text("mother_work", 14),
    text("mother_id", 20),
    text("grandfather", 10),
    text("grandmother", 10),
    text("grandfather_m", 10),
    text("grandmother_m", 10),
    text("caregiver", 10),
    text("caregiver_relation", 8),
    text("caregiver_phone", 13),
    text("caregiver_id", 20),
    text("agreement_on", 11),
    text("risk", 6),
    text("status", 8),
    text("joined_on", 11),
    text("left_on", 11),
    text("expected_days", 12),
    text("last_verified_on", 11),
    text("note", 24),
    number("came"),
    number("agreed"),
    number("kept"),
    text("last_came", 11),
    number("told"),
    number("visits"),
    number("met"),
    number("calls"),
    number("activities"),
    number("open_problems"),
];

/// The field with this name.
pub(crate) fn field(code: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|one| one.code == code)
}

/// The heading of a field.
pub(crate) fn heading(field: &Field, lang: Lang) -> String {
    match field.code {
        "file_no" | "name" | "sex" | "ethnicity" | "birth_date" | "id_no" | "hukou_registered"
        | "hukou_address" | "live_address" | "hamlet" | "health" | "disability_types"
        | "disability_grade" | "disability_cert" | "illness" | "stage" | "school" | "class"
        | "boarding" | "teacher" | "teacher_phone" | "care_mode" | "guardianship"
        | "care_grade" | "risk" | "status" | "joined_on" | "left_on" | "expected_days"
        | "last_verified_on" | "note" => label(field.code, lang),
        code => word(lang, &format!("report-field-{}", code.replace('_', "-"))),
    }
}

/// The column of a field.
pub(crate) fn column(field: &Field, lang: Lang) -> Column {
    Column {
        is_number: field.is_number,
        ..Column::words(field.code, heading(field, lang), field.width)
    }
}

/// The value of a field of a child.
pub(super) fn value(scope: &Scope<'_>, child: &Child, code: &str) -> Cell {
    let personal = |what, text: &str| Cell::personal(what, text);
    let yes_no = |value: Option<bool>| {
        let text = value.map(|yes| word(scope.lang, if yes { "yes" } else { "no" }));
        Cell::text(text.unwrap_or_default())
    };
    let day = |day: Option<chrono::NaiveDate>| Cell::plain(day.map_or(Value::Empty, Value::Day));
    let contact = |relation| contact(scope, child, relation);
    match code {
        "file_no" => Cell::plain(Value::Code(child.file_no.clone())),
        // As it stands in the file: a birth year that tells namesakes apart on the screen is no part of it.
        "name" => Cell {
            facts: vec![Fact::File(child.id)],
            ..Cell::personal(Personal::Name, &child.name)
        },
        "sex" => choice(scope, "sex", Some(child.sex)),
        "ethnicity" => Cell::text(&child.ethnicity),
        "birth_date" => birth(child),
        "age" => count(
            child
                .age(scope.last())
                .and_then(|age| usize::try_from(age).ok()),
        ),
        "id_no" => personal(Personal::IdNo, &child.id_no),
        "hukou_registered" => yes_no(child.hukou_registered),
        "hukou_address" => personal(Personal::Address, &child.hukou_address),
        "live_address" => personal(Personal::Address, &child.live_address),
        "hamlet" => Cell::text(&child.hamlet),
        "health" => choice(scope, "health", child.health),
        "disability_types" => personal(Personal::Note, &child.disability_types),
        "disability_grade" => count(
            child
                .disability_grade
                .and_then(|one| usize::try_from(one).ok()),
        ),
        "disability_cert" => personal(Personal::IdNo, &child.disability_cert),
        "illness" => personal(Personal::Note, &child.illness),
        "stage" => choice(scope, "stage", child.stage),
        "school" => Cell::text(&child.school),
        "class" => Cell::text(&child.class),
        "school_class" => Cell::text(format!("{} {}", child.school, child.class).trim()),
        "boarding" => yes_no(child.boarding),
        "teacher" => personal(Personal::Name, &child.teacher),
        "teacher_phone" => personal(Personal::Phone, &child.teacher_phone),
        "categories" => Cell::text(categories(scope, child)),
        "main_category" => Cell::text(main_category(scope, child)),
        "category_since" => day(tags_of(scope, child).filter_map(|tag| tag.from_day).min()),
        "care_mode" => choice(scope, "care-mode", child.care_mode),
        "guardianship" => choice(scope, "guardianship", child.guardianship),
        "care_grade" => choice(scope, "care-grade", child.care_grade),
        "father" => name_of(contact(Relation::Father)),
        "father_phone" => phone_of(contact(Relation::Father)),
        "father_work" => work_of(contact(Relation::Father)),
        "father_id" => id_of(contact(Relation::Father)),
        "mother" => name_of(contact(Relation::Mother)),
        "mother_phone" => phone_of(contact(Relation::Mother)),
        "mother_work" => work_of(contact(Relation::Mother)),
        "mother_id" => id_of(contact(Relation::Mother)),
        "grandfather" => name_of(contact(Relation::PaternalGrandfather)),
        "grandmother" => name_of(contact(Relation::PaternalGrandmother)),
        "grandfather_m" => name_of(contact(Relation::MaternalGrandfather)),
        "grandmother_m" => name_of(contact(Relation::MaternalGrandmother)),
        "caregiver" => name_of(caregiver(scope, child)),
        "caregiver_relation" => choice(
            scope,
            "relation",
            caregiver(scope, child).map(|one| one.relation),
        ),
        "caregiver_phone" => phone_of(caregiver(scope, child)),
        "caregiver_id" => id_of(caregiver(scope, child)),
        "agreement_on" => day(agreement(scope, child)),
        "risk" => choice(scope, "risk", child.risk),
        "status" => choice(scope, "status", Some(child.status_on(scope.last()))),
        "joined_on" => day(child.joined_on),
        "left_on" => day(child.left_on),
        "expected_days" => Cell::text(week_stretches(child.expected_days, scope.lang)),
        "last_verified_on" => day(child.last_verified_on),
        "note" => personal(Personal::Note, &child.note),
        _ => counted(scope, child, code),
    }
}

/// Fields that count days of the register.
pub(super) const OF_REGISTER: [&str; 4] = ["came", "told", "agreed", "kept"];

/// What the home counted about a child in the period.
fn counted(scope: &Scope<'_>, child: &Child, code: &str) -> Cell {
    let marks = scope
        .facts
        .marks
        .get(&child.id)
        .map_or(&[][..], Vec::as_slice);
    let marks = marks.iter().filter(|one| scope.period.contains(one.day));
    let days = |is_meant: fn(Mark) -> bool| -> Vec<Fact> {
        let meant = marks.clone().filter(|one| is_meant(one.mark));
        meant.map(|one| Fact::Day(child.id, one.day)).collect()
    };
    let visits = |is_meant: fn(&Visit) -> bool| {
        let all = scope.facts.care.visits.iter();
        let meant = all
            .filter(|one| one.child == child.id && scope.period.contains(one.day) && is_meant(one));
        Cell::count(
            meant
                .map(|one| Fact::Visit(child.id, one.id, one.day))
                .collect(),
        )
    };
    if OF_REGISTER.contains(&code) && scope.facts.is_before_records(scope.period) {
        return Cell::plain(Value::Empty);
    }
    match code {
        "came" => Cell::count(days(Mark::is_seen)),
        "told" => Cell::count(days(|mark| mark == Mark::Excused)),
        "last_came" => {
            let last = days(Mark::is_seen).into_iter().filter_map(Fact::day).max();
            Cell::plain(last.map_or(Value::Empty, Value::Day))
        }
        "agreed" | "kept" => {
            let came = days(Mark::is_seen);
            let agreed = scope.facts.taken(scope.period);
            let agreed = agreed.filter(|day| scope.facts.is_expected(child, *day));
            let facts = agreed.map(|day| Fact::Day(child.id, day));
            Cell::count(
                facts
                    .filter(|day| code == "agreed" || came.contains(day))
                    .collect(),
            )
        }
        "visits" => visits(|one| !one.kind.is_call()),
        "met" => visits(Visit::is_sighting),
        "calls" => visits(|one| one.kind.is_call()),
        "activities" => {
            let held = scope.facts.held(scope.period);
            let with = held.filter(|one| {
                let part = scope.facts.programme.taking_part.get(&one.id);
                part.is_some_and(|part| part.contains(&child.id))
            });
            Cell::count(
                with.map(|one| Fact::Part(child.id, one.id, one.day))
                    .collect(),
            )
        }
        "open_problems" => {
            let last = scope.last();
            let open = scope.facts.care.problems.iter().filter(|one| {
                let is_closed = one.closed_on.is_some_and(|on| on <= last);
                one.child == child.id && one.opened_on <= last && !is_closed
            });
            Cell::count(open.map(|one| Fact::Problem(child.id, one.id)).collect())
        }
        _ => Cell::plain(Value::Empty),
    }
}

/// The birth date as a value that a mask may shorten.
fn birth(child: &Child) -> Cell {
    let born = child
        .born()
        .map_or_else(String::new, |born| born.to_string());
    Cell::personal(Personal::Birth, born)
}

fn choice<C: crate::domain::codes::Coded>(scope: &Scope<'_>, list: &str, value: Option<C>) -> Cell {
    let text = value.map(|value| words::choice(scope.lang, list, value));
    Cell::text(text.unwrap_or_default())
}

fn count(value: Option<usize>) -> Cell {
    Cell::plain(value.map_or(Value::Empty, Value::Count))
}

fn contact<'f>(scope: &'f Scope<'_>, child: &Child, relation: Relation) -> Option<&'f Contact> {
    scope
        .facts
        .register
        .contacts(child.id)
        .iter()
        .find(|one| one.relation == relation)
}

fn caregiver<'f>(scope: &'f Scope<'_>, child: &Child) -> Option<&'f Contact> {
    scope
        .facts
        .register
        .contacts(child.id)
        .iter()
        .find(|one| one.is_caregiver)
}

fn name_of(contact: Option<&Contact>) -> Cell {
    Cell::personal(Personal::Name, contact.map_or("", |one| &one.name))
}

fn phone_of(contact: Option<&Contact>) -> Cell {
    Cell::personal(Personal::Phone, contact.map_or("", |one| &one.phones))
}

fn work_of(contact: Option<&Contact>) -> Cell {
    Cell::personal(Personal::Address, contact.map_or("", |one| &one.work_place))
}

fn id_of(contact: Option<&Contact>) -> Cell {
    Cell::personal(Personal::IdNo, contact.map_or("", |one| &one.id_no))
}

/// The categories that apply on the last day of the report.
pub(super) fn tags_of<'f>(scope: &'f Scope<'_>, child: &Child) -> impl Iterator<Item = &'f Tag> {
    let last = scope.last();
    let tags = scope.facts.register.tags(child.id).iter();
    tags.filter(move |tag| tag.holds_on(last))
}

fn categories(scope: &Scope<'_>, child: &Child) -> String {
    let names = tags_of(scope, child).map(|tag| words::choice(scope.lang, "tag", tag.code));
    names
        .collect::<Vec<_>>()
        .join(&t!(scope.lang, "name-comma"))
}

/// The category to report where a form has room for one: the one marked as such, else the first of the scheme.
fn main_category(scope: &Scope<'_>, child: &Child) -> String {
    let tags: Vec<&Tag> = tags_of(scope, child).collect();
    let main = tags.iter().find(|tag| tag.is_primary);
    let main = main.or_else(|| tags.iter().min_by_key(|tag| tag.code));
    main.map_or_else(String::new, |tag| {
        words::choice(scope.lang, "tag", tag.code)
    })
}

/// The day on which the agreement that applies on the last day was signed.
fn agreement(scope: &Scope<'_>, child: &Child) -> Option<chrono::NaiveDate> {
    let all = scope.facts.care.agreements.iter();
    let holding = all.filter(|one| one.child == child.id && one.holds_on(scope.last()));
    holding.map(|one| one.signed_on).max()
}
