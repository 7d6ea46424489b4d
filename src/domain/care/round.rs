//! The visit round (走访单): who is visited in one way, in which order, and how the list is kept until the round is
//! back.

use crate::domain::attendance::Moment;
use crate::domain::child::Child;
use crate::domain::codes::coded;
use crate::domain::ids::ChildId;
use crate::domain::visit::Met;

coded! {
    /// Whom a visit met. Only the first is a sighting.
    pub Found {
        /// The child itself.
        Child = "child",
        /// An adult, not the child.
        Adult = "adult",
        /// Nobody.
        Nobody = "nobody",
    }
}

impl Found {
    /// Whether this cannot be true together with whom the visit met.
    pub(crate) fn contradicts(self, met: Met) -> bool {
        match self {
            Self::Child => met == Met::Nobody,
            Self::Adult => matches!(met, Met::Child | Met::Nobody),
            Self::Nobody => met != Met::Nobody,
        }
    }
}

/// Whom a round is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who<'w> {
    /// Everybody whose next step is a visit.
    Due,
    /// Those of one hamlet.
    Hamlet(&'w str),
    /// Everybody of the household of a child, due or not.
    Household(ChildId),
    /// These children.
    These(&'w [ChildId]),
}

/// The children of a round, the most urgent hamlet first; within it household by household, siblings together.
/// Children come in the order of their urgency. A household is visited where its most urgent child lives.
pub(crate) fn in_order<'c>(children: impl IntoIterator<Item = &'c Child>) -> Vec<ChildId> {
    let mut hamlets: Vec<(&str, Vec<Vec<&Child>>)> = Vec::new();
    for child in children {
        let lives_there = |home: &&mut Vec<&Child>| {
            let first = home.first().and_then(|one| one.household);
            first.is_some() && first == child.household
        };
        let mut homes = hamlets.iter_mut().flat_map(|(_, homes)| homes);
        if let Some(home) = homes.find(lives_there) {
            home.push(child);
            continue;
        }
        let hamlet = child.hamlet.trim();
        match hamlets.iter_mut().find(|(known, _)| *known == hamlet) {
            Some((_, homes)) => homes.push(vec![child]),
            None => hamlets.push((hamlet, vec![vec![child]])),
        }
    }
    let homes = hamlets.into_iter().flat_map(|(_, homes)| homes);
    homes.flatten().map(|child| child.id).collect()
}

/// How many printed rounds are kept: those of one way around the hamlets, and one that was printed twice.
const KEPT: usize = 5;
/// Divides the rounds that are kept.
const BETWEEN: char = ';';

/// A round that was printed: what the numbers of its rows mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// When it was printed.
    pub made: Moment,
    /// The children in the order of the rows, numbered from 1.
    pub children: Vec<ChildId>,
    /// Whether what came of it was entered.
    pub is_entered: bool,
}

impl Round {
    /// As it is kept: the moment and identifiers, no names.
    fn to_text(&self) -> String {
        let children = self.children.iter().map(|child| format!(" {child}"));
        let children: String = children.collect();
        format!("{}{children}", self.made.to_rfc3339())
    }

    /// The rounds to be kept once this one is printed, the newest first, and the one that has to go for it: the oldest of
    /// those that were entered, else the oldest. One of the same rows replaces that of before: the numbers on both papers
    /// mean the same.
    pub(crate) fn before(self, mut kept: Vec<Self>) -> (Vec<Self>, Option<Self>) {
        kept.retain(|one| one.children != self.children);
        kept.insert(0, self);
        let gone = (kept.len() > KEPT).then(|| {
            let entered = kept.iter().rposition(|one| one.is_entered);
            kept.remove(entered.unwrap_or(kept.len() - 1))
        });
        (kept, gone)
    }

    /// These rounds with what [`Self::marks`] kept of those that were entered.
    pub(crate) fn marked(mut rounds: Vec<Self>, marks: &str) -> Vec<Self> {
        let marks = Self::all_from_text(marks);
        for round in &mut rounds {
            round.is_entered = marks.contains(&round.mark());
        }
        rounds
    }

    /// Which of these rounds were entered, as it is kept. Apart from the rounds, so that undoing an entry does not depend
    /// on what was printed since.
    pub(crate) fn marks(rounds: &[Self]) -> String {
        let entered = rounds.iter().filter(|one| one.is_entered);
        let marks: Vec<Self> = entered.map(Self::mark).collect();
        Self::all_to_text(&marks)
    }

    /// What tells it from the others: when it was printed, and its first row.
    fn mark(&self) -> Self {
        Self {
            made: self.made,
            children: self.children.iter().take(1).copied().collect(),
            is_entered: false,
        }
    }

    /// Whether it is the same paper.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.mark() == other.mark()
    }

    /// As several rounds are kept.
    pub(crate) fn all_to_text(rounds: &[Self]) -> String {
        let rounds: Vec<String> = rounds.iter().map(Self::to_text).collect();
        rounds.join(&BETWEEN.to_string())
    }

    /// Reads [`Self::all_to_text`], or the single round of an older file. What is no round is left out.
    pub(crate) fn all_from_text(text: &str) -> Vec<Self> {
        text.split(BETWEEN).filter_map(Self::from_text).collect()
    }

    /// Reads [`Self::to_text`]; `None` if it is something else.
    fn from_text(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let made = Moment::parse_from_rfc3339(parts.next()?).ok()?;
        let children: Result<Vec<ChildId>, _> = parts.map(str::parse).collect();
        Some(Self {
            made,
            children: children.ok()?,
            is_entered: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{HouseholdId, Sex};
    use chrono::NaiveDate;
    use rstest::rstest;
    use uuid::Uuid;

    /// A child, named by its identifier, of a household (0: none) and a hamlet.
    fn child(nth: u128, household: u128, hamlet: &str) -> Child {
        let born = NaiveDate::default();
        let mut child = Child::new(Uuid::from_u128(nth).into(), "", "", Sex::Male, born);
        child.household = (household > 0).then(|| HouseholdId::from(Uuid::from_u128(household)));
        child.hamlet = hamlet.to_owned();
        child
    }

    #[rstest]
    #[case::nobody(&[], &[])]
    #[case::by_urgency(&[(1, 0, "a"), (2, 0, "a")], &[1, 2])]
    #[case::one_hamlet_after_the_other(&[(1, 0, "b"), (2, 0, "a"), (3, 0, "b")], &[1, 3, 2])]
    #[case::siblings_together(&[(1, 7, "a"), (2, 0, "a"), (3, 7, "a")], &[1, 3, 2])]
    #[case::one_household_is_at_one_place(&[(1, 7, "a"), (2, 0, "b"), (3, 7, "b")], &[1, 3, 2])]
    #[case::without_a_household_each_alone(&[(1, 0, ""), (2, 8, ""), (3, 0, "")], &[1, 2, 3])]
    #[case::spaces_make_no_hamlet(&[(1, 0, "a "), (2, 0, "b"), (3, 0, "a")], &[1, 3, 2])]
    fn the_order_of_a_round(#[case] children: &[(u128, u128, &str)], #[case] expected: &[u128]) {
        let children = children
            .iter()
            .map(|(nth, home, place)| child(*nth, *home, place));
        let children: Vec<Child> = children.collect();
        let order: Vec<u128> = in_order(&children)
            .into_iter()
            .map(|id| Uuid::from(id).as_u128())
            .collect();
        assert_eq!(order, expected);
    }

    #[test]
    fn a_round_is_read_as_it_was_kept() {
        let made = Moment::parse_from_rfc3339("2026-11-25T16:30:00+08:00").unwrap();
        let children = vec![Uuid::from_u128(5).into(), Uuid::from_u128(3).into()];
        let round = Round {
            made,
            children,
            is_entered: false,
        };
        assert_eq!(Round::from_text(&round.to_text()), Some(round));
        assert_eq!(Round::from_text("2026-11-25T16:30:00+08:00 x"), None);
        assert_eq!(Round::from_text(""), None);
    }

    #[test]
    fn the_newest_rounds_are_kept_and_a_single_one_of_an_older_file_is_read() {
        let made = Moment::parse_from_rfc3339("2026-11-25T16:30:00+08:00").unwrap();
        let round = |nth: u128| Round {
            made,
            children: vec![Uuid::from_u128(nth).into()],
            is_entered: false,
        };
        let alone = round(1).to_text();
        assert_eq!(Round::all_from_text(&alone), [round(1)]);
        assert_eq!(Round::all_from_text(""), []);
        let mut kept = Vec::new();
        for nth in 1..=7 {
            let gone;
            (kept, gone) = round(nth).before(kept);
            assert_eq!(gone, (nth > 5).then(|| round(nth.saturating_sub(5))));
        }
        let newest = [7, 6, 5, 4, 3].map(round);
        assert_eq!(kept, newest);
        assert_eq!(Round::all_from_text(&Round::all_to_text(&kept)), newest);
        // The same rows once more are no further round.
        let (again, gone) = round(5).before(kept);
        assert_eq!((again, gone), ([5, 7, 6, 4, 3].map(round).to_vec(), None));
    }

    #[test]
    fn what_was_entered_goes_first() {
        let made = Moment::parse_from_rfc3339("2026-11-25T16:30:00+08:00").unwrap();
        let round = |nth: u128, is_entered| Round {
            made,
            children: vec![Uuid::from_u128(nth).into()],
            is_entered,
        };
        let kept: Vec<Round> = [5, 4, 3, 2, 1].map(|nth| round(nth, nth == 4)).to_vec();
        let marks = Round::marks(&kept);
        let read = Round::all_from_text(&Round::all_to_text(&kept));
        assert_eq!(Round::marked(read, &marks), kept);
        let (kept, gone) = round(6, false).before(kept);
        assert_eq!(gone, Some(round(4, true)));
        let (_, gone) = round(7, false).before(kept);
        assert_eq!(gone, Some(round(1, false)), "then the oldest");
    }
}
