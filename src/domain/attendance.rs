//! Sign-in, sign-out, who collected; or a known absence with its reason.
//!
//! Three absences are never mixed up. A child without a row on a day whose register was not taken
//! is nobody's absence; a closed day is nobody's absence; only a child who was expected on a day
//! whose register was taken and closed, and who has no row, was *absent*. A row with
//! [`Mark::Absent`] is somebody saying so in words, as the paper sheets do with a cross.

use super::codes::coded;
use super::ids::{ChildId, ContactId, StaffId};
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::fmt;

/// A point in time with the offset of the clock that read it.
pub type Moment = DateTime<FixedOffset>;

coded! {
    /// What the register says of a child on a day. The door writes [`Mark::Present`]; the home is
    /// voluntary, so nobody is called late unless a person or a paper sheet says so.
    Mark { Present = "present", Late = "late", Excused = "excused", Absent = "absent" }
}

impl Mark {
    /// Whether the child was seen in person.
    pub fn is_seen(self) -> bool {
        matches!(self, Self::Present | Self::Late)
    }
}

coded! {
    /// Why a child is not there (请假事由).
    AbsenceReason {
        Ill = "ill", Family = "family", WithParents = "with-parents",
        Weather = "weather", Other = "other",
    }
}

/// Who took the child when it left.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OutTo {
    /// A listed contact who may collect.
    Contact(ContactId),
    /// Went home alone, as agreed in the file.
    Alone,
    /// Somebody not listed: allowed by a director, with a note (rule S8).
    Unlisted,
    /// Nobody remembers: a forgotten sign-out that a person has settled.
    NotKnown,
}

impl OutTo {
    /// The stable text that is stored: a contact's identifier or a word.
    pub fn code(&self) -> String {
        match self {
            Self::Contact(id) => id.to_string(),
            Self::Alone => "alone".to_owned(),
            Self::Unlisted => "unlisted".to_owned(),
            Self::NotKnown => "not-known".to_owned(),
        }
    }

    /// Reads [`OutTo::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "alone" => Some(Self::Alone),
            "unlisted" => Some(Self::Unlisted),
            "not-known" => Some(Self::NotKnown),
            id => id.parse().ok().map(Self::Contact),
        }
    }
}

/// What identifies one stay: a child, a day, and the how-manieth time it came that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StayKey {
    /// The day in the home's calendar.
    pub day: NaiveDate,
    /// Who.
    pub child: ChildId,
    /// 1 for the first stay of the day; a child may go and come back.
    pub stay: i64,
}

impl fmt::Display for StayKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.day, self.child, self.stay)
    }
}

/// One row of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The day in the home's calendar.
    pub day: NaiveDate,
    /// Who.
    pub child: ChildId,
    /// 1 for the first stay of the day.
    pub stay: i64,
    /// What the register says.
    pub mark: Mark,
    /// When the child came; `None` for an absence, and where a paper sheet had no times.
    pub in_at: Option<Moment>,
    /// When the child left; `None` while it is in the house, and where nobody wrote it down.
    pub out_at: Option<Moment>,
    /// Who took the child; `None` while it is in the house, and where nobody wrote it down.
    pub out_to: Option<OutTo>,
    /// The director who allowed an unlisted person (rule S8).
    pub out_allowed_by: Option<StaffId>,
    /// Why absent, if anybody knows.
    pub reason: Option<AbsenceReason>,
    /// A few words: who the unlisted person was, what the family said.
    pub note: String,
    /// Entered on a later day than it speaks of, or for an earlier time than the clock showed.
    pub entered_late: bool,
    /// No times were taken: the row comes from a paper sheet that has none.
    pub untimed: bool,
}

impl Attendance {
    /// The child came at `at`.
    pub fn arrival(day: NaiveDate, child: ChildId, stay: i64, at: Moment) -> Self {
        Self {
            in_at: Some(at),
            ..Self::blank(day, child, stay, Mark::Present)
        }
    }

    /// A row with a mark and nothing else.
    pub fn blank(day: NaiveDate, child: ChildId, stay: i64, mark: Mark) -> Self {
        Self {
            day,
            child,
            stay,
            mark,
            in_at: None,
            out_at: None,
            out_to: None,
            out_allowed_by: None,
            reason: None,
            note: String::new(),
            entered_late: false,
            untimed: false,
        }
    }

    /// What identifies the row.
    pub fn key(&self) -> StayKey {
        StayKey {
            day: self.day,
            child: self.child,
            stay: self.stay,
        }
    }

    /// Signed in at a time and not signed out. A row from a paper sheet without times is not.
    pub fn is_in(&self) -> bool {
        self.mark.is_seen() && !self.untimed && self.out_at.is_none() && self.out_to.is_none()
    }
}

/// A day on which the register was opened (开放时段).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The day in the home's calendar.
    pub day: NaiveDate,
    /// When somebody opened the home.
    pub opened_at: Moment,
    /// Who opened it.
    pub opened_by: Option<StaffId>,
    /// When the day was closed; `None` while it is open, or was forgotten.
    pub closed_at: Option<Moment>,
    /// Who closed it.
    pub closed_by: Option<StaffId>,
    /// A word about the day.
    pub note: String,
}
