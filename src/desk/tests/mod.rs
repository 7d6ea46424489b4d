//! Tests of the desk with a file in memory.

mod activities;
mod erase;
mod merge;
pub(super) mod usecases;
