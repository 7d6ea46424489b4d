//! Benefits (政策享受): which there are, for whom, with which papers; and what each child has of them.
//!
//! The catalogue is part of the program (`assets/benefits/catalogue.json`, both languages). What it says is verified only where
//! `domain.md` names a source; everything else is marked to be checked locally. A home may change a kind and add its own
//! ([`HomeBenefit`]), in one language. No bank account and no amount of money is kept.

use crate::domain::codes::coded;
use crate::domain::ids::{BenefitId, ChildId};
use crate::domain::tag::{Tag, TagCode};
use crate::domain::topic::Both;
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};
use std::sync::LazyLock;

static BUILT_IN: LazyLock<Vec<BenefitKind>> = LazyLock::new(|| {
    // A test checks that the file is readable and complete.
    serde_json::from_str(include_str!("../../../assets/benefits/catalogue.json"))
        .unwrap_or_default()
});

/// A kind of benefit, of the catalogue or of the home.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct BenefitKind {
    /// Stable code.
    pub code: String,
    /// Categories of children who may be entitled.
    #[serde(deserialize_with = "tags")]
    pub tags: Vec<TagCode>,
    /// Name.
    pub name: Both<String>,
    /// For whom, in words.
    pub for_whom: Both<String>,
    /// Papers that are needed.
    pub papers: Both<Vec<String>>,
    /// Where to apply.
    pub place: Both<String>,
    /// How often it is paid or asked for.
    pub how_often: Both<String>,
    /// Whether what it says was checked: by a source of the program, or by this home.
    pub verified: bool,
    /// The home does not ask for it.
    #[serde(skip)]
    pub is_off: bool,
    /// The home changed or added it.
    #[serde(skip)]
    pub is_own: bool,
}

fn tags<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<TagCode>, D::Error> {
    let codes = Vec::<String>::deserialize(from)?;
    let tags = codes.iter().map(|code| TagCode::from_code(code));
    tags.collect::<Option<_>>()
        .ok_or_else(|| serde::de::Error::custom("not a category"))
}

/// What a home changed of a kind of benefit, or a kind of its own. Empty fields are those of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HomeBenefit {
    /// Code of the catalogue, or one of the home.
    pub code: String,
    /// Name.
    pub name: String,
    /// Codes of the categories, divided by spaces.
    pub tags: String,
    /// For whom.
    pub for_whom: String,
    /// Papers, one a line.
    pub papers: String,
    /// Where to apply.
    pub place: String,
    /// How often.
    pub how_often: String,
    /// The home has checked that it is so here.
    pub verified: bool,
    /// There is none of it here.
    pub off: bool,
}

impl BenefitKind {
    /// The kinds of the program.
    pub(crate) fn built_in() -> &'static [Self] {
        &BUILT_IN
    }

    fn of_home(own: &HomeBenefit) -> Self {
        let known = Self::built_in().iter().find(|one| one.code == own.code);
        let words = |text: &String, of: fn(&Self) -> &Both<String>| match known {
            Some(known) if text.is_empty() => of(known).clone(),
            _ => Both::own(text.clone()),
        };
        let tags: Vec<TagCode> = own
            .tags
            .split_whitespace()
            .filter_map(TagCode::from_code)
            .collect();
        let papers: Vec<String> = own.papers.lines().map(str::to_owned).collect();
        Self {
            code: own.code.clone(),
            tags: match known {
                Some(known) if tags.is_empty() => known.tags.clone(),
                _ => tags,
            },
            name: words(&own.name, |one| &one.name),
            for_whom: words(&own.for_whom, |one| &one.for_whom),
            papers: match known {
                Some(known) if papers.is_empty() => known.papers.clone(),
                _ => Both::own(papers),
            },
            place: words(&own.place, |one| &one.place),
            how_often: words(&own.how_often, |one| &one.how_often),
            verified: own.verified,
            is_off: own.off,
            is_own: true,
        }
    }

    /// Whether a child with these categories may be entitled on a day: a question to a person, no decision.
    pub(crate) fn is_for(&self, tags: &[Tag], day: NaiveDate) -> bool {
        let holds = |tag: &Tag| tag.holds_on(day) && self.tags.contains(&tag.code);
        !self.is_off && tags.iter().any(holds)
    }
}

/// All kinds: those of the program with the changes of the home, then those that the home added.
pub(crate) fn catalogue(own: &[HomeBenefit]) -> Vec<BenefitKind> {
    let built_in = BenefitKind::built_in();
    let changed = built_in.iter().map(|kind| {
        let own = own.iter().find(|one| one.code == kind.code);
        own.map_or_else(|| kind.clone(), BenefitKind::of_home)
    });
    let is_known = |one: &&HomeBenefit| built_in.iter().any(|kind| kind.code == one.code);
    let added = own.iter().filter(|one| !is_known(one));
    changed.chain(added.map(BenefitKind::of_home)).collect()
}

coded! {
    /// Where a child stands with a benefit.
    pub BenefitState {
        /// Somebody says that the child is entitled; nobody has applied.
        Entitled = "entitled",
        /// Applied for.
        Applying = "applying",
        /// Received.
        Receiving = "receiving",
        /// Not paid any more.
        Stopped = "stopped",
        /// Refused.
        Refused = "refused",
    }
}

/// A benefit of one child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benefit {
    /// Record identifier.
    pub id: BenefitId,
    /// The child.
    pub child: ChildId,
    /// Code of the kind.
    pub code: String,
    /// Where it stands.
    pub state: BenefitState,
    /// Day from which the home followed it.
    pub since: NaiveDate,
    /// Day of the application.
    pub applied_on: Option<NaiveDate>,
    /// First day of payment.
    pub received_from: Option<NaiveDate>,
    /// Last day for which it was granted; `None` if nobody said.
    pub runs_out_on: Option<NaiveDate>,
    /// Day on which it was stopped or refused.
    pub ended_on: Option<NaiveDate>,
    /// Papers that are missing, one a line.
    pub missing: String,
    /// Why it was stopped or refused, or why nobody applied.
    pub reason: String,
}

impl Benefit {
    /// A benefit that is followed from a day on.
    pub(crate) fn new(child: ChildId, code: &str, since: NaiveDate) -> Self {
        Self {
            id: BenefitId::default(),
            child,
            code: code.to_owned(),
            state: BenefitState::Entitled,
            since,
            applied_on: None,
            received_from: None,
            runs_out_on: None,
            ended_on: None,
            missing: String::new(),
            reason: String::new(),
        }
    }

    /// Whether it was stopped or refused; it can be taken up again as another one.
    pub(crate) const fn has_ended(&self) -> bool {
        matches!(self.state, BenefitState::Stopped | BenefitState::Refused)
    }

    /// The day on which it runs out, if it is received and that is at most so many days away or over.
    pub(crate) fn runs_out(&self, today: NaiveDate, ahead: i64) -> Option<NaiveDate> {
        let on = self
            .runs_out_on
            .filter(|_| self.state == BenefitState::Receiving)?;
        ((on - today).num_days() <= ahead).then_some(on)
    }

    /// Where it stood after a day, by the days that were written down.
    pub(super) fn forget_after(&mut self, day: NaiveDate) {
        let is_later = |on: &Option<NaiveDate>| on.is_some_and(|on| on > day);
        if is_later(&self.ended_on) {
            self.ended_on = None;
            self.reason.clear();
            self.state = BenefitState::Receiving;
        }
        if is_later(&self.received_from) {
            self.received_from = None;
            self.runs_out_on = None;
        }
        if is_later(&self.applied_on) {
            self.applied_on = None;
        }
        if self.ended_on.is_none() {
            self.state = match (self.received_from, self.applied_on) {
                (Some(_), _) => BenefitState::Receiving,
                (None, Some(_)) => BenefitState::Applying,
                (None, None) => BenefitState::Entitled,
            };
        }
    }
}
