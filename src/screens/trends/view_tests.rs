//! Snapshots of F7 in both languages and three sizes.

use super::tests::two_months;
use crate::app::testing::TestSession;
use crate::domain::calendar::period::Grain;
use crate::keymap::Action;
use crate::reports::ledgers::Ledger;
use crate::reports::trends::Page;
use crate::tui::draw::tests::{snapshots, snapshots_anew};
use crate::ui::preferences::SymbolSet;

#[test]
fn how_many_came() {
    snapshots_anew("trends-how-many", two_months, "f7");
}

#[test]
fn a_term_by_weeks_with_last_year_beside_it() {
    snapshots_anew("trends-term", two_months, "f7 + ctrl-k");
}

#[test]
fn the_children_behind_a_number() {
    snapshots_anew("trends-behind", two_months, "f7 left enter");
}

#[test]
fn a_home_without_a_register_says_what_to_do() {
    snapshots_anew("trends-empty", TestSession::new, "f7");
}

#[test]
fn any_two_days_are_asked_for() {
    snapshots_anew("trends-days", two_months, "f7 ctrl-t");
}

#[test]
fn while_an_answer_is_awaited_the_screen_says_so() {
    let mut session = two_months();
    session.keys("f7");
    session.model.trends.waits = Some(99);
    session.model.trends.period = session.model.trends.period.map(|one| {
        let calendar = session.model.house.calendar().unwrap();
        one.with_grain(Grain::Year, session.model.house.today(), calendar)
    });
    assert!(session.model.offers(Action::Cancel));
    snapshots("trends-waiting", &mut session);
}

#[test]
fn every_other_page() {
    let pages = [
        "when",
        "who",
        "stay",
        "visits",
        "activities",
        "came-back",
        "one-child",
        "handed-in",
    ];
    for (nth, page) in pages.iter().enumerate() {
        let keys = format!("f7{}", " tab".repeat(nth + 1));
        snapshots_anew(&format!("trends-{page}"), two_months, &keys);
    }
}

#[test]
fn the_calendar_of_a_child() {
    snapshots_anew("trends-calendar", two_months, "f7 ctrl-f down enter +");
}

#[test]
fn what_the_page_counts() {
    snapshots_anew("trends-explain", two_months, "f7 left space ctrl-g");
}

#[test]
fn the_columns_of_a_layout_are_picked_one_after_the_other() {
    // Below the shown page and the ledgers.
    let ledgers = Ledger::ALL.len();
    let keys = format!("f7 ctrl-p{} enter down enter", " down".repeat(ledgers));
    snapshots_anew("trends-columns", two_months, &keys);
}

#[test]
fn how_a_report_is_written_is_asked() {
    snapshots_anew("trends-report", two_months, "f7 left ctrl-p down enter");
}

#[test]
fn every_page_in_plain_ascii_and_without_colours() {
    for page in 0..Page::ALL.len() {
        let ascii = || {
            let mut session = two_months();
            session.model.look.symbols = SymbolSet::Ascii;
            session
        };
        let keys = format!("f7{}", " tab".repeat(page));
        snapshots_anew(&format!("trends-ascii-{page}"), ascii, &keys);
    }
}
