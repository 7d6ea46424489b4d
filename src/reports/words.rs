//! The values of a table in words: on screen, on paper, in lists.

use super::table::Value;
use crate::domain::calendar::period::Period;
use crate::house::period::PeriodFacts;
use crate::i18n::Lang;
use crate::t;
use crate::wording::dates::brief_day;
use crate::wording::periods::period_brief;
use chrono::NaiveDate;

/// A number with one digit after the point.
pub(crate) fn one_decimal(number: f64) -> String {
    format!("{number:.1}")
}

/// A value as people read it.
pub(crate) fn value_words(value: &Value, lang: Lang, today: NaiveDate) -> String {
    match value {
        Value::Text(text) | Value::Code(text) | Value::Personal(_, text) => text.clone(),
        Value::Count(count) => count.to_string(),
        Value::AtLeast(count) => t!(lang, "trend-at-least", count = count.to_string()),
        Value::Mean { .. } => value.number().map(one_decimal).unwrap_or_default(),
        Value::Share { part, of } => format!("{part}/{of}"),
        Value::Day(day) => day.to_string(),
        Value::Time(time) => time.format("%H:%M").to_string(),
        Value::NotTaken => "?".to_owned(),
        Value::NotKnown => t!(lang, "trend-not-known"),
        Value::Closed => "·".to_owned(),
        Value::Empty | Value::Ahead => String::new(),
        Value::NotKnownBefore(day) => {
            let day = brief_day(*day, lang, today);
            t!(lang, "trend-later", day = day)
        }
        Value::Hidden => "*".to_owned(),
    }
}

/// Why nothing is known of a period that lies before the kept records; `None` if some of it does not.
pub(crate) fn before_records(facts: &PeriodFacts, days: Period, lang: Lang) -> Option<String> {
    let began = facts.began.filter(|began| *began > days.to)?;
    let period = period_brief(days, facts.calendar(), lang, facts.today());
    let day = brief_day(began, lang, facts.today());
    Some(if facts.kept_from == Some(began) {
        t!(lang, "trend-deleted", period = period, day = day)
    } else {
        t!(lang, "trend-before-records", period = period, day = day)
    })
}

/// That the first days of a period lie before the kept records and are in no number; `None` if none does.
pub(crate) fn partly_recorded(facts: &PeriodFacts, days: Period, lang: Lang) -> Option<String> {
    let began = facts
        .began
        .filter(|began| days.from < *began && *began <= days.to)?;
    let day = brief_day(began, lang, facts.today());
    Some(if facts.kept_from == Some(began) {
        t!(lang, "trend-deleted-inside", day = day)
    } else {
        t!(lang, "trend-records-from", day = day)
    })
}
