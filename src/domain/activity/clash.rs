//! What speaks against a day and time for an activity.

use super::{Activity, Programme, Series, State, Which};
use crate::domain::calendar::{Calendar, DayKind, WhyClosed};
use crate::domain::hours::Span;
use crate::domain::ids::SeriesId;
use chrono::{Days, NaiveDate, NaiveTime};

/// Days within which a free day is looked for.
const FAR: u64 = 60;
/// How far ahead the dates of a series without an end are looked at.
const A_YEAR: Days = Days::new(366);

/// What speaks against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Clash<'c> {
    /// The home is closed.
    Closed(WhyClosed<'c>),
    /// Another activity takes place at that time.
    Other {
        /// Its title.
        title: String,
        /// Its start.
        starts: NaiveTime,
        /// Its end.
        ends: NaiveTime,
    },
    /// The home is open at other hours that day.
    OutsideHours(Vec<Span>),
    /// Nobody is in charge and no helper is named.
    NoAdult,
}

/// What is being planned, so that it does not clash with itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Own {
    /// Something new.
    New,
    /// This activity.
    One(Which),
    /// All instances of this series.
    Series(SeriesId),
}

/// The dates of a series that is being planned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Dates {
    /// All dates of the first year.
    pub all: Vec<NaiveDate>,
    /// Those on which the home is closed; nothing takes place then.
    pub closed: Vec<NaiveDate>,
    /// Those with another activity at that time.
    pub taken: Vec<NaiveDate>,
}

impl Programme {
    /// Everything that speaks against the day and time of an activity. One that begins when another
    /// ends does not clash with it.
    pub(crate) fn clashes<'c>(
        &self,
        activity: &Activity,
        own: Own,
        today: NaiveDate,
        calendar: &'c Calendar,
    ) -> Vec<Clash<'c>> {
        let mut found = Vec::new();
        match calendar.day(activity.day) {
            DayKind::Closed(why) => found.push(Clash::Closed(why)),
            DayKind::Open { spans, .. } => {
                let (starts, ends) = (activity.starts, activity.ends);
                // An activity may begin before or end after; it should meet the hours.
                if !spans
                    .iter()
                    .any(|span| span.opens < ends && starts < span.closes)
                {
                    found.push(Clash::OutsideHours(spans.to_vec()));
                }
            }
        }
        let other = self.other_at(activity, own, today, calendar);
        found.extend(other.map(|other| Clash::Other {
            title: other.title,
            starts: other.starts,
            ends: other.ends,
        }));
        if activity.organiser.is_none() && activity.helpers.trim().is_empty() {
            found.push(Clash::NoAdult);
        }
        found
    }

    /// Another activity at the same time.
    fn other_at(
        &self,
        activity: &Activity,
        own: Own,
        today: NaiveDate,
        calendar: &Calendar,
    ) -> Option<Activity> {
        let (starts, ends) = (activity.starts, activity.ends);
        let all = self.between(activity.day, activity.day, today, calendar);
        let mut others = all.into_iter().filter(|one| match own {
            Own::New => true,
            Own::One(which) => one.which != which,
            Own::Series(id) => one.activity.series != Some(id),
        });
        let is_at_that_time = |one: &Activity| one.starts < ends && starts < one.ends;
        let found = others.find(|one| {
            let takes_place = matches!(one.state, State::Planned | State::Moved | State::Held);
            takes_place && is_at_that_time(&one.activity)
        });
        found.map(|one| one.activity)
    }

    /// The next day on which the home is open and nothing else takes place at that time.
    pub(crate) fn next_free(
        &self,
        activity: &Activity,
        own: Own,
        today: NaiveDate,
        calendar: &Calendar,
    ) -> Option<NaiveDate> {
        let from = activity.day.max(today);
        let mut days = from.iter_days().skip(1).take(FAR as usize);
        days.find(|day| {
            let there = Activity {
                day: *day,
                ..activity.clone()
            };
            calendar.is_open(*day) && self.other_at(&there, own, today, calendar).is_none()
        })
    }

    /// The dates of a series that is being planned.
    pub(crate) fn dates(
        &self,
        series: &Series,
        own: Own,
        today: NaiveDate,
        calendar: &Calendar,
    ) -> Dates {
        let year = series.starts_on + A_YEAR;
        let last = series.ends_on.map_or(year, |last| last.min(year));
        let mut all = series.days(series.starts_on, last);
        all.retain(|day| series.is_in_school(*day, calendar));
        let is_closed = |day: &&NaiveDate| !calendar.is_open(**day);
        let closed: Vec<NaiveDate> = all.iter().filter(is_closed).copied().collect();
        let is_taken = |day: &&NaiveDate| {
            let instance = series.instance(**day, None);
            self.other_at(&instance, own, today, calendar).is_some()
        };
        let open = all.iter().filter(|day| !is_closed(day));
        let taken = open.filter(is_taken).copied().collect();
        Dates { all, closed, taken }
    }
}
