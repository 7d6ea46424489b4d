//! Queries about activities.

use crate::desk::Desk;
use crate::desk::refusal::Refusal;
use crate::domain::activity::Occurrence;
use crate::domain::activity::coverage::{Coverage, Season, terms_to_copy};
use crate::domain::activity::weeks::Week;
use crate::domain::calendar::Term;
use crate::domain::{Activity, Child, Programme, TopicCode};
use crate::exchange::ics::{DateRange, write};
use crate::house::home::home_facts;
use crate::house::matters::RuleInput;
use chrono::NaiveDate;

impl Desk {
    /// All activities within the period that the rules need.
    pub fn programme(&self) -> Result<Programme, Refusal> {
        Ok(self.store.programme(self.clock.today())?)
    }

    /// Activities from a day to a day, both included, by time.
    pub fn activities(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Occurrence>, Refusal> {
        let (programme, calendar) = (self.programme()?, self.calendar()?);
        Ok(programme.between(from, to, self.clock.today(), &calendar))
    }

    /// The plan of a period as a calendar file.
    pub fn calendar_file(&self, period: DateRange) -> Result<String, Refusal> {
        let home = self.store.home()?.ok_or(Refusal::NoHome)?;
        Ok(write(&self.programme()?, period, &home.name, self.now()))
    }

    /// The current season of a topic.
    pub fn season(&self, topic: &TopicCode) -> Result<Season, Refusal> {
        Ok(Season::of(topic, self.clock.today(), &self.calendar()?))
    }

    /// Which children have had a topic in a season, and which have not.
    pub fn coverage(&self, topic: TopicCode, season: Season) -> Result<Coverage, Refusal> {
        let covered = self.store.covered(&topic, season)?;
        let mut children: Vec<Child> = self.store.all()?;
        children.sort_by(|a, b| a.file_no.cmp(&b.file_no));
        Ok(Coverage::new(topic, season, covered, &children))
    }

    /// The last weeks, oldest first; the current week is the last.
    pub fn weeks(&self) -> Result<Vec<Week>, Refusal> {
        let Some(home) = home_facts(&self.store)? else {
            return Ok(Vec::new());
        };
        let now = self.now();
        let (roster, known) = (self.store.roster()?, self.store.known(now.date_naive())?);
        Ok(RuleInput::new(&roster, &home, &known).weeks(now))
    }

    /// The enrolled children that an activity is for, by age, category or choice.
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

    /// The term whose plan can be copied, and its target; `None` without both.
    pub fn terms_to_copy(&self) -> Result<Option<(Season, Season)>, Refusal> {
        let terms: Vec<Term> = self.store.all()?;
        Ok(terms_to_copy(&terms, self.clock.today()))
    }
}
