//! The import on F4: which file, a preview row by row, then one step that can be undone.

pub mod forms;
mod namesakes;
pub mod state;
#[cfg(test)]
mod tests;
pub mod update;
pub mod view;
