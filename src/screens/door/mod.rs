//! F3, Door: sign-in, sign-out, who collects, the roll call.

pub mod collect;
pub mod forms;
pub mod roll_call;
pub mod search;
pub mod state;
#[cfg(test)]
mod tests;
pub mod update;
pub mod view;
