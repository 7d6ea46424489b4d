//! What a restore would give up, told before it is done.

use super::compare::last_in_common;
use crate::domain::{Moment, StaffId};
use crate::i18n::Lang;
use crate::store::{Store, StoreError};
use crate::t;
use std::collections::BTreeMap;
use std::path::Path;

/// Steps of the home's file that a copy does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUp {
    /// Their number.
    steps: usize,
    /// When the first of them was entered.
    since: Moment,
    /// Who entered how many of them; `None` is nobody known.
    by: Vec<(Option<String>, usize)>,
}

/// Compares the file with the copy; `None` if restoring it gives up nothing that can be read.
///
/// What keeps a copy from being restored, and a file that cannot be read, is said by the restore itself.
pub(super) fn preview(
    file: &Path,
    copy: &Path,
    now: Moment,
) -> Result<Option<GivenUp>, StoreError> {
    let (Ok(ours), Ok(theirs)) = (
        Store::open_read_only(file, now),
        Store::open_read_only(copy, now),
    ) else {
        return Ok(None);
    };
    let id = |store: &Store| store.home().ok().flatten().map(|home| home.id);
    if id(&ours) != id(&theirs) {
        return Ok(None);
    }
    // A journal that cannot be read cannot be counted; the file is kept beside in any case.
    let counted = count(&ours, &theirs);
    match counted {
        Err(StoreError::Damaged | StoreError::Column { .. }) => Ok(None),
        counted => counted,
    }
}

fn count(ours: &Store, theirs: &Store) -> Result<Option<GivenUp>, StoreError> {
    let last = last_in_common(ours, theirs)?;
    let (mut steps, mut since) = (0, None);
    let mut by: BTreeMap<Option<StaffId>, usize> = BTreeMap::new();
    ours.each_entry((last.saturating_add(1), i64::MAX), |entry, _| {
        steps += 1;
        since.get_or_insert(entry.act.at);
        *by.entry(entry.act.actor).or_default() += 1;
        Ok(())
    })?;
    let staff = ours.staff()?;
    let name = |id: StaffId| {
        let found = staff.iter().find(|one| one.id == id);
        found.map(|one| one.name.clone())
    };
    let by = by.into_iter().map(|(id, count)| (id.and_then(name), count));
    Ok(since.map(|since| GivenUp {
        steps,
        since,
        by: by.collect(),
    }))
}

/// What would be given up: how many steps, since when, and by whom they were entered.
pub(crate) fn given_up_text(given_up: &GivenUp, lang: Lang) -> String {
    let by = given_up.by.iter().map(|(name, steps)| {
        let unknown = || t!(lang, "restore-preview-unknown");
        let name = name.clone().unwrap_or_else(unknown);
        t!(
            lang,
            "restore-preview-by",
            name = name,
            steps = steps.to_string()
        )
    });
    let by: Vec<String> = by.collect();
    t!(
        lang,
        "restore-gives-up",
        steps = given_up.steps.to_string(),
        since = given_up.since.format("%Y-%m-%d %H:%M").to_string(),
        by = by.join(", ")
    )
}
