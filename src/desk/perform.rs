//! The gate: every command goes through [`Desk::perform`], every query through [`Desk::ask`].

use super::Desk;
use super::command::Command;
use super::command::needs::to_revert;
use super::outcome::{Done, Outcome};
use super::query::Query;
use super::refusal::Refusal;
use super::rights::{Right, is_right_of};
use super::usecases::{
    activities, agree, care, confirm, door, export, family, follow_up, headings, home, layouts,
    merge, register, round, sign_in, support, undo,
};
use crate::domain::ring::RingNumber;
use crate::domain::{Moment, Staff};
use crate::store::{
    Entry, SETTING_LATE, SETTING_LOCK_AFTER, SETTING_NO_LOCKS, SETTING_RING, Store, StoreError,
};

impl Desk {
    /// Performs a command. Clock and right are checked here; the use case checks the rest and
    /// writes one journal entry. A refused command writes nothing.
    pub fn perform(&mut self, command: Command) -> Result<Done, Refusal> {
        let needs_approval = command.needs_approval();
        let done = self.perform_step(command);
        if needs_approval && done.is_ok() {
            // It was good for one command.
            self.approval = None;
        }
        done.map_err(|refusal| refusal.on_disk_of(&self.file))
    }

    fn perform_step(&mut self, command: Command) -> Result<Done, Refusal> {
        self.check_open()?;
        // What is checked from here on still holds when it is written.
        let _turn = self.take_turn()?;
        if !matches!(command, Command::AcceptClock) {
            self.check_clock()?;
        }
        self.check_allowed(&command)?;
        match command {
            Command::SetUp(setup) => home::set_up(self, *setup),
            Command::OpenDay => door::open_day(self),
            Command::CloseDay { day, note } => {
                let done = door::close_day(self, day, note)?;
                self.roll();
                let head = self.store.head().ok();
                Ok(Done {
                    outcome: Outcome::Closed { head },
                    ..done
                })
            }
            Command::SignIn {
                child,
                when,
                comeback,
            } => sign_in::sign_in(self, child, when, comeback),
            Command::SignOut(leaving) => door::sign_out(self, &leaving),
            Command::KnownAbsence(absence) => door::known_absence(self, &absence),
            Command::Settle(settlement) => door::settle(self, &settlement),
            Command::Correct { row, reason } => door::correct(self, &row, reason),
            Command::Strike { stay, reason } => door::strike(self, stay, reason),
            Command::AddChild(file) => register::add(self, *file),
            Command::SaveChild(child) => register::save(self, *child),
            Command::ChangeStatus {
                child,
                status,
                day,
                reason,
            } => register::change_status(self, child, status, day, reason),
            Command::Erase { child, reason } => register::erase(self, child, &reason),
            Command::MergeFiles(plan) => merge::merge(self, &plan),
            Command::AgreeDays(agreed) => agree::agree(self, &agreed),
            Command::ConfirmFile(asked) => confirm::confirm(self, &asked),
            Command::SaveContact(contact) => register::save_contact(self, &contact),
            Command::RemoveContact(contact) => register::remove(self, &contact, contact.child),
            Command::SaveTag(tag) => register::save_tag(self, &tag),
            Command::RemoveTag(tag) => register::remove(self, &tag, tag.child),
            Command::LinkHousehold { child, with } => register::link(self, child, with),
            Command::LeaveHousehold(child) => register::unlink(self, child),
            Command::SaveHousehold(household) => register::save_household(self, &household),
            Command::BindCard { code, child } => register::bind_card(self, &code, child),
            Command::UnbindCard(code) => register::unbind_card(self, &code),
            Command::ImportRoster {
                source,
                files,
                households,
            } => register::import(self, source, files, &households),
            Command::ImportAttendance { source, rows } => door::import(self, source, rows),
            Command::RecordVisits(visits) => follow_up::record_visits(self, visits),
            Command::KeepRound(children) => round::keep(self, children),
            Command::KeepExport(export) => export::keep(self, &export),
            Command::KeepHandOver(count) => round::keep_hand_over(self, count),
            Command::RecordRound(back) => round::record(self, back),
            Command::FollowUp(step) => follow_up::follow_up(self, step),
            Command::SaveAgreement(one) => follow_up::save_agreement(self, one),
            Command::SaveRequest(one) => family::save_request(self, one),
            Command::DeleteOld { before, reason } => {
                family::outlived::delete(self, before, &reason)
            }
            Command::AddProblem(problem) => care::add_problem(self, *problem),
            Command::AddIncident(incident) => care::add_incident(self, *incident),
            Command::Care(step) => care::perform(self, step),
            Command::Support(step) => support::perform(self, step),
            Command::SetRule { number, why } => follow_up::set_rules(self, &[number], why),
            Command::SetLadder { numbers, why } => follow_up::set_rules(self, &numbers, why),
            Command::TakePreset { preset, why } => follow_up::take_preset(self, preset, why),
            Command::Activity(step) => activities::perform(self, step),
            Command::SaveHome(home) => home::save(self, &home),
            Command::SaveStaff(staff) => home::save_staff(self, &staff),
            Command::SaveCalendar(change) => home::save_calendar(self, &change),
            Command::SignInNew { name, when } => sign_in::sign_in_new(self, &name, when),
            Command::SetLateAfter(minutes) => {
                let value = minutes.map_or_else(String::new, |minutes| minutes.to_string());
                home::set(self, SETTING_LATE.to_owned(), value)
            }
            Command::SayNoLocks => home::set(self, SETTING_NO_LOCKS.to_owned(), "said".to_owned()),
            Command::SetLockAfter(minutes) => {
                home::set(self, SETTING_LOCK_AFTER.to_owned(), minutes.to_string())
            }
            Command::BindStaffCard(id, code) => home::bind_card(self, id, &code),
            Command::SetRingFirst(numbers) => {
                let value = RingNumber::all_to_text(&numbers);
                home::set(self, SETTING_RING.to_owned(), value)
            }
            Command::SetZone(zone) => home::set_zone(self, zone),
            Command::SaveLayout(layout) => layouts::save(self, *layout),
            Command::NameColumns(said) => headings::name(self, &said),
            Command::RemoveLayout(name) => layouts::remove(self, &name),
            Command::Setting { name, value } => home::set(self, name, value),
            Command::AcceptClock => home::accept_clock(self),
            Command::Undo(named) => undo::undo(self, named),
            Command::Redo => undo::redo(self),
        }
    }

    /// Refuses what the one at the desk has no right to, and what a director has to approve and has not.
    fn check_allowed(&self, command: &Command) -> Result<(), Refusal> {
        self.check_right(command.needs())?;
        if let Some(step) = self.reverted_by(command)? {
            let changes = self.store.changes(step.seq)?;
            self.check_right(to_revert(step.act.kind, &changes))?;
        }
        self.check_approval(command)
    }

    /// Packs closed months of the journal. The day is closed whether this succeeds or not: without it
    /// the file is only larger, and the next close tries again.
    fn roll(&mut self) {
        let today = self.clock.today();
        if let Err(error) = self.store.roll(today) {
            tracing::warn!(%error, "packing the journal");
        }
    }

    /// The step that an undo or a redo would revert; `None` for other commands and if
    /// there is no such step.
    fn reverted_by(&self, command: &Command) -> Result<Option<Entry>, Refusal> {
        match command {
            Command::Undo(named) => undo::step_to_undo(self, *named),
            Command::Redo => undo::step_to_redo(self),
            _ => Ok(None),
        }
    }

    /// The store, for reading; refused if the current member of staff lacks the right of the query.
    pub fn ask(&self, query: Query) -> Result<&Store, Refusal> {
        self.check_open()?;
        self.check_right(query.needs())?;
        Ok(&self.store)
    }

    /// The store as it was at a moment, for reading; refused like [`Self::ask`].
    pub(super) fn ask_as_of(&self, query: Query, moment: Moment) -> Result<Store, Refusal> {
        self.check_open()?;
        self.check_right(query.needs())?;
        Ok(self.store.as_of(moment)?)
    }

    /// Refuses while no file is open.
    pub(super) fn check_open(&self) -> Result<(), Refusal> {
        if self.is_closed() {
            Err(StoreError::Closed.into())
        } else {
            Ok(())
        }
    }

    /// Refuses a restore by somebody who has no right to it.
    pub(crate) fn check_restore(&self) -> Result<(), Refusal> {
        self.check_right(Right::Restore)
    }

    /// Refuses what the one at the desk has no right to.
    ///
    /// The row of that one is read at each check, by its key: it cannot be of before, whoever changed the
    /// staff and in whichever program, and no kept role has to be thought of when somebody sits down.
    pub(crate) fn check_right(&self, right: Right) -> Result<(), Refusal> {
        let who: Option<Staff> = match self.actor {
            Some(id) => self.store.record(&id.to_string())?,
            None => None,
        };
        if is_right_of(right, who.as_ref(), self.locks)
            || (who.is_none() && self.store.staff()?.is_empty())
        {
            return Ok(());
        }
        Err(Refusal::without_right(right, self.locks))
    }
}
