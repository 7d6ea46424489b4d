//! What the program can do, without a terminal: use cases, the model of the screens, the keymap.
//!
//! ```text
//!  keys, paste, clock ─► Message ─► update(&mut Model, Message) ─► Vec<Effect> ─► Runner ─► Desk
//!        ▲                                (pure: no disk, no clock)                  │
//!        └──────────────── Message::{Done, Refused, Loaded, …} ◄─────────────────────┘
//! ```

pub mod asking;
pub mod children;
pub mod door;
pub mod door_forms;
#[cfg(test)]
mod door_tests;
mod fields;
mod first_run;
pub mod follow;
mod follow_forms;
#[cfg(test)]
mod follow_tests;
#[cfg(test)]
mod import_tests;
mod import_who;
pub mod importing;
pub mod message;
pub mod model;
pub mod plan;
#[cfg(test)]
pub(crate) mod play;
pub mod popup;
pub mod runner;
#[cfg(test)]
mod screen_tests;
pub mod settings;
pub mod today;
pub mod update;
mod worker;
