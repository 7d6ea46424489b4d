//! The calendar: open days, opening hours, expected children.
//!
//! The first rule that applies to a day decides:
//!
//! 1. a closed day of the home: closed;
//! 2. an extra open day of the home: open with its own hours, even on a public holiday;
//! 3. a public holiday: closed;
//! 4. a make-up working day while school is in: a school day on a weekend, so it has the hours of
//!    the nearest weekday before it that has hours, and a child with any agreed day from Monday to
//!    Friday is expected. While school is out nobody makes anything up, and the day is like any other;
//! 5. the weekly hours of the period, in term or in holidays. Without hours of their own the
//!    holidays have those of the term; a day that no entry covers is in term.
//!
//! Every count of "open days since" in the program is [`Calendar::open_days_since`].

pub mod hours;
pub mod period;
pub(crate) mod public_days;
pub(crate) mod said_days;
#[cfg(test)]
mod tests;
pub(crate) mod week;

use crate::domain::child::{Child, Status, SummerPlan, Weekdays};
use crate::domain::codes::coded;
use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use hours::{SchoolPeriod, Span, Stretch, WeeklyHours};
use public_days::{PublicDay, PublicDays, PublicKind, YearState};
use std::collections::BTreeMap;

/// Number of days that [`Calendar::next_open_day`] searches.
const FAR: usize = 400;

coded! {
    /// School term or school holiday.
    pub TermKind { Term = "term", Holiday = "holiday" }
}

/// First and last day of the quarter that a day is in; `None` at the end of the calendar.
pub(crate) fn quarter(day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(day.year(), day.month0() / 3 * 3 + 1, 1)?;
    let last = first.checked_add_months(Months::new(3))?.pred_opt()?;
    Some((first, last))
}

/// A day on which the home is closed by its own decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedDay {
    /// The day.
    pub day: NaiveDate,
    /// Reason, in the home's words.
    pub reason: String,
}

/// A day on which the home is open, or has other hours, by its own decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtraDay {
    /// The day.
    pub day: NaiveDate,
    /// Opening time.
    pub opens: NaiveTime,
    /// Closing time.
    pub closes: NaiveTime,
    /// Reason, in the home's words.
    pub reason: String,
}

/// A school term or holiday, both ends included. Its first day is its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// First day.
    pub from_day: NaiveDate,
    /// Last day.
    pub to_day: NaiveDate,
    /// Name.
    pub name: String,
    /// Term or holiday.
    pub kind: TermKind,
}

impl Term {
    /// Whether it contains a day.
    pub(crate) fn covers(&self, day: NaiveDate) -> bool {
        self.from_day <= day && day <= self.to_day
    }

    /// Whether it is the summer holiday: a holiday with a day in July or August.
    pub(crate) fn is_summer(&self) -> bool {
        self.kind == TermKind::Holiday
            && self
                .from_day
                .iter_days()
                .take_while(|day| *day <= self.to_day)
                .any(|day| matches!(day.month(), 7 | 8))
    }
}

/// Whether the home is open on a day, and for what reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DayKind<'c> {
    /// Open.
    Open {
        /// Opening spans in ascending order; never empty.
        spans: &'c [Span],
        /// Reason.
        why: WhyOpen<'c>,
    },
    /// Closed.
    Closed(WhyClosed<'c>),
}

/// Reason for an open day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WhyOpen<'c> {
    /// By the weekly hours.
    Weekly,
    /// A weekend day on which schools teach.
    MakeUp(&'c PublicDay),
    /// An extra open day of the home, with its reason.
    Extra(&'c str),
}

/// Reason for a closed day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WhyClosed<'c> {
    /// By the weekly hours.
    Weekly,
    /// A public holiday.
    Holiday(&'c PublicDay),
    /// A closed day of the home, with its reason.
    ClosedDay(&'c str),
}

/// The calendar of a home.
#[derive(Debug, Clone)]
pub struct Calendar {
    term_hours: WeeklyHours,
    holiday_hours: WeeklyHours,
    closed: BTreeMap<NaiveDate, String>,
    extra: BTreeMap<NaiveDate, (Span, String)>,
    terms: Vec<Term>,
    public: PublicDays,
}

impl Calendar {
    /// The calendar with the public holidays of the program.
    pub fn new(
        stretches: &[Stretch],
        closed: Vec<ClosedDay>,
        extra: Vec<ExtraDay>,
        terms: Vec<Term>,
    ) -> Self {
        let term_hours = WeeklyHours::of(stretches, SchoolPeriod::Term);
        let own = WeeklyHours::of(stretches, SchoolPeriod::Holiday);
        let holiday_hours = if own.is_empty() {
            term_hours.clone()
        } else {
            own
        };
        let span_of = |day: &ExtraDay| Span {
            opens: day.opens,
            closes: day.closes,
        };
        Self {
            term_hours,
            holiday_hours,
            closed: closed
                .into_iter()
                .map(|one| (one.day, one.reason))
                .collect(),
            extra: extra
                .into_iter()
                .map(|one| (one.day, (span_of(&one), one.reason)))
                .collect(),
            terms,
            public: PublicDays::built_in().clone(),
        }
    }

    /// The same calendar with other public holidays.
    #[cfg(test)]
    pub(crate) fn with_public_days(self, public: PublicDays) -> Self {
        Self { public, ..self }
    }

    /// The state of a day.
    pub(crate) fn day(&self, day: NaiveDate) -> DayKind<'_> {
        if let Some(reason) = self.closed.get(&day) {
            return DayKind::Closed(WhyClosed::ClosedDay(reason));
        }
        if let Some((span, reason)) = self.extra.get(&day) {
            return DayKind::Open {
                spans: std::slice::from_ref(span),
                why: WhyOpen::Extra(reason),
            };
        }
        if let Some(public) = self.public.get(day) {
            if public.kind == PublicKind::Rest {
                return DayKind::Closed(WhyClosed::Holiday(public));
            }
            if let Some(spans) = self.made_up_hours(day) {
                return DayKind::Open {
                    spans,
                    why: WhyOpen::MakeUp(public),
                };
            }
        }
        match self.weekly(day).on(day.weekday()) {
            [] => DayKind::Closed(WhyClosed::Weekly),
            spans => DayKind::Open {
                spans,
                why: WhyOpen::Weekly,
            },
        }
    }

    /// The hours of a make-up working day; `None` in school holidays, or if no weekday has hours.
    fn made_up_hours(&self, day: NaiveDate) -> Option<&[Span]> {
        if self.period(day) == SchoolPeriod::Holiday {
            return None;
        }
        let before = std::iter::successors(Some(day.weekday()), |weekday| Some(weekday.pred()));
        before
            .take(7)
            .filter(|weekday| is_school_day(*weekday))
            .map(|weekday| self.term_hours.on(weekday))
            .find(|spans| !spans.is_empty())
    }

    fn weekly(&self, day: NaiveDate) -> &WeeklyHours {
        match self.period(day) {
            SchoolPeriod::Term => &self.term_hours,
            SchoolPeriod::Holiday => &self.holiday_hours,
        }
    }

    /// Whether the home is open on a day.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        matches!(self.day(day), DayKind::Open { .. })
    }

    /// The opening spans in ascending order; empty on a closed day.
    pub(crate) fn spans(&self, day: NaiveDate) -> &[Span] {
        match self.day(day) {
            DayKind::Open { spans, .. } => spans,
            DayKind::Closed(_) => &[],
        }
    }

    /// First opening time of a day; `None` if closed.
    pub(crate) fn first_opening(&self, day: NaiveDate) -> Option<NaiveTime> {
        self.spans(day).first().map(|span| span.opens)
    }

    /// Last closing time of a day; `None` if closed.
    pub(crate) fn last_closing(&self, day: NaiveDate) -> Option<NaiveTime> {
        self.spans(day).last().map(|span| span.closes)
    }

    /// Term or holidays. If entries overlap, the holiday counts.
    pub(crate) fn period(&self, day: NaiveDate) -> SchoolPeriod {
        let is_out = |term: &Term| term.kind == TermKind::Holiday && term.covers(day);
        if self.terms.iter().any(is_out) {
            SchoolPeriod::Holiday
        } else {
            SchoolPeriod::Term
        }
    }

    /// Terms and holidays in stored order.
    pub(crate) fn terms(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter()
    }

    /// The entry that contains a day; a holiday before the term around it.
    pub(crate) fn term(&self, day: NaiveDate) -> Option<&Term> {
        self.terms
            .iter()
            .filter(|term| term.covers(day))
            .max_by_key(|term| term.kind)
    }

    /// Number of open days from `from` to `to`, both included.
    pub(crate) fn open_days_between(&self, from: NaiveDate, to: NaiveDate) -> usize {
        from.iter_days()
            .take_while(|day| *day <= to)
            .filter(|day| self.is_open(*day))
            .count()
    }

    /// Number of open days strictly after `last` and strictly before `today`.
    ///
    /// Today does not count, because the child may still come. Seen on Monday, today is Wednesday,
    /// Tuesday was open: one.
    pub(crate) fn open_days_since(&self, last: NaiveDate, today: NaiveDate) -> usize {
        last.iter_days()
            .skip(1)
            .take_while(|day| *day < today)
            .filter(|day| self.is_open(*day))
            .count()
    }

    /// The first open day after `day`; `None` if there is none within 400 days.
    pub(crate) fn next_open_day(&self, day: NaiveDate) -> Option<NaiveDate> {
        day.iter_days()
            .skip(1)
            .take(FAR)
            .find(|day| self.is_open(*day))
    }

    /// The last open day before `day`; `None` if there is none within 400 days.
    pub(crate) fn previous_open_day(&self, day: NaiveDate) -> Option<NaiveDate> {
        std::iter::successors(day.pred_opt(), NaiveDate::pred_opt)
            .take(FAR)
            .find(|day| self.is_open(*day))
    }

    /// Whether the child is expected on a day: it is enrolled, the home is open, and the day is
    /// agreed.
    ///
    /// A child without agreed days is never expected, and neither is a child who spends the summer
    /// holiday with parents or relatives.
    pub(crate) fn expected(&self, child: &Child, day: NaiveDate) -> bool {
        match self.day(day) {
            DayKind::Closed(_) => false,
            DayKind::Open { why, .. } => self.expects(child, day, &why),
        }
    }

    /// The same for a day whose state is known; saves looking it up again for each child.
    pub(crate) fn expects(&self, child: &Child, day: NaiveDate, why: &WhyOpen<'_>) -> bool {
        is_agreed(child.expected_days, why, day)
            && belongs(child, day)
            && !self.is_away_for_summer(child, day)
    }

    /// Whether the child is enrolled on a day and not away for the summer.
    pub(crate) fn is_here(&self, child: &Child, day: NaiveDate) -> bool {
        belongs(child, day) && !self.is_away_for_summer(child, day)
    }

    /// Whether the child is with parents or relatives on a day of the summer holiday.
    pub(crate) fn is_away_for_summer(&self, child: &Child, day: NaiveDate) -> bool {
        let goes_away = matches!(
            child.summer_plan,
            Some(SummerPlan::Parents | SummerPlan::Relatives)
        );
        goes_away
            && self
                .terms
                .iter()
                .any(|term| term.covers(day) && term.is_summer())
    }

    /// Time from which an expected child who is not in is listed (rule S1); `None` on a closed day. `opened`
    /// is when the home really opened: nobody is late for a door that was shut.
    pub(crate) fn asked_after_from(
        &self,
        day: NaiveDate,
        opened: Option<NaiveDateTime>,
        minutes: i64,
    ) -> Option<NaiveDateTime> {
        let planned = day.and_time(self.first_opening(day)?);
        let opening = opened.map_or(planned, |opened| opened.max(planned));
        opening.checked_add_signed(TimeDelta::try_minutes(minutes)?)
    }

    /// Whether `minutes` have passed since the opening of the current day.
    pub(crate) fn is_time_to_ask(
        &self,
        now: NaiveDateTime,
        opened: Option<NaiveDateTime>,
        minutes: i64,
    ) -> bool {
        self.asked_after_from(now.date(), opened, minutes)
            .is_some_and(|from| from <= now)
    }

    /// Whether any public holidays of a year are known.
    pub(crate) fn knows_year(&self, year: i32) -> bool {
        self.public.year(year).is_some()
    }

    /// Whether only the fixed holidays of a year are known; bridge days and make-up working days
    /// are missing.
    pub(crate) fn is_provisional(&self, year: i32) -> bool {
        self.public.year(year) == Some(YearState::Provisional)
    }

    /// Public holidays and make-up working days of a year, in ascending order.
    pub(crate) fn public_days(&self, year: i32) -> impl Iterator<Item = (NaiveDate, &PublicDay)> {
        self.public.of_year(year)
    }
}

/// Whether the child is enrolled on a day. On the day of leaving it no longer is.
fn belongs(child: &Child, day: NaiveDate) -> bool {
    let has_joined = child.joined_on.is_none_or(|joined| joined <= day);
    let was_here = child.left_on.is_some_and(|left| day < left);
    has_joined && (child.status == Status::Enrolled || was_here)
}

fn is_agreed(agreed: Weekdays, why: &WhyOpen<'_>, day: NaiveDate) -> bool {
    let on_a_school_day = || hours::week().any(|day| is_school_day(day) && agreed.has(day));
    match why {
        WhyOpen::MakeUp(_) => on_a_school_day(),
        WhyOpen::Weekly | WhyOpen::Extra(_) => agreed.has(day.weekday()),
    }
}

fn is_school_day(day: Weekday) -> bool {
    !matches!(day, Weekday::Sat | Weekday::Sun)
}
