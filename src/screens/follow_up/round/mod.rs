//! The visit round on the screen: choosing who is on it, printing it, and entering what came of it.

pub(crate) mod ask;
pub(crate) mod pick;
pub(crate) mod sheet;
#[cfg(test)]
mod tests;
pub(crate) mod view;
