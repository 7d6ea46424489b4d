//! The pieces screens are made of: styles, marks, text in cells, lists, fields, popups.

pub mod clear;
pub mod ctx;
pub mod field;
pub mod picture;
pub mod popup;
pub mod symbols;
pub mod table;
pub mod text;
pub mod theme;
pub mod view_state;
