//! The screens, one folder each: `state` (with what its forms are for), `update`, `forms`, `view`
//! and tests. A screen knows the house and its own state; no screen knows another.

pub(crate) mod activities;
pub(crate) mod children;
pub(crate) mod door;
pub(crate) mod effect;

mod fields;
pub(crate) mod follow_up;
pub(crate) mod import;
mod people;
mod programme;
pub(crate) mod settings;
pub(crate) mod today;
