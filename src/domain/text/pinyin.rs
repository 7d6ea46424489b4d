//! Readings of Han names, for typing and sorting by sound.
//!
//! The dictionary crate has every reading of a character, but not the one used in surnames;
//! `assets/names/surnames.txt` adds these.

use super::tidy::is_dot;
use pinyin::{ToPinyin, ToPinyinMulti};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Longest name in characters; keeps the offsets small.
const MAX_CHARS: usize = 64;

/// Readings of surnames, by their one or two characters.
static SURNAMES: LazyLock<HashMap<(char, Option<char>), &'static str>> = LazyLock::new(|| {
    include_str!("../../../assets/names/surnames.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(surname, readings)| {
            let mut chars = surname.chars();
            Some(((chars.next()?, chars.next()), readings))
        })
        .collect()
});

/// One character of a name and the range of its readings in [`Readings::bytes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Letter {
    han: char,
    from: u16,
    to: u16,
}

/// A name with all accepted readings of each character.
///
/// Needs two allocations per name, so that a whole register fits in a few memory pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readings {
    letters: Box<[Letter]>,
    /// Readings in ASCII (`ü` is `v`), separated by spaces, the preferred one first.
    bytes: Box<[u8]>,
    /// Length of the surname in characters; 0 if no surname was recognised.
    surname: u8,
}

impl Readings {
    /// Looks up a name. `manual` is the reading recorded by hand, syllables separated by spaces:
    /// one per character, or one per character that no table has.
    pub(crate) fn of(name: &str, manual: &str) -> Self {
        let chars = folded(name);
        let surname = surname_len(name, &chars);
        Self::build(&chars, surname, manual)
    }

    /// Looks up a nickname. Its characters are not read as surnames: 乐乐 is lele, not yuele.
    pub(crate) fn of_nickname(nickname: &str) -> Self {
        Self::build(&folded(nickname), 0, "")
    }

    fn build(chars: &[char], surname: usize, manual: &str) -> Self {
        let manual = Manual::read(manual, chars);
        let mut letters = Vec::with_capacity(chars.len());
        let mut bytes = Vec::with_capacity(chars.len() * 8);
        for (at, &han) in chars.iter().enumerate() {
            let from = bytes.len() as u16;
            let mut add = |reading: &str| push_reading(&mut bytes, from as usize, reading);
            if let Some(typed) = manual.at(at, han) {
                add(typed);
            }
            if at < surname {
                surname_readings(chars, surname, at).for_each(&mut add);
            }
            dictionary_readings(han, &mut add);
            letters.push(Letter {
                han,
                from,
                to: bytes.len() as u16,
            });
        }
        Self {
            letters: letters.into_boxed_slice(),
            bytes: bytes.into_boxed_slice(),
            surname: surname as u8,
        }
    }

    /// Number of characters, without dots and spaces.
    pub(crate) fn len(&self) -> usize {
        self.letters.len()
    }

    /// Index of the first character of the given name.
    pub(crate) fn given_at(&self) -> usize {
        usize::from(self.surname)
    }

    /// The characters without dots and spaces, Latin letters in lower case.
    pub(crate) fn chars(&self) -> impl Iterator<Item = char> + '_ {
        self.letters.iter().map(|letter| letter.han)
    }

    /// The character at a position.
    pub(crate) fn char_at(&self, at: usize) -> Option<char> {
        self.letters.get(at).map(|letter| letter.han)
    }

    /// The accepted readings at a position in ASCII, the preferred one first.
    pub(crate) fn at(&self, at: usize) -> impl Iterator<Item = &[u8]> {
        let range = self
            .letters
            .get(at)
            .map_or(0..0, |l| usize::from(l.from)..usize::from(l.to));
        let bytes = self.bytes.get(range).unwrap_or_default();
        bytes
            .split(|b| *b == b' ')
            .filter(|reading| !reading.is_empty())
    }

    /// Sort key for pinyin order: by syllables, then by characters.
    pub(crate) fn sort_key(&self) -> String {
        let mut key = self.joined(" ");
        key.push('\0');
        key.extend(self.chars());
        key
    }

    /// First letters of the preferred readings: `lxm`.
    pub(crate) fn initials(&self) -> String {
        (0..self.len())
            .filter_map(|at| self.preferred(at).chars().next())
            .collect()
    }

    /// The preferred readings joined: `lixiaoming`.
    pub(crate) fn full(&self) -> String {
        self.joined("")
    }

    fn joined(&self, separator: &str) -> String {
        let mut text = String::with_capacity(self.bytes.len() + self.len() * 4);
        for at in 0..self.len() {
            if at > 0 {
                text.push_str(separator);
            }
            text.push_str(&self.preferred(at));
        }
        text
    }

    /// The preferred reading, or the character itself if no reading is known.
    fn preferred(&self, at: usize) -> String {
        let known = self
            .at(at)
            .next()
            .map(|bytes| bytes.iter().map(|b| char::from(*b)).collect());
        known.unwrap_or_else(|| self.char_at(at).into_iter().collect())
    }
}

fn folded(name: &str) -> Vec<char> {
    name.chars().filter_map(fold).take(MAX_CHARS).collect()
}

/// Normalises a character for comparison: half-width, lower case, no tone marks, `ü` as `v`. `None`
/// for characters that are ignored: spaces, the dot inside a name, apostrophes, hyphens, control
/// characters.
pub(crate) fn fold(c: char) -> Option<char> {
    let narrow = narrow(c);
    if narrow.is_whitespace() || narrow.is_control() || is_dot(narrow) {
        return None;
    }
    let lower = narrow.to_lowercase().next().unwrap_or(narrow);
    match lower {
        '\'' | '\u{2018}' | '\u{2019}' | '-' | '.' | '\u{200b}'..='\u{200f}' | '\u{feff}' => None,
        _ => Some(without_tone(lower)),
    }
}

/// The half-width form of a full-width letter, digit or sign: `2` for `２`.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

fn without_tone(c: char) -> char {
    match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' | 'ê' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        'ń' | 'ň' | 'ǹ' => 'n',
        _ => c,
    }
}

/// Length of the surname; 0 for a name with a dot, whose first part is not a surname.
fn surname_len(name: &str, chars: &[char]) -> usize {
    if name.chars().any(is_dot) || chars.first().is_none_or(char::is_ascii) {
        return 0;
    }
    let is_compound =
        |pair: &[char]| matches!(*pair, [a, b] if SURNAMES.contains_key(&(a, Some(b))));
    // A name of two characters is a surname and a given name of one character each.
    if chars.len() > 2 && chars.get(..2).is_some_and(is_compound) {
        return 2;
    }
    1.min(chars.len())
}

/// The readings in the surname table for the character at `at` of a surname.
fn surname_readings(
    chars: &[char],
    surname: usize,
    at: usize,
) -> impl Iterator<Item = &'static str> {
    let second = if surname == 2 {
        chars.get(1).copied()
    } else {
        None
    };
    let line = chars
        .first()
        .and_then(|first| SURNAMES.get(&(*first, second)).copied());
    let (skip, take) = if surname == 2 {
        (at, 1)
    } else {
        (0, usize::MAX)
    };
    line.unwrap_or_default()
        .split_ascii_whitespace()
        .skip(skip)
        .take(take)
}

fn dictionary_readings(han: char, add: &mut impl FnMut(&str)) {
    if han.is_ascii() {
        return add(han.encode_utf8(&mut [0; 4]));
    }
    if let Some(usual) = han.to_pinyin() {
        add(usual.plain());
    }
    for reading in han.to_pinyin_multi().into_iter().flatten() {
        add(reading.plain());
    }
}

/// Appends a reading if it is new. People type `ü` as `v` or as `u`.
fn push_reading(bytes: &mut Vec<u8>, from: usize, reading: &str) {
    let plain: Vec<u8> = reading
        .chars()
        .filter_map(fold)
        .map(|c| u8::try_from(c).unwrap_or(b'?'))
        .take(12)
        .collect();
    if plain.is_empty() || !plain.iter().all(u8::is_ascii_alphanumeric) {
        return;
    }
    push_unique(bytes, from, &plain);
    if plain.contains(&b'v') && plain.len() > 1 {
        let as_u: Vec<u8> = plain
            .iter()
            .map(|b| if *b == b'v' { b'u' } else { *b })
            .collect();
        push_unique(bytes, from, &as_u);
    }
}

fn push_unique(bytes: &mut Vec<u8>, from: usize, reading: &[u8]) {
    let known = bytes.get(from..).unwrap_or_default();
    if known.split(|b| *b == b' ').any(|r| r == reading) {
        return;
    }
    if !known.is_empty() {
        bytes.push(b' ');
    }
    bytes.extend_from_slice(reading);
}

/// The reading recorded by hand, assigned to the characters.
enum Manual<'a> {
    Nothing,
    EachCharacter(Vec<&'a str>),
    UnknownOnes(HashMap<char, &'a str>),
}

impl<'a> Manual<'a> {
    fn read(text: &'a str, chars: &[char]) -> Self {
        let syllables: Vec<&str> = text.split_whitespace().collect();
        if syllables.is_empty() {
            return Self::Nothing;
        }
        if syllables.len() == chars.len() {
            return Self::EachCharacter(syllables);
        }
        let mut unknown: Vec<char> = Vec::new();
        for &c in chars
            .iter()
            .filter(|c| !c.is_ascii() && c.to_pinyin().is_none())
        {
            if !unknown.contains(&c) {
                unknown.push(c);
            }
        }
        Self::UnknownOnes(unknown.into_iter().zip(syllables).collect())
    }

    fn at(&self, at: usize, han: char) -> Option<&'a str> {
        match self {
            Self::Nothing => None,
            Self::EachCharacter(syllables) => syllables.get(at).copied(),
            Self::UnknownOnes(syllables) => syllables.get(&han).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::shan("单小明", "shanxiaoming")]
    #[case::zeng("曾强", "zengqiang")]
    #[case::qiu("仇磊", "qiulei")]
    #[case::xie("解雪", "xiexue")]
    #[case::ou("区静", "oujing")]
    #[case::piao("朴敏", "piaomin")]
    #[case::zha("查娜", "zhana")]
    #[case::ge("盖勇", "geyong")]
    #[case::zhai("翟伟", "zhaiwei")]
    #[case::qin("覃凯", "qinkai")]
    #[case::yuchi("尉迟明明", "yuchimingming")]
    #[case::moqi("万俟静", "moqijing")]
    #[case::zhangsun("长孙雪", "zhangsunxue")]
    #[case::yue("乐小雨", "yuexiaoyu")]
    #[case::chong("种强", "chongqiang")]
    #[case::miao("缪杰", "miaojie")]
    #[case::she("折明", "sheming")]
    #[case::po("繁星", "poxing")]
    #[case::bi("秘敏", "bimin")]
    #[case::he("黑强", "heqiang")]
    #[case::shao("召伟", "shaowei")]
    #[case::zhai_rite("祭明", "zhaiming")]
    #[case::yun("员静", "yunjing")]
    #[case::xian("冼敏", "xianmin")]
    #[case::pang("逄强", "pangqiang")]
    #[case::chi("郗伟", "chiwei")]
    #[case::linghu("令狐冲", "linghuchong")]
    #[case::zhuge("诸葛亮", "zhugeliang")]
    #[case::ouyang("欧阳雪", "ouyangxue")]
    #[case::sima("司马静", "simajing")]
    #[case::shangguan("上官敏", "shangguanmin")]
    #[case::wan_alone("万俊", "wanjun")]
    #[case::umlaut("吕布", "lvbu")]
    fn a_surname_is_read_as_a_surname(#[case] name: &str, #[case] full: &str) {
        assert_eq!(Readings::of(name, "").full(), full);
    }

    #[rstest]
    #[case::everyday_reading("单小明", 0, "dan")]
    #[case::second_surname_reading("覃凯", 0, "tan")]
    #[case::umlaut_as_u("吕布", 0, "lu")]
    #[case::given_name("张乐", 1, "yue")]
    fn other_readings_stay_accepted(#[case] name: &str, #[case] at: usize, #[case] reading: &str) {
        let readings = Readings::of(name, "");
        assert!(
            readings.at(at).any(|r| r == reading.as_bytes()),
            "{readings:?}"
        );
    }

    #[test]
    fn a_surname_reading_belongs_to_surnames_only() {
        assert_eq!(Readings::of("张单", "").full(), "zhangdan");
    }

    #[rstest]
    #[case::dot("买买提·艾力", "", "mmtal", "maimaitiaili")]
    #[case::other_dot("买买提・艾力", "", "mmtal", "maimaitiaili")]
    #[case::spaces("李 小 明", "", "lxm", "lixiaoming")]
    #[case::wide_space("李　明", "", "lm", "liming")]
    #[case::unknown("𠮷小明", "", "𠮷xm", "𠮷xiaoming")]
    #[case::manual_for_the_unknown("𠮷小明", "ji", "jxm", "jixiaoming")]
    #[case::manual_for_all("𠮷小明", "Jí xiǎo míng", "jxm", "jixiaoming")]
    #[case::manual_wins("张行", "zhang hang", "zh", "zhanghang")]
    #[case::latin("Ａnna", "", "anna", "anna")]
    #[case::empty("", "ji", "", "")]
    fn initials_and_full(
        #[case] name: &str,
        #[case] manual: &str,
        #[case] initials: &str,
        #[case] full: &str,
    ) {
        let readings = Readings::of(name, manual);
        assert_eq!(
            (readings.initials().as_str(), readings.full().as_str()),
            (initials, full)
        );
    }

    #[test]
    fn names_sort_by_the_surname_as_it_is_spoken() {
        let mut names = [
            "仇磊",
            "曾强",
            "单小明",
            "李小明",
            "陈杰",
            "李雪",
            "孙敏",
            "周杰",
            "钱多",
        ];
        names.sort_by_cached_key(|name| Readings::of(name, "").sort_key());
        let want = [
            "陈杰",
            "李小明",
            "李雪",
            "钱多",
            "仇磊",
            "单小明",
            "孙敏",
            "曾强",
            "周杰",
        ];
        assert_eq!(names, want);
    }

    #[test]
    fn a_short_syllable_sorts_before_a_longer_one() {
        assert!(Readings::of("李中", "").sort_key() < Readings::of("连安", "").sort_key());
    }

    #[test]
    fn every_line_of_the_surname_table_reads() {
        for (&(first, second), readings) in &*SURNAMES {
            let syllables = readings.split_ascii_whitespace().count();
            assert!(second.is_none() || syllables == 2, "{first} {readings}");
            assert!(
                readings.chars().all(|c| c == ' ' || c.is_ascii_lowercase()),
                "{first}"
            );
            let mut name: String = [Some(first), second].into_iter().flatten().collect();
            name.push('明');
            let start = readings.split(' ').next().unwrap();
            assert!(Readings::of(&name, "").full().starts_with(start), "{name}");
        }
        assert!(SURNAMES.len() > 100);
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_readings(name in "\\PC*", manual in "\\PC*") {
            let readings = Readings::of(&name, &manual);
            proptest::prop_assert!(readings.len() <= MAX_CHARS);
            let _ = (readings.full(), readings.initials(), readings.sort_key());
        }
    }
}
