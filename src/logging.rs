//! The log: what the program did, without personal data. One file per day; the last few are kept.
//!
//! Lines hold journal numbers, kinds of steps and kinds of errors. Never log a name, a number of a
//! person, or text that a person typed.

use chrono::NaiveDate;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tracing_subscriber::fmt::MakeWriter;

/// Number of daily files kept.
const KEPT: usize = 7;

/// One file per day of the home's calendar. The usual appender rolls at midnight UTC, which is
/// eight in the morning in China.
#[derive(Debug)]
pub(crate) struct DailyFile {
    folder: PathBuf,
    today: fn() -> NaiveDate,
    open: Mutex<Option<(NaiveDate, File)>>,
}

impl DailyFile {
    /// `today` gives the day for the file's name. The folder is created with the first line.
    pub(crate) fn new(folder: &Path, today: fn() -> NaiveDate) -> Self {
        Self {
            folder: folder.to_owned(),
            today,
            open: Mutex::new(None),
        }
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let day = (self.today)();
        let Ok(mut open) = self.open.lock() else {
            return Ok(());
        };
        let file = match open.take() {
            Some((opened, file)) if opened == day => file,
            _ => {
                let name = self.folder.join(format!("doorlight-{day}.log"));
                std::fs::create_dir_all(&self.folder)?;
                let file = OpenOptions::new().create(true).append(true).open(name)?;
                self.drop_old();
                file
            }
        };
        let (_, file) = open.insert((day, file));
        file.write_all(bytes)
    }

    /// Removes all but the newest files; the names sort by day.
    fn drop_old(&self) {
        let Ok(entries) = std::fs::read_dir(&self.folder) else {
            return;
        };
        let mut logs: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|end| end == "log"))
            .collect();
        logs.sort_unstable();
        let surplus = logs.len().saturating_sub(KEPT);
        for old in logs.into_iter().take(surplus) {
            // A log file that cannot be removed does not matter.
            let _ = std::fs::remove_file(old);
        }
    }
}

/// Writer for one line of the log.
#[derive(Debug)]
pub(crate) struct Line<'a>(&'a DailyFile);

impl Write for Line<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A line that cannot be kept is lost: the library would report the error on standard error,
        // into the middle of the screens. A full disk is reported where it matters.
        let _ = self.0.write(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for DailyFile {
    type Writer = Line<'a>;
    fn make_writer(&'a self) -> Self::Writer {
        Line(self)
    }
}

/// Sends all log lines to files in `folder` from now on. Where they cannot be written, they are lost.
pub(crate) fn start(folder: &Path, today: fn() -> NaiveDate) {
    let file = DailyFile::new(folder, today);
    let subscriber = tracing_subscriber::fmt()
        .with_writer(file)
        .with_ansi(false)
        .with_target(false)
        // Nor does the library say anything else on standard error.
        .log_internal_errors(false)
        .with_max_level(tracing::Level::INFO)
        .finish();
    // A second start in one process (in tests) keeps the first subscriber.
    let _ = tracing::subscriber::set_global_default(subscriber);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    static DAY: AtomicU32 = AtomicU32::new(1);

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, DAY.load(Ordering::Relaxed)).unwrap()
    }

    #[test]
    fn a_new_day_begins_a_new_file_and_old_ones_go() {
        let folder = tempfile::tempdir().unwrap();
        let file = DailyFile::new(folder.path(), today);
        for day in 1..=10 {
            DAY.store(day, Ordering::Relaxed);
            file.make_writer().write_all(b"a line\n").unwrap();
            file.make_writer().write_all(b"another\n").unwrap();
        }
        let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(names.len(), KEPT);
        let last = folder.path().join("doorlight-2026-11-10.log");
        assert_eq!(std::fs::read_to_string(last).unwrap(), "a line\nanother\n");
    }

    #[test]
    fn a_line_that_cannot_be_written_is_lost_without_an_error() {
        let fixed = || NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let is_folder = folder.path().join("logs");
        let name = is_folder.join("doorlight-2026-11-23.log");
        std::fs::create_dir_all(&name).unwrap();
        let is_file = folder.path().join("file");
        std::fs::write(&is_file, "x").unwrap();
        for no_log in [is_folder, is_file] {
            let file = DailyFile::new(&no_log, fixed);
            file.make_writer().write_all(b"a line\n").unwrap();
        }
        // Once it can be written, the next line is there.
        std::fs::remove_dir(&name).unwrap();
        let file = DailyFile::new(&folder.path().join("logs"), fixed);
        file.make_writer().write_all(b"a line\n").unwrap();
        assert_eq!(std::fs::read_to_string(name).unwrap(), "a line\n");
    }
}
