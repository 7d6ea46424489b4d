//! The rows and journal entries of which the demo home is made.

use crate::domain::activity::{TakingPart, WeekReason};
use crate::domain::calendar::{ClosedDay, ExtraDay, Term};
use crate::domain::hours::Stretch;
use crate::domain::support::benefit::Benefit;
use crate::domain::support::given::{Donation, Given};
use crate::domain::support::helper::Helper;
use crate::domain::support::measure::{Measure, PlanReview};
use crate::domain::support::news::ParentNews;
use crate::domain::support::pairing::{HelperContact, Pairing};
use crate::domain::support::school::{SchoolPlace, SchoolWord};
use crate::domain::support::talk::Talk;
use crate::domain::support::wish::Wish;
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
    Helper(Box<Helper>),
    Pairing(Box<Pairing>),
    HelperContact(Box<HelperContact>),
    Measure(Box<Measure>),
    Review(Box<PlanReview>),
    Donation(Box<Donation>),
    Given(Box<Given>),
    Benefit(Box<Benefit>),
    Talk(Box<Talk>),
    News(Box<ParentNews>),
    Wish(Box<Wish>),
    Word(Box<SchoolWord>),
    Place(Box<SchoolPlace>),
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
            Self::Helper(row) => writer.put(row.as_ref()),
            Self::Pairing(row) => writer.put(row.as_ref()),
            Self::HelperContact(row) => writer.put(row.as_ref()),
            Self::Measure(row) => writer.put(row.as_ref()),
            Self::Review(row) => writer.put(row.as_ref()),
            Self::Donation(row) => writer.put(row.as_ref()),
            Self::Given(row) => writer.put(row.as_ref()),
            Self::Benefit(row) => writer.put(row.as_ref()),
            Self::Talk(row) => writer.put(row.as_ref()),
            Self::News(row) => writer.put(row.as_ref()),
            Self::Wish(row) => writer.put(row.as_ref()),
            Self::Word(row) => writer.put(row.as_ref()),
            Self::Place(row) => writer.put(row.as_ref()),
        }
    }
}

/// One entry of the journal.
#[derive(Debug, Clone)]
pub(crate) struct DemoStep {
    pub(crate) act: Act,
    pub(crate) rows: Vec<DemoRow>,
}
