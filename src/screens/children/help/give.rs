//! The list of children with ticks who get of a donation. Those who are in the house are ticked when it came today and is
//! enough for them: that is a gift day.

use crate::desk::command::Command;
use crate::desk::command::support::SupportStep;
use crate::domain::support::given::{Donation, Given, Handing};
use crate::domain::{ChildId, DonationId, GivenId, Status};
use crate::house::House;
use crate::i18n::Lang;
use crate::keymap::Action;
use crate::screens::ticks::{TickEvent, Ticks};
use crate::t;
use std::collections::HashMap;

/// The list while it is open.
#[derive(Debug, Clone)]
pub struct Give {
    /// The donation; a new one is kept with the first child, or alone if nobody is ticked.
    donation: Donation,
    /// How it is handed over.
    handing: Handing,
    /// How much there is.
    pub(super) left: i64,
    /// The children who have got of it already, and how many pieces.
    pub(super) had: HashMap<ChildId, i64>,
    /// The children.
    pub ticks: Ticks,
}

impl Give {
    /// The list of the enrolled children, those who have nothing of it yet first.
    pub(crate) fn new(house: &House, donation: Donation, handing: Handing) -> Self {
        let support = &house.known.support;
        let id: DonationId = donation.id;
        let has = |child: ChildId| {
            let given = support.given.get(&child).into_iter().flatten();
            let of_it = given.filter(|one| !id.is_unset() && one.donation == id);
            of_it.map(|one| one.quantity).sum::<i64>()
        };
        let children = house.register.children().iter();
        let here = children.filter(|one| one.status == Status::Enrolled);
        let had: HashMap<ChildId, i64> = here
            .clone()
            .map(|one| (one.id, has(one.id)))
            .filter(|(_, pieces)| *pieces > 0)
            .collect();
        // Whoever has none of it comes first.
        let mut everybody: Vec<ChildId> = here.map(|one| one.id).collect();
        everybody.sort_by_key(|child| had.contains_key(child));
        let left = if id.is_unset() {
            donation.quantity
        } else {
            support.left_of(&donation)
        };
        // Where not all in the house would get of it, a person chooses: the alphabet does not.
        let is_gift_day = id.is_unset() && donation.came_on == house.today();
        let inside = everybody.iter().copied();
        let inside: Vec<ChildId> = inside
            .filter(|child| is_gift_day && house.day.is_inside(*child))
            .collect();
        let count = i64::try_from(inside.len()).unwrap_or(i64::MAX);
        let is_enough = count.saturating_mul(handing.each) <= left;
        let ticked = if is_enough { inside } else { Vec::new() };
        Self {
            ticks: Ticks::new(everybody, ticked),
            donation,
            handing,
            left,
            had,
        }
    }

    /// Handles an action; `None` if the list does not use it.
    pub(crate) fn act(&mut self, action: Action) -> Option<GiveEvent> {
        if self.ticks.act(action)? == TickEvent::Done {
            return Some(self.done());
        }
        Some(GiveEvent::None)
    }

    fn done(&self) -> GiveEvent {
        let chosen = self.ticks.chosen();
        let is_new = self.donation.id.is_unset();
        if chosen.is_empty() && !is_new {
            return GiveEvent::Nobody;
        }
        let to = chosen.into_iter().map(|child| Given {
            id: GivenId::default(),
            child,
            donation: self.donation.id,
            day: self.handing.day,
            quantity: self.handing.each,
            handed_by: self.handing.by.clone(),
            note: String::new(),
        });
        let step = SupportStep::Give {
            donation: Box::new(self.donation.clone()),
            to: to.collect(),
        };
        GiveEvent::Give(Box::new(Command::Support(step)))
    }

    /// How many pieces those who are ticked get.
    pub(super) fn wanted(&self) -> i64 {
        let ticked = i64::try_from(self.ticks.ticked.len()).unwrap_or(i64::MAX);
        ticked.saturating_mul(self.handing.each)
    }

    /// What is asked about the ticked children.
    pub(super) fn question(&self, lang: Lang) -> String {
        let count = self.ticks.ticked.len();
        let wanted = self.wanted();
        let (what, left, had) = (self.donation.what.as_str(), self.left, self.had.len());
        if had == 0 {
            return t!(
                lang,
                "give-question",
                what = what,
                count = count,
                wanted = wanted,
                left = left
            );
        }
        t!(
            lang,
            "give-question-more",
            what = what,
            count = count,
            wanted = wanted,
            left = left,
            had = had
        )
    }
}

/// What an action in the list asks for.
#[derive(Debug, Clone)]
pub(crate) enum GiveEvent {
    /// The list stays open.
    None,
    /// Give to the ticked children.
    Give(Box<Command>),
    /// Nobody is ticked.
    Nobody,
}
