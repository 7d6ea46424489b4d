//! One sheet that is a sign-in sheet, and what was read of it and of the sheets before.

use super::entry::{SheetEntry, Statement};
use super::layout::{self, Layout, Month};
use super::plan::Who;
use super::words::{Known, Words};
use crate::domain::ChildId;
use crate::exchange::note::{Note, NoteCode};
use crate::exchange::sheet::{RowAt, Sheet};
use crate::exchange::sheets::{SheetUse, row_words};
use chrono::NaiveDate;
use std::collections::HashMap;

/// A sheet that is a sign-in sheet.
pub(super) struct List<'b> {
    pub(super) place: usize,
    pub(super) sheet: &'b Sheet,
    pub(super) layout: Layout,
    /// Month of its days; `None` if none is needed or known.
    pub(super) month: Option<Month>,
    /// Month that the sheet names.
    pub(super) named: Option<Month>,
}

impl<'b> List<'b> {
    pub(super) fn new(
        place: usize,
        sheet: &'b Sheet,
        layout: Layout,
        file_name: &str,
        today: NaiveDate,
    ) -> Self {
        let above = sheet
            .rows
            .get(..layout.columns.below.saturating_sub(1))
            .unwrap_or_default();
        let named = layout::month_of(above, [&sheet.name, file_name], today);
        Self {
            place,
            sheet,
            named: named.filter(|_| layout.needs_month()),
            layout,
            month: None,
        }
    }

    pub(super) fn settle_month(&mut self, asked: Option<Month>, is_only: bool) {
        let asked = asked.filter(|_| self.layout.needs_month());
        self.month = if is_only {
            asked.or(self.named)
        } else {
            self.named.or(asked)
        };
    }

    pub(super) fn lacks_month(&self) -> bool {
        self.layout.needs_month() && self.month.is_none()
    }
}

/// Rows and statements by child, day and number of the stay, from 1 without gaps.
pub(super) type Stays = HashMap<(ChildId, NaiveDate, i64), (RowAt, Statement)>;

/// What was read of the sheet so far.
pub(super) struct RowsSoFar<'s> {
    pub(super) words: Words<'s>,
    /// The child of each name, if names alone tell who it is.
    pub(super) children: Known<'s, Who>,
}

/// Compares an entry with earlier rows of the file: a repetition, a later stay of the same day,
/// or a conflict for a person to settle.
pub(super) fn compare(
    stays: &mut Stays,
    (child, at): (ChildId, RowAt),
    entry: &mut SheetEntry,
    sheets: &[SheetUse],
) -> Option<Note> {
    let said = entry.statement();
    let mut clash = None;
    let mut stay = 1;
    while let Some((first, other)) = stays.get(&(child, entry.day, stay)) {
        if *other == said {
            entry.stay = stay;
            let first = row_words(sheets, *first);
            return Some(Note::new(NoteCode::DuplicateInFile).with("row", first));
        }
        if !other.is_before(&said) {
            clash = clash.or(Some(*first));
        }
        stay += 1;
    }
    if let Some(first) = clash {
        let note = Note::new(NoteCode::TwiceInFile).with("day", entry.day);
        return Some(note.with("row", row_words(sheets, first)));
    }
    entry.stay = stay;
    stays.insert((child, entry.day, stay), (at, said));
    None
}
