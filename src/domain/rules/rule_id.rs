//! The identifiers of the rules.

use crate::domain::codes::coded;

coded! {
    /// The rules of `domain.md` section 9, by their numbers there.
    RuleId {
        /// Ordinary child: a visit in the calendar year.
        V1 = "V1",
        /// Any other category: a visit in the calendar month.
        V2 = "V2",
        /// Visits by risk level.
        V3 = "V3",
        /// Summer mode.
        V4 = "V4",
        /// A visit that did not meet the child.
        V5 = "V5",
        /// First visit of a new child, and after an incident.
        V6 = "V6",
        /// An activity every week; a missed week has a reason.
        A1 = "A1",
        /// Drowning talks from spring to autumn.
        A2 = "A2",
        /// Policy talks.
        A3 = "A3",
        /// A fire drill for every child in every term.
        A4 = "A4",
        /// Expected and not in.
        S1 = "S1",
        /// Two contacts did not answer.
        S2 = "S2",
        /// Unexplained misses in a row, and the child's own rhythm.
        S3 = "S3",
        /// Ten open days absent unexplained.
        S4 = "S4",
        /// Not seen by anyone.
        S5 = "S5",
        /// Falling trend.
        S6 = "S6",
        /// Still signed in after closing.
        S7 = "S7",
        /// Left with somebody unlisted.
        S8 = "S8",
        /// Adults to children.
        S9 = "S9",
        /// Too young, or with special needs, and nobody at home.
        L1 = "L1",
        /// Living alone.
        L2 = "L2",
        /// Left behind without caregiver or agreement.
        L3 = "L3",
        /// No contact of the parents recorded.
        L4 = "L4",
        /// The caregiver is barred.
        L5 = "L5",
        /// An incident not reported.
        L6 = "L6",
        /// The file not verified.
        D1 = "D1",
        /// Phones not verified, or failed.
        D2 = "D2",
        /// Risk not assessed anew.
        D3 = "D3",
        /// The quarter's check.
        D4 = "D4",
        /// Birthday or change of school ahead: the categories may change.
        D5 = "D5",
        /// Background check of staff.
        D6 = "D6",
    }
}

impl RuleId {
    /// What goes first among flags of one level: an incident, a child alone or unseen, then care,
    /// visits, activities, and the state of the record.
    pub(super) fn weight(self) -> u8 {
        match self {
            Self::L6 => 0,
            Self::L1 | Self::L2 | Self::L5 => 1,
            Self::S7 => 2,
            Self::S1 | Self::S2 | Self::S3 | Self::S4 | Self::S5 | Self::S6 => 3,
            Self::S8 | Self::S9 | Self::L3 | Self::L4 => 4,
            Self::V1 | Self::V2 | Self::V3 | Self::V4 | Self::V5 | Self::V6 => 5,
            // What the home owes all children stands before the state of the record.
            Self::A1 | Self::A2 | Self::A3 | Self::A4 => 6,
            Self::D1 | Self::D2 | Self::D3 | Self::D4 | Self::D5 | Self::D6 => 7,
        }
    }
}
