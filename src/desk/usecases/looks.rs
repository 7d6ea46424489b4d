//! That somebody looked at personal data, where people prove who they are. It is no command: nothing is refused for it.

use crate::desk::Desk;
use crate::desk::refusal::Refusal;
use crate::domain::{ChildId, Look, LookKind};
use crate::store::{Act, ActKind, Store, StoreError, WhyReadOnly};

impl Desk {
    /// Writes down that whoever is at the desk looked at something, once in a minute. A home without locks writes
    /// nothing: nobody there has proven who looks.
    ///
    /// What cannot be written keeps nobody from reading: the file may be on a stick that only reads.
    pub(crate) fn note_look(&mut self, what: LookKind, child: Option<ChildId>) {
        if !self.has_locks() || self.is_closed() {
            return;
        }
        if let Err(refusal) = self.try_to_note(what, child) {
            tracing::warn!(%refusal, "that somebody looked was not written");
        }
    }

    fn try_to_note(&mut self, what: LookKind, child: Option<ChildId>) -> Result<(), Refusal> {
        // A clock that was put back hides no look: it stands where the journal ends.
        let newest = self.store.newest_moment()?;
        let at = newest.map_or_else(|| self.now(), |newest| self.now().max(newest));
        let look = Look {
            id: self.clock.new_id(),
            minute: Look::minute_of(at),
            staff: self.actor,
            what,
            child,
            times: 1,
        };
        self.noted.retain(|one| one.minute == look.minute);
        if self.noted.iter().any(|one| one.is_like(&look)) {
            return Ok(());
        }
        let act = Act::new(at, self.actor, ActKind::Looked);
        match self.why_read_only() {
            None => {
                let _turn = self.take_turn_soon()?;
                put(&mut self.store, &act, &look)?;
            }
            // Who only reads opens the file once more, for this row.
            Some(WhyReadOnly::Asked | WhyReadOnly::OtherProgram) => {
                let place = self.keys().at(&self.file);
                let _turn = self.turn_to_note()?;
                if !Store::is_newest(place)? {
                    return Ok(());
                }
                put(&mut Store::open(place, at)?, &act, &look)?;
            }
            Some(_) => return Ok(()),
        }
        self.noted.push(look);
        Ok(())
    }
}

/// Writes a look, or counts it with the one that another program has written in the same minute.
fn put(store: &mut Store, act: &Act, look: &Look) -> Result<(), StoreError> {
    let act = match look.child {
        Some(child) => act.clone().about(child),
        None => act.clone(),
    };
    let written = store.write(&act, |writer| {
        let known = writer.look_like(look)?;
        let counted = known.map(|one| Look {
            times: one.times + 1,
            ..one
        });
        writer.put(counted.as_ref().unwrap_or(look))
    });
    written.map(|_| ())
}
