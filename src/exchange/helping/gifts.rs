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
            let donations = self.support.donations.iter();
            let of_batch =
                donations.filter(|one| one.came_on == batch.day && self.is_of(one, batch));
            let mut with_rest = of_batch.filter(|one| {
                let used = seen.used.get(&one.id).copied().unwrap_or_default();
                one.quantity - used >= draft.quantity
            });
            if let Some(there) = with_rest.next() {
                cells.say(Note::new(NoteCode::StockThere).with("count", there.quantity));
                *seen.used.entry(there.id).or_default() += draft.quantity;
            }
            return;
        };
        let given = crate::domain::support::of(&self.support.given, child).iter();
        let mut given = given.filter(|one| one.day == batch.day && one.quantity == draft.quantity);
        let there = given.find(|one| {
            let donation = self.support.donation(one.donation);
            donation.is_some_and(|donation| self.is_of(donation, batch))
        });
        if let Some(there) = there {
            *seen.used.entry(there.donation).or_default() += there.quantity;
            cells.say(Note::new(NoteCode::GiftThere));
        } else if let Some(first) = seen.gifts.get(&(batch.clone(), child)) {
            let row = row_words(sheets, *first);
            cells.say(Note::new(NoteCode::GiftTwice).with("row", row));
        }
    }

    /// Whether a stored donation is of this giver and thing. The kind is how somebody sorted it, and tells nothing apart.
    fn is_of(&self, donation: &Donation, batch: &Batch) -> bool {
        let is_giver = match (batch.helper, donation.helper) {
            (Some(helper), Some(own)) => HelperRef::Stored(own) == helper,
            (None, Some(own)) => tidy::is_same_person(self.support.helper_name(own), &batch.giver),
            (Some(HelperRef::Stored(id)), None) => {
                tidy::is_same_person(self.support.helper_name(id), &donation.giver)
            }
            (Some(HelperRef::Row(_)), None) => false,
            (None, None) => tidy::is_same_person(&donation.giver, &batch.giver),
        };
        is_giver && tidy::compact(&donation.what) == tidy::compact(&batch.what)
    }

    /// Takes what children got from the stock that the home has of it, if there is enough: somebody wrote down by hand what
    /// came, and the list says who got it. Otherwise it comes in with the list.
    pub(super) fn take_from_stock(&self, rows: &mut [HelpRow]) {
        let mut wanted: BTreeMap<Batch, i64> = BTreeMap::new();
        for one in rows.iter().filter_map(added_gift) {
            let is_given = one.child.is_some();
            let sum = wanted.entry(one.batch.clone()).or_default();
            *sum += if is_given { one.quantity } else { 0 };
        }
        let mut taken: HashMap<DonationId, i64> = HashMap::new();
        let mut stock: HashMap<Batch, (DonationId, NaiveDate)> = HashMap::new();
        for (batch, quantity) in wanted.into_iter().filter(|(_, sum)| *sum > 0) {
            let donations = self.support.donations.iter().rev();
            let of_batch =
                donations.filter(|one| one.came_on <= batch.day && self.is_of(one, &batch));
            let mut enough = of_batch.filter(|one| {
                let used = taken.get(&one.id).copied().unwrap_or_default();
                self.support.left_of(one) - used >= quantity
            });
            if let Some(there) = enough.next() {
                *taken.entry(there.id).or_default() += quantity;
                stock.insert(batch, (there.id, there.came_on));
            }
        }
        for row in rows {
            if row.outcome != Verdict::Add {
                continue;
            }
            if let Some(Draft::Gift(gift)) = &mut row.draft
                && gift.child.is_some()
                && let Some((id, came_on)) = stock.get(&gift.batch)
            {
                gift.stock = Some(*id);
                row.notes
                    .push(Note::new(NoteCode::FromStock).with("value", came_on));
            }
        }
    }
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
