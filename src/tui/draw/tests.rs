//! Snapshots of the screens in both languages and three sizes.

use crate::app::testing::TestSession;
use crate::desk::command::Command;
use crate::domain::{Child, Status};
use crate::i18n::Lang;
use crate::ui::view_state::ViewState;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;

/// Sizes of the snapshots in columns and rows: design size, large, smallest.
pub(crate) const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];

/// The screen as text, line by line.
pub(crate) fn picture(session: &TestSession, (columns, rows): (u16, u16)) -> String {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    let mut view = ViewState::default();
    terminal
        .draw(|frame| super::view(&session.model, &mut view, frame))
        .unwrap();
    screen_text(terminal.backend().buffer())
}

/// A buffer as text. Skips the cell behind a wide character.
fn screen_text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for row in buffer.area.rows() {
        let mut line = String::new();
        let mut covered = 0;
        for cell in row.columns().filter_map(|at| buffer.cell(at.as_position())) {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            line.push_str(cell.symbol());
            covered = cell.symbol().width().saturating_sub(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Takes snapshots of the screen in both languages and all sizes.
pub(crate) fn snapshots(name: &str, session: &mut TestSession) {
    for lang in Lang::ALL {
        session.model.look.lang = *lang;
        for size in SIZES {
            let name = format!("{name}-{}-{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, picture(session, size));
        }
    }
}

fn door() -> TestSession {
    let mut session = TestSession::new();
    for name in [
        "汪乐乐",
        "汪磊",
        "单欣怡",
        "余小雨",
        "余小雨",
        "欧阳子涵",
        "曾一诺",
    ] {
        session.child(name);
    }
    let first = session.model.house.register.children()[0].clone();
    session.perform(Command::SaveChild(Box::new(Child {
        alert: "花生过敏".into(),
        ..first
    })));
    session.keys("f3");
    session
}

#[test]
fn door_without_children_says_what_to_do() {
    let mut session = TestSession::new();
    session.keys("f3");
    snapshots("door-empty", &mut session);
}

#[test]
fn door_before_anybody_comes() {
    snapshots("door-waiting", &mut door());
}

#[test]
fn door_with_candidates() {
    let mut session = door();
    session.keys("w l l enter y x");
    snapshots("door-candidates", &mut session);
}

#[test]
fn door_with_a_sibling_on_offer() {
    let mut session = door();
    let children: Vec<_> = session
        .model
        .house
        .register
        .children()
        .iter()
        .map(|child| child.id)
        .collect();
    session.perform(Command::LinkHousehold {
        child: children[1],
        with: children[0],
    });
    session.perform(Command::LinkHousehold {
        child: children[2],
        with: children[0],
    });
    let child = children[0];
    session.perform(Command::SignIn {
        child,
        when: crate::desk::command::When::Now,
        comeback: crate::desk::command::Comeback::Ask,
    });
    crate::screens::door::update::offer_siblings(
        &session.model.house,
        &mut session.model.door,
        child,
    );
    snapshots("door-sibling", &mut session);
}

#[test]
fn door_collecting() {
    let mut session = door();
    let child = session.model.house.register.children()[5].clone();
    session.perform(Command::SaveChild(Box::new(Child {
        walks_home: Some(true),
        ..child
    })));
    session.keys("w l l enter tab w l l enter");
    snapshots("door-collect", &mut session);
}

#[test]
fn door_sweep_evacuation_and_question() {
    let mut session = door();
    session.keys("w l l enter z y n enter f9 space");
    snapshots("door-evacuation", &mut session);
    session.keys("esc f12");
    snapshots("door-sweep", &mut session);
    session.keys("enter 1 enter 1");
    snapshots("door-close", &mut session);
}

#[test]
fn door_late_and_away() {
    let mut session = door();
    let child = session.model.house.register.children()[0].clone();
    let name = child.name.clone();
    session.perform(Command::SaveChild(Box::new(Child {
        status: Status::Away,
        ..child
    })));
    session.model.door.late = Some(crate::app::testing::evening() - chrono::Days::new(3));
    session.handle(crate::app::message::Message::Paste(name));
    snapshots("door-late", &mut session);
}

#[test]
fn every_size_down_to_one_cell_is_drawn_without_a_panic() {
    let mut session = door();
    for script in [
        "f3",
        "w",
        "f9",
        "esc f12",
        "esc f1",
        "esc esc f2",
        "f4",
        "f8",
    ] {
        session.keys(script);
        for columns in [1, 2, 3, 10, 39, 40, 41, 60] {
            for rows in [1, 2, 3, 5, 11, 12, 13] {
                picture(&session, (columns, rows));
            }
        }
    }
}

#[test]
fn plain_ascii_draws_no_sign_that_old_consoles_draw_two_cells_wide() {
    let mut session = door();
    session.model.look.symbols = crate::ui::preferences::SymbolSet::Ascii;
    session.model.look.lang = Lang::En;
    session.keys("w l l enter f9");
    let text = picture(&session, (80, 24));
    let strange: Vec<char> = text
        .chars()
        .filter(|c| !c.is_ascii() && !('\u{3400}'..='\u{9fff}').contains(c))
        .filter(|c| !('\u{ff00}'..='\u{ffef}').contains(c))
        .collect();
    assert!(strange.is_empty(), "{strange:?}");
}

#[test]
fn today_before_there_is_a_home() {
    let clock = crate::clock::Clock::fixed(crate::app::testing::evening());
    let desk = crate::desk::Desk::in_memory(clock).unwrap();
    snapshots("today-first-run", &mut TestSession::at(desk));
}

#[test]
fn today_without_children() {
    snapshots("today-no-children", &mut TestSession::new());
}

#[test]
fn today_with_missing_children_a_forgotten_sign_out_and_a_birthday() {
    let mut session = door();
    let children = session.model.house.register.children().to_vec();
    let friday = crate::app::testing::evening() - chrono::Days::new(3);
    session.perform(Command::SignIn {
        child: children[2].id,
        when: crate::desk::command::When::At(friday),
        comeback: crate::desk::command::Comeback::Ask,
    });
    let born = chrono::NaiveDate::from_ymd_opt(2016, 11, 26).unwrap();
    let birthday = Child {
        birth_date: born,
        ..children[1].clone()
    };
    session.perform(Command::SaveChild(Box::new(birthday)));
    session.keys("f3 w l l enter f2 down");
    snapshots("today-evening", &mut session);
}

#[test]
fn today_on_a_closed_day() {
    let mut session = door();
    let day = session.model.house.today();
    let reason = "村里停电".to_owned();
    let closed = crate::domain::calendar::ClosedDay { day, reason };
    let change = crate::desk::command::CalendarChange::Close(vec![closed]);
    session.perform(Command::SaveCalendar(Box::new(change)));
    session.keys("f2");
    snapshots("today-closed", &mut session);
}

#[test]
fn settings_from_top_to_bottom() {
    let mut session = door();
    session.keys("f8");
    snapshots("settings", &mut session);
    session.keys("end");
    snapshots("settings-end", &mut session);
}

#[test]
fn import_preview_with_every_outcome() {
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_file("roster-messy.xlsx");
    session.keys("tab");
    snapshots("import-check", &mut session);
    session.keys("tab tab down down enter");
    snapshots("import-mend", &mut session);
}

#[test]
fn import_preview_of_a_list_of_stays_and_the_question_who_is_meant() {
    let mut session = TestSession::new();
    session.child("石小宝");
    session.child("石小宝");
    session.child("林小雨");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stays.csv");
    let lines = "姓名,日期,到园时间,离园时间\n\
        林小雨,2026-10-08,16:40,18:00\n\
        石小宝,2026-10-08,16:45,18:00\n\
        王不在,2026-10-08,16:45,18:00\n\
        林小雨,2027-10-08,16:40,18:00\n\
        林小雨,2026-10-09,18:40,16:00\n";
    std::fs::write(&path, lines).unwrap();
    session.keys("f4");
    session.read_path(path);
    snapshots("import-stays", &mut session);
    session.keys("down enter");
    snapshots("import-who", &mut session);
}
