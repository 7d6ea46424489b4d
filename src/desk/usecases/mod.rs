//! What the desk does for each command: the rules, then one step of the journal.

pub(super) mod activities;
pub(super) mod door;
pub(super) mod follow_up;
pub(super) mod home;
pub(super) mod register;
pub(super) mod undo;
