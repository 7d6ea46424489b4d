//! Who takes care of a child's needs, and since when nobody does; and what a helper has in hand.

use super::helper::Helper;
use super::measure::Measure;
use super::pairing::Pairing;
use super::wish::Wish;
use super::{Support, of};
use crate::domain::ids::{ChildId, HelperId, StaffId};
use crate::domain::problem::Problem;
use chrono::NaiveDate;

/// What a helper has in hand: what is to be handed on when the helper leaves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct InHand<'s> {
    /// Pairings that go on after the day.
    pub pairings: Vec<&'s Pairing>,
    /// Open measures of open needs.
    pub measures: Vec<&'s Measure>,
    /// Open wishes that the helper took on.
    pub wishes: Vec<&'s Wish>,
}

impl InHand<'_> {
    /// Whether nothing is to be handed on.
    pub(crate) const fn is_empty(&self) -> bool {
        self.pairings.is_empty() && self.measures.is_empty() && self.wishes.is_empty()
    }

    /// The children whom it is about, each once.
    pub(crate) fn children(&self) -> Vec<ChildId> {
        let pairings = self.pairings.iter().map(|one| one.child);
        let measures = self.measures.iter().map(|one| one.child);
        let wishes = self.wishes.iter().map(|one| one.child);
        let mut all: Vec<ChildId> = pairings.chain(measures).chain(wishes).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Support {
    /// What a helper has in hand at the end of a day; `is_open` tells whether the need of a measure is not met.
    pub(crate) fn in_hand(
        &self,
        helper: HelperId,
        day: NaiveDate,
        is_open: impl Fn(&Measure) -> bool,
    ) -> InHand<'_> {
        let measures = self.measures.values().flatten();
        let wishes = self.wishes.values().flatten();
        let mut all = InHand {
            pairings: self.running_of(helper, day).collect(),
            measures: measures
                .filter(|one| one.helper == Some(helper) && one.is_open() && is_open(one))
                .collect(),
            wishes: wishes
                .filter(|one| one.helper == Some(helper) && one.is_open())
                .collect(),
        };
        all.pairings.sort_unstable_by_key(|one| one.id);
        all.measures.sort_unstable_by_key(|one| one.id);
        all.wishes.sort_unstable_by_key(|one| one.id);
        all
    }

    /// Whether a helper has not left by the end of a day. Since when it is there is no matter: whoever was in charge was there.
    pub(crate) fn stays(&self, helper: HelperId, day: NaiveDate) -> bool {
        let until = |one: &Helper| one.until.is_none_or(|until| until > day);
        self.helper(helper).is_some_and(until)
    }

    /// The day of the last contact of a helper; `None` if there was none.
    pub(crate) fn last_contact(&self, helper: HelperId) -> Option<NaiveDate> {
        let pairings = self.pairings.values().flatten();
        let own = pairings.filter(|one| one.helper == helper);
        own.filter_map(|one| self.contacts_of(one).map(|one| one.day).max())
            .max()
    }

    /// The pairing that was handed on to this one on its first day, if it was: the promise to the child goes on.
    pub(crate) fn handed_on_from(&self, pairing: &Pairing) -> Option<&Pairing> {
        of(&self.pairings, pairing.child).iter().find(|one| {
            one.until == Some(pairing.since)
                && one.id != pairing.id
                && one.since < pairing.since
                && one.purpose == pairing.purpose
        })
    }

    /// The name of a helper in charge, if it has not left by the end of a day.
    pub(crate) fn in_charge(&self, helper: Option<HelperId>, day: NaiveDate) -> Option<&str> {
        let here = helper.filter(|id| self.stays(*id, day))?;
        Some(self.helper_name(here))
    }

    /// Who has taken on a wish: a helper who stays, or whoever else was written down; `None` if nobody has.
    pub(crate) fn keeper<'s>(&'s self, wish: &'s Wish, day: NaiveDate) -> Option<&'s str> {
        let helper = self.in_charge(wish.helper, day);
        let other = Some(wish.taken_by.as_str()).filter(|name| !name.is_empty());
        helper.or(other)
    }

    /// Whether nobody takes care of the open needs of a child at the end of a day: see [`Self::alone_since`].
    pub(crate) fn has_nobody(
        &self,
        child: ChildId,
        needs: &[Problem],
        day: NaiveDate,
        is_here: impl Fn(StaffId) -> bool,
    ) -> bool {
        self.alone_since(child, needs, day, is_here).is_some()
    }

    /// Since when nobody takes care of the open needs of a child; `None` if it has none, or if somebody does: a helper who is
    /// paired with it, or whoever is in charge of a need or of an open measure. Those who left are nobody; `is_here` tells it
    /// of staff. A pause that was agreed has an end, so a helper who pauses is somebody.
    ///
    /// It begins with the first of the needs, or when the last helper left or the last measure ended if that was later.
    pub(crate) fn alone_since(
        &self,
        child: ChildId,
        needs: &[Problem],
        day: NaiveDate,
        is_here: impl Fn(StaffId) -> bool,
    ) -> Option<NaiveDate> {
        let open = || needs.iter().filter(|one| one.is_open());
        let is_of_open = |one: &&Measure| open().any(|need| need.id == one.problem);
        let measures = || of(&self.measures, child).iter().filter(is_of_open);
        let has_somebody = self
            .running(child, day)
            .any(|one| self.stays(one.helper, day))
            || open().any(|need| need.owner.is_some_and(&is_here))
            || measures().any(|one| {
                let helper = one.helper.is_some_and(|id| self.stays(id, day));
                one.is_open() && (helper || one.owner.is_some_and(&is_here))
            });
        if has_somebody {
            return None;
        }
        let first = open().map(|one| one.opened_on).min()?;
        let left = |helper: HelperId| self.helper(helper).and_then(|one| one.until);
        let paired = of(&self.pairings, child).iter();
        let paired = paired.filter_map(|one| one.until.into_iter().chain(left(one.helper)).min());
        let in_charge = measures().filter(|one| one.has_owner());
        let in_charge = in_charge.filter_map(|one| one.done_on.or_else(|| left(one.helper?)));
        let ended = paired.chain(in_charge).filter(|on| *on <= day).max();
        Some(ended.map_or(first, |on| on.max(first)))
    }
}
