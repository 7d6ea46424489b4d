//! The rules on matters of the home: activities, and registers that were not taken.

pub(super) mod activities;
pub(super) mod not_taken;
