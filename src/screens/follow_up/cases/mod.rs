//! The fifth page of F6: problems and incidents, and the card of each.

mod forms;
mod lines;
mod rows;
pub(crate) mod state;
#[cfg(test)]
mod tests;
mod update;
pub(super) mod view;
#[cfg(test)]
mod view_tests;

pub(super) use forms::{found, with_moments};
