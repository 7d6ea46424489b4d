//! RRULE: recognises the rules that are a series of ours, and expands all others.

use super::{WALL, ZONE, offset};
use crate::domain::activity::Recurrence;
use crate::domain::hours::week;
use crate::domain::{Series, Weekdays};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use rrule::RRuleSet;
use std::collections::HashMap;

/// Limits for the expansion of a rule that is no series of ours: days and instances.
const FAR: TimeDelta = TimeDelta::days(2 * 366);
const MOST: u16 = 400;
/// Weekday codes, Monday first.
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
/// Limit for the search for the last day of a rule with a count.
const YEARS_TO_COUNT: TimeDelta = TimeDelta::days(10 * 366);

/// A moment as written in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// `20261124T163000`, with an optional Z.
    pub value: String,
    /// TZID, if present.
    pub zone: Option<String>,
}

/// Zones with the same time as the home's.
const SAME_TIME: [&str; 9] = [
    ZONE,
    "PRC",
    "Asia/Chongqing",
    "Asia/Chungking",
    "Asia/Harbin",
    "Asia/Beijing",
    "China Standard Time",
    "Asia/Hong_Kong",
    "Asia/Macau",
];

impl Written {
    /// Whether the moment is in local time of the home.
    pub(super) fn is_local(&self) -> bool {
        let is_same = |zone: &String| SAME_TIME.iter().any(|same| zone.ends_with(same));
        !self.value.ends_with('Z') && self.zone.as_ref().is_none_or(is_same)
    }

    /// Whether it is a whole day without a time.
    pub(super) fn is_day(&self) -> bool {
        !self.value.contains('T')
    }

    /// Local time of the home. An unknown zone is read as the home's own.
    pub(super) fn wall(&self) -> Option<NaiveDateTime> {
        if self.is_day() {
            let day = NaiveDate::parse_from_str(&self.value, "%Y%m%d").ok()?;
            return day.and_hms_opt(0, 0, 0);
        }
        let plain = self.value.trim_end_matches('Z');
        let wall = NaiveDateTime::parse_from_str(plain, WALL).ok()?;
        if self.is_local() {
            return Some(wall);
        }
        let known = self
            .set("FREQ=DAILY;COUNT=1")
            .map(|set| *set.get_dt_start());
        Some(known.map_or(wall, |at| at.with_timezone(&offset()).naive_local()))
    }

    /// Parses a rule that begins here with the library.
    fn set(&self, rule: &str) -> Option<RRuleSet> {
        let zone = self.zone.as_ref().filter(|_| !self.value.ends_with('Z'));
        let zone = zone.map_or(String::new(), |zone| format!(";TZID={zone}"));
        let text = format!("DTSTART{zone}:{}\nRRULE:{rule}", self.value);
        text.parse().ok()
    }
}

/// RRULE text of a series, without an end. The library's own output is not used: it omits the 1 of
/// "first Monday", which turns the rule into every Monday.
pub(super) fn text(series: &Series) -> String {
    let series = series.clone().pinned();
    let nth = series.nth.unwrap_or(1);
    let days: Vec<&str> = DAYS
        .iter()
        .zip(week())
        .filter(|(_, day)| series.weekdays.has(*day))
        .map(|(name, _)| *name)
        .collect();
    match series.rhythm {
        Recurrence::Weekly => format!("FREQ=WEEKLY;BYDAY={}", days.join(",")),
        Recurrence::Fortnightly => {
            format!("FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY={}", days.join(","))
        }
        Recurrence::MonthlyWeekday => {
            let days: Vec<String> = days.iter().map(|day| format!("{nth}{day}")).collect();
            format!("FREQ=MONTHLY;BYDAY={}", days.join(","))
        }
        Recurrence::MonthlyDate if nth <= 28 => format!("FREQ=MONTHLY;BYMONTHDAY={nth}"),
        Recurrence::MonthlyDate => {
            let dates: Vec<String> = (28..=nth).map(|date| date.to_string()).collect();
            format!("FREQ=MONTHLY;BYMONTHDAY={};BYSETPOS=-1", dates.join(","))
        }
    }
}

/// A rule that can be stored as a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OurRule {
    pub rhythm: Recurrence,
    pub weekdays: Weekdays,
    pub nth: Option<i64>,
    pub ends: Ends,
}

/// End of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    Never,
    On(NaiveDate),
    After(usize),
}

/// Parses a rule as a series; `None` if it is no series of ours.
pub(super) fn ours(rule: &str, start: &Written) -> Option<OurRule> {
    if !start.is_local() {
        return None;
    }
    let rule = rule.to_ascii_uppercase();
    let mut parts: HashMap<&str, &str> = rule
        .split(';')
        .filter_map(|part| part.split_once('='))
        .collect();
    let mut take = |name: &str| parts.remove(name);
    let freq = take("FREQ")?;
    let interval: u32 = take("INTERVAL").map_or(Some(1), |text| text.parse().ok())?;
    let week_start = take("WKST").unwrap_or("MO");
    let ends = match (take("UNTIL"), take("COUNT")) {
        (None, None) => Ends::Never,
        (Some(until), None) => Ends::On(last_day(until, start)?),
        (None, Some(count)) => Ends::After(count.parse().ok()?),
        (Some(_), Some(_)) => return None,
    };
    let (by_day, by_date, by_place) = (take("BYDAY"), take("BYMONTHDAY"), take("BYSETPOS"));
    if !parts.is_empty() {
        return None;
    }
    let (rhythm, weekdays, nth) = match (freq, interval) {
        ("WEEKLY", 1 | 2) if by_date.is_none() && by_place.is_none() => {
            let days: Option<Weekdays> = match by_day {
                None => Some(Weekdays::NONE),
                Some(days) => days.split(',').map(weekday).collect(),
            };
            let rhythm = if interval == 1 {
                Recurrence::Weekly
            } else {
                Recurrence::Fortnightly
            };
            // With several days every second week, the first day of the week matters.
            let many = by_day.is_some_and(|days| days.contains(','));
            if interval == 2 && many && week_start != "MO" {
                return None;
            }
            (rhythm, days?, None)
        }
        ("MONTHLY", 1) => match (by_day, by_date, by_place) {
            (None, None, None) => {
                let date = start.wall()?.day();
                // A monthly rule on a late date skips short months; a series does not.
                (date <= 28).then_some((
                    Recurrence::MonthlyDate,
                    Weekdays::NONE,
                    Some(i64::from(date)),
                ))?
            }
            (Some(days), None, place) => by_nth_weekday(days, place)?,
            (None, Some(dates), place) => by_dates(dates, place)?,
            _ => return None,
        },
        _ => return None,
    };
    Some(OurRule {
        rhythm,
        weekdays,
        nth,
        ends,
    })
}

/// Reads `2TU`, or `TU` with BYSETPOS=2.
fn by_nth_weekday(days: &str, place: Option<&str>) -> Option<(Recurrence, Weekdays, Option<i64>)> {
    let mut places = Vec::new();
    let mut weekdays = Vec::new();
    for part in days.split(',') {
        let (nth, day) = part.split_at_checked(part.len().checked_sub(2)?)?;
        places.push(nth.trim_start_matches('+').to_owned());
        weekdays.push(weekday(day)?);
    }
    let first = places.first()?;
    let is_one = weekdays.len() == 1;
    let nth: i64 = match place {
        None if places.iter().all(|one| one == first) => first.parse().ok()?,
        Some(place) if is_one && first.is_empty() => place.parse().ok()?,
        _ => return None,
    };
    let is_ours = matches!(nth, -1 | 1..=4);
    is_ours.then(|| {
        (
            Recurrence::MonthlyWeekday,
            weekdays.into_iter().collect(),
            Some(nth),
        )
    })
}

/// Reads `15`, or `28,29,30,31` with BYSETPOS=-1, the last day of the month.
fn by_dates(dates: &str, place: Option<&str>) -> Option<(Recurrence, Weekdays, Option<i64>)> {
    let dates: Option<Vec<i64>> = dates.split(',').map(|text| text.parse().ok()).collect();
    let date = match (dates?.as_slice(), place) {
        ([-1], None) => 31,
        ([date @ 1..=28], None) => *date,
        ([28, rest @ ..], Some("-1")) if rest.iter().copied().eq((29..=31).take(rest.len())) => {
            28 + i64::try_from(rest.len()).ok()?
        }
        _ => return None,
    };
    Some((Recurrence::MonthlyDate, Weekdays::NONE, Some(date)))
}

fn weekday(text: &str) -> Option<Weekday> {
    let nth = DAYS.iter().position(|day| *day == text)?;
    Weekday::try_from(u8::try_from(nth).ok()?).ok()
}

/// Last day on which a rule may have an instance.
fn last_day(until: &str, start: &Written) -> Option<NaiveDate> {
    let until = Written {
        value: until.to_owned(),
        zone: None,
    };
    let last = until.wall()?;
    if until.is_day() {
        return Some(last.date());
    }
    // An end earlier in the day than the start excludes that day.
    let is_in = start.wall()?.time() <= last.time();
    if is_in {
        Some(last.date())
    } else {
        last.date().pred_opt()
    }
}

/// Last day of a rule with a count.
pub(super) fn last_of(rule: &str, start: &Written, count: usize) -> Option<NaiveDate> {
    let count = u16::try_from(count).ok()?;
    let begin = start.wall()?;
    let local = Written {
        value: begin.format("%Y%m%dT%H%M%SZ").to_string(),
        zone: None,
    };
    let until = (begin + YEARS_TO_COUNT)
        .and_utc()
        .with_timezone(&rrule::Tz::UTC);
    let all = local.set(rule)?.before(until).all(count);
    all.dates.last().map(chrono::DateTime::date_naive)
}

/// Starts of the instances of any rule, within the limits above, in local time of the home.
pub(super) fn beginnings(rule: &str, start: &Written) -> Vec<NaiveDateTime> {
    let Some(set) = start.set(rule) else {
        return Vec::new();
    };
    let far = *set.get_dt_start() + FAR;
    let all = set.before(far).all(MOST).dates;
    let wall = all.into_iter().map(|at| {
        if start.is_local() {
            at.naive_local()
        } else {
            at.with_timezone(&offset()).naive_local()
        }
    });
    wall.collect()
}
