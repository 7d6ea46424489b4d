//! Reads of the desk.

mod activities;
mod find_child;
pub mod flags;
pub(crate) mod fresh;
