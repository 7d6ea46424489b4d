//! What the desk does for each command: the rules, then one step in the journal.

pub(super) mod activity;
pub(super) mod door;
pub(super) mod follow;
pub mod home;
pub(super) mod register;
#[cfg(test)]
mod tests;
