//! Joining forces (帮扶): who helps which child, with what, and what came of it.
//!
//! Helpers and their pairings, the support plan (needs are [problems](crate::domain::Problem), measures belong to them), what was given,
//! benefits, talks, news for the parents, wishes, and what the teacher says. Nothing here ranks a child or a helper:
//! the questions are who has nobody, and what was promised and not done.

pub(crate) mod alone;
pub mod benefit;
pub mod given;
pub mod helper;
pub(crate) mod measure;
pub mod news;
pub mod pairing;
pub mod school;
pub mod talk;
pub(crate) mod wish;

use super::ids::{ChildId, DonationId, HelperId, PairingId, ProblemId};
use benefit::{Benefit, HomeBenefit};
use chrono::NaiveDate;
use given::{Donation, Given};
use helper::Helper;
use measure::{Measure, PlanReview};
use news::ParentNews;
use pairing::{HelperContact, Pairing};
use school::{SchoolPlace, SchoolWord};
use std::collections::HashMap;
use talk::Talk;
use wish::Wish;

/// All that is known of help, as of one day. A child without an entry in a map has no records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Support {
    /// Helpers, those who left included, by name.
    pub(crate) helpers: Vec<Helper>,
    /// Pairings, ended ones included, oldest first.
    pub(crate) pairings: HashMap<ChildId, Vec<Pairing>>,
    /// What helpers did in their pairings, oldest first.
    pub(crate) contacts: HashMap<ChildId, Vec<HelperContact>>,
    /// Measures, done ones included, by due day.
    pub(crate) measures: HashMap<ChildId, Vec<Measure>>,
    /// Reviews of support plans, oldest first.
    pub(crate) reviews: HashMap<ChildId, Vec<PlanReview>>,
    /// What came from givers, oldest first.
    pub(crate) donations: Vec<Donation>,
    /// What children got of it, oldest first.
    pub(crate) given: HashMap<ChildId, Vec<Given>>,
    /// Benefits, ended ones included.
    pub(crate) benefits: HashMap<ChildId, Vec<Benefit>>,
    /// Kinds of benefits that this home has changed or added.
    pub(crate) own_benefits: Vec<HomeBenefit>,
    /// Talks with the child, oldest first.
    pub(crate) talks: HashMap<ChildId, Vec<Talk>>,
    /// What to tell the parents, oldest first.
    pub(crate) news: HashMap<ChildId, Vec<ParentNews>>,
    /// Wishes, oldest first.
    pub(crate) wishes: HashMap<ChildId, Vec<Wish>>,
    /// What teachers said, oldest first.
    pub(crate) words: HashMap<ChildId, Vec<SchoolWord>>,
    /// School places that were found, oldest first.
    pub(crate) places: HashMap<ChildId, Vec<SchoolPlace>>,
}

/// The rows of a child; none if the map has no entry.
pub(crate) fn of<R>(map: &HashMap<ChildId, Vec<R>>, child: ChildId) -> &[R] {
    map.get(&child).map_or(&[], Vec::as_slice)
}

impl Support {
    /// A helper.
    pub(crate) fn helper(&self, id: HelperId) -> Option<&Helper> {
        self.helpers.iter().find(|one| one.id == id)
    }

    /// Name of a helper; empty if there is no such helper.
    pub(crate) fn helper_name(&self, id: HelperId) -> &str {
        self.helper(id).map_or("", |one| one.name.as_str())
    }

    /// What came from a giver.
    pub(crate) fn donation(&self, id: DonationId) -> Option<&Donation> {
        self.donations.iter().find(|one| one.id == id)
    }

    /// The pairings of a child that go on at the end of a day; a paused one does.
    pub(crate) fn running(&self, child: ChildId, day: NaiveDate) -> impl Iterator<Item = &Pairing> {
        of(&self.pairings, child)
            .iter()
            .filter(move |one| one.goes_on(day))
    }

    /// The pairings of a helper that go on at the end of a day, in no particular order of children.
    pub(crate) fn running_of(
        &self,
        helper: HelperId,
        day: NaiveDate,
    ) -> impl Iterator<Item = &Pairing> {
        let all = self.pairings.values().flatten();
        all.filter(move |one| one.helper == helper && one.goes_on(day))
    }

    /// What was done in a pairing, oldest first.
    pub(crate) fn contacts_of(
        &self,
        pairing: &Pairing,
    ) -> impl DoubleEndedIterator<Item = &HelperContact> {
        let id: PairingId = pairing.id;
        of(&self.contacts, pairing.child)
            .iter()
            .filter(move |one| one.pairing == id)
    }

    /// The measures of a need, by due day.
    pub(crate) fn measures_of(
        &self,
        child: ChildId,
        need: ProblemId,
    ) -> impl Iterator<Item = &Measure> {
        of(&self.measures, child)
            .iter()
            .filter(move |one| one.problem == need)
    }

    /// How much of a donation is left: what came, less what was given.
    pub(crate) fn left_of(&self, donation: &Donation) -> i64 {
        donation.quantity - self.given_of(donation.id)
    }

    /// How much of a donation was given.
    pub(crate) fn given_of(&self, donation: DonationId) -> i64 {
        let all = self.given.values().flatten();
        all.filter(|one| one.donation == donation)
            .map(|one| one.quantity)
            .sum()
    }

    /// Forgets what happened after a day, for what was known on it.
    pub(crate) fn forget_after(&mut self, day: NaiveDate) {
        // Those who came later stay by name: what they gave before is known to be theirs.
        for one in &mut self.helpers {
            one.forget_after(day);
        }
        keep(&mut self.pairings, |one| one.since <= day);
        for one in self.pairings.values_mut().flatten() {
            one.forget_after(day);
        }
        keep(&mut self.contacts, |one| one.day <= day);
        keep(&mut self.measures, |one| one.since <= day);
        for one in self.measures.values_mut().flatten() {
            one.forget_after(day);
        }
        keep(&mut self.reviews, |one| one.day <= day);
        self.donations.retain(|one| one.came_on <= day);
        keep(&mut self.given, |one| one.day <= day);
        keep(&mut self.benefits, |one| one.since <= day);
        for one in self.benefits.values_mut().flatten() {
            one.forget_after(day);
        }
        keep(&mut self.talks, |one| one.day <= day);
        keep(&mut self.news, |one| one.day <= day);
        for one in self.news.values_mut().flatten() {
            one.forget_after(day);
        }
        keep(&mut self.wishes, |one| one.day <= day);
        for one in self.wishes.values_mut().flatten() {
            one.forget_after(day);
        }
        keep(&mut self.words, |one| one.day <= day);
        keep(&mut self.places, |one| one.from_day <= day);
        for one in self.places.values_mut().flatten() {
            one.forget_after(day);
        }
    }
}

fn keep<R>(map: &mut HashMap<ChildId, Vec<R>>, is_kept: impl Fn(&R) -> bool) {
    for rows in map.values_mut() {
        rows.retain(&is_kept);
    }
}
