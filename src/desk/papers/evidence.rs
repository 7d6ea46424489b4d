//! The data of the papers for an inspection, gathered once for page and spreadsheet.
//!
//! Children are names only: no file number, identity number, phone or category.

use super::facts::PaperFacts;
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::activity::coverage::{Coverage, Season};
use crate::domain::activity::weeks::{self, Week};
use crate::domain::activity::{Activity, Occurrence, State};
use crate::domain::calendar::DayKind;
use crate::domain::rules::RuleBook;
use crate::domain::rules::book::A1_WEEKLY;
use crate::domain::{Child, ChildId, Topic};
use crate::i18n::Lang;
use crate::wording::calendar::why_closed;
use crate::wording::topics::in_lang;
use chrono::NaiveTime;
use std::collections::{HashMap, HashSet};

/// Most seasons of a topic on one paper.
const MOST_SEASONS: usize = 12;

/// Everything on the papers for an inspection.
pub(super) struct Evidence {
    /// Home, topics, staff.
    pub facts: PaperFacts,
    /// First and last day.
    pub period: Season,
    /// Activities of the period, by time.
    pub activities: Vec<ActivityLine>,
    /// Topics that were due or held in the period.
    pub topics: Vec<TopicLine>,
    /// Weeks of the period.
    pub weeks: Vec<Week>,
    /// Different children who took part.
    pub heads: usize,
}

/// One activity.
pub(super) struct ActivityLine {
    /// The activity with its state.
    pub one: Occurrence,
    /// Name of the topic.
    pub topic: String,
    /// Name of the member of staff in charge; may be empty.
    pub organiser: String,
    /// Why it was moved or called off; on a closed day why the home is closed.
    pub reason: String,
    /// Names of the children who took part, in the order of the register, with the time at which a
    /// child came late.
    pub part: Vec<(String, Option<NaiveTime>)>,
}

/// Coverage of one topic.
pub(super) struct TopicLine {
    /// Name of the topic.
    pub name: String,
    /// The days that were counted: from the beginning of the season to the end of the period.
    pub counted: Season,
    /// Children who had it.
    pub had: usize,
    /// Names of the children who miss it.
    pub missing: Vec<String>,
    /// Children who need not have it.
    pub exempt: usize,
}

impl TopicLine {
    /// Whether every child misses it, so that a list of names says nothing.
    pub(super) fn is_missed_by_all(&self) -> bool {
        self.had == 0 && self.exempt == 0 && !self.missing.is_empty()
    }
}

impl ActivityLine {
    /// Planned length in minutes.
    pub(super) fn minutes(&self) -> i64 {
        (self.one.activity.ends - self.one.activity.starts).num_minutes()
    }
}

impl Evidence {
    /// Number of activities in a state.
    pub(super) fn count(&self, state: State) -> usize {
        let all = self.activities.iter();
        all.filter(|line| line.one.state == state).count()
    }

    /// Times that a child took part: a child at two activities counts twice.
    pub(super) fn visits(&self) -> usize {
        self.activities.iter().map(|line| line.part.len()).sum()
    }

    /// Sum of a number of the activities that were held; `None` if it was never recorded.
    pub(super) fn sum(&self, number: impl Fn(&Activity) -> Option<i64>) -> Option<i64> {
        let held = |line: &&ActivityLine| line.one.state == State::Held;
        let held = self.activities.iter().filter(held);
        let numbers: Vec<i64> = held.filter_map(|line| number(&line.one.activity)).collect();
        (!numbers.is_empty()).then(|| numbers.iter().sum())
    }
}

impl Desk {
    /// Gathers the data of the papers for an inspection.
    pub(super) fn evidence(&self, period: Season, lang: Lang) -> Result<Evidence, Refusal> {
        let facts = self.paper_facts(period, lang)?;
        let book = RuleBook::new(self.ask(Query::Known)?.all()?);
        let today = facts.made.date_naive();
        let began = self.ask(Query::Known)?.first_day()?.unwrap_or(today);
        let weeks = weeks::between(
            &facts.programme,
            &facts.calendar,
            (today, began),
            (period.from, period.to),
            book.count(&A1_WEEKLY),
        );
        let mut heads = HashSet::new();
        let activities = facts.all.iter().map(|one| {
            let ids = taking_part(&facts, one);
            heads.extend(ids.iter().map(|(child, _)| child.id));
            let part = ids
                .into_iter()
                .map(|(child, came)| (child.name.clone(), came));
            ActivityLine {
                one: one.clone(),
                topic: facts.topic(&one.activity.topic),
                organiser: facts.organiser(&one.activity),
                reason: reason(&facts, one),
                part: part.collect(),
            }
        });
        let activities: Vec<ActivityLine> = activities.collect();
        let names: HashMap<ChildId, &str> = facts
            .children
            .iter()
            .map(|child| (child.id, child.name.as_str()))
            .collect();
        let topics = facts.topics.iter();
        let mut lines = Vec::new();
        for topic in topics {
            let seasons = seasons_of(&facts, topic, period).into_iter();
            let seasons = seasons.filter(|season| is_of_period(&facts, topic, *season, period));
            lines.extend(seasons.map(|season| topic_line(&facts, topic, season, &names)));
        }
        let topics = lines;
        let heads = heads.len();
        Ok(Evidence {
            facts,
            period,
            activities,
            topics,
            weeks,
            heads,
        })
    }
}

fn reason(facts: &PaperFacts, one: &Occurrence) -> String {
    match facts.calendar.day(one.activity.day) {
        DayKind::Closed(why) if one.is_closed_off() => why_closed(&why, facts.lang),
        _ => one.activity.reason.clone(),
    }
}

/// Children who took part in an activity that was held, in the order of the register.
fn taking_part<'f>(facts: &'f PaperFacts, one: &Occurrence) -> Vec<(&'f Child, Option<NaiveTime>)> {
    if one.state != State::Held {
        return Vec::new();
    }
    let id = one.activity.id;
    let ids = facts.programme.taking_part.get(&id);
    let ids: HashSet<&ChildId> = ids.into_iter().flatten().collect();
    let part = facts
        .children
        .iter()
        .filter(|child| ids.contains(&child.id));
    part.map(|child| (child, facts.programme.came(id, child.id)))
        .collect()
}

/// The seasons of a topic that the period touches, oldest first; the last one up to the end of the
/// period.
fn seasons_of(facts: &PaperFacts, topic: &Topic, period: Season) -> Vec<Season> {
    let mut seasons = Vec::new();
    let mut to = period.to;
    while seasons.len() < MOST_SEASONS {
        let season = Season::of(&topic.code, to, &facts.calendar);
        let counted = Season {
            from: season.from,
            to: season.to.min(period.to),
        };
        seasons.push(counted);
        match season.from.pred_opt() {
            Some(before) if before >= period.from => to = before,
            _ => break,
        }
    }
    seasons.reverse();
    seasons
}

/// Whether a topic was due or held in the part of the period that lies in a season.
fn is_of_period(facts: &PaperFacts, topic: &Topic, season: Season, period: Season) -> bool {
    let code = topic.code.as_str();
    let (from, to) = (season.from.max(period.from), season.to.min(period.to));
    let mut held = facts.programme.held(code, from, to);
    topic.is_due_between(from, to) || held.next().is_some()
}

fn topic_line(
    facts: &PaperFacts,
    topic: &Topic,
    counted: Season,
    names: &HashMap<ChildId, &str>,
) -> TopicLine {
    let code = &topic.code;
    let covered = facts.programme.covered(code, counted);
    let exempt = &facts.programme.exempt;
    let coverage = Coverage::new(code.clone(), counted, covered, exempt, &facts.children);
    let name = |id: &ChildId| names.get(id).map(|name| (*name).to_owned());
    TopicLine {
        name: in_lang(&topic.name, facts.lang).clone(),
        counted,
        had: coverage.had.len(),
        missing: coverage.missing.iter().filter_map(name).collect(),
        exempt: coverage.exempt.len(),
    }
}
