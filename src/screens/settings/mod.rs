//! F8, Settings: the home, its days, its staff, the rules' numbers, preferences, data.

pub mod first_run;
mod forms;
mod lines;
mod rules;
pub mod state;
pub mod update;
pub mod view;
