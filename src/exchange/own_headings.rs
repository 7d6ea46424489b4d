//! What the columns of this home's lists mean where no table has the word: a person says it once, on the preview of an
//! import, and it is remembered for the home.

use super::lexicon::{self, Field, HelpField, SheetField};
use super::word_key::heading_key;
use crate::domain::codes::{Coded, coded};
use crate::domain::date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

coded! {
    /// Kind of a list: the same heading can mean another field in each.
    pub ListKind {
        /// A register of children.
        Roster = "roster",
        /// A sign-in sheet kept by hand.
        SignIn = "sign-in",
        /// The list of an attendance machine.
        Punches = "punches",
        /// A list of helpers.
        Helpers = "helpers",
        /// A list of pairings.
        Pairings = "pairings",
        /// A list of gifts.
        Gifts = "gifts",
    }
}

/// Digits in a row that no heading has: they are those of a date, a phone or an identity number.
pub(super) const MOST_DIGITS: usize = 3;

/// Code of a column that is left out on purpose.
pub(crate) const LEFT_OUT: &str = "none";
/// Code of a column about which nothing is remembered any more.
pub(crate) const AS_USUAL: &str = "usual";

/// Fields of sign-in sheets that a person can give to a column.
const OF_SIGN_IN: &[SheetField] = &[
    SheetField::Name,
    SheetField::FileNo,
    SheetField::IdNo,
    SheetField::Date,
    SheetField::In,
    SheetField::Out,
    SheetField::Mark,
    SheetField::Reason,
    SheetField::Note,
    SheetField::Total,
];
/// Fields of machines' lists that a person can give to a column.
const OF_PUNCHES: &[SheetField] = &[
    SheetField::Name,
    SheetField::MachineNo,
    SheetField::FileNo,
    SheetField::IdNo,
    SheetField::Date,
    SheetField::Moment,
    SheetField::State,
];

/// Fields of lists of helpers, pairings and gifts that a person can give to a column.
const OF_HELPERS: &[HelpField] = &[
    HelpField::Name,
    HelpField::Kind,
    HelpField::Body,
    HelpField::ContactPerson,
    HelpField::Phone,
    HelpField::Skills,
    HelpField::FreeWhen,
    HelpField::TrainedOn,
    HelpField::CheckedOn,
    HelpField::Since,
    HelpField::Until,
    HelpField::Note,
];
/// The same of pairings.
const OF_PAIRINGS: &[HelpField] = &[
    HelpField::Child,
    HelpField::FileNo,
    HelpField::IdNo,
    HelpField::Helper,
    HelpField::Phone,
    HelpField::Purpose,
    HelpField::Every,
    HelpField::Since,
    HelpField::Until,
    HelpField::ConsentBy,
    HelpField::ConsentedOn,
    HelpField::ChildView,
];
/// The same of gifts.
const OF_GIFTS: &[HelpField] = &[
    HelpField::Child,
    HelpField::FileNo,
    HelpField::IdNo,
    HelpField::What,
    HelpField::GoodsKind,
    HelpField::Quantity,
    HelpField::Worth,
    HelpField::Giver,
    HelpField::Day,
    HelpField::HandedBy,
    HelpField::PaperNo,
    HelpField::Note,
];

impl ListKind {
    /// Codes of the fields that a person can give to a column of such a list.
    pub(crate) fn fields(self) -> Vec<&'static str> {
        fn codes<F: Coded>(fields: &[F]) -> Vec<&'static str> {
            fields.iter().map(|field| field.code()).collect()
        }
        match self {
            Self::Roster => {
                let fields = Field::ALL.iter().filter(|field| **field != Field::Serial);
                fields.map(|field| field.code()).collect()
            }
            Self::SignIn => codes(OF_SIGN_IN),
            Self::Punches => codes(OF_PUNCHES),
            Self::Helpers => codes(OF_HELPERS),
            Self::Pairings => codes(OF_PAIRINGS),
            Self::Gifts => codes(OF_GIFTS),
        }
    }
}

/// A column of a file and what is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnUse {
    /// Kind of its list.
    pub kind: ListKind,
    /// Its heading as written; below a foreign group the group and the word.
    pub heading: String,
    /// Code of its field; `None` if nothing is taken from it.
    pub field: Option<&'static str>,
    /// Whether a person has said so.
    pub is_said: bool,
}

impl ColumnUse {
    /// Whether the column has no field, and nobody has said that it needs none.
    pub(crate) const fn is_unknown(&self) -> bool {
        self.field.is_none() && !self.is_said
    }

    /// Whether this is its heading, by its letters.
    pub(crate) fn is_called(&self, heading: &str) -> bool {
        heading_key(&self.heading) == heading_key(heading)
    }
}

/// Headings of columns that are left out because no table has them.
pub(crate) fn unknown(columns: &[ColumnUse]) -> Vec<&str> {
    let unknown = columns.iter().filter(|column| column.is_unknown());
    unknown.map(|column| column.heading.as_str()).collect()
}

/// Whether a heading stands over several columns that mean different things. What is said of it would be said of all.
pub(crate) fn is_twice(columns: &[ColumnUse], column: &ColumnUse) -> bool {
    let same_kind = columns.iter().filter(|other| other.kind == column.kind);
    let alike = same_kind.filter(|other| other.is_called(&column.heading));
    alike.count() > 1
}

/// Adds the columns of one more sheet; those of the same heading are one.
pub(crate) fn join(all: &mut Vec<ColumnUse>, more: impl Iterator<Item = ColumnUse>) {
    for column in more {
        if !all.contains(&column) {
            all.push(column);
        }
    }
}

/// What a person has said that a heading means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said<F> {
    /// This field.
    Field(F),
    /// Nothing: its column is left out.
    LeftOut,
}

impl<F> Said<F> {
    /// The field, if it is one.
    pub(crate) fn field(self) -> Option<F> {
        match self {
            Self::Field(field) => Some(field),
            Self::LeftOut => None,
        }
    }
}

/// What a person says of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidColumn {
    /// Kind of its list.
    pub kind: ListKind,
    /// Its heading.
    pub heading: String,
    /// Code of a field, [`LEFT_OUT`] or [`AS_USUAL`].
    pub code: String,
    /// Another heading that was said to be this field, and is not any more.
    pub instead_of: Option<String>,
}

/// Whether a heading is what stands in the rows of children: a list without headings would lose its first child.
fn is_value(heading: &str) -> bool {
    let mut digits = heading.split(|c: char| !c.is_ascii_digit());
    let has_number = digits.any(|run| run.len() > MOST_DIGITS);
    has_number || lexicon::sex(heading).is_some() || date::parse(heading).is_ok()
}

/// What a person has said of headings, by kind of list and heading.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OwnHeadings {
    lists: BTreeMap<String, BTreeMap<String, String>>,
}

impl OwnHeadings {
    /// Reads what [`Self::to_text`] wrote; `None` if it is something else.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::default());
        }
        serde_json::from_str(text).ok()
    }

    /// As text to keep; empty if nothing is remembered.
    pub(crate) fn to_text(&self) -> String {
        if self.lists.values().all(BTreeMap::is_empty) {
            return String::new();
        }
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Remembers what a column means. Returns whether that can be: the heading has letters and is no value of a child, and
    /// such a list has the field.
    pub(crate) fn say(&mut self, said: &SaidColumn) -> bool {
        let key = heading_key(&said.heading);
        if key.is_empty() || is_value(&said.heading) {
            return false;
        }
        let kind = said.kind;
        let words = self.lists.entry(kind.code().to_owned()).or_default();
        if let Some(other) = &said.instead_of {
            words.remove(&heading_key(other));
        }
        match said.code.as_str() {
            AS_USUAL => {
                words.remove(&key);
            }
            code if code == LEFT_OUT || kind.fields().contains(&code) => {
                words.insert(key, code.to_owned());
            }
            _ => return false,
        }
        true
    }

    /// What a person has said of a heading; `None` if nobody has said anything.
    pub(crate) fn said<F: Coded>(&self, kind: ListKind, heading: &str) -> Option<Said<F>> {
        let words = self.lists.get(kind.code())?;
        let code = words.get(&heading_key(heading))?;
        match code.as_str() {
            LEFT_OUT => Some(Said::LeftOut),
            // A field of a newer version is nothing that was said here.
            code => F::from_code(code).map(Said::Field),
        }
    }

    /// What a heading means: what a person has said of it, else what the table says.
    pub(crate) fn meaning<F: Coded>(
        &self,
        kind: ListKind,
        table: impl Fn(&str) -> Option<F>,
    ) -> impl Fn(&str) -> Option<F> {
        move |heading| {
            let said = self.said(kind, heading);
            said.map_or_else(|| table(heading), Said::field)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(kind: ListKind, heading: &str, code: &str) -> SaidColumn {
        SaidColumn {
            kind,
            heading: heading.to_owned(),
            code: code.to_owned(),
            instead_of: None,
        }
    }

    #[test]
    fn a_field_that_goes_to_another_column_is_forgotten_of_the_first() {
        let mut own = OwnHeadings::default();
        assert!(own.say(&said(ListKind::Roster, "小名", "name")));
        assert!(own.say(&SaidColumn {
            instead_of: Some("小 名".to_owned()),
            ..said(ListKind::Roster, "大名", "name")
        }));
        assert_eq!(own.said::<Field>(ListKind::Roster, "小名"), None);
        let name = Some(Said::Field(Field::Name));
        assert_eq!(own.said(ListKind::Roster, "大名"), name);
    }

    #[test]
    fn what_was_said_of_a_heading_is_remembered_by_its_letters_and_its_list() {
        let mut own = OwnHeadings::default();
        assert!(own.say(&said(ListKind::Roster, "娃 娃*", "name")));
        assert!(own.say(&said(ListKind::Roster, "月收入", LEFT_OUT)));
        let own = OwnHeadings::from_text(&own.to_text()).unwrap();
        let meaning = |kind, heading| own.said::<Field>(kind, heading);
        assert_eq!(
            meaning(ListKind::Roster, "娃娃："),
            Some(Said::Field(Field::Name))
        );
        assert_eq!(meaning(ListKind::Roster, "月收入"), Some(Said::LeftOut));
        assert_eq!(meaning(ListKind::Roster, "娃"), None);
        assert_eq!(meaning(ListKind::SignIn, "娃娃"), None);
    }

    #[test]
    fn what_cannot_be_is_not_remembered() {
        let mut own = OwnHeadings::default();
        assert!(!own.say(&said(ListKind::Roster, "**", "name")));
        for value in ["男", "2015-06-01", "13800001111", "2015年6月"] {
            assert!(!own.say(&said(ListKind::Roster, value, "note")), "{value}");
        }
        assert!(!own.say(&said(ListKind::Roster, "娃娃", "machine-no")));
        assert!(!own.say(&said(ListKind::SignIn, "娃娃", "school")));
        assert_eq!(own.to_text(), "");
    }

    #[test]
    fn what_is_forgotten_leaves_nothing() {
        let mut own = OwnHeadings::default();
        assert!(own.say(&said(ListKind::Punches, "人", "machine-no")));
        assert!(own.say(&said(ListKind::Punches, "人", AS_USUAL)));
        assert_eq!(own.to_text(), "");
        assert_eq!(OwnHeadings::from_text("{\"roster\": 3}"), None);
    }
}
