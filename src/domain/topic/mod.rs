//! Topics (主题): talks and activities of a home, with the seasons in which each is due.
//!
//! The library is part of the program (`assets/topics/library.json`, both languages, facts of
//! `domain.md` 4.1 and 4.2). A home may reword topics and add its own ([`HomeTopic`]); these are
//! stored in the home's data file, in one language.

mod due;
#[cfg(test)]
mod tests;

pub(crate) use due::{Due, WhyDue, due};

pub use super::activity::topic_code::Cadence;

use super::activity::{HomeTopic, TopicCode};
use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::sync::LazyLock;

static BUILT_IN: LazyLock<Vec<Topic>> = LazyLock::new(|| {
    // A test checks that the file is readable and complete.
    serde_json::from_str(include_str!("../../../assets/topics/library.json")).unwrap_or_default()
});

/// Most points of a talk: they fit on one page.
pub(crate) const MOST_POINTS: usize = 12;

/// A value in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub(crate) struct Both<T> {
    /// Chinese.
    pub zh: T,
    /// English.
    pub en: T,
}

impl<T: Clone> Both<T> {
    /// The home's own text, used for both languages.
    pub(crate) fn own(words: T) -> Self {
        Self {
            zh: words.clone(),
            en: words,
        }
    }
}

/// A season in which a topic is due.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Season {
    /// First month, 1 to 12.
    pub from: u32,
    /// Last month; less than `from` if the season continues into the next year.
    pub to: u32,
    /// Cadence in the season.
    #[serde(deserialize_with = "cadence")]
    pub every: Cadence,
    /// Reason for the season; may be empty for a home's own topic.
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
    /// Length in months.
    fn months(&self) -> u32 {
        (self.to + 12 - self.from) % 12 + 1
    }

    /// First day of the season that contains a day; `None` out of season. A season of twelve months
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

/// A topic of the library or of the home.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Topic {
    /// Topic code.
    #[serde(deserialize_with = "code")]
    pub code: TopicCode,
    /// Name.
    pub name: Both<String>,
    /// What children should know or do afterwards.
    pub purpose: Both<String>,
    /// Youngest and oldest age; `None` for all ages.
    pub ages: Option<(i64, i64)>,
    /// Seasons, most frequent cadence first; empty if the topic is never due.
    pub seasons: Vec<Season>,
    /// Points to say, ask or do.
    pub outline: Both<Vec<String>>,
    /// Questions to ask the children.
    pub questions: Both<Vec<String>>,
    /// What to have at hand; may be empty.
    pub materials: Both<String>,
    /// The home wrote or reworded it.
    #[serde(skip)]
    pub is_own: bool,
}

impl Topic {
    /// The topics of the library.
    pub(crate) fn built_in() -> &'static [Self] {
        &BUILT_IN
    }

    /// Whether a season of the topic has a day in a period, both days included.
    pub(crate) fn is_due_between(&self, from: NaiveDate, to: NaiveDate) -> bool {
        let begins_in = |season: &Season| season.begins(from).is_some_and(|day| day <= to);
        let mut seasons = self.seasons.iter();
        seasons.any(|season| season.began(from).is_some() || begins_in(season))
    }

    /// A topic in the home's words. Empty fields are taken from the library topic with the same
    /// code, if any.
    fn of_home(own: &HomeTopic) -> Self {
        let known = Self::built_in().iter().find(|one| one.code == own.code);
        let known_ages = known.and_then(|one| one.ages);
        let ages = own.age_from.zip(own.age_to).or(known_ages);
        let month = |month: Option<i64>| u32::try_from(month?).ok();
        let season = month(own.month_from).zip(month(own.month_to));
        let own_season = season.map(|(from, to)| Season {
            from,
            to,
            every: own.every.unwrap_or(Cadence::Once),
            why: Both::default(),
        });
        let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
        let (points, questions) = (lines(&own.outline), lines(&own.questions));
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
                (None, Some(known)) => known
                    .seasons
                    .iter()
                    .map(|season| Season {
                        every: own.every.unwrap_or(season.every),
                        ..season.clone()
                    })
                    .collect(),
                (None, None) => Vec::new(),
            },
            outline: match (points.is_empty(), known) {
                (true, Some(known)) => known.outline.clone(),
                _ => Both::own(points),
            },
            questions: match (questions.is_empty(), known) {
                (true, Some(known)) => known.questions.clone(),
                _ => Both::own(questions),
            },
            materials: match (own.materials.is_empty(), known) {
                (true, Some(known)) => known.materials.clone(),
                _ => Both::own(own.materials.clone()),
            },
            is_own: true,
        }
    }
}

/// The library with the changes of the home: reworded topics in their place, own topics at the end.
pub(crate) fn library(own: &[HomeTopic]) -> Cow<'static, [Topic]> {
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
