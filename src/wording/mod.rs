//! Sentences about the domain: days, hours, reasons, topics.
//!
//! These modules read no store and know no screen; the language is an argument.

pub mod calendar;
pub mod dates;
pub mod labels;
pub mod reasons;
pub mod topics;
