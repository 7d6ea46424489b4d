//! What a generated home recorded beside its register: activities and who took part, steps about flags, problems,
//! incidents, and what a file says of health and care.

use super::generated::{Chance, moment};
use crate::desk::Desk;
use crate::domain::activity::{Progress, TakingPart};
use crate::domain::child::{CareGrade, CareMode, Guardianship, Health, UNKNOWN_BIRTH};
use crate::domain::follow_up::FollowStep;
use crate::domain::incident::IncidentKind;
use crate::domain::problem::ProblemKind;
use crate::domain::{
    Activity, Child, FollowUp, FollowUpId, Incident, Problem, RuleId, Status, Visit,
};
use crate::store::{StoreError, Writer};
use chrono::{Days, NaiveDate, NaiveTime};

/// Days before today of which something is recorded.
const DAYS: u64 = 220;
/// Rules about a child whom nobody has seen, and one that is about something else.
const RULES: [RuleId; 4] = [RuleId::S1, RuleId::S3, RuleId::S5, RuleId::V2];

/// The records.
#[derive(Default)]
pub(super) struct Care {
    activities: Vec<Activity>,
    parts: Vec<TakingPart>,
    steps: Vec<FollowUp>,
    problems: Vec<Problem>,
    incidents: Vec<Incident>,
}

impl Care {
    /// The records of a home up to this day.
    pub(super) fn of(
        desk: &Desk,
        (children, visits): (&[Child], &[Visit]),
        today: NaiveDate,
        chance: &mut Chance,
    ) -> Self {
        let mut care = Self::default();
        for _ in 0..chance.below(30) {
            care.add_activity(desk, children, today, chance);
        }
        for child in children {
            for _ in 0..chance.below(5) {
                care.steps.push(step(desk, child, visits, today, chance));
            }
            for _ in 0..chance.below(3) {
                care.problems.push(problem(desk, child, today, chance));
            }
            if chance.is_one_in(3) {
                let at = moment(today - Days::new(chance.below(DAYS)), 0);
                let kind = IncidentKind::ALL[chance.below(5) as usize];
                let id = desk.clock.new_id();
                care.incidents.push(Incident {
                    id,
                    ..Incident::new(child.id, at, kind)
                });
            }
        }
        care
    }

    /// Writes them.
    pub(super) fn put(&self, writer: &mut Writer<'_>) -> Result<(), StoreError> {
        writer.put_all(&self.activities)?;
        writer.put_all(&self.parts)?;
        writer.put_all(&self.steps)?;
        writer.put_all(&self.problems)?;
        writer.put_all(&self.incidents)
    }

    fn add_activity(
        &mut self,
        desk: &Desk,
        children: &[Child],
        today: NaiveDate,
        chance: &mut Chance,
    ) {
        // Some are planned for the next weeks.
        let day = today + Days::new(20) - Days::new(chance.below(DAYS));
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let topic = ["DROWN", "FIRE", "OTHER"][chance.below(3) as usize];
        let mut one = Activity::new(day, hour(17), hour(18), topic.parse().unwrap());
        one.id = desk.clock.new_id();
        one.title = "活动".into();
        one.progress = match chance.below(5) {
            0 => Progress::Cancelled,
            1 => Progress::Planned,
            _ if day > today => Progress::Planned,
            _ => Progress::Held,
        };
        if one.progress == Progress::Planned && chance.is_one_in(3) {
            one.moved_from = Some(day - Days::new(3));
        }
        let mut number = || (!chance.is_one_in(2)).then(|| chance.below(6).cast_signed());
        (one.guests, one.others) = (number(), number());
        if one.progress == Progress::Held {
            let with = children.iter().filter(|_| chance.is_one_in(2));
            self.parts.extend(with.map(|child| TakingPart {
                activity: one.id,
                child: child.id,
                came: None,
            }));
        }
        self.activities.push(one);
    }
}

/// The rest of a file that the roll-up counts: what nobody knows, what the child suffers from, how it is cared for.
pub(super) fn describe(child: &mut Child, chance: &mut Chance) {
    if chance.is_one_in(9) {
        child.birth_date = UNKNOWN_BIRTH;
    }
    child.health = Health::ALL.get(chance.below(4) as usize).copied();
    child.care_mode = CareMode::ALL.get(chance.below(6) as usize).copied();
    child.guardianship = Guardianship::ALL.get(chance.below(6) as usize).copied();
    child.care_grade = CareGrade::ALL.get(chance.below(4) as usize).copied();
    if child.status == Status::Enrolled && chance.is_one_in(9) {
        child.status = Status::Away;
    }
}

fn step(
    desk: &Desk,
    child: &Child,
    visits: &[Visit],
    today: NaiveDate,
    chance: &mut Chance,
) -> FollowUp {
    let day = today - Days::new(chance.below(DAYS));
    // Few different days, so that a child is called twice about one matter.
    let since = today - Days::new(50 * (1 + chance.below(4)));
    let step = FollowStep::ALL[chance.below(5) as usize];
    let id: FollowUpId = desk.clock.new_id();
    // A visit is entered on its day or later.
    let mut made = visits
        .iter()
        .filter(|one| one.child == child.id && one.day <= day);
    let made = made.next_back().filter(|_| step == FollowStep::Visited);
    FollowUp {
        id,
        child: child.id,
        rule: RULES[chance.below(4) as usize],
        since,
        at: moment(day, chance.below(170).cast_signed()),
        actor: None,
        step,
        result: None,
        visit: made.map(|one| one.id),
        until: None,
        reason: None,
        to_whom: String::new(),
        how: String::new(),
        note: String::new(),
    }
}

fn problem(desk: &Desk, child: &Child, today: NaiveDate, chance: &mut Chance) -> Problem {
    let opened = today - Days::new(chance.below(DAYS));
    let kind = ProblemKind::ALL[chance.below(8) as usize];
    let mut problem = Problem::new(child.id, kind, opened);
    problem.id = desk.clock.new_id();
    problem.what = "住房漏雨".into();
    let closed = opened + Days::new(chance.below(60));
    problem.closed_on = Some(closed).filter(|on| *on <= today && !chance.is_one_in(3));
    problem
}
