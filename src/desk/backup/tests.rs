//! Copies on real files: made, kept, put on a stick, compared, restored.

use super::make::{Made, OnStick};
use super::*;
use crate::clock::Clock;
use crate::desk::command::HomeSetup;
use crate::desk::outcome::Outcome;
use crate::desk::tests::usecases::add;
use crate::domain::Status;
use crate::house::safety::{Copied, DoubtKind};
use tempfile::TempDir;

const MONDAY: &str = "2026-11-23T17:00:00+08:00";

struct Place {
    data: TempDir,
    sticks: TempDir,
}

impl Place {
    fn new() -> Self {
        Self {
            data: tempfile::tempdir().unwrap(),
            sticks: tempfile::tempdir().unwrap(),
        }
    }

    fn desk(&self, now: &str) -> Desk {
        let clock = Clock::fixed(now.parse().unwrap());
        let mut desk = Desk::open(self.data.path(), clock).unwrap();
        desk.sticks.parents = vec![self.sticks.path().to_owned()];
        desk
    }

    /// A home that was set up on Monday.
    fn home(&self) -> Desk {
        let mut desk = self.desk(MONDAY);
        let setup = HomeSetup {
            name: "青石坳儿童之家".to_owned(),
            village: String::new(),
            township: String::new(),
            county: String::new(),
            director: "周敏".to_owned(),
            hours: "Mon-Fri 16:30-18:30".parse().unwrap(),
        };
        desk.perform(Command::SetUp(Box::new(setup))).unwrap();
        desk
    }

    fn stick(&self, name: &str) -> PathBuf {
        let root = self.sticks.path().join(name);
        std::fs::create_dir_all(&root).unwrap();
        root
    }

    fn file(&self) -> PathBuf {
        self.data.path().join(FILE)
    }
}

fn close(desk: &mut Desk, day: &str) -> Made {
    let day = day.parse().unwrap();
    let done = desk
        .perform(Command::CloseDay {
            day,
            note: String::new(),
        })
        .unwrap();
    let made = make::make(&desk.backup_order().unwrap().unwrap()).unwrap();
    assert_eq!(
        done.outcome,
        Outcome::Closed {
            head: Some(made.head)
        },
        "what is said at the close is what the copy ends with"
    );
    made
}

fn safety(desk: &Desk) -> Safety {
    desk.safety(true).unwrap().unwrap()
}

fn kinds(desk: &Desk) -> Vec<DoubtKind> {
    let quick: Vec<_> = desk
        .safety(false)
        .unwrap()
        .unwrap()
        .doubts
        .iter()
        .map(|doubt| doubt.kind)
        .collect();
    let all: Vec<_> = safety(desk).doubts.iter().map(|doubt| doubt.kind).collect();
    assert!(quick.iter().all(|kind| all.contains(kind)));
    all
}

#[test]
fn a_copy_ends_as_its_name_says_and_nothing_is_left_beside_it() {
    let place = Place::new();
    let mut desk = place.home();
    let made = close(&mut desk, "2026-11-23");
    let copy = Store::open_read_only(&made.path, desk.now()).unwrap();
    assert_eq!(copy.head().unwrap(), made.head);
    let names = std::fs::read_dir(place.data.path().join(FOLDER)).unwrap();
    let mut names: Vec<String> = names
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            name::copy_name("2026-11-23T17:00:00".parse().unwrap(), made.head),
            "record.json".to_owned()
        ]
    );
    assert_eq!(kinds(&desk), []);
}

#[test]
fn the_first_copy_of_a_month_is_rehearsed() {
    let place = Place::new();
    let mut desk = place.home();
    let rehearsal = close(&mut desk, "2026-11-23").rehearsal.unwrap();
    assert_eq!((rehearsal.faults, rehearsal.entries), (0, 2));
    drop(desk);
    assert_eq!(
        close(&mut place.desk("2026-11-24T18:30:00+08:00"), "2026-11-24").rehearsal,
        None
    );
    let mut later = place.desk("2026-12-23T18:30:00+08:00");
    assert!(close(&mut later, "2026-12-23").rehearsal.is_some());
}

#[test]
fn a_stick_is_known_again_wherever_it_appears() {
    let place = Place::new();
    let mut desk = place.home();
    let root = place.stick("BLUE");
    desk.choose_stick(&root, "BLUE").unwrap();
    assert_eq!(close(&mut desk, "2026-11-23").stick, Some(OnStick::Copied));
    let other = place.sticks.path().join("E");
    std::fs::rename(&root, &other).unwrap();
    place.stick("ANOTHER");
    let stick = safety(&desk).stick.unwrap();
    assert!(stick.is_here && stick.label == "BLUE" && stick.copies.len() == 1);
    drop(desk);

    std::fs::rename(&other, place.data.path().join("pulled out")).unwrap();
    let mut desk = place.desk("2026-11-24T18:30:00+08:00");
    assert_eq!(
        close(&mut desk, "2026-11-24").stick,
        Some(OnStick::Away("BLUE".to_owned()))
    );
    let stick = safety(&desk).stick.unwrap();
    assert!(!stick.is_here);
    assert_eq!(stick.copied_at, Some(MONDAY.parse().unwrap()));
}

#[test]
fn a_stick_that_cannot_be_written_does_not_cost_the_copy() {
    let place = Place::new();
    let mut desk = place.home();
    let root = place.stick("FULL");
    desk.choose_stick(&root, "FULL").unwrap();
    let order = desk.backup_order().unwrap().unwrap();
    // A file where the folder of this home's copies should be.
    std::fs::write(root.join("doorlight-backups").join(&order.home), "").unwrap();
    let made = make::make(&order).unwrap();
    assert!(matches!(made.stick, Some(OnStick::Failed(..))));
    assert!(made.path.is_file());
}

/// The file as it was after an evening, and the home at the evening after.
fn two_evenings(place: &Place) -> (Vec<u8>, Desk) {
    let mut desk = place.home();
    close(&mut desk, "2026-11-23");
    drop(desk);
    let yesterday = std::fs::read(place.file()).unwrap();
    let mut desk = place.desk("2026-11-24T18:30:00+08:00");
    close(&mut desk, "2026-11-24");
    (yesterday, desk)
}

#[test]
fn yesterdays_file_put_back_is_said_with_what_is_missing() {
    let place = Place::new();
    let (yesterday, desk) = two_evenings(&place);
    drop(desk);
    std::fs::write(place.file(), yesterday).unwrap();
    let desk = place.desk("2026-11-25T17:00:00+08:00");
    let doubts = safety(&desk).doubts;
    assert_eq!(doubts.len(), 1);
    assert_eq!((doubts[0].kind, doubts[0].missing), (DoubtKind::Behind, 1));
    assert_eq!(
        doubts[0].from,
        Some("2026-11-24T18:30:00+08:00".parse().unwrap())
    );
}

#[test]
fn a_file_that_lives_on_after_it_was_put_back_is_said_to_differ() {
    let place = Place::new();
    let (yesterday, desk) = two_evenings(&place);
    drop(desk);
    std::fs::write(place.file(), yesterday).unwrap();
    let mut desk = place.desk("2026-11-25T17:00:00+08:00");
    desk.perform(Command::OpenDay).unwrap();
    assert_eq!(kinds(&desk), [DoubtKind::Rewritten]);
    // More steps than the copy has do not hide it.
    desk.perform(Command::CloseDay {
        day: "2026-11-25".parse().unwrap(),
        note: String::new(),
    })
    .unwrap();
    assert_eq!(kinds(&desk), [DoubtKind::Rewritten]);
}

#[test]
fn a_lost_file_is_not_taken_for_a_new_home() {
    let place = Place::new();
    let (_, desk) = two_evenings(&place);
    drop(desk);
    std::fs::remove_file(place.file()).unwrap();
    let desk = place.desk("2026-11-25T17:00:00+08:00");
    assert_eq!(kinds(&desk), [DoubtKind::NoFile, DoubtKind::NoFile]);
}

#[test]
fn a_copy_of_another_home_and_a_changed_copy_are_said() {
    let place = Place::new();
    let (_, desk) = two_evenings(&place);
    let newest = safety(&desk).copies[0].path.clone();
    let other = Place::new();
    let theirs = close(&mut other.home(), "2026-11-23").path;
    std::fs::copy(&theirs, &newest).unwrap();
    assert_eq!(kinds(&desk), [DoubtKind::OtherHome]);
    std::fs::write(&newest, "no database").unwrap();
    assert_eq!(kinds(&desk), [DoubtKind::CopyChanged]);
    std::fs::remove_file(newest).unwrap();
    std::fs::copy(
        &theirs,
        place
            .data
            .path()
            .join(FOLDER)
            .join(theirs.file_name().unwrap()),
    )
    .unwrap();
    assert_eq!(kinds(&desk), [DoubtKind::OtherHome]);
}

#[test]
fn a_restored_copy_gives_up_what_came_after_it_and_keeps_it_beside() {
    let place = Place::new();
    let (_, mut desk) = two_evenings(&place);
    let newest_first = safety(&desk).copies;
    let restored = desk.restore(&newest_first[1].path).unwrap();
    assert_eq!(restored.given_up, Some(1));
    let before = Store::open_read_only(&restored.before.unwrap(), desk.now()).unwrap();
    assert_eq!(before.head().unwrap(), newest_first[0].head);
    assert_eq!(kinds(&desk), [], "the file says itself what it gave up");
    assert_eq!(desk.verify().unwrap().findings, []);
    // The desk works on, and a rollback after the restore is found as before.
    desk.perform(Command::OpenDay).unwrap();
    let after = std::fs::read(place.file()).unwrap();
    drop(desk);
    let mut desk = place.desk("2026-11-25T18:30:00+08:00");
    close(&mut desk, "2026-11-25");
    drop(desk);
    std::fs::write(place.file(), after).unwrap();
    let desk = place.desk("2026-11-26T17:00:00+08:00");
    assert_eq!(kinds(&desk), [DoubtKind::Behind]);
}

#[test]
fn what_a_restore_gives_up_is_counted_nothing_or_not_known() {
    let place = Place::new();
    let (_, desk) = two_evenings(&place);
    let copies = safety(&desk).copies;
    let (file, now) = (place.file(), desk.now());
    drop(desk);
    let told = |copy: &Copied| given_up_of(&file, &copy.path, now);
    assert_eq!(told(&copies[0]), GivenUp::Nothing);
    assert!(matches!(told(&copies[1]), GivenUp::Steps(_)));
    std::fs::write(&file, "no database at all").unwrap();
    assert_eq!(told(&copies[0]), GivenUp::Unknown);
    std::fs::remove_file(&file).unwrap();
    assert_eq!(told(&copies[0]), GivenUp::Nothing);
}

/// Each read of `/proc/self/mem` at its beginning fails as one of a broken disk does.
#[cfg(target_os = "linux")]
#[test]
fn a_file_of_which_no_byte_can_be_read_keeps_no_copy_from_being_restored() {
    let place = Place::new();
    let (_, desk) = two_evenings(&place);
    let copy = safety(&desk).copies[0].clone();
    drop(desk);
    std::fs::remove_file(place.file()).unwrap();
    std::os::unix::fs::symlink("/proc/self/mem", place.file()).unwrap();
    let clock = Clock::fixed("2026-11-25T17:00:00+08:00".parse().unwrap());
    let restored = restore_in(
        (place.data.path(), &Admission::default()),
        &copy.path,
        &clock,
        false,
    )
    .unwrap();
    assert!(restored.before.unwrap().is_symlink());
    assert!(!place.file().is_symlink());
    let desk = place.desk("2026-11-25T17:00:00+08:00");
    assert_eq!(desk.verify().unwrap().findings, []);
}

#[test]
fn a_damaged_file_is_kept_and_replaced() {
    let place = Place::new();
    let (_, desk) = two_evenings(&place);
    let copy = safety(&desk).copies[0].clone();
    drop(desk);
    std::fs::write(place.file(), "no database at all").unwrap();
    let clock = Clock::fixed("2026-11-25T17:00:00+08:00".parse().unwrap());
    let restored = restore_in(
        (place.data.path(), &Admission::default()),
        &copy.path,
        &clock,
        false,
    )
    .unwrap();
    assert_eq!(
        std::fs::read(restored.before.unwrap()).unwrap(),
        b"no database at all"
    );
    let desk = place.desk("2026-11-25T17:00:00+08:00");
    assert_eq!(
        desk.ask(Query::File)
            .unwrap()
            .head_at(copy.head.seq)
            .unwrap(),
        Some(copy.head)
    );
    assert_eq!(kinds(&desk), []);
}

/// Changes the director's name in a copy.
fn edit_by_hand(copy: &Path) {
    let mut bytes = std::fs::read(copy).unwrap();
    let name = "周敏".as_bytes();
    let at = bytes
        .windows(name.len())
        .position(|part| part == name)
        .unwrap();
    bytes[at..at + name.len()].copy_from_slice("周民".as_bytes());
    std::fs::write(copy, bytes).unwrap();
}

#[test]
fn a_faulty_copy_is_not_restored_and_nothing_changes() {
    let place = Place::new();
    let (_, mut desk) = two_evenings(&place);
    let copy = safety(&desk).copies[1].path.clone();
    edit_by_hand(&copy);
    let head = safety(&desk).head;
    assert!(matches!(
        desk.restore(&copy),
        Err(Refusal::FaultyCopy { faults: 1.. })
    ));
    assert_eq!(safety(&desk).head, head);
    desk.perform(Command::OpenDay).unwrap();
    let beside = std::fs::read_dir(place.data.path()).unwrap();
    let left = beside.filter(|one| {
        one.as_ref()
            .unwrap()
            .file_name()
            .to_string_lossy()
            .starts_with("restoring")
    });
    assert_eq!(left.count(), 0);
}

#[test]
fn a_copy_with_faults_takes_the_place_of_no_sound_one_and_is_no_copy() {
    let place = Place::new();
    let mut desk = place.home();
    let sound = close(&mut desk, "2026-11-23").path;
    drop(desk);
    edit_by_hand(&place.file());
    let desk = place.desk("2026-11-23T18:00:00+08:00");
    let first = make::make(&desk.backup_order().unwrap().unwrap()).unwrap();
    assert!(first.faults > 0 && first.stick.is_none());
    drop(desk);
    let desk = place.desk("2026-11-24T18:00:00+08:00");
    let second = make::make(&desk.backup_order().unwrap().unwrap()).unwrap();
    assert!(
        second.path.exists() && !first.path.exists(),
        "the newest is kept"
    );
    let copies = safety(&desk).copies;
    assert_eq!(copies.len(), 1);
    assert_eq!(copies[0].path, sound);
}

#[test]
fn a_lost_file_is_said_on_the_command_line_too() {
    let place = Place::new();
    let mut desk = place.home();
    let copy = close(&mut desk, "2026-11-23").path;
    drop(desk);
    assert_eq!(copy_of_lost_file(place.data.path()), None);
    std::fs::remove_file(place.file()).unwrap();
    assert_eq!(copy_of_lost_file(place.data.path()), Some(copy));
}

#[test]
fn if_a_faulty_copy_is_all_that_is_left_it_can_be_restored_knowingly() {
    let place = Place::new();
    let (_, desk) = two_evenings(&place);
    let copy = safety(&desk).copies[1].path.clone();
    let now = desk.now();
    drop(desk);
    edit_by_hand(&copy);
    std::fs::write(place.file(), "no database at all").unwrap();
    let clock = Clock::fixed(now);
    let refused = restore_in(
        (place.data.path(), &Admission::default()),
        &copy,
        &clock,
        false,
    );
    assert!(matches!(refused, Err(Refusal::FaultyCopy { faults: 1.. })));
    let restored = restore_in(
        (place.data.path(), &Admission::default()),
        &copy,
        &clock,
        true,
    )
    .unwrap();
    assert!(restored.faults > 0);
    let desk = place.desk("2026-11-25T17:00:00+08:00");
    assert_eq!(desk.store.home().unwrap().unwrap().name, "青石坳儿童之家");
    let missing = restore_in(
        (place.data.path(), &Admission::default()),
        Path::new("gone.db"),
        &clock,
        false,
    );
    assert!(matches!(missing, Err(Refusal::NoSuchCopy)));
}

#[test]
fn a_file_that_cannot_be_opened_again_is_not_worked_on_and_another_copy_is_taken() {
    let place = Place::new();
    let (_, mut desk) = two_evenings(&place);
    let copies = safety(&desk).copies;
    std::fs::write(&copies[1].path, "no database at all").unwrap();
    // The file is damaged while it is open: only a restore notices.
    std::fs::write(place.file(), "no database at all").unwrap();
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(place.file().with_extension(format!("db{end}")));
    }
    desk.restore(&copies[1].path).unwrap_err();
    let refused = desk.perform(Command::OpenDay);
    assert!(matches!(refused, Err(Refusal::Store(StoreError::Closed))));
    assert!(desk.ask(Query::Register).is_err());
    desk.restore(&copies[0].path).unwrap();
    assert_eq!(desk.verify().unwrap().findings, []);
    desk.perform(Command::OpenDay).unwrap();
}

#[test]
fn what_was_erased_after_the_copy_is_erased_from_it_when_it_is_restored() {
    let place = Place::new();
    let mut desk = place.home();
    let day = desk.clock.today();
    let child = add(&mut desk, "黎锦棠");
    desk.perform(Command::ChangeStatus {
        child,
        status: Status::Moved,
        day,
        reason: String::new(),
    })
    .unwrap();
    let copy = close(&mut desk, "2026-11-23").path;
    desk.perform(Command::Erase {
        child,
        reason: "asked".to_owned(),
    })
    .unwrap();
    assert_eq!(desk.restore(&copy).unwrap().erased, 1);
    assert_ne!(desk.store.child(child).unwrap().name, "黎锦棠");
    assert_eq!(desk.verify().unwrap().findings, []);
    assert_eq!(kinds(&desk), []);
}

#[test]
fn a_copy_that_was_given_up_can_be_taken_again_and_the_count_is_true() {
    let place = Place::new();
    let (_, mut desk) = two_evenings(&place);
    let copies = safety(&desk).copies;
    desk.restore(&copies[1].path).unwrap();
    desk.perform(Command::OpenDay).unwrap();
    // Back to the newest copy: the restore and the opening after it are given up, and nothing else.
    let again = desk.restore(&copies[0].path).unwrap();
    assert_eq!(again.given_up, Some(2));
    assert_eq!(kinds(&desk), []);
    // The steps of that copy are compared again: a file without them is found.
    let before = place.file();
    drop(desk);
    std::fs::copy(&copies[1].path, before).unwrap();
    let desk = place.desk("2026-11-26T17:00:00+08:00");
    assert!(!kinds(&desk).is_empty());
}

#[test]
fn whoever_sits_at_the_desk_stays_after_a_restore() {
    let place = Place::new();
    let (_, mut desk) = two_evenings(&place);
    let actor = desk.actor;
    let copy = safety(&desk).copies[1].path.clone();
    desk.restore(&copy).unwrap();
    assert!(actor.is_some() && desk.actor == actor);
    let entry = desk.store.last_entry().unwrap().unwrap();
    assert_eq!(entry.act.actor, actor);
}

#[test]
fn a_copy_of_another_home_is_not_restored() {
    let place = Place::new();
    let (_, mut desk) = two_evenings(&place);
    let elsewhere = Place::new();
    let theirs = close(&mut elsewhere.home(), "2026-11-23").path;
    let head = safety(&desk).head;
    assert!(matches!(
        desk.restore(&theirs),
        Err(Refusal::CopyOfOtherHome)
    ));
    assert_eq!(safety(&desk).head, head);
}

#[test]
fn a_file_that_does_not_continue_its_copies_pushes_none_of_them_out() {
    let place = Place::new();
    let (yesterday, desk) = two_evenings(&place);
    let good = safety(&desk).copies;
    drop(desk);
    std::fs::write(place.file(), yesterday).unwrap();
    let mut desk = place.desk("2026-11-24T19:00:00+08:00");
    desk.perform(Command::OpenDay).unwrap();
    close(&mut desk, "2026-11-24");
    assert!(good.iter().all(|copy| copy.path.is_file()));
}

#[test]
fn the_file_as_it_was_before_a_restore_stays_until_somebody_deletes_it() {
    let place = Place::new();
    let (_, mut desk) = two_evenings(&place);
    let copy = safety(&desk).copies[1].path.clone();
    let before = desk.restore(&copy).unwrap().before.unwrap();
    close(&mut desk, "2026-11-24");
    assert!(before.is_file());
}
