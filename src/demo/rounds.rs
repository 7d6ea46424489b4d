//! Visits, calls, agreements, follow-ups, problems and incidents of the demo home.

use super::dice::{Dice, list, word};
use super::frame::Frame;
use super::history::known_from;
use super::person::{Person, Story};
use super::rota::{self, Contacted};
use super::step::{DemoRow, DemoStep};
use super::village::Village;
use crate::domain::activity::topic_code::{DROWN, FIRE};
use crate::domain::family_request::{Answer, RequestKind};
use crate::domain::follow_up::FollowStep;
use crate::domain::incident::{Agency, IncidentKind};
use crate::domain::problem::ProblemKind;
use crate::domain::visit::{CallResult, Grade, Met, VisitKind};
use crate::domain::{
    Agreement, ChildId, FamilyRequest, FollowUp, Incident, Problem, RuleId, TagCode, TopicCode,
    Visit,
};
use crate::store::{Act, ActKind};
use chrono::{Datelike, Days, NaiveDate};

/// All these steps, unordered.
pub(crate) fn steps(frame: &Frame, village: &Village, seed: u64) -> Vec<DemoStep> {
    let mut rounds = Rounds {
        frame,
        village,
        dice: Dice::new(seed, 9),
        steps: Vec::new(),
    };
    rounds.visits();
    rounds.agreements();
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

    /// The visits and calls of each day, as the rules ask for them.
    fn visits(&mut self) {
        let frame = self.frame;
        let days = frame.start.iter_days().skip(1);
        for day in days.take_while(|day| *day <= frame.today) {
            let mut rows = Vec::new();
            for person in &self.village.people {
                let (visit, call) = match rota::contact(person, frame, day) {
                    Some(Contacted::Met) => (Some(true), false),
                    Some(Contacted::NotMet) => (Some(false), false),
                    Some(Contacted::Rang) => (None, true),
                    None => (None, false),
                };
                if let Some(child_seen) = visit {
                    let visit = self.visit(person, day, child_seen);
                    rows.push(DemoRow::Visit(Box::new(visit)));
                }
                if call {
                    rows.push(DemoRow::Visit(Box::new(self.call(person, day))));
                }
            }
            self.add_step(day, 20 * 60 + 10, ActKind::RecordVisit, rows);
        }
    }

    /// An answered call of the summer.
    fn call(&mut self, person: &Person, day: NaiveDate) -> Visit {
        let id = self.dice.id(self.frame.millis);
        Visit {
            visitor: self.village.director(),
            result: Some(CallResult::Reached),
            contact: person.contacts.first().map(|one| one.id),
            parents: Some(Grade::Good),
            ..Visit::new(id, person.file.id, day, VisitKind::Phone)
        }
    }

    fn visit(&mut self, person: &Person, day: NaiveDate, child_seen: bool) -> Visit {
        let id = self.dice.id(self.frame.millis);
        let grade = |dice: &mut Dice| match dice.below(20) {
            0 => Some(Grade::Poor),
            1..=4 => Some(Grade::Fair),
            5..=6 => None,
            _ => Some(Grade::Good),
        };
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

    /// Agreements of entrusted care, signed in the first days; a few children have none, one has an old one.
    fn agreements(&mut self) {
        for person in &self.village.people {
            let is_left_behind = person.tags.iter().any(|tag| tag.code == TagCode::Lbc);
            let signed = known_from(person, self.frame) + Days::new(6);
            if !is_left_behind || person.number % 30 == 3 || person.file.left_on.is_some() {
                continue;
            }
            let is_old = person.number % 60 == 4;
            let signed_on = if is_old { self.frame.ago(390) } else { signed };
            let agreement = Agreement {
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
            };
            let row = DemoRow::Agreement(Box::new(agreement));
            self.add_step(signed, 15 * 60, ActKind::Agreement, vec![row]);
        }
    }

    /// What was done about the children who stopped coming.
    fn gone_quiet(&mut self) {
        for person in &self.village.people {
            let done: &[(i64, FollowStep)] = match person.story {
                Some(Story::Unanswered) => &[(4, FollowStep::Rang), (2, FollowStep::Rang)],
                Some(Story::HandedUp) => &[
                    (22, FollowStep::Rang),
                    (21, FollowStep::Rang),
                    (18, FollowStep::Visited),
                    (5, FollowStep::HandedUp),
                ],
                Some(Story::PutOff) => &[(1, FollowStep::Snoozed)],
                Some(Story::Missed | Story::Excused) | None => &[],
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
            // By then the run is one of which the township has to know.
            rule: if handed { RuleId::S4 } else { RuleId::S3 },
            since: person.habit.fell_away.unwrap_or(day),
            at: self.frame.at(day, 19 * 60 + 10),
            actor: self.village.director(),
            step,
            result: (step == FollowStep::Rang).then_some(CallResult::NoAnswer),
            visit: visit.as_ref().map(|one| one.id),
            until: (step == FollowStep::Snoozed).then(|| day + Days::new(3)),
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
            note: if step == FollowStep::Snoozed {
                word("put-off").to_owned()
            } else {
                String::new()
            },
        };
        let rows = visit.map(|one| DemoRow::Visit(Box::new(one))).into_iter();
        let rows = rows.chain([DemoRow::FollowUp(Box::new(done))]).collect();
        self.add_step(day, 19 * 60 + 10, ActKind::FollowUp, rows);
    }

    /// An open problem, and two incidents of the past.
    fn matters(&mut self) {
        let is_ordinary = |one: &&Person| one.story.is_none() && one.file.left_on.is_none();
        let here: Vec<&Person> = self.village.people.iter().filter(is_ordinary).collect();
        let (Some(one), Some(two), Some(three)) = (here.get(7), here.get(14), here.get(21)) else {
            return;
        };
        self.problem(one.file.id);
        self.incident(two, 40, 0);
        self.incident(three, 75, 1);
        self.request(one);
    }

    /// A request to see what is kept of a child, and that it was answered.
    fn request(&mut self, person: &Person) {
        let asked_on = self.frame.ago(80);
        let answered_on = self.frame.ago(70);
        let asked = FamilyRequest {
            id: self.dice.id(self.frame.millis),
            asked_by: word("request-by").to_owned(),
            ..FamilyRequest::new(person.file.id, RequestKind::Copy, asked_on)
        };
        let answered = FamilyRequest {
            answered_on: Some(answered_on),
            answer: Some(Answer::Done),
            ..asked.clone()
        };
        for (day, request) in [(asked_on, asked), (answered_on, answered)] {
            let row = DemoRow::Request(Box::new(request));
            self.add_step(day, 20 * 60 + 45, ActKind::FamilyRequest, vec![row]);
        }
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

    /// An incident, reported some days later, and the visit two days after it.
    fn incident(&mut self, person: &Person, days: i64, reported_after: i64) {
        let day = self.frame.ago(days);
        let found = Incident {
            id: self.dice.id(self.frame.millis),
            action: word("incident-action").to_owned(),
            ..Incident::new(
                person.file.id,
                self.frame.at(day, 17 * 60 + 10),
                IncidentKind::Injury,
            )
        };
        let reported_on = self.frame.ago(days - reported_after);
        let reported = Incident {
            reported_to: Some(Agency::Police),
            reported_person: word("police").to_owned(),
            reported_at: Some(self.frame.at(reported_on, 17 * 60 + 25)),
            ..found.clone()
        };
        let steps = [(day, 17 * 60 + 15, found), (reported_on, 18 * 60, reported)];
        for (day, minute, incident) in steps {
            let row = DemoRow::Incident(Box::new(incident));
            self.add_step(day, minute, ActKind::Incident, vec![row]);
        }
        let day = self.frame.ago(days - 2);
        let visit = self.visit(person, day, true);
        let row = DemoRow::Visit(Box::new(visit));
        self.add_step(day, 20 * 60 + 15, ActKind::RecordVisit, vec![row]);
    }
}
