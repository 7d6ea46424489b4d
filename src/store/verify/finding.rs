//! What verify found.

use crate::domain::ChildId;
use chrono::NaiveDate;

/// A fault that verify found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The number, hash or changes of an entry do not follow from the entry before it.
    Chain {
        /// Number of the entry.
        seq: i64,
    },
    /// A packed month whose entries do not lead from the hash before them to the hash of the last.
    Segment {
        /// Number of the first entry.
        first: i64,
        /// Number of the last entry.
        last: i64,
        /// Day of the earliest entry, as the segment says it.
        from: Option<NaiveDate>,
    },
    /// Entries could not be read, so rows were not compared with the journal.
    NotCompared,
    /// A number that stands for another UUID than the journal gave it.
    Number {
        /// The number.
        number: i64,
    },
    /// A row that the journal does not have, or that differs from the journal.
    Row(FoundRow),
    /// A row of the journal that the table does not have.
    Missing(FoundRow),
    /// A last sighting in `kept_seen` that does not follow from the sightings.
    Kept {
        /// The child; `None` for a number that stands for no child.
        child: Option<ChildId>,
    },
    /// A row of `kept_day` that does not follow from the register.
    KeptDay {
        /// The day; `None` for a number that stands for no day.
        day: Option<NaiveDate>,
    },
    /// A table, index, view or trigger that differs from the newest schema. Without its triggers a
    /// file would accept changes that are not journalled.
    Schema {
        /// Name of the table, index, view or trigger.
        name: String,
    },
    /// `SQLite` itself finds the file damaged.
    Damage {
        /// Message of `SQLite`.
        text: String,
    },
}

/// Where a row was found that is not as the journal tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRow {
    /// Table of the row.
    pub table: &'static str,
    /// Key of the row.
    pub key: String,
    /// The child to whom the row belongs, if it belongs to one.
    pub child: Option<ChildId>,
    /// The day of the row, if its key has one.
    pub day: Option<NaiveDate>,
    /// The name in the row as the journal tells it; empty if there is none.
    pub name: String,
    /// The fields that differ; empty if the whole row is too much or missing.
    pub fields: Vec<FoundField>,
}

/// A field that is not as the journal tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundField {
    /// Its column.
    pub name: &'static str,
    /// The value by the journal; empty for none.
    pub told: String,
    /// The value in the file; empty for none.
    pub found: String,
}

impl Finding {
    /// Stable code of the kind, for JSON and for counting.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Chain { .. } => "chain",
            Self::Segment { .. } => "segment",
            Self::NotCompared => "not-compared",
            Self::Number { .. } => "number",
            Self::Row(_) => "row",
            Self::Missing(_) => "missing",
            Self::Kept { .. } | Self::KeptDay { .. } => "kept",
            Self::Schema { .. } => "schema",
            Self::Damage { .. } => "damage",
        }
    }
}

/// The result of verify.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Number of journal entries.
    pub entries: usize,
    /// Number of rows compared with the journal.
    pub rows: usize,
    /// All faults; empty means the file is sound.
    pub findings: Vec<Finding>,
}
