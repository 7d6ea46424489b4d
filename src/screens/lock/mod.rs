//! The lock: who is at the desk shows a secret before anything else is shown. It covers the screen whole, and only the roll
//! call opens above it.

pub(crate) mod approve;
pub(crate) mod entry;
pub(crate) mod state;
#[cfg(test)]
mod tests;
pub(crate) mod view;
pub(crate) mod words;
