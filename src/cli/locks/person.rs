//! Whom a call is made by: the name and the secret that were given with it.

use crate::desk::Desk;
use crate::desk::locks::{Admission, Doorway, Entrance, LocksError, Secret, Who};
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::{Moment, Staff};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use zeroize::Zeroizing;

/// Whom a call is made by.
#[derive(Debug)]
pub(in crate::cli) struct Person {
    /// The folder of the user's account for the secret of this PC.
    pub(in crate::cli) account: Option<PathBuf>,
    /// Name of the member of staff.
    pub(in crate::cli) name: Option<String>,
    /// Where the secret stands; `-` is standard input.
    pub(in crate::cli) secret_file: Option<PathBuf>,
    /// Where the recovery words stand; `-` is standard input.
    pub(in crate::cli) words_file: Option<PathBuf>,
    /// Who approves what the call does.
    pub(in crate::cli) approver: Approver,
    /// A secret is tried once in a call: each try takes time, and standard input is read once.
    pub(in crate::cli) admitted: OnceLock<Admission>,
}

/// The director who approves what the call does.
#[derive(Debug, Default)]
pub(in crate::cli) struct Approver {
    /// Name of the director.
    pub(in crate::cli) name: Option<String>,
    /// Where the director's secret stands; `-` is standard input.
    pub(in crate::cli) secret_file: Option<PathBuf>,
}

impl Person {
    /// Lets the director who was named approve what the call does, where people prove who they are.
    pub(in crate::cli) fn approve(&self, desk: &mut Desk) -> Result<(), Refusal> {
        if let (Some(name), Some(file)) = (&self.approver.name, &self.approver.secret_file)
            && desk.has_locks()
        {
            desk.approve(Who::Named(name), &read_secret(file)?)?;
        }
        Ok(())
    }

    /// Whether a secret was given with the call.
    pub(in crate::cli) fn has_secret(&self) -> bool {
        self.secret_file.is_some() || self.words_file.is_some()
    }

    /// Whoever was admitted by the lock of the screens makes this call.
    pub(in crate::cli) fn take(&self, admitted: &Admission) {
        self.admitted.get_or_init(|| admitted.clone());
    }

    /// Admits the person where the home has locks.
    pub(in crate::cli) fn admission(
        &self,
        doorway: &Doorway,
        now: Moment,
    ) -> Result<Admission, LocksError> {
        if let Some(admitted) = self.admitted.get() {
            return Ok(admitted.clone());
        }
        self.admitted_through(&doorway.look()?, doorway, now)
    }

    /// The same for a restore, for which the home's file may be another one than it should.
    pub(in crate::cli) fn admission_to_restore(
        &self,
        doorway: &Doorway,
        now: Moment,
    ) -> Result<Admission, LocksError> {
        self.admitted_through(&doorway.look_to_restore()?, doorway, now)
    }

    fn admitted_through(
        &self,
        entrance: &Entrance,
        doorway: &Doorway,
        now: Moment,
    ) -> Result<Admission, LocksError> {
        let admitted = match entrance {
            Entrance::Open => Admission::default(),
            Entrance::Locked(_) => self.admitted_at(doorway, now)?,
        };
        Ok(self.admitted.get_or_init(|| admitted).clone())
    }

    /// Admits the person with the secret that was given.
    pub(in crate::cli) fn admitted_at(
        &self,
        doorway: &Doorway,
        now: Moment,
    ) -> Result<Admission, LocksError> {
        let now = now.timestamp();
        let admitted = match (&self.words_file, &self.secret_file, &self.name) {
            (Some(words), _, _) => doorway.admit(Who::Recovery, &read_secret(words)?, now)?,
            (None, Some(file), Some(name)) => {
                doorway.admit(Who::Named(name), &read_secret(file)?, now)?
            }
            _ => return Err(LocksError::NobodySaid),
        };
        Ok(admitted)
    }

    /// Seats the person who was named where everybody is believed.
    pub(in crate::cli) fn sit_down(&self, desk: &mut Desk) -> Result<(), Refusal> {
        match &self.name {
            Some(name) if !desk.has_locks() => {
                let id = member(desk, name)?.id;
                desk.seat(id);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// Reads a secret from a file, or from standard input.
pub(super) fn read_secret(file: &Path) -> Result<Secret, LocksError> {
    let mut text = Zeroizing::new(String::new());
    if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text)
    } else {
        std::fs::File::open(file).and_then(|mut file| file.read_to_string(&mut text))
    }
    .map_err(|error| LocksError::disk(error, file))?;
    // Some editors begin a file with a mark that nobody types.
    let typed = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
    Ok(Secret::new(typed))
}

/// The active member of staff of this name.
pub(super) fn member(desk: &Desk, name: &str) -> Result<Staff, Refusal> {
    let staff = desk.ask(Query::Names)?.staff()?;
    let mut active = staff.into_iter().filter(|one| one.active);
    let found = active.find(|one| one.name == name.trim());
    found.ok_or_else(|| LocksError::Unknown.into())
}
