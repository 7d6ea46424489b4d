//! F5, Activities: the week, the month, the topics, and which child had which topic.

pub(crate) mod ask;
pub(crate) mod calendar;
mod clash;
pub(crate) mod coverage;
pub(crate) mod files;
mod forms;
mod moving;
pub(crate) mod state;
pub(crate) mod taking_part;
#[cfg(test)]
mod tests;
mod topics;
pub(crate) mod update;
pub(crate) mod view;
#[cfg(test)]
mod view_tests;
mod week;
