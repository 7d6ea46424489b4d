//! The records that one row of a register would create.

use crate::domain::child::{Child, Health, Sex, Stage};
use crate::domain::contact::{Contact, Relation};
use crate::domain::{ChildId, ContactId, Tag, TagCode, TagId, Weekdays};
use chrono::NaiveDate;

/// A child as a row describes it. Empty text means that the row has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// File number if the list gives one that is unused.
    pub file_no: Option<String>,
    pub name: String,
    pub nickname: String,
    pub sex: Sex,
    pub birth_date: NaiveDate,
    pub id_no: String,
    pub ethnicity: String,
    pub live_address: String,
    pub hukou_address: String,
    pub hamlet: String,
    pub stage: Option<Stage>,
    pub school: String,
    pub class: String,
    pub boarding: Option<bool>,
    pub teacher: String,
    pub teacher_phone: String,
    pub health: Option<Health>,
    pub disability_types: String,
    pub illness: String,
    pub allergy: String,
    pub joined_on: Option<NaiveDate>,
    pub expected_days: Option<Weekdays>,
    pub note: String,
    pub tags: Vec<DraftTag>,
    pub contacts: Vec<DraftContact>,
}

/// A category from a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftTag {
    /// Which category.
    pub code: TagCode,
    /// First day, if the row says it.
    pub from_day: Option<NaiveDate>,
    /// The word as written, if the category was chosen for an umbrella word; else empty.
    pub evidence: String,
    /// True for the first category in the row.
    pub is_primary: bool,
}

/// A contact from a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftContact {
    /// Name.
    pub name: String,
    /// Relation to the child.
    pub relation: Relation,
    /// Whether this is the entrusted caregiver.
    pub is_caregiver: bool,
    /// Numbers, digits only, separated by spaces.
    pub phones: String,
    /// Place of work.
    pub work_place: String,
}

impl Draft {
    /// Builds the child's file.
    pub fn child(&self, id: ChildId, file_no: &str) -> Child {
        Child {
            nickname: self.nickname.clone(),
            id_no: self.id_no.clone(),
            ethnicity: self.ethnicity.clone(),
            live_address: self.live_address.clone(),
            hukou_address: self.hukou_address.clone(),
            hamlet: self.hamlet.clone(),
            stage: self.stage,
            school: self.school.clone(),
            class: self.class.clone(),
            boarding: self.boarding,
            teacher: self.teacher.clone(),
            teacher_phone: self.teacher_phone.clone(),
            health: self.health,
            disability_types: self.disability_types.clone(),
            illness: self.illness.clone(),
            allergy: self.allergy.clone(),
            joined_on: self.joined_on,
            expected_days: self.expected_days.unwrap_or_default(),
            note: self.note.clone(),
            ..Child::new(id, file_no, &self.name, self.sex, self.birth_date)
        }
    }

    /// The household by which rows and existing files are grouped: the caregiver's name as label,
    /// name and phone as key. `None` without a caregiver or phone.
    pub(crate) fn household(&self) -> Option<(&str, String)> {
        let carer = self.contacts.iter().find(|contact| contact.is_caregiver)?;
        let phone = carer
            .phones
            .split(' ')
            .next()
            .filter(|phone| !phone.is_empty())?;
        Some((&carer.name, format!("{} {phone}", carer.name)))
    }
}

impl DraftTag {
    /// Builds the category. Without a day of its own it began by the day of joining; without either, nobody knows when.
    pub(crate) fn tag(&self, id: TagId, child: ChildId, joined: Option<NaiveDate>) -> Tag {
        Tag {
            id,
            child,
            code: self.code,
            from_day: self.from_day.or(joined),
            to_day: None,
            evidence: self.evidence.clone(),
            is_primary: self.is_primary,
        }
    }
}

impl DraftContact {
    /// Builds the contact with its place in the calling order.
    ///
    /// Parents and the entrusted caregiver may collect, because the law makes them responsible for
    /// the child. A person who may not is marked in the file.
    pub fn contact(&self, id: ContactId, child: ChildId, priority: i64) -> Contact {
        let is_parent = matches!(self.relation, Relation::Father | Relation::Mother);
        Contact {
            id,
            child,
            name: self.name.clone(),
            relation: self.relation,
            is_caregiver: self.is_caregiver,
            can_collect: self.is_caregiver || is_parent,
            phones: self.phones.clone(),
            phone_verified_on: None,
            work_place: self.work_place.clone(),
            id_no: String::new(),
            priority,
            note: String::new(),
            do_not_contact: String::new(),
            barred_since: None,
        }
    }
}
