//! From a path to rows: which kind of file it is, how large it may be, and what can be wrong.
//!
//! The kind is told by the content, never by the name: programs of the county export text under
//! `.xls`, and people rename files.

use super::sheet::{Book, Sheet};
use super::{csv_text, workbook};
use std::cell::Cell as Flag;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::{fs, io};
use thiserror::Error;

/// Largest file that is read.
pub const MAX_BYTES: u64 = 64 << 20;
/// Largest content of a packed workbook.
pub(super) const MAX_UNPACKED: u64 = 768 << 20;
/// Most rows with something in them.
pub(super) const MAX_ROWS: usize = 400_000;

/// Why a file cannot be read. The words for people are under `file-error-` and [`FileError::code`].
#[derive(Debug, Error)]
pub enum FileError {
    /// No such file.
    #[error("no such file")]
    NotFound,
    /// A folder, not a file.
    #[error("a folder, not a file")]
    Folder,
    /// Another program holds it, usually the spreadsheet program.
    #[error("another program holds the file")]
    Locked,
    /// The system does not allow reading it.
    #[error("the system does not allow reading it")]
    NoAccess,
    /// The disk or the stick failed.
    #[error("the disk could not be read")]
    Disk(#[source] io::Error),
    /// More bytes or rows than any home has.
    #[error("too large")]
    TooLarge,
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// A password is needed.
    #[error("protected by a password")]
    Password,
    /// Some other kind of file.
    #[error("not a spreadsheet")]
    NotASpreadsheet,
    /// Not a calendar file.
    #[error("not a calendar file")]
    NotACalendar,
    /// A spreadsheet, but broken.
    #[error("the spreadsheet is damaged: {0}")]
    Damaged(String),
}

impl FileError {
    /// Stable code, also the end of the language key.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Folder => "folder",
            Self::Locked => "locked",
            Self::NoAccess => "no-access",
            Self::Disk(_) => "disk",
            Self::TooLarge => "too-large",
            Self::Empty => "empty",
            Self::Password => "password",
            Self::NotASpreadsheet => "not-a-spreadsheet",
            Self::NotACalendar => "not-a-calendar",
            Self::Damaged(_) => "damaged",
        }
    }

    /// Every code, for the test that looks for the words.
    pub const CODES: [&'static str; 11] = [
        "not-found",
        "folder",
        "locked",
        "no-access",
        "disk",
        "too-large",
        "empty",
        "password",
        "not-a-spreadsheet",
        "not-a-calendar",
        "damaged",
    ];
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        // 32 and 33 are how Windows says that another program holds the file.
        if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
            return Self::Locked;
        }
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::IsADirectory => Self::Folder,
            io::ErrorKind::PermissionDenied => Self::NoAccess,
            io::ErrorKind::ResourceBusy => Self::Locked,
            _ => Self::Disk(error),
        }
    }
}

/// Reads a spreadsheet or CSV file.
pub fn read(path: &Path) -> Result<Book, FileError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    from_bytes(bytes(path)?, &name)
}

/// The content of a file of a size that can be meant.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    let about = fs::metadata(path)?;
    if about.is_dir() {
        return Err(FileError::Folder);
    }
    if about.len() > MAX_BYTES {
        return Err(FileError::TooLarge);
    }
    Ok(fs::read(path)?)
}

/// Reads the content of a file; `name` is only kept for what is said about it.
pub fn from_bytes(bytes: Vec<u8>, name: &str) -> Result<Book, FileError> {
    let sheets = guarded(|| sheets(bytes))?;
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(FileError::Empty);
    }
    Ok(Book {
        file_name: name.to_owned(),
        sheets,
    })
}

fn sheets(bytes: Vec<u8>) -> Result<Vec<Sheet>, FileError> {
    if bytes.is_empty() {
        return Err(FileError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return workbook::from_zip(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return workbook::from_compound(bytes);
    }
    csv_text::from_text(&bytes).map(|sheet| vec![sheet])
}

thread_local! {
    static GUARDED: Flag<bool> = const { Flag::new(false) };
}

/// Whether this thread is inside a reader whose panics are caught here. A panic hook asks, so as
/// not to tear the screen down over a damaged file.
pub fn is_reading_guarded() -> bool {
    GUARDED.get()
}

/// The one place where the panics of readers on damaged files become an error.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, FileError>) -> Result<T, FileError> {
    GUARDED.set(true);
    let outcome = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(false);
    outcome.unwrap_or_else(|_| Err(FileError::Damaged("the reader gave up".to_owned())))
}
