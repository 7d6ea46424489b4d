//! F3, Door: sign-in, sign-out, who collects, the roll call.

pub(crate) mod collect;
#[cfg(test)]
mod elsewhere_tests;
pub(crate) mod forms;
pub(crate) mod roll_call;
pub(crate) mod search;
pub(crate) mod state;
#[cfg(test)]
mod tests;
pub(crate) mod update;
pub(crate) mod view;
#[cfg(test)]
mod view_tests;
