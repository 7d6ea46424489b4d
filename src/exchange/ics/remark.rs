//! What is said about an event of a calendar file.

use crate::domain::codes::coded;
use crate::i18n::{Lang, word};
use crate::t;

coded! {
    /// Every kind of remark. The texts are under `calendar-remark-` and the code.
    pub RemarkCode {
        /// Nothing tells what the zone is; read as the home's own time.
        ZoneUnknown = "zone-unknown",
        /// Written out as single days: the rule takes place at other times here in summer.
        WrittenOut = "written-out",
        /// Only the first of very many were taken.
        CutOff = "cut-off",
        /// Ends after midnight; ends with the day here.
        OverMidnight = "over-midnight",
        /// Lines that cannot be read were left out.
        LinesLost = "lines-lost",
        /// A part of the rule has no meaning there and was left out.
        PartIgnored = "part-ignored",
        /// The rule is not understood; only the first day was taken.
        RuleUnread = "rule-unread",
        /// The first day does not fit the rule.
        FirstOutside = "first-outside",
        /// A change of an instance that the rule does not have; taken as a single activity.
        InstanceElsewhere = "instance-elsewhere",
        /// Meant for all later instances too, but the file does not hold their event.
        OnlyThisOne = "only-this-one",
        /// The end comes before the beginning.
        EndsFirst = "ends-first",
        /// The topic code is not known here.
        TopicUnknown = "topic-unknown",
        /// A text is longer than its field takes and was cut.
        TextCut = "text-cut",
    }
}

/// A remark with what it is about: a name, a part, a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Kind.
    pub code: RemarkCode,
    /// What it is about; may be empty.
    pub about: String,
}

impl Remark {
    /// A remark about something.
    pub(super) fn about(code: RemarkCode, about: &str) -> Self {
        Self {
            code,
            about: about.to_owned(),
        }
    }

    /// A remark without more.
    pub(super) fn plain(code: RemarkCode) -> Self {
        Self::about(code, "")
    }

    /// The remark in words.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let about = self.about.as_str();
        match self.code {
            RemarkCode::ZoneUnknown => t!(lang, "calendar-remark-zone-unknown", about = about),
            RemarkCode::WrittenOut => t!(lang, "calendar-remark-written-out", about = about),
            RemarkCode::CutOff => t!(lang, "calendar-remark-cut-off", about = about),
            RemarkCode::OverMidnight => t!(lang, "calendar-remark-over-midnight"),
            RemarkCode::LinesLost => t!(lang, "calendar-remark-lines-lost", about = about),
            RemarkCode::PartIgnored => t!(lang, "calendar-remark-part-ignored", about = about),
            RemarkCode::RuleUnread => t!(lang, "calendar-remark-rule-unread", about = about),
            RemarkCode::FirstOutside => t!(lang, "calendar-remark-first-outside"),
            RemarkCode::InstanceElsewhere => t!(lang, "calendar-remark-instance-elsewhere"),
            RemarkCode::OnlyThisOne => t!(lang, "calendar-remark-only-this-one"),
            RemarkCode::EndsFirst => t!(lang, "calendar-remark-ends-first"),
            RemarkCode::TextCut => t!(lang, "calendar-remark-text-cut", about = about),
            RemarkCode::TopicUnknown => t!(lang, "calendar-remark-topic-unknown", about = about),
        }
    }
}

impl Refused {
    /// The reason in words.
    pub(crate) fn text(self, lang: Lang) -> String {
        word(lang, &format!("calendar-refused-{}", self.code()))
    }
}

coded! {
    /// Why nothing was made of an event. The texts are under `calendar-refused-` and the code.
    pub Refused {
        /// It has no beginning, or one that cannot be read.
        NoStart = "no-start",
        /// A task, a journal entry or a busy time, not an activity.
        NotAnActivity = "not-an-activity",
        /// An older revision of an event in the same file.
        Older = "older",
        /// The file ends in the middle of it.
        CutOff = "cut-off",
        /// The rule ends before it begins.
        NeverTakesPlace = "never-takes-place",
    }
}
