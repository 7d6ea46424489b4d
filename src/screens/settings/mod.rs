//! F8, Settings: the home, its days, its staff, the rules' numbers, preferences, data.

pub(crate) mod first_run;
pub(crate) mod forms;
pub(crate) mod kept;
mod lines;
mod locks;
mod looked;
#[cfg(test)]
mod looked_tests;
mod rules;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;
#[cfg(test)]
mod view_tests;
