//! Categories of children (类别): dated, several at a time, each with evidence.

use super::codes::coded;
use super::ids::{ChildId, TagId};
use chrono::NaiveDate;

coded! {
    /// The category scheme of `domain.md` section 2. Codes are the official abbreviations.
    pub TagCode {
        /// Rural left-behind child (农村留守儿童).
        Lbc = "LBC",
        /// Migrant child (流动儿童).
        Mig = "MIG",
        /// Orphan in community care (社会散居孤儿).
        OrphS = "ORPH-S",
        /// De facto unattended child (事实无人抚养儿童).
        Dfuc = "DFUC",
        /// Family-poverty difficulty (家庭困境).
        DiffPoor = "DIFF-POOR",
        /// Own difficulty: disability or serious illness (自身困境).
        DiffSelf = "DIFF-SELF",
        /// Safety difficulty (安全困境).
        DiffSafe = "DIFF-SAFE",
        /// Temporary difficulty (临时困境).
        DiffTemp = "DIFF-TEMP",
        /// Disabled child (残疾儿童).
        Disab = "DISAB",
        /// Child with improper guardianship (监护不当儿童).
        Improper = "IMPROPER",
        /// Street child (流浪儿童).
        Wand = "WAND",
        /// Ordinary child (普通儿童).
        Ord = "ORD",
        /// Key child (重点儿童).
        Key = "KEY",
    }
}

impl TagCode {
    /// Categories of children in need, whatever is known of them beside (`domain.md` section 2).
    pub(crate) const OF_NEED: [Self; 8] = [
        Self::OrphS,
        Self::Dfuc,
        Self::DiffPoor,
        Self::DiffSelf,
        Self::DiffSafe,
        Self::DiffTemp,
        Self::Disab,
        Self::Improper,
    ];
}

/// One category of one child, with its period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Record identifier.
    pub id: TagId,
    /// The child in this category.
    pub child: ChildId,
    /// Category code.
    pub code: TagCode,
    /// First day it applies; `None` if nobody knows since when it has applied.
    pub from_day: Option<NaiveDate>,
    /// Last day it applies; `None` if open-ended.
    pub to_day: Option<NaiveDate>,
    /// The proving document, or its filing place.
    pub evidence: String,
    /// The category to report where a report allows only one.
    pub is_primary: bool,
}

impl Tag {
    /// Whether the category applies on `day`.
    pub(crate) fn holds_on(&self, day: NaiveDate) -> bool {
        self.has_begun(day) && self.to_day.is_none_or(|last| day <= last)
    }

    /// Whether the category had begun by `day`: one of unknown start had.
    pub(crate) fn has_begun(&self, day: NaiveDate) -> bool {
        self.from_day.is_none_or(|first| first <= day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::before(Some("2026-03-01"), None, "2026-02-28", false)]
    #[case::on_the_first_day(Some("2026-03-01"), None, "2026-03-01", true)]
    #[case::on_the_last_day(Some("2026-03-01"), Some("2026-06-30"), "2026-06-30", true)]
    #[case::over(Some("2026-03-01"), Some("2026-06-30"), "2026-07-01", false)]
    #[case::unknown_start(None, None, "1990-01-01", true)]
    #[case::unknown_start_to_the_last_day(None, Some("2026-06-30"), "2026-06-30", true)]
    #[case::unknown_start_over(None, Some("2026-06-30"), "2026-07-01", false)]
    fn a_category_of_unknown_start_holds_on_every_day_up_to_its_last(
        #[case] from: Option<&str>,
        #[case] to: Option<&str>,
        #[case] day: &str,
        #[case] holds: bool,
    ) {
        let parsed = |text: &str| text.parse().unwrap();
        let tag = Tag {
            id: TagId::default(),
            child: ChildId::default(),
            code: TagCode::Lbc,
            from_day: from.map(parsed),
            to_day: to.map(parsed),
            evidence: String::new(),
            is_primary: true,
        };
        assert_eq!(tag.holds_on(parsed(day)), holds);
    }
}
