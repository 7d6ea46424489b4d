//! Contacts of a child: whom to call, and who may collect.

use super::codes::coded;
use super::ids::{ChildId, ContactId};
use chrono::NaiveDate;

coded! {
    /// Relation of the contact to the child.
    pub Relation {
        Father = "father", Mother = "mother",
        PaternalGrandfather = "paternal-grandfather", PaternalGrandmother = "paternal-grandmother",
        MaternalGrandfather = "maternal-grandfather", MaternalGrandmother = "maternal-grandmother",
        Uncle = "uncle", Aunt = "aunt", Sibling = "sibling", Relative = "relative",
        Neighbour = "neighbour", Teacher = "teacher", Other = "other",
    }
}

/// One contact of a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Record identifier.
    pub id: ContactId,
    /// The child of this contact.
    pub child: ChildId,
    /// Full name.
    pub name: String,
    /// Relation to the child.
    pub relation: Relation,
    /// Entrusted caregiver (委托照护人): the adult with whom the child lives.
    pub is_caregiver: bool,
    /// May collect the child from the home (rule S8).
    pub can_collect: bool,
    /// Phone numbers, digits only, separated by spaces; the first is called first.
    pub phones: String,
    /// Day of the last successful call.
    pub phone_verified_on: Option<NaiveDate>,
    /// Place of work, to city level.
    pub work_place: String,
    /// Resident identity number. Sensitive.
    pub id_no: String,
    /// Calling order; 1 is first.
    pub priority: i64,
    /// Hints for a call: cannot read, speaks only dialect, hard of hearing.
    pub note: String,
    /// Reason not to contact this person; empty if contact is allowed.
    pub do_not_contact: String,
    /// Day from which a legal bar to entrusted care is known (rule L5).
    pub barred_since: Option<NaiveDate>,
}

impl Contact {
    /// Whether the home may turn to this person: contact is not ruled out, and no legal bar is known.
    pub(crate) fn is_allowed(&self) -> bool {
        self.do_not_contact.is_empty() && self.barred_since.is_none()
    }

    /// The number to call first; `None` if there is none or contact is not allowed.
    pub fn phone(&self) -> Option<&str> {
        if self.do_not_contact.is_empty() {
            self.phones.split_whitespace().next()
        } else {
            None
        }
    }
}

/// The contacts whom one may call and who have a phone, in the order of calling.
pub(crate) fn to_call(contacts: &[Contact]) -> Vec<&Contact> {
    let callable = contacts.iter();
    let callable = callable.filter(|one| one.is_allowed() && one.phone().is_some());
    let mut callable: Vec<&Contact> = callable.collect();
    callable.sort_by_key(|one| (!one.is_caregiver, one.priority));
    callable
}
