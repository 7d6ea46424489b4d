//! The shape of a list in text: its separator and how many cells its rows usually have.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Number of lines from which the shape is found.
const SAMPLE: usize = 1000;
/// Separators in the order of preference.
const SIGNS: [char; 4] = [',', '\t', ';', '|'];
/// Full-width separators, used only if there is no other: in text they are punctuation.
const WIDE_SIGNS: [char; 4] = ['\u{FF0C}', '\u{FF1B}', '\u{3001}', '\u{FF5C}'];
/// Takes the place of a full-width separator; the CSV reader wants one byte. No text holds it.
const SUBSTITUTE: u8 = 0x1F;

/// The separator and the widths of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// The separator as one byte.
    pub separator: u8,
    /// The full-width separator in place of which `separator` stands.
    full_width: Option<char>,
    /// The most frequent number of cells.
    pub usual: usize,
    /// The number of headings; the usual width if they are not known.
    pub headings: usize,
}

/// Rows of one same width that a separator makes.
#[derive(Debug, Clone, Copy)]
struct Fit {
    sign: char,
    rows: usize,
    width: usize,
    /// Index of the first such line.
    first: usize,
}

impl Shape {
    /// Finds the shape of a text, and the offset at which its rows begin: a first line `sep=;` is an
    /// order to the spreadsheet program, not a row.
    pub(super) fn of(text: &str) -> (Self, usize) {
        let (named, start) = named_separator(text).unzip();
        let start = start.unwrap_or(0).min(text.len());
        let body = text.get(start..).unwrap_or_default();
        let lines: Vec<&str> = body
            .split('\n')
            .filter(|line| !line.is_empty())
            .take(SAMPLE)
            .collect();
        let fit = match named {
            Some(sign) => fit(&lines, sign),
            None => best(&lines),
        };
        let sign = named.or_else(|| fit.map(|fit| fit.sign)).unwrap_or(',');
        let byte = u8::try_from(sign).ok().filter(u8::is_ascii);
        let shape = Self {
            separator: byte.unwrap_or(SUBSTITUTE),
            full_width: byte.is_none().then_some(sign),
            usual: fit.map_or(1, |fit| fit.width),
            headings: fit.map_or(usize::MAX, |fit| headings(&lines, fit)),
        };
        (shape, start)
    }

    /// The text with the one-byte separator.
    pub(super) fn narrow<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.full_width {
            Some(sign) => {
                let free = text.replace(char::from(SUBSTITUTE), " ");
                let mut buffer = [0; 4];
                Cow::Owned(free.replace(sign, char::from(SUBSTITUTE).encode_utf8(&mut buffer)))
            }
            None => Cow::Borrowed(text),
        }
    }

    /// A cell with the full-width signs that it has inside of quotation marks.
    pub(super) fn wide<'t>(&self, cell: &'t str) -> Cow<'t, str> {
        match self.full_width {
            Some(sign) if cell.contains(char::from(SUBSTITUTE)) => {
                let mut buffer = [0; 4];
                let sign = sign.encode_utf8(&mut buffer);
                Cow::Owned(cell.replace(char::from(SUBSTITUTE), sign))
            }
            _ => Cow::Borrowed(cell),
        }
    }
}

/// The separator of a line `sep=;` and the offset of the next line.
fn named_separator(text: &str) -> Option<(char, usize)> {
    let line = text.split('\n').next()?;
    let bare = line.trim_matches('"');
    let (name, sign) = bare.split_at_checked(4)?;
    let mut signs = sign.chars();
    let sign = signs.next().filter(|sign| *sign != '"')?;
    let is_order = name.eq_ignore_ascii_case("sep=") && signs.next().is_none();
    is_order.then_some((sign, line.len() + 1))
}

/// The separator that gives the most rows of one same width.
///
/// A sign within the values, such as the semicolon between two phone numbers, may give as many; it
/// is not in the headings, so the sign whose first row is higher up wins among nearly equal ones.
fn best(lines: &[&str]) -> Option<Fit> {
    let fits: Vec<Fit> = SIGNS.iter().filter_map(|sign| fit(lines, *sign)).collect();
    let wide: Vec<Fit> = WIDE_SIGNS
        .iter()
        .filter_map(|sign| fit(lines, *sign))
        .collect();
    let found = first_of(&fits);
    // One comma in one address is no separator of a list.
    let is_wide =
        |wide: &Fit| found.is_none_or(|fit| fit.rows * 4 < wide.rows && wide.first <= fit.first);
    first_of(&wide).filter(is_wide).or(found)
}

fn first_of(fits: &[Fit]) -> Option<Fit> {
    let most = fits.iter().map(|fit| fit.rows).max()?;
    fits.iter()
        .filter(|fit| fit.rows * 5 >= most * 4)
        .min_by_key(|fit| (fit.first, Reverse(fit.rows), Reverse(fit.width)))
        .copied()
}

/// The most frequent width above one, the earliest of equals.
fn fit(lines: &[&str], sign: char) -> Option<Fit> {
    let mut found: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        let width = width(line, sign);
        if width > 1 {
            found.entry(width).or_insert((0, index)).0 += 1;
        }
    }
    let (width, (rows, first)) = found
        .into_iter()
        .max_by_key(|(_, (rows, first))| (*rows, Reverse(*first)))?;
    Some(Fit {
        sign,
        rows,
        width,
        first,
    })
}

/// Number of cells of a line. In a line with an odd number of quotation marks they mean nothing.
fn width(line: &str, sign: char) -> usize {
    if !line.contains('"') {
        return line.matches(sign).count() + 1;
    }
    let mut is_inside = false;
    let mut all = 1;
    let mut outside = 1;
    for letter in line.chars() {
        if letter == '"' {
            is_inside = !is_inside;
        } else if letter == sign {
            all += 1;
            outside += usize::from(!is_inside);
        }
    }
    if is_inside { all } else { outside }
}

/// Number of separators in a line, with quotation marks as plain characters.
pub(super) fn count(line: &str, sign: u8) -> usize {
    line.bytes().filter(|byte| *byte == sign).count()
}

/// The number of headings. If every row has a comma in its address, the usual row is wider than the
/// headings, and only the headings tell it.
fn headings(lines: &[&str], fit: Fit) -> usize {
    let is_words = |line: &str| {
        !line.contains(|sign: char| sign.is_ascii_digit())
            && line.split(fit.sign).all(|cell| !cell.trim().is_empty())
    };
    let is_heading = lines.get(fit.first).is_some_and(|line| is_words(line));
    let above = fit.first.checked_sub(1).and_then(|index| lines.get(index));
    match above.filter(|line| !is_heading && is_words(line)) {
        Some(line) => {
            let width = width(line, fit.sign);
            if width > 1 && width < fit.width && width + 2 >= fit.width {
                width
            } else {
                fit.width
            }
        }
        None => fit.width,
    }
}
