//! The copies of the home's file: how many, and of when the newest is.

use super::check::Obstacle;
use super::facts::{CopyFacts, Measured};
use crate::desk::backup::name::copies_in;
use crate::desk::backup::order::FOLDER;
use crate::domain::Moment;
use std::io::ErrorKind;
use std::path::Path;

/// Looks through the copies beside the home's file. `now` only gives the offset of the time.
pub(super) fn copies(data: &Path, now: Moment) -> Measured<Option<CopyFacts>> {
    let folder = data.join(FOLDER);
    match std::fs::read_dir(&folder) {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(_) => return Err(Obstacle::NoRight),
    }
    let copies = copies_in(&folder);
    Ok(copies.first().and_then(|newest| {
        Some(CopyFacts {
            count: copies.len(),
            newest: newest.at.and_local_timezone(*now.offset()).single()?,
        })
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_as_a_copy_is_counted() {
        let data = tempfile::tempdir().unwrap();
        let now = Moment::parse_from_rfc3339("2026-11-23T17:00:00+08:00").unwrap();
        assert_eq!(copies(data.path(), now), Ok(None));
        let folder = data.path().join(FOLDER);
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("notes.txt"), "x").unwrap();
        std::fs::write(folder.join("copy-20261123-183000.part"), "x").unwrap();
        assert_eq!(copies(data.path(), now), Ok(None));
        for name in [
            "doorlight-20261122-183000-7-0a0b0c0d.db",
            "doorlight-20261121-183000-5-0a0b0c0d.db",
        ] {
            std::fs::write(folder.join(name), "x").unwrap();
        }
        let found = copies(data.path(), now).unwrap().unwrap();
        assert_eq!(found.count, 2);
        assert_eq!(found.newest.to_rfc3339(), "2026-11-22T18:30:00+08:00");
    }
}
