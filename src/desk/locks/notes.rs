//! Restricted notes of incidents and talks. In a home with locks they are sealed once more, under a key that only directors,
//! supervisors and the recovery words open: whoever else can open the home's file still cannot read them.
//!
//! Everything between the desk and the disk (journal, undo, copies, verification) handles the sealed text as any other.

use super::error::LocksError;
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::desk::rights::Locks;
use crate::domain::incident::{SEALED, SEALED_MAX};
use crate::domain::support::talk::Talk;
use crate::domain::{Noted, tidy};
use crate::store::{ActKind, Known, StoreError};
use crate::vault::sealed;
use crate::vault::secret::DataKey;

/// Stands for notes that are there and cannot be opened.
const CLOSED: &str = "***";

impl Desk {
    /// Notes that somebody typed as they are to be kept: sealed where the home has locks. Refused without the key for it.
    pub(in crate::desk) fn notes_to_keep<N: Noted>(
        &self,
        of: &N,
        typed: String,
    ) -> Result<String, Refusal> {
        if self.admitted.locks() == Locks::None {
            return Ok(typed);
        }
        let typed = tidy::line(&typed);
        if typed.is_empty() {
            return Ok(String::new());
        }
        // The store measures what it is given, and that is the sealed text.
        if typed.chars().count() > tidy::NOTE_MAX {
            let column = "notes";
            let most = tidy::NOTE_MAX;
            return Err(StoreError::TooLong { column, most }.into());
        }
        let key = self.restricted_key().ok_or(LocksError::NotEntitled)?;
        Ok(sealed_notes(key, of, &typed)?)
    }

    /// The notes of a record in words; `None` if they are sealed and nobody here has the key.
    ///
    /// It asks for no right: who may read is asked before.
    pub(in crate::desk) fn notes_in_words<N: Noted>(&self, of: &N) -> Option<String> {
        let Some(text) = sealed_part(of.notes()) else {
            return Some(of.notes().to_owned());
        };
        let key = self.restricted_key()?;
        let mut opened = sealed::open_text(key, label(of).as_bytes(), text)?;
        Some(std::mem::take(&mut *opened))
    }

    /// Whether notes are sealed.
    pub(in crate::desk) fn are_sealed(notes: &str) -> bool {
        sealed_part(notes).is_some()
    }

    /// Puts the notes in words for whoever may read them, and leaves them out for others: what nobody at the desk may read
    /// is not in memory either.
    pub(in crate::desk) fn show_notes(&self, known: &mut Known) {
        let is_hidden = self.locks == Locks::Set && self.ask(Query::Restricted).is_err();
        for one in known.incidents.values_mut().flatten() {
            one.notes = self.shown_notes(one, is_hidden);
        }
        for one in known.support.talks.values_mut().flatten() {
            one.notes = self.shown_notes(one, is_hidden);
        }
    }

    fn shown_notes<N: Noted>(&self, of: &N, is_hidden: bool) -> String {
        if is_hidden {
            return String::new();
        }
        self.notes_in_words(of).unwrap_or_else(|| CLOSED.to_owned())
    }

    /// Seals the notes that are plain, in one step, and takes the plain text from the journal; nothing without the key. The turn
    /// is the caller's. Entries of a version before readable texts keep it: they were hashed whole.
    ///
    /// The step is passed over by undo, as every setting is.
    pub(in crate::desk) fn seal_plain_notes(&mut self) -> Result<(), Refusal> {
        let Some(key) = self.restricted_key() else {
            return Ok(());
        };
        let incidents = all_sealed(key, self.store.incidents()?)?;
        let talks: Vec<Talk> = all_sealed(key, self.store.talks_held()?)?;
        // Once also without any: notes that were emptied or taken back before still stand in the journal.
        if incidents.is_empty() && talks.is_empty() && self.store.are_notes_sealed()? {
            return Ok(());
        }
        let act = self.act(ActKind::Setting);
        if !self.store.seal_notes((&incidents, &talks), &act)? {
            tracing::warn!("bytes of plain notes may be left in free pages of the file");
        }
        Ok(())
    }

    /// [`Self::seal_plain_notes`] after something that is done whether it succeeds or not.
    pub(in crate::desk) fn seal_plain_notes_now(&mut self) {
        if let Err(error) = self.seal_plain_notes() {
            tracing::warn!(?error, "sealing notes");
        }
    }

    /// Seals what is still plain when somebody with the key comes in, as after a restore by somebody without it.
    pub(in crate::desk) fn seal_at_the_door(&mut self) {
        if self.restricted_key().is_none() || self.is_read_only() || self.check_clock().is_err() {
            return;
        }
        match self.take_turn() {
            Ok(_turn) => self.seal_plain_notes_now(),
            Err(error) => tracing::warn!(%error, "sealing notes"),
        }
    }

    fn restricted_key(&self) -> Option<&DataKey> {
        self.admitted.opened().ok()?.restricted.as_ref()
    }
}

/// Those of the records whose notes are plain, with sealed ones. Only an old file holds a text that is too long to be
/// sealed; it stays readable.
fn all_sealed<N: Noted>(key: &DataKey, all: Vec<N>) -> Result<Vec<N>, LocksError> {
    let is_plain = |one: &N| !one.notes().is_empty() && !Desk::are_sealed(one.notes());
    let plain = all.into_iter().filter(is_plain);
    let sealed = plain.map(|one| {
        let notes = sealed_notes(key, &one, one.notes())?;
        Ok(one.with_notes(notes))
    });
    let mut sealed = sealed.collect::<Result<Vec<N>, LocksError>>()?;
    sealed.retain(|one| one.notes().len() <= SEALED_MAX);
    Ok(sealed)
}

fn sealed_notes<N: Noted>(key: &DataKey, of: &N, text: &str) -> Result<String, LocksError> {
    let sealed = sealed::seal_text(key, label(of).as_bytes(), text);
    Ok(format!(
        "{SEALED}{}",
        sealed.map_err(|_| LocksError::System)?
    ))
}

/// Record and column, so that sealed notes say nothing in the place of others.
fn label<N: Noted>(of: &N) -> String {
    format!("{}/{}/notes", N::KIND, of.uuid())
}

/// What follows the sign of sealed notes; `None` if they are plain, also if somebody has typed the sign.
fn sealed_part(notes: &str) -> Option<&str> {
    let text = notes.strip_prefix(SEALED)?;
    sealed::is_sealed_text(text).then_some(text)
}
