//! Pictures of the pages and of help in a file, of the demo home.

use crate::app::testing::TestSession;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::screens::children::state::{FileTarget, HelpTarget};
use crate::tui::draw::tests::{snapshots, snapshots_anew};

/// The demo home on a Monday evening.
fn demo() -> TestSession {
    let now = "2026-11-23T17:30:00+08:00".parse().unwrap();
    let mut desk = Desk::in_memory(Clock::fixed(now)).unwrap();
    desk.found(crate::demo::fill).unwrap();
    TestSession::at(desk)
}

/// The file of the child with the most lines of help, at its first line of it.
fn file() -> TestSession {
    let mut session = demo();
    let pairings = &session.model.house.known.support.pairings;
    let most = pairings
        .iter()
        .max_by_key(|(child, all)| (all.len(), **child));
    let child = *most.unwrap().0;
    session.open_file(child);
    let lines = session.children().file_lines();
    let is_help = |act| matches!(act, FileTarget::Help(HelpTarget::Pairing(_)));
    let place = lines.iter().position(|line| is_help(line.act)).unwrap();
    session.model.children.file.as_mut().unwrap().selected = place;
    session
}

#[test]
fn the_pages_show_who_helps_what_was_given_what_can_be_applied_for_and_what_is_wished() {
    let mut session = demo();
    for name in ["help-helpers", "help-goods", "help-benefits", "help-wishes"] {
        session.keys(if name == "help-helpers" {
            "f4 tab"
        } else {
            "tab"
        });
        snapshots(name, &mut session);
    }
}

#[test]
fn an_empty_page_says_what_to_do() {
    let mut session = TestSession::at_the_door();
    session.keys("f4 tab");
    snapshots("help-helpers-empty", &mut session);
    session.keys("tab");
    snapshots("help-goods-empty", &mut session);
}

#[test]
fn a_file_tells_who_helps_with_what_and_what_came_of_it() {
    snapshots("help-file", &mut file());
}

#[test]
fn what_can_be_done_about_help_is_asked_in_lists_and_forms() {
    snapshots_anew("help-pairing-list", file, "enter");
    snapshots_anew("help-contact-form", file, "enter enter");
    snapshots_anew(
        "help-leave-form",
        demo,
        "f4 tab enter down down down down down down enter",
    );
    snapshots_anew("help-donation-form", demo, "f4 tab tab ctrl-n");
    snapshots_anew(
        "help-give",
        demo,
        "f4 tab tab down down down enter enter f10",
    );
}
