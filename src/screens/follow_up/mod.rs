//! F6, Follow-up: open flags with reasons, steps done and next steps.

pub(crate) mod cases;
#[cfg(test)]
mod files_tests;
pub(crate) mod forms;
#[cfg(test)]
mod home_tests;
mod matter;
pub(crate) mod round;
mod rows;
pub(crate) mod state;
#[cfg(test)]
mod tests;
pub(crate) mod update;
pub(crate) mod view;
#[cfg(test)]
mod view_tests;
pub(crate) mod walk;
