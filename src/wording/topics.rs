//! Topic texts by language.

use crate::domain::topic::Both;
use crate::i18n::Lang;

/// The value for a language.
pub(crate) fn in_lang<T>(both: &Both<T>, lang: Lang) -> &T {
    match lang {
        Lang::Zh => &both.zh,
        Lang::En => &both.en,
    }
}
