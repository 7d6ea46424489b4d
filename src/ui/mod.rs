//! Parts of screens: styles, symbols, text in cells, lists, fields, popups.

pub mod clear;
pub mod click;
pub mod ctx;
pub mod field;
pub mod form;
pub mod frame;
pub mod help;
pub mod list;
pub mod page;
pub mod picker;
pub mod picture;
pub mod preferences;
pub mod symbols;
pub mod table;
pub mod text;
pub mod theme;
pub mod view_state;
