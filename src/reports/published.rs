//! A table for the public: numbers of one to four children are hidden, with all from which they could be computed.
//!
//! Whoever knows the village knows who "one child of a single parent" is. Hiding the small number alone is not enough:
//! the others and the sum give it back, and so does a second division of the same children. So a block of rows (up to
//! the next heading) is shown whole or not at all, and a row of sums likewise.

use super::table::{Picture, Row, RowState, Table, Value};
use crate::i18n::Lang;
use crate::t;

/// From this number of children on a number may be published.
pub(crate) const LEAST_PUBLISHED: usize = 5;

impl Table {
    /// The table without numbers that could point at a child. Sentences and checks name numbers and are left out.
    #[must_use]
    pub(crate) fn published(mut self, lang: Lang) -> Self {
        let mut hidden = false;
        for block in self.rows.chunk_by_mut(|one, next| !ends(one, next)) {
            if block.iter().any(has_small) {
                block.iter_mut().for_each(hide);
                hidden = true;
            }
        }
        self.sentences.clear();
        // What a note says of checks is not true without them.
        if !self.checks.is_empty() {
            self.notes.clear();
        }
        self.checks.clear();
        // A note that counts something says more than what the words mean.
        self.notes
            .retain(|note| !note.chars().any(char::is_numeric));
        self.notes
            .push(t!(lang, "report-note-public", least = LEAST_PUBLISHED));
        if hidden {
            self.picture = Picture::None;
            self.charted.clear();
        }
        self
    }
}

/// Whether a block of rows ends between two rows: before a heading, and around each row of sums.
fn ends(one: &Row, next: &Row) -> bool {
    let is_sum = |row: &Row| row.state == RowState::Total;
    is_sum(one) || is_sum(next) || is_heading(next)
}

/// A row that only names the rows below it.
fn is_heading(row: &Row) -> bool {
    let rest = row.cells.get(1..).unwrap_or_default();
    rest.iter().all(|cell| cell.value == Value::Empty)
}

fn has_small(row: &Row) -> bool {
    let is_small = |number: usize| (1..LEAST_PUBLISHED).contains(&number);
    row.cells.iter().any(|cell| {
        let of_children = cell.facts.iter().any(|fact| fact.child().is_some());
        // Days and activities are no children; without records nobody knows what is counted.
        let may_be_children = of_children || cell.facts.is_empty();
        let is_shown = cell.value.number().is_some();
        is_shown
            && (is_small(cell.children().len())
                || match cell.value {
                    Value::Count(number) | Value::AtLeast(number) => {
                        may_be_children && is_small(number)
                    }
                    Value::Mean { sum, .. } => may_be_children && is_small(sum),
                    Value::Share { part, of } => {
                        of_children && (is_small(part) || is_small(of.saturating_sub(part)))
                    }
                    _ => false,
                })
    })
}

/// Hides the numbers of a row, zero too: it would say which of the others is not hidden for being small.
fn hide(row: &mut Row) {
    for cell in &mut row.cells {
        if cell.value.number().is_some() {
            cell.value = Value::Hidden;
        }
        cell.facts.clear();
    }
}
