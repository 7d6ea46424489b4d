//! What a person types, and the keys it leads to. None of these types shows its content in `Debug`, and each is wiped
//! from memory when it is dropped.

use super::hex;
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Full-width forms lie this far above their ASCII characters.
const FULL_WIDTH_STEP: u32 = 0xfee0;
const IDEOGRAPHIC_SPACE: char = '\u{3000}';

/// A passphrase, PIN or recovery key, normalised: outer spaces are gone and full-width characters are ASCII, so that
/// the state of an input method makes no difference.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes what was typed and wipes it.
    pub fn new(typed: String) -> Self {
        let typed = Zeroizing::new(typed);
        // No character becomes longer, so the text never moves in memory and leaves no copy.
        let mut text = Zeroizing::new(String::with_capacity(typed.len()));
        text.extend(typed.trim().chars().map(to_half_width));
        Self(text)
    }

    /// The normalised text.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret")
    }
}

/// A full-width character as ASCII; any other one as it is.
pub(super) fn to_half_width(one: char) -> char {
    match one {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(one) - FULL_WIDTH_STEP).unwrap_or(one),
        IDEOGRAPHIC_SPACE => ' ',
        _ => one,
    }
}

/// A key of 32 bytes: of the home's file, or of its restricted part.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub(crate) struct DataKey([u8; 32]);

impl DataKey {
    /// A new key of the system's random numbers. Fails when the system has none to give.
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut key = Self([0; 32]);
        getrandom::fill(&mut key.0)?;
        Ok(key)
    }

    /// The key as 64 lower-case hexadecimal digits, as databases take it.
    pub(crate) fn hex(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        hex::encode_to(&self.0, &mut text);
        text
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(super) fn from_array(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// `None` unless there are 32 bytes.
    pub(super) fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("DataKey")
    }
}

/// What opening a key file gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keys {
    /// Key of the home's file.
    pub(crate) data: DataKey,
    /// Key of the restricted part; `None` for a holder who may not read it.
    pub(crate) restricted: Option<DataKey>,
    /// Earlier data keys, the newest first: copies made under them can still be read.
    pub(crate) former: Vec<DataKey>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_method_makes_no_difference() {
        let typed = Secret::new("\u{3000} １２３４ＡＢｃ！ ".to_owned());
        assert_eq!(typed, Secret::new("1234ABc!".to_owned()));
        assert_eq!(
            Secret::new("春天 的\u{3000}山".to_owned()).text(),
            "春天 的 山"
        );
    }

    #[test]
    fn debug_output_contains_no_secret() {
        let key = DataKey::random().unwrap();
        let keys = Keys {
            data: key.clone(),
            restricted: Some(key.clone()),
            former: vec![key],
        };
        let shown = format!("{keys:?} {:?}", Secret::new("open sesame".to_owned()));
        assert_eq!(
            shown,
            "Keys { data: DataKey, restricted: Some(DataKey), former: [DataKey] } Secret"
        );
    }

    #[test]
    fn a_key_is_shown_to_a_database_as_sixty_four_digits() {
        let key = DataKey::from_slice(&[0xab; 32]).unwrap();
        assert_eq!(*key.hex(), "ab".repeat(32));
        assert!(DataKey::from_slice(&[0; 31]).is_none());
        assert_ne!(DataKey::random().unwrap(), DataKey::random().unwrap());
    }
}
