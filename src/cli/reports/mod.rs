//! Trends and reports on the command line.

pub(super) mod trends;
