//! Copies of the home's file.

use super::call::{Call, Ended, Trouble};
use super::target::Target;
use crate::config::Environment;
use crate::desk::Desk;
use crate::desk::backup::make::make as make_copy;
use crate::desk::backup::{
    StickPlaces, copies_of_damaged, made_text, page, restore_in, restored_text,
};
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::t;
use std::path::Path;

/// Makes a copy in the folder of copies and on the second place.
pub(super) fn make(call: &Call, environment: &Environment) -> Result<Ended, Trouble> {
    let desk = opened(call, environment)?;
    copied(call, &desk).map(Ended::done)
}

/// The same for a home that is open; gives what it came to. One in which faults were found is no copy, and a
/// script must not take it for one.
pub(super) fn copied(call: &Call, desk: &Desk) -> Result<String, Trouble> {
    let order = desk.backup_order()?.ok_or(Refusal::NoHome)?;
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
    let target = Target::new(call, file, force)?;
    let desk = call.existing()?;
    let store = desk.ask(Query::File)?;
    target.write_with(|part| store.copy_to(part))?;
    Ok(Ended::done(t!(
        call.lang,
        "cli-backup-done",
        file = target.name()
    )))
}

/// The state of the copies; all of them are opened and compared.
pub(super) fn list(call: &Call, environment: &Environment) -> Result<Ended, Trouble> {
    let read = opened(call, environment).and_then(|desk| Ok(desk.safety(true)?));
    let safety = match read {
        Ok(safety) => safety.ok_or(Refusal::NoHome)?,
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
    let lines = page(&safety, call.lang);
    Ok(Ended {
        out: lines.join("\n"),
        code: u8::from(!safety.doubts.is_empty()),
        ..Ended::default()
    })
}

/// Restores a copy. The file may be damaged or missing.
pub(super) fn restore(call: &Call, copy: &Path, with_faults: bool) -> Result<Ended, Trouble> {
    let restored = restore_in(&call.folder, copy, &call.clock(), with_faults)?;
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
