//! Which days the habits of the children propose.

use super::House;
use crate::domain::RuleId;
use crate::domain::agreed_days::{DayGroup, Proposal, Sheets, groups, proposals};
use crate::domain::rules::ladder::Matter;
use crate::domain::rules::{Facts, unseen};

/// The proposals for children who are not missing, and those that are left out: other days would make an absence look
/// shorter than it is.
pub(crate) fn without_missing(
    proposals: Vec<Proposal>,
    facts: &Facts<'_>,
) -> (Vec<Proposal>, Vec<Proposal>) {
    let unseen = unseen(facts);
    let is_missing = |one: &Proposal| {
        let absence = unseen.get(&one.child);
        absence.is_some_and(|one| !one.rules.is_empty())
    };
    proposals.into_iter().partition(|one| !is_missing(one))
}

impl House {
    /// The children whose habit differs from what is agreed, in groups by weekdays; and how many without agreed days are
    /// left out because nobody has seen them.
    pub(crate) fn habit_groups(&self) -> (Vec<DayGroup>, usize) {
        let Some(home) = &self.home else {
            return Default::default();
        };
        let sheets = Sheets {
            days: &self.known.days,
            taken: &self.known.taken,
            calendar: &home.calendar,
        };
        let proposals = proposals(self.register.children(), sheets);
        let input = self.register.rule_input(home, &self.known);
        let (found, left_out) =
            without_missing(proposals, &input.facts(self.now, self.is_day_closed()));
        let left_out = left_out.iter().filter(|one| one.had.is_empty());
        (groups(&found), left_out.count())
    }

    /// The matters of children whom nobody has seen, put off or not; as of the last [`House::refresh_matters`].
    pub(crate) fn missing_children(&self) -> impl Iterator<Item = &Matter> {
        let matters = self.matters.iter();
        matters.filter(|one| one.flag.rule.is_on_unseen() && one.flag.rule != RuleId::S1)
    }
}
