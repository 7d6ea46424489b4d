//! The checkup of the computer and of the home's file: what `doorlight doctor` and its page say.
//!
//! [`measure`] gathers [`facts`], [`judge`] turns them into [`check::Check`]s without touching
//! anything, [`text`] words them, and [`bundle`] writes the file for help. Nothing here changes the
//! home's file: it is opened for reading only.

pub(crate) mod bundle;
pub mod check;
pub(crate) mod checkup;
mod copies;
pub(crate) mod facts;
mod judge;
mod measure;
mod remains;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod text;
