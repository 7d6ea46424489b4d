//! Trends and reports on the command line.

pub(super) mod fill;
pub(super) mod layouts;
pub(super) mod pictures;
pub(super) mod report;
pub(super) mod support;
pub(super) mod trends;
