//! Sentences about hours and days.

use crate::domain::calendar::{WhyClosed, WhyOpen};
use crate::domain::hours::{HoursError, WeeklyHours};
use crate::domain::public_days::PublicDay;
use crate::i18n::{Lang, word};
use crate::t;
use chrono::Weekday;

/// The sentence for wrong opening hours: which part is wrong and the correct form.
pub(crate) fn hours_error(error: &HoursError, lang: Lang) -> String {
    match error {
        HoursError::Empty => t!(lang, "hours-empty"),
        HoursError::Unknown { part } => t!(lang, "hours-unknown", part = part.as_str()),
        HoursError::NotATime { part } => t!(lang, "hours-not-a-time", part = part.as_str()),
        HoursError::HalfSpan { part } => t!(lang, "hours-half", part = part.as_str()),
        HoursError::NoDay { part } => t!(lang, "hours-no-day", part = part.as_str()),
        HoursError::NoHours { part } => t!(lang, "hours-no-hours", part = part.as_str()),
        HoursError::Backwards { part } => t!(lang, "hours-backwards", part = part.as_str()),
        HoursError::Overlap { day, part } => {
            let day = weekday(*day, lang);
            t!(lang, "hours-overlap", day = day, part = part.as_str())
        }
    }
}

/// The weekly hours in a form that can be typed in again: `Mon-Fri 16:30-18:30, Sat 09:00-11:30`.
pub(crate) fn hours(hours: &WeeklyHours, lang: Lang) -> String {
    let entries: Vec<String> = hours
        .groups()
        .into_iter()
        .map(|(first, last, spans)| {
            let mut entry = weekday(first, lang);
            if first != last {
                let last = weekday(last, lang);
                entry = t!(lang, "hours-days", first = entry, last = last);
            }
            spans
                .iter()
                .fold(entry, |text, span| format!("{text} {span}"))
        })
        .collect();
    entries.join(&t!(lang, "hours-comma"))
}

/// The short name of a day of the week.
pub(crate) fn weekday(day: Weekday, lang: Lang) -> String {
    word(lang, &format!("weekday-{}", day.number_from_monday()))
}

/// Why the home is closed on a day.
pub(crate) fn why_closed(why: &WhyClosed<'_>, lang: Lang) -> String {
    match why {
        WhyClosed::Weekly => t!(lang, "day-closed-weekly"),
        WhyClosed::Holiday(public) => public_day(public, lang),
        WhyClosed::ClosedDay("") => t!(lang, "day-closed-listed"),
        WhyClosed::ClosedDay(reason) => (*reason).to_owned(),
    }
}

/// Why the home is open on a day; empty for regular hours.
pub(crate) fn why_open(why: &WhyOpen<'_>, lang: Lang) -> Option<String> {
    match why {
        WhyOpen::Weekly => None,
        WhyOpen::MakeUp(public) => Some(public_day(public, lang)),
        WhyOpen::Extra("") => Some(t!(lang, "day-open-extra")),
        WhyOpen::Extra(reason) => Some((*reason).to_owned()),
    }
}

/// The name of a public holiday or make-up working day.
pub(crate) fn public_day(day: &PublicDay, lang: Lang) -> String {
    match lang {
        Lang::Zh => day.name_zh.clone(),
        Lang::En => day.name_en.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Lang::En, "Mon-Fri 16:30-18:30, Sat 09:00-11:30 14:00-17:00")]
    #[case(Lang::Zh, "周一至周五 16:30-18:30，周六 09:00-11:30 14:00-17:00")]
    fn hours_in_words_can_be_typed_back_in(#[case] lang: Lang, #[case] text: &str) {
        let read: WeeklyHours = text.parse().unwrap();
        assert_eq!(hours(&read, lang), text);
    }

    #[test]
    fn every_error_names_the_part_in_both_languages() {
        for lang in Lang::ALL {
            let error = "Mon 25:00-26:00".parse::<WeeklyHours>().unwrap_err();
            assert!(hours_error(&error, *lang).contains("25:00"));
            assert!(!hours_error(&HoursError::Empty, *lang).is_empty());
        }
    }
}
