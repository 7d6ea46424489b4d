//! Series (系列): recurring activities and exceptions of single instances.
//!
//! The `rrule` library computes the days from the same rule that goes into calendar files, so that
//! a phone and this program agree on every date.

use super::{Activity, Expected, Progress, TopicCode, recurrence};
use crate::domain::Weekdays;
use crate::domain::calendar::Calendar;
use crate::domain::calendar::public_days::PublicDays;
use crate::domain::calendar::week::monday;
use crate::domain::codes::coded;
use crate::domain::hours::SchoolPeriod;
use crate::domain::ids::{ActivityId, SeriesId, StaffId};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};
use rrule::{Frequency, NWeekday, RRule, Unvalidated};

coded! {
    /// Recurrence of a series.
    pub Recurrence {
        /// Every week on the selected weekdays.
        Weekly = "weekly",
        /// Every second week on the selected weekdays.
        Fortnightly = "fortnightly",
        /// Every month on the same weekday: the second Tuesday, the last Friday.
        MonthlyWeekday = "monthly-weekday",
        /// Every month on the same date, or on the last day of a shorter month.
        MonthlyDate = "monthly-date",
        /// Every school day: Monday to Friday without public holidays, and make-up weekends.
        SchoolDays = "school-days",
        /// Any other rule of a calendar file, kept as [`Series::rule`].
        Rule = "rule",
    }
}

coded! {
    /// Kind of an exception.
    pub ExceptionKind { Moved = "moved", Cancelled = "cancelled" }
}

/// After this date a weekday is always the last of its kind in the month.
const FOUR_WEEKS: u32 = 28;
/// Days within which the first day of every recurrence lies.
const TWO_MONTHS: usize = 63;
/// Years within which the first day of any rule lies: 29 February.
const LEAP: Months = Months::new(8 * 12);

/// A recurring activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Record identifier.
    pub id: SeriesId,
    /// The earlier series that this one continues after an edit "from here on".
    pub follows: Option<SeriesId>,
    /// First day; need not fit the recurrence.
    pub starts_on: NaiveDate,
    /// Last day, included; `None` if open-ended.
    pub ends_on: Option<NaiveDate>,
    /// Recurrence.
    pub rhythm: Recurrence,
    /// Selected weekdays; if empty, the weekday of `starts_on`.
    pub weekdays: Weekdays,
    /// The date in the month, or the number of the weekday in the month (1 to 4, -1 for the last);
    /// `None` means that of `starts_on`.
    pub nth: Option<i64>,
    /// RRULE of a calendar file for [`Recurrence::Rule`], complete without the first day and
    /// without an end; empty for other recurrences.
    pub rule: String,
    /// Start time.
    pub starts: NaiveTime,
    /// End time.
    pub ends: NaiveTime,
    /// Title.
    pub title: String,
    /// Topic code.
    pub topic: TopicCode,
    /// Place.
    pub place: String,
    /// Member of staff in charge.
    pub organiser: Option<StaffId>,
    /// Helpers, as free text.
    pub helpers: String,
    /// Required materials.
    pub materials: String,
    /// Target group.
    pub expected: Expected,
    /// Reason for an early end.
    pub reason: String,
    /// Its UID in the imported calendar file; empty if not imported.
    pub uid: String,
    /// Revision in the imported calendar file; an older revision changes nothing.
    pub sequence: Option<i64>,
}

/// An exception of one instance of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesException {
    /// The series.
    pub series: SeriesId,
    /// The day on which the series plans the instance.
    pub day: NaiveDate,
    /// Moved or cancelled.
    pub kind: ExceptionKind,
    /// New day of a moved instance.
    pub moved_to: Option<NaiveDate>,
    /// New start time, if changed.
    pub starts: Option<NaiveTime>,
    /// New end time, if changed.
    pub ends: Option<NaiveTime>,
    /// Reason.
    pub reason: String,
}

/// The result of an edit of a series from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edited {
    /// The old series, ended before that day; `None` if it has no instance before that day.
    pub past: Option<Series>,
    /// The series from that day on.
    pub series: Series,
    /// Exceptions to remove.
    pub dropped: Vec<SeriesException>,
    /// The same exceptions on their new days.
    pub carried: Vec<SeriesException>,
    /// Moved instances without a day in the new recurrence; they become single activities.
    pub singles: Vec<Activity>,
}

impl Series {
    /// A series with all optional fields empty.
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
            rule: String::new(),
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
            sequence: None,
        }
    }

    /// The UID in calendar files: that of the imported file, else one made from the record
    /// identifier.
    pub(crate) fn file_name(&self) -> String {
        super::file_name(&self.uid, self.id)
    }

    /// The weekdays of the series.
    fn chosen(&self) -> Weekdays {
        if self.weekdays.is_empty() {
            [self.starts_on.weekday()].into_iter().collect()
        } else {
            self.weekdays
        }
    }

    /// The date in the month, or the number of the weekday in the month.
    fn place_in_month(&self) -> i64 {
        let day = self.starts_on.day();
        if let Some(nth) = self.nth {
            return nth;
        }
        match self.rhythm {
            Recurrence::MonthlyWeekday if day > FOUR_WEEKS => -1,
            Recurrence::MonthlyWeekday => i64::from(day.div_ceil(7)),
            Recurrence::Weekly
            | Recurrence::Fortnightly
            | Recurrence::MonthlyDate
            | Recurrence::SchoolDays
            | Recurrence::Rule => i64::from(day),
        }
    }

    /// The series with all values filled in that default to those of `starts_on`.
    #[must_use]
    pub(crate) fn pinned(self) -> Self {
        let (weekdays, nth) = match self.rhythm {
            Recurrence::Weekly | Recurrence::Fortnightly => (self.chosen(), None),
            Recurrence::MonthlyWeekday | Recurrence::MonthlyDate => {
                (self.chosen(), Some(self.place_in_month()))
            }
            Recurrence::SchoolDays | Recurrence::Rule => (Weekdays::NONE, None),
        };
        Self {
            weekdays,
            nth,
            ..self
        }
    }

    /// Whether a day fits the recurrence; ignores the interval of two weeks.
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
            Recurrence::SchoolDays => PublicDays::built_in().schools_teach(day),
            Recurrence::Rule => self
                .rule()
                .is_some_and(|rule| recurrence::has(rule, self.starts_on, day)),
        }
    }

    /// The first day on which it takes place.
    pub(crate) fn first_day(&self) -> NaiveDate {
        if self.rhythm == Recurrence::Rule {
            let first = self
                .rule()
                .and_then(|rule| recurrence::first(rule, self.starts_on, self.starts_on + LEAP));
            return first.unwrap_or(self.starts_on);
        }
        let mut days = self.starts_on.iter_days().take(TWO_MONTHS);
        days.find(|day| self.fits(*day)).unwrap_or(self.starts_on)
    }

    /// The RRULE without an end; `None` for school days, which no rule describes, and for a stored
    /// rule that cannot be read.
    fn rule(&self) -> Option<RRule<Unvalidated>> {
        let nth = self.place_in_month();
        Some(match self.rhythm {
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
                // In a month without the 31st, the last of the listed dates applies.
                let dates: Vec<i8> = (date.min(28)..=date).collect();
                let rule = RRule::new(Frequency::Monthly);
                match dates.as_slice() {
                    [_] => rule.by_month_day(dates),
                    _ => rule.by_month_day(dates).by_set_pos(vec![-1]),
                }
            }
            Recurrence::Rule => self.rule.parse().ok()?,
            Recurrence::SchoolDays => return None,
        })
    }

    fn every(&self) -> Vec<NWeekday> {
        let chosen = self.chosen();
        crate::domain::hours::week()
            .filter(|day| chosen.has(*day))
            .map(NWeekday::Every)
            .collect()
    }

    /// The days of the recurrence in a period, both days included; ignores exceptions.
    pub(crate) fn days(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let first = self.first_day();
        let to = self.ends_on.map_or(to, |ends| ends.min(to));
        let from = from.max(first);
        if from > to {
            return Vec::new();
        }
        if self.rhythm == Recurrence::SchoolDays {
            let days = from.iter_days().take_while(|day| *day <= to);
            return days.filter(|day| self.fits(*day)).collect();
        }
        // The interval of an imported rule counts from its own first day.
        let begin = if self.rhythm == Recurrence::Rule {
            self.starts_on
        } else {
            first
        };
        self.rule()
            .map_or_else(Vec::new, |rule| recurrence::days(rule, begin, from, to))
    }

    /// Whether the school calendar lets it take place: school days end with the term.
    pub(crate) fn is_in_school(&self, day: NaiveDate, calendar: &Calendar) -> bool {
        self.rhythm != Recurrence::SchoolDays || calendar.period(day) == SchoolPeriod::Term
    }

    /// Whether the recurrence contains a day.
    pub(crate) fn is_on(&self, day: NaiveDate) -> bool {
        !self.days(day, day).is_empty()
    }

    /// The instance of a day, with its exception applied.
    pub(crate) fn instance(&self, day: NaiveDate, exception: Option<&SeriesException>) -> Activity {
        let plain = Activity {
            series: Some(self.id),
            series_day: Some(day),
            sequence: self.sequence,
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

    /// Edits the series from a day on. Earlier days stay unchanged; later exceptions move to the
    /// day of the same week or month. `edited` has the new recurrence; `id` is assigned to the new
    /// part if an old part remains.
    pub(crate) fn edit_from(
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

    /// First day of the new part; a fortnightly series keeps its weeks, any other rule its days.
    fn goes_on(&self, from: NaiveDate) -> NaiveDate {
        if self.rhythm == Recurrence::Rule {
            return self
                .days(from, from + LEAP)
                .first()
                .copied()
                .unwrap_or(from);
        }
        let next = self.days(from, from + Days::new(14));
        let next = next
            .first()
            .filter(|_| self.rhythm == Recurrence::Fortnightly);
        next.map_or(from, |day| from.max(monday(*day)))
    }

    /// The day of this series that replaces `day` of an older recurrence: the same day, or a free
    /// day of the same week or month.
    fn place_of(&self, day: NaiveDate, taken: &[SeriesException]) -> Option<NaiveDate> {
        let (from, to) = match self.rhythm {
            Recurrence::Weekly | Recurrence::Fortnightly | Recurrence::SchoolDays => {
                let monday = monday(day);
                (monday, monday + Days::new(6))
            }
            Recurrence::MonthlyWeekday | Recurrence::MonthlyDate | Recurrence::Rule => {
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
