//! The home's file: `SQLite`, one writer, one journal.
//!
//! Everything that changes a row goes through [`Store::write`]: one transaction that changes rows
//! *and* appends to the journal. The connection is private to the store, and every journalled
//! table carries triggers that refuse a change while no entry is being written, so a write that
//! goes around the journal is refused even from another program. [`Change`] says what a journalled
//! change is.

mod activities;
mod as_of;
mod change;
mod connection;
mod error;
mod file;
mod journal;
mod known;
mod migrations;
mod read;
mod record;
mod tables;
#[cfg(test)]
mod tests;
mod undo;
mod verify;
mod writer;

pub use change::{Change, Fields};
pub use connection::{Access, Lock};
pub use error::StoreError;
pub use file::Store;
pub use journal::{Act, ActKind, Entry};
pub use known::Known;
pub use read::{FileChange, Roster, Unique};
pub use record::{Column, Record, Table, Value};
pub use tables::{
    Card, SETTING_CLOCK, SETTING_DEMO, SETTING_LANGUAGE, SETTING_SYMBOLS, SETTING_THEME, Setting,
};
pub use verify::{Finding, Report};
pub use writer::{Writer, Written};
