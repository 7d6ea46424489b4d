//! Search for files to import.

use crate::desk::Desk;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// File extensions of spreadsheets, and of lists as attendance machines write them.
pub(crate) const SPREADSHEETS: &[&str] = &[
    "xlsx", "xls", "xlsm", "xlsb", "ods", "csv", "tsv", "txt", "dat",
];
/// Endings of forms that can be filled.
pub(crate) const FORMS: &[&str] = &["xlsx"];
/// Usual folders for files, below the user's home folder.
const PLACES: &str = include_str!("../../../assets/import/places.txt");

/// File extensions of calendar files.
pub(crate) const CALENDARS: &[&str] = &["ics"];

impl Desk {
    /// Files with one of these extensions in the usual folders, newest first.
    pub(crate) fn files_nearby(&self, endings: &[&str]) -> Vec<PathBuf> {
        let own = self.own_folder.clone();
        // Absolute paths, so that a file reached by two ways is offered once.
        let here = std::path::absolute(".").unwrap_or_default();
        let mut folders: Vec<PathBuf> = vec![here, self.folder()];
        if let Some(own) = own {
            folders.extend(
                PLACES
                    .lines()
                    .filter(|line| !line.is_empty())
                    .map(|place| own.join(place)),
            );
            folders.push(own);
        }
        let mut found: Vec<(SystemTime, PathBuf)> = folders
            .iter()
            .flat_map(|at| files_in(at, endings))
            .collect();
        // What the program writes beside its file is no list.
        let own = self.folder();
        let is_own_text = |path: &Path| {
            path.parent() == Some(&own) && path.extension().is_some_and(|ending| ending == "txt")
        };
        found.retain(|(_, path)| !is_own_text(path));
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.dedup_by(|a, b| a.1 == b.1);
        found.into_iter().map(|(_, path)| path).collect()
    }
}

fn files_in(folder: &Path, endings: &[&str]) -> Vec<(SystemTime, PathBuf)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let files = entries.filter_map(|entry| {
        let path = entry.ok()?.path();
        let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
        let name = path.file_name()?.to_string_lossy().into_owned();
        // Temporary files of spreadsheet programs.
        if !endings.contains(&ending.as_str()) || name.starts_with(['~', '.']) {
            return None;
        }
        let about = path.metadata().ok().filter(std::fs::Metadata::is_file)?;
        let changed = about.modified().ok()?;
        Some((changed, path))
    });
    files.collect()
}
