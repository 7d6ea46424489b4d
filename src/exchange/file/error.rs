//! Why a file cannot be read, and the limits on its size.

use std::io;
use thiserror::Error;

/// Largest file, in bytes.
pub const MAX_BYTES: u64 = 64 << 20;
/// Largest unpacked content of a workbook, in bytes.
pub(super) const MAX_UNPACKED: u64 = 512 << 20;
/// Largest number of rows that are not blank.
pub(in crate::exchange) const MAX_ROWS: usize = 400_000;

/// Why a file cannot be read. The texts for users are under `file-error-` and [`FileError::code`].
#[derive(Debug, Error)]
pub enum FileError {
    /// No such file.
    #[error("no such file")]
    NotFound,
    /// A folder, not a file.
    #[error("a folder, not a file")]
    Folder,
    /// A device or a pipe, not a file.
    #[error("no file")]
    NoFile,
    /// Another program holds it, usually the spreadsheet program.
    #[error("another program holds the file")]
    Locked,
    /// The system does not allow reading it.
    #[error("the system does not allow reading it")]
    NoAccess,
    /// The disk or USB stick failed.
    #[error("the disk could not be read")]
    Disk(#[source] io::Error),
    /// More bytes or rows than allowed.
    #[error("too large")]
    TooLarge,
    /// The file has no content.
    #[error("empty")]
    Empty,
    /// A password is needed.
    #[error("protected by a password")]
    Password,
    /// Another kind of file.
    #[error("not a spreadsheet")]
    NotASpreadsheet,
    /// Not a calendar file.
    #[error("not a calendar file")]
    NotACalendar,
    /// A calendar file whose parts lie within each other without end.
    #[error("nested too deeply")]
    Nested,
    /// The process that read the file came to an end without an answer.
    #[error("damaged or too large")]
    GaveUp,
    /// The process that reads files could not be started.
    #[error("the reader cannot be started")]
    NoReader,
    /// A spreadsheet whose content cannot be parsed.
    #[error("the spreadsheet is damaged: {0}")]
    Damaged(String),
}

impl FileError {
    /// Stable code, also the end of the language key.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Folder => "folder",
            Self::NoFile => "no-file",
            Self::Locked => "locked",
            Self::NoAccess => "no-access",
            Self::Disk(_) => "disk",
            Self::TooLarge => "too-large",
            Self::Empty => "empty",
            Self::Password => "password",
            Self::NotASpreadsheet => "not-a-spreadsheet",
            Self::NotACalendar => "not-a-calendar",
            Self::Nested => "nested",
            Self::GaveUp => "gave-up",
            Self::NoReader => "no-reader",
            Self::Damaged(_) => "damaged",
        }
    }

    /// The error of a file's content with this code.
    pub(in crate::exchange) fn from_code(code: &str) -> Option<Self> {
        let all = [
            Self::TooLarge,
            Self::Empty,
            Self::Password,
            Self::NotASpreadsheet,
            Self::NotACalendar,
            Self::Nested,
            Self::GaveUp,
            Self::Damaged("the reader refused".to_owned()),
        ];
        all.into_iter().find(|error| error.code() == code)
    }

    /// Every code, so that a test can check the texts.
    pub const CODES: [&'static str; 15] = [
        "not-found",
        "folder",
        "no-file",
        "locked",
        "no-access",
        "disk",
        "too-large",
        "empty",
        "password",
        "not-a-spreadsheet",
        "not-a-calendar",
        "nested",
        "gave-up",
        "no-reader",
        "damaged",
    ];
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        // Windows reports a file in use by another program as 32 or 33.
        if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
            return Self::Locked;
        }
        match error.kind() {
            // A name that cannot be, too: it is to be looked at again.
            io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::InvalidFilename
            | io::ErrorKind::InvalidInput => Self::NotFound,
            io::ErrorKind::IsADirectory => Self::Folder,
            io::ErrorKind::PermissionDenied => Self::NoAccess,
            io::ErrorKind::ResourceBusy => Self::Locked,
            _ => Self::Disk(error),
        }
    }
}
