//! A calendar file as it would be imported: what becomes of each of its events.

use crate::domain::Series;
use crate::domain::codes::coded;
use crate::exchange::ics::{Incoming, Refused, Remark};
use crate::i18n::{Lang, word, words};
use crate::t;
use chrono::NaiveDateTime;
use std::collections::BTreeSet;

coded! {
    /// What an import does with an event.
    pub EventVerdict {
        /// Adds it.
        New = "new",
        /// Changes what is planned.
        Changed = "changed",
        /// Calls off what is planned.
        CalledOff = "called-off",
        /// The plan says the same already.
        Same = "same",
        /// Was held here; stays as it is.
        Held = "held",
        /// A person called it off or moved it here, with a reason; stays as it is.
        Kept = "kept",
        /// The plan has a newer revision.
        Older = "older",
        /// Calls off what is not in the plan.
        NotHere = "not-here",
        /// Over already, and not in the plan.
        Over = "over",
        /// Nothing can be made of it.
        Refused = "refused",
    }
}

impl EventVerdict {
    /// The verdict in words.
    pub(crate) fn text(self, lang: Lang) -> String {
        word(lang, &format!("calendar-verdict-{}", self.code()))
    }

    /// Whether the event needs no word of its own after an import.
    pub(crate) const fn is_plain(self) -> bool {
        matches!(
            self,
            Self::New | Self::Changed | Self::CalledOff | Self::Same
        )
    }
}

/// A calendar file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFile {
    /// Name of the file.
    pub name: String,
    /// Its content.
    pub incoming: Incoming,
}

/// A calendar file as it would be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarPlan {
    /// The file.
    pub file: CalendarFile,
    /// A row an event, in the order of [`Incoming::entries`].
    pub rows: Vec<CalendarRow>,
}

/// What would become of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarRow {
    /// Title.
    pub title: String,
    /// First moment; `None` if the file has none.
    pub starts: Option<NaiveDateTime>,
    /// What the import does.
    pub verdict: EventVerdict,
    /// Why nothing can be made of it.
    pub refused: Option<Refused>,
    /// What is said about it.
    pub remarks: Vec<Remark>,
    /// Number of activities or series.
    pub count: usize,
    /// The series that it becomes, one after the other.
    pub parts: Vec<Series>,
}

impl CalendarRow {
    /// How it repeats: rhythm, first day, time and end of each of its series.
    pub(crate) fn repeats(&self, lang: Lang) -> Vec<String> {
        let said = |one: &Series| {
            let (from, at) = (one.first_day().to_string(), one.starts.format("%H:%M"));
            let rhythm = words::choice(lang, "rhythm", one.rhythm);
            let from = format!("{from} {at}");
            match one.ends_on {
                Some(to) => {
                    let to = to.to_string();
                    t!(
                        lang,
                        "calendar-part-until",
                        rhythm = rhythm,
                        from = from,
                        to = to
                    )
                }
                None => t!(lang, "calendar-part", rhythm = rhythm, from = from),
            }
        };
        self.parts.iter().map(said).collect()
    }

    /// Why nothing can be made of it, and what is said about it.
    pub(crate) fn notes(&self, lang: Lang) -> Vec<String> {
        let refused = self.refused.map(|why| why.text(lang));
        let remarks = self.remarks.iter().map(|one| one.text(lang));
        refused.into_iter().chain(remarks).collect()
    }
}

impl CalendarPlan {
    /// Number of events with a verdict.
    pub(crate) fn count(&self, verdict: EventVerdict) -> usize {
        self.rows
            .iter()
            .filter(|row| row.verdict == verdict)
            .count()
    }

    /// Whether the import would change anything.
    pub(crate) fn changes_anything(&self) -> bool {
        let does = [
            EventVerdict::New,
            EventVerdict::Changed,
            EventVerdict::CalledOff,
        ];
        self.rows.iter().any(|row| does.contains(&row.verdict))
    }

    /// The file without some of its events, given by their places, and the verdicts of the rest.
    pub(crate) fn without(&self, left_out: &BTreeSet<usize>) -> (CalendarFile, Vec<EventVerdict>) {
        let events = self
            .file
            .incoming
            .entries
            .iter()
            .zip(&self.rows)
            .enumerate();
        let kept = events.filter(|(place, _)| !left_out.contains(place));
        let (entries, verdicts) = kept
            .map(|(_, (entry, row))| (entry.clone(), row.verdict))
            .unzip();
        let file = CalendarFile {
            name: self.file.name.clone(),
            incoming: Incoming { entries },
        };
        (file, verdicts)
    }
}
