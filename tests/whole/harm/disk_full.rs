//! Work on a disk that takes nothing more.
//!
//! The shell forbids the program to write a file beyond a size (`ulimit -f`), and the signal that would
//! end it is ignored, so a write fails with "file too large". That is how a full disk looks to a
//! program: a write fails in the middle, what was written before stays, renames and removals still
//! work. It differs in three ways: the limit is for each file and not for all together, so small files
//! can still be made; the error is another number than that of a full disk (`EFBIG`, not `ENOSPC`),
//! and the program treats both alike, because it tries to write beside the file; a disk that lies about what it has written is not simulated.

use super::ground::{Ground, NOTHING_TO_REDO, answers, call, is_sound, open_to_write, small_home};
use super::old_home;
use crate::common::{Ended, Place, Tongue, ended, fixture};
use std::process::Command;

/// Our sentences about the disk in both languages: of a step, and of a file that opens to be read only.
const SENTENCES: [&str; 4] = [
    "The disk takes nothing more",
    "The disk is full",
    "磁盘写不进去",
    "磁盘满了",
];

/// Limits in the shell's blocks of 512 bytes. The page is 4,096 bytes: the log cannot begin, cannot
/// hold the step, the file cannot grow, the copy cannot be finished, all of it fits.
const LIMITS: [u32; 14] = [0, 1, 8, 16, 32, 63, 64, 96, 160, 256, 400, 520, 600, 4_000];

/// Runs the program under a limit.
pub(super) fn limited(place: &Place, arguments: &[&str], blocks: u32) -> Ended {
    let inner = place.command(arguments);
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, "sh"]).arg(inner.get_program());
    command.args(inner.get_args());
    for (name, value) in inner.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    ended(&mut command)
}

fn says_full(text: &str) -> bool {
    SENTENCES.iter().any(|one| text.contains(one))
}

/// Does the work under each limit, then without one. Gives how often it failed.
fn fill_and_check(mut ground: Ground, arguments: &[&str]) -> usize {
    let before = answers(&ground.place);
    ground.begin_again();
    ground.place.ok(arguments);
    let after = answers(&ground.place);
    let mut failures = 0;
    for blocks in LIMITS {
        ground.begin_again();
        let done = limited(&ground.place, arguments, blocks);
        let told = format!("{blocks} blocks: {}{}", done.out, done.err);
        if done.code != 0 {
            failures += 1;
            assert_eq!(done.code, 1, "{told}");
            assert!(says_full(&done.err), "not our sentence: {told}");
        }
        ground.check_copies();
        let found = answers(&ground.place);
        if done.code == 0 {
            assert_eq!(found, after, "done, but not in the file: {told}");
        } else {
            let is_known = found == before || found == after;
            assert!(is_known, "neither before nor after: {told}");
        }
        is_sound(&ground.place);

        if done.code != 0 {
            let again = call(&ground.place, arguments);
            assert_eq!(again.code, 0, "again: {}{}", again.out, again.err);
        }
        assert_eq!(answers(&ground.place), after, "again, after {told}");
        assert_eq!(ground.left_over(), [""; 0], "left over after {told}");
        is_sound(&ground.place);
    }
    assert!(failures > 1, "the limits were too wide");
    assert!(failures < LIMITS.len(), "the limits were too narrow");
    failures
}

#[test]
fn a_sign_in_fails_whole() {
    for tongue in [Tongue::English, Tongue::Chinese] {
        fill_and_check(Ground::of(small_home(tongue)), &["in", "1"]);
    }
}

#[test]
fn an_import_fails_whole() {
    let sheet = fixture("roster.xlsx");
    let ground = Ground::of(Place::with_home(Tongue::Chinese));
    let failures = fill_and_check(ground, &["import", "roster", &sheet]);
    assert!(failures > 5, "{failures} failures");
}

#[test]
fn a_copy_fails_whole() {
    let place = small_home(Tongue::Chinese);
    let failures = fill_and_check(Ground::of(place), &["backup"]);
    assert!(failures > 5, "{failures} failures");
}

#[test]
fn a_restore_fails_whole() {
    let mut place = small_home(Tongue::English);
    place.ok(&["backup"]);
    place.set_now("2026-11-24T17:00:00+08:00");
    place.ok(&["in", "1"]);
    let ground = Ground::of(place);
    let copy = ground.copies().remove(0).display().to_string();
    let failures = fill_and_check(ground, &["restore", &copy, "--yes"]);
    assert!(failures > 5, "{failures} failures");
}

/// The day is closed first; then the copy may fail, and the file may stay unpacked.
#[test]
fn the_close_of_day_stands_even_if_there_is_no_room_for_its_copy() {
    let mut place = small_home(Tongue::English);
    place.set_now("2027-03-01T17:00:00+08:00");
    let ground = Ground::of(place);
    let mut without_copy = 0;
    for blocks in LIMITS {
        ground.begin_again();
        let done = limited(&ground.place, &["close"], blocks);
        let is_closed = call(&ground.place, &["journal"]).out.contains("2027-03-01");
        let told = format!("{blocks} blocks: {}{}", done.out, done.err);
        assert_eq!(done.code == 0, is_closed, "{told}");
        if ground.copies().is_empty() {
            assert!(says_full(&done.err), "{told}");
            without_copy += usize::from(is_closed);
        }
        is_sound(&ground.place);
        let again = call(&ground.place, &["close"]);
        assert_eq!(again.code, 0, "again: {}{}", again.out, again.err);
        assert_eq!(ground.copies().len(), 1, "closed again, but not copied");
        assert_eq!(ground.left_over(), [""; 0], "left over after {told}");
    }
    assert!(without_copy > 0, "no limit fell between close and copy");
}

#[test]
fn a_migration_fails_whole() {
    for steps in [0, 300] {
        let mut ground = Ground::of(old_home::of_schema_4(steps));
        open_to_write(&ground.place);
        let after = answers(&ground.place);
        let (mut failures, mut successes) = (0, 0);
        for blocks in [0, 8, 63, 64, 200, 560, 600, 700, 1_000, 1_400, 2_000, 8_000] {
            ground.begin_again();
            let done = limited(&ground.place, &["redo"], blocks);
            if done.err.contains(NOTHING_TO_REDO) {
                successes += 1;
            } else {
                failures += 1;
                let told = format!("{blocks} blocks: {}{}", done.out, done.err);
                assert_eq!(done.code, 1, "{told}");
                assert!(says_full(&done.err), "{told}");
                assert_eq!(ground.left_over(), [""; 0], "left over after {told}");
            }
            ground.check_copies();
            open_to_write(&ground.place);
            assert_eq!(answers(&ground.place), after, "opened again, it differs");
            assert_eq!(ground.left_over(), [""; 0]);
            is_sound(&ground.place);
        }
        assert!(failures > 3 && successes > 0, "{failures}, {successes}");
    }
}
