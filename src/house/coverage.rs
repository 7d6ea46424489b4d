//! Which child had which topic, for all topics that matter now.

use super::House;
use crate::domain::activity::coverage::{Coverage, Covered, Season};
use crate::domain::topic::{self, Due};
use crate::domain::{ChildId, Status, Topic, TopicCode};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// A topic of the matrix.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Who had it and who misses it.
    pub coverage: Coverage,
    /// Whether it is due now.
    pub is_due: bool,
    had: HashMap<ChildId, usize>,
    exempt: HashSet<ChildId>,
}

impl Column {
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
#[derive(Debug, Clone, Default)]
pub(crate) struct CoverageGrid {
    /// Topics: what is due first, then what was held this season.
    pub columns: Vec<Column>,
    /// Children: those who miss the selected topic first, then those who miss most.
    pub rows: Vec<Row>,
}

impl CoverageGrid {
    /// Index of the selected topic; the first without one.
    pub(crate) fn column(&self, topic: Option<&TopicCode>) -> usize {
        let on = |column: &Column| Some(&column.coverage.topic) == topic;
        self.columns.iter().position(on).unwrap_or_default()
    }

    /// Index of the selected child; `None` if the heading is selected.
    pub(crate) fn row(&self, child: Option<ChildId>) -> Option<usize> {
        self.rows.iter().position(|row| Some(row.child) == child)
    }
}

impl House {
    /// The topics that are due or come next, most urgent first.
    pub(crate) fn due_topics<'t>(&self, topics: &'t [Topic]) -> Vec<Due<'t>> {
        let (programme, today) = (&self.known.programme, self.today());
        topic::due(topics, today, |code| programme.last_held(code, today))
    }

    /// Who has had the topic this season and who still misses it; `None` before the first run.
    pub(crate) fn coverage(&self, code: &TopicCode) -> Option<Coverage> {
        let season = Season::of(code, self.today(), self.calendar()?);
        let programme = &self.known.programme;
        let covered = programme.covered(code, season);
        let children = self.register.children();
        let exempt = &programme.exempt;
        Some(Coverage::new(
            code.clone(),
            season,
            covered,
            exempt,
            children,
        ))
    }

    /// The matrix of all topics that are due or were held this season.
    pub(crate) fn coverage_grid(&self, selected: Option<&TopicCode>) -> CoverageGrid {
        let topics = topic::library(&self.known.programme.topics);
        let due = self.due_topics(&topics);
        let mut columns: Vec<(usize, Column)> = Vec::new();
        for topic in topics.iter() {
            let Some(coverage) = self.coverage(&topic.code) else {
                continue;
            };
            let place = due.iter().position(|one| one.topic.code == topic.code);
            let asked = place.and_then(|place| due.get(place));
            let is_due = asked.is_some_and(|one| !one.is_ahead());
            let is_asked_for = selected == Some(&topic.code);
            if !is_due && coverage.had.is_empty() && !is_asked_for {
                continue;
            }
            let had = coverage.had.iter().enumerate();
            let column = Column {
                had: had.map(|(nth, one)| (one.child, nth)).collect(),
                exempt: coverage.exempt.iter().copied().collect(),
                is_due,
                coverage,
            };
            columns.push((place.filter(|_| is_due).unwrap_or(usize::MAX), column));
        }
        columns.sort_by_key(|(place, _)| *place);
        let columns: Vec<Column> = columns.into_iter().map(|(_, column)| column).collect();
        let mut grid = CoverageGrid {
            columns,
            rows: Vec::new(),
        };
        let shown = grid.column(selected);
        let children = self.register.children().iter();
        let here = children.filter(|child| child.status == Status::Enrolled);
        let mut rows: Vec<Row> = here
            .map(|child| Row {
                child: child.id,
                misses: grid
                    .columns
                    .iter()
                    .filter(|one| one.misses(child.id))
                    .count(),
            })
            .collect();
        if let Some(column) = grid.columns.get(shown) {
            rows.sort_by_key(|row| (!column.misses(row.child), Reverse(row.misses)));
        }
        grid.rows = rows;
        grid
    }
}
