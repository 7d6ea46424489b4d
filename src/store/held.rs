//! All rows that belong to one child, of every table that names a child.

use super::error::StoreError;
use super::file::Store;
use super::rows::db::Db;
use super::rows::record::{Record, Table, list};
use super::rows::tables::Card;
use super::writer::Writer;
use crate::domain::activity::{Exempt, TakingPart};
use crate::domain::support::benefit::Benefit;
use crate::domain::support::given::Given;
use crate::domain::support::measure::{Measure, PlanReview};
use crate::domain::support::news::ParentNews;
use crate::domain::support::pairing::{HelperContact, Pairing};
use crate::domain::support::school::{SchoolPlace, SchoolWord};
use crate::domain::support::talk::Talk;
use crate::domain::support::wish::Wish;
use crate::domain::{
    Agreement, Attendance, ChildId, Contact, FamilyRequest, FollowUp, FurtherReport, Incident,
    Look, Problem, Tag, Visit,
};

/// A field for each table with a child column beside the file itself. Who takes the struct apart
/// without `..` has handled all of them.
macro_rules! held {
    ($($field:ident: $kind:ty, $doc:literal;)+) => {
        /// All rows that belong to one child, beside the file itself, in the order of their keys.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub(crate) struct Held {
            $(#[doc = $doc] pub $field: Vec<$kind>,)+
        }

        impl Held {
            fn read(db: Db<'_>, child: ChildId) -> Result<Self, StoreError> {
                let number = db.number(child.0)?;
                Ok(Self {
                    $($field: list(db, &of_child(<$kind>::TABLE), [number])?,)+
                })
            }

            #[cfg(test)]
            const TABLES: &[&Table] = &[$(<$kind>::TABLE),+];
        }
    };
}

held! {
    contacts: Contact, "Contacts.";
    tags: Tag, "Categories.";
    cards: Card, "Cards.";
    days: Attendance, "Rows of the register.";
    visits: Visit, "Visits and calls.";
    follow_ups: FollowUp, "What was done about flags.";
    agreements: Agreement, "Agreements of entrusted care.";
    requests: FamilyRequest, "Requests of the family.";
    problems: Problem, "Problems.";
    incidents: Incident, "Incidents.";
    reports: FurtherReport, "Reports of incidents after the first.";
    looks: Look, "Who looked at the file, and when.";
    taking_part: TakingPart, "Activities taken part in.";
    exempt: Exempt, "Topics that the child need not have.";
    pairings: Pairing, "Pairings with helpers.";
    helper_contacts: HelperContact, "What helpers did.";
    measures: Measure, "Measures of the support plan.";
    reviews: PlanReview, "Reviews of the support plan.";
    given: Given, "What it was given.";
    benefits: Benefit, "Benefits.";
    talks: Talk, "Talks.";
    news: ParentNews, "News for the parents.";
    wishes: Wish, "Wishes.";
    words: SchoolWord, "What teachers said.";
    places: SchoolPlace, "School places that were found.";
}

fn of_child(table: &Table) -> String {
    format!(
        "WHERE child = ?1 ORDER BY {}",
        table.key_columns().join(", ")
    )
}

impl Store {
    /// All rows that belong to a child.
    pub(crate) fn held(&self, child: ChildId) -> Result<Held, StoreError> {
        Held::read(self.db(), child)
    }
}

impl Writer<'_> {
    /// All rows that belong to a child as they are inside this step.
    pub(crate) fn held(&self, child: ChildId) -> Result<Held, StoreError> {
        Held::read(self.db(), child)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::rows::tables::JOURNALLED;

    #[test]
    fn every_table_with_a_child_column_is_held() {
        let named = JOURNALLED
            .iter()
            .filter(|table| table.columns.contains(&"child"));
        let named: Vec<&str> = named.map(|table| table.name).collect();
        let mut held: Vec<&str> = Held::TABLES.iter().map(|table| table.name).collect();
        held.sort_by_key(|name| named.iter().position(|one| one == name));
        assert_eq!(
            held, named,
            "a table that merging two files would leave behind"
        );
    }
}
