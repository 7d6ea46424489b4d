//! Tests of activities with a desk in memory.

mod calendar;
mod held;
mod papers;
mod plan;

use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::CalendarChange;
use crate::desk::command::activity::{ActivityStep, Holding, Slot};
use crate::desk::command::{Command, File, HomeSetup};
use crate::desk::import::calendar::CalendarFile;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::domain::activity::coverage::{Season, terms_to_copy};
use crate::domain::activity::weeks::{Week, WeekState};
use crate::domain::activity::{Expected, HomeTopic, Recurrence, State, Which};
use crate::domain::calendar::{Term, TermKind};
use crate::domain::child::Sex;
use crate::domain::visit::VisitKind;
use crate::domain::{
    Activity, ActivityId, Child, ChildId, Moment, Role, Series, Staff, StaffId, Visit, VisitId,
};
use crate::exchange::ics::{Content, Entry, Incoming, IncomingSeries};
use crate::house::home::home_facts;
use crate::house::matters::RuleInput;
use chrono::{NaiveDate, NaiveTime};
use rstest::rstest;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap()
}

fn clock(on: &str) -> Clock {
    let at = Moment::parse_from_rfc3339(&format!("{on}T18:30:00+08:00"));
    Clock::fixed(at.unwrap())
}

/// The last weeks, oldest first; the current week is the last.
fn weeks(desk: &Desk) -> Result<Vec<Week>, Refusal> {
    let Some(home) = home_facts(&desk.store)? else {
        return Ok(Vec::new());
    };
    let now = desk.now();
    let (roster, known) = (desk.store.roster()?, desk.store.known(now.date_naive())?);
    Ok(RuleInput::new(&roster, &home, &known).weeks(now))
}

/// The term whose plan can be copied, and its target; `None` without both.
fn season_to_copy(desk: &Desk) -> Result<Option<(Season, Season)>, Refusal> {
    let terms: Vec<Term> = desk.store.all()?;
    Ok(terms_to_copy(&terms, desk.clock.today()))
}

/// A home on a day, with this number of children.
fn desk(on: &str, count: usize) -> (Desk, Vec<ChildId>) {
    let mut desk = Desk::in_memory(clock(on)).unwrap();
    let setup = HomeSetup {
        name: "青石坳儿童之家".into(),
        village: "青石坳村".into(),
        township: "云溪镇".into(),
        county: "灯影县".into(),
        director: "周敏".into(),
        hours: "Mon-Fri 16:30-18:30".parse().unwrap(),
    };
    desk.perform(Command::SetUp(Box::new(setup))).unwrap();
    let children = (0..count).map(|nth| {
        let id = desk.clock.new_id();
        let born = day("2016-05-01");
        let child = Child::new(id, "", &format!("孩子{nth}"), Sex::Male, born);
        let file = File {
            child,
            contacts: Vec::new(),
            tags: Vec::new(),
        };
        desk.perform(Command::AddChild(Box::new(file))).unwrap();
        id
    });
    let children = children.collect();
    (desk, children)
}

fn talk(on: &str) -> Activity {
    Activity {
        title: "防溺水讲座".to_owned(),
        ..Activity::new(day(on), time(17), time(18), "DROWN".parse().unwrap())
    }
}

fn weekly(from: &str) -> Series {
    Series {
        title: "防溺水讲座".to_owned(),
        ..Series::new(
            day(from),
            (time(17), time(18)),
            Recurrence::Weekly,
            "DROWN".parse().unwrap(),
        )
    }
}

fn perform(desk: &mut Desk, step: ActivityStep) -> Result<Done, Refusal> {
    desk.perform(Command::Activity(step))
}

fn plan_series(desk: &mut Desk, series: Series) -> Series {
    perform(desk, ActivityStep::PlanSeries(Box::new(series))).unwrap();
    desk.programme().unwrap().series.pop().unwrap()
}

fn hold(desk: &mut Desk, which: Which, children: &[ChildId]) -> Result<Done, Refusal> {
    let activity = desk.programme().unwrap().find(which).unwrap();
    let holding = Holding {
        activity,
        children: children.to_vec(),
    };
    perform(desk, ActivityStep::Hold(Box::new(holding)))
}

fn listed(desk: &Desk, from: &str, to: &str) -> Vec<(String, State)> {
    let all = desk.activities(day(from), day(to)).unwrap();
    all.into_iter()
        .map(|one| (one.activity.day.to_string(), one.state))
        .collect()
}

fn slot(on: &str) -> Slot {
    Slot {
        day: day(on),
        starts: time(16),
        ends: time(17),
    }
}

fn is_sound(desk: &Desk) {
    assert_eq!(desk.store.verify().unwrap().findings, []);
}

fn helper(desk: &mut Desk) -> StaffId {
    let id = desk.clock.new_id();
    let staff = Staff {
        id,
        name: "小满".to_owned(),
        role: Role::Helper,
        phone: String::new(),
        active: true,
        checked_on: None,
    };
    desk.perform(Command::SaveStaff(staff)).unwrap();
    id
}
