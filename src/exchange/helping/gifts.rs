//! A list of gifts: what came from whom, and which child got of it.

use super::cells::Cells;
use super::plan::{Batch, Draft, DraftGift, HelpRow, HelperRef};
use super::words;
use super::{HelpJudge, SoFar};
use crate::domain::support::given::{Donation, GoodsKind};
use crate::domain::tidy;
use crate::domain::{ChildId, DonationId};
use crate::exchange::attendance::Who;
use crate::exchange::lexicon::HelpField;
use crate::exchange::note::{Note, NoteCode, Verdict, outcome};
use crate::exchange::sheet::RowAt;
use crate::exchange::sheets::{SheetUse, row_words};

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
        HelpRow {
            at,
            name,
            who,
            outcome: verdict,
            notes: std::mem::take(&mut cells.notes),
            draft: draft.map(|draft| Draft::Gift(Box::new(draft))),
        }
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
        let kind = goods_kind(&what, &mut note, cells);
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

    /// Says if the home has the gift already, or an earlier row of the file has it.
    fn compare_gift(
        &self,
        draft: &DraftGift,
        cells: &mut Cells<'_>,
        (sheets, seen): (&[SheetUse], &mut SoFar),
    ) {
        let donations = self.support.donations.iter();
        let of_batch: Vec<&Donation> = donations.filter(|one| is_of(one, &draft.batch)).collect();
        let Some(child) = draft.child else {
            let left = |one: &&&Donation| {
                let used = seen.used.get(&one.id).copied().unwrap_or_default();
                self.support.left_of(one) - used >= draft.quantity
            };
            if let Some(there) = of_batch.iter().find(left) {
                *seen.used.entry(there.id).or_default() += draft.quantity;
                cells.say(Note::new(NoteCode::GiftThere));
            }
            return;
        };
        let ids: Vec<DonationId> = of_batch.iter().map(|one| one.id).collect();
        let mut given = crate::domain::support::of(&self.support.given, child).iter();
        if given.any(|one| ids.contains(&one.donation) && one.quantity == draft.quantity) {
            cells.say(Note::new(NoteCode::GiftThere));
        } else if let Some(first) = seen.gifts.get(&(draft.batch.clone(), child)) {
            let row = row_words(sheets, *first);
            cells.say(Note::new(NoteCode::GiftTwice).with("row", row));
        }
    }
}

/// Whether a stored donation is what these rows say.
fn is_of(donation: &Donation, batch: &Batch) -> bool {
    let is_giver = match batch.helper {
        Some(helper) => donation.helper.map(HelperRef::Stored) == Some(helper),
        None => donation.helper.is_none() && donation.giver == batch.giver,
    };
    is_giver
        && donation.kind == batch.kind
        && donation.what == batch.what
        && donation.came_on == batch.day
}

/// The kind: as the row says, else as the thing's word does.
fn goods_kind(what: &str, note: &mut String, cells: &mut Cells<'_>) -> GoodsKind {
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
        *note = tidy::trimmed(&format!("{written} {note}"));
        by_word.unwrap_or(GoodsKind::Gift)
    })
}
