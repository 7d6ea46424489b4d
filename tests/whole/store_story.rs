//! A home's file over several days and starts of the program, and files of older versions.

use crate::common::{Place, Tongue, fixture};
use doorlight::clock::Clock;
use doorlight::desk::Desk;
use doorlight::desk::command::{Comeback, Command, File, HomeSetup, KnownAbsence, When};
use doorlight::desk::outcome::Done;
use doorlight::desk::query::Query;
use doorlight::desk::refusal::Refusal;
use doorlight::domain::attendance::AbsenceReason;
use doorlight::domain::child::{Sex, Weekdays};
use doorlight::domain::{Child, ChildId, Mark, Moment};
use rstest::rstest;
use std::path::Path;

/// Starts the program at a moment.
fn start(folder: &Path, now: &str) -> Desk {
    Desk::open(
        folder,
        Clock::fixed(Moment::parse_from_rfc3339(now).unwrap()),
    )
    .unwrap()
}

fn setup() -> Command {
    Command::SetUp(Box::new(HomeSetup {
        name: "青石坳儿童之家".to_owned(),
        village: "青石坳村".to_owned(),
        township: "云溪镇".to_owned(),
        county: "灯影县".to_owned(),
        director: "周敏".to_owned(),
        hours: "Mon-Fri 16:30-18:30".parse().unwrap(),
    }))
}

fn enrol(desk: &mut Desk, name: &str) -> ChildId {
    let id: ChildId = desk.clock.new_id();
    let birth_date = "2016-05-04".parse().unwrap();
    let child = Child {
        expected_days: Weekdays::SCHOOL,
        ..Child::new(id, "", name, Sex::Female, birth_date)
    };
    let file = File {
        child,
        contacts: Vec::new(),
        tags: Vec::new(),
    };
    desk.perform(Command::AddChild(Box::new(file))).unwrap();
    id
}

fn sign_in(desk: &mut Desk, child: ChildId) -> Result<Done, Refusal> {
    desk.perform(Command::SignIn {
        child,
        when: When::Now,
        comeback: Comeback::Ask,
    })
}

#[test]
fn a_file_remembers_over_every_start_and_takes_steps_back_after_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = start(folder.path(), "2026-11-20T16:40:00+08:00");
    desk.perform(setup()).unwrap();
    let first = enrol(&mut desk, "汪乐乐");
    let second = enrol(&mut desk, "余小雨");
    sign_in(&mut desk, first).unwrap();
    drop(desk);

    // The next day: a correction, an announced absence, one child signed in again.
    let mut desk = start(folder.path(), "2026-11-23T16:45:00+08:00");
    assert!(matches!(
        sign_in(&mut desk, first),
        Ok(Done { seq: Some(_), .. })
    ));
    let renamed = Child {
        name: "余晓雨".to_owned(),
        ..desk.ask(Query::File).unwrap().child(second).unwrap()
    };
    desk.perform(Command::SaveChild(Box::new(renamed))).unwrap();
    let away = KnownAbsence {
        child: second,
        from: "2026-11-23".parse().unwrap(),
        to: "2026-11-24".parse().unwrap(),
        reason: AbsenceReason::Ill,
        note: String::new(),
    };
    desk.perform(Command::KnownAbsence(away)).unwrap();
    drop(desk);

    // A later start undoes exactly the last step of the one before.
    let mut desk = start(folder.path(), "2026-11-23T17:30:00+08:00");
    let today = desk.clock.today();
    assert_eq!(
        desk.ask(Query::File)
            .unwrap()
            .day_sheet(today)
            .unwrap()
            .len(),
        2
    );
    desk.perform(Command::Undo(None)).unwrap();
    let rows = desk.ask(Query::File).unwrap().day_sheet(today).unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].child, rows[0].mark), (first, Mark::Present));
    assert_eq!(
        desk.ask(Query::File).unwrap().child(second).unwrap().name,
        "余晓雨"
    );
    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(
        desk.ask(Query::File).unwrap().child(second).unwrap().name,
        "余小雨"
    );

    let seen = desk.ask(Query::File).unwrap().last_seen().unwrap();
    assert_eq!(seen.get(&first), Some(&today));
    assert_eq!(seen.get(&second), None);
    let history = desk
        .ask(Query::File)
        .unwrap()
        .file_history(second, 100)
        .unwrap();
    assert!(
        history.len() >= 3,
        "a step taken back is history too: {history:?}"
    );
    let report = desk.ask(Query::File).unwrap().verify().unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[test]
fn a_copy_made_while_the_program_runs_is_a_whole_home() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = start(folder.path(), "2026-11-23T16:40:00+08:00");
    desk.perform(setup()).unwrap();
    let child = enrol(&mut desk, "汪乐乐");
    let elsewhere = tempfile::tempdir().unwrap();
    desk.ask(Query::File)
        .unwrap()
        .copy_to(&elsewhere.path().join("doorlight.db"))
        .unwrap();
    sign_in(&mut desk, child).unwrap();

    let mut copy = start(elsewhere.path(), "2026-11-23T17:00:00+08:00");
    let today = copy.clock.today();
    assert!(
        copy.ask(Query::File)
            .unwrap()
            .day_sheet(today)
            .unwrap()
            .is_empty(),
        "the copy is of before"
    );
    sign_in(&mut copy, child).unwrap();
    assert!(
        copy.ask(Query::File)
            .unwrap()
            .verify()
            .unwrap()
            .findings
            .is_empty()
    );
    assert!(
        desk.ask(Query::File)
            .unwrap()
            .verify()
            .unwrap()
            .findings
            .is_empty()
    );
}

#[test]
fn a_refused_step_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = start(folder.path(), "2026-11-23T16:40:00+08:00");
    desk.perform(setup()).unwrap();
    let child = enrol(&mut desk, "汪乐乐");
    sign_in(&mut desk, child).unwrap();
    let last = desk
        .ask(Query::File)
        .unwrap()
        .last_entry()
        .unwrap()
        .unwrap()
        .seq;
    assert!(sign_in(&mut desk, child).is_err());
    let unnamed = Child {
        name: " ".to_owned(),
        ..desk.ask(Query::File).unwrap().child(child).unwrap()
    };
    assert!(desk.perform(Command::SaveChild(Box::new(unnamed))).is_err());
    assert_eq!(
        desk.ask(Query::File)
            .unwrap()
            .last_entry()
            .unwrap()
            .unwrap()
            .seq,
        last
    );
}

/// The file of each released schema, as that version wrote it.
///
/// Made with that version: `doorlight init`, `import roster`, some `in` and `out` and `undo` at
/// fixed moments (`--now`), then `doorlight backup tests/fixtures/schema-N.db`. Never regenerate
/// them.
#[rstest]
#[case(1)]
#[case(2)]
#[case(3)]
#[case(4)]
#[case(6)]
#[case(7)]
#[case(8)]
#[case(9)]
#[case(10)]
#[case(11)]
fn the_file_of_every_released_schema_opens_and_says_the_same(#[case] schema: i64) {
    let file = fixture(&format!("schema-{schema}.db"));
    assert_eq!(schema_of(&file), schema);
    let place = Place::empty(Tongue::English).at("2026-12-01T16:40:00+08:00");
    std::fs::create_dir(place.data()).unwrap();
    std::fs::copy(file, place.file()).unwrap();
    // Reading leaves it as it is.
    assert_eq!(place.json(&["verify"])["sound"], true);
    assert_eq!(schema_of(place.file().to_str().unwrap()), schema);
    place.refused(&["redo"]);
    assert!(
        schema_of(place.file().to_str().unwrap()) >= PACKED,
        "brought up to date"
    );
    assert_eq!(place.json(&["verify"])["sound"], true);
    let said = [
        place.ok(&["children"]),
        place.ok(&["attendance", "--from", "2026-11-01", "--to", "2026-11-30"]),
        place.ok(&["journal"]),
    ];
    insta::assert_snapshot!(format!("schema-{schema}"), said.join("\n"));
    if schema >= 3 {
        let said = [
            place.ok(&["activities", "--from", "2026-11-01", "--to", "2026-12-31"]),
            place.ok(&["coverage", "FIRE"]),
        ];
        insta::assert_snapshot!(format!("schema-{schema}-activities"), said.join("\n"));
    }
    if schema < PACKED {
        // The chain that the copy holds leads to the same head in the new file.
        assert_eq!(old_head(&place), migrated_head(&place));
    }
    // The migrated file accepts new steps.
    place.ok(&["in", "0001"]);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

/// An import whose categories had to have a day is taken back and done again in the newest schema.
#[test]
fn the_steps_of_schema_7_can_be_taken_back() {
    let place = Place::empty(Tongue::English).at("2026-12-01T16:40:00+08:00");
    std::fs::create_dir(place.data()).unwrap();
    std::fs::copy(fixture("schema-7.db"), place.file()).unwrap();
    let children = place.json(&["children"]);
    let days = "SELECT count(*), hex(group_concat(from_day)) FROM tag";
    let before: (i64, String) = row_of(&place.file(), days);
    let mut undone = 0;
    while !place.json(&["children"]).as_array().unwrap().is_empty() {
        place.ok(&["undo"]);
        undone += 1;
    }
    assert_eq!(schema_of(place.file().to_str().unwrap()), 12);
    assert_eq!(place.json(&["verify"])["sound"], true);
    for _ in 0..undone {
        place.ok(&["redo"]);
    }
    assert_eq!(place.json(&["children"]), children);
    assert_eq!(row_of::<String>(&place.file(), days), before);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[rstest]
#[case(1)]
#[case(2)]
#[case(3)]
#[case(4)]
#[case(6)]
#[case(7)]
#[case(8)]
#[case(9)]
#[case(10)]
#[case(11)]
fn a_file_of_an_older_schema_is_read_beside_another_program_and_left_as_it_is(#[case] schema: i64) {
    let place = Place::empty(Tongue::English).at("2026-12-01T16:40:00+08:00");
    std::fs::create_dir(place.data()).unwrap();
    std::fs::copy(fixture(&format!("schema-{schema}.db")), place.file()).unwrap();
    let lock = std::fs::File::create(place.data().join("doorlight.lock")).unwrap();
    lock.try_lock().unwrap();
    let said = place.ok(&["children"]);
    assert_eq!(schema_of(place.file().to_str().unwrap()), schema);
    // A script that only reads leaves it as it is, one that writes does not.
    let said_no = place.refused(&["in", "0001"]);
    assert!(said_no.contains("Another program"), "{said_no}");
    drop(lock);
    assert_eq!(place.ok(&["children"]), said);
    assert_eq!(schema_of(place.file().to_str().unwrap()), schema);
    place.ok(&["in", "0001"]);
    assert!(schema_of(place.file().to_str().unwrap()) > schema);
}

/// The schema from which the journal is packed.
const PACKED: i64 = 6;

/// Number and hash of the last entry in the copy that the migration left.
fn old_head(place: &Place) -> (i64, Vec<u8>) {
    let copies = std::fs::read_dir(place.data().join("backups")).unwrap();
    let copy = copies.map(|one| one.unwrap().path()).next().unwrap();
    let sql = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1";
    row_of(&copy, sql)
}

/// Number and hash to which the old entries lead in the migrated file.
fn migrated_head(place: &Place) -> (i64, Vec<u8>) {
    let sql = "SELECT last, hash FROM segment WHERE format = 1 ORDER BY first DESC LIMIT 1";
    row_of(&place.file(), sql)
}

fn row_of<T: rusqlite::types::FromSql>(path: &Path, sql: &str) -> (i64, T) {
    let file = rusqlite::Connection::open(path).unwrap();
    file.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
}

fn schema_of(path: &str) -> i64 {
    let file = rusqlite::Connection::open(path).unwrap();
    file.pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap()
}

/// The file of schema 7 with an incident that was reported once, made with that version: the form of F4 and the
/// card of F6 at 2026-11-24T17:30, then `doorlight backup`. Never regenerate it.
#[test]
fn the_report_of_an_older_file_is_the_first_of_the_list_and_its_step_is_taken_back() {
    let place = Place::empty(Tongue::English).at("2026-11-24T17:45:00+08:00");
    std::fs::create_dir(place.data()).unwrap();
    let file = fixture("schema-7-incident.db");
    assert_eq!(schema_of(&file), 7);
    std::fs::copy(file, place.file()).unwrap();
    let first = serde_json::json!([{
        "agency": "police", "person": "P17", "at": "2026-11-24T17:30:00+08:00", "receipt": "A9", "by": null,
    }]);
    assert_eq!(place.json(&["incidents"])[0]["reports"], first);
    // The step of the older program is the last one: it is taken back and done again in the new file.
    place.ok(&["undo"]);
    assert!(schema_of(place.file().to_str().unwrap()) > 7);
    assert_eq!(
        place.json(&["incidents"])[0]["reports"],
        serde_json::json!([])
    );
    assert_eq!(place.json(&["incidents"])[0]["standing"], "unreported");
    place.ok(&["redo"]);
    assert_eq!(place.json(&["incidents"])[0]["reports"], first);
    assert_eq!(place.json(&["verify"])["sound"], true);
}
