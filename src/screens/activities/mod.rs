//! F5, Activities: the week, the month, the topics, and who still misses one of them.

pub mod ask;
pub mod files;
mod forms;
pub mod state;
pub mod taking_part;
#[cfg(test)]
mod tests;
mod topics;
pub mod update;
pub mod view;
#[cfg(test)]
mod view_tests;
mod week;
