//! Days in words.

use super::calendar::weekday;
use crate::domain::Weekdays;
use crate::i18n::Lang;
use crate::t;
use chrono::{Datelike, NaiveDate, Weekday};

/// A day in words: month, day and day of the week.
pub(crate) fn day_words(day: NaiveDate, lang: Lang) -> String {
    let weekday = weekday(day.weekday(), lang);
    t!(
        lang,
        "short-day",
        month = day.month(),
        day = day.day(),
        weekday = weekday
    )
}

/// A day with its year and day of the week, for paper: `2026-11-23 Mon`.
pub(crate) fn full_day(day: NaiveDate, lang: Lang) -> String {
    format!("{day} {}", weekday(day.weekday(), lang))
}

/// The day in words, or as `YYYY-MM-DD` if it is in another year than `today`.
pub(crate) fn day_with_year(day: NaiveDate, lang: Lang, today: NaiveDate) -> String {
    if day.year() == today.year() {
        day_words(day, lang)
    } else {
        day.to_string()
    }
}

/// Days of the week in words.
pub(crate) fn weekdays(digits: &str, lang: Lang) -> String {
    let days = Weekdays::from_digits(digits).unwrap_or_default();
    let all = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ];
    let names = all.into_iter().filter(|day| days.has(*day));
    names
        .map(|day| weekday(day, lang))
        .collect::<Vec<_>>()
        .join(" ")
}
