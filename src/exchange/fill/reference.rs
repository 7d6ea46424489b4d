//! Cell references such as `B5` and `B5:D8`, and how they move when rows are put in.

use super::form::Area;

/// The number of rows of a sheet.
pub(super) const MOST_ROWS: u32 = 1_048_576;
/// The number of columns of a sheet.
const MOST_COLUMNS: u32 = 16_384;

/// Reads the letters of a column as a number from 0.
pub(super) fn column_number(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut number = 0;
    for letter in letters.bytes() {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        number = number * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    (number <= MOST_COLUMNS).then(|| number - 1)
}

/// Reads a reference to one cell as its row and column from 0.
pub(super) fn parse_cell(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    let text = text.strip_prefix('$').unwrap_or(text);
    let at = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, digits) = text.split_at_checked(at)?;
    let digits = digits.strip_prefix('$').unwrap_or(digits);
    let row = parse_row(digits)?;
    Some((row, column_number(letters)?))
}

/// Reads a row as people write it, and returns it from 0.
pub(super) fn parse_row(digits: &str) -> Option<u32> {
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let row: u32 = digits.parse().ok()?;
    (1..=MOST_ROWS).contains(&row).then(|| row - 1)
}

/// Reads a reference to one cell or a rectangle of cells.
pub(super) fn parse_area(text: &str) -> Option<Area> {
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    let ((row_a, column_a), (row_b, column_b)) = (parse_cell(from)?, parse_cell(to)?);
    Some(Area {
        first_row: row_a.min(row_b),
        last_row: row_a.max(row_b),
        first_column: column_a.min(column_b),
        last_column: column_a.max(column_b),
    })
}

/// Writes the reference to a cell, such as `B5`.
pub(super) fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    let mut name: String = letters.into_iter().rev().collect();
    name.push_str(&(row + 1).to_string());
    name
}

/// Writes the reference to a rectangle of cells, such as `B5:D8`, or `B5` for one cell.
pub(super) fn area_name(area: &Area) -> String {
    let first = cell_name(area.first_row, area.first_column);
    let last = cell_name(area.last_row, area.last_column);
    if first == last {
        first
    } else {
        format!("{first}:{last}")
    }
}

/// How rows move: `count` rows are put in below row `like`.
#[derive(Clone, Copy)]
pub(super) struct Shift {
    /// The row above the new rows, from 0.
    pub(super) like: u32,
    /// The number of new rows.
    pub(super) count: u32,
}

impl Shift {
    /// Returns where a row stands afterwards.
    pub(super) fn row(self, row: u32) -> u32 {
        if row > self.like {
            // A reference to the whole column ends at the last row and stays there.
            row.saturating_add(self.count).min(MOST_ROWS - 1)
        } else {
            row
        }
    }

    /// Returns where a range of rows stands afterwards. With `ends`, a range that
    /// ends at row `like` takes in the new rows.
    pub(super) fn range(self, first: u32, last: u32, ends: bool) -> (u32, u32) {
        let end = if ends && last == self.like {
            self.row(last + 1) - 1
        } else {
            self.row(last)
        };
        (self.row(first), end)
    }

    /// Moves an area.
    pub(super) fn area(self, area: &Area, ends: bool) -> Area {
        let (first_row, last_row) = self.range(area.first_row, area.last_row, ends);
        Area {
            first_row,
            last_row,
            ..*area
        }
    }

    /// Moves each area of a list with blanks between. Entries that are no areas stay.
    pub(super) fn list(self, text: &str, ends: bool) -> String {
        let moved: Vec<String> = text
            .split(' ')
            .map(|entry| match parse_area(entry) {
                Some(area) => {
                    let new = self.area(&area, ends);
                    if new == area {
                        entry.to_owned()
                    } else {
                        area_name(&new)
                    }
                }
                None => entry.to_owned(),
            })
            .collect();
        moved.join(" ")
    }
}
