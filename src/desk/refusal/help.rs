//! What keeps a step about help from being done.

use crate::domain::TagCode;
use crate::i18n::Lang;
use crate::t;
use chrono::NaiveDate;

/// A step about help that says what is not so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HelpRefusal {
    /// A record that is of no child would name one.
    #[error("names a child")]
    NamesAChild {
        /// Name of the child.
        name: String,
    },
    /// A pause of a pairing is too long.
    #[error("the pause is too long")]
    PauseTooLong {
        /// The most days.
        days: i64,
    },
    /// Contacts would be too rare.
    #[error("the contacts are too rare")]
    TooRare {
        /// The most days between two.
        days: i64,
    },
    /// One helper is named twice.
    #[error("the same helper twice")]
    SameHelper,
    /// A word is no category.
    #[error("no such category")]
    NoCategory {
        /// The word.
        word: String,
    },
    /// A child who is not enrolled is paired with nobody.
    #[error("the child is not enrolled")]
    NotEnrolled {
        /// Name of the child.
        name: String,
    },
    /// The child has this benefit already, and it goes on.
    #[error("the benefit is there already")]
    BenefitThere {
        /// Name of the child.
        name: String,
    },
    /// A day is before the one that it follows.
    #[error("a last day before the first")]
    BeforeFirst {
        /// The field of the later day.
        field: &'static str,
        /// The day that comes first.
        first: NaiveDate,
    },
    /// A helper who is to leave has something in hand.
    #[error("the helper has pairings")]
    HelperHasPairings {
        /// Name of the helper.
        name: String,
    },
    /// The helper is not there that day.
    #[error("the helper is not there")]
    HelperNotThere {
        /// Name of the helper.
        name: String,
    },
    /// The child is paired with this helper already.
    #[error("paired already")]
    PairedAlready {
        /// Name of the child.
        name: String,
    },
    /// The pairing did not run on the day of a contact.
    #[error("not paired then")]
    NotPairedThen {
        /// The day.
        day: NaiveDate,
    },
    /// Something was given of a donation before the day on which it would have come.
    #[error("given before it came")]
    GivenBefore {
        /// The first day on which something was given.
        day: NaiveDate,
    },
    /// More would be given than there is.
    #[error("not enough left")]
    NotEnoughLeft {
        /// How much is left.
        left: i64,
        /// How much was wanted.
        wanted: i64,
    },
}

impl HelpRefusal {
    /// The form field to be corrected.
    pub(super) const fn field(&self) -> &'static str {
        match self {
            Self::NamesAChild { .. } => "note",
            Self::BeforeFirst { field, .. } => field,
            Self::TooRare { .. } => "every",
            Self::SameHelper => "second",
            Self::NoCategory { .. } => "tags",
            Self::PauseTooLong { .. } => "paused_until",
            Self::BenefitThere { .. } => "code",
            Self::HelperHasPairings { .. } | Self::NotPairedThen { .. } => "day",
            Self::HelperNotThere { .. } | Self::PairedAlready { .. } | Self::NotEnrolled { .. } => {
                "helper"
            }
            Self::GivenBefore { .. } => "came_on",
            Self::NotEnoughLeft { .. } => "quantity",
        }
    }

    /// What keeps it from being done, and how to mend it.
    pub(super) fn text(&self, lang: Lang) -> String {
        match self {
            Self::NamesAChild { name } => t!(lang, "refused-names-a-child", name = name.as_str()),
            Self::PauseTooLong { days } => {
                let days = *days;
                t!(lang, "refused-pause-too-long", days = days)
            }
            Self::SameHelper => t!(lang, "refused-same-helper"),
            Self::NoCategory { word } => {
                let known: Vec<&str> = TagCode::ALL.iter().map(|one| one.code()).collect();
                t!(
                    lang,
                    "refused-no-category",
                    word = word.as_str(),
                    known = known.join(" ")
                )
            }
            Self::TooRare { days } => {
                let days = *days;
                t!(lang, "refused-too-rare", days = days)
            }
            Self::BeforeFirst { first, .. } => {
                t!(lang, "refused-before-first", day = first.to_string())
            }
            Self::BenefitThere { name } => t!(lang, "refused-benefit-there", name = name.as_str()),
            Self::NotEnrolled { name } => {
                t!(lang, "refused-pair-not-enrolled", name = name.as_str())
            }
            Self::HelperHasPairings { name } => {
                t!(lang, "refused-helper-has-pairings", name = name.as_str())
            }
            Self::HelperNotThere { name } => {
                t!(lang, "refused-helper-not-there", name = name.as_str())
            }
            Self::PairedAlready { name } => {
                t!(lang, "refused-paired-already", name = name.as_str())
            }
            Self::NotPairedThen { day } => {
                t!(lang, "refused-not-paired-then", day = day.to_string())
            }
            Self::GivenBefore { day } => t!(lang, "refused-given-before", day = day.to_string()),
            Self::NotEnoughLeft { left, wanted } => {
                let (left, wanted) = (*left, *wanted);
                t!(
                    lang,
                    "refused-not-enough-left",
                    left = left,
                    wanted = wanted
                )
            }
        }
    }
}
