//! Which children an export was about, as its entry in the journal keeps it.

use crate::domain::{Child, ChildId};
use crate::store::{Entry, FileChange, Record as _, Setting, Store, StoreError};
use std::collections::HashSet;

/// Stands in an entry before the children of an export.
pub(in crate::desk) const CHILDREN: &str = " children: ";
/// Stands there for every child of the register.
const ALL: &str = "all";

/// The children of an export for its entry: their identifiers without hyphens, or one word for all who are on file.
/// A file number would be that of another child some day, or of nobody.
pub(in crate::desk) fn children_words(files: &[Child], meant: &HashSet<ChildId>) -> String {
    let named = files.iter().filter(|child| meant.contains(&child.id));
    let mut named: Vec<String> = named.map(|one| one.id.0.simple().to_string()).collect();
    if !files.is_empty() && named.len() == files.len() {
        return ALL.to_owned();
    }
    named.sort_unstable();
    named.join(" ")
}

/// A child whose exports are looked for.
#[derive(Debug)]
pub(super) struct Asked {
    child: ChildId,
    /// Files that were put into that of the child are about the child too.
    files: Vec<ChildId>,
    /// Entries that made or removed one of these files, the newest first, and whether it was there after it.
    there: Vec<(i64, ChildId, bool)>,
    /// Today's file number, for entries of a version that kept numbers.
    file_no: Option<String>,
}

impl Asked {
    /// Reads what is known of a child, with its file number of today.
    pub(super) fn read(
        store: &Store,
        child: ChildId,
        file_no: Option<String>,
    ) -> Result<Self, StoreError> {
        let mut files = vec![child];
        files.extend(store.merged_into(child)?);
        let mut there = Vec::new();
        for file in &files {
            let history = store.file_history(*file, usize::MAX)?;
            let key = file.to_string();
            let of_file =
                |one: &&FileChange| one.change.kind == Child::TABLE.name && one.change.key == key;
            let changes = history.iter().filter(of_file);
            there.extend(changes.map(|one| (one.seq, *file, one.change.after.is_some())));
        }
        Ok(Self {
            child,
            files,
            there,
            file_no,
        })
    }

    /// Whether a file was on the register before an entry.
    fn was_there(&self, file: ChildId, seq: i64) -> bool {
        let mut before = self.there.iter();
        let last = before.find(|(at, of, _)| *of == file && *at < seq);
        last.is_some_and(|(_, _, is_there)| *is_there)
    }

    /// Whether the data of the child stood in an export. Every child means those on file at that time, and a number may
    /// have been that of another child before.
    pub(super) fn is_in(&self, store: &Store, entry: &Entry) -> Result<bool, StoreError> {
        let is_of = |id: ChildId| self.files.contains(&id);
        if entry.act.subject.is_some_and(is_of) {
            return Ok(true);
        }
        let changes = store.changes(entry.seq)?;
        let kept = changes.iter().find(|one| one.kind == Setting::TABLE.name);
        let text = kept.and_then(|one| one.after.as_ref());
        let text = text.map_or_else(String::new, |fields| fields.text("value"));
        let children = text.rsplit_once(CHILDREN).map_or("", |(_, list)| list);
        if children == ALL {
            let mut files = self.files.iter();
            return Ok(files.any(|file| self.was_there(*file, entry.seq)));
        }
        let mut named = children.split(' ');
        Ok(named.any(|one| match one.parse().ok() {
            Some(id) => is_of(id),
            None => self.file_no.as_deref() == Some(one) && self.was_there(self.child, entry.seq),
        }))
    }
}
