//! The flags of today or of a past day.

use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::KnownAs;
use crate::domain::Moment;
use crate::domain::file_walk::{FileToDo, files_to_do};
use crate::domain::rules::ladder::{Matter, Rung, State, matters};
use crate::domain::rules::list::List;
use crate::domain::rules::{Flag, Limit, Subject, flags, limits};
use crate::house::House;
use crate::house::fresh::Fresh;
use crate::house::home::{HomeFacts, home_facts};
use crate::house::matters::RuleInput;
use crate::store::{Known, Roster, Store};
use chrono::NaiveDate;

/// What a request for an earlier day found.
#[derive(Debug)]
pub enum PastDay {
    /// It is the present day, or one that has not come.
    Present,
    /// Nothing was known yet: the file had no home.
    Unknown,
    /// The home as it was on that evening.
    Known(Box<House>),
}

/// A flag, and whom it names.
#[derive(Debug, Clone)]
pub struct NamedFlag {
    /// The flag.
    pub flag: Flag,
    /// The limit of each of its rules, in their order.
    pub limits: Vec<Limit>,
    /// Number of the file; empty unless it is about a child.
    pub file_no: String,
    /// Name of the child or of the member of staff; empty for the home.
    pub name: String,
    /// The state of the matter on the day.
    pub state: State,
    /// The next step.
    pub rung: Rung,
    /// The day by which it is due.
    pub due: NaiveDate,
    /// The first day on which a step was due that nobody has taken; `None` if the matter is not late.
    pub late_since: Option<NaiveDate>,
}

/// What is to be done on a day.
#[derive(Debug, Clone)]
pub(crate) struct DayFlags {
    /// The flags.
    pub flags: Vec<NamedFlag>,
    /// The files that somebody has to see to, the worst gap first.
    pub files: Vec<FileToDo>,
}

impl Desk {
    /// The flags of a day, with names as they were known then or are now. The register of a past day
    /// counts as closed. `None` if nothing was known yet: the file had no home.
    pub fn flags(
        &self,
        day: NaiveDate,
        reading: KnownAs,
    ) -> Result<Option<Vec<NamedFlag>>, Refusal> {
        Ok(self.day_flags(day, reading)?.map(|found| found.flags))
    }

    /// The flags of a day as [`Desk::flags`] reads them, and the files that somebody has to see to.
    pub(crate) fn day_flags(
        &self,
        day: NaiveDate,
        reading: KnownAs,
    ) -> Result<Option<DayFlags>, Refusal> {
        let now = self.now();
        let today = now.date_naive();
        if day > today {
            return Err(Refusal::Future);
        }
        if day == today {
            return flags_of(self.ask(Query::Known)?, now, None);
        }
        let end = self.end_of(day);
        match reading {
            KnownAs::Now => flags_of(self.ask(Query::Known)?, end, Some((day, reading))),
            KnownAs::Then => flags_of(
                &self.ask_as_of(Query::Known, end)?,
                end,
                Some((day, reading)),
            ),
        }
    }

    /// The home as it was on the evening of an earlier day.
    pub fn past_day(&self, day: NaiveDate, reading: KnownAs) -> Result<PastDay, Refusal> {
        if day >= self.clock.today() {
            return Ok(PastDay::Present);
        }
        let end = self.end_of(day);
        let past = Some((day, reading));
        let parts = match reading {
            KnownAs::Now => parts(self.ask(Query::Known)?, end, past)?,
            KnownAs::Then => parts(&self.ask_as_of(Query::Known, end)?, end, past)?,
        };
        Ok(parts.map_or(PastDay::Unknown, |(home, roster, known)| {
            let fresh = Fresh {
                home: Some(Box::new(home)),
                roster: Some(Box::new(roster)),
                known: Some(Box::new(known)),
                ..Fresh::default()
            };
            PastDay::Known(Box::new(House::of_past(end, reading, fresh)))
        }))
    }

    /// The last second of a day.
    pub(super) fn end_of(&self, day: NaiveDate) -> Moment {
        let now = self.now();
        day.and_hms_opt(23, 59, 59)
            .and_then(|end| end.and_local_timezone(now.timezone()).single())
            .unwrap_or(now)
    }
}

/// What the rules read at a moment, by what a file holds; `past` is the day if it is an earlier one, and as of when
/// the file is. `None` if the file has no home.
fn parts(
    store: &Store,
    moment: Moment,
    past: Option<(NaiveDate, KnownAs)>,
) -> Result<Option<(HomeFacts, Roster, Known)>, Refusal> {
    let Some(home) = home_facts(store)? else {
        return Ok(None);
    };
    let mut roster = store.roster()?;
    let known = match past {
        Some((day, _)) => store.known_about(day)?,
        None => store.known(moment.date_naive())?,
    };
    // Then, those who joined later were not in the file.
    if let Some((day, KnownAs::Now)) = past {
        roster
            .children
            .retain(|child| child.joined_on.is_none_or(|joined| joined <= day));
        for child in &mut roster.children {
            child.status = child.status_on(day);
        }
    }
    Ok(Some((home, roster, known)))
}

/// The flags at a moment, with names.
fn flags_of(
    store: &Store,
    moment: Moment,
    past: Option<(NaiveDate, KnownAs)>,
) -> Result<Option<DayFlags>, Refusal> {
    let Some((home, roster, known)) = parts(store, moment, past)? else {
        return Ok(None);
    };
    let is_closed = past.is_some() || known.is_closed;
    let sources = RuleInput::new(&roster, &home, &known);
    let facts = sources.facts(moment, is_closed);
    let today = moment.date_naive();
    let matters = matters(flags(&facts), &facts);
    let gaps = matters.iter();
    let gaps = gaps.filter(|one| one.flag.list() == List::File && one.is_open(today));
    let files = files_to_do(&roster.children, gaps.filter_map(Matter::child), today);
    let limits = limits(&facts, matters.iter().map(|one| &one.flag));
    let named = matters.into_iter().zip(limits).map(|(matter, limits)| {
        let state = matter.state_on(moment.date_naive());
        let late_since = matter.is_overdue(today).then_some(matter.late_from);
        let (flag, rung, due) = (matter.flag, matter.rung, matter.due);
        let (file_no, name) = match flag.subject {
            Subject::Child(id) => {
                let child = roster.children.iter().find(|one| one.id == id);
                child.map_or_else(Default::default, |one| {
                    (one.file_no.clone(), one.name.clone())
                })
            }
            Subject::Staff(id) => {
                let staff = home.staff.iter().find(|one| one.id == id);
                (
                    String::new(),
                    staff.map_or_else(String::new, |one| one.name.clone()),
                )
            }
            Subject::Home => Default::default(),
        };
        NamedFlag {
            flag,
            limits: limits.into_iter().map(|(_, limit)| limit).collect(),
            file_no,
            name,
            state,
            rung,
            due,
            late_since,
        }
    });
    let flags = named.collect();
    Ok(Some(DayFlags { flags, files }))
}
