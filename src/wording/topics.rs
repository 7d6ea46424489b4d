//! Topic texts by language.

use crate::domain::TopicCode;
use crate::domain::topic::{Both, Topic};
use crate::i18n::Lang;

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
