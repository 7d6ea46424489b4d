//! The library of topics on F5: what is due and why, and a talk's page.

use super::state::{PlanForm, PlanScene, PlanTurn, TopicLine, TopicRow};
use crate::desk::papers::{Order, Paper};
use crate::domain::activity::{Expected, HomeTopic};
use crate::domain::topic::{Cadence, Due, MOST_POINTS};
use crate::domain::{Series, TopicCode};
use crate::i18n::words;
use crate::keymap::Action;
use crate::screens::effect::{Effect, Job};
use crate::screens::programme::topics;
use crate::t;
use crate::ui::form::{Checking, FieldSpec, Form, Kind, Label, Values, choices};
use crate::ui::list::moved;
use crate::ui::page::Page;
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::topics::{due_words, in_lang};

/// Field names of the outline, one per point.
const POINTS: [&str; MOST_POINTS] = [
    "point_1", "point_2", "point_3", "point_4", "point_5", "point_6", "point_7", "point_8",
    "point_9", "point_10", "point_11", "point_12",
];

/// Field names of the questions.
const QUESTIONS: [&str; 6] = [
    "question_1",
    "question_2",
    "question_3",
    "question_4",
    "question_5",
    "question_6",
];

impl PlanScene<'_> {
    /// Who is invited, in words.
    pub(super) fn expected_words(&self, expected: &Expected) -> String {
        let lang = self.env.lang;
        match expected {
            Expected::All => t!(lang, "expected-all"),
            Expected::Ages { from, to } => t!(lang, "expected-years", from = from, to = to),
            Expected::Tag(tag) => words::choice(lang, "tag", *tag),
            Expected::Class(class) => class.clone(),
            Expected::Picked(children) => {
                let names: Vec<_> = children
                    .iter()
                    .map(|id| self.house.register.distinct_name(*id))
                    .collect();
                format!(
                    "{}{}",
                    t!(lang, "expected-some", count = children.len()),
                    names.join(" ")
                )
            }
        }
    }

    /// Rhythm and end of a series, in words.
    pub(super) fn series_words(&self, series: &Series) -> String {
        let lang = self.env.lang;
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

    /// Rows of the list: due topics first, then the rest in library order.
    pub(crate) fn topic_rows(&self) -> Vec<TopicRow> {
        let topics = topics(self.house);
        let all = self.house.due_topics(&topics);
        let place = |code: &TopicCode| all.iter().position(|one| one.topic.code == *code);
        let mut rows: Vec<(usize, TopicRow)> = topics
            .iter()
            .map(|topic| {
                let at = place(&topic.code);
                let due = at.and_then(|at| all.get(at));
                let coverage = self.house.coverage(&topic.code);
                let (had, missing) =
                    coverage.map_or((0, 0), |one| (one.had.len(), one.missing.len()));
                let row = TopicRow {
                    code: topic.code.clone(),
                    due: due.map_or_else(String::new, |due| due_words(due, self.env.lang)),
                    is_ahead: due.is_some_and(Due::is_ahead),
                    last: self.house.last_held(&topic.code),
                    had,
                    of: had + missing,
                };
                (at.unwrap_or(usize::MAX), row)
            })
            .collect();
        rows.sort_by_key(|(at, _)| *at);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// Index of the selected topic.
    pub(crate) fn topic_place(&self, rows: &[TopicRow]) -> usize {
        let on = |row: &TopicRow| Some(&row.code) == self.state.topic.as_ref();
        rows.iter().position(on).unwrap_or_default()
    }

    /// A topic's page: its purpose, then the talk point by point.
    pub(crate) fn topic_page(&self, code: &TopicCode) -> Vec<(TopicLine, String)> {
        let lang = self.env.lang;
        let topics = topics(self.house);
        let Some(topic) = topics.iter().find(|one| one.code == *code) else {
            return Vec::new();
        };
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
            if from == to {
                return t!(lang, "topic-season-one", month = from, every = every);
            }
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
        let questions = in_lang(&topic.questions, lang).iter();
        lines.extend(questions.map(|question| {
            let words = t!(lang, "topic-question", question = question.as_str());
            (TopicLine::Fact, words)
        }));
        let materials = in_lang(&topic.materials, lang);
        if !materials.is_empty() {
            let words = t!(lang, "topic-materials", materials = materials.as_str());
            lines.push((TopicLine::Fact, words));
        }
        lines
    }
}

impl PlanTurn<'_> {
    /// Opens the whole talk for reading aloud.
    pub(super) fn read_talk(&mut self, code: &TopicCode) {
        let topics = topics(self.house);
        let Some(topic) = topics.iter().find(|one| one.code == *code) else {
            return;
        };
        let lines = self
            .scene()
            .topic_page(code)
            .into_iter()
            .map(|(_, words)| words);
        let page = Page {
            title: in_lang(&topic.name, self.env.lang).clone(),
            lines: lines.collect(),
            top: 0,
        };
        self.push(Effect::Page(page));
    }

    pub(super) fn topics_act(&mut self, action: Action) -> Option<()> {
        let rows = self.scene().topic_rows();
        let mut place = self.scene().topic_place(&rows);
        let code = rows.get(place).map(|row| row.code.clone());
        match (action, code) {
            (Action::Add, _) => self.ask_topic(None),
            (Action::Edit, Some(code)) => self.ask_topic(Some(&code)),
            (Action::Accept, Some(code)) => self.ask_topic_what(code),
            (Action::Print, Some(code)) => self.print_topic(Paper::Talk, code),
            (Action::Find, _) => self.find_topic(),
            _ => {
                moved(&mut place, rows.len(), action).then_some(())?;
                self.state.topic = rows.get(place).map(|row| row.code.clone());
            }
        }
        Some(())
    }

    /// Opens the list of topics, to find one by its name or pinyin.
    pub(super) fn find_topic(&mut self) {
        let lang = self.env.lang;
        let topics = topics(self.house);
        let items = topics.iter().map(|topic| {
            let name = in_lang(&topic.name, lang).as_str();
            PickerItem::new(
                topic.code.as_str(),
                name,
                in_lang(&topic.purpose, lang).as_str(),
            )
        });
        let picker = Picker::new("pick-topic", items.collect());
        self.choose(picker, PlanForm::FindTopic);
    }

    /// Writes a paper about a topic.
    pub(super) fn print_topic(&mut self, paper: Paper, topic: TopicCode) {
        let order = Order::of_topic(paper, topic, self.env.lang);
        self.run(Job::Write(order));
    }

    pub(super) fn topics_click(&mut self, row: usize) -> bool {
        let rows = self.scene().topic_rows();
        let was = self.scene().topic_place(&rows);
        self.state.topic = rows.get(row).map(|row| row.code.clone());
        was == row
    }

    /// Opens the form of a topic; `None` for a new one. Library topics can be reworded.
    pub(super) fn ask_topic(&mut self, code: Option<&TopicCode>) {
        let lang = self.env.lang;
        let topics = topics(self.house);
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
        let every = choices("cadence", Cadence::ALL);
        specs.push(FieldSpec::new("every", "field-every", Kind::Choice(every)));
        specs.push(FieldSpec::new(
            "materials",
            "field-materials",
            Kind::Text { max: 100 },
        ));
        specs.extend(POINTS.iter().map(|name| {
            FieldSpec::new(name, "field-point", Kind::Text { max: 160 }).section("section-outline")
        }));
        specs.extend(QUESTIONS.iter().map(|name| {
            let spec = FieldSpec::new(name, "field-question", Kind::Text { max: 120 });
            spec.section("section-questions")
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
            for (name, question) in QUESTIONS.iter().zip(in_lang(&topic.questions, lang)) {
                form = form.with(name, question);
            }
            let every = own.and_then(|one| one.every);
            form = form
                .with("materials", in_lang(&topic.materials, lang).as_str())
                .with("every", every.map_or("", Cadence::code));
        }
        let purpose = PlanForm::Topic(code.cloned());
        self.ask(form, purpose);
    }
}

fn check_month(text: &str, checking: Checking) -> Result<(), String> {
    match text.parse() {
        Ok(1..=12) => Ok(()),
        _ => Err(t!(checking.lang, "wrong-month")),
    }
}

/// The topic with the values of an accepted form.
pub(super) fn topic_of(code: TopicCode, values: &Values) -> HomeTopic {
    let number = |name| values.get(name).parse().ok();
    let filled = |names: &[&str]| -> Vec<String> {
        let all = names.iter().map(|name| values.get(name).trim().to_owned());
        all.filter(|text| !text.is_empty()).collect()
    };
    let (points, questions) = (filled(&POINTS), filled(&QUESTIONS));
    HomeTopic {
        code,
        name: values.get("name").to_owned(),
        purpose: values.get("purpose").to_owned(),
        age_from: number("age_from"),
        age_to: number("age_to"),
        month_from: number("month_from"),
        month_to: number("month_to"),
        every: Cadence::from_code(values.get("every")),
        outline: points.join("\n"),
        questions: questions.join("\n"),
        materials: values.get("materials").trim().to_owned(),
    }
}
