//! The home's file is taken away while the screens are open. All ways are in the tests of the store; here
//! is what is seen of some of them, and what can be saved.

use super::ground::small_home;
use crate::common::pty::Pty;
use crate::common::{Place, Tongue};
use std::fs::{self, File};
use std::path::PathBuf;

/// What is done, what the screen says, and whether the whole file can still be saved.
struct Way {
    does: fn(&Place, &[u8]),
    says: [&'static str; 2],
    is_whole: bool,
}

const WAYS: [Way; 6] = [
    Way {
        does: |place, _| fs::remove_file(place.file()).unwrap(),
        says: ["no longer at its place", "不在原来的位置"],
        is_whole: true,
    },
    Way {
        does: |place, _| fs::rename(place.data(), place.own_folder().join("moved")).unwrap(),
        says: ["no longer at its place", "不在原来的位置"],
        is_whole: true,
    },
    Way {
        does: |place, other| {
            let new = place.own_folder().join("new.db");
            fs::write(&new, other).unwrap();
            fs::rename(new, place.file()).unwrap();
        },
        says: ["Another file is at the place", "换成了另一个文件"],
        is_whole: true,
    },
    Way {
        does: |place, _| fs::remove_file(place.data().join("doorlight.db-wal")).unwrap(),
        says: ["The log of the home's file", "的记录"],
        is_whole: true,
    },
    Way {
        does: |place, other| fs::write(place.file(), other).unwrap(),
        says: ["The home's file was ", "数据文件被"],
        is_whole: false,
    },
    Way {
        does: |place, _| {
            let file = File::options().write(true).open(place.file()).unwrap();
            file.set_len(0).unwrap();
        },
        says: ["The home's file was cut short", "数据文件被截短了"],
        is_whole: false,
    },
];

/// The copy that was saved, if there is one.
fn saved(place: &Place) -> Option<PathBuf> {
    let folder = place.own_folder().join("doorlight-rescued");
    assert!(folder.join("roll-call.html").is_file(), "no page");
    let names = fs::read_dir(folder).unwrap().map(|one| one.unwrap().path());
    let mut copies = names.filter(|path| path.extension().is_some_and(|end| end == "db"));
    copies.next()
}

#[test]
fn the_screens_say_that_the_file_is_gone_and_save_elsewhere_what_can_be_saved() {
    let other = Place::with_home(Tongue::English);
    let other = fs::read(other.file()).unwrap();
    for tongue in [Tongue::English, Tongue::Chinese] {
        for way in &WAYS {
            let place = small_home(tongue);
            let nth = usize::from(tongue == Tongue::Chinese);
            let mut pty = Pty::start(&place, &[], 120, 40);
            pty.wait_for(["In the house: 0", "屋里 0 人"][nth]);
            pty.type_keys("F3 0 0 0 1 enter");
            pty.wait_for(["In the house: 1", "屋里 1 人"][nth]);
            (way.does)(&place, &other);
            // Nobody pressed a key.
            pty.wait_for(way.says[nth]);
            pty.wait_for(["to another place now?", "另存到别处？"][nth]);
            pty.type_keys("1");
            if way.is_whole {
                pty.wait_for(["The whole file was saved", "整份数据另存为"][nth]);
            } else {
                pty.wait_for(["no longer be read whole", "已读不全"][nth]);
            }
            pty.kill();
            let copy = saved(&place);
            assert_eq!(copy.is_some(), way.is_whole, "{}", way.says[0]);
            if let Some(copy) = copy {
                let again = Place::empty(tongue);
                fs::create_dir(again.data()).unwrap();
                fs::copy(copy, again.file()).unwrap();
                again.ok(&["verify"]);
                let day = ["attendance", "--from", "2026-11-23", "--to", "2026-11-23"];
                assert_eq!(again.json(&day).as_array().unwrap().len(), 1);
            }
        }
    }
}
