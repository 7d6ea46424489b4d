//! F8 as text.

use crate::app::message::Message;
use crate::app::popups::Popup;
use crate::app::testing::{TestSession, evening};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::{Command, HomeSetup};
use crate::desk::doctor::checkup::Checkup;
use crate::desk::doctor::tests::{ill, well};
use crate::desk::job::Loaded;
use crate::domain::rules::book::{START_L2, START_S5};
use crate::i18n::Lang;
use crate::screens::settings::state::SettingTarget;
use crate::tui::draw::tests::{picture, snapshots};
use crate::ui::preferences::SymbolSet;

#[test]
fn settings_from_top_to_bottom() {
    let mut session = TestSession::at_the_door();
    session.keys("f8");
    snapshots("settings", &mut session);
    session.keys("end");
    snapshots("settings-end", &mut session);
}

#[test]
fn the_checkup_of_a_home_that_is_well_and_of_one_that_is_ill() {
    for (name, facts) in [("well", well()), ("ill", ill())] {
        let mut session = TestSession::at_the_door();
        session.keys("f8");
        for lang in Lang::ALL {
            session.model.look.lang = *lang;
            session.handle(Message::Loaded(Loaded::CheckedUp(Box::new(Checkup::of(
                facts.clone(),
            )))));
            for (part, keys) in [("top", ""), ("end", "end")] {
                session.keys(keys);
                let name = format!("checkup-{name}-{part}-{}", lang.code());
                insta::assert_snapshot!(name, picture(&session, (80, 24)));
            }
            session.keys("esc");
        }
    }
}

#[test]
fn with_plain_characters_there_is_no_sign_to_compare() {
    let mut session = TestSession::at_the_door();
    session.keys("f8");
    session.model.look.symbols = SymbolSet::Ascii;
    session.model.look.lang = Lang::En;
    let checkup = Box::new(Checkup::of(well()));
    session.handle(Message::Loaded(Loaded::CheckedUp(checkup)));
    session.keys("end");
    let page = picture(&session, (80, 24));
    assert!(page.contains("plain characters are in use"), "{page}");
    assert!(page.is_ascii(), "{page}");
}

#[test]
fn enter_on_the_lines_shows_the_checkup_and_writes_the_file_for_help() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path(), Clock::fixed(evening())).unwrap();
    let setup = HomeSetup {
        name: "前尚庄儿童之家".into(),
        village: "前尚庄".into(),
        township: "王市镇".into(),
        county: "某县".into(),
        director: "石主任".into(),
        hours: "Mon-Fri 16:30-18:30".parse().unwrap(),
    };
    desk.perform(Command::SetUp(Box::new(setup))).unwrap();
    let mut session = TestSession::at(desk);
    session.keys("f8");
    let choose = |session: &mut TestSession, target: SettingTarget| {
        let lines = session.settings().lines();
        let place = lines.iter().position(|line| line.act == target);
        session.model.settings.selected = place.unwrap();
        session.keys("enter");
    };
    choose(&mut session, SettingTarget::CheckUp);
    let Some(Popup::Page(page)) = session.model.popups.pop() else {
        panic!("no page");
    };
    // This program holds the lock itself, which is no other program.
    let file = page.lines.iter().find(|line| line.contains("数据文件"));
    assert!(file.unwrap().starts_with("[ok]"), "{file:?}");
    choose(&mut session, SettingTarget::HelpFile);
    let Some(Popup::Notice(text)) = session.model.popups.pop() else {
        panic!("no notice");
    };
    let path = folder
        .path()
        .join("help/doorlight-help-20261123-173000.txt");
    assert!(text.contains(&path.display().to_string()), "{text}");
    let help = std::fs::read_to_string(path).unwrap();
    assert!(
        !help.contains("前尚庄") && !help.contains("石主任"),
        "{help}"
    );
}

#[test]
fn how_a_ladder_begins_is_asked_in_a_form_and_danger_stays_on_its_day() {
    let mut session = TestSession::at_the_door();
    session.keys("f8");
    for (name, start) in [("danger", &START_L2), ("usual", &START_S5)] {
        let lines = session.settings().lines();
        let place = lines
            .iter()
            .position(|line| line.act == SettingTarget::Ladder(start));
        session.model.settings.selected = place.unwrap();
        session.keys("enter");
        for lang in Lang::ALL {
            session.model.look.lang = *lang;
            let name = format!("ladder-{name}-{}", lang.code());
            insta::assert_snapshot!(name, picture(&session, (80, 24)));
        }
        session.model.look.lang = Lang::Zh;
        session.keys("esc");
    }
}

#[test]
fn no_line_shows_the_code_of_a_rule_and_the_rules_are_read_whole() {
    let mut session = TestSession::at_the_door();
    for lang in Lang::ALL {
        session.model.look.lang = *lang;
        let lines = session.settings().lines();
        let of_rules = lines
            .iter()
            .filter(|line| matches!(line.act, SettingTarget::Rule(_) | SettingTarget::Ladder(_)));
        let mut seen = std::collections::HashSet::new();
        for line in of_rules {
            let label = &line.label;
            // Half of the width of 80 columns, less the mark and the gap.
            let is_number = matches!(line.act, SettingTarget::Rule(_));
            let is_whole = crate::ui::text::width(label) <= 37;
            assert!(is_whole || !is_number, "{label} is cut");
            assert!(seen.insert(label.clone()), "{label} says two things");
            let is_code = |word: &str| crate::domain::RuleId::from_code(word).is_some();
            assert!(!label.split(' ').any(is_code), "{label}");
        }
    }
}

#[test]
fn tab_shows_the_lines_of_a_part_marks_it_and_goes_round() {
    let mut session = TestSession::at_the_door();
    session.keys("f8");
    let count = {
        let lines = session.settings().lines();
        let headings = lines
            .iter()
            .filter(|line| line.act == SettingTarget::Heading);
        headings.count()
    };
    let mut at = Vec::new();
    for _ in 0..count {
        let place = session.model.settings.selected;
        let lines = session.settings().lines();
        let (label, below) = (lines[place].label.clone(), lines.get(place + 1).cloned());
        let page = picture(&session, (80, 24));
        assert!(page.contains(&format!("▸{label}")), "{page}");
        if let Some(below) = below.filter(|line| line.act != SettingTarget::Heading) {
            let first: String = below.label.chars().take(6).collect();
            assert!(page.contains(&first), "{first}: {page}");
        }
        at.push(place);
        session.keys("tab");
    }
    assert_eq!(session.model.settings.selected, 0, "{at:?}");
    session.keys("down");
    assert!(picture(&session, (80, 24)).contains(" ▸ "));
    session.keys("up backtab");
    assert_eq!(session.model.settings.selected, *at.last().unwrap());
}

#[test]
fn the_numbers_to_ring_first_are_asked_in_six_lines_and_all_empty_brings_the_usual_ones_back() {
    let mut session = TestSession::at_the_door();
    session.keys("f8");
    let open = |session: &mut TestSession| {
        let lines = session.settings().lines();
        let place = lines
            .iter()
            .position(|line| line.act == SettingTarget::Ring);
        session.model.settings.selected = place.unwrap();
        session.keys("enter");
    };
    let value = |session: &TestSession| {
        let mut lines = session.settings().lines();
        lines.retain(|line| line.act == SettingTarget::Ring);
        lines.remove(0).value
    };
    let usual = value(&session);
    assert!(usual.starts_with("报警 110 · "), "{usual}");
    open(&mut session);
    for lang in Lang::ALL {
        session.model.look.lang = *lang;
        insta::assert_snapshot!(
            format!("ring-first-{}", lang.code()),
            picture(&session, (80, 24))
        );
    }
    session.model.look.lang = Lang::Zh;
    // Saved as they are, they stay those of the language.
    session.keys("ctrl-s");
    assert_eq!(session.model.house.ring_first(), []);
    open(&mut session);
    set(&mut session, 0, "x");
    session.keys("ctrl-s");
    assert!(!session.model.popups.is_empty(), "a name without a number");
    set(&mut session, 0, "x 88123");
    session.keys("ctrl-s");
    assert!(session.model.popups.is_empty());
    assert!(
        value(&session).starts_with("x 88123 · "),
        "{}",
        value(&session)
    );
    open(&mut session);
    (0..6).for_each(|nth| set(&mut session, nth, ""));
    session.keys("ctrl-s");
    assert_eq!(session.model.house.ring_first(), []);
    assert_eq!(value(&session), usual);
}

/// Sets a field of the open form.
fn set(session: &mut TestSession, nth: usize, text: &str) {
    let Some(Popup::Form(popup)) = session.model.popups.last_mut() else {
        panic!("no form");
    };
    popup.form.fields[nth].set(text);
}
