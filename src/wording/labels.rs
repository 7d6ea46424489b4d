//! The names of stored fields, and of whom to call.

use crate::domain::Contact;
use crate::i18n::{Lang, word, words};

/// The label of a field of any record.
pub(crate) fn label(name: &str, lang: Lang) -> String {
    word(lang, &format!("field-{}", name.replace('_', "-")))
}

/// Relation, name and phone of a contact, whole.
pub(crate) fn contact_words(contact: &Contact, lang: Lang) -> String {
    let relation = words::choice(lang, "relation", contact.relation);
    let phone = contact.phone().unwrap_or_default();
    format!("{relation} {} {phone}", contact.name)
}
