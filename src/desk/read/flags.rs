//! The flags of today or of a past day.

use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::Moment;
use crate::domain::rules::{Flag, Subject, flags};
use crate::house::home::home_facts;
use crate::house::matters::RuleInput;
use crate::i18n::{Lang, words};
use crate::t;
use crate::wording::reasons;
use chrono::NaiveDate;

/// Which knowledge to use for a past day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownAs {
    /// What was known on that day.
    Then,
    /// What is known now about that day.
    Now,
}

impl Desk {
    /// The flags of a day. The register of a past day counts as closed.
    pub fn flags(&self, day: NaiveDate, reading: KnownAs) -> Result<Vec<Flag>, Refusal> {
        let now = self.now();
        let today = now.date_naive();
        if day > today {
            return Err(Refusal::Future);
        }
        if day == today {
            return self.flags_at(now, None);
        }
        let end = self.end_of(day);
        match reading {
            KnownAs::Now => self.flags_at(end, Some(day)),
            KnownAs::Then => self.flags_then(end, day),
        }
    }

    /// What was known on the evening of an earlier day, in words: a line for each flag, names as they
    /// were then.
    pub(crate) fn past_flags(&self, day: NaiveDate, lang: Lang) -> Result<Vec<String>, Refusal> {
        let end = self.end_of(day);
        let store = self.ask_as_of(Query::Known, end)?;
        let Some(home) = home_facts(&store)? else {
            return Ok(vec![t!(lang, "past-no-home")]);
        };
        let (roster, known) = (store.roster()?, store.known_about(day)?);
        let sources = RuleInput::new(&roster, &home, &known);
        let found = flags(&sources.facts(end, true));
        if found.is_empty() {
            return Ok(vec![t!(lang, "past-no-flags")]);
        }
        let name = |flag: &Flag| match flag.subject {
            Subject::Child(id) => {
                let child = roster.children.iter().find(|one| one.id == id);
                child.map_or_else(String::new, |one| format!("{} {}", one.file_no, one.name))
            }
            Subject::Staff(id) => {
                let staff = home.staff.iter().find(|one| one.id == id);
                staff.map_or_else(String::new, |one| one.name.clone())
            }
            Subject::Home => t!(lang, "follow-home"),
        };
        let lines = found.iter().map(|flag| {
            let level = words::choice(lang, "level", flag.level);
            let why = reasons::reasons(&flag.reasons, lang, day);
            format!("{level} {}: {why}", name(flag))
        });
        Ok(lines.collect())
    }

    /// The last second of a day.
    fn end_of(&self, day: NaiveDate) -> Moment {
        let now = self.now();
        day.and_hms_opt(23, 59, 59)
            .and_then(|end| end.and_local_timezone(now.timezone()).single())
            .unwrap_or(now)
    }

    fn flags_then(&self, end: Moment, day: NaiveDate) -> Result<Vec<Flag>, Refusal> {
        let store = self.ask_as_of(Query::Known, end)?;
        let Some(home) = home_facts(&store)? else {
            return Ok(Vec::new());
        };
        let (roster, known) = (store.roster()?, store.known_about(day)?);
        let sources = RuleInput::new(&roster, &home, &known);
        Ok(flags(&sources.facts(end, true)))
    }

    fn flags_at(&self, moment: Moment, past: Option<NaiveDate>) -> Result<Vec<Flag>, Refusal> {
        let store = self.ask(Query::Known)?;
        let Some(home) = home_facts(store)? else {
            return Ok(Vec::new());
        };
        let mut roster = store.roster()?;
        let known = match past {
            Some(day) => store.known_about(day)?,
            None => store.known(moment.date_naive())?,
        };
        if let Some(day) = past {
            roster
                .children
                .retain(|child| child.joined_on.is_none_or(|joined| joined <= day));
        }
        let is_closed = past.is_some() || known.is_closed;
        let sources = RuleInput::new(&roster, &home, &known);
        Ok(flags(&sources.facts(moment, is_closed)))
    }
}
