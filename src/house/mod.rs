//! The home in memory, read by every screen. It is refreshed from the store after each command; it
//! writes nothing and contains no text for the user.

pub(crate) mod agreed;
mod behind;
pub(crate) mod coverage;
pub(crate) mod day_sheet;
pub(crate) mod duties;
pub(crate) mod fresh;
pub(crate) mod hand_over;
pub(crate) mod home;
pub(crate) mod matrix;
pub(crate) mod matters;
pub(crate) mod past;
pub mod period;
pub(crate) mod privacy;
pub(crate) mod register;
pub(crate) mod roll_call;
pub(crate) mod safety;
pub(crate) mod support;

pub(crate) mod week_grid;

use crate::domain::KnownAs;
use crate::domain::activity::Occurrence;
use crate::domain::activity::weeks::Week;
use crate::domain::attendance::open_stays;
use crate::domain::calendar::Calendar;
use crate::domain::find::Standing;
use crate::domain::ring::RingNumber;
use crate::domain::rules::ladder::Matter;
use crate::domain::{ActivityId, Attendance, Child, ChildId, Moment, Staff, StaffId, Status};
use crate::store::{Known, WhyReadOnly};
use chrono::{NaiveDate, NaiveTime};
use day_sheet::DaySheet;
use fresh::Fresh;
use home::HomeFacts;
use matrix::Column;
use register::Register;
use safety::Safety;

/// The state of the home.
#[derive(Debug)]
#[cfg_attr(test, derive(Clone))]
pub struct House {
    /// Current time, updated by the main loop.
    pub now: Moment,
    /// Home, staff and calendar; `None` before the first run.
    pub home: Option<Box<HomeFacts>>,
    /// By what an earlier day is known; `None` for the present.
    pub past: Option<KnownAs>,
    /// All files.
    pub register: Register,
    /// Visits, incidents, activities, numbers of the rules.
    pub known: Box<Known>,
    /// Open matters, most urgent first; as of the last [`House::refresh_matters`].
    pub matters: Vec<Matter>,
    /// The last weeks as rule A1 sees them, oldest first; as of the last [`House::refresh_weeks`].
    pub weeks: Vec<Week>,
    /// Who has had which topic, what is due first; as of the last [`House::refresh_coverage`].
    pub(crate) coverages: Vec<Column>,
    /// Today's register.
    pub day: DaySheet,
    /// The register of the earlier day of late entries; `None` without them.
    pub late: Option<DaySheet>,
    /// Stays of earlier days without a sign-out.
    pub forgotten: Vec<Attendance>,
    /// Member of staff who uses the program; `None` while there is no staff.
    pub actor: Option<StaffId>,
    /// Whether people prove who they are before they sit down.
    pub has_locks: bool,
    /// Who has a secret, and whether it is a PIN; read for F8.
    pub secrets: Vec<(StaffId, bool)>,
    /// Why nothing can be written; `None` if it can.
    pub read_only: Option<WhyReadOnly>,
    /// Number of the look at the copies that says so; 0 before the first.
    pub looked: u64,
    /// The folder that holds the file, as it is shown.
    pub folder: String,
    /// The state of the copies; `None` until it was read.
    pub safety: Option<Safety>,
}

impl House {
    /// Minutes without a key after which the screens lock; `None` if they do not.
    pub(crate) fn lock_after(&self) -> Option<i64> {
        let home = self.home.as_ref().filter(|_| self.has_locks)?;
        Some(home.lock_after)
    }

    /// The active member of staff whose card this is, where people prove who they are.
    pub(crate) fn staff_with_card(&self, code: &str) -> Option<StaffId> {
        let home = self.home.as_ref().filter(|_| self.has_locks)?;
        let (id, _) = home.staff_cards.iter().find(|(_, own)| own == code)?;
        let is_here = home.staff.iter().any(|one| one.id == *id && one.active);
        is_here.then_some(*id)
    }

    /// Name of whoever is at the desk, where people prove who they are.
    pub(crate) fn name_at_desk(&self) -> Option<&str> {
        let home = self.home.as_ref().filter(|_| self.has_locks)?;
        let here = home.staff.iter().find(|one| Some(one.id) == self.actor);
        here.map(|one| one.name.as_str())
    }

    /// An empty house.
    pub(crate) fn new(now: Moment) -> Self {
        Self {
            now,
            home: None,
            past: None,
            register: Register::default(),
            known: Box::default(),
            matters: Vec::new(),
            weeks: Vec::new(),
            coverages: Vec::new(),
            day: DaySheet::empty(now.date_naive()),
            late: None,
            forgotten: Vec::new(),
            actor: None,
            has_locks: false,
            secrets: Vec::new(),
            read_only: None,
            looked: 0,
            folder: String::new(),
            safety: None,
        }
    }

    /// Whether the file was taken away while it was open.
    pub(crate) fn is_lost(&self) -> bool {
        self.read_only == Some(WhyReadOnly::Lost)
    }

    /// Whether another program writes to the file.
    pub(crate) fn is_written_elsewhere(&self) -> bool {
        self.read_only == Some(WhyReadOnly::OtherProgram)
    }

    /// The file was taken away: nothing can be written any more.
    pub(crate) fn lose(&mut self) {
        self.read_only = Some(WhyReadOnly::Lost);
    }

    /// Replaces the parts that were read again. Matters and weeks are not computed here.
    pub(crate) fn take(&mut self, fresh: Fresh) {
        if let Some(home) = fresh.home {
            self.home = Some(home);
        }
        if let Some(roster) = fresh.roster {
            self.register = Register::new(*roster);
        }
        if let Some(known) = fresh.known {
            self.known = known;
        }
        if let Some(day) = fresh.day {
            for row in day.rows().filter(|row| row.mark.is_seen()) {
                self.register.saw(row.child, row.day);
            }
            self.day = day;
        }
        // Late entries may have ended while this was read; then their register is dropped.
        let is_late = |day: &DaySheet| self.late.as_ref().is_some_and(|late| late.day == day.day);
        if let Some(day) = fresh.late_day.filter(is_late) {
            self.late = Some(day);
        }
        for news in &fresh.stays {
            for row in news.stays.iter().filter(|row| row.mark.is_seen()) {
                self.register.saw(row.child, row.day);
            }
            self.day.renew(news);
            let is_opened = news.opening.is_some();
            self.known
                .renew(news.child, (news.day, is_opened), &news.stays);
            if news.day == self.day.day {
                self.known.opened_at = news.opening.as_ref().map(|one| one.opened_at);
            }
            if let Some(late) = &mut self.late {
                late.renew(news);
            }
        }
        if let Some(forgotten) = fresh.forgotten {
            // One fact, as of the same reading: what the rules ask of it is what Today shows.
            self.known.open_stays = open_stays(&forgotten, self.today());
            self.forgotten = forgotten;
        }
    }

    /// Whether the register of the day is complete.
    pub(crate) fn is_day_closed(&self) -> bool {
        let opening = self.day.opening.as_ref();
        self.past.is_some() || opening.is_some_and(|one| one.closed_at.is_some())
    }

    /// Computes the open matters again. Slower than a sign-in: call it only where matters are
    /// shown.
    pub(crate) fn refresh_matters(&mut self) {
        if let Some(home) = self.home.as_deref() {
            let input = self.register.rule_input(home, &self.known);
            self.matters = input.matters(self.now, self.is_day_closed());
        }
    }

    /// Computes the last weeks again.
    pub(crate) fn refresh_weeks(&mut self) {
        if let Some(home) = self.home.as_deref() {
            self.weeks = self.register.rule_input(home, &self.known).weeks(self.now);
        }
    }

    /// The day in the home's calendar.
    pub(crate) fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// A local time as a moment in the home's zone; `None` if the zone skips it.
    pub(crate) fn moment_of(&self, day: NaiveDate, time: NaiveTime) -> Option<Moment> {
        let at = day.and_time(time);
        at.and_local_timezone(self.now.timezone()).single()
    }

    /// The calendar of open days; `None` before the first run.
    pub(crate) fn calendar(&self) -> Option<&Calendar> {
        self.home.as_ref().map(|home| &home.calendar)
    }

    /// All staff, past members included.
    pub(crate) fn staff(&self) -> &[Staff] {
        self.home.as_deref().map_or(&[], |home| &home.staff)
    }

    /// Whether a member of staff works here now.
    pub(crate) fn is_staff_here(&self, id: StaffId) -> bool {
        self.staff_member(id).is_some_and(|one| one.active)
    }

    /// A member of staff.
    pub(crate) fn staff_member(&self, id: StaffId) -> Option<&Staff> {
        self.staff().iter().find(|one| one.id == id)
    }

    /// Whether a child is expected on a day (agreed days and calendar).
    pub(crate) fn is_expected(&self, child: &Child, day: NaiveDate) -> bool {
        self.calendar()
            .is_some_and(|calendar| calendar.expected(child, day))
    }

    /// The register of the door: the earlier day's during late entries, else today's.
    pub(crate) fn door_sheet(&self) -> &DaySheet {
        self.late.as_ref().unwrap_or(&self.day)
    }

    /// The standing of a child on a sheet, for the order of search results at the door.
    pub(crate) fn standing(&self, child: &Child, sheet: &DaySheet) -> Standing {
        if self.is_inside_on(child.id, sheet) {
            return Standing::Inside;
        }
        match child.status {
            Status::Enrolled => {}
            Status::Away => return Standing::Gone,
            Status::Moved | Status::AgedOut | Status::Closed => return Standing::Hidden,
        }
        if sheet.is_marked(child.id) {
            return Standing::Other;
        }
        if self.is_expected(child, sheet.day) {
            return Standing::Expected;
        }
        if child
            .expected_days
            .has(chrono::Datelike::weekday(&sheet.day))
            || child.expected_days.is_empty()
        {
            return Standing::Usual;
        }
        Standing::Other
    }

    /// Children expected today who have no mark yet.
    pub(crate) fn missing(&self) -> impl Iterator<Item = &Child> {
        self.missing_on(&self.day)
    }

    /// Children expected on the day of a sheet who have no mark on it.
    pub(crate) fn missing_on<'h>(&'h self, sheet: &'h DaySheet) -> impl Iterator<Item = &'h Child> {
        let children = self.register.children().iter();
        children.filter(|child| {
            let is_here = sheet.is_marked(child.id) || self.is_inside_on(child.id, sheet);
            !is_here && self.is_expected(child, sheet.day)
        })
    }

    /// Activities from a day to a day, both included, by time.
    pub(crate) fn occurrences(&self, from: NaiveDate, to: NaiveDate) -> Vec<Occurrence> {
        let programme = &self.known.programme;
        self.calendar().map_or_else(Vec::new, |calendar| {
            programme.between(from, to, self.today(), calendar)
        })
    }

    /// The children who took part in a held activity.
    pub(crate) fn took_part(&self, activity: ActivityId) -> &[ChildId] {
        let known = self.known.programme.taking_part.get(&activity);
        known.map_or(&[], Vec::as_slice)
    }

    /// Names of children who must not be photographed: consent was refused or never given.
    pub(crate) fn no_photo<'c>(&self, children: impl Iterator<Item = &'c ChildId>) -> Vec<&str> {
        let has_none = |child: &&ChildId| {
            let file = self.register.get(**child);
            file.is_some_and(|file| file.consent_photo != Some(true))
        };
        children
            .filter(has_none)
            .map(|child| self.register.name(*child))
            .collect()
    }

    /// When the day was closed; `None` while it is open, and while children are in the house again.
    pub(crate) fn closed_at(&self) -> Option<Moment> {
        let closed = self.day.opening.as_ref().and_then(|day| day.closed_at);
        closed.filter(|_| self.children_inside().is_empty())
    }

    /// The home's own numbers to ring first after an incident; none if it shows the usual ones.
    pub(crate) fn ring_first(&self) -> &[RingNumber] {
        let home = self.home.as_ref();
        home.map(|facts| facts.ring_first.as_slice())
            .unwrap_or_default()
    }

    /// Age of the oldest unreported incident in hours (rule L6); `None` without one.
    pub(crate) fn unreported_hours(&self) -> Option<i64> {
        let incidents = self.known.incidents.values().flatten();
        let unreported = incidents.filter(|one| one.is_unreported());
        let found = unreported.map(|one| one.found_at).min()?;
        Some((self.now - found).num_hours().max(0))
    }
}
