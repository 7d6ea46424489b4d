//! Which topics are due, and why now.
//!
//! A topic is due when the week, month or season that asks for it has begun and it was not held in
//! it yet. The strictest stands first; a season that is about to begin is announced behind
//! everything that is due.

use super::{Cadence, Season, Topic};
use crate::domain::activity::TopicCode;
use crate::domain::activity::weeks::monday;
use chrono::{Datelike, Days, NaiveDate};

/// How many days ahead a season is announced: three weekly activities before it begins.
const AHEAD: u64 = 21;

/// Why a topic is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyDue {
    /// Its season is here, and it was never held.
    Never,
    /// Its season is here; it was last held before the week, month or season began.
    Last(NaiveDate),
    /// Its season begins on this day; nothing is due yet.
    Begins(NaiveDate),
}

/// A topic that is due, or will soon be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due<'t> {
    /// Which topic.
    pub topic: &'t Topic,
    /// The season that asks for it.
    pub season: &'t Season,
    /// Why now.
    pub why: WhyDue,
}

impl Due<'_> {
    /// Whether its season has yet to begin.
    pub fn is_ahead(&self) -> bool {
        matches!(self.why, WhyDue::Begins(_))
    }
}

/// What is due on a day, strictest first, each topic at most once. `last` says when a topic was last
/// held, on that day or before.
pub fn due<'t>(
    topics: &'t [Topic],
    today: NaiveDate,
    last: impl Fn(&TopicCode) -> Option<NaiveDate>,
) -> Vec<Due<'t>> {
    let mut found: Vec<Due<'t>> = topics
        .iter()
        .filter_map(|topic| of_topic(topic, today, last(&topic.code)))
        .collect();
    // Stable: among equals the order of the library stays.
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

/// The first day of the week, month or season for which it is due on a day in season.
fn since(season: &Season, today: NaiveDate) -> Option<NaiveDate> {
    let began = season.began(today)?;
    match season.every {
        Cadence::Week => Some(monday(today)),
        Cadence::Month => today.with_day(1),
        Cadence::Once => Some(began),
    }
}
