//! Topics that are due, and why.
//!
//! A topic is due if its current week, month or season has begun and it was not held since. The
//! most frequent cadence comes first; upcoming seasons come last.

use super::{Cadence, Season, Topic};
use crate::domain::activity::TopicCode;
use crate::domain::activity::weeks::monday;
use chrono::{Datelike, Days, NaiveDate};

/// Days before a season from which it is announced: time for three weekly activities.
const AHEAD: u64 = 21;

/// Why a topic is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WhyDue {
    /// In season and never held.
    Never,
    /// In season; last held before the current week, month or season.
    Last(NaiveDate),
    /// The season begins on this day; the topic is not due yet.
    Begins(NaiveDate),
}

/// A topic that is due now or soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Due<'t> {
    /// The topic.
    pub topic: &'t Topic,
    /// The season that makes it due.
    pub season: &'t Season,
    /// The reason.
    pub why: WhyDue,
}

impl Due<'_> {
    /// Whether the season has not begun.
    pub(crate) fn is_ahead(&self) -> bool {
        matches!(self.why, WhyDue::Begins(_))
    }
}

/// Due topics of a day, most frequent cadence first, each topic at most once. `last` returns the
/// last day up to today on which a topic was held.
pub(crate) fn due<'t>(
    topics: &'t [Topic],
    today: NaiveDate,
    last: impl Fn(&TopicCode) -> Option<NaiveDate>,
) -> Vec<Due<'t>> {
    let mut found: Vec<Due<'t>> = topics
        .iter()
        .filter_map(|topic| of_topic(topic, today, last(&topic.code)))
        .collect();
    // Stable sort: among equals the order of the library stays.
    found.sort_by_key(|one| (one.is_ahead(), one.season.every));
    found
}

fn of_topic(topic: &Topic, today: NaiveDate, last: Option<NaiveDate>) -> Option<Due<'_>> {
    let seasons = || topic.seasons.iter();
    let now = seasons().find_map(|season| {
        let since = since(season, today)?;
        let why = match last {
            Some(day) if day >= since => return None,
            Some(day) => WhyDue::Last(day),
            None => WhyDue::Never,
        };
        Some((season, why))
    });
    let soon = || {
        let ahead = seasons().filter(|season| since(season, today).is_none());
        let ahead = ahead.filter_map(|season| Some((season.begins(today)?, season)));
        let (begins, season) = ahead.min_by_key(|(begins, _)| *begins)?;
        (begins <= today + Days::new(AHEAD)).then_some((season, WhyDue::Begins(begins)))
    };
    let (season, why) = now.or_else(soon)?;
    Some(Due { topic, season, why })
}

/// First day of the current week, month or season; `None` out of season.
fn since(season: &Season, today: NaiveDate) -> Option<NaiveDate> {
    let began = season.began(today)?;
    match season.every {
        Cadence::Week => Some(monday(today)),
        Cadence::Month => today.with_day(1),
        Cadence::Once => Some(began),
    }
}
