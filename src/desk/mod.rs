//! The desk by the door: the open file, the clock, and who is sitting there.
//!
//! The terminal and the command line are two faces of it; every change goes through
//! [`Desk::perform`].

pub mod command;
pub mod import;
pub mod job;
pub mod outcome;
pub mod papers;
mod perform;
mod preferences;
pub mod query;
pub mod read;
pub mod refusal;
pub mod rights;
#[cfg(test)]
mod tests;
mod usecases;

use crate::clock::Clock;
use crate::domain::calendar::Calendar;
use crate::domain::{Moment, Staff, StaffId};
use crate::house::home::calendar_of;
use crate::store::{Access, Act, ActKind, Lock, Store, StoreError, Writer};
use outcome::{Done, Outcome};
use refusal::Refusal;
use rights::{Right, holds};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Name of the database in the data folder.
pub const FILE: &str = "doorlight.db";
const LOCK: &str = "doorlight.lock";
/// How often the lock of another program is looked at before the file is opened for reading only.
const PATIENCE: usize = 20;
/// How long between two looks.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// The open file, the clock, and who is sitting there.
#[derive(Debug)]
pub struct Desk {
    /// The home's file. Read through [`Desk::ask`], written by use cases alone.
    store: Store,
    /// The clock.
    pub clock: Clock,
    /// Who is at the desk; `None` until somebody is on the staff list.
    pub actor: Option<StaffId>,
    /// The own folder of whoever uses the machine, below which files to import are looked for.
    pub own_folder: Option<PathBuf>,
    /// A clock that shows an earlier time than the newest entry has been accepted by a person.
    clock_accepted: bool,
    _lock: Option<Lock>,
}

impl Desk {
    /// Opens the data folder, making it if it is not there. If another program is writing, the
    /// file is opened for reading only: ask [`Store::access`].
    pub fn open(folder: &Path, clock: Clock) -> Result<Self, StoreError> {
        make_private(folder)?;
        let path = folder.join(FILE);
        let lock = take_lock(&folder.join(LOCK))?;
        let store = match lock {
            Some(_) => Store::open(&path, clock.now())?,
            None => Store::open_read_only(&path)?,
        };
        Self::sit_down(store, clock, lock)
    }

    /// A desk on a file in memory, for tests and measurements.
    pub fn in_memory(clock: Clock) -> Result<Self, StoreError> {
        Self::sit_down(Store::in_memory(clock.now())?, clock, None)
    }

    fn sit_down(store: Store, clock: Clock, lock: Option<Lock>) -> Result<Self, StoreError> {
        let mut desk = Self {
            store,
            clock,
            actor: None,
            own_folder: None,
            clock_accepted: false,
            _lock: lock,
        };
        desk.actor = desk.default_actor()?;
        Ok(desk)
    }

    /// The one who sat here last, else the first director.
    fn default_actor(&self) -> Result<Option<StaffId>, StoreError> {
        let staff = self.store.staff()?;
        let active = |wanted: &dyn Fn(&Staff) -> bool| {
            staff
                .iter()
                .find(|one| one.active && wanted(one))
                .map(|one| one.id)
        };
        let last = self.store.last_entry()?.and_then(|entry| entry.act.actor);
        Ok(last
            .and_then(|id| active(&|one| one.id == id))
            .or_else(|| active(&|one| holds(Right::Direct, one))))
    }

    /// A desk on a file that holds no home yet, filled by `fill`; then the one who sat there last
    /// sits down. A home that is there already is refused.
    pub fn found(
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

    /// Lets somebody else sit down at the desk.
    pub fn seat(&mut self, staff: StaffId) {
        self.actor = Some(staff);
    }

    /// The home's calendar.
    pub fn calendar(&self) -> Result<Calendar, StoreError> {
        calendar_of(&self.store)
    }

    /// The folder that holds the file.
    pub fn folder(&self) -> PathBuf {
        self.store
            .path()
            .parent()
            .unwrap_or_else(|| Path::new("."))
            .to_owned()
    }

    /// Whether only reading is possible because another program is writing.
    pub fn is_read_only(&self) -> bool {
        self.store.access() == Access::ReadOnly
    }

    /// The present moment.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The time of the newest entry, if the clock shows an earlier one and nobody has said that
    /// this is right.
    pub fn clock_is_behind(&self) -> Result<Option<Moment>, StoreError> {
        if self.clock_accepted {
            return Ok(None);
        }
        let newest = self.store.newest_moment()?;
        Ok(newest.filter(|at| self.now() < *at))
    }

    /// What is about to be written, by whoever is at the desk, now.
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

    /// Refuses to write while the clock is behind the newest entry and nobody has accepted it.
    fn check_clock(&self) -> Result<(), Refusal> {
        match self.clock_is_behind()? {
            Some(newest) => Err(Refusal::ClockBehind { newest }),
            None => Ok(()),
        }
    }
}

/// Takes the lock, waiting a moment for it: a script that signs one child in holds it for a few
/// milliseconds, and whoever opens the screens just then must not be left with reading only.
fn take_lock(path: &Path) -> Result<Option<Lock>, StoreError> {
    for _ in 0..PATIENCE {
        if let Some(lock) = Lock::take(path)? {
            return Ok(Some(lock));
        }
        std::thread::sleep(LOOK_EVERY);
    }
    Lock::take(path)
}

/// Makes the folder, readable by its owner alone where the system knows such a thing.
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
