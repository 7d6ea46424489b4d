//! F6 as text, in both languages and three sizes: the list, the forms, nothing to do.

use crate::app::testing::Play;
use crate::tui::draw::tests::snapshots;

fn quiet() -> Play {
    let mut play = Play::new();
    play.gone_since("汪乐乐", "2026-11-10");
    play.gone_since("单欣怡", "2026-11-19");
    play.keys("f6");
    play
}

#[test]
fn the_list_with_the_reasons_of_the_first() {
    snapshots("follow-list", &mut quiet());
}

#[test]
fn what_was_done_is_chosen_from_a_list() {
    let mut play = quiet();
    play.keys("enter");
    snapshots("follow-done", &mut play);
}

#[test]
fn a_call_stands_under_the_flag_afterwards() {
    let mut play = quiet();
    play.keys("enter enter right tab right right ctrl-s");
    snapshots("follow-rang", &mut play);
}

#[test]
fn each_form() {
    for (name, keys) in [
        ("follow-form-rang", "enter enter"),
        ("follow-form-visited", "enter down enter"),
        ("follow-form-excused", "enter down down enter"),
        ("follow-form-handed-up", "enter down down down down enter"),
        ("follow-form-closed", "enter down down down down down enter"),
        ("follow-form-visit", "ctrl-x enter"),
        ("follow-form-agreement", "ctrl-x down enter"),
        ("follow-form-problem", "ctrl-x down down enter"),
        ("follow-incident-card", "ctrl-x down down down enter"),
        ("follow-form-incident", "ctrl-x down down down enter enter"),
    ] {
        let mut play = quiet();
        play.keys(keys);
        snapshots(name, &mut play);
    }
}

#[test]
fn nothing_to_do_says_so() {
    let mut play = Play::new();
    play.keys("f6 tab");
    snapshots("follow-empty", &mut play);
}
