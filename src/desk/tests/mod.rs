//! Tests of the desk with a file in memory.

mod activities;
mod erase;
pub(super) mod usecases;
