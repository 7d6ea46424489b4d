//! Reads of the desk.

mod activities;
mod agreed_days;
pub mod back;
pub(in crate::desk) mod exported;
mod find_child;
pub mod flags;
pub(crate) mod fresh;
pub mod looked;
mod past_matters;
mod period;
