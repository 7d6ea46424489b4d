//! Test sessions: keys go in; the model and the store can be inspected. No terminal.

use super::message::Message;
use super::model::Model;
use super::runner::Runner;
use super::update::update;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::{Command, File, HomeSetup};
use crate::domain::contact::Relation;
use crate::domain::{
    Attendance, Child, ChildId, Contact, HouseholdId, Mark, Moment, Sex, Weekdays,
};
use crate::keymap::chord::keys;
use crate::screens::activities::state::PlanScene;
use crate::screens::children::state::ChildrenScene;
use crate::screens::effect::{Job, Scene};
use crate::screens::follow_up::state::FollowScene;
use crate::screens::settings::state::SettingsScene;
use crate::screens::today::state::TodayScene;
use crate::ui::preferences::Preferences;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::VecDeque;

/// Monday evening, 17:30.
pub(crate) fn evening() -> Moment {
    Moment::parse_from_rfc3339("2026-11-23T17:30:00+08:00").expect("a moment")
}

/// The program without a terminal.
pub(crate) struct TestSession {
    pub model: Model,
    pub runner: Runner,
}

impl TestSession {
    /// A home that opens at 16:30, with an empty register.
    pub(crate) fn new() -> Self {
        Self::begun(evening())
    }

    /// A home that began to use the program earlier than on the evening of the session.
    pub(crate) fn begun(at: Moment) -> Self {
        let mut desk = Desk::in_memory(Clock::fixed(at)).expect("a desk");
        let setup = HomeSetup {
            name: "前尚庄儿童之家".into(),
            village: "前尚庄".into(),
            township: "王市镇".into(),
            county: "某县".into(),
            director: "石主任".into(),
            hours: "Mon-Fri 16:30-18:30".parse().expect("hours"),
        };
        desk.perform(Command::SetUp(Box::new(setup)))
            .expect("a home");
        desk.clock = Clock::fixed(evening());
        Self::at(desk)
    }

    /// A session at a desk.
    pub(crate) fn at(desk: Desk) -> Self {
        let model = Model::new(Preferences::default(), desk.now());
        let mut session = Self {
            model,
            runner: Runner::new(desk),
        };
        session.start();
        session
    }

    /// The door of a home with seven children; two have the same name, the first has an alert.
    pub(crate) fn at_the_door() -> Self {
        let mut session = Self::new();
        for name in [
            "汪乐乐",
            "汪磊",
            "单欣怡",
            "余小雨",
            "余小雨",
            "欧阳子涵",
            "曾一诺",
        ] {
            session.child(name);
        }
        let first = session.model.house.register.children()[0].clone();
        session.perform(Command::SaveChild(Box::new(Child {
            alert: "花生过敏".into(),
            ..first
        })));
        session.keys("f3");
        session
    }

    /// The home's store, for reading.
    pub(crate) fn store(&self) -> &crate::store::Store {
        let desk = &self.runner.desk;
        desk.ask(crate::desk::query::Query::File)
            .expect("the right to read")
    }

    /// Reads everything again, as at a start.
    pub(crate) fn start(&mut self) {
        self.model.house.actor = self.runner.desk.actor;
        let first = self.runner.start();
        self.handle(first);
    }

    /// Adds a child who comes Monday to Friday and has a grandmother as contact.
    pub(crate) fn child(&mut self, name: &str) -> ChildId {
        self.child_of(name, None)
    }

    /// Adds such a child to a household.
    pub(crate) fn child_of(&mut self, name: &str, household: Option<HouseholdId>) -> ChildId {
        let desk = &mut self.runner.desk;
        let id = desk.clock.new_id();
        let born = desk.clock.today() - Days::new(3000);
        let mut child = Child::new(id, "", name, Sex::Male, born);
        child.expected_days = Weekdays::SCHOOL;
        child.household = household;
        child.class = "三年级".into();
        let grandmother = Contact {
            id: desk.clock.new_id(),
            child: id,
            name: "石桂英".into(),
            relation: Relation::PaternalGrandmother,
            is_caregiver: true,
            can_collect: true,
            phones: "12046814538".into(),
            phone_verified_on: None,
            work_place: String::new(),
            id_no: String::new(),
            priority: 1,
            note: String::new(),
            do_not_contact: String::new(),
            barred_since: None,
        };
        let file = File {
            child,
            contacts: vec![grandmother],
            tags: Vec::new(),
        };
        self.perform(Command::AddChild(Box::new(file)));
        id
    }

    /// A home that began in September, so that visits of this year are due.
    pub(crate) fn of_this_year() -> Self {
        Self::begun("2026-09-25T08:00:00+08:00".parse().expect("a moment"))
    }

    /// Lets all children have joined in January.
    pub(crate) fn joined_in_january(&mut self) {
        let files: Vec<Child> = self.model.house.register.children().to_vec();
        for file in files {
            self.perform(Command::SaveChild(Box::new(Child {
                joined_on: NaiveDate::from_ymd_opt(2026, 1, 5),
                ..file
            })));
        }
    }

    /// Enters that a child came on every school day of the last two months.
    pub(crate) fn comes(&mut self, child: ChildId) {
        let today = self.runner.desk.clock.today();
        let days = (today - Days::new(60)).iter_days();
        let days = days.take_while(|day| *day < today);
        let days = days.filter(|day| day.weekday().number_from_monday() <= 5);
        let came = |day| Attendance {
            untimed: true,
            ..Attendance::blank(day, child, 1, Mark::Present)
        };
        let rows = days.map(came).collect();
        let source = "sheet of one child".to_owned();
        self.perform(Command::ImportAttendance { source, rows });
    }

    /// A child who came until the day `last` and not since. Attendance was recorded on every later
    /// open day.
    pub(crate) fn gone_since(&mut self, name: &str, last: &str) -> ChildId {
        let (child, other) = (self.child(name), self.child(&format!("{name}乙")));
        let today = self.runner.desk.clock.today();
        let last: NaiveDate = last.parse().expect("a day");
        let mut rows = Vec::new();
        for day in (today - Days::new(60))
            .iter_days()
            .take_while(|day| *day < today)
        {
            let untimed = |child| Attendance {
                untimed: true,
                ..Attendance::blank(day, child, 1, Mark::Present)
            };
            if day.weekday().number_from_monday() <= 5 {
                rows.push(untimed(other));
                rows.extend((day <= last).then(|| untimed(child)));
            }
        }
        let source = "sheet".to_owned();
        self.perform(Command::ImportAttendance { source, rows });
        child
    }

    /// Takes the agreed days of a child away, or gives it these.
    pub(crate) fn agree(&mut self, child: ChildId, digits: &str) {
        let file = self
            .model
            .house
            .register
            .get(child)
            .expect("a file")
            .clone();
        self.perform(Command::SaveChild(Box::new(Child {
            expected_days: Weekdays::from_digits(digits).expect("digits of weekdays"),
            ..file
        })));
    }

    /// Runs a command and reads everything again.
    pub(crate) fn perform(&mut self, command: Command) {
        self.runner.desk.perform(command).expect("done");
        self.start();
    }

    /// Handles a message and all messages that follow from it. Returns false to quit.
    pub(crate) fn handle(&mut self, message: Message) -> bool {
        let mut waiting = VecDeque::from([message]);
        while let Some(message) = waiting.pop_front() {
            for effect in update(&mut self.model, message) {
                if matches!(effect, Job::Quit) {
                    return false;
                }
                waiting.extend(self.runner.run(effect));
            }
        }
        true
    }

    /// Presses keys, as in `keys("f3 w l enter")`.
    pub(crate) fn keys(&mut self, script: &str) -> bool {
        keys(script)
            .into_iter()
            .all(|chord| self.handle(Message::Key(chord)))
    }

    /// Reads a file of the fixtures in the import.
    pub(crate) fn read_file(&mut self, name: &str) {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        self.read_path(folder.join(name));
    }

    /// Reads a file at any path in the import.
    pub(crate) fn read_path(&mut self, path: std::path::PathBuf) {
        self.model.import.reading = Some(path.clone());
        let step = crate::desk::import::plan::ImportStep::Read(path);
        let message = self.runner.run(Job::Import(step)).expect("an answer");
        self.handle(message);
    }

    /// Reads a calendar file on F5.
    pub(crate) fn read_calendar(&mut self, path: std::path::PathBuf) {
        let message = self.runner.run(Job::ReadCalendar(path)).expect("an answer");
        self.handle(message);
    }

    /// Number of the newest entry of the journal.
    pub(crate) fn entries(&self) -> i64 {
        let newest = self.store().last_entry().expect("readable");
        newest.map_or(0, |entry| entry.seq)
    }

    /// Opens a child's file, as Enter on its row does.
    pub(crate) fn open_file(&mut self, child: ChildId) {
        let env = self.model.env();
        self.model.screen = crate::screens::effect::Screen::Children;
        let state = &mut self.model.children;
        drop(crate::screens::children::update::open_file(
            &self.model.house,
            state,
            env,
            child,
        ));
    }

    /// The scene of F2.
    pub(crate) fn today(&self) -> TodayScene<'_> {
        Scene::new(&self.model.house, &self.model.today, self.model.env())
    }

    /// The scene of F4.
    pub(crate) fn children(&self) -> ChildrenScene<'_> {
        Scene::new(&self.model.house, &self.model.children, self.model.env())
    }

    /// The scene of F5.
    pub(crate) fn activities(&self) -> PlanScene<'_> {
        Scene::new(&self.model.house, &self.model.activities, self.model.env())
    }

    /// The scene of F6.
    pub(crate) fn follow_up(&self) -> FollowScene<'_> {
        Scene::new(&self.model.house, &self.model.follow_up, self.model.env())
    }

    /// The scene of F8.
    pub(crate) fn settings(&self) -> SettingsScene<'_> {
        Scene::new(&self.model.house, &self.model.settings, self.model.env())
    }

    /// Names of the children in the house.
    pub(crate) fn inside(&self) -> Vec<&str> {
        let inside = self.model.house.children_inside();
        inside
            .into_iter()
            .map(|id| self.model.house.register.name(id))
            .collect()
    }

    /// Text of the bottom line.
    pub(crate) fn toast(&self) -> &str {
        self.model
            .toast
            .as_ref()
            .map_or("", |toast| toast.text.as_str())
    }
}
