//! What every page reads, and the sentences that pages share.

use super::ask::Ask;
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::calendar::{DayKind, WhyOpen};
use crate::domain::{Child, Mark};
use crate::house::period::PeriodFacts;
use crate::house::period::day_state::DayState;
use crate::i18n::{Lang, words};
use crate::reports::movements::{Change, Known, Movements, known};
use crate::reports::table::{Cell, Column, Fact, RowState, Table, Value, heads};
use crate::reports::words::before_records;
use crate::t;
use crate::wording::calendar::weekday;
use crate::wording::dates::brief_day;
use crate::wording::periods::{period_brief, period_full, period_words};
use chrono::{Datelike, NaiveDate};
use std::collections::HashMap;

/// What every page reads.
pub(super) struct Trend<'f> {
    /// The facts.
    pub facts: &'f PeriodFacts,
    /// The question.
    pub ask: Ask,
    /// Its period.
    pub period: Period,
    /// Language of the answer.
    pub lang: Lang,
}

impl Trend<'_> {
    /// The table of the page without its rows.
    pub(super) fn frame(&self, columns: Vec<Column>) -> Table {
        let title = words::choice(self.lang, "trend-page", self.ask.page);
        let period = period_full(self.period, self.facts.calendar(), self.lang);
        Table::bare(
            (self.ask.page.code(), title),
            (self.period, period),
            columns,
        )
    }

    /// The name of the period.
    pub(super) fn words(&self) -> String {
        period_brief(
            self.period,
            self.facts.calendar(),
            self.lang,
            self.facts.today(),
        )
    }

    /// Open days of the whole period by the calendar, or more if the home was open on others.
    pub(super) fn open_days(&self) -> usize {
        let open = |day: &NaiveDate| {
            let state = self.facts.state(*day);
            state.is_open_day() || (state == DayState::Ahead && self.facts.calendar().is_open(*day))
        };
        self.period.each_day().filter(open).count()
    }

    /// Whether schools taught on this weekend day for another day.
    pub(super) fn is_made_up(&self, day: NaiveDate) -> bool {
        let kind = self.facts.calendar().day(day);
        matches!(
            kind,
            DayKind::Open {
                why: WhyOpen::MakeUp(_),
                ..
            }
        )
    }

    pub(super) fn row_state(&self, days: Period) -> RowState {
        let today = self.facts.today();
        let is_open = |day: NaiveDate| {
            let state = self.facts.state(day);
            state == DayState::Begun
                || (state == DayState::Ahead && self.facts.calendar().is_open(day))
        };
        if days.from > today {
            RowState::Gap
        } else if days.to >= today && days.each_day().any(is_open) {
            RowState::Running
        } else {
            RowState::Whole
        }
    }

    /// Absences on the days of the period that have a whole register. Each child's marks are gone through once.
    pub(super) fn absences(&self) -> Absences {
        let (calendar, period) = (self.facts.calendar(), self.period);
        let mut absences = Absences::default();
        let days: Vec<NaiveDate> = self.facts.taken(period).collect();
        // Why the home was open is looked up once for all children.
        let open: HashMap<NaiveDate, WhyOpen<'_>> =
            self.facts.open_kinds(days.clone()).into_iter().collect();
        let days: Vec<_> = days.into_iter().map(|day| (day, open.get(&day))).collect();
        for child in self.facts.register.children() {
            let mut marks = self.facts.marks_of(child.id, period).iter().peekable();
            for (day, why) in &days {
                while marks.next_if(|one| one.day < *day).is_some() {}
                let mark = marks.next_if(|one| one.day == *day).map(|one| one.mark);
                let fact = Fact::Day(child.id, *day);
                let is_expected = || why.is_some_and(|why| calendar.expects(child, *day, why));
                match mark {
                    Some(Mark::Excused) => absences.told.entry(*day).or_default().push(fact),
                    Some(Mark::Absent) => absences.untold.entry(*day).or_default().push(fact),
                    None if is_expected() => {
                        absences.untold.entry(*day).or_default().push(fact);
                    }
                    Some(Mark::Present | Mark::Late) | None => {}
                }
            }
        }
        absences
    }

    /// The sentence where nothing can be said, and what would help.
    pub(super) fn nothing(&self) -> String {
        let (lang, today) = (self.lang, self.facts.today());
        let period = self.words();
        if self.period.from > today {
            t!(lang, "trend-ahead", period = period)
        } else if let Some(said) = before_records(self.facts, self.period, lang) {
            said
        } else if self.facts.taken(self.period).next().is_some() {
            t!(lang, "trend-nobody-came", period = period)
        } else if self.has_only_begun() {
            t!(lang, "trend-nothing-over", period = period)
        } else if self.open_days() == 0 {
            t!(lang, "trend-no-open-day", period = period)
        } else {
            t!(lang, "trend-no-register", period = period)
        }
    }

    /// Whether the period runs and no open day of it is over.
    fn has_only_begun(&self) -> bool {
        let today = self.facts.today();
        let mut past = self.facts.days.range(self.period.from..today);
        let has_day = self.period.contains(today) && self.open_days() > 0;
        has_day && !past.any(|(_, state)| state.is_open_day())
    }

    /// Whether nothing is known of the whole period: it has not begun, or was over before the records began.
    pub(super) fn is_unknown(&self) -> bool {
        self.period.from > self.facts.today() || self.facts.is_before_records(self.period)
    }

    /// Whether the child was registered on some day of the period, as far as it has come: it had joined, and had not left.
    pub(super) fn is_registered(&self, child: &Child) -> bool {
        let last = self.period.to.min(self.facts.today());
        child.was_registered(self.period.from, last)
    }

    /// A number of several days: at least so many where a register of one of them is missing.
    pub(super) fn with_gaps(&self, days: Period, cell: Cell) -> Cell {
        let mut states = self.facts.days.range(days.from..=days.to);
        let has_gap = states.any(|(_, state)| state.is_gap());
        match cell.value {
            Value::Count(count) if has_gap => Cell {
                value: Value::AtLeast(count),
                ..cell
            },
            _ => cell,
        }
    }

    /// A number that counts days with a register: without any nobody knows it, unless something of it is on a sheet.
    pub(super) fn known(&self, cell: Cell) -> Cell {
        let is_taken = self.facts.taken(self.period).next().is_some();
        match cell.value {
            Value::Count(_) if !is_taken => {
                let days = cell
                    .facts
                    .iter()
                    .filter(|fact| fact.day().is_some())
                    .count();
                let value = if days > 0 {
                    cell.value
                } else {
                    Value::NotTaken
                };
                let facts = if days > 0 { cell.facts } else { Vec::new() };
                Cell { value, facts }
            }
            _ => cell,
        }
    }

    /// How many children stayed away for long from the period on, how many of them still do, and what is not known yet.
    pub(super) fn stayed_away(&self, movements: &Movements) -> Vec<String> {
        let gone = heads(&movements.facts(self.period, Change::is_gap));
        let still = heads(&movements.facts(self.period, |one| one == Change::Stopped));
        let mut said = Vec::new();
        if gone > 0 {
            let still = still.to_string();
            said.push(t!(
                self.lang,
                "trend-have-stopped",
                count = gone,
                still = still
            ));
        }
        match known(self.facts, self.period) {
            Known::Yes => {}
            Known::From(day) => said.push(self.not_known_before(day)),
            Known::NotYet => said.push(t!(self.lang, "trend-not-known-yet")),
        }
        said
    }

    /// The sentence for a number that is not over.
    pub(super) fn not_known_before(&self, day: NaiveDate) -> String {
        let day = brief_day(day, self.lang, self.facts.today());
        t!(self.lang, "trend-not-known-before", day = day)
    }
}

/// Absences by day.
#[derive(Debug, Default)]
pub(super) struct Absences {
    /// The family told why.
    pub told: ByDay,
    /// The child was expected or marked absent, and nobody told why.
    pub untold: ByDay,
}

/// Children by day, in the order of the register.
pub(super) type ByDay = HashMap<NaiveDate, Vec<Fact>>;

/// Those of some days, day by day.
pub(super) fn of_days(all: &ByDay, days: impl IntoIterator<Item = NaiveDate>) -> Vec<Fact> {
    let days = days.into_iter().filter_map(|day| all.get(&day));
    days.flatten().copied().collect()
}

/// The name of a row.
pub(super) fn slot_words(trend: &Trend<'_>, days: Period) -> String {
    let today = trend.facts.said_on;
    match days.grain {
        Grain::Range => {
            let day = brief_day(days.from, trend.lang, today);
            format!("{day} {}", weekday(days.from.weekday(), trend.lang))
        }
        Grain::Week => {
            let (from, to) = (days.from, days.to);
            let first = brief_day(from, trend.lang, today);
            if from == to {
                return first;
            }
            let last = if from.month() == to.month() {
                t!(trend.lang, "trend-of-month", day = to.day())
            } else {
                t!(trend.lang, "brief-day", month = to.month(), day = to.day())
            };
            format!("{first}–{last}")
        }
        _ => period_words(
            Period::of(Grain::Month, days.from, trend.facts.calendar()),
            trend.facts.calendar(),
            trend.lang,
            today,
        ),
    }
}
