//! Attendance: sign-in, sign-out, collection, and known absences.
//!
//! A child counts as *absent* only if it was expected, the register of that day was taken and
//! closed, and it has no row. A closed day, or a day whose register was not taken, is not an
//! absence. A row with [`Mark::Absent`] is an absence that a person recorded explicitly, as with a
//! cross on a paper sheet.

use super::codes::coded;
use super::ids::{ChildId, ContactId, StaffId};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use std::collections::HashMap;
use std::fmt;

/// A point in time with the offset of the clock.
pub type Moment = DateTime<FixedOffset>;

coded! {
    /// The mark of a child on a day. Sign-in sets [`Mark::Present`]. Attendance is voluntary, so
    /// [`Mark::Late`] is set only by a person or from a paper sheet.
    pub Mark { Present = "present", Late = "late", Excused = "excused", Absent = "absent" }
}

impl Mark {
    /// Whether the child was seen in person.
    pub fn is_seen(self) -> bool {
        matches!(self, Self::Present | Self::Late)
    }
}

coded! {
    /// Reason for an absence (请假事由).
    pub AbsenceReason {
        Ill = "ill", Family = "family", WithParents = "with-parents",
        Weather = "weather", Other = "other",
    }
}

/// Who collected the child.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OutTo {
    /// A contact on the child's list who may collect.
    Contact(ContactId),
    /// Went home alone, as agreed in the file.
    Alone,
    /// A person not on the list, with the permission of a director and a note (rule S8).
    Unlisted,
    /// Unknown: a person settled a forgotten sign-out.
    NotKnown,
}

impl OutTo {
    /// The stored code: the identifier of the contact, or a word.
    pub(crate) fn code(&self) -> String {
        match self {
            Self::Contact(id) => id.to_string(),
            Self::Alone => "alone".to_owned(),
            Self::Unlisted => "unlisted".to_owned(),
            Self::NotKnown => "not-known".to_owned(),
        }
    }

    /// Reads [`OutTo::code`].
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        match code {
            "alone" => Some(Self::Alone),
            "unlisted" => Some(Self::Unlisted),
            "not-known" => Some(Self::NotKnown),
            id => id.parse().ok().map(Self::Contact),
        }
    }
}

/// Key of one stay: day, child, and number of the stay on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StayKey {
    /// The day in the home's calendar.
    pub day: NaiveDate,
    /// The child of the stay.
    pub child: ChildId,
    /// From 1; a child may leave and return on the same day.
    pub stay: i64,
}

impl fmt::Display for StayKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.day, self.child, self.stay)
    }
}

/// A child that came this long ago has spent a night somewhere.
const NIGHT: TimeDelta = TimeDelta::hours(12);

/// One row of the register: one stay or one absence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The day in the home's calendar.
    pub day: NaiveDate,
    /// The child of the row.
    pub child: ChildId,
    /// From 1, as in [`StayKey`].
    pub stay: i64,
    /// Present, late, excused or absent.
    pub mark: Mark,
    /// Time of arrival; `None` for an absence and for a paper sheet without times.
    pub in_at: Option<Moment>,
    /// Time of leaving; `None` while the child is inside, or if not recorded.
    pub out_at: Option<Moment>,
    /// Who collected the child; `None` while the child is inside, or if not recorded.
    pub out_to: Option<OutTo>,
    /// The director who allowed an unlisted person (rule S8).
    pub out_allowed_by: Option<StaffId>,
    /// Reason for an absence, if known.
    pub reason: Option<AbsenceReason>,
    /// Short note: who the unlisted person was, what the family said.
    pub note: String,
    /// Entered on a later day.
    pub entered_late: bool,
    /// No times recorded: the row comes from a paper sheet without times.
    pub untimed: bool,
}

impl Attendance {
    /// The row of a child that arrived at `at`.
    pub fn arrival(day: NaiveDate, child: ChildId, stay: i64, at: Moment) -> Self {
        Self {
            in_at: Some(at),
            ..Self::blank(day, child, stay, Mark::Present)
        }
    }

    /// A row with all optional fields empty.
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

    /// Key of the row.
    pub(crate) fn key(&self) -> StayKey {
        StayKey {
            day: self.day,
            child: self.child,
            stay: self.stay,
        }
    }

    /// Whether an open stay keeps its child in the house on a day. A stay of before yesterday that was entered
    /// afterwards is one of a paper, on which nobody wrote when the child left.
    pub(crate) fn keeps_inside(&self, today: NaiveDate) -> bool {
        let is_of_paper = self.entered_late && today.signed_duration_since(self.day).num_days() > 1;
        self.is_in() && !is_of_paper
    }

    /// Whether the child of an open stay may have gone since and come anew: the stay is of an earlier day,
    /// and the home was opened again or a night has passed.
    pub(crate) fn is_of_before(&self, now: Moment, is_open_again: bool) -> bool {
        let night_passed = self.in_at.is_none_or(|came| now - came > NIGHT);
        self.day < now.date_naive() && (is_open_again || night_passed)
    }

    /// Signed in and not signed out. False for a row without times.
    pub fn is_in(&self) -> bool {
        self.mark.is_seen() && !self.untimed && self.out_at.is_none() && self.out_to.is_none()
    }
}

/// The days of these stays on which a child still counts as in the house on `today`; oldest first if the stays are.
pub(crate) fn open_stays(
    stays: &[Attendance],
    today: NaiveDate,
) -> HashMap<ChildId, Vec<NaiveDate>> {
    let mut open: HashMap<ChildId, Vec<NaiveDate>> = HashMap::new();
    for stay in stays.iter().filter(|stay| stay.keeps_inside(today)) {
        let days = open.entry(stay.child).or_default();
        if days.last() != Some(&stay.day) {
            days.push(stay.day);
        }
    }
    open
}

/// A day on which the register was opened (开放时段).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The day in the home's calendar.
    pub day: NaiveDate,
    /// Time at which the day was opened.
    pub opened_at: Moment,
    /// Member of staff who opened the day.
    pub opened_by: Option<StaffId>,
    /// Time of closing; `None` while open, or if closing was forgotten.
    pub closed_at: Option<Moment>,
    /// Member of staff who closed the day.
    pub closed_by: Option<StaffId>,
    /// Note about the day.
    pub note: String,
}

impl Opening {
    /// A day that is open since `at`.
    pub(crate) fn new(day: NaiveDate, at: Moment, by: Option<StaffId>) -> Self {
        Self {
            day,
            opened_at: at,
            opened_by: by,
            closed_at: None,
            closed_by: None,
            note: String::new(),
        }
    }
}
