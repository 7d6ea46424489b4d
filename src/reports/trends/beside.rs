//! What a page has beside its period: the one before it, or the same time a year before, as far as both can be compared.
//!
//! A period that is not over is put beside as many open days of the other one, never beside all of it.

use super::ask::Ask;
use super::frame::Trend;
use crate::domain::calendar::period::{Grain, Period};
use crate::reports::slots::{Beside, Slot, other_period, slots};
use crate::reports::table::{Cell, Column, Row};
use crate::t;
use crate::wording::dates::brief_day;
use crate::wording::periods::period_brief;
use chrono::NaiveDate;

impl Trend<'_> {
    /// The rows of the period.
    pub(super) fn slots(&self) -> Vec<Slot> {
        let grain = self.ask.page.grain_of_rows(self.period);
        slots(self.period, grain, self.ask.beside, self.facts.calendar())
    }

    /// The period that is compared as a whole.
    pub(super) fn beside(&self) -> Option<Period> {
        other_period(self.period, self.ask.beside, self.facts.calendar())
    }

    pub(super) fn has_beside(&self) -> bool {
        self.ask.beside != Beside::Nothing
    }

    /// The same page about the other period, as far as it is compared; `None` if nothing is.
    pub(super) fn other(&self) -> Option<Self> {
        let period = self.comparable(self.period, self.beside()?)?;
        Some(Self {
            facts: self.facts,
            ask: Ask {
                period,
                beside: Beside::Nothing,
                ..self.ask
            },
            period,
            lang: self.lang,
        })
    }

    /// The part of other days that can be compared with these; `None` if the records do not tell of all of it.
    fn comparable(&self, days: Period, other: Period) -> Option<Period> {
        self.as_far(days, other)
            .filter(|one| self.is_recorded(*one))
    }

    /// Of other days as many open ones as these have had so far: all beside days that are over. The evening that is not
    /// over is not counted, so that it makes nothing look like a loss.
    fn as_far(&self, days: Period, other: Period) -> Option<Period> {
        let today = self.facts.today();
        if days.to < today {
            return Some(other);
        }
        let is_over = |day: &NaiveDate| {
            let state = self.facts.state(*day);
            (*day < today && state.is_open_day()) || (*day == today && state.is_counted())
        };
        let so_far = days.each_day().filter(is_over).count();
        let open = |day: &NaiveDate| self.facts.state(*day).is_open_day();
        let last = other.each_day().filter(open).nth(so_far.checked_sub(1)?);
        let to = last.unwrap_or(other.to);
        Some(Period { to, ..other })
    }

    /// The rows of a page that counts, with what stands beside each, and what beside the sum. A single row is the sum.
    pub(super) fn rows_beside(&self) -> (Vec<(Period, Option<Period>)>, Option<Period>) {
        let whole = self.other().map(|other| other.period);
        let slots = self.slots();
        let is_only = slots.len() == 1;
        let rows = slots.into_iter().map(|slot| {
            let beside = if is_only {
                whole
            } else {
                self.row_beside(slot)
            };
            (slot.days, beside)
        });
        (rows.collect(), whole)
    }

    /// What stands beside a row that counts, as far as it is compared: a whole month beside a whole month, else as many days.
    fn row_beside(&self, slot: Slot) -> Option<Period> {
        let (days, other) = (slot.days, slot.beside?);
        let is_whole = |one: Period| {
            let month = Period::of(Grain::Month, one.from, self.facts.calendar());
            (month.from, month.to) == (one.from, one.to)
        };
        let is_alike = match days.grain {
            Grain::Month => is_whole(days) && is_whole(other),
            _ => days.days() == other.days(),
        };
        self.comparable(days, other).filter(|_| is_alike)
    }

    /// Whether the records of the home tell of all these days.
    fn is_recorded(&self, days: Period) -> bool {
        let began = self.facts.began;
        began.is_some_and(|began| began <= days.from)
    }

    /// The name of the period beside it.
    pub(super) fn other_name(&self) -> Option<String> {
        let other = self.beside()?;
        let (calendar, today) = (self.facts.calendar(), self.facts.today());
        Some(period_brief(other, calendar, self.lang, today))
    }

    /// The name of what is compared of the other period.
    fn name_as_far(&self, other: Period) -> Option<String> {
        let name = self.other_name()?;
        if self.beside().is_some_and(|whole| whole.to == other.to) {
            return Some(name);
        }
        let open = |day: &NaiveDate| self.facts.state(*day).is_open_day();
        let days = other.each_day().filter(open).count();
        Some(t!(
            self.lang,
            "trend-first-open-days",
            other = name,
            days = days
        ))
    }

    /// Why nothing is compared with a period in which, or after which, the records begin; `None` if they are older.
    pub(super) fn begins_inside(&self, other: Period) -> Option<String> {
        let began = self.facts.began.filter(|began| *began > other.from)?;
        let day = brief_day(began, self.lang, self.facts.today());
        let name = self.other_name()?;
        Some(t!(self.lang, "trend-began-inside", other = name, day = day))
    }

    /// What is said of the other period: `said` of it and its name, or why nothing can be. Before the first open day of
    /// a period there is nothing to compare.
    pub(super) fn said_beside(
        &self,
        other: Option<&Trend<'_>>,
        said: impl FnOnce(&Trend<'_>, String) -> Option<String>,
    ) -> Option<String> {
        let (lang, today) = (self.lang, self.facts.today());
        let Some(whole) = self.beside() else {
            let name = period_brief(self.period, self.facts.calendar(), lang, today);
            return self
                .has_beside()
                .then(|| t!(lang, "trend-no-beside", period = name));
        };
        let as_far = self.as_far(self.period, whole)?;
        if let Some(said) = self.begins_inside(as_far) {
            return Some(said);
        }
        let said = other.and_then(|other| said(other, self.name_as_far(as_far)?));
        said.or_else(|| {
            let name = self.other_name()?;
            Some(t!(lang, "trend-nothing-beside", other = name))
        })
    }
}

/// The heading of the column of the comparison; `None` without one.
pub(super) fn beside_words(trend: &Trend<'_>) -> Option<String> {
    match trend.ask.beside {
        Beside::Nothing => None,
        Beside::Before => Some(t!(trend.lang, "trend-beside-before")),
        Beside::LastYear => Some(t!(trend.lang, "trend-beside-year")),
    }
}

/// Puts the column of the comparison behind the column that it is compared with: its place.
pub(super) fn with_beside(
    trend: &Trend<'_>,
    columns: &mut Vec<Column>,
    code: &str,
) -> Option<usize> {
    let words = beside_words(trend)?;
    let place = columns.iter().position(|one| one.code == code)? + 1;
    columns.insert(place, Column::number("beside", words).tied("beside"));
    Some(place)
}

/// Puts a cell of the comparison at its place.
pub(super) fn put_beside(row: &mut Row, place: Option<usize>, cell: impl FnOnce() -> Cell) {
    if let Some(place) = place {
        row.cells.insert(place.min(row.cells.len()), cell());
    }
}
