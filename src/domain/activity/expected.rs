//! Target group of an activity.

use crate::domain::{Child, ChildId, Tag, TagCode};
use chrono::NaiveDate;

/// Target group of an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// All enrolled children.
    All,
    /// All children of these ages, both included.
    Ages {
        /// Youngest age, in completed years.
        from: i32,
        /// Oldest age, in completed years.
        to: i32,
    },
    /// All children with this category.
    Tag(TagCode),
    /// All children of a class or grade, as it stands in their files.
    Class(String),
    /// Selected children.
    Picked(Vec<ChildId>),
}

impl Expected {
    /// The stored code: `all`, `ages:6-9`, `tag:LBC`, `class:三年级`, or `picked:` with identifiers.
    pub(crate) fn code(&self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::Ages { from, to } => format!("ages:{from}-{to}"),
            Self::Tag(tag) => format!("tag:{}", tag.code()),
            Self::Class(class) => format!("class:{class}"),
            Self::Picked(children) => {
                let ids: Vec<String> = children.iter().map(ToString::to_string).collect();
                format!("picked:{}", ids.join(","))
            }
        }
    }

    /// Reads [`Expected::code`].
    pub(crate) fn from_code(text: &str) -> Option<Self> {
        let Some((kind, rest)) = text.split_once(':') else {
            return (text == "all").then_some(Self::All);
        };
        match kind {
            "ages" => {
                let (from, to) = rest.split_once('-')?;
                let (from, to) = (from.parse().ok()?, to.parse().ok()?);
                (from <= to).then_some(Self::Ages { from, to })
            }
            "tag" => TagCode::from_code(rest).map(Self::Tag),
            "class" if !rest.is_empty() => Some(Self::Class(rest.to_owned())),
            "picked" if rest.is_empty() => Some(Self::Picked(Vec::new())),
            "picked" => {
                let ids: Result<_, _> = rest.split(',').map(str::parse).collect();
                ids.ok().map(Self::Picked)
            }
            _ => None,
        }
    }

    /// Whether the group contains a child. Does not check that the child is enrolled.
    pub(crate) fn means(&self, child: &Child, tags: &[Tag], day: NaiveDate) -> bool {
        match self {
            Self::All => true,
            // A child whose age nobody knows must not miss what others are told.
            Self::Ages { from, to } => child
                .age(day)
                .is_none_or(|age| (*from..=*to).contains(&age)),
            Self::Tag(code) => tags
                .iter()
                .any(|tag| tag.code == *code && tag.holds_on(day)),
            Self::Class(class) => child.class == *class,
            Self::Picked(children) => children.contains(&child.id),
        }
    }
}
