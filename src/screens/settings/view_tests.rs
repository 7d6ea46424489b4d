//! F8 as text.

use crate::app::message::Message;
use crate::app::testing::TestSession;
use crate::desk::doctor::checkup::Checkup;
use crate::desk::doctor::tests::{ill, well};
use crate::desk::job::Loaded;
use crate::i18n::Lang;
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
