//! Who does what, when and why.

use crate::domain::codes::coded;
use crate::domain::{ChildId, Moment, StaffId};

coded! {
    /// The kind of step that an entry records.
    pub ActKind {
        SetUp = "set-up", OpenDay = "open-day", CloseDay = "close-day",
        SignIn = "sign-in", SignOut = "sign-out", Absence = "absence", Settle = "settle",
        Correct = "correct", AddChild = "add-child", EditChild = "edit-child",
        ChangeStatus = "change-status", BindCard = "bind-card", UnbindCard = "unbind-card",
        ImportRoster = "import-roster", ImportAttendance = "import-attendance",
        EditHome = "edit-home", EditCalendar = "edit-calendar", EditStaff = "edit-staff",
        RecordVisit = "record-visit", FollowUp = "follow-up", Agreement = "agreement",
        Problem = "problem", Incident = "incident", EditRules = "edit-rules",
        PlanActivity = "plan-activity", MoveActivity = "move-activity",
        CancelActivity = "cancel-activity", HoldActivity = "hold-activity",
        TakingPart = "taking-part", ExplainWeek = "explain-week", Exempt = "exempt", CopyPlan = "copy-plan",
        ImportActivities = "import-activities", EditTopic = "edit-topic",
        Setting = "setting", Clock = "clock", Migrate = "migrate", Restore = "restore", Erase = "erase", Undo = "undo", Redo = "redo",
        MergeFiles = "merge-files", ConfirmFile = "confirm-file", AgreeDays = "agree-days",
        PrintRound = "print-round", HandOver = "hand-over", Export = "export",
        Looked = "looked", FamilyRequest = "family-request",
        DeleteOld = "delete-old",
        Helper = "helper", HelperLeaves = "helper-leaves", Pairing = "pairing", HelperContact = "helper-contact",
        SupportPlan = "support-plan", Give = "give", Benefit = "benefit", Talk = "talk", ParentNews = "parent-news",
        Wish = "wish", School = "school", ImportSupport = "import-support",
    }
}

/// Who does what, when and why. The caller gives it with a step; the entry keeps it.
#[derive(Debug, Clone)]
pub struct Act {
    /// Moment of the step, by the desk's clock.
    pub at: Moment,
    /// The member of staff; `None` before the staff list has anyone.
    pub actor: Option<StaffId>,
    /// Kind of step; column `deed`.
    pub kind: ActKind,
    /// The child that the step is mainly about.
    pub subject: Option<ChildId>,
    /// Reason, where the step requires one; otherwise empty.
    pub reason: String,
    /// Number of the entry that this one inverts (undo and redo).
    pub undoes: Option<i64>,
}

impl Act {
    /// A step without subject and reason.
    pub(crate) fn new(at: Moment, actor: Option<StaffId>, kind: ActKind) -> Self {
        Self {
            at,
            actor,
            kind,
            subject: None,
            reason: String::new(),
            undoes: None,
        }
    }

    /// The same step, about a child.
    #[must_use]
    pub(crate) fn about(self, child: ChildId) -> Self {
        Self {
            subject: Some(child),
            ..self
        }
    }

    /// The same step, with a reason.
    #[must_use]
    pub(crate) fn because(self, reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            ..self
        }
    }
}
