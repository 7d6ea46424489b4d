//! Which child had which topic, for all topics that matter now.

use super::House;
use super::matrix::{Column, CoverageGrid, Row};
use crate::domain::activity::coverage::{Coverage, Season};
use crate::domain::activity::topic_code::{DROWN, FIRE, POLICY};
use crate::domain::topic::{self, Due};
use crate::domain::{Status, Topic, TopicCode};
use chrono::NaiveDate;
use std::cmp::Reverse;

/// Talks that every child must have had (rules A2 to A4); shown out of their season too.
const DUTIES: [&str; 3] = [DROWN, FIRE, POLICY];

impl House {
    /// The topics that are due or come next, most urgent first; as of the last
    /// [`House::refresh_coverage`].
    pub(crate) fn due_topics<'t>(&self, topics: &'t [Topic]) -> Vec<Due<'t>> {
        topic::due(topics, self.today(), |code| self.last_held(code))
    }

    /// Computes again who has had which topic.
    pub(crate) fn refresh_coverage(&mut self) {
        let topics = topic::library(&self.known.programme.topics);
        let (programme, today) = (&self.known.programme, self.today());
        let due = topic::due(&topics, today, |code| programme.last_held(code, today));
        let mut columns: Vec<(usize, Column)> = Vec::new();
        for topic in topics.iter() {
            let Some(coverage) = self.compute_coverage(&topic.code) else {
                continue;
            };
            let place = due.iter().position(|one| one.topic.code == topic.code);
            let asked = place.and_then(|place| due.get(place));
            let is_due = asked.is_some_and(|one| !one.is_ahead());
            let last = programme.last_held(&topic.code, today);
            let column = Column::new(coverage, is_due, last, self.register.children());
            // What is due, then the talks that the law asks for, then the others.
            let is_duty = DUTIES.contains(&topic.code.as_str());
            let rest = usize::MAX - usize::from(is_duty);
            columns.push((place.filter(|_| is_due).unwrap_or(rest), column));
        }
        columns.sort_by_key(|(place, _)| *place);
        self.coverages = columns.into_iter().map(|(_, column)| column).collect();
    }

    fn compute_coverage(&self, code: &TopicCode) -> Option<Coverage> {
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

    /// Who has had the topic this season and who still misses it; `None` before the first run. As of
    /// the last [`House::refresh_coverage`].
    pub(crate) fn coverage(&self, code: &TopicCode) -> Option<&Coverage> {
        let column = self
            .coverages
            .iter()
            .find(|one| one.coverage.topic == *code);
        column.map(|column| &column.coverage)
    }

    /// The last day on which a topic was held; as of the last [`House::refresh_coverage`].
    pub(crate) fn last_held(&self, code: &TopicCode) -> Option<NaiveDate> {
        let column = self
            .coverages
            .iter()
            .find(|one| one.coverage.topic == *code);
        column.and_then(|column| column.last)
    }

    /// The matrix of all topics that are due or were held this season.
    pub(crate) fn coverage_grid(&self, selected: Option<&TopicCode>) -> CoverageGrid<'_> {
        let is_shown = |column: &&Column| {
            let is_asked_for = selected == Some(&column.coverage.topic);
            let is_duty = DUTIES.contains(&column.coverage.topic.as_str());
            column.is_due || is_duty || !column.coverage.had.is_empty() || is_asked_for
        };
        let mut grid = CoverageGrid {
            columns: self.coverages.iter().filter(is_shown).collect(),
            rows: Vec::new(),
        };
        let children = self.register.children().iter().enumerate();
        let here = children.filter(|(_, child)| child.status == Status::Enrolled);
        let shown = grid.columns.get(grid.column(selected)).copied();
        let mut rows: Vec<(bool, Row)> = here
            .map(|(place, child)| {
                let missed = grid.columns.iter().filter(|one| one.is_missed_at(place));
                let row = Row {
                    child: child.id,
                    misses: missed.count(),
                };
                (shown.is_some_and(|one| one.is_missed_at(place)), row)
            })
            .collect();
        rows.sort_by_key(|(misses, row)| (!misses, Reverse(row.misses)));
        grid.rows = rows.into_iter().map(|(_, row)| row).collect();
        grid
    }
}
