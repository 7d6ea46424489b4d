//! Files in and out: reads files from villages and judges them into plans.
//!
//! Nothing here writes to the store: a plan lists row by row what would be added, what exists
//! already, what is doubtful and what is refused. The use cases above carry it out. Nothing here
//! knows the store or the screens.
//!
//! | Module | Job |
//! |---|---|
//! | [`mod@file`] | a path or bytes become a [`sheet::Book`]; every way a file can be unreadable has a name |
//! | [`aside`] | files from outside are read in a process of its own, with little memory and time |
//! | [`sheet`] | rows and cells that remember what they were |
//! | [`sheets`] | which sheets of a file are taken, and what becomes of the others |
//! | [`fill`] | forms sent as .xlsx: fills their cells and touches nothing else |
//! | [`groups`] | the words above several headings: whose columns stand below |
//! | [`helping`] | lists of helpers, pairings and gifts become a [`helping::HelpPlan`] |
//! | [`headings`] | which row holds the headings, and which column means what |
//! | [`ics`] | the plan as a calendar file, and calendar files as activities |
//! | `word_key` | words in the form in which tables are searched for them |
//! | [`lexicon`] | the tables of `assets/import`: words on paper to fields and codes |
//! | [`note`] | what is remarked about a row, and what follows from it |
//! | [`report`] | what an import says to scripts |
//! | [`roster`] | a register of children becomes a [`roster::RosterPlan`] |
//! | [`when`] | what a cell says of a day or a time |
//! | [`mod@whole`] | files that are put in place at once |
//! | [`attendance`] | sign-in sheets become an [`attendance::AttendancePlan`] |

pub mod aside;
pub mod attendance;
pub mod file;
pub(crate) mod fill;
pub(crate) mod groups;
pub(crate) mod guess;
pub(crate) mod headings;
#[cfg(test)]
mod headings_tests;
pub mod helping;
pub(crate) mod ics;
pub mod lexicon;
pub mod note;
pub mod own_headings;
pub mod report;
pub mod roster;
pub mod sheet;
pub mod sheets;
pub(crate) mod when;
pub(crate) mod whole;
mod word_key;
pub(crate) mod xlsx;
