//! The screens, one folder each: `state` (with form purposes), `update`, `forms`, `view` and tests.
//! A screen knows the house and its own state, but no other screen.

pub(crate) mod activities;
pub(crate) mod children;
pub(crate) mod door;
pub(crate) mod effect;

mod fields;
mod file_field;
pub(crate) mod follow_up;
pub(crate) mod help_fields;
pub(crate) mod import;
pub(crate) mod lock;
mod people;
mod programme;
pub(crate) mod settings;
pub(crate) mod ticks;
pub(crate) mod today;
pub(crate) mod trends;
