//! Opening the file: how `SQLite` is set up, who may write, bringing an older file up to date.

pub(super) mod cipher;
pub(super) mod connection;
pub(super) mod migrations;
pub(super) mod probe;
pub(super) mod progress;
pub(super) mod reading;
pub(super) mod room;
pub(super) mod watch;
pub(super) mod why;
