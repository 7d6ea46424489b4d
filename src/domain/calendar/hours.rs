//! Weekly opening hours: text form, parser and stored form.
//!
//! ```text
//! hours  = entry { entry }          commas, semicolons and spaces only separate
//! entry  = days { days } span { span }
//! days   = day | day "-" day        Mon, Monday, the Chinese words; Sat-Mon goes over the week's end
//! span   = time "-" time            9:00-11:30; from before to
//! ```
//!
//! Examples: `Mon-Fri 16:30-18:30, Sat 09:00-11:30 14:00-17:00` and `Mon, Wed 16:30-18:30`. A day
//! may occur several times; its spans add up. The words are in `assets/calendar/weekday-words.tsv`.

use crate::domain::Weekdays;
use crate::domain::codes::coded;
use crate::domain::text::tidy;
use chrono::{NaiveTime, Weekday};
use std::fmt;
use std::iter::Peekable;
use std::str::FromStr;
use std::sync::LazyLock;
use std::vec::IntoIter;

coded! {
    /// The two sets of weekly hours: homes open longer in school holidays.
    pub SchoolPeriod { Term = "term", Holiday = "holiday" }
}

/// An opening span on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Span {
    /// Opening time.
    pub opens: NaiveTime,
    /// Closing time.
    pub closes: NaiveTime,
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (opens, closes) = (self.opens.format("%H:%M"), self.closes.format("%H:%M"));
        write!(f, "{opens}-{closes}")
    }
}

/// One stored line of the weekly hours: a span on a weekday in term or holidays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Term or holidays.
    pub period: SchoolPeriod,
    /// 1 (Monday) to 7 (Sunday).
    pub weekday: i64,
    /// Number of the span on that weekday, from 1.
    pub nth: i64,
    /// Opening time.
    pub opens: NaiveTime,
    /// Closing time.
    pub closes: NaiveTime,
}

impl Stretch {
    /// Whether both lines have the same key, whatever their hours.
    pub(crate) fn is_same_place(&self, other: &Self) -> bool {
        (self.period, self.weekday, self.nth) == (other.period, other.weekday, other.nth)
    }
}

/// Opening spans of each weekday, in ascending order, without overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WeeklyHours {
    days: [Vec<Span>; 7],
}

/// Consecutive days with the same hours: first day, last day, hours.
pub(crate) type Group<'h> = (Weekday, Weekday, &'h [Span]);

impl WeeklyHours {
    /// The hours of a period, from all stored lines.
    pub(crate) fn of(stretches: &[Stretch], period: SchoolPeriod) -> Self {
        let mut hours = Self::default();
        for stretch in stretches.iter().filter(|one| one.period == period) {
            let place = usize::try_from(stretch.weekday - 1).unwrap_or(usize::MAX);
            if let Some(spans) = hours.days.get_mut(place) {
                spans.push(Span {
                    opens: stretch.opens,
                    closes: stretch.closes,
                });
                spans.sort_unstable();
            }
        }
        hours
    }

    /// The stored lines.
    pub(crate) fn stretches(&self, period: SchoolPeriod) -> Vec<Stretch> {
        let of_day = |(weekday, spans): (i64, &Vec<Span>)| {
            (1..)
                .zip(spans)
                .map(|(nth, span)| Stretch {
                    period,
                    weekday,
                    nth,
                    opens: span.opens,
                    closes: span.closes,
                })
                .collect::<Vec<_>>()
        };
        (1..).zip(&self.days).flat_map(of_day).collect()
    }

    /// The spans of a weekday in ascending order.
    pub(crate) fn on(&self, day: Weekday) -> &[Span] {
        self.days
            .get(day.num_days_from_monday() as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// Whether no weekday has hours.
    pub(crate) fn is_empty(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }

    /// Groups of consecutive days with the same hours, from Monday; closed days are left out.
    pub(crate) fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for day in week() {
            let spans = self.on(day);
            match groups.last_mut() {
                Some((_, last, same)) if last.succ() == day && *same == spans => *last = day,
                _ if spans.is_empty() => {}
                _ => groups.push((day, day, spans)),
            }
        }
        groups
    }

    fn add(&mut self, day: Weekday, span: Span, part: &str) -> Result<(), HoursError> {
        let Some(spans) = self.days.get_mut(day.num_days_from_monday() as usize) else {
            return Ok(());
        };
        if spans
            .iter()
            .any(|old| span.opens < old.closes && old.opens < span.closes)
        {
            return Err(HoursError::Overlap {
                day,
                part: part.to_owned(),
            });
        }
        spans.push(span);
        spans.sort_unstable();
        Ok(())
    }
}

/// The weekdays, from Monday.
pub(crate) fn week() -> impl Iterator<Item = Weekday> {
    (0..7u8).filter_map(|day| Weekday::try_from(day).ok())
}

/// The text form: `Mon-Fri 16:30-18:30, Sat 09:00-11:30 14:00-17:00`.
impl fmt::Display for WeeklyHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (first, last, spans)) in self.groups().into_iter().enumerate() {
            if place > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{first}")?;
            if first != last {
                write!(f, "-{last}")?;
            }
            spans.iter().try_for_each(|span| write!(f, " {span}"))?;
        }
        Ok(())
    }
}

/// Why hours could not be read, with the wrong part of the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// The text is empty.
    #[error("no hours")]
    Empty,
    /// Neither a day nor a time.
    #[error("not a day or a time: {part}")]
    Unknown {
        /// As written.
        part: String,
    },
    /// Looks like a time but is not valid.
    #[error("not a time: {part}")]
    NotATime {
        /// As written.
        part: String,
    },
    /// A time without the other end of its span.
    #[error("from when, or until when? {part}")]
    HalfSpan {
        /// As written.
        part: String,
    },
    /// Hours before any day.
    #[error("on which day? {part}")]
    NoDay {
        /// As written.
        part: String,
    },
    /// Days without hours.
    #[error("when on this day? {part}")]
    NoHours {
        /// As written.
        part: String,
    },
    /// The closing time is not after the opening time.
    #[error("closes before it opens: {part}")]
    Backwards {
        /// As written.
        part: String,
    },
    /// Two spans of a day overlap.
    #[error("overlaps on {day}: {part}")]
    Overlap {
        /// The weekday.
        day: Weekday,
        /// As written.
        part: String,
    },
}

impl FromStr for WeeklyHours {
    type Err = HoursError;

    fn from_str(text: &str) -> Result<Self, HoursError> {
        let mut reader = Reader {
            tokens: tokens(&tidy::fold(text))?.into_iter().peekable(),
        };
        if reader.is_done() {
            return Err(HoursError::Empty);
        }
        let mut hours = Self::default();
        while !reader.is_done() {
            let days = reader.days()?;
            for (span, part) in reader.spans(&days)? {
                days.iter()
                    .try_for_each(|(day, _)| hours.add(*day, span, &part))?;
            }
        }
        Ok(hours)
    }
}

/// Weekdays without hours; `None` if anything else is in the text.
pub(super) fn days_alone(text: &str) -> Option<Weekdays> {
    let mut reader = Reader {
        tokens: tokens(text).ok()?.into_iter().peekable(),
    };
    let days = reader.days().ok()?;
    let days: Weekdays = days.into_iter().map(|(day, _)| day).collect();
    (reader.is_done() && !days.is_empty()).then_some(days)
}

struct Reader {
    tokens: Peekable<IntoIter<Token>>,
}

impl Reader {
    fn is_done(&mut self) -> bool {
        self.tokens.peek().is_none()
    }

    /// The days of an entry, each with its word in the text.
    fn days(&mut self) -> Result<Vec<(Weekday, String)>, HoursError> {
        let mut days = Vec::new();
        while let Some((Kind::Days(first, last), word)) = self.next_if(Kind::is_days) {
            let last = match self.next_if(Kind::is_to) {
                Some(_) => self.last_day(&word)?,
                None => last,
            };
            days.extend(days_between(first, last).map(|day| (day, word.clone())));
        }
        Ok(days)
    }

    fn last_day(&mut self, first: &str) -> Result<Weekday, HoursError> {
        match self.tokens.next() {
            Some((Kind::Days(_, last), _)) => Ok(last),
            Some((_, part)) => Err(HoursError::Unknown { part }),
            None => Err(HoursError::Unknown {
                part: first.to_owned(),
            }),
        }
    }

    /// The spans of an entry: at least one, and none without a day.
    fn spans(&mut self, days: &[(Weekday, String)]) -> Result<Vec<(Span, String)>, HoursError> {
        let mut spans = Vec::new();
        while let Some(from) = self.next_if(Kind::is_time) {
            let to = match self.next_if(Kind::is_to) {
                Some(_) => self.next_if(Kind::is_time),
                None => None,
            };
            spans.push(span(from, to)?);
        }
        match (days.last(), spans.first()) {
            (Some(_), Some(_)) => Ok(spans),
            (Some((_, word)), None) => Err(HoursError::NoHours { part: word.clone() }),
            (None, Some((_, part))) => Err(HoursError::NoDay { part: part.clone() }),
            (None, None) => Err(HoursError::Unknown {
                part: self.tokens.next().map(|(_, part)| part).unwrap_or_default(),
            }),
        }
    }

    fn next_if(&mut self, fits: fn(&Kind) -> bool) -> Option<Token> {
        self.tokens.next_if(|(kind, _)| fits(kind))
    }
}

fn days_between(first: Weekday, last: Weekday) -> impl Iterator<Item = Weekday> {
    let count = last.days_since(first) as usize + 1;
    std::iter::successors(Some(first), |day| Some(day.succ())).take(count)
}

fn span(from: Token, to: Option<Token>) -> Result<(Span, String), HoursError> {
    let (Kind::Time(opens), Some((Kind::Time(closes), until))) = (from.0, to) else {
        return Err(HoursError::HalfSpan { part: from.1 });
    };
    let part = format!("{}-{until}", from.1);
    if closes <= opens {
        return Err(HoursError::Backwards { part });
    }
    Ok((Span { opens, closes }, part))
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Days(Weekday, Weekday),
    To,
    Time(NaiveTime),
}

impl Kind {
    fn is_days(&self) -> bool {
        matches!(self, Self::Days(..))
    }

    fn is_to(&self) -> bool {
        *self == Self::To
    }

    fn is_time(&self) -> bool {
        matches!(self, Self::Time(_))
    }
}

/// The meaning of a word, and the word in the text.
type Token = (Kind, String);

/// All words with their meaning, longest first.
static WORDS: LazyLock<Vec<(Vec<char>, Kind)>> = LazyLock::new(|| {
    let table = include_str!("../../../assets/calendar/weekday-words.tsv");
    let mut words: Vec<(Vec<char>, Kind)> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(meaning, words)| Some((kind(meaning)?, words)))
        .flat_map(|(kind, words)| {
            let spell = |word: &str| tidy::fold(word).chars().collect();
            words
                .split('|')
                .map(move |word| (spell(word), kind.clone()))
                .collect::<Vec<_>>()
        })
        .collect();
    words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    words
});

fn kind(meaning: &str) -> Option<Kind> {
    if meaning == "to" {
        return Some(Kind::To);
    }
    let (first, last) = meaning.split_once('-').unwrap_or((meaning, meaning));
    let day = |digit: &str| Weekday::try_from(digit.parse::<u8>().ok()?.checked_sub(1)?).ok();
    Some(Kind::Days(day(first)?, day(last)?))
}

fn tokens(text: &str) -> Result<Vec<Token>, HoursError> {
    let chars: Vec<char> = text.chars().collect();
    let mut rest = chars.as_slice();
    let mut found = Vec::new();
    while let Some(first) = rest.first() {
        if is_separator(*first) {
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let (kind, length) = if first.is_ascii_digit() {
            time(rest)?
        } else {
            word(rest)?
        };
        let (taken, left) = rest.split_at(length.min(rest.len()));
        found.push((kind, taken.iter().collect()));
        rest = left;
    }
    Ok(found)
}

/// The Chinese enumeration comma (U+3001) is not a full-width form, so that folding keeps it.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '\u{3001}' | '.' | '\u{3002}' | '/')
}

fn word(rest: &[char]) -> Result<(Kind, usize), HoursError> {
    WORDS
        .iter()
        .find(|(word, _)| begins(rest, word))
        .map(|(word, kind)| (kind.clone(), word.len()))
        .ok_or_else(|| HoursError::Unknown {
            part: rest.iter().take_while(|c| !is_separator(**c)).collect(),
        })
}

fn begins(text: &[char], word: &[char]) -> bool {
    let same = |(a, b): (&char, &char)| a.to_lowercase().eq(b.to_lowercase());
    text.len() >= word.len() && text.iter().zip(word).all(same)
}

fn time(rest: &[char]) -> Result<(Kind, usize), HoursError> {
    let written: String = rest
        .iter()
        .take_while(|c| c.is_ascii_digit() || **c == ':')
        .collect();
    let length = written.chars().count();
    let time = written.split_once(':').and_then(|(hour, minute)| {
        let is_clock = (1..=2).contains(&hour.len()) && minute.len() == 2;
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
        is_clock
            .then(|| NaiveTime::from_hms_opt(hour, minute, 0))
            .flatten()
    });
    match time {
        Some(time) => Ok((Kind::Time(time), length)),
        None => Err(HoursError::NotATime { part: written }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::english(
        "Mon-Fri 16:30-18:30, Sat 09:00-17:00",
        "Mon-Fri 16:30-18:30, Sat 09:00-17:00"
    )]
    #[case::chinese(
        "周一至周五 16:30-18:30，周六 9:00-17:00",
        "Mon-Fri 16:30-18:30, Sat 09:00-17:00"
    )]
    #[case::full_width(
        "周一到周五１６：３０－１８：３０；周六９：００～１７：００",
        "Mon-Fri 16:30-18:30, Sat 09:00-17:00"
    )]
    #[case::long_names("Monday to Friday 16:30 – 18:30", "Mon-Fri 16:30-18:30")]
    #[case::short_range("星期一至五16:30-18:30", "Mon-Fri 16:30-18:30")]
    #[case::listed(
        "周一、三、五 16:30-18:30",
        "Mon 16:30-18:30, Wed 16:30-18:30, Fri 16:30-18:30"
    )]
    #[case::commas_between_days("Mon,Wed 16:30-18:30", "Mon 16:30-18:30, Wed 16:30-18:30")]
    #[case::two_stretches("Sat 14:00-17:00 09:00-11:30", "Sat 09:00-11:30 14:00-17:00")]
    #[case::a_day_twice(
        "Mon-Fri 16:30-18:30, Fri 19:00-20:00",
        "Mon-Thu 16:30-18:30, Fri 16:30-18:30 19:00-20:00"
    )]
    #[case::over_the_weeks_end("Sat-Mon 9:00-11:00", "Mon 09:00-11:00, Sat-Sun 09:00-11:00")]
    #[case::weekdays_and_weekend(
        "工作日 16:30-18:30 周末 9:00-11:00",
        "Mon-Fri 16:30-18:30, Sat-Sun 09:00-11:00"
    )]
    #[case::one_after_another("daily 8:00-11:00,11:00-12:00", "Mon-Sun 08:00-11:00 11:00-12:00")]
    fn hours_are_read_as_people_write_them(#[case] written: &str, #[case] printed: &str) {
        assert_eq!(written.parse::<WeeklyHours>().unwrap().to_string(), printed);
    }

    #[rstest]
    #[case::nothing("  ", HoursError::Empty)]
    #[case::word("Mon-Fri 16:30-18:30, Feiertag 9:00-11:00", HoursError::Unknown { part: "Feiertag".into() })]
    #[case::no_such_time("Mon 25:00-26:00", HoursError::NotATime { part: "25:00".into() })]
    #[case::bare_hour("Mon 16-18", HoursError::NotATime { part: "16".into() })]
    #[case::half("Mon 16:30", HoursError::HalfSpan { part: "16:30".into() })]
    #[case::half_with_dash("Mon 16:30-, Tue 9:00-10:00", HoursError::HalfSpan { part: "16:30".into() })]
    #[case::no_day("16:30-18:30", HoursError::NoDay { part: "16:30-18:30".into() })]
    #[case::no_hours("Mon-Fri 16:30-18:30, Sat", HoursError::NoHours { part: "Sat".into() })]
    #[case::open_range("Mon- 16:30-18:30", HoursError::Unknown { part: "16:30".into() })]
    #[case::backwards("Mon 18:30-16:30", HoursError::Backwards { part: "18:30-16:30".into() })]
    #[case::overlap("Mon-Fri 16:00-18:00, Fri 17:00-19:00", HoursError::Overlap { day: Weekday::Fri, part: "17:00-19:00".into() })]
    #[case::dash_alone("-", HoursError::Unknown { part: "-".into() })]
    fn wrong_hours_say_which_part_is_wrong(#[case] written: &str, #[case] error: HoursError) {
        assert_eq!(written.parse::<WeeklyHours>(), Err(error));
    }

    #[test]
    fn every_line_of_the_word_list_is_read() {
        let table = include_str!("../../../assets/calendar/weekday-words.tsv");
        let words = table.lines().filter(|line| !line.starts_with('#'));
        let count: usize = words.map(|line| line.split('|').count()).sum();
        assert_eq!(WORDS.len(), count);
    }

    fn any_hours() -> impl Strategy<Value = WeeklyHours> {
        let day = proptest::collection::btree_set(0u32..1440, 0..6);
        proptest::collection::vec(day, 7).prop_map(|days| {
            let mut hours = WeeklyHours::default();
            for (spans, minutes) in hours.days.iter_mut().zip(days) {
                let at = |m: u32| NaiveTime::from_hms_opt(m / 60, m % 60, 0).unwrap();
                let minutes: Vec<u32> = minutes.into_iter().collect();
                *spans = minutes
                    .chunks_exact(2)
                    .map(|two| Span {
                        opens: at(two[0]),
                        closes: at(two[1]),
                    })
                    .collect();
            }
            hours
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn printed_hours_read_back_the_same(hours in any_hours()) {
            prop_assume!(!hours.is_empty());
            prop_assert_eq!(hours.to_string().parse::<WeeklyHours>(), Ok(hours));
        }

        #[test]
        fn stored_hours_read_back_the_same(hours in any_hours()) {
            let stored = hours.stretches(SchoolPeriod::Holiday);
            prop_assert_eq!(WeeklyHours::of(&stored, SchoolPeriod::Holiday), hours);
            prop_assert!(WeeklyHours::of(&stored, SchoolPeriod::Term).is_empty());
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}") {
            let _ = text.parse::<WeeklyHours>();
        }
    }
}
