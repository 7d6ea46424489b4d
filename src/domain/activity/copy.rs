//! The plan of one period, moved to another by whole weeks.

use super::coverage::Season;
use super::weeks::monday;
use super::{Activity, Programme, Progress, Recurrence, Series};
use crate::domain::calendar::Calendar;
use chrono::{NaiveDate, TimeDelta};

impl Programme {
    /// What a copy of one period to another would add: series and single activities without
    /// identifiers. Monthly series keep their place in the month; what is there already is left
    /// out.
    ///
    /// Nothing is copied to a day before `today`, and no single activity to a closed day.
    pub(crate) fn copied(
        &self,
        from: Season,
        to: Season,
        today: NaiveDate,
        calendar: &Calendar,
    ) -> (Vec<Series>, Vec<Activity>) {
        let mut singles = copied_singles(self, from, to);
        singles.retain(|one| one.day >= today && calendar.is_open(one.day));
        (copied_series(self, from, to, today), singles)
    }
}

fn weeks_later(from: Season, to: Season) -> TimeDelta {
    monday(to.from) - monday(from.from)
}

fn copied_series(programme: &Programme, from: Season, to: Season, today: NaiveDate) -> Vec<Series> {
    let earliest = to.from.max(today);
    let later = weeks_later(from, to);
    let runs = |one: &&Series| !one.days(from.from, from.to).is_empty();
    let copied = |one: &Series| {
        let first = one.days(from.from, from.to).first().copied()?;
        let is_weekly = matches!(
            one.rhythm,
            Recurrence::Weekly | Recurrence::Fortnightly | Recurrence::SchoolDays
        );
        let starts_on = if is_weekly {
            let step = match one.rhythm {
                Recurrence::Fortnightly => 14,
                _ => 1,
            };
            let moved = first + later;
            let behind = (earliest - moved).num_days().max(0);
            moved + TimeDelta::days((behind + step - 1) / step * step)
        } else {
            earliest
        };
        let last = one.ends_on.filter(|last| *last < from.to);
        Some(Series {
            follows: None,
            starts_on,
            ends_on: Some(last.map_or(to.to, |last| (last + later).min(to.to))),
            reason: String::new(),
            uid: String::new(),
            ..one.clone().pinned()
        })
    };
    let is_there = |new: &Series| {
        programme.series.iter().any(|one| {
            one.title == new.title
                && one.topic == new.topic
                && one.rhythm == new.rhythm
                && !one.days(to.from, to.to).is_empty()
        })
    };
    let all = programme.series.iter().filter(runs).filter_map(copied);
    let takes_place = |new: &Series| !new.days(to.from, to.to).is_empty();
    all.filter(|new| !is_there(new) && takes_place(new))
        .collect()
}

fn copied_singles(programme: &Programme, from: Season, to: Season) -> Vec<Activity> {
    let later = weeks_later(from, to);
    let is_single = |one: &&Activity| {
        let day = one.moved_from.unwrap_or(one.day);
        one.series.is_none()
            && one.progress != Progress::Cancelled
            && from.from <= day
            && day <= from.to
    };
    let copied = |one: &Activity| Activity {
        title: one.title.clone(),
        place: one.place.clone(),
        organiser: one.organiser,
        helpers: one.helpers.clone(),
        materials: one.materials.clone(),
        expected: one.expected.clone(),
        ..Activity::new(
            one.moved_from.unwrap_or(one.day) + later,
            one.starts,
            one.ends,
            one.topic.clone(),
        )
    };
    let is_there = |new: &Activity| {
        let same = |one: &Activity| one.title == new.title && one.day == new.day;
        programme.activities.iter().any(same)
    };
    let all = programme.activities.iter().filter(is_single).map(copied);
    all.filter(|new| to.from <= new.day && new.day <= to.to && !is_there(new))
        .collect()
}
