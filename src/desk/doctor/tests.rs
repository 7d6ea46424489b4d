//! Checks by given facts, and what the file for help gives away.

use super::check::{Check, CheckName, Colours, Fact, Holder, Mend, Obstacle, Place, State};
use super::checkup::Checkup;
use super::facts::{
    ChainFacts, CopyFacts, Facts, FileFacts, FileFault, HomeFigures, RightsFacts, SafetyFacts,
    Space, StickFacts, TerminalFacts, Widths,
};
use super::text::Wording;
use crate::clock::Clock;
use crate::desk::backup::StickPlaces;
use crate::desk::{Desk, FILE};
use crate::domain::Moment;
use crate::i18n::Lang;
use crate::store::FileKeys;
use crate::store::Store;
use crate::store::testing::CANARY;
use crate::ui::preferences::SymbolSet;
use rstest::rstest;
use std::path::Path;
use std::time::Duration;

/// Monday afternoon.
const NOW: &str = "2026-11-23T17:00:00+08:00";

fn at(text: &str) -> Moment {
    Moment::parse_from_rfc3339(text).unwrap()
}

/// Facts of a home that is well.
pub(crate) fn well() -> Facts {
    Facts {
        now: at(NOW),
        holder: Holder::Us,
        space: Ok(Space {
            free: 12_500_000_000,
            total: 64_000_000_000,
        }),
        sync: Ok(Duration::from_micros(4_300)),
        file: Ok(FileFacts {
            bytes: 4_300_000,
            schema: 6,
            known: 6,
            damage: 0,
            newest: Some(at("2026-11-23T16:58:00+08:00")),
        }),
        chain: Ok(ChainFacts {
            entries: 5_120,
            rows: 7_340,
            findings: Vec::new(),
            is_finished: true,
        }),
        rights: Ok(RightsFacts {
            others_may_read: Ok(false),
            may_write: Ok(true),
        }),
        copies: Ok(Some(CopyFacts {
            count: 8,
            newest: at("2026-11-22T18:30:00+08:00"),
        })),
        safety: Ok(SafetyFacts {
            doubts: 0,
            stick: StickFacts::Copied(at("2026-11-22T18:30:00+08:00")),
            rehearsed: Some(0),
        }),
        terminal: TerminalFacts {
            output: true,
            input: true,
            size: Ok((80, 24)),
            widths: Ok(Widths {
                signs: 10,
                lines: 10,
            }),
            colours: Ok(Colours::Many),
            no_colour: false,
            utf8: Ok(true),
        },
        home: HomeFigures::default(),
    }
}

/// Facts of a home that needs a hand at every check.
pub(crate) fn ill() -> Facts {
    let mut facts = well();
    facts.now = at("2019-01-01T08:00:00+09:00");
    facts.holder = Holder::Other;
    facts.space = Ok(Space {
        free: 30_000_000,
        total: 64_000_000_000,
    });
    facts.sync = Ok(Duration::from_millis(420));
    facts.file = Err(FileFault::Damaged);
    facts.chain = Err(Obstacle::FileClosed);
    facts.rights = Ok(RightsFacts {
        others_may_read: Ok(true),
        may_write: Ok(false),
    });
    facts.copies = Ok(None);
    facts.terminal = TerminalFacts {
        output: true,
        input: true,
        size: Ok((60, 20)),
        widths: Err(Obstacle::InScreens),
        colours: Err(Obstacle::NotSaid),
        no_colour: true,
        utf8: Ok(false),
    };
    facts
}

fn check(facts: Facts, name: CheckName) -> Check {
    let checkup = Checkup::of(facts);
    let found = checkup.checks.into_iter().find(|one| one.name == name);
    found.unwrap()
}

fn file(change: impl FnOnce(&mut FileFacts)) -> FileFacts {
    let mut file = well().file.unwrap();
    change(&mut file);
    file
}

const MB: u64 = 1_000_000;

#[rstest]
#[case::plenty(20_000 * MB, MB, State::Good)]
#[case::little(900 * MB, MB, State::Attention)]
#[case::nearly_none(40 * MB, MB, State::Bad)]
#[case::no_room_for_a_copy(600 * MB, 400 * MB, State::Bad)]
fn space_is_judged_by_what_a_copy_needs(
    #[case] free: u64,
    #[case] bytes: u64,
    #[case] state: State,
) {
    let mut facts = well();
    facts.space = Ok(Space {
        free,
        total: 64_000 * MB,
    });
    facts.file = Ok(file(|file| file.bytes = bytes));
    assert_eq!(check(facts, CheckName::Space).state, state);
}

#[rstest]
#[case::fast(Ok(Duration::from_millis(5)), State::Good)]
#[case::slow(Ok(Duration::from_millis(300)), State::Attention)]
#[case::full(Err(Obstacle::NoRoom), State::Bad)]
#[case::unknown(Err(Obstacle::Failed), State::NotMade)]
fn the_speed_of_the_disk(#[case] sync: Result<Duration, Obstacle>, #[case] state: State) {
    let mut facts = well();
    facts.sync = sync;
    assert_eq!(check(facts, CheckName::Speed).state, state);
}

#[rstest]
#[case::right(NOW, State::Good, &[])]
#[case::behind_the_newest("2026-11-20T08:00:00+08:00", State::Bad, &[Mend::SetClock])]
#[case::empty_battery("2010-01-01T00:00:00+08:00", State::Bad, &[Mend::SetClock])]
#[case::far_future("2126-01-01T00:00:00+08:00", State::Bad, &[Mend::SetClock])]
#[case::other_zone("2026-11-23T09:00:00+00:00", State::Attention, &[Mend::SetZone])]
fn the_clock(#[case] now: &str, #[case] state: State, #[case] mends: &[Mend]) {
    let mut facts = well();
    facts.now = at(now);
    let check = check(facts, CheckName::Clock);
    assert_eq!((check.state, check.mends.as_slice()), (state, mends));
}

#[rstest]
#[case::sound(Ok(file(|_| ())), Holder::Us, State::Good, &[])]
#[case::damaged_page(Ok(file(|one| one.damage = 2)), Holder::Us, State::Bad, &[Mend::Restore])]
#[case::older(Ok(file(|one| one.schema = 5)), Holder::Nobody, State::Attention, &[Mend::OpenAgain])]
#[case::held(Ok(file(|_| ())), Holder::Other, State::Attention, &[Mend::CloseOther])]
#[case::no_database(Err(FileFault::Damaged), Holder::Nobody, State::Bad, &[Mend::Restore])]
#[case::newer(
    Err(FileFault::Newer { found: 9, known: 6 }),
    Holder::Nobody,
    State::Bad,
    &[Mend::NewerProgram]
)]
#[case::no_room(Err(FileFault::NoRoom), Holder::Nobody, State::NotMade, &[Mend::MakeRoom])]
#[case::busy(Err(FileFault::Busy), Holder::Nobody, State::Attention, &[Mend::TryAgain])]
#[case::unopened(Err(FileFault::Unopened), Holder::Nobody, State::Bad, &[Mend::LetWrite])]
fn the_file(
    #[case] file: Result<FileFacts, FileFault>,
    #[case] holder: Holder,
    #[case] state: State,
    #[case] mends: &[Mend],
) {
    let facts = Facts {
        holder,
        file,
        ..well()
    };
    let check = check(facts, CheckName::File);
    assert_eq!((check.state, check.mends.as_slice()), (state, mends));
}

#[rstest]
#[case::sound(&[], true, State::Good)]
#[case::changed_row(&[("row", 1)], true, State::Bad)]
#[case::stopped(&[], false, State::Bad)]
fn the_chain(
    #[case] findings: &[(&'static str, usize)],
    #[case] is_finished: bool,
    #[case] state: State,
) {
    let mut facts = well();
    facts.chain = Ok(ChainFacts {
        findings: findings.to_vec(),
        is_finished,
        ..well().chain.unwrap()
    });
    assert_eq!(check(facts, CheckName::Chain).state, state);
}

#[rstest]
#[case::private(Ok(false), Ok(true), State::Good)]
#[case::rights_not_shown(Err(Obstacle::NotHere), Ok(true), State::NotMade)]
#[case::open_to_others(Ok(true), Ok(true), State::Attention)]
#[case::write_protected(Ok(false), Ok(false), State::Bad)]
#[case::unknown(Ok(false), Err(Obstacle::NoRoom), State::NotMade)]
fn the_rights(
    #[case] others_may_read: Result<bool, Obstacle>,
    #[case] may_write: Result<bool, Obstacle>,
    #[case] state: State,
) {
    let mut facts = well();
    facts.rights = Ok(RightsFacts {
        others_may_read,
        may_write,
    });
    assert_eq!(check(facts, CheckName::Rights).state, state);
}

#[rstest]
#[case::yesterday("2026-11-22T18:30:00+08:00", State::Good, 0)]
#[case::old("2026-10-22T18:30:00+08:00", State::Attention, 31)]
#[case::from_tomorrow("2026-11-25T18:30:00+08:00", State::Good, 0)]
fn the_newest_copy(#[case] newest: &str, #[case] state: State, #[case] days: i64) {
    let mut facts = well();
    let newest = at(newest);
    facts.copies = Ok(Some(CopyFacts { count: 3, newest }));
    let check = check(facts, CheckName::Copies);
    let fact = Fact::Copies { count: 3, days };
    assert_eq!((check.state, check.facts[0]), (state, fact));
}

#[test]
fn a_file_that_is_gone_beside_its_copies_is_to_be_restored_not_begun() {
    let mut facts = well();
    facts.file = Err(FileFault::Missing);
    let gone = check(facts.clone(), CheckName::File);
    assert_eq!((gone.state, gone.mends), (State::Bad, vec![Mend::Restore]));
    facts.copies = Ok(None);
    let new = check(facts, CheckName::File);
    assert_eq!(
        (new.state, new.mends),
        (State::Attention, vec![Mend::Begin])
    );
}

#[test]
fn copies_that_could_not_be_compared_are_not_good() {
    let mut facts = well();
    facts.safety = Err(Obstacle::Failed);
    assert_eq!(check(facts, CheckName::Copies).state, State::Attention);
}

#[rstest]
#[case::as_it_should_be(0, "2026-11-22T18:30:00+08:00", Some(0), State::Good, &[])]
#[case::no_second_place(0, "not chosen", None, State::Good, &[])]
#[case::stick_away(0, "2026-11-01T18:30:00+08:00", Some(0), State::Attention, &[Mend::PutStick])]
#[case::stick_never_there(0, "never", Some(0), State::Attention, &[Mend::PutStick])]
#[case::faults_in_the_rehearsal(0, "not chosen", Some(2), State::Bad, &[Mend::Verify])]
#[case::rolled_back(1, "not chosen", Some(0), State::Bad, &[Mend::Compare])]
fn the_file_beside_its_copies(
    #[case] doubts: usize,
    #[case] stick: &str,
    #[case] rehearsed: Option<usize>,
    #[case] state: State,
    #[case] mends: &[Mend],
) {
    let mut facts = well();
    facts.safety = Ok(SafetyFacts {
        doubts,
        stick: match stick {
            "not chosen" => StickFacts::NotChosen,
            "never" => StickFacts::Never,
            copied => StickFacts::Copied(at(copied)),
        },
        rehearsed,
    });
    let check = check(facts, CheckName::Copies);
    assert_eq!((check.state, check.mends.as_slice()), (state, mends));
}

#[rstest]
#[case::smallest(Ok((80, 24)), true, State::Good)]
#[case::small(Ok((79, 24)), true, State::Attention)]
#[case::low(Ok((80, 23)), true, State::Attention)]
#[case::piped(Ok((80, 24)), false, State::Attention)]
#[case::none(Err(Obstacle::NoTerminal), true, State::NotMade)]
fn the_terminal(
    #[case] size: Result<(u16, u16), Obstacle>,
    #[case] input: bool,
    #[case] state: State,
) {
    let mut facts = well();
    facts.terminal.size = size;
    facts.terminal.input = input;
    assert_eq!(check(facts, CheckName::Terminal).state, state);
}

#[rstest]
#[case::one_cell(Ok((10, 10)), State::Good, &[])]
#[case::wide_signs(Ok((20, 10)), State::Attention, &[Mend::Plain])]
#[case::wide_lines(Ok((10, 20)), State::Attention, &[Mend::Plain])]
#[case::no_answer(Err(Obstacle::NoAnswer), State::NotMade, &[])]
fn the_width_of_signs(
    #[case] widths: Result<(u16, u16), Obstacle>,
    #[case] state: State,
    #[case] mends: &[Mend],
) {
    let mut facts = well();
    facts.terminal.widths = widths.map(|(signs, lines)| Widths { signs, lines });
    let check = check(facts, CheckName::Widths);
    assert_eq!((check.state, check.mends.as_slice()), (state, mends));
}

#[test]
fn a_font_is_never_claimed_to_be_good() {
    assert_eq!(check(well(), CheckName::Fonts).state, State::NotMade);
}

#[test]
fn what_is_bad_or_wants_attention_says_how_to_mend_it() {
    for facts in [well(), ill()] {
        for check in Checkup::of(facts).checks {
            let asks = matches!(check.state, State::Bad | State::Attention);
            assert!(!asks || !check.mends.is_empty(), "{check:?}");
            assert!(!check.facts.is_empty(), "{check:?}");
        }
    }
}

/// A key without words is shown as "No localization for id".
#[test]
fn every_sign_and_every_kind_of_finding_has_words() {
    let mut facts = well();
    let kinds = [
        "chain", "segment", "number", "row", "missing", "kept", "schema",
    ];
    facts.chain = Ok(ChainFacts {
        findings: kinds.map(|kind| (kind, 1)).to_vec(),
        ..well().chain.unwrap()
    });
    let checkup = Checkup::of(facts);
    let signs = SymbolSet::Unicode.signs();
    for lang in Lang::ALL {
        let wording = Wording {
            lang: *lang,
            signs: signs.as_deref(),
        };
        let text = checkup.lines(wording).join("\n");
        assert!(!text.contains("No localization"), "{text}");
    }
}

fn bundle(folder: &Path, lang: Lang) -> String {
    let place = Place {
        folder: folder.to_owned(),
        keys: FileKeys::default(),
        now: at(NOW),
        holder: Holder::Nobody,
        sticks: StickPlaces::default(),
    };
    let terminal = TerminalFacts::from_words(None, None, false, None);
    let checkup = Checkup::make(&place, terminal);
    let wording = Wording { lang, signs: None };
    let file = checkup.write_beside(&place, wording).unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    let lines = checkup.lines(wording).join("\n");
    [text, lines].join("\n")
}

#[test]
fn whatever_a_home_holds_none_of_it_is_in_the_file_for_help() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let store = Store::open(&path, at(NOW)).unwrap();
    let canaries = store.fill_with_canaries().unwrap();
    assert!(canaries > 150, "only {canaries} columns");
    drop(store);
    let bytes = std::fs::read(&path).unwrap();
    assert!(
        String::from_utf8_lossy(&bytes).contains(CANARY),
        "not filled"
    );
    let logs = folder.path().join("logs");
    std::fs::create_dir(&logs).unwrap();
    let log = format!(
        "2026-11-23T09:00:00.1Z  INFO done seq=7\n\
         2026-11-23T09:00:00.1Z  INFO refused refusal={CANARY}\n{CANARY}\n"
    );
    std::fs::write(logs.join("doorlight-2026-11-23.log"), log).unwrap();
    let report =
        format!("program: Doorlight 0.1.0\nplace: /home/{CANARY}/src/a.rs:1:2\n{CANARY}\n");
    std::fs::write(folder.path().join("error-report-20261123.txt"), report).unwrap();
    let backups = folder.path().join("backups");
    std::fs::create_dir(&backups).unwrap();
    std::fs::write(backups.join(format!("{CANARY}.db")), "x").unwrap();
    for lang in Lang::ALL {
        let text = bundle(folder.path(), *lang);
        assert!(!text.contains(CANARY), "{text}");
        for kept in ["child: 1", "INFO done seq=7", "src/a.rs:1:2"] {
            assert!(text.contains(kept), "{kept} is missing:\n{text}");
        }
    }
}

#[test]
fn nothing_is_left_in_the_folder_and_the_file_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    drop(Desk::open(folder.path(), Clock::fixed(at(NOW))).unwrap());
    let path = folder.path().join(FILE);
    let before = std::fs::read(&path).unwrap();
    let place = Place {
        folder: folder.path().to_owned(),
        keys: FileKeys::default(),
        now: at(NOW),
        holder: Holder::Nobody,
        sticks: StickPlaces::default(),
    };
    let terminal = TerminalFacts::from_words(None, None, false, None);
    Checkup::make(&place, terminal);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let names = std::fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<_> = names.map(|one| one.unwrap().file_name()).collect();
    names.sort();
    names.retain(|name| !name.to_string_lossy().starts_with(FILE));
    assert_eq!(names, ["doorlight.lock"]);
}
