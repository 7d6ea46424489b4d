//! Reads of the desk.

mod activities;
mod agreed_days;
mod find_child;
pub mod flags;
pub(crate) mod fresh;
