//! What importing lists of helpers, pairings and gifts would do.

use super::cells::Cells;
use crate::domain::support::given::GoodsKind;
use crate::domain::support::helper::Helper;
use crate::domain::{ChildId, DonationId, HelperId};
use crate::exchange::attendance::Who;
use crate::exchange::note::{Counts, Note, NoteCode, RowReport, Verdict, outcome};
use crate::exchange::own_headings::{ColumnUse, ListKind};
use crate::exchange::sheet::RowAt;
use crate::exchange::sheets::SheetUse;
use chrono::NaiveDate;

/// A helper that a row means: one that is stored, or the one of another row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HelperRef {
    /// Stored.
    Stored(HelperId),
    /// New, by this row.
    Row(RowAt),
}

/// A pairing of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftPairing {
    /// The child.
    pub child: ChildId,
    /// The helper.
    pub helper: HelperRef,
    /// For what.
    pub purpose: String,
    /// Days between contacts.
    pub every: i64,
    /// First day.
    pub since: NaiveDate,
    /// The guardian who agreed.
    pub consent_by: String,
    /// Day of that consent.
    pub consented_on: Option<NaiveDate>,
    /// What the child says of it.
    pub child_view: String,
}

/// What makes several rows one donation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Batch {
    /// The giver, if it is one of the helpers.
    pub helper: Option<HelperRef>,
    /// The giver in words, if it is none of them.
    pub giver: String,
    /// Kind.
    pub kind: GoodsKind,
    /// What it is.
    pub what: String,
    /// Day on which it came, and was handed over.
    pub day: NaiveDate,
}

/// What a row of a list of gifts says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftGift {
    /// Of which donation it is.
    pub batch: Batch,
    /// Who got it; nobody if it only came.
    pub child: Option<ChildId>,
    /// How many.
    pub quantity: i64,
    /// Worth of all of it in hundredths of a yuan.
    pub worth: Option<i64>,
    /// Who handed it over.
    pub handed_by: String,
    /// Number of the paper that proves it.
    pub paper_no: String,
    /// Anything else.
    pub note: String,
    /// The stored donation of which it was given; `None` if it came with the list.
    pub stock: Option<DonationId>,
}

/// What a row would add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Draft {
    /// A helper, without its identifier.
    Helper(Box<Helper>),
    /// A pairing.
    Pairing(Box<DraftPairing>),
    /// Something that came, or that a child got.
    Gift(Box<DraftGift>),
}

/// One judged row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpRow {
    /// Row of the file.
    pub at: RowAt,
    /// Name of the child or helper, else what was given; as written.
    pub name: String,
    /// The child that the row names; `None` if it names none.
    pub who: Option<Who>,
    /// Outcome.
    pub outcome: Verdict,
    /// Reasons for the outcome.
    pub notes: Vec<Note>,
    /// What it would add; `None` if a required value is missing.
    pub draft: Option<Draft>,
}

/// What importing such lists would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpPlan {
    /// Name of the source file.
    pub file_name: String,
    /// The sheets of the file, and what becomes of each.
    pub sheets: Vec<SheetUse>,
    /// The columns that have a heading, and what is made of each.
    pub columns: Vec<ColumnUse>,
    /// Kinds of the lists, in the order of the sheets.
    pub kinds: Vec<ListKind>,
    /// Every row of the sheets that are taken.
    pub rows: Vec<HelpRow>,
}

impl HelpPlan {
    /// Number of rows by outcome.
    pub(crate) fn counts(&self) -> Counts {
        self.rows.iter().map(|row| row.outcome).collect()
    }

    /// What is to be added, with the row that says so.
    pub(crate) fn additions(&self) -> impl Iterator<Item = (RowAt, &Draft)> {
        let added = self.rows.iter().filter(|row| row.outcome == Verdict::Add);
        added.filter_map(|row| Some((row.at, row.draft.as_ref()?)))
    }

    /// How many columns are understood.
    pub(crate) fn understood(&self) -> usize {
        let known = self.columns.iter().filter(|one| one.field.is_some());
        known.count()
    }
}

impl<'r> From<&'r HelpRow> for RowReport<'r> {
    fn from(row: &'r HelpRow) -> Self {
        Self {
            at: row.at,
            name: &row.name,
            outcome: row.outcome,
            notes: &row.notes,
        }
    }
}

/// A row with the notes that were made about its cells.
pub(super) fn judged(
    at: RowAt,
    (name, who): (String, Option<Who>),
    cells: &mut Cells<'_>,
    draft: Option<Draft>,
) -> HelpRow {
    HelpRow {
        at,
        name,
        who,
        outcome: outcome(&cells.notes),
        notes: std::mem::take(&mut cells.notes),
        draft,
    }
}

/// A row that is none of the list.
pub(super) fn skipped(at: RowAt, code: NoteCode) -> HelpRow {
    HelpRow {
        at,
        name: String::new(),
        who: None,
        outcome: Verdict::Skip,
        notes: vec![Note::new(code)],
        draft: None,
    }
}
