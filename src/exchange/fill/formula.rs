//! Moving the references inside formulas when rows are put in.

use super::reference::{Shift, column_number, parse_row};

/// What moves the references of formulas.
pub(super) struct Mover<'a> {
    /// How the rows move.
    pub(super) shift: Shift,
    /// The name of the sheet whose rows move.
    pub(super) sheet: &'a str,
    /// True if references without a sheet name mean that sheet.
    pub(super) bare: bool,
    /// True if ranges that end at the row above the new rows take them in.
    pub(super) ends: bool,
}

/// Which sheet the next reference means.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// No sheet name stands before it.
    Bare,
    /// The name of the sheet whose rows move stands before it.
    Own,
    /// Another name stands before it.
    Foreign,
}

/// One end of a reference: what stands before the row number, and the row from 0.
#[derive(Clone, Copy)]
struct Spot<'t> {
    lead: &'t str,
    row: u32,
    /// True for a reference to a whole row, such as `$5`.
    whole: bool,
}

impl Mover<'_> {
    /// Returns a formula with its references moved.
    pub(super) fn formula(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 8);
        let mut rest = text;
        let mut place = Place::Bare;
        while let Some(letter) = rest.chars().next() {
            let before = rest;
            let mut next = Place::Bare;
            if letter == '"' || letter == '\'' {
                rest = after_quoted(rest, letter);
                if letter == '\''
                    && let Some(after) = rest.strip_prefix('!')
                {
                    next = self.place(&unquoted(taken(before, rest)));
                    rest = after;
                }
                out.push_str(taken(before, rest));
            } else if letter == '[' {
                rest = after_brackets(rest);
                // `[1]Sheet!A1` is a cell of another file.
                let (_, tail) = split_word(rest);
                if let Some(after) = tail.strip_prefix('!') {
                    next = Place::Foreign;
                    rest = after;
                }
                out.push_str(taken(before, rest));
            } else if letter == '#' {
                rest = after_error(rest);
                out.push_str(taken(before, rest));
            } else if is_word(letter) {
                (rest, next) = self.word(rest, place, &mut out);
            } else {
                rest = rest.strip_prefix(letter).unwrap_or_default();
                out.push(letter);
            }
            place = next;
        }
        out
    }

    /// Tells which sheet a sheet name means.
    fn place(&self, name: &str) -> Place {
        if name.to_lowercase() == self.sheet.to_lowercase() {
            Place::Own
        } else {
            Place::Foreign
        }
    }

    /// Writes the word at the start of the rest, moved if it is a reference, and
    /// returns what comes after it.
    fn word<'t>(&self, rest: &'t str, place: Place, out: &mut String) -> (&'t str, Place) {
        let (word, tail) = split_word(rest);
        if let Some(after) = tail.strip_prefix('!') {
            out.push_str(taken(rest, after));
            return (after, self.place(word));
        }
        if let Some(after) = tail.strip_prefix(':') {
            let (second, end) = split_word(after);
            if let Some(after) = end.strip_prefix('!') {
                // `Jan:Dec!A1` means cells of several sheets.
                out.push_str(taken(rest, after));
                return (after, Place::Foreign);
            }
            if !end.starts_with('(')
                && let (Some(from), Some(to)) = (spot(word), spot(second))
                && from.whole == to.whole
            {
                self.range(from, to, place, out);
                return (end, Place::Bare);
            }
        }
        match spot(word) {
            Some(cell) if !cell.whole && !tail.starts_with('(') && self.moves(place) => {
                out.push_str(cell.lead);
                out.push_str(&(self.shift.row(cell.row) + 1).to_string());
            }
            _ => out.push_str(word),
        }
        (tail, Place::Bare)
    }

    /// Tells whether a reference means the sheet whose rows move.
    fn moves(&self, place: Place) -> bool {
        place == Place::Own || (self.bare && place == Place::Bare)
    }

    /// Writes a range, moved if it means the sheet whose rows move.
    fn range(&self, from: Spot<'_>, to: Spot<'_>, place: Place, out: &mut String) {
        let (mut first, mut last) = (from.row, to.row);
        if self.moves(place) {
            if first <= last {
                (first, last) = self.shift.range(first, last, self.ends);
            } else {
                (last, first) = self.shift.range(last, first, self.ends);
            }
        }
        out.push_str(from.lead);
        out.push_str(&(first + 1).to_string());
        out.push(':');
        out.push_str(to.lead);
        out.push_str(&(last + 1).to_string());
    }
}

/// Reads a word as one end of a reference.
fn spot(word: &str) -> Option<Spot<'_>> {
    let at = word.find(|c: char| c.is_ascii_digit())?;
    let (lead, digits) = word.split_at_checked(at)?;
    if digits.starts_with('0') {
        return None;
    }
    let row = parse_row(digits)?;
    if lead.is_empty() || lead == "$" {
        return Some(Spot {
            lead,
            row,
            whole: true,
        });
    }
    let letters = lead.strip_prefix('$').unwrap_or(lead);
    let letters = letters.strip_suffix('$').unwrap_or(letters);
    column_number(letters)?;
    Some(Spot {
        lead,
        row,
        whole: false,
    })
}

/// Tells whether a letter can be part of a name or a reference.
fn is_word(letter: char) -> bool {
    letter.is_alphanumeric()
        || matches!(letter, '_' | '.' | '$' | '\\' | '?')
        || (!letter.is_ascii() && !letter.is_whitespace())
}

/// Splits off the word at the start.
fn split_word(text: &str) -> (&str, &str) {
    let end = text.find(|c| !is_word(c)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Returns what a text has before its tail.
fn taken<'t>(text: &'t str, tail: &str) -> &'t str {
    text.strip_suffix(tail).unwrap_or(text)
}

/// Returns what follows a quoted stretch. A doubled quote does not end it.
fn after_quoted(text: &str, quote: char) -> &str {
    let mut rest = text.strip_prefix(quote).unwrap_or(text);
    while let Some((_, tail)) = rest.split_once(quote) {
        match tail.strip_prefix(quote) {
            Some(more) => rest = more,
            None => return tail,
        }
    }
    ""
}

/// Returns a sheet name without its quotes.
fn unquoted(text: &str) -> String {
    let name = text.strip_prefix('\'').unwrap_or(text);
    let name = name.strip_suffix('\'').unwrap_or(name);
    name.replace("''", "'")
}

/// Returns what follows a stretch in square brackets, which may hold others.
fn after_brackets(text: &str) -> &str {
    let mut depth = 0_u32;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            // In a column name of a table an apostrophe takes the meaning from the letter after it.
            '\'' => {
                letters.next();
            }
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    letters.as_str()
}

/// Returns what follows an error value such as `#REF!` or `#N/A`.
fn after_error(text: &str) -> &str {
    let rest = text.strip_prefix('#').unwrap_or(text);
    let tail =
        rest.trim_start_matches(|c: char| c.is_ascii_uppercase() || matches!(c, '/' | '0' | '_'));
    if tail.len() == rest.len() {
        return rest;
    }
    tail.strip_prefix(['!', '?']).unwrap_or(tail)
}
