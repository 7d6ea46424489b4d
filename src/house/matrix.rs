//! The matrix of children and topics.

use crate::domain::activity::coverage::{Coverage, Covered};
use crate::domain::{Child, ChildId, TopicCode};
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// A topic of the matrix.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Who had it and who misses it.
    pub coverage: Coverage,
    /// Whether it is due now.
    pub is_due: bool,
    /// The last day on which it was held.
    pub last: Option<NaiveDate>,
    had: HashMap<ChildId, usize>,
    exempt: HashSet<ChildId>,
    /// Whether the child at this place of the register misses it.
    missing: Vec<bool>,
}

impl Column {
    /// A topic for the children of the register, in their order.
    pub(super) fn new(
        coverage: Coverage,
        is_due: bool,
        last: Option<NaiveDate>,
        children: &[Child],
    ) -> Self {
        let had = coverage.had.iter().enumerate();
        let missing: HashSet<ChildId> = coverage.missing.iter().copied().collect();
        let is_missing = |child: &Child| missing.contains(&child.id);
        Self {
            had: had.map(|(nth, one)| (one.child, nth)).collect(),
            exempt: coverage.exempt.iter().copied().collect(),
            missing: children.iter().map(is_missing).collect(),
            is_due,
            last,
            coverage,
        }
    }

    /// Whether the child at this place of the register misses the topic.
    pub(super) fn is_missed_at(&self, place: usize) -> bool {
        self.missing.get(place) == Some(&true)
    }

    /// When and how a child had the topic.
    pub(crate) fn had(&self, child: ChildId) -> Option<&Covered> {
        self.coverage.had.get(*self.had.get(&child)?)
    }

    /// Whether a child need not have the topic.
    pub(crate) fn is_exempt(&self, child: ChildId) -> bool {
        self.exempt.contains(&child)
    }

    /// Whether a child should have the topic and has not.
    pub(crate) fn misses(&self, child: ChildId) -> bool {
        self.had(child).is_none() && !self.is_exempt(child)
    }
}

/// A child of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    /// The child.
    pub child: ChildId,
    /// Number of shown topics that it misses.
    pub misses: usize,
}

/// Children × topics.
#[derive(Debug, Default)]
pub(crate) struct CoverageGrid<'h> {
    /// Topics: what is due first, then what was held this season.
    pub columns: Vec<&'h Column>,
    /// Children: those who miss the selected topic first, then those who miss most.
    pub rows: Vec<Row>,
}

impl CoverageGrid<'_> {
    /// Index of the selected topic; the first without one.
    pub(crate) fn column(&self, topic: Option<&TopicCode>) -> usize {
        let on = |column: &&Column| Some(&column.coverage.topic) == topic;
        self.columns.iter().position(on).unwrap_or_default()
    }

    /// Index of the selected child; `None` if the heading is selected.
    pub(crate) fn row(&self, child: Option<ChildId>) -> Option<usize> {
        self.rows.iter().position(|row| Some(row.child) == child)
    }
}
