//! Series (系列): what takes place again and again, and what is different about single instances.
//!
//! The days are expanded by the `rrule` library from the same rule that goes into calendar files,
//! so that a phone and this program agree about every date.

use super::{Activity, Expected, Progress, TopicCode};
use crate::domain::Weekdays;
use crate::domain::calendar::week::monday;
use crate::domain::codes::coded;
use crate::domain::ids::{ActivityId, SeriesId, StaffId};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeZone};
use rrule::{Frequency, NWeekday, RRule, RRuleSet, Tz, Unvalidated};

coded! {
    /// How often.
    Recurrence {
        /// Every week, on the chosen days of the week.
        Weekly = "weekly",
        /// Every second week, on the chosen days of the week.
        Fortnightly = "fortnightly",
        /// Every month on the same day of the week: the second Tuesday, the last Friday.
        MonthlyWeekday = "monthly-weekday",
        /// Every month on the same date; the last of the month where it is shorter.
        MonthlyDate = "monthly-date",
    }
}

coded! {
    /// What is different about one instance.
    ExceptionKind { Moved = "moved", Cancelled = "cancelled" }
}

/// From the 29th on, a day of the week is the last of its kind in the month.
const FOUR_WEEKS: u32 = 28;
/// The first day of every rhythm lies within so many days.
const TWO_MONTHS: usize = 63;
/// More instances than any period that is asked about has.
const MANY: u16 = u16::MAX;

/// What takes place again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Identifier.
    pub id: SeriesId,
    /// The series that this one goes on from, since it was edited "from here on".
    pub follows: Option<SeriesId>,
    /// From which day on.
    pub starts_on: NaiveDate,
    /// To which day, itself included; `None` while nobody has said.
    pub ends_on: Option<NaiveDate>,
    /// How often.
    pub rhythm: Recurrence,
    /// On which days of the week; that of `starts_on` if none is chosen.
    pub weekdays: Weekdays,
    /// The date in the month, or which of its Tuesdays: 1 to 4, and -1 for the last; that of
    /// `starts_on` if nobody has said.
    pub nth: Option<i64>,
    /// From when.
    pub starts: NaiveTime,
    /// To when.
    pub ends: NaiveTime,
    /// What people call it.
    pub title: String,
    /// Topic.
    pub topic: TopicCode,
    /// Where.
    pub place: String,
    /// Who is in charge.
    pub organiser: Option<StaffId>,
    /// Who helps, in words.
    pub helpers: String,
    /// What is needed.
    pub materials: String,
    /// For whom.
    pub expected: Expected,
    /// Why it ended early.
    pub reason: String,
    /// Its name in the calendar file it came from.
    pub uid: String,
}

/// What is different about one instance of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesException {
    /// Of which series.
    pub series: SeriesId,
    /// For which day the series plans the instance.
    pub day: NaiveDate,
    /// What is different.
    pub kind: ExceptionKind,
    /// The day it was moved to.
    pub moved_to: Option<NaiveDate>,
    /// From when, if that is different too.
    pub starts: Option<NaiveTime>,
    /// To when, if that is different too.
    pub ends: Option<NaiveTime>,
    /// Why.
    pub reason: String,
}

/// What becomes of a series that is edited from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The series as it was until then; `None` if nothing of it lies before the day.
    pub past: Option<Series>,
    /// The series from then on.
    pub series: Series,
    /// Exceptions that no longer belong where they were.
    pub dropped: Vec<SeriesException>,
    /// The same exceptions where they belong now.
    pub carried: Vec<SeriesException>,
    /// Moved instances that have no place in the new rhythm: they stay as activities of their own.
    pub singles: Vec<Activity>,
}

impl Series {
    /// A series of which nothing else is known.
    pub fn new(
        starts_on: NaiveDate,
        (starts, ends): (NaiveTime, NaiveTime),
        rhythm: Recurrence,
        topic: TopicCode,
    ) -> Self {
        Self {
            id: SeriesId::default(),
            follows: None,
            starts_on,
            ends_on: None,
            rhythm,
            weekdays: Weekdays::NONE,
            nth: None,
            starts,
            ends,
            title: String::new(),
            topic,
            place: String::new(),
            organiser: None,
            helpers: String::new(),
            materials: String::new(),
            expected: Expected::All,
            reason: String::new(),
            uid: String::new(),
        }
    }

    /// The name it has in calendar files: its own, or that of the file it came from.
    pub fn file_name(&self) -> String {
        super::file_name(&self.uid, self.id)
    }

    /// The days of the week on which it takes place.
    fn chosen(&self) -> Weekdays {
        if self.weekdays.is_empty() {
            [self.starts_on.weekday()].into_iter().collect()
        } else {
            self.weekdays
        }
    }

    /// The date in the month, or which of its Tuesdays.
    fn place_in_month(&self) -> i64 {
        let day = self.starts_on.day();
        if let Some(nth) = self.nth {
            return nth;
        }
        match self.rhythm {
            Recurrence::MonthlyWeekday if day > FOUR_WEEKS => -1,
            Recurrence::MonthlyWeekday => i64::from(day.div_ceil(7)),
            Recurrence::Weekly | Recurrence::Fortnightly | Recurrence::MonthlyDate => {
                i64::from(day)
            }
        }
    }

    /// The same series with everything said that follows from its first day.
    #[must_use]
    pub fn pinned(self) -> Self {
        Self {
            weekdays: self.chosen(),
            nth: match self.rhythm {
                Recurrence::Weekly | Recurrence::Fortnightly => None,
                Recurrence::MonthlyWeekday | Recurrence::MonthlyDate => Some(self.place_in_month()),
            },
            ..self
        }
    }

    /// Whether a day fits the rhythm, its first week left aside.
    fn fits(&self, day: NaiveDate) -> bool {
        let in_a_week = day + Days::new(7);
        match self.rhythm {
            Recurrence::Weekly | Recurrence::Fortnightly => self.chosen().has(day.weekday()),
            Recurrence::MonthlyWeekday => {
                let is_nth = match self.place_in_month() {
                    -1 => in_a_week.month() != day.month(),
                    nth => i64::from(day.day().div_ceil(7)) == nth,
                };
                is_nth && self.chosen().has(day.weekday())
            }
            Recurrence::MonthlyDate => {
                let is_last = (day + Days::new(1)).month() != day.month();
                let (date, wanted) = (i64::from(day.day()), self.place_in_month());
                date == wanted || (is_last && date < wanted)
            }
        }
    }

    /// The first day on which it really takes place: `starts_on` itself need not fit.
    pub fn first_day(&self) -> NaiveDate {
        let mut days = self.starts_on.iter_days().take(TWO_MONTHS);
        days.find(|day| self.fits(*day)).unwrap_or(self.starts_on)
    }

    /// The rule of its days, without an end: what calendar files call RRULE.
    pub fn rule(&self) -> RRule<Unvalidated> {
        let nth = self.place_in_month();
        match self.rhythm {
            Recurrence::Weekly => RRule::new(Frequency::Weekly).by_weekday(self.every()),
            Recurrence::Fortnightly => RRule::new(Frequency::Weekly)
                .interval(2)
                .by_weekday(self.every()),
            Recurrence::MonthlyWeekday => {
                let chosen = self.chosen();
                let days = crate::domain::hours::week().filter(|day| chosen.has(*day));
                let nth = i16::try_from(nth).unwrap_or(-1);
                let days = days.map(|day| NWeekday::Nth(nth, day));
                RRule::new(Frequency::Monthly).by_weekday(days.collect())
            }
            Recurrence::MonthlyDate => {
                let date = i8::try_from(nth).unwrap_or(1).clamp(1, 31);
                // The 31st is the 30th in April: the last of the dates that the month has.
                let dates: Vec<i8> = (date.min(28)..=date).collect();
                let rule = RRule::new(Frequency::Monthly);
                match dates.as_slice() {
                    [_] => rule.by_month_day(dates),
                    _ => rule.by_month_day(dates).by_set_pos(vec![-1]),
                }
            }
        }
    }

    fn every(&self) -> Vec<NWeekday> {
        let chosen = self.chosen();
        crate::domain::hours::week()
            .filter(|day| chosen.has(*day))
            .map(NWeekday::Every)
            .collect()
    }

    /// The days on which the rule says that it takes place, from a day to a day, both included;
    /// exceptions are not looked at.
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let first = self.first_day();
        let to = self.ends_on.map_or(to, |ends| ends.min(to));
        let from = from.max(first);
        if from > to {
            return Vec::new();
        }
        // The clock on the wall, told as if it were UTC: no zone can shift it.
        let at = |day: NaiveDate, time| Tz::UTC.from_utc_datetime(&day.and_time(time));
        let begin = at(first, self.starts);
        let Ok(rule) = self.rule().validate(begin) else {
            return Vec::new();
        };
        let last_minute = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or(NaiveTime::MIN);
        let all = RRuleSet::new(begin)
            .rrule(rule)
            .after(at(from, NaiveTime::MIN))
            .before(at(to, last_minute))
            .all(MANY);
        let days = all.dates.into_iter().map(|at| at.date_naive());
        days.filter(|day| (from..=to).contains(day)).collect()
    }

    /// Whether the rule says that it takes place on a day.
    pub fn is_on(&self, day: NaiveDate) -> bool {
        !self.days(day, day).is_empty()
    }

    /// Its instance planned for a day, with what is different about it.
    pub fn instance(&self, day: NaiveDate, exception: Option<&SeriesException>) -> Activity {
        let plain = Activity {
            series: Some(self.id),
            series_day: Some(day),
            title: self.title.clone(),
            place: self.place.clone(),
            organiser: self.organiser,
            helpers: self.helpers.clone(),
            materials: self.materials.clone(),
            expected: self.expected.clone(),
            ..Activity::new(day, self.starts, self.ends, self.topic.clone())
        };
        let Some(exception) = exception else {
            return plain;
        };
        let reason = exception.reason.clone();
        match exception.kind {
            ExceptionKind::Cancelled => Activity {
                progress: Progress::Cancelled,
                reason,
                ..plain
            },
            ExceptionKind::Moved => Activity {
                day: exception.moved_to.unwrap_or(day),
                starts: exception.starts.unwrap_or(self.starts),
                ends: exception.ends.unwrap_or(self.ends),
                moved_from: Some(day),
                reason,
                ..plain
            },
        }
    }

    /// Edits the series from a day on: the past stays as it was, exceptions go with the week or
    /// month they belong to. `edited` has the new rule; `id` is for the part from the day on, where
    /// a part before it remains.
    pub fn edit_from(
        &self,
        from: NaiveDate,
        edited: Self,
        id: SeriesId,
        exceptions: &[SeriesException],
    ) -> Edited {
        let eve = from.pred_opt().unwrap_or(from);
        let has_past = !self.days(self.starts_on, eve).is_empty();
        let past = has_past.then(|| Self {
            ends_on: Some(self.ends_on.map_or(eve, |ends| ends.min(eve))),
            ..self.clone()
        });
        let series = if has_past {
            Self {
                id,
                follows: Some(self.id),
                starts_on: edited.starts_on.max(self.goes_on(from)),
                uid: String::new(),
                ..edited.pinned()
            }
        } else {
            Self {
                id: self.id,
                follows: self.follows,
                ..edited
            }
        };
        let mut result = Edited {
            past,
            series,
            dropped: Vec::new(),
            carried: Vec::new(),
            singles: Vec::new(),
        };
        let later = |one: &&SeriesException| one.series == self.id && one.day >= from;
        for exception in exceptions.iter().filter(later) {
            let new = result.series.place_of(exception.day, &result.carried);
            result.dropped.push(exception.clone());
            match new {
                Some(day) => result.carried.push(SeriesException {
                    series: result.series.id,
                    day,
                    ..exception.clone()
                }),
                None if exception.kind == ExceptionKind::Moved => {
                    result.singles.push(Activity {
                        id: ActivityId::default(),
                        series: None,
                        series_day: None,
                        ..self.instance(exception.day, Some(exception))
                    });
                }
                None => {}
            }
        }
        result
    }

    /// From which day on its rhythm goes on: every second week stays the same second week.
    fn goes_on(&self, from: NaiveDate) -> NaiveDate {
        let next = self.days(from, from + Days::new(14));
        let next = next
            .first()
            .filter(|_| self.rhythm == Recurrence::Fortnightly);
        next.map_or(from, |day| from.max(monday(*day)))
    }

    /// Which of its days stands for `day` of an older rule: the same, or one of the same week or
    /// month that nothing else stands for.
    fn place_of(&self, day: NaiveDate, taken: &[SeriesException]) -> Option<NaiveDate> {
        let (from, to) = match self.rhythm {
            Recurrence::Weekly | Recurrence::Fortnightly => {
                let monday = monday(day);
                (monday, monday + Days::new(6))
            }
            Recurrence::MonthlyWeekday | Recurrence::MonthlyDate => {
                let first = day.with_day(1)?;
                (first, (first + Months::new(1)).pred_opt()?)
            }
        };
        let is_free = |one: &NaiveDate| taken.iter().all(|other| other.day != *one);
        let days = self.days(from, to);
        let same = days.iter().copied().find(|one| *one == day);
        same.or_else(|| days.into_iter().find(is_free))
            .filter(is_free)
    }
}
