//! The list of keys in Markdown, for the README.

use super::action::Context;
use super::{labels, of};
use crate::i18n::{Lang, word};
use crate::t;
use std::fmt::Write as _;

/// The whole list of keys in Markdown, one table per context. The README contains this text.
pub fn markdown(lang: Lang) -> String {
    let mut text = String::new();
    for context in Context::ALL {
        if of(*context).next().is_none() {
            continue;
        }
        let title = word(lang, context.words());
        let (keys, does) = (t!(lang, "help-column-key"), t!(lang, "help-column-does"));
        let _ = write!(text, "### {title}\n\n| {keys} | {does} |\n|---|---|\n");
        for binding in of(*context) {
            let (keys, does) = (labels(binding, lang), word(lang, binding.words));
            let _ = writeln!(text, "| {keys} | {does} |");
        }
        text.push('\n');
    }
    text
}
