//! Lists of helpers, pairings and gifts, judged row by row.
//!
//! One file may hold several of them: helpers are read first, so that the other lists find them by their names, whichever
//! sheet they stand on. Nothing is overwritten: of what is there already the row says so, and what the list says otherwise.
//! So a second import of the same file changes nothing.

mod cells;
mod gifts;
mod helpers;
mod known;
mod layout;
mod pairings;
mod plan;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use layout::places;
pub use plan::{Batch, Draft, DraftGift, DraftPairing, HelpPlan, HelpRow, HelperRef};
pub(crate) use words::{field, is_value};

use super::attendance::{self, People, Who, Written};
use super::lexicon::HelpField;
use super::note::{Note, NoteCode, Verdict};
use super::own_headings::{self, ListKind, OwnHeadings};
use super::roster::{self, Phones};
use super::sheet::{Book, Row, RowAt, Sheet};
use super::sheets::{self, SheetFate, SheetUse, Wanted};
use super::when::{Clockwork, USUAL_ZONE};
use crate::domain::{Child, ChildId, DonationId, Support};
use cells::Cells;
use chrono::NaiveDate;
use chrono_tz::Tz;
use known::KnownHelper;
use layout::Layout;
use plan::skipped;
use std::collections::HashMap;

/// Judges such lists against what the home has.
pub(crate) struct HelpJudge<'a> {
    people: People<'a>,
    children: &'a [Child],
    support: &'a Support,
    today: NaiveDate,
    phones: Phones,
    zone: Tz,
    own: OwnHeadings,
    chosen: HashMap<RowAt, ChildId>,
    left_out: &'a [RowAt],
}

/// What was read so far.
#[derive(Default)]
struct SoFar {
    /// Helpers who are stored, and new ones.
    helpers: Vec<KnownHelper>,
    /// Pairings of earlier rows.
    pairs: HashMap<(ChildId, HelperRef), RowAt>,
    /// Gifts of earlier rows.
    gifts: HashMap<(Batch, ChildId), RowAt>,
    /// How many rows of a gift of a child were found again.
    found: HashMap<(Batch, ChildId), usize>,
    /// How much of what came was found again in rows without a child.
    used: HashMap<DonationId, i64>,
}

/// A sheet that is such a list.
struct List<'b> {
    place: usize,
    sheet: &'b Sheet,
    layout: Layout,
    /// Rather than a register or a sign-in sheet.
    is_rather: bool,
}

impl<'a> HelpJudge<'a> {
    /// Creates a judge for these children and what is known of help.
    pub(crate) fn new(
        children: &'a [Child],
        support: &'a Support,
        (today, phones): (NaiveDate, Phones),
    ) -> Self {
        Self {
            people: People::new(children),
            children,
            support,
            today,
            phones,
            zone: USUAL_ZONE,
            own: OwnHeadings::default(),
            chosen: HashMap::new(),
            left_out: &[],
        }
    }

    /// Sets what headings mean in this home.
    #[must_use]
    pub(crate) fn with_headings(self, own: OwnHeadings) -> Self {
        Self { own, ..self }
    }

    /// Sets the zone of the home, into which moments of other zones are brought.
    #[must_use]
    pub(crate) fn in_zone(self, zone: Tz) -> Self {
        Self { zone, ..self }
    }

    /// Sets what a person has answered: whose rows are, and which stay out.
    #[must_use]
    pub(crate) fn answered(self, chosen: &[(RowAt, ChildId)], left_out: &'a [RowAt]) -> Self {
        Self {
            chosen: chosen.iter().copied().collect(),
            left_out,
            ..self
        }
    }

    /// Judges the wanted sheets of a file that are such lists together; `None` if none is. A register with a column for
    /// helpers is taken for its pairings only if the file has no list of its own.
    pub(crate) fn book(&self, book: &Book, wanted: &Wanted) -> Option<HelpPlan> {
        let mut lists = Vec::new();
        let mut sheets = sheets::each(book, wanted, |place, sheet| {
            let Some(layout) = Layout::find(sheet, &self.own) else {
                let others =
                    roster::understood(sheet, &self.own) + attendance::understood(sheet, &self.own);
                return if others > 0 {
                    SheetFate::OtherList
                } else {
                    SheetFate::NoList
                };
            };
            lists.push(List {
                is_rather: layout.is_rather(sheet, &self.own),
                place,
                sheet,
                layout,
            });
            SheetFate::Taken
        });
        if lists.iter().any(|one| one.is_rather) {
            for other in lists.iter().filter(|one| !one.is_rather) {
                sheets[other.place].fate = SheetFate::OtherList;
            }
            lists.retain(|one| one.is_rather);
        }
        if lists.is_empty() {
            return None;
        }
        let mut plan = HelpPlan {
            file_name: book.file_name.clone(),
            sheets,
            columns: Vec::new(),
            kinds: Vec::new(),
            rows: Vec::new(),
        };
        for list in &lists {
            own_headings::join(
                &mut plan.columns,
                list.layout.columns.uses(list.layout.kind),
            );
            if !plan.kinds.contains(&list.layout.kind) {
                plan.kinds.push(list.layout.kind);
            }
        }
        let stored = self.support.helpers.iter().map(|one| KnownHelper {
            helper: one.clone(),
            is: HelperRef::Stored(one.id),
        });
        let mut seen = SoFar {
            helpers: stored.collect(),
            ..SoFar::default()
        };
        // Whoever is new in the file is known to its other lists.
        lists.sort_by_key(|one| one.layout.kind != ListKind::Helpers);
        for list in &lists {
            self.list(list, &mut seen, &mut plan);
        }
        plan.rows.sort_by_key(|row| row.at);
        self.take_from_stock(&mut plan.rows, &seen);
        self.say_since(&mut plan.rows);
        Some(plan)
    }

    /// Judges the rows of one sheet.
    fn list(&self, list: &List<'_>, seen: &mut SoFar, plan: &mut HelpPlan) {
        let columns = &list.layout.columns;
        let at = |row: &Row| RowAt {
            sheet: list.place,
            row: row.number,
        };
        for (nth, row) in list.sheet.rows[..columns.below].iter().enumerate() {
            let code = if nth + columns.height >= columns.below {
                NoteCode::SkipHeading
            } else if row.is_blank() {
                NoteCode::SkipBlank
            } else {
                NoteCode::SkipTitle
            };
            plan.rows.push(skipped(at(row), code));
        }
        let how = Clockwork::of(list.sheet, self.zone);
        for row in &list.sheet.rows[columns.below..] {
            let at = at(row);
            if let Some(code) = list.layout.around(row) {
                plan.rows.push(skipped(at, code));
                continue;
            }
            let mut cells = Cells::new(row, columns, (how, self.today));
            let around = (plan.sheets.as_slice(), &mut *seen);
            let mut judged = self.row(at, &list.layout, &mut cells, around);
            if self.left_out.contains(&at) {
                judged.outcome = Verdict::Skip;
            }
            plan.rows.push(judged);
        }
    }

    fn row(
        &self,
        at: RowAt,
        layout: &Layout,
        cells: &mut Cells<'_>,
        around: (&[SheetUse], &mut SoFar),
    ) -> HelpRow {
        match layout.kind {
            ListKind::Gifts => self.gift(at, cells, around),
            ListKind::Pairings => self.pairing(at, cells, around),
            _ => self.helper(at, layout, cells, around),
        }
    }

    /// The name of a row's child as written, and which child it is; `None` if the row names none.
    fn child(&self, at: RowAt, cells: &mut Cells<'_>) -> (String, Option<Who>) {
        let name = cells.person(HelpField::Child);
        let id_no = cells.raw(HelpField::IdNo);
        // Where the column of names is empty, a number beside it is the row's and no child's.
        let is_numbered = !name.is_empty() || !cells.has(HelpField::Child);
        let file_no = if is_numbered {
            cells.raw(HelpField::FileNo)
        } else {
            String::new()
        };
        let shown = [&name, &file_no, &id_no];
        let shown = shown.into_iter().find(|text| !text.is_empty());
        let Some(shown) = shown.cloned() else {
            return (name, None);
        };
        if let Some(child) = self.chosen.get(&at).and_then(|id| self.people.child(*id)) {
            cells.say(Note::new(NoteCode::WhoSaid).with("number", &child.file_no));
            return (shown, Some(Who::Child(child.id)));
        }
        let who = self.people.find(&Written {
            id_no: &id_no,
            file_no: &file_no,
            name: &name,
        });
        match &who {
            Who::Child(_) => {}
            Who::Unknown => cells.say(Note::new(NoteCode::ChildUnknown).with("value", &shown)),
            Who::Ambiguous(ids) => {
                let note = Note::new(NoteCode::NameShared).with("count", ids.len());
                cells.say(note.with("value", &shown));
            }
        }
        (shown, Some(who))
    }

    /// Refuses what came after a child had left: all that goes on, and a gift of a later day.
    fn refuse_who_left(&self, child: ChildId, day: Option<NaiveDate>, cells: &mut Cells<'_>) {
        let Some(child) = self.people.child(child) else {
            return;
        };
        let was_here = match (day, child.left_on) {
            (Some(day), Some(left)) => day <= left,
            _ => false,
        };
        if child.status.has_left() && !was_here {
            cells.say(Note::new(NoteCode::ChildLeft).with("name", &child.name));
        }
    }
}
