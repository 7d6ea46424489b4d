//! What the columns of a form mean: the words of the import, read as the import reads them.

use crate::exchange::fill::FormSheet;
use crate::exchange::sheet::{self, Sheet};
use crate::exchange::{headings, lexicon};
use crate::reports::own::field_of;

/// Rows from the top that are searched for headings.
const SEARCHED: usize = 30;
/// What says who a row is about: one of these is among the headings.
const WHO: [Meaning; 3] = [
    Meaning::Field("name"),
    Meaning::Field("id_no"),
    Meaning::Field("file_no"),
];
/// Headings that a list has at least.
const LEAST: usize = 2;

/// What a column of the form means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Meaning {
    /// The number of the row.
    Serial,
    /// A field of a child, by its stable name.
    Field(&'static str),
    /// Nobody knows.
    Unknown,
}

/// The number of a column, its heading, and what it means.
pub(crate) type Heading = (u32, String, Meaning);

/// The last row of headings with what they mean; `None` if no row has enough of them. Headings over two rows are read
/// as the import reads them.
pub(super) fn headings(sheet: &FormSheet) -> Option<(u32, Vec<Heading>)> {
    let columns = headings::find(&as_sheet(sheet), meaning, &WHO)?;
    let last = sheet.rows.get(columns.below.checked_sub(1)?)?.row;
    let named = (0..).zip(columns.fields.iter().zip(&columns.words));
    let named = named.filter(|(_, (_, words))| !words.trim().is_empty());
    let all: Vec<Heading> = named
        .map(|(column, (field, words))| {
            let meaning = field.unwrap_or(Meaning::Unknown);
            (column, words.trim().to_owned(), meaning)
        })
        .collect();
    let known = all.iter().filter(|one| one.2 != Meaning::Unknown).count();
    (known >= LEAST).then_some((last, all))
}

/// The beginning of a form as the import reads it. What is merged across stands in each of its cells.
fn as_sheet(sheet: &FormSheet) -> Sheet {
    let rows = sheet.rows.iter().take(SEARCHED).map(|row| {
        let text = |column: u32| {
            let cell = row.cells.iter().find(|one| one.column == column);
            cell.map_or("", |one| one.text.as_str())
        };
        let last = row
            .cells
            .iter()
            .map(|one| one.column)
            .max()
            .unwrap_or_default();
        let cells = (0..=last).map(|column| {
            let text = text(column).trim();
            if text.is_empty() {
                sheet::Cell::Empty
            } else {
                sheet::Cell::Text(text.into())
            }
        });
        sheet::Row {
            cells: cells.collect(),
            ..sheet::Row::numbered(row.row + 1)
        }
    });
    Sheet {
        name: sheet.name.clone(),
        rows: rows.collect(),
        ..Sheet::default()
    }
}

pub(super) fn meaning(heading: &str) -> Option<Meaning> {
    if lexicon::field(heading) == Some(lexicon::Field::Serial) {
        return Some(Meaning::Serial);
    }
    field_of(heading).map(|field| Meaning::Field(field.code))
}
