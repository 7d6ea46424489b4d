//! Reports: pure functions from the facts of a period to a table whose numbers know their sources.
//!
//! | Module | Job |
//! |---|---|
//! | [`table`] | the table: values, the records behind each, checks |
//! | [`slots`] | the rows of a period, and with what each is compared |
//! | [`movements`] | who is new, back, or stopped coming |
//! | [`trends`] | the pages of F7 |
//! | [`ledgers`] | ledgers, monthly and quarterly report, one child one file |
//! | [`own`] | layouts that a home puts together itself |
//! | [`filling`] | what goes where in a form of the township |
//! | [`order`] | which report, period, mask and files; what must be given before |
//! | `make` | makes what is ordered: for the command line and for the screens |
//! | `published` | hides small numbers, with all from which they could be computed |
//! | [`words`] | headings and values in words |
//! | [`mod@write`] | ways of writing a table: spreadsheet, page, CSV, JSON, text |
//!
//! Nothing here reads the store: `house::period` does, once for a report.

pub(crate) mod filling;
pub(crate) mod handed_in;
pub mod ledgers;
pub(crate) mod make;
pub(crate) mod movements;
pub mod order;
pub mod own;
mod published;
pub mod slots;
pub mod table;
#[cfg(test)]
mod tests;
pub mod trends;
pub mod words;
pub mod write;
