//! Keys of F7.

use crate::app::popups::Popup;
use crate::app::testing::TestSession;
use crate::domain::calendar::period::{Grain, Period};
use crate::i18n::Lang;
use crate::keymap::Action;
use crate::reports::ledgers::{Ledger, Of, ledger};
use crate::reports::slots::Beside;
use crate::reports::table::Value;
use crate::reports::trends::Page;
use crate::screens::effect::Screen;

/// A home of four children with two months of registers; two of them stopped coming.
pub(super) fn two_months() -> TestSession {
    let mut session = TestSession::begun("2026-09-21T08:00:00+08:00".parse().unwrap());
    session.gone_since("汪乐乐", "2026-10-16");
    session.gone_since("单欣怡", "2026-11-17");
    session
}

fn shown(session: &TestSession) -> &super::state::Shown {
    session.model.trends.shown.as_ref().unwrap()
}

#[test]
fn the_screen_opens_on_the_running_month_late_in_the_month() {
    let mut session = two_months();
    session.keys("f7");
    assert_eq!(session.model.screen, Screen::Trends);
    let ask = shown(&session).ask;
    assert_eq!(
        (ask.period.grain, ask.period.code()),
        (Grain::Month, "2026-11".to_owned())
    );
    assert_eq!(session.model.trends.waits, None);
}

#[test]
fn a_list_behind_a_number_is_printed_as_a_round() {
    let mut session = two_months();
    session.keys("f7 left tab tab enter");
    let list = session.model.trends.behind.clone().unwrap();
    session.keys("ctrl-p");
    let Some(Popup::RoundPick(ticks)) = session.model.popups.last() else {
        panic!("no round");
    };
    let mut chosen = ticks.chosen();
    let mut listed: Vec<_> = list.children.iter().map(|one| one.0).collect();
    listed.sort_unstable();
    chosen.sort_unstable();
    assert_eq!(chosen, listed);
    session.keys("esc");
    assert!(
        session.model.trends.behind.is_some(),
        "the list is still open"
    );
}

#[test]
fn keys_change_the_period_and_what_is_beside_it() {
    let mut session = two_months();
    session.keys("f7 left");
    assert_eq!(shown(&session).ask.period.code(), "2026-10");
    session.keys("right +");
    assert_eq!(shown(&session).ask.period.grain, Grain::Term);
    session.keys("- -");
    assert_eq!(
        shown(&session).ask.period.code(),
        "2026-W48",
        "the week of today"
    );
    session.keys("-");
    assert_eq!(
        shown(&session).ask.period.grain,
        Grain::Week,
        "nothing is shorter"
    );
    session.keys("ctrl-k");
    assert_eq!(shown(&session).ask.beside, Beside::LastYear);
    session.keys("ctrl-k ctrl-k");
    assert_eq!(shown(&session).ask.beside, Beside::Before);
    session.keys("ctrl-t");
    for _ in 0..10 {
        session.keys("backspace");
    }
    session.keys("2 0 2 6 - 1 0 - 1 2 tab ctrl-s");
    assert_eq!(shown(&session).ask.period.from.to_string(), "2026-10-12");
    assert_eq!(shown(&session).ask.period.grain, Grain::Range);
    session.keys("left");
    assert_eq!(shown(&session).ask.period.to.to_string(), "2026-10-11");
}

#[test]
fn enter_lists_the_children_behind_the_number_and_esc_comes_back_to_it() {
    let mut session = two_months();
    session.keys("f7 left space space");
    let (row, column) = (session.model.trends.row, session.model.trends.column);
    session.keys("enter");
    let list = session.model.trends.behind.clone().unwrap();
    let column = session.model.trends.shown.as_ref().map(|_| column).unwrap();
    let cell = shown(&session).table.cell(row, column).unwrap().clone();
    assert_eq!(list.children.len(), cell.children().len(), "{list:?}");
    session.keys("esc");
    assert_eq!(
        (session.model.trends.row, session.model.trends.column),
        (row, column)
    );
    session.keys("enter down enter");
    assert_eq!(session.model.screen, Screen::Children);
    assert!(session.model.children.file.is_some());
    // Esc leads back to the same line of the same list.
    session.keys("esc");
    assert_eq!(session.model.screen, Screen::Trends);
    assert!(session.model.children.file.is_none());
    let again = session.model.trends.behind.clone().unwrap();
    assert_eq!(again.children, list.children);
    assert_eq!(again.selected, 1.min(list.children.len() - 1));
    // Another period has another list.
    session.keys("esc left");
    assert!(session.model.trends.behind.is_none());
}

#[test]
fn esc_in_a_file_goes_back_only_to_where_it_was_opened() {
    let mut session = two_months();
    session.keys("f7 left enter enter f2 f4 esc");
    assert_eq!(session.model.screen, Screen::Children);
    session.keys("enter esc");
    assert_eq!(session.model.screen, Screen::Children);
}

#[test]
fn what_the_page_counts_is_told_with_the_selected_number() {
    let mut session = two_months();
    session.keys("f7 left space ctrl-g");
    let Some(crate::app::popups::Popup::Page(page)) = session.model.popups.last() else {
        panic!("no page")
    };
    let table = &shown(&session).table;
    let cell = table
        .cell(session.model.trends.row, session.model.trends.column)
        .unwrap();
    for note in &table.notes {
        assert!(page.lines.contains(note), "{page:?}");
    }
    let count = cell.facts.len().to_string();
    assert!(
        page.lines.iter().any(|line| line.contains(&count)),
        "{page:?}"
    );
    session.keys("esc");
    assert!(session.model.popups.is_empty());
}

#[test]
fn a_row_without_children_offers_no_list() {
    let mut session = two_months();
    session.keys("f7 left");
    assert!(session.model.offers(Action::Accept));
    // Before a child is chosen its page has nothing to open.
    session.keys("backtab backtab");
    assert_eq!(shown(&session).ask.page, Page::OneChild);
    assert!(!session.model.offers(Action::Accept) && !session.model.offers(Action::Turn));
}

#[test]
fn a_step_elsewhere_is_in_the_numbers_when_the_screen_is_opened_again() {
    let mut session = two_months();
    session.keys("f7");
    let count = |session: &TestSession| {
        let table = &shown(session).table;
        table.rows.last().unwrap().cells[1].value.clone()
    };
    let before = count(&session);
    session.keys("f3 wll enter f7");
    let Value::Count(more) = count(&session) else {
        panic!("no number")
    };
    assert_eq!(before, Value::Count(more - 1));
}

#[test]
fn the_words_follow_the_language() {
    let mut session = two_months();
    session.keys("f7 ctrl-l");
    assert_eq!(shown(&session).lang, Lang::En);
    assert!(shown(&session).table.title.is_ascii());
}

#[test]
fn an_answer_to_an_older_question_is_not_shown() {
    let mut session = two_months();
    session.keys("f7");
    let old = shown(&session).clone();
    session.keys("left");
    let asked = session.model.trends.asked;
    session.model.trends.waits = Some(asked + 1);
    let now = shown(&session).ask;
    session.model.trends.take(asked, old);
    assert_eq!(shown(&session).ask, now);
    session.keys("esc");
    assert_eq!(session.model.trends.waits, None, "Esc stops waiting");
}

#[test]
fn the_numbers_on_a_blank_paper_are_keyed_in_at_the_door() {
    let mut session = two_months();
    let desk = &session.runner.desk;
    let (calendar, today) = (desk.calendar().unwrap(), desk.clock.today());
    let day = Period::of(Grain::Week, today, &calendar);
    let facts = desk.period_facts(&[day], Ledger::Papers.parts()).unwrap();
    let papers = ledger(&facts, Ledger::Papers, (day, Of::default()), Lang::En);
    let rows: Vec<(String, crate::domain::ChildId)> = papers[0]
        .rows
        .iter()
        .filter_map(|row| match (&row.cells[0].value, &row.cells[0].facts[..]) {
            (Value::Code(number), [fact]) => Some((number.clone(), fact.child().unwrap())),
            _ => None,
        })
        .collect();
    assert_eq!(rows.len(), 4);
    for (nth, (number, child)) in rows.iter().enumerate() {
        let typed: Vec<String> = number
            .trim_start_matches('0')
            .chars()
            .map(String::from)
            .collect();
        session.keys(&format!("f3 {} enter", typed.join(" ")));
        assert_eq!(session.inside().len(), nth + 1);
        let name = session
            .model
            .house
            .register
            .distinct_name(*child)
            .into_owned();
        assert!(session.toast().contains(&name), "{}", session.toast());
    }
    let is_free = |row: &crate::reports::table::Row| row.cells[0].value == Value::Empty;
    assert_eq!(papers[0].rows.iter().filter(|row| is_free(row)).count(), 10);
}
