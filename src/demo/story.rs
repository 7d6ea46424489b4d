//! The history of the demo home as journal entries, in order of time.

use super::dice::word;
use super::frame::Frame;
use super::history;
use super::person::Person;
use super::step::{DemoRow, DemoStep};
use super::village::Village;
use super::year::{DayStory, Year};
use crate::domain::{Attendance, Opening, Staff};
use crate::store::SETTING_DEMO;
use crate::store::{Act, ActKind, Card, Setting};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// All steps in order of time, none later than now.
pub(crate) fn steps(frame: &Frame, seed: u64) -> Vec<DemoStep> {
    let village = Village::new(frame, seed);
    let calendar = village.calendar();
    let year = Year::new(frame, &village, &calendar, seed);
    let mut steps = Telling {
        frame,
        village: &village,
        steps: Vec::new(),
    };
    steps.beginning();
    steps.register();
    steps.changes();
    let yesterday = calendar.previous_open_day(frame.today);
    let late = calendar.previous_open_day(frame.ago(LATE + 1));
    for day in frame
        .start
        .iter_days()
        .take_while(|day| *day <= frame.today)
    {
        let story = year.day(day, yesterday);
        if Some(day) == yesterday || day == frame.today || village.is_family_day(day) {
            steps.day(story);
            continue;
        }
        steps.past_day(&story, late == Some(day));
    }
    let mut steps = steps.steps;
    steps.extend(super::rounds::steps(frame, &village, seed));
    steps.extend(super::support::steps(frame, &village, seed));
    let took_place = super::programme::steps(frame, &village, &calendar, &year, seed);
    steps.extend(took_place);
    steps.retain(|step| step.act.at <= frame.now);
    steps.sort_by_key(|step| step.act.at);
    steps
}

/// Days before today of the check of each member of staff that is on file when the home begins, and of the next.
const CHECKED: [(i64, i64); 3] = [(465, 110), (565, 190), (685, 305)];
/// The helper who was away until this many days before today.
const HELPER: usize = 2;
const HELPER_BACK: i64 = 40;

/// Days before today on which a register was entered that nobody had taken on its day.
const LATE: i64 = 199;

struct Telling<'v> {
    frame: &'v Frame,
    village: &'v Village,
    steps: Vec<DemoStep>,
}

impl Telling<'_> {
    fn add_step(&mut self, act: Act, rows: Vec<DemoRow>) {
        if !rows.is_empty() {
            self.steps.push(DemoStep { act, rows });
        }
    }

    fn by_director(&self, day: NaiveDate, minute: i64, kind: ActKind) -> Act {
        Act::new(self.frame.at(day, minute), self.village.director(), kind)
    }

    fn beginning(&mut self) {
        let (frame, village) = (self.frame, self.village);
        let start = frame.start;
        let mark = Setting {
            name: SETTING_DEMO.to_owned(),
            value: "yes".to_owned(),
        };
        let mut rows = vec![DemoRow::Home(village.home.clone()), DemoRow::Setting(mark)];
        let staff = village.staff.iter().enumerate();
        rows.extend(staff.map(|(place, one)| {
            let (checked, is_here) = (CHECKED.get(place), place != HELPER);
            DemoRow::Staff(Staff {
                checked_on: checked.map(|days| frame.ago(days.0)),
                active: is_here,
                ..one.clone()
            })
        }));
        rows.extend(village.stretches.iter().cloned().map(DemoRow::Stretch));
        rows.extend(village.terms.iter().cloned().map(DemoRow::Term));
        rows.extend(village.closed.iter().cloned().map(DemoRow::Closed));
        rows.extend(village.extra.iter().cloned().map(DemoRow::Extra));
        self.add_step(self.by_director(start, 9 * 60, ActKind::SetUp), rows);
    }

    /// The files as they were when each child joined.
    fn register(&mut self) {
        let frame = self.frame;
        let mut first: Vec<DemoRow> = self
            .village
            .households
            .iter()
            .cloned()
            .map(DemoRow::Household)
            .collect();
        for person in &self.village.people {
            let joined = person.file.joined_on.unwrap_or(frame.start);
            if joined <= frame.start {
                first.extend(file_rows(person, frame));
                continue;
            }
            let act = self
                .by_director(joined, 8 * 60, ActKind::AddChild)
                .about(person.file.id);
            self.add_step(act, file_rows(person, frame));
        }
        let act = self
            .by_director(frame.start, 10 * 60, ActKind::ImportRoster)
            .because(word("why-roster"));
        self.add_step(act, first);
    }

    /// Changes of files over the year: cards, assessments, children who left.
    fn changes(&mut self) {
        let bound_on = self.frame.ago(150);
        let cards: Vec<DemoRow> = self
            .village
            .people
            .iter()
            .filter(|one| one.file.joined_on.is_none_or(|joined| joined < bound_on))
            .filter_map(|one| Some((one.card.clone()?, one.file.id)))
            .map(|(code, child)| {
                DemoRow::Card(Card {
                    code,
                    child,
                    bound_on,
                })
            })
            .collect();
        let act = self.by_director(bound_on, 19 * 60 + 40, ActKind::BindCard);
        self.add_step(act.because(word("why-cards")), cards);
        for person in &self.village.people {
            self.left(person);
        }
        self.edited();
        self.staff();
    }

    /// Background checks, and the helper who came back.
    fn staff(&mut self) {
        let changes = CHECKED.into_iter().zip(&self.village.staff).enumerate();
        let mut steps = Vec::new();
        for (place, ((_, next), member)) in changes {
            let was_away = place == HELPER;
            let checked = Staff {
                checked_on: Some(self.frame.ago(next)),
                active: !was_away,
                ..member.clone()
            };
            let back = Staff {
                active: true,
                ..checked.clone()
            };
            steps.push((next, checked));
            steps.extend(was_away.then_some((HELPER_BACK, back)));
        }
        for (days, member) in steps {
            let act = self.by_director(self.frame.ago(days), 10 * 60, ActKind::EditStaff);
            self.add_step(act, vec![DemoRow::Staff(member)]);
        }
    }

    /// The files that changed on a day, in one step in the evening.
    fn edited(&mut self) {
        let frame = self.frame;
        let mut days: BTreeMap<NaiveDate, Vec<DemoRow>> = BTreeMap::new();
        for person in &self.village.people {
            let left = person.file.left_on;
            for day in history::days_of_files(person, frame) {
                if left != Some(day) {
                    let file = history::file_on(person, frame, day);
                    let rows = days.entry(day).or_default();
                    rows.push(DemoRow::Child(Box::new(file)));
                }
            }
            for day in history::days_of_contacts(person, frame) {
                let contacts = history::contacts_on(person, frame, day);
                let rows = days.entry(day).or_default();
                rows.extend(contacts.into_iter().map(DemoRow::Contact));
            }
        }
        for (day, rows) in days {
            // Early: what is due from a day on is done in its morning.
            let act = self.by_director(day, 7 * 60, ActKind::EditChild);
            self.add_step(act.because(word("why-files")), rows);
        }
    }

    fn left(&mut self, person: &Person) {
        let Some(day) = person.file.left_on else {
            return;
        };
        let act = self
            .by_director(day, 15 * 60, ActKind::ChangeStatus)
            .about(person.file.id);
        let file = history::file_on(person, self.frame, day);
        self.add_step(act, vec![DemoRow::Child(Box::new(file))]);
    }

    /// A past day in one entry, written at its end: what was known on an earlier evening is what had happened by then.
    fn past_day(&mut self, day: &DayStory, is_late: bool) {
        let late = is_late.then(|| self.frame.at(self.frame.ago(LATE), 9 * 60));
        if let Some(end) = day.end().map(|end| late.unwrap_or(end)) {
            let act = Act::new(end, self.village.director(), ActKind::CloseDay);
            self.add_step(act, day.rows().collect());
        }
    }

    /// A day in single steps, as the door writes it.
    fn day(&mut self, story: DayStory) {
        let eve = story.day - Days::new(1);
        for (place, row) in (0..).zip(&story.absences) {
            let act = self
                .by_director(eve, 20 * 60 + 30 + place, ActKind::Absence)
                .about(row.child)
                .because(row.note.clone());
            self.add_step(act, vec![DemoRow::Attendance(row.clone())]);
        }
        let Some(opening) = story.opening else { return };
        let actor = self.village.director();
        let open = Opening {
            closed_at: None,
            closed_by: None,
            ..opening.clone()
        };
        let act = Act::new(opening.opened_at, actor, ActKind::OpenDay);
        self.add_step(act, vec![DemoRow::Opening(open)]);
        for stay in story.stays {
            self.stay(stay);
        }
        if let Some(at) = opening.closed_at {
            let act = Act::new(at, actor, ActKind::CloseDay);
            self.add_step(act, vec![DemoRow::Opening(opening)]);
        }
    }

    fn stay(&mut self, stay: Attendance) {
        let act = |at, kind| Act::new(at, self.village.director(), kind).about(stay.child);
        let came = stay.in_at.map(|at| act(at, ActKind::SignIn));
        let left = stay
            .out_at
            .map(|at| act(at, ActKind::SignOut).because(stay.note.clone()));
        let arrival = Attendance {
            out_at: None,
            out_to: None,
            out_allowed_by: None,
            note: String::new(),
            ..stay.clone()
        };
        if let Some(act) = came {
            self.add_step(act, vec![DemoRow::Attendance(arrival)]);
        }
        if let Some(act) = left {
            self.add_step(act, vec![DemoRow::Attendance(stay)]);
        }
    }
}

/// The file, contacts and categories as of the day the child joined, without leaving.
fn file_rows(person: &Person, frame: &Frame) -> Vec<DemoRow> {
    let began = history::known_from(person, frame);
    let file = history::file_on(person, frame, began);
    let mut rows = vec![DemoRow::Child(Box::new(file))];
    let contacts = history::contacts_on(person, frame, began);
    rows.extend(contacts.into_iter().map(DemoRow::Contact));
    rows.extend(person.tags.iter().cloned().map(DemoRow::Tag));
    rows
}
