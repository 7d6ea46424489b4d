//! Writes files atomically, so that no reader sees a partial file.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile, TempPath};

/// Ending of the name of a file that is not finished. Whoever writes into a folder of the program removes
/// such files there, because a power cut leaves them.
pub(crate) const PART: &str = "part";

/// What becomes of a file that has the name already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Older {
    /// It stays; writing fails with [`io::ErrorKind::AlreadyExists`].
    Stays,
    /// It is replaced.
    Goes,
}

/// Writes a temporary file in the same folder, then renames it to the target. Only the owner may
/// read it.
pub(crate) fn write(file: &Path, content: &[u8], older: Older) -> io::Result<()> {
    name(part_of(file, content)?, file, older)
}

/// Writes a file under this name or, if there is one already, under the next free one: `plan.html`,
/// `plan-2.html`, `plan-3.html`. Returns the path.
pub(crate) fn write_free(file: &Path, content: &[u8]) -> io::Result<PathBuf> {
    let mut target = file.to_owned();
    for number in 2.. {
        match write(&target, content, Older::Stays) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                target = numbered(file, number);
            }
            written => return written.map(|()| target),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The path itself if nothing is there, else the next free one: `plan-2.html`.
pub(crate) fn free_place(file: &Path) -> PathBuf {
    let is_free = |place: &PathBuf| place.symlink_metadata().is_err();
    let places = std::iter::once(file.to_owned()).chain((2..).map(|number| numbered(file, number)));
    places
        .into_iter()
        .find(is_free)
        .unwrap_or_else(|| file.to_owned())
}

/// Lets `make` write a file that is not there yet, in a temporary folder beside the target; then moves
/// it to the target.
pub(crate) fn write_with<E: From<io::Error>>(
    file: &Path,
    older: Older,
    make: impl FnOnce(&Path) -> Result<(), E>,
) -> Result<(), E> {
    let beside = Builder::new()
        .suffix(&ending())
        .tempdir_in(folder_of(file))?;
    let part = beside.path().join(PART);
    make(&part)?;
    File::options().write(true).open(&part)?.sync_all()?;
    Ok(name(TempPath::try_from_path(part)?, file, older)?)
}

fn ending() -> String {
    format!(".{PART}")
}

fn folder_of(file: &Path) -> &Path {
    let folder = file.parent().filter(|one| !one.as_os_str().is_empty());
    folder.unwrap_or_else(|| Path::new("."))
}

fn numbered(file: &Path, number: u32) -> PathBuf {
    let mut name = file.file_stem().unwrap_or_default().to_os_string();
    name.push(format!("-{number}"));
    if let Some(ending) = file.extension() {
        name.push(".");
        name.push(ending);
    }
    file.with_file_name(name)
}

fn part_of(file: &Path, content: &[u8]) -> io::Result<TempPath> {
    let mut beside: NamedTempFile = Builder::new()
        .suffix(&ending())
        .tempfile_in(folder_of(file))?;
    beside.write_all(content)?;
    beside.as_file().sync_all()?;
    Ok(beside.into_temp_path())
}

fn name(part: TempPath, file: &Path, older: Older) -> io::Result<()> {
    let refused = match older {
        Older::Goes => return Ok(part.persist(file)?),
        Older::Stays => match part.persist_noclobber(file) {
            Ok(()) => return Ok(()),
            Err(refused) => refused,
        },
    };
    // Some file systems of sticks can neither rename without replacing nor link: there the name is
    // looked up first.
    let is_free = file
        .symlink_metadata()
        .is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
    if is_free {
        return Ok(refused.path.persist(file)?);
    }
    Err(refused.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|one| one.into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.html");
        for text in ["a long first text", "short"] {
            write(&file, text.as_bytes(), Older::Goes).unwrap();
            assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
        }
        assert_eq!(names(folder.path()), ["plan.html"]);
    }

    #[test]
    fn where_there_is_no_folder_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        assert!(write(&folder.path().join("none/plan.html"), b"x", Older::Goes).is_err());
    }

    #[test]
    fn a_file_that_stays_is_not_touched_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.html");
        write(&file, b"first", Older::Stays).unwrap();
        let by_fill = |part: &Path| std::fs::write(part, "second");
        for refused in [
            write(&file, b"second", Older::Stays),
            write_with(&file, Older::Stays, by_fill),
        ] {
            assert_eq!(refused.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        }
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "first");
        assert_eq!(names(folder.path()), ["plan.html"]);
        write_with(&file, Older::Goes, by_fill).unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "second");
        assert_eq!(names(folder.path()), ["plan.html"]);
    }

    #[test]
    fn a_taken_name_gets_the_next_free_number() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.html");
        for wanted in ["plan.html", "plan-2.html", "plan-3.html"] {
            let written = write_free(&file, wanted.as_bytes()).unwrap();
            assert_eq!(written, folder.path().join(wanted));
            assert_eq!(std::fs::read_to_string(written).unwrap(), wanted);
        }
    }
}
