//! Which step an undo or redo is about, in words: what was done, to whom or what, for which day.

use crate::i18n::{Lang, word, words};
use crate::store::{ActKind, Change};
use crate::t;

/// What happened to an entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// It was added.
    Added,
    /// It was removed.
    Removed,
    /// It was changed.
    Changed,
}

/// A step as it is named before and after an undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepAbout {
    /// Kind of the step.
    pub kind: ActKind,
    /// For the lists of the settings: the table, and what happened to its entry.
    pub edit: Option<(Edit, String)>,
    /// Child, title and day, as far as the step has them.
    pub parts: Vec<String>,
}

impl StepAbout {
    /// The kind of step of one change: for the lists of the settings, which share a kind, by the table.
    pub(crate) fn new(kind: ActKind, change: Option<&Change>, parts: Vec<String>) -> Self {
        let shares_kind = matches!(
            kind,
            ActKind::EditCalendar | ActKind::EditStaff | ActKind::EditRules | ActKind::EditTopic
        );
        let edit = change.filter(|_| shares_kind).map(|change| {
            let edit = match (&change.before, &change.after) {
                (None, Some(_)) => Edit::Added,
                (Some(_), None) => Edit::Removed,
                _ => Edit::Changed,
            };
            (edit, change.kind.clone())
        });
        Self { kind, edit, parts }
    }

    /// The step in words, as part of a sentence.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let deed = match &self.edit {
            Some((edit, table)) => {
                let what = word(lang, &format!("table-{}", table.replace('_', "-")));
                match edit {
                    Edit::Added => t!(lang, "step-added", what = what),
                    Edit::Removed => t!(lang, "step-removed", what = what),
                    Edit::Changed => t!(lang, "step-changed", what = what),
                }
            }
            None => words::choice(lang, "deed", self.kind),
        };
        let parts = self.parts.iter().filter(|part| !part.is_empty());
        let all: Vec<String> = std::iter::once(deed).chain(parts.cloned()).collect();
        all.join(" ")
    }
}
