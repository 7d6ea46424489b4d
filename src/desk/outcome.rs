//! Outcomes of commands and their sentences.

use crate::desk::import::calendar::{CalendarRow, EventVerdict};
use crate::desk::step_about::StepAbout;
use crate::domain::follow_up::{CloseReason, FollowStep};
use crate::domain::{ChildId, Moment};
use crate::i18n::{Lang, word, words};
use crate::store::Head;
use crate::t;
use chrono::NaiveDate;

/// A performed command.
#[derive(Debug, Clone)]
pub struct Done {
    /// Sequence number of its journal entry; `None` if nothing changed.
    pub seq: Option<i64>,
    /// What was done.
    pub outcome: Outcome,
    /// Whether it kept the matter of an unseen child that it would have ended (`desk/keep.rs`): more was written than the
    /// command says.
    pub has_kept: bool,
}

/// What an import of a calendar file did, in events of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CalendarCounts {
    /// Added.
    pub added: usize,
    /// Changed.
    pub changed: usize,
    /// Called off.
    pub called_off: usize,
}

impl CalendarCounts {
    /// Counts the rows of a judged file.
    pub(crate) fn of(rows: &[CalendarRow]) -> Self {
        let count = |verdict| rows.iter().filter(|row| row.verdict == verdict).count();
        Self {
            added: count(EventVerdict::New),
            changed: count(EventVerdict::Changed),
            called_off: count(EventVerdict::CalledOff),
        }
    }

    fn text(self, lang: Lang) -> String {
        let (added, changed, off) = (self.added, self.changed, self.called_off);
        t!(
            lang,
            "said-imported-plan",
            added = added,
            changed = changed,
            off = off
        )
    }
}

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The home was set up.
    SetUp,
    /// The register was opened.
    Opened,
    /// The register was open already.
    OpenAlready,
    /// The register was closed.
    Closed {
        /// The head of the chain, to be written down on paper.
        head: Option<Head>,
    },
    /// A child was signed in.
    SignedIn {
        /// Name of the child.
        name: String,
        /// Time of the entry.
        at: Moment,
        /// The entry is for an earlier day.
        is_late: bool,
        /// The activity that is going on, which the child joined.
        joined: Option<String>,
    },
    /// A child was signed out.
    SignedOut {
        /// Name of the child.
        name: String,
        /// Names of the brothers and sisters who left with the child.
        also: Vec<String>,
        /// Time of the entry.
        at: Moment,
        /// The entry is for an earlier day.
        is_late: bool,
    },
    /// A known absence was noted.
    Absent {
        /// Name of the child.
        name: String,
        /// Number of days marked.
        days: usize,
    },
    /// What people typed about a child was erased.
    Erased {
        /// Entries of old versions that still name the child.
        kept: i64,
        /// Nothing of the bytes is left in the file.
        is_clean: bool,
        /// Tables in which the name still stands in records that are of no child.
        named: Vec<&'static str>,
    },
    /// The register before a day was deleted.
    DeletedOld {
        /// The first day that is kept.
        before: NaiveDate,
        /// Rows of the register.
        rows: usize,
        /// Erased files of which nothing else was left.
        files: usize,
        /// Nothing of the bytes is left in the file.
        is_clean: bool,
    },
    /// One file was put into another.
    Merged {
        /// Name of the child.
        name: String,
        /// Number of the file that stays.
        stays: String,
        /// Number of the file that ended.
        ended: String,
    },
    /// Something about a child was saved.
    SavedChild {
        /// The child concerned.
        child: ChildId,
        /// Name of the child.
        name: String,
    },
    /// Days were agreed.
    Agreed {
        /// Number of children.
        count: usize,
        /// Names of those for whom other days had been agreed.
        other: Vec<String>,
    },
    /// A file was confirmed.
    Confirmed {
        /// Name of the child.
        name: String,
        /// The telephone was answered too.
        is_reached: bool,
    },
    /// A card was bound.
    Bound {
        /// Name of the child.
        name: String,
    },
    /// A roster was imported.
    Imported {
        /// Files or rows added.
        added: usize,
    },
    /// A calendar file was imported.
    ImportedPlan(CalendarCounts),
    /// Visits or calls were recorded.
    Visited {
        /// Number of visits and calls.
        count: usize,
    },
    /// A visit round was printed, and its rows are kept.
    RoundKept {
        /// When one that was not entered and is no longer kept was printed, and the number of its rows.
        gone: Option<(NaiveDate, usize)>,
    },
    /// A report was written to these files.
    Exported {
        /// The files.
        files: Vec<String>,
    },
    /// A visit round was entered.
    RoundRecorded {
        /// Number of visits.
        count: usize,
        /// Rows about which nothing was said.
        left: usize,
    },
    /// Something was done about a flag.
    FollowedUp {
        /// Name of the child.
        name: String,
        /// The step taken.
        step: FollowStep,
        /// The word with which a director ended it.
        reason: Option<CloseReason>,
    },
    /// Activities or series were planned.
    Planned {
        /// Number of activities and series.
        count: usize,
    },
    /// An activity takes place on another day.
    MovedActivity {
        /// Title of the activity.
        title: String,
        /// The new day.
        day: NaiveDate,
    },
    /// An activity was called off.
    CalledOff {
        /// Title of the activity.
        title: String,
    },
    /// An activity begins.
    Begun {
        /// Title of the activity.
        title: String,
        /// Number of children who take part.
        count: usize,
    },
    /// An activity took place.
    Held {
        /// Title of the activity.
        title: String,
        /// Number of children who took part.
        count: usize,
    },
    /// A helper was saved.
    SavedHelper {
        /// Name of the helper.
        name: String,
    },
    /// A helper left.
    HelperLeft {
        /// Name of the helper.
        name: String,
        /// How much of what was in hand another helper goes on with.
        handed: usize,
        /// Measures and wishes of which nobody is in charge now.
        freed: usize,
        /// Names of children who have no helper any more.
        alone: Vec<String>,
    },
    /// Children were paired with helpers.
    Paired {
        /// Number of children.
        children: usize,
    },
    /// Contacts of helpers were recorded.
    Contacted {
        /// Their number.
        count: usize,
    },
    /// Children were given something.
    Gave {
        /// What.
        what: String,
        /// Number of children.
        children: usize,
        /// How much is left.
        left: i64,
    },
    /// A step was undone.
    Undone(StepAbout),
    /// A step was redone.
    Redone(StepAbout),
    /// Something else was saved.
    Saved,
    /// Nothing changed.
    Nothing,
}

impl Outcome {
    /// One sentence for the toast and the command line; `inside` is the current head count.
    pub(crate) fn text(&self, lang: Lang, inside: usize) -> String {
        match self.clone() {
            Self::SetUp => t!(lang, "said-set-up"),
            Self::Opened => t!(lang, "said-opened"),
            Self::OpenAlready => t!(lang, "said-open-already"),
            Self::Closed { head: None } => t!(lang, "said-closed"),
            Self::Closed { head: Some(head) } => {
                t!(lang, "said-closed-head", head = head.to_string())
            }
            Self::SignedIn {
                name,
                at,
                is_late: true,
                ..
            } => {
                let (day, at) = late(at, lang);
                t!(lang, "said-signed-in-late", name = name, day = day, at = at)
            }
            Self::SignedIn {
                name,
                at,
                is_late: false,
                joined,
            } => signed_in(lang, &name, at, inside, joined.as_deref()),
            Self::SignedOut {
                name,
                also,
                at,
                is_late,
            } => signed_out(
                lang,
                &joined_names(name, also, lang),
                at,
                (!is_late).then_some(inside),
            ),
            Self::Absent { name, days } => {
                t!(lang, "said-absent", name = name, days = days)
            }
            Self::Erased { .. } | Self::DeletedOld { .. } => erased_text(self, lang),
            Self::Merged { name, stays, ended } => {
                t!(
                    lang,
                    "said-merged",
                    name = name,
                    stays = stays,
                    ended = ended
                )
            }
            Self::SavedHelper { .. }
            | Self::HelperLeft { .. }
            | Self::Paired { .. }
            | Self::Contacted { .. }
            | Self::Gave { .. } => help_text(self, lang),
            Self::SavedChild { name, .. } => t!(lang, "said-saved-child", name = name),
            Self::Agreed { count, other } => agreed(count, &other, lang),
            Self::Confirmed { name, is_reached } => confirmed(&name, is_reached, lang),
            Self::Bound { name } => t!(lang, "said-bound", name = name),
            Self::ImportedPlan(counts) => counts.text(lang),
            Self::Imported { added } => t!(lang, "said-imported", added = added),
            Self::Visited { count } => t!(lang, "said-visited", count = count),
            Self::RoundKept {
                gone: Some((day, count)),
            } => t!(
                lang,
                "said-round-gone",
                day = day.to_string(),
                count = count
            ),
            Self::Exported { files } => {
                let files = files.join(&t!(lang, "name-comma"));
                t!(lang, "said-exported", files = files)
            }
            Self::RoundRecorded { count, left: 0 } => {
                t!(lang, "said-round-all", count = count)
            }
            Self::RoundRecorded { count, left } => {
                t!(lang, "said-round", count = count, left = left)
            }
            Self::FollowedUp { name, step, reason } => followed_up(&name, (step, reason), lang),
            Self::Planned { count } => t!(lang, "said-planned", count = count),
            Self::MovedActivity { title, day } => {
                let day = day.to_string();
                t!(lang, "said-moved-activity", title = title, day = day)
            }
            Self::CalledOff { title } => t!(lang, "said-called-off", title = title),
            Self::Begun { title, count } => {
                t!(lang, "said-begun", title = title, count = count)
            }
            Self::Held { title, count } => {
                t!(lang, "said-held", title = title, count = count)
            }
            Self::Undone(step) => t!(lang, "said-undone", step = step.text(lang)),
            Self::Redone(step) => t!(lang, "said-redone", step = step.text(lang)),
            Self::Saved | Self::RoundKept { gone: None } => t!(lang, "said-saved"),
            Self::Nothing => t!(lang, "said-nothing"),
        }
    }
}

fn followed_up(
    name: &str,
    (step, reason): (FollowStep, Option<CloseReason>),
    lang: Lang,
) -> String {
    // Seen by somebody else ends nothing by itself: what was written down is said.
    let step = match reason {
        Some(reason) => words::choice(lang, "close-reason", reason),
        None => words::choice(lang, "follow-step", step),
    };
    t!(lang, "said-followed-up", name = name, step = step)
}

impl Outcome {
    /// Whether more was changed than the command says by itself: a child that signed in joined an
    /// activity.
    pub(crate) const fn changed_more(&self) -> bool {
        matches!(
            self,
            Self::SignedIn {
                joined: Some(_),
                ..
            }
        )
    }

    /// The same outcome with the name that tells the child apart from namesakes.
    #[must_use]
    pub(crate) fn with_name(mut self, distinct: &str) -> Self {
        if let Self::SignedIn { name, .. } | Self::SignedOut { name, .. } = &mut self {
            distinct.clone_into(name);
        }
        self
    }
}

fn signed_in(lang: Lang, name: &str, at: Moment, inside: usize, joined: Option<&str>) -> String {
    let at = at.format("%H:%M").to_string();
    let said = t!(
        lang,
        "said-signed-in",
        name = name,
        at = at,
        inside = inside
    );
    match joined {
        Some(title) => said + &t!(lang, "said-joined", title = title),
        None => said,
    }
}

/// Who left, and how many are inside now; of a late entry the day instead.
fn signed_out(lang: Lang, name: &str, at: Moment, inside: Option<usize>) -> String {
    let (day, at) = late(at, lang);
    match inside {
        Some(inside) => t!(
            lang,
            "said-signed-out",
            name = name,
            at = at,
            inside = inside
        ),
        None => t!(
            lang,
            "said-signed-out-late",
            name = name,
            day = day,
            at = at
        ),
    }
}

fn joined_names(name: String, also: Vec<String>, lang: Lang) -> String {
    let all: Vec<String> = std::iter::once(name).chain(also).collect();
    all.join(&t!(lang, "name-comma"))
}

/// Days were agreed; of whom others had been agreed is named.
fn agreed(count: usize, other: &[String], lang: Lang) -> String {
    if other.is_empty() {
        return t!(lang, "said-agreed", count = count);
    }
    let names = other.join(&t!(lang, "name-comma"));
    t!(lang, "said-agreed-other", count = count, names = names)
}

/// A file was confirmed, and perhaps a telephone was answered.
fn confirmed(name: &str, is_reached: bool, lang: Lang) -> String {
    if is_reached {
        t!(lang, "said-confirmed-reached", name = name)
    } else {
        t!(lang, "said-confirmed", name = name)
    }
}

/// What was done about help.
fn help_text(outcome: &Outcome, lang: Lang) -> String {
    match outcome {
        Outcome::SavedHelper { name } => t!(lang, "said-saved-helper", name = name.as_str()),
        Outcome::HelperLeft {
            name,
            handed,
            freed,
            alone,
        } => {
            let (name, handed, freed) = (name.as_str(), *handed, *freed);
            let alone = alone.join(&t!(lang, "name-comma"));
            let is_freed = freed > 0;
            match (is_freed, alone.is_empty()) {
                (false, true) => t!(lang, "said-helper-left", name = name, handed = handed),
                (true, true) => t!(
                    lang,
                    "said-helper-left-freed",
                    name = name,
                    handed = handed,
                    freed = freed
                ),
                (false, false) => t!(
                    lang,
                    "said-helper-left-alone",
                    name = name,
                    handed = handed,
                    alone = alone
                ),
                (true, false) => t!(
                    lang,
                    "said-helper-left-both",
                    name = name,
                    handed = handed,
                    freed = freed,
                    alone = alone
                ),
            }
        }
        Outcome::Paired { children } => {
            let children = *children;
            t!(lang, "said-paired", count = children)
        }
        Outcome::Contacted { count } => {
            let count = *count;
            t!(lang, "said-contacted", count = count)
        }
        Outcome::Gave {
            what,
            children,
            left,
        } => {
            let (what, children, left) = (what.as_str(), *children, *left);
            t!(
                lang,
                "said-gave",
                what = what,
                count = children,
                left = left
            )
        }
        _ => t!(lang, "said-saved"),
    }
}

/// Day and time of a late entry. Late entries omit today's head count.
fn late(at: Moment, lang: Lang) -> (String, String) {
    let day = crate::wording::dates::full_day(at.date_naive(), lang);
    (day, at.format("%H:%M").to_string())
}
/// What erasing or deleting came to, and what it could not reach.
fn erased_text(outcome: &Outcome, lang: Lang) -> String {
    match outcome {
        Outcome::Erased {
            kept,
            is_clean,
            named,
        } => {
            let mut text = match kept {
                0 => t!(lang, "said-erased"),
                _ => t!(lang, "said-erased-but", kept = kept.to_string()),
            };
            if !named.is_empty() {
                let table = |name: &&str| word(lang, &format!("table-{}", name.replace('_', "-")));
                let places: Vec<String> = named.iter().map(table).collect();
                let places = places.join(&t!(lang, "name-comma"));
                text.push(' ');
                text.push_str(&t!(lang, "said-erased-named", places = places));
            }
            with_unclean(text, *is_clean, lang)
        }
        Outcome::DeletedOld {
            before,
            rows,
            files,
            is_clean,
        } => {
            let (day, rows, files) = (before.to_string(), *rows, *files);
            let text = t!(
                lang,
                "said-deleted-old",
                day = day,
                rows = rows,
                files = files
            );
            with_unclean(text, *is_clean, lang)
        }
        _ => String::new(),
    }
}

/// The text, and that remains may lie in the file if they do.
fn with_unclean(mut text: String, is_clean: bool, lang: Lang) -> String {
    if !is_clean {
        text.push(' ');
        text.push_str(&t!(lang, "said-erased-unclean"));
    }
    text
}
