//! The right that each command needs. Only `perform` checks it.

use super::Command;
use super::activity::ActivityStep;
use crate::desk::rights::Right;

impl Command {
    /// The right that the command needs.
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
            | Self::Undo
            | Self::Redo => Right::Attend,
            Self::AddChild(_)
            | Self::SaveChild(_)
            | Self::ChangeStatus { .. }
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
            | Self::Setting { .. } => Right::KeepFiles,
            Self::RecordVisits(_)
            | Self::FollowUp(_)
            | Self::SaveAgreement(_)
            | Self::SaveProblem(_)
            | Self::SaveIncident(_) => Right::FollowUp,
            Self::SaveStaff(_)
            | Self::SaveCalendar(_)
            | Self::SetRule { .. }
            | Self::TakePreset { .. } => Right::Direct,
            Self::Activity(step) => step.needs(),
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
            | Self::Hold(_)
            | Self::TakingPart { .. }
            | Self::CopyPlan { .. }
            | Self::Import { .. } => Right::Plan,
            // These change the report to the county and the text of all talks.
            Self::ExplainWeek { .. } | Self::SaveTopic(_) => Right::Direct,
        }
    }
}
