//! The rows and journal entries of which the demo home is made.

use crate::domain::activity::{TakingPart, WeekReason};
use crate::domain::calendar::{ClosedDay, ExtraDay, Term};
use crate::domain::hours::Stretch;
use crate::domain::{
    Activity, Agreement, Attendance, Child, Contact, FamilyRequest, FollowUp, Home, Household,
    Incident, Opening, Problem, Series, SeriesException, Staff, Tag, Visit,
};
use crate::store::{Act, Card, Setting, StoreError, Writer};

/// A row to be written.
#[derive(Debug, Clone)]
pub(crate) enum DemoRow {
    Home(Home),
    Setting(Setting),
    Staff(Staff),
    Stretch(Stretch),
    Closed(ClosedDay),
    Extra(ExtraDay),
    Term(Term),
    Household(Household),
    Child(Box<Child>),
    Contact(Contact),
    Tag(Tag),
    Card(Card),
    Opening(Opening),
    Attendance(Attendance),
    Visit(Box<Visit>),
    FollowUp(Box<FollowUp>),
    Agreement(Box<Agreement>),
    Request(Box<FamilyRequest>),
    Problem(Box<Problem>),
    Incident(Box<Incident>),
    Series(Box<Series>),
    SeriesException(SeriesException),
    Activity(Box<Activity>),
    TakingPart(TakingPart),
    WeekReason(WeekReason),
}

impl DemoRow {
    pub(crate) fn write(&self, writer: &mut Writer<'_>) -> Result<(), StoreError> {
        match self {
            Self::Home(row) => writer.put(row),
            Self::Setting(row) => writer.put(row),
            Self::Staff(row) => writer.put(row),
            Self::Stretch(row) => writer.put(row),
            Self::Closed(row) => writer.put(row),
            Self::Extra(row) => writer.put(row),
            Self::Term(row) => writer.put(row),
            Self::Household(row) => writer.put(row),
            Self::Child(row) => writer.put(row.as_ref()),
            Self::Contact(row) => writer.put(row),
            Self::Tag(row) => writer.put(row),
            Self::Card(row) => writer.put(row),
            Self::Opening(row) => writer.put(row),
            Self::Attendance(row) => writer.put(row),
            Self::Visit(row) => writer.put(row.as_ref()),
            Self::FollowUp(row) => writer.put(row.as_ref()),
            Self::Agreement(row) => writer.put(row.as_ref()),
            Self::Request(row) => writer.put(row.as_ref()),
            Self::Problem(row) => writer.put(row.as_ref()),
            Self::Incident(row) => writer.put(row.as_ref()),
            Self::Series(row) => writer.put(row.as_ref()),
            Self::SeriesException(row) => writer.put(row),
            Self::Activity(row) => writer.put(row.as_ref()),
            Self::TakingPart(row) => writer.put(row),
            Self::WeekReason(row) => writer.put(row),
        }
    }
}

/// One entry of the journal.
#[derive(Debug, Clone)]
pub(crate) struct DemoStep {
    pub(crate) act: Act,
    pub(crate) rows: Vec<DemoRow>,
}
