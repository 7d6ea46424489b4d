//! State, rows and form purposes of F6.

use super::cases::state::{CaseForm, CasesState};
use crate::domain::caseload::CaseId;
use crate::domain::round::Round;
use crate::domain::rules::ladder::Matter;
use crate::domain::rules::list::List;
use crate::domain::rules::{Level, PastMatter, Subject};
use crate::domain::{Agreement, ChildId, FollowUp, Incident, Problem, RuleId, Visit};
use crate::screens::effect::{Scene, Turn};
use chrono::NaiveDate;

/// State of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The list that is shown.
    pub list: List,
    /// The selected row.
    pub selected: Option<RowKey>,
    /// The matters that were over before the one whose page was opened last.
    pub earlier: Option<Earlier>,
    /// The walk through the files, while it is on.
    pub walk: Option<Walk>,
    /// The page of problems and incidents.
    pub cases: CasesState,
}

/// The matters of a child that were over by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The child.
    pub child: ChildId,
    /// The day.
    pub day: NaiveDate,
    /// The matters, newest first; `None` until they are read.
    pub found: Option<Vec<PastMatter>>,
}

/// A walk through the files. Its order is that of its start, so that one can go back to a file that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// The children in order.
    pub order: Vec<ChildId>,
    /// Place of the child that is shown; past the last one at the end.
    pub at: usize,
    /// Index of the selected answer.
    pub answer: usize,
    /// The row at the top of what the file says.
    pub top: usize,
}

impl Default for State {
    fn default() -> Self {
        Self {
            list: List::ToSee,
            selected: None,
            earlier: None,
            walk: None,
            cases: CasesState::default(),
        }
    }
}

impl State {
    /// Shows a list of matters, with this subject selected. Like everything that is shown here it ends the walk, which
    /// would cover it and take the keys that are meant for it.
    pub(crate) fn show(&mut self, list: List, selected: Option<Subject>) {
        self.walk = None;
        self.list = list;
        self.selected = selected.map(RowKey::of_subject);
        self.cases.close();
        self.cases.is_shown = false;
    }

    /// Shows the page of problems and incidents without a card.
    pub(crate) fn show_cases(&mut self) {
        self.walk = None;
        self.cases.show();
    }

    /// Shows the card of a case.
    pub(crate) fn open_case(&mut self, id: CaseId) {
        self.walk = None;
        self.cases.open(id);
    }
}

/// What the views of F6 read.
pub(crate) type FollowScene<'s> = Scene<'s, State>;
/// One update of F6.
pub(crate) type FollowTurn<'t> = Turn<'t, State, FollowForm>;

/// Purpose of a form or list of F6.
#[derive(Debug, Clone)]
pub enum FollowForm {
    /// Choose which matter of a child a step is about.
    About(ChildId),
    /// Choose the step that was done about a flag.
    Done {
        /// Child of the flag.
        child: ChildId,
        /// Rule of the flag.
        rule: RuleId,
        /// First day of the flag.
        since: NaiveDate,
    },
    /// Enter the details of a follow-up.
    Step(Box<FollowUp>),
    /// Record a visit or call without a flag; edits the visit if it has an identifier.
    Visit(Box<Visit>),
    /// Choose what to record about a child.
    What(ChildId),
    /// Edit an agreement of entrusted care.
    Agreement(Box<Agreement>),
    /// Enter a new problem.
    Problem(Box<Problem>),
    /// Enter a new incident.
    Incident(Box<Incident>),
    /// Choose whom a visit round is for; the child of the selected row, if it is about one.
    Round(Option<ChildId>),
    /// Choose which of these printed rounds is entered.
    Rounds(Vec<Round>),
    /// Choose what is done about an open day without a register.
    NotTaken,
    /// Something about a problem or an incident.
    Case(CaseForm),
    /// Choose the earlier day whose state is asked for.
    PastDay,
}

/// What tells the rows apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey {
    /// Subject of the matters.
    pub subject: Subject,
    /// The rule, of a matter of the home: its matters have nothing to do with each other, and each ends elsewhere.
    pub rule: Option<RuleId>,
}

impl RowKey {
    /// The first row about a subject.
    pub(crate) const fn of_subject(subject: Subject) -> Self {
        Self {
            subject,
            rule: None,
        }
    }

    /// The row of a matter.
    pub(crate) fn of(matter: &Matter) -> Self {
        let subject = matter.flag.subject;
        let rule = (subject == Subject::Home).then_some(matter.flag.rule);
        Self { subject, rule }
    }
}

/// A row: a child, a member of staff or a matter of the home, with its matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FollowRow {
    /// What the row is about.
    pub key: RowKey,
    /// Indexes in [`crate::house::House::matters`], most urgent first; empty for a file that is only to be confirmed.
    pub matters: Vec<usize>,
    /// Nothing is missing in the file, or what is missing is put off: it is only to be confirmed.
    pub is_to_confirm: bool,
    /// Same household as the child of the row above.
    pub is_sibling: bool,
    /// Every matter of it is put off, explained or handed over until a day.
    pub is_silent: bool,
}

/// Kind of a detail line below the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DetailKind {
    /// Rule, level and due step.
    Head(Level),
    /// A rule that holds, and since when.
    Rule,
    /// Reasons of the flag.
    Reason,
    /// A step that was done.
    Step,
    /// The phone to call.
    Ring,
}
