//! A list of gifts: what came from whom, and which child got of it.

use super::cells::Cells;
use super::plan::{Batch, Draft, DraftGift, HelpRow, HelperRef, judged};
use super::words;
use super::{HelpJudge, SoFar};
use crate::domain::support::given::{Donation, GoodsKind};
use crate::domain::tidy;
use crate::domain::{Child, ChildId, DonationId};
use crate::exchange::attendance::Who;
use crate::exchange::lexicon::HelpField;
use crate::exchange::note::{Note, NoteCode, Verdict, outcome};
use crate::exchange::sheet::RowAt;
use crate::exchange::sheets::{SheetUse, row_words};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

impl HelpJudge<'_> {
    pub(super) fn gift(
        &self,
        at: RowAt,
        cells: &mut Cells<'_>,
        (sheets, seen): (&[SheetUse], &mut SoFar),
    ) -> HelpRow {
        let (mut name, who) = self.child(at, cells);
        let child = match &who {
            Some(Who::Child(child)) => Some(*child),
            _ => None,
        };
        if who.is_none() {
            name = cells.raw(HelpField::What);
        }
        let draft = self.read_gift((&who, child), cells, seen);
        if let Some(draft) = &draft
            && outcome(&cells.notes) == Verdict::Add
        {
            self.compare_gift(draft, cells, (sheets, seen));
        }
        if who.is_none() && outcome(&cells.notes) == Verdict::Add {
            cells.say(Note::new(NoteCode::DonationOnly));
        }
        let verdict = outcome(&cells.notes);
        if let Some(draft) = &draft
            && verdict == Verdict::Add
            && let Some(child) = draft.child
            && !self.left_out.contains(&at)
        {
            seen.gifts.insert((draft.batch.clone(), child), at);
        }
        let draft = draft.map(|draft| Draft::Gift(Box::new(draft)));
        judged(at, (name, who), cells, draft)
    }

    fn read_gift(
        &self,
        (who, child): (&Option<Who>, Option<ChildId>),
        cells: &mut Cells<'_>,
        seen: &SoFar,
    ) -> Option<DraftGift> {
        let children = self.children;
        let what = cells.naming_no_child(HelpField::What, children);
        if what.is_empty() {
            cells.missing(HelpField::What);
        }
        let (helper, giver) = self.giver(cells, seen);
        let paper_no = cells.of_no_child(HelpField::PaperNo, children);
        // What is said of a child's gift stands with the child.
        let mut note = match who {
            Some(_) => cells.text(HelpField::Note),
            None => cells.of_no_child(HelpField::Note, children),
        };
        let kind = goods_kind(&what, &mut note, cells, children);
        let quantity = cells.quantity();
        let worth = cells.worth();
        let is_silent = cells.text(HelpField::Day).is_empty();
        if is_silent {
            cells.missing(HelpField::Day);
        }
        let day = cells.day(HelpField::Day);
        if let Some(child) = child {
            self.refuse_who_left(child, day, cells);
        }
        Some(DraftGift {
            batch: Batch {
                helper,
                giver,
                kind,
                what,
                day: day?,
            },
            child,
            quantity: quantity?,
            worth,
            handed_by: cells.person(HelpField::HandedBy),
            paper_no,
            note,
            stock: None,
        })
    }

    /// The giver: a helper if exactly one is called so, else the words.
    fn giver(&self, cells: &mut Cells<'_>, seen: &SoFar) -> (Option<HelperRef>, String) {
        let written = tidy::person(&cells.text(HelpField::Giver));
        if written.is_empty() {
            cells.missing(HelpField::Giver);
            return (None, written);
        }
        let alike = seen.helpers.iter();
        let mut alike = alike.filter(|one| tidy::is_same_person(&one.helper.name, &written));
        match (alike.next(), alike.count()) {
            (Some(one), 0) => (Some(one.is), String::new()),
            (first, more) => {
                cells.naming_no_child(HelpField::Giver, self.children);
                if first.is_some() {
                    cells.say(Note::new(NoteCode::GiverShared).with("count", more + 1));
                }
                (None, written)
            }
        }
    }

    /// Says if the home has the gift already, or an earlier row of the file has it. Of what came for nobody it is compared what
    /// came, not what is left: what was handed out since came nevertheless.
    fn compare_gift(
        &self,
        draft: &DraftGift,
        cells: &mut Cells<'_>,
        (sheets, seen): (&[SheetUse], &mut SoFar),
    ) {
        let batch = &draft.batch;
        let Some(child) = draft.child else {
            let giver = self.giver_of(batch, seen);
            let donations = self.support.donations.iter();
            let mut with_rest = donations.filter(|one| {
                let used = seen.used.get(&one.id).copied().unwrap_or_default();
                one.came_on == batch.day
                    && self.is_of(one, (batch, &giver))
                    && one.quantity - used >= draft.quantity
            });
            if let Some(there) = with_rest.next() {
                cells.say(Note::new(NoteCode::StockThere).with("count", there.quantity));
                *seen.used.entry(there.id).or_default() += draft.quantity;
            }
            return;
        };
        let from = self.giver_of(batch, seen);
        let given = crate::domain::support::of(&self.support.given, child).iter();
        let given = given.filter(|one| one.day == batch.day && one.quantity == draft.quantity);
        let of_it = given.filter(|one| {
            let donation = self.support.donation(one.donation);
            donation.is_some_and(|donation| self.is_of(donation, (batch, &from)))
        });
        // A row for each time that it is stored; the next one was never entered.
        let (key, there) = ((batch.clone(), child), of_it.count());
        let found = seen.found.entry(key).or_default();
        if *found < there {
            *found += 1;
            cells.say(Note::new(NoteCode::GiftThere));
        } else if there > 0 {
            cells.say(Note::new(NoteCode::GiftMore).with("count", there));
        } else if let Some(first) = seen.gifts.get(&(batch.clone(), child)) {
            let row = row_words(sheets, *first);
            cells.say(Note::new(NoteCode::GiftTwice).with("row", row));
        }
    }

    /// The giver of rows by name.
    fn giver_of(&self, batch: &Batch, seen: &SoFar) -> String {
        match batch.helper {
            None => batch.giver.clone(),
            Some(HelperRef::Stored(id)) => self.support.helper_name(id).to_owned(),
            Some(is) => {
                let found = seen.helpers.iter().find(|one| one.is == is);
                found.map_or_else(String::new, |one| one.helper.name.clone())
            }
        }
    }

    /// Whether a stored donation is of this giver and thing: a giver who was written by name may be a helper since. The kind is
    /// how somebody sorted it, and tells nothing apart.
    fn is_of(&self, donation: &Donation, (batch, giver): (&Batch, &str)) -> bool {
        let is_giver = match (batch.helper, donation.helper) {
            (Some(HelperRef::Stored(helper)), Some(own)) => helper == own,
            (_, Some(own)) => tidy::is_same_person(self.support.helper_name(own), giver),
            (_, None) => tidy::is_same_person(&donation.giver, giver),
        };
        is_giver && tidy::compact(&donation.what) == tidy::compact(&batch.what)
    }

    /// Takes what children got from the stock that the home has of it, if there is enough and it came lately: somebody wrote down
    /// by hand what came, and the list says who got it. Otherwise it comes in with the list, and what else there is is told.
    pub(super) fn take_from_stock(&self, rows: &mut [HelpRow], seen: &SoFar) {
        let mut wanted: BTreeMap<Batch, i64> = BTreeMap::new();
        for one in rows.iter().filter_map(added_gift) {
            let is_given = one.child.is_some();
            let sum = wanted.entry(one.batch.clone()).or_default();
            *sum += if is_given { one.quantity } else { 0 };
        }
        let mut taken: HashMap<DonationId, i64> = HashMap::new();
        let mut found: HashMap<Batch, Stock> = HashMap::new();
        for (batch, quantity) in wanted.into_iter().filter(|(_, sum)| *sum > 0) {
            let giver = self.giver_of(&batch, seen);
            let donations = self.support.donations.iter().rev();
            let of_batch = donations
                .filter(|one| one.came_on <= batch.day && self.is_of(one, (&batch, &giver)));
            let with_left = of_batch.map(|one| {
                let used = taken.get(&one.id).copied().unwrap_or_default();
                (one, self.support.left_of(one) - used)
            });
            let with_left: Vec<(&Donation, i64)> =
                with_left.filter(|(_, left)| *left > 0).collect();
            let fits = |(one, left): &&(&Donation, i64)| {
                *left >= quantity && (batch.day - one.came_on).num_days() <= LATELY
            };
            if let Some((there, _)) = with_left.iter().find(fits) {
                *taken.entry(there.id).or_default() += quantity;
                found.insert(batch, Stock::Taken(there.id, there.came_on));
            } else if let Some((there, left)) = with_left.first() {
                found.insert(batch, Stock::Beside(there.came_on, *left));
            }
        }
        for row in rows.iter_mut().filter(|row| row.outcome == Verdict::Add) {
            let Some(Draft::Gift(gift)) = &mut row.draft else {
                continue;
            };
            if gift.child.is_none() {
                continue;
            }
            match found.get(&gift.batch) {
                Some(Stock::Taken(id, came_on)) => {
                    gift.stock = Some(*id);
                    let code = match gift.worth {
                        Some(_) => NoteCode::FromStockWorth,
                        None => NoteCode::FromStock,
                    };
                    row.notes.push(Note::new(code).with("value", came_on));
                }
                Some(Stock::Beside(came_on, left)) => {
                    let note = Note::new(NoteCode::StockBeside).with("value", came_on);
                    row.notes.push(note.with("count", left));
                }
                None => {}
            }
        }
    }
}

/// How long what came is likely to be what is handed out, in days: half a year.
const LATELY: i64 = 183;

/// What the home has of what children got.
enum Stock {
    /// Enough, of which it is taken, and when that came.
    Taken(DonationId, NaiveDate),
    /// Something that came this day, so much of it is left: it comes in beside that.
    Beside(NaiveDate, i64),
}

/// The gift that a row adds.
fn added_gift(row: &HelpRow) -> Option<&DraftGift> {
    match &row.draft {
        Some(Draft::Gift(gift)) if row.outcome == Verdict::Add => Some(gift),
        _ => None,
    }
}

/// The kind: as the row says, else as the thing's word does.
fn goods_kind(
    what: &str,
    note: &mut String,
    cells: &mut Cells<'_>,
    children: &[Child],
) -> GoodsKind {
    let written = cells.text(HelpField::GoodsKind);
    let by_word = words::goods_kind(what);
    if written.is_empty() {
        return by_word.unwrap_or_else(|| {
            cells.say(Note::new(NoteCode::GoodsUnsaid));
            GoodsKind::Gift
        });
    }
    words::goods_kind(&written).unwrap_or_else(|| {
        cells.say_of(NoteCode::WordUnknown, HelpField::GoodsKind, &written);
        let written = cells.of_no_child(HelpField::GoodsKind, children);
        *note = tidy::trimmed(&format!("{written} {note}"));
        by_word.unwrap_or(GoodsKind::Gift)
    })
}
