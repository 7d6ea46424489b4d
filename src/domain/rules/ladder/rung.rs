//! The steps of the ladder and who takes them.

use crate::domain::codes::coded;

coded! {
    /// Steps of the ladder, lowest first.
    pub Rung {
        /// Call the caregiver.
        Call = "call",
        /// Call a second contact.
        SecondContact = "second-contact",
        /// Visit the child.
        Visit = "visit",
        /// The director decides.
        Director = "director",
        /// Inform the township.
        Township = "township",
        /// Ask the township again what came of it.
        Again = "again",
    }
}

coded! {
    /// Who takes a step, the one with the least to decide first.
    pub Owner {
        /// The helper on duty.
        Helper = "helper",
        /// The children's director.
        Director = "director",
        /// The supervisor of the township.
        Supervisor = "supervisor",
    }
}

impl Rung {
    /// The number under which a home's own first step is stored; it never changes.
    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::Call => 1,
            Self::SecondContact => 2,
            Self::Visit => 3,
            Self::Director => 4,
            Self::Township => 5,
            Self::Again => 6,
        }
    }

    /// The step stored as this number.
    pub(crate) fn from_number(number: i64) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.number() == number)
    }

    /// Who takes the step where nobody with more to decide has the matter already.
    pub(crate) const fn usual_owner(self) -> Owner {
        match self {
            Self::Call | Self::SecondContact => Owner::Helper,
            Self::Visit | Self::Director | Self::Township | Self::Again => Owner::Director,
        }
    }
}

impl Owner {
    /// The number under which a home's own owner is stored; it never changes.
    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::Helper => 1,
            Self::Director => 2,
            Self::Supervisor => 3,
        }
    }

    /// The owner stored as this number.
    pub(crate) fn from_number(number: i64) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.number() == number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_step_and_one_owner() {
        for rung in Rung::ALL {
            assert_eq!(Rung::from_number(rung.number()), Some(*rung));
        }
        for owner in Owner::ALL {
            assert_eq!(Owner::from_number(owner.number()), Some(*owner));
        }
        assert_eq!(Rung::from_number(0), None);
    }
}
