//! The runner: does what `update` asked for, and says what came of it.

use super::command::{Command, Touched};
use super::day::{ChildsDay, DaySheet};
use super::desk::Desk;
use super::import_jobs::spreadsheets;
use super::message::{Effect, Fresh, LastStep, Load, Loaded, Message, Past};
use super::model::HomeFacts;
use super::preferences::Preferences;
use super::refusal::Refusal;
use super::usecases::{door, home};
use crate::domain::ChildId;
use crate::store::{
    ActKind, SETTING_DEMO, SETTING_LANGUAGE, SETTING_SYMBOLS, SETTING_THEME, Store, StoreError,
};
use chrono::{Days, NaiveDate};
use std::sync::mpsc::Sender;

/// How many lines of a file's history are read.
const HISTORY: usize = 500;
/// How many entries of the journal the settings show.
const JOURNAL: usize = 50;
/// How far back a file's days are read: two years.
const PAST_DAYS: u64 = 731;

/// Does effects on a desk.
#[derive(Debug)]
pub struct Runner {
    /// The desk.
    pub desk: Desk,
    late_day: Option<NaiveDate>,
    /// Whose register is on the screens.
    shown_day: Option<NaiveDate>,
    pub(super) reports: Option<Sender<Message>>,
}

impl Runner {
    /// A runner for a desk.
    pub fn new(desk: Desk) -> Self {
        Self {
            desk,
            late_day: None,
            shown_day: None,
            reports: None,
        }
    }

    /// Where work that takes longer than a frame reports to when it is done.
    pub fn report_to(&mut self, reports: Sender<Message>) {
        self.reports = Some(reports);
    }

    /// Everything the screens need, at the start.
    pub fn start(&mut self) -> Message {
        match self.fresh(Touched::All) {
            Ok(fresh) => Message::Loaded(Loaded::Start(Box::new(fresh))),
            Err(error) => Message::Failed(error),
        }
    }

    /// Does one effect. What takes longer than a frame is not done here.
    pub fn run(&mut self, effect: Effect) -> Option<Message> {
        match effect {
            Effect::Do(command) => Some(self.command(command)),
            Effect::Load(load) => Some(self.load(load).unwrap_or_else(Message::Failed)),
            Effect::Seat(staff) => {
                self.desk.seat(staff);
                None
            }
            Effect::Import(step) => self.import(step),
            Effect::Write(order) => Some(self.write(&order).unwrap_or_else(Message::Failed)),
            Effect::ReadCalendar(path) => Some(self.read_calendar(&path)),
            Effect::Backup => Some(self.backup().unwrap_or_else(Message::Failed)),
            Effect::Verify => Some(match self.desk.store.verify() {
                Ok(report) => Message::Loaded(Loaded::Verified(report)),
                Err(error) => Message::Failed(error.into()),
            }),
            Effect::KeepLook(look) => self.keep(look).err().map(Message::Failed),
            Effect::Quit => None,
        }
    }

    pub(super) fn command(&mut self, command: Command) -> Message {
        let touched = command.touches();
        let asked = Box::new(command.clone());
        let outcome = self.desk.perform(command).and_then(|done| {
            let fresh = self.fresh(touched)?;
            Ok((done, fresh))
        });
        // The log holds numbers and kinds of refusals, never a name.
        match outcome {
            Ok((done, fresh)) => {
                tracing::info!(seq = done.seq, "done");
                Message::Done(asked, done, Box::new(fresh))
            }
            Err(refusal) => {
                tracing::info!(%refusal, "refused");
                Message::Refused(asked, refusal)
            }
        }
    }

    fn fresh(&mut self, touched: Touched) -> Result<Fresh, Refusal> {
        let today = self.desk.clock.today();
        let (day, register, home, known) = match touched {
            // A sign-in, the thing done most, reads again no more than the rows of its child.
            Touched::Stays(child) if self.shown_day == Some(today) => {
                let days = std::iter::once(today).chain(self.late_day);
                let stays: Result<_, StoreError> =
                    days.map(|day| self.childs_day(child, day)).collect();
                return Ok(Fresh {
                    stays: stays?,
                    ..Fresh::default()
                });
            }
            Touched::Stays(_) | Touched::Day => (true, false, false, true),
            Touched::Register => (false, true, false, true),
            Touched::Known => (false, false, false, true),
            Touched::Home => (false, false, true, false),
            Touched::All => (true, true, true, true),
        };
        let mut fresh = Fresh::default();
        if home {
            fresh.home = home_facts(&self.desk.store)?.map(Box::new);
        }
        if register {
            fresh.roster = Some(Box::new(self.desk.store.roster()?));
        }
        if known {
            fresh.known = Some(Box::new(self.desk.store.known(today)?));
        }
        if day {
            fresh.day = Some(self.sheet(today)?);
            self.shown_day = Some(today);
            fresh.late_day = self.late_day.map(|day| self.sheet(day)).transpose()?;
        }
        if home {
            fresh.forgotten = Some(door::forgotten(&self.desk, today)?);
        }
        Ok(fresh)
    }

    fn sheet(&self, day: NaiveDate) -> Result<DaySheet, StoreError> {
        let store = &self.desk.store;
        Ok(DaySheet::new(
            day,
            store.opening(day)?,
            store.day_sheet(day)?,
        ))
    }

    fn childs_day(&self, child: ChildId, day: NaiveDate) -> Result<ChildsDay, StoreError> {
        let store = &self.desk.store;
        Ok(ChildsDay {
            day,
            child,
            opening: store.opening(day)?,
            stays: store.stays(child, day)?,
        })
    }

    fn load(&mut self, load: Load) -> Result<Message, Refusal> {
        Ok(Message::Loaded(match load {
            Load::Everything => Loaded::Start(Box::new(self.fresh(Touched::All)?)),
            Load::LateDay(day) => {
                self.late_day = Some(day);
                Loaded::LateDay(self.sheet(day)?)
            }
            Load::Files => Loaded::Files(spreadsheets(&self.desk)),
            Load::Calendars => self.calendars(),
            Load::LastStep => Loaded::LastStep(self.last_step()?),
            Load::Journal => Loaded::Journal(self.desk.store.entries_before(i64::MAX, JOURNAL)?),
            Load::Past(child) => Loaded::Past(child, Box::new(self.past(child)?)),
        }))
    }

    fn last_step(&self) -> Result<Option<LastStep>, StoreError> {
        let Some(step) = self.desk.store.last_step()? else {
            return Ok(None);
        };
        let rows = self.desk.store.changes(step.seq)?.len();
        Ok((step.act.kind != ActKind::SetUp).then_some(LastStep {
            deed: step.act.kind,
            at: step.act.at,
            rows,
        }))
    }

    /// Copies the file beside itself, under the name of the moment.
    fn backup(&self) -> Result<Message, Refusal> {
        let folder = self.desk.folder().join("backups");
        std::fs::create_dir_all(&folder).map_err(|source| StoreError::File {
            doing: "making the backup folder",
            source,
        })?;
        let name = self
            .desk
            .now()
            .format("doorlight-%Y%m%d-%H%M%S.db")
            .to_string();
        let target = folder.join(name);
        self.desk.store.copy_to(&target)?;
        Ok(Message::Loaded(Loaded::BackedUp(target)))
    }

    fn past(&self, child: ChildId) -> Result<Past, StoreError> {
        let from = self.desk.clock.today() - Days::new(PAST_DAYS);
        Ok(Past {
            days: self.desk.store.child_days(child, from)?,
            history: self.desk.store.file_history(child, HISTORY)?,
        })
    }

    fn keep(&mut self, look: Preferences) -> Result<(), Refusal> {
        for (name, value) in [
            (SETTING_LANGUAGE, look.lang.code()),
            (SETTING_THEME, look.theme.code()),
            (SETTING_SYMBOLS, look.symbols.code()),
        ] {
            let (name, value) = (name.to_owned(), value.to_owned());
            self.desk.perform(Command::Setting { name, value })?;
        }
        Ok(())
    }
}

/// The home with its staff and calendar, if it has been set up.
pub fn home_facts(store: &Store) -> Result<Option<HomeFacts>, Refusal> {
    let Some(home) = store.home()? else {
        return Ok(None);
    };
    Ok(Some(HomeFacts {
        home,
        staff: store.staff()?,
        calendar: home::calendar_of(store)?,
        stretches: store.all()?,
        closed: store.all()?,
        extra: store.all()?,
        terms: store.all()?,
        is_demo: store.setting(SETTING_DEMO)?.is_some(),
    }))
}
