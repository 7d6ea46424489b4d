//! Phone numbers as families write them.

use super::tidy;
use thiserror::Error;

/// Why a text is not a phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(crate) enum PhoneError {
    /// Too few digits.
    #[error("only {0} digits")]
    TooShort(usize),
    /// Too many digits.
    #[error("{0} digits")]
    TooLong(usize),
    /// Other text, or an impossible number.
    #[error("not a phone number")]
    NotAPhone,
}

/// A valid phone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phone {
    /// Digits only.
    pub digits: String,
    /// Whether spaces, dashes, full-width digits or the country code were removed.
    pub tidied: bool,
}

/// Reads one mobile or landline number.
pub(crate) fn parse(text: &str) -> Result<Phone, PhoneError> {
    let digits = digits_of(text)?;
    let length = digits.chars().count();
    let mut chars = digits.chars();
    match (chars.next(), chars.next()) {
        (Some('1'), Some('3'..='9')) => fits(length, 11, 11)?,
        (Some('1'), _) if length >= 11 => return Err(PhoneError::NotAPhone),
        (Some('1'), _) => return Err(PhoneError::TooShort(length)),
        (Some('0'), Some('1' | '2')) => fits(length, 10, 11)?,
        (Some('0'), Some('3'..='9')) => fits(length, 11, 12)?,
        (Some('0'), _) => return Err(PhoneError::NotAPhone),
        _ => fits(length, 7, 8)?,
    }
    Ok(Phone {
        tidied: digits != text,
        digits,
    })
}

/// Like [`parse`], but also accepts numbers of the demo home: eleven digits that begin with 120,
/// which no phone has.
pub(crate) fn parse_demo(text: &str) -> Result<Phone, PhoneError> {
    let digits = digits_of(text)?;
    if digits.starts_with("120") && digits.len() == 11 {
        return Ok(Phone {
            tidied: digits != text,
            digits,
        });
    }
    parse(text)
}

/// The numbers in a field that holds several: `13800000000/0558-1234567`.
pub(crate) fn pieces(text: &str) -> Vec<String> {
    tidy::trimmed(text)
        .split(['/', ',', ';', '|', '\u{3001}', '\u{3002}'])
        .flat_map(two_mobiles)
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// Splits two mobile numbers with only a space between them; a number in groups stays one.
fn two_mobiles(piece: &str) -> Vec<String> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let is_mobile = |word: &&str| word.len() == 11 && parse(word).is_ok();
    if words.len() > 1 && words.iter().all(is_mobile) {
        return words.into_iter().map(str::to_owned).collect();
    }
    vec![piece.trim().to_owned()]
}

fn fits(length: usize, least: usize, most: usize) -> Result<(), PhoneError> {
    if length < least {
        return Err(PhoneError::TooShort(length));
    }
    if length > most {
        Err(PhoneError::TooLong(length))
    } else {
        Ok(())
    }
}

/// The digits without the country code; refuses characters other than group separators.
fn digits_of(text: &str) -> Result<String, PhoneError> {
    let plain = tidy::compact(text);
    let abroad =
        plain.starts_with("+86") || plain.starts_with("0086") || plain.starts_with("(+86)");
    let mut digits = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '-' | '(' | ')' | '+' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\'' => {}
            _ => return Err(PhoneError::NotAPhone),
        }
    }
    if digits.is_empty() {
        return Err(PhoneError::NotAPhone);
    }
    if !abroad {
        return Ok(digits);
    }
    let local = digits.trim_start_matches("00");
    Ok(local.strip_prefix("86").unwrap_or(local).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("13967929081", "13967929081", false)]
    #[case("170 0515-0363", "17005150363", true)]
    #[case("１３９６７９２９０８１", "13967929081", true)]
    #[case("+86 139 6792 9081", "13967929081", true)]
    #[case("0086-13967929081", "13967929081", true)]
    #[case("0558-1234567", "05581234567", true)]
    #[case("010-12345678", "01012345678", true)]
    #[case("(0558)12345678", "055812345678", true)]
    #[case("6712345", "6712345", false)]
    fn a_number_is_read(#[case] text: &str, #[case] digits: &str, #[case] tidied: bool) {
        assert_eq!(
            parse(text),
            Ok(Phone {
                digits: digits.to_owned(),
                tidied
            })
        );
    }

    #[rstest]
    #[case("1544981989", PhoneError::TooShort(10))]
    #[case("139679290811", PhoneError::TooLong(12))]
    #[case("123456", PhoneError::TooShort(6))]
    #[case("12034567890", PhoneError::NotAPhone)]
    #[case("无", PhoneError::NotAPhone)]
    #[case("---", PhoneError::NotAPhone)]
    #[case("0558-12345", PhoneError::TooShort(9))]
    fn what_is_wrong_is_named(#[case] text: &str, #[case] error: PhoneError) {
        assert_eq!(parse(text), Err(error));
    }

    #[test]
    fn the_demo_numbers_are_read_only_where_asked_for() {
        assert!(parse("12012345678").is_err());
        assert_eq!(parse_demo("120 1234 5678").unwrap().digits, "12012345678");
        assert_eq!(parse_demo("13967929081").unwrap().digits, "13967929081");
    }

    #[test]
    fn several_numbers_in_one_field_are_taken_apart() {
        assert_eq!(
            pieces("13967929081/0558-1234567"),
            ["13967929081", "0558-1234567"]
        );
        assert_eq!(
            pieces("13967929081、13967929082"),
            ["13967929081", "13967929082"]
        );
        assert_eq!(
            pieces("13967929081 13967929082"),
            ["13967929081", "13967929082"]
        );
        assert_eq!(pieces("139 6792 9081"), ["139 6792 9081"]);
        assert!(pieces(" ").is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn nothing_that_is_typed_panics(text in any::<String>()) {
            let _ = parse(&text);
            let _ = parse_demo(&text);
            let _ = pieces(&text);
        }
    }
}
