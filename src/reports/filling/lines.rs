//! Where the children stand in a form: in its empty rows, or in those that the township named itself.

use super::headings::{Heading, Meaning};
use crate::domain::{Child, ChildId};
use crate::exchange::fill::{FormRow, FormSheet};
use crate::house::register::Register;
use crate::i18n::Lang;
use crate::t;
use std::collections::HashSet;

/// The children who may stand in a form.
#[derive(Debug)]
pub(crate) struct Candidates<'f> {
    /// All files.
    pub register: &'f Register,
    /// Those on file, whom a form may name.
    pub on_file: Vec<ChildId>,
    /// Those of them who go into empty rows, in order.
    pub chosen: Vec<ChildId>,
}

/// A row in which the form names a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    /// The row, counted from 0.
    pub row: u32,
    /// Its child; none if nobody on file fits, or several do.
    pub child: Option<ChildId>,
    /// Columns in which something stands.
    pub taken: HashSet<u32>,
}

/// The rows of a form.
pub(super) struct Room {
    /// The first row, counted from 0.
    pub first: u32,
    /// How many there are.
    pub rows: u32,
    /// Those that name a child, if it is such a form.
    pub listed: Vec<Listed>,
}

/// The rows below the headings; none if nothing is free and nobody on file is named.
pub(super) fn room(
    sheet: &FormSheet,
    heading: u32,
    (headings, candidates): (&[Heading], &Candidates<'_>),
) -> Option<Room> {
    let listed = named(sheet, heading, (headings, candidates));
    if let Some(first) = listed.iter().find(|one| one.child.is_some()) {
        return Some(Room {
            first: first.row,
            rows: u32::try_from(listed.len()).unwrap_or(u32::MAX),
            listed,
        });
    }
    let (first, rows) = free(sheet, heading, headings)?;
    Some(Room {
        first,
        rows,
        listed: Vec::new(),
    })
}

/// The rows below the headings that say who they are about, up to the first that does not.
fn named(
    sheet: &FormSheet,
    heading: u32,
    (headings, candidates): (&[Heading], &Candidates<'_>),
) -> Vec<Listed> {
    let column = |code: &str| {
        let found = headings
            .iter()
            .find(|one| matches!(one.2, Meaning::Field(field) if field == code));
        found.map(|one| one.0)
    };
    let columns = ["file_no", "id_no", "name"].map(column);
    let mut listed = Vec::new();
    for row in sheet.rows.iter().filter(|one| one.row > heading) {
        let said = columns.map(|column| column.map_or("", |column| text(row, column)));
        if said.iter().all(|text| text.is_empty()) {
            if listed.is_empty() {
                continue;
            }
            break;
        }
        // The sum below a list is no child.
        let is_sum = |lang: &Lang| said.contains(&t!(*lang, "trend-total").as_str());
        if Lang::ALL.iter().any(is_sum) {
            break;
        }
        let taken = row.cells.iter();
        let taken = taken.filter(|cell| cell.is_formula || !cell.text.trim().is_empty());
        listed.push(Listed {
            row: row.row,
            child: candidates.find(said),
            taken: taken.map(|cell| cell.column).collect(),
        });
    }
    listed
}

fn text(row: &FormRow, column: u32) -> &str {
    let cell = row.cells.iter().find(|one| one.column == column);
    cell.map_or("", |cell| cell.text.trim())
}

impl Candidates<'_> {
    /// The child of a row that says its file number, its ID number and its name, each if it has one: the only one whom all
    /// of it fits. A number that is hidden in part says nothing.
    fn find(&self, [file_no, id_no, name]: [&str; 3]) -> Option<ChildId> {
        let id_no = if id_no.contains('*') { "" } else { id_no };
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let name = bare(name);
        let is_it = |child: &&Child| {
            let own = bare(&child.name);
            let both = [
                // A spreadsheet drops the zeros before a number.
                (
                    file_no.trim_start_matches('0'),
                    child.file_no.trim_start_matches('0'),
                ),
                (id_no, child.id_no.as_str()),
                (name.as_str(), own.as_str()),
            ];
            // What one of both does not say contradicts nothing, and shows nothing.
            let mut said = both
                .into_iter()
                .filter(|(said, own)| !said.is_empty() && !own.is_empty());
            said.clone().next().is_some() && said.all(|(said, own)| said.eq_ignore_ascii_case(own))
        };
        let on_file = self.on_file.iter().filter_map(|id| self.register.get(*id));
        let mut fitting = on_file.filter(is_it);
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first.id)
    }
}

/// The first empty row below the headings, and how many there are: rows that hold nothing in the columns that are
/// filled but a number.
fn free(sheet: &FormSheet, heading: u32, headings: &[Heading]) -> Option<(u32, u32)> {
    let filled: Vec<u32> = headings
        .iter()
        .filter(|one| matches!(one.2, Meaning::Field(_)))
        .map(|one| one.0)
        .collect();
    let serial = headings
        .iter()
        .find(|one| one.2 == Meaning::Serial)
        .map(|one| one.0);
    let (mut first, mut next, mut count) = (None, heading + 1, 0);
    for row in sheet.rows.iter().filter(|one| one.row > heading) {
        if row.row != next && first.is_some() {
            break;
        }
        let is_free = row.cells.iter().all(|cell| {
            let is_number = Some(cell.column) == serial && cell.text.trim().parse::<u32>().is_ok();
            cell.text.trim().is_empty() || is_number
        });
        let is_row = row.cells.iter().any(|cell| filled.contains(&cell.column));
        if !is_free || !is_row {
            if first.is_some() {
                break;
            }
            next = row.row + 1;
            continue;
        }
        first.get_or_insert(row.row);
        next = row.row + 1;
        count += 1;
    }
    first
        .map(|first| (first, count))
        .or_else(|| blank(sheet, heading))
}

/// The rows right below the headings of which the file holds nothing, up to the next that says something: many forms have no
/// rows prepared, and a line to sign far below.
fn blank(sheet: &FormSheet, heading: u32) -> Option<(u32, u32)> {
    let says = |row: &&FormRow| row.cells.iter().any(|cell| !cell.text.trim().is_empty());
    let below = sheet.rows.iter().filter(|one| one.row > heading);
    let next = below.filter(says).map(|one| one.row).min();
    let first = heading + 1;
    match next {
        None => Some((first, u32::MAX)),
        Some(next) => (next > first).then(|| (first, next - first)),
    }
}
