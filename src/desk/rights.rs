//! Rights by role: one table and one check for commands and queries.

use crate::domain::codes::coded;
use crate::domain::{Role, Staff, StaffId};

coded! {
    /// The right that a command or a query needs.
    pub Right {
        /// Set up the home; whoever comes first has it, because there is no staff yet.
        SetUp = "set-up",
        /// The register of attendance.
        Attend = "attend",
        /// Children's files, the home's own facts and settings.
        KeepFiles = "keep-files",
        /// Visits, calls, follow-ups, problems, incidents.
        FollowUp = "follow-up",
        /// Activities and who took part.
        Plan = "plan",
        /// Staff, calendar, rules' numbers, reasons of missed weeks, topics: they decide rights, which
        /// absences count and what is reported.
        Direct = "direct",
        /// Read names, day sheets, calendar and settings: what the door needs.
        ReadNames = "read-names",
        /// Read files, visits, programme and journal.
        Read = "read",
        /// Read the restricted notes of incidents.
        ReadRestricted = "read-restricted",
        /// The state of the file itself: copies, verification, checkup.
        KeepCopies = "keep-copies",
        /// Put a copy in the place of the file, on the screens.
        Restore = "restore",
    }
}

/// Whether the people of this home prove who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locks {
    /// Everybody says who they are, and is believed.
    #[default]
    None,
    /// Whoever is at the desk has proven it.
    Set,
}

const YES: bool = true;
const NO: bool = false;

impl Right {
    /// The table: whether a role has the right. Only a helper has others where nobody proves anything:
    /// there the helper does what the director does at the next desk, except to decide.
    pub(crate) const fn is_of(self, role: Role, locks: Locks) -> bool {
        let (director, helper, without_locks, supervisor, maintenance) = match self {
            //                        director, helper, helper without locks, supervisor, maintenance
            Self::Attend => (YES, YES, YES, NO, NO),
            Self::SetUp | Self::KeepFiles | Self::FollowUp | Self::Plan => (YES, NO, YES, NO, NO),
            Self::Direct => (YES, NO, NO, NO, NO),
            Self::ReadNames => (YES, YES, YES, YES, NO),
            Self::Read => (YES, NO, YES, YES, NO),
            Self::ReadRestricted => (YES, NO, NO, YES, NO),
            Self::KeepCopies => (YES, NO, YES, NO, YES),
            Self::Restore => (YES, NO, NO, NO, YES),
        };
        match (role, locks) {
            (Role::Director, Locks::None | Locks::Set) => director,
            (Role::Helper, Locks::Set) => helper,
            (Role::Helper, Locks::None) => without_locks,
            (Role::Supervisor, Locks::None | Locks::Set) => supervisor,
            (Role::Maintenance, Locks::None | Locks::Set) => maintenance,
        }
    }

    /// The roles that have the right.
    pub(crate) fn roles(self, locks: Locks) -> impl Iterator<Item = Role> {
        let all = Role::ALL.iter().copied();
        all.filter(move |role| self.is_of(*role, locks))
    }
}

/// Whether `actor` has a right. While there is no staff, everybody has every right.
pub(crate) fn has_right(
    right: Right,
    actor: Option<StaffId>,
    staff: &[Staff],
    locks: Locks,
) -> bool {
    let who = staff.iter().find(|one| Some(one.id) == actor);
    staff.is_empty() || is_right_of(right, who, locks)
}

/// Whether the one at the desk has a right in a home with staff. Where everybody is believed, nobody and
/// who has left may do what a helper may, as far as their role had it: the register is kept even so.
pub(crate) fn is_right_of(right: Right, who: Option<&Staff>, locks: Locks) -> bool {
    let is_of_helper = right.is_of(Role::Helper, locks);
    match (who, locks) {
        (Some(one), _) if one.active => right.is_of(one.role, locks),
        (Some(one), Locks::None) => right.is_of(one.role, locks) && is_of_helper,
        (None, Locks::None) => is_of_helper,
        (Some(_) | None, Locks::Set) => false,
    }
}

/// Whether a member of staff is active and decides for the home, with locks and without: the people who
/// may approve that an unlisted person collects a child (rule S8).
pub(crate) fn leads(one: &Staff) -> bool {
    one.active && Right::Direct.is_of(one.role, Locks::None)
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
    #[case::director(Right::Direct, Role::Director, true, [true, true])]
    #[case::gone(Right::Direct, Role::Director, false, [false, false])]
    #[case::helper(Right::Direct, Role::Helper, true, [false, false])]
    #[case::helper_signs_in(Right::Attend, Role::Helper, true, [true, true])]
    #[case::gone_signs_in(Right::Attend, Role::Helper, false, [true, false])]
    #[case::helper_keeps_files(Right::KeepFiles, Role::Helper, true, [true, false])]
    #[case::supervisor_reads(Right::Read, Role::Supervisor, true, [true, true])]
    #[case::supervisor_signs_in(Right::Attend, Role::Supervisor, true, [false, false])]
    #[case::gone_supervisor(Right::Attend, Role::Supervisor, false, [false, false])]
    #[case::gone_supervisor_reads(Right::ReadRestricted, Role::Supervisor, false, [false, false])]
    #[case::maintenance(Right::KeepCopies, Role::Maintenance, true, [true, true])]
    #[case::maintenance_reads(Right::ReadNames, Role::Maintenance, true, [false, false])]
    fn a_right_belongs_to_active_staff_of_its_role(
        #[case] right: Right,
        #[case] role: Role,
        #[case] active: bool,
        #[case] expected: [bool; 2],
    ) {
        let staff = [staff_member(role, active)];
        let found = [Locks::None, Locks::Set]
            .map(|locks| has_right(right, Some(StaffId::default()), &staff, locks));
        assert_eq!(found, expected);
    }

    #[test]
    fn nobody_at_the_desk_directs_only_while_there_is_no_staff() {
        for locks in [Locks::None, Locks::Set] {
            let director = [staff_member(Role::Director, true)];
            assert!(has_right(Right::Direct, None, &[], locks));
            assert!(!has_right(Right::Direct, None, &director, locks));
            let attends = has_right(Right::Attend, None, &director, locks);
            assert_eq!(attends, locks == Locks::None);
        }
    }

    /// The screens ask these without knowing whether the home has locks.
    #[test]
    fn who_directs_and_who_reads_restricted_notes_is_the_same_with_locks() {
        for role in Role::ALL {
            for right in [Right::Direct, Right::ReadRestricted] {
                assert_eq!(
                    right.is_of(*role, Locks::None),
                    right.is_of(*role, Locks::Set)
                );
            }
        }
        let approves = Role::ALL
            .iter()
            .filter(|role| leads(&staff_member(**role, true)));
        assert_eq!(approves.collect::<Vec<_>>(), [&Role::Director]);
    }
}
