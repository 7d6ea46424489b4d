//! A byte of the home's file flips. Opening fails with our words, or `verify` finds it, or it changed
//! nothing that anybody is told.

use super::aim::Dice;
use super::ground::{Ground, call, small_home};
use crate::common::{Place, Tongue};

/// Number of flips.
const FLIPS: usize = 1_000;
/// So often each of the three ends must be met, or one of them is not tested.
const LEAST: usize = 10;
/// Flips after which that is given up. Which bytes the file holds differs from run to run: identifiers and salts are
/// new.
const MOST: usize = 4 * FLIPS;

/// What the program is asked after each flip.
const QUESTIONS: [&[&str]; 4] = [
    &["children", "--json"],
    &[
        "attendance",
        "--from",
        "2026-11-01",
        "--to",
        "2027-12-31",
        "--json",
    ],
    &["journal", "--json"],
    &["flags", "--json"],
];

/// A day in the past, which is found by the journal. It takes long and is asked now and then.
const PAST: &[&str] = &["flags", "--as-of", "2027-02-20", "--json"];
/// How often it is asked.
const PAST_EVERY: usize = 8;

/// A home with two packed months, loose entries, and nothing left in the log.
pub(super) fn closed_home() -> Place {
    let mut place = small_home(Tongue::English);
    for (month, days) in [(2, 3), (4, 2)] {
        for day in 1..=days {
            place.set_now(&format!("2027-{month:02}-{day:02}T17:00:00+08:00"));
            for child in ["1", "2", "3"] {
                assert_eq!(call(&place, &["in", child]).code, 0);
                assert_eq!(call(&place, &["out", child, "--to", "unknown"]).code, 0);
            }
            assert_eq!(call(&place, &["close"]).code, 0);
        }
    }
    std::fs::remove_dir_all(place.data().join("backups")).unwrap();
    let file = rusqlite::Connection::open(place.file()).unwrap();
    let count = |sql: &str| file.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM segment"), 2);
    assert!(count("SELECT count(*) FROM journal") > 0);
    assert_eq!(count("PRAGMA wal_checkpoint(TRUNCATE)"), 0);
    drop(file);
    place
}

/// Answers to all questions, or nothing if one fails; it must fail with words.
pub(super) fn told(place: &Place, asks_past: bool) -> Option<Vec<String>> {
    let past = asks_past.then_some(&PAST);
    let answers = QUESTIONS.iter().chain(past).map(|question| {
        let ended = call(place, question);
        assert!(
            ended.code == 0 || ended.code == 1 && !ended.err.trim().is_empty(),
            "{question:?} failed without a word"
        );
        (ended.code == 0).then_some(ended.out)
    });
    answers.collect()
}

#[test]
fn no_flipped_byte_is_told_as_truth() {
    let ground = Ground::of(closed_home());
    let place = &ground.place;
    let before = told(place, true).unwrap();
    let sound = std::fs::read(place.file()).unwrap();
    let mut dice = Dice(0x5EED_D00F);
    let (mut refused, mut found, mut harmless) = (0, 0, 0);
    for flip in 0..MOST {
        if flip >= FLIPS && [refused, found, harmless].iter().all(|met| *met > LEAST) {
            break;
        }
        let at = dice.below(sound.len());
        let bits = u8::try_from(1 + dice.below(255)).unwrap();
        let mut bytes = sound.clone();
        bytes[at] ^= bits;
        ground.begin_again();
        std::fs::write(place.file(), &bytes).unwrap();
        match told(place, flip % PAST_EVERY == 0) {
            None => refused += 1,
            Some(answers) if before.starts_with(&answers) => harmless += 1,
            Some(_) => {
                let verified = call(place, &["verify"]);
                assert_eq!(
                    verified.code, 1,
                    "byte {at} flipped by {bits:#x}: told as truth: {}",
                    verified.out
                );
                found += 1;
            }
        }
    }
    assert!(
        refused > LEAST && found > LEAST && harmless > LEAST,
        "{refused} refused, {found} found, {harmless} harmless"
    );
}
