//! The import on F4: which file, a preview row by row, then one step that can be undone.

pub(crate) mod forms;
mod namesakes;
pub(crate) mod state;
#[cfg(test)]
mod tests;
pub(crate) mod update;
pub(crate) mod view;
#[cfg(test)]
mod view_tests;
