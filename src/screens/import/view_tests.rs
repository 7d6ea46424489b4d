//! The import as text.

use crate::app::testing::TestSession;
use crate::tui::draw::tests::snapshots;

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
