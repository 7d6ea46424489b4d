//! Preferences of the screens, kept as settings of the home's file.

use super::Desk;
use super::command::Command;
use super::refusal::Refusal;
use crate::i18n::Lang;
use crate::store::{SETTING_LANGUAGE, SETTING_SYMBOLS, SETTING_THEME};

impl Desk {
    /// Saves the preferences: three commands, each journalled only if its setting changes.
    pub(crate) fn keep_preferences(
        &mut self,
        lang: Lang,
        theme: &str,
        symbols: &str,
    ) -> Result<(), Refusal> {
        for (name, value) in [
            (SETTING_LANGUAGE, lang.code()),
            (SETTING_THEME, theme),
            (SETTING_SYMBOLS, symbols),
        ] {
            let (name, value) = (name.to_owned(), value.to_owned());
            self.perform(Command::Setting { name, value })?;
        }
        Ok(())
    }
}
