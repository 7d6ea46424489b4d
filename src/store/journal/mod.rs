//! The journal: entries of who did what, when and why, each chained by its hash to the one before.
//!
//! The newest months stand entry by entry in the table `journal`, readable with any `SQLite` shell;
//! closed months and very large entries are packed in `segment`. [`reader`] reads both alike.

pub(super) mod act;
pub(super) mod change;
pub(super) mod columns;
pub(super) mod erase;
pub(super) mod hash;
pub(super) mod old;
pub(super) mod private;
pub(super) mod reader;
pub(super) mod roll;
pub(super) mod row_change;
pub(super) mod segment;
pub(super) mod stored;
pub(in crate::store) mod stretch;
pub(super) mod take_over;
pub(super) mod text;
