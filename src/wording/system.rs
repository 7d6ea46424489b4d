//! What the operating system says about a file or folder, in words: the path, and what to do next.
//!
//! Its own sentence is in the language of the system and for programmers; of it only a number is shown.

use crate::i18n::Lang;
use crate::t;
use std::error::Error;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Errors of Windows for a file that another program has open: sharing violation, lock violation.
const HELD_ON_WINDOWS: [i32; 2] = [32, 33];

/// An error of the system, kept to be said later in some language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemFault {
    kind: ErrorKind,
    number: Option<i32>,
    path: PathBuf,
}

impl SystemFault {
    /// What went wrong with a file or folder.
    pub(crate) fn new(error: &io::Error, path: &Path) -> Self {
        let number = raw_number(error);
        let is_held = cfg!(windows) && number.is_some_and(|one| HELD_ON_WINDOWS.contains(&one));
        Self {
            kind: if is_held {
                ErrorKind::ResourceBusy
            } else {
                error.kind()
            },
            number,
            path: path.to_owned(),
        }
    }

    /// The sentences for a person.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let path = self.path.display().to_string();
        match self.kind {
            ErrorKind::NotFound => t!(lang, "system-not-found", path = path),
            ErrorKind::PermissionDenied => t!(lang, "system-not-allowed", path = path),
            // A limit on the size of files shows like a full disk: nothing more can be saved.
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                t!(lang, "system-full", path = path)
            }
            ErrorKind::ReadOnlyFilesystem => t!(lang, "system-read-only", path = path),
            ErrorKind::IsADirectory => t!(lang, "system-folder", path = path),
            ErrorKind::NotADirectory => t!(lang, "system-no-folder", path = path),
            ErrorKind::AlreadyExists => t!(lang, "system-exists", path = path),
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
                t!(lang, "system-busy", path = path)
            }
            ErrorKind::InvalidFilename => t!(lang, "system-bad-name", path = path),
            // The standard library refuses a name with a NUL without asking the system.
            ErrorKind::InvalidInput if self.number.is_none() => {
                t!(lang, "system-bad-name", path = path)
            }
            _ => {
                let number = number_text(self.number, lang);
                t!(lang, "system-other", path = path, number = number)
            }
        }
    }
}

/// The bare number of an error that is about no file.
pub(crate) fn number(error: &io::Error, lang: Lang) -> String {
    number_text(raw_number(error), lang)
}

fn number_text(number: Option<i32>, lang: Lang) -> String {
    match number {
        // Thousands are not grouped: it is looked up as it stands.
        Some(number) => t!(lang, "system-number", number = number.to_string()),
        None => t!(lang, "system-no-number"),
    }
}

/// The number, also of an error that was wrapped on its way.
fn raw_number(error: &io::Error) -> Option<i32> {
    let own = error.raw_os_error();
    own.or_else(|| {
        let mut cause: Option<&(dyn Error + 'static)> = Some(error);
        while let Some(one) = cause {
            let inner = one.downcast_ref::<io::Error>();
            if let Some(number) = inner.and_then(io::Error::raw_os_error) {
                return Some(number);
            }
            // An `io::Error` names as its source the source of what it wraps, and not that itself.
            cause = match inner.and_then(io::Error::get_ref) {
                Some(wrapped) => Some(wrapped),
                None => one.source(),
            };
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts of sentences of the system, and of the standard library about it.
    const FOREIGN: [&str; 9] = [
        "os error",
        "No such file",
        "ermission denied",
        "not permitted",
        "No space",
        "Read-only file system",
        "Is a directory",
        "too long (",
        "entity",
    ];

    /// Every number that Linux has, and beyond: whatever it means here, it is said in our words.
    #[test]
    fn every_error_of_the_system_is_said_with_its_path_and_without_the_systems_sentence() {
        let path = Path::new("/家/doorlight.db");
        for number in 1..=200 {
            let plain = io::Error::from_raw_os_error(number);
            let wrapped = io::Error::new(plain.kind(), io::Error::from_raw_os_error(number));
            for error in [plain, wrapped] {
                for lang in [Lang::Zh, Lang::En] {
                    let text = SystemFault::new(&error, path).text(lang);
                    assert!(text.contains("/家/doorlight.db"), "{number}: {text}");
                    let foreign = FOREIGN.iter().find(|one| text.contains(**one));
                    assert_eq!(foreign, None, "{number}: {text}");
                    let words = text
                        .replace("/家/doorlight.db", "")
                        .replace("doorlight doctor", "");
                    let letters = words.chars().filter(char::is_ascii_alphabetic).count();
                    // "U 盘" has a Latin letter.
                    assert!(lang == Lang::En || letters <= 1, "{number}: {text}");
                }
            }
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn each_kind_has_its_own_sentence_and_the_rest_a_bare_number() {
        let said = |number| {
            let error = io::Error::from_raw_os_error(number);
            SystemFault::new(&error, Path::new("x.db")).text(Lang::En)
        };
        for (number, part) in [
            (2, "x.db is not there"),
            (13, "does not allow using x.db"),
            (1, "does not allow using x.db"),
            (28, "takes nothing more"),
            (122, "takes nothing more"),
            (27, "takes nothing more"),
            (30, "can only be read"),
            (21, "x.db is a folder"),
            (20, "A part of x.db is a file"),
            (17, "x.db exists already"),
            (16, "in use"),
            (26, "in use"),
            (36, "too long"),
            (22, "(error 22 of the system)"),
            (5, "(error 5 of the system)"),
            (107, "(error 107 of the system)"),
        ] {
            assert!(said(number).contains(part), "{number}: {}", said(number));
            let is_busy = said(number).contains("in use");
            assert_eq!(is_busy, matches!(number, 16 | 26), "{}", said(number));
        }
    }

    #[test]
    fn an_error_without_a_number_is_unknown_and_keeps_its_own_sentence_to_itself() {
        let error = io::Error::other("read back differently");
        let text = SystemFault::new(&error, Path::new("x.db")).text(Lang::Zh);
        assert!(
            text.contains("未知错误") && !text.contains("read"),
            "{text}"
        );
        assert_eq!(number(&error, Lang::En), "unknown error");
    }
}
