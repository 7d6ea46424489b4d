//! The screens as text, in both languages and three sizes.

use crate::app::testing::Play;
use crate::desk::command::Command;
use crate::domain::{Child, Status};
use crate::i18n::Lang;
use crate::ui::view_state::ViewState;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;

/// The sizes for which screens are made: the design size, a large one, the smallest.
pub(crate) const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];

/// What a screen of this size shows, line by line.
pub(crate) fn picture(play: &Play, (columns, rows): (u16, u16)) -> String {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    let mut view = ViewState::default();
    terminal
        .draw(|frame| super::view(&play.model, &mut view, frame))
        .unwrap();
    screen_text(terminal.backend().buffer())
}

/// A buffer as text; the cell behind a wide character belongs to it.
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

/// Snapshots of what is on screen in both languages and all sizes.
pub(crate) fn snapshots(name: &str, play: &mut Play) {
    for lang in Lang::ALL {
        play.model.look.lang = *lang;
        for size in SIZES {
            let name = format!("{name}-{}-{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, picture(play, size));
        }
    }
}

fn door() -> Play {
    let mut play = Play::new();
    for name in [
        "汪乐乐",
        "汪磊",
        "单欣怡",
        "余小雨",
        "余小雨",
        "欧阳子涵",
        "曾一诺",
    ] {
        play.child(name);
    }
    let first = play.model.house.register.children()[0].clone();
    play.perform(Command::SaveChild(Box::new(Child {
        alert: "花生过敏".into(),
        ..first
    })));
    play.keys("f3");
    play
}

#[test]
fn door_without_children_says_what_to_do() {
    let mut play = Play::new();
    play.keys("f3");
    snapshots("door-empty", &mut play);
}

#[test]
fn door_before_anybody_comes() {
    snapshots("door-waiting", &mut door());
}

#[test]
fn door_with_candidates() {
    let mut play = door();
    play.keys("w l l enter y x");
    snapshots("door-candidates", &mut play);
}

#[test]
fn door_with_a_sibling_on_offer() {
    let mut play = door();
    let children: Vec<_> = play
        .model
        .house
        .register
        .children()
        .iter()
        .map(|child| child.id)
        .collect();
    play.perform(Command::LinkHousehold {
        child: children[1],
        with: children[0],
    });
    play.perform(Command::LinkHousehold {
        child: children[2],
        with: children[0],
    });
    let child = children[0];
    play.perform(Command::SignIn {
        child,
        when: crate::desk::command::When::Now,
        comeback: crate::desk::command::Comeback::Ask,
    });
    crate::screens::door::update::offer_siblings(&play.model.house, &mut play.model.door, child);
    snapshots("door-sibling", &mut play);
}

#[test]
fn door_collecting() {
    let mut play = door();
    let child = play.model.house.register.children()[5].clone();
    play.perform(Command::SaveChild(Box::new(Child {
        walks_home: Some(true),
        ..child
    })));
    play.keys("w l l enter tab w l l enter");
    snapshots("door-collect", &mut play);
}

#[test]
fn door_sweep_evacuation_and_question() {
    let mut play = door();
    play.keys("w l l enter z y n enter f9 space");
    snapshots("door-evacuation", &mut play);
    play.keys("esc f12");
    snapshots("door-sweep", &mut play);
    play.keys("enter 1 enter 1");
    snapshots("door-close", &mut play);
}

#[test]
fn door_late_and_away() {
    let mut play = door();
    let child = play.model.house.register.children()[0].clone();
    let name = child.name.clone();
    play.perform(Command::SaveChild(Box::new(Child {
        status: Status::Away,
        ..child
    })));
    play.model.door.late = Some(crate::app::testing::evening() - chrono::Days::new(3));
    play.handle(crate::app::message::Message::Paste(name));
    snapshots("door-late", &mut play);
}

#[test]
fn every_size_down_to_one_cell_is_drawn_without_a_panic() {
    let mut play = door();
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
        play.keys(script);
        for columns in [1, 2, 3, 10, 39, 40, 41, 60] {
            for rows in [1, 2, 3, 5, 11, 12, 13] {
                picture(&play, (columns, rows));
            }
        }
    }
}

#[test]
fn plain_ascii_draws_no_sign_that_old_consoles_draw_two_cells_wide() {
    let mut play = door();
    play.model.look.symbols = crate::ui::preferences::SymbolSet::Ascii;
    play.model.look.lang = Lang::En;
    play.keys("w l l enter f9");
    let text = picture(&play, (80, 24));
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
    snapshots("today-first-run", &mut Play::at(desk));
}

#[test]
fn today_without_children() {
    snapshots("today-no-children", &mut Play::new());
}

#[test]
fn today_with_missing_children_a_forgotten_sign_out_and_a_birthday() {
    let mut play = door();
    let children = play.model.house.register.children().to_vec();
    let friday = crate::app::testing::evening() - chrono::Days::new(3);
    play.perform(Command::SignIn {
        child: children[2].id,
        when: crate::desk::command::When::At(friday),
        comeback: crate::desk::command::Comeback::Ask,
    });
    let born = chrono::NaiveDate::from_ymd_opt(2016, 11, 26).unwrap();
    let birthday = Child {
        birth_date: born,
        ..children[1].clone()
    };
    play.perform(Command::SaveChild(Box::new(birthday)));
    play.keys("f3 w l l enter f2 down");
    snapshots("today-evening", &mut play);
}

#[test]
fn today_on_a_closed_day() {
    let mut play = door();
    let day = play.model.house.today();
    let reason = "村里停电".to_owned();
    let closed = crate::domain::calendar::ClosedDay { day, reason };
    let change = crate::desk::command::CalendarChange::Close(vec![closed]);
    play.perform(Command::SaveCalendar(Box::new(change)));
    play.keys("f2");
    snapshots("today-closed", &mut play);
}

#[test]
fn settings_from_top_to_bottom() {
    let mut play = door();
    play.keys("f8");
    snapshots("settings", &mut play);
    play.keys("end");
    snapshots("settings-end", &mut play);
}

#[test]
fn import_preview_with_every_outcome() {
    let mut play = Play::new();
    play.keys("f4");
    play.read_file("roster-messy.xlsx");
    play.keys("tab");
    snapshots("import-check", &mut play);
    play.keys("tab tab down down enter");
    snapshots("import-mend", &mut play);
}

#[test]
fn import_preview_of_a_list_of_stays_and_the_question_who_is_meant() {
    let mut play = Play::new();
    play.child("石小宝");
    play.child("石小宝");
    play.child("林小雨");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stays.csv");
    let lines = "姓名,日期,到园时间,离园时间\n\
        林小雨,2026-10-08,16:40,18:00\n\
        石小宝,2026-10-08,16:45,18:00\n\
        王不在,2026-10-08,16:45,18:00\n\
        林小雨,2027-10-08,16:40,18:00\n\
        林小雨,2026-10-09,18:40,16:00\n";
    std::fs::write(&path, lines).unwrap();
    play.keys("f4");
    play.read_path(path);
    snapshots("import-stays", &mut play);
    play.keys("down enter");
    snapshots("import-who", &mut play);
}
