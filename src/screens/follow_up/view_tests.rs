//! Snapshots of F6 in both languages and three sizes.

use crate::app::popups::Popup;
use crate::app::testing::{TestSession, evening};
use crate::clock::Clock;
use crate::desk::command::Command;
use crate::domain::rules::Subject;
use crate::domain::{Attendance, Mark};
use crate::i18n::Lang;
use crate::keymap::Action;
use crate::screens::follow_up::state::RowKey;
use crate::tui::draw::tests::{cells, picture, snapshots, snapshots_anew};
use crate::ui::theme::Theme;
use chrono::{Datelike, Days, NaiveDate};

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
    snapshots_anew("follow-matter", quiet, "enter");
}

#[test]
fn what_was_done_is_chosen_from_a_list() {
    snapshots_anew("follow-done", quiet, "enter enter");
}

#[test]
fn a_call_stands_under_the_flag_afterwards() {
    let keys = "enter enter enter right tab right right ctrl-s";
    snapshots_anew("follow-rang", quiet, keys);
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
        snapshots_anew(name, quiet, keys);
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

/// Whether the last word of the first row of the list is drawn as late.
fn is_drawn_late(session: &TestSession, name: &str) -> bool {
    let buf = cells(session, (120, 40));
    let symbols = |row: u16| -> String { (0..120).map(|x| buf[(x, row)].symbol()).collect() };
    let initial = name.chars().next().unwrap();
    let row = (3..40)
        .find(|row| symbols(*row).contains(initial))
        .expect("a row of the child");
    let last = (0..120)
        .rev()
        .find(|x| !buf[(*x, row)].symbol().trim().is_empty())
        .expect("a word");
    let bad = Theme::DARK.bad;
    Some(buf[(last, row)].fg) == bad.fg
}

#[test]
fn what_was_late_on_an_earlier_evening_is_judged_by_that_evening() {
    // Nothing is overdue before the home began to use the program, so it begins four weeks earlier.
    let mut session = TestSession::new();
    let gone = ["汪乐乐", "单欣怡"].map(|name| session.child(name));
    let comes = ["余小雨", "曾一诺", "欧阳子涵"].map(|name| session.child(name));
    let later = evening() + Days::new(28);
    session.runner.desk.clock = Clock::fixed(later);
    session.model.house.now = later;
    let mut rows = Vec::new();
    for (nth, day) in evening().date_naive().iter_days().take(28).enumerate() {
        let untimed = |child| Attendance {
            untimed: true,
            ..Attendance::blank(day, child, 1, Mark::Present)
        };
        if day.weekday().number_from_monday() <= 5 {
            rows.extend(comes.map(untimed));
            rows.extend(gone.map(untimed).into_iter().filter(|_| nth < 4));
        }
    }
    let source = "sheet".to_owned();
    session.perform(Command::ImportAttendance { source, rows });
    session.keys("f6 ctrl-t tab right ctrl-s");
    let today = session.model.house.today();
    let mut was_due = false;
    for _ in 0..25 {
        // The selected row has a colour of its own.
        session.model.follow_up.selected = Some(RowKey::of_subject(Subject::Child(gone[1])));
        let past = session.model.past.as_deref().expect("an earlier evening");
        let one = past
            .matters
            .iter()
            .find(|one| one.child() == Some(gone[0]) && one.flag.rule.is_on_unseen())
            .filter(|one| one.is_overdue(today));
        if let Some(one) = one {
            let is_late = one.is_overdue(past.today());
            was_due |= !is_late;
            assert_eq!(is_drawn_late(&session, "汪"), is_late, "{}", past.today());
        }
        session.keys("left");
    }
    assert!(was_due, "late by now, and not yet on an evening");
}

#[test]
fn the_footer_offers_esc_only_where_it_does_something() {
    let mut session = quiet();
    let offers = |session: &TestSession| session.model.offers(Action::Cancel);
    for (keys, is_offered) in [
        ("f6", false),
        ("ctrl-t tab right ctrl-s", true),
        ("esc", false),
        ("backtab", false),
        ("f8", false),
        ("f5", false),
        ("f4", false),
        ("w", true),
        ("esc", false),
        ("f3", false),
        ("w", true),
        ("esc", false),
    ] {
        session.keys(keys);
        assert_eq!(offers(&session), is_offered, "after {keys}");
        let screen = picture(&session, (160, 40));
        let foot = screen.lines().last().unwrap();
        assert_eq!(foot.contains("Esc"), is_offered, "after {keys}: {foot}");
    }
}

#[test]
fn the_page_of_a_matter_says_which_evening_is_shown() {
    let mut session = quiet();
    session.keys("ctrl-t tab right ctrl-s enter");
    for (lang, evening) in [
        (Lang::Zh, "2026年11月22日 周日 晚上，按现在知道的"),
        (Lang::En, "Evening of Sun 22/11/2026, by what is known now"),
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
