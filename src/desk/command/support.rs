//! Commands about help, as data: helpers, pairings, support plans, what was given, benefits, talks, news, wishes, school.

use crate::domain::support::alone::InHand;
use crate::domain::support::benefit::{Benefit, HomeBenefit};
use crate::domain::support::given::{Donation, Given};
use crate::domain::support::helper::Helper;
use crate::domain::support::measure::{Measure, PlanReview};
use crate::domain::support::news::ParentNews;
use crate::domain::support::pairing::{HelperContact, Pairing};
use crate::domain::support::school::{SchoolPlace, SchoolWord};
use crate::domain::support::talk::Talk;
use crate::domain::support::wish::Wish;
use crate::domain::{HelperId, MeasureId, PairingId, WishId};
use chrono::NaiveDate;

/// A step about help. A record whose identifier is unset is added, another one replaces what is stored.
#[derive(Debug, Clone)]
pub enum SupportStep {
    /// Adds or replaces a helper.
    SaveHelper(Box<Helper>),
    /// A helper leaves: all that is in hand is handed on or ends.
    Leave(HelperLeaves),
    /// Another helper goes on with a child.
    HandOn(PairingHandedOn),
    /// Pairs one or more children with one or more helpers, in one step.
    Pair(Vec<Pairing>),
    /// Replaces a pairing, also to end or to pause it.
    SavePairing(Box<Pairing>),
    /// Adds contacts, of one visit to a household for each child of it.
    RecordContacts(Vec<HelperContact>),
    /// Adds or replaces a measure.
    SaveMeasure(Box<Measure>),
    /// Adds a review of a plan.
    ReviewPlan(PlanReview),
    /// Adds a donation if it is new, and what children got of it.
    Give {
        /// What came.
        donation: Box<Donation>,
        /// Who got of it.
        to: Vec<Given>,
    },
    /// Replaces a donation.
    SaveDonation(Box<Donation>),
    /// Takes back that a child got something.
    TakeBack(Given),
    /// Adds or replaces a benefit of a child.
    SaveBenefit(Box<Benefit>),
    /// Changes a kind of benefit for this home, or adds one.
    SaveBenefitKind(Box<HomeBenefit>),
    /// Adds a talk.
    AddTalk(Box<Talk>),
    /// Replaces a talk; its notes are a director's.
    SaveTalk {
        /// The talk as it is to be, its notes in words.
        talk: Box<Talk>,
        /// The notes in words as they were shown.
        had: String,
    },
    /// Adds or replaces news for the parents: those of one call in one step.
    SaveNews(Vec<ParentNews>),
    /// Adds or replaces a wish.
    SaveWish(Box<Wish>),
    /// Adds or replaces what a teacher said.
    SaveWord(Box<SchoolWord>),
    /// Adds or replaces a school place that was found.
    SavePlace(Box<SchoolPlace>),
    /// Imports lists of helpers, pairings and gifts in one step.
    Import(Box<SupportImport>),
}

/// How a helper leaves.
#[derive(Debug, Clone)]
pub struct HelperLeaves {
    /// The helper.
    pub helper: HelperId,
    /// Last day.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// What becomes of each thing in hand: another helper goes on with it, or nobody. All of them have to be named.
    pub to: Vec<(OnHand, Option<HelperId>)>,
}

/// A thing that a helper has in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OnHand {
    /// A pairing: it ends, and the next one begins.
    Pairing(PairingId),
    /// An open measure.
    Measure(MeasureId),
    /// An open wish that was taken on.
    Wish(WishId),
}

impl OnHand {
    /// All that a helper has in hand.
    pub(crate) fn all(in_hand: &InHand<'_>) -> impl Iterator<Item = Self> {
        let pairings = in_hand.pairings.iter().map(|one| Self::Pairing(one.id));
        let measures = in_hand.measures.iter().map(|one| Self::Measure(one.id));
        let wishes = in_hand.wishes.iter().map(|one| Self::Wish(one.id));
        pairings.chain(measures).chain(wishes)
    }
}

/// How one child is handed on.
#[derive(Debug, Clone)]
pub struct PairingHandedOn {
    /// The pairing that ends.
    pub pairing: PairingId,
    /// The helper who goes on.
    pub to: HelperId,
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// Records of lists, each with its identifier.
#[derive(Debug, Clone, Default)]
pub struct SupportImport {
    /// Name of the file, kept in the journal.
    pub source: String,
    /// How many rows of the lists these are.
    pub rows: usize,
    /// Helpers.
    pub helpers: Vec<Helper>,
    /// Pairings.
    pub pairings: Vec<Pairing>,
    /// What came.
    pub donations: Vec<Donation>,
    /// What children got of it.
    pub given: Vec<Given>,
}
