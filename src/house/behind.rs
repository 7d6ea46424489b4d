//! What stands behind a matter: the limits of its rules and the child's habit, computed when its page is opened.

use super::House;
use crate::domain::ChildId;
use crate::domain::rules::{Facts, Flag, Holding, Limit, Usual, limits, usual};

impl House {
    /// Every rule of each flag with its limit. Slower than a sign-in: call it once, and only for what is opened.
    pub(crate) fn limits<'f>(
        &self,
        flags: impl Iterator<Item = &'f Flag>,
    ) -> Vec<Vec<(Holding, Limit)>> {
        self.by_rules(|facts| limits(facts, flags))
            .unwrap_or_default()
    }

    /// The habit of a child; `None` if it was never seen. As slow as [`House::limits`].
    pub(crate) fn usual(&self, child: ChildId) -> Option<Usual> {
        self.by_rules(|facts| usual(facts, child)).flatten()
    }

    fn by_rules<T>(&self, ask: impl FnOnce(&Facts<'_>) -> T) -> Option<T> {
        let input = self.register.rule_input(self.home.as_deref()?, &self.known);
        Some(ask(&input.facts(self.now, self.is_day_closed())))
    }
}
