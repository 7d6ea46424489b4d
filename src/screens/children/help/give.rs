//! The list of children with ticks who get of a donation. Those who are in the house are ticked when it came today: that is a
//! gift day.

use crate::desk::command::Command;
use crate::desk::command::support::SupportStep;
use crate::domain::support::given::{Donation, Given};
use crate::domain::{ChildId, DonationId, GivenId, Status};
use crate::house::House;
use crate::i18n::Lang;
use crate::keymap::Action;
use crate::screens::ticks::{TickEvent, Ticks};
use crate::t;

/// The list while it is open.
#[derive(Debug, Clone)]
pub struct Give {
    /// The donation; a new one is kept with the first child, or alone if nobody is ticked.
    donation: Donation,
    /// Who hands it over.
    handed_by: String,
    /// How much there is.
    pub(super) left: i64,
    /// How many children have got of it already, who are not listed.
    had: usize,
    /// The children.
    pub ticks: Ticks,
}

impl Give {
    /// The list of the enrolled children who have nothing of it yet.
    pub(crate) fn new(house: &House, donation: Donation, handed_by: String) -> Self {
        let support = &house.known.support;
        let id: DonationId = donation.id;
        let has = |child: ChildId| {
            let given = support.given.get(&child).into_iter().flatten();
            let mut given = given;
            !id.is_unset() && given.any(|one| one.donation == id)
        };
        let children = house.register.children().iter();
        let here = children.filter(|one| one.status == Status::Enrolled && !has(one.id));
        let everybody: Vec<ChildId> = here.map(|one| one.id).collect();
        let had = house.register.children().iter();
        let had = had.filter(|one| has(one.id)).count();
        let left = if id.is_unset() {
            donation.quantity
        } else {
            support.left_of(&donation)
        };
        let is_gift_day = donation.came_on == house.today();
        let inside = everybody.iter().copied();
        let inside = inside.filter(|child| is_gift_day && house.day.is_inside(*child));
        let ticked: Vec<ChildId> = inside
            .take(usize::try_from(left).unwrap_or_default())
            .collect();
        Self {
            ticks: Ticks::new(everybody, ticked),
            donation,
            handed_by,
            left,
            had,
        }
    }

    /// Handles an action; `None` if the list does not use it.
    pub(crate) fn act(&mut self, action: Action, house: &House) -> Option<GiveEvent> {
        if self.ticks.act(action)? == TickEvent::Done {
            return Some(self.done(house));
        }
        Some(GiveEvent::None)
    }

    fn done(&self, house: &House) -> GiveEvent {
        let chosen = self.ticks.chosen();
        let is_new = self.donation.id.is_unset();
        if chosen.is_empty() && !is_new {
            return GiveEvent::Nobody;
        }
        // What came on an earlier day and is written down now was given then.
        let day = if is_new {
            self.donation.came_on
        } else {
            house.today()
        };
        let to = chosen.into_iter().map(|child| Given {
            id: GivenId::default(),
            child,
            donation: self.donation.id,
            day,
            quantity: 1,
            handed_by: self.handed_by.clone(),
            note: String::new(),
        });
        let step = SupportStep::Give {
            donation: Box::new(self.donation.clone()),
            to: to.collect(),
        };
        GiveEvent::Give(Box::new(Command::Support(step)))
    }

    /// What is asked about the ticked children.
    pub(super) fn question(&self, lang: Lang) -> String {
        let count = self.ticks.ticked.len();
        let (what, left, had) = (self.donation.what.as_str(), self.left, self.had);
        if had == 0 {
            return t!(
                lang,
                "give-question",
                what = what,
                count = count,
                left = left
            );
        }
        t!(
            lang,
            "give-question-more",
            what = what,
            count = count,
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
