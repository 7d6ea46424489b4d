//! What happened to the copies, beside them: when the stick was there last, the last rehearsal. It is
//! no part of the home's file, because each copy would then change what it copies; without it only the
//! reminders begin anew.

use super::order::FOLDER;
use crate::domain::Moment;
use crate::exchange::whole::{self, Older};
use crate::house::safety::Rehearsal;
use serde::{Deserialize, Serialize};
use std::path::Path;

const FILE: &str = "record.json";

/// The record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Record {
    /// When a copy was put on the second place.
    pub(crate) stick_at: Option<Moment>,
    /// The last rehearsal.
    pub(crate) rehearsal: Option<Rehearsal>,
}

impl Record {
    /// Reads the record of a data folder; an empty one if there is none.
    pub(crate) fn read(data: &Path) -> Self {
        let text = std::fs::read(data.join(FOLDER).join(FILE)).ok();
        text.and_then(|text| serde_json::from_slice(&text).ok())
            .unwrap_or_default()
    }

    /// Writes it. A failure is only logged: the copies themselves are made.
    pub(crate) fn write(&self, data: &Path) {
        let text = serde_json::to_vec_pretty(self).unwrap_or_default();
        if let Err(error) = whole::write(&data.join(FOLDER).join(FILE), &text, Older::Goes) {
            tracing::warn!(%error, "the record of copies");
        }
    }
}
