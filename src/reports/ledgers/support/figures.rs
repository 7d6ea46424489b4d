//! The figures of the quarter: what was going on at its end, and what happened in it.

use super::end::{End, sum};
use crate::domain::rules::book::P4_AHEAD;
use crate::domain::rules::support::is_of_open_need;
use crate::domain::support::benefit::BenefitState;
use crate::domain::support::given::{Donation, Given};
use crate::domain::support::helper::{Helper, HelperKind};
use crate::domain::support::measure::Measure;
use crate::domain::support::of;
use crate::domain::support::wish::Wish;
use crate::domain::{Child, Problem};
use crate::i18n::words;
use crate::reports::ledgers::scope::Scope;
use crate::reports::table::{Cell, Column, Fact, Help, Row, RowState, Table, Value};
use crate::t;
use crate::wording::dates::brief_day;

/// One figure.
pub(in crate::reports::ledgers) struct Figure {
    /// Stable name.
    pub code: String,
    /// What it is.
    name: String,
    /// The number with the records that it counts.
    pub cell: Cell,
}

/// The figures of a report.
pub(in crate::reports::ledgers) fn figures(scope: &Scope<'_>) -> Vec<Figure> {
    all(&End::new(scope))
}

/// The figures as a table.
pub(super) fn table(end: &End<'_, '_>) -> Table {
    let lang = end.scope.lang;
    let facts = end.scope.facts;
    let today = facts.today();
    let is_running = end.scope.period.is_running(today);
    let heading = if is_running {
        t!(lang, "report-so-far", day = brief_day(today, lang, today))
    } else {
        t!(lang, "report-this-period")
    };
    let columns = vec![
        Column::words("what", t!(lang, "paper-what"), 30),
        Column::number("now", heading),
    ];
    let rows = all(end).into_iter().map(|one| Row {
        cells: vec![Cell::text(one.name), one.cell],
        state: if is_running {
            RowState::Running
        } else {
            RowState::Whole
        },
    });
    let last = end.last.to_string();
    Table {
        sentences: end.scope.unrecorded().into_iter().collect(),
        rows: rows.collect(),
        are_rows_alone: true,
        notes: vec![
            t!(lang, "quarter-note-end", day = last),
            t!(lang, "quarter-note-asked"),
            t!(lang, "quarter-note-plan"),
            t!(lang, "quarter-note-worth"),
        ],
        ..end
            .scope
            .frame("support-figures", t!(lang, "quarter-figures"), columns)
    }
}

fn all(end: &End<'_, '_>) -> Vec<Figure> {
    let mut all = helpers(end);
    all.extend(pairings(end));
    all.extend(plans(end));
    all.extend(gifts(end));
    all.extend(benefits(end));
    all.extend(said(end));
    // Before the records began nothing is known, but for what was entered afterwards.
    if end.scope.facts.is_before_records(end.scope.period) {
        for one in &mut all {
            if one.cell.value == Value::Count(0) {
                one.cell = Cell::plain(Value::Empty);
            }
        }
    }
    all
}

fn figure(code: &str, name: String, cell: Cell) -> Figure {
    Figure {
        code: code.to_owned(),
        name,
        cell,
    }
}

fn helpers(end: &End<'_, '_>) -> Vec<Figure> {
    let lang = end.scope.lang;
    let count = |is_meant: &dyn Fn(&Helper) -> bool| {
        let all = end.support.helpers.iter().filter(|one| is_meant(one));
        Cell::count(all.map(|one| Fact::Helper(one.id)).collect())
    };
    let active = |one: &Helper| one.goes_on(end.last);
    let mut all = vec![figure(
        "helpers",
        t!(lang, "quarter-helpers"),
        count(&active),
    )];
    all.extend(HelperKind::ALL.iter().map(|kind| {
        let word = words::choice(lang, "helper-kind", *kind);
        Figure {
            code: format!("helpers_{}", kind.code().replace('-', "_")),
            name: t!(lang, "quarter-helpers-of", kind = word),
            cell: count(&|one| active(one) && one.kind == *kind),
        }
    }));
    all.push(figure(
        "helpers_came",
        t!(lang, "quarter-helpers-came"),
        count(&|one| end.is_within(one.since)),
    ));
    all.push(figure(
        "helpers_left",
        t!(lang, "quarter-helpers-left"),
        count(&|one| end.is_within(one.until)),
    ));
    all
}

fn pairings(end: &End<'_, '_>) -> Vec<Figure> {
    let lang = end.scope.lang;
    let pairings = &end.support.pairings;
    let help = |one: &crate::domain::support::pairing::Pairing| Help::Pairing(one.id);
    let running = end.standing(pairings, |one| one.goes_on(end.last), help);
    let paired = Cell::heads(running.facts.clone());
    let contacts = |is_kept: bool| {
        end.count(
            &end.support.contacts,
            move |one| end.is_in(one.day) && one.way.is_kept() == is_kept,
            |one| Help::Contact(one.id),
        )
    };
    let overdue = end.children.iter().flat_map(|child| {
        let due = end.contacts_due(child).into_iter();
        due.filter(|(_, due)| due.due < end.last)
            .map(|(one, _)| Fact::Help(child.id, Help::Pairing(one.id)))
    });
    vec![
        figure("pairings", t!(lang, "quarter-pairings"), running),
        figure(
            "pairings_begun",
            t!(lang, "quarter-pairings-begun"),
            end.count(pairings, |one| end.is_in(one.since), help),
        ),
        figure(
            "pairings_ended",
            t!(lang, "quarter-pairings-ended"),
            end.count(pairings, |one| end.is_within(one.until), help),
        ),
        figure(
            "children_paired",
            t!(lang, "quarter-children-paired"),
            paired,
        ),
        figure("contacts", t!(lang, "quarter-contacts"), contacts(true)),
        figure("tries", t!(lang, "quarter-tries"), contacts(false)),
        figure(
            "contacts_overdue",
            t!(lang, "quarter-contacts-overdue"),
            Cell::count(overdue.collect()),
        ),
    ]
}

fn plans(end: &End<'_, '_>) -> Vec<Figure> {
    let lang = end.scope.lang;
    let help = |one: &Measure| Help::Measure(one.id);
    let measures =
        |is_meant: &dyn Fn(&Measure) -> bool| end.count(&end.support.measures, is_meant, help);
    let standing =
        |is_meant: &dyn Fn(&Measure) -> bool| end.standing(&end.support.measures, is_meant, help);
    let is_open = |one: &Measure| one.is_open() && is_of_open_need(one, end.needs(one.child));
    let needs = |is_meant: &dyn Fn(&Problem) -> bool| {
        let all = end.all(&end.needs, is_meant);
        Cell::count(
            all.map(|(child, one)| Fact::Problem(child.id, one.id))
                .collect(),
        )
    };
    let open = end.all(&end.needs, Problem::is_open);
    let open = open.filter(|(child, _)| end.is_asked_after(child));
    let open = open.map(|(child, one)| Fact::Problem(child.id, one.id));
    let has_nobody = |child: &&&Child| {
        let needs = end.needs(child.id);
        let is_here = |id| end.is_here(id);
        end.is_asked_after(child) && end.support.has_nobody(child.id, needs, end.last, is_here)
    };
    let alone = end.children.iter().filter(has_nobody);
    vec![
        figure(
            "needs_found",
            t!(lang, "quarter-needs-found"),
            needs(&|one| end.is_in(one.opened_on)),
        ),
        figure(
            "needs_met",
            t!(lang, "quarter-needs-met"),
            needs(&|one| end.is_within(one.closed_on)),
        ),
        figure(
            "needs_open",
            t!(lang, "quarter-needs-open"),
            Cell::count(open.collect()),
        ),
        figure(
            "children_alone",
            t!(lang, "quarter-children-alone"),
            Cell::heads(alone.map(|child| Fact::File(child.id)).collect()),
        ),
        figure(
            "measures_done",
            t!(lang, "quarter-measures-done"),
            measures(&|one| end.is_within(one.done_on) && !one.dropped),
        ),
        figure(
            "measures_dropped",
            t!(lang, "quarter-measures-dropped"),
            measures(&|one| end.is_within(one.done_on) && one.dropped),
        ),
        figure(
            "measures_open",
            t!(lang, "quarter-measures-open"),
            standing(&is_open),
        ),
        figure(
            "measures_overdue",
            t!(lang, "quarter-measures-overdue"),
            standing(&|one| is_open(one) && one.is_overdue(end.last)),
        ),
    ]
}

fn gifts(end: &End<'_, '_>) -> Vec<Figure> {
    let lang = end.scope.lang;
    let came = end.support.donations.iter();
    let came: Vec<&Donation> = came.filter(|one| end.is_in(one.came_on)).collect();
    let given: Vec<(&Child, &Given)> = end
        .all(&end.support.given, |one| end.is_in(one.day))
        .collect();
    let handed: Vec<Fact> = given
        .iter()
        .map(|(child, one)| Fact::Help(child.id, Help::Given(one.id)))
        .collect();
    let [donations, pieces, worth, unsaid] = of_donations(&came);
    vec![
        figure("donations", t!(lang, "quarter-donations"), donations),
        figure("pieces_came", t!(lang, "quarter-pieces-came"), pieces),
        figure("worth", t!(lang, "quarter-worth"), worth),
        figure("worth_not_said", t!(lang, "quarter-worth-not-said"), unsaid),
        figure(
            "pieces_given",
            t!(lang, "quarter-pieces-given"),
            sum(given.iter().map(|(_, one)| one.quantity), handed.clone()),
        ),
        figure(
            "children_given",
            t!(lang, "quarter-children-given"),
            Cell::heads(handed),
        ),
    ]
}

/// What came: how often, how many pieces, what they are worth, and of how many of them nobody said so.
pub(super) fn of_donations(came: &[&Donation]) -> [Cell; 4] {
    let fact = |one: &&Donation| Fact::Donation(one.id, one.came_on);
    let with = came.iter().filter(|one| one.worth.is_some());
    let without = came.iter().filter(|one| one.worth.is_none());
    [
        Cell::count(came.iter().map(fact).collect()),
        sum(
            came.iter().map(|one| one.quantity),
            came.iter().map(fact).collect(),
        ),
        sum(
            with.clone().filter_map(|one| one.worth),
            with.map(fact).collect(),
        ),
        Cell::count(without.map(fact).collect()),
    ]
}

fn benefits(end: &End<'_, '_>) -> Vec<Figure> {
    let lang = end.scope.lang;
    let ahead = end.scope.facts.care.book.get(&P4_AHEAD);
    let count = |is_meant: &dyn Fn(&crate::domain::support::benefit::Benefit) -> bool| {
        end.count(&end.support.benefits, is_meant, |one| Help::Benefit(one.id))
    };
    let standing = |is_meant: &dyn Fn(&crate::domain::support::benefit::Benefit) -> bool| {
        end.standing(&end.support.benefits, is_meant, |one| Help::Benefit(one.id))
    };
    let ended =
        |state: BenefitState| count(&|one| one.state == state && end.is_within(one.ended_on));
    vec![
        figure(
            "benefits_gained",
            t!(lang, "quarter-benefits-gained"),
            count(&|one| end.is_within(one.received_from)),
        ),
        figure(
            "benefits_applied",
            t!(lang, "quarter-benefits-applied"),
            count(&|one| end.is_within(one.applied_on)),
        ),
        figure(
            "benefits_stopped",
            t!(lang, "quarter-benefits-stopped"),
            ended(BenefitState::Stopped),
        ),
        figure(
            "benefits_refused",
            t!(lang, "quarter-benefits-refused"),
            ended(BenefitState::Refused),
        ),
        figure(
            "benefits_not_applied",
            t!(lang, "quarter-benefits-not-applied"),
            standing(&|one| one.state == BenefitState::Entitled),
        ),
        figure(
            "benefits_running_out",
            t!(lang, "quarter-benefits-running-out", days = ahead),
            standing(&|one| one.runs_out(end.last, ahead).is_some()),
        ),
    ]
}

fn said(end: &End<'_, '_>) -> Vec<Figure> {
    let lang = end.scope.lang;
    let support = end.support;
    let wishes = |is_meant: &dyn Fn(&Wish) -> bool| {
        end.count(&support.wishes, is_meant, |one| Help::Wish(one.id))
    };
    let news = |is_meant: &dyn Fn(&crate::domain::support::news::ParentNews) -> bool| {
        end.count(&support.news, is_meant, |one| Help::News(one.id))
    };
    let is_overdue = |one: &Wish| one.is_open() && one.due_on.is_some_and(|due| due < end.last);
    let talks = end.count(
        &support.talks,
        |one| end.is_in(one.day),
        |one| Help::Talk(one.id),
    );
    vec![
        figure(
            "wishes_said",
            t!(lang, "quarter-wishes-said"),
            wishes(&|one| end.is_in(one.day)),
        ),
        figure(
            "wishes_taken",
            t!(lang, "quarter-wishes-taken"),
            wishes(&|one| end.is_within(one.taken_on)),
        ),
        figure(
            "wishes_fulfilled",
            t!(lang, "quarter-wishes-fulfilled"),
            wishes(&|one| end.is_within(one.fulfilled_on)),
        ),
        figure(
            "wishes_open",
            t!(lang, "quarter-wishes-open"),
            end.standing(&support.wishes, Wish::is_open, |one| Help::Wish(one.id)),
        ),
        figure(
            "wishes_overdue",
            t!(lang, "quarter-wishes-overdue"),
            end.standing(&support.wishes, is_overdue, |one| Help::Wish(one.id)),
        ),
        figure("talks", t!(lang, "quarter-talks"), talks),
        figure(
            "news_told",
            t!(lang, "quarter-news-told"),
            news(&|one| end.is_within(one.told_on)),
        ),
        figure(
            "news_waiting",
            t!(lang, "quarter-news-waiting"),
            end.standing(
                &support.news,
                crate::domain::support::news::ParentNews::waits,
                |one| Help::News(one.id),
            ),
        ),
    ]
}

/// What a child was given in the year of the last day.
pub(super) fn has_got(end: &End<'_, '_>, child: &Child) -> bool {
    use chrono::Datelike;
    let year = end.last.year();
    of(&end.support.given, child.id)
        .iter()
        .any(|one| one.day.year() == year)
}
