//! Kills the program in the middle of larger work: import, rolling, copies, restoring, migration. The
//! file is either as before or as after, what was shown as done is done, and the work can be done again.

use super::aim::Aim;
use super::ground::{
    Ground, answers, call, is_database, is_sound, open_to_write, small_home, steps,
};
use super::old_home;
use crate::common::{Place, Tongue, fixture};
use std::path::Path;
use std::time::Instant;

/// How often the whole file is verified and every list compared. After each kill the steps are compared,
/// the copies checked, and the work is done again if it was not done.
const CHECK_EVERY: usize = 10;
/// The newest schema.
const LATEST: i64 = 12;

/// Work that is killed again and again from the same beginning.
struct Work<'w> {
    arguments: Vec<&'w str>,
    /// Printed at the end of the work, and only then.
    done: &'w str,
    kills: usize,
    /// Whether the part of the work that the kills aim at is on disk.
    is_late: &'w dyn Fn(&Place) -> bool,
}

/// Kills the work, checks what is left, and does the work again.
fn kill_and_check(mut ground: Ground, work: &Work<'_>) -> usize {
    let before = (answers(&ground.place), steps(&ground.place));
    ground.begin_again();
    let began = Instant::now();
    let printed = ground.place.ok(&work.arguments);
    let mut aim = Aim::new(began.elapsed(), 0x5EED_D00D).spread_from_the_start();
    assert!(printed.contains(work.done), "{printed}");
    let after = (answers(&ground.place), steps(&ground.place));
    assert!((work.is_late)(&ground.place));
    let mut in_the_middle = 0;
    for kill in 0..work.kills {
        ground.begin_again();
        let printed = aim.kill(&mut ground.place.command(&work.arguments));
        let is_late = (work.is_late)(&ground.place);
        aim.fell(is_late);
        in_the_middle += usize::from(!ground.left_over().is_empty());
        ground.check_copies();
        let found = steps(&ground.place);
        ground.open_screens();
        let left = ground.left_over();
        let is_restoring = left.iter().any(|name| name.starts_with("restoring"));
        assert!(!is_restoring, "opening left {left:?}");
        let is_after = found == after.1;
        assert!(
            is_after || found == before.1,
            "neither before nor after: {found}"
        );
        if printed.contains(work.done) {
            assert!(is_late && is_after, "shown as done, but it is not");
        }
        if kill % CHECK_EVERY == 0 {
            is_sound(&ground.place);
            let known = if is_after { &after } else { &before };
            assert_eq!(answers(&ground.place), known.0);
        }

        if is_late && kill % CHECK_EVERY > 0 {
            continue; // nothing is left to do
        }
        let again = call(&ground.place, &work.arguments);
        assert_eq!(again.code, 0, "again: {}{}", again.out, again.err);
        assert!((work.is_late)(&ground.place), "again, but not done");
        assert_eq!(ground.left_over(), [""; 0], "left over");
        if kill % CHECK_EVERY == 0 {
            is_sound(&ground.place);
            ground.check_copies();
            assert_eq!(answers(&ground.place), after.0, "again, but it differs");
        }
    }
    aim.check();
    in_the_middle
}

/// A number from the file, read past the program.
fn number(file: &Path, sql: &str) -> i64 {
    let file = rusqlite::Connection::open(file).unwrap();
    file.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_sheet_is_in_the_file_whole_or_not_at_all() {
    let place = Place::with_home(Tongue::English);
    let sheet = fixture("roster.xlsx");
    let work = Work {
        arguments: vec!["import", "roster", &sheet],
        done: "Added 68",
        kills: 150,
        is_late: &|place| number(&place.file(), "SELECT count(*) FROM child") > 0,
    };
    kill_and_check(Ground::of(place), &work);
}

/// A home with three closed months that were never packed, ready for the close of a day.
fn before_rolling() -> Place {
    let mut place = small_home(Tongue::English);
    // Attendance by the door, one step each: nothing packs it but the close of a day.
    for month in 2..=4 {
        for day in 1..=8 {
            place.set_now(&format!("2027-{month:02}-{day:02}T17:00:00+08:00"));
            for child in ["1", "2", "3"] {
                assert_eq!(call(&place, &["in", child]).code, 0);
                assert_eq!(call(&place, &["out", child, "--to", "unknown"]).code, 0);
            }
        }
    }
    // A copy of yesterday, so that no rehearsal is due.
    place.set_now("2027-05-31T18:30:00+08:00");
    assert_eq!(call(&place, &["backup"]).code, 0);
    place.set_now("2027-06-01T18:30:00+08:00");
    place
}

#[test]
fn a_journal_that_is_being_packed_says_the_same() {
    let place = before_rolling();
    let packed = |place: &Place| number(&place.file(), "SELECT count(*) FROM segment");
    assert_eq!(packed(&place), 0);
    let work = Work {
        arguments: vec!["close"],
        done: "The day is closed.",
        kills: 150,
        // November (the import), February, March and April.
        is_late: &|place| packed(place) == 4,
    };
    kill_and_check(Ground::of(place), &work);
}

/// Whether a copy of this moment lies beside the file.
fn is_copied(place: &Place, moment: &str) -> bool {
    let copies = std::fs::read_dir(place.data().join("backups"));
    let mut names = copies.into_iter().flatten();
    let begin = format!("doorlight-{moment}-");
    names.any(|one| {
        let name = one.unwrap().file_name().into_string().unwrap();
        name.starts_with(&begin) && is_database(&name)
    })
}

#[test]
fn a_copy_at_the_close_of_day_is_whole_or_not_there() {
    let place = small_home(Tongue::English);
    let work = Work {
        arguments: vec!["close"],
        done: "opened and checked",
        kills: 100,
        is_late: &|place| is_copied(place, "20261123-170000"),
    };
    let in_the_middle = kill_and_check(Ground::of(place), &work);
    assert!(in_the_middle > 0, "no kill fell while the copy was made");
}

#[test]
fn a_copy_that_is_asked_for_is_whole_or_not_there() {
    let mut place = small_home(Tongue::English);
    place.ok(&["backup"]);
    place.set_now("2027-01-05T17:00:00+08:00"); // a rehearsal is due again
    place.ok(&["in", "1"]);
    let work = Work {
        arguments: vec!["backup"],
        done: "opened and checked",
        kills: 150,
        is_late: &|place| is_copied(place, "20270105-170000"),
    };
    let in_the_middle = kill_and_check(Ground::of(place), &work);
    assert!(in_the_middle > 0, "no kill fell while the copy was made");
}

#[test]
fn a_file_that_is_being_restored_is_the_old_one_or_the_new_one() {
    let mut place = small_home(Tongue::English);
    place.ok(&["backup"]);
    place.set_now("2026-11-24T17:00:00+08:00");
    place.ok(&["in", "1"]);
    place.ok(&["in", "2"]);
    let ground = Ground::of(place);
    let copy = ground.copies().remove(0).display().to_string();
    let restored = |place: &Place| {
        number(
            &place.file(),
            "SELECT count(*) FROM journal WHERE deed = 'restore'",
        ) > 0
    };
    let work = Work {
        arguments: vec!["restore", &copy, "--yes"],
        done: "was restored",
        kills: 150,
        is_late: &restored,
    };
    let in_the_middle = kill_and_check(ground, &work);
    assert!(in_the_middle > 0, "no kill fell while it was restored");
}

/// Kills the first start of this version on an older file.
fn kill_migrations(place: Place, kills: usize) {
    let mut ground = Ground::of(place);
    let schema = |place: &Place| {
        number(
            &place.file(),
            "SELECT user_version FROM pragma_user_version",
        )
    };
    let began = Instant::now();
    open_to_write(&ground.place);
    let mut aim = Aim::new(began.elapsed(), 0x5EED_D00E).spread_from_the_start();
    let after = (answers(&ground.place), steps(&ground.place));
    let mut in_the_middle = 0;
    for kill in 0..kills {
        ground.begin_again();
        let printed = aim.kill(&mut ground.place.command(&["redo"]));
        let found = schema(&ground.place);
        assert!(found == 4 || found == LATEST, "schema {found}");
        aim.fell(found == LATEST);
        assert!(
            found == LATEST || printed.is_empty(),
            "shown before it was done"
        );
        in_the_middle += usize::from(!ground.left_over().is_empty());
        if found == LATEST {
            assert_eq!(ground.copies().len(), 1, "migrated without a copy");
        }
        if kill % CHECK_EVERY == 0 {
            ground.check_copies();
        }
        open_to_write(&ground.place);
        assert_eq!(steps(&ground.place), after.1, "opened again, it differs");
        assert_eq!(ground.left_over(), [""; 0], "left over");
        if kill % CHECK_EVERY == 0 {
            is_sound(&ground.place);
            assert_eq!(answers(&ground.place), after.0, "opened again, it differs");
        }
    }
    aim.check();
    assert!(in_the_middle > 0, "no kill fell while it was copied");
}

#[test]
fn a_file_of_an_older_version_is_as_before_or_as_after() {
    kill_migrations(old_home::of_schema_4(0), 50);
}

#[test]
fn a_large_file_of_an_older_version_is_as_before_or_as_after() {
    kill_migrations(old_home::of_schema_4(300), 50);
}
