//! The topics on F5: the library with what is due and why, the outline of a talk, who still misses
//! it.

use super::forms::PlanForm;
use super::{Part, PlanState};
use crate::app::asking::Purpose;
use crate::app::message::Effect;
use crate::app::model::Model;
use crate::app::popup::{Page, Popup};
use crate::domain::activity::coverage::{Coverage, Season};
use crate::domain::activity::{Expected, HomeTopic};
use crate::domain::topic::{self, Due, MOST_POINTS, WhyDue};
use crate::domain::{ChildId, Series, Topic, TopicCode};
use crate::i18n::words;
use crate::keymap::Action;
use crate::t;
use crate::ui::form::{Choice, FieldSpec, Form, Kind, Label, Values};
use crate::ui::list::moved;
use crate::wording::dates::day_words;
use crate::wording::topics::in_lang;
use chrono::NaiveDate;
use std::borrow::Cow;

/// The names of the fields of an outline, a point each.
const POINTS: [&str; MOST_POINTS] = [
    "point_1", "point_2", "point_3", "point_4", "point_5", "point_6", "point_7", "point_8",
    "point_9", "point_10", "point_11", "point_12",
];

/// One row of the list of topics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicRow {
    /// The topic.
    pub topic: Topic,
    /// Why it is due, if it is.
    pub due: String,
    /// Its season has yet to begin.
    pub is_ahead: bool,
    /// When it was last held.
    pub last: Option<NaiveDate>,
    /// How many children have had it this season.
    pub had: usize,
    /// Of how many.
    pub of: usize,
}

/// What a line of a topic's page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopicLine {
    /// What it is for, for whom, when.
    Fact,
    /// A point of the talk.
    Point,
}

impl Model {
    /// The library with what the home made of it.
    pub(in crate::app) fn topics(&self) -> Cow<'static, [Topic]> {
        topic::library(&self.house.known.programme.topics)
    }

    /// What people call a topic; its code if nobody has named it.
    pub fn topic_name(&self, code: &TopicCode) -> String {
        let own = &self.house.known.programme.topics;
        if let Some(own) = own.iter().find(|one| one.code == *code) {
            return own.name.clone();
        }
        let known = Topic::built_in().iter().find(|one| one.code == *code);
        known.map_or_else(
            || code.to_string(),
            |one| in_lang(&one.name, self.look.lang).clone(),
        )
    }

    /// The topics as answers of a field.
    pub(in crate::app) fn topic_choices(&self) -> Vec<Choice> {
        let lang = self.look.lang;
        let named = |one: &Topic| Choice::named(one.code.as_str(), in_lang(&one.name, lang));
        self.topics().iter().map(named).collect()
    }

    /// For whom an activity is meant.
    pub(in crate::app) fn expected_words(&self, expected: &Expected) -> String {
        let lang = self.look.lang;
        match expected {
            Expected::All => t!(lang, "expected-all"),
            Expected::Ages { from, to } => t!(lang, "expected-years", from = from, to = to),
            Expected::Tag(tag) => words::choice(lang, "tag", *tag),
            Expected::Picked(children) => {
                let names: Vec<&str> = children
                    .iter()
                    .map(|id| self.house.register.name(*id))
                    .collect();
                format!(
                    "{}{}",
                    t!(lang, "expected-some", count = children.len()),
                    names.join(" ")
                )
            }
        }
    }

    /// How often a series takes place and until when.
    pub(in crate::app) fn series_words(&self, series: &Series) -> String {
        let lang = self.look.lang;
        let rhythm = words::choice(lang, "rhythm", series.rhythm);
        match series.ends_on {
            Some(day) => t!(
                lang,
                "plan-repeats-until",
                rhythm = rhythm,
                day = day.to_string()
            ),
            None => rhythm,
        }
    }

    /// The season of a topic that today lies in.
    fn season(&self, code: &TopicCode) -> Option<Season> {
        Some(Season::of(code, self.house.today(), self.house.calendar()?))
    }

    /// Who has had a topic this season and who still misses it.
    pub fn coverage(&self, code: &TopicCode) -> Option<Coverage> {
        let season = self.season(code)?;
        let covered = self.house.known.programme.covered(code, season);
        let children = self.house.register.children();
        Some(Coverage::new(code.clone(), season, covered, children))
    }

    /// What is due now, in words.
    pub(in crate::app) fn due_words(&self, due: &Due<'_>) -> String {
        let lang = self.look.lang;
        let every = words::choice(lang, "cadence", due.season.every);
        let why = in_lang(&due.season.why, lang);
        let when = match due.why {
            WhyDue::Never => t!(lang, "due-never"),
            WhyDue::Last(day) => t!(lang, "due-last", day = day_words(day, lang)),
            WhyDue::Begins(day) => t!(lang, "due-begins", day = day_words(day, lang)),
        };
        let parts = [why.as_str(), &every, &when];
        let parts: Vec<&str> = parts.into_iter().filter(|one| !one.is_empty()).collect();
        parts.join(&t!(lang, "why-comma"))
    }

    /// The topic that is due most, and why.
    pub(in crate::app) fn first_due(&self) -> Option<(TopicCode, String)> {
        let (topics, today) = (self.topics(), self.house.today());
        let programme = &self.house.known.programme;
        let all = topic::due(&topics, today, |code| programme.last_held(code, today));
        let first = all.first().filter(|one| !one.is_ahead())?;
        Some((first.topic.code.clone(), self.due_words(first)))
    }

    /// The rows of the list: what is due first, then the rest in the order of the library.
    pub fn topic_rows(&self) -> Vec<TopicRow> {
        let (topics, today) = (self.topics(), self.house.today());
        let programme = &self.house.known.programme;
        let all = topic::due(&topics, today, |code| programme.last_held(code, today));
        let place = |code: &TopicCode| all.iter().position(|one| one.topic.code == *code);
        let mut rows: Vec<(usize, TopicRow)> = topics
            .iter()
            .map(|topic| {
                let at = place(&topic.code);
                let due = at.and_then(|at| all.get(at));
                let coverage = self.coverage(&topic.code);
                let (had, missing) =
                    coverage.map_or((0, 0), |one| (one.had.len(), one.missing.len()));
                let row = TopicRow {
                    topic: topic.clone(),
                    due: due.map_or_else(String::new, |due| self.due_words(due)),
                    is_ahead: due.is_some_and(Due::is_ahead),
                    last: programme.last_held(&topic.code, today),
                    had,
                    of: had + missing,
                };
                (at.unwrap_or(usize::MAX), row)
            })
            .collect();
        rows.sort_by_key(|(at, _)| *at);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// On which topic the arrows are.
    pub fn topic_place(&self, rows: &[TopicRow]) -> usize {
        let on = |row: &TopicRow| Some(&row.topic.code) == self.plan.topic.as_ref();
        rows.iter().position(on).unwrap_or_default()
    }

    /// A page about a topic: what it is for, and the talk point by point.
    pub fn topic_page(&self, topic: &Topic) -> Vec<(TopicLine, String)> {
        let lang = self.look.lang;
        let mut lines = Vec::new();
        let purpose = in_lang(&topic.purpose, lang);
        if !purpose.is_empty() {
            lines.push((TopicLine::Fact, purpose.clone()));
        }
        let ages = topic
            .ages
            .map(|(from, to)| t!(lang, "expected-years", from = from, to = to));
        let seasons = topic.seasons.iter().map(|season| {
            let every = words::choice(lang, "cadence", season.every);
            let (from, to) = (season.from, season.to);
            t!(lang, "topic-season", from = from, to = to, every = every)
        });
        let facts: Vec<String> = ages.into_iter().chain(seasons).collect();
        if !facts.is_empty() {
            lines.push((TopicLine::Fact, facts.join(&t!(lang, "why-comma"))));
        }
        let points = in_lang(&topic.outline, lang).iter().enumerate();
        lines.extend(points.map(|(nth, point)| {
            let number = nth + 1;
            (TopicLine::Point, format!("{number:>2} {point}"))
        }));
        lines
    }

    /// The whole talk, to read it aloud.
    pub(super) fn read_talk(&mut self, code: &TopicCode) {
        let topics = self.topics();
        let Some(topic) = topics.iter().find(|one| one.code == *code) else {
            return;
        };
        let lines = self.topic_page(topic).into_iter().map(|(_, words)| words);
        let page = Page {
            title: in_lang(&topic.name, self.look.lang).clone(),
            lines: lines.collect(),
            top: 0,
        };
        self.popups.push(Popup::Page(page));
    }

    pub(super) fn topics_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let rows = self.topic_rows();
        let mut place = self.topic_place(&rows);
        let code = rows.get(place).map(|row| row.topic.code.clone());
        match (action, code) {
            (Action::Add, _) => self.ask_topic(None),
            (Action::Edit, Some(code)) => self.ask_topic(Some(&code)),
            (Action::Accept, Some(code)) => self.ask_topic_what(code),
            _ => {
                let done = moved(&mut place, rows.len(), action).then(Vec::new)?;
                self.plan.topic = rows.get(place).map(|row| row.topic.code.clone());
                return Some(done);
            }
        }
        Some(Vec::new())
    }

    pub(super) fn topics_click(&mut self, row: usize) -> bool {
        let rows = self.topic_rows();
        let was = self.topic_place(&rows);
        self.plan.topic = rows.get(row).map(|row| row.topic.code.clone());
        was == row
    }

    /// The topic whose gaps are listed: the one chosen, else the first that is due.
    pub fn missing_topic(&self) -> Option<TopicCode> {
        let chosen = self.plan.topic.clone();
        chosen.or_else(|| Some(self.topic_rows().first()?.topic.code.clone()))
    }

    /// Who still misses the topic, and after them who has had it, each with the day and how.
    pub fn missing_rows(&self) -> Vec<(ChildId, Option<String>)> {
        let lang = self.look.lang;
        let Some(coverage) = self.missing_topic().and_then(|code| self.coverage(&code)) else {
            return Vec::new();
        };
        let missing = coverage.missing.iter().map(|child| (*child, None));
        let had = coverage.had.iter().map(|one| {
            let how = crate::i18n::word(lang, &format!("coverage-{}", one.how.code()));
            (
                one.child,
                Some(format!("{} {how}", day_words(one.on, lang))),
            )
        });
        missing.chain(had).collect()
    }

    /// On which child the arrows are.
    pub fn missing_place(&self, rows: &[(ChildId, Option<String>)]) -> usize {
        let on = |row: &(ChildId, Option<String>)| Some(row.0) == self.plan.child;
        rows.iter().position(on).unwrap_or_default()
    }

    pub(super) fn missing_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let rows = self.missing_rows();
        let mut place = self.missing_place(&rows);
        let child = rows.get(place).map(|(child, _)| *child);
        match (action, child) {
            (Action::Left | Action::Right, _) => self.next_topic(action == Action::Right),
            (Action::Accept, Some(child)) => self.ask_missing_what(child),
            (Action::Edit, Some(child)) => return Some(self.open_file(child)),
            (Action::Visit, Some(child)) => self.ask_talk(child),
            _ => {
                let done = moved(&mut place, rows.len(), action).then(Vec::new)?;
                self.plan.child = rows.get(place).map(|(child, _)| *child);
                return Some(done);
            }
        }
        Some(Vec::new())
    }

    pub(super) fn missing_click(&mut self, row: usize) -> bool {
        let rows = self.missing_rows();
        let was = self.missing_place(&rows);
        self.plan.child = rows.get(row).map(|(child, _)| *child);
        was == row
    }

    /// The gaps of the topic after or before this one in the list.
    fn next_topic(&mut self, forward: bool) {
        let rows = self.topic_rows();
        let last = rows.len().saturating_sub(1);
        let place = self.topic_place(&rows);
        let place = if forward {
            (place + 1).min(last)
        } else {
            place.saturating_sub(1)
        };
        self.plan = PlanState {
            part: Part::Missing,
            topic: rows.get(place).map(|row| row.topic.code.clone()),
            child: None,
            ..self.plan.clone()
        };
    }

    /// A topic in the home's words: a new one, or one of the library worded anew.
    pub(super) fn ask_topic(&mut self, code: Option<&TopicCode>) {
        let lang = self.look.lang;
        let topics = self.topics();
        let known = code.and_then(|code| topics.iter().find(|one| one.code == *code));
        let own = self.house.known.programme.topics.iter();
        let own = own.clone().find(|one| Some(&one.code) == code);
        let mut specs = vec![
            FieldSpec::new("name", "field-topic-name", Kind::Text { max: 30 }).required(),
            FieldSpec::new("purpose", "field-purpose", Kind::Text { max: 120 }),
            FieldSpec::new("age_from", "field-age-from", Kind::Number),
            FieldSpec::new("age_to", "field-age-to", Kind::Number),
            FieldSpec::new("month_from", "field-month-from", Kind::Number)
                .check(check_month)
                .hint("hint-months"),
            FieldSpec::new("month_to", "field-month-to", Kind::Number).check(check_month),
        ];
        if known.is_none() {
            let code = FieldSpec::new("code", "field-topic-code", Kind::Text { max: 16 });
            specs.insert(0, code.required().hint("hint-topic-code"));
        }
        specs.extend(POINTS.iter().map(|name| {
            FieldSpec::new(name, "field-point", Kind::Text { max: 160 }).section("section-outline")
        }));
        let title = known.map_or_else(
            || t!(lang, "form-topic-new"),
            |one| t!(lang, "form-topic", name = in_lang(&one.name, lang).as_str()),
        );
        let mut form = Form::new(Label::Text(title), specs);
        if let Some(topic) = known {
            let number = |value: Option<i64>| value.map_or_else(String::new, |n| n.to_string());
            form = form
                .with("name", in_lang(&topic.name, lang).as_str())
                .with("purpose", in_lang(&topic.purpose, lang).as_str())
                .with("age_from", &number(topic.ages.map(|(from, _)| from)))
                .with("age_to", &number(topic.ages.map(|(_, to)| to)))
                .with("month_from", &number(own.and_then(|one| one.month_from)))
                .with("month_to", &number(own.and_then(|one| one.month_to)));
            for (name, point) in POINTS.iter().zip(in_lang(&topic.outline, lang)) {
                form = form.with(name, point);
            }
        }
        let purpose = Purpose::Plan(PlanForm::Topic(code.cloned()));
        self.ask(form, purpose);
    }
}

fn check_month(text: &str, checking: crate::ui::form::Checking) -> Result<(), String> {
    match text.parse() {
        Ok(1..=12) => Ok(()),
        _ => Err(t!(checking.lang, "wrong-month")),
    }
}

/// The topic of an accepted form; `None` if its code is none.
pub(super) fn topic_of(code: TopicCode, values: &Values) -> HomeTopic {
    let number = |name| values.get(name).parse().ok();
    let points = POINTS.iter().map(|name| values.get(name).trim());
    let points: Vec<&str> = points.filter(|point| !point.is_empty()).collect();
    HomeTopic {
        code,
        name: values.get("name").to_owned(),
        purpose: values.get("purpose").to_owned(),
        age_from: number("age_from"),
        age_to: number("age_to"),
        month_from: number("month_from"),
        month_to: number("month_to"),
        outline: points.join("\n"),
    }
}
