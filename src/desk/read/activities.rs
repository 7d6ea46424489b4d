//! Queries about activities.

use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::activity::Occurrence;
use crate::domain::activity::coverage::{Coverage, Season};
use crate::domain::{Child, Programme, TopicCode};
use crate::exchange::ics::{DateRange, write};
use chrono::NaiveDate;

impl Desk {
    /// All activities within the period that the rules need.
    pub(crate) fn programme(&self) -> Result<Programme, Refusal> {
        Ok(self.ask(Query::Programme)?.programme(self.clock.today())?)
    }

    /// Activities from a day to a day, both included, by time.
    pub(crate) fn activities(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<Occurrence>, Refusal> {
        let (programme, calendar) = (self.programme()?, self.calendar()?);
        Ok(programme.between(from, to, self.clock.today(), &calendar))
    }

    /// The plan of a period as a calendar file.
    pub(crate) fn calendar_file(&self, period: DateRange) -> Result<String, Refusal> {
        let home = self.ask(Query::Home)?.home()?.ok_or(Refusal::NoHome)?;
        Ok(write(&self.programme()?, period, &home.name, self.now()))
    }

    /// The current season of a topic.
    pub(crate) fn season(&self, topic: &TopicCode) -> Result<Season, Refusal> {
        Ok(Season::of(topic, self.clock.today(), &self.calendar()?))
    }

    /// Which children have had a topic in a season, and which have not.
    pub(crate) fn coverage(&self, topic: TopicCode, season: Season) -> Result<Coverage, Refusal> {
        let covered = self.ask(Query::Programme)?.covered(&topic, season)?;
        let mut children: Vec<Child> = self.ask(Query::Register)?.all()?;
        children.sort_by(|a, b| a.file_no.cmp(&b.file_no));
        Ok(Coverage::new(topic, season, covered, &children))
    }
}
