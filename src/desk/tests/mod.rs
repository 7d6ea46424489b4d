//! Tests of the desk with a file in memory.

mod activities;
mod care;
mod erase;
mod exported;
mod family;
mod files;
mod handed_out;
mod keep;
mod ladder;
mod looks;
mod merge;
mod roles;
mod round;
mod support;
mod undo;
pub(super) mod usecases;
