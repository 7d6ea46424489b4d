//! Which days the habits of the children propose.

use super::House;
use crate::domain::RuleId;
use crate::domain::agreed_days::{DayGroup, Proposal, Sheets, groups, proposals};
use crate::domain::rules::ladder::Matter;
use crate::domain::rules::{Facts, unseen};

/// The proposals for children who are not missing, and how many are left out: other days would make an absence look
/// shorter than it is.
pub(crate) fn without_missing(
    proposals: Vec<Proposal>,
    facts: &Facts<'_>,
) -> (Vec<Proposal>, usize) {
    let unseen = unseen(facts);
    let is_missing = |one: &Proposal| {
        let absence = unseen.get(&one.child);
        absence.is_some_and(|one| !one.rules.is_empty())
    };
    let all = proposals.len();
    let found: Vec<Proposal> = proposals
        .into_iter()
        .filter(|one| !is_missing(one))
        .collect();
    let left_out = all - found.len();
    (found, left_out)
}

impl House {
    /// The children whose habit differs from what is agreed, in groups by weekdays; and how many are left out because
    /// nobody has seen them.
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
        (groups(&found), left_out)
    }

    /// The matters of children whom nobody has seen, put off or not; as of the last [`House::refresh_matters`].
    pub(crate) fn missing_children(&self) -> impl Iterator<Item = &Matter> {
        let matters = self.matters.iter();
        matters.filter(|one| one.flag.rule.is_on_unseen() && one.flag.rule != RuleId::S1)
    }
}
