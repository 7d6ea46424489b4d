//! Making a copy: under a temporary name, opened and checked whole, then named by its head.

use super::compare::doubts;
use super::name::{copies_in, copy_name};
use super::order::{FOLDER, Order};
use super::place::{Chosen, copies_of, note};
use super::record::Record;
use super::rota::to_drop;
use crate::desk::disk::sync_folder;
use crate::desk::locks::{encrypt_copies, keep_keys_beside};
use crate::domain::Moment;
use crate::exchange::whole::PART;
use crate::house::safety::Rehearsal;
use crate::store::{Head, Lock, Report, Store, StoreError};
use crate::wording::system::SystemFault;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Begins the name of a copy in which faults were found.
const FAULTY: &str = "faulty-";
/// Held while a copy is made.
const LOCK: &str = "doorlight.copying.lock";

/// A copy that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The copy beside the file.
    pub path: PathBuf,
    /// The head that it ends with.
    pub head: Head,
    /// Faults that checking it whole found: the file has them too.
    pub faults: usize,
    /// What became of the copy on the second place; `None` if none was chosen.
    pub stick: Option<OnStick>,
    /// The rehearsal, if it was due.
    pub rehearsal: Option<Rehearsal>,
}

/// What became of the copy on the second place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnStick {
    /// It stands there too.
    Copied,
    /// The stick is not there.
    Away(String),
    /// It could not be written: the stick's label and why.
    Failed(String, SystemFault),
}

/// Makes a copy, and one on the stick; thins both out; rehearses once a month. A thread can do it.
pub(crate) fn make(order: &Order) -> Result<Made, StoreError> {
    let folder = order.data.join(FOLDER);
    std::fs::create_dir_all(&folder)
        .map_err(StoreError::file("making the backup folder", &folder))?;
    // Another program that copies at the same time would take our parts for leftovers.
    let _lock = copying(&order.data)?;
    let source = Store::open_read_only(order.keys.at(&order.file), order.now)?;
    // Copies of the time before the locks, wherever they were when these were set.
    encrypt_copies(&folder, &order.keys);
    keep_keys_beside(&order.data, &folder)?;
    // A file that does not continue its copies must not push them out.
    let may_thin = doubts(&source, order, false)?.is_empty();
    let (path, head, report) = copy_into(&source, &folder, (order.now, ""))?;
    if !report.findings.is_empty() {
        // It stays beside the others and takes the place of none.
        remove_older_faulty(&folder, &path);
        return Ok(Made {
            path,
            head,
            faults: report.findings.len(),
            stick: None,
            rehearsal: None,
        });
    }
    let mut record = Record::read(&order.data);
    let stick = order.stick.as_ref().map(|chosen| {
        let on_stick = to_stick(chosen, order, &path, may_thin);
        if on_stick == OnStick::Copied {
            record.stick_at = Some(order.now);
        }
        on_stick
    });
    if may_thin {
        thin_out(&folder, &path);
    }
    // The copy stands whether restoring it can be tried or not: on a full disk it cannot.
    let rehearsal = if order.rehearse {
        let tried = rehearse(&path, order);
        tried
            .inspect_err(|error| tracing::warn!(%error, "rehearsing"))
            .ok()
    } else {
        None
    };
    if rehearsal.is_some() {
        record.rehearsal.clone_from(&rehearsal);
    }
    record.write(&order.data);
    Ok(Made {
        path,
        head,
        faults: 0,
        stick,
        rehearsal,
    })
}

/// The right to write copies: one program at a time.
pub(in crate::desk) fn copying(data: &Path) -> Result<Lock, StoreError> {
    Lock::take(&data.join(LOCK))?.ok_or(StoreError::Copying)
}

/// Only the newest copy with faults is kept: the faults are in the file itself.
fn remove_older_faulty(folder: &Path, newest: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_older = |path: &PathBuf| path != newest && name_of(path).starts_with(FAULTY);
    for path in entries.map(|entry| entry.path()).filter(is_older) {
        if let Err(error) = std::fs::remove_file(path) {
            tracing::warn!(%error, "removing an older copy with faults");
        }
    }
}

/// Copies an open file into a folder, checks the copy whole and names it by its head; one with faults is
/// named so that it does not count as a copy.
pub(super) fn copy_into(
    source: &Store,
    folder: &Path,
    (now, begin): (Moment, &str),
) -> Result<(PathBuf, Head, Report), StoreError> {
    clear_parts(folder);
    let part = folder.join(now.format("copy-%Y%m%d-%H%M%S.part").to_string());
    let checked = source.copy_to(&part).and_then(|()| {
        let copy = Store::open_read_only(source.beside(&part), now)?;
        Ok((copy.head()?, copy.verify()?))
    });
    let (head, report) = checked.inspect_err(|_| drop(std::fs::remove_file(&part)))?;
    let name = copy_name(now.naive_local(), head);
    let begin = match (begin, report.findings.is_empty()) {
        ("", false) => FAULTY,
        (begin, _) => begin,
    };
    let path = folder.join(format!("{begin}{name}"));
    let sealed = File::options()
        .write(true)
        .open(&part)
        .and_then(|file| file.sync_all())
        .and_then(|()| std::fs::rename(&part, &path));
    sealed.map_err(StoreError::file("naming the copy", &path))?;
    sync_folder(folder);
    Ok((path, head, report))
}

/// Puts the copy on the stick and reads it back.
fn to_stick(chosen: &Chosen, order: &Order, copy: &Path, may_thin: bool) -> OnStick {
    let Some(marked) = chosen.find(&order.places) else {
        return OnStick::Away(chosen.label.clone());
    };
    let folder = copies_of(&marked, &order.home);
    let put = || -> io::Result<()> {
        std::fs::create_dir_all(&folder)?;
        clear_parts(&folder);
        if may_thin {
            thin_out(&folder, copy); // first, because a stick may be full
        }
        let name = copy.file_name().unwrap_or_default();
        let part = folder.join(name).with_extension(PART);
        std::fs::copy(copy, &part)?;
        File::options().write(true).open(&part)?.sync_all()?;
        if digest(&part)? != digest(copy)? {
            return Err(io::Error::other("read back differently"));
        }
        std::fs::rename(&part, folder.join(name))?;
        encrypt_copies(&folder, &order.keys);
        keep_keys_beside(&order.data, &folder).map_err(io::Error::other)?;
        sync_folder(&folder);
        Ok(())
    };
    let noted = put().and_then(|()| note(&marked, &order.home, &name_of(copy)));
    match noted {
        Ok(()) => {
            if may_thin {
                thin_out(&folder, &folder.join(copy.file_name().unwrap_or_default()));
            }
            OnStick::Copied
        }
        Err(error) => {
            clear_parts(&folder);
            OnStick::Failed(chosen.label.clone(), SystemFault::new(&error, &folder))
        }
    }
}

fn digest(file: &Path) -> io::Result<Vec<u8>> {
    Ok(Sha256::digest(std::fs::read(file)?).to_vec())
}

/// Restores the copy into a temporary place, checks it whole and counts what is in it.
fn rehearse(copy: &Path, order: &Order) -> Result<Rehearsal, StoreError> {
    // Its name ends like that of a part, so that the next copy removes what a power cut leaves.
    let folder = order.data.join(FOLDER);
    let place = tempfile::Builder::new()
        .suffix(&format!(".{PART}"))
        .tempdir_in(&folder)
        .map_err(StoreError::file("making a place to rehearse", folder))?;
    let restored = place.path().join("doorlight.db");
    std::fs::copy(copy, &restored).map_err(StoreError::file("rehearsing", &restored))?;
    let store = Store::open(order.keys.at(&restored), order.now)?;
    let report = store.verify()?;
    Ok(Rehearsal {
        at: order.now,
        copy: name_of(copy),
        faults: report.findings.len(),
        children: store.roster()?.children.len(),
        entries: report.entries,
    })
}

/// Removes the copies that the rota lets go. One that cannot be removed stays until the next time.
/// `made` stays whatever the clock says.
fn thin_out(folder: &Path, made: &Path) {
    let copies = copies_in(folder);
    for gone in to_drop(&copies)
        .into_iter()
        .filter(|copy| copy.path != made)
    {
        if let Err(error) = std::fs::remove_file(&gone.path) {
            tracing::warn!(%error, "removing an old copy");
        }
    }
}

/// Removes what an interrupted copy, rehearsal or record left.
pub(in crate::desk) fn clear_parts(folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_part = |path: &PathBuf| {
        let end = path.extension().unwrap_or_default().to_string_lossy();
        end.starts_with(PART) // also `.part-journal`
    };
    for part in entries.map(|entry| entry.path()).filter(is_part) {
        let _ = if part.is_dir() {
            std::fs::remove_dir_all(part)
        } else {
            std::fs::remove_file(part)
        };
    }
}

pub(super) fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
