//! Trends and reports on the command line.

pub(super) mod report;
pub(super) mod trends;
