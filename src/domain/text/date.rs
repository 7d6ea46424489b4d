//! Dates as written on paper and in spreadsheets.
//!
//! Only the order year, month, day is read. It is the only order in use in the homes, and guessing
//! between day and month would produce wrong dates.

use super::tidy;
use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use thiserror::Error;

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DateError {
    /// No known form of a date.
    #[error("not a date")]
    NotADate,
    /// The calendar has no such day.
    #[error("no such day in the calendar")]
    NoSuchDay,
    /// Later than today.
    #[error("in the future")]
    Future,
}

/// The form in which a date was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// The stored form: 2015-06-01.
    Iso,
    /// Another form, normalised.
    Tidied,
    /// Year and month only; the day is set to the first.
    MonthOnly,
}

/// A parsed date and its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ReadDate {
    /// The date.
    pub day: NaiveDate,
    /// The form in the text.
    pub form: Form,
}

/// Reads 2015-06-01, 2015.6.1, 2015/6/1, 2015年6月1日, 20150601, 2015.06 and their full-width forms.
///
/// A time of day after the date is ignored; some programs export one.
pub(crate) fn parse(text: &str) -> Result<ReadDate, DateError> {
    let plain = tidy::trimmed(text);
    let date = without_time(&plain);
    let parts = numbers(date).ok_or(DateError::NotADate)?;
    let (year, month, day) = match *parts.as_slice() {
        [(ymd, 8)] => (ymd / 10_000, ymd / 100 % 100, Some(ymd % 100)),
        [(ym, 6)] => (ym / 100, ym % 100, None),
        [(year, 4), (month, 1..=2)] => (year, month, None),
        [(year, 4), (month, 1..=2), (day, 1..=2)] => (year, month, Some(day)),
        _ => return Err(DateError::NotADate),
    };
    if !(1900..=2199).contains(&year) {
        return Err(DateError::NotADate);
    }
    let year = i32::try_from(year).map_err(|_| DateError::NotADate)?;
    let found =
        NaiveDate::from_ymd_opt(year, month, day.unwrap_or(1)).ok_or(DateError::NoSuchDay)?;
    let form = match day {
        None => Form::MonthOnly,
        Some(_) if is_iso(text) => Form::Iso,
        Some(_) => Form::Tidied,
    };
    Ok(ReadDate { day: found, form })
}

/// Days by name: today, yesterday, the day before, in both languages.
const NAMED: [(&str, u64); 8] = [
    ("\u{4eca}\u{5929}", 0),
    ("\u{4eca}\u{65e5}", 0),
    ("today", 0),
    ("\u{6628}\u{5929}", 1),
    ("\u{6628}\u{65e5}", 1),
    ("yesterday", 1),
    ("\u{524d}\u{5929}", 2),
    ("\u{524d}\u{65e5}", 2),
];
/// Days of the week, Monday first: Han number, English beginning.
const WEEKDAYS: [(char, &str); 7] = [
    ('\u{4e00}', "mon"),
    ('\u{4e8c}', "tue"),
    ('\u{4e09}', "wed"),
    ('\u{56db}', "thu"),
    ('\u{4e94}', "fri"),
    ('\u{516d}', "sat"),
    ('\u{65e5}', "sun"),
];

/// A day as people say it, seen from `today`: "yesterday", a day of the week (the last one before today), or
/// month and day without a year (the last such day). `None` for anything else.
fn near(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let plain = tidy::compact(text).to_lowercase();
    if let Some((_, ago)) = NAMED.iter().find(|(name, _)| *name == plain) {
        return today.checked_sub_days(Days::new(*ago));
    }
    if let Some(number) = weekday_number(&plain) {
        let ago = (today.weekday().num_days_from_monday() + 7 - number) % 7;
        let ago = if ago == 0 { 7 } else { ago };
        return today.checked_sub_days(Days::new(ago.into()));
    }
    let parts = numbers(without_time(&plain))?;
    let [(month, 1..=2), (day, 1..=2)] = *parts.as_slice() else {
        return None;
    };
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
    let this = in_year(today.year()).filter(|day| *day <= today);
    this.or_else(|| in_year(today.year() - 1))
}

fn weekday_number(plain: &str) -> Option<u32> {
    let rest = ["\u{661f}\u{671f}", "\u{793c}\u{62dc}", "\u{5468}"]
        .iter()
        .find_map(|begin| plain.strip_prefix(begin));
    let place = match rest {
        Some("\u{5929}") => Some(6),
        Some(rest) => WEEKDAYS.iter().position(|(han, _)| {
            let mut chars = rest.chars();
            chars.next() == Some(*han) && chars.next().is_none()
        }),
        None => WEEKDAYS
            .iter()
            .position(|(_, begin)| plain.starts_with(begin) && plain.is_ascii()),
    };
    place.and_then(|place| u32::try_from(place).ok())
}

/// Like [`parse`], but also reads days as people say them, and refuses days after `today`.
pub(crate) fn parse_past(text: &str, today: NaiveDate) -> Result<ReadDate, DateError> {
    let said = near(text, today).map(|day| ReadDate {
        day,
        form: Form::Tidied,
    });
    let read = said.map_or_else(|| parse(text), Ok)?;
    if read.day > today {
        Err(DateError::Future)
    } else {
        Ok(read)
    }
}

/// The date of a spreadsheet's day number, counted from 1900 (61 is 1 March 1900).
///
/// Smaller numbers are refused, because spreadsheets count a 29 February 1900 that did not exist.
pub(crate) fn from_serial(serial: f64) -> Result<NaiveDate, DateError> {
    if !(61.0..=109_574.0).contains(&serial) {
        return Err(DateError::NotADate);
    }
    #[expect(clippy::cast_sign_loss, reason = "the range was checked above")]
    let days = serial.trunc() as u64;
    NaiveDate::from_ymd_opt(1899, 12, 30)
        .and_then(|base| base.checked_add_days(Days::new(days)))
        .ok_or(DateError::NoSuchDay)
}

/// A time of day: `17:30`, `17:30:05`, `17.30`, `17点30`, `1730`, `9`.
pub(crate) fn parse_time(text: &str) -> Option<NaiveTime> {
    let plain = tidy::compact(text).replace(['.', '\u{65f6}', '\u{70b9}'], ":");
    let plain = plain.trim_end_matches([':', '\u{5206}']);
    if !plain.contains(':') {
        let number: u32 = plain.parse().ok()?;
        return match plain.chars().count() {
            1 | 2 => NaiveTime::from_hms_opt(number, 0, 0),
            3 | 4 => NaiveTime::from_hms_opt(number / 100, number % 100, 0),
            _ => None,
        };
    }
    let mut parts = plain.split(':').map(str::parse::<u32>);
    let (hour, minute) = (parts.next()?.ok()?, parts.next()?.ok()?);
    let second = parts.next().map_or(Some(0), Result::ok)?;
    match parts.next() {
        None => NaiveTime::from_hms_opt(hour, minute, second),
        Some(_) => None,
    }
}

/// Whether two dates are in the same month of the same year.
pub(crate) fn same_month(one: NaiveDate, other: NaiveDate) -> bool {
    (one.year(), one.month()) == (other.year(), other.month())
}

/// Whether a valid date has the stored form.
fn is_iso(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_dash = |place: usize| matches!(place, 4 | 7);
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, b)| {
            if is_dash(at) {
                *b == b'-'
            } else {
                b.is_ascii_digit()
            }
        })
}

/// The part before a time of day: `2015-06-01 00:00:00`, `2015-06-01T00:00`.
fn without_time(text: &str) -> &str {
    match text.split_once(['T', ' ']) {
        Some((date, time)) if time.contains(':') => date,
        _ => text,
    }
}

/// The numbers of a date with their digit counts; `None` if there is other text.
fn numbers(text: &str) -> Option<Vec<(u32, usize)>> {
    let mut parts = Vec::with_capacity(3);
    let mut current: Option<(u32, usize)> = None;
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10) {
            let (value, digits) = current.unwrap_or((0, 0));
            if digits == 8 {
                return None;
            }
            current = Some((value * 10 + digit, digits + 1));
        } else if is_separator(c) {
            parts.extend(current.take());
        } else {
            return None;
        }
    }
    parts.extend(current);
    Some(parts)
}

/// Separators of a date; the escapes are the signs for year, month, day and two dots.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        '-' | '/'
            | '.'
            | ' '
            | '\\'
            | '\u{5E74}'
            | '\u{6708}'
            | '\u{65E5}'
            | '\u{53F7}'
            | '\u{3002}'
            | '\u{2013}'
            | '\u{2014}'
            | '\u{2212}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case("2015-06-01", Form::Iso)]
    #[case("2015.6.1", Form::Tidied)]
    #[case("2015/6/1", Form::Tidied)]
    #[case("2015年6月1日", Form::Tidied)]
    #[case("2015年06月01号", Form::Tidied)]
    #[case("20150601", Form::Tidied)]
    #[case(" ２０１５－０６－０１ ", Form::Tidied)]
    #[case("2015. 6. 1", Form::Tidied)]
    #[case("2015-06-01 00:00:00", Form::Tidied)]
    #[case("2015.06", Form::MonthOnly)]
    #[case("2015年6月", Form::MonthOnly)]
    #[case("201506", Form::MonthOnly)]
    fn a_date_is_read_in_each_form(#[case] text: &str, #[case] form: Form) {
        assert_eq!(
            parse(text),
            Ok(ReadDate {
                day: day("2015-06-01"),
                form
            })
        );
    }

    #[rstest]
    #[case("", DateError::NotADate)]
    #[case("不详", DateError::NotADate)]
    #[case("15.6.1", DateError::NotADate)]
    #[case("6/1/2015", DateError::NotADate)]
    #[case("2015", DateError::NotADate)]
    #[case("201506011", DateError::NotADate)]
    #[case("2015-02-29", DateError::NoSuchDay)]
    #[case("2015年13月1日", DateError::NoSuchDay)]
    #[case("2015-06-00", DateError::NoSuchDay)]
    fn what_is_not_a_date_is_named(#[case] text: &str, #[case] error: DateError) {
        assert_eq!(parse(text), Err(error));
    }

    #[test]
    fn a_day_after_today_is_in_the_future() {
        let today = day("2026-11-23");
        assert_eq!(parse_past("2026-11-24", today), Err(DateError::Future));
        assert!(parse_past("2026-11-23", today).is_ok());
    }

    #[rstest]
    #[case("17:30", Some((17, 30)))]
    #[case("17：30", Some((17, 30)))]
    #[case("17.30", Some((17, 30)))]
    #[case("17点30分", Some((17, 30)))]
    #[case("17点", Some((17, 0)))]
    #[case("17:30:59", Some((17, 30)))]
    #[case("1730", Some((17, 30)))]
    #[case("905", Some((9, 5)))]
    #[case(" 9 ", Some((9, 0)))]
    #[case("24:00", None)]
    #[case("17:60", None)]
    #[case("17:30:00:00", None)]
    #[case("12345", None)]
    #[case("five", None)]
    #[case("", None)]
    fn a_time_is_read_however_it_is_written(
        #[case] text: &str,
        #[case] expected: Option<(u32, u32)>,
    ) {
        use chrono::Timelike;
        let read = parse_time(text).map(|time| (time.hour(), time.minute()));
        assert_eq!(read, expected);
    }

    #[test]
    fn serials_count_from_1900() {
        assert_eq!(from_serial(40802.0), Ok(day("2011-09-16")));
        assert_eq!(from_serial(61.0), Ok(day("1900-03-01")));
        assert_eq!(from_serial(45000.75), Ok(day("2023-03-15")));
        for not_a_day in [f64::NAN, f64::INFINITY, -1.0, 0.0, 60.0, 3.4e17] {
            assert_eq!(from_serial(not_a_day), Err(DateError::NotADate));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn nothing_that_is_typed_panics(text in any::<String>(), serial in any::<f64>()) {
            let _ = parse(&text);
            let _ = from_serial(serial);
        }

        #[test]
        fn every_day_comes_back_in_every_form(y in 1900i32..2199, m in 1u32..13, d in 1u32..29) {
            let day = NaiveDate::from_ymd_opt(y, m, d).unwrap();
            for text in [
                format!("{y}-{m:02}-{d:02}"), format!("{y}.{m}.{d}"), format!("{y}/{m}/{d}"),
                format!("{y}年{m}月{d}日"), format!("{y}{m:02}{d:02}"), format!(" {y} - {m} - {d} "),
            ] {
                prop_assert_eq!(parse(&text).map(|read| read.day), Ok(day));
            }
        }
    }
}
