//! Recognises lists of helpers, pairings and gifts by their headings.

use super::words;
use crate::exchange::headings::{self, Columns};
use crate::exchange::lexicon::{self, Field, HelpField, Margin};
use crate::exchange::note::NoteCode;
use crate::exchange::own_headings::{ListKind, OwnHeadings};
use crate::exchange::sheet::{Book, Cell, Row, Sheet};
use crate::exchange::sheets::Wanted;
use crate::exchange::when::{Clockwork, USUAL_ZONE};
use crate::exchange::{attendance, roster};

/// Number of rows from the top that are searched for headings.
const ROWS_TO_SEARCH: usize = 100;

/// The kinds of these lists; of those that understand as many columns, the first.
const KINDS: [ListKind; 3] = [ListKind::Gifts, ListKind::Pairings, ListKind::Helpers];

/// The headings of such a list.
pub(super) struct Layout {
    pub(super) kind: ListKind,
    pub(super) columns: Columns<HelpField>,
    /// Words above the rows and of the column of names, which may say who the helpers are.
    pub(super) title: String,
}

/// The places of the wanted sheets that are such lists rather than registers or sign-in sheets.
pub(crate) fn places(book: &Book, wanted: &Wanted, own: &OwnHeadings) -> Vec<usize> {
    let sheets = book.sheets.iter().enumerate();
    let sheets = sheets.filter(|(place, sheet)| wanted.takes(*place, sheet));
    let lists = sheets.filter(|(_, sheet)| {
        Layout::find(sheet, own).is_some_and(|found| found.is_rather(sheet, own))
    });
    lists.map(|(place, _)| place).collect()
}

impl Layout {
    /// Finds the headings of a sheet: of the kind that understands most columns.
    pub(super) fn find(sheet: &Sheet, own: &OwnHeadings) -> Option<Self> {
        let mut best: Option<Self> = None;
        for kind in KINDS {
            let Some(columns) = columns(sheet, kind, own) else {
                continue;
            };
            let title = title(sheet, &columns);
            let found = Self {
                kind,
                columns,
                title,
            };
            let is_better = best
                .as_ref()
                .is_none_or(|best| found.score() > best.score());
            if found.is_telling(sheet) && is_better {
                best = Some(found);
            }
        }
        best
    }

    /// Whether the sheet is this rather than a register with a column for helpers, or a sign-in sheet: more columns are
    /// understood. A register has no columns of things and their number.
    pub(super) fn is_rather(&self, sheet: &Sheet, own: &OwnHeadings) -> bool {
        let score = self.score();
        let is_register = roster::understood(sheet, own) >= score && self.kind != ListKind::Gifts;
        !is_register && attendance::understood(sheet, own) < score
    }

    fn score(&self) -> usize {
        self.columns.fields.iter().flatten().count()
    }

    /// Whether the columns are enough to tell that it is such a list.
    fn is_telling(&self, sheet: &Sheet) -> bool {
        let has = |field| self.columns.column(field).is_some();
        let any = |fields: &[HelpField]| fields.iter().any(|field| has(*field));
        let names_a_child = any(&[HelpField::Child, HelpField::FileNo, HelpField::IdNo]);
        match self.kind {
            ListKind::Gifts => {
                let telling = [
                    HelpField::Quantity,
                    HelpField::Worth,
                    HelpField::Giver,
                    HelpField::GoodsKind,
                ];
                has(HelpField::What) && any(&telling) && (names_a_child || has(HelpField::Giver))
            }
            ListKind::Pairings => has(HelpField::Helper) && names_a_child,
            _ => {
                let telling = [
                    HelpField::Skills,
                    HelpField::FreeWhen,
                    HelpField::TrainedOn,
                    HelpField::CheckedOn,
                ];
                let name = self.columns.column(HelpField::Name);
                let heading = name.and_then(|at| self.columns.words.get(at));
                let is_a_childs =
                    heading.is_none_or(|words| lexicon::field(words) == Some(Field::Name));
                has(HelpField::Name) && (any(&telling) || !is_a_childs || self.has_kinds(sheet))
            }
        }
    }

    /// Whether some row says what kind of helper it is.
    fn has_kinds(&self, sheet: &Sheet) -> bool {
        let Some(at) = self.columns.column(HelpField::Kind) else {
            return false;
        };
        let below = sheet.rows.iter().skip(self.columns.below);
        let mut below = below.take(ROWS_TO_SEARCH);
        below.any(|row| words::helper_kind(&row.cell(at).as_text()).is_some())
    }

    /// Rows that are none of the list.
    pub(super) fn around(&self, row: &Row) -> Option<NoteCode> {
        if row.is_blank() || self.has_only_a_number(row) {
            return Some(NoteCode::SkipBlank);
        }
        if headings::is_repeated(&self.columns, row) {
            return Some(NoteCode::SkipHeading);
        }
        let name = match self.kind {
            ListKind::Helpers => HelpField::Name,
            _ => HelpField::Child,
        };
        let how = Clockwork {
            zone: USUAL_ZONE,
            from_1904: false,
        };
        let is_fact = |at: usize, cell: &Cell| match self.columns.fields.get(at).copied().flatten()
        {
            Some(HelpField::What | HelpField::Giver | HelpField::Helper | HelpField::Kind) => {
                !cell.is_blank() && headings::is_plain(cell)
            }
            Some(HelpField::Day | HelpField::Since) => how.day(cell).is_some(),
            _ => false,
        };
        match headings::margin(row, self.columns.column(name), is_fact)? {
            Margin::Total => Some(NoteCode::SkipTotal),
            Margin::Signature => Some(NoteCode::SkipSignature),
        }
    }

    /// Whether the row of a printed form holds nothing but its running number.
    fn has_only_a_number(&self, row: &Row) -> bool {
        let mut filled = row.cells.iter().enumerate();
        let fields = &self.columns.fields;
        filled.all(|(at, cell)| {
            let field = fields.get(at).copied().flatten();
            cell.is_blank() || matches!(field, Some(HelpField::Serial | HelpField::FileNo))
        })
    }
}

/// The columns of a list of this kind; `None` if no row has its headings.
fn columns(sheet: &Sheet, kind: ListKind, own: &OwnHeadings) -> Option<Columns<HelpField>> {
    let meaning = own.meaning(kind, |heading| words::field(kind, heading));
    let needed: &[HelpField] = match kind {
        ListKind::Gifts => &[HelpField::What],
        ListKind::Pairings => &[HelpField::Helper],
        _ => &[HelpField::Name, HelpField::Body],
    };
    let score = |columns: &Columns<HelpField>| columns.fields.iter().flatten().count();
    let has_needed =
        |columns: &Columns<HelpField>| needed.iter().any(|field| columns.column(*field).is_some());
    let rows = sheet.rows.iter().take(ROWS_TO_SEARCH).enumerate();
    let singles = rows.map(|(at, row)| headings::read_row(row, at + 1, &meaning));
    let singles = singles.filter(|columns| has_needed(columns) && score(columns) >= 2);
    // Of two rows that are as good the upper one; of one row and two rows as good, the two.
    let mut best = headings::find(sheet, &meaning, needed);
    for single in singles {
        if best
            .as_ref()
            .is_none_or(|best| score(&single) > score(best))
        {
            best = Some(single);
        }
    }
    let mut columns = best?;
    settle(&mut columns, kind);
    columns.take_said(|heading| own.said(kind, heading));
    Some(columns)
}

/// A plain phone is the helper's: in a list of pairings right behind the helper, in a list of helpers wherever it stands. A
/// list of organisations has their names and no others.
fn settle(columns: &mut Columns<HelpField>, kind: ListKind) {
    if kind == ListKind::Helpers
        && columns.column(HelpField::Name).is_none()
        && let Some(body) = columns.column(HelpField::Body)
    {
        columns.fields[body] = Some(HelpField::Name);
    }
    let behind = columns.column(HelpField::Helper).map(|helper| helper + 1);
    let is_phone = |(at, words): (usize, &String)| {
        let may_be = kind == ListKind::Helpers || Some(at) == behind;
        may_be && words::field(ListKind::Helpers, words) == Some(HelpField::Phone)
    };
    if kind != ListKind::Gifts
        && columns.column(HelpField::Phone).is_none()
        && let Some(at) = columns.words.iter().enumerate().position(is_phone)
    {
        columns.fields[at] = Some(HelpField::Phone);
    }
}

/// What stands above the rows: the title, the tab, and the heading of the names.
fn title(sheet: &Sheet, columns: &Columns<HelpField>) -> String {
    let above = columns.below.saturating_sub(columns.height);
    let rows = sheet.rows.iter().take(above);
    let mut title = sheet.name.clone();
    for cell in rows.flat_map(|row| &row.cells) {
        title.push_str(&cell.as_text());
    }
    if let Some(name) = columns.column(HelpField::Name) {
        title.push_str(columns.words.get(name).map_or("", String::as_str));
    }
    title
}
