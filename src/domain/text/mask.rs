//! Masking of what identifies a child on its way out of the home.
//!
//! Departments ask for different masks (`domain.md` 5), so they are profiles; every export names the one it used.

use super::pinyin::Readings;
use crate::domain::codes::coded;

coded! {
    /// How much of a person an export shows, from everything to nothing.
    pub Mask {
        /// Everything; needs a reason.
        Full = "full",
        /// The middle of identity numbers and phone numbers is hidden. The default.
        Middle = "middle",
        /// Only the last four digits of numbers; addresses are hidden.
        LastFour = "last-four",
        /// Initials instead of names; no numbers, addresses or notes.
        Initials = "initials",
        /// No name, number, address or note at all.
        None = "none",
    }
}

coded! {
    /// What a personal value is.
    pub Personal {
        /// A name.
        Name = "name",
        /// A birth date: with it the rest of an identity number is found.
        Birth = "birth",
        /// A resident identity number or a certificate number.
        IdNo = "id-no",
        /// A phone number.
        Phone = "phone",
        /// An address.
        Address = "address",
        /// What people wrote down about a child or a family.
        Note = "note",
    }
}

/// Shown instead of what is hidden.
const HIDDEN: char = '*';
/// Digits at the beginning and the end of a phone number that stay.
const PHONE_HEAD: usize = 3;
const TAIL: usize = 4;
/// Characters of an identity number that stay: the area, and the check character.
const ID_HEAD: usize = 6;
const ID_TAIL: usize = 1;
/// From so many digits on a number in a note is hidden.
const LONG: usize = 7;

impl Mask {
    /// Whether it hides nothing, so that a reason is needed.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Full)
    }

    /// The value as the profile shows it; empty if it is hidden as a whole.
    pub(crate) fn of(self, what: Personal, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        match (self, what) {
            (Self::Full, _)
            | (Self::Middle, Personal::Name | Personal::Address | Personal::Birth)
            | (Self::LastFour, Personal::Name) => text.to_owned(),
            // The birth date stands in the middle, and often beside it; so its end is hidden too.
            (Self::Middle, Personal::IdNo) => keep(text, ID_HEAD, ID_TAIL),
            (Self::Middle, Personal::Phone) => each_number(text, |one| keep(one, PHONE_HEAD, TAIL)),
            (Self::LastFour, Personal::IdNo | Personal::Phone) => {
                each_number(text, |one| keep(one, 0, TAIL))
            }
            (Self::Middle | Self::LastFour, Personal::Note) => without_numbers(text),
            (Self::Initials, Personal::Name) => initials(text),
            (Self::LastFour | Self::Initials, Personal::Birth) => year(text),
            (Self::LastFour, Personal::Address)
            | (
                Self::Initials,
                Personal::IdNo | Personal::Phone | Personal::Address | Personal::Note,
            )
            | (Self::None, _) => String::new(),
        }
    }
}

/// The year of a day.
fn year(day: &str) -> String {
    day.split('-').next().unwrap_or_default().to_owned()
}

/// A text whose long numbers are hidden: people write phone and identity numbers into notes.
fn without_numbers(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut digits = String::new();
    let end = |digits: &mut String, shown: &mut String| {
        if digits.len() >= LONG {
            shown.push_str(&HIDDEN.to_string().repeat(digits.len()));
        } else {
            shown.push_str(digits);
        }
        digits.clear();
    };
    for c in text.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
        } else {
            end(&mut digits, &mut shown);
            shown.push(c);
        }
    }
    end(&mut digits, &mut shown);
    shown
}

/// Applies a mask to each of several numbers.
fn each_number(text: &str, mask: impl Fn(&str) -> String) -> String {
    let numbers = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | ';' | '，' | '、' | '；'));
    let masked = numbers.filter(|one| !one.is_empty()).map(mask);
    masked.collect::<Vec<_>>().join(" ")
}

/// Hides all but the first and last characters. A number that is too short for that is hidden as a whole.
fn keep(number: &str, head: usize, tail: usize) -> String {
    let count = number.chars().count();
    let is_short = count <= head + tail;
    let shown = |place: usize| !is_short && (place < head || place + tail >= count);
    number
        .chars()
        .enumerate()
        .map(|(place, c)| if shown(place) { c } else { HIDDEN })
        .collect()
}

/// A letter for each syllable of a Chinese name, and for each word of another. A character without a reading is hidden.
fn initials(name: &str) -> String {
    let words = name.split_whitespace();
    let letters = words.flat_map(|word| {
        if word.is_ascii() {
            word.chars().next().into_iter().collect::<Vec<char>>()
        } else {
            let read = Readings::of(word, "").initials();
            read.chars()
                .map(|c| if c.is_ascii_alphabetic() { c } else { HIDDEN })
                .collect()
        }
    });
    letters
        .flat_map(|c| [c.to_ascii_uppercase(), '.'])
        .collect()
}

coded! {
    /// How the files of an export can be read.
    pub Covered {
        /// They name nobody, or are pages to print that go by themselves.
        NotNeeded = "not-needed",
        /// Nobody said, and a home without locks does not ask.
        Unsaid = "unsaid",
        /// With the password that was chosen for them.
        Locked = "locked",
        /// By whoever has them, because somebody said so.
        Plain = "plain",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::middle_of_the_id(
        Mask::Middle,
        Personal::IdNo,
        "341699201611192043",
        "341699***********3"
    )]
    #[case::middle_of_a_phone(Mask::Middle, Personal::Phone, "12046814538", "120****4538")]
    #[case::two_phones(
        Mask::Middle,
        Personal::Phone,
        "12046814538 12046814539",
        "120****4538 120****4539"
    )]
    #[case::last_four(
        Mask::LastFour,
        Personal::IdNo,
        "341699201611192043",
        "**************2043"
    )]
    #[case::short_number(Mask::LastFour, Personal::Phone, "2241", "****")]
    #[case::initials(Mask::Initials, Personal::Name, "汪乐乐", "W.L.L.")]
    #[case::no_address(Mask::LastFour, Personal::Address, "前尚庄 12 号", "")]
    #[case::nothing(Mask::None, Personal::Name, "汪乐乐", "")]
    #[case::all(Mask::Full, Personal::IdNo, "341699201611192043", "341699201611192043")]
    #[case::birth(Mask::LastFour, Personal::Birth, "2016-11-19", "2016")]
    #[case::number_in_a_note(
        Mask::Middle,
        Personal::Note,
        "外婆 13812345678，二楼",
        "外婆 ***********，二楼"
    )]
    #[case::latin_name(Mask::Initials, Personal::Name, "Tom Smith", "T.S.")]
    #[case::mixed_name(Mask::Initials, Personal::Name, "买买提Ali", "M.M.T.A.L.I.")]
    #[case::empty(Mask::Middle, Personal::IdNo, "", "")]
    fn a_profile_shows_what_it_says(
        #[case] mask: Mask,
        #[case] what: Personal,
        #[case] text: &str,
        #[case] shown: &str,
    ) {
        assert_eq!(mask.of(what, text), shown);
    }

    proptest! {
        #[test]
        fn no_mask_but_the_full_one_shows_a_whole_number(number in "[0-9]{5,18}", nth in 1..5_usize) {
            let mask = Mask::ALL[nth];
            for what in [Personal::IdNo, Personal::Phone] {
                prop_assert!(!mask.of(what, &number).contains(&number));
            }
        }
    }
}
