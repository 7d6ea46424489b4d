//! The right that each command needs. Only `perform` checks it.

use super::Command;
use super::activity::ActivityStep;
use super::care::CareStep;
use super::support::SupportStep;
use crate::desk::rights::Right;
use crate::domain::FollowUp;
use crate::domain::follow_up::FollowStep;
use crate::domain::support::benefit::HomeBenefit;
use crate::store::{ActKind, Change, Fields, Record as _};

impl Command {
    /// The right that the command needs. Undo and redo need in addition that of the step that they
    /// revert: [`to_revert`].
    pub(crate) const fn needs(&self) -> Right {
        match self {
            Self::SetUp(_) => Right::SetUp,
            Self::OpenDay
            | Self::CloseDay { .. }
            | Self::SignIn { .. }
            | Self::SignOut(_)
            | Self::KnownAbsence(_)
            | Self::Settle(_)
            | Self::Correct { .. }
            | Self::Strike { .. }
            | Self::ImportAttendance { .. }
            | Self::AcceptClock
            | Self::Undo(_)
            | Self::SignInNew { .. }
            | Self::Redo => Right::Attend,
            Self::AddChild(_)
            | Self::SaveChild(_)
            | Self::ChangeStatus { .. }
            | Self::ConfirmFile(_)
            | Self::AgreeDays(_)
            | Self::SaveContact(_)
            | Self::RemoveContact(_)
            | Self::SaveTag(_)
            | Self::RemoveTag(_)
            | Self::LinkHousehold { .. }
            | Self::LeaveHousehold(_)
            | Self::SaveHousehold(_)
            | Self::BindCard { .. }
            | Self::UnbindCard(_)
            | Self::ImportRoster { .. }
            | Self::SaveHome(_)
            | Self::SetZone(_)
            | Self::SetLateAfter(_)
            | Self::SetRingFirst(_)
            | Self::SaveLayout(_)
            | Self::RemoveLayout(_)
            | Self::NameColumns(_)
            | Self::Setting { .. } => Right::KeepFiles,
            Self::FollowUp(step) if is_of_director(step.done.step) => Right::Direct,
            Self::KeepExport(export) if export.mask.needs_reason() => Right::Direct,
            Self::RecordVisits(_)
            | Self::KeepExport(_)
            | Self::KeepRound(_)
            | Self::KeepHandOver(_)
            | Self::RecordRound(_)
            | Self::FollowUp(_)
            | Self::SaveAgreement(_)
            | Self::SaveRequest(_)
            | Self::AddProblem(_)
            | Self::AddIncident(_) => Right::FollowUp,
            Self::Care(step) => step.needs(),
            Self::Support(step) => step.needs(),
            Self::SaveStaff(_)
            | Self::SetLockAfter(_)
            | Self::BindStaffCard(..)
            | Self::SayNoLocks
            | Self::SaveCalendar(_)
            | Self::SetRule { .. }
            | Self::SetLadder { .. }
            | Self::TakePreset { .. }
            | Self::MergeFiles(_)
            | Self::Erase { .. }
            | Self::DeleteOld { .. } => Right::Direct,
            Self::Activity(step) => step.needs(),
        }
    }
}

impl Command {
    /// Whether a director has to approve it with the secret, in a home where people prove who they are. A word about a
    /// matter counts only for a red one, and a correction only if it says something else about who allowed an unlisted
    /// person to collect: the gate finds that out. Redo brings back what was approved before.
    pub(crate) fn needs_approval(&self) -> bool {
        match self {
            Self::SignOut(leaving) => leaving.allowed_by.is_some(),
            Self::ImportAttendance { rows, .. } => {
                rows.iter().any(|row| row.out_allowed_by.is_some())
            }
            Self::FollowUp(step) => is_of_director(step.done.step),
            Self::KeepExport(export) => export.mask.needs_reason(),
            Self::Correct { .. } | Self::Erase { .. } | Self::DeleteOld { .. } => true,
            Self::SetUp(_)
            | Self::OpenDay
            | Self::CloseDay { .. }
            | Self::SignIn { .. }
            | Self::KnownAbsence(_)
            | Self::Settle(_)
            | Self::Strike { .. }
            | Self::AcceptClock
            | Self::Undo(_)
            | Self::SignInNew { .. }
            | Self::Redo
            | Self::AddChild(_)
            | Self::SaveChild(_)
            | Self::ChangeStatus { .. }
            | Self::ConfirmFile(_)
            | Self::AgreeDays(_)
            | Self::SaveContact(_)
            | Self::RemoveContact(_)
            | Self::SaveTag(_)
            | Self::RemoveTag(_)
            | Self::LinkHousehold { .. }
            | Self::LeaveHousehold(_)
            | Self::SaveHousehold(_)
            | Self::BindCard { .. }
            | Self::UnbindCard(_)
            | Self::ImportRoster { .. }
            | Self::SaveHome(_)
            | Self::SetZone(_)
            | Self::SetLateAfter(_)
            | Self::SetRingFirst(_)
            | Self::SaveLayout(_)
            | Self::RemoveLayout(_)
            | Self::NameColumns(_)
            | Self::Setting { .. }
            | Self::RecordVisits(_)
            | Self::KeepRound(_)
            | Self::KeepHandOver(_)
            | Self::RecordRound(_)
            | Self::SaveAgreement(_)
            | Self::SaveRequest(_)
            | Self::AddProblem(_)
            | Self::AddIncident(_)
            | Self::Care(_)
            | Self::Support(_)
            | Self::SaveStaff(_)
            | Self::SetLockAfter(_)
            | Self::BindStaffCard(..)
            | Self::SayNoLocks
            | Self::SaveCalendar(_)
            | Self::SetRule { .. }
            | Self::SetLadder { .. }
            | Self::TakePreset { .. }
            | Self::MergeFiles(_)
            | Self::Activity(_) => false,
        }
    }
}

impl CareStep {
    const fn needs(&self) -> Right {
        match self {
            Self::Did(..)
            | Self::Assign { .. }
            | Self::Escalate { .. }
            | Self::Settle { .. }
            | Self::CorrectProblem { .. }
            | Self::Report(..)
            | Self::CorrectIncident { .. } => Right::FollowUp,
            Self::Notes { .. } => Right::Direct,
        }
    }
}

impl SupportStep {
    const fn needs(&self) -> Right {
        match self {
            Self::SaveHelper(_)
            | Self::Leave(_)
            | Self::HandOn(_)
            | Self::Pair(_)
            | Self::SavePairing(_)
            | Self::RecordContacts(_)
            | Self::SaveMeasure(_)
            | Self::ReviewPlan(_)
            | Self::Give { .. }
            | Self::SaveDonation(_)
            | Self::TakeBack(_)
            | Self::SaveBenefit(_)
            | Self::AddTalk(_)
            | Self::SaveNews(_)
            | Self::SaveWish(_)
            | Self::SaveWord(_)
            | Self::SavePlace(_)
            | Self::Import(_) => Right::FollowUp,
            // What the home says of the law, and what was said in confidence.
            Self::SaveBenefitKind(_) | Self::SaveTalk { .. } => Right::Direct,
        }
    }
}

impl ActivityStep {
    const fn needs(&self) -> Right {
        match self {
            Self::Plan(_)
            | Self::PlanSeries(_)
            | Self::EditSeries { .. }
            | Self::EndSeries { .. }
            | Self::Move { .. }
            | Self::Cancel { .. }
            | Self::Reinstate(_)
            | Self::Begin(_)
            | Self::Hold(_)
            | Self::TakingPart { .. }
            | Self::CopyPlan { .. }
            | Self::Import { .. } => Right::Plan,
            // These change the report to the county and the text of all talks.
            Self::ExplainWeek { .. } | Self::Exempt { .. } | Self::SaveTopic(_) => Right::Direct,
        }
    }
}

/// Whether only the word of a director can be this step: it ends or silences a matter.
pub(in crate::desk) const fn is_of_director(step: FollowStep) -> bool {
    matches!(
        step,
        FollowStep::Excused | FollowStep::WithParents | FollowStep::Closed
    )
}

/// The right that undoing or redoing a step needs: that of the commands that make it. Commands of several rights may
/// write steps of one kind, so it also depends on what the step changed.
pub(crate) fn to_revert(kind: ActKind, changes: &[Change]) -> Right {
    if changes.iter().any(is_change_of_director) {
        Right::Direct
    } else {
        of_kind(kind)
    }
}

/// Whether only a director can have made a change: restricted notes that were edited, or a step that is a director's
/// word. Notes that came with a new incident are of whoever wrote it down.
fn is_change_of_director(change: &Change) -> bool {
    let sides = || change.before.iter().chain(&change.after);
    let has_edited_notes = change.before.is_some()
        && change.after.is_some()
        && sides().any(|fields| fields.names().any(|name| change.is_restricted(name)));
    let has_step =
        |fields: &Fields| FollowStep::from_code(&fields.text("step")).is_some_and(is_of_director);
    let is_kind_of_benefit = change.kind == HomeBenefit::TABLE.name;
    has_edited_notes
        || is_kind_of_benefit
        || (change.kind == FollowUp::TABLE.name && sides().any(has_step))
}

const fn of_kind(kind: ActKind) -> Right {
    match kind {
        ActKind::SetUp => Right::SetUp,
        ActKind::OpenDay
        | ActKind::CloseDay
        | ActKind::SignIn
        | ActKind::SignOut
        | ActKind::Absence
        | ActKind::Settle
        | ActKind::Correct
        | ActKind::ImportAttendance
        | ActKind::Clock
        | ActKind::Migrate
        | ActKind::Restore
        | ActKind::Undo
        | ActKind::Redo => Right::Attend,
        ActKind::AddChild
        | ActKind::EditChild
        | ActKind::ConfirmFile
        | ActKind::AgreeDays
        | ActKind::ChangeStatus
        | ActKind::BindCard
        | ActKind::UnbindCard
        | ActKind::ImportRoster
        | ActKind::EditHome
        | ActKind::Setting => Right::KeepFiles,
        ActKind::RecordVisit
        | ActKind::PrintRound
        | ActKind::HandOver
        | ActKind::Export
        | ActKind::FollowUp
        | ActKind::Agreement
        | ActKind::FamilyRequest
        | ActKind::Problem
        | ActKind::Incident
        | ActKind::Helper
        | ActKind::HelperLeaves
        | ActKind::Pairing
        | ActKind::HelperContact
        | ActKind::SupportPlan
        | ActKind::Give
        | ActKind::Benefit
        | ActKind::Talk
        | ActKind::ParentNews
        | ActKind::Wish
        | ActKind::School
        | ActKind::ImportSupport => Right::FollowUp,
        ActKind::PlanActivity
        | ActKind::MoveActivity
        | ActKind::CancelActivity
        | ActKind::HoldActivity
        | ActKind::TakingPart
        | ActKind::CopyPlan
        | ActKind::ImportActivities => Right::Plan,
        ActKind::EditStaff
        | ActKind::EditCalendar
        | ActKind::EditRules
        | ActKind::ExplainWeek
        | ActKind::Exempt
        | ActKind::EditTopic
        | ActKind::Looked
        | ActKind::MergeFiles
        | ActKind::Erase
        | ActKind::DeleteOld => Right::Direct,
    }
}
