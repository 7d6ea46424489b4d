//! Pairing (结对): a helper and a child, for what and how often; and what was done in it.
//!
//! A row pairs one helper with one child. A household, or several helpers of one child, are several rows that one step
//! writes: each has its own rhythm, so a promise of one person is not kept by another.

use crate::domain::calendar::Calendar;
use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, HelperContactId, HelperId, PairingId};
use chrono::{NaiveDate, TimeDelta};

/// Days between contacts unless something else is agreed.
pub(crate) const USUAL_EVERY: i64 = 30;

/// Most days between contacts that can be agreed: a year.
pub(crate) const MOST_EVERY: i64 = 366;

/// Longest pause in days: about a school term. Who rests longer is nobody for the child; the pairing is to end, or another
/// pause is to be agreed.
pub(crate) const LONGEST_PAUSE: i64 = 120;

/// One pairing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    /// Record identifier.
    pub id: PairingId,
    /// The child.
    pub child: ChildId,
    /// The helper.
    pub helper: HelperId,
    /// What was agreed: for what.
    pub purpose: String,
    /// Days between contacts, at least one.
    pub every: i64,
    /// Contacts go on in the school holidays.
    pub in_holidays: bool,
    /// The guardian who agreed.
    pub consent_by: String,
    /// Day of that consent; `None` if it is missing.
    pub consented_on: Option<NaiveDate>,
    /// What the child says of it.
    pub child_view: String,
    /// First day.
    pub since: NaiveDate,
    /// Last day; `None` while it goes on.
    pub until: Option<NaiveDate>,
    /// Why it ended.
    pub reason: String,
    /// First day of a pause that was agreed.
    pub paused_from: Option<NaiveDate>,
    /// Last day of the pause.
    pub paused_until: Option<NaiveDate>,
}

coded! {
    /// How a helper was in contact.
    pub ContactWay {
        /// Went to the child's home.
        Visit = "visit",
        /// Was with the child somewhere else: at the children's home, outdoors.
        Together = "together",
        /// Rang.
        Call = "call",
        /// Wrote or sent something.
        Message = "message",
        /// Tried, and met nobody.
        Tried = "tried",
    }
}

/// One contact of a helper in a pairing. It is what the helper says, so it is no sighting: a visit of the staff is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelperContact {
    /// Record identifier.
    pub id: HelperContactId,
    /// The child.
    pub child: ChildId,
    /// The pairing.
    pub pairing: PairingId,
    /// Day of the contact.
    pub day: NaiveDate,
    /// How.
    pub way: ContactWay,
    /// What was done.
    pub what: String,
    /// Day that was agreed for the next one.
    pub next_on: Option<NaiveDate>,
}

impl ContactWay {
    /// Whether it keeps what was agreed: somebody was reached.
    pub(crate) const fn is_kept(self) -> bool {
        !matches!(self, Self::Tried)
    }
}

/// Most days between two contacts that are looked through, so that a rhythm typed wrong costs no time.
const LONGEST: i64 = 3_650;
/// The same as a count of days that are looked through, resting days included.
const LOOKED: usize = 7_300;

/// When the next contact of a pairing is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ContactDue {
    /// Day of the last contact that reached somebody; `None` if there was none.
    pub last: Option<NaiveDate>,
    /// The day by which the next one is to be made.
    pub due: NaiveDate,
}

impl Pairing {
    /// A pairing from a day on.
    pub(crate) fn new(child: ChildId, helper: HelperId, since: NaiveDate) -> Self {
        Self {
            id: PairingId::default(),
            child,
            helper,
            purpose: String::new(),
            every: USUAL_EVERY,
            in_holidays: false,
            consent_by: String::new(),
            consented_on: None,
            child_view: String::new(),
            since,
            until: None,
            reason: String::new(),
            paused_from: None,
            paused_until: None,
        }
    }

    /// Whether that day is one of its days, the last one included: a contact can be of that day.
    pub(crate) fn runs_on(&self, day: NaiveDate) -> bool {
        self.since <= day && self.until.is_none_or(|until| until >= day)
    }

    /// Whether it goes on at the end of that day; a paused one does, one that ends that day does not.
    pub(crate) fn goes_on(&self, day: NaiveDate) -> bool {
        self.since <= day && self.until.is_none_or(|until| until > day)
    }

    /// The pause that was agreed, with its last day: none is longer than [`LONGEST_PAUSE`], whatever was written down.
    pub(crate) fn pause(&self) -> Option<(NaiveDate, NaiveDate)> {
        let from = self.paused_from?;
        let longest = from + TimeDelta::days(LONGEST_PAUSE);
        let until = self.paused_until.unwrap_or(longest);
        Some((from, until.min(longest)))
    }

    /// Whether a pause was agreed for a day.
    pub(crate) fn is_paused(&self, day: NaiveDate) -> bool {
        let pause = self.pause();
        pause.is_some_and(|(from, until)| (from..=until).contains(&day))
    }

    /// When the next contact is due after those of the pairing: on the day that was agreed with the last one, else when as many
    /// days have passed as are agreed. Days of a pause, of school holidays and those for which `is_away` says that the child is
    /// with its parents do not count. Without a contact the days count from `since`: the first day, also of a pairing that was
    /// handed on to this one, but not before the home began to use the program. `None` if no day counts for years.
    pub(crate) fn due<'c>(
        &self,
        contacts: impl Iterator<Item = &'c HelperContact>,
        (since, calendar): (NaiveDate, &Calendar),
        is_away: impl Fn(NaiveDate) -> bool,
    ) -> Option<ContactDue> {
        let last = contacts
            .filter(|one| one.way.is_kept())
            .max_by_key(|one| one.day);
        let day = last.map(|one| one.day);
        let agreed = last
            .and_then(|one| one.next_on)
            .filter(|next| Some(*next) > day);
        let counts = |on: NaiveDate| {
            let is_holiday = !self.in_holidays && is_school_holiday(calendar, on);
            !self.is_paused(on) && !is_holiday && !is_away(on)
        };
        if let Some(agreed) = agreed {
            let mut days = agreed.iter_days().take(LOOKED);
            let due = days.find(|on| counts(*on))?;
            return Some(ContactDue { last: day, due });
        }
        let base = day.unwrap_or(since).max(since);
        let every = usize::try_from(self.every.clamp(1, LONGEST)).unwrap_or(1);
        let days = (base + TimeDelta::days(1)).iter_days().take(LOOKED);
        let due = days.filter(|on| counts(*on)).nth(every - 1)?;
        Some(ContactDue { last: day, due })
    }

    /// Forgets an end and a pause that came after a day.
    pub(super) fn forget_after(&mut self, day: NaiveDate) {
        if self.until.is_some_and(|on| on > day) {
            self.until = None;
            self.reason.clear();
        }
        if self.paused_from.is_some_and(|on| on > day) {
            self.paused_from = None;
            self.paused_until = None;
        }
    }
}

/// Whether the schools are closed that day by the home's calendar.
fn is_school_holiday(calendar: &Calendar, day: NaiveDate) -> bool {
    calendar.period(day) == crate::domain::hours::SchoolPeriod::Holiday
}
