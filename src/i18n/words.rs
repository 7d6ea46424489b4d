//! Texts of fixed choices, whose key is the name of the list and the stable code; and of stretches of time.

use super::{Lang, word};
use crate::domain::codes::Coded;
use crate::t;

/// Text of a choice, for example `choice(lang, "sex", Sex::Female)`.
pub(crate) fn choice<C: Coded>(lang: Lang, list: &str, value: C) -> String {
    word(
        lang,
        &format!("{list}-{}", value.code().to_ascii_lowercase()),
    )
}

/// So many hours in words: whole days from two days on.
pub(crate) fn hours(lang: Lang, hours: i64) -> String {
    let days = hours / 24;
    if hours < 1 {
        t!(lang, "passed-under-an-hour")
    } else if days >= 2 {
        t!(lang, "passed-days", days = days)
    } else {
        t!(lang, "passed-hours", hours = hours)
    }
}

/// So many minutes in words, on a clock: hours and minutes, from two days on days and hours.
pub(crate) fn minutes(lang: Lang, minutes: i64) -> String {
    let (hours, minutes) = (minutes / 60, minutes % 60);
    if hours < 48 {
        return t!(lang, "clock-hours", hours = hours, minutes = minutes);
    }
    let (days, hours) = (hours / 24, hours % 24);
    t!(lang, "clock-days", days = days, hours = hours)
}
