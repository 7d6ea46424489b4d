//! The home's file: `SQLite`, one writer, one journal.
//!
//! Everything that changes a row goes through [`Store::write`]: one transaction that changes rows
//! *and* appends to the journal. The connection is private to the store, and every journalled
//! table carries triggers that refuse a change while no entry is being written, so a write that
//! goes around the journal is refused even from another program. [`Change`] says what a journalled
//! change is.

mod activities;
mod as_of;
mod entry_writer;
mod erase;
mod error;
mod file;
mod head;
mod health;
mod held;
mod journal;
mod kept_day;
mod known;
mod open;
mod period;
mod read;
mod rows;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod undo;
mod verify;
mod writer;

pub(crate) use erase::outlived::Outlived;
pub(crate) use error::StoreError;
pub(crate) use file::Store;
pub use head::Head;
pub(crate) use held::Held;
pub use journal::act::{Act, ActKind};
pub(crate) use journal::change::{Change, Fields};
pub use journal::reader::{Entry, FileChange};
pub(crate) use journal::stretch::{Broken, NoStretch, follow};
pub(crate) use known::Known;
pub use known::{LeastMarks, whole_sheets};
pub(crate) use known::{marks_a_day, whole_among};
pub(crate) use open::cipher::{Begin, FileKeys, Place, begin_of};
pub(crate) use open::connection::{Access, Lock, copy_closed_file};
pub(crate) use open::progress::{Progress, Stage};
pub use open::why::{Loss, Stranger, WhyReadOnly};
pub use period::CameBeside;
pub(crate) use read::{FORGOTTEN_DAYS, Roster, Unique};
pub use rows::column::Column;
pub use rows::kind::Kind;
pub use rows::record::{Record, Table};
pub use rows::tables::Card;
pub(crate) use rows::tables::{
    SETTING_CLOCK, SETTING_DEMO, SETTING_EXPORT, SETTING_GIVEN_SECRET, SETTING_GIVEN_UP,
    SETTING_HAND_OVER, SETTING_HEADINGS, SETTING_LANGUAGE, SETTING_LATE, SETTING_LAYOUTS,
    SETTING_LOCK_AFTER, SETTING_NO_LOCKS, SETTING_RECORDS_FROM, SETTING_RING, SETTING_ROUND,
    SETTING_ROUND_ENTERED, SETTING_STAFF_CARDS, SETTING_STICK, SETTING_SYMBOLS, SETTING_THEME,
    SETTING_ZONE, Setting,
};
pub use rows::value::Value;
pub(crate) use verify::finding::{Finding, FoundField, FoundRow, Report};
pub(crate) use writer::Writer;
