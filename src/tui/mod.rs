//! The terminal: what it reports, how it is taken over and given back.

pub mod input;
