//! Runs the jobs of `update` on the desk and returns their results as messages.

use super::message::Message;
use crate::desk::Desk;
use crate::desk::command::{Command, Touched};
use crate::desk::doctor::check::Obstacle;
use crate::desk::doctor::facts::TerminalFacts;
use crate::desk::import::places::{CALENDARS, FORMS, SPREADSHEETS};
use crate::desk::job::{Load, Loaded, LockNews, SafetyNews};
use crate::desk::opening::OutsideVersion;
use crate::desk::papers::Order;
use crate::desk::papers::cover::Cover;
use crate::desk::read::fresh::ShownDays;
use crate::desk::refusal::Refusal;
use crate::desk::rights::Right;
use crate::domain::LookKind;
use crate::house::fresh::Fresh;
use crate::screens::effect::Job;
use crate::ui::preferences::Preferences;
use chrono::NaiveDate;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// Rows of who saw what that are shown at once.
const LOOKED_MOST: usize = 300;

/// The questions of F7: the number of the newest, and whose turn it is to read.
#[derive(Debug, Default)]
pub(super) struct Asking {
    pub(super) newest: AtomicU64,
    pub(super) turn: Mutex<()>,
}

/// Runs jobs on a desk.
#[derive(Debug)]
pub(crate) struct Runner {
    /// The desk.
    pub desk: Desk,
    shown: ShownDays,
    /// The file's number for changes by other programs, when everything was read last.
    outside: Option<OutsideVersion>,
    /// It could not be asked for that number; said once.
    is_lost: bool,
    /// That nobody writes any more was said.
    is_offered: bool,
    pub(super) reports: Option<Sender<Message>>,
    /// The thread that copies the file.
    pub(super) copying: Option<JoinHandle<()>>,
    /// The threads that look at the copies.
    pub(super) looking: Vec<JoinHandle<()>>,
    /// The questions of F7 that are being answered.
    pub(super) asking: Arc<Asking>,
    /// How many looks there were.
    pub(super) looks: u64,
    pub(super) terminal: TerminalFacts,
    /// How the files of the job that is done are written, if somebody said.
    pub(super) cover: Option<Cover>,
}

impl Runner {
    /// A runner for a desk.
    pub(crate) fn new(desk: Desk) -> Self {
        Self {
            desk,
            shown: ShownDays::default(),
            outside: None,
            is_lost: false,
            is_offered: false,
            reports: None,
            copying: None,
            looking: Vec::new(),
            asking: Arc::default(),
            looks: 0,
            terminal: TerminalFacts::from_words(None, None, false, None),
            cover: None,
        }
    }

    /// Sets what is known of the terminal in which the screens are shown.
    pub(crate) fn shown_on(&mut self, terminal: TerminalFacts) {
        self.terminal = TerminalFacts {
            // The screens read every answer of the terminal.
            widths: Err(Obstacle::InScreens),
            ..terminal
        };
    }

    /// Sets the size in which a frame was drawn.
    pub(crate) fn shown_in(&mut self, columns: u16, rows: u16) {
        self.terminal.size = Ok((columns, rows));
    }

    /// Sets the channel for results of jobs that take longer than a frame.
    pub(crate) fn report_to(&mut self, reports: Sender<Message>) {
        self.reports = Some(reports);
    }

    /// Reads which home it is, for the first frame.
    pub(crate) fn home(&mut self) -> Option<Fresh> {
        self.fresh(Touched::HOME).ok()
    }

    /// Reads everything the screens need at the start.
    pub(crate) fn start(&mut self) -> Message {
        self.everything().map_or_else(Message::Unread, |fresh| {
            Message::Loaded(Loaded::Start(fresh))
        })
    }

    fn everything(&mut self) -> Result<Box<Fresh>, Refusal> {
        // Before reading: a change while it is read is seen at the next look.
        let outside = self.desk.look_at_file()?;
        // Another program may have changed the home's zone.
        self.desk.live_in_its_zone()?;
        let fresh = self.fresh(Touched::ALL)?;
        self.outside = Some(outside);
        Ok(Box::new(fresh))
    }

    /// Reads everything again if another program has written to the file since. Cheap if none has.
    pub(crate) fn look_outside(&mut self) -> Option<Message> {
        let read = match self.desk.look_at_file() {
            Ok(version) if Some(version) == self.outside && !self.is_lost => return None,
            Ok(_) => self.everything(),
            Err(refusal) => Err(refusal),
        };
        let was_lost = std::mem::replace(&mut self.is_lost, read.is_err());
        let why = self.desk.why_read_only();
        match read {
            Ok(fresh) if was_lost => Some(Message::Loaded(Loaded::Found(fresh, why))),
            Ok(fresh) => Some(Message::Loaded(Loaded::Again(fresh))),
            Err(_) if was_lost => None,
            Err(refusal) => Some(Message::Unread(refusal)),
        }
    }

    /// Says once that the program that wrote has ended; again if another has come and gone.
    pub(crate) fn offer_to_write(&mut self) -> Option<Message> {
        let is_free = self.desk.can_take_over();
        let was_offered = std::mem::replace(&mut self.is_offered, is_free);
        (is_free && !was_offered).then_some(Message::Loaded(Loaded::WriterGone))
    }

    /// Runs one job. `None` if the job has no result, or if a worker thread will report it later.
    pub(crate) fn run(&mut self, effect: Job) -> Option<Message> {
        match effect {
            Job::Do(command) => Some(self.command(command)),
            Job::ReadAll => Some(self.start()),
            Job::Ask(question) => self.ask(question),
            Job::Report { order, opens } => self.make_report(*order, opens),
            Job::Fill(order) => self.fill_form(*order),
            Job::KeepFilled(order, filled) => Some(self.keep_filled(&order, *filled)),
            Job::KeepReport(made) => Some(self.keep_report(*made)),
            Job::Load(Load::MattersBefore(child, day)) => self.matters_before(child, day),
            Job::Load(load) => Some(loaded(self.load(load))),
            Job::Covered(cover, job) => {
                self.cover = Some(cover);
                let message = self.run(*job);
                self.cover = None;
                message
            }
            Job::Seat(staff) => {
                self.desk.seat(staff);
                None
            }
            Job::Unlock(who, secret) => {
                let news = match self.desk.unlock(who.into(), &secret) {
                    Ok(()) => LockNews::Unlocked(self.desk.actor),
                    Err(refusal) => LockNews::StillLocked(refusal),
                };
                Some(Message::Loaded(Loaded::Lock(news)))
            }
            Job::Approve(who, secret) => {
                let news = match self.desk.approve(who.into(), &secret) {
                    Ok(_) => LockNews::Approved,
                    Err(refusal) => LockNews::StillLocked(refusal),
                };
                Some(Message::Loaded(Loaded::Lock(news)))
            }
            Job::Locks(step) => {
                self.finish_all();
                let news = match self.desk.change_locks(step) {
                    Ok(now) => LockNews::Changed(now),
                    Err(refusal) => LockNews::NotChanged(refusal),
                };
                Some(Message::Loaded(Loaded::Lock(news)))
            }
            Job::PrintWords(new, lang) => Some(self.print_words(&new, lang)),
            Job::RemoveWordsPage => {
                let removed = self.desk.remove_words_page();
                removed.err().map(|error| Message::Failed(error.into()))
            }
            Job::Note(what, child) => {
                self.desk.note_look(what, child);
                None
            }
            Job::Import(step) => self.import(step),
            Job::Write(order) => Some(self.write(&order, None)),
            Job::WriteAndKeep(order, keep) => Some(self.write(&order, Some(keep))),
            Job::ReadCalendar(path) => self.read_calendar(path),
            Job::JudgeCalendar(file) => {
                let plan = self.desk.judge_calendar(*file);
                Some(loaded(
                    plan.map(|plan| Loaded::CalendarPlan(Box::new(plan))),
                ))
            }
            Job::Backup { asked } => self.back_up(asked),
            Job::TakeOver => {
                let taken = self.desk.take_over();
                let actor = self.desk.actor;
                Some(loaded(taken.map(|()| Loaded::TakenOver(actor))))
            }
            Job::KeepTicks(ticks) => {
                (!self.desk.keep_roll_ticks(ticks)).then_some(Message::Loaded(Loaded::TicksNotKept))
            }
            Job::Rescue(page, lang) => {
                Some(loaded(self.desk.rescue(&page, lang).map(Loaded::Rescued)))
            }
            Job::LookAtCopies(why) => self.look_at_copies(why),
            Job::ChooseStick(root, label) => {
                let chosen = self.desk.choose_stick(&root, &label);
                Some(loaded(chosen.map(|()| SafetyNews::StickChosen.into())))
            }
            Job::PreviewRestore(copy) => self.preview_restore(copy),
            Job::Restore(copy) => {
                self.finish_all();
                let restored = self.desk.restore(&copy);
                let actor = self.desk.actor;
                Some(loaded(
                    restored.map(|one| SafetyNews::Restored(one, actor).into()),
                ))
            }
            Job::Verify(lang) => Some(loaded(self.desk.verify().map(|report| {
                let mut lines = self.desk.explain(&report, lang);
                lines.extend(self.desk.doubts(lang, true));
                Loaded::Verified(report, lines)
            }))),
            Job::CheckUp => self.check_up(None),
            Job::WriteHelpFile(look) => self.check_up(Some(look)),
            Job::KeepLook(look) => self.keep(look).err().map(Message::Failed),
            Job::Quit => None,
        }
    }

    fn write(&mut self, order: &Order, keep: Option<Box<Command>>) -> Message {
        match self.desk.write_paper(order, self.cover.as_ref()) {
            Err(Refusal::NeedsCover) => {
                let order = order.clone();
                Message::Uncovered(Box::new(match keep {
                    Some(keep) => Job::WriteAndKeep(order, keep),
                    None => Job::Write(order),
                }))
            }
            written => loaded(written.map(|path| Loaded::Written(path, keep))),
        }
    }

    pub(super) fn command(&mut self, command: Command) -> Message {
        let asked = Box::new(command.clone());
        let by_itself = command.touches();
        // The log holds numbers and kinds of refusals, never a name.
        let done = match self.desk.perform(command) {
            Ok(done) => done,
            Err(refusal) => {
                tracing::info!(%refusal, "refused");
                // Who wants to write is asked again, once nobody else does.
                if self.desk.can_take_over() {
                    self.is_offered = false;
                }
                return Message::Refused(asked, refusal);
            }
        };
        tracing::info!(seq = done.seq, "done");
        let touched = if done.outcome.changed_more() || done.has_kept {
            Touched::ALL
        } else {
            by_itself
        };
        match self.fresh(touched) {
            Ok(fresh) => Message::Done(asked, done, Box::new(fresh)),
            Err(refusal) => {
                tracing::warn!(%refusal, "not read again");
                Message::DoneUnread(refusal)
            }
        }
    }

    fn fresh(&mut self, touched: Touched) -> Result<Fresh, Refusal> {
        let fresh = self.desk.fresh(touched, self.shown)?;
        if let Some(day) = &fresh.day {
            self.shown.today = Some(day.day);
        }
        Ok(fresh)
    }

    fn load(&mut self, load: Load) -> Result<Loaded, Refusal> {
        Ok(match load {
            // The roll call opens whatever happens, and says if it is of before.
            Load::RollCall => {
                let looked = self.desk.look_at_file();
                // For whoever may not read names it stays as it was read before, and says so.
                let may = looked.and_then(|_| self.desk.check_right(Right::ReadNames));
                let read = may.and_then(|()| self.fresh(Touched::ROLL));
                let read = read.ok().map(Box::new);
                Loaded::RollCall(read, self.desk.roll_ticks())
            }
            Load::LateDay(day) => {
                self.shown.late = day;
                let sheet = day.map(|day: NaiveDate| self.desk.sheet(day));
                Loaded::LateDay(sheet.transpose()?)
            }
            Load::Merge(keep, other) => Loaded::Merge(Box::new(self.desk.merge_plan(keep, other)?)),
            Load::Files => {
                let waiting = self.desk.waiting_lists();
                Loaded::Files(waiting, self.desk.files_nearby(SPREADSHEETS))
            }
            Load::Forms => Loaded::Forms(self.desk.files_nearby(FORMS)),
            Load::Calendars => Loaded::Calendars(self.desk.files_nearby(CALENDARS)),
            Load::LastStep => Loaded::LastStep(self.desk.last_step()?),
            Load::MayGo => Loaded::MayGo(Box::new(self.desk.may_go()?)),
            Load::PastDay(day, reading) => Loaded::PastDay(self.desk.past_day(day, reading)?),
            Load::CameBack(period, lang) => {
                Loaded::CameBack(self.desk.came_back_lines(period, lang)?)
            }
            Load::People => Loaded::Lock(LockNews::People(self.desk.people_with_secrets()?)),
            Load::Sticks => SafetyNews::Sticks(self.desk.stick_roots()).into(),
            Load::Journal => {
                let entries = self.desk.newest_entries()?;
                self.desk.note_look(LookKind::Journal, None);
                Loaded::Journal(entries)
            }
            Load::Looked(ask, lang) => {
                let page = self.desk.looked(ask, LOOKED_MOST, lang)?;
                self.desk.note_look(LookKind::Looks, None);
                Loaded::Looked(Box::new(page))
            }
            Load::MattersBefore(child, day) => {
                Loaded::MattersBefore(child, day, self.desk.matters_until(child, day)?)
            }
            Load::Past(child) => {
                let past = self.desk.past(child)?;
                self.desk.note_look(LookKind::File, Some(child));
                Loaded::Past(child, Box::new(past))
            }
        })
    }

    fn keep(&mut self, look: Preferences) -> Result<(), Refusal> {
        self.desk
            .keep_preferences(look.lang, look.theme.code(), look.symbols.code())
    }
}

/// The result of reading as a message.
pub(super) fn loaded(result: Result<Loaded, Refusal>) -> Message {
    result.map_or_else(Message::Failed, Message::Loaded)
}
