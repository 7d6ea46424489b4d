//! Use cases: each checks a command and writes one journal entry.

pub(super) mod activities;
pub(super) mod door;
pub(super) mod follow_up;
pub(super) mod home;
pub(super) mod register;
pub(super) mod undo;
