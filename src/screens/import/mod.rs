//! The import on F4: choice of a file, preview of its rows, then one step that can be undone.

mod cells;
pub(crate) mod columns;
pub(crate) mod forms;
mod namesakes;
mod same;
mod sheets;
pub(crate) mod state;
#[cfg(test)]
mod tests;
pub(crate) mod update;
pub(crate) mod view;
#[cfg(test)]
mod view_tests;
