//! Everything that is read at the desk, by named queries.

mod activities;
mod find_child;
pub mod flags;
pub mod fresh;
