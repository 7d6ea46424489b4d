//! Reports: pure functions from the facts of a period to a table whose numbers know their sources.
//!
//! | Module | Job |
//! |---|---|
//! | [`table`] | the table: values, the records behind each, checks |
//! | [`slots`] | the rows of a period, and with what each is compared |
//! | [`movements`] | who is new, back, or stopped coming |
//! | [`trends`] | the pages of F7 |
//! | [`write`] | ways of writing a table: JSON, text |
//!
//! Nothing here reads the store: `house::period` does, once for a report.

pub(crate) mod filling;
pub mod ledgers;
pub(crate) mod make;
pub(crate) mod movements;
pub mod order;
pub mod own;
pub mod slots;
pub mod table;
#[cfg(test)]
mod tests;
pub mod trends;
pub mod words;
pub mod write;
