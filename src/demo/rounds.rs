//! Visits, calls, agreements, follow-ups, problems and incidents of the demo home.

use super::dice::{Dice, list, word};
use super::frame::Frame;
use super::person::Person;
use super::step::{DemoRow, DemoStep};
use super::village::Village;
use crate::domain::activity::topic_code::{DROWN, FIRE};
use crate::domain::follow_up::FollowStep;
use crate::domain::incident::{Agency, IncidentKind};
use crate::domain::problem::ProblemKind;
use crate::domain::visit::{CallResult, Grade, Met, VisitKind};
use crate::domain::{
    Agreement, Child, ChildId, Contact, FollowUp, Incident, Problem, RuleId, Staff, TagCode,
    TopicCode, Visit,
};
use crate::store::{Act, ActKind};
use chrono::{Datelike, NaiveDate};

/// Percentage of due visits that were made.
const KEPT: u32 = 94;
/// Percentage of visits that met the child.
const MET: u32 = 93;

/// All these steps, unordered.
pub(crate) fn steps(frame: &Frame, village: &Village, seed: u64) -> Vec<DemoStep> {
    let mut rounds = Rounds {
        frame,
        village,
        dice: Dice::new(seed, 9),
        steps: Vec::new(),
    };
    rounds.visits();
    rounds.papers();
    rounds.gone_quiet();
    rounds.matters();
    rounds.steps
}

/// The topic explained to some children at a visit: drowning in June, fire in October.
fn talk(person: &Person, day: NaiveDate) -> Option<TopicCode> {
    let code = match day.month() {
        _ if person.number % 7 != 3 => return None,
        6 => DROWN,
        10 => FIRE,
        _ => return None,
    };
    code.parse().ok()
}

struct Rounds<'v> {
    frame: &'v Frame,
    village: &'v Village,
    dice: Dice,
    steps: Vec<DemoStep>,
}

impl Rounds<'_> {
    fn add_step(&mut self, day: NaiveDate, minute: i64, kind: ActKind, rows: Vec<DemoRow>) {
        if !rows.is_empty() && day >= self.frame.start {
            let at = self.frame.at(day, minute);
            let act = Act::new(at, self.village.director(), kind);
            self.steps.push(DemoStep { act, rows });
        }
    }

    /// Monthly visits to children with a category, yearly visits to all others.
    fn visits(&mut self) {
        let frame = self.frame;
        let days = frame
            .start
            .iter_days()
            .skip(20)
            .take_while(|day| *day <= frame.today);
        for day in days.filter(|day| day.day() == 16) {
            let is_this_month =
                (day.year(), day.month()) == (frame.today.year(), frame.today.month());
            let kept = if is_this_month { 82 } else { KEPT };
            let mut rows = Vec::new();
            for person in &self.village.people {
                let is_special = person
                    .tags
                    .iter()
                    .any(|tag| tag.code != TagCode::Ord && tag.holds_on(day));
                let is_yearly = person.number % 12 == day.month0() as usize;
                let is_here = person.file.joined_on.is_none_or(|joined| joined <= day)
                    && person.file.left_on.is_none_or(|left| day < left);
                if is_here && (is_special || is_yearly) && self.dice.chance(kept) {
                    rows.push(DemoRow::Visit(Box::new(self.visit(person, day))));
                }
            }
            self.add_step(day, 20 * 60 + 10, ActKind::RecordVisit, rows);
        }
    }

    fn visit(&mut self, person: &Person, day: NaiveDate) -> Visit {
        let id = self.dice.id(self.frame.millis);
        let grade = |dice: &mut Dice| match dice.below(20) {
            0 => Some(Grade::Poor),
            1..=4 => Some(Grade::Fair),
            5..=6 => None,
            _ => Some(Grade::Good),
        };
        let child_seen = self.dice.chance(MET);
        let met = if child_seen {
            Met::Child
        } else {
            Met::Caregiver
        };
        let dice = &mut self.dice;
        Visit {
            visitor: self.village.director(),
            child_seen,
            met: Some(met),
            living: grade(dice),
            health: grade(dice),
            study: grade(dice),
            mood: grade(dice),
            safety: grade(dice),
            care: grade(dice),
            parents: Some(dice.pick(&[Grade::Good, Grade::Good, Grade::Fair], Grade::Good)),
            talk: talk(person, day).filter(|_| child_seen),
            note: dice.any("visit-notes").to_owned(),
            ..Visit::new(id, person.file.id, day, VisitKind::Regular)
        }
    }

    /// Verified files and phone numbers, agreements, staff checks.
    fn papers(&mut self) {
        let checked = self.frame.ago(18);
        let mut rows: Vec<DemoRow> = Vec::new();
        for person in &self.village.people {
            let old = matches!(person.number, 12 | 27 | 33);
            let day = if old { self.frame.ago(124) } else { checked };
            if person.file.left_on.is_none() && person.file.joined_on.is_none_or(|on| on < day) {
                rows.push(DemoRow::Child(Box::new(Child {
                    last_verified_on: Some(day),
                    ..person.file.clone()
                })));
            }
        }
        self.add_step(checked, 21 * 60, ActKind::EditChild, rows);
        self.checked_phones(checked);
        self.agreements();
        let staff = self
            .village
            .staff
            .iter()
            .zip([70, 190, 420])
            .map(|(one, days)| {
                DemoRow::Staff(Staff {
                    checked_on: Some(self.frame.ago(days)),
                    ..one.clone()
                })
            });
        let staff = staff.collect();
        self.add_step(self.frame.ago(70), 10 * 60, ActKind::EditStaff, staff);
    }

    /// Every phone number was tried on that day, except those of a few children.
    fn checked_phones(&mut self, checked: NaiveDate) {
        let known = |one: &&Person| one.file.joined_on.is_none_or(|on| on < checked);
        let tried = |one: &&Person| one.number % 19 != 5;
        let people = self.village.people.iter().filter(known).filter(tried);
        let numbers = people.flat_map(|one| one.contacts.iter()).map(|one| {
            DemoRow::Contact(Contact {
                phone_verified_on: Some(checked),
                barred_since: None,
                ..one.clone()
            })
        });
        let numbers = numbers.collect();
        self.add_step(checked, 21 * 60 + 20, ActKind::EditChild, numbers);
    }

    /// Agreements of entrusted care; a few children have none, a few have an old one.
    fn agreements(&mut self) {
        let mut agreements = Vec::new();
        for person in &self.village.people {
            let is_left_behind = person.tags.iter().any(|tag| tag.code == TagCode::Lbc);
            let joined = person.file.joined_on.unwrap_or(self.frame.start);
            if !is_left_behind || person.number % 16 == 3 || joined > self.frame.ago(30) {
                continue;
            }
            let long_ago = person.number % 23 == 4;
            let signed_on = if long_ago {
                self.frame.ago(400)
            } else {
                joined.max(self.frame.ago(230))
            };
            agreements.push(DemoRow::Agreement(Box::new(Agreement {
                id: self.dice.id(self.frame.millis),
                child: person.file.id,
                caregiver: person
                    .contacts
                    .iter()
                    .find(|one| one.is_caregiver)
                    .map(|one| one.id),
                signed_on,
                valid_to: None,
                reviewed_on: None,
                suitability_checked: Some(true),
                child_view: word("child-view").to_owned(),
                paper_no: format!("{}-{:03}", signed_on.year(), person.number),
            })));
        }
        self.add_step(self.frame.ago(25), 15 * 60, ActKind::Agreement, agreements);
    }

    /// Follow-ups of the children who stopped coming: calls, a visit, a report.
    fn gone_quiet(&mut self) {
        let quiet: Vec<&Person> = self
            .village
            .people
            .iter()
            .filter(|one| one.habit.fell_away.is_some())
            .collect();
        for (nth, person) in quiet.into_iter().enumerate() {
            let done: &[(i64, FollowStep)] = match nth {
                0 => &[
                    (9, FollowStep::Rang),
                    (8, FollowStep::Rang),
                    (6, FollowStep::Visited),
                    (3, FollowStep::HandedUp),
                ],
                1 => &[(2, FollowStep::Rang), (1, FollowStep::Rang)],
                _ => &[],
            };
            for (days, step) in done {
                self.followed(person, self.frame.ago(*days), *step);
            }
        }
    }

    fn followed(&mut self, person: &Person, day: NaiveDate, step: FollowStep) {
        let child = person.file.id;
        let millis = self.frame.millis;
        let kind = match step {
            FollowStep::Rang => Some(VisitKind::Phone),
            FollowStep::Visited => Some(VisitKind::Special),
            _ => None,
        };
        let visit = kind.map(|kind| Visit {
            visitor: self.village.director(),
            result: kind.is_call().then_some(CallResult::NoAnswer),
            met: (!kind.is_call()).then_some(Met::Neighbour),
            note: if kind.is_call() {
                String::new()
            } else {
                word("not-met").to_owned()
            },
            ..Visit::new(self.dice.id(millis), child, day, kind)
        });
        let handed = step == FollowStep::HandedUp;
        let done = FollowUp {
            id: self.dice.id(millis),
            child,
            rule: RuleId::S4,
            since: day,
            at: self.frame.at(day, 19 * 60 + 10),
            actor: self.village.director(),
            step,
            result: (step == FollowStep::Rang).then_some(CallResult::NoAnswer),
            visit: visit.as_ref().map(|one| one.id),
            until: None,
            reason: None,
            to_whom: if handed {
                word("supervisor").to_owned()
            } else {
                String::new()
            },
            how: if handed {
                word("by-phone").to_owned()
            } else {
                String::new()
            },
            note: String::new(),
        };
        let rows = visit.map(|one| DemoRow::Visit(Box::new(one))).into_iter();
        let rows = rows.chain([DemoRow::FollowUp(Box::new(done))]).collect();
        self.add_step(day, 19 * 60 + 10, ActKind::FollowUp, rows);
    }

    /// An open problem, a reported and an unreported incident, a barred caregiver.
    fn matters(&mut self) {
        let here: Vec<&Person> = self
            .village
            .people
            .iter()
            .filter(|one| one.file.left_on.is_none())
            .collect();
        let (Some(one), Some(two), Some(three), Some(four)) =
            (here.get(7), here.get(14), here.get(21), here.get(28))
        else {
            return;
        };
        let (one, two, three) = (one.file.id, two.file.id, three.file.id);
        let barred = four.contacts.iter().find(|one| one.is_caregiver).cloned();
        self.problem(one);
        self.incidents(two, three);
        let barred = barred.map(|contact| {
            DemoRow::Contact(Contact {
                phone_verified_on: Some(self.frame.ago(18)),
                barred_since: Some(self.frame.ago(3)),
                ..contact
            })
        });
        let rows = barred.into_iter().collect();
        self.add_step(self.frame.ago(3), 20 * 60, ActKind::EditChild, rows);
    }

    /// An open problem of a child.
    fn problem(&mut self, child: ChildId) {
        let found = self.frame.ago(16);
        let problem = Problem {
            id: self.dice.id(self.frame.millis),
            child,
            kind: ProblemKind::School,
            what: list("problems")
                .first()
                .copied()
                .unwrap_or_default()
                .to_owned(),
            opened_on: found,
            owner: self.village.director(),
            due_on: Some(self.frame.ago(-14)),
            steps: String::new(),
            escalated_to: String::new(),
            escalated_on: None,
            closed_on: None,
            outcome: String::new(),
        };
        self.add_step(
            found,
            20 * 60 + 40,
            ActKind::Problem,
            vec![DemoRow::Problem(Box::new(problem))],
        );
    }

    /// Two incidents: one was reported, one was not.
    fn incidents(&mut self, two: ChildId, three: ChildId) {
        let incident = |dice: &mut Dice, frame: &Frame, child, day, minute| Incident {
            id: dice.id(frame.millis),
            child,
            found_at: frame.at(day, minute),
            found_by: None,
            kind: IncidentKind::Injury,
            action: word("incident-action").to_owned(),
            reported_to: None,
            reported_person: String::new(),
            reported_at: None,
            receipt: String::new(),
            notes: String::new(),
        };
        let day = self.frame.ago(40);
        let reported = Incident {
            reported_to: Some(Agency::Police),
            reported_person: word("police").to_owned(),
            reported_at: Some(self.frame.at(day, 17 * 60 + 25)),
            ..incident(&mut self.dice, self.frame, two, day, 17 * 60 + 10)
        };
        self.add_step(
            day,
            18 * 60,
            ActKind::Incident,
            vec![DemoRow::Incident(Box::new(reported))],
        );
        let day = self.frame.ago(1);
        let unreported = incident(&mut self.dice, self.frame, three, day, 17 * 60 + 50);
        self.add_step(
            day,
            18 * 60 + 5,
            ActKind::Incident,
            vec![DemoRow::Incident(Box::new(unreported))],
        );
    }
}
