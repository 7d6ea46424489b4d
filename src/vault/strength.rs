//! Which secrets are accepted when they are set.

use super::secret::Secret;
use std::collections::HashSet;

const PIN_LENGTH: std::ops::RangeInclusive<usize> = 4..=12;
const MIN_CHARACTERS: usize = 8;
const MIN_HAN: usize = 4;
const MIN_DIFFERENT: usize = 4;

/// Why a secret is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weak {
    /// A PIN below 4 digits; a passphrase below 8 characters and below 4 Han characters.
    TooShort,
    /// A PIN above 12 digits.
    TooLong,
    /// A PIN with anything but digits.
    NotDigits,
    /// One digit again and again.
    OneDigit,
    /// Digits that count up or down.
    Run,
    /// A passphrase of fewer than 4 different characters.
    FewDifferent,
}

/// Checks a PIN.
pub(crate) fn check_pin(pin: &Secret) -> Result<(), Weak> {
    let digits = pin.text().as_bytes();
    if !digits.iter().all(u8::is_ascii_digit) {
        return Err(Weak::NotDigits);
    }
    if digits.len() < *PIN_LENGTH.start() {
        return Err(Weak::TooShort);
    }
    if digits.len() > *PIN_LENGTH.end() {
        return Err(Weak::TooLong);
    }
    let has_step = |step: i16| {
        let mut pairs = digits.windows(2);
        pairs.all(|pair| i16::from(pair[1]) - i16::from(pair[0]) == step)
    };
    if has_step(0) {
        return Err(Weak::OneDigit);
    }
    if has_step(1) || has_step(-1) {
        return Err(Weak::Run);
    }
    Ok(())
}

/// Checks a passphrase.
pub(crate) fn check_passphrase(passphrase: &Secret) -> Result<(), Weak> {
    let text = passphrase.text();
    let han = text.chars().filter(|one| is_han(*one)).count();
    if text.chars().count() < MIN_CHARACTERS && han < MIN_HAN {
        return Err(Weak::TooShort);
    }
    let different: HashSet<char> = text.chars().collect();
    if different.len() < MIN_DIFFERENT {
        return Err(Weak::FewDifferent);
    }
    Ok(())
}

fn is_han(one: char) -> bool {
    matches!(one, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easy_pins_are_refused_with_their_reason() {
        let pin = |text: &str| check_pin(&Secret::new(text.to_owned()));
        assert_eq!(pin("２５８０"), Ok(()));
        assert_eq!(pin("123"), Err(Weak::TooShort));
        assert_eq!(pin("1357913579135"), Err(Weak::TooLong));
        assert_eq!(pin("12a4"), Err(Weak::NotDigits));
        assert_eq!(pin("7777"), Err(Weak::OneDigit));
        assert_eq!(pin("3456"), Err(Weak::Run));
        assert_eq!(pin("9876"), Err(Weak::Run));
    }

    #[test]
    fn easy_passphrases_are_refused_with_their_reason() {
        let check = |text: &str| check_passphrase(&Secret::new(text.to_owned()));
        assert_eq!(check("春眠不觉"), Ok(()));
        assert_eq!(check("open the door"), Ok(()));
        assert_eq!(check("春眠不"), Err(Weak::TooShort));
        assert_eq!(check("seven77"), Err(Weak::TooShort));
        assert_eq!(check("abababab"), Err(Weak::FewDifferent));
        assert_eq!(check("山山山山"), Err(Weak::FewDifferent));
    }
}
