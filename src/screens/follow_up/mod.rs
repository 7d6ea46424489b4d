//! F6, Follow-up: who needs a person, why, what was done, what is due next.

pub(crate) mod forms;
mod rows;
pub(crate) mod state;
#[cfg(test)]
mod tests;
pub(crate) mod update;
pub(crate) mod view;
#[cfg(test)]
mod view_tests;
