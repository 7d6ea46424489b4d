//! Writes the plan as a calendar file.

use super::{AHEAD, TOPIC, WALL, ZONE, rule};
use crate::domain::activity::{ExceptionKind, Progress};
use crate::domain::{Activity, Moment, Programme, Series, SeriesException, TopicCode};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use std::collections::{BTreeMap, BTreeSet};

/// VTIMEZONE without summer time, in the form that phones expect. The library would add a name and
/// time that no zone has.
const ZONE_TEXT: &str = "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\n\
    DTSTART:19920101T000000\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nTZNAME:CST\r\n\
    END:STANDARD\r\nEND:VTIMEZONE\r\n";
const FIRST_EVENT: &str = "BEGIN:VEVENT\r\n";
const THE_END: &str = "END:VCALENDAR\r\n";

/// Exported period. Without a last day it goes to the end of the plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct DateRange {
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
}

impl DateRange {
    fn has(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    fn is_everything(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
}

/// Writes the plan of a period. `name` is that of the home, `now` the moment of the export.
pub(crate) fn write(programme: &Programme, period: DateRange, name: &str, now: Moment) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Doorlight//Doorlight//ZH"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", name),
        ("X-WR-TIMEZONE", ZONE),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    let stamp = now.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ").to_string();
    for series in &programme.series {
        let outgoing = Outgoing::new(series, programme, period);
        calendar.extend(outgoing.events(&stamp));
    }
    let known = |activity: &&Activity| {
        programme
            .series
            .iter()
            .any(|one| Some(one.id) == activity.series)
    };
    let singles = programme.activities.iter();
    let singles = singles.filter(|one| !known(one) && period.has(one.day));
    calendar.extend(singles.map(|one| single(one, &stamp)));
    let text = calendar.to_string();
    let events = text.find(FIRST_EVENT).or_else(|| text.rfind(THE_END));
    match events.and_then(|at| text.split_at_checked(at)) {
        Some((head, rest)) => [head, ZONE_TEXT, rest].concat(),
        None => text,
    }
}

/// A local moment with its zone.
fn at(key: &str, moment: NaiveDateTime) -> Property {
    let mut property = Property::new(key, moment.format(WALL).to_string());
    property.add_parameter("TZID", ZONE);
    property
}

/// Properties that all events have.
fn event(uid: &str, stamp: &str, activity: &Activity) -> Event {
    let Activity {
        day, starts, ends, ..
    } = *activity;
    let mut event = Event::with_uid(uid);
    event.append_property(Property::new("DTSTAMP", stamp));
    event.append_property(at("DTSTART", day.and_time(starts)));
    event.append_property(at("DTEND", day.and_time(ends)));
    event.summary(&activity.title);
    if !activity.place.is_empty() {
        event.location(&activity.place);
    }
    if !activity.materials.is_empty() {
        event.description(&activity.materials);
    }
    topic(&mut event, &activity.topic);
    event
}

fn topic(event: &mut Event, topic: &TopicCode) {
    event.append_property(Property::new("CATEGORIES", topic.as_str()));
    event.append_property(Property::new(TOPIC, topic.as_str()));
}

fn single(activity: &Activity, stamp: &str) -> Event {
    let mut event = event(&activity.file_name(), stamp, activity);
    let status = match activity.progress {
        Progress::Cancelled => "CANCELLED",
        Progress::Planned | Progress::Held => "CONFIRMED",
    };
    event.append_property(Property::new("STATUS", status));
    event
}

/// A series for export: its rule limited to the period, excluded days, and overrides.
struct Outgoing<'p> {
    series: &'p Series,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    left_out: BTreeSet<NaiveDate>,
    overridden: BTreeMap<NaiveDate, Activity>,
}

impl<'p> Outgoing<'p> {
    fn new(series: &'p Series, programme: &'p Programme, period: DateRange) -> Self {
        let different = different(series, programme);
        let mut outgoing = Self {
            series,
            first: Some(series.first_day()),
            last: series.ends_on,
            left_out: BTreeSet::new(),
            overridden: BTreeMap::new(),
        };
        if !period.is_everything() {
            outgoing.narrow(&different, period);
        }
        for (day, activity) in different {
            if activity.progress == Progress::Cancelled {
                outgoing.left_out.insert(day);
            } else if !outgoing.left_out.contains(&day) && outgoing.runs_on(day) {
                outgoing.overridden.insert(day, activity);
            }
        }
        outgoing
    }

    /// Excludes instances outside the period; an instance that was moved into it stays.
    fn narrow(&mut self, different: &BTreeMap<NaiveDate, Activity>, period: DateRange) {
        let shown = |day: &NaiveDate| {
            let now = different.get(day).map_or(*day, |one| one.day);
            period.has(now)
        };
        let from = different.keys().copied().chain(period.from).min();
        let from = from.unwrap_or_else(|| self.series.first_day());
        let to = different.keys().copied().chain(period.to).max();
        // Without an end of the period the series keeps its own end, if any.
        let is_endless = period.to.is_none();
        let to = to.filter(|_| !is_endless);
        let horizon =
            to.unwrap_or_else(|| from.max(self.series.first_day()) + TimeDelta::days(400));
        let days = self.series.days(from, horizon);
        let kept: Vec<NaiveDate> = days.iter().copied().filter(shown).collect();
        self.first = kept.first().copied();
        if !is_endless {
            self.last = kept.last().copied();
        }
        let inside = days.iter().filter(|day| self.runs_on(**day) && !shown(day));
        self.left_out = inside.copied().collect();
    }

    /// Whether a day is between the first and the last.
    fn runs_on(&self, day: NaiveDate) -> bool {
        self.first.is_some_and(|first| first <= day) && self.last.is_none_or(|last| day <= last)
    }

    fn events(self, stamp: &str) -> Vec<Event> {
        let (series, uid) = (self.series, self.series.file_name());
        let Some(first) = self.first.filter(|first| self.runs_on(*first)) else {
            return Vec::new();
        };
        let mut master = event(&uid, stamp, &series.instance(first, None));
        master.append_property(Property::new("RRULE", self.rule()));
        for day in &self.left_out {
            master.append_multi_property(at("EXDATE", day.and_time(series.starts)));
        }
        let mut events = vec![master];
        for (day, activity) in &self.overridden {
            let mut instance = event(&uid, stamp, activity);
            instance.append_property(at("RECURRENCE-ID", day.and_time(series.starts)));
            events.push(instance);
        }
        events
    }

    /// The rule with its end, which is in UTC.
    fn rule(&self) -> String {
        let rule = rule::text(self.series);
        let Some(last) = self.last else { return rule };
        let until = last.and_time(self.series.starts) - TimeDelta::seconds(i64::from(AHEAD));
        format!("{rule};UNTIL={}", until.format("%Y%m%dT%H%M%SZ"))
    }
}

/// Changed instances of a series, by the day for which they were planned.
fn different(series: &Series, programme: &Programme) -> BTreeMap<NaiveDate, Activity> {
    let own = |one: &&SeriesException| one.series == series.id && series.is_on(one.day);
    let exceptions = programme.exceptions.iter().filter(own).map(|one| {
        debug_assert!(one.kind == ExceptionKind::Cancelled || one.moved_to.is_some());
        (one.day, series.instance(one.day, Some(one)))
    });
    let mut different: BTreeMap<NaiveDate, Activity> = exceptions.collect();
    for row in &programme.activities {
        let Some(day) = row.series_day.filter(|_| row.series == Some(series.id)) else {
            continue;
        };
        let plain = series.instance(day, None);
        let is_plain = row.progress != Progress::Cancelled
            && (
                row.day, row.starts, row.ends, &row.title, &row.place, &row.topic,
            ) == (
                plain.day,
                plain.starts,
                plain.ends,
                &plain.title,
                &plain.place,
                &plain.topic,
            );
        if is_plain {
            different.remove(&day);
        } else if series.is_on(day) {
            different.insert(day, row.clone());
        }
    }
    different
}
