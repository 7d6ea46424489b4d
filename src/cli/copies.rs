//! Copies of the home's file.

use super::call::{Call, Ended, Trouble};
use super::target::Target;
use crate::config::Environment;
use crate::desk::Desk;
use crate::desk::backup::make::make as make_copy;
use crate::desk::backup::{
    StickPlaces, copies_of_damaged, given_up_by, given_up_text, made_text, page, restore_in,
    restored_text,
};
use crate::desk::locks::LocksError;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::LookKind;
use crate::store::Store;
use crate::t;
use std::path::Path;

/// Makes a copy in the folder of copies and on the second place.
pub(super) fn make(call: &Call, environment: &Environment) -> Result<Ended, Trouble> {
    let desk = opened(call, environment)?;
    desk.ask(Query::File)?;
    copied(call, &desk).map(Ended::done)
}

/// The same for a home that is open, whoever closed its day; gives what it came to. One in which faults were found is no copy, and a
/// script must not take it for one.
pub(super) fn copied(call: &Call, desk: &Desk) -> Result<String, Trouble> {
    let order = desk.own_backup_order()?.ok_or(Refusal::NoHome)?;
    let made = make_copy(&order)?;
    let text = made_text(&made, call.lang, false);
    let rehearsed = made.rehearsal.map_or(0, |one| one.faults);
    if made.faults > 0 || rehearsed > 0 {
        return Err(Trouble::Failed(text));
    }
    Ok(text)
}

/// Copies the home's file to another file.
pub(super) fn to_file(call: &Call, file: &Path, force: bool) -> Result<Ended, Trouble> {
    check_name(call, file)?;
    let target = Target::new(call, file, force)?;
    let mut desk = call.existing()?;
    desk.ask(Query::File)?;
    // Before the copy has its name: the whole home leaves by it.
    desk.note_look(LookKind::Copy, None);
    let store = desk.ask(Query::File)?;
    // What the copy holds is judged before it gets its name.
    target.write_with(|part| {
        store.copy_to(part)?;
        let copy = Store::open_read_only(store.beside(part), desk.now())?;
        match copy.verify()?.findings.len() {
            0 => Ok(()),
            faults => Err(Refusal::FaultsInFile { faults }.into()),
        }
    })?;
    Ok(Ended::done(t!(
        call.lang,
        "cli-backup-done",
        file = target.name()
    )))
}

/// Refuses names that the database takes for something else than a file, and a folder.
fn check_name(call: &Call, file: &Path) -> Result<(), Trouble> {
    let name = file.display().to_string();
    let is_special = name.trim().is_empty() || name.starts_with(':') || is_uri(&name);
    if is_special || file.is_dir() || file.file_name().is_none() || name.ends_with(['/', '\\']) {
        return Err(Trouble::Failed(t!(
            call.lang,
            "cli-backup-bad-name",
            file = name
        )));
    }
    Ok(())
}

/// Whether a name begins like `file:`.
fn is_uri(name: &str) -> bool {
    name.split_once(':')
        .is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("file"))
}

/// The state of the copies; all of them are opened and compared.
pub(super) fn list(call: &Call, environment: &Environment) -> Result<Ended, Trouble> {
    let read = opened(call, environment).and_then(|desk| {
        let is_migrated = desk.ask(Query::File)?.is_migrated();
        Ok((desk.safety(true)?, is_migrated))
    });
    let (safety, is_migrated) = match read {
        Ok((safety, is_migrated)) => (safety.ok_or(Refusal::NoHome)?, is_migrated),
        // What is there can be restored, though the file cannot be compared with it.
        Err(trouble) => {
            let copies = copies_of_damaged(&call.folder);
            if copies.is_empty() {
                return Err(trouble);
            }
            return Ok(Ended {
                out: copies.join("\n"),
                err: trouble.text(call.lang),
                code: 1,
            });
        }
    };
    let mut lines = page(&safety, call.lang);
    if is_migrated {
        // A file of an older version gets its head when it is brought up to date.
        lines.drain(..lines.len().min(2));
    }
    Ok(Ended {
        out: lines.join("\n"),
        code: u8::from(!safety.doubts.is_empty()),
        ..Ended::default()
    })
}

/// Restores a copy. The file may be damaged or missing.
///
/// Without `yes` only if it certainly gives up no step.
pub(super) fn restore(
    call: &Call,
    copy: &Path,
    (with_faults, yes): (bool, bool),
) -> Result<Ended, Trouble> {
    let doorway = call.doorway();
    // Of a plain file in a home with locks nothing is believed, as of one that cannot be opened: that is what a restore is
    // for. Whoever can open the file needs the right.
    let is_another = matches!(doorway.look(), Err(LocksError::PlainFile));
    let now = call.clock().now();
    let admitted = call.person.admission_to_restore(&doorway, now)?;
    if !is_another
        && admitted.has_somebody()
        && let Ok(desk) = call.existing()
    {
        desk.check_restore()?;
    }
    let admitted = call.admission_for(copy)?;
    let home = (call.folder.as_path(), &admitted.keys);
    let given_up = || given_up_text(&given_up_by(home, copy, &call.clock()), call.lang);
    if !yes && let Some(given_up) = given_up() {
        return Ok(Ended::failed(t!(
            call.lang,
            "cli-restore-preview",
            given_up = given_up,
            copy = copy.display().to_string()
        )));
    }
    let restored = restore_in(
        (call.folder.as_path(), &admitted),
        copy,
        &call.clock(),
        with_faults,
    )?;
    Ok(Ended::done(restored_text(&restored, call.lang)))
}

/// Where sticks appear on this PC.
pub(super) fn stick_places(environment: &Environment) -> StickPlaces {
    StickPlaces {
        parents: environment.stick_parents.clone(),
        drives: environment.drives.clone(),
    }
}

/// The home with the places where sticks appear.
pub(super) fn opened(call: &Call, environment: &Environment) -> Result<Desk, Trouble> {
    let mut desk = call.existing()?;
    desk.sticks = stick_places(environment);
    Ok(desk)
}
