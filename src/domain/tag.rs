//! Categories (类别): dated, several at once, each with the paper that proves it.

use super::codes::coded;
use super::ids::{ChildId, TagId};
use chrono::NaiveDate;

coded! {
    /// The category scheme of `domain.md` section 2. Codes are the official abbreviations.
    TagCode {
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

/// One category a child has, or had, from a day to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Identifier.
    pub id: TagId,
    /// Whose.
    pub child: ChildId,
    /// Which category.
    pub code: TagCode,
    /// First day it applies.
    pub from_day: NaiveDate,
    /// Last day it applies; `None` while it does.
    pub to_day: Option<NaiveDate>,
    /// The paper that proves it, or where it is filed.
    pub evidence: String,
    /// The one that counts where a report allows only one.
    pub is_primary: bool,
}

impl Tag {
    /// Whether the category applies on `day`.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from_day <= day && self.to_day.is_none_or(|last| day <= last)
    }
}
