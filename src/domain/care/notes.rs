//! Records with restricted notes: only a director or a supervisor reads them.

use super::incident::Incident;
use crate::domain::support::talk::Talk;
use uuid::Uuid;

/// A record with restricted notes in its field `notes`.
pub(crate) trait Noted: Clone {
    /// Name of its table. With the identifier it labels sealed notes, so it never changes.
    const KIND: &'static str;
    /// Identifier of the record.
    fn uuid(&self) -> Uuid;
    /// The notes, plain or sealed.
    fn notes(&self) -> &str;
    /// The record with other notes.
    #[must_use]
    fn with_notes(self, notes: String) -> Self;
}

impl Noted for Incident {
    const KIND: &'static str = "incident";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
    fn notes(&self) -> &str {
        &self.notes
    }
    fn with_notes(self, notes: String) -> Self {
        Self { notes, ..self }
    }
}

impl Noted for Talk {
    const KIND: &'static str = "talk";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
    fn notes(&self) -> &str {
        &self.notes
    }
    fn with_notes(self, notes: String) -> Self {
        Self { notes, ..self }
    }
}
