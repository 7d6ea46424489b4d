//! Writes the plan as a calendar file.

use super::{AHEAD, REPEATS, TOPIC, WALL, ZONE, rule};
use crate::domain::activity::{ExceptionKind, Progress, Recurrence, State};
use crate::domain::calendar::Calendar as OpenDays;
use crate::domain::{Activity, Moment, Programme, Series, SeriesException, TopicCode, tidy};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};
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

/// How far ahead the days without an activity are listed for a series without an end; a phone that
/// reads the file again later gets the next ones.
const LISTED: Days = Days::new(2 * 366);

/// What is exported, and with which facts.
pub(crate) struct Export<'e> {
    /// The whole programme.
    pub programme: &'e Programme,
    /// The days on which the home is open.
    pub open_days: &'e OpenDays,
    /// Exported period.
    pub period: DateRange,
    /// Name of the home.
    pub home: &'e str,
    /// Moment of the export.
    pub now: Moment,
    /// Name of a topic.
    pub topic_name: &'e dyn Fn(&TopicCode) -> String,
}

impl Export<'_> {
    /// Whether an activity is called off, by a person or by a closed day.
    fn is_off(&self, activity: &Activity) -> bool {
        activity.state(self.now.date_naive(), self.open_days) == State::Cancelled
    }
}

/// Writes the plan of a period as a calendar file.
pub(crate) fn write(export: &Export<'_>) -> String {
    let (programme, period) = (export.programme, export.period);
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Doorlight//Doorlight//ZH"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", &*tidy::shown(export.home)),
        ("X-WR-TIMEZONE", ZONE),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    let stamp = export
        .now
        .with_timezone(&Utc)
        .format("%Y%m%dT%H%M%SZ")
        .to_string();
    for series in &programme.series {
        let outgoing = Outgoing::new(series, export);
        calendar.extend(outgoing.events(export, &stamp));
    }
    let known = |activity: &&Activity| {
        programme
            .series
            .iter()
            .any(|one| Some(one.id) == activity.series)
    };
    let singles = programme.activities.iter();
    let singles = singles.filter(|one| !known(one) && period.has(one.day));
    calendar.extend(singles.map(|one| single(one, export, &stamp)));
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

/// A whole day.
fn whole(key: &str, day: NaiveDate) -> Property {
    let mut property = Property::new(key, day.format("%Y%m%d").to_string());
    property.add_parameter("VALUE", "DATE");
    property
}

/// The instance of a series on a day, in the form of its beginning.
fn instance_of(key: &str, series: &Series, day: NaiveDate) -> Property {
    if series.instance(day, None).is_whole_day() {
        whole(key, day)
    } else {
        at(key, day.and_time(series.starts))
    }
}

/// Properties that all events have.
fn event(uid: &str, export: &Export<'_>, stamp: &str, activity: &Activity) -> Event {
    let Activity {
        day, starts, ends, ..
    } = *activity;
    let mut event = Event::with_uid(uid);
    if let Some(sequence) = activity.sequence {
        event.append_property(Property::new("SEQUENCE", sequence.to_string()));
    }
    event.append_property(Property::new("DTSTAMP", stamp));
    if activity.is_whole_day() {
        event.append_property(whole("DTSTART", day));
        event.append_property(whole("DTEND", day + Days::new(1)));
    } else {
        event.append_property(at("DTSTART", day.and_time(starts)));
        event.append_property(at("DTEND", day.and_time(ends)));
    }
    event.summary(&tidy::shown(&activity.title));
    if !activity.place.is_empty() {
        event.location(&tidy::shown(&activity.place));
    }
    if !activity.materials.is_empty() {
        event.description(&tidy::shown_page(&activity.materials));
    }
    // People read the name, this program reads the code.
    event.append_property(Property::new(
        "CATEGORIES",
        tidy::shown(&(export.topic_name)(&activity.topic)),
    ));
    event.append_property(Property::new(TOPIC, activity.topic.as_str()));
    event
}

fn single(activity: &Activity, export: &Export<'_>, stamp: &str) -> Event {
    let mut event = event(&activity.file_name(), export, stamp, activity);
    let status = if export.is_off(activity) {
        "CANCELLED"
    } else {
        "CONFIRMED"
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
    /// Days that the rule does not have.
    added: BTreeSet<NaiveDate>,
    overridden: BTreeMap<NaiveDate, Activity>,
}

impl<'p> Outgoing<'p> {
    fn new(series: &'p Series, export: &Export<'p>) -> Self {
        let (programme, period) = (export.programme, export.period);
        let different = different(series, programme);
        let mut outgoing = Self {
            series,
            first: Some(series.first_day()),
            last: series.ends_on,
            left_out: BTreeSet::new(),
            added: BTreeSet::new(),
            overridden: BTreeMap::new(),
        };
        if !period.is_everything() {
            outgoing.narrow(&different, period);
        }
        outgoing.follow_calendar(export, &different);
        for (day, activity) in different {
            if export.is_off(&activity) {
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

    /// Excludes repetitions that do not take place because the home is closed. Of school days,
    /// excludes the public holidays and adds the make-up weekends, which no rule describes.
    fn follow_calendar(&mut self, export: &Export<'_>, different: &BTreeMap<NaiveDate, Activity>) {
        let Some(first) = self.first else { return };
        let listed = first.max(export.now.date_naive()) + LISTED;
        let last = self.last.map_or(listed, |last| last.min(listed));
        let days = self.series.days(first, last).into_iter();
        let days: BTreeSet<NaiveDate> = days
            .filter(|day| self.series.is_in_school(*day, export.open_days))
            .collect();
        let is_plain = |day: &NaiveDate| !different.contains_key(day);
        let closed = days.iter().copied().filter(is_plain);
        let closed = closed.filter(|day| export.is_off(&self.series.instance(*day, None)));
        self.left_out.extend(closed);
        if self.series.rhythm == Recurrence::SchoolDays {
            let in_rule = |day: &NaiveDate| day.weekday().number_from_monday() <= 5;
            let all = first
                .iter_days()
                .take_while(|day| *day <= last)
                .filter(in_rule);
            self.left_out.extend(all.filter(|day| !days.contains(day)));
            let taken = &self.left_out;
            let extra = days
                .iter()
                .copied()
                .filter(|day| !in_rule(day) && !taken.contains(day));
            self.added = extra.collect();
        }
    }

    /// Whether a day is between the first and the last.
    fn runs_on(&self, day: NaiveDate) -> bool {
        self.first.is_some_and(|first| first <= day) && self.last.is_none_or(|last| day <= last)
    }

    fn events(self, export: &Export<'_>, stamp: &str) -> Vec<Event> {
        let (series, uid) = (self.series, self.series.file_name());
        let Some(first) = self.first.filter(|first| self.runs_on(*first)) else {
            return Vec::new();
        };
        let mut master = event(&uid, export, stamp, &series.instance(first, None));
        master.append_property(Property::new("RRULE", self.rule()));
        if series.rhythm == Recurrence::SchoolDays {
            master.append_property(Property::new(REPEATS, series.rhythm.code()));
        }
        for day in &self.left_out {
            master.append_multi_property(instance_of("EXDATE", series, *day));
        }
        for day in &self.added {
            master.append_multi_property(instance_of("RDATE", series, *day));
        }
        let mut events = vec![master];
        for (day, activity) in &self.overridden {
            let mut instance = event(&uid, export, stamp, activity);
            instance.append_property(instance_of("RECURRENCE-ID", series, *day));
            events.push(instance);
        }
        events
    }

    /// The rule with its end, which is in UTC.
    fn rule(&self) -> String {
        let rule = rule::text(self.series);
        let Some(last) = self.last else { return rule };
        if self.series.instance(last, None).is_whole_day() {
            return format!("{rule};UNTIL={}", last.format("%Y%m%d"));
        }
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
