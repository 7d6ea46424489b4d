//! When the program itself is wrong: a report without any child's data, and a plain sentence.
//!
//! A panic's message is put together from whatever the program was working on, so it may hold a
//! name or a number; it is left out. What stands in the source code itself, the place and the
//! names of the functions cannot, so they are all the report has.
//!
//! The hook prints nothing: the terminal is still taken over. It leaves the report, tells the loop
//! to end, and `main` prints the sentence when the terminal is restored.

use crate::domain::Moment;
use std::any::Any;
use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// For which system the program was built.
const SYSTEM: &str = if cfg!(windows) {
    "Windows"
} else if cfg!(target_os = "macos") {
    "macOS"
} else {
    "Unix"
};

/// What is known about a panic that cannot hold anybody's data.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PanicFacts {
    at: String,
    thread: String,
    place: String,
    /// The message, if it stands as it is in the source code.
    literal: Option<&'static str>,
    backtrace: String,
}

/// A panic that was caught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crash {
    /// The report, if it could be written.
    pub report: Option<PathBuf>,
}

/// The last panic.
static CRASH: Mutex<Option<Crash>> = Mutex::new(None);

/// Writes reports of panics into `folder` from now on, and calls `tell` after each. The time is
/// that of the program's clock when it started, moved on by what has passed since.
pub fn report_to(folder: &Path, started: Moment, tell: impl Fn() + Send + Sync + 'static) {
    let (folder, since) = (folder.to_owned(), Instant::now());
    std::panic::set_hook(Box::new(move |info| {
        let passed = chrono::TimeDelta::from_std(since.elapsed()).unwrap_or_default();
        let facts = facts_of(info, started + passed);
        let report = write(&folder, &facts).ok();
        *CRASH.lock().unwrap_or_else(PoisonError::into_inner) = Some(Crash { report });
        tell();
    }));
}

/// The last panic since this was last asked, if there was one.
pub fn take() -> Option<Crash> {
    CRASH.lock().unwrap_or_else(PoisonError::into_inner).take()
}

fn facts_of(info: &PanicHookInfo<'_>, now: Moment) -> PanicFacts {
    let place = info
        .location()
        .map_or_else(String::new, ToString::to_string);
    let thread = std::thread::current();
    PanicFacts {
        at: now.format("%Y-%m-%d %H:%M:%S %:z").to_string(),
        thread: thread.name().unwrap_or("-").to_owned(),
        place,
        literal: literal_of(info.payload()),
        backtrace: Backtrace::force_capture().to_string(),
    }
}

/// A message without anything filled in is part of the program; any other may hold data.
fn literal_of(payload: &(dyn Any + Send)) -> Option<&'static str> {
    payload.downcast_ref::<&'static str>().copied()
}

fn write(folder: &Path, facts: &PanicFacts) -> std::io::Result<PathBuf> {
    let stamp: String = facts.at.chars().filter(char::is_ascii_digit).collect();
    let stamp: String = stamp.chars().take(14).collect();
    let path = folder.join(format!("error-report-{stamp}.txt"));
    std::fs::create_dir_all(folder)?;
    std::fs::write(&path, text_of(facts))?;
    Ok(path)
}

fn text_of(facts: &PanicFacts) -> String {
    let mut text = String::new();
    let message = facts
        .literal
        .unwrap_or("(left out: it may hold somebody's data)");
    let lines = [
        ("program", concat!("Doorlight ", env!("CARGO_PKG_VERSION"))),
        ("system", SYSTEM),
        ("time", &facts.at),
        ("thread", &facts.thread),
        ("place", &facts.place),
        ("message", message),
    ];
    for (name, value) in lines {
        let _ = writeln!(text, "{name}: {value}");
    }
    let _ = write!(text, "\n{}\n", facts.backtrace);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(payload: &(dyn Any + Send)) -> PanicFacts {
        PanicFacts {
            at: "2026-11-23 17:30:05 +08:00".to_owned(),
            thread: "main".to_owned(),
            place: "src/app/door.rs:12:5".to_owned(),
            literal: literal_of(payload),
            backtrace: "0: doorlight::app::door".to_owned(),
        }
    }

    #[test]
    fn a_message_with_something_filled_in_is_left_out() {
        let text = text_of(&facts(&"no such child: 李小明".to_owned()));
        assert!(!text.contains("李小明"), "{text}");
        assert!(text.contains("place: src/app/door.rs:12:5"), "{text}");
    }

    #[test]
    fn a_message_that_stands_in_the_source_is_kept() {
        let text = text_of(&facts(&"the stack is never empty"));
        assert!(text.contains("message: the stack is never empty"), "{text}");
    }

    #[test]
    fn the_report_is_a_file_named_by_its_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = write(&folder.path().join("new"), &facts(&"x")).unwrap();
        assert!(path.ends_with("new/error-report-20261123173005.txt"));
        let text = std::fs::read_to_string(path).unwrap();
        assert!(text.starts_with("program: Doorlight "), "{text}");
    }
}
