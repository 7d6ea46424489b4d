//! Topics in the language of the reader.

use crate::domain::topic::Both;
use crate::i18n::Lang;

/// The words in a language.
pub fn in_lang<T>(both: &Both<T>, lang: Lang) -> &T {
    match lang {
        Lang::Zh => &both.zh,
        Lang::En => &both.en,
    }
}
