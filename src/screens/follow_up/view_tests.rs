//! Snapshots of F6 in both languages and three sizes.

use crate::app::popups::Popup;
use crate::app::testing::TestSession;
use crate::desk::command::Command;
use crate::domain::{Attendance, Mark};
use crate::i18n::Lang;
use crate::tui::draw::tests::{picture, snapshots};
use chrono::NaiveDate;

fn quiet() -> TestSession {
    let mut session = TestSession::new();
    session.gone_since("汪乐乐", "2026-11-10");
    session.gone_since("单欣怡", "2026-11-19");
    session.keys("f6");
    session
}

#[test]
fn the_list_with_the_reasons_of_the_first() {
    snapshots("follow-list", &mut quiet());
}

#[test]
fn the_same_screen_as_of_an_earlier_evening() {
    let mut session = quiet();
    session.keys("left");
    assert!(session.model.past.is_none(), "nothing was known yesterday");
    session.keys("ctrl-t tab right ctrl-s");
    assert!(session.model.past.is_some());
    snapshots("follow-past", &mut session);
}

#[test]
fn everything_behind_a_line_is_two_keys_from_today() {
    let mut session = quiet();
    session.keys("enter");
    snapshots("follow-matter", &mut session);
}

#[test]
fn what_was_done_is_chosen_from_a_list() {
    let mut session = quiet();
    session.keys("enter enter");
    snapshots("follow-done", &mut session);
}

#[test]
fn a_call_stands_under_the_flag_afterwards() {
    let mut session = quiet();
    session.keys("enter enter enter right tab right right ctrl-s");
    snapshots("follow-rang", &mut session);
}

#[test]
fn each_form() {
    for (name, keys) in [
        ("follow-form-rang", "enter enter enter"),
        ("follow-form-visited", "enter enter down enter"),
        ("follow-form-excused", "enter enter down down enter"),
        (
            "follow-form-handed-up",
            "enter enter down down down down enter",
        ),
        (
            "follow-form-closed",
            "enter enter down down down down down enter",
        ),
        ("follow-form-visit", "ctrl-x enter"),
        ("follow-form-agreement", "ctrl-x down enter"),
        ("follow-form-problem", "ctrl-x down down enter"),
        ("follow-incident-card", "ctrl-x down down down enter"),
        ("follow-form-incident", "ctrl-x down down down enter enter"),
    ] {
        let mut session = quiet();
        session.keys(keys);
        snapshots(name, &mut session);
    }
}

#[test]
fn nothing_to_do_says_so() {
    let mut session = TestSession::new();
    session.keys("f6 tab");
    snapshots("follow-empty", &mut session);
}

#[test]
fn whom_to_ring_and_the_next_step_are_whole_on_a_small_screen() {
    let mut session = quiet();
    for (lang, step) in [(Lang::Zh, "今天上门"), (Lang::En, "visit today")] {
        session.model.look.lang = lang;
        let screen = picture(&session, (80, 24));
        let row = screen.lines().find(|line| line.contains("▸ ▲")).unwrap();
        assert!(row.contains(" 12046814538 "), "{screen}");
        assert!(row.ends_with(step), "{screen}");
    }
}

#[test]
fn the_pane_says_whom_to_ring_before_it_is_cut_and_that_it_is_cut() {
    let mut session = quiet();
    for (lang, mark) in [
        (Lang::Zh, "…（Enter 看全部）"),
        (Lang::En, "… (Enter shows all)"),
    ] {
        session.model.look.lang = lang;
        let low = picture(&session, (80, 18));
        assert!(low.contains(mark), "{low}");
        let high = picture(&session, (120, 40));
        assert!(!high.contains(mark), "{high}");
        let pane = |line: &&str| line.contains("石桂英");
        assert!(low.lines().any(|line| pane(&line)), "{low}");
    }
}

#[test]
fn an_absence_is_about_the_selected_child() {
    let mut session = quiet();
    session.keys("ctrl-a");
    let screen = picture(&session, (80, 24));
    assert!(
        matches!(session.model.popups.last(), Some(Popup::Form(..))),
        "{screen}"
    );
    assert!(screen.contains("汪乐乐"), "{screen}");
}

#[test]
fn the_page_of_a_matter_says_which_evening_is_shown() {
    let mut session = quiet();
    session.keys("ctrl-t tab right ctrl-s enter");
    for (lang, evening) in [
        (Lang::Zh, "11月22日 周日 晚上，按现在知道的"),
        (Lang::En, "Evening of Sun 22/11, by what is known now"),
    ] {
        session.model.look.lang = lang;
        session.keys("esc enter");
        let screen = picture(&session, (80, 24));
        let title = screen.lines().next().unwrap();
        assert!(title.contains(evening), "{screen}");
    }
}

#[test]
fn the_end_of_the_page_tells_what_was_before() {
    let mut session = TestSession::new();
    let child = session.gone_since("汪乐乐", "2026-10-16");
    session.perform(Command::ImportAttendance {
        source: "sheet".to_owned(),
        rows: (2..=6)
            .map(|nth| Attendance {
                untimed: true,
                ..Attendance::blank(
                    NaiveDate::from_ymd_opt(2026, 11, nth).unwrap(),
                    child,
                    1,
                    Mark::Present,
                )
            })
            .collect(),
    });
    session.keys("f6 enter end");
    let page = |session: &TestSession| match session.model.popups.last() {
        Some(Popup::PageThen(page, _)) => page.lines.join("\n"),
        other => panic!("{other:?}"),
    };
    let said = page(&session);
    assert!(said.contains("以前（按现在知道的）："), "{said}");
    assert!(
        said.contains(
            "  10月20日 周二 到 11月2日 周一：很久没来，要报乡镇、在之家见到了，隔了 17 天"
        ),
        "{said}"
    );
    assert!(!said.contains("正在读"), "{said}");
}
