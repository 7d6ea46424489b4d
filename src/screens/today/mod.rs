//! F2, Today: what needs doing, most urgent first.

mod cards;
mod forms;
pub mod state;
pub mod update;
pub mod view;
mod week;
