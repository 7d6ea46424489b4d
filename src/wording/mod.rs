//! Sentences about the domain: days, hours, reasons, topics.
//!
//! These modules read no store and know no screen; the language is an argument.

pub(crate) mod calendar;
pub(crate) mod dates;
pub(crate) mod files;
pub(crate) mod journal;
pub(crate) mod labels;
pub(crate) mod limits;
pub(crate) mod periods;
pub(crate) mod reasons;
pub(crate) mod recovery;
pub(crate) mod retention;
pub(crate) mod ring;
pub(crate) mod system;
pub(crate) mod topics;
