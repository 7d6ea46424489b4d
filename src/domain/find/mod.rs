//! Finding a child at the door: what was typed, against names, nicknames, file and phone numbers.
//!
//! [`search`] answers one keystroke. It ranks by three questions in this order: how well does the
//! text fit, is this child being waited for, and how much of the name did the text use. So the
//! shortest text puts the right child first while children come in, yet somebody whose whole name
//! was typed always stands above somebody who merely begins alike.
//!
//! Cards are not looked up here: a card code is compared whole, by whoever keeps the cards.

pub mod keys;
mod matching;
mod query;
#[cfg(test)]
mod tests;

use super::ids::ChildId;
use super::pinyin::{Readings, fold};
use matching::{Class, Fit};
use query::{Query, letters_of};

/// The fewest digits that are taken for the end of a phone number.
pub const PHONE_DIGITS: usize = 3;

/// What one child offers to the search, prepared once so that a keystroke costs next to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchEntry {
    /// Whose entry it is.
    pub child: ChildId,
    name: Readings,
    nickname: Readings,
    /// File number folded, and the same from its last run of digits on, without leading zeros.
    file_no: Box<str>,
    number: Box<str>,
    /// Digits of all phones, separated by spaces.
    phones: Box<str>,
    /// Letters that any reading contains: most entries are ruled out by one comparison.
    letters: u32,
}

impl SearchEntry {
    /// Prepares a child. `manual` is the reading recorded by hand ([`super::Child::pinyin`]).
    pub fn new(child: ChildId, name: &str, manual: &str) -> Self {
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

    /// Prepares everything a child's file offers; phones belong to the contacts and are added with
    /// [`SearchEntry::phones`].
    pub fn of(child: &super::Child) -> Self {
        Self::new(child.id, &child.name, &child.pinyin)
            .nickname(&child.nickname)
            .file_no(&child.file_no)
    }

    /// Adds the name the child is called by.
    #[must_use]
    pub fn nickname(mut self, nickname: &str) -> Self {
        self.nickname = Readings::of_nickname(nickname);
        self.with_letters()
    }

    /// Adds the file number (档案号).
    #[must_use]
    pub fn file_no(mut self, file_no: &str) -> Self {
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

    /// Adds the phones by whose last digits the child may be found.
    #[must_use]
    pub fn phones<'a>(mut self, phones: impl IntoIterator<Item = &'a str>) -> Self {
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

    /// The trailing number of the file number, without leading zeros.
    pub fn number(&self) -> &str {
        &self.number
    }

    fn with_letters(mut self) -> Self {
        self.letters = letters_of(&self.name) | letters_of(&self.nickname);
        self
    }

    fn is_called_like(&self, other: &Self) -> bool {
        self.name.len() == other.name.len() && self.name.chars().eq(other.name.chars())
    }

    /// How the text fits this child best, if at all.
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
        // Who types zeros means them: 0007 is not the beginning of 70.
        let begins = query.is_digits && !typed.starts_with('0') && self.number.starts_with(typed);
        if begins || self.file_no.starts_with(typed) {
            return Some((Fit::number(Class::Surname), Why::FileNo));
        }
        let long_enough = query.is_digits && typed.len() >= PHONE_DIGITS;
        let ends = long_enough && self.phones.split(' ').any(|phone| phone.ends_with(typed));
        ends.then(|| (Fit::number(Class::Given), Why::Phone))
    }
}

/// How likely it is, apart from what was typed, that this child is the one at the door. The order
/// of the variants is the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Expected today and not yet in; when leaving: in the house.
    Expected,
    /// Usually comes on this day of the week.
    Usual,
    /// On the register, and nothing more is known.
    Other,
    /// Already signed in.
    Inside,
    /// Not on the register any more. Stands below everybody else, however well the text fits.
    Gone,
    /// Never to be shown in this search.
    Hidden,
}

/// By what a child was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The name, by characters or by sound.
    Name,
    /// The nickname.
    Nickname,
    /// The file number.
    FileNo,
    /// The last digits of a phone.
    Phone,
}

/// A child that fits the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Position in the entries that were searched.
    pub index: usize,
    /// The child.
    pub child: ChildId,
    /// By what it was found.
    pub why: Why,
    /// Where it stood when the search was made.
    pub standing: Standing,
}

/// Children who fit what was typed, the likeliest first, at most `limit`. Equally likely ones keep
/// the order of `entries`, which is why those should be [`in_pinyin_order`]. Nothing typed finds
/// nobody.
pub fn search(
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

/// Other children of exactly the same name who could be meant as well. While there is one, Enter
/// must not decide: the helper chooses by what tells them apart. A child already in the house
/// counts, because it may have been signed in under the wrong file a minute ago.
pub fn namesakes(
    entries: &[SearchEntry],
    child: ChildId,
    standing: impl Fn(ChildId) -> Standing,
) -> Vec<ChildId> {
    let Some(meant) = entries.iter().find(|entry| entry.child == child) else {
        return Vec::new();
    };
    let others = entries
        .iter()
        .filter(|entry| entry.child != child && entry.is_called_like(meant));
    others
        .map(|entry| entry.child)
        .filter(|id| standing(*id) < Standing::Gone)
        .collect()
}

/// Puts entries into the order in which the register is read: by the sound of the name, then by its
/// characters, then by file number.
pub fn in_pinyin_order(entries: &mut [SearchEntry]) {
    entries.sort_by_cached_key(|entry| (entry.name.sort_key(), entry.file_no.clone()));
}
