//! What F6 is about: which matters are listed, its rows, what its forms are for.

use crate::domain::rules::{Level, Subject};
use crate::domain::{Agreement, ChildId, FollowUp, Incident, Problem, RuleId, Visit};
use crate::screens::effect::{Scene, Turn};
use chrono::NaiveDate;

/// Which matters are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listed {
    /// What wants somebody.
    #[default]
    Open,
    /// Only what is urgent.
    Red,
    /// What is excused or put off as well.
    All,
}

impl Listed {
    pub(super) const fn next(self) -> Self {
        match self {
            Self::Open => Self::Red,
            Self::Red => Self::All,
            Self::All => Self::Open,
        }
    }

    /// The key of its words.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Open => "follow-open",
            Self::Red => "follow-red",
            Self::All => "follow-all",
        }
    }
}

/// State of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct State {
    /// What is listed.
    pub listed: Listed,
    /// Whose matters the arrows are on.
    pub selected: Option<Subject>,
}

/// F6 as it is shown.
pub(crate) type FollowScene<'s> = Scene<'s, State>;
/// One turn of F6.
pub(crate) type FollowTurn<'t> = Turn<'t, State, FollowForm>;

/// What a form or list of follow-up is for.
#[derive(Debug, Clone)]
pub enum FollowForm {
    /// What was done about a flag.
    Done {
        /// Whose.
        child: ChildId,
        /// Which rule.
        rule: RuleId,
        /// Since when it stands.
        since: NaiveDate,
    },
    /// The particulars of what was done.
    Step(Box<FollowUp>),
    /// A visit or call of its own; with its identifier an old one.
    Visit(Box<Visit>),
    /// What to record of a child.
    What(ChildId),
    /// An agreement of entrusted care.
    Agreement(Box<Agreement>),
    /// A problem.
    Problem(Box<Problem>),
    /// An incident.
    Incident(Box<Incident>),
}

/// One row: a child, or the home, with the worst of its matters and how many more there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FollowRow {
    /// About whom.
    pub subject: Subject,
    /// Places of the matters in [`crate::house::House::matters`], worst first; never empty.
    pub matters: Vec<usize>,
    /// Lives behind the same door as the child of the row above.
    pub is_sibling: bool,
}

/// How much there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FollowCounts {
    /// Matters that want somebody.
    pub open: usize,
    /// Urgent ones among them.
    pub red: usize,
    /// Those whose next step should have been done.
    pub overdue: usize,
}

/// What a line under the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WhyKind {
    /// The rule, its level and what is due.
    Head(Level),
    /// Why.
    Reason,
    /// What was done.
    Step,
    /// Whom to ring.
    Ring,
}
