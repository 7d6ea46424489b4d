//! Who to ring about a child, and who may take the child home.

use super::codes::coded;
use super::ids::{ChildId, ContactId};
use chrono::NaiveDate;

coded! {
    /// How the contact is related to the child.
    Relation {
        Father = "father", Mother = "mother",
        PaternalGrandfather = "paternal-grandfather", PaternalGrandmother = "paternal-grandmother",
        MaternalGrandfather = "maternal-grandfather", MaternalGrandmother = "maternal-grandmother",
        Uncle = "uncle", Aunt = "aunt", Sibling = "sibling", Relative = "relative",
        Neighbour = "neighbour", Teacher = "teacher", Other = "other",
    }
}

/// Somebody in a child's life whom the home may need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Identifier.
    pub id: ContactId,
    /// Whose contact.
    pub child: ChildId,
    /// Name.
    pub name: String,
    /// Relation to the child.
    pub relation: Relation,
    /// Entrusted caregiver (委托照护人): the adult with whom the child lives.
    pub is_caregiver: bool,
    /// May collect the child from the home (rule S8).
    pub can_collect: bool,
    /// Phone numbers, digits only, separated by spaces; the first is rung first.
    pub phones: String,
    /// When somebody last got through on the number.
    pub phone_verified_on: Option<NaiveDate>,
    /// Place of work, to city level.
    pub work_place: String,
    /// Resident identity number. Sensitive.
    pub id_no: String,
    /// Order in which to ring: 1 is first.
    pub priority: i64,
    /// Cannot read, speaks only dialect, hard of hearing.
    pub note: String,
    /// Must not be contacted, and why; empty means may be.
    pub do_not_contact: String,
    /// Since when one of the grounds is known that bar somebody from entrusted care (rule L5).
    pub barred_since: Option<NaiveDate>,
}

impl Contact {
    /// The number to ring first, if there is one and ringing is allowed.
    pub fn phone(&self) -> Option<&str> {
        if self.do_not_contact.is_empty() {
            self.phones.split_whitespace().next()
        } else {
            None
        }
    }
}
