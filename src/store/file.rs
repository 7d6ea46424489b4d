//! The open file: opening, writing a step, copying.

use super::error::StoreError;
use super::head::Head;
use super::journal::act::Act;
use super::open::cipher::{FileKeys, Place};
use super::open::connection::{self, Access, WriteGuard};
use super::open::migrations;
use super::open::probe;
use super::open::progress::Progress;
use super::open::reading::Snapshot;
use super::open::watch::{Look, Watch, beside};
use super::open::why::{Loss, WhyReadOnly};
use super::rows::db::{Db, Idents};
use super::writer::{Writer, Written};
use crate::domain::Moment;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use zeroize::Zeroizing;

/// The name of a file in memory.
const MEMORY: &str = ":memory:";

/// Where the first page says whether the file has a log, for writing and for reading.
const IMAGE_JOURNAL: [usize; 2] = [18, 19];
/// It has none.
const NO_LOG: u8 = 1;

/// The open file.
#[derive(Debug)]
pub struct Store {
    pub(super) conn: Connection,
    /// The numbers of identifiers read so far.
    idents: Idents,
    path: PathBuf,
    keys: FileKeys,
    access: Access,
    is_migrated: bool,
    /// Notices if the file is taken away; `None` for what is not the file itself.
    watch: Option<Watch>,
    /// A head of the chain that this program has read before: what is read now may be of another file.
    known_head: Cell<Option<Head>>,
    /// The head of the file without its log, when it was last looked at.
    base_head: Cell<Option<Head>>,
    /// That somebody else wrote into the file, which is final.
    destroyed: Cell<Option<Loss>>,
    /// The state that is read; `None` if the connection sees what others write.
    snapshot: Option<Snapshot>,
    /// Whether an entry is being written; the guard triggers ask for it.
    pub(super) writing: Arc<AtomicBool>,
}

impl Store {
    /// Opens the file, creates it if there is none, and migrates it to the newest schema.
    ///
    /// A file of an older schema is first copied to the folder `backups` beside it; `now` is part of
    /// the copy's name.
    pub(crate) fn open<'a>(place: impl Into<Place<'a>>, now: Moment) -> Result<Self, StoreError> {
        Self::open_telling(place, now, &mut |_, _| {})
    }

    /// [`Store::open`], telling how far bringing an older file up to date has come.
    pub(crate) fn open_telling<'a>(
        place: impl Into<Place<'a>>,
        now: Moment,
        progress: Progress<'_>,
    ) -> Result<Self, StoreError> {
        let place = place.into();
        Self::open_or_make(place, now, progress).map_err(|error| error.on_disk_of(place.path))
    }

    fn open_or_make(
        place: Place<'_>,
        now: Moment,
        progress: Progress<'_>,
    ) -> Result<Self, StoreError> {
        let path = place.path;
        if path == Path::new(MEMORY) {
            let mut store = Self::connect(place, Access::ReadWrite)?;
            migrations::run(&mut store.conn, &store.writing, (place, now), progress)?;
            return Ok(store);
        }
        if !probe::has_home(path)? {
            create(place, now)?;
        }
        let connected = Self::connect(place, Access::ReadWrite);
        let mut store = connected.map_err(|error| match error {
            StoreError::Damaged => probe::of_unreadable(path),
            error => error,
        })?;
        probe::check_ours(&store.conn, path)?;
        if store.conn.is_readonly(rusqlite::MAIN_DB)? {
            return Err(StoreError::ReadOnly(WhyReadOnly::NotAllowed));
        }
        migrations::run(&mut store.conn, &store.writing, (place, now), progress)?;
        store.begin_to_watch()?;
        Ok(store)
    }

    /// Opens a file that must exist, for reading only. A file of an older schema is read from a copy
    /// in memory, which is migrated; the file stays as it is, and nothing is created beside it that
    /// stays.
    pub(crate) fn open_read_only<'a>(
        place: impl Into<Place<'a>>,
        now: Moment,
    ) -> Result<Self, StoreError> {
        Self::open_only_to_read(place, WhyReadOnly::Asked, now)
    }

    /// [`Store::open_read_only`], with the reason for which nothing can be written.
    pub(crate) fn open_only_to_read<'a>(
        place: impl Into<Place<'a>>,
        why: WhyReadOnly,
        now: Moment,
    ) -> Result<Self, StoreError> {
        let place = place.into();
        let path = place.path;
        if !probe::has_home(path)? {
            return Err(StoreError::Open {
                path: path.to_owned(),
                source: std::io::ErrorKind::NotFound.into(),
            });
        }
        let writing = Arc::new(AtomicBool::new(false));
        let (conn, snapshot) = probe::open(place, &writing)?;
        let mut store = Self::with(conn, place, Access::ReadOnly(why), writing);
        store.snapshot = snapshot;
        let schema = migrations::check(&store.conn)?;
        if schema == migrations::LATEST {
            store.begin_to_watch()?;
            return Ok(store);
        }
        let mut copy = store.copy_in_memory()?;
        migrations::apply(&mut copy.conn, &copy.writing, now, &mut |_, _| {})?;
        copy.is_migrated = true;
        Ok(copy)
    }

    /// The whole file in memory. A change of the copy changes nothing on disk; for the caller it is
    /// open for reading only.
    pub(super) fn copy_in_memory(&self) -> Result<Self, StoreError> {
        let mut copy = Self::connect(Path::new(MEMORY).into(), Access::ReadWrite)?;
        if self.keys.is_empty() {
            match Backup::new(&self.conn, &mut copy.conn)?.step(-1)? {
                StepResult::Done => {}
                // Nothing was copied: an empty home must not be taken for this one.
                _ => return Err(StoreError::Busy),
            }
        } else {
            // Pages of an encrypted file cannot go into one that is not.
            let image = self.image()?;
            let (main, length) = (rusqlite::MAIN_DB, image.len());
            copy.conn
                .deserialize_read_exact(main, image.as_slice(), length, false)?;
        }
        copy.path.clone_from(&self.path);
        copy.access = match self.access {
            Access::ReadWrite => Access::ReadOnly(WhyReadOnly::Copy),
            only @ Access::ReadOnly(_) => only,
        };
        Ok(copy)
    }

    /// A file in memory, for tests, measurements and as a pattern of the newest schema.
    pub(crate) fn in_memory(now: Moment) -> Result<Self, StoreError> {
        Self::open(Path::new(MEMORY), now)
    }

    /// A file in memory that nothing can be written to: it stands where no file is open.
    pub(crate) fn nowhere(now: Moment) -> Result<Self, StoreError> {
        let mut store = Self::in_memory(now)?;
        store.access = Access::ReadOnly(WhyReadOnly::Copy);
        Ok(store)
    }

    fn connect(place: Place<'_>, access: Access) -> Result<Self, StoreError> {
        let writing = Arc::new(AtomicBool::new(false));
        let conn = connection::open(place, access, Arc::clone(&writing))?;
        Ok(Self::with(conn, place, access, writing))
    }

    fn begin_to_watch(&mut self) -> Result<(), StoreError> {
        self.known_head.set(Some(self.head()?));
        self.watch = Watch::begin(&self.path).ok();
        match &self.watch {
            // Without a log the file holds everything, and is not opened a second time at each start.
            Some(watch) if !watch.has_log() => self.base_head.set(self.known_head.get()),
            Some(watch) => self.note(watch),
            None => {}
        }
        Ok(())
    }

    fn with(conn: Connection, place: Place<'_>, access: Access, writing: Arc<AtomicBool>) -> Self {
        Self {
            conn,
            idents: Idents::default(),
            path: place.path.to_owned(),
            keys: place.own_keys(),
            access,
            is_migrated: false,
            watch: None,
            known_head: Cell::new(None),
            base_head: Cell::new(None),
            destroyed: Cell::new(None),
            snapshot: None,
            writing,
        }
    }

    /// Path of the file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Where the file is, with the keys that it was opened with.
    pub(crate) fn place(&self) -> Place<'_> {
        self.keys.at(&self.path)
    }

    /// Another file that the same keys may open.
    pub(crate) fn beside<'a>(&'a self, path: &'a Path) -> Place<'a> {
        self.keys.at(path)
    }

    /// Whether this is a migrated copy in memory of a file of an older schema.
    pub(crate) fn is_migrated(&self) -> bool {
        self.is_migrated
    }

    /// Whether the file is in memory only, so that nothing of it lies on the disk.
    pub(crate) fn is_in_memory(&self) -> bool {
        self.path == Path::new(MEMORY)
    }

    /// Whether this program may write.
    pub(crate) fn access(&self) -> Access {
        self.access
    }

    /// Runs `step` and, if it changed a row, appends one journal entry in the same transaction. If
    /// `step` fails, nothing is written.
    ///
    /// The entry is on disk when this returns.
    pub(crate) fn write<T, E: From<StoreError>>(
        &mut self,
        act: &Act,
        step: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        self.write_seeing(act, |_, writer| step(writer))
    }

    /// [`Store::write`] with a step that also reads: the file as it is inside the step.
    pub(crate) fn write_seeing<T, E: From<StoreError>>(
        &mut self,
        act: &Act,
        step: impl FnOnce(&Self, &mut Writer<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        if let Access::ReadOnly(why) = self.access {
            return Err(StoreError::ReadOnly(why).into());
        }
        self.check_place()?;
        let _up = WriteGuard::raise(&self.writing);
        let mut writer = Writer::begin(&self.conn, &self.idents, act)?;
        self.known_head.set(Some(writer.head_before()));
        let written = step(self, &mut writer).and_then(|value| {
            let seq = writer.commit()?;
            // Only now the step is said to be saved.
            self.watch.as_ref().map_or(Ok(()), still_there)?;
            Ok(Written { value, seq })
        });
        if !written.as_ref().is_ok_and(|written| written.seq.is_some()) {
            self.idents.forget();
        }
        written
    }

    /// The file with the numbers of its identifiers.
    pub(super) fn db(&self) -> Db<'_> {
        Db::new(&self.conn, &self.idents)
    }

    /// Whether the open file is still the one at its path, with the content that this program knows.
    ///
    /// Cheap as long as nobody else has written to the file; then its pages are checked and its chain
    /// is compared with ours.
    pub(crate) fn check_place(&self) -> Result<(), StoreError> {
        let Some(watch) = &self.watch else {
            return Ok(());
        };
        if let Some(loss) = self.destroyed.get() {
            return Err(StoreError::Lost(loss));
        }
        match watch.look() {
            Look::Same => Ok(()),
            Look::Lost(loss) => {
                if matches!(loss, Loss::Gone | Loss::Replaced) {
                    self.finish_moved(watch);
                }
                Err(StoreError::Lost(loss))
            }
            // Also when the program that writes moves its log into the file, which it does when idle.
            Look::Touched => {
                match self.is_the_same_inside() {
                    Ok(true) => {
                        self.note(watch);
                        return Ok(());
                    }
                    // Another program may be writing just now, or the disk did not answer: nothing is known.
                    Err(error @ (StoreError::Busy | StoreError::Open { .. })) => return Err(error),
                    Ok(false) | Err(_) => {}
                }
                let loss = watch.loss_of_content();
                self.give_up(watch, loss);
                Err(StoreError::Lost(loss))
            }
        }
    }

    /// Moves the log into the file that was open, wherever that is now: it is whole without its log, and
    /// the log does not fall to another file that is put at the path.
    fn finish_moved(&self, watch: &Watch) {
        if self.access != Access::ReadWrite {
            return;
        }
        let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
        let is_busy = self.conn.query_row(sql, [], |row| row.get::<_, bool>(0));
        if !matches!(is_busy, Ok(false)) && watch.is_replaced() {
            watch.put_log_aside();
        }
    }

    /// Somebody else wrote into the file: nothing more of ours goes into it.
    fn give_up(&self, watch: &Watch, loss: Loss) {
        self.destroyed.set(Some(loss));
        if self.access == Access::ReadWrite {
            self.leave_log();
            watch.put_log_aside();
        }
    }

    /// The log stays as it is when this connection closes.
    fn leave_log(&self) {
        let config = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
        let _ = self.conn.set_db_config(config, true);
    }

    /// Whether what is read is still of the file that was opened, also after it was lost: a file that was
    /// overwritten in place gives the rows of whatever stands there now.
    pub(crate) fn still_reads_ours(&self) -> bool {
        let known = self.known_head.get();
        known.is_none_or(|known| matches!(self.head_at(known.seq), Ok(Some(head)) if head == known))
    }

    /// Opens the file a second time, as another program would, and compares the chains.
    fn is_the_same_inside(&self) -> Result<bool, StoreError> {
        let ours = match self.known_head.get() {
            Some(head) => head,
            None => self.head()?,
        };
        let other = Self::connect(self.place(), Access::ReadOnly(WhyReadOnly::Asked))?;
        let sound: String = other
            .conn
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        Ok(sound == "ok" && other.head_at(ours.seq)? == Some(ours) && self.is_ours_without_log())
    }

    /// Whether the file alone still holds the entry that it held. The log over another file looks whole:
    /// the pages of the last steps are in it.
    fn is_ours_without_log(&self) -> bool {
        let Some(base) = self.base_head.get() else {
            return true;
        };
        let held = self.without_log().and_then(|alone| alone.head_at(base.seq));
        // A program that moves the log just now leaves the file unreadable for that moment.
        held.is_err() || held.is_ok_and(|held| held == Some(base))
    }

    /// The file as it lies, without what stands in its log only.
    fn without_log(&self) -> Result<Self, StoreError> {
        let writing = Arc::new(AtomicBool::new(false));
        let conn = connection::open_immutable(self.place(), Arc::clone(&writing))?;
        let access = Access::ReadOnly(WhyReadOnly::Asked);
        Ok(Self::with(conn, self.place(), access, writing))
    }

    /// Takes what is at the paths now for what is known.
    fn note(&self, watch: &Watch) {
        watch.note();
        let head = self.without_log().and_then(|alone| alone.head());
        self.base_head.set(head.ok());
    }

    /// Whether what is read is of a state that the file on disk no longer has.
    pub(crate) fn is_outdated(&self) -> bool {
        let snapshot = self.snapshot.as_ref();
        snapshot.is_some_and(|snapshot| snapshot.is_old(&self.path))
    }

    /// A number that changes when another program has written. Own steps do not change it.
    pub(crate) fn outside_version(&self) -> Result<i64, StoreError> {
        let mut statement = self.conn.prepare_cached("PRAGMA data_version")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// As long as the result lives, everything that is read is of the same moment. This connection
    /// cannot write meanwhile.
    pub(crate) fn at_one_moment(&self) -> Result<impl Sized + '_, StoreError> {
        Ok(self.conn.unchecked_transaction()?)
    }

    /// Copies the whole file to `target`, which must not exist, under the same key; the copy's pages are checked.
    pub fn copy_to(&self, target: &Path) -> Result<(), StoreError> {
        connection::copy(&self.conn, &self.writing, self.keys.at(target))
            .map_err(|error| error.on_disk_of_copy(target, &self.path))
    }

    /// Copies the whole file to `target`, which must not exist, under the first of its keys, or plain if it has none.
    pub(crate) fn copy_under(&self, target: Place<'_>) -> Result<(), StoreError> {
        connection::copy_under(&self.conn, &self.writing, target)
            .map_err(|error| error.on_disk_of_copy(target.path, &self.path))
    }

    /// The pages of the file as they are at one moment, plain, as a file in memory takes them.
    fn image(&self) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let (mut conn, _) = probe::open(self.place(), &Arc::new(AtomicBool::new(false)))?;
        let mut image = Zeroizing::new(conn.serialize(rusqlite::MAIN_DB)?.to_vec());
        // What is in memory has no log.
        for place in IMAGE_JOURNAL {
            if let Some(byte) = image.get_mut(place) {
                *byte = NO_LOG;
            }
        }
        Ok(image)
    }

    /// Moves the whole write-ahead log into the file and empties it, so that the file alone holds
    /// everything. Fails if another program reads at the same time.
    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        self.check_place()?;
        let is_busy: bool = self
            .conn
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        self.note_place();
        if is_busy {
            Err(StoreError::Busy)
        } else {
            Ok(())
        }
    }

    /// Moves the write-ahead log into the file. Called when idle, so that no sign-in waits for it.
    pub(crate) fn checkpoint(&self) -> Result<(), StoreError> {
        self.check_place()?;
        self.conn
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        self.note_place();
        Ok(())
    }

    /// After this program has written to the file itself.
    fn note_place(&self) {
        if let Some(watch) = &self.watch
            && still_there(watch).is_ok()
        {
            self.note(watch);
        }
    }
}

impl Drop for Store {
    /// When the last connection closes, `SQLite` moves the log into the file: not into what somebody else
    /// made of it, and not if this program only reads.
    fn drop(&mut self) {
        if self.access == Access::ReadWrite {
            let _ = self.check_place();
        } else if std::fs::metadata(beside(&self.path, "-wal")).is_ok_and(|log| log.len() > 0) {
            self.leave_log();
        }
    }
}

/// Fails if the paths lead to other files than before; that this program has written does not matter.
fn still_there(watch: &Watch) -> Result<(), StoreError> {
    match watch.look() {
        Look::Lost(loss) => Err(StoreError::Lost(loss)),
        Look::Same => Ok(()),
        Look::Touched => {
            watch.note();
            Ok(())
        }
    }
}

/// Makes an empty home under another name, and gives it its own when it is whole: a file that a power cut
/// left half made is never at the path.
fn create(place: Place<'_>, now: Moment) -> Result<(), StoreError> {
    let path = place.path;
    let begun = beside(path, ".new");
    let new = Place {
        path: &begun,
        ..place
    };
    let remove = || {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(beside(&begun, end));
        }
    };
    remove();
    let made = Store::connect(new, Access::ReadWrite).and_then(|mut store| {
        migrations::run(&mut store.conn, &store.writing, (new, now), &mut |_, _| {})?;
        store.settle()
    });
    let named = made.and_then(|()| {
        std::fs::rename(&begun, path).map_err(StoreError::file("naming the new file", path))
    });
    named.inspect_err(|_| remove())
}
