//! The home and its staff.

use super::codes::coded;
use super::ids::StaffId;
use chrono::NaiveDate;
use uuid::Uuid;

/// Minutes after opening at which an expected child is asked after, until the home changes it (S1).
pub(crate) const ASK_AFTER_MINUTES: i64 = 30;

/// Name of the zone by whose time all of China lives, until a home sets another.
pub(crate) const USUAL_ZONE: &str = "Asia/Shanghai";

/// One village children's home (儿童之家), the owner of the data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Record identifier; needed when data of several homes is combined.
    pub id: Uuid,
    /// Official name.
    pub name: String,
    /// Village.
    pub village: String,
    /// Township.
    pub township: String,
    /// County.
    pub county: String,
    /// Assembly point for an evacuation.
    pub assembly_point: String,
    /// Minutes after opening from which an expected child who is not in is listed (rule S1).
    pub ask_after_minutes: i64,
}

coded! {
    /// Rights of a member of staff.
    pub Role {
        /// Signs children in and out and keeps the register.
        Helper = "helper",
        /// The children's director (儿童主任): all rights, and may let an unlisted person collect.
        Director = "director",
        /// A supervisor (督导员) who visits the home: reads, and writes nothing.
        Supervisor = "supervisor",
        /// Whoever looks after the computer: the state of the file and its copies, no child.
        Maintenance = "maintenance",
    }
}

/// One member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Record identifier.
    pub id: StaffId,
    /// Full name.
    pub name: String,
    /// Rights.
    pub role: Role,
    /// Phone number, digits only.
    pub phone: String,
    /// Currently employed.
    pub active: bool,
    /// Day of the last yearly background check (rule D6); `None` if never.
    pub checked_on: Option<NaiveDate>,
}

coded! {
    /// Which knowledge to use for a past day.
    pub KnownAs {
        /// What was known on that day.
        Then = "then",
        /// What is known now about that day.
        Now = "now",
    }
}
