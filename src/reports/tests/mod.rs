//! Every number recounted by a query of its own, on generated homes.

mod files;
mod forms;
mod generated;
mod handed_in;
mod published;
mod trends;
