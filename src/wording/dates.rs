//! Days in words.

use super::calendar::weekday;
use crate::domain::{Attendance, Weekdays};
use crate::i18n::Lang;
use crate::t;
use chrono::{Datelike, NaiveDate, Weekday};

/// A day in words: month, day and day of the week; with its year if that is another one than `today`'s.
pub(crate) fn day_words(day: NaiveDate, lang: Lang, today: NaiveDate) -> String {
    let weekday = weekday(day.weekday(), lang);
    if day.year() != today.year() {
        return full_day(day, lang);
    }
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

/// Since when a child is in the house, for a list of the day `shown`: the time, with the day if the stay is of
/// another one.
pub(crate) fn since(stay: &Attendance, shown: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let time = stay.in_at.map(|at| at.format("%H:%M").to_string());
    let time = time.unwrap_or_default();
    if stay.day == shown {
        time
    } else {
        format!("{} {time}", day_words(stay.day, lang, today))
    }
}

/// Days of the week in words, three or more in a row as one stretch: `Mon-Fri`, `Mon-Wed Sat`.
pub(crate) fn week_stretches(days: Weekdays, lang: Lang) -> String {
    let digits: Vec<char> = days.digits().chars().collect();
    let rows = digits.chunk_by(|one, next| u32::from(*one) + 1 == u32::from(*next));
    let name = |digit: &char| weekdays(&digit.to_string(), lang);
    let words = rows.map(|row| match row {
        [first, _, .., last] => t!(lang, "hours-days", first = name(first), last = name(last)),
        few => few.iter().map(name).collect::<Vec<_>>().join(" "),
    });
    words.collect::<Vec<_>>().join(" ")
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
