//! The desk: the open file, the clock and the member of staff who uses the program.
//!
//! The screens and the command line both use it; every change goes through [`Desk::perform`].

pub mod backup;
pub mod command;
pub mod doctor;
mod findings;
pub(crate) mod import;
pub(crate) mod job;
pub mod outcome;
pub(crate) mod papers;
mod perform;
mod preferences;
pub mod query;
pub mod read;
pub mod refusal;
pub(crate) mod rights;
#[cfg(test)]
mod tests;
mod usecases;

use crate::clock::Clock;
use crate::desk::query::Query;
use crate::domain::calendar::Calendar;
use crate::domain::{Moment, Staff, StaffId};
use crate::house::home::calendar_of;
use crate::store::{Access, Act, ActKind, Lock, Progress, Store, StoreError, Writer};
use backup::StickPlaces;
use outcome::{Done, Outcome};
use refusal::Refusal;
use rights::{Right, holds};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Name of the database in the data folder.
pub const FILE: &str = "doorlight.db";
const LOCK: &str = "doorlight.lock";
/// Number of attempts to take the lock before the file is opened for reading only.
const PATIENCE: usize = 20;
/// Pause between two attempts.
const LOOK_EVERY: Duration = Duration::from_millis(50);

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
    /// Home folder of the user of the computer; files to import are searched below it.
    pub own_folder: Option<PathBuf>,
    /// Where sticks appear, for the second place of copies.
    pub sticks: StickPlaces,
    /// The user has accepted a clock that is behind the newest entry.
    clock_accepted: bool,
    /// The right to write; `None` if another program has it.
    lock: Option<Lock>,
}

impl Desk {
    /// Opens the data folder, or creates it. If another program holds the lock, the file is opened
    /// for reading only; see [`Desk::is_read_only`].
    pub fn open(folder: &Path, clock: Clock) -> Result<Self, StoreError> {
        Self::open_telling(folder, clock, &mut |_, _| {})
    }

    /// [`Desk::open`], telling how far bringing an older file up to date has come.
    pub(crate) fn open_telling(
        folder: &Path,
        clock: Clock,
        progress: Progress<'_>,
    ) -> Result<Self, StoreError> {
        make_private(folder)?;
        let path = folder.join(FILE);
        let lock = take_lock(&folder.join(LOCK))?;
        let store = match lock {
            Some(_) => {
                backup::restore::remove_interrupted(folder);
                Store::open_telling(&path, clock.now(), progress)?
            }
            None => Store::open_read_only(&path, clock.now())?,
        };
        Self::sit_down(store, clock, lock)
    }

    /// A desk with a file in memory, for tests and benchmarks.
    pub fn in_memory(clock: Clock) -> Result<Self, StoreError> {
        Self::sit_down(Store::in_memory(clock.now())?, clock, None)
    }

    fn sit_down(store: Store, clock: Clock, lock: Option<Lock>) -> Result<Self, StoreError> {
        let mut desk = Self {
            file: store.path().to_owned(),
            store,
            clock,
            actor: None,
            own_folder: None,
            sticks: StickPlaces::default(),
            clock_accepted: false,
            lock,
        };
        desk.actor = desk.default_actor()?;
        Ok(desk)
    }

    /// The actor of the newest entry if still active, else the first active director.
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
            .and_then(|id| active(&|one| one.id == id))
            .or_else(|| active(&|one| holds(Right::Direct, one))))
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

    /// Changes the member of staff who uses the program.
    pub(crate) fn seat(&mut self, staff: StaffId) {
        self.actor = Some(staff);
    }

    /// The home's calendar.
    pub(crate) fn calendar(&self) -> Result<Calendar, Refusal> {
        Ok(calendar_of(self.ask(Query::Home)?)?)
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

    /// Whether the file is open for reading only because another program holds the lock.
    pub fn is_read_only(&self) -> bool {
        self.store.access() == Access::ReadOnly
    }

    /// Whether this program only reads, and no other holds the right to write any more.
    pub(crate) fn can_take_over(&self) -> bool {
        let is_free = || Lock::take(&self.folder().join(LOCK)).is_ok_and(|lock| lock.is_some());
        self.is_read_only() && self.lock.is_none() && !self.is_closed() && is_free()
    }

    /// Takes the right to write, if no other program was faster. The file is opened again.
    pub(crate) fn take_over(&mut self) -> Result<(), Refusal> {
        let lock = take_lock(&self.folder().join(LOCK))?;
        if lock.is_none() {
            return Err(Refusal::read_only());
        }
        self.store = Store::open(&self.file, self.now())?;
        self.lock = lock;
        if self.actor.is_none() {
            self.actor = self.default_actor()?;
        }
        Ok(())
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

    /// Runs `write` as one journal entry; if it fails, nothing is written.
    fn step(
        &mut self,
        act: &Act,
        write: impl FnOnce(&mut Writer<'_>) -> Result<Outcome, Refusal>,
    ) -> Result<Done, Refusal> {
        let written = self.store.write(act, write)?;
        Ok(Done {
            seq: written.seq,
            outcome: written.value,
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

/// Takes the lock, with several attempts: a script that signs one child in holds it for a few
/// milliseconds, and screens opened at that moment must not become read-only.
fn take_lock(path: &Path) -> Result<Option<Lock>, StoreError> {
    for _ in 0..PATIENCE {
        if let Some(lock) = Lock::take(path)? {
            return Ok(Some(lock));
        }
        std::thread::sleep(LOOK_EVERY);
    }
    Lock::take(path)
}

/// Creates the folder; on Unix only its owner may read it.
fn make_private(folder: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::File {
        doing: "making the data folder",
        source,
    };
    if folder.is_dir() {
        return Ok(());
    }
    std::fs::create_dir_all(folder).map_err(failed)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).map_err(failed)?;
    }
    Ok(())
}
