//! The whole program from outside: files, command line, screens in a terminal.
//!
//! One test program instead of one per file: it is linked once, and its tests run in parallel.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(
    clippy::string_slice,
    reason = "the reader of source cuts at places it has just found; where it errs, its test fails"
)]

mod cli;
mod cli_activities;
mod cli_agree;
mod cli_confirm;
mod cli_files;
mod cli_journal;
mod cli_ladder;
mod cli_merge;
mod cli_output;
mod cli_reports;
mod cli_round;
mod cli_texts;
mod common;
mod doctor;
#[cfg(unix)]
mod e2e_copies;
#[cfg(unix)]
mod e2e_files;
mod e2e_follow;
mod e2e_help;
#[cfg(unix)]
mod e2e_lock;
mod e2e_plan;
mod e2e_reports;
#[cfg(unix)]
mod e2e_rounds;
#[cfg(unix)]
mod e2e_signals;
#[cfg(unix)]
mod e2e_story;
#[cfg(unix)]
mod e2e_two;
mod from_outside;
#[cfg(unix)]
mod harm;
mod judgement;
#[cfg(unix)]
mod locks;
mod meta;
mod store_story;
