//! The values of a table in words: on screen, on paper, in lists.

use super::table::Value;
use crate::i18n::Lang;
use crate::t;
use crate::wording::dates::brief_day;
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
