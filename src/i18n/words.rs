//! Texts of fixed choices. The key is the name of the list and the stable code.

use super::{Lang, word};
use crate::domain::codes::Coded;

/// Text of a choice, for example `choice(lang, "sex", Sex::Female)`.
pub(crate) fn choice<C: Coded>(lang: Lang, list: &str, value: C) -> String {
    word(
        lang,
        &format!("{list}-{}", value.code().to_ascii_lowercase()),
    )
}
