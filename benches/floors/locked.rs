//! The same work on an encrypted file and on a plain one, and what one unlock takes.

use super::{Line, in_turns, median, ours, timed};
use doorlight::cli;
use doorlight::config::Environment;
use doorlight::desk::Desk;
use doorlight::desk::locks::{Admission, Doorway, Secret, Who};
use std::ffi::OsString;
use std::time::Duration;

const PASSPHRASE: &str = "one that nobody guesses";
/// The director of every measured home.
const DIRECTOR: &str = "Director";
/// What is in the other column.
const AGAINST: &str = "the same with a plain file";

/// A home with locks, and what opens it.
struct Locked {
    home: ours::Home,
    admitted: Admission,
}

impl Locked {
    /// Gives a home locks by the command line.
    fn new(home: ours::Home) -> Self {
        let secret = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(secret.path(), PASSPHRASE).unwrap();
        let (folder, secret) = (home.folder().into_os_string(), secret.path().to_owned());
        let words = ["doorlight", "--now", "2026-11-23T17:00:00+08:00", "--data"];
        let mut all: Vec<OsString> = words.map(OsString::from).to_vec();
        all.push(folder);
        all.extend(["locks", "set", "--new-secret-file"].map(OsString::from));
        all.push(secret.into_os_string());
        let ended = cli::run(&all, &Environment::default());
        assert!(ended.err.is_empty(), "{}", ended.err);
        let admitted = admit(&home);
        Self { home, admitted }
    }

    fn desk(&self) -> Desk {
        Desk::open_for(&self.home.folder(), ours::clock(), self.admitted.clone()).unwrap()
    }
}

/// Shows the passphrase.
fn admit(home: &ours::Home) -> Admission {
    let doorway = Doorway {
        folder: home.folder(),
        account: None,
    };
    let secret = Secret::new(PASSPHRASE.to_owned());
    doorway.admit(Who::Named(DIRECTOR), &secret, 0).unwrap()
}

/// All lines of the group.
pub(crate) fn lines() -> Vec<Line> {
    eprintln!(
        "Making ten years of a home with {} children …",
        ours::CHILDREN
    );
    let plain = ours::ten_years();
    let locked = Locked::new(plain.copy());
    let mut lines = vec![start(&plain, &locked), list(&plain, &locked)];
    lines.extend(sign_in(&plain, &locked));
    lines.push(import());
    lines.push(import_sheet());
    lines.push(unlock(&plain, &locked));
    lines
}

fn line(what: &'static str, (ours, floor): (Duration, Duration)) -> Line {
    Line {
        what,
        ours,
        floor,
        against: AGAINST,
    }
}

fn start(plain: &ours::Home, locked: &Locked) -> Line {
    let times = in_turns(
        40,
        |_| timed(|| ours::start_with(locked.desk())),
        |_| timed(|| ours::start_and_draw(&plain.folder())),
    );
    line(
        "Encrypted: start to the first usable frame, after the unlock",
        times,
    )
}

fn list(plain: &ours::Home, locked: &Locked) -> Line {
    let times = in_turns(
        40,
        |_| timed(|| ours::children(&locked.desk())),
        |_| timed(|| ours::children(&ours::desk(&plain.folder()))),
    );
    line("– open and list the children", times)
}

fn sign_in(plain: &ours::Home, locked: &Locked) -> [Line; 2] {
    let copies = [plain.copy(), plain.copy()];
    let mut steps = [locked.desk(), ours::desk(&copies[0].folder())];
    // The other encrypted home is one of its own: one set of screens has the seat.
    let drawn = Locked::new(plain.copy());
    let mut doors = [
        ours::at_the_door(drawn.desk()),
        ours::at_the_door(ours::desk(&copies[1].folder())),
    ];
    let children = ours::children(&steps[0]);
    let mut times: [Vec<Duration>; 4] = Default::default();
    for (child, number) in children.into_iter().take(ours::AN_EVENING).zip(1..) {
        for (door, times) in doors.iter_mut().zip(&mut times[..2]) {
            door.type_text(&format!("{number:04}"));
            times.push(timed(|| door.enter_and_draw()));
        }
        for (desk, times) in steps.iter_mut().zip(&mut times[2..]) {
            times.push(timed(|| ours::sign_in(desk, child)));
        }
    }
    let [drawn, drawn_plain, step, step_plain] = times.map(median);
    [
        line(
            "– sign-in: Enter to durable and drawn",
            (drawn, drawn_plain),
        ),
        line("– the step alone, durable", (step, step_plain)),
    ]
}

fn import() -> Line {
    let list = ours::list(1_500);
    let times = in_turns(
        5,
        |_| {
            let mut desk = Locked::new(ours::Home::empty()).desk_and_home();
            timed(|| ours::import(&mut desk.0, &list.path()))
        },
        |_| {
            let home = ours::Home::empty();
            let mut desk = ours::desk(&home.folder());
            timed(|| ours::import(&mut desk, &list.path()))
        },
    );
    line("– import of a roster of 1,500 rows (CSV)", times)
}

fn import_sheet() -> Line {
    let list = ours::sign_ins();
    let times = in_turns(
        3,
        |_| {
            let home = ours::Home::empty();
            drop(ours::with_children(&home));
            let mut desk = Locked::new(home).desk_and_home();
            timed(|| ours::import_sheet(&mut desk.0, &list.path()))
        },
        |_| {
            let home = ours::Home::empty();
            let mut desk = ours::with_children(&home);
            timed(|| ours::import_sheet(&mut desk, &list.path()))
        },
    );
    line(
        "– import of ten years of attendance, 300,000 rows (CSV)",
        times,
    )
}

impl Locked {
    /// The desk, and the home whose folder goes away with it.
    fn desk_and_home(self) -> (Desk, ours::Home) {
        (self.desk(), self.home)
    }
}

/// A passphrase shown, and the first frame after it, against a start without locks.
fn unlock(plain: &ours::Home, locked: &Locked) -> Line {
    let doorway = || Desk::open_for(&locked.home.folder(), ours::clock(), admit(&locked.home));
    let times = in_turns(
        9,
        |_| timed(|| ours::start_with(doorway().unwrap())),
        |_| timed(|| ours::start_and_draw(&plain.folder())),
    );
    line(
        "– one unlock and the first frame (against a start without locks)",
        times,
    )
}
