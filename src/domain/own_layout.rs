//! Own layouts: which fields of a child, in which order, of which children, of which period, saved by name.

use super::tag::TagCode;
use super::text::mask::Mask;
use super::tidy;
use serde::{Deserialize, Serialize};

/// Longest name of a layout, in characters: files are named by it.
const NAME_MAX: usize = 40;
/// Period of a new layout: it moves with the day.
const USUAL_PERIOD: &str = "last-month";

/// A layout of the home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnLayout {
    /// Its name.
    pub name: String,
    /// Stable names of its fields, in their order.
    pub fields: Vec<String>,
    /// Only children with this category, by its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Only children of this hamlet; empty for all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hamlet: String,
    /// Only children who came on fewer days of the period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fewer_than: Option<usize>,
    /// Stable name of the field by which the rows are sorted; by file number without one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// The period in the words of the command line, never as dates: "last-month".
    pub period: String,
    /// How much of a person is shown.
    pub mask: String,
    /// For whom it is made; empty if nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub for_whom: String,
}

impl OwnLayout {
    /// A layout of these fields for every child.
    pub fn new(name: &str, fields: Vec<String>) -> Self {
        Self {
            name: name.to_owned(),
            fields,
            category: None,
            hamlet: String::new(),
            fewer_than: None,
            sort: String::new(),
            period: USUAL_PERIOD.to_owned(),
            mask: Mask::Middle.code().to_owned(),
            for_whom: String::new(),
        }
    }

    /// The name under which a layout is kept, of what was typed.
    pub(crate) fn name_of(typed: &str) -> String {
        tidy::cut(&tidy::line(typed), NAME_MAX)
    }

    /// The layouts that a home has saved; `None` if they cannot be read.
    pub(crate) fn all_from_text(text: &str) -> Option<Vec<Self>> {
        if text.is_empty() {
            return Some(Vec::new());
        }
        serde_json::from_str(text).ok()
    }

    /// As they are saved.
    pub(crate) fn all_to_text(layouts: &[Self]) -> String {
        serde_json::to_string(layouts).unwrap_or_default()
    }

    /// The category of the filter.
    pub(crate) fn tag(&self) -> Option<TagCode> {
        TagCode::from_code(self.category.as_deref()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_comes_back_as_it_was_saved() {
        let layout = OwnLayout::new("给镇里的", vec!["name".to_owned(), "came".to_owned()]);
        let saved = OwnLayout::all_to_text(std::slice::from_ref(&layout));
        assert_eq!(OwnLayout::all_from_text(&saved), Some(vec![layout]));
        assert_eq!(OwnLayout::all_from_text(""), Some(Vec::new()));
        assert_eq!(OwnLayout::all_from_text("rubbish"), None);
    }
}
