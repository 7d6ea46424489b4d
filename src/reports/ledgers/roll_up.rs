//! The roll-up (汇总表): everything is computed, and its arithmetic checks stand below (`domain.md` 3.2).

use super::fields::tags_of;
use super::scope::Scope;
use crate::domain::child::{CareGrade, CareMode, Guardianship, Health, Stage};
use crate::domain::{Child, Sex, TagCode};
use crate::i18n::{Lang, words};
use crate::reports::table::{Cell, Check, Column, Fact, Row, RowState, Table};
use crate::t;

/// Age bands of the form, and what lies outside: the oldest age of each.
const BANDS: [(i32, i32); 4] = [(0, 5), (6, 13), (14, 16), (17, 120)];

/// Whether a child belongs to a column.
type IsIn = Box<dyn Fn(&Child) -> bool>;

/// A group of columns that together hold every child once.
struct Group {
    name: String,
    columns: Vec<(Column, IsIn)>,
}

/// The table: a row for all children, and one for each category.
pub(super) fn roll_up(scope: &Scope<'_>) -> Table {
    let lang = scope.lang;
    let groups = groups(scope);
    let children = scope.registered();
    let mut columns = vec![
        Column::words("who", t!(lang, "report-who"), 18),
        Column::number("total", t!(lang, "trend-total")),
    ];
    for group in &groups {
        let of_group = group.columns.iter().map(|(column, _)| column.clone());
        columns.extend(of_group.map(|column| column.in_group(&group.name)));
    }
    let mut rows = vec![row(t!(lang, "report-all"), &children, &groups)];
    let mut checks = checks(lang, &t!(lang, "report-all"), rows.first(), &groups);
    for code in TagCode::ALL {
        let of_code: Vec<&Child> = children
            .iter()
            .filter(|child| tags_of(scope, child).any(|tag| tag.code == *code))
            .copied()
            .collect();
        if of_code.is_empty() {
            continue;
        }
        let name = words::choice(lang, "tag", *code);
        rows.push(row(name.clone(), &of_code, &groups));
        checks.extend(self::checks(lang, &name, rows.last(), &groups));
    }
    if let Some(first) = rows.first_mut() {
        first.state = RowState::Total;
    }
    let count = children.len();
    Table {
        sentences: vec![t!(
            lang,
            "report-on-register",
            day = scope.last().to_string(),
            count = count
        )],
        rows,
        notes: vec![t!(lang, "report-note-roll-up")],
        checks,
        ..scope.frame("roll-up", t!(lang, "report-roll-up"), columns)
    }
}

fn row(name: String, children: &[&Child], groups: &[Group]) -> Row {
    let file = |child: &&Child| Fact::File(child.id);
    let mut cells = vec![
        Cell::text(name),
        Cell::count(children.iter().map(file).collect()),
    ];
    for (_, is_in) in groups.iter().flat_map(|group| &group.columns) {
        let of_column = children.iter().filter(|child| is_in(child));
        cells.push(Cell::count(of_column.map(file).collect()));
    }
    Row::whole(cells)
}

/// Each group of columns adds up to the total.
fn checks(lang: Lang, name: &str, row: Option<&Row>, groups: &[Group]) -> Vec<Check> {
    let Some(row) = row else { return Vec::new() };
    let count = |place: usize| row.cells.get(place).map_or(0, |cell| cell.facts.len());
    let mut at = 2;
    let checks = groups.iter().map(|group| {
        let places = at..at + group.columns.len();
        at = places.end;
        Check {
            words: t!(lang, "check-group", who = name, group = group.name.as_str()),
            left: places.map(count).sum(),
            right: count(1),
        }
    });
    checks.collect()
}

fn groups(scope: &Scope<'_>) -> Vec<Group> {
    let lang = scope.lang;
    let last = scope.last();
    let boxed = |code: String, name: String, is_in: IsIn| (Column::number(&code, name), is_in);
    let sexes = Sex::ALL.iter().map(|sex| {
        let name = words::choice(lang, "sex", *sex);
        boxed(
            format!("sex_{}", sex.code()),
            name,
            Box::new(move |child| child.sex == *sex),
        )
    });
    let bands = BANDS.iter().flat_map(|band| {
        let name = if band.1 > 100 {
            t!(lang, "age-from", from = band.0)
        } else {
            t!(lang, "age-band", from = band.0, to = band.1)
        };
        let within = move |child: &Child| {
            child
                .age(last)
                .is_some_and(|age| (band.0..=band.1).contains(&age))
        };
        Sex::ALL.iter().map(move |sex| {
            let name = format!("{name} {}", words::choice(lang, "sex", *sex));
            let code = format!("age_{}_{}", band.0, sex.code());
            boxed(
                code,
                name,
                Box::new(move |child| within(child) && child.sex == *sex),
            )
        })
    });
    let unknown = boxed(
        "age_unknown".to_owned(),
        t!(lang, "age-unknown"),
        Box::new(move |child| child.age(last).is_none_or(|age| age < 0)),
    );
    vec![
        Group {
            name: t!(lang, "report-group-sex"),
            columns: sexes.collect(),
        },
        Group {
            name: t!(lang, "report-group-age"),
            columns: bands.chain([unknown]).collect(),
        },
        of(
            lang,
            "stage",
            t!(lang, "report-group-stage"),
            Stage::ALL,
            |child| child.stage,
        ),
        of(
            lang,
            "health",
            t!(lang, "report-group-health"),
            Health::ALL,
            |child| child.health,
        ),
        of(
            lang,
            "guardianship",
            t!(lang, "report-group-guardianship"),
            Guardianship::ALL,
            |child| child.guardianship,
        ),
        of(
            lang,
            "care-mode",
            t!(lang, "report-group-care"),
            CareMode::ALL,
            |child| child.care_mode,
        ),
        of(
            lang,
            "care-grade",
            t!(lang, "report-group-grade"),
            CareGrade::ALL,
            |child| child.care_grade,
        ),
    ]
}

/// The columns of a coded field, with one for files that do not say it.
fn of<C: crate::domain::codes::Coded + PartialEq + 'static>(
    lang: Lang,
    list: &str,
    name: String,
    all: &'static [C],
    value: fn(&Child) -> Option<C>,
) -> Group {
    let columns = all.iter().map(|one| {
        let column = Column::number(
            &format!(
                "{}_{}",
                list.replace('-', "_"),
                one.code().replace('-', "_")
            ),
            words::choice(lang, list, *one),
        );
        let is_in: IsIn = Box::new(move |child| value(child) == Some(*one));
        (column, is_in)
    });
    let none = Column::number(
        &format!("{}_none", list.replace('-', "_")),
        t!(lang, "trend-not-recorded"),
    );
    let is_none: IsIn = Box::new(move |child| value(child).is_none());
    Group {
        name,
        columns: columns.chain([(none, is_none)]).collect(),
    }
}
