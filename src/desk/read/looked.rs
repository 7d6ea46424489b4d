//! Who saw what, for whoever directs the home: looks and exports of a period in one list, the newest first, with names.

use super::exported::Asked;
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::{Child, ChildId, Look, LookKind, Moment, StaffId};
use crate::house::privacy::opened::{Opened, opened};
use crate::house::privacy::self_check::{Exported, exported};
use crate::i18n::{Lang, words};
use crate::store::{ActKind, Entry, Store, StoreError};
use crate::t;
use crate::wording::journal::{reason_words, report_words};
use chrono::{Days, NaiveDate, NaiveTime};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Days of a period for which none is asked, on the screens.
const DAYS: u64 = 7;
/// Days before today that are told in a child's file.
const OPENED_DAYS: u64 = 30;
/// Entries of the journal that are read at once.
const ENTRIES: usize = 500;
/// What is asked: days, and whose looks at whose data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookedAsk {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Only what this member of staff saw.
    pub person: Option<StaffId>,
    /// Only what was seen of this child.
    pub child: Option<ChildId>,
}

impl LookedAsk {
    /// The last days.
    pub(crate) fn last_days(today: NaiveDate) -> Self {
        Self {
            from: today - Days::new(DAYS - 1),
            to: today,
            person: None,
            child: None,
        }
    }

    /// As many days before.
    pub(crate) fn earlier(self) -> Self {
        let length = self.to - self.from;
        let to = self.from - Days::new(1);
        Self {
            from: to - length,
            to,
            ..self
        }
    }
}

/// What somebody saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Saw {
    /// Something in the program.
    Look(LookKind),
    /// A report that was written to files.
    Export(Exported),
}

/// Whose data it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Whose {
    /// Of several children: a list.
    Several,
    /// Of one child.
    Child {
        /// File number.
        file_no: String,
        /// Name.
        name: String,
    },
    /// Of a child whose data was erased since; the file number.
    Erased(String),
    /// Of a file that is on the register no more: its making was taken back, or it was put into another one.
    Gone,
}

/// Something that somebody saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Looked {
    /// When; of a look the minute.
    pub(crate) at: Moment,
    /// Who, by name; empty if nobody sat at the desk.
    pub(crate) person: String,
    /// What.
    pub(crate) saw: Saw,
    /// Whose.
    pub(crate) whose: Whose,
    /// How often in that minute.
    pub(crate) times: i64,
    /// The reason of an export, with names.
    reason: String,
    by: Option<StaffId>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedPage {
    /// What was asked.
    pub ask: LookedAsk,
    /// When it was read.
    pub read_at: Moment,
    /// The newest first.
    pub(crate) rows: Vec<Looked>,
    /// How many older ones of the period are left out.
    pub left_out: usize,
}

impl Looked {
    /// What was seen, and of an export how much and why.
    pub(crate) fn what(&self, lang: Lang) -> String {
        let export = match &self.saw {
            Saw::Look(kind) => return words::choice(lang, "look", *kind),
            Saw::Export(export) => export,
        };
        let children = export.children.map(|count| {
            let count = count.to_string();
            t!(lang, "looked-export-children", count = count)
        });
        let mask = export.mask.map(|mask| words::choice(lang, "mask", mask));
        let parts = [
            words::choice(lang, "deed", ActKind::Export),
            report_words(&export.report, lang),
            children.unwrap_or_default(),
            mask.unwrap_or_default(),
            self.reason.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|one| !one.is_empty()).collect();
        parts.join(" · ")
    }

    /// File number and name of the child; empty for a list.
    pub(crate) fn whose(&self, lang: Lang) -> String {
        match &self.whose {
            Whose::Several => String::new(),
            Whose::Child { file_no, name } => format!("{file_no} {name}"),
            Whose::Erased(file_no) => {
                t!(lang, "looked-erased", file_no = file_no.as_str())
            }
            Whose::Gone => t!(lang, "looked-gone"),
        }
    }

    /// How often; empty for once.
    pub(crate) fn how_often(&self, lang: Lang) -> String {
        if self.times > 1 {
            t!(lang, "cli-looks-times", times = self.times.to_string())
        } else {
            String::new()
        }
    }
}

impl Desk {
    /// Who saw what, `most` rows at most.
    pub(crate) fn looked(
        &self,
        ask: LookedAsk,
        most: usize,
        lang: Lang,
    ) -> Result<LookedPage, Refusal> {
        let store = self.ask(Query::Looks)?;
        let now = self.now();
        let first = moment_on(ask.from, NaiveTime::MIN, now);
        let last = moment_on(ask.to, LAST, now);
        let names = Names::read(store)?;
        let looks = store.looks(first, last)?.into_iter();
        let looks = looks.map(|look| names.look(&look, now));
        let looks = looks.filter(|(_, child)| ask.child.is_none() || *child == ask.child);
        let mut rows: Vec<Looked> = looks.map(|(row, _)| row).collect();
        let exports = exports(store, (first, last))?;
        let asked = match ask.child.filter(|_| !exports.is_empty()) {
            Some(child) => Some(Asked::read(store, child, names.file_no(child))?),
            None => None,
        };
        for entry in exports {
            let is_about = match &asked {
                Some(asked) => asked.is_in(store, &entry)?,
                None => true,
            };
            if is_about {
                rows.push(names.export(&entry, now, lang));
            }
        }
        rows.retain(|row| ask.person.is_none() || row.by == ask.person);
        rows.sort_by_key(|row| Reverse(row.at));
        let left_out = rows.len().saturating_sub(most);
        rows.truncate(most);
        Ok(LookedPage {
            ask,
            read_at: now,
            rows,
            left_out,
        })
    }
}

impl Desk {
    /// Who opened the file of a child in the last days, whoever is at the desk included; `None` for whoever may not see
    /// that, and where it is not kept.
    pub(super) fn opened(&self, child: ChildId) -> Result<Option<Opened>, Refusal> {
        if !self.has_locks() || self.check_right(Query::Looks.needs()).is_err() {
            return Ok(None);
        }
        let store = self.ask(Query::Looks)?;
        let now = self.now();
        // Before the first look nothing was kept.
        let first = store.first_look()?.map(|look| look.at(now).date_naive());
        let today = now.date_naive();
        let from = (today - Days::new(OPENED_DAYS)).max(first.unwrap_or(today).min(today));
        let looks = store.looks_at(child, moment_on(from, NaiveTime::MIN, now))?;
        Ok(Some(opened(&looks, (from, now), self.actor)))
    }
}

/// The last second of a day.
const LAST: NaiveTime = match NaiveTime::from_hms_opt(23, 59, 59) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// A time of a day on the clock of `now`.
fn moment_on(day: NaiveDate, time: NaiveTime, now: Moment) -> Moment {
    let at = day.and_time(time).and_local_timezone(*now.offset());
    at.single().unwrap_or(now)
}

/// The exports of a period, the newest first. Reads back from the end of the journal as far as the period begins.
fn exports(store: &Store, (first, last): (Moment, Moment)) -> Result<Vec<Entry>, StoreError> {
    let (mut found, mut before) = (Vec::new(), i64::MAX);
    loop {
        let entries = store.entries_before(before, ENTRIES)?;
        let Some(oldest) = entries.last() else {
            return Ok(found);
        };
        before = oldest.seq;
        let is_over = entries.iter().all(|entry| entry.act.at < first);
        found.extend(entries.into_iter().filter(|entry| {
            let is_of_period = first <= entry.act.at && entry.act.at <= last;
            entry.act.kind == ActKind::Export && is_of_period
        }));
        if is_over {
            return Ok(found);
        }
    }
}

/// Names for the identifiers in the rows.
struct Names {
    staff: HashMap<StaffId, String>,
    children: HashMap<ChildId, Child>,
}

impl Names {
    fn read(store: &Store) -> Result<Self, StoreError> {
        let staff = store.staff()?.into_iter();
        let children: Vec<Child> = store.all()?;
        Ok(Self {
            staff: staff.map(|one| (one.id, one.name)).collect(),
            children: children.into_iter().map(|one| (one.id, one)).collect(),
        })
    }

    fn person(&self, id: Option<StaffId>) -> String {
        let name = id.and_then(|id| self.staff.get(&id));
        name.cloned().unwrap_or_default()
    }

    fn file_no(&self, child: ChildId) -> Option<String> {
        self.children.get(&child).map(|one| one.file_no.clone())
    }

    fn whose(&self, child: Option<ChildId>) -> Whose {
        let Some(child) = child else {
            return Whose::Several;
        };
        match self.children.get(&child) {
            None => Whose::Gone,
            Some(file) if file.is_erased() => Whose::Erased(file.file_no.clone()),
            Some(file) => Whose::Child {
                file_no: file.file_no.clone(),
                name: file.name.clone(),
            },
        }
    }

    fn look(&self, look: &Look, now: Moment) -> (Looked, Option<ChildId>) {
        let row = Looked {
            at: look.at(now),
            person: self.person(look.staff),
            saw: Saw::Look(look.what),
            whose: self.whose(look.child),
            times: look.times,
            reason: String::new(),
            by: look.staff,
        };
        (row, look.child)
    }

    fn export(&self, entry: &Entry, now: Moment, lang: Lang) -> Looked {
        let export = exported(&entry.act);
        let name_of = |id| self.staff.get(&id).cloned();
        Looked {
            at: entry.act.at.with_timezone(now.offset()),
            person: self.person(entry.act.actor),
            reason: reason_words(&export.step.reason, name_of, lang),
            saw: Saw::Export(export),
            whose: self.whose(entry.act.subject),
            times: 1,
            by: entry.act.actor,
        }
    }
}
