//! The parts that every screen is drawn with: styles by meaning, marks, text in cells, fields,
//! tables, forms. Nothing in here knows a child, a home or the store.

pub mod clear;
pub mod symbols;
pub mod text;
pub mod theme;
