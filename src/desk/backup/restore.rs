//! Restoring a copy: checked whole first; the file as it was stays beside the others.

use super::compare::{last_in_common, with_given_up};
use super::make::{copy_into, copying, name_of};
use super::name::copies_in;
use super::order::FOLDER;
use crate::desk::disk::{beside, remove, remove_with_log, sync_folder};
use crate::desk::locks::{encrypt_copies, is_plain_in_locked};
use crate::desk::refusal::Refusal;
use crate::domain::{Child, ChildId, Moment, StaffId};
use crate::house::privacy::retention::empty_before;
use crate::store::{
    Act, ActKind, Begin, FileKeys, Head, Place, SETTING_GIVEN_UP, SETTING_RECORDS_FROM, Setting,
    Store, StoreError, begin_of,
};
use chrono::NaiveDate;
use std::path::{Path, PathBuf};

/// Begins the name of the file as it was. The rota lets no such file go, and none is compared: its steps
/// were given up.
const BEFORE: &str = "before-restore-";
/// The restored file until it is whole and takes its place.
const NEXT: &str = "restoring.db";

/// Removes what an interrupted restore left. Only who holds the lock may do it.
pub(crate) fn remove_interrupted(data: &Path) {
    if let Err(error) = remove_with_log(&data.join(NEXT)) {
        tracing::warn!(%error, "removing an interrupted restore");
    }
}

/// How to restore.
#[derive(Debug, Clone)]
pub(super) struct RestoreOrder {
    /// What opens the file and the copy; the restored file is under the first of them.
    pub(super) keys: FileKeys,
    pub(super) now: Moment,
    pub(super) actor: Option<StaffId>,
    /// Restore a copy in which faults are found: it may be all that is left.
    pub(super) in_spite_of_faults: bool,
}

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Name of the copy.
    pub copy: String,
    /// The head that it ended with.
    pub head: Head,
    /// Where the file as it was lies now; `None` if there was none.
    pub before: Option<PathBuf>,
    /// Entries of the file as it was that the copy does not have; `None` if it could not be read.
    pub given_up: Option<i64>,
    /// Children whose data had been erased since the copy was made, and was erased from it too.
    pub erased: usize,
    /// All bytes of it are gone from the restored file.
    pub is_clean: bool,
    /// Faults of the copy, in spite of which it was restored.
    pub faults: usize,
}

/// Puts `copy` in the place of `file`. The caller holds the lock and has closed the file. Whenever it is
/// interrupted, either the old file or the restored one stands there whole.
pub(super) fn restore(file: &Path, copy: &Path, order: &RestoreOrder) -> Result<Restored, Refusal> {
    put_in_place(file, copy, order).map_err(|refusal| refusal.on_disk_of(file))
}

fn put_in_place(file: &Path, copy: &Path, order: &RestoreOrder) -> Result<Restored, Refusal> {
    let &RestoreOrder {
        now,
        actor,
        ref keys,
        ..
    } = order;
    let data = file.parent().unwrap_or_else(|| Path::new("."));
    let folder = data.join(FOLDER);
    std::fs::create_dir_all(&folder)
        .map_err(StoreError::file("making the backup folder", &folder))?;
    // Another program that copies at the same time would take our parts for leftovers.
    let _lock = copying(data)?;
    let next = data.join(NEXT);
    remove_with_log(&next)?;
    let (head, faults) = prepare(copy, &next, order)
        .and_then(|ready| {
            // Which home this is, a plain file in a home with locks does not say: the key that opens the copy does.
            if !is_put_there(file, copy, keys) {
                is_of_this_home(keys.at(file), keys.at(&next), now)?;
            }
            Ok(ready)
        })
        .inspect_err(|_| drop(remove_with_log(&next)))?;
    let aside =
        put_aside(keys.at(file), &folder, now).inspect_err(|_| drop(remove_with_log(&next)))?;
    // A plain file that was put in the place of the encrypted one is kept under the key as well.
    encrypt_copies(&folder, keys);
    let (given_up, erased) = say_so(
        (keys.at(&next), &folder),
        (head, &aside),
        &name_of(copy),
        (now, actor),
    )
    .inspect_err(|_| drop(remove_with_log(&next)))?;
    // The log of the old file must not be read into the new one.
    remove(&beside(file, "-wal"))?;
    remove(&beside(file, "-shm"))?;
    std::fs::rename(&next, file)
        .map_err(StoreError::file("putting the copy in its place", file))?;
    sync_folder(data);
    Ok(Restored {
        copy: name_of(copy),
        head,
        before: aside.path,
        given_up,
        erased: erased.children,
        is_clean: erased.is_clean,
        faults,
    })
}

/// Copies the copy to `next`, migrates it if it is older, and checks it whole. Returns the head with which
/// it ends and the number of its faults.
fn prepare(copy: &Path, next: &Path, order: &RestoreOrder) -> Result<(Head, usize), Refusal> {
    let now = order.now;
    let checked = || -> Result<(Head, usize), StoreError> {
        let next = order.keys.at(next);
        let source = Store::open_read_only(order.keys.at(copy), now)?;
        let head = source.head()?;
        source.copy_under(next)?;
        let restored = Store::open(next, now)?;
        // What is only kept for speed is no fault of a copy.
        restored.forget_days()?;
        Ok((head, restored.verify()?.findings.len()))
    };
    let (head, faults) = checked().map_err(|error| match error {
        // The copy is meant, not the file in use.
        StoreError::Damaged | StoreError::Column { .. } => Refusal::UnreadableCopy,
        error => error.into(),
    })?;
    if faults > 0 && !order.in_spite_of_faults {
        return Err(Refusal::FaultyCopy { faults });
    }
    Ok((head, faults))
}

/// Whether the file is plain although the home has locks, and the copy is under its key. The file is closed.
fn is_put_there(file: &Path, copy: &Path, keys: &FileKeys) -> bool {
    let begin = begin_of(copy).unwrap_or(Begin::Other);
    !keys.is_empty()
        && file.parent().is_some_and(is_plain_in_locked)
        && matches!(begin, Begin::Encrypted(_))
}

/// Refuses a copy of another home: its children would take the place of ours.
fn is_of_this_home(file: Place<'_>, next: Place<'_>, now: Moment) -> Result<(), Refusal> {
    let home = |place: Place<'_>| Store::open_read_only(place, now).and_then(|store| store.home());
    let theirs = home(next)?.map(|home| home.id);
    match home(file).ok().flatten().map(|home| home.id) {
        Some(ours) if Some(ours) != theirs => Err(Refusal::CopyOfOtherHome),
        _ => Ok(()),
    }
}

/// The file as it was.
struct Aside {
    /// Where it lies now; `None` if there was none.
    path: Option<PathBuf>,
    /// Its head; `None` if it could not be read.
    head: Option<Head>,
    /// The entries that it had given up itself.
    given_up: String,
}

/// Keeps the file as it was: as a copy if it can be read, else as it lies on the disk.
fn put_aside(file: Place<'_>, folder: &Path, now: Moment) -> Result<Aside, StoreError> {
    let kept = Store::open_read_only(file, now).and_then(|old| {
        let given_up = old.setting(SETTING_GIVEN_UP)?.unwrap_or_default();
        let (path, head, _) = copy_into(&old, folder, (now, BEFORE))?;
        Ok((path, head, given_up))
    });
    match kept {
        Ok((path, head, given_up)) => {
            // All of it is in the file then; a log that is left has nothing more.
            Store::open(file, now)?.settle()?;
            Ok(Aside {
                path: Some(path),
                head: Some(head),
                given_up,
            })
        }
        Err(error @ StoreError::DiskFull) => Err(error),
        Err(_) => {
            let path = folder.join(now.format("damaged-%Y%m%d-%H%M%S.db").to_string());
            for end in ["", "-wal"] {
                let (from, to) = (beside(file.path, end), beside(&path, end));
                if from.is_file() {
                    keep_as_it_lies(&from, &to)
                        .map_err(StoreError::file("keeping the damaged file", to))?;
                }
            }
            Ok(Aside {
                path: path.is_file().then_some(path),
                head: None,
                given_up: String::new(),
            })
        }
    }
}

/// Copies a file byte for byte. One of which not even that can be read gets a second name, which stays when
/// another file takes its place.
fn keep_as_it_lies(from: &Path, to: &Path) -> std::io::Result<()> {
    use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    let copied = std::fs::copy(from, to)
        .and_then(|_| std::fs::File::options().write(true).open(to)?.sync_all());
    match copied {
        Err(error) if !matches!(error.kind(), FileTooLarge | QuotaExceeded | StorageFull) => {
            let _ = std::fs::remove_file(to);
            std::fs::hard_link(from, to).map_err(|_| error)
        }
        copied => copied,
    }
}

/// Writes into the restored file that it was restored, and which entries were given up. Returns their
/// number. What was erased since the copy was made is erased from it too; returns from how many children.
fn say_so(
    (next, folder): (Place<'_>, &Path),
    (head, old): (Head, &Aside),
    copy: &str,
    (now, actor): (Moment, Option<StaffId>),
) -> Result<(Option<i64>, ErasedAgain), StoreError> {
    let mut store = Store::open(next, now)?;
    let copies = copies_in(folder);
    let compared = match (&old.path, old.head) {
        (Some(path), Some(head)) => {
            let old = Store::open_read_only(Place { path, ..next }, now)?;
            let common = last_in_common(&store, &old).and_then(|common| {
                let erasures = erasures_after(&old, common)?;
                Ok(((common, head.seq), erasures))
            });
            match common {
                Err(
                    StoreError::Damaged
                    | StoreError::Column { .. }
                    | StoreError::DiskFailed
                    | StoreError::Sql(_),
                ) => None,
                common => Some(common?),
            }
        }
        _ => None,
    };
    let (parted, erasures) = if let Some(compared) = compared {
        compared
    } else {
        // A file that cannot be read: as far as any copy of it reaches.
        let reached = copies.iter().map(|copy| copy.head.seq).max();
        let reached = reached.unwrap_or(head.seq).max(head.seq);
        ((head.seq, reached), Vec::new())
    };
    // Copies of a clock that was ahead are copies of what is given up too.
    let present = now.naive_local();
    let until = copies.first().map_or(present, |copy| copy.at.max(present));
    let goes_on = head.seq > parted.0;
    let value = with_given_up((&store, &old.given_up), parted, (until, goes_on))?;
    // The file itself may not know who sits at the desk.
    let staff = store.staff()?;
    let actor = actor.filter(|actor| staff.iter().any(|one| one.id == *actor));
    let newest = store.newest_moment()?.map_or(now, |newest| newest.max(now));
    let act = Act::new(newest, actor, ActKind::Restore).because(copy);
    let setting = Setting {
        name: SETTING_GIVEN_UP.to_owned(),
        value,
    };
    store.write(&act, |writer| writer.put(&setting))?;
    let mut erased = ErasedAgain {
        children: 0,
        is_clean: true,
    };
    for erasure in erasures {
        match erasure {
            Erasure::Child(child, reason) => {
                let again = Act::new(newest, actor, ActKind::Erase).about(child);
                // Of a file that was put into another the journal holds what was typed, though its row has ended.
                let done = store.erase(child, &again.because(reason))?;
                erased.children += usize::from(done.seq.is_some() && store.child(child).is_ok());
                erased.is_clean &= done.is_clean;
            }
            Erasure::Register(before, reason) => {
                let empty = empty_before(&store, &store.all::<Child>()?, before)?;
                for child in &empty {
                    let again = Act::new(newest, actor, ActKind::Erase).about(*child);
                    store.erase(*child, &again.because(reason.clone()))?;
                }
                let again = Act::new(newest, actor, ActKind::DeleteOld).because(reason);
                let done = store.delete_outlived((before, &empty), &again)?;
                erased.is_clean &= done.is_clean;
            }
        }
    }
    store.settle()?;
    Ok((old.head.map(|_| parted.1 - parted.0), erased))
}

/// What had been erased since the copy was made.
struct ErasedAgain {
    children: usize,
    is_clean: bool,
}

/// What was erased after the copy was made, and why.
enum Erasure {
    /// The data of a child.
    Child(ChildId, String),
    /// The register before a day.
    Register(NaiveDate, String),
}

/// What was erased after an entry of a file, in the order of the steps.
fn erasures_after(store: &Store, seq: i64) -> Result<Vec<Erasure>, StoreError> {
    let mut erasures = Vec::new();
    store.each_entry((seq.saturating_add(1), i64::MAX), |entry, changes| {
        let reason = entry.act.reason;
        match (entry.act.kind, entry.act.subject) {
            (ActKind::Erase, Some(child)) => erasures.push(Erasure::Child(child, reason)),
            (ActKind::DeleteOld, _) => {
                let changes = changes()?;
                let mut settings = changes.iter().filter(|one| one.key == SETTING_RECORDS_FROM);
                let day = settings.find_map(|one| one.after.as_ref()?.text("value").parse().ok());
                // A later deletion of the same month names no day anew.
                let day = day.max(store.records_from()?);
                erasures.extend(day.map(|day| Erasure::Register(day, reason)));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(erasures)
}
