//! RRULE: puts a rule in order, recognises those that are a series of ours, expands the rest.

use super::remark::{Remark, RemarkCode};
use crate::domain::activity::Recurrence;
use crate::domain::hours::week;
use crate::domain::{Series, Weekdays};
use chrono::{
    Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Weekday,
};
use rrule::{RRule, RRuleSet, Tz, Unvalidated};
use std::collections::BTreeMap;

/// Weekday codes, Monday first.
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
/// Order of the parts in a rule, for reading.
const PARTS: [&str; 12] = [
    "INTERVAL",
    "BYSETPOS",
    "BYMONTH",
    "BYWEEKNO",
    "BYYEARDAY",
    "BYMONTHDAY",
    "BYDAY",
    "BYHOUR",
    "BYMINUTE",
    "BYSECOND",
    "WKST",
    "FREQ",
];
/// Last year that a plan reaches.
const LAST_YEAR: &str = "2199";
/// Parts that say when in the day a rule takes place.
const IN_THE_DAY: [&str; 3] = ["BYHOUR", "BYMINUTE", "BYSECOND"];

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
        Recurrence::Rule => series.rule.clone(),
        Recurrence::SchoolDays => "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned(),
        Recurrence::MonthlyDate => {
            let dates: Vec<String> = (28..=nth).map(|date| date.to_string()).collect();
            format!("FREQ=MONTHLY;BYMONTHDAY={};BYSETPOS=-1", dates.join(","))
        }
    }
}

/// End of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ends {
    Never,
    /// The value of UNTIL.
    Until(String),
    After(u32),
}

/// A rule in order: legal, complete without its first day, without its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    parts: BTreeMap<&'static str, String>,
    /// The end of the rule.
    pub ends: Ends,
    /// What was changed to make it legal.
    pub remarks: Vec<Remark>,
}

impl Rule {
    /// Puts a rule that begins at `start` in order; `None` if it cannot be understood.
    pub(super) fn read(text: &str, start: NaiveDateTime) -> Option<Self> {
        let mut rule = Self {
            parts: BTreeMap::new(),
            ends: Ends::Never,
            remarks: Vec::new(),
        };
        let upper: String = text.chars().filter(|one| !one.is_whitespace()).collect();
        let upper = upper.to_ascii_uppercase();
        for part in upper.split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=')?;
            if value.is_empty() {
                continue;
            }
            match (name, value) {
                ("INTERVAL", _) if matches!(value.parse::<u16>(), Ok(0 | 1)) => {}
                // Some programs write "for ever" as a year far away.
                ("UNTIL", _) if value.get(..4).is_some_and(|year| year > LAST_YEAR) => {}
                ("UNTIL", _) => rule.ends = Ends::Until(value.to_owned()),
                ("COUNT", _) => rule.ends = Ends::After(value.parse().ok()?),
                ("WKST", "MO") | ("RSCALE", "GREGORIAN") | ("SKIP", "OMIT") => {}
                _ if name.starts_with("X-") => {}
                ("RSCALE" | "SKIP", _) => return None,
                _ => rule.take(name, value),
            }
        }
        rule.make_legal();
        rule.complete(start);
        rule.parsed()?.validate(as_utc(start)).ok()?;
        Some(rule)
    }

    /// Takes a part of the rule; one that nobody knows is left out and said.
    fn take(&mut self, name: &str, value: &str) {
        if let Some(known) = PARTS.iter().find(|part| **part == name) {
            self.parts.insert(known, value.to_owned());
            return;
        }
        let about = format!("{name}={value}");
        self.remarks
            .push(Remark::about(RemarkCode::PartIgnored, &about));
    }

    fn freq(&self) -> &str {
        self.parts.get("FREQ").map_or("", String::as_str)
    }

    fn has(&self, part: &str) -> bool {
        self.parts.contains_key(part)
    }

    /// Leaves out what the standard forbids, as most programs do, and says so.
    fn make_legal(&mut self) {
        let freq = self.freq().to_owned();
        let is_counted = freq == "MONTHLY" || (freq == "YEARLY" && !self.has("BYWEEKNO"));
        if let Some(days) = self.parts.get_mut("BYDAY").filter(|_| !is_counted) {
            let plain: Vec<&str> = days
                .split(',')
                .map(|day| day.trim_start_matches(is_place))
                .collect();
            let plain = plain.join(",");
            if plain != *days {
                self.remarks
                    .push(Remark::about(RemarkCode::PartIgnored, days));
                *days = plain;
            }
        }
        let forbidden: &[&str] = match freq.as_str() {
            "WEEKLY" => &["BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"],
            "DAILY" | "MONTHLY" => &["BYYEARDAY", "BYWEEKNO"],
            "YEARLY" => &[],
            _ => &["BYWEEKNO"],
        };
        for part in forbidden {
            if let Some(value) = self.parts.remove(part) {
                self.remarks.push(Remark::about(
                    RemarkCode::PartIgnored,
                    &format!("{part}={value}"),
                ));
            }
        }
        let is_alone = |part: &&&str| part.starts_with("BY") && **part != "BYSETPOS";
        if !self.parts.keys().any(|part| is_alone(&part))
            && let Some(value) = self.parts.remove("BYSETPOS")
        {
            self.remarks.push(Remark::about(
                RemarkCode::PartIgnored,
                &format!("BYSETPOS={value}"),
            ));
        }
    }

    /// Writes into the rule what it takes from its first day.
    fn complete(&mut self, start: NaiveDateTime) {
        let day = DAYS
            .get(start.weekday().num_days_from_monday() as usize)
            .map_or_else(String::new, |day| (*day).to_owned());
        let has_day = ["BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY"]
            .iter()
            .any(|part| self.has(part));
        match self.freq() {
            "WEEKLY" if !self.has("BYDAY") => drop(self.parts.insert("BYDAY", day)),
            "MONTHLY" if !has_day => {
                self.parts.insert("BYMONTHDAY", start.day().to_string());
            }
            "YEARLY" if !has_day => {
                self.parts.insert("BYMONTHDAY", start.day().to_string());
                if !self.has("BYMONTH") {
                    self.parts.insert("BYMONTH", start.month().to_string());
                }
            }
            "YEARLY" if self.has("BYWEEKNO") && !self.has("BYDAY") => {
                self.parts.insert("BYDAY", day);
            }
            _ => {}
        }
        // The time of day that the first day has anyway.
        let own = [start.hour(), start.minute(), start.second()];
        for (part, own) in IN_THE_DAY.iter().zip(own) {
            if self
                .parts
                .get(part)
                .is_some_and(|value| *value == own.to_string())
            {
                self.parts.remove(part);
            }
        }
    }

    /// The text of the rule without its end.
    pub(super) fn text(&self) -> String {
        let rest = PARTS.iter().rev();
        let parts: Vec<String> = rest
            .filter_map(|part| Some(format!("{part}={}", self.parts.get(part)?)))
            .collect();
        parts.join(";")
    }

    fn parsed(&self) -> Option<RRule<Unvalidated>> {
        self.text().parse().ok()
    }

    /// Whether it takes place at most once a day, at the time of its first day.
    pub(super) fn is_daily(&self) -> bool {
        matches!(self.freq(), "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY")
            && !IN_THE_DAY.iter().any(|part| self.has(part))
    }

    /// The same rule for days that are all `by` days later; `None` if it does not say the same then.
    pub(super) fn shifted(&self, by: i64) -> Option<Self> {
        if by == 0 {
            return Some(self.clone());
        }
        let is_plain =
            |name: &&'static str| matches!(*name, "FREQ" | "INTERVAL" | "BYDAY" | "WKST");
        let fits = matches!(self.freq(), "DAILY" | "WEEKLY") && self.parts.keys().all(is_plain);
        let mut shifted = self.clone();
        for part in ["BYDAY", "WKST"] {
            if let Some(days) = shifted.parts.get_mut(part) {
                let later: Option<Vec<&str>> = days.split(',').map(|day| later(day, by)).collect();
                *days = later?.join(",");
            }
        }
        if !self.has("WKST") && self.freq() == "WEEKLY" && self.has("INTERVAL") {
            shifted.parts.insert("WKST", later("MO", by)?.to_owned());
        }
        fits.then_some(shifted)
    }

    /// The rule as a series of ours, with weekdays and place in the month; `None` if it is another
    /// rule.
    pub(super) fn ours(&self) -> Option<(Recurrence, Weekdays, Option<i64>)> {
        let get = |part: &str| self.parts.get(part).map(String::as_str);
        let is_plain = |name: &&'static str| {
            matches!(
                *name,
                "FREQ" | "INTERVAL" | "BYDAY" | "BYMONTHDAY" | "BYSETPOS" | "WKST"
            )
        };
        if !self.parts.keys().all(is_plain) {
            return None;
        }
        let interval = get("INTERVAL").unwrap_or("1");
        let (days, dates, place) = (get("BYDAY"), get("BYMONTHDAY"), get("BYSETPOS"));
        match (self.freq(), interval) {
            ("DAILY", "1") if dates.is_none() && place.is_none() => {
                let all = || week().collect();
                let days = days.map_or_else(
                    || Some(all()),
                    |days| days.split(',').map(weekday).collect(),
                );
                Some((Recurrence::Weekly, days?, None))
            }
            ("WEEKLY", "1" | "2") if dates.is_none() && place.is_none() => {
                let weekdays: Option<Weekdays> = days?.split(',').map(weekday).collect();
                // With several days every second week, the first day of the week matters.
                let is_many = days?.contains(',');
                if interval == "2" && is_many && self.has("WKST") {
                    return None;
                }
                let rhythm = if interval == "1" {
                    Recurrence::Weekly
                } else {
                    Recurrence::Fortnightly
                };
                Some((rhythm, weekdays?, None))
            }
            ("MONTHLY", "1") => match (days, dates, place) {
                (Some(days), None, place) => by_nth_weekday(days, place),
                (None, Some(dates), place) => by_dates(dates, place),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether the rule has its first day. If not, the first day takes place and counts all the same.
    pub(super) fn has_first(&self, start: NaiveDateTime) -> bool {
        let first = self.days(start, None, 1);
        first.first() == Some(&start)
    }

    /// The count of days of the rule; the first day counts even if the rule does not have it.
    pub(super) fn counted(&self, start: NaiveDateTime, count: u32) -> u32 {
        count.saturating_sub(u32::from(!self.has_first(start)))
    }

    /// The last day of a rule that ends after a number of times; `None` if it goes on for longer
    /// than anybody plans.
    pub(super) fn last_of(&self, start: NaiveDateTime, count: u32) -> Option<NaiveDate> {
        let count = u16::try_from(self.counted(start, count)).ok()?;
        let all = self.days(start, None, count);
        let last = all.last()?;
        (all.len() == usize::from(count)).then(|| last.date())
    }

    /// The beginnings from a moment on, at most `most`, in the time of the rule.
    pub(super) fn beginnings(
        &self,
        start: NaiveDateTime,
        from: NaiveDateTime,
        to: NaiveDateTime,
        most: u16,
    ) -> Vec<NaiveDateTime> {
        let count = match self.ends {
            Ends::After(count) => u16::try_from(self.counted(start, count)).unwrap_or(u16::MAX),
            Ends::Never | Ends::Until(_) => u16::MAX,
        };
        // A count is counted from the first one; everything else may begin near the period.
        let near = if count == u16::MAX {
            self.near(start, from)
        } else {
            start
        };
        let all = if count == u16::MAX {
            self.days(near, Some((from, to)), most)
        } else {
            self.days(start, Some((start, to)), count)
        };
        let all = all.into_iter();
        all.filter(|at| *at >= from)
            .take(usize::from(most))
            .collect()
    }

    /// The first moment, moved by whole intervals if the rule repeats within a day.
    fn near(&self, start: NaiveDateTime, from: NaiveDateTime) -> NaiveDateTime {
        let every: i64 = self
            .parts
            .get("INTERVAL")
            .and_then(|text| text.parse().ok())
            .unwrap_or(1);
        let seconds = match self.freq() {
            "HOURLY" => 3_600,
            "MINUTELY" => 60,
            "SECONDLY" => 1,
            _ => return start,
        };
        let step = every.max(1) * seconds;
        let passed = (from - start).num_seconds().max(0) / step - 1;
        start + TimeDelta::seconds(passed.max(0) * step)
    }

    /// The first `most` moments of the rule, of all or of those in a period.
    fn days(
        &self,
        start: NaiveDateTime,
        period: Option<(NaiveDateTime, NaiveDateTime)>,
        most: u16,
    ) -> Vec<NaiveDateTime> {
        let by = lateness(start);
        let late = |at: NaiveDateTime| at.checked_add_signed(by).map(as_utc);
        let found = || {
            let begin = late(start)?;
            let rule = self.parsed()?.validate(begin).ok()?;
            let mut set = RRuleSet::new(begin).rrule(rule);
            if let Some((from, to)) = period {
                set = set.after(late(from)?).before(late(to)?);
            }
            Some(set.all(most).dates)
        };
        let found = found().unwrap_or_default().into_iter();
        found.map(|at| at.naive_utc() - by).collect()
    }
}

/// How much later the library is asked. It looks for the next day of a rule until the year 10,000, which takes long for a
/// rule that has none, such as every 30 February. The calendar is the same again after 400 years, so with 7,600 years more
/// the same search ends in what was 2400, after all plans.
fn lateness(start: NaiveDateTime) -> TimeDelta {
    const FOUR_CENTURIES: TimeDelta = TimeDelta::days(146_097);
    if start.year() < 2200 {
        FOUR_CENTURIES * 19
    } else {
        TimeDelta::zero()
    }
}

/// Local time as UTC, so that no zone can shift it.
fn as_utc(at: NaiveDateTime) -> chrono::DateTime<Tz> {
    Tz::UTC.from_utc_datetime(&at)
}

fn is_place(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '+' | '-')
}

/// The weekday so many days later.
fn later(day: &str, by: i64) -> Option<&'static str> {
    let at = i64::try_from(DAYS.iter().position(|one| *one == day)?).ok()?;
    DAYS.get(usize::try_from((at + by).rem_euclid(7)).ok()?)
        .copied()
}

/// The last day on which a rule may take place: UNTIL in local time of the rule. An end earlier in
/// the day than the start leaves that day out; a whole day is in.
pub(super) fn last_day(until: NaiveDateTime, is_day: bool, starts: NaiveTime) -> Option<NaiveDate> {
    if is_day || starts <= until.time() {
        Some(until.date())
    } else {
        until.date().pred_opt()
    }
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
