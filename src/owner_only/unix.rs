//! Rights as modes.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

const FOLDER: u32 = 0o700;
const FILE: u32 = 0o600;
/// What the group and all others may do.
const OTHERS: u32 = 0o077;

/// Gives a folder to its owner alone.
pub(crate) fn folder(folder: &Path) -> io::Result<()> {
    fs::set_permissions(folder, Permissions::from_mode(FOLDER))
}

/// Gives a copy to its owner alone, wherever it lies.
pub(crate) fn copy(copy: &Path) -> io::Result<()> {
    fs::set_permissions(copy, Permissions::from_mode(FILE))
}

/// Makes a file that must not be there yet.
pub(crate) fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(FILE).open(path)
}

/// Whether another account may read the folder.
pub(crate) fn others_may_read(folder: &Path) -> io::Result<bool> {
    let facts = fs::metadata(folder)?;
    Ok(facts.permissions().mode() & OTHERS != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_was_open_is_open_no_longer() {
        let place = tempfile::tempdir().unwrap();
        fs::set_permissions(place.path(), Permissions::from_mode(0o755)).unwrap();
        assert!(others_may_read(place.path()).unwrap());
        folder(place.path()).unwrap();
        assert!(!others_may_read(place.path()).unwrap());
    }

    #[test]
    fn a_new_file_and_a_copy_are_for_their_owner() {
        let place = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let new = place.path().join("new");
        new_file(&new).unwrap();
        assert_eq!(mode(&new), 0o600);
        assert!(new_file(&new).is_err(), "it is there");
        fs::set_permissions(&new, Permissions::from_mode(0o644)).unwrap();
        copy(&new).unwrap();
        assert_eq!(mode(&new), 0o600);
    }
}
