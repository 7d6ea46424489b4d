//! The desk: the open file, the clock and the member of staff who uses the program.
//!
//! The screens and the command line both use it; every change goes through [`Desk::perform`].

pub mod backup;
pub mod command;
mod disk;
pub mod doctor;
mod findings;
pub(crate) mod import;
pub(crate) mod job;
mod keep;
pub mod locks;
pub(crate) mod long_work;
pub(crate) mod merge;
pub(crate) mod opening;
pub mod outcome;
pub(crate) mod papers;
mod perform;
mod preferences;
pub mod query;
pub mod read;
pub mod refusal;
pub mod rights;
pub(crate) mod roll_ticks;
pub mod step_about;
#[cfg(test)]
mod tests;
mod usecases;

use crate::clock::Clock;
use crate::desk::query::Query;
use crate::domain::calendar::Calendar;
use crate::domain::{Look, Moment, Staff, StaffId};
use crate::exchange::aside::Reader;
use crate::house::home::calendar_of;
use crate::store::{Act, ActKind, FileKeys, Lock, SETTING_ZONE, Store, StoreError, Writer};
use backup::StickPlaces;
pub use disk::FILE;
use locks::{Admission, Approval, Doorway};
use long_work::LongWork;
use outcome::{Done, Outcome};
use refusal::Refusal;
use rights::{Locks, Right, leads};
use std::path::{Path, PathBuf};

/// The open file, the clock and the member of staff who uses the program.
#[derive(Debug)]
pub struct Desk {
    /// The home's file. Other modules read it through [`Desk::ask`]; only use cases write it.
    store: Store,
    /// Path of the home's file, also while it cannot be opened.
    file: PathBuf,
    /// Source of the current time and of new identifiers.
    pub clock: Clock,
    /// Member of staff who uses the program; `None` while there is no staff.
    pub actor: Option<StaffId>,
    /// Whether people prove who they are before they sit down.
    pub(crate) locks: Locks,
    /// Who was admitted, with the keys.
    admitted: Admission,
    /// The key file as it was when it was last known to be right: where the folder is taken away, what is saved of the file needs
    /// it. It opens nothing without a secret.
    key_file: Option<Vec<u8>>,
    /// What a director has approved, for the next command that needs it.
    approval: Option<Approval>,
    /// Home folder of the user of the computer; files to import are searched below it.
    pub own_folder: Option<PathBuf>,
    /// The folder of the user's account in which the secret of this PC lies, without which there are no PINs.
    pub account: Option<PathBuf>,
    /// How files from outside are read.
    pub reader: Reader,
    /// How far work on many rows has come.
    pub(crate) work: LongWork,
    /// Where sticks appear, for the second place of copies.
    pub sticks: StickPlaces,
    /// The user has accepted a clock that is behind the newest entry.
    clock_accepted: bool,
    /// What was looked at in this minute, and is written.
    noted: Vec<Look>,
    /// How often the file was opened again for reading.
    reopenings: u64,
    /// The seat of the screens that write; `None` for everybody else.
    seat: Option<Lock>,
}

impl Desk {
    /// A desk with a file in memory, for tests and benchmarks.
    pub fn in_memory(clock: Clock) -> Result<Self, StoreError> {
        let store = Store::in_memory(clock.now())?;
        Self::sit_down(store, clock, None, Admission::default())
    }

    fn sit_down(
        store: Store,
        clock: Clock,
        seat: Option<Lock>,
        admitted: Admission,
    ) -> Result<Self, StoreError> {
        let locks = admitted.locks();
        let mut desk = Self {
            file: store.path().to_owned(),
            store,
            clock,
            actor: None,
            locks,
            admitted,
            key_file: None,
            approval: None,
            own_folder: None,
            account: None,
            reader: Reader::Here,
            work: LongWork::default(),
            sticks: StickPlaces::default(),
            clock_accepted: false,
            noted: Vec::new(),
            reopenings: 0,
            seat,
        };
        desk.hold_key_file();
        desk.live_in_its_zone()?;
        desk.actor = match desk.admitted.person() {
            Some(person) => Some(person),
            // Whoever has the recovery words acts as the director who wrote them down.
            None if desk.has_locks() => desk.first_director()?,
            None => desk.default_actor()?,
        };
        Ok(desk)
    }

    /// The clock shows the time of the home's zone.
    pub(crate) fn live_in_its_zone(&mut self) -> Result<(), StoreError> {
        let zone = self.store.setting(SETTING_ZONE)?;
        self.clock.live_in(zone.as_deref());
        Ok(())
    }

    /// The actor of the newest entry if still active, else the first active director. Who restored a copy
    /// without keeping the register is not found at the desk by the next one.
    fn default_actor(&self) -> Result<Option<StaffId>, StoreError> {
        let staff = self.store.staff()?;
        let active = |wanted: &dyn Fn(&Staff) -> bool| {
            staff
                .iter()
                .find(|one| one.active && wanted(one))
                .map(|one| one.id)
        };
        let last = self.store.newest_actor()?;
        Ok(last
            .and_then(|id| active(&|one| one.id == id && Right::Attend.is_of(one.role, self.locks)))
            .or_else(|| active(&leads)))
    }

    fn first_director(&self) -> Result<Option<StaffId>, StoreError> {
        let staff = self.store.staff()?;
        Ok(staff.iter().find(|one| leads(one)).map(|one| one.id))
    }

    /// Fills an empty file with `fill` and sets the default actor. Refused if the file holds a
    /// home.
    pub(crate) fn found(
        &mut self,
        fill: impl FnOnce(&mut Store, Moment) -> Result<(), StoreError>,
    ) -> Result<(), Refusal> {
        if self.store.home()?.is_some() {
            return Err(Refusal::AlreadySetUp);
        }
        fill(&mut self.store, self.clock.now())?;
        self.actor = self.default_actor()?;
        Ok(())
    }

    /// Writes rows as one step, past the use cases: a year of a home for tests.
    #[cfg(test)]
    pub(crate) fn fill_for_test(
        &mut self,
        act: &Act,
        fill: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.store.write(act, fill).map(|_| ())
    }

    /// Changes the member of staff who uses the program. Where people prove who they are, only [`Desk::unlock`] does that.
    pub(crate) fn seat(&mut self, staff: StaffId) {
        if !self.has_locks() {
            self.actor = Some(staff);
        }
    }

    /// Where this home is entered.
    pub(crate) fn doorway(&self) -> Doorway {
        Doorway {
            folder: self.folder(),
            account: self.account.clone(),
        }
    }

    /// Whether there is a home. Asked before anybody is at the desk, so it needs no right.
    pub(crate) fn has_home(&self) -> Result<bool, Refusal> {
        self.check_open()?;
        Ok(self.store.home()?.is_some())
    }

    /// What the program keeps about itself, such as the language of its screens: it needs no right, because
    /// the first screen is drawn before anybody is at the desk.
    pub(crate) fn kept_setting(&self, name: &str) -> Result<Option<String>, Refusal> {
        self.check_open()?;
        Ok(self.store.setting(name)?)
    }

    /// The home's calendar.
    pub fn calendar(&self) -> Result<Calendar, Refusal> {
        Ok(calendar_of(self.ask(Query::Home)?)?)
    }

    /// Whether people prove here who they are.
    pub(crate) fn has_locks(&self) -> bool {
        self.locks == Locks::Set
    }

    /// What opens the home's files.
    pub(crate) fn keys(&self) -> &FileKeys {
        &self.admitted.keys
    }

    /// Path of the home's file, also while it cannot be opened.
    pub(crate) fn path(&self) -> &Path {
        &self.file
    }

    /// The folder of the home's file.
    pub(crate) fn folder(&self) -> PathBuf {
        let folder = self.file.parent();
        folder.unwrap_or_else(|| Path::new(".")).to_owned()
    }

    /// Whether the file could not be opened again after an attempt to restore it: nothing is read or
    /// written then, but another copy can be restored.
    fn is_closed(&self) -> bool {
        self.store.path() != self.file
    }

    /// The present moment.
    pub(crate) fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The time of the newest entry if the clock is behind it; `None` once the user has accepted
    /// the clock.
    pub(crate) fn clock_is_behind(&self) -> Result<Option<Moment>, StoreError> {
        if self.clock_accepted {
            return Ok(None);
        }
        let newest = self.store.newest_moment()?;
        Ok(newest.filter(|at| self.now() < *at))
    }

    /// An act of the current member of staff at the current time.
    fn act(&self, kind: ActKind) -> Act {
        Act::new(self.now(), self.actor, kind)
    }

    /// Runs `write` as one journal entry; if it fails, nothing is written. No matter of an unseen child ends by it
    /// in silence.
    fn step(
        &mut self,
        act: &Act,
        write: impl FnOnce(&mut Writer<'_>) -> Result<Outcome, Refusal>,
    ) -> Result<Done, Refusal> {
        self.step_keeping(act, keep::may_end_a_matter(act.kind), write)
    }

    /// [`Desk::step`], saying whether matters of unseen children are to be kept.
    fn step_keeping(
        &mut self,
        act: &Act,
        keeps: bool,
        write: impl FnOnce(&mut Writer<'_>) -> Result<Outcome, Refusal>,
    ) -> Result<Done, Refusal> {
        let clock = &self.clock;
        let written = self.store.write_seeing(act, |store, writer| {
            if !keeps {
                return Ok((write(writer)?, false));
            }
            let before = keep::matters(store, act.at)?;
            let outcome = write(writer)?;
            let has_kept = keep::keep((store, writer), &before, (act, clock))?;
            Ok::<_, Refusal>((outcome, has_kept))
        })?;
        let (outcome, has_kept) = written.value;
        Ok(Done {
            seq: written.seq,
            outcome,
            has_kept,
        })
    }

    /// Refuses to write while the clock is behind the newest entry and the user has not accepted
    /// it.
    fn check_clock(&self) -> Result<(), Refusal> {
        match self.clock_is_behind()? {
            Some(newest) => Err(Refusal::ClockBehind { newest }),
            None => Ok(()),
        }
    }
}
