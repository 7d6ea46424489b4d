//! Screens as text, for their tests: in both languages and three sizes.

use crate::app::popups::Popup;
use crate::app::testing::TestSession;
use crate::i18n::Lang;
use crate::ui::picture::screen_text;
use crate::ui::view_state::ViewState;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// Sizes of the snapshots in columns and rows: design size, large, smallest.
pub(crate) const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];

/// The screen as cells, and what its views keep.
fn drawing(session: &TestSession, (columns, rows): (u16, u16)) -> (Buffer, ViewState) {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    let mut view = ViewState::default();
    terminal
        .draw(|frame| super::view(&session.model, &mut view, frame))
        .unwrap();
    (terminal.backend().buffer().clone(), view)
}

/// The screen as cells with their styles.
pub(crate) fn cells(session: &TestSession, size: (u16, u16)) -> Buffer {
    drawing(session, size).0
}

/// The screen as text, line by line.
pub(crate) fn picture(session: &TestSession, size: (u16, u16)) -> String {
    screen_text(&cells(session, size))
}

/// The screen as text, drawn as the program does it: what scrolls is kept from going past its end.
pub(crate) fn drawn(session: &mut TestSession, size: (u16, u16)) -> String {
    let (cells, view) = drawing(session, size);
    session.model.page_ends_at(view.page_end, view.pane_end);
    screen_text(&cells)
}

/// Takes snapshots of the screen in both languages and all sizes. What is open must follow the language.
pub(crate) fn snapshots(name: &str, session: &mut TestSession) {
    let popups = &session.model.popups;
    assert!(
        popups.iter().all(Popup::follows_language),
        "{name}: a popup would keep its language; use `snapshots_anew`"
    );
    for lang in Lang::ALL {
        session.model.look.lang = *lang;
        in_all_sizes(name, session);
    }
}

/// Takes snapshots of a screen that is made anew in each language.
pub(crate) fn snapshots_anew(name: &str, make: impl Fn() -> TestSession, keys: &str) {
    for lang in Lang::ALL {
        let mut session = make();
        session.model.look.lang = *lang;
        session.keys(keys);
        in_all_sizes(name, &session);
    }
}

/// Takes snapshots of the screen in its language and all sizes.
pub(crate) fn in_all_sizes(name: &str, session: &TestSession) {
    let lang = session.model.look.lang.code();
    for size in SIZES {
        let name = format!("{name}-{lang}-{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, picture(session, size));
    }
}

#[test]
fn every_size_down_to_one_cell_is_drawn_without_a_panic() {
    let mut session = TestSession::at_the_door();
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
    let mut session = TestSession::at_the_door();
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
