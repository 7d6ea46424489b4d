//! Which sheets of a file are taken, and what becomes of the others.

use super::sheet::{Book, RowAt, Sheet};
use crate::domain::codes::coded;
use crate::i18n::{Lang, word};
use crate::t;
use serde::{Deserialize, Serialize};

/// Which sheets a person wants.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Wanted {
    /// All that the spreadsheet program shows and that hold a list.
    #[default]
    Visible,
    /// These, given by their places, also hidden ones.
    Only(Vec<usize>),
}

coded! {
    /// What becomes of a sheet.
    pub SheetFate {
        /// Its rows are part of the plan.
        Taken = "taken",
        /// Left out because the spreadsheet program hides it.
        Hidden = "hidden",
        /// A person chose others.
        NotWanted = "not-wanted",
        /// No row of headings of such a list.
        NoList = "no-list",
        /// A list of another kind than the others that are taken.
        OtherList = "other-list",
        /// A sheet of days, and nothing says of which month.
        NoMonth = "no-month",
        /// No cells.
        Empty = "empty",
    }
}

/// A sheet of a file and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetUse {
    /// Name on the tab; empty for text.
    pub name: String,
    /// What becomes of it.
    pub fate: SheetFate,
    /// Whether something stands so far to the right that it was not read.
    pub is_cut: bool,
}

impl Wanted {
    /// Whether a sheet is looked at.
    pub(crate) fn takes(&self, place: usize, sheet: &Sheet) -> bool {
        self.fate(place, sheet).is_none()
    }

    /// Why a sheet is not even looked at; `None` if it is.
    fn fate(&self, place: usize, sheet: &Sheet) -> Option<SheetFate> {
        match self {
            Self::Only(places) if places.contains(&place) => None,
            Self::Only(_) => Some(SheetFate::NotWanted),
            Self::Visible if sheet.is_hidden => Some(SheetFate::Hidden),
            Self::Visible => None,
        }
        .or_else(|| sheet.rows.is_empty().then_some(SheetFate::Empty))
    }
}

/// Looks at each wanted sheet. `take` tells whether it was taken.
pub(crate) fn each<'b>(
    book: &'b Book,
    wanted: &Wanted,
    mut take: impl FnMut(usize, &'b Sheet) -> SheetFate,
) -> Vec<SheetUse> {
    let sheets = book.sheets.iter().enumerate();
    sheets
        .map(|(place, sheet)| SheetUse {
            name: sheet.name.clone(),
            is_cut: sheet.rows.iter().any(|row| row.is_cut),
            fate: wanted
                .fate(place, sheet)
                .unwrap_or_else(|| take(place, sheet)),
        })
        .collect()
}

/// A row as people say it: its number, with its sheet if the plan has rows of several.
pub(crate) fn row_words(sheets: &[SheetUse], at: RowAt) -> String {
    match sheets.get(at.sheet) {
        Some(sheet) if taken(sheets) > 1 => format!("{} {}", sheet.name, at.row),
        _ => at.row.to_string(),
    }
}

/// What becomes of a sheet, in words.
pub(crate) fn fate_words(lang: Lang, fate: SheetFate) -> String {
    word(lang, &format!("sheet-fate-{}", fate.code()))
}

/// What of the sheets is not taken: whole sheets, each with the reason, and columns too far to the right.
pub(crate) fn left_words(lang: Lang, sheets: &[SheetUse]) -> Vec<String> {
    let left = sheets.iter().filter(|one| one.fate != SheetFate::Taken);
    let left = left.map(|one| {
        let fate = fate_words(lang, one.fate);
        t!(lang, "sheet-left", name = one.name.as_str(), fate = fate)
    });
    let left: Vec<String> = left.collect();
    let left = (!left.is_empty()).then(|| {
        t!(
            lang,
            "sheets-left",
            sheets = left.join(&word(lang, "import-and"))
        )
    });
    let is_cut = sheets
        .iter()
        .any(|one| one.is_cut && one.fate == SheetFate::Taken);
    let cut = is_cut.then(|| t!(lang, "sheets-cut"));
    left.into_iter().chain(cut).collect()
}

/// How many sheets are taken.
pub(crate) fn taken(sheets: &[SheetUse]) -> usize {
    let taken = sheets.iter().filter(|one| one.fate == SheetFate::Taken);
    taken.count()
}
