//! The application: the model, `update` for every message, and the runner that does the jobs.
//!
//! ```text
//!  keys, paste, clock ─► Message ─► update(&mut Model, Message) ─► Vec<Job> ─► Runner ─► Desk
//!        ▲                                (pure: no disk, no clock)                │
//!        └──────────────── Message::{Done, Refused, Loaded, …} ◄───────────────────┘
//! ```

#[cfg(test)]
mod key_tests;
pub mod message;
pub(crate) mod model;
pub(crate) mod popups;
mod reporting;
#[cfg(test)]
mod restore_tests;
mod rights;
#[cfg(test)]
pub(crate) mod rights_tests;
pub(crate) mod runner;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub(crate) mod update;
mod worker;
