//! The terminal interface: one loop that waits for events, updates the model, and draws when the
//! queue is empty.
//!
//! ```text
//!  reader thread ─ keys ─┐
//!                        ├─► queue ─► update ─► effects ─► messages … ─► draw once
//!  worker thread ─ done ─┘                (all of a burst before one draw)
//! ```
//!
//! Nothing is drawn without a reason. Without input the program wakes once a second, to ask the file for one number
//! that says whether another program has written to it.

mod crash;
pub(crate) mod draw;
pub(crate) mod entrance;
mod incoming;
pub(crate) mod input;
#[cfg(unix)]
mod keeper;
mod long;
pub(crate) mod pictures;
pub(crate) mod probe;
pub(crate) mod terminal;
#[cfg(test)]
mod tests;

use crate::app::message::Message;
use crate::app::model::{Model, Toast};
use crate::app::runner::Runner;
use crate::app::update::update;
use crate::desk::Desk;
use crate::desk::doctor::facts::TerminalFacts;
use crate::desk::job::LookWhy;
use crate::desk::long_work::Reached;
use crate::desk::papers::sweep::sweep_if_free;
use crate::domain::Moment;
use crate::screens::effect::Job;
use crate::ui::preferences::Preferences;
use crate::ui::view_state::ViewState;
use crate::{clock, logging};
use entrance::Entrance;
pub(crate) use incoming::{Incoming, Stopped};
use incoming::{LOOK_EVERY, draw_frame, meaning};
use ratatui::Terminal;
use ratatui::backend::Backend;
use std::collections::VecDeque;
use std::io;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use terminal::Guard;

/// The state of the program between two events: model, view state, runner of effects.
#[derive(Debug)]
pub struct Session {
    /// What is shown.
    pub model: Model,
    /// Scroll offsets and click areas, written by drawing.
    pub view: ViewState,
    runner: Runner,
    /// What takes longer than a frame and needs the desk: done once the screen says so, or before the next message.
    deferred: VecDeque<Deferred>,
    /// What the bottom line said before it told of that.
    toast_before: Option<Toast>,
    /// When somebody pressed a key last.
    touched_at: Moment,
}

/// A job that waits until the screen says what is being done.
#[derive(Debug)]
struct Deferred {
    job: Job,
    step: Reached,
}

impl Session {
    /// Starts a session at a desk and loads what the first screen needs. Without a channel for their
    /// results, workers do their work at once.
    pub fn start(desk: Desk, look: Preferences) -> Self {
        let mut session = Self::new(desk, look);
        session.begin();
        session.look_at_copies();
        session
    }

    fn new(desk: Desk, look: Preferences) -> Self {
        let mut model = Model::new(look, desk.now());
        model.house.actor = desk.actor;
        model.house.has_locks = desk.has_locks();
        model.house.read_only = desk.why_read_only();
        model.house.folder = desk.folder().display().to_string();
        Self {
            model,
            view: ViewState::default(),
            touched_at: desk.now(),
            runner: Runner::new(desk),
            deferred: VecDeque::new(),
            toast_before: None,
        }
    }

    /// Reads which home it is: the first frame shows it while the rest is being read.
    fn read_home(&mut self) {
        if let Some(home) = self.runner.home() {
            self.model.house.take(home);
        }
    }

    fn begin(&mut self) {
        let first = self.runner.start();
        self.handle(first);
    }

    /// After the first frame, because a stick may be slow.
    fn look_at_copies(&mut self) {
        if let Some(news) = self.runner.run(Job::LookAtCopies(LookWhy::Start)) {
            self.handle(news);
        }
    }

    /// Sets the channel through which workers report.
    pub(crate) fn report_to(&mut self, sender: Sender<Message>) {
        self.runner.report_to(sender);
    }

    /// Handles one message and all messages that follow from it before the next key, so that the
    /// second of two fast sign-ins sees the first. Returns false to quit.
    pub fn handle(&mut self, message: Message) -> bool {
        self.do_deferred();
        self.follow(message)
    }

    fn follow(&mut self, message: Message) -> bool {
        let mut waiting = VecDeque::from([message]);
        while let Some(message) = waiting.pop_front() {
            for effect in update(&mut self.model, message) {
                if matches!(effect, Job::Quit) {
                    return false;
                }
                if let Some(step) = self.runner.long_step(&effect) {
                    self.deferred.push_back(Deferred { job: effect, step });
                } else {
                    waiting.extend(self.runner.run(effect));
                }
            }
        }
        // After all answers, so that the frame that is drawn next shows it.
        if let Some(next) = self.deferred.front() {
            let toast = self.model.say_busy(next.step, false);
            self.toast_before = self.toast_before.take().or(toast);
        }
        true
    }

    /// Does what was deferred. Returns whether there was anything.
    fn do_deferred(&mut self) -> bool {
        let mut has_done = false;
        while let Some(Deferred { job, .. }) = self.deferred.pop_front() {
            has_done = true;
            self.model.toast = self.toast_before.take();
            if let Some(message) = self.runner.run(job) {
                self.follow(message);
            }
        }
        has_done
    }

    /// Draws the model.
    pub fn draw<B: Backend>(&mut self, terminal: &mut Terminal<B>) -> Result<(), B::Error> {
        let (width, height) = draw_frame(&mut self.model, &mut self.view, terminal)?;
        self.runner.shown_in(width, height);
        Ok(())
    }

    /// The present moment of the desk's clock.
    fn now(&self) -> Moment {
        self.runner.desk.now()
    }

    /// Tells the model the time when the minute has changed, so that the time and what follows from
    /// it are right while keys arrive too. Returns whether it has changed.
    fn keep_time(&mut self) -> bool {
        let minute = |at: Moment| at.timestamp().div_euclid(60);
        let now = self.now();
        let has_changed = minute(now) != minute(self.model.house.now);
        if has_changed {
            self.handle(Message::Minute(now));
        }
        has_changed
    }

    /// Somebody pressed a key.
    fn touch(&mut self) {
        self.touched_at = self.now();
    }

    /// Locks once nobody has pressed a key for as long as the home wants. Returns whether there is something to draw.
    fn lock_if_idle(&mut self) -> bool {
        let limit = self.model.house.lock_after();
        let idle = self.now().signed_duration_since(self.touched_at);
        let is_due = limit.is_some_and(|minutes| idle.num_minutes() >= minutes);
        if !is_due {
            return false;
        }
        self.touch();
        // A browser has read by now what was sent to it.
        self.runner.desk.sweep_papers();
        if self.model.is_locked() {
            return false;
        }
        let jobs = self.model.lock();
        for job in jobs {
            if let Some(message) = self.runner.run(job) {
                self.handle(message);
            }
        }
        true
    }

    /// Reads again what another program has changed. Returns whether there is something to draw.
    fn look_outside(&mut self) -> bool {
        let news = self.runner.look_outside();
        news.map(|news| self.handle(news)).is_some()
    }

    /// Asks whether to write here, once nobody else does. Only while nothing is typed and nothing else is
    /// open: a question would receive keys that are meant for that.
    fn offer_to_write(&mut self) -> bool {
        if !self.model.popups.is_empty() || self.model.is_typing() {
            return false;
        }
        let news = self.runner.offer_to_write();
        news.map(|news| self.handle(news)).is_some()
    }

    /// Housekeeping while there is no input.
    fn idle(&self) {
        if let Err(error) = self.runner.desk.tidy_up() {
            tracing::warn!(%error, "checkpoint");
        }
    }
}

/// What the screens begin with.
#[derive(Debug)]
pub(crate) enum Start<'a> {
    /// An open home.
    Open(Box<Desk>, Preferences),
    /// A home that somebody must open.
    Locked(Entrance<'a>),
}

impl Start<'_> {
    fn folder(&self) -> PathBuf {
        match self {
            Self::Open(desk, _) => desk.folder(),
            Self::Locked(entrance) => entrance.doorway.folder.clone(),
        }
    }

    fn now(&self) -> Moment {
        match self {
            Self::Open(desk, _) => desk.now(),
            Self::Locked(entrance) => (entrance.now)(),
        }
    }
}

/// Runs the screens until the user quits. Every way out restores the terminal; a panic in any
/// thread ends the screens and writes a report, except one that a guarded reader catches.
pub(crate) fn run(start: Start<'_>, facts: TerminalFacts) -> Result<(), Stopped> {
    let folder = start.folder();
    logging::start(&folder.join("logs"), clock::machine_day);
    let (sender, incoming) = mpsc::channel();
    let panicked = sender.clone();
    crash::report_to(&folder, start.now(), move || {
        let _ = panicked.send(Incoming::Closed);
    });
    let ending = sender.clone();
    terminal::on_signal(move |told| {
        let _ = ending.send(told.map_or(Incoming::Closed, Incoming::Held));
    })?;
    // What a killed program has left.
    sweep_if_free(&folder);
    let screens = AssertUnwindSafe(|| show(start, facts, &sender, &incoming));
    let outcome = std::panic::catch_unwind(screens);
    // The desk is gone, and with it the seat.
    sweep_if_free(&folder);
    // Restores the default hook, which may print.
    drop(std::panic::take_hook());
    match (crash::take(), outcome) {
        (Some(crash), _) => {
            tracing::error!("stopped by a panic");
            Err(Stopped::Crash(crash.report))
        }
        (None, Ok(outcome)) => outcome,
        (None, Err(_)) => Err(Stopped::Crash(None)),
    }
}

fn show(
    start: Start<'_>,
    facts: TerminalFacts,
    sender: &Sender<Incoming>,
    incoming: &Receiver<Incoming>,
) -> Result<(), Stopped> {
    let mut guard = terminal::enter()?;
    let was_locked = matches!(start, Start::Locked(_));
    let (desk, look) = match start {
        Start::Open(desk, look) => (*desk, look),
        Start::Locked(entrance) => {
            guard.keep(entrance.look.lang);
            read_terminal(sender.clone());
            match entrance.pass(&mut guard, incoming)? {
                Some(opened) => opened,
                None => return Ok(()),
            }
        }
    };
    let mut session = Session::new(desk, look);
    let (messages, finished) = mpsc::channel();
    session.report_to(messages);
    session.runner.shown_on(facts);
    session.read_home();
    // Whoever has the door only never sees another page.
    session.model.screen = session.model.first_screen();
    session.draw(&mut guard.terminal)?;
    if !was_locked {
        guard.keep(session.model.look.lang);
    }
    session.begin();
    session.draw(&mut guard.terminal)?;
    session.look_at_copies();
    forward(finished, sender.clone());
    if !was_locked {
        read_terminal(sender.clone());
    }
    let ended = work(&mut session, &mut guard, (sender, incoming));
    // A person has asked for it, also if the terminal is gone since.
    session.do_deferred();
    // The day was closed and the program ended at once: the copy is made first.
    if session.runner.is_copying() {
        session.model.say_copying();
        let _ = session.draw(&mut guard.terminal); // the terminal may be gone
        session.runner.finish();
    }
    Ok(ended?)
}

/// The loop: wait, drain, draw.
fn work(
    session: &mut Session,
    guard: &mut Guard,
    (sender, incoming): (&Sender<Incoming>, &Receiver<Incoming>),
) -> io::Result<()> {
    let mut quiet = false;
    // What came while the loop waited for a job.
    let mut kept = VecDeque::new();
    loop {
        let next = match kept.pop_front() {
            Some(first) => Ok(first),
            None => incoming.recv_timeout(LOOK_EVERY),
        };
        let first = match next {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => {
                if !quiet {
                    session.idle();
                    quiet = true;
                }
                let has_changed = session.look_outside() || session.offer_to_write();
                let is_locked = session.lock_if_idle();
                if session.keep_time() || has_changed || is_locked {
                    session.draw(&mut guard.terminal)?;
                }
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        quiet = false;
        let (mut burst, mut holds) = (Vec::new(), Vec::new());
        let came = std::iter::once(first).chain(kept.drain(..));
        for one in came.chain(incoming.try_iter()) {
            match one {
                Incoming::Held(hold) => holds.push(hold),
                other => burst.push(other),
            }
        }
        if !drain(session, burst) {
            return Ok(());
        }
        for hold in holds {
            guard.hold(hold)?;
        }
        session.draw(&mut guard.terminal)?;
        if session.has_deferred() {
            let came = session.do_deferred_shown(&mut guard.terminal, (sender, incoming))?;
            kept.extend(came);
            session.draw(&mut guard.terminal)?;
        }
    }
}

/// Handles all waiting events in order, then a new minute: keys and clicks are meant for what is on
/// the screen, so nothing may move before they are handled. Returns false to quit.
fn drain(session: &mut Session, burst: Vec<Incoming>) -> bool {
    let goes_on = take_all(session, burst);
    // A job that waits until the screen says what is done comes first.
    if !session.has_deferred() {
        session.keep_time();
        // Whoever types without a pause sees what others write too.
        session.look_outside();
    }
    goes_on
}

fn take_all(session: &mut Session, burst: Vec<Incoming>) -> bool {
    let mut events = Vec::new();
    for one in burst {
        match one {
            Incoming::Terminal(event) => events.push(event),
            Incoming::Closed => return false,
            // The loop has taken these out; nobody waits for a job any more.
            Incoming::Held(_) | Incoming::Worked => {}
            Incoming::Message(message) => {
                if !hand_over(session, &mut events) || !session.handle(message) {
                    return false;
                }
            }
        }
    }
    hand_over(session, &mut events)
}

fn hand_over(session: &mut Session, events: &mut Vec<ratatui::crossterm::event::Event>) -> bool {
    if !events.is_empty() {
        session.touch();
    }
    let inputs = std::mem::take(events)
        .into_iter()
        .filter_map(input::read)
        .collect();
    input::coalesce(inputs).into_iter().all(|input| {
        let message = meaning(input, &session.view);
        message.is_none_or(|message| session.handle(message))
    })
}

fn read_terminal(sender: Sender<Incoming>) {
    std::thread::spawn(move || {
        while let Ok(event) = ratatui::crossterm::event::read() {
            if sender.send(Incoming::Terminal(event)).is_err() {
                return;
            }
        }
        // The receiver may be gone already.
        let _ = sender.send(Incoming::Closed);
    });
}

fn forward(finished: Receiver<Message>, sender: Sender<Incoming>) {
    std::thread::spawn(move || {
        for message in finished {
            if sender.send(Incoming::Message(message)).is_err() {
                return;
            }
        }
    });
}
