//! Reads a calendar file into activities and series.

use super::rule::{self, Ends, OurRule, Written};
use super::{Incoming, TOPIC};
use crate::domain::activity::{ExceptionKind, Progress};
use crate::domain::{Activity, Series, SeriesException, SeriesId, TopicCode};
use crate::exchange::csv_text::decoded;
use crate::exchange::file::{self, FileError};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use icalendar::parser::{Component, Property, read_components, unfold};
use std::collections::HashMap;
use std::path::Path;

/// Largest number of events in a file.
const MOST: usize = 20_000;
/// Duration of an event without an end.
const AN_HOUR: TimeDelta = TimeDelta::hours(1);

/// Reads a calendar file.
pub(crate) fn read(path: &Path) -> Result<Incoming, FileError> {
    from_bytes(&file::bytes(path)?)
}

/// Reads the content of a calendar file, in UTF-8 or GB18030.
pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Incoming, FileError> {
    if bytes.is_empty() {
        return Err(FileError::Empty);
    }
    let text = decoded(bytes).map_err(|_| FileError::NotACalendar)?;
    if !text.to_ascii_uppercase().contains("BEGIN:VCALENDAR") {
        return Err(FileError::NotACalendar);
    }
    file::guarded(|| {
        let unfolded = unfold(text.trim());
        let roots = read_components(&unfolded).map_err(|_| FileError::NotACalendar)?;
        let events: Vec<&Component<'_>> = roots
            .iter()
            .flat_map(|root| root.components.iter().chain([root]))
            .filter(|one| one.name == "VEVENT")
            .collect();
        if events.len() > MOST {
            return Err(FileError::TooLarge);
        }
        Ok(incoming(&events))
    })
}

/// Groups events by UID: one main event, and overrides of single instances.
fn incoming(events: &[&Component<'_>]) -> Incoming {
    let mut incoming = Incoming::default();
    let mut overrides: HashMap<String, Vec<Event>> = HashMap::new();
    let mut masters: Vec<Event> = Vec::new();
    for component in events {
        match Event::read(component) {
            None => incoming.refused += 1,
            Some(event) if event.instance.is_some() => {
                overrides.entry(event.uid.clone()).or_default().push(event);
            }
            Some(event) => masters.push(event),
        }
    }
    for master in masters {
        let own = overrides.remove(&master.uid).unwrap_or_default();
        let Some(rule) = master.rule.clone() else {
            incoming
                .activities
                .push(master.activity(master.uid.clone()));
            continue;
        };
        match rule::ours(&rule, &master.start) {
            Some(ours) => incoming.series.push(master.series(&rule, ours, &own)),
            None => incoming.activities.extend(master.written_out(&rule, &own)),
        }
    }
    // Overrides without a main event become activities of their own.
    let mut left: Vec<Event> = overrides.into_values().flatten().collect();
    left.sort_by(|a, b| (a.begins, &a.uid).cmp(&(b.begins, &b.uid)));
    let alone = left.into_iter().map(|one| {
        let uid = one.name_of(one.instance.unwrap_or(one.begins));
        one.activity(uid)
    });
    incoming.activities.extend(alone);
    incoming
}

/// One event of the file, in local time of the home.
#[derive(Clone)]
struct Event {
    uid: String,
    start: Written,
    begins: NaiveDateTime,
    ends: NaiveDateTime,
    title: String,
    place: String,
    materials: String,
    topic: TopicCode,
    is_cancelled: bool,
    rule: Option<String>,
    left_out: Vec<Written>,
    added: Vec<Written>,
    /// The instance that this event overrides.
    instance: Option<NaiveDateTime>,
}

impl Event {
    fn read(component: &Component<'_>) -> Option<Self> {
        let text = |name: &str| {
            let found = component.find_prop(name);
            found.map_or(String::new(), |one| plain(one.val.as_str()))
        };
        let start = written(component.find_prop("DTSTART")?).pop()?;
        let begins = start.wall()?;
        let ends = component
            .find_prop("DTEND")
            .and_then(|one| written(one).pop());
        let duration = component.find_prop("DURATION");
        let ends = match (ends.and_then(|one| one.wall()), duration) {
            (Some(ends), _) => ends,
            (None, Some(text)) => begins + duration_of(text.val.as_str()).unwrap_or(AN_HOUR),
            (None, None) if start.is_day() => begins + TimeDelta::days(1),
            (None, None) => begins + AN_HOUR,
        };
        let all = |name: &'static str| {
            let own = component
                .properties
                .iter()
                .filter(move |one| one.name == name);
            own.flat_map(written).collect::<Vec<Written>>()
        };
        let instance = component.find_prop("RECURRENCE-ID");
        let title = text("SUMMARY");
        Some(Self {
            uid: text("UID"),
            begins,
            ends,
            title: if title.trim().is_empty() {
                text("UID")
            } else {
                title
            },
            place: text("LOCATION"),
            materials: text("DESCRIPTION"),
            topic: text(TOPIC).parse().unwrap_or_else(|_| TopicCode::other()),
            is_cancelled: text("STATUS").eq_ignore_ascii_case("CANCELLED"),
            rule: component
                .find_prop("RRULE")
                .map(|one| one.val.as_str().to_owned()),
            left_out: all("EXDATE"),
            added: all("RDATE"),
            instance: instance.and_then(|one| written(one).pop()?.wall()),
            start,
        })
    }

    /// Start and end on the event's day. An event that passes midnight ends with that day.
    fn hours(&self) -> (NaiveTime, NaiveTime) {
        let last = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or(NaiveTime::MIN);
        let starts = self.begins.time().min(last - TimeDelta::minutes(1));
        let is_same_day = self.begins.date() == self.ends.date();
        let ends = if is_same_day { self.ends.time() } else { last };
        (starts, ends.max(starts + TimeDelta::minutes(1)))
    }

    fn activity(&self, uid: String) -> Activity {
        let (starts, ends) = self.hours();
        Activity {
            title: self.title.clone(),
            place: self.place.clone(),
            materials: self.materials.clone(),
            progress: if self.is_cancelled {
                Progress::Cancelled
            } else {
                Progress::Planned
            },
            uid,
            ..Activity::new(self.begins.date(), starts, ends, self.topic.clone())
        }
    }

    /// UID of one instance of an expanded event.
    fn name_of(&self, at: NaiveDateTime) -> String {
        format!("{}#{}", self.uid, at.format(super::WALL))
    }

    fn series(
        &self,
        rule: &str,
        ours: OurRule,
        overrides: &[Self],
    ) -> (Series, Vec<SeriesException>) {
        let mut series = Series {
            weekdays: ours.weekdays,
            nth: ours.nth,
            title: self.title.clone(),
            place: self.place.clone(),
            materials: self.materials.clone(),
            uid: self.uid.clone(),
            ..Series::new(
                self.begins.date(),
                self.hours(),
                ours.rhythm,
                self.topic.clone(),
            )
        };
        series.ends_on = match ours.ends {
            Ends::Never => None,
            Ends::On(last) => Some(last),
            Ends::After(count) => rule::last_of(rule, &self.start, count),
        };
        if self.is_cancelled {
            series.ends_on = self.begins.date().pred_opt();
        }
        let mut exceptions = Vec::new();
        let left_out = self.left_out.iter().filter_map(Written::wall);
        for day in left_out.map(|at| at.date()) {
            exceptions.push(exception(day, None));
        }
        for other in overrides {
            let Some(day) = other.instance.map(|at| at.date()) else {
                continue;
            };
            let is_moved = other.begins.date() != day || other.hours() != self.hours();
            if other.is_cancelled {
                exceptions.push(exception(day, None));
            } else if is_moved {
                exceptions.push(exception(day, Some(other)));
            }
        }
        exceptions.retain(|one| series.is_on(one.day));
        exceptions.sort_by_key(|one| one.day);
        exceptions.dedup_by_key(|one| one.day);
        (series, exceptions)
    }

    /// Expands a rule that is no series of ours into single activities.
    fn written_out(&self, rule: &str, overrides: &[Self]) -> Vec<Activity> {
        let length = self.ends - self.begins;
        let left_out: Vec<NaiveDateTime> = self.left_out.iter().filter_map(Written::wall).collect();
        let mut all = rule::beginnings(rule, &self.start);
        all.extend(self.added.iter().filter_map(Written::wall));
        let is_left_out = |at: &NaiveDateTime| {
            let same =
                |one: &NaiveDateTime| one == at || (self.start.is_day() && one.date() == at.date());
            left_out.iter().any(same)
        };
        let kept = all.into_iter().filter(|at| !is_left_out(at));
        let activity = |at: NaiveDateTime| {
            let instead = overrides.iter().find(|one| one.instance == Some(at));
            let plain = Self {
                begins: at,
                ends: at + length,
                ..self.clone()
            };
            instead.unwrap_or(&plain).activity(self.name_of(at))
        };
        kept.map(activity).collect()
    }
}

fn exception(day: NaiveDate, moved: Option<&Event>) -> SeriesException {
    let hours = moved.map(Event::hours);
    SeriesException {
        series: SeriesId::default(),
        day,
        kind: if moved.is_some() {
            ExceptionKind::Moved
        } else {
            ExceptionKind::Cancelled
        },
        moved_to: moved.map(|event| event.begins.date()),
        starts: hours.map(|hours| hours.0),
        ends: hours.map(|hours| hours.1),
        reason: String::new(),
    }
}

/// Reads the moments of a property, which may hold a list.
fn written(property: &Property<'_>) -> Vec<Written> {
    let zone = property.params.iter().find(|one| one.key == "TZID");
    let zone = zone.and_then(|one| one.val.as_ref());
    let zone = zone.map(|zone| zone.as_str().trim_matches('"').to_owned());
    let values = property.val.as_str().split(',');
    values
        .map(|value| Written {
            value: value.trim().to_owned(),
            zone: zone.clone(),
        })
        .collect()
}

/// Removes control characters. Backslash escapes are already decoded.
fn plain(text: &str) -> String {
    let fits = |letter: &char| !letter.is_control() || *letter == '\n';
    let kept: String = text.chars().filter(fits).collect();
    kept.trim().to_owned()
}

/// Reads a duration: `PT1H30M`, `P1D`, `P1W`.
fn duration_of(text: &str) -> Option<TimeDelta> {
    let text = text.trim_start_matches('+').strip_prefix('P')?;
    let (mut total, mut number) = (TimeDelta::zero(), String::new());
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            number.push(letter);
            continue;
        }
        if letter == 'T' {
            continue;
        }
        let count: i64 = std::mem::take(&mut number).parse().ok()?;
        let seconds = match letter {
            'W' => 7 * 86_400,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        total = total.checked_add(&TimeDelta::try_seconds(count.checked_mul(seconds)?)?)?;
    }
    (total > TimeDelta::zero() && total < TimeDelta::days(400)).then_some(total)
}
