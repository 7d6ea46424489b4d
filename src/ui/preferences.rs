//! How the screens look: language, theme, symbols.

use crate::domain::codes::coded;
use crate::i18n::Lang;

coded! {
    /// Colours for a dark or a light terminal.
    ThemeName { Dark = "dark", Light = "light" }
}
coded! {
    /// Which characters lines and marks are drawn with.
    SymbolSet {
        /// Box lines and marks that most terminals have.
        Unicode = "unicode",
        /// Plain ASCII: old Chinese consoles draw the others two cells wide.
        Ascii = "ascii",
    }
}

/// How the screens look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preferences {
    /// Language.
    pub lang: Lang,
    /// Theme.
    pub theme: ThemeName,
    /// Symbols.
    pub symbols: SymbolSet,
    /// Whether colour may be used at all; `NO_COLOR` says no.
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
