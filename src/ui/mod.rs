//! Parts of screens: styles, symbols, text in cells, lists, fields, popups.

pub(crate) mod charts;
pub(crate) mod clear;
pub(crate) mod click;
pub(crate) mod ctx;
pub(crate) mod field;
pub(crate) mod form;
pub(crate) mod frame;
pub(crate) mod help;
pub(crate) mod list;
pub(crate) mod page;
pub(crate) mod picker;
pub(crate) mod picture;
pub mod preferences;
pub(crate) mod symbols;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod theme;
pub(crate) mod ticks;
pub(crate) mod view_state;
