//! Display preferences: language, theme, symbols, colour.

use crate::domain::codes::coded;
use crate::i18n::Lang;

coded! {
    /// The theme: for a dark or a light terminal.
    pub ThemeName { Dark = "dark", Light = "light" }
}
coded! {
    /// The characters for lines and symbols.
    pub SymbolSet {
        /// Unicode box lines and symbols.
        Unicode = "unicode",
        /// Plain ASCII, for old Chinese consoles that draw the Unicode symbols two cells wide.
        Ascii = "ascii",
    }
}

/// Display preferences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preferences {
    /// Language.
    pub lang: Lang,
    /// Theme.
    pub theme: ThemeName,
    /// Symbols.
    pub symbols: SymbolSet,
    /// Whether colour is used; false if `NO_COLOR` is set and not empty.
    pub colour: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            lang: Lang::Zh,
            theme: ThemeName::Dark,
            symbols: SymbolSet::Unicode,
            colour: true,
        }
    }
}
