//! Topics (主题): what a home talks about with its children, and when each is due.
//!
//! The library comes with the program (`assets/topics/library.json`, both languages, facts of
//! `domain.md` 4.1 and 4.2). A home words topics anew or adds its own; those are rows of the file
//! ([`HomeTopic`]) and stand in the home's own words only.

mod due;
#[cfg(test)]
mod tests;

pub use due::{Due, WhyDue, due};

use super::activity::{HomeTopic, TopicCode};
use super::codes::coded;
use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::sync::LazyLock;

static BUILT_IN: LazyLock<Vec<Topic>> = LazyLock::new(|| {
    // A test holds the file to being readable and whole.
    serde_json::from_str(include_str!("../../../assets/topics/library.json")).unwrap_or_default()
});

/// The most points that a talk has: a page.
pub const MOST_POINTS: usize = 12;

/// The same in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Both<T> {
    /// Chinese.
    pub zh: T,
    /// English.
    pub en: T,
}

impl<T: Clone> Both<T> {
    /// The home's own words, whatever the language.
    fn own(words: T) -> Self {
        Self {
            zh: words.clone(),
            en: words,
        }
    }
}

coded! {
    /// How often a topic is due while its season lasts. Strictest first.
    Cadence {
        /// At least once from Monday to Sunday.
        Week = "week",
        /// At least once in the calendar month.
        Month = "month",
        /// At least once each time the season comes round.
        Once = "once",
    }
}

/// Months in which a topic is due, how often, and why then.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Season {
    /// First month, 1 to 12.
    pub from: u32,
    /// Last month; before `from` where the season runs over the year's end.
    pub to: u32,
    /// How often.
    #[serde(deserialize_with = "cadence")]
    pub every: Cadence,
    /// Why then; may be empty in a home's own topic.
    pub why: Both<String>,
}

fn cadence<'de, D: Deserializer<'de>>(from: D) -> Result<Cadence, D::Error> {
    let code = String::deserialize(from)?;
    Cadence::from_code(&code).ok_or_else(|| serde::de::Error::custom("not a cadence"))
}

fn code<'de, D: Deserializer<'de>>(from: D) -> Result<TopicCode, D::Error> {
    String::deserialize(from)?
        .parse()
        .map_err(serde::de::Error::custom)
}

impl Season {
    /// How many months it has.
    fn months(&self) -> u32 {
        (self.to + 12 - self.from) % 12 + 1
    }

    /// The first day of the season that a day lies in, if it is in season. A season of twelve months
    /// begins with its first month, not with the year.
    fn began(&self, day: NaiveDate) -> Option<NaiveDate> {
        let into = (day.month() + 12 - self.from) % 12;
        if into >= self.months() {
            return None;
        }
        day.with_day(1)?.checked_sub_months(Months::new(into))
    }

    /// The first day of the next season after a day.
    fn begins(&self, day: NaiveDate) -> Option<NaiveDate> {
        let ahead = (self.from + 11 - day.month()) % 12 + 1;
        day.with_day(1)?.checked_add_months(Months::new(ahead))
    }
}

/// A topic, of the library or of the home.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Topic {
    /// Its code.
    #[serde(deserialize_with = "code")]
    pub code: TopicCode,
    /// What people call it.
    pub name: Both<String>,
    /// What children should know or do afterwards.
    pub purpose: Both<String>,
    /// The youngest and the oldest it is for; `None` for everybody.
    pub ages: Option<(i64, i64)>,
    /// When it is due, strictest first; empty for one that never is.
    pub seasons: Vec<Season>,
    /// What is said, asked or done, a point a line.
    pub outline: Both<Vec<String>>,
    /// The home worded it.
    #[serde(skip)]
    pub is_own: bool,
}

impl Topic {
    /// The topics that come with the program.
    pub fn built_in() -> &'static [Self] {
        &BUILT_IN
    }

    /// A topic in the home's words. What the home leaves empty is taken from the library, where it
    /// has a topic of this code.
    fn of_home(own: &HomeTopic) -> Self {
        let known = Self::built_in().iter().find(|one| one.code == own.code);
        let known_ages = known.and_then(|one| one.ages);
        let ages = own.age_from.zip(own.age_to).or(known_ages);
        let month = |month: Option<i64>| u32::try_from(month?).ok();
        let season = month(own.month_from).zip(month(own.month_to));
        let own_season = season.map(|(from, to)| Season {
            from,
            to,
            every: Cadence::Once,
            why: Both::default(),
        });
        let points: Vec<String> = own.outline.lines().map(str::to_owned).collect();
        Self {
            code: own.code.clone(),
            name: Both::own(own.name.clone()),
            purpose: match (own.purpose.is_empty(), known) {
                (true, Some(known)) => known.purpose.clone(),
                _ => Both::own(own.purpose.clone()),
            },
            ages,
            seasons: match (own_season, known) {
                (Some(season), _) => vec![season],
                (None, Some(known)) => known.seasons.clone(),
                (None, None) => Vec::new(),
            },
            outline: match (points.is_empty(), known) {
                (true, Some(known)) => known.outline.clone(),
                _ => Both::own(points),
            },
            is_own: true,
        }
    }
}

/// The library with what the home made of it: its own wording in the place of the library's, its
/// own topics after them.
pub fn library(own: &[HomeTopic]) -> Cow<'static, [Topic]> {
    if own.is_empty() {
        return Cow::Borrowed(Topic::built_in());
    }
    let is_built_in = |one: &&HomeTopic| Topic::built_in().iter().any(|two| two.code == one.code);
    let worded = Topic::built_in().iter().map(|topic| {
        let own = own.iter().find(|one| one.code == topic.code);
        own.map_or_else(|| topic.clone(), Topic::of_home)
    });
    let added = own.iter().filter(|one| !is_built_in(one));
    worded.chain(added.map(Topic::of_home)).collect()
}
