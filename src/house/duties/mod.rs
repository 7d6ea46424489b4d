//! What is to be done about children beside the matters of the rules: problems and incidents, files to confirm, visit
//! rounds.

mod cases;
pub(crate) mod confirming;
mod round;
