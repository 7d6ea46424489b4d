//! Resident identity numbers (GB 11643): check digit, birth date, sex.

use super::tidy;
use crate::domain::child::Sex;
use chrono::NaiveDate;
use thiserror::Error;

/// Why a text is not an identity number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(crate) enum IdError {
    /// A 15-digit number from before 1999; the number on the current card is needed.
    #[error("an old number of 15 digits")]
    Old,
    /// Not eighteen characters.
    #[error("{0} characters instead of 18")]
    Length(usize),
    /// A character other than digits and a final X.
    #[error("characters that do not belong in an identity number")]
    Characters,
    /// The digits of the birth date are not a date.
    #[error("the birth date inside is no day of the calendar")]
    Birth,
    /// Wrong check digit: a digit is mistyped, or two are swapped.
    #[error("the check digit does not fit")]
    CheckDigit,
}

/// A valid identity number and its contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IdNo {
    /// Eighteen characters; the last may be a capital X.
    pub number: String,
    /// Encoded birth date.
    pub birth_date: NaiveDate,
    /// Encoded sex.
    pub sex: Sex,
    /// Whether the first two digits are a province. Not an error if false: numbers for training
    /// begin with 99.
    pub province_known: bool,
    /// Whether spaces, full-width digits or a lower-case x were corrected.
    pub tidied: bool,
}

/// Province codes of GB/T 2260, with 91 for foreigners and 81 to 83 for residence permits.
const PROVINCES: [u32; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
    53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
];

/// Reads an identity number as typed.
pub(crate) fn parse(text: &str) -> Result<IdNo, IdError> {
    let number = tidied(text);
    let digits = digits_of(&number)?;
    let birth_date = birth_of(&digits).ok_or(IdError::Birth)?;
    if !number.ends_with(check_digit(&digits)) {
        return Err(IdError::CheckDigit);
    }
    let sex = if digits[16] % 2 == 1 {
        Sex::Male
    } else {
        Sex::Female
    };
    let province = digits[0] * 10 + digits[1];
    Ok(IdNo {
        birth_date,
        sex,
        province_known: province == 91 || PROVINCES.contains(&province),
        tidied: number != text,
        number,
    })
}

/// The number with only the area and the last four digits visible: `341699********2043`.
///
/// A text that is too short is masked completely.
pub(crate) fn masked(number: &str) -> String {
    let length = number.chars().count();
    if length < 15 {
        return "*".repeat(length);
    }
    let shown = |place: usize| place < 6 || place >= length - 4;
    number
        .chars()
        .enumerate()
        .map(|(place, c)| if shown(place) { c } else { '*' })
        .collect()
}

/// The number without spaces and dashes, in half-width, with a capital X.
pub(crate) fn tidied(text: &str) -> String {
    tidy::compact(text)
        .chars()
        .filter(|c| !matches!(c, '-' | '\'' | '`' | '\u{2018}' | '\u{2019}'))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// The check character of the first seventeen digits.
pub(crate) fn check_digit(digits: &[u32; 17]) -> char {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    match (12 - sum % 11) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

fn digits_of(number: &str) -> Result<[u32; 17], IdError> {
    let length = number.chars().count();
    if length == 15 && number.chars().all(|c| c.is_ascii_digit()) {
        return Err(IdError::Old);
    }
    if length != 18 {
        return Err(IdError::Length(length));
    }
    let mut digits = [0; 17];
    for (slot, c) in digits.iter_mut().zip(number.chars()) {
        *slot = c.to_digit(10).ok_or(IdError::Characters)?;
    }
    match number.chars().last() {
        Some('X' | '0'..='9') => Ok(digits),
        _ => Err(IdError::Characters),
    }
}

fn birth_of(digits: &[u32; 17]) -> Option<NaiveDate> {
    let number = |from: usize, to: usize| digits[from..to].iter().fold(0, |sum, d| sum * 10 + d);
    let year = i32::try_from(number(6, 10)).ok()?;
    if year < 1900 {
        return None;
    }
    NaiveDate::from_ymd_opt(year, number(10, 12), number(12, 14))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[test]
    fn a_sound_number_tells_birth_and_sex() {
        let id = parse("341699201611192043").unwrap();
        assert_eq!(id.birth_date.to_string(), "2016-11-19");
        assert_eq!(id.sex, Sex::Female);
        assert!(id.province_known && !id.tidied);
    }

    #[rstest]
    #[case("34169920141001067x")]
    #[case(" 341699 20141001 067X ")]
    #[case("３４１６９９２０１４１００１０６７Ｘ")]
    #[case("'34169920141001067X")]
    fn a_number_is_put_right(#[case] text: &str) {
        let id = parse(text).unwrap();
        assert_eq!(id.number, "34169920141001067X");
        assert!(id.tidied);
    }

    #[rstest]
    #[case("341699201508074441", IdError::CheckDigit)]
    #[case("341699150807444", IdError::Old)]
    #[case("34169920150807444", IdError::Length(17))]
    #[case("", IdError::Length(0))]
    #[case("34169920150807A441", IdError::Characters)]
    #[case("34169920150807444Y", IdError::Characters)]
    #[case("341699201513074441", IdError::Birth)]
    fn what_is_wrong_is_named(#[case] text: &str, #[case] error: IdError) {
        assert_eq!(parse(text), Err(error));
    }

    #[test]
    fn an_unknown_province_is_only_remarked_on() {
        let mut digits = [9, 9, 0, 0, 0, 0, 2, 0, 1, 5, 0, 6, 0, 1, 0, 0, 2];
        let body: String = digits.iter().map(u32::to_string).collect();
        let id = parse(&format!("{body}{}", check_digit(&digits))).unwrap();
        assert!(!id.province_known);
        digits[16] = 3;
        assert!(parse(&format!("{body}{}", check_digit(&digits))).is_err());
    }

    #[test]
    fn a_masked_number_hides_the_birth_date() {
        assert_eq!(masked("341699201611192043"), "341699********2043");
        assert_eq!(masked("12345"), "*****");
        assert_eq!(masked(""), "");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn nothing_that_is_typed_panics(text in any::<String>()) {
            let _ = parse(&text);
            let _ = masked(&text);
        }

        #[test]
        fn one_wrong_digit_is_always_found(place in 0usize..17, change in 1u32..10) {
            let sound = "341699201611192043";
            let broken: String = sound.chars().enumerate().map(|(at, c)| {
                if at != place { return c; }
                char::from_digit((c.to_digit(10).unwrap() + change) % 10, 10).unwrap()
            }).collect();
            prop_assert!(parse(&broken).is_err());
        }
    }
}
