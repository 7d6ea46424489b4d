//! The second place: a stick that is known again by a mark which the program left on it, because drive
//! letters change from day to day.

use super::name::read_name;
use crate::exchange::whole::{self, Older};
use crate::house::safety::Copied;
use crate::store::StoreError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Folder of the copies on a stick.
const FOLDER: &str = "doorlight-backups";
/// The mark, in that folder.
const MARK: &str = "stick.json";

/// Where sticks appear.
#[derive(Debug, Clone, Default)]
pub struct StickPlaces {
    /// Folders in which each stick is a folder.
    pub parents: Vec<PathBuf>,
    /// Drives, of which each may be a stick.
    pub drives: Vec<PathBuf>,
}

impl StickPlaces {
    /// The roots of all drives that are there now.
    pub(crate) fn roots(&self) -> Vec<PathBuf> {
        let below = self.parents.iter().flat_map(|parent| {
            let entries = std::fs::read_dir(parent).into_iter().flatten();
            entries.filter_map(|entry| Some(entry.ok()?.path()))
        });
        let mut roots: Vec<PathBuf> = below
            .chain(self.drives.iter().cloned())
            .filter(|root| root.is_dir() && !self.parents.contains(root))
            .collect();
        roots.sort_unstable();
        roots.dedup();
        roots
    }
}

/// The stick that a home has chosen, as its setting keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub(crate) id: Uuid,
    pub(crate) label: String,
}

impl Chosen {
    /// The value of the setting.
    pub(crate) fn setting(&self) -> String {
        format!("{} {}", self.id, self.label)
    }

    /// Reads the setting; `None` if it was written by hand and cannot be read.
    pub(crate) fn of_setting(value: &str) -> Option<Self> {
        let (id, label) = value.split_once(' ')?;
        Some(Self {
            id: id.parse().ok()?,
            label: label.to_owned(),
        })
    }

    /// The folder of the program on the stick, if it is there.
    pub(crate) fn find(&self, places: &StickPlaces) -> Option<PathBuf> {
        let folders = places.roots().into_iter().map(|root| root.join(FOLDER));
        let mut marked =
            folders.filter(|folder| read_mark(folder).is_some_and(|one| one.id == self.id));
        marked.next()
    }
}

/// What the mark on a stick says. Nothing about children.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Mark {
    id: Uuid,
    label: String,
    /// Name of the newest copy that was put on it, of each home.
    #[serde(default)]
    newest: BTreeMap<String, String>,
}

fn read_mark(folder: &Path) -> Option<Mark> {
    let text = std::fs::read(folder.join(MARK)).ok()?;
    serde_json::from_slice(&text).ok()
}

fn write_mark(folder: &Path, mark: &Mark) -> io::Result<()> {
    let text = serde_json::to_vec_pretty(mark)?;
    whole::write(&folder.join(MARK), &text, Older::Goes)
}

/// Makes a stick the second place. One that carries a mark already keeps it, so that two homes can
/// share a stick.
pub(crate) fn choose(root: &Path, label: &str) -> Result<Chosen, StoreError> {
    let folder = root.join(FOLDER);
    std::fs::create_dir_all(&folder)
        .map_err(StoreError::file("making a folder on the stick", &folder))?;
    let mark = read_mark(&folder).map_or_else(
        || Mark {
            id: Uuid::new_v4(),
            label: label.to_owned(),
            newest: BTreeMap::new(),
        },
        |mark| Mark {
            label: label.to_owned(),
            ..mark
        },
    );
    write_mark(&folder, &mark).map_err(StoreError::file("marking the stick", &folder))?;
    Ok(Chosen {
        id: mark.id,
        label: label.to_owned(),
    })
}

/// Notes a home's newest copy in the mark.
pub(crate) fn note(folder: &Path, home: &str, name: &str) -> io::Result<()> {
    let Some(mut mark) = read_mark(folder) else {
        return Ok(());
    };
    mark.newest.insert(home.to_owned(), name.to_owned());
    write_mark(folder, &mark)
}

/// A home's newest copy, as the mark tells it.
pub(crate) fn noted(folder: &Path, home: &str) -> Option<Copied> {
    let name = read_mark(folder)?.newest.get(home)?.clone();
    read_name(copies_of(folder, home).join(name))
}

/// The folder of a home's copies on the stick: two homes may share one.
pub(crate) fn copies_of(folder: &Path, home: &str) -> PathBuf {
    folder.join(home)
}
