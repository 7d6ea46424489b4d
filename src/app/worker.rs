//! What takes longer than a frame, in worker threads: reading files, the checkup, copies and the look at
//! them. Judging and writing need the desk.

use super::message::Message;
use super::runner::{Runner, loaded};
use crate::desk::backup::make::make;
use crate::desk::backup::{given_up_of, look};
use crate::desk::doctor::check::Place;
use crate::desk::doctor::checkup::Checkup;
use crate::desk::doctor::text::Wording;
use crate::desk::import::plan::{Commit, ImportAnswers, ImportStep};
use crate::desk::import::{Judged, read_book, read_calendar};
use crate::desk::job::{Loaded, LookWhy, Looked, SafetyNews};
use crate::desk::long_work::{Doing, MANY_ROWS, Reached};
use crate::desk::refusal::Refusal;
use crate::domain::{ChildId, LookKind, Moment};
use crate::reports::make::answer;
use crate::reports::table::Table;
use crate::reports::trends::Page as TrendsPage;
use crate::screens::effect::{Job, Question};
use crate::screens::trends::state::Shown;
use crate::ui::preferences::Preferences;
use chrono::NaiveDate;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

impl Runner {
    /// Whether a job takes so long that the screen has to say so first; without a screen, nobody waits for it.
    pub(crate) fn long_step(&self, job: &Job) -> Option<Reached> {
        self.reports.as_ref()?;
        let Job::Import(step) = job else {
            return None;
        };
        let answers = match step {
            ImportStep::Judge(answers) | ImportStep::Settle(answers) => answers,
            ImportStep::Commit(commit) => &commit.answers,
            ImportStep::Read(_) | ImportStep::GoOn(_) => return None,
        };
        let sheets = answers.book.sheets.iter();
        let rows = sheets.map(|sheet| sheet.rows.len()).sum();
        // Rows that are written are compared once more before.
        (rows >= MANY_ROWS).then(|| Reached::none_of(rows, Doing::Comparing))
    }

    pub(super) fn import(&mut self, step: ImportStep) -> Option<Message> {
        match step {
            ImportStep::Read(path) => self.read_book(path),
            ImportStep::GoOn(name) => Some(match self.desk.go_on_with(&name) {
                Some(answers) => loaded(self.judge(answers)),
                None => Message::Loaded(Loaded::NoRest(name)),
            }),
            ImportStep::Judge(answers) => Some(match self.judge(answers) {
                Err(refusal) if refusal.is_stopped() => {
                    Message::Loaded(Loaded::Stopped(Doing::Comparing))
                }
                judged => loaded(judged),
            }),
            ImportStep::Settle(answers) => match self.judge(answers) {
                // The rows are in; that they are still said to wait is no harm but an offer too many.
                Ok(Loaded::Plan(_, _, false)) | Err(_) => {
                    tracing::warn!("the rows of a list that wait were not forgotten");
                    None
                }
                Ok(_) => None,
            },
            ImportStep::Commit(commit) => {
                let done = self.commit(*commit).unwrap_or_else(Message::Failed);
                Some(match done {
                    Message::Failed(refusal) | Message::Refused(_, refusal)
                        if refusal.is_stopped() =>
                    {
                        Message::Loaded(Loaded::Stopped(Doing::Writing))
                    }
                    done => done,
                })
            }
        }
    }

    /// Reads a file in a thread if there is a channel for the result, otherwise at once.
    fn read_book(&mut self, path: PathBuf) -> Option<Message> {
        let reader = self.desk.reader.clone();
        let read = move || {
            let book = read_book(&path, &reader);
            Message::Loaded(Loaded::Book(path, book))
        };
        self.in_thread(read)
    }

    /// Makes a checkup in a thread if there is a channel for the result, with a connection of its own.
    /// With preferences, writes the file for help too.
    pub(super) fn check_up(&mut self, help: Option<Preferences>) -> Option<Message> {
        let place = match self.desk.place() {
            Ok(place) => place,
            Err(refusal) => return Some(Message::Failed(refusal)),
        };
        let terminal = self.terminal;
        self.in_thread(move || {
            let checkup = Checkup::make(&place, terminal);
            loaded(match help {
                None => Ok(Loaded::CheckedUp(Box::new(checkup))),
                Some(look) => help_file(&checkup, &place, look),
            })
        })
    }

    /// Reads the matters of a child that are over in a thread if there is a channel for the result, with a connection of
    /// its own: each of them costs a reading of the home.
    pub(super) fn matters_before(&self, child: ChildId, day: NaiveDate) -> Option<Message> {
        let told = move |matters| Loaded::MattersBefore(child, day, matters);
        match self.desk.read_aside() {
            Some(aside) => {
                self.in_thread(move || loaded(aside.matters_until(child, day).map(told)))
            }
            None => Some(loaded(self.desk.matters_until(child, day).map(told))),
        }
    }

    /// Reads a page of the trends in a thread if there is a channel for the result, with a connection of its own: a year of
    /// a large home takes longer than a frame.
    pub(super) fn ask(&mut self, question: Question) -> Option<Message> {
        let Question { ask, lang, nth } = question;
        if ask.page == TrendsPage::OneChild && ask.child.is_some() {
            self.desk.note_look(LookKind::File, ask.child);
        }
        let told = move |answer: Result<(Table, Moment), Refusal>| match answer {
            Err(refusal) => Message::Unanswered(nth, refusal),
            Ok((table, read_at)) => {
                let shown = Shown {
                    ask,
                    lang,
                    table: Arc::new(table),
                    read_at,
                };
                Message::Answered(nth, Box::new(shown))
            }
        };
        let Some(aside) = self.desk.read_aside() else {
            return Some(told(answer(&self.desk, ask, lang)));
        };
        let read = move || aside.desk().and_then(|desk| answer(&desk, ask, lang));
        let Some(reports) = self.reports.clone() else {
            return Some(told(read()));
        };
        // One reading at a time, and only of the newest question: whoever holds a key down asks for many.
        let asking = Arc::clone(&self.asking);
        asking.newest.store(nth, Ordering::Relaxed);
        let thread = std::thread::spawn(move || {
            let _turn = asking.turn.lock();
            if asking.newest.load(Ordering::Relaxed) == nth {
                drop(reports.send(told(read())));
            }
        });
        self.looking.retain(|thread| !thread.is_finished());
        self.looking.push(thread);
        None
    }

    /// Runs `work` in a thread if there is a channel for the result, otherwise at once.
    pub(super) fn in_thread(
        &self,
        work: impl FnOnce() -> Message + Send + 'static,
    ) -> Option<Message> {
        match self.reports.clone() {
            None => Some(work()),
            Some(reports) => {
                // The receiver is gone if the program has ended.
                std::thread::spawn(move || reports.send(work()).ok());
                None
            }
        }
    }

    /// Reads the state of the copies in a thread if there is a channel for the result. Of a file in memory
    /// there are none.
    pub(super) fn look_at_copies(&mut self, why: LookWhy) -> Option<Message> {
        self.looks += 1;
        let nth = self.looks;
        let told = move |state| {
            let looked = Looked { state, nth };
            Message::Loaded(SafetyNews::Copies(looked, why).into())
        };
        let order = match self.desk.own_backup_order() {
            Ok(Some(order)) => order,
            Ok(None) => return Some(told(self.desk.no_copies())),
            Err(refusal) => return Some(told(Err(refusal))),
        };
        let work = move || {
            let state = look(&order, why == LookWhy::Page);
            told(state.map_err(Refusal::from))
        };
        let Some(reports) = self.reports.clone() else {
            return Some(work());
        };
        self.looking.retain(|thread| !thread.is_finished());
        let thread = std::thread::spawn(move || drop(reports.send(work())));
        self.looking.push(thread);
        None
    }

    /// Compares the file with a copy in a thread if there is a channel for the result: a stick may be slow.
    /// A file that could not be opened again is compared as far as it can be read, so that another copy can
    /// still take its place.
    pub(super) fn preview_restore(&mut self, copy: PathBuf) -> Option<Message> {
        let (file, now) = (self.desk.path().to_owned(), self.desk.now());
        let keys = self.desk.keys().clone();
        self.in_thread(move || {
            let given_up = given_up_of(keys.at(&file), &copy, now);
            Message::Loaded(SafetyNews::GivenUp(copy, given_up).into())
        })
    }

    /// Copies the file in a thread if there is a channel for the result, otherwise at once. Nothing
    /// happens for a file in memory. While another copy is being made, who asks is told so.
    pub(super) fn back_up(&mut self, asked: bool) -> Option<Message> {
        let order = if asked {
            self.desk.backup_order()
        } else {
            self.desk.own_backup_order()
        };
        let order = match order {
            Ok(order) => order?,
            Err(refusal) => return Some(Message::Failed(refusal)),
        };
        let copy = move || match make(&order) {
            Ok(made) => Message::Loaded(SafetyNews::BackedUp(made, asked).into()),
            Err(error) => Message::Failed(error.into()),
        };
        match self.reports.clone() {
            None => Some(copy()),
            Some(_) if self.is_copying() => {
                let busy = Message::Failed(Refusal::copying());
                asked.then_some(busy)
            }
            Some(reports) => {
                self.copying = Some(std::thread::spawn(move || drop(reports.send(copy()))));
                None
            }
        }
    }

    /// Whether a copy of the file is being made.
    pub(crate) fn is_copying(&self) -> bool {
        self.copying
            .as_ref()
            .is_some_and(|thread| !thread.is_finished())
    }

    /// Waits for the copy that is being made.
    pub(crate) fn finish(&mut self) {
        if let Some(thread) = self.copying.take() {
            // A panic of the thread was reported where it happened.
            let _ = thread.join();
        }
    }

    /// Waits for all that have the file open, so that another can take its place.
    pub(super) fn finish_all(&mut self) {
        self.finish();
        for thread in self.looking.drain(..) {
            let _ = thread.join();
        }
    }

    /// Writes a plan, unless judging again gives a different plan than the preview shows.
    fn commit(&mut self, commit: Commit) -> Result<Message, Refusal> {
        let judged = self.desk.judge(&commit.answers)?;
        let Judged::Plan(plan) = judged else {
            let kept = self.judged(commit.answers, judged);
            return Ok(Message::Loaded(kept));
        };
        if plan != commit.plan {
            return Ok(Message::Loaded(Loaded::OtherPlan(commit.answers, plan)));
        }
        let command = self.desk.import_command(&plan, commit.days)?;
        let done = self.command(command);
        if matches!(done, Message::Done(..) | Message::DoneUnread(_)) {
            // Before anything else is done: the others wait from now on.
            let begun = ImportAnswers {
                is_begun: true,
                ..commit.answers
            };
            if !self.desk.keep_rest(&begun, &plan) {
                tracing::warn!("the rows of a list that wait were not kept");
            }
        }
        Ok(done)
    }

    fn judge(&self, answers: ImportAnswers) -> Result<Loaded, Refusal> {
        let judged = self.desk.judge(&answers)?;
        Ok(self.judged(answers, judged))
    }

    fn judged(&self, answers: ImportAnswers, judged: Judged) -> Loaded {
        match judged {
            Judged::Plan(plan) => {
                let is_kept = self.desk.keep_rest(&answers, &plan);
                Loaded::Plan(answers, plan, is_kept)
            }
            Judged::NeedsMonth => Loaded::NeedsMonth(answers),
            Judged::Nothing(columns) => Loaded::NoPlan(answers, columns),
        }
    }

    /// Reads a calendar file in a thread if there is a channel for the result.
    pub(super) fn read_calendar(&mut self, path: PathBuf) -> Option<Message> {
        let (today, reader) = (self.desk.clock.today(), self.desk.reader.clone());
        let read = move || {
            let file = read_calendar(&path, today, &reader).map(Box::new);
            Message::Loaded(Loaded::CalendarFile(path, file))
        };
        self.in_thread(read)
    }
}

fn help_file(checkup: &Checkup, place: &Place, look: Preferences) -> Result<Loaded, Refusal> {
    let signs = look.symbols.signs();
    let wording = Wording {
        lang: look.lang,
        signs: signs.as_deref(),
    };
    let file = checkup.write_beside(place, wording)?;
    Ok(Loaded::HelpFile(file))
}
