//! The import as text.

use crate::app::testing::TestSession;
use crate::tui::draw::tests::{snapshots, snapshots_anew};

#[test]
fn import_preview_with_every_outcome() {
    let preview = || {
        let mut session = TestSession::new();
        session.keys("f4");
        session.read_file("roster-messy.xlsx");
        session.keys("tab");
        session
    };
    snapshots("import-check", &mut preview());
    snapshots_anew("import-mend", preview, "tab tab down down enter");
}

#[test]
fn import_preview_of_a_list_of_stays_and_the_question_who_is_meant() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stays.csv");
    let lines = "姓名,日期,到园时间,离园时间\n\
        林小雨,2026-10-08,16:40,18:00\n\
        石小宝,2026-10-08,16:45,18:00\n\
        王不在,2026-10-08,16:45,18:00\n\
        林小雨,2027-10-08,16:40,18:00\n\
        林小雨,2026-10-09,18:40,16:00\n";
    std::fs::write(&path, lines).unwrap();
    let preview = || {
        let mut session = TestSession::new();
        for name in ["石小宝", "石小宝", "林小雨"] {
            session.child(name);
        }
        session.keys("f4");
        session.read_path(path.clone());
        session
    };
    snapshots("import-stays", &mut preview());
    snapshots_anew("import-who", preview, "down enter");
}

#[test]
fn import_preview_of_a_list_of_gifts_and_the_question_who_is_meant() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gifts.csv");
    let lines = "儿童姓名,物品,类别,数量,金额（元）,捐赠人,发放日期\n\
        林小雨,书包,礼物,1,60,县红十字会,2026-10-08\n\
        石小宝,书包,礼物,1,60,县红十字会,2026-10-08\n\
        王不在,书包,礼物,1,60,县红十字会,2026-10-08\n\
        林小雨,大米,物资,两袋,,县红十字会,2026-10-08\n\
        ,书包,礼物,3,180,县红十字会,2026-10-08\n\
        合计,,,6,300,,\n";
    std::fs::write(&path, lines).unwrap();
    let preview = || {
        let mut session = TestSession::new();
        for name in ["石小宝", "石小宝", "林小雨"] {
            session.child(name);
        }
        session.keys("f4");
        session.read_path(path.clone());
        session
    };
    snapshots("import-gifts", &mut preview());
    snapshots_anew("import-gifts-who", preview, "down enter");
}
