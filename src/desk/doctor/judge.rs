//! Judges the facts: a check follows from the facts alone.

use super::check::{Check, CheckName, Fact, Holder, Mend, Obstacle, State};
use super::facts::{Facts, FileFault, Measured, SIGNS, StickFacts};
use crate::domain::Moment;
use chrono::Datelike;
use std::ops::RangeInclusive;
use std::time::Duration;

/// Bytes in a mebibyte.
const MIB: u64 = 1024 * 1024;
/// Below this nothing can be saved for long, and no copy fits.
const SPACE_BAD: u64 = 50 * MIB;
const SPACE_LOW: u64 = 1024 * MIB;
/// A sign-in waits for one write; from here on it can be felt.
const SYNC_SLOW: Duration = Duration::from_millis(100);
/// Years in which this program can be running. An empty battery sets a clock back to 1980 or 2010.
const YEARS: RangeInclusive<i32> = 2025..=2099;
/// The offset of the homes from UTC, in seconds.
const HOME_OFFSET: i32 = 8 * 3600;
/// A copy older than this is old: one working week and its end.
const COPY_DAYS: i64 = 7;
/// The smallest terminal for which the screens are made.
const CELLS: (u16, u16) = (80, 24);

/// All checks, in the order of [`CheckName`].
pub(super) fn judge(facts: &Facts) -> Vec<Check> {
    let make = |name: &CheckName| {
        let check = match name {
            CheckName::Space => space,
            CheckName::Speed => speed,
            CheckName::Clock => clock,
            CheckName::File => file,
            CheckName::Chain => chain,
            CheckName::Rights => rights,
            CheckName::Copies => copies,
            CheckName::Terminal => terminal,
            CheckName::Widths => widths,
            CheckName::Colours => colours,
            CheckName::Letters => letters,
            CheckName::Fonts => fonts,
        };
        let Judged(state, facts, mends) = check(facts);
        Check {
            name: *name,
            state,
            facts,
            mends,
        }
    };
    CheckName::ALL.iter().map(make).collect()
}

struct Judged(State, Vec<Fact>, Vec<Mend>);

fn good(facts: Vec<Fact>) -> Judged {
    Judged(State::Good, facts, Vec::new())
}

fn cannot(obstacle: Obstacle) -> Judged {
    Judged(State::NotMade, vec![Fact::Cannot(obstacle)], Vec::new())
}

/// A check of a measured value; not made if it was not measured.
fn of<T>(measured: &Measured<T>, judge: impl FnOnce(&T) -> Judged) -> Judged {
    measured.as_ref().map_or_else(|why| cannot(*why), judge)
}

fn space(facts: &Facts) -> Judged {
    // A copy of the file must fit beside it.
    let file = facts.file.map_or(0, |file| file.bytes);
    of(&facts.space, |space| {
        let said = vec![Fact::Space {
            free: space.free,
            total: space.total,
        }];
        if space.free < SPACE_BAD.max(file.saturating_mul(2)) {
            Judged(State::Bad, said, vec![Mend::MakeRoom])
        } else if space.free < SPACE_LOW {
            Judged(State::Attention, said, vec![Mend::MakeRoom])
        } else {
            good(said)
        }
    })
}

fn speed(facts: &Facts) -> Judged {
    if facts.sync == Err(Obstacle::NoRoom) {
        let said = vec![Fact::Cannot(Obstacle::NoRoom)];
        return Judged(State::Bad, said, vec![Mend::MakeRoom]);
    }
    of(&facts.sync, |time| {
        let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        let said = vec![Fact::Sync(micros)];
        if *time > SYNC_SLOW {
            Judged(State::Attention, said, vec![Mend::SlowDisk])
        } else {
            good(said)
        }
    })
}

fn clock(facts: &Facts) -> Judged {
    let mut said = vec![Fact::Now(facts.now)];
    let newest = facts.file.ok().and_then(|file| file.newest);
    let is_behind = newest.is_some_and(|newest| facts.now < newest);
    said.extend(newest.map(Fact::Newest));
    if is_behind || !YEARS.contains(&facts.now.year()) {
        return Judged(State::Bad, said, vec![Mend::SetClock]);
    }
    if facts.file.is_err_and(|fault| fault != FileFault::Missing) {
        said.push(Fact::Cannot(Obstacle::FileClosed));
    }
    if facts.now.offset().local_minus_utc() == HOME_OFFSET {
        good(said)
    } else {
        Judged(State::Attention, said, vec![Mend::SetZone])
    }
}

fn file(facts: &Facts) -> Judged {
    let is_held = facts.holder == Holder::Other;
    let held = is_held.then_some(Fact::HeldByOther);
    let (state, mut said, mend) = match facts.file {
        Ok(file) => {
            let (found, known) = (file.schema, file.known);
            let said = vec![
                Fact::Size(file.bytes),
                Fact::Schema { found, known },
                Fact::Pages(file.damage),
            ];
            match file.damage {
                0 => (State::Good, said, None),
                _ => (State::Bad, said, Some(Mend::Restore)),
            }
        }
        // A home was there: it must not be begun anew.
        Err(FileFault::Missing) if matches!(facts.copies, Ok(Some(_))) => {
            let said = vec![Fact::Cannot(Obstacle::NoHome)];
            (State::Bad, said, Some(Mend::Restore))
        }
        Err(FileFault::Missing) => {
            let said = vec![Fact::Cannot(Obstacle::NoHome)];
            (State::Attention, said, Some(Mend::Begin))
        }
        Err(FileFault::Damaged) => (State::Bad, vec![Fact::Damaged], Some(Mend::Restore)),
        Err(FileFault::Newer { found, known }) => {
            let said = vec![Fact::Schema { found, known }];
            (State::Bad, said, Some(Mend::NewerProgram))
        }
        Err(FileFault::NoRoom) => {
            let said = vec![Fact::Cannot(Obstacle::NoRoom)];
            (State::NotMade, said, Some(Mend::MakeRoom))
        }
        Err(FileFault::Busy) => (State::Attention, vec![Fact::Unopened], Some(Mend::TryAgain)),
        Err(FileFault::Locked) => (State::Attention, vec![Fact::Locked], None),
        Err(FileFault::Plain) => (State::Bad, vec![Fact::PlainFile], Some(Mend::Restore)),
        Err(FileFault::Unopened) => (State::Bad, vec![Fact::Unopened], Some(Mend::LetWrite)),
    };
    said.extend(held);
    let mut mends: Vec<Mend> = mend.into_iter().collect();
    if is_held {
        mends.push(Mend::CloseOther);
    }
    if facts.file.is_ok_and(|file| file.schema < file.known) {
        mends.push(Mend::OpenAgain);
    }
    // What asks for a hand is not simply good.
    let state = match state {
        State::Good if !mends.is_empty() => State::Attention,
        other => other,
    };
    Judged(state, said, mends)
}

fn chain(facts: &Facts) -> Judged {
    of(&facts.chain, |chain| {
        if !chain.is_finished {
            return Judged(State::Bad, vec![Fact::Unfinished], vec![Mend::Verify]);
        }
        let mut said = vec![Fact::Entries {
            entries: chain.entries,
            rows: chain.rows,
        }];
        let found = chain.findings.iter();
        said.extend(found.map(|(kind, count)| Fact::Found(kind, *count)));
        if chain.findings.is_empty() {
            good(said)
        } else {
            Judged(State::Bad, said, vec![Mend::Verify])
        }
    })
}

fn rights(facts: &Facts) -> Judged {
    of(&facts.rights, |rights| {
        let said = [
            rights.may_write.map_or_else(Fact::Cannot, Fact::MayWrite),
            rights
                .others_may_read
                .map_or_else(Fact::Cannot, Fact::OthersMayRead),
        ];
        let mut mends = Vec::new();
        if rights.may_write == Ok(false) {
            mends.push(Mend::LetWrite);
        }
        if rights.others_may_read == Ok(true) {
            mends.push(if cfg!(windows) {
                Mend::PrivateWindows
            } else {
                Mend::Private
            });
        }
        let state = match (rights.may_write, rights.others_may_read) {
            (Ok(false), _) => State::Bad,
            (_, Ok(true)) => State::Attention,
            (Ok(true), Ok(false)) => State::Good,
            (Err(_), _) | (_, Err(_)) => State::NotMade,
        };
        Judged(state, said.to_vec(), mends)
    })
}

fn copies(facts: &Facts) -> Judged {
    if facts.file == Err(FileFault::Missing) && !matches!(facts.copies, Ok(Some(_))) {
        return cannot(Obstacle::NoHome);
    }
    of(&facts.copies, |copies| {
        // A clock that was put back makes a copy look as if it came from tomorrow.
        let days_since = |at: Moment| (facts.now - at).num_days().max(0);
        let (mut said, mut mends) = (Vec::new(), Vec::new());
        let mut is_old = true;
        match copies {
            None => said.push(Fact::NoCopy),
            Some(copies) => {
                let days = days_since(copies.newest);
                is_old = days > COPY_DAYS;
                said.push(Fact::Copies {
                    count: copies.count,
                    days,
                });
            }
        }
        let (mut is_bad, mut is_unknown) = (false, false);
        match &facts.safety {
            // The check of the file says why it is closed.
            Err(Obstacle::FileClosed) => {}
            Err(why) => {
                is_unknown = true;
                said.push(Fact::Cannot(*why));
            }
            Ok(safety) => {
                let stick = match safety.stick {
                    StickFacts::NotChosen => Fact::NoStick,
                    StickFacts::Never => Fact::StickAway(None),
                    StickFacts::Copied(at) if days_since(at) <= COPY_DAYS => Fact::StickCopied,
                    StickFacts::Copied(at) => Fact::StickAway(Some(days_since(at))),
                };
                said.push(stick);
                if matches!(stick, Fact::StickAway(_)) {
                    mends.push(Mend::PutStick);
                }
                said.extend(safety.rehearsed.map(Fact::Rehearsed));
                if safety.rehearsed.is_some_and(|faults| faults > 0) {
                    is_bad = true;
                    mends.push(Mend::Verify);
                }
                if safety.doubts > 0 {
                    is_bad = true;
                    said.push(Fact::Doubts(safety.doubts));
                    mends.insert(0, Mend::Compare);
                }
            }
        }
        if is_old {
            mends.push(Mend::Copy);
        }
        let state = if is_bad {
            State::Bad
        } else if is_unknown || !mends.is_empty() {
            State::Attention
        } else {
            State::Good
        };
        Judged(state, said, mends)
    })
}

fn terminal(facts: &Facts) -> Judged {
    of(&facts.terminal.size, |(columns, rows)| {
        let mut said = vec![Fact::Cells {
            columns: *columns,
            rows: *rows,
        }];
        let mut mends = Vec::new();
        if *columns < CELLS.0 || *rows < CELLS.1 {
            mends.push(Mend::Enlarge);
        }
        if !facts.terminal.input {
            said.push(Fact::NoKeyboard);
            mends.push(Mend::Type);
        }
        let state = if mends.is_empty() {
            State::Good
        } else {
            State::Attention
        };
        Judged(state, said, mends)
    })
}

fn widths(facts: &Facts) -> Judged {
    of(&facts.terminal.widths, |widths| {
        let (signs, lines) = (widths.signs, widths.lines);
        let said = vec![Fact::Widths { signs, lines }];
        if signs == SIGNS && lines == SIGNS {
            good(said)
        } else {
            Judged(State::Attention, said, vec![Mend::Plain])
        }
    })
}

fn colours(facts: &Facts) -> Judged {
    let judged = of(&facts.terminal.colours, |colours| {
        good(vec![Fact::Colours(*colours)])
    });
    if facts.terminal.no_colour {
        return good(vec![Fact::NoColour]);
    }
    judged
}

fn letters(facts: &Facts) -> Judged {
    of(&facts.terminal.utf8, |is_utf8| {
        let said = vec![Fact::Utf8(*is_utf8)];
        if *is_utf8 {
            good(said)
        } else {
            Judged(State::Attention, said, vec![Mend::Utf8])
        }
    })
}

/// A program in a terminal cannot ask which signs the font has.
fn fonts(_: &Facts) -> Judged {
    let said = vec![Fact::Cannot(Obstacle::NoReport), Fact::Signs];
    Judged(State::NotMade, said, vec![Mend::LookAtSigns])
}
