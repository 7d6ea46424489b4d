//! What was given: by giver, by child, by kind and quarter; and who in need got nothing this year.

use super::end::{End, day, file_no, note, sum};
use super::figures::{has_got, of_donations};
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::mask::Personal;
use crate::domain::support::given::{Donation, Given, GoodsKind};
use crate::domain::{Child, TagCode};
use crate::i18n::words;
use crate::reports::ledgers::fields::{tags_of, value};
use crate::reports::table::{Cell, Column, Fact, Help, Row, Table, Value};
use crate::t;
use crate::wording::labels::label;
use crate::wording::periods::period_full;
use chrono::Datelike;

/// Who gave it: a helper, or somebody in words.
pub(super) fn giver(end: &End<'_, '_>, one: &Donation) -> String {
    let name = one.helper.map(|id| end.support.helper_name(id).to_owned());
    name.unwrap_or_else(|| one.giver.clone())
}

/// The list for thanks: what came in the period, and of what came before what was given in it.
pub(super) fn by_giver(end: &End<'_, '_>) -> Table {
    let lang = end.scope.lang;
    let given = |one: &Donation| {
        let id = one.id;
        let all = end.all(&end.support.given, move |given| given.donation == id);
        all.collect::<Vec<(&Child, &Given)>>()
    };
    let all = end.support.donations.iter();
    let is_meant = |one: &&Donation| {
        end.is_in(one.came_on) || given(one).iter().any(|(_, given)| end.is_in(given.day))
    };
    let mut all: Vec<&Donation> = all.filter(is_meant).collect();
    all.sort_by_key(|one| (giver(end, one), one.came_on, one.id));
    let rows = all.into_iter().map(|one| {
        let given = given(one);
        let handed = given
            .iter()
            .map(|(child, its)| Fact::Help(child.id, Help::Given(its.id)));
        let fact = Fact::Donation(one.id, one.came_on);
        let worth = one.worth.map_or(Cell::plain(Value::Empty), |worth| {
            sum([worth].into_iter(), vec![fact])
        });
        Row::whole(vec![
            Cell::personal(Personal::Name, giver(end, one)),
            Cell::text(words::choice(lang, "goods-kind", one.kind)),
            note(&one.what),
            day(Some(one.came_on)),
            sum([one.quantity].into_iter(), vec![fact]),
            sum(given.iter().map(|(_, its)| its.quantity), handed.collect()),
            sum([end.support.left_of(one)].into_iter(), vec![fact]),
            worth,
            note(&one.paper_no),
        ])
    });
    let columns = vec![
        Column::words("giver", t!(lang, "quarter-giver"), 16),
        Column::words("kind", label("kind", lang), 8),
        Column::words("thing", t!(lang, "quarter-thing"), 20),
        Column::words("came_on", t!(lang, "quarter-came-on"), 11),
        Column::number("pieces", t!(lang, "quarter-pieces")),
        Column::number("given", t!(lang, "quarter-given")),
        Column::number("left", t!(lang, "quarter-left")),
        Column::number("worth", t!(lang, "quarter-worth-column")),
        Column::words("paper_no", t!(lang, "quarter-paper-no"), 12),
    ];
    Table {
        rows: rows.collect(),
        notes: vec![
            t!(lang, "quarter-note-givers"),
            t!(lang, "quarter-note-worth"),
        ],
        // Whoever gave is named.
        is_of_children: true,
        ..end
            .scope
            .frame("support-givers", t!(lang, "quarter-list-givers"), columns)
    }
}

/// What each child got in the period.
pub(super) fn by_child(end: &End<'_, '_>) -> Table {
    let lang = end.scope.lang;
    let all = end.all(&end.support.given, |one| end.is_in(one.day));
    let rows = all.map(|(child, one)| {
        let donation = end.support.donation(one.donation);
        let fact = Fact::Help(child.id, Help::Given(one.id));
        Row::whole(vec![
            file_no(child),
            end.name(child, fact),
            note(donation.map_or("", |its| its.what.as_str())),
            Cell::text(donation.map_or_else(String::new, |its| {
                words::choice(lang, "goods-kind", its.kind)
            })),
            day(Some(one.day)),
            sum([one.quantity].into_iter(), vec![fact]),
            Cell::personal(
                Personal::Name,
                donation.map_or_else(String::new, |its| giver(end, its)),
            ),
            Cell::personal(Personal::Name, &one.handed_by),
        ])
    });
    let columns = vec![
        Column::words("file_no", label("file_no", lang), 8),
        Column::words("name", label("name", lang), 10),
        Column::words("thing", t!(lang, "quarter-thing"), 20),
        Column::words("kind", label("kind", lang), 8),
        Column::words("day", label("day", lang), 11),
        Column::number("pieces", t!(lang, "quarter-pieces")),
        Column::words("giver", t!(lang, "quarter-giver"), 16),
        Column::words("handed_by", t!(lang, "quarter-handed-by"), 12),
    ];
    Table {
        rows: rows.collect(),
        notes: vec![t!(lang, "quarter-note-given")],
        is_of_children: true,
        ..end
            .scope
            .frame("support-given", t!(lang, "quarter-list-given"), columns)
    }
}

/// What came and what was given, by kind, in each quarter of the period.
pub(super) fn by_kind(end: &End<'_, '_>) -> Table {
    let lang = end.scope.lang;
    let calendar = end.scope.facts.calendar();
    let mut rows = Vec::new();
    let mut quarter = Period::of(Grain::Quarter, end.scope.period.from, calendar);
    while quarter.from <= end.last {
        for kind in GoodsKind::ALL {
            let came = end.support.donations.iter().filter(|one| {
                one.kind == *kind && end.is_in(one.came_on) && quarter.contains(one.came_on)
            });
            let came: Vec<&Donation> = came.collect();
            let is_of_kind = |one: &Given| {
                let its = end.support.donation(one.donation);
                let is_kind = its.is_some_and(|its| its.kind == *kind);
                is_kind && end.is_in(one.day) && quarter.contains(one.day)
            };
            let given = end.all(&end.support.given, is_of_kind);
            let given: Vec<(&Child, &Given)> = given.collect();
            if came.is_empty() && given.is_empty() {
                continue;
            }
            let handed = given
                .iter()
                .map(|(child, one)| Fact::Help(child.id, Help::Given(one.id)));
            let handed: Vec<Fact> = handed.collect();
            let [donations, pieces, worth, unsaid] = of_donations(&came);
            rows.push(Row::whole(vec![
                Cell::text(period_full(quarter, calendar, lang)),
                Cell::text(words::choice(lang, "goods-kind", *kind)),
                donations,
                pieces,
                worth,
                unsaid,
                sum(given.iter().map(|(_, one)| one.quantity), handed.clone()),
                Cell::heads(handed),
            ]));
        }
        quarter = quarter.after(calendar);
    }
    let columns = vec![
        Column::words("quarter", t!(lang, "quarter-quarter"), 16),
        Column::words("kind", label("kind", lang), 8),
        Column::number("donations", t!(lang, "quarter-donations")).of_home(),
        Column::number("pieces", t!(lang, "quarter-pieces-came")).of_home(),
        Column::number("worth", t!(lang, "quarter-worth")).of_home(),
        Column::number("worth_not_said", t!(lang, "quarter-worth-not-said")).of_home(),
        Column::number("given", t!(lang, "quarter-pieces-given")).tied("given"),
        Column::number("children", t!(lang, "quarter-children-given")).tied("children"),
    ];
    Table {
        rows,
        notes: vec![t!(lang, "quarter-note-worth")],
        ..end
            .scope
            .frame("support-kinds", t!(lang, "quarter-list-kinds"), columns)
    }
}

/// Children in need on the last day who got nothing in its year.
pub(super) fn nothing(end: &End<'_, '_>) -> Table {
    let lang = end.scope.lang;
    let mut rows = Vec::new();
    let asked = end.scope.registered().into_iter();
    for child in asked.filter(|child| end.is_asked_after(child)) {
        let open = end.needs(child.id).iter().filter(|one| one.is_open());
        let open: Vec<Fact> = open.map(|one| Fact::Problem(child.id, one.id)).collect();
        let is_listed = tags_of(end.scope, child).any(|tag| TagCode::OF_NEED.contains(&tag.code));
        if (open.is_empty() && !is_listed) || has_got(end, child) {
            continue;
        }
        rows.push(Row::whole(vec![
            file_no(child),
            end.scope.name(child.id),
            value(end.scope, child, "categories"),
            Cell::count(open),
        ]));
    }
    let columns = vec![
        Column::words("file_no", label("file_no", lang), 8),
        Column::words("name", label("name", lang), 10),
        Column::words("categories", t!(lang, "report-field-categories"), 26),
        Column::number("needs", t!(lang, "quarter-needs-column")),
    ];
    let year = end.last.year().to_string();
    Table {
        notes: vec![t!(lang, "quarter-note-nothing", year = year)],
        rows,
        is_of_children: true,
        ..end
            .scope
            .frame("support-nothing", t!(lang, "quarter-list-nothing"), columns)
    }
}
