//! Rows of the home's file: values, columns, records, tables.

pub(super) mod column;
pub(super) mod db;
pub(super) mod kind;
pub(super) mod pause;
pub(super) mod record;
pub(super) mod tables;
pub(super) mod typed;
pub(super) mod value;
