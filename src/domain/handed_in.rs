//! That a report was handed in: to whom, when, and with which numbers. What is entered later can then be told apart
//! from what was sent.

use super::attendance::Moment;
use super::ids::{HandedInId, StaffId};

/// A report that left the home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedIn {
    /// Record identifier.
    pub id: HandedInId,
    /// Stable name of the report.
    pub report: String,
    /// Its period, as [`Period::code`](super::calendar::period::Period) writes it.
    pub period: String,
    /// Who received it.
    pub to_whom: String,
    /// When it was written.
    pub at: Moment,
    /// Member of staff who wrote it; `None` if nobody was known.
    pub made_by: Option<StaffId>,
    /// Its numbers as sent. Tables that name persons are kept as a number of rows.
    pub sent: String,
}
