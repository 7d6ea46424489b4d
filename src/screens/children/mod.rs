//! F4, Children: the register and one child's file.

pub(crate) mod agree;
mod family;
mod file;
mod filter;
pub(crate) mod forms;
pub(crate) mod help;
pub(crate) mod list;
pub(crate) mod merge;
#[cfg(test)]
mod opened_tests;
pub(crate) mod part;
mod past;
mod past_help;
pub(crate) mod state;
#[cfg(test)]
mod tests;
pub(crate) mod update;
pub(crate) mod view;
#[cfg(test)]
mod view_tests;
