//! The children of the register, as a sign-in sheet names them.

use super::layout::Layout;
use super::plan::Who;
use crate::domain::{Child, ChildId, id_no, tidy};
use crate::exchange::lexicon::SheetField;
use crate::exchange::sheet::Row;
use std::collections::HashMap;

/// How a row names a child.
pub(in crate::exchange) struct Written<'w> {
    /// Identity number; empty if there is none.
    pub(in crate::exchange) id_no: &'w str,
    /// File number, or a running number.
    pub(in crate::exchange) file_no: &'w str,
    /// Name.
    pub(in crate::exchange) name: &'w str,
}

/// The children by what a sheet may call them.
pub(in crate::exchange) struct People<'a> {
    children: HashMap<ChildId, &'a Child>,
    names: HashMap<String, Vec<ChildId>>,
    file_nos: HashMap<&'a str, ChildId>,
    id_nos: HashMap<&'a str, ChildId>,
}

impl<'a> People<'a> {
    pub(in crate::exchange) fn new(children: &'a [Child]) -> Self {
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

    pub(in crate::exchange) fn child(&self, id: ChildId) -> Option<&'a Child> {
        self.children.get(&id).copied()
    }

    /// Finds the child of a row of a sign-in sheet. Where the sheet has no name, `name` is a number.
    pub(super) fn who_is_written(&self, row: &Row, layout: &Layout, name: &str) -> Who {
        let written = |field| layout.text(row, field);
        let id_no = written(SheetField::IdNo);
        let file_no = written(SheetField::FileNo);
        let is_named = !written(SheetField::Name).is_empty();
        let number = Written {
            id_no: &id_no,
            file_no: &file_no,
            name: if is_named { name } else { "" },
        };
        match self.find(&number) {
            // Some lists mix names and numbers in one column.
            Who::Unknown if !is_named => self.named(name),
            who => who,
        }
    }

    /// Finds a child by identity number, file number, name, in this order.
    pub(in crate::exchange) fn find(&self, written: &Written<'_>) -> Who {
        if !written.id_no.is_empty() {
            let id_no = id_no::tidied(written.id_no);
            if let Some(child) = self.id_nos.get(id_no.as_str()) {
                return Who::Child(*child);
            }
        }
        let name = written.name;
        let namesakes = self.names.get(name).map_or(&[][..], Vec::as_slice);
        // A running number in a column headed "number" is not a file number: the number counts only
        // if the name does not contradict it.
        let numbered = self.by_number(written.file_no);
        if let Some(child) = numbered.filter(|child| name.is_empty() || namesakes.contains(child)) {
            return Who::Child(child);
        }
        self.named(name)
    }

    /// Finds a child by its name, or by a number in its place.
    fn named(&self, name: &str) -> Who {
        let namesakes = self.names.get(name).map_or(&[][..], Vec::as_slice);
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
