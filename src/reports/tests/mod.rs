//! Every number recounted by a query of its own, on generated homes.

mod beside;
mod family_copy;
mod files;
mod forms;
mod generated;
mod generated_care;
mod handed_in;
mod periods;
mod published;
mod recount;
mod recount_child;
mod recount_ledgers;
mod recount_support;
mod trends;
mod unknown;
