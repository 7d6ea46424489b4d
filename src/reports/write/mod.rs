//! Ways of writing a table. What stands in it is the same in all of them.

pub(crate) mod json;
pub(crate) mod text;
