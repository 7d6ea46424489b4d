//! Problems (问题清单) found at visits or incidents, with owner and due day.

use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, ProblemId, StaffId};
use crate::domain::text::tidy;
use chrono::NaiveDate;

coded! {
    /// Subject of a problem.
    pub ProblemKind {
        Living = "living", Medical = "medical", School = "school", Hukou = "hukou",
        Guardianship = "guardianship", Mind = "mind", Safety = "safety", Other = "other",
        Housing = "housing", Place = "school-place", Papers = "papers",
    }
}

impl ProblemKind {
    /// Whether not even its kind is told on a paper that others may read: what is said of it stays at the home.
    pub(crate) const fn is_private(self) -> bool {
        match self {
            Self::Guardianship | Self::Mind | Self::Safety => true,
            Self::Living
            | Self::Medical
            | Self::School
            | Self::Hukou
            | Self::Other
            | Self::Housing
            | Self::Place
            | Self::Papers => false,
        }
    }
}

/// One problem of one child, from finding to outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Record identifier.
    pub id: ProblemId,
    /// The child concerned.
    pub child: ChildId,
    /// Subject.
    pub kind: ProblemKind,
    /// Short description.
    pub what: String,
    /// Day on which it was found.
    pub opened_on: NaiveDate,
    /// Member of staff in charge; `None` if nobody is assigned.
    pub owner: Option<StaffId>,
    /// Due day.
    pub due_on: Option<NaiveDate>,
    /// Actions so far, one per line, each with day and name (see [`Problem::add_step`]).
    pub steps: String,
    /// The body it was escalated to, and how.
    pub escalated_to: String,
    /// Day of escalation.
    pub escalated_on: Option<NaiveDate>,
    /// Day of settlement; `None` while open.
    pub closed_on: Option<NaiveDate>,
    /// Result.
    pub outcome: String,
}

impl Problem {
    /// A problem that was found on a day: nothing was done yet, and nobody takes care of it.
    pub(crate) fn new(child: ChildId, kind: ProblemKind, opened_on: NaiveDate) -> Self {
        Self {
            id: ProblemId::default(),
            child,
            kind,
            what: String::new(),
            opened_on,
            owner: None,
            due_on: None,
            steps: String::new(),
            escalated_to: String::new(),
            escalated_on: None,
            closed_on: None,
            outcome: String::new(),
        }
    }

    /// Whether the problem is not settled.
    pub(crate) fn is_open(&self) -> bool {
        self.closed_on.is_none()
    }

    /// Adds a line with day and name below the earlier ones, which stay as they are.
    pub(crate) fn add_step(&mut self, day: NaiveDate, who: &str, what: &str) {
        let (who, what) = (tidy::line(who), tidy::line(what));
        if !self.steps.is_empty() {
            self.steps.push('\n');
        }
        self.steps.push_str(format!("{day} {who}: {what}").trim());
    }

    /// Forgets what happened after a day, for what was known on it.
    pub(crate) fn forget_after(&mut self, day: NaiveDate) {
        if self.closed_on.is_some_and(|on| on > day) {
            self.closed_on = None;
            self.outcome.clear();
        }
        if self.escalated_on.is_some_and(|on| on > day) {
            self.escalated_on = None;
            self.escalated_to.clear();
        }
        // A line that does not begin with a day was typed by a person, nobody knows when.
        let is_later = |line: &str| {
            let on = line.split(' ').next().and_then(|first| first.parse().ok());
            on.is_some_and(|on: NaiveDate| on > day)
        };
        let kept = self.steps.lines().filter(|line| !is_later(line));
        self.steps = kept.collect::<Vec<_>>().join("\n");
    }

    /// The steps, oldest first.
    pub(crate) fn step_lines(&self) -> Vec<&str> {
        let lines = self.steps.lines();
        lines.filter(|line| !line.is_empty()).collect()
    }

    /// The newest step; `None` if nothing was done yet.
    pub(crate) fn last_step(&self) -> Option<&str> {
        self.step_lines().last().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn problem() -> Problem {
        Problem::new(ChildId::default(), ProblemKind::School, day("2026-11-01"))
    }

    #[test]
    fn a_step_is_added_below_the_earlier_ones_in_one_line() {
        let mut problem = problem();
        assert_eq!(problem.last_step(), None);
        problem.add_step(day("2026-11-02"), "石主任", "问了\n班主任");
        problem.add_step(day("2026-11-05"), "", "补了手续");
        assert_eq!(
            problem.step_lines(),
            ["2026-11-02 石主任: 问了 班主任", "2026-11-05 : 补了手续"]
        );
        assert_eq!(problem.last_step(), Some("2026-11-05 : 补了手续"));
    }

    #[test]
    fn an_earlier_day_knows_the_steps_up_to_it() {
        let mut problem = problem();
        problem.steps = "copied from the notebook".to_owned();
        problem.add_step(day("2026-11-02"), "石主任", "问了班主任");
        problem.add_step(day("2026-11-05"), "石主任", "补了手续");
        problem.escalated_on = Some(day("2026-11-04"));
        problem.escalated_to = "教育局".to_owned();
        problem.closed_on = Some(day("2026-11-06"));
        problem.outcome = "入学".to_owned();
        let known_on = |on: &str| {
            let mut then = problem.clone();
            then.forget_after(day(on));
            (
                then.step_lines().len(),
                !then.escalated_to.is_empty(),
                then.is_open(),
            )
        };
        assert_eq!(known_on("2026-11-03"), (2, false, true));
        assert_eq!(known_on("2026-11-05"), (3, true, true));
        assert_eq!(known_on("2026-11-06"), (3, true, false));
    }
}
