//! The children of the register, as a sign-in sheet names them.

use super::layout::Layout;
use super::plan::Who;
use crate::domain::{Child, ChildId, id_no, tidy};
use crate::exchange::lexicon::SheetField;
use crate::exchange::sheet::Row;
use std::collections::HashMap;

/// The children by what a sheet may call them.
pub(super) struct People<'a> {
    children: HashMap<ChildId, &'a Child>,
    names: HashMap<String, Vec<ChildId>>,
    file_nos: HashMap<&'a str, ChildId>,
    id_nos: HashMap<&'a str, ChildId>,
}

impl<'a> People<'a> {
    pub(super) fn new(children: &'a [Child]) -> Self {
        let mut names: HashMap<String, Vec<ChildId>> = HashMap::new();
        for child in children {
            // As names of the sheet are read: an old file may have another dot in the name.
            let name = tidy::person(&child.name);
            names.entry(name).or_default().push(child.id);
        }
        let mut file_nos = HashMap::new();
        for child in children {
            file_nos.insert(child.file_no.as_str(), child.id);
            file_nos
                .entry(child.file_no.trim_start_matches('0'))
                .or_insert(child.id);
        }
        let with_id = children.iter().filter(|child| !child.id_no.is_empty());
        Self {
            names,
            file_nos,
            id_nos: with_id
                .map(|child| (child.id_no.as_str(), child.id))
                .collect(),
            children: children.iter().map(|child| (child.id, child)).collect(),
        }
    }

    pub(super) fn child(&self, id: ChildId) -> Option<&'a Child> {
        self.children.get(&id).copied()
    }

    /// Finds the child of a row by identity number, file number, name, in this order.
    pub(super) fn who_is_written(&self, row: &Row, layout: &Layout, name: &str) -> Who {
        let written = |field| layout.text(row, field);
        if layout.columns.column(SheetField::IdNo).is_some() {
            let id_no = id_no::tidied(&written(SheetField::IdNo));
            if let Some(child) = self.id_nos.get(id_no.as_str()) {
                return Who::Child(*child);
            }
        }
        let namesakes = self.names.get(name).map_or(&[][..], Vec::as_slice);
        // A running number in a column headed "number" is not a file number: the number counts only
        // if the name does not contradict it.
        let numbered = self.by_number(&written(SheetField::FileNo));
        let has_name = !written(SheetField::Name).is_empty();
        if let Some(child) = numbered.filter(|child| !has_name || namesakes.contains(child)) {
            return Who::Child(child);
        }
        match namesakes {
            // Some lists mix names and numbers in one column.
            [] => self.by_number(name).map_or(Who::Unknown, Who::Child),
            [child] => Who::Child(*child),
            several => Who::Ambiguous(several.to_vec()),
        }
    }

    /// Finds a child by file number or identity number. Spreadsheets drop leading zeros.
    pub(super) fn by_number(&self, text: &str) -> Option<ChildId> {
        let plain = text.trim_start_matches('0');
        let found = self.file_nos.get(text).or_else(|| self.file_nos.get(plain));
        found
            .or_else(|| self.id_nos.get(id_no::tidied(text).as_str()))
            .copied()
    }
}
