//! F2, Today: what needs doing, most urgent first.

mod cards;
mod fit;
pub(crate) mod forms;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;
#[cfg(test)]
mod view_tests;
mod week;
