//! Writes files atomically, so that no reader sees a partial file.

use std::io::{self, Write};
use std::path::Path;
use tempfile::Builder;

/// Ending of the name of a file that is not finished. Whoever writes into a folder of the program removes
/// such files there, because a power cut leaves them.
pub(crate) const PART: &str = "part";

/// Writes a temporary file in the same folder, then renames it over the target. Only the owner may
/// read it.
pub(crate) fn write(file: &Path, content: &[u8]) -> io::Result<()> {
    let folder = file.parent().filter(|one| !one.as_os_str().is_empty());
    let mut beside = Builder::new()
        .suffix(&format!(".{PART}"))
        .tempfile_in(folder.unwrap_or_else(|| Path::new(".")))?;
    beside.write_all(content)?;
    beside.as_file().sync_all()?;
    beside.persist(file).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.html");
        for text in ["a long first text", "short"] {
            write(&file, text.as_bytes()).unwrap();
            assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn where_there_is_no_folder_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        assert!(write(&folder.path().join("none/plan.html"), b"x").is_err());
    }
}
