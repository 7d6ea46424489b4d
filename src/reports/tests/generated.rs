//! A home with a year of registers, made from a seed: children who come by chance, join, leave, are erased from habit;
//! days without a register, with half a register, closed days with a late entry.

use super::generated_care::{Care, describe};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::{Command, HomeSetup};
use crate::desk::query::Query;
use crate::domain::child::Stage;
use crate::domain::visit::VisitKind;
use crate::domain::{
    Attendance, Child, ChildId, Mark, Moment, Opening, Sex, Status, Tag, TagCode, TagId, Visit,
    VisitId, Weekdays,
};
use crate::store::{Act, ActKind, Store, StoreError, Writer};
use chrono::{Datelike, Days, NaiveDate, TimeDelta};

/// Days of registers before today.
const DAYS: u64 = 220;

/// A generated home.
pub(super) struct Home {
    pub desk: Desk,
    pub children: Vec<Child>,
}

/// Numbers by chance, always the same from one seed.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed ^ 0x9E37_79B9_7F4A_7C15)
    }

    /// A number below `below`.
    pub(super) fn below(&mut self, below: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below.max(1)
    }

    pub(super) fn is_one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }
}

/// So many minutes after four in the afternoon of a day.
pub(super) fn moment(day: NaiveDate, minutes: i64) -> Moment {
    let evening: Moment = format!("{day}T16:00:00+08:00").parse().unwrap();
    evening + TimeDelta::minutes(minutes)
}

impl Home {
    /// The home on the evening of this day.
    pub(super) fn new(seed: u64, today: NaiveDate) -> Self {
        let mut chance = Chance::new(seed);
        let now = moment(today, 90);
        let desk = founded(today - Days::new(DAYS));
        let count = chance.below(14);
        let mut children: Vec<Child> = (0..count)
            .map(|nth| child(&desk, nth, today, &mut chance))
            .collect();
        // By a chance of its own: the registers of a seed stay as they are.
        let mut care = Chance::new(!seed);
        for child in &mut children {
            describe(child, &mut care);
        }
        let mut home = Self { desk, children };
        home.fill((today, now), &mut chance, &mut care);
        home.desk.clock = Clock::fixed(now);
        home
    }

    /// Deletes the register before a day, years later; the report is made as if that were today.
    pub(super) fn delete_before(&mut self, before: NaiveDate) {
        let now = self.desk.now();
        self.desk.clock = Clock::fixed(moment(before + Days::new(4 * 366), 90));
        let reason = "kept long enough".to_owned();
        self.desk
            .perform(Command::DeleteOld { before, reason })
            .unwrap();
        self.desk.clock = Clock::fixed(now);
    }

    /// The store, for a recount.
    pub(super) fn store(&self) -> &Store {
        self.desk.ask(Query::File).unwrap()
    }

    /// A home that was founded on the first day, on the evening of the second; what it holds is written by the test.
    pub(super) fn of(
        (founded_on, today): (NaiveDate, NaiveDate),
        children: Vec<Child>,
        put: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>,
    ) -> Self {
        let now = moment(today, 90);
        let mut desk = founded(founded_on);
        let act = Act::new(now, None, ActKind::Correct);
        desk.fill_for_test(&act, |writer| {
            writer.put_all(&children)?;
            put(writer)
        })
        .unwrap();
        desk.clock = Clock::fixed(now);
        Self { desk, children }
    }

    fn fill(&mut self, (today, now): (NaiveDate, Moment), chance: &mut Chance, care: &mut Chance) {
        let (mut openings, mut rows, mut visits) = (Vec::new(), Vec::new(), Vec::new());
        for day in (today - Days::new(DAYS))
            .iter_days()
            .take_while(|day| *day <= today)
        {
            let is_weekend = day.weekday().number_from_monday() > 5;
            let is_late_entry = chance.is_one_in(9);
            if (is_weekend && !is_late_entry) || chance.is_one_in(8) {
                continue;
            }
            if !is_late_entry {
                let mut opening = Opening::new(day, moment(day, 30), None);
                opening.closed_at = (day < today).then(|| moment(day, 150));
                openings.push(opening);
            }
            for child in &self.children {
                if child.joined_on.is_some_and(|joined| day < joined) {
                    continue;
                }
                // A stretch of weeks in which the child stays away.
                let stretch = u64::from(day.ordinal()) / 40 + child.id.0.as_u128() as u64;
                let away = stretch.is_multiple_of(5);
                let mark = match chance.below(10) {
                    0..=5 if !away => Mark::Present,
                    6 if !away => Mark::Late,
                    7 => Mark::Excused,
                    8 => Mark::Absent,
                    _ => continue,
                };
                if is_late_entry && !chance.is_one_in(4) {
                    continue;
                }
                let stays = if chance.is_one_in(12) && mark.is_seen() {
                    2
                } else {
                    1
                };
                for stay in 1..=stays {
                    rows.push(stay_of(day, child.id, stay, mark, chance));
                }
            }
            for child in &self.children {
                if chance.is_one_in(40) {
                    visits.push(visit_of(&self.desk, child.id, day, chance));
                }
            }
        }
        let tags = self
            .children
            .iter()
            .flat_map(|child| tags_of(&self.desk, child, today, chance));
        let tags: Vec<Tag> = tags.collect();
        let care = Care::of(&self.desk, (&self.children, &visits), today, care);
        let children = self.children.clone();
        let act = Act::new(now, None, ActKind::Correct);
        self.desk
            .fill_for_test(&act, |writer| {
                writer.put_all(&children)?;
                writer.put_all(&tags)?;
                writer.put_all(&openings)?;
                writer.put_all(&rows)?;
                writer.put_all(&visits)?;
                care.put(writer)
            })
            .unwrap();
    }
}

/// A home that was set up on a day.
fn founded(day: NaiveDate) -> Desk {
    let mut desk = Desk::in_memory(Clock::fixed(moment(day, 0))).unwrap();
    let setup = HomeSetup {
        name: "前尚庄儿童之家".into(),
        village: "前尚庄".into(),
        township: "王市镇".into(),
        county: "某县".into(),
        director: "石主任".into(),
        hours: "Mon-Fri 16:30-18:30, Sat 09:00-11:00".parse().unwrap(),
    };
    desk.perform(Command::SetUp(Box::new(setup))).unwrap();
    desk
}

fn child(desk: &Desk, nth: u64, today: NaiveDate, chance: &mut Chance) -> Child {
    let sexes = [Sex::Male, Sex::Female, Sex::Unknown];
    let born = today - Days::new(365 * (3 + chance.below(15)) + chance.below(365));
    let name = format!(
        "汪{}",
        ["磊", "乐乐", "小雨", "一诺"][chance.below(4) as usize]
    );
    let sex = sexes[chance.below(3) as usize];
    let mut child = Child::new(
        desk.clock.new_id(),
        &format!("{:04}", nth + 1),
        &name,
        sex,
        born,
    );
    child.expected_days = [Weekdays::SCHOOL, Weekdays::NONE][chance.below(2) as usize];
    child.stage = Stage::ALL.get(chance.below(9) as usize).copied();
    child.school = ["望灯小学", "", "王市中学"][chance.below(3) as usize].to_owned();
    child.hamlet = ["一组", "二组", ""][chance.below(3) as usize].to_owned();
    child.joined_on = (!chance.is_one_in(3)).then(|| today - Days::new(chance.below(300)));
    if chance.is_one_in(4) {
        child.status = Status::Moved;
        child.left_on = Some(today - Days::new(chance.below(100)));
    }
    child
}

fn stay_of(
    day: NaiveDate,
    child: ChildId,
    stay: i64,
    mark: Mark,
    chance: &mut Chance,
) -> Attendance {
    let mut row = Attendance::blank(day, child, stay, mark);
    if mark.is_seen() && !chance.is_one_in(5) {
        let minutes = i64::try_from(chance.below(150)).unwrap();
        row.in_at = Some(moment(day, minutes));
        row.out_at = Some(moment(day, minutes + 20));
    } else if mark.is_seen() {
        row.untimed = true;
    }
    row
}

fn visit_of(desk: &Desk, child: ChildId, day: NaiveDate, chance: &mut Chance) -> Visit {
    let kind = VisitKind::ALL[chance.below(5) as usize];
    let id: VisitId = desk.clock.new_id();
    let mut visit = Visit::new(id, child, day, kind);
    visit.child_seen = !kind.is_call() && !chance.is_one_in(3);
    visit
}

fn tags_of(desk: &Desk, child: &Child, today: NaiveDate, chance: &mut Chance) -> Vec<Tag> {
    let count = chance.below(4);
    let tags = (0..count).map(|_| {
        let from = today - Days::new(chance.below(400));
        let id: TagId = desk.clock.new_id();
        Tag {
            id,
            child: child.id,
            code: TagCode::ALL[chance.below(TagCode::ALL.len() as u64) as usize],
            from_day: (!chance.is_one_in(4)).then_some(from),
            to_day: chance
                .is_one_in(3)
                .then(|| from + Days::new(chance.below(200))),
            evidence: String::new(),
            is_primary: false,
        }
    });
    tags.collect()
}
