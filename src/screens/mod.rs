//! The screens, one folder each: `state` (with what its forms are for), `update`, `forms`, `view`
//! and tests. A screen knows the house and its own state; no screen knows another.

pub mod activities;
pub mod children;
pub mod door;
pub mod effect;

mod fields;
pub mod follow_up;
pub mod import;
mod people;
mod programme;
pub mod settings;
pub mod today;
