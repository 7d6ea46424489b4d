//! Queries about activities.

use crate::desk::Desk;
use crate::desk::import::calendar::{CalendarFile, CalendarPlan};
use crate::desk::import::events::EventJudge;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::activity::Occurrence;
use crate::domain::activity::coverage::{Coverage, Season};
use crate::domain::{Child, Programme, TopicCode, topic};
use crate::exchange::ics::{DateRange, Export, write};
use crate::i18n::Lang;
use crate::wording::topics::name_of;
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
    pub(crate) fn calendar_file(&self, period: DateRange, lang: Lang) -> Result<String, Refusal> {
        let home = self.ask(Query::Home)?.home()?.ok_or(Refusal::NoHome)?;
        let (programme, calendar) = (self.programme()?, self.calendar()?);
        let topics = topic::library(&programme.topics);
        Ok(write(&Export {
            programme: &programme,
            open_days: &calendar,
            period,
            home: &home.name,
            now: self.now(),
            topic_name: &|code| name_of(&topics, code, lang),
        }))
    }

    /// Judges a calendar file against the plan.
    pub(crate) fn judge_calendar(&self, file: CalendarFile) -> Result<CalendarPlan, Refusal> {
        let (programme, calendar) = (self.programme()?, self.calendar()?);
        let judge = EventJudge::new(&programme, &calendar, self.clock.today());
        let rows = file.incoming.entries.iter();
        let rows = rows.map(|entry| judge.judge(entry).0).collect();
        Ok(CalendarPlan { file, rows })
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
        let exempt = self.ask(Query::Programme)?.exempt()?;
        Ok(Coverage::new(topic, season, covered, &exempt, &children))
    }
}
