//! Periods in words.

use super::dates::brief_day;
use crate::domain::calendar::Calendar;
use crate::domain::calendar::period::{Grain, Period};
use crate::i18n::{Lang, word};
use crate::t;
use chrono::{Datelike, NaiveDate};

/// The name of a period in a sentence below its heading: of a term without its days.
pub(crate) fn period_brief(
    period: Period,
    calendar: &Calendar,
    lang: Lang,
    today: NaiveDate,
) -> String {
    let named = calendar.term(period.from).map(|term| term.name.clone());
    match named.filter(|name| period.grain == Grain::Term && !name.is_empty()) {
        Some(name) => name,
        None => period_words(period, calendar, lang, today),
    }
}

/// The name of a period with its year, as paper needs it.
pub(crate) fn period_full(period: Period, calendar: &Calendar, lang: Lang) -> String {
    // No period is of that year, so that every day is named with its own.
    period_words(period, calendar, lang, NaiveDate::MIN)
}

/// The name of a period, with its year where it is another one than `today`'s.
pub(crate) fn period_words(
    period: Period,
    calendar: &Calendar,
    lang: Lang,
    today: NaiveDate,
) -> String {
    let (from, to) = (period.from, period.to);
    let year = from.year().to_string();
    let days = || {
        let first = brief_day(from, lang, today);
        if from == to {
            return first;
        }
        t!(
            lang,
            "period-days",
            from = first,
            to = brief_day(to, lang, today)
        )
    };
    match period.grain {
        Grain::Month => {
            let month = word(lang, &format!("month-{}", from.month()));
            if from.year() == today.year() {
                month
            } else {
                t!(lang, "period-month-year", month = month, year = year)
            }
        }
        Grain::Quarter => {
            let nth = from.month0() / 3 + 1;
            t!(lang, "period-quarter", nth = nth, year = year)
        }
        Grain::Year => t!(lang, "period-year", year = year),
        Grain::Week => {
            let week = from.iso_week().week();
            t!(lang, "period-week", nth = week, days = days())
        }
        Grain::Term => {
            let name = calendar.term(from).map(|term| term.name.clone());
            match name.filter(|name| !name.is_empty()) {
                Some(name) => t!(lang, "period-term", name = name, days = days()),
                None => days(),
            }
        }
        Grain::Range => days(),
    }
}
