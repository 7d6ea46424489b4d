//! A home gets locks, loses people, changes its key, and is opened elsewhere.

use super::*;
use crate::clock::Clock;
use crate::desk::command::{Command, File, HomeSetup};
use crate::desk::papers::{Order, Paper};
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::desk::rights::Right;
use crate::desk::{Desk, FILE};
use crate::domain::child::Sex;
use crate::domain::{Child, Role, Staff, StaffId};
use crate::i18n::Lang;
use crate::store::testing::{CANARY, leaks};
use crate::store::{Begin, FileKeys, Store, StoreError, begin_of};
use crate::vault::kdf::count;
use std::path::Path;
use tempfile::TempDir;

const NOW: &str = "2026-11-23T17:00:00+08:00";
pub(super) const PASSPHRASE: &str = "春天来了 要开花";

pub(super) struct Home {
    pub(super) data: TempDir,
    account: TempDir,
}

pub(super) fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

impl Home {
    pub(super) fn clock() -> Clock {
        Clock::fixed(NOW.parse().unwrap())
    }

    /// A home without locks, with a director, a helper and a child.
    pub(super) fn new() -> (Self, Desk) {
        let home = Self {
            data: tempfile::tempdir().unwrap(),
            account: tempfile::tempdir().unwrap(),
        };
        let mut desk = Desk::open(home.data.path(), Self::clock()).unwrap();
        let setup = HomeSetup {
            name: "青石坳儿童之家".to_owned(),
            village: String::new(),
            township: String::new(),
            county: String::new(),
            director: "周敏".to_owned(),
            hours: "Mon-Fri 16:30-18:30".parse().unwrap(),
        };
        desk.perform(Command::SetUp(Box::new(setup))).unwrap();
        let born = "2018-03-04".parse().unwrap();
        let mut child = Child::new(desk.clock.new_id(), "", CANARY, Sex::Female, born);
        child.note = CANARY.to_owned();
        let file = File {
            child,
            contacts: Vec::new(),
            tags: Vec::new(),
        };
        desk.perform(Command::AddChild(Box::new(file))).unwrap();
        (home, desk)
    }

    pub(super) fn locked() -> (Self, Desk, String) {
        let (home, mut desk) = Self::new();
        let words = desk
            .set_locks(&home.doorway(), &secret(PASSPHRASE))
            .unwrap()
            .words;
        let words = words.words.iter().map(|(syllable, _)| syllable.clone());
        (home, desk, words.collect::<Vec<_>>().join(" "))
    }

    pub(super) fn doorway(&self) -> Doorway {
        Doorway {
            folder: self.data.path().to_owned(),
            account: Some(self.account.path().to_owned()),
        }
    }

    pub(super) fn admit(&self, who: Who<'_>, text: &str) -> Result<Admission, LocksError> {
        self.doorway().admit(who, &secret(text), 0)
    }

    pub(super) fn open(&self, admitted: Admission) -> Result<Desk, StoreError> {
        Desk::open_telling(self.data.path(), Self::clock(), admitted, &mut |_, _| {})
    }

    fn file(&self) -> std::path::PathBuf {
        self.data.path().join(FILE)
    }
}

pub(super) fn add_helper(desk: &mut Desk, name: &str, role: Role) -> StaffId {
    let staff = Staff {
        id: StaffId::default(),
        name: name.to_owned(),
        role,
        phone: String::new(),
        active: true,
        checked_on: None,
    };
    desk.perform(Command::SaveStaff(staff)).unwrap();
    let staff = desk.ask(Query::Names).unwrap().staff().unwrap();
    staff.into_iter().find(|one| one.name == name).unwrap().id
}

pub(super) fn copy(desk: &Desk) -> std::path::PathBuf {
    let order = desk.backup_order().unwrap().unwrap();
    crate::desk::backup::make::make(&order).unwrap().path
}

#[test]
fn a_plain_home_is_encrypted_in_place_with_its_copies_and_opens_with_the_passphrase_only() {
    let (home, mut desk) = Home::new();
    let before = copy(&desk);
    assert!(!leaks(home.data.path()).is_empty());
    let head = desk.ask(Query::File).unwrap().head().unwrap();
    let locked = desk
        .set_locks(&home.doorway(), &secret(PASSPHRASE))
        .unwrap();
    assert_eq!(locked.words.words.len(), 18);
    assert_eq!(locked.plain, [""; 0].map(std::path::PathBuf::from));
    assert_eq!(leaks(home.data.path()), [""; 0]);
    assert!(matches!(begin_of(&before).unwrap(), Begin::Encrypted(_)));
    assert!(desk.ask(Query::File).unwrap().head().unwrap().seq >= head.seq);
    let after = copy(&desk);
    drop(desk);
    assert_eq!(leaks(home.data.path()), [""; 0]);
    assert!(matches!(begin_of(&after).unwrap(), Begin::Encrypted(_)));

    let opened = Desk::open(home.data.path(), Home::clock());
    assert!(matches!(opened, Err(StoreError::Locked)));
    let Entrance::Locked(people) = home.doorway().look().unwrap() else {
        panic!("it is locked");
    };
    assert_eq!(people.len(), 1);
    assert_eq!(people[0].name, "周敏");
    for (who, text) in [
        (Who::Named("周敏"), "春天来了要开花"),
        (Who::Named("李强"), PASSPHRASE),
    ] {
        assert!(matches!(home.admit(who, text), Err(LocksError::Wrong)));
    }
    let admitted = home.admit(Who::Named("周敏"), PASSPHRASE).unwrap();
    let desk = home.open(admitted).unwrap();
    assert_eq!(desk.actor, Some(people[0].id));
    let roster = desk.ask(Query::Register).unwrap().roster().unwrap();
    assert_eq!(roster.children.len(), 1);
    assert!(desk.verify().unwrap().findings.is_empty());
}

#[test]
fn after_wrong_secrets_the_next_has_to_wait_also_after_a_restart_and_words_open_instead() {
    let (home, desk, words) = Home::locked();
    drop(desk);
    for _ in 0..3 {
        let wrong = home.admit(Who::Named("周敏"), "wrong wrong");
        assert!(matches!(wrong, Err(LocksError::Wrong)));
    }
    let waits = home.admit(Who::Named("周敏"), PASSPHRASE);
    assert!(matches!(waits, Err(LocksError::Wait(5))), "{waits:?}");
    let later = home.doorway();
    assert!(
        later
            .admit(Who::Named("周敏"), &secret(PASSPHRASE), 5)
            .is_ok()
    );

    assert!(matches!(
        home.admit(Who::Recovery, &words.replacen(' ', " xxxx ", 1)),
        Err(LocksError::UnknownWord(2))
    ));
    let mut desk = home
        .open(home.admit(Who::Recovery, &words).unwrap())
        .unwrap();
    // Whoever has the words acts as the director, whose passphrase is forgotten.
    let director = desk.actor.unwrap();
    let forgotten = NewPerson {
        id: director,
        secret: &secret("一个新的口令"),
        is_pin: false,
    };
    desk.give_secret(&home.doorway(), forgotten).unwrap();
    drop(desk);
    assert!(home.admit(Who::Person(director), PASSPHRASE).is_err());
    assert!(home.admit(Who::Person(director), "一个新的口令").is_ok());
}

#[test]
fn a_helper_with_a_pin_has_the_door_on_this_pc_and_nothing_elsewhere() {
    let (home, mut desk, _) = Home::locked();
    let helper = add_helper(&mut desk, "李强", Role::Helper);
    let pin = secret("2580");
    let new = NewPerson {
        id: helper,
        secret: &pin,
        is_pin: true,
    };
    desk.give_secret(&home.doorway(), new).unwrap();
    drop(desk);
    let mut desk = home
        .open(home.admit(Who::Named("李强"), "2580").unwrap())
        .unwrap();
    assert_eq!(desk.actor, Some(helper));
    assert!(desk.check_right(Right::Attend).is_ok());
    for right in [Right::Read, Right::Direct, Right::KeepFiles] {
        assert!(desk.check_right(right).is_err(), "{right:?}");
    }
    assert!(
        desk.set_locks(&home.doorway(), &secret(PASSPHRASE))
            .is_err()
    );
    assert!(desk.change_key(&home.doorway()).is_err());
    assert!(desk.take_secret(&home.doorway(), helper).is_err());
    drop(desk);
    // The whole folder was copied to another PC, and everybody's PIN is known.
    let elsewhere = Doorway {
        account: Some(tempfile::tempdir().unwrap().path().to_owned()),
        ..home.doorway()
    };
    let refused = elsewhere.admit(Who::Named("李强"), &pin, 0);
    assert!(
        matches!(refused, Err(LocksError::OtherMachine)),
        "{refused:?}"
    );
}

#[test]
fn who_lost_the_secret_opens_nothing_and_another_key_shuts_out_a_key_that_was_kept() {
    let (home, mut desk, words) = Home::locked();
    let other = add_helper(&mut desk, "李强", Role::Director);
    let passphrase = secret("秋天的落叶黄");
    let new = NewPerson {
        id: other,
        secret: &passphrase,
        is_pin: false,
    };
    desk.give_secret(&home.doorway(), new).unwrap();
    let kept = home.admit(Who::Person(other), "秋天的落叶黄").unwrap().keys;
    // Elsewhere, as on a stick: of a day only the newest copy is kept.
    let older = home.data.path().join("older.db");
    std::fs::copy(copy(&desk), &older).unwrap();
    let refused = desk.take_secret(&home.doorway(), other);
    assert!(matches!(refused, Err(Refusal::NeedsApproval)));
    desk.approve(Who::Named("周敏"), &secret(PASSPHRASE))
        .unwrap();
    desk.take_secret(&home.doorway(), other).unwrap();
    assert!(home.admit(Who::Person(other), "秋天的落叶黄").is_err());
    desk.change_key(&home.doorway()).unwrap();
    assert!(desk.verify().unwrap().findings.is_empty());
    // A step later, so that the copy has another name.
    add_helper(&mut desk, "王芳", Role::Helper);
    let newer = copy(&desk);
    drop(desk);
    let opens = |keys: &FileKeys, path: &Path| {
        crate::store::Store::open_read_only(keys.at(path), NOW.parse().unwrap()).is_ok()
    };
    assert!(!opens(&kept, &home.file()));
    assert!(!opens(&kept, &newer));
    assert!(opens(&kept, &older), "it was made under the key of before");
    for admitted in [
        home.admit(Who::Named("周敏"), PASSPHRASE).unwrap(),
        home.admit(Who::Recovery, &words).unwrap(),
    ] {
        for path in [&home.file(), &older, &newer] {
            assert!(opens(&admitted.keys, path), "{}", path.display());
        }
    }
    assert_eq!(leaks(home.data.path()), [""; 0]);
}

#[test]
fn a_power_cut_between_the_two_renames_is_ended_by_the_next_start() {
    let (home, desk, _) = Home::locked();
    drop(desk);
    let doorway = home.doorway();
    std::fs::rename(doorway.keys(), doorway.next_keys()).unwrap();
    assert!(matches!(doorway.look().unwrap(), Entrance::Locked(_)));
    assert!(doorway.keys().is_file() && !doorway.next_keys().exists());
    assert!(home.admit(Who::Named("周敏"), PASSPHRASE).is_ok());
}

#[test]
fn a_power_cut_before_the_file_was_replaced_leaves_the_home_as_it_was() {
    let (home, desk, _) = Home::locked();
    drop(desk);
    let (plain, mut desk) = Home::new();
    // The next key file stands there, and the file under its key too; the home's file is still the plain one.
    std::fs::copy(home.doorway().keys(), plain.doorway().next_keys()).unwrap();
    std::fs::copy(home.file(), plain.data.path().join("doorlight.db.next")).unwrap();
    assert_eq!(plain.doorway().look().unwrap(), Entrance::Open);
    desk.set_locks(&plain.doorway(), &secret(PASSPHRASE))
        .unwrap();
    drop(desk);
    assert!(plain.admit(Who::Named("周敏"), PASSPHRASE).is_ok());
    assert_eq!(leaks(plain.data.path()), [""; 0]);
}

#[test]
fn a_copy_is_restored_on_another_pc_with_the_words_that_lie_at_the_township() {
    let (home, desk, words) = Home::locked();
    let made = copy(&desk);
    drop(desk);
    let other = tempfile::tempdir().unwrap();
    let copies = made.parent().unwrap();
    let doorway = Doorway {
        folder: copies.to_owned(),
        account: None,
    };
    let admitted = doorway.admit(Who::Recovery, &secret(&words), 0).unwrap();
    let place = (other.path(), &admitted);
    crate::desk::backup::restore_in(place, &made, &Home::clock(), false).unwrap();
    let there = Doorway {
        folder: other.path().to_owned(),
        account: None,
    };
    let admitted = there
        .admit(Who::Named("周敏"), &secret(PASSPHRASE), 0)
        .unwrap();
    let desk = Desk::open_telling(other.path(), Home::clock(), admitted, &mut |_, _| {}).unwrap();
    let roster = desk.ask(Query::Register).unwrap().roster().unwrap();
    assert_eq!(roster.children.len(), 1);
    assert_eq!(leaks(other.path()), [""; 0]);
    drop(home);
}

#[test]
fn one_changes_ones_own_secret_with_the_old_one_and_weak_ones_are_refused() {
    let (home, mut desk, _) = Home::locked();
    let id = desk.actor.unwrap();
    let change = |desk: &mut Desk, old: &str, new: &str| {
        let secret = secret(new);
        let new = NewPerson {
            id,
            secret: &secret,
            is_pin: false,
        };
        desk.change_own_secret(&home.doorway(), &Secret::new(old.to_owned()), new)
    };
    let weak = change(&mut desk, PASSPHRASE, "short");
    assert!(matches!(
        weak,
        Err(Refusal::Locks(LocksError::Weak("too-short")))
    ));
    assert!(change(&mut desk, "not the old one", "a better passphrase").is_err());
    change(&mut desk, PASSPHRASE, "a better passphrase").unwrap();
    assert!(home.admit(Who::Person(id), "a better passphrase").is_ok());
}

/// Gives a member of staff a passphrase of its own.
fn give_passphrase(home: &Home, desk: &mut Desk, id: StaffId) {
    let passphrase = secret("秋天的落叶黄");
    let new = NewPerson {
        id,
        secret: &passphrase,
        is_pin: false,
    };
    desk.give_secret(&home.doorway(), new).unwrap();
}

#[test]
fn the_key_file_follows_what_is_said_of_staff() {
    let (home, mut desk, _) = Home::locked();
    let id = add_helper(&mut desk, "李强", Role::Helper);
    give_passphrase(&home, &mut desk, id);
    let staff = desk.ask(Query::Names).unwrap().staff().unwrap();
    let mut one = staff.into_iter().find(|one| one.id == id).unwrap();
    one.name = "李小强".to_owned();
    desk.perform(Command::SaveStaff(one.clone())).unwrap();
    assert!(home.admit(Who::Named("李小强"), "秋天的落叶黄").is_ok());
    one.active = false;
    desk.perform(Command::SaveStaff(one)).unwrap();
    assert!(home.admit(Who::Person(id), "秋天的落叶黄").is_err());
}

#[test]
fn the_key_file_follows_an_undo_and_a_redo_of_what_is_said_of_staff() {
    let (home, mut desk, _) = Home::locked();
    let id = add_helper(&mut desk, "李强", Role::Helper);
    give_passphrase(&home, &mut desk, id);
    let member = |desk: &Desk| {
        let staff = desk.ask(Query::Names).unwrap().staff().unwrap();
        staff.into_iter().find(|one| one.id == id).unwrap()
    };
    let gone = Staff {
        active: false,
        ..member(&desk)
    };
    desk.perform(Command::SaveStaff(gone)).unwrap();
    desk.perform(Command::Undo(None)).unwrap();
    // Who is back gets a secret anew; the step done again takes it away again.
    give_passphrase(&home, &mut desk, id);
    assert!(home.admit(Who::Person(id), "秋天的落叶黄").is_ok());
    desk.perform(Command::Redo).unwrap();
    assert!(!member(&desk).active);
    assert!(home.admit(Who::Person(id), "秋天的落叶黄").is_err());
}

#[test]
fn whose_being_on_the_staff_is_undone_opens_nothing_more() {
    let (home, mut desk, _) = Home::locked();
    let id = add_helper(&mut desk, "李强", Role::Helper);
    give_passphrase(&home, &mut desk, id);
    desk.perform(Command::Undo(None)).unwrap();
    assert!(home.admit(Who::Person(id), "秋天的落叶黄").is_err());
}

#[test]
fn an_unknown_name_costs_as_many_derivations_as_a_known_one_whatever_is_shown() {
    let (home, mut desk, words) = Home::locked();
    let helper = add_helper(&mut desk, "李强", Role::Helper);
    let pin = secret("2580");
    let new = NewPerson {
        id: helper,
        secret: &pin,
        is_pin: true,
    };
    desk.give_secret(&home.doorway(), new).unwrap();
    drop(desk);
    let costs = |who, text: &str| {
        let before = count::so_far();
        let is_in = home.admit(who, text).is_ok();
        (is_in, count::so_far() - before)
    };
    assert_eq!(costs(Who::Named("周敏"), PASSPHRASE), (true, 1));
    assert_eq!(costs(Who::Named("李强"), "2580"), (true, 1));
    assert_eq!(costs(Who::Recovery, &words), (true, 1));
    for name in ["周敏", "李强", "无此人", ""] {
        assert_eq!(costs(Who::Named(name), "not this"), (false, 1), "{name}");
    }
    assert_eq!(costs(Who::Person(StaffId::default()), "x"), (false, 1));
}

#[cfg(unix)]
#[test]
fn what_is_saved_of_a_home_whose_folder_was_taken_away_opens_with_its_secrets() {
    let (home, desk, _) = Home::locked();
    drop(desk);
    let admitted = home.admit(Who::Named("周敏"), PASSPHRASE).unwrap();
    let mut desk = home.open(admitted).unwrap();
    let place = tempfile::tempdir().unwrap();
    desk.own_folder = Some(place.path().to_owned());
    // What was saved of another home before keeps its key file.
    let folder = place.path().join("doorlight-rescued");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("doorlight.keys"), "of another home").unwrap();
    std::fs::remove_dir_all(home.data.path()).unwrap();
    desk.rescue("", Lang::En).unwrap();
    let other = std::fs::read(folder.join("doorlight.keys")).unwrap();
    assert_eq!(other, b"of another home");
    let folder = place.path().join("doorlight-rescued-2");
    let saved = std::fs::read_dir(&folder).unwrap();
    let mut saved = saved.map(|one| one.unwrap().path());
    let copy = saved.find(|one| one.extension().is_some_and(|end| end == "db"));
    let copy = copy.expect("a copy of the file");
    assert_eq!(leaks(&folder), [""; 0]);
    let elsewhere = Doorway {
        folder,
        account: None,
    };
    let admitted = elsewhere.admit(Who::Named("周敏"), &secret(PASSPHRASE), 0);
    let keys = admitted.unwrap().keys;
    let store = Store::open_read_only(keys.at(&copy), desk.now()).unwrap();
    assert_eq!(store.roster().unwrap().children[0].name, CANARY);
}

#[cfg(unix)]
#[test]
fn a_plain_file_that_somebody_puts_in_the_place_of_the_encrypted_one_is_not_gone_on_with() {
    let (home, mut desk) = Home::new();
    let plain = std::fs::read(copy(&desk)).unwrap();
    desk.set_locks(&home.doorway(), &secret(PASSPHRASE))
        .unwrap();
    let admitted = home.admit(Who::Named("周敏"), PASSPHRASE).unwrap();
    // Another program that only reads, because the first one has the seat.
    let mut reading = home.open(admitted).unwrap();
    assert!(reading.is_read_only());
    reading.look_at_file().unwrap();
    std::fs::remove_file(home.file()).unwrap();
    std::fs::write(home.file(), plain).unwrap();
    let looked = reading.look_at_file();
    assert!(
        matches!(looked, Err(Refusal::Store(StoreError::Lost(_)))),
        "{looked:?}"
    );
    drop(desk);
    assert!(reading.take_over().is_err());
}

#[test]
fn a_supervisor_on_visit_reads_and_makes_no_page_for_others() {
    let (_home, mut desk, _) = Home::locked();
    desk.actor = Some(add_helper(&mut desk, "沈督导", Role::Supervisor));
    let day = Some(desk.clock.today());
    let make = |desk: &Desk, paper| desk.paper(&Order::of_period(paper, (day, day), Lang::En));
    for paper in [Paper::Supervisor, Paper::SupervisorSheet, Paper::Round] {
        let is_refused = matches!(
            make(&desk, paper),
            Err(Refusal::NotAllowed {
                right: Right::FollowUp,
                ..
            })
        );
        assert!(is_refused, "{paper:?}");
    }
    assert!(make(&desk, Paper::SelfCheck).is_err());
    assert!(make(&desk, Paper::Evidence).is_ok());
}
