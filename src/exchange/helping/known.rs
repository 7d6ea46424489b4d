//! The helpers whom the rows of a file are compared with.

use super::plan::HelperRef;
use crate::domain::support::helper::{Helper, HelperKind};
use crate::domain::tidy;

/// How a row is like a helper of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Other numbers: another person.
    Namesake,
    /// Only one of them has a number.
    Perhaps,
    /// The same number, or neither has any; organisations are told by their names.
    Same,
}

/// A helper by whom rows are compared.
pub(super) struct KnownHelper {
    pub(super) helper: Helper,
    pub(super) is: HelperRef,
}

impl KnownHelper {
    /// Whether one of these numbers is the helper's.
    pub(super) fn has_phone(&self, phones: &str) -> bool {
        let mut own = self.helper.phones.split_whitespace();
        own.any(|own| phones.split_whitespace().any(|one| one == own))
    }

    /// How a row is like the helper; `None` if it has another name.
    pub(super) fn likeness(&self, row: &Helper) -> Option<Likeness> {
        if !tidy::is_same_person(&self.helper.name, &row.name) {
            return None;
        }
        let is_body = |one: &Helper| one.kind == HelperKind::Organisation;
        let (here, there) = (row.phones.is_empty(), self.helper.phones.is_empty());
        Some(
            if self.has_phone(&row.phones)
                || (here && there)
                || (is_body(row) && is_body(&self.helper))
            {
                Likeness::Same
            } else if here || there {
                Likeness::Perhaps
            } else {
                Likeness::Namesake
            },
        )
    }
}
