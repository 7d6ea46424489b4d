//! Weekdays as people write them into a list: `Mon-Fri`, `1-5`, `135`, the Chinese words.

use super::hours::days_alone;
use crate::domain::Weekdays;
use crate::domain::text::tidy;

/// Reads weekdays without hours, in the same words; a digit is a day from 1, Monday. `None` if anything else is in the
/// text, and for what may be a number of days or a date instead.
pub(crate) fn said_days(text: &str) -> Option<Weekdays> {
    let folded = tidy::fold(text);
    let compact: Vec<char> = folded
        .chars()
        .filter(|sign| !sign.is_whitespace())
        .collect();
    match compact.as_slice() {
        [digit] if digit.is_ascii_digit() => return None,
        [_, '\u{5929}' | '\u{65e5}'] if !begins_a_week(&compact) => return None,
        _ => {}
    }
    // Digits after the Chinese word for week belong to the word.
    let mut spelt = String::new();
    let mut before = None;
    for sign in folded.chars() {
        let day = sign.to_digit(10).filter(|_| !before.is_some_and(is_week));
        match day.map(|digit| (1..=7).contains(&digit).then_some(digit)) {
            Some(Some(digit)) => spelt.extend([*DIGIT_WORDS.get(digit as usize - 1)?, " "]),
            Some(None) => return None,
            None => spelt.push(sign),
        }
        before = Some(sign);
    }
    days_alone(&spelt)
}

/// The names that digits stand for.
const DIGIT_WORDS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Whether a character is the end of one of the Chinese words for week.
const fn is_week(sign: char) -> bool {
    matches!(sign, '\u{5468}' | '\u{671f}')
}

fn begins_a_week(text: &[char]) -> bool {
    text.first().copied().is_some_and(is_week) || text.first() == Some(&'\u{6bcf}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("一二三四五", "12345")]
    #[case("周一至周五", "12345")]
    #[case("星期一到五", "12345")]
    #[case("Mon-Fri", "12345")]
    #[case("１－５", "12345")]
    #[case("135", "135")]
    #[case("1、3、5", "135")]
    #[case("周一、三、五", "135")]
    #[case("周1-周5", "12345")]
    #[case("每周六", "6")]
    #[case("周六日", "67")]
    #[case("周天", "7")]
    #[case("每天", "1234567")]
    #[case("工作日", "12345")]
    #[case("Tue, Thu", "24")]
    #[case::a_number_of_days("5", "")]
    #[case::a_number_of_days_in_words("三天", "")]
    #[case::a_date("2026-01-05", "")]
    #[case::a_day_of_the_month("1日", "")]
    #[case::with_hours("周一至周五 16:30", "")]
    #[case::no_such_day("8", "")]
    #[case::not_always("不一定", "")]
    #[case::nothing("", "")]
    fn days_without_hours_are_read(#[case] written: &str, #[case] digits: &str) {
        let days = said_days(written).unwrap_or_default();
        assert_eq!(days.digits(), digits);
    }
}
