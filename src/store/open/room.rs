//! Whether a disk takes nothing more, asked of the disk itself: `SQLite` gives one number for a write that
//! fails for whatever reason.

use super::watch::beside;
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::Path;

/// What is written to find out; more than the files beside the home's file begin with.
static PIECE: [u8; 64 * 1024] = [0; 64 * 1024];

/// Whether nothing more can be written beside a file, because the disk, the share of the user or the size that
/// a file may have is used up. The piece goes where `large` with its log would end, which is the file itself or
/// the one that was to be copied there, and is gone afterwards.
pub(in crate::store) fn is_used_up(path: &Path, large: &Path) -> bool {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let length = |end| std::fs::metadata(beside(large, end)).map_or(0, |facts| facts.len());
    let written = tempfile::tempfile_in(folder).and_then(|mut file| {
        file.seek(SeekFrom::Start(length("") + length("-wal")))?;
        file.write_all(&PIECE)
    });
    written.is_err_and(|error| {
        matches!(
            error.kind(),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge
        )
    })
}
