//! Handles a bug in the program: a report without any child's data, and a plain sentence.
//!
//! A formatted panic message may hold a name or a number of a child, so it is left out. The report
//! has only what comes from the source code: the place, literal messages and the names of
//! functions.
//!
//! The hook prints nothing, because the terminal is in raw mode. It writes the report and tells the
//! loop to end; `main` prints the sentence after the terminal is restored.

use crate::desk::doctor::check::SYSTEM;
use crate::domain::Moment;
use crate::exchange::file::is_reading_guarded;
use std::any::Any;
use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write as _};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Facts about a panic that cannot hold personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PanicFacts {
    at: String,
    thread: String,
    place: String,
    /// The message, if it is a literal in the source code.
    literal: Option<&'static str>,
    backtrace: String,
}

/// A panic that was caught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Crash {
    /// Path of the report, if it could be written.
    pub report: Option<PathBuf>,
}

/// The last panic, until [`take`] is called.
static CRASH: Mutex<Option<Crash>> = Mutex::new(None);

/// Installs the panic hook: it writes a report into `folder` and calls `tell`, except for panics
/// that a guarded reader catches. `started` is the time of the program's clock at this call; the
/// hook adds the time elapsed since.
pub(super) fn report_to(folder: &Path, started: Moment, tell: impl Fn() + Send + Sync + 'static) {
    let (folder, since) = (folder.to_owned(), Instant::now());
    std::panic::set_hook(Box::new(move |info| {
        // A guarded reader catches its own panic; the screens continue.
        if is_reading_guarded() {
            return;
        }
        let passed = chrono::TimeDelta::from_std(since.elapsed()).unwrap_or_default();
        let facts = facts_of(info, started + passed);
        let report = write(&folder, &facts).ok();
        *CRASH.lock().unwrap_or_else(PoisonError::into_inner) = Some(Crash { report });
        tell();
    }));
}

/// Takes the last panic since the previous call, if there was one.
pub(super) fn take() -> Option<Crash> {
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

/// Returns the message if it is a literal; a formatted message may hold personal data.
fn literal_of(payload: &(dyn Any + Send)) -> Option<&'static str> {
    payload.downcast_ref::<&'static str>().copied()
}

fn write(folder: &Path, facts: &PanicFacts) -> io::Result<PathBuf> {
    let stamp: String = facts.at.chars().filter(char::is_ascii_digit).collect();
    let stamp: String = stamp.chars().take(14).collect();
    let path = folder.join(format!("error-report-{stamp}.txt"));
    std::fs::create_dir_all(folder)?;
    match File::create_new(&path) {
        Ok(mut file) => file.write_all(text_of(facts).as_bytes())?,
        // Of the same second: the first panic is the cause, and its report stays.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    Ok(path)
}

fn text_of(facts: &PanicFacts) -> String {
    let mut text = String::new();
    let message = facts
        .literal
        .unwrap_or("(left out: it may hold data of a person)");
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
    fn a_panic_in_a_guarded_reader_is_not_reported_and_any_other_is() {
        use crate::exchange::file::{FileError, guarded};
        use std::panic::catch_unwind;
        use std::sync::Arc;
        use std::sync::atomic::{AtomicUsize, Ordering};

        let folder = tempfile::tempdir().unwrap();
        let reports = || std::fs::read_dir(folder.path()).unwrap().count();
        let calls = Arc::new(AtomicUsize::new(0));
        let (counter, test) = (Arc::clone(&calls), std::thread::current().id());
        let started = Moment::parse_from_rfc3339("2026-11-23T17:30:05+08:00").unwrap();
        let usual = std::panic::take_hook();
        report_to(folder.path(), started, move || {
            // The hook is process-wide: panics of other tests do not count here.
            if std::thread::current().id() == test {
                counter.fetch_add(1, Ordering::Relaxed);
            }
        });
        let read: Result<(), FileError> = guarded(|| panic!("index out of range"));
        let guarded_calls = calls.load(Ordering::Relaxed);
        let guarded_reports = reports();
        let crash_of_reader = take();
        let unguarded = catch_unwind(|| panic!("the stack is never empty"));
        let crash = take();
        std::panic::set_hook(usual);

        assert!(matches!(read, Err(FileError::Damaged(_))));
        assert_eq!((guarded_calls, guarded_reports), (0, 0));
        assert_eq!(crash_of_reader, None);
        assert!(unguarded.is_err());
        assert_eq!((calls.load(Ordering::Relaxed), reports()), (1, 1));
        assert!(crash.unwrap().report.unwrap().is_file());
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
        // A second panic in that second does not hide the first.
        let again = write(&folder.path().join("new"), &facts(&"y")).unwrap();
        assert_eq!(std::fs::read_to_string(again).unwrap(), text);
    }
}
