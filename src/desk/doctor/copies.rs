//! The copies of the home's file: how many, and when the newest was written.

use super::check::Obstacle;
use super::facts::{CopyFacts, Measured};
use crate::domain::Moment;
use chrono::{DateTime, Utc};
use std::fs::DirEntry;
use std::io::ErrorKind;
use std::path::Path;

/// Name of the folder of copies beside the home's file.
const FOLDER: &str = "backups";

/// Looks through the copies beside the home's file. Their names are not read: a person may have
/// written anything into them. `now` only gives the offset of the time.
pub(super) fn copies(folder: &Path, now: Moment) -> Measured<Option<CopyFacts>> {
    let entries = match std::fs::read_dir(folder.join(FOLDER)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(_) => return Err(Obstacle::NoRight),
    };
    let times: Vec<DateTime<Utc>> = entries
        .filter_map(|entry| written_at(&entry.ok()?))
        .collect();
    let newest = times.iter().max();
    Ok(newest.map(|newest| CopyFacts {
        count: times.len(),
        newest: newest.with_timezone(now.offset()),
    }))
}

/// When a copy was written; `None` for anything that is not a copy.
fn written_at(entry: &DirEntry) -> Option<DateTime<Utc>> {
    let facts = entry.metadata().ok()?;
    let is_copy = entry.path().extension().is_some_and(|end| end == "db");
    if !is_copy || !facts.is_file() || facts.len() == 0 {
        return None;
    }
    Some(facts.modified().ok()?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_a_database_with_content_are_copies() {
        let folder = tempfile::tempdir().unwrap();
        let now = Moment::parse_from_rfc3339("2026-11-23T17:00:00+08:00").unwrap();
        assert_eq!(copies(folder.path(), now), Ok(None));
        let backups = folder.path().join(FOLDER);
        std::fs::create_dir(&backups).unwrap();
        std::fs::write(backups.join("empty.db"), "").unwrap();
        std::fs::write(backups.join("notes.txt"), "x").unwrap();
        assert_eq!(copies(folder.path(), now), Ok(None));
        std::fs::write(backups.join("one.db"), "x").unwrap();
        std::fs::write(backups.join("two.db"), "x").unwrap();
        assert_eq!(copies(folder.path(), now).unwrap().unwrap().count, 2);
    }
}
