//! Help as the screens ask for it: whose contacts are due, and which children have nobody or got nothing.

use super::House;
use crate::domain::rules::contacts_due;
use crate::domain::support::of;
use crate::domain::support::pairing::ContactDue;
use crate::domain::{Child, ChildId, PairingId, Problem, Status, TagCode};
use chrono::Datelike;
use std::collections::HashMap;

/// What is missing to children in need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpGap {
    /// They have open needs, and nobody takes care of them.
    Nobody,
    /// They are in need, and got nothing this calendar year.
    Nothing,
}

impl House {
    /// When the next contact of each pairing is due that runs and does not rest.
    pub(crate) fn contacts_due(&self) -> HashMap<PairingId, ContactDue> {
        let Some(home) = self.home.as_deref() else {
            return HashMap::new();
        };
        let input = self.register.rule_input(home, &self.known);
        contacts_due(&input.facts(self.now, self.is_day_closed()))
    }

    /// Whether a child is in need: it has an open problem, or a category of need.
    pub(crate) fn is_in_need(&self, child: &Child) -> bool {
        let has = |tag| self.register.has_tag(child.id, tag, self.today());
        let open = of(&self.known.problems, child.id)
            .iter()
            .any(Problem::is_open);
        open || TagCode::OF_NEED.iter().any(|tag| has(*tag))
    }

    /// The enrolled children to whom something is missing.
    pub(crate) fn in_gap(&self, gap: HelpGap) -> Vec<ChildId> {
        let today = self.today();
        let support = &self.known.support;
        let is_in = |child: &&Child| match gap {
            HelpGap::Nobody => {
                let needs = of(&self.known.problems, child.id);
                support.has_nobody(child.id, needs, today, |id| self.is_staff_here(id))
            }
            HelpGap::Nothing => {
                let mut given = of(&support.given, child.id).iter();
                self.is_in_need(child) && !given.any(|one| one.day.year() == today.year())
            }
        };
        let children = self.register.children().iter();
        let enrolled = children.filter(|one| one.status == Status::Enrolled);
        enrolled.filter(is_in).map(|one| one.id).collect()
    }
}
