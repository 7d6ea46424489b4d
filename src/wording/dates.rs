//! Days in words.

use super::calendar::weekday;
use crate::domain::{Attendance, Moment, Weekdays};
use crate::i18n::Lang;
use crate::t;
use chrono::{Datelike, NaiveDate};

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

/// A day with its year and day of the week, for paper and for other years.
pub(crate) fn full_day(day: NaiveDate, lang: Lang) -> String {
    let weekday = weekday(day.weekday(), lang);
    t!(
        lang,
        "short-day-year",
        year = day.year().to_string(),
        month = day.month(),
        day = day.day(),
        weekday = weekday
    )
}

/// A moment with its year and day of the week, for paper.
pub(crate) fn full_moment(at: Moment, lang: Lang) -> String {
    format!("{} {}", full_day(at.date_naive(), lang), at.format("%H:%M"))
}

/// A day as short as a column wants it: month and day; with its year if that is another one than `today`'s.
pub(crate) fn brief_day(day: NaiveDate, lang: Lang, today: NaiveDate) -> String {
    let (month, of_month) = (day.month(), day.day());
    if day.year() == today.year() {
        return t!(lang, "brief-day", month = month, day = of_month);
    }
    let year = day.year().to_string();
    t!(
        lang,
        "brief-day-year",
        year = year,
        month = month,
        day = of_month
    )
}

/// A moment as short as a column wants it: the day, and the time.
pub(crate) fn brief_moment(at: Moment, lang: Lang, today: NaiveDate) -> String {
    let day = brief_day(at.date_naive(), lang, today);
    format!("{day} {}", at.format("%H:%M"))
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
    let names = days.days().map(|day| weekday(day, lang));
    names.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_one_style_in_each_language_and_its_year_where_it_is_another_one() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2026-12-31");
        let said = |text: &str, lang| {
            let day = day(text);
            [
                day_words(day, lang, today),
                brief_day(day, lang, today),
                full_day(day, lang),
            ]
        };
        assert_eq!(
            said("2026-11-23", Lang::En),
            ["Mon 23/11", "23/11", "Mon 23/11/2026"]
        );
        assert_eq!(
            said("2027-01-15", Lang::En),
            ["Fri 15/1/2027", "15/1/2027", "Fri 15/1/2027"]
        );
        assert_eq!(
            said("2026-11-23", Lang::Zh),
            ["11月23日 周一", "11月23日", "2026年11月23日 周一"]
        );
        assert_eq!(
            said("2027-01-15", Lang::Zh),
            ["2027年1月15日 周五", "2027年1月15日", "2027年1月15日 周五"]
        );
    }
}
