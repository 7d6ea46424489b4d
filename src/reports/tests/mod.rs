//! Every number recounted by a query of its own, on generated homes.

mod generated;
mod trends;
