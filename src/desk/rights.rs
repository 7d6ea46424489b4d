//! Rights by role: one table and one check for commands and queries.

use crate::domain::{Role, Staff, StaffId};

/// The right that a command or a query needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Right {
    /// Set up the home; every role has it, because there is no staff yet.
    SetUp,
    /// The register of attendance.
    Attend,
    /// Children's files, the home's own facts and settings.
    KeepFiles,
    /// Visits, calls, follow-ups, problems, incidents.
    FollowUp,
    /// Activities and who took part.
    Plan,
    /// Staff, calendar, rules' numbers, reasons of missed weeks, topics: they decide rights, which
    /// absences count and what is reported.
    Direct,
    /// Read the home's file.
    Read,
}

impl Right {
    /// Whether this role has the right.
    pub(crate) const fn is_of(self, role: Role) -> bool {
        match (self, role) {
            (Self::Direct, Role::Helper) => false,
            (
                Self::SetUp
                | Self::Attend
                | Self::KeepFiles
                | Self::FollowUp
                | Self::Plan
                | Self::Read
                | Self::Direct,
                Role::Director | Role::Helper,
            ) => true,
        }
    }

    /// Whether every role has the right; then the staff need not be read.
    pub(crate) fn is_of_all(self) -> bool {
        Role::ALL.iter().all(|role| self.is_of(*role))
    }
}

/// Whether `actor` has a right. A right that not every role has needs an active member of staff,
/// unless there is no staff at all.
pub(crate) fn has_right(right: Right, actor: Option<StaffId>, staff: &[Staff]) -> bool {
    right.is_of_all()
        || staff.is_empty()
        || staff
            .iter()
            .any(|one| Some(one.id) == actor && holds(right, one))
}

/// Whether a member of staff is active and has a role with this right. With [`Right::Direct`]: the
/// people who may approve that an unlisted person collects a child (rule S8).
pub(crate) fn holds(right: Right, one: &Staff) -> bool {
    one.active && right.is_of(one.role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn staff_member(role: Role, active: bool) -> Staff {
        Staff {
            id: StaffId::default(),
            name: String::new(),
            role,
            phone: String::new(),
            active,
            checked_on: None,
        }
    }

    #[rstest]
    #[case::director(Right::Direct, Role::Director, true, true)]
    #[case::gone(Right::Direct, Role::Director, false, false)]
    #[case::helper(Right::Direct, Role::Helper, true, false)]
    #[case::helper_signs_in(Right::Attend, Role::Helper, true, true)]
    #[case::gone_signs_in(Right::Attend, Role::Helper, false, true)]
    fn a_right_belongs_to_active_staff_of_its_role(
        #[case] right: Right,
        #[case] role: Role,
        #[case] active: bool,
        #[case] expected: bool,
    ) {
        let staff = [staff_member(role, active)];
        assert_eq!(has_right(right, Some(StaffId::default()), &staff), expected);
    }

    #[test]
    fn nobody_at_the_desk_directs_only_while_there_is_no_staff() {
        assert!(has_right(Right::Direct, None, &[]));
        assert!(!has_right(
            Right::Direct,
            None,
            &[staff_member(Role::Director, true)]
        ));
    }
}
