//! Turns an import plan into a command, and reads the register that a plan is judged against.

use super::plan::ImportAnswers;
use crate::desk::Desk;
use crate::desk::command::{Command, File};
use crate::desk::long_work::Doing;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::{Attendance, ChildId, Household, HouseholdId};
use crate::exchange::attendance::{AttendancePlan, NoPlan, SheetJudge};
use crate::exchange::helping::places;
use crate::exchange::roster::{Draft, KnownChild, Phones, RosterPlan};
use crate::store::Roster;
use crate::store::SETTING_DEMO;
use std::collections::HashMap;

impl Desk {
    /// The register, for comparison with the rows of a list.
    pub fn known_children(&self) -> Result<Vec<KnownChild>, Refusal> {
        let today = self.clock.today();
        let Roster {
            children,
            mut contacts,
            tags,
            ..
        } = self.ask(Query::Register)?.roster()?;
        let known = children.into_iter().map(|child| {
            let tags = tags.get(&child.id).map_or(&[][..], Vec::as_slice).iter();
            let tags = tags
                .filter(|tag| tag.holds_on(today))
                .map(|tag| (tag.code, tag.from_day))
                .collect();
            let contacts = contacts.remove(&child.id).unwrap_or_default();
            KnownChild {
                child,
                tags,
                contacts,
            }
        });
        Ok(known.collect())
    }

    /// Which phone numbers an import accepts; a demo home has invented ones.
    pub fn phones(&self) -> Result<Phones, Refusal> {
        let demo = self.ask(Query::Home)?.setting(SETTING_DEMO)?.is_some();
        Ok(if demo { Phones::Demo } else { Phones::Real })
    }

    /// The command that imports the valid rows of a plan in one step.
    pub fn import_roster(&self, plan: &RosterPlan) -> Result<Command, Refusal> {
        let mut doors = self.doors()?;
        let mut households = Vec::new();
        let files = plan
            .additions()
            .map(|draft| {
                let household = self.door_of(draft, &mut doors, &mut households);
                self.file(draft, household)
            })
            .collect();
        Ok(Command::ImportRoster {
            source: plan.file_name.clone(),
            files,
            households,
        })
    }

    /// The plan of a sign-in sheet. The sheet is read first to find its days, then once more against
    /// the register of those days, if there is any.
    pub(crate) fn judge_attendance(
        &self,
        answers: &ImportAnswers,
    ) -> Result<Result<AttendancePlan, NoPlan>, Refusal> {
        let children = self.ask(Query::Register)?.roster()?.children;
        let today = self.clock.today();
        let kept_from = self.ask(Query::Home)?.records_from()?;
        let own = self.headings(answers)?;
        let others = places(&answers.book, &answers.wanted, &own);
        let goes_on = self.work.begin(Doing::Comparing);
        let plan = |register: &[Attendance]| {
            let mut judge = SheetJudge::new(&children, register, today)
                .watched(&goes_on)
                .with_headings(own.clone())
                .besides(others.clone())
                .in_zone(self.clock.zone())
                .keeping_from(kept_from)
                .in_month(answers.month);
            for (row, child) in &answers.chosen {
                judge.choose(*row, *child);
            }
            judge.book(&answers.book, &answers.wanted)
        };
        let plan = |register: &[Attendance]| match plan(register) {
            Err(NoPlan::Stopped) => Err(Refusal::stopped()),
            judged => Ok(judged),
        };
        let first = match plan(&[])? {
            Ok(plan) => plan,
            Err(no_plan) => return Ok(Err(no_plan)),
        };
        let days = || {
            first
                .rows
                .iter()
                .flat_map(|row| &row.entries)
                .map(|entry| entry.day)
        };
        let (Some(from), Some(to)) = (days().min(), days().max()) else {
            return Ok(Ok(first));
        };
        let register = self.ask(Query::Attendance)?.attendance_between(from, to)?;
        if register.is_empty() {
            return Ok(Ok(first));
        }
        plan(&register)
    }

    /// The command that imports the valid rows of a sign-in sheet in one step.
    pub(crate) fn import_attendance(&self, plan: &AttendancePlan) -> Command {
        let offset = *self.now().offset();
        let additions = plan.additions();
        let rows = additions
            .map(|(child, entry)| entry.attendance(child, offset))
            .collect();
        Command::ImportAttendance {
            source: plan.file_name.clone(),
            rows,
        }
    }

    /// Existing households, by caregiver and phone.
    fn doors(&self) -> Result<HashMap<String, HouseholdId>, Refusal> {
        let known = self.known_children()?;
        let doors = known.iter().filter_map(|known| {
            let carer = known.contacts.iter().find(|contact| contact.is_caregiver)?;
            let key = format!("{} {}", carer.name, carer.phones.split_whitespace().next()?);
            Some((key, known.child.household?))
        });
        Ok(doors.collect())
    }

    /// Children with the same caregiver and phone belong to one household.
    fn door_of(
        &self,
        draft: &Draft,
        doors: &mut HashMap<String, HouseholdId>,
        fresh: &mut Vec<Household>,
    ) -> Option<HouseholdId> {
        let (label, key) = draft.household()?;
        let id = *doors.entry(key).or_insert_with(|| {
            let id = self.clock.new_id();
            fresh.push(Household {
                id,
                label: label.to_owned(),
                note: String::new(),
            });
            id
        });
        Some(id)
    }

    fn file(&self, draft: &Draft, household: Option<HouseholdId>) -> File {
        let today = self.clock.today();
        let id: ChildId = self.clock.new_id();
        let mut child = draft.child(id, draft.file_no.as_deref().unwrap_or_default());
        child.household = household;
        let contacts = draft.contacts.iter().zip(1..);
        let tags = draft.tags.iter();
        // Nobody became left behind by being imported, and nobody is judged as not yet so before a day that has not come.
        let joined = child.joined_on.filter(|joined| *joined <= today);
        File {
            contacts: contacts
                .map(|(one, nth)| one.contact(self.clock.new_id(), id, nth))
                .collect(),
            tags: tags
                .map(|tag| tag.tag(self.clock.new_id(), id, joined))
                .collect(),
            child,
        }
    }
}
