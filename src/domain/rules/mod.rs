//! Rules: which child needs a person, since when, how urgently, and why. Derived, never stored.
//!
//! A rule is a small pure function from a [`Case`] (everything known of one child) and the
//! [`Ground`] they all stand on (day, calendar, numbers) to at most one [`Flag`]. Its numbers are in
//! the [`RuleBook`]; its words are [`Reason`]s, which carry every figure they name. Nothing here
//! knows what was done about a flag: that is the [`ladder`]'s part.

mod activities;
pub mod book;
mod ground;
pub mod ladder;
mod law;
mod record;
pub mod rhythm;
mod seen;
#[cfg(test)]
mod tests;
mod visits;

use super::activity::weeks::Week;
use super::calendar::Calendar;
use super::codes::coded;
use super::{
    Agreement, Child, ChildId, Contact, FollowUp, Incident, Mark, Moment, Programme, Risk, Staff,
    StaffId, Status, Tag, TagCode, Visit, Weekdays,
};
pub use book::{Number, RuleBook, RuleNumber};
use chrono::NaiveDate;
pub use ground::{Age, Ground};
use std::collections::{BTreeSet, HashMap};

coded! {
    /// The rules of `domain.md` section 9, by their numbers there.
    RuleId {
        /// Ordinary child: a visit in the calendar year.
        V1 = "V1",
        /// Any other category: a visit in the calendar month.
        V2 = "V2",
        /// Visits by risk level.
        V3 = "V3",
        /// Summer mode.
        V4 = "V4",
        /// A visit that did not meet the child.
        V5 = "V5",
        /// First visit of a new child, and after an incident.
        V6 = "V6",
        /// An activity every week; a missed week has a reason.
        A1 = "A1",
        /// Drowning talks from spring to autumn.
        A2 = "A2",
        /// Policy talks.
        A3 = "A3",
        /// A fire drill for every child in every term.
        A4 = "A4",
        /// Expected and not in.
        S1 = "S1",
        /// Two contacts did not answer.
        S2 = "S2",
        /// Unexplained misses in a row, and the child's own rhythm.
        S3 = "S3",
        /// Ten open days absent unexplained.
        S4 = "S4",
        /// Not seen by anyone.
        S5 = "S5",
        /// Falling trend.
        S6 = "S6",
        /// Still signed in after closing.
        S7 = "S7",
        /// Left with somebody unlisted.
        S8 = "S8",
        /// Adults to children.
        S9 = "S9",
        /// Too young, or with special needs, and nobody at home.
        L1 = "L1",
        /// Living alone.
        L2 = "L2",
        /// Left behind without caregiver or agreement.
        L3 = "L3",
        /// No contact of the parents recorded.
        L4 = "L4",
        /// The caregiver is barred.
        L5 = "L5",
        /// An incident not reported.
        L6 = "L6",
        /// The file not verified.
        D1 = "D1",
        /// Phones not verified, or failed.
        D2 = "D2",
        /// Risk not assessed anew.
        D3 = "D3",
        /// The quarter's check.
        D4 = "D4",
        /// Birthday or change of school ahead: the categories may change.
        D5 = "D5",
        /// Background check of staff.
        D6 = "D6",
    }
}

impl RuleId {
    /// What goes first among flags of one level: an incident, a child alone or unseen, then care,
    /// visits, activities, and the state of the record.
    fn weight(self) -> u8 {
        match self {
            Self::L6 => 0,
            Self::L1 | Self::L2 | Self::L5 => 1,
            Self::S7 => 2,
            Self::S1 | Self::S2 | Self::S3 | Self::S4 | Self::S5 | Self::S6 => 3,
            Self::S8 | Self::S9 | Self::L3 | Self::L4 => 4,
            Self::V1 | Self::V2 | Self::V3 | Self::V4 | Self::V5 | Self::V6 => 5,
            // What the home owes all children stands before the state of the record.
            Self::A1 | Self::A2 | Self::A3 | Self::A4 => 6,
            Self::D1 | Self::D2 | Self::D3 | Self::D4 | Self::D5 | Self::D6 => 7,
        }
    }
}

coded! {
    /// How urgent. Worst first.
    Level { Red = "red", Amber = "amber" }
}

/// Whom a flag is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A child.
    Child(ChildId),
    /// Somebody on the staff (rule D6).
    Staff(StaffId),
    /// The home (rules A1 to A4, S9 and D4).
    Home,
}

/// One thing that needs a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Flag {
    /// Which rule.
    pub rule: RuleId,
    /// About whom.
    pub subject: Subject,
    /// How urgent.
    pub level: Level,
    /// Since when the matter lasts; with rule and subject it names the flag. It stays the same from
    /// day to day for as long as nothing happens.
    pub since: NaiveDate,
    /// From which day on the rule has said so: here the ladder begins.
    pub raised: NaiveDate,
    /// When the child was last seen in person, if ever.
    pub last_seen: Option<NaiveDate>,
    /// How many open days have gone by since.
    pub open_days_missed: usize,
    /// Overdue by half again: the supervisor gets a copy (rule S5).
    pub supervisor: bool,
    /// Why, most telling first; every figure is in there.
    pub reasons: Vec<Reason>,
}

/// What the register says of one child on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Which day.
    pub day: NaiveDate,
    /// What the register says.
    pub mark: Mark,
    /// Signed in and not signed out.
    pub is_in: bool,
    /// Left with somebody who is not listed (rule S8).
    pub unlisted: bool,
}

/// Everything that is known, as of a day. Maps without an entry for a child mean "nothing".
#[derive(Debug, Clone)]
pub struct Facts<'f> {
    /// The moment that is asked about; its day is today.
    pub now: Moment,
    /// All files.
    pub children: &'f [Child],
    /// Categories.
    pub tags: &'f HashMap<ChildId, Vec<Tag>>,
    /// Contacts in the order in which to ring.
    pub contacts: &'f HashMap<ChildId, Vec<Contact>>,
    /// Agreements of entrusted care.
    pub agreements: &'f HashMap<ChildId, Vec<Agreement>>,
    /// Visits and calls, oldest first; none after today.
    pub visits: &'f HashMap<ChildId, Vec<Visit>>,
    /// What was done about flags, oldest first.
    pub follow_ups: &'f HashMap<ChildId, Vec<FollowUp>>,
    /// Incidents.
    pub incidents: &'f HashMap<ChildId, Vec<Incident>>,
    /// The register of the last [`WEEKS`] weeks, oldest first, one entry a day.
    pub days: &'f HashMap<ChildId, Vec<Day>>,
    /// When each child was last seen in person, by attendance or visit, up to today.
    pub last_seen: &'f HashMap<ChildId, NaiveDate>,
    /// The days of those weeks whose register was taken.
    pub taken: &'f BTreeSet<NaiveDate>,
    /// Whether today's register was closed.
    pub is_closed: bool,
    /// Activities.
    pub programme: &'f Programme,
    /// Who works here.
    pub staff: &'f [Staff],
    /// Which days are open and who is expected.
    pub calendar: &'f Calendar,
    /// The numbers.
    pub book: &'f RuleBook,
    /// Minutes after opening at which a child who is expected and not in is asked after.
    pub ask_after_minutes: i64,
}

/// How many weeks of the register the rules look at.
pub const WEEKS: i64 = 13;

/// Why, with every figure it names.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// So many expected days in a row missed, unexplained, within the weeks that are looked at.
    MissedInARow {
        /// How many.
        days: usize,
        /// The first of them.
        from: NaiveDate,
    },
    /// Not seen for so many days, of which so many were open.
    NotSeen {
        /// Days of the calendar, without those on which nobody could have come.
        days: usize,
        /// Open days among them.
        open_days: usize,
        /// From how many on it counts for this child.
        limit: i64,
    },
    /// When the child was last seen, and whether at a visit.
    LastSeen {
        /// The day; none if never.
        on: Option<NaiveDate>,
        /// At a visit and not at the home.
        at_visit: bool,
    },
    /// On which days the child comes by agreement.
    UsualDays(Weekdays),
    /// Such a run of misses would happen to this child by chance about once in so many weeks.
    OutOfRhythm {
        /// Misses in a row.
        days: usize,
        /// Once in so many weeks.
        once_in_weeks: i64,
    },
    /// Came on so many of the expected days of four weeks, before on so many of those of eight.
    Falling {
        /// Days the child came in four weeks.
        came: usize,
        /// Days it was expected on.
        of: usize,
        /// Days the child came in the eight weeks before.
        came_before: usize,
        /// Days it was expected on.
        of_before: usize,
    },
    /// Nobody answered the phone so many times since.
    NoAnswer {
        /// How many times.
        times: usize,
        /// The last time.
        last: NaiveDate,
    },
    /// Somebody went and did not meet the child.
    NotMet {
        /// When.
        on: NaiveDate,
    },
    /// Expected today and not in.
    NotInYet {
        /// Minutes after opening from which it is asked.
        minutes: i64,
    },
    /// Still signed in after closing, by so many minutes.
    StillIn {
        /// Minutes.
        minutes: i64,
    },
    /// Left with somebody who is not listed.
    LeftUnlisted {
        /// When.
        on: NaiveDate,
    },
    /// So many children for so many adults.
    Ratio {
        /// Children in the house.
        children: usize,
        /// Adults.
        adults: usize,
    },
    /// No visit that saw the child since this day; due every so many days.
    NotVisited {
        /// The last such visit; none if never.
        last: Option<NaiveDate>,
        /// By when one was due.
        due: NaiveDate,
    },
    /// The risk level by which the visit is due.
    AtRisk(Risk),
    /// A new child has not been visited since it joined.
    New {
        /// When it joined.
        joined: NaiveDate,
    },
    /// After an incident the child has not been seen.
    AfterIncident {
        /// When it was found.
        on: NaiveDate,
    },
    /// The file says that nobody is at home; so many years old.
    NobodyAtHome {
        /// Age in completed years.
        age: i32,
        /// With special needs.
        needs: bool,
    },
    /// Left behind and no caregiver is named.
    NoCaregiver,
    /// Left behind and no agreement holds.
    NoAgreement {
        /// Since when the category holds.
        since: NaiveDate,
    },
    /// The agreement has not been gone through since.
    AgreementOld {
        /// When it was last gone through.
        on: NaiveDate,
    },
    /// The parents' contact was last recorded then, or never.
    ParentsContact {
        /// When.
        last: Option<NaiveDate>,
    },
    /// A ground that bars the caregiver is known since.
    CaregiverBarred {
        /// Since when.
        since: NaiveDate,
    },
    /// An incident is not yet reported; so many hours have passed since it was found.
    Unreported {
        /// Hours.
        hours: i64,
    },
    /// The file was last verified then, or never.
    Unverified {
        /// When.
        last: Option<NaiveDate>,
    },
    /// No phone number was verified since then, or ever.
    PhonesUnverified {
        /// When.
        last: Option<NaiveDate>,
    },
    /// No number is recorded at all.
    NoPhone,
    /// The risk was last assessed then, or never.
    RiskUnassessed {
        /// When.
        last: Option<NaiveDate>,
    },
    /// The quarter's check: so many of so many files are verified; due then.
    QuarterCheck {
        /// Verified in this quarter.
        verified: usize,
        /// Files.
        of: usize,
        /// The last day.
        due: NaiveDate,
    },
    /// Turns this old on this day: categories end.
    Turns {
        /// Years.
        age: i32,
        /// The birthday.
        on: NaiveDate,
    },
    /// Nothing was held in the week of this Monday, and so much is planned.
    NoActivity {
        /// The Monday.
        week: NaiveDate,
        /// How many were held, if not enough.
        held: usize,
        /// How many are planned.
        planned: usize,
    },
    /// Nothing was held in the weeks of these Mondays, and nobody has said why.
    WeeksWithoutReason {
        /// The Mondays, oldest first.
        weeks: Vec<NaiveDate>,
    },
    /// A topic was not held when it should have been.
    TopicNotHeld {
        /// Its code.
        topic: String,
        /// When it was last held within a month.
        last: Option<NaiveDate>,
    },
    /// So many of so many children have not had a topic; due then.
    NotCovered {
        /// Its code.
        topic: String,
        /// Who misses it.
        missing: usize,
        /// Children on the register.
        of: usize,
        /// By when.
        due: NaiveDate,
    },
    /// The background check of somebody on the staff was last done then, or never.
    Unchecked {
        /// When.
        last: Option<NaiveDate>,
    },
}

/// Everything known of one child.
pub struct Case<'f> {
    /// The file.
    pub child: &'f Child,
    /// Categories that hold today.
    pub tags: Vec<&'f Tag>,
    /// Contacts in the order in which to ring.
    pub contacts: &'f [Contact],
    /// Agreements.
    pub agreements: &'f [Agreement],
    /// Visits and calls, oldest first.
    pub visits: &'f [Visit],
    /// Incidents.
    pub incidents: &'f [Incident],
    /// The register of the last weeks, oldest first.
    pub days: &'f [Day],
    /// When the child was last seen in person.
    pub last_seen: Option<NaiveDate>,
    /// Since when the home knows the child.
    pub known_since: NaiveDate,
}

impl<'f> Case<'f> {
    /// What is known of a child.
    pub fn new(child: &'f Child, ground: &Ground<'f>) -> Self {
        let facts = ground.facts;
        let tags = facts.tags.get(&child.id).map_or(&[][..], Vec::as_slice);
        Self {
            child,
            tags: tags
                .iter()
                .filter(|tag| tag.holds_on(ground.today))
                .collect(),
            contacts: facts.contacts.get(&child.id).map_or(&[], Vec::as_slice),
            agreements: facts.agreements.get(&child.id).map_or(&[], Vec::as_slice),
            visits: facts.visits.get(&child.id).map_or(&[], Vec::as_slice),
            incidents: facts.incidents.get(&child.id).map_or(&[], Vec::as_slice),
            days: facts.days.get(&child.id).map_or(&[], Vec::as_slice),
            last_seen: facts.last_seen.get(&child.id).copied(),
            known_since: child.known_since().unwrap_or(ground.today),
        }
    }

    /// Whether the child has this category today.
    pub fn has(&self, code: TagCode) -> bool {
        self.tags.iter().any(|tag| tag.code == code)
    }

    /// The last visit at which the child was seen in person (rule V5: no other counts).
    pub fn last_visit(&self) -> Option<NaiveDate> {
        let seen = self.visits.iter().filter(|one| one.is_sighting());
        seen.map(|one| one.day).max()
    }

    /// A flag about this child.
    pub fn flag(&self, rule: RuleId, level: Level, since: NaiveDate, reasons: Vec<Reason>) -> Flag {
        Flag {
            rule,
            subject: Subject::Child(self.child.id),
            level,
            since,
            raised: since,
            last_seen: self.last_seen,
            open_days_missed: 0,
            supervisor: false,
            reasons,
        }
    }
}

/// Everything that needs a person, worst and oldest first.
pub fn flags(facts: &Facts<'_>) -> Vec<Flag> {
    let ground = Ground::new(facts);
    let mut flags: Vec<Flag> = facts
        .children
        .iter()
        .filter(|child| matches!(child.status, Status::Enrolled | Status::Away))
        .flat_map(|child| of_child(&Case::new(child, &ground), &ground))
        .collect();
    flags.extend(seen::s9(&ground));
    flags.extend(activities::all(&ground));
    flags.extend(record::d4(&ground));
    flags.extend(record::d6(&ground));
    let key = |flag: &Flag| {
        (
            flag.level,
            flag.rule.weight(),
            flag.since,
            flag.rule,
            flag.subject,
        )
    };
    flags.sort_by_key(key);
    flags
}

/// The strip of the last weeks as rule A1 sees it, oldest first; the running week is the last.
pub fn weeks(facts: &Facts<'_>) -> Vec<Week> {
    activities::strip(&Ground::new(facts))
}

/// The flags of one child: of rules with one cause only the worst.
fn of_child(case: &Case<'_>, ground: &Ground<'_>) -> Vec<Flag> {
    let mut flags = law::all(case, ground);
    if case.child.status == Status::Enrolled {
        let mut not_seen = seen::not_seen(case, ground);
        seen::not_in_yet(case, ground, &mut not_seen);
        flags.extend(not_seen);
        flags.extend(seen::s7(case, ground));
        flags.extend(seen::s8(case, ground));
        flags.extend(visits::due(case, ground));
        flags.extend(record::all(case, ground));
    }
    let seen = case.last_seen.unwrap_or(case.known_since);
    let age = ground.age(case.child, seen);
    for flag in &mut flags {
        flag.open_days_missed = age.open_days;
    }
    flags
}
