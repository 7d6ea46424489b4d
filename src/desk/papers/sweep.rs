//! Takes away what was written only to be printed. In a home with locks the pages are the only plain files with names that
//! the program keeps beside the home's file, so they go: bytes first, then the name.
//!
//! They go when the program ends, when it starts again after it was killed, and when nobody has pressed a key for as long as
//! the home wants before it locks by itself. Not at once with F11: who has just sent a page to the browser covers the screen
//! while the browser still reads it. Spreadsheets and calendar files are for somebody, and stay.

use super::FOLDER;
use super::recovery::PAGE_MARK;
use crate::desk::Desk;
use crate::desk::disk::{remove, sync_folder};
use crate::desk::locks::{has_key_file, overwrite};
use crate::desk::opening::SEAT;
use crate::exchange::whole::{self, Older, PART};
use crate::store::{Lock, StoreError};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The page with the recovery words, among the papers.
const WORDS_PAGE: &str = "recovery-words.html";
/// Where pages with recovery words were written that do not lie among the papers: a place a line.
const ELSEWHERE: &str = "doorlight.words-pages";
/// The ending of pages to print.
const PAGE: &str = "html";
/// In how many bytes from the beginning of a page its mark stands.
const HEAD: u64 = 4096;

/// Sweeps the papers of a home with locks, unless other screens are open that may just be printing them.
pub(crate) fn sweep_if_free(data: &Path) {
    if has_key_file(data)
        && let Ok(Some(_seat)) = Lock::take(&data.join(SEAT))
    {
        sweep(data);
    }
}

/// Puts aside where a page with recovery words lies that somebody asked for.
pub(crate) fn remember_words_page(data: &Path, page: &Path) -> Result<(), StoreError> {
    let list = data.join(ELSEWHERE);
    let mut lines = std::fs::read_to_string(&list).unwrap_or_default();
    lines.push_str(&page.to_string_lossy());
    lines.push('\n');
    whole::write(&list, lines.as_bytes(), Older::Goes)
        .map_err(StoreError::file("noting a page to remove", list))
}

impl Desk {
    /// Sweeps the papers while the screens are open.
    pub(crate) fn sweep_papers(&self) {
        if self.has_locks() && self.seat.is_some() {
            sweep(&self.folder());
        }
    }

    /// Writes the page with the recovery words among the papers.
    pub(crate) fn put_words_page(&self, page: &str) -> Result<PathBuf, StoreError> {
        let folder = self.folder().join(FOLDER);
        std::fs::create_dir_all(&folder)
            .map_err(StoreError::file("making a folder for papers", &folder))?;
        let place = folder.join(WORDS_PAGE);
        whole::write(&place, page.as_bytes(), Older::Goes)
            .map_err(StoreError::file("writing a paper", &place))?;
        Ok(place)
    }

    /// Removes the page with the recovery words.
    pub(crate) fn remove_words_page(&self) -> Result<(), StoreError> {
        take_away(&self.folder().join(FOLDER).join(WORDS_PAGE))
    }
}

fn sweep(data: &Path) {
    let folder = data.join(FOLDER);
    let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let pages = entries
        .map(|entry| entry.path())
        .filter(|page| is_page(page));
    let mut failed = 0;
    for page in pages {
        failed += usize::from(take_away(&page).is_err());
    }
    sync_folder(&folder);
    failed += sweep_elsewhere(data);
    if failed > 0 {
        tracing::warn!(failed, "pages that could not be removed");
    }
}

/// Whether a file among the papers is a page to print, which is swept.
pub(crate) fn goes_by_itself(path: &Path) -> bool {
    path.extension().unwrap_or_default() == PAGE
}

/// A page, or what a power cut left of one that was being written.
fn is_page(path: &Path) -> bool {
    let is_part = path.extension().unwrap_or_default() == PART;
    let is_plain = path.symlink_metadata().is_ok_and(|file| file.is_file());
    is_plain && (goes_by_itself(path) || is_part)
}

/// Only a page that still begins as one of recovery words: another file may have its name by now.
fn sweep_elsewhere(data: &Path) -> usize {
    let list = data.join(ELSEWHERE);
    let Ok(lines) = std::fs::read_to_string(&list) else {
        return 0;
    };
    let pages = lines.lines().map(Path::new);
    let left: Vec<&Path> = pages
        .filter(|page| is_away(page) || is_words_page(page) && take_away(page).is_err())
        .collect();
    let failed = left.iter().filter(|page| !is_away(page)).count();
    let done = if left.is_empty() {
        remove(&list).is_ok()
    } else {
        let lines: Vec<String> = left.iter().map(|page| page.display().to_string()).collect();
        let lines = lines.join("\n") + "\n";
        whole::write(&list, lines.as_bytes(), Older::Goes).is_ok()
    };
    failed + usize::from(!done)
}

/// Whether the folder of a page is not there now, such as that of a stick: the page may come back with it.
fn is_away(page: &Path) -> bool {
    let folder = page.parent();
    folder.is_none_or(|folder| !folder.is_dir())
}

fn is_words_page(page: &Path) -> bool {
    let mut head = Vec::new();
    let is_plain = page.symlink_metadata().is_ok_and(|file| file.is_file());
    let read = File::open(page).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let mark = PAGE_MARK.as_bytes();
    is_plain && read.is_ok() && head.windows(mark.len()).any(|part| part == mark)
}

/// Overwrites a file and removes its name. Nothing if it is gone.
fn take_away(file: &Path) -> Result<(), StoreError> {
    match File::options().write(true).open(file) {
        Ok(open) => {
            if let Err(error) = overwrite(&open) {
                tracing::warn!(%error, "overwriting a page");
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => tracing::warn!(%error, "opening a page to overwrite it"),
    }
    remove(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    fn papers() -> (tempfile::TempDir, PathBuf) {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join(FOLDER);
        std::fs::create_dir(&folder).unwrap();
        for name in ["roll-call.html", "calendar.ics", "sheet.xlsx", ".x.part"] {
            std::fs::write(folder.join(name), "汪乐乐").unwrap();
        }
        (place, folder)
    }

    #[test]
    fn pages_go_and_what_is_for_somebody_stays() {
        let (place, folder) = papers();
        // Another name of the same bytes shows that they are gone, too.
        std::fs::hard_link(folder.join("roll-call.html"), place.path().join("bytes")).unwrap();
        std::fs::write(place.path().join("doorlight.keys"), "{}").unwrap();
        sweep_if_free(place.path());
        assert_eq!(names(&folder), ["calendar.ics", "sheet.xlsx"]);
        let bytes = std::fs::read(place.path().join("bytes")).unwrap();
        assert_eq!(bytes, [0; "汪乐乐".len()]);
    }

    #[test]
    fn without_locks_and_while_other_screens_are_open_nothing_goes() {
        let (place, folder) = papers();
        sweep_if_free(place.path());
        assert_eq!(names(&folder).len(), 4);
        std::fs::write(place.path().join("doorlight.keys"), "{}").unwrap();
        let seat = Lock::take(&place.path().join(SEAT)).unwrap();
        sweep_if_free(place.path());
        assert_eq!(names(&folder).len(), 4);
        drop(seat);
        sweep_if_free(place.path());
        assert_eq!(names(&folder).len(), 2);
    }

    #[test]
    fn a_page_of_words_on_a_stick_that_is_out_goes_when_it_is_back() {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("doorlight.keys"), "{}").unwrap();
        let stick = place.path().join("stick");
        let page = stick.join("a.html");
        remember_words_page(place.path(), &page).unwrap();
        sweep_if_free(place.path());
        std::fs::create_dir(&stick).unwrap();
        std::fs::write(&page, format!("<html>{PAGE_MARK} 1. chun")).unwrap();
        sweep_if_free(place.path());
        assert!(!page.exists());
        assert!(!place.path().join(ELSEWHERE).exists());
    }

    #[test]
    fn a_page_of_words_elsewhere_goes_and_another_file_of_its_name_stays() {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("doorlight.keys"), "{}").unwrap();
        let (page, other) = (place.path().join("a.html"), place.path().join("b.html"));
        std::fs::write(&page, format!("<html>{PAGE_MARK} 1. chun")).unwrap();
        std::fs::write(&other, "a letter").unwrap();
        for one in [&page, &other, &place.path().join("gone.html")] {
            remember_words_page(place.path(), one).unwrap();
        }
        sweep_if_free(place.path());
        assert!(!page.exists());
        assert!(other.exists());
        assert!(!place.path().join(ELSEWHERE).exists());
    }
}
