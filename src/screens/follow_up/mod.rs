//! F6, Follow-up: who needs a person, why, what was done, what is due next.

pub mod forms;
mod rows;
pub mod state;
#[cfg(test)]
mod tests;
pub mod update;
pub mod view;
#[cfg(test)]
mod view_tests;
