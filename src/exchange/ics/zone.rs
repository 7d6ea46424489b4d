//! Time zones of calendar files, and moments in the home's time.
//!
//! A zone is looked up by its name in the time zone database, then in the file's own description
//! (VTIMEZONE), then among the names that Windows gives, then by an offset in its name.

use super::lines::Component;
use super::{WALL, offset};
use chrono::offset::LocalResult;
use chrono::{
    Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone,
};
use chrono_tz::Tz;
use rrule::RRuleSet;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;

/// Names that Windows gives to zones, with a city of the database. From the Unicode CLDR.
static WINDOWS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let table = include_str!("../../../assets/calendar/windows-zones.tsv");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
});

/// Most changes of a zone that are kept: two a year since 1601.
const MOST_CHANGES: u16 = 1_000;
/// First year whose changes are kept.
const FIRST_YEAR: i32 = 1601;
/// Last year whose changes are kept.
const LAST_YEAR: i32 = 2060;
/// How many years ahead a zone must keep its offset to be called fixed.
const AHEAD: u32 = 6;

/// A zone of a calendar file.
#[derive(Debug, Clone)]
pub(super) enum Zone {
    /// The home's own.
    Home,
    /// A fixed offset, such as UTC.
    Fixed(FixedOffset),
    /// A zone of the database.
    Named(Tz),
    /// A zone as the file describes it: local time of each change and the offset after it.
    Own(Rc<Vec<(NaiveDateTime, FixedOffset)>>),
}

impl Zone {
    /// The offset at a local time of the zone. A time that the zone skips has the offset before the
    /// gap; of a time that comes twice the first counts.
    pub(super) fn offset_at(&self, wall: NaiveDateTime) -> FixedOffset {
        match self {
            Self::Home => offset(),
            Self::Fixed(fixed) => *fixed,
            Self::Named(zone) => match zone.offset_from_local_datetime(&wall) {
                LocalResult::Single(one) | LocalResult::Ambiguous(one, _) => one.fix(),
                LocalResult::None => {
                    let before = wall - TimeDelta::hours(3);
                    let before = zone.offset_from_local_datetime(&before).earliest();
                    before.map_or_else(offset, |one| one.fix())
                }
            },
            Self::Own(changes) => {
                let after = changes.partition_point(|(onset, _)| *onset <= wall);
                let change = changes.get(after.saturating_sub(1));
                change.map_or_else(offset, |(_, offset)| *offset)
            }
        }
    }

    /// A local time of the zone in the home's time.
    pub(super) fn to_home(&self, wall: NaiveDateTime) -> NaiveDateTime {
        match self {
            Self::Home => wall,
            Self::Fixed(_) | Self::Named(_) | Self::Own(_) => {
                shifted(wall, self.offset_at(wall), offset())
            }
        }
    }

    /// A moment in UTC as local time of the zone.
    pub(super) fn of_utc(&self, utc: NaiveDateTime) -> NaiveDateTime {
        let zero = FixedOffset::east_opt(0).unwrap_or_else(offset);
        let guess = shifted(utc, zero, self.offset_at(utc));
        shifted(utc, zero, self.offset_at(guess))
    }

    /// The offset if the zone keeps it from a day on for the years that matter.
    pub(super) fn fixed_from(&self, from: NaiveDate) -> Option<FixedOffset> {
        match self {
            Self::Home => return Some(offset()),
            Self::Fixed(fixed) => return Some(*fixed),
            Self::Named(_) | Self::Own(_) => {}
        }
        let first = self.offset_at(from.and_time(NaiveTime::MIN));
        let mut days =
            (0..AHEAD * 12).filter_map(|month| from.checked_add_months(chrono::Months::new(month)));
        days.all(|day| self.offset_at(day.and_time(NaiveTime::MIN)) == first)
            .then_some(first)
    }
}

fn shifted(wall: NaiveDateTime, from: FixedOffset, to: FixedOffset) -> NaiveDateTime {
    let ahead = TimeDelta::seconds(i64::from(to.local_minus_utc() - from.local_minus_utc()));
    wall.checked_add_signed(ahead).unwrap_or(wall)
}

/// The zones of one calendar.
#[derive(Debug, Default)]
pub(super) struct Zones {
    own: HashMap<String, Zone>,
}

impl Zones {
    /// Reads the descriptions in a calendar.
    pub(super) fn of(calendar: &Component) -> Self {
        let described = calendar.named("VTIMEZONE").filter_map(|zone| {
            let (contents, _) = zone.contents();
            let name = contents.into_iter().find(|one| one.name == "TZID")?.value;
            Some((name.trim_matches('"').trim().to_owned(), described(zone)?))
        });
        Self {
            own: described.collect(),
        }
    }

    /// The zone with a name; `None` if nothing tells which it is.
    pub(super) fn find(&self, name: &str) -> Option<Zone> {
        let name = name.trim().trim_matches('"').trim();
        named(name)
            .or_else(|| self.own.get(name).cloned())
            .or_else(|| WINDOWS.get(name).and_then(|city| named(city)))
            .or_else(|| in_name(name))
            .or_else(|| {
                // A path with the database name at its end: "/mozilla.org/20070129_1/Asia/Shanghai".
                let places = name.match_indices('/').map(|(at, _)| at + 1);
                let mut ends = places.filter_map(|at| name.get(at..));
                ends.find_map(named)
            })
    }
}

fn named(name: &str) -> Option<Zone> {
    if matches!(name, "UTC" | "GMT" | "Z" | "Etc/UTC") {
        return FixedOffset::east_opt(0).map(Zone::Fixed);
    }
    let zone: Tz = name.parse().ok()?;
    Some(if zone == Tz::Asia__Shanghai {
        Zone::Home
    } else {
        Zone::Named(zone)
    })
}

/// Reads an offset from a name: `(UTC+08:00) Beijing, ...`, `GMT+0800`.
fn in_name(name: &str) -> Option<Zone> {
    let at = ["UTC", "GMT"].iter().find_map(|word| name.find(word))?;
    let rest = name.get(at + 3..)?;
    let digits: String = rest
        .trim_start()
        .chars()
        .take_while(|one| matches!(one, '+' | '-' | ':' | '\u{2212}') || one.is_ascii_digit())
        .map(|one| if one == '\u{2212}' { '-' } else { one })
        .collect();
    if digits.is_empty() && rest.starts_with(')') {
        return FixedOffset::east_opt(0).map(Zone::Fixed);
    }
    offset_of(&digits).map(Zone::Fixed)
}

/// Reads `+0800`, `-05:30`, `+8`, `+080000`.
fn offset_of(text: &str) -> Option<FixedOffset> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let digits: String = rest.chars().filter(|one| *one != ':').collect();
    if digits.is_empty() || !digits.chars().all(|one| one.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize| {
        digits
            .get(from..from + 2)
            .and_then(|text| text.parse::<i32>().ok())
    };
    let hours = match digits.len() {
        1 => digits.parse().ok()?,
        _ => part(0)?,
    };
    let seconds = hours * 3600 + part(2).unwrap_or(0) * 60 + part(4).unwrap_or(0);
    FixedOffset::east_opt(sign * seconds)
}

/// The changes of a zone as the file describes it.
fn described(zone: &Component) -> Option<Zone> {
    let mut changes: Vec<(NaiveDateTime, FixedOffset)> = Vec::new();
    for part in zone.named("STANDARD").chain(zone.named("DAYLIGHT")) {
        let (contents, _) = part.contents();
        let value = |name: &str| {
            contents
                .iter()
                .find(|one| one.name == name)
                .map(|one| &one.value)
        };
        let Some(to) = value("TZOFFSETTO").and_then(|text| offset_of(text)) else {
            continue;
        };
        let Some(start) = value("DTSTART")
            .and_then(|text| NaiveDateTime::parse_from_str(text.trim_end_matches('Z'), WALL).ok())
        else {
            continue;
        };
        changes.push((start, to));
        for dates in contents.iter().filter(|one| one.name == "RDATE") {
            let dates = dates.value.split(',');
            let read =
                dates.filter_map(|text| NaiveDateTime::parse_from_str(text.trim(), WALL).ok());
            changes.extend(read.map(|at| (at, to)));
        }
        if let Some(rule) = value("RRULE") {
            changes.extend(onsets(start, rule).into_iter().map(|at| (at, to)));
        }
    }
    changes.sort_unstable_by_key(|(at, _)| *at);
    changes.dedup();
    (!changes.is_empty()).then(|| Zone::Own(Rc::new(changes)))
}

fn onsets(start: NaiveDateTime, rule: &str) -> Vec<NaiveDateTime> {
    // Some descriptions begin in the year 1.
    let start = if start.year() < FIRST_YEAR {
        start.with_year(FIRST_YEAR).unwrap_or(start)
    } else {
        start
    };
    // The end of the rule is in UTC. It falls on the day of a change at most, hours away from it.
    let text = format!("DTSTART:{}Z\nRRULE:{rule}", start.format(WALL));
    let Ok(set) = text.parse::<RRuleSet>() else {
        return Vec::new();
    };
    if !rule.to_ascii_uppercase().contains("FREQ=YEARLY") {
        return Vec::new();
    }
    let all = set
        .all(MOST_CHANGES)
        .dates
        .into_iter()
        .map(|at| at.naive_utc());
    all.take_while(|at| at.year() <= LAST_YEAR).collect()
}

/// The day after a day, at midnight.
pub(super) fn next_midnight(at: NaiveDateTime) -> NaiveDateTime {
    let next = at.date().checked_add_days(Days::new(1));
    next.unwrap_or_else(|| at.date()).and_time(NaiveTime::MIN)
}
