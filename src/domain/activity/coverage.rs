//! Which children have had a topic in its season, and which have not.
//!
//! A child has had a topic if it took part in an activity on the topic, or was met in person at a
//! visit with a recorded talk on the topic.

pub(crate) use super::covered::{Covered, How};

use super::Exempt;
use super::programme::Programme;
use super::topic_code::{DROWN, TopicCode};
use crate::domain::calendar::{Calendar, Term, TermKind};
use crate::domain::ids::ChildId;
use crate::domain::{Child, Status};
use chrono::{Datelike, Days, NaiveDate};
use std::collections::HashMap;

/// Last month of the drowning season; later talks count for the next summer.
const DROWN_ENDS: u32 = 9;

/// The period in which every child should have had a topic once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Season {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Season {
    /// The season of a topic that contains a day. Every day belongs to a season.
    ///
    /// The drowning season runs from October to the end of September. Any other topic counts for
    /// the school term with the following holiday; without terms in the calendar, for half a year
    /// from February or August.
    pub(crate) fn of(topic: &TopicCode, day: NaiveDate, calendar: &Calendar) -> Self {
        if topic.as_str() == DROWN {
            let year = day.year() + i32::from(day.month() > DROWN_ENDS);
            return between((year - 1, DROWN_ENDS + 1), (year, DROWN_ENDS + 1), day);
        }
        Self::term(day, calendar).unwrap_or_else(|| half_year(day))
    }

    fn term(day: NaiveDate, calendar: &Calendar) -> Option<Self> {
        let is_term = |term: &&Term| term.kind == TermKind::Term;
        let terms = || calendar.terms().filter(is_term);
        let started = terms().filter(|term| term.from_day <= day);
        let term = started.max_by_key(|term| term.from_day)?;
        let next = terms()
            .map(|one| one.from_day)
            .filter(|from| *from > term.from_day)
            .min();
        let holiday_ends = calendar
            .terms()
            .filter(|one| one.kind == TermKind::Holiday && one.from_day >= term.from_day)
            .map(|one| one.to_day)
            .min();
        let to = match next {
            Some(next) => next.pred_opt()?,
            None => holiday_ends.map_or(term.to_day, |to| to.max(term.to_day)),
        };
        let season = Self {
            from: term.from_day,
            to,
        };
        (season.from <= day && day <= season.to).then_some(season)
    }
}

/// The last finished term, and the current or next term: source and target of "copy last term's
/// plan".
pub(crate) fn terms_to_copy<'t>(
    terms: impl IntoIterator<Item = &'t Term>,
    today: NaiveDate,
) -> Option<(Season, Season)> {
    let terms = terms.into_iter();
    let mut terms: Vec<&Term> = terms.filter(|term| term.kind == TermKind::Term).collect();
    terms.sort_by_key(|term| term.from_day);
    let season = |term: &Term| Season {
        from: term.from_day,
        to: term.to_day,
    };
    let next = terms.iter().position(|term| today <= term.to_day)?;
    let last = terms.get(next.checked_sub(1)?)?;
    Some((season(last), season(terms.get(next)?)))
}

fn half_year(day: NaiveDate) -> Season {
    let year = day.year();
    match day.month() {
        1 => between((year - 1, 8), (year, 2), day),
        2..=7 => between((year, 2), (year, 8), day),
        _ => between((year, 8), (year + 1, 2), day),
    }
}

/// From the first day of one month to the day before another month.
fn between(from: (i32, u32), until: (i32, u32), day: NaiveDate) -> Season {
    let first = |(year, month)| NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(day);
    Season {
        from: first(from),
        to: first(until) - Days::new(1),
    }
}

/// The coverage of a topic in a season.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Coverage {
    /// The topic.
    pub topic: TopicCode,
    /// The season.
    pub season: Season,
    /// Children who have had the topic, each with the first day, in order of the day.
    pub had: Vec<Covered>,
    /// Enrolled children who have not had it and should, in the order of the register.
    pub missing: Vec<ChildId>,
    /// Enrolled children who have not had it and need not.
    pub exempt: Vec<ChildId>,
}

impl Coverage {
    /// Computes the coverage from all records in the season. Children who are not enrolled are not
    /// counted as missing; neither are those who are exempt from this topic.
    pub(crate) fn new<'c>(
        topic: TopicCode,
        season: Season,
        covered: impl IntoIterator<Item = Covered>,
        exempt: &[Exempt],
        children: impl IntoIterator<Item = &'c Child>,
    ) -> Self {
        let mut first: HashMap<ChildId, Covered> = HashMap::new();
        for one in covered {
            let is_in = one.topic == topic && season.from <= one.on && one.on <= season.to;
            let is_first = |known: &Covered| (one.on, one.how) < (known.on, known.how);
            if is_in && first.get(&one.child).is_none_or(is_first) {
                first.insert(one.child, one);
            }
        }
        let is_exempt = |child| {
            exempt
                .iter()
                .any(|one| one.child == child && one.topic == topic)
        };
        let (mut had, mut missing, mut free) = (Vec::new(), Vec::new(), Vec::new());
        let here = children.into_iter();
        for child in here.filter(|child| child.status == Status::Enrolled) {
            match first.remove(&child.id) {
                Some(one) => had.push(one),
                None if is_exempt(child.id) => free.push(child.id),
                None => missing.push(child.id),
            }
        }
        had.sort_by_key(|one| (one.on, one.child));
        Self {
            topic,
            season,
            had,
            missing,
            exempt: free,
        }
    }
}

impl Programme {
    /// All records of the programme that a child has had a topic. A child that came to an activity
    /// after half of it has not had it.
    pub(crate) fn covered(&self, topic: &TopicCode, season: Season) -> Vec<Covered> {
        let held = self.held(topic.as_str(), season.from, season.to);
        let by_activity = held.flat_map(|activity| {
            let children = self.taking_part.get(&activity.id);
            let children = children.map_or(&[][..], Vec::as_slice);
            let in_time = |child: &&ChildId| activity.counts_from(self.came(activity.id, **child));
            children.iter().filter(in_time).map(|child| Covered {
                topic: topic.clone(),
                child: *child,
                on: activity.day,
                how: How::Activity,
            })
        });
        let visited = self.visited.iter().filter(|one| one.topic == *topic);
        by_activity.chain(visited.cloned()).collect()
    }
}
