//! The recovery key as words that a person writes down: 16 words for 16 bytes, and 2 that check them. Each word has a
//! syllable and a character, and either can be typed.

use super::hex;
use super::secret::{Secret, to_half_width};
use sha2::{Digest, Sha256};
use std::fmt;
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const TABLE: &str = include_str!("../../assets/words/recovery.tsv");
const CHECK: &[u8] = b"doorlight vault/recovery check/1";
const BYTES: usize = 16;
/// Words that a recovery key is shown as.
pub(crate) const WORDS: usize = BYTES + 2;

/// One word in both spellings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// Syllable without tone; `v` for the rounded u.
    pub(crate) pinyin: &'static str,
    /// The Han character.
    pub(crate) han: &'static str,
}

/// Why words are no recovery key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(crate) enum WordsError {
    /// The word at this place, from 1, is not in the table.
    #[error("word {0} is unknown")]
    Unknown(usize),
    /// So many words instead of 18.
    #[error("{0} words instead of 18")]
    Count(usize),
    /// All words exist, but at least one is another one.
    #[error("a word is wrong")]
    Check,
}

/// 16 random bytes that open the recovery slot.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub(crate) struct RecoveryKey([u8; BYTES]);

impl RecoveryKey {
    /// A new key. Fails when the system has no random numbers.
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut key = Self([0; BYTES]);
        getrandom::fill(&mut key.0)?;
        Ok(key)
    }

    /// The 18 words to be written down.
    pub(crate) fn words(&self) -> Vec<Word> {
        let table: Vec<Word> = table().collect();
        let all = self.0.into_iter().chain(check(&self.0));
        all.filter_map(|byte| table.get(usize::from(byte)).copied())
            .collect()
    }

    /// Reads syllables or characters with anything between them.
    pub(crate) fn parse(typed: &str) -> Result<Self, WordsError> {
        let text: Zeroizing<String> = Zeroizing::new(typed.chars().map(to_half_width).collect());
        let mut bytes = Zeroizing::new(Vec::with_capacity(typed.len()));
        for part in text.split(|one: char| !one.is_alphabetic()) {
            for word in split(part) {
                let place = bytes.len() + 1;
                bytes.push(find(word).ok_or(WordsError::Unknown(place))?);
            }
        }
        let (key, rest) = bytes
            .split_first_chunk::<BYTES>()
            .filter(|_| bytes.len() == WORDS)
            .ok_or(WordsError::Count(bytes.len()))?;
        if rest != check(key) {
            return Err(WordsError::Check);
        }
        Ok(Self(*key))
    }

    /// The key as the secret of its slot.
    pub(crate) fn secret(&self) -> Secret {
        let mut text = String::with_capacity(BYTES * 2);
        hex::encode_to(&self.0, &mut text);
        Secret::new(text)
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("RecoveryKey")
    }
}

fn table() -> impl Iterator<Item = Word> {
    let lines = TABLE.lines().filter_map(|line| line.split_once('\t'));
    lines.map(|(pinyin, han)| Word { pinyin, han })
}

fn check(key: &[u8; BYTES]) -> [u8; 2] {
    let digest: [u8; 32] = Sha256::new()
        .chain_update(CHECK)
        .chain_update(key)
        .finalize()
        .into();
    [digest[0], digest[1]]
}

/// Latin letters in a row are one word, every other letter is one.
fn split(part: &str) -> impl Iterator<Item = &str> {
    let is_latin = |one: char| u32::from(one) < 0x250;
    let mut rest = part;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = if is_latin(first) {
            rest.find(|one| !is_latin(one)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// Place in the table. The rounded u may be typed with its dots.
fn find(word: &str) -> Option<u8> {
    let word = Zeroizing::new(word.to_lowercase().replace('\u{fc}', "v"));
    let place = table().position(|one| one.pinyin == *word || one.han == *word);
    u8::try_from(place?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use pinyin::ToPinyin;
    use std::collections::HashSet;

    #[test]
    fn the_table_has_256_different_syllables_and_characters_that_are_read_so() {
        let all: Vec<Word> = table().collect();
        assert_eq!(all.len(), 256);
        assert_eq!(
            all.iter()
                .map(|one| one.pinyin)
                .collect::<HashSet<_>>()
                .len(),
            256
        );
        assert_eq!(
            all.iter().map(|one| one.han).collect::<HashSet<_>>().len(),
            256
        );
        for one in all {
            let mut letters = one.han.chars();
            let read = letters
                .next()
                .and_then(|han| han.to_pinyin())
                .unwrap()
                .plain();
            assert_eq!(read.replace('ü', "v"), one.pinyin, "{}", one.han);
            assert_eq!(letters.next(), None);
        }
    }

    fn typed(
        key: &RecoveryKey,
        separator: &str,
        spelling: impl Fn(Word) -> &'static str,
    ) -> String {
        key.words()
            .into_iter()
            .map(spelling)
            .collect::<Vec<_>>()
            .join(separator)
    }

    #[test]
    fn words_are_read_in_either_spelling_with_any_separators() {
        for first in 0..=255 {
            let mut key = RecoveryKey::random().unwrap();
            key.0[0] = first;
            assert_eq!(key.words().len(), WORDS);
            let parsed = |text: &str| RecoveryKey::parse(text).unwrap();
            assert_eq!(parsed(&typed(&key, " ", |word| word.pinyin)), key);
            assert_eq!(parsed(&typed(&key, "", |word| word.han)), key);
            let loud = typed(&key, "，\n 3. ", |word| word.pinyin).to_uppercase();
            assert_eq!(parsed(&format!("1. {loud}")), key);
        }
    }

    #[test]
    fn a_typo_is_found_with_its_place_or_by_the_check() {
        let key = RecoveryKey([7; BYTES]);
        let mut words: Vec<&str> = key.words().iter().map(|word| word.pinyin).collect();
        words[4] = "qqq";
        assert_eq!(
            RecoveryKey::parse(&words.join(" ")),
            Err(WordsError::Unknown(5))
        );
        words[4] = "shan";
        assert_eq!(RecoveryKey::parse(&words.join(" ")), Err(WordsError::Check));
        words.pop();
        assert_eq!(
            RecoveryKey::parse(&words.join(" ")),
            Err(WordsError::Count(17))
        );
        assert_eq!(RecoveryKey::parse(""), Err(WordsError::Count(0)));
        assert_eq!(format!("{key:?}"), "RecoveryKey");
    }
}
