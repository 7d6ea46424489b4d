//! The parts of the home that a command changes and the screens must read again.

use super::activity::ActivityStep;
use super::{Comeback, Command, RecordFollowUp, SignOut, When};
use crate::domain::ChildId;

/// The parts of the home that a command changed. The values below name every part, so a new part
/// compiles only once it is set for each group of commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each part is read again or not, independent of the others"
)]
pub(crate) struct Touched {
    /// Only the stays of this child: in the registers on screen and in what the rules know.
    pub stays: Option<ChildId>,
    /// The registers on screen.
    pub day: bool,
    /// Files, contacts, categories, cards.
    pub register: bool,
    /// Visits, incidents, activities, rules' numbers.
    pub known: bool,
    /// The home, its staff, calendar and settings.
    pub home: bool,
    /// Stays of earlier days without a sign-out.
    pub forgotten: bool,
}

impl Touched {
    /// All parts, as at the start.
    pub(crate) const ALL: Self = Self {
        stays: None,
        day: true,
        register: true,
        known: true,
        home: true,
        forgotten: true,
    };
    pub(crate) const DAY: Self = Self {
        stays: None,
        day: true,
        register: false,
        known: true,
        home: false,
        forgotten: false,
    };
    /// What the roll call is made of.
    pub(crate) const ROLL: Self = Self {
        register: true,
        forgotten: true,
        ..Self::DAY
    };
    const REGISTER: Self = Self {
        stays: None,
        day: false,
        register: true,
        known: true,
        home: false,
        forgotten: false,
    };
    const KNOWN: Self = Self {
        stays: None,
        day: false,
        register: false,
        known: true,
        home: false,
        forgotten: false,
    };
    pub(crate) const HOME: Self = Self {
        stays: None,
        day: false,
        register: false,
        known: false,
        home: true,
        forgotten: true,
    };

    /// The stays of one child. A late entry may open or close a stay of an earlier day.
    const fn stays(child: ChildId, when: When) -> Self {
        Self {
            stays: Some(child),
            day: false,
            register: false,
            known: false,
            home: false,
            forgotten: matches!(when, When::At(_)),
        }
    }
}

impl Command {
    /// The parts that the command changes.
    pub(crate) fn touches(&self) -> Touched {
        match self {
            Self::SignIn {
                child,
                when,
                comeback: Comeback::Ask,
            } => Touched::stays(*child, *when),
            Self::SignOut(SignOut { also, .. }) if !also.is_empty() => Touched {
                forgotten: true,
                ..Touched::DAY
            },
            // The stay may be of the evening before.
            Self::SignOut(SignOut { child, when, .. }) => Touched {
                forgotten: true,
                ..Touched::stays(*child, *when)
            },
            Self::OpenDay | Self::CloseDay { .. } | Self::KnownAbsence(_) => Touched::DAY,
            Self::SetUp(_)
            | Self::SaveHome(_)
            | Self::SaveStaff(_)
            | Self::SaveCalendar(_)
            | Self::SaveLayout(_)
            | Self::RemoveLayout(_)
            | Self::NameColumns(_)
            | Self::Setting { .. }
            | Self::SetZone(_)
            | Self::SetLateAfter(_)
            | Self::SetLockAfter(_)
            | Self::BindStaffCard(..)
            | Self::SayNoLocks
            | Self::SetRingFirst(_)
            | Self::KeepRound(_)
            | Self::KeepHandOver(_)
            | Self::KeepExport(_)
            | Self::AcceptClock => Touched::HOME,
            Self::SignIn {
                comeback: Comeback::Accept,
                ..
            }
            | Self::Settle(_)
            | Self::Correct { .. }
            | Self::Strike { .. }
            | Self::ImportAttendance { .. }
            | Self::Undo(_)
            | Self::Redo
            | Self::SignInNew { .. }
            | Self::MergeFiles(_)
            | Self::Erase { .. }
            | Self::DeleteOld { .. } => Touched::ALL,
            // It also marks the printed round as entered.
            Self::RecordRound(_) => Touched {
                home: true,
                ..Touched::REGISTER
            },
            Self::Activity(step) => step.touches(),
            Self::FollowUp(RecordFollowUp { visit: None, .. })
            | Self::Support(_)
            | Self::SetRule { .. }
            | Self::SetLadder { .. }
            | Self::TakePreset { .. } => Touched::KNOWN,
            Self::FollowUp(RecordFollowUp { visit: Some(_), .. })
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
            | Self::RecordVisits(_)
            | Self::SaveAgreement(_)
            | Self::SaveRequest(_)
            | Self::AddProblem(_)
            | Self::AddIncident(_)
            | Self::Care(_) => Touched::REGISTER,
        }
    }
}

impl ActivityStep {
    /// Taking part counts as seen, which the register holds; all other steps change only the plan.
    const fn touches(&self) -> Touched {
        match self {
            Self::Begin(_) | Self::Hold(_) | Self::TakingPart { .. } => Touched::REGISTER,
            Self::Plan(_)
            | Self::PlanSeries(_)
            | Self::EditSeries { .. }
            | Self::EndSeries { .. }
            | Self::Move { .. }
            | Self::Cancel { .. }
            | Self::Reinstate(_)
            | Self::ExplainWeek { .. }
            | Self::Exempt { .. }
            | Self::CopyPlan { .. }
            | Self::SaveTopic(_)
            | Self::Import { .. } => Touched::KNOWN,
        }
    }
}
