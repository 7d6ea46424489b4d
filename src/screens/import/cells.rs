//! Corrects single cells of a row of a sign-in sheet, or of a list of help.

use super::state::{ImportForm, ImportTurn};
use crate::desk::import::plan::Plan;
use crate::exchange::note::NoteCode;
use crate::exchange::sheet::{Cell, Row, RowAt};
use crate::exchange::sheets::row_words;
use crate::t;
use crate::ui::form::{FieldSpec, Form, Kind, Label};
use crate::ui::picker::{Picker, PickerItem};
use std::sync::Arc;

/// Longest text of a cell.
const MAX: usize = 200;

impl ImportTurn<'_> {
    /// Offers the cells of a row, each with its heading.
    pub(super) fn ask_cells(&mut self, plan: &Plan, at: RowAt) {
        let Some((row, headings)) = self.row_and_headings(plan, at) else {
            return;
        };
        let width = row.cells.len().max(headings.cells.len());
        let items = (0..width).filter_map(|column| {
            let (heading, value) = (headings.cell(column), row.cell(column));
            if heading.is_blank() && value.is_blank() {
                return None;
            }
            let label = label(headings, column);
            Some(PickerItem::new(column.to_string(), label, value.text()))
        });
        let items: Vec<PickerItem> = items.collect();
        let words = row_words(plan.source().1, at);
        let title = t!(self.env.lang, "import-which-cell", row = words);
        let picker = Picker::new(Label::Text(title), items);
        self.choose(picker, ImportForm::Cells(at));
    }

    /// Asks what a cell should say.
    pub(super) fn ask_cell(&mut self, at: RowAt, code: &str) {
        let Some(plan) = self.state.preview.as_ref().map(|open| open.plan.clone()) else {
            return;
        };
        let Some((row, headings)) = self.row_and_headings(&plan, at) else {
            return;
        };
        let Ok(column) = code.parse() else {
            return;
        };
        let value = row.cell(column).text();
        let title = t!(
            self.env.lang,
            "import-mend-cell",
            heading = label(headings, column),
            row = row_words(plan.source().1, at)
        );
        let spec = FieldSpec::new("cell", "import-cell", Kind::Text { max: MAX });
        let form = Form::new(Label::Text(title), vec![spec]).with("cell", &value);
        self.ask(form, ImportForm::Cell(at, column));
    }

    /// Judges the list again with what a person typed into a cell.
    pub(super) fn mend_cell(&mut self, (at, column): (RowAt, usize), text: &str) {
        let Some(open) = &mut self.state.preview else {
            return;
        };
        let book = Arc::make_mut(&mut open.answers.book);
        let sheet = book.sheets.get_mut(at.sheet);
        let row = sheet.and_then(|sheet| sheet.rows.iter_mut().find(|row| row.number == at.row));
        let Some(row) = row else {
            return;
        };
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(cell) = row.cells.get_mut(column) {
            *cell = if text.is_empty() {
                Cell::Empty
            } else {
                Cell::Text(text.into())
            };
        }
        // A person has looked at it.
        row.torn = None;
        open.answers.retyped.push(at);
        open.answers.is_begun = true;
        self.judge_again();
    }

    /// A row as the file, or a person, has it, and the headings of its sheet.
    fn row_and_headings(&self, plan: &Plan, at: RowAt) -> Option<(&Row, &Row)> {
        let open = self.state.preview.as_ref()?;
        let rows = &open.answers.book.sheets.get(at.sheet)?.rows;
        let row = rows.iter().find(|row| row.number == at.row)?;
        let is_heading = |note: &crate::exchange::note::Note| note.code == NoteCode::SkipHeading;
        let judged = plan.rows().into_iter();
        let mut judged = judged.filter(|one| one.at.sheet == at.sheet);
        let heading = judged.find(|one| one.notes.iter().any(is_heading));
        let heading = heading.and_then(|heading| {
            let number = heading.at.row;
            rows.iter().find(|row| row.number == number)
        });
        Some((row, heading.unwrap_or(&NO_HEADINGS)))
    }
}

/// A list without headings shows its cells by their numbers.
static NO_HEADINGS: Row = Row {
    number: 0,
    cells: Vec::new(),
    torn: None,
    is_cut: false,
};

/// The heading of a column, else its number.
fn label(headings: &Row, column: usize) -> String {
    let heading = headings.cell(column).text();
    if heading.trim().is_empty() {
        (column + 1).to_string()
    } else {
        heading
    }
}
