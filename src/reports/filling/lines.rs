//! Where the children stand in a form: in its empty rows, or in those that the township named itself.

use super::headings::{Heading, Meaning};
use crate::domain::ChildId;
use crate::exchange::fill::{FormRow, FormSheet};
use crate::exchange::lexicon;
use crate::house::register::Register;
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
    /// It was found by its name alone.
    pub is_by_name: bool,
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
    let names_somebody = listed.iter().any(|one| one.child.is_some());
    if let Some(first) = listed.first().filter(|_| names_somebody) {
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

/// The rows below the headings that name somebody, up to the sum or the place for a signature. A number alone is no name:
/// many forms number their empty rows.
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
    let mut listed: Vec<Listed> = Vec::new();
    for row in sheet.rows.iter().filter(|one| one.row > heading) {
        let mut texts = row.cells.iter().map(|cell| cell.text.as_str());
        if texts.any(|text| lexicon::margin(text).is_some()) {
            break;
        }
        let [file_no, id_no, name] =
            columns.map(|column| column.map_or("", |column| text(row, column)));
        if id_no.is_empty() && name.is_empty() {
            continue;
        }
        let found = candidates.find([file_no, id_no, name]);
        // Of a child that is named twice the first row is filled.
        let found = found.filter(|found| listed.iter().all(|one| one.child != Some(found.child)));
        let taken = row.cells.iter();
        let taken = taken.filter(|cell| cell.is_formula || !cell.text.trim().is_empty());
        listed.push(Listed {
            row: row.row,
            child: found.map(|found| found.child),
            is_by_name: found.is_some_and(|found| found.is_by_name),
            taken: taken.map(|cell| cell.column).collect(),
        });
    }
    listed
}

fn text(row: &FormRow, column: u32) -> &str {
    let cell = row.cells.iter().find(|one| one.column == column);
    cell.map_or("", |cell| cell.text.trim())
}

/// A child that a row names.
#[derive(Clone, Copy)]
struct Found {
    child: ChildId,
    /// Nothing but its name says so.
    is_by_name: bool,
}

impl Candidates<'_> {
    /// The child of a row that says its file number, its ID number and its name, or some of them: the only one of whom all
    /// that is said is true.
    fn find(&self, [file_no, id_no, name]: [&str; 3]) -> Option<Found> {
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let name = bare(name);
        let agrees = |said: &str, own: &str| {
            (!said.is_empty() && !own.is_empty()).then(|| is_same(said, own))
        };
        let mut fitting = self.on_file.iter().filter_map(|id| {
            let child = self.register.get(*id)?;
            // A number of another length is one of rows, not of files.
            let is_of_file = file_no.chars().count() == child.file_no.chars().count();
            let of_file = if is_of_file {
                agrees(file_no, &child.file_no)
            } else {
                None
            };
            let numbers = [of_file, agrees(id_no, &child.id_no)];
            let by_name = agrees(&name, &bare(&child.name));
            let mut all = numbers.into_iter().chain([by_name]).flatten().peekable();
            let is_it = all.peek().is_some() && all.all(|is_true| is_true);
            is_it.then_some(Found {
                child: child.id,
                is_by_name: numbers.iter().all(Option::is_none),
            })
        });
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }
}

/// Whether both are the same, as far as the one that is said is not hidden with stars.
fn is_same(said: &str, own: &str) -> bool {
    let mut both = said.chars().zip(own.chars());
    let is_long = said.chars().count() == own.chars().count();
    is_long && both.all(|(said, own)| said == '*' || said.eq_ignore_ascii_case(&own))
}

/// The first empty row below the headings, and how many there are: rows that hold nothing in the columns that are
/// filled but a number.
fn free(sheet: &FormSheet, heading: u32, headings: &[Heading]) -> Option<(u32, u32)> {
    let filled: Vec<u32> = headings
        .iter()
        .filter(|one| matches!(one.2, Meaning::Field(_)))
        .map(|one| one.0)
        .collect();
    // Forms number their rows under a heading of their own, or under that of the file.
    let is_numbered = |column: u32| {
        let numbers = [Meaning::Serial, Meaning::Field("file_no")];
        headings
            .iter()
            .any(|one| one.0 == column && numbers.contains(&one.2))
    };
    let (mut first, mut next, mut count) = (None, heading + 1, 0);
    for row in sheet.rows.iter().filter(|one| one.row > heading) {
        if row.row != next && first.is_some() {
            break;
        }
        let is_free = row.cells.iter().all(|cell| {
            let is_number = is_numbered(cell.column) && cell.text.trim().parse::<u32>().is_ok();
            cell.text.trim().is_empty() || is_number
        });
        let is_row = row.cells.iter().any(|cell| {
            filled.contains(&cell.column) || (is_numbered(cell.column) && !cell.text.is_empty())
        });
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
