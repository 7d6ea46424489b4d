//! Gives thousands of damaged files of every kind to the program. The run fails if
//! one of them makes the reading process hang, or the task that a person starts die, hang or end without a word.
//!
//! `cargo bench --bench mutations` tries 2,000 of each kind; `-- 10000 xls --seed 7` more of one kind. The same seed makes
//! the same inputs, and `--from 4711` starts with one of them. The second process that reads has 300 MB of address space
//! on Linux, so what needs more memory shows as a process that died; how much less it needed is not measured.

mod blocks;
mod kinds;
mod numbers;
mod packed;
mod records;
mod seeds;
mod tally;
mod texts;
mod trial;

use kinds::{KINDS, Kind};
use numbers::Numbers;
use std::io;
use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use tally::Tally;
use trial::{Outcome, Place};

const USAGE: &str =
    "cargo bench --bench mutations -- [COUNT] [KIND …] [--seed N] [--from N] [--program PATH]

COUNT           inputs of each kind (2000)
KIND            only these kinds
--seed N        makes other inputs (1)
--from N        number of the first input (0): with COUNT 1 repeats one
--program PATH  tries this program instead of the one that was built";

/// Every so many inputs, the task a person would start reads the file too.
const TASK_EVERY: u32 = 50;
/// Inputs of a kind for which the second process had no answer that the task reads too.
const UNANSWERED_TASKS: usize = 20;

/// What is asked for.
struct Wish {
    count: u32,
    kinds: Vec<&'static Kind>,
    seed: u64,
    from: u32,
    program: PathBuf,
}

fn main() -> ExitCode {
    let Some(wish) = wish(std::env::args().skip(1)) else {
        let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        eprintln!("{USAGE}\n\nKinds: {}", names.join(", "));
        return ExitCode::from(2);
    };
    match run(&wish) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{}: {error}", wish.program.display());
            ExitCode::FAILURE
        }
    }
}

/// Reads the arguments; `None` if they are wrong.
fn wish(mut arguments: impl Iterator<Item = String>) -> Option<Wish> {
    let mut wish = Wish {
        count: 2_000,
        kinds: Vec::new(),
        seed: 1,
        from: 0,
        program: env!("CARGO_BIN_EXE_doorlight").into(),
    };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            // Cargo adds it.
            "--bench" => {}
            "--seed" => wish.seed = arguments.next()?.parse().ok()?,
            "--from" => wish.from = arguments.next()?.parse().ok()?,
            "--program" => wish.program = arguments.next()?.into(),
            other => match other.parse() {
                Ok(count) => wish.count = count,
                Err(_) => wish
                    .kinds
                    .push(KINDS.iter().find(|kind| kind.name == other)?),
            },
        }
    }
    if wish.kinds.is_empty() {
        wish.kinds = KINDS.iter().collect();
    }
    Some(wish)
}

/// Tries all kinds; gives whether nothing went wrong.
fn run(wish: &Wish) -> io::Result<bool> {
    println!(
        "{} inputs of each kind, seed {}, from {}\n",
        wish.count, wish.seed, wish.from
    );
    println!("{}", tally::HEADING);
    let mut tallies = Vec::new();
    for kind in &wish.kinds {
        let tally = try_kind(wish, kind)?;
        println!("{}", tally.row(kind));
        tallies.push((kind, tally));
    }
    println!();
    for (kind, tally) in &tallies {
        tally.explain(kind, wish.seed);
    }
    Ok(tallies.iter().all(|(_, tally)| tally.wrong.is_empty()))
}

/// Tries one kind with as many workers as the machine has processors.
fn try_kind(wish: &Wish, kind: &Kind) -> io::Result<Tally> {
    let seeds = (kind.seeds)();
    let next = AtomicU32::new(0);
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let worker = || try_inputs(wish, kind, &seeds, &next);
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        let mut whole = Tally::default();
        for worker in workers {
            let part = worker
                .join()
                .map_err(|_| io::Error::other("making an input failed"))?;
            whole.add(part?);
        }
        Ok(whole)
    })
}

/// Tries inputs until all are tried.
fn try_inputs(wish: &Wish, kind: &Kind, seeds: &[Vec<u8>], next: &AtomicU32) -> io::Result<Tally> {
    let place = Place::new(&wish.program)?;
    let mut tally = Tally::default();
    loop {
        let nth = next.fetch_add(1, Ordering::Relaxed);
        if nth >= wish.count {
            return Ok(tally);
        }
        let number = wish.from + nth;
        let input = kind.input(seeds, &mut Numbers::of(wish.seed, kind.name, number));
        let (outcome, took) = place.read_aside(kind, &input)?;
        let is_unanswered = matches!(outcome, Outcome::Died | Outcome::OutOfTime | Outcome::Hung);
        let is_hung = outcome == Outcome::Hung;
        tally.count(outcome, took, number);
        let mut wrong = is_hung.then(|| "the second process hung".to_owned());
        if number.is_multiple_of(TASK_EVERY)
            || (is_unanswered && tally.unanswered.len() <= UNANSWERED_TASKS)
        {
            let (task_wrong, took) = place.run_task(kind, &input)?;
            tally.count_task(took);
            wrong = wrong.or(task_wrong);
        }
        let is_kept = is_unanswered && tally.unanswered.len() <= UNANSWERED_TASKS;
        if wrong.is_some() || is_kept || wish.count == 1 {
            tally::save(kind, wish.seed, number, &input)?;
        }
        if let Some(wrong) = wrong {
            tally.wrong.push((number, wrong));
        }
    }
}
