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
    /// The syllable and the character at this place, from 1, are of two words.
    #[error("syllable and character of word {0} are of two words")]
    Differ(usize),
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

    /// Reads the words as they are printed or as somebody types them: syllable, character or both of each, with or without
    /// numbers, with anything between them.
    pub(crate) fn parse(typed: &str) -> Result<Self, WordsError> {
        let text: Zeroizing<String> = Zeroizing::new(typed.chars().map(to_half_width).collect());
        let parts: Vec<Part<'_>> = parts(&text).collect();
        let bytes = match numbered(&parts) {
            Some(items) => of_items(&items)?,
            None => of_row(&parts)?,
        };
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

/// Whether what was typed is this word: as syllable, as character or as both, with or without its number.
pub(crate) fn is_word(typed: &Secret, syllable: &str) -> bool {
    let mut words = parts(typed.text()).filter_map(|part| match part {
        Part::Word(word) => Some(word),
        Part::Number(_) => None,
    });
    let wanted = find(syllable);
    let first = words.next();
    let is_it = |word: &str| wanted.is_some() && find(word) == wanted;
    first.is_some_and(is_it) && words.all(is_it)
}

/// A word, or the number before one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part<'a> {
    Number(&'a str),
    Word(&'a str),
}

/// Latin letters in a row are one word, digits in a row are a number, every other letter is a word; the rest is between them.
fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let is_latin = |one: char| one.is_alphabetic() && u32::from(one) < 0x250;
    let is_digit = |one: char| one.is_ascii_digit();
    let mut rest = text;
    std::iter::from_fn(move || {
        let begins = |one: char| one.is_alphabetic() || is_digit(one);
        let (_, found) = rest.split_at(rest.find(begins)?);
        let first = found.chars().next()?;
        let end_of = |is_part: &dyn Fn(char) -> bool| {
            let end = found.find(|one| !is_part(one));
            end.unwrap_or(found.len())
        };
        let end = if is_digit(first) {
            end_of(&is_digit)
        } else if is_latin(first) {
            end_of(&is_latin)
        } else {
            first.len_utf8()
        };
        let (part, after) = found.split_at(end);
        rest = after;
        Some(if is_digit(first) {
            Part::Number(part)
        } else {
            Part::Word(part)
        })
    })
}

/// What stands behind the numbers 1 to 18, where they are there in this order; the last one ends where its words end, and
/// what is before the first is a heading. `None` where words are not numbered.
fn numbered<'a>(parts: &[Part<'a>]) -> Option<Vec<Vec<&'a str>>> {
    let is_number = |part: &Part<'_>, wanted: usize| match part {
        Part::Number(digits) => digits.parse() == Ok(wanted),
        Part::Word(_) => false,
    };
    let mut rest = parts;
    let mut places = Vec::with_capacity(WORDS);
    for wanted in 1..=WORDS {
        let place = rest.iter().position(|part| is_number(part, wanted))?;
        rest = rest.get(place + 1..)?;
        places.push(rest);
    }
    let words = |behind: &[Part<'a>]| {
        let words = behind.iter().map_while(|part| match part {
            Part::Word(word) => Some(*word),
            Part::Number(_) => None,
        });
        words.collect::<Vec<_>>()
    };
    let mut items: Vec<Vec<&str>> = places.into_iter().map(words).collect();
    if let Some(last) = items.last_mut() {
        let is_pair = matches!(last.as_slice(), [one, other, ..] if find(one) == find(other));
        last.truncate(1 + usize::from(is_pair));
    }
    Some(items)
}

fn of_items(items: &[Vec<&str>]) -> Result<Zeroizing<Vec<u8>>, WordsError> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(items.len()));
    for (place, words) in (1..).zip(items) {
        let (first, more) = words.split_first().ok_or(WordsError::Unknown(place))?;
        let byte = find(first).ok_or(WordsError::Unknown(place))?;
        for other in more {
            if find(other).ok_or(WordsError::Unknown(place))? != byte {
                return Err(WordsError::Differ(place));
            }
        }
        bytes.push(byte);
    }
    Ok(bytes)
}

/// Words in a row. Where there are more than 18, a syllable and its character behind it are one word.
fn of_row(parts: &[Part<'_>]) -> Result<Zeroizing<Vec<u8>>, WordsError> {
    let words: Vec<&str> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Word(word) => Some(*word),
            Part::Number(_) => None,
        })
        .collect();
    let pairs = words.chunks(2).map(<[&str]>::to_vec);
    if words.len() == WORDS * 2 {
        return of_items(&pairs.collect::<Vec<_>>());
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(words.len()));
    let mut before: Option<(bool, u8)> = None;
    for word in &words {
        let place = bytes.len() + 1;
        let byte = find(word).ok_or(WordsError::Unknown(place))?;
        let is_syllable = word.chars().all(|one| u32::from(one) < 0x250);
        let is_again = words.len() > WORDS && !is_syllable && before == Some((true, byte));
        if !is_again {
            bytes.push(byte);
        }
        before = Some((is_syllable, byte));
    }
    Ok(bytes)
}

/// Place in the table. Tones may stand on the letters, and the rounded u may be typed with its dots.
fn find(word: &str) -> Option<u8> {
    let plain = word.to_lowercase().chars().map(without_tone).collect();
    let word: Zeroizing<String> = Zeroizing::new(plain);
    let place = table().position(|one| one.pinyin == *word || one.han == *word);
    u8::try_from(place?).ok()
}

fn without_tone(one: char) -> char {
    match one {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        other => other,
    }
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
    fn words_are_read_as_they_are_printed() {
        // The first bytes are the same twice, so that neighbours look like one word in two spellings.
        let key = RecoveryKey([9, 9, 9, 1, 2, 3, 4, 5, 6, 7, 8, 250, 251, 252, 253, 254]);
        let words = key.words();
        let each = |word: fn(usize, Word) -> String, between: &str| {
            let each = words.iter().enumerate();
            let each: Vec<String> = each.map(|(at, one)| word(at + 1, *one)).collect();
            each.join(between)
        };
        let lines = each(|at, one| format!("{at}. {} {}", one.pinyin, one.han), "   ");
        let full_width = |text: String| -> String {
            text.chars()
                .map(|one| match one {
                    '!'..='~' => char::from_u32(u32::from(one) + 0xfee0).unwrap(),
                    other => other,
                })
                .collect()
        };
        let spellings = [
            lines.clone(),
            format!("Recovery words (18; the syllable or the character of each):\n\n{lines}"),
            format!("恢复词（18 个，每个写拼音或汉字都行）：\n{lines}\n（完）"),
            each(|at, one| format!("{at}. {} {}", one.pinyin, one.han), "\n"),
            each(|at, one| format!("{at} {}", one.pinyin), "\r\n"),
            each(|at, one| format!("{at}、{}", one.han), "，"),
            each(|_, one| format!("{} {}", one.pinyin, one.han), "\n"),
            each(|_, one| format!("{}（{}）", one.han, one.pinyin), "。"),
            each(|_, one| one.han.to_owned(), "\n"),
            each(|_, one| one.pinyin.to_owned(), " , "),
            each(|_, one| one.pinyin.to_uppercase(), "\t"),
            each(|at, one| format!("{at}.{}{}", one.pinyin, one.han), ""),
        ];
        for text in spellings {
            assert_eq!(RecoveryKey::parse(&text), Ok(key.clone()), "{text}");
            let wide = full_width(text);
            assert_eq!(RecoveryKey::parse(&wide), Ok(key.clone()), "{wide}");
        }
        for (place, word) in (0..=u8::MAX).zip(table()) {
            let tones = [('a', "ǎ"), ('v', "ǚ"), ('i', "Ì")];
            let typed = tones
                .iter()
                .fold(word.pinyin.to_owned(), |typed, (one, tone)| {
                    typed.replace(*one, tone)
                });
            assert_eq!(find(&typed), Some(place), "{typed}");
        }
    }

    #[test]
    fn a_word_that_is_asked_back_is_known_in_every_spelling() {
        let is = |typed: &str| is_word(&Secret::new(typed.to_owned()), "chun");
        for typed in ["chun", "Chūn", "春", " 4. chun 春 ", "ｃｈｕｎ"] {
            assert!(is(typed), "{typed}");
        }
        for typed in ["", "4", "shan", "chun shan", "山", "春 shan"] {
            assert!(!is(typed), "{typed}");
        }
    }

    #[test]
    fn one_word_may_be_written_with_both_and_the_others_with_one() {
        let key = RecoveryKey([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
        let words = key.words();
        let each = words.iter().enumerate().map(|(at, one)| match at {
            7 => format!("{} {}", one.pinyin, one.han),
            at if at % 2 == 0 => one.han.to_owned(),
            _ => one.pinyin.to_owned(),
        });
        let typed = each.collect::<Vec<_>>().join(" ");
        assert_eq!(RecoveryKey::parse(&typed), Ok(key));
    }

    #[test]
    fn a_wrong_word_among_pairs_is_found_with_its_place() {
        let key = RecoveryKey([7; BYTES]);
        let pairs: Vec<(&str, &str)> = key
            .words()
            .iter()
            .map(|one| (one.pinyin, one.han))
            .collect();
        let text = |change: (usize, (&str, &str)), numbers: bool| {
            let mut pairs = pairs.clone();
            pairs[change.0 - 1] = change.1;
            let each = pairs.iter().enumerate().map(|(at, (one, other))| {
                let number = if numbers {
                    format!("{}. ", at + 1)
                } else {
                    String::new()
                };
                format!("{number}{one} {other}")
            });
            each.collect::<Vec<_>>().join("\n")
        };
        let other = RecoveryKey([8; BYTES]).words()[0];
        for numbers in [false, true] {
            let typed = text((5, (other.pinyin, pairs[4].1)), numbers);
            assert_eq!(RecoveryKey::parse(&typed), Err(WordsError::Differ(5)));
            let typed = text((11, ("qqq", pairs[10].1)), numbers);
            assert_eq!(RecoveryKey::parse(&typed), Err(WordsError::Unknown(11)));
            let typed = text((18, (other.pinyin, other.han)), numbers);
            assert_eq!(RecoveryKey::parse(&typed), Err(WordsError::Check));
        }
        let typed = text((3, ("", "")), true);
        assert_eq!(RecoveryKey::parse(&typed), Err(WordsError::Unknown(3)));
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
