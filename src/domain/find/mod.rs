//! Search for a child by name, nickname, file number or phone number.
//!
//! [`search`] handles one keystroke. It ranks by the class of the match, then by whether the child
//! is expected, then by how much of the name was matched. So the shortest text finds the expected
//! child first, but a fully typed name always ranks above a mere prefix.
//!
//! Card codes are not searched here: they are compared as a whole elsewhere.

#[cfg(test)]
mod keys;
mod matching;
mod query;
#[cfg(test)]
mod tests;

use super::ids::ChildId;
use super::pinyin::{Readings, fold};
use matching::{Class, Fit};
use query::{Query, letters_of};

/// Fewest digits that match the end of a phone number.
pub(crate) const PHONE_DIGITS: usize = 3;

/// The searchable data of one child, prepared in advance so that a keystroke is fast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchEntry {
    /// The child.
    pub child: ChildId,
    name: Readings,
    nickname: Readings,
    /// Folded file number, and its last run of digits without leading zeros.
    file_no: Box<str>,
    number: Box<str>,
    /// Digits of all phone numbers, separated by spaces.
    phones: Box<str>,
    /// Bit set of all letters in the readings; it rules out most entries quickly.
    letters: u32,
}

impl SearchEntry {
    /// Prepares an entry with the name only. `manual` is the reading recorded by hand
    /// ([`super::Child::pinyin`]).
    pub(crate) fn new(child: ChildId, name: &str, manual: &str) -> Self {
        Self {
            child,
            name: Readings::of(name, manual),
            nickname: Readings::default(),
            file_no: Box::default(),
            number: Box::default(),
            phones: Box::default(),
            letters: 0,
        }
        .with_letters()
    }

    /// Prepares an entry from a child's file. Phone numbers belong to the contacts; add them with
    /// [`SearchEntry::phones`].
    pub(crate) fn of(child: &super::Child) -> Self {
        Self::new(child.id, &child.name, &child.pinyin)
            .nickname(&child.nickname)
            .file_no(&child.file_no)
    }

    /// Adds the nickname.
    #[must_use]
    pub(crate) fn nickname(mut self, nickname: &str) -> Self {
        self.nickname = Readings::of_nickname(nickname);
        self.with_letters()
    }

    /// Adds the file number (档案号).
    #[must_use]
    pub(crate) fn file_no(mut self, file_no: &str) -> Self {
        let folded: String = file_no.chars().filter_map(fold).collect();
        let digits = folded
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .count();
        let start = folded.chars().count() - digits;
        let number: String = folded
            .chars()
            .skip(start)
            .skip_while(|c| *c == '0')
            .collect();
        self.number = number.into_boxed_str();
        self.file_no = folded.into_boxed_str();
        self
    }

    /// Adds phone numbers; their last digits are searchable.
    #[must_use]
    pub(crate) fn phones<'a>(mut self, phones: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all = String::new();
        for phone in phones {
            all.extend(phone.chars().filter_map(fold).filter(char::is_ascii_digit));
            all.push(' ');
        }
        self.phones = all.trim_end().into();
        self
    }

    /// The readings of the name, for sorting and display.
    pub fn readings(&self) -> &Readings {
        &self.name
    }

    fn with_letters(mut self) -> Self {
        self.letters = letters_of(&self.name) | letters_of(&self.nickname);
        self
    }

    /// The best match of the text; `None` if there is none.
    fn fit(&self, query: &Query) -> Option<(Fit, Why)> {
        if let Some(found) = self.fit_numbers(query) {
            return Some(found);
        }
        if query.letters & !self.letters != 0 {
            return None;
        }
        let name = matching::best(&self.name, &query.chars).map(|fit| (fit, Why::Name));
        let nickname = matching::best(&self.nickname, &query.chars)
            .map(|fit| (fit.as_nickname(), Why::Nickname));
        [name, nickname]
            .into_iter()
            .flatten()
            .min_by_key(|(fit, _)| fit.rank())
    }

    fn fit_numbers(&self, query: &Query) -> Option<(Fit, Why)> {
        let typed = query.numeric.as_deref()?;
        if typed == &*self.file_no || (query.number() == Some(&*self.number)) {
            return Some((Fit::number(Class::Whole), Why::FileNo));
        }
        // Leading zeros are significant: 0007 is not a prefix of 70.
        let begins = query.is_digits && !typed.starts_with('0') && self.number.starts_with(typed);
        if begins || self.file_no.starts_with(typed) {
            return Some((Fit::number(Class::Surname), Why::FileNo));
        }
        let long_enough = query.is_digits && typed.len() >= PHONE_DIGITS;
        let ends = long_enough && self.phones.split(' ').any(|phone| phone.ends_with(typed));
        ends.then(|| (Fit::number(Class::Given), Why::Phone))
    }
}

/// How likely the child is the one at the door, whatever was typed. Variants are in ranking order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Expected today and not in; at sign-out: inside.
    Expected,
    /// Usually comes on this weekday.
    Usual,
    /// Enrolled, without further information.
    Other,
    /// Already signed in.
    Inside,
    /// Not enrolled. Ranks last, whatever the match.
    Gone,
    /// Not shown in this search.
    Hidden,
}

/// The field that matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The name, by characters or by reading.
    Name,
    /// The nickname.
    Nickname,
    /// The file number.
    FileNo,
    /// The last digits of a phone number.
    Phone,
}

/// A child that matches the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Index into the searched entries.
    pub index: usize,
    /// The child.
    pub child: ChildId,
    /// The field that matched.
    pub why: Why,
    /// Standing of the child at the time of the search.
    pub standing: Standing,
    /// How well the text fits, whoever is expected.
    fit: Fit,
}

impl Hit {
    /// Whether what was typed fits another child as well, and both can come: then nobody but the person
    /// at the keyboard knows which one is meant.
    pub(crate) fn ties_with(&self, other: &Self) -> bool {
        let can_come = |hit: &Self| hit.standing <= Standing::Other;
        self.fit.rank() == other.fit.rank() && can_come(self) && can_come(other)
    }
}

/// The children who match the text, best first, at most `limit`. Equal matches keep the order of
/// `entries`, which should be [`in_pinyin_order`]. An empty text matches nobody.
pub(crate) fn search(
    entries: &[SearchEntry],
    text: &str,
    standing: impl Fn(ChildId) -> Standing,
    limit: usize,
) -> Vec<Hit> {
    let Some(query) = Query::read(text) else {
        return Vec::new();
    };
    let mut ranked = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let Some((fit, why)) = entry.fit(&query) else {
            continue;
        };
        let standing = standing(entry.child);
        if standing == Standing::Hidden {
            continue;
        }
        let is_gone = standing == Standing::Gone;
        let rank = (is_gone, fit.class, standing, fit.rank(), index);
        ranked.push((
            rank,
            Hit {
                index,
                child: entry.child,
                why,
                standing,
                fit,
            },
        ));
    }
    if ranked.len() > limit && limit > 0 {
        ranked.select_nth_unstable_by_key(limit - 1, |(rank, _)| *rank);
    }
    ranked.truncate(limit);
    ranked.sort_unstable_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, hit)| hit).collect()
}

/// Sorts entries by the reading of the name, then by its characters, then by file number.
pub(crate) fn in_pinyin_order(entries: &mut [SearchEntry]) {
    entries.sort_by_cached_key(|entry| (entry.name.sort_key(), entry.file_no.clone()));
}
