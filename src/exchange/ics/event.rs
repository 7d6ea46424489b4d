//! One event of a calendar file, and what becomes of it here.

use super::lines::{Component, Content as Property};
use super::remark::{Remark, RemarkCode};
use super::rule::{self, Ends, Rule};
use super::zone::{Zone, Zones, next_midnight};
use super::{Content, Entry, REPEATS, TOPIC, WALL};
use crate::domain::activity::{Progress, Recurrence};
use crate::domain::{Activity, TopicCode, tidy};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use std::collections::HashSet;
use std::rc::Rc;

/// Duration of an event without an end.
const AN_HOUR: TimeDelta = TimeDelta::hours(1);
/// Most days of one event.
pub(super) const MOST_DAYS: u64 = 62;
/// Most rules of one event. Programs write one; each more takes time.
pub(super) const MOST_RULES: usize = 20;

/// A moment as the file has it.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// Local time of `zone`; midnight for a whole day.
    pub wall: NaiveDateTime,
    /// Its zone.
    pub zone: Rc<Zone>,
    /// A whole day without a time.
    pub is_day: bool,
}

impl Written {
    /// In the home's time. A whole day is the same day everywhere.
    pub(super) fn home(&self) -> NaiveDateTime {
        if self.is_day {
            self.wall
        } else {
            self.zone.to_home(self.wall)
        }
    }
}

/// An event of the file.
#[derive(Debug, Clone)]
pub(super) struct Event {
    pub uid: String,
    pub sequence: Option<i64>,
    pub start: Written,
    /// First moment in the home's time.
    pub begins: NaiveDateTime,
    pub length: TimeDelta,
    pub title: String,
    pub place: String,
    pub materials: String,
    /// Its topic, if the file has one.
    pub topic: Option<TopicCode>,
    pub is_cancelled: bool,
    /// This program wrote the file.
    pub is_ours: bool,
    pub rules: Vec<String>,
    /// Rules whose days are left out (EXRULE, of the older standard).
    pub left_out_rules: Vec<String>,
    /// Moment at which the event was written (DTSTAMP); empty if missing.
    pub stamp: String,
    /// The recurrence in our own files, if no rule describes it.
    pub repeats: Option<Recurrence>,
    pub left_out: Vec<Written>,
    pub added: Vec<Written>,
    /// The instance that this event changes.
    pub instance: Option<Written>,
    /// It changes all later instances too.
    pub is_from_here_on: bool,
    pub remarks: Vec<Remark>,
}

/// Reads the values of properties in the zones of their calendar.
struct Reader<'z> {
    zones: &'z Zones,
    contents: Vec<Property>,
    unknown: Vec<String>,
}

impl Reader<'_> {
    fn find(&self, name: &str) -> Option<Property> {
        self.contents.iter().find(|one| one.name == name).cloned()
    }

    fn text(&self, name: &str) -> String {
        self.find(name)
            .map_or_else(String::new, |one| tidy::line(&one.value).into_owned())
    }

    fn zone(&mut self, name: Option<&str>) -> Rc<Zone> {
        let Some(name) = name.filter(|name| !name.trim().is_empty()) else {
            return Rc::new(Zone::Home);
        };
        Rc::new(self.zones.find(name).unwrap_or_else(|| {
            self.unknown.push(name.to_owned());
            Zone::Home
        }))
    }

    /// The moments of a property, which may hold a list. Of a period the beginning counts.
    fn moments(&mut self, content: &Property) -> Vec<Written> {
        let zone = self.zone(content.param("TZID"));
        let values = content.value.split(',');
        values
            .filter_map(|value| {
                let value = value.split('/').next().unwrap_or(value).trim();
                moment(value, &zone)
            })
            .collect()
    }

    fn moment(&mut self, name: &str) -> Option<Written> {
        let content = self.find(name)?;
        self.moments(&content).pop()
    }

    fn all(&mut self, name: &str) -> Vec<Written> {
        let own = self.contents.iter().filter(|one| one.name == name);
        let own: Vec<Property> = own.cloned().collect();
        own.iter().flat_map(|one| self.moments(one)).collect()
    }
}

/// Reads `20261124`, `20261124T163000`, `20261124T163000Z`.
fn moment(value: &str, zone: &Rc<Zone>) -> Option<Written> {
    let value = value.to_ascii_uppercase();
    if !value.contains('T') {
        let day = NaiveDate::parse_from_str(&value, "%Y%m%d").ok()?;
        return is_in_reach(day).then(|| Written {
            wall: day.and_time(NaiveTime::MIN),
            zone: Rc::new(Zone::Home),
            is_day: true,
        });
    }
    let plain = value.trim_end_matches('Z');
    let wall = NaiveDateTime::parse_from_str(plain, WALL)
        .or_else(|_| NaiveDateTime::parse_from_str(plain, "%Y%m%dT%H%M"))
        .ok()?;
    let zone = if value.ends_with('Z') {
        let zero = chrono::FixedOffset::east_opt(0)?;
        Rc::new(Zone::Fixed(zero))
    } else {
        Rc::clone(zone)
    };
    is_in_reach(wall.date()).then_some(Written {
        wall,
        zone,
        is_day: false,
    })
}

/// Years that calendars plan; a leap of a thousand years is a typing error.
fn is_in_reach(day: NaiveDate) -> bool {
    (1900..=2199).contains(&chrono::Datelike::year(&day))
}

impl Event {
    /// Reads an event; `None` if it has no readable beginning.
    pub(super) fn read(component: &Component, zones: &Zones) -> Option<Self> {
        let (contents, lost) = component.contents();
        let mut reader = Reader {
            zones,
            contents,
            unknown: Vec::new(),
        };
        let start = reader.moment("DTSTART")?;
        let begins = start.home();
        let mut remarks = Vec::new();
        let length = match (reader.moment("DTEND"), reader.find("DURATION")) {
            (Some(ends), _) => ends.home() - begins,
            (None, Some(text)) => duration_of(&text.value).unwrap_or(AN_HOUR),
            (None, None) if start.is_day => TimeDelta::days(1),
            (None, None) => AN_HOUR,
        };
        if length < TimeDelta::zero() {
            remarks.push(Remark::plain(RemarkCode::EndsFirst));
        }
        let instance = reader.find("RECURRENCE-ID");
        let range = instance.as_ref().and_then(|one| one.param("RANGE"));
        let is_from_here_on =
            range.is_some_and(|range| range.eq_ignore_ascii_case("THISANDFUTURE"));
        let instance = reader.moment("RECURRENCE-ID");
        let (left_out, added) = (reader.all("EXDATE"), reader.all("RDATE"));
        let (uid, title, topic) = (
            reader.text("UID"),
            reader.text("SUMMARY"),
            reader.text(TOPIC),
        );
        let code = topic.parse().ok();
        let title = if title.is_empty() { uid.clone() } else { title };
        let description = reader
            .find("DESCRIPTION")
            .map_or_else(String::new, |one| one.value);
        let mut fitted = |text: String, most: usize| {
            let fitting = tidy::cut(&text, most);
            if fitting != text {
                remarks.push(Remark::about(RemarkCode::TextCut, &most.to_string()));
            }
            fitting
        };
        let title = fitted(title, tidy::TITLE_MAX);
        let place = fitted(reader.text("LOCATION"), tidy::NOTE_MAX);
        let materials = fitted(tidy::lines(&description), tidy::NOTE_MAX);
        if !topic.is_empty() && code.is_none() {
            remarks.push(Remark::about(RemarkCode::TopicUnknown, &topic));
        }
        let rules = |name: &str| -> Vec<String> {
            let own = reader.contents.iter().filter(|one| one.name == name);
            // The same rule twice says nothing more.
            let mut seen = HashSet::new();
            let new = own.filter(|one| seen.insert(one.value.as_str()));
            new.map(|one| one.value.clone()).collect()
        };
        let (rules, left_out_rules) = (rules("RRULE"), rules("EXRULE"));
        if lost > 0 {
            remarks.push(Remark::about(RemarkCode::LinesLost, &lost.to_string()));
        }
        reader.unknown.sort();
        reader.unknown.dedup();
        let unknown = reader.unknown.iter();
        remarks.extend(unknown.map(|zone| Remark::about(RemarkCode::ZoneUnknown, zone)));
        Some(Self {
            begins,
            length: length.max(TimeDelta::zero()),
            title,
            place,
            materials,
            topic: code,
            is_cancelled: reader.text("STATUS").eq_ignore_ascii_case("CANCELLED"),
            is_ours: false,
            sequence: reader.text("SEQUENCE").parse().ok(),
            uid,
            rules,
            left_out_rules,
            stamp: reader.text("DTSTAMP"),
            repeats: Recurrence::from_code(&reader.text(REPEATS)),
            left_out,
            added,
            instance,
            is_from_here_on,
            remarks,
            start,
        })
    }

    /// An entry for this event.
    pub(super) fn entry(&self, content: Content) -> Entry {
        Entry {
            uid: self.uid.clone(),
            title: self.title.clone(),
            starts: Some(self.begins),
            sequence: self.sequence,
            is_ours: self.is_ours,
            content,
            remarks: self.remarks.clone(),
        }
    }

    /// What tells a newer revision from an older one.
    pub(super) fn revision(&self) -> (i64, &str) {
        (self.sequence.unwrap_or(0), &self.stamp)
    }

    /// The topic.
    pub(super) fn topic(&self) -> TopicCode {
        self.topic.clone().unwrap_or_else(TopicCode::other)
    }

    /// A changed instance with what it takes from its event: a topic, which only our own files
    /// have, and a title that is missing.
    pub(super) fn of(self, master: &Self) -> Self {
        Self {
            topic: self.topic.or_else(|| master.topic.clone()),
            title: if self.title == self.uid {
                master.title.clone()
            } else {
                self.title
            },
            ..self
        }
    }

    /// The end of the event in the home's time.
    fn ends(&self) -> NaiveDateTime {
        self.begins
            .checked_add_signed(self.length)
            .unwrap_or(self.begins)
    }

    /// Whether it takes place on several days. One that only passes midnight does not.
    pub(super) fn has_several_days(&self) -> bool {
        let is_long = self.start.is_day || self.length > TimeDelta::hours(24);
        is_long && self.ends() > next_midnight(self.begins)
    }

    /// Start and end on its day. An event that passes midnight ends with that day.
    pub(super) fn hours(&self) -> (NaiveTime, NaiveTime) {
        hours(self.begins, self.ends())
    }

    /// Whether it ends after midnight of its only day.
    pub(super) fn passes_midnight(&self) -> bool {
        !self.has_several_days() && self.ends() > next_midnight(self.begins)
    }

    /// Its days, each with start and end: one, or one a day of a camp.
    pub(super) fn spans(&self) -> Vec<(NaiveDate, NaiveTime, NaiveTime)> {
        let (starts, ends) = self.hours();
        let first = (self.begins.date(), starts, ends);
        if !self.has_several_days() {
            return vec![first];
        }
        let mut spans = Vec::new();
        let mut from = self.begins;
        while from < self.ends() && spans.len() < MOST_DAYS as usize {
            let to = next_midnight(from).min(self.ends());
            let (starts, ends) = hours(from, to);
            spans.push((from.date(), starts, ends));
            from = next_midnight(from);
        }
        spans
    }

    /// The activity of this event on its first day.
    pub(super) fn activity(&self, uid: String) -> Activity {
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
            sequence: self.sequence,
            ..Activity::new(self.begins.date(), starts, ends, self.topic())
        }
    }

    /// The activities of this event, one a day. The first has the plain UID if `is_first`.
    pub(super) fn activities(&self, is_first: bool) -> Vec<Activity> {
        let spans = self.spans().into_iter().enumerate();
        spans
            .map(|(nth, (day, starts, ends))| {
                let uid = if nth == 0 && is_first {
                    self.uid.clone()
                } else {
                    self.name_of(day.and_time(starts))
                };
                Activity {
                    day,
                    starts,
                    ends,
                    ..self.activity(uid)
                }
            })
            .collect()
    }

    /// UID of one of several activities that are one event in the file.
    pub(super) fn name_of(&self, at: NaiveDateTime) -> String {
        if self.uid.is_empty() {
            String::new()
        } else {
            format!("{}#{}", self.uid, at.format(WALL))
        }
    }

    /// The same event at another time of the home.
    pub(super) fn at(&self, begins: NaiveDateTime) -> Self {
        Self {
            begins,
            ..self.clone()
        }
    }

    /// The rules in order, and whether all could be read.
    pub(super) fn read_rules(&self, rules: &[String]) -> (Vec<Rule>, bool) {
        if rules.len() > MOST_RULES {
            return (Vec::new(), false);
        }
        // A rule whose end cannot be read would go on for ever.
        let has_end =
            |rule: &Rule| !matches!(rule.ends, Ends::Until(_)) || self.until(rule).is_some();
        let read: Vec<Option<Rule>> = rules
            .iter()
            .map(|text| Rule::read(text, self.start.wall).filter(has_end))
            .collect();
        let is_whole = read.iter().all(Option::is_some);
        (read.into_iter().flatten().collect(), is_whole)
    }

    /// The last day of a rule in the home's time, `by` days after that of the rule; `None` without
    /// an end.
    pub(super) fn last_day(&self, rule: &Rule, by: i64) -> Option<NaiveDate> {
        let last = match &rule.ends {
            Ends::Never => return None,
            Ends::After(count) => rule.last_of(self.start.wall, *count)?,
            Ends::Until(_) => {
                let (until, is_day) = self.until(rule)?;
                rule::last_day(until, is_day, self.start.wall.time())?
            }
        };
        last.checked_add_signed(TimeDelta::days(by))
    }

    /// The end of a rule in the rule's own time, and whether it is a whole day.
    pub(super) fn until(&self, rule: &Rule) -> Option<(NaiveDateTime, bool)> {
        let Ends::Until(text) = &rule.ends else {
            return None;
        };
        let until = moment(text, &self.start.zone)?;
        let is_utc = text.ends_with('Z');
        let wall = if is_utc && !self.start.is_day {
            self.start.zone.of_utc(until.wall)
        } else {
            until.wall
        };
        Some((wall, until.is_day || self.start.is_day))
    }
}

/// Start and end on the day of `from`, at least a minute apart.
fn hours(from: NaiveDateTime, to: NaiveDateTime) -> (NaiveTime, NaiveTime) {
    let last = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or(NaiveTime::MIN);
    let starts = from.time().min(last - TimeDelta::minutes(1));
    let ends = if from.date() == to.date() {
        to.time()
    } else {
        last
    };
    (starts, ends.max(starts + TimeDelta::minutes(1)))
}

/// Reads a duration: `PT1H30M`, `P1D`, `P1W`.
fn duration_of(text: &str) -> Option<TimeDelta> {
    let text = text.trim().to_ascii_uppercase();
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
    (total < TimeDelta::days(400)).then_some(total)
}
