//! The home itself, and who works in it.

use super::codes::coded;
use super::ids::StaffId;
use chrono::NaiveDate;
use uuid::Uuid;

/// Minutes after opening at which an expected child is asked after, until the home changes it (S1).
pub const ASK_AFTER_MINUTES: i64 = 30;

/// One village children's home (儿童之家): the owner of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Identifier, kept for the day when homes are rolled up.
    pub id: Uuid,
    /// Name on the plate.
    pub name: String,
    /// Village.
    pub village: String,
    /// Township.
    pub township: String,
    /// County.
    pub county: String,
    /// Where everybody gathers when the house is evacuated.
    pub assembly_point: String,
    /// Minutes after opening at which a child who is expected and not in is asked after (rule S1).
    pub ask_after_minutes: i64,
}

coded! {
    /// What a member of staff may do.
    Role {
        /// Signs children in and out, keeps the register.
        Helper = "helper",
        /// The children's director (儿童主任): everything, and may let an unlisted person collect.
        Director = "director",
    }
}

/// Somebody who works at the home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Identifier.
    pub id: StaffId,
    /// Name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Phone, digits only.
    pub phone: String,
    /// Still works here.
    pub active: bool,
    /// When the yearly background check was last done (rule D6).
    pub checked_on: Option<NaiveDate>,
}
