//! A byte flips, and then a copy is made or restored. No damaged file gets a copy that counts as sound, and
//! no damaged copy takes the place of the file.

use super::Trial;
use super::aim::Dice;
use super::flips::{closed_home, told};
use super::ground::{Ground, answer, call};
use crate::common::{Place, Tongue};
use rstest::rstest;
use serde_json::Value;

/// Number of flips of each case; 504 in all eight.
const FLIPS: usize = 63;
/// How often a day in the past is asked for, which takes long.
const PAST_EVERY: usize = 16;

/// The bytes with one of them changed, and which.
fn flipped(sound: &[u8], dice: &mut Dice) -> (Vec<u8>, String) {
    let at = dice.below(sound.len());
    let bits = u8::try_from(1 + dice.below(255)).unwrap();
    let mut bytes = sound.to_vec();
    bytes[at] ^= bits;
    (bytes, format!("byte {at} flipped by {bits:#x}"))
}

/// A home with nothing but this file, at the moment of another.
fn alone(bytes: &[u8], now: &str) -> Place {
    let place = Place::empty(Tongue::English).at(now);
    std::fs::create_dir(place.data()).unwrap();
    std::fs::write(place.file(), bytes).unwrap();
    place
}

/// The file is sound and tells this; the step that restored it is not among what is compared.
fn check(bytes: &[u8], now: &str, (expected, asks_past): (&[Value], bool), what: &str) {
    let place = alone(bytes, now);
    let verified = call(&place, &["verify"]);
    assert_eq!(verified.code, 0, "{what}: {}{}", verified.out, verified.err);
    let answers = without_restore(&place, asks_past);
    assert!(
        answers.len() >= 4 && expected.starts_with(&answers),
        "{what}: {answers:?}"
    );
}

/// All answers of a home that must open, without the step that restored it.
fn without_restore(place: &Place, asks_past: bool) -> Vec<Value> {
    let answers = told(place, asks_past).expect("it opens");
    let parsed = answers
        .iter()
        .map(|text| serde_json::from_str(text).unwrap());
    let mut all: Vec<Value> = parsed.collect();
    let steps = all[2].as_array_mut().unwrap();
    steps.retain(|step| step["deed"] != "restore");
    all
}

const NOW: &str = "2027-04-02T17:00:00+08:00";

#[rstest]
#[case(0x5EED_D010)]
#[case(0x5EED_D011)]
#[case(0x5EED_D017)]
#[case(0x5EED_D018)]
fn no_damaged_file_gets_a_copy_that_counts_as_sound(#[case] seed: u64) {
    let place = closed_home();
    // Restoring was rehearsed, so that it is not tried for each flip.
    assert_eq!(call(&place, &["backup"]).code, 0);
    let with_copy = Ground::of(place);
    for copy in with_copy.copies() {
        std::fs::remove_file(copy).unwrap();
    }
    let ground = Ground::of(with_copy.place);
    let place = &ground.place;
    let before = without_restore(place, true);
    let sound = std::fs::read(place.file()).unwrap();
    let mut trial = Trial::of(FLIPS, seed);
    let (mut refused, mut faulty, mut copied) = (0, 0, 0);
    while trial.goes_on() {
        let (bytes, what) = flipped(&sound, &mut trial.dice);
        ground.begin_again();
        std::fs::write(place.file(), &bytes).unwrap();
        let ended = call(place, &["backup"]);
        let what = format!("{what}: {}{}", ended.out, ended.err);
        let copies = ground.copies();
        let named = |begin: &str| {
            let is_so = |path: &&std::path::PathBuf| {
                let name = path.file_name().unwrap().to_str().unwrap();
                name.starts_with(begin)
            };
            copies.iter().filter(is_so).count()
        };
        if ended.code == 0 {
            assert_eq!((copies.len(), named("doorlight-")), (1, 1), "{what}");
            let copy = std::fs::read(&copies[0]).unwrap();
            let asks_past = trial.round % PAST_EVERY == 1;
            check(&copy, NOW, (&before, asks_past), &what);
            copied += 1;
        } else {
            assert_eq!(ended.code, 1, "{what}");
            assert_ne!(ended.err.trim(), "", "{what}: without a word");
            assert_eq!(named("doorlight-"), 0, "{what}: certified");
            assert_eq!(named("faulty-"), copies.len(), "{what}");
            faulty += usize::from(!copies.is_empty());
            refused += usize::from(copies.is_empty());
        }
    }
    println!("{copied} copied sound, {faulty} named faulty, {refused} refused");
    assert!(copied > 5 && faulty + refused > 5);
}

#[rstest]
#[case(0x5EED_D015)]
#[case(0x5EED_D016)]
#[case(0x5EED_D019)]
#[case(0x5EED_D01A)]
fn no_damaged_copy_takes_the_place_of_the_file(#[case] seed: u64) {
    let mut place = closed_home();
    assert_eq!(call(&place, &["backup"]).code, 0);
    let copied = without_restore(&place, true);
    place.set_now("2027-04-02T17:10:00+08:00");
    assert_eq!(call(&place, &["in", "1"]).code, 0);
    let now = "2027-04-02T17:10:00+08:00";
    let ground = Ground::of(place);
    let place = &ground.place;
    let before = answer(place, &["journal"]);
    let home = std::fs::read(place.file()).unwrap();
    let copy = ground.copies().remove(0);
    let sound = std::fs::read(&copy).unwrap();
    let path = copy.display().to_string();
    let mut trial = Trial::of(FLIPS, seed);
    let (mut refused, mut restored) = (0, 0);
    while trial.goes_on() {
        let (bytes, what) = flipped(&sound, &mut trial.dice);
        ground.begin_again();
        std::fs::write(&copy, &bytes).unwrap();
        let ended = call(place, &["restore", &path, "--yes"]);
        let what = format!("{what}: {}{}", ended.out, ended.err);
        let left = std::fs::read(place.file()).unwrap();
        assert_eq!(ground.left_over(), [""; 0], "{what}");
        if ended.code == 0 {
            let asks_past = trial.round % PAST_EVERY == 1;
            check(&left, now, (&copied, asks_past), &what);
            restored += 1;
        } else {
            assert_eq!(ended.code, 1, "{what}");
            assert_ne!(ended.err.trim(), "", "{what}: without a word");
            assert!(left == home, "{what}: refused, but the file changed");
            assert_eq!(answer(place, &["journal"]), before, "{what}");
            assert_eq!(ground.copies(), std::slice::from_ref(&copy), "{what}");
            assert!(std::fs::read(&copy).unwrap() == bytes, "{what}");
            refused += 1;
        }
    }
    println!("{restored} restored, {refused} refused");
    assert!(restored > 5 && refused > 5);
}
