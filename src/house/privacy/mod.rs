//! How the home keeps data: what may go, and what is counted of it once a year.

pub(crate) mod opened;
pub(crate) mod retention;
pub(crate) mod self_check;
