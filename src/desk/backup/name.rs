//! Names of copies: `doorlight-20261125-183100-812-9f3a2b1c.db` says when the copy was made and with
//! which head it ends, so that a list of names is enough to compare the file with.

use crate::house::safety::Copied;
use crate::store::Head;
use chrono::NaiveDateTime;
use std::path::{Path, PathBuf};

const BEGIN: &str = "doorlight-";
const END: &str = ".db";
const MOMENT: &str = "%Y%m%d-%H%M%S";
/// Length of the moment in a name.
const MOMENT_LENGTH: usize = 15;

/// The file name of a copy.
pub(crate) fn copy_name(at: NaiveDateTime, head: Head) -> String {
    format!("{BEGIN}{}-{head}{END}", at.format(MOMENT))
}

/// The copy that a file name tells of; `None` for other files.
pub(crate) fn read_name(path: PathBuf) -> Option<Copied> {
    let name = path.file_name()?.to_str()?;
    let rest = name.strip_prefix(BEGIN)?.strip_suffix(END)?;
    let (moment, rest) = rest.split_at_checked(MOMENT_LENGTH)?;
    let at = NaiveDateTime::parse_from_str(moment, MOMENT).ok()?;
    let head = rest.strip_prefix('-')?.parse().ok()?;
    Some(Copied { at, head, path })
}

/// The copies in a folder, newest first; none if there is no such folder.
pub(crate) fn copies_in(folder: &Path) -> Vec<Copied> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut copies: Vec<Copied> = entries
        .filter_map(|entry| read_name(entry.ok()?.path()))
        .collect();
    copies.sort_unstable_by_key(|copy| std::cmp::Reverse((copy.at, copy.head)));
    copies
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_when_and_with_which_head() {
        let at = "2026-11-25T18:31:00".parse().unwrap();
        let head = "812-9f3a2b1c".parse().unwrap();
        let name = copy_name(at, head);
        assert_eq!(name, "doorlight-20261125-183100-812-9f3a2b1c.db");
        let path = PathBuf::from("backups").join(&name);
        let copy = Copied {
            at,
            head,
            path: path.clone(),
        };
        assert_eq!(read_name(path), Some(copy));
    }

    #[test]
    fn other_names_are_no_copies() {
        for name in [
            "schema-3-20261125-183100.db",
            "doorlight-20261125-183100.db",
            "doorlight-门.db",
            "doorlight-20269925-183100-1-9f3a2b1c.db",
        ] {
            assert_eq!(read_name(PathBuf::from(name)), None, "{name}");
        }
    }
}
