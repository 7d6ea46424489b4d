//! What became of the inputs of a kind, as a line of the table and in words.

use crate::kinds::Kind;
use crate::trial::Outcome;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;
use std::{fs, io};

/// Head of the table.
pub(crate) const HEADING: &str = "| kind | inputs | read | refused by code | died | out of time | hung | slowest ms | tasks | slowest task ms |\n\
     |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|";

/// What became of inputs.
#[derive(Default)]
pub(crate) struct Tally {
    inputs: u32,
    read: u32,
    refused: BTreeMap<String, u32>,
    died: u32,
    out_of_time: u32,
    hung: u32,
    slowest: (Duration, u32),
    tasks: u32,
    slowest_task: Duration,
    /// Numbers of the inputs without an answer.
    pub unanswered: Vec<u32>,
    /// Numbers of the inputs with which something went wrong, and what.
    pub wrong: Vec<(u32, String)>,
}

impl Tally {
    /// Counts an input that the second process was given.
    pub(crate) fn count(&mut self, outcome: Outcome, took: Duration, number: u32) {
        self.inputs += 1;
        self.slowest = self.slowest.max((took, number));
        match outcome {
            Outcome::Read => self.read += 1,
            Outcome::Refused(code) => *self.refused.entry(code).or_default() += 1,
            Outcome::Died => self.died += 1,
            Outcome::OutOfTime => self.out_of_time += 1,
            Outcome::Hung => self.hung += 1,
        }
        let answered = self.read + self.refused.values().sum::<u32>();
        if self.inputs as usize > answered as usize + self.unanswered.len() {
            self.unanswered.push(number);
        }
    }

    /// Counts a task.
    pub(crate) fn count_task(&mut self, took: Duration) {
        self.tasks += 1;
        self.slowest_task = self.slowest_task.max(took);
    }

    /// Adds what another worker counted.
    pub(crate) fn add(&mut self, other: Self) {
        self.inputs += other.inputs;
        self.read += other.read;
        for (code, count) in other.refused {
            *self.refused.entry(code).or_default() += count;
        }
        self.died += other.died;
        self.out_of_time += other.out_of_time;
        self.hung += other.hung;
        self.slowest = self.slowest.max(other.slowest);
        self.tasks += other.tasks;
        self.slowest_task = self.slowest_task.max(other.slowest_task);
        self.unanswered.extend(other.unanswered);
        self.wrong.extend(other.wrong);
    }

    /// A line of the table.
    pub(crate) fn row(&self, kind: &Kind) -> String {
        format!(
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            kind.name,
            self.inputs,
            self.read,
            self.refused.values().sum::<u32>(),
            self.died,
            self.out_of_time,
            self.hung,
            self.slowest.0.as_millis(),
            self.tasks,
            self.slowest_task.as_millis()
        )
    }

    /// Prints the codes, the slowest input and everything that went wrong.
    pub(crate) fn explain(&self, kind: &Kind, seed: u64) {
        let codes: Vec<String> = self
            .refused
            .iter()
            .map(|(code, count)| format!("{code} {count}"))
            .collect();
        println!(
            "{}: slowest is number {}; refused: {}",
            kind.name,
            self.slowest.1,
            codes.join(", ")
        );
        if let Some(first) = self.unanswered.first() {
            println!(
                "  without an answer: {:?}; saved as {} …",
                self.unanswered.iter().take(20).collect::<Vec<_>>(),
                path(kind, seed, *first).display()
            );
        }
        for (number, wrong) in &self.wrong {
            println!("  WRONG {}: {wrong}", path(kind, seed, *number).display());
        }
    }
}

fn path(kind: &Kind, seed: u64, number: u32) -> PathBuf {
    let name = format!("{}-{seed}-{number}.{}", kind.name, kind.ending);
    std::env::temp_dir().join("doorlight-mutations").join(name)
}

/// Keeps an input in the temporary folder of the system.
pub(crate) fn save(kind: &Kind, seed: u64, number: u32, input: &[u8]) -> io::Result<()> {
    let path = path(kind, seed, number);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, input)
}
