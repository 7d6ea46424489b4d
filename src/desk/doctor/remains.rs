//! The last lines of the log and the newest crash report, for the file for help.
//!
//! Both are written without personal data. Here they are filtered all the same: what this program
//! does not write itself is left out, and of a path only the part that comes from the source.

use crate::store::{StoreError, WhyReadOnly};
use chrono::DateTime;
use std::path::{Path, PathBuf};

/// Number of log lines that are handed on.
const LINES: usize = 60;
/// Number of lines of a crash report that are handed on.
const REPORT: usize = 120;
/// Messages of the log, as `tracing` macros write them.
const MESSAGES: [&str; 6] = [
    "done",
    "refused",
    "not read again",
    "checkpoint",
    "packing the journal",
    "stopped by a panic",
];
const LEVELS: [&str; 3] = ["INFO", "WARN", "ERROR"];
/// First words of the lines of a crash report.
const HEADS: [&str; 6] = ["program", "system", "time", "thread", "place", "message"];

/// The last lines of the newest log, and how many lines were left out.
pub(super) fn log(folder: &Path) -> (Vec<String>, usize) {
    let newest = newest(&folder.join("logs"), "doorlight-", "log");
    let text = newest
        .and_then(|path| std::fs::read_to_string(path).ok())
        .unwrap_or_default();
    let all: Vec<&str> = text.lines().collect();
    let last = all
        .get(all.len().saturating_sub(LINES)..)
        .unwrap_or_default();
    let kept: Vec<String> = last.iter().filter_map(|line| log_line(line)).collect();
    let left_out = last.len() - kept.len();
    (kept, left_out)
}

/// A log line of a known kind, with its number or its kind of error; `None` for any other.
fn log_line(line: &str) -> Option<String> {
    let (time, rest) = line.split_once(' ')?;
    DateTime::parse_from_rfc3339(time).ok()?;
    let (level, rest) = rest.trim_start().split_once(' ')?;
    let level = LEVELS.iter().find(|known| **known == level)?;
    let rest = rest.trim();
    let message = MESSAGES.iter().find(|known| {
        rest.strip_prefix(**known)
            .is_some_and(|after| after.is_empty() || after.starts_with(' '))
    })?;
    let fields = rest.strip_prefix(*message)?.trim();
    let fields = field(fields);
    let line = format!("{time} {level} {message} {fields}");
    Some(line.trim_end().to_owned())
}

/// A number of an entry, or an error of the store that has one fixed text.
fn field(text: &str) -> String {
    let Some((name, value)) = text.split_once('=') else {
        return String::new();
    };
    let errors = [
        StoreError::ReadOnly(WhyReadOnly::OtherProgram),
        StoreError::ReadOnly(WhyReadOnly::NotAllowed),
        StoreError::ReadOnly(WhyReadOnly::DiskFull),
        StoreError::ReadOnly(WhyReadOnly::DiskFailed),
        StoreError::DiskFull,
        StoreError::DiskFailed,
        StoreError::Busy,
        StoreError::Damaged,
    ];
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    let is_error = errors.iter().any(|error| error.to_string() == value);
    match name {
        "seq" if is_number => format!("seq={value}"),
        "refusal" | "error" if is_error => format!("{name}={value}"),
        _ => String::new(),
    }
}

/// The newest crash report without paths; empty if there is none.
pub(super) fn crash(folder: &Path) -> Vec<String> {
    let newest = newest(folder, "error-report-", "txt");
    let text = newest
        .and_then(|path| std::fs::read_to_string(path).ok())
        .unwrap_or_default();
    let lines = text.lines().filter_map(crash_line);
    lines.take(REPORT).collect()
}

/// A line that a crash report of this program holds; `None` for any other.
fn crash_line(line: &str) -> Option<String> {
    if let Some((head, value)) = line.split_once(": ") {
        let (head, value) = (head.trim(), value.trim());
        if HEADS.contains(&head) {
            let value = if head == "place" {
                in_source(value)
            } else {
                value
            };
            return Some(format!("{head}: {value}"));
        }
        // A frame of the stack: its number, and the name of a function.
        let is_name = |c: char| c.is_ascii_alphanumeric() || "_:<>{}#$&*()[];,+'=-. ".contains(c);
        let is_frame = !head.is_empty() && head.bytes().all(|byte| byte.is_ascii_digit());
        return (is_frame && value.chars().all(is_name)).then(|| format!("{head}: {value}"));
    }
    let at = line.trim().strip_prefix("at ")?;
    Some(format!("  at {}", in_source(at)))
}

/// `src/app/door.rs:12:5` of a longer path; the name of the file alone if there is no `src`.
fn in_source(path: &str) -> &str {
    let below = path.rmatch_indices(['/', '\\']).find_map(|(cut, _)| {
        let rest = path.get(cut + 1..)?;
        (rest.starts_with("src/") || rest.starts_with("src\\")).then_some(rest)
    });
    let is_below = path.starts_with("src/") || path.starts_with("src\\");
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    below.unwrap_or(if is_below { path } else { name })
}

/// The last file of a kind by name; the names sort by day.
fn newest(folder: &Path, begin: &str, ending: &str) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let is_kind = |path: &PathBuf| {
        let name = path.file_stem().and_then(|name| name.to_str());
        let is_named = name.is_some_and(|name| name.starts_with(begin));
        is_named && path.extension().is_some_and(|end| end == ending)
    };
    paths.filter(is_kind).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::done(
        "2026-11-23T09:00:00.123Z  INFO done seq=5",
        Some("2026-11-23T09:00:00.123Z INFO done seq=5")
    )]
    #[case::refused(
        "2026-11-23T09:00:00.123Z  INFO refused refusal=the file is busy",
        Some("2026-11-23T09:00:00.123Z INFO refused refusal=the file is busy")
    )]
    #[case::with_a_name(
        "2026-11-23T09:00:00.123Z  WARN not read again refusal=no child 李小明",
        Some("2026-11-23T09:00:00.123Z WARN not read again")
    )]
    #[case::unknown_kind("2026-11-23T09:00:00.123Z  INFO saved 李小明", None)]
    #[case::longer_word("2026-11-23T09:00:00.123Z  INFO done李小明", None)]
    #[case::no_time("李小明 INFO done seq=5", None)]
    fn only_known_kinds_of_log_lines_are_kept(#[case] line: &str, #[case] kept: Option<&str>) {
        assert_eq!(log_line(line).as_deref(), kept);
    }

    #[rstest]
    #[case::head("program: Doorlight 0.1.0", Some("program: Doorlight 0.1.0"))]
    #[case::place(
        "place: /home/lixiaoming/x/src/app/door.rs:1:2",
        Some("place: src/app/door.rs:1:2")
    )]
    #[case::frame(
        "  12: doorlight::app::door::sign_in",
        Some("12: doorlight::app::door::sign_in")
    )]
    #[case::at(
        "             at /home/lixiaoming/x/src/a.rs:1:2",
        Some("  at src/a.rs:1:2")
    )]
    #[case::windows(
        r"             at C:\Users\lixiaoming\x\src\a.rs:1",
        Some(r"  at src\a.rs:1")
    )]
    #[case::no_source("             at /home/lixiaoming/main.c:5", Some("  at main.c:5"))]
    #[case::anything_else("lixiaoming was here", None)]
    fn a_crash_report_keeps_no_path(#[case] line: &str, #[case] kept: Option<&str>) {
        assert_eq!(crash_line(line).as_deref(), kept);
    }
}
