//! The flags of today or of a past day.

use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::Moment;
use crate::domain::codes::coded;
use crate::domain::rules::list::List;
use crate::domain::rules::{Flag, Subject, flags};
use crate::house::home::home_facts;
use crate::house::matters::RuleInput;
use crate::i18n::{Lang, words};
use crate::store::Store;
use crate::t;
use crate::wording::reasons;
use chrono::NaiveDate;

coded! {
    /// Which knowledge to use for a past day.
    pub KnownAs {
        /// What was known on that day.
        Then = "then",
        /// What is known now about that day.
        Now = "now",
    }
}

/// A flag, and whom it names.
#[derive(Debug, Clone)]
pub struct NamedFlag {
    /// The flag.
    pub flag: Flag,
    /// Number of the file; empty unless it is about a child.
    pub file_no: String,
    /// Name of the child or of the member of staff; empty for the home.
    pub name: String,
}

impl Desk {
    /// The flags of a day, with names as they were known then or are now. The register of a past day
    /// counts as closed. `None` if nothing was known yet: the file had no home.
    pub fn flags(
        &self,
        day: NaiveDate,
        reading: KnownAs,
    ) -> Result<Option<Vec<NamedFlag>>, Refusal> {
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

    /// The lists as they were on the evening of an earlier day, in words: a heading for each list, a line for each flag.
    pub(crate) fn past_flags(
        &self,
        (day, reading): (NaiveDate, KnownAs),
        lang: Lang,
    ) -> Result<Vec<String>, Refusal> {
        let Some(found) = self.flags(day, reading)? else {
            return Ok(vec![t!(lang, "past-no-home")]);
        };
        let said = |one: &NamedFlag| {
            let level = words::choice(lang, "level", one.flag.level);
            let why = reasons::reasons(&one.flag.reasons, lang, day);
            let whom = match one.flag.subject {
                Subject::Home => t!(lang, "follow-home"),
                Subject::Child(_) => format!("{} {}", one.file_no, one.name),
                Subject::Staff(_) => one.name.clone(),
            };
            format!("  {level} {whom}: {why}")
        };
        let mut lines = Vec::new();
        for list in List::ALL {
            let of_list: Vec<&NamedFlag> = found
                .iter()
                .filter(|one| one.flag.list() == *list)
                .collect();
            let name = words::choice(lang, "list", *list);
            lines.push(format!("{name} {}", of_list.len()));
            lines.extend(of_list.into_iter().map(said));
        }
        Ok(lines)
    }

    /// The last second of a day.
    fn end_of(&self, day: NaiveDate) -> Moment {
        let now = self.now();
        day.and_hms_opt(23, 59, 59)
            .and_then(|end| end.and_local_timezone(now.timezone()).single())
            .unwrap_or(now)
    }
}

/// The flags at a moment by what a file holds; `past` is the day if it is an earlier one, and as of when
/// the file is.
fn flags_of(
    store: &Store,
    moment: Moment,
    past: Option<(NaiveDate, KnownAs)>,
) -> Result<Option<Vec<NamedFlag>>, Refusal> {
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
    }
    let is_closed = past.is_some() || known.is_closed;
    let sources = RuleInput::new(&roster, &home, &known);
    let found = flags(&sources.facts(moment, is_closed));
    let named = found.into_iter().map(|flag| {
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
            file_no,
            name,
        }
    });
    Ok(Some(named.collect()))
}
