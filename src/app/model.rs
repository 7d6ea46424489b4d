//! Everything the screens show and decide on, in memory.

use super::children::ChildrenState;
use super::day::DaySheet;
use super::door::DoorState;
use super::follow::FollowState;
use super::importing::ImportPreview;
use super::message::Fresh;
use super::plan::PlanState;
use super::popup::{Evacuation, Popup};
use super::register::Register;
use super::settings::SettingsState;
use super::today::TodayState;
use crate::domain::activity::weeks::Week;
use crate::domain::calendar::{Calendar, ClosedDay, ExtraDay, Term};
use crate::domain::find::Standing;
use crate::domain::hours::Stretch;
use crate::domain::rules::ladder::Matter;
use crate::domain::{Attendance, Child, Home, Moment, Staff, StaffId, Status};
use crate::keymap::Context;
use crate::store::Known;
use crate::ui::preferences::Preferences;
use chrono::{Datelike, NaiveDate};
use std::path::PathBuf;

/// The screens; F-keys and clicks switch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// F2: what needs doing.
    Today,
    /// F3: sign-in and sign-out.
    Door,
    /// F4: the register.
    Children,
    /// F5: what is planned, what was held, who misses what.
    Activities,
    /// F6: who needs a person, and what was done.
    FollowUp,
    /// F8: home, hours, staff, look.
    Settings,
}

impl Screen {
    /// In the order of the tabs.
    pub const ALL: &'static [Self] = &[
        Self::Today,
        Self::Door,
        Self::Children,
        Self::Activities,
        Self::FollowUp,
        Self::Settings,
    ];
}

/// The home with its staff and calendar.
#[derive(Debug, Clone)]
pub struct HomeFacts {
    /// The home.
    pub home: Home,
    /// Everybody who works or worked here.
    pub staff: Vec<Staff>,
    /// Open days.
    pub calendar: Calendar,
    /// Weekly hours as they are kept.
    pub stretches: Vec<Stretch>,
    /// Days on which the home is closed.
    pub closed: Vec<ClosedDay>,
    /// Days on which it is open although it would not be.
    pub extra: Vec<ExtraDay>,
    /// School terms and holidays.
    pub terms: Vec<Term>,
    /// Made up for looking around.
    pub is_demo: bool,
}

/// How urgent a toast is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Good,
    /// Something to know.
    Info,
    /// Something was not done.
    Bad,
}

/// One line at the foot of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// How urgent.
    pub tone: Tone,
    /// What.
    pub text: String,
}

/// Everything the screens show and decide on.
#[derive(Debug)]
pub struct Model {
    /// Language, theme, symbols.
    pub look: Preferences,
    /// The minute the clock shows.
    pub now: Moment,
    /// The home; `None` until the first run is finished.
    pub home: Option<Box<HomeFacts>>,
    /// The files.
    pub register: Register,
    /// What is known beside the files.
    pub known: Box<Known>,
    /// Who needs a person, worst and oldest first.
    pub matters: Vec<Matter>,
    /// The strip of the last weeks, oldest first; the running week is the last.
    pub weeks: Vec<Week>,
    /// Today's register.
    pub day: DaySheet,
    /// Stays of the last days that were never signed out.
    pub forgotten: Vec<Attendance>,
    /// Who is at the desk.
    pub actor: Option<StaffId>,
    /// Another program is writing; here everything can only be looked at.
    pub is_read_only: bool,
    /// Which screen is shown.
    pub screen: Screen,
    /// F2.
    pub today: TodayState,
    /// F3.
    pub door: DoorState,
    /// F4.
    pub children: ChildrenState,
    /// The import that is open on F4.
    pub importing: Option<ImportPreview>,
    /// The file that is being read for an import.
    pub reading: Option<PathBuf>,
    /// F5.
    pub plan: PlanState,
    /// F6.
    pub follow: FollowState,
    /// F8.
    pub settings: SettingsState,
    /// Where the data is.
    pub folder: String,
    /// The ticks of an evacuation list that was put away.
    pub evacuation: Evacuation,
    /// Open popups; the last one has the keys.
    pub popups: Vec<Popup>,
    /// What was done last, until the next key.
    pub toast: Option<Toast>,
}

impl Model {
    /// An empty model at a moment.
    pub fn new(look: Preferences, now: Moment) -> Self {
        Self {
            look,
            now,
            home: None,
            register: Register::default(),
            known: Box::default(),
            matters: Vec::new(),
            weeks: Vec::new(),
            day: DaySheet::empty(now.date_naive()),
            forgotten: Vec::new(),
            actor: None,
            is_read_only: false,
            screen: Screen::Today,
            today: TodayState::default(),
            door: DoorState::default(),
            children: ChildrenState::default(),
            importing: None,
            reading: None,
            plan: PlanState::on(now.date_naive()),
            follow: FollowState::default(),
            settings: SettingsState::default(),
            folder: String::new(),
            evacuation: Evacuation::default(),
            popups: Vec::new(),
            toast: None,
        }
    }

    /// Today in the home's calendar.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// Takes over what was read.
    pub fn take(&mut self, fresh: Fresh) {
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
        // Late entries may be over by now: then the door shows today again, and nothing else.
        let is_late = |day: &DaySheet| {
            let shown = self.door.late_sheet.as_ref();
            shown.is_some_and(|sheet| sheet.day == day.day)
        };
        if let Some(day) = fresh.late_day.filter(is_late) {
            self.door.late_sheet = Some(day);
        }
        for news in &fresh.stays {
            for row in news.stays.iter().filter(|row| row.mark.is_seen()) {
                self.register.saw(row.child, row.day);
            }
            self.day.renew(news);
            self.known.renew(news.child, news.day, &news.stays);
            if let Some(late) = &mut self.door.late_sheet {
                late.renew(news);
            }
        }
        if let Some(forgotten) = fresh.forgotten {
            self.forgotten = forgotten;
        }
        self.refresh_matters();
    }

    /// Works out again who needs a person, where that is on screen. A sign-in at the door does not
    /// wait for it.
    pub fn refresh_matters(&mut self) {
        let Some(home) = self.home.as_deref() else {
            return;
        };
        let shows_weeks = matches!(self.screen, Screen::Today | Screen::Activities);
        if shows_weeks {
            self.weeks = self.register.sources(home, &self.known).weeks(self.now);
        }
        if matches!(self.screen, Screen::Today | Screen::FollowUp) || self.matters.is_empty() {
            let sources = self.register.sources(home, &self.known);
            let is_closed = self
                .day
                .opening
                .as_ref()
                .is_some_and(|one| one.closed_at.is_some());
            self.matters = sources.matters(self.now, is_closed);
        }
    }

    /// The calendar, if there is a home.
    pub fn calendar(&self) -> Option<&Calendar> {
        self.home.as_ref().map(|home| &home.calendar)
    }

    /// Whether the child is expected today by agreement and calendar.
    pub fn is_expected(&self, child: &Child, day: NaiveDate) -> bool {
        self.calendar()
            .is_some_and(|calendar| calendar.expected(child, day))
    }

    /// Where a child stands today as the door's search ranks it.
    pub fn standing(&self, child: &Child, sheet: &DaySheet) -> Standing {
        if sheet.is_inside(child.id) {
            return Standing::Inside;
        }
        if child.status != Status::Enrolled {
            return if is_gone(child) {
                Standing::Hidden
            } else {
                Standing::Gone
            };
        }
        if sheet.is_marked(child.id) {
            return Standing::Other;
        }
        if self.is_expected(child, sheet.day) {
            return Standing::Expected;
        }
        if child.expected_days.has(sheet.day.weekday()) || child.expected_days.is_empty() {
            return Standing::Usual;
        }
        Standing::Other
    }

    /// Children who are expected today and whom the register does not mention yet.
    pub fn missing(&self) -> impl Iterator<Item = &Child> {
        self.missing_on(&self.day)
    }

    /// Children who are expected on the day of a sheet and whom it does not mention.
    pub fn missing_on<'m>(&'m self, sheet: &'m DaySheet) -> impl Iterator<Item = &'m Child> {
        let children = self.register.children().iter();
        children.filter(|child| !sheet.is_marked(child.id) && self.is_expected(child, sheet.day))
    }

    /// What has the keys, innermost first.
    pub fn contexts(&self) -> Vec<Context> {
        let inner = match self.popups.last() {
            Some(popup) => popup.context(),
            None => match self.screen {
                Screen::Today => Context::Today,
                Screen::Door => Context::Door,
                Screen::Children if self.importing.is_some() => Context::Import,
                Screen::Children if self.children.file.is_some() => Context::ChildFile,
                Screen::Children => Context::Children,
                Screen::Activities => Context::Activities,
                Screen::FollowUp => Context::FollowUp,
                Screen::Settings => Context::Settings,
            },
        };
        vec![inner, Context::Global]
    }

    /// Says something at the foot of the screen.
    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.toast = Some(Toast {
            tone,
            text: text.into(),
        });
    }
}

/// Has left the home for good; found only in the register.
fn is_gone(child: &Child) -> bool {
    matches!(
        child.status,
        Status::Moved | Status::AgedOut | Status::Closed
    )
}
