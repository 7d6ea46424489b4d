//! A list of pairings: which helper, of those stored and those of the same file, for which child.

use super::cells::Cells;
use super::known::KnownHelper;
use super::plan::{Draft, DraftPairing, HelpRow, HelperRef, judged};
use super::words;
use super::{HelpJudge, SoFar};
use crate::domain::ChildId;
use crate::domain::support::{self, pairing};
use crate::domain::tidy;
use crate::exchange::attendance::Who;
use crate::exchange::lexicon::HelpField;
use crate::exchange::note::{Note, NoteCode, Verdict, outcome};
use crate::exchange::sheet::RowAt;
use crate::exchange::sheets::{SheetUse, row_words};

impl HelpJudge<'_> {
    pub(super) fn pairing(
        &self,
        at: RowAt,
        cells: &mut Cells<'_>,
        (sheets, seen): (&[SheetUse], &mut SoFar),
    ) -> HelpRow {
        let (name, who) = self.child(at, cells);
        if who.is_none() {
            cells.missing(HelpField::Child);
        }
        let child = match &who {
            Some(Who::Child(child)) => Some(*child),
            _ => None,
        };
        if let Some(child) = child {
            self.refuse_who_left(child, None, cells);
        }
        let helper = self.named_helper(cells, seen);
        if let (Some(child), Some(helper)) = (child, helper) {
            self.compare_pairing(child, helper, cells, (sheets, seen));
        }
        let draft = self.read_pairing(child, helper, cells);
        let verdict = outcome(&cells.notes);
        if let Some(draft) = &draft
            && verdict == Verdict::Add
            && !self.left_out.contains(&at)
        {
            seen.pairs.insert((draft.child, draft.helper), at);
        }
        let draft = draft.map(|draft| Draft::Pairing(Box::new(draft)));
        judged(at, (name, who), cells, draft)
    }

    fn read_pairing(
        &self,
        child: Option<ChildId>,
        helper: Option<HelperRef>,
        cells: &mut Cells<'_>,
    ) -> Option<DraftPairing> {
        let purpose = cells.text(HelpField::Purpose);
        if purpose.is_empty() {
            cells.missing(HelpField::Purpose);
        }
        let often = cells.text(HelpField::Every);
        let every = if often.is_empty() {
            let note = Note::new(NoteCode::EveryUsual).with("count", pairing::USUAL_EVERY);
            cells.say(note);
            pairing::USUAL_EVERY
        } else {
            words::every(&often).unwrap_or_else(|| {
                cells.say(Note::new(NoteCode::EveryUnclear).with("value", often));
                pairing::USUAL_EVERY
            })
        };
        let is_silent = cells.text(HelpField::Since).is_empty();
        let since = cells.day(HelpField::Since);
        if is_silent {
            cells.say(Note::new(NoteCode::SinceToday).with("value", self.today));
        }
        if let Some(until) = cells.any_day(HelpField::Until) {
            self.say_of_end(until, cells);
        }
        Some(DraftPairing {
            purpose,
            every,
            consent_by: cells.person(HelpField::ConsentBy),
            consented_on: cells.day(HelpField::ConsentedOn),
            child_view: cells.text(HelpField::ChildView),
            since: since.unwrap_or(self.today),
            child: child?,
            helper: helper?,
        })
    }

    /// The helper that a row names.
    fn named_helper(&self, cells: &mut Cells<'_>, seen: &SoFar) -> Option<HelperRef> {
        let name = cells.person(HelpField::Helper);
        if name.is_empty() {
            cells.missing(HelpField::Helper);
            return None;
        }
        let phones = cells.phones(self.phones);
        let known = seen.helpers.iter();
        let mut alike: Vec<&KnownHelper> = known
            .filter(|one| tidy::is_same_person(&one.helper.name, &name))
            .collect();
        if alike.len() > 1 && alike.iter().any(|one| one.has_phone(&phones)) {
            alike.retain(|one| one.has_phone(&phones));
        }
        match alike.as_slice() {
            [] => cells.say(Note::new(NoteCode::HelperUnknown).with("value", name)),
            [one] => {
                let has_left = one.helper.until.is_some_and(|until| until <= self.today);
                if has_left {
                    cells.say(Note::new(NoteCode::HelperGone).with("name", name));
                }
                return Some(one.is);
            }
            several => {
                let note = Note::new(NoteCode::HelperShared).with("count", several.len());
                cells.say(note.with("value", name));
            }
        }
        None
    }

    /// Says if the two are paired already, in the home or by an earlier row.
    fn compare_pairing(
        &self,
        child: ChildId,
        helper: HelperRef,
        cells: &mut Cells<'_>,
        (sheets, seen): (&[SheetUse], &SoFar),
    ) {
        let running = support::of(&self.support.pairings, child).iter();
        let mut running = running.filter(|one| one.until.is_none());
        if running.any(|one| HelperRef::Stored(one.helper) == helper) {
            let name = cells.raw(HelpField::Helper);
            cells.say(Note::new(NoteCode::PairedAlready).with("name", name));
        }
        if let Some(first) = seen.pairs.get(&(child, helper)) {
            let row = row_words(sheets, *first);
            cells.say(Note::new(NoteCode::RowRepeated).with("row", row));
        }
    }
}
