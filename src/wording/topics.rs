//! Topic texts by language.

use crate::domain::TopicCode;
use crate::domain::topic::{Both, Due, Topic, WhyDue};
use crate::i18n::{Lang, words};
use crate::t;
use crate::wording::dates::full_day;

/// Name of a topic, from the library with the home's changes; the code only if nothing knows it.
pub(crate) fn name_of(topics: &[Topic], code: &TopicCode, lang: Lang) -> String {
    let known = topics.iter().find(|one| one.code == *code);
    known.map_or_else(|| code.to_string(), |one| in_lang(&one.name, lang).clone())
}

/// The value for a language.
pub(crate) fn in_lang<T>(both: &Both<T>, lang: Lang) -> &T {
    match lang {
        Lang::Zh => &both.zh,
        Lang::En => &both.en,
    }
}

/// Why a topic is due, in words.
pub(crate) fn due_words(due: &Due<'_>, lang: Lang) -> String {
    let every = words::choice(lang, "cadence", due.season.every);
    let why = in_lang(&due.season.why, lang);
    let when = match due.why {
        WhyDue::Never => t!(lang, "due-never"),
        WhyDue::Last(day) => t!(lang, "due-last", day = full_day(day, lang)),
        WhyDue::Begins(day) => t!(lang, "due-begins", day = full_day(day, lang)),
    };
    let parts = [why.as_str(), &every, &when];
    let parts: Vec<&str> = parts.into_iter().filter(|one| !one.is_empty()).collect();
    parts.join(&t!(lang, "why-comma"))
}
