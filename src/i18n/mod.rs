//! Texts in two languages: Project Fluent, one `.ftl` file per language. The compiler checks keys
//! and arguments against the English file.
//!
//! There is no global language: callers pass a [`Lang`]. So one process can draw two languages, and
//! a switch only changes that value.

pub(crate) mod words;

use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::{I18nAssets, LanguageLoader};
use std::borrow::Cow;
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Simplified Chinese, the default in a home.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Every language, in the order in which the settings offer them.
    pub const ALL: &'static [Self] = &[Self::Zh, Self::En];

    /// Code for storage and for the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// Finds the language of a locale name such as `zh_CN.UTF-8`, `zh-Hans` or `en`.
    ///
    /// `C`, `POSIX`, an empty name and other languages give `None`.
    pub fn from_locale(locale: &str) -> Option<Self> {
        let language = locale
            .split(['-', '_', '.', '@'])
            .next()
            .unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The other language, for the key that switches.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

struct Files;

impl I18nAssets for Files {
    fn get_files(&self, path: &str) -> Vec<Cow<'_, [u8]>> {
        let text: &'static str = match path {
            "zh-CN/doorlight.ftl" => include_str!("../../assets/i18n/zh-CN/doorlight.ftl"),
            "en/doorlight.ftl" => include_str!("../../assets/i18n/en/doorlight.ftl"),
            _ => return Vec::new(),
        };
        vec![Cow::Borrowed(text.as_bytes())]
    }

    fn filenames_iter(&self) -> Box<dyn Iterator<Item = String> + '_> {
        Box::new(
            ["zh-CN/doorlight.ftl", "en/doorlight.ftl"]
                .into_iter()
                .map(str::to_owned),
        )
    }
}

fn load(lang: Lang) -> FluentLanguageLoader {
    let language: LanguageIdentifier = lang.code().parse().expect("our own codes are well formed");
    // Its own fallback: loading a language with another one to fall back on parses both files, and a
    // test keeps their keys the same.
    let loader = FluentLanguageLoader::new("doorlight", language);
    loader
        .load_fallback_language(&Files)
        .expect("the language files are compiled in and checked by a test");
    loader.set_use_isolating(false);
    loader
}

static ZH: LazyLock<FluentLanguageLoader> = LazyLock::new(|| load(Lang::Zh));
static EN: LazyLock<FluentLanguageLoader> = LazyLock::new(|| load(Lang::En));

/// The loader of a language; use the [`t!`](crate::t) macro instead.
pub(crate) fn loader(lang: Lang) -> &'static FluentLanguageLoader {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

/// Reads a language's file in a thread of its own: it takes as long as opening the home's file, and a
/// PC has two cores.
pub(crate) fn read_ahead(lang: Lang) {
    std::thread::spawn(move || {
        loader(lang);
    });
}

/// Text of a key that is built at run time, for example from a field's name or a code.
///
/// Tests check that every such key exists in every language.
pub fn word(lang: Lang, key: &str) -> String {
    loader(lang).get(key)
}

/// Text of a key that is built at run time from a code that may have no words; `None` if it has none.
pub(crate) fn word_if_any(lang: Lang, key: &str) -> Option<String> {
    let loader = loader(lang);
    loader.has(key).then(|| loader.get(key))
}

/// Text of a key, with arguments: `t!(lang, "door-head-count", count = 12)`.
#[macro_export]
macro_rules! t {
    ($lang:expr, $key:literal) => {
        ::i18n_embed_fl::fl!($crate::i18n::loader($lang), $key)
    };
    ($lang:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        ::i18n_embed_fl::fl!($crate::i18n::loader($lang), $key, $($name = $value),+)
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_name_gives_its_language() {
        assert_eq!(Lang::from_locale("zh_CN.UTF-8"), Some(Lang::Zh));
        assert_eq!(Lang::from_locale("en-GB"), Some(Lang::En));
        assert_eq!(Lang::from_locale("C"), None);
        assert_eq!(Lang::from_locale(""), None);
    }

    #[test]
    fn the_program_has_a_name_in_both_languages() {
        assert_eq!(t!(Lang::Zh, "app-name"), "门灯");
        assert_eq!(t!(Lang::En, "app-name"), "Doorlight");
    }
}
