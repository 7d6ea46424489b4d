//! Measures what the checks are judged from. Reads only, but for one temporary file that the system
//! removes by itself.

use super::check::{Holder, Obstacle, Place};
use super::copies::copies;
use super::facts::{
    ChainFacts, Facts, FileFacts, FileFault, HomeFigures, Measured, RightsFacts, SafetyFacts,
    Space, StickFacts, TerminalFacts,
};
use crate::desk::FILE;
use crate::desk::backup::whole_state;
use crate::desk::locks::is_plain_in_locked;
use crate::desk::opening::SEAT;
use crate::domain::Moment;
use crate::domain::rules::book::all_numbers;
use crate::i18n::Lang;
use crate::owner_only;
use crate::store::{
    self, Finding, Lock, SETTING_DEMO, SETTING_LANGUAGE, SETTING_SYMBOLS, SETTING_THEME, Store,
    StoreError,
};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// Number of writes whose median is the speed of the disk.
const WRITES: usize = 5;
/// Size of one write: a page of the database.
const PAGE: [u8; 4096] = [0; 4096];

/// Measures everything but the terminal.
pub(super) fn measure(place: &Place, terminal: TerminalFacts) -> Facts {
    let folder = &place.folder;
    let path = folder.join(FILE);
    // While this program has the file open it must not open it once more only to look how it begins.
    let is_another = place.holder == Holder::Nobody && is_plain_in_locked(&place.folder);
    let store = if is_another {
        Err(FileFault::Plain)
    } else {
        open(place.keys.at(&path), place.now)
    };
    let safety = match &store {
        Ok(store) => safety(store, place),
        Err(_) => Err(Obstacle::FileClosed),
    };
    let (file, chain, home) = match store {
        Ok(store) => read(&store, &path),
        Err(fault) => (
            Err(fault),
            Err(match fault {
                FileFault::Missing => Obstacle::NoHome,
                _ => Obstacle::FileClosed,
            }),
            HomeFigures::default(),
        ),
    };
    let is_folder = folder.is_dir();
    Facts {
        now: place.now,
        holder: holder(place),
        space: space(folder),
        sync: if is_folder {
            sync(folder).map_err(|error| obstacle(&error))
        } else {
            Err(Obstacle::NoHome)
        },
        file,
        chain,
        rights: if is_folder {
            Ok(RightsFacts {
                others_may_read: owner_only::others_may_read(folder)
                    .map_err(|error| obstacle(&error)),
                may_write: may_write(folder),
            })
        } else {
            Err(Obstacle::NoHome)
        },
        copies: if is_folder {
            copies(folder, place.now)
        } else {
            Err(Obstacle::NoHome)
        },
        safety,
        terminal,
        home,
    }
}

fn safety(store: &Store, place: &Place) -> Measured<SafetyFacts> {
    let state = whole_state(store, place.now, &place.sticks).map_err(|_| Obstacle::Failed)?;
    Ok(SafetyFacts {
        doubts: state.doubts.len(),
        stick: state.stick.map_or(StickFacts::NotChosen, |stick| {
            stick
                .copied_at
                .map_or(StickFacts::Never, StickFacts::Copied)
        }),
        rehearsed: state.rehearsal.map(|one| one.faults),
    })
}

fn obstacle(error: &io::Error) -> Obstacle {
    match error.kind() {
        // A limit on the size of files shows like a full disk: nothing more can be saved.
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            Obstacle::NoRoom
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Obstacle::NoRight,
        ErrorKind::Unsupported => Obstacle::NotHere,
        _ => Obstacle::Failed,
    }
}

/// The disk of the folder, or of the nearest folder above it that exists.
fn space(folder: &Path) -> Measured<Space> {
    let folder = std::path::absolute(folder).map_err(|error| obstacle(&error))?;
    let there = folder.ancestors().find(|one| one.is_dir());
    let stats = fs4::statvfs(there.ok_or(Obstacle::Failed)?).map_err(|error| obstacle(&error))?;
    Ok(Space {
        free: stats.available_space(),
        total: stats.total_space(),
    })
}

/// The median time until a page is on the disk. The file has no name (on Windows it is deleted when
/// closed), so the system removes it even if this program is killed.
fn sync(folder: &Path) -> io::Result<Duration> {
    let mut file = tempfile::tempfile_in(folder)?;
    let mut times = Vec::with_capacity(WRITES);
    for _ in 0..WRITES {
        file.write_all(&PAGE)?;
        let began = Instant::now();
        file.sync_all()?;
        times.push(began.elapsed());
    }
    times.sort_unstable();
    Ok(times.get(WRITES / 2).copied().unwrap_or_default())
}

fn may_write(folder: &Path) -> Measured<bool> {
    match tempfile::tempfile_in(folder) {
        Ok(_) => Ok(true),
        Err(error) => match obstacle(&error) {
            Obstacle::NoRight => Ok(false),
            other => Err(other),
        },
    }
}

/// Asks the lock file, unless the caller knows. The lock is held for this moment only, and a file
/// that is not there is not made.
fn holder(place: &Place) -> Holder {
    let lock = place.folder.join(SEAT);
    if place.holder != Holder::Nobody || !lock.is_file() {
        return place.holder;
    }
    match Lock::take(&lock) {
        Ok(None) => Holder::Other,
        Ok(Some(_)) | Err(_) => Holder::Nobody,
    }
}

fn open(file: store::Place<'_>, now: Moment) -> Result<Store, FileFault> {
    if !file.path.is_file() {
        return Err(FileFault::Missing);
    }
    Store::open_read_only(file, now).map_err(|error| fault(&error))
}

fn fault(error: &StoreError) -> FileFault {
    match *error {
        StoreError::NewerSchema { found, known } => FileFault::Newer { found, known },
        StoreError::Damaged | StoreError::NotAHome { .. } => FileFault::Damaged,
        StoreError::DiskFull => FileFault::NoRoom,
        StoreError::Busy => FileFault::Busy,
        StoreError::Locked => FileFault::Locked,
        _ => FileFault::Unopened,
    }
}

type Read = (
    Result<FileFacts, FileFault>,
    Measured<ChainFacts>,
    HomeFigures,
);

fn read(store: &Store, path: &Path) -> Read {
    let report = store.verify();
    let file = file_facts(store, path).and_then(|file| match &report {
        Ok(report) => Ok(FileFacts {
            damage: count(&report.findings, "damage"),
            ..file
        }),
        Err(StoreError::Damaged) => Err(FileFault::Damaged),
        Err(_) => Ok(file),
    });
    match file {
        // An empty file is left behind by a program that ended before its first question.
        Ok(FileFacts { schema: 0, .. }) => (
            Err(FileFault::Missing),
            Err(Obstacle::NoHome),
            HomeFigures::default(),
        ),
        Ok(file) => {
            let chain = report.map_or_else(|_| ChainFacts::unfinished(), |one| chain_facts(&one));
            (Ok(file), Ok(chain), figures(store))
        }
        Err(fault) => (Err(fault), Err(Obstacle::FileClosed), figures(store)),
    }
}

fn file_facts(store: &Store, path: &Path) -> Result<FileFacts, FileFault> {
    let bytes = std::fs::metadata(path).map_err(|_| FileFault::Unopened)?;
    let (schema, known) = Store::schema_of(store.beside(path)).map_err(|error| fault(&error))?;
    let newest = store.newest_moment();
    Ok(FileFacts {
        bytes: bytes.len(),
        schema,
        known,
        damage: 0,
        newest: if schema == 0 {
            None
        } else {
            newest.map_err(|error| fault(&error))?
        },
    })
}

impl ChainFacts {
    fn unfinished() -> Self {
        Self {
            entries: 0,
            rows: 0,
            findings: Vec::new(),
            is_finished: false,
        }
    }
}

fn chain_facts(report: &crate::store::Report) -> ChainFacts {
    let kinds = [
        "chain",
        "segment",
        "not-compared",
        "number",
        "row",
        "missing",
        "kept",
        "schema",
    ];
    let counted = kinds
        .into_iter()
        .map(|kind| (kind, count(&report.findings, kind)));
    ChainFacts {
        entries: report.entries,
        rows: report.rows,
        findings: counted.filter(|(_, count)| *count > 0).collect(),
        is_finished: true,
    }
}

fn count(findings: &[Finding], kind: &str) -> usize {
    findings.iter().filter(|one| one.code() == kind).count()
}

/// Tables by their number of rows, and settings whose value is one of the program's own words. What
/// a damaged file does not give is left out.
fn figures(store: &Store) -> HomeFigures {
    let languages: Vec<&str> = Lang::ALL.iter().map(|lang| lang.code()).collect();
    let known: [(&str, &[&str]); 3] = [
        (SETTING_LANGUAGE, &languages),
        (SETTING_THEME, &["dark", "light"]),
        (SETTING_SYMBOLS, &["unicode", "ascii"]),
    ];
    let mut settings = Vec::new();
    for (name, words) in known {
        let kept = store.setting(name).ok().flatten();
        settings.extend(
            kept.filter(|kept| words.contains(&kept.as_str()))
                .map(|kept| (name.to_owned(), kept)),
        );
    }
    if store.setting(SETTING_DEMO).is_ok_and(|kept| kept.is_some()) {
        settings.push((SETTING_DEMO.to_owned(), "yes".to_owned()));
    }
    let changed = store.rule_numbers().unwrap_or_default();
    for number in changed {
        if all_numbers().any(|known| known.name == number.name) {
            settings.push((number.name, number.value.to_string()));
        }
    }
    HomeFigures {
        rows: store.table_sizes().unwrap_or_default(),
        settings,
    }
}
