//! A small home to test the rules: one child, and what each test adds.

mod activities;
mod cases;
mod counting;
mod follow;
mod lasting;
mod limits;
mod look_alikes;
mod properties;
mod registers;
mod support;
mod visits;
mod worse;

use super::book::Preset;
use super::ladder::{Matter, Rung, State, matters};
use super::*;
use crate::domain::agreement::Agreement;
use crate::domain::calendar::Calendar;
use crate::domain::calendar::public_days::PublicDays;
use crate::domain::calendar::{ClosedDay, DayKind, Term, TermKind};
use crate::domain::child::{CareMode, Sex, SummerPlan};
use crate::domain::contact::Relation;
use crate::domain::follow_up::{CloseReason, FollowStep};
use crate::domain::hours::{SchoolPeriod, Stretch};
use crate::domain::incident::{Agency, IncidentKind};
use crate::domain::visit::{CallResult, Grade, VisitKind};
use crate::domain::{
    Child, ChildId, Contact, ContactId, FamilyRequest, FollowUp, FollowUpId, Incident, IncidentId,
    Mark, Moment, Problem, Programme, Risk, Role, Staff, StaffId, Support, Tag, TagCode, TagId,
    Visit, VisitId, Weekdays,
};
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Weekday};
use proptest::prelude::*;
use rstest::rstest;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Moment {
    Moment::parse_from_rfc3339(&format!("{text}:00+08:00")).unwrap()
}

/// The rules on activities.
const ACTIVITIES: [RuleId; 4] = [RuleId::A1, RuleId::A2, RuleId::A3, RuleId::A4];

/// So many weeks that no run is rare enough: only the fixed limits apply.
const NEVER: i64 = 1_000_000;
/// The highest number of days that a rule takes.
const MOST_DAYS: i64 = 3_650;

/// A Tuesday in term; the two weeks before it have no public holiday.
const TODAY: &str = "2026-11-24";

/// A home open from Monday to Friday, with one child who comes on all these days.
#[derive(Debug, Clone)]
struct World {
    now: Moment,
    child: Child,
    tags: Vec<Tag>,
    contacts: Vec<Contact>,
    agreements: Vec<Agreement>,
    requests: Vec<FamilyRequest>,
    problems: Vec<Problem>,
    support: Support,
    visits: Vec<Visit>,
    follow_ups: Vec<FollowUp>,
    incidents: Vec<Incident>,
    days: Vec<MarkedDay>,
    closed: Vec<ClosedDay>,
    /// Public holidays; empty for those of the program.
    holidays: Vec<NaiveDate>,
    /// Whether the home is open on Saturdays too.
    saturdays: bool,
    terms: Vec<Term>,
    not_taken: Vec<NaiveDate>,
    is_closed: bool,
    began: NaiveDate,
    staff: Vec<Staff>,
    book: RuleBook,
    programme: Programme,
    /// Days on which ten other children, who else come every day, stay away; `None` without them.
    others_away: Option<Vec<NaiveDate>>,
    /// Children of the same class, and the last day on which they came.
    classmates: Vec<(Child, NaiveDate)>,
}

fn present(day: NaiveDate) -> MarkedDay {
    MarkedDay {
        day,
        mark: Mark::Present,
        is_in: false,
        unlisted: false,
    }
}

impl World {
    fn new() -> Self {
        let mut child = Child::new(
            ChildId(Uuid::from_u128(7)),
            "0001",
            "汪乐乐",
            Sex::Female,
            day("2016-05-01"),
        );
        child.expected_days = Weekdays::SCHOOL;
        child.joined_on = Some(day("2025-09-01"));
        child.last_verified_on = Some(day("2026-11-20"));
        let contact = Contact {
            id: ContactId(Uuid::from_u128(8)),
            child: child.id,
            name: "汪奶奶".to_owned(),
            relation: Relation::PaternalGrandmother,
            is_caregiver: true,
            can_collect: true,
            phones: "13800000000".to_owned(),
            phone_verified_on: Some(day("2026-11-01")),
            work_place: String::new(),
            id_no: String::new(),
            priority: 1,
            note: String::new(),
            do_not_contact: String::new(),
            barred_since: None,
        };
        let mut world = Self {
            now: at(&format!("{TODAY}T20:00")),
            child,
            tags: Vec::new(),
            contacts: vec![contact],
            agreements: Vec::new(),
            requests: Vec::new(),
            problems: Vec::new(),
            support: Support::default(),
            visits: Vec::new(),
            follow_ups: Vec::new(),
            incidents: Vec::new(),
            days: Vec::new(),
            closed: Vec::new(),
            holidays: Vec::new(),
            saturdays: false,
            terms: Vec::new(),
            not_taken: Vec::new(),
            is_closed: true,
            began: day("2025-09-01"),
            staff: Vec::new(),
            book: RuleBook::default(),
            programme: Programme::default(),
            others_away: None,
            classmates: Vec::new(),
        };
        world.visit("2026-11-02", VisitKind::Regular, true);
        world
    }

    fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    fn on(mut self, now: &str) -> Self {
        self.now = at(now);
        self
    }

    /// Puts the child into a class with others who came until a day.
    fn in_class_with(mut self, others: u128, until: &str) -> Self {
        self.child.class = "三年级".to_owned();
        for nth in 0..others {
            let mut child = self.child.clone();
            child.id = ChildId(Uuid::from_u128(2_000 + nth));
            self.classmates.push((child, day(until)));
        }
        self
    }

    /// Adds attendance on every open day from `from` to `to`.
    fn came(mut self, from: &str, to: &str) -> Self {
        for day in day(from).iter_days().take_while(|one| *one <= day(to)) {
            if day.weekday().number_from_monday() <= 5 {
                self.mark(day, Mark::Present);
            }
        }
        self
    }

    /// Adds attendance on the Thursdays from `from` to `to`, the only agreed days.
    fn thursdays(mut self, from: &str, to: &str) -> Self {
        self.child.expected_days = [Weekday::Thu].into_iter().collect();
        for day in day(from).iter_days().take_while(|one| *one <= day(to)) {
            if day.weekday() == Weekday::Thu {
                self.mark(day, Mark::Present);
            }
        }
        self
    }

    fn set(&mut self, numbers: &[(&Number, i64)]) {
        let numbers = numbers.iter().map(|(number, value)| RuleNumber {
            name: number.name.to_owned(),
            value: *value,
        });
        self.book = RuleBook::new(numbers.collect());
    }

    fn mark(&mut self, day: NaiveDate, mark: Mark) {
        self.days.retain(|one| one.day != day);
        self.days.push(MarkedDay {
            day,
            mark,
            is_in: false,
            unlisted: false,
        });
        self.days.sort_by_key(|one| one.day);
    }

    fn excused(mut self, days: &[&str]) -> Self {
        for text in days {
            self.mark(day(text), Mark::Excused);
        }
        self
    }

    fn closed_on(mut self, days: &[&str]) -> Self {
        let closed = |text: &&str| ClosedDay {
            day: day(text),
            reason: String::new(),
        };
        self.closed.extend(days.iter().map(closed));
        self
    }

    fn not_taken(mut self, days: &[&str]) -> Self {
        self.not_taken.extend(days.iter().map(|text| day(text)));
        self
    }

    fn tagged(self, code: TagCode, from: &str) -> Self {
        self.tagged_since(code, Some(from))
    }

    fn tagged_since(mut self, code: TagCode, from: Option<&str>) -> Self {
        self.tags.push(Tag {
            id: TagId(Uuid::from_u128(9)),
            child: self.child.id,
            code,
            from_day: from.map(day),
            to_day: None,
            evidence: String::new(),
            is_primary: true,
        });
        self
    }

    fn visit(&mut self, on: &str, kind: VisitKind, child_seen: bool) -> &mut Visit {
        let id = VisitId(Uuid::from_u128(100 + self.visits.len() as u128));
        let mut visit = Visit::new(id, self.child.id, day(on), kind);
        visit.child_seen = child_seen;
        self.visits.push(visit);
        self.visits.sort_by_key(|one| one.day);
        self.visits.iter_mut().find(|one| one.id == id).unwrap()
    }

    fn rang(mut self, on: &str, result: CallResult) -> Self {
        self.visit(on, VisitKind::Phone, false).result = Some(result);
        self
    }

    fn visited(mut self, on: &str, child_seen: bool) -> Self {
        self.visit(on, VisitKind::Special, child_seen);
        self
    }

    /// A child who had joined long before the home began, so that it is not new to it, and was never visited.
    fn never_visited(mut self) -> Self {
        self.visits.clear();
        self.child.joined_on = Some(self.began - TimeDelta::days(200));
        self
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    fn did(
        mut self,
        on: &str,
        rule: RuleId,
        step: FollowStep,
        change: impl FnOnce(&mut FollowUp),
    ) -> Self {
        let mut done = FollowUp {
            id: FollowUpId(Uuid::from_u128(200 + self.follow_ups.len() as u128)),
            child: self.child.id,
            rule,
            since: day(on),
            at: at(&format!("{on}T18:00")),
            actor: None,
            step,
            result: None,
            visit: None,
            until: None,
            reason: None,
            to_whom: String::new(),
            how: String::new(),
            note: String::new(),
        };
        change(&mut done);
        self.follow_ups.push(done);
        self
    }

    fn asked<T>(&self, ask: impl FnOnce(&Facts<'_>) -> T) -> T {
        let id = self.child.id;
        let today = self.today();
        let last_weekday: u32 = if self.saturdays { 6 } else { 5 };
        let stretches: Vec<Stretch> = (1..=last_weekday)
            .map(|weekday| Stretch {
                period: SchoolPeriod::Term,
                weekday: weekday.into(),
                nth: 1,
                opens: NaiveTime::from_hms_opt(16, 30, 0).unwrap(),
                closes: NaiveTime::from_hms_opt(18, 30, 0).unwrap(),
            })
            .collect();
        let calendar = Calendar::new(
            &stretches,
            self.closed.clone(),
            Vec::new(),
            self.terms.clone(),
        );
        let calendar = if self.holidays.is_empty() {
            calendar
        } else {
            let line = |day: &NaiveDate| format!("{day},rest,节,Holiday\n");
            calendar.with_public_days(PublicDays::read(
                &self.holidays.iter().map(line).collect::<String>(),
            ))
        };
        let taken: BTreeSet<NaiveDate> = std::iter::successors(Some(today), NaiveDate::pred_opt)
            .take(900)
            .filter(|day| day.weekday().number_from_monday() <= last_weekday)
            .filter(|day| !self.not_taken.contains(day))
            .collect();
        let days: Vec<MarkedDay> = self
            .days
            .iter()
            .copied()
            .filter(|one| one.day <= today)
            .collect();
        let seen_here = days
            .iter()
            .filter(|one| one.mark.is_seen())
            .map(|one| one.day);
        let met = self
            .visits
            .iter()
            .filter(|one| one.is_sighting())
            .map(|one| one.day);
        let last = seen_here.chain(met).filter(|day| *day <= today).max();
        let known_since = self.child.known_since().unwrap_or(today);
        let reach = reach(today, last, known_since);
        let is_open = |one: &&MarkedDay| one.is_in && one.day < today;
        let open_stays = days.iter().filter(is_open).map(|one| one.day).collect();
        let classmates = self.classmates.iter().map(|(child, _)| child.clone());
        let children: Vec<Child> = std::iter::once(self.child.clone())
            .chain(classmates)
            .collect();
        let facts = Facts {
            now: self.now,
            children: &children,
            tags: &map(id, self.tags.clone()),
            contacts: &map(id, self.contacts.clone()),
            agreements: &map(id, self.agreements.clone()),
            requests: &map(id, self.requests.clone()),
            problems: &map(id, self.problems.clone()),
            support: &support::about(id, self.support.clone()),
            visits: &map(id, self.visits.clone()),
            follow_ups: &map(id, self.follow_ups.clone()),
            incidents: &map(id, self.incidents.clone()),
            days: &self.with_others(map(id, days)),
            began: self.began,
            reach: &reach.map(|from| (id, from)).into_iter().collect(),
            open_stays: &map(id, open_stays),
            last_seen: &last.map(|day| (id, day)).into_iter().collect(),
            taken: &taken,
            is_closed: self.is_closed,
            opened_at: None,
            programme: &self.programme,
            staff: &self.staff,
            calendar: &calendar,
            book: &self.book,
            ask_after_minutes: 30,
        };
        ask(&facts)
    }

    /// The register with that of the other children.
    fn with_others(
        &self,
        mut days: HashMap<ChildId, Vec<MarkedDay>>,
    ) -> HashMap<ChildId, Vec<MarkedDay>> {
        let last = self.today();
        for (child, until) in &self.classmates {
            let came = (0..130).rev().map(|ago| last - TimeDelta::days(ago));
            let came = came.filter(|day| day.weekday().number_from_monday() <= 5 && day <= until);
            days.insert(child.id, came.map(present).collect());
        }
        let Some(away) = &self.others_away else {
            return days;
        };
        let came = (0..130).rev().map(|ago| last - TimeDelta::days(ago));
        let came = came.filter(|day| day.weekday().number_from_monday() <= 5);
        let came: Vec<MarkedDay> = came
            .filter(|day| !away.contains(day))
            .map(present)
            .collect();
        for nth in 0..10 {
            days.insert(ChildId(Uuid::from_u128(1_000 + nth)), came.clone());
        }
        days
    }

    /// The flags about the child and the records; activities and the register have their own tests.
    fn flags(&self) -> Vec<Flag> {
        let all = self.asked(flags);
        all.into_iter()
            .filter(|flag| !ACTIVITIES.contains(&flag.rule) && flag.rule != RuleId::A5)
            .filter(|flag| {
                !self
                    .classmates
                    .iter()
                    .any(|one| flag.subject == Subject::Child(one.0.id))
            })
            .collect()
    }

    fn flag(&self, rule: RuleId) -> Option<Flag> {
        self.flags().into_iter().find(|flag| flag.rule == rule)
    }

    /// Rule and level of all flags in order: "S3 red", "D1 amber".
    fn said(&self) -> Vec<String> {
        let flags = self.flags();
        let said = |flag: &Flag| format!("{} {}", flag.rule.code(), flag.level.code());
        flags.iter().map(said).collect()
    }

    fn matter(&self) -> Option<Matter> {
        let all = self.asked(|facts| matters(flags(facts), facts));
        all.into_iter().find(|one| one.flag.rule != RuleId::A5)
    }
}

fn map<V>(id: ChildId, rows: Vec<V>) -> HashMap<ChildId, Vec<V>> {
    HashMap::from([(id, rows)])
}
