//! What can be asked of the desk about activities, as data; and what it answers about them.

use super::concerns::RuleInput;
use super::desk::Desk;
use super::refusal::Refusal;
use super::runner::home_facts;
use crate::domain::activity::coverage::{Coverage, Season, terms_to_copy};
use crate::domain::activity::weeks::Week;
use crate::domain::activity::{HomeTopic, Occurrence, Which};
use crate::domain::calendar::Term;
use crate::domain::{Activity, ActivityId, Child, ChildId, Programme, Series, SeriesId, TopicCode};
use crate::exchange::ics::{DateRange, Incoming, write};
use chrono::{NaiveDate, NaiveTime};

/// When something takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// On which day.
    pub day: NaiveDate,
    /// From when.
    pub starts: NaiveTime,
    /// To when.
    pub ends: NaiveTime,
}

/// An activity that took place, as it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The activity with what was done, how many adults there were, how it went, what comes next
    /// and where the paper is filed. Without identifier it is an instance of a series that has no
    /// row yet, or one that nobody had planned.
    pub activity: Activity,
    /// Everybody who took part.
    pub children: Vec<ChildId>,
}

/// One thing to be done about activities.
#[derive(Debug, Clone)]
pub enum ActivityStep {
    /// An activity as it should be; added if it is new. An instance of a series gets a row of its
    /// own.
    Plan(Box<Activity>),
    /// A new series.
    PlanSeries(Box<Series>),
    /// A series as it should be from a day on; what lies before stays as it was.
    EditSeries {
        /// As it should be.
        series: Box<Series>,
        /// From this day on.
        from: NaiveDate,
    },
    /// A series ends before a day.
    EndSeries {
        /// Which.
        series: SeriesId,
        /// The first day on which it no longer takes place.
        from: NaiveDate,
        /// Why.
        reason: String,
    },
    /// An activity takes place at another time.
    Move {
        /// Which.
        which: Which,
        /// When now.
        to: Slot,
        /// Why.
        reason: String,
    },
    /// An activity is called off.
    Cancel {
        /// Which.
        which: Which,
        /// Why.
        reason: String,
    },
    /// An activity takes place as it was planned first, neither moved nor called off.
    Reinstate(Which),
    /// An activity took place.
    Hold(Box<Holding>),
    /// Who took part, corrected: everybody, not only those who are new.
    TakingPart {
        /// In which activity.
        activity: ActivityId,
        /// Everybody who took part.
        children: Vec<ChildId>,
    },
    /// Why nothing took place in a week; no reason takes it back.
    ExplainWeek {
        /// Any day of the week.
        week: NaiveDate,
        /// Why.
        reason: String,
    },
    /// The plan of one stretch once more in another, on the same days of the week.
    CopyPlan {
        /// The stretch it is taken from.
        from: Season,
        /// The stretch it is for.
        to: Season,
    },
    /// A topic of the home; added if it is new.
    SaveTopic(Box<HomeTopic>),
    /// Everything of a calendar file, in one step.
    Import {
        /// Name of the file, for the journal.
        source: String,
        /// What it brings.
        incoming: Box<Incoming>,
    },
}

impl Desk {
    /// Everything that is known of activities, read whole as far as the rules look.
    pub fn programme(&self) -> Result<Programme, Refusal> {
        Ok(self.store.programme(self.clock.today())?)
    }

    /// What takes place from a day to a day, both included, in the order of the clock.
    pub fn activities(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Occurrence>, Refusal> {
        let (programme, calendar) = (self.programme()?, self.calendar()?);
        Ok(programme.between(from, to, self.clock.today(), &calendar))
    }

    /// The plan of a period as a calendar file.
    pub fn calendar_file(&self, period: DateRange) -> Result<String, Refusal> {
        let home = self.store.home()?.ok_or(Refusal::NoHome)?;
        Ok(write(&self.programme()?, period, &home.name, self.now()))
    }

    /// The season of a topic that today lies in.
    pub fn season(&self, topic: &TopicCode) -> Result<Season, Refusal> {
        Ok(Season::of(topic, self.clock.today(), &self.calendar()?))
    }

    /// Who has had a topic in a season and who still misses it.
    pub fn coverage(&self, topic: TopicCode, season: Season) -> Result<Coverage, Refusal> {
        let covered = self.store.covered(&topic, season)?;
        let mut children: Vec<Child> = self.store.all()?;
        children.sort_by(|a, b| a.file_no.cmp(&b.file_no));
        Ok(Coverage::new(topic, season, covered, &children))
    }

    /// The strip of the last weeks, oldest first; the running week is the last.
    pub fn weeks(&self) -> Result<Vec<Week>, Refusal> {
        let Some(home) = home_facts(&self.store)? else {
            return Ok(Vec::new());
        };
        let now = self.now();
        let (roster, known) = (self.store.roster()?, self.store.known(now.date_naive())?);
        Ok(RuleInput::new(&roster, &home, &known).weeks(now))
    }

    /// Who is meant by an activity: on the register, and of its age, category or choice.
    pub fn expected_at(&self, activity: &Activity) -> Result<Vec<Child>, Refusal> {
        let roster = self.store.roster()?;
        let is_meant = |child: &Child| {
            let tags = roster.tags.get(&child.id).map_or(&[][..], Vec::as_slice);
            activity.expected.means(child, tags, activity.day)
        };
        let mut children = roster.children.clone();
        children.retain(|child| child.status.is_here() && is_meant(child));
        children.sort_by(|a, b| a.file_no.cmp(&b.file_no));
        Ok(children)
    }

    /// The term whose plan can be copied, and the one it would be for.
    pub fn terms_to_copy(&self) -> Result<Option<(Season, Season)>, Refusal> {
        let terms: Vec<Term> = self.store.all()?;
        Ok(terms_to_copy(&terms, self.clock.today()))
    }
}
