//! What a restore would give up, told before it is done.

use super::compare::last_in_common;
use crate::domain::{Moment, StaffId};
use crate::i18n::Lang;
use crate::store::{Place, Store, StoreError, Stranger};
use crate::t;
use std::collections::BTreeMap;

/// What restoring a copy would give up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenUp {
    /// Nothing: the copy has every step of the file, or the restore itself will refuse the copy.
    Nothing,
    /// Steps that the copy does not have.
    Steps(LostSteps),
    /// Nobody can tell, because the file or its journal cannot be read.
    Unknown,
}

/// Steps of the home's file that a copy does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostSteps {
    /// Their number.
    steps: usize,
    /// When the first of them was entered.
    since: Moment,
    /// Who entered how many of them; `None` is nobody known.
    by: Vec<(Option<String>, usize)>,
}

/// Compares the file with the copy. Whatever goes wrong keeps nobody from restoring: a file that cannot be
/// read is what a restore is for.
pub(super) fn preview(file: Place<'_>, copy: Place<'_>, now: Moment) -> GivenUp {
    let ours = Store::open_read_only(file, now);
    if ours.as_ref().is_err_and(holds_nothing) {
        return GivenUp::Nothing;
    }
    let theirs = Store::open_read_only(copy, now);
    if theirs.as_ref().is_err_and(is_no_copy) {
        return GivenUp::Nothing;
    }
    let compared = ours.and_then(|ours| compare(&ours, &theirs?));
    compared.unwrap_or(GivenUp::Unknown)
}

/// Whether there is no file, or one without a byte.
fn holds_nothing(error: &StoreError) -> bool {
    match error {
        StoreError::Open { source, .. } => source.kind() == std::io::ErrorKind::NotFound,
        StoreError::NotAHome { what, .. } => *what == Stranger::Empty,
        _ => false,
    }
}

/// Whether a copy is one that the restore refuses.
fn is_no_copy(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::Open { .. }
            | StoreError::NotAHome { .. }
            | StoreError::NewerSchema { .. }
            | StoreError::Damaged
            | StoreError::Column { .. }
    )
}

fn compare(ours: &Store, theirs: &Store) -> Result<GivenUp, StoreError> {
    let id = |store: &Store| Ok::<_, StoreError>(store.home()?.map(|home| home.id));
    // The restore refuses a copy of another home.
    let (own, other) = (id(ours)?, id(theirs)?);
    if own.is_some() && own != other {
        return Ok(GivenUp::Nothing);
    }
    Ok(count(ours, theirs)?.map_or(GivenUp::Nothing, GivenUp::Steps))
}

fn count(ours: &Store, theirs: &Store) -> Result<Option<LostSteps>, StoreError> {
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
    Ok(since.map(|since| LostSteps {
        steps,
        since,
        by: by.collect(),
    }))
}

/// What would be given up: how many steps, since when, and by whom they were entered, or that it cannot be
/// told; `None` if nothing.
pub(crate) fn given_up_text(given_up: &GivenUp, lang: Lang) -> Option<String> {
    match given_up {
        GivenUp::Nothing => None,
        GivenUp::Steps(lost) => Some(lost.text(lang)),
        GivenUp::Unknown => Some(t!(lang, "restore-gives-up-unknown")),
    }
}

impl LostSteps {
    fn text(&self, lang: Lang) -> String {
        let by = self.by.iter().map(|(name, steps)| {
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
            steps = self.steps.to_string(),
            since = self.since.format("%Y-%m-%d %H:%M").to_string(),
            by = by.join(", ")
        )
    }
}
