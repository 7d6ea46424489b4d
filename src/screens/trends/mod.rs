//! F7, Trends: a question a page, a sentence above the picture, the table below, the children behind each number.

pub(crate) mod export;
pub(crate) mod filling;
pub(crate) mod forms;
mod layouts;
pub(crate) mod state;
#[cfg(test)]
mod tests;
pub(crate) mod update;
pub(crate) mod view;
#[cfg(test)]
mod view_tests;
