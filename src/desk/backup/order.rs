//! The order to make a copy.

use super::place::{Chosen, StickPlaces};
use crate::domain::Moment;
use crate::store::FileKeys;
use std::path::PathBuf;

/// Name of the folder for copies, beside the home's file.
pub(in crate::desk) const FOLDER: &str = "backups";

/// All that making a copy needs, so that a thread can do it.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    /// The home's file.
    pub(super) file: PathBuf,
    /// What opens it and its copies.
    pub(super) keys: FileKeys,
    /// Its folder.
    pub(super) data: PathBuf,
    pub(super) now: Moment,
    /// The home's identifier; the name of its folder on a stick.
    pub(super) home: String,
    pub(super) stick: Option<Chosen>,
    pub(super) places: StickPlaces,
    /// A rehearsal is due.
    pub(super) rehearse: bool,
}
