//! Use cases: each checks a command and writes one journal entry.

pub(super) mod activities;
pub(super) mod door;
pub(super) mod follow_up;
pub(super) mod home;
pub(super) mod register;
pub(super) mod undo;

use crate::desk::refusal::Refusal;

/// Refuses an empty reason.
fn with_reason(reason: &str) -> Result<(), Refusal> {
    if reason.trim().is_empty() {
        Err(Refusal::Missing { field: "reason" })
    } else {
        Ok(())
    }
}
