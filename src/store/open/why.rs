//! Why a file is not opened, is open for reading only, or is given up.

/// Why a file is open for reading only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyReadOnly {
    /// The caller only reads.
    Asked,
    /// Another program has the right to write.
    OtherProgram,
    /// File, folder or disk may not be written to.
    NotAllowed,
    /// The disk takes nothing more.
    DiskFull,
    /// The disk does not work as it should.
    DiskFailed,
    /// What is read is of the past, or stands in memory only.
    Copy,
    /// The file was taken away while it was open.
    Lost,
}

impl WhyReadOnly {
    /// Whether somebody must do something before this program can write.
    pub(crate) const fn must_be_mended(self) -> bool {
        matches!(
            self,
            Self::NotAllowed | Self::DiskFull | Self::DiskFailed | Self::Lost
        )
    }

    /// Stable code, used in message keys.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::OtherProgram => "other-program",
            Self::NotAllowed => "not-allowed",
            Self::DiskFull => "disk-full",
            Self::DiskFailed => "disk-failed",
            Self::Copy => "copy",
            Self::Lost => "lost",
        }
    }
}

/// What is at the path instead of a home's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stranger {
    /// A file without content.
    Empty,
    /// A file that is no database.
    NoDatabase,
    /// A database of another program.
    OtherDatabase,
    /// A folder, or something else that is no file.
    NoFile,
    /// No file, but the log of one: the newest steps of a file that was moved away.
    OnlyLog,
}

impl Stranger {
    /// Stable code, used in message keys.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoDatabase => "no-database",
            Self::OtherDatabase => "other-database",
            Self::NoFile => "no-file",
            Self::OnlyLog => "only-log",
        }
    }
}

/// What happened to the file while it was open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// Nothing is at its path, or its folder or disk is gone.
    Gone,
    /// Another file is at its path.
    Replaced,
    /// It was made shorter.
    Cut,
    /// Something else was written into it.
    Overwritten,
    /// Its log, the file `-wal` or `-shm`, was removed or replaced.
    LogGone,
}

impl Loss {
    /// Stable code, used in message keys.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Replaced => "replaced",
            Self::Cut => "cut",
            Self::Overwritten => "overwritten",
            Self::LogGone => "log-gone",
        }
    }
}
