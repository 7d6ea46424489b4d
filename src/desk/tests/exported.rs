//! Exports are found for the children who stood in them, whatever became of their files since.

use super::usecases::{add, desk};
use crate::desk::Desk;
use crate::desk::command::{Command, Export};
use crate::desk::read::looked::{LookedAsk, Saw};
use crate::domain::mask::Covered;
use crate::domain::mask::Mask;
use crate::domain::{Child, ChildId, Status};
use crate::i18n::Lang;
use crate::store::{ActKind, SETTING_EXPORT, Setting};

fn export(desk: &mut Desk, report: &str, children: &[ChildId]) {
    let export = Export {
        report: report.to_owned(),
        period: "2026-11".into(),
        mask: Mask::Middle,
        is_public: false,
        child: None,
        children: children.to_vec(),
        files: vec!["report.html".into()],
        covered: Covered::NotNeeded,
        reason: String::new(),
        handed_in: None,
    };
    desk.perform(Command::KeepExport(Box::new(export))).unwrap();
}

/// The reports in which a child stood, the newest first.
fn reports(desk: &Desk, child: ChildId) -> Vec<String> {
    let ask = LookedAsk {
        child: Some(child),
        ..LookedAsk::last_days(desk.clock.today())
    };
    let page = desk.looked(ask, usize::MAX, Lang::En).unwrap();
    let reports = page.rows.into_iter().filter_map(|row| match row.saw {
        Saw::Export(export) => Some(export.report),
        Saw::Look(_) => None,
    });
    reports.collect()
}

fn renumber(desk: &mut Desk, child: ChildId, file_no: &str) {
    let file = desk.store.child(child).unwrap();
    desk.perform(Command::SaveChild(Box::new(Child {
        file_no: file_no.to_owned(),
        ..file
    })))
    .unwrap();
}

fn leave_and_erase(desk: &mut Desk, child: ChildId) {
    let day = desk.clock.today();
    desk.perform(Command::ChangeStatus {
        child,
        status: Status::Moved,
        day,
        reason: "moved".into(),
    })
    .unwrap();
    desk.perform(Command::Erase {
        child,
        reason: "asked".into(),
    })
    .unwrap();
}

fn kept(desk: &Desk) -> String {
    desk.store.setting(SETTING_EXPORT).unwrap().unwrap()
}

#[test]
fn an_export_stays_with_a_child_whose_number_changes() {
    let mut desk = desk();
    let (child, other) = (add(&mut desk, "汪乐乐"), add(&mut desk, "余小雨"));
    export(&mut desk, "monthly", &[child]);
    let number = desk.store.child(child).unwrap().file_no;
    renumber(&mut desk, child, "77");
    renumber(&mut desk, other, &number);
    assert_eq!(reports(&desk, child), ["monthly 2026-11"]);
    assert!(reports(&desk, other).is_empty());
    assert!(kept(&desk).ends_with(&format!(" children: {}", child.0.simple())));
}

#[test]
fn an_export_stays_with_a_child_whose_data_is_erased_and_names_nobody() {
    let mut desk = desk();
    let (child, other) = (add(&mut desk, "汪乐乐"), add(&mut desk, "余小雨"));
    export(&mut desk, "monthly", &[child]);
    export(&mut desk, "register", &[child, other]);
    leave_and_erase(&mut desk, child);
    assert_eq!(
        reports(&desk, child),
        ["register 2026-11", "monthly 2026-11"]
    );
    assert_eq!(reports(&desk, other), ["register 2026-11"]);
    assert_eq!(desk.verify().unwrap().findings, []);
    for entry in desk.store.entries_before(i64::MAX, 100).unwrap() {
        let changes = desk.store.changes(entry.seq).unwrap();
        let told = format!("{entry:?} {changes:?}");
        assert!(!told.contains("汪乐乐"), "{told}");
    }
}

#[test]
fn who_came_after_an_export_of_everybody_was_not_in_it() {
    let mut desk = desk();
    let first = add(&mut desk, "汪乐乐");
    export(&mut desk, "monthly", &[first]);
    assert!(kept(&desk).ends_with(" children: all"));
    let later = add(&mut desk, "余小雨");
    assert_eq!(reports(&desk, first), ["monthly 2026-11"]);
    assert!(reports(&desk, later).is_empty());
    // A file that was taken back was on no register meanwhile.
    desk.perform(Command::Undo(None)).unwrap();
    let act = desk.act(ActKind::Export).because("yearly 2026 middle (1)");
    let everybody = Setting {
        name: SETTING_EXPORT.to_owned(),
        value: "now yearly 2026 middle (1) files: y.html children: all".to_owned(),
    };
    desk.fill_for_test(&act, |writer| writer.put(&everybody))
        .unwrap();
    assert_eq!(reports(&desk, first).len(), 2);
    assert!(reports(&desk, later).is_empty());
}

#[test]
fn an_export_follows_a_file_that_is_put_into_another_one() {
    let mut desk = desk();
    let (child, other) = (add(&mut desk, "汪乐乐"), add(&mut desk, "汪了了"));
    add(&mut desk, "余小雨");
    export(&mut desk, "monthly", &[other]);
    assert!(reports(&desk, child).is_empty());
    let plan = desk.merge_plan(child, other).unwrap();
    desk.perform(Command::MergeFiles(Box::new(plan))).unwrap();
    assert_eq!(reports(&desk, child), ["monthly 2026-11"]);
}

#[test]
fn entries_that_kept_numbers_are_read_by_the_number_of_today() {
    let mut desk = desk();
    let (child, other) = (add(&mut desk, "汪乐乐"), add(&mut desk, "余小雨"));
    let number = desk.store.child(child).unwrap().file_no;
    let act = desk
        .act(ActKind::Export)
        .because("monthly 2026-10 middle (1)");
    let kept = Setting {
        name: SETTING_EXPORT.to_owned(),
        value: format!("then monthly 2026-10 middle (1) files: m.html children: {number} 98"),
    };
    desk.fill_for_test(&act, |writer| writer.put(&kept))
        .unwrap();
    assert_eq!(reports(&desk, child), ["monthly 2026-10"]);
    assert!(reports(&desk, other).is_empty());
    // Whoever has a number of then today, and was not on file, did not stand in it.
    let later = add(&mut desk, "曾一诺");
    renumber(&mut desk, later, "98");
    assert!(reports(&desk, later).is_empty());
}
