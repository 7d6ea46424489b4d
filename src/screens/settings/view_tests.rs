//! F8 as text.

use crate::app::testing::TestSession;
use crate::tui::draw::tests::snapshots;

#[test]
fn settings_from_top_to_bottom() {
    let mut session = TestSession::at_the_door();
    session.keys("f8");
    snapshots("settings", &mut session);
    session.keys("end");
    snapshots("settings-end", &mut session);
}
