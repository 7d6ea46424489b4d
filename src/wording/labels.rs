//! The names of stored fields.

use crate::i18n::{Lang, word};

/// The label of a field of any record.
pub(crate) fn label(name: &str, lang: Lang) -> String {
    word(lang, &format!("field-{}", name.replace('_', "-")))
}
