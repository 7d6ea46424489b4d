//! The words for what was done.

use crate::domain::follow_up::FollowStep;
use crate::domain::{ChildId, Moment};
use crate::i18n::{Lang, words};
use crate::store::ActKind;
use crate::t;
use chrono::NaiveDate;

/// A command that was done.
#[derive(Debug, Clone)]
pub struct Done {
    /// Its entry in the journal; `None` if everything was so already.
    pub seq: Option<i64>,
    /// What happened, for the words.
    pub outcome: Outcome,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The home was made.
    SetUp,
    /// The register was opened.
    Opened,
    /// The register was open already.
    OpenAlready,
    /// The register was closed.
    Closed,
    /// A child was signed in.
    SignedIn {
        /// Name.
        name: String,
        /// When.
        at: Moment,
        /// For another day than today.
        is_late: bool,
    },
    /// A child was signed out.
    SignedOut {
        /// Name.
        name: String,
        /// When.
        at: Moment,
        /// For another day than today.
        is_late: bool,
    },
    /// A known absence was noted.
    Absent {
        /// Name.
        name: String,
        /// On how many days.
        days: usize,
    },
    /// Something about a child was saved.
    SavedChild {
        /// Who.
        child: ChildId,
        /// Name.
        name: String,
    },
    /// A card was bound.
    Bound {
        /// Whose.
        name: String,
    },
    /// A roster was imported.
    Imported {
        /// Files or rows added.
        added: usize,
    },
    /// Visits or calls were recorded.
    Visited {
        /// How many.
        count: usize,
    },
    /// Something was done about a flag.
    FollowedUp {
        /// Whose.
        name: String,
        /// What.
        step: FollowStep,
    },
    /// Activities or series were planned.
    Planned {
        /// How many.
        count: usize,
    },
    /// An activity takes place on another day.
    MovedActivity {
        /// What people call it.
        title: String,
        /// On which day.
        day: NaiveDate,
    },
    /// An activity was called off.
    CalledOff {
        /// What people call it.
        title: String,
    },
    /// An activity took place.
    Held {
        /// What people call it.
        title: String,
        /// How many children took part.
        count: usize,
    },
    /// A step was taken back.
    Undone {
        /// What kind of step.
        kind: ActKind,
        /// The child it was about; empty if about none.
        name: String,
    },
    /// A step was done again.
    Redone {
        /// What kind of step.
        kind: ActKind,
        /// The child it was about; empty if about none.
        name: String,
    },
    /// Something else was saved.
    Saved,
    /// Everything was so already.
    Nothing,
}

impl Outcome {
    /// One short sentence for the toast and the command line; `inside` is the head count now.
    pub fn text(&self, lang: Lang, inside: usize) -> String {
        match self.clone() {
            Self::SetUp => t!(lang, "said-set-up"),
            Self::Opened => t!(lang, "said-opened"),
            Self::OpenAlready => t!(lang, "said-open-already"),
            Self::Closed => t!(lang, "said-closed"),
            Self::SignedIn {
                name,
                at,
                is_late: true,
            } => {
                let (day, at) = late(at, lang);
                t!(lang, "said-signed-in-late", name = name, day = day, at = at)
            }
            Self::SignedIn {
                name,
                at,
                is_late: false,
            } => {
                let at = at.format("%H:%M").to_string();
                t!(
                    lang,
                    "said-signed-in",
                    name = name,
                    at = at,
                    inside = inside
                )
            }
            Self::SignedOut {
                name,
                at,
                is_late: true,
            } => {
                let (day, at) = late(at, lang);
                t!(
                    lang,
                    "said-signed-out-late",
                    name = name,
                    day = day,
                    at = at
                )
            }
            Self::SignedOut {
                name,
                at,
                is_late: false,
            } => {
                let at = at.format("%H:%M").to_string();
                t!(
                    lang,
                    "said-signed-out",
                    name = name,
                    at = at,
                    inside = inside
                )
            }
            Self::Absent { name, days } => {
                t!(lang, "said-absent", name = name, days = days)
            }
            Self::SavedChild { name, .. } => t!(lang, "said-saved-child", name = name),
            Self::Bound { name } => t!(lang, "said-bound", name = name),
            Self::Imported { added } => t!(lang, "said-imported", added = added),
            Self::Visited { count } => t!(lang, "said-visited", count = count),
            Self::FollowedUp { name, step } => {
                let step = words::choice(lang, "follow-step", step);
                t!(lang, "said-followed-up", name = name, step = step)
            }
            Self::Planned { count } => t!(lang, "said-planned", count = count),
            Self::MovedActivity { title, day } => {
                let day = day.to_string();
                t!(lang, "said-moved-activity", title = title, day = day)
            }
            Self::CalledOff { title } => t!(lang, "said-called-off", title = title),
            Self::Held { title, count } => {
                t!(lang, "said-held", title = title, count = count)
            }
            Self::Undone { kind, name } => {
                let step = words::choice(lang, "deed", kind);
                if name.is_empty() {
                    t!(lang, "said-undone", step = step)
                } else {
                    t!(lang, "said-undone-of", step = step, name = name)
                }
            }
            Self::Redone { kind, name } => {
                let step = words::choice(lang, "deed", kind);
                if name.is_empty() {
                    t!(lang, "said-redone", step = step)
                } else {
                    t!(lang, "said-redone-of", step = step, name = name)
                }
            }
            Self::Saved => t!(lang, "said-saved"),
            Self::Nothing => t!(lang, "said-nothing"),
        }
    }
}

impl Outcome {
    /// The same about the child as the register tells it apart from others of its name.
    #[must_use]
    pub fn with_name(mut self, distinct: &str) -> Self {
        if let Self::SignedIn { name, .. } | Self::SignedOut { name, .. } = &mut self {
            distinct.clone_into(name);
        }
        self
    }
}

/// Day and time of an entry for another day: the heads of today have nothing to do with it.
fn late(at: Moment, lang: Lang) -> (String, String) {
    let day = crate::wording::dates::day_words(at.date_naive(), lang);
    (day, at.format("%H:%M").to_string())
}
