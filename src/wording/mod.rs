//! Sentences about the domain: days, hours, reasons, topics. Used by every face of the program.
//!
//! Nothing here reads the store or knows a screen; the language is an argument.

pub mod calendar;
pub mod dates;
pub mod labels;
pub mod reasons;
pub mod topics;
