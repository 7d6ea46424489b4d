//! F4, Children: the register and one child's file.

mod file;
pub mod forms;
pub mod list;
mod past;
pub mod state;
#[cfg(test)]
mod tests;
pub mod update;
pub mod view;
#[cfg(test)]
mod view_tests;
