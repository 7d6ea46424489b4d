//! The terminal face: one loop that waits, updates, and draws when nothing is waiting any more.
//!
//! ```text
//!  reader thread ─ keys ─┐
//!                        ├─► queue ─► update ─► effects ─► messages … ─► draw once
//!  worker thread ─ done ─┘                (all of a burst before one draw)
//! ```
//!
//! Nothing ticks: without input the program sleeps until the clock shows another minute.

mod crash;
pub mod input;
pub mod pictures;
pub mod terminal;

use crate::app::message::{Effect, Message};
use crate::app::model::Model;
use crate::app::runner::Runner;
use crate::app::update::update;
use crate::desk::Desk;
use crate::ui::preferences::Preferences;
use crate::ui::view_state::ViewState;
use crate::{clock, logging, screens};
use chrono::Timelike;
use input::Input;
use ratatui::Terminal;
use ratatui::backend::Backend;
use std::collections::VecDeque;
use std::io;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

/// Something for the loop.
#[derive(Debug)]
pub enum Incoming {
    /// From the terminal.
    Terminal(ratatui::crossterm::event::Event),
    /// From a worker.
    Message(Message),
    /// The terminal is gone.
    Closed,
}

/// The program between two waits: the model, what draws it, and who does its effects.
#[derive(Debug)]
pub struct Session {
    /// What is shown.
    pub model: Model,
    /// What drawing remembers.
    pub view: ViewState,
    runner: Runner,
}

impl Session {
    /// A session at a desk; everything the first screen needs is read.
    pub fn start(desk: Desk, look: Preferences) -> Self {
        let mut model = Model::new(look, desk.now());
        model.house.actor = desk.actor;
        model.house.is_read_only = desk.is_read_only();
        model.folder = desk.folder().display().to_string();
        let mut session = Self {
            model,
            view: ViewState::default(),
            runner: Runner::new(desk),
        };
        let first = session.runner.start();
        session.handle(first);
        session
    }

    /// Lets workers report to the loop.
    pub fn report_to(&mut self, sender: Sender<Message>) {
        self.runner.report_to(sender);
    }

    /// One message, and everything that follows from it, before the next key is looked at: so the
    /// second of two fast sign-ins already sees the first. Returns whether to go on.
    pub fn handle(&mut self, message: Message) -> bool {
        let mut waiting = VecDeque::from([message]);
        while let Some(message) = waiting.pop_front() {
            for effect in update(&mut self.model, message) {
                if matches!(effect, Effect::Quit) {
                    return false;
                }
                waiting.extend(self.runner.run(effect));
            }
        }
        true
    }

    /// Draws the model.
    pub fn draw<B: Backend>(&mut self, terminal: &mut Terminal<B>) -> Result<(), B::Error> {
        let (model, view) = (&self.model, &mut self.view);
        terminal
            .draw(|frame| screens::view(model, view, frame))
            .map(|_| ())
    }

    /// What the clock shows now.
    fn now(&self) -> crate::domain::Moment {
        self.runner.desk.now()
    }

    /// Nothing has happened for a while: a good time for housekeeping.
    fn idle(&self) {
        if let Err(error) = self.runner.desk.tidy_up() {
            tracing::warn!(%error, "checkpoint");
        }
    }
}

/// Why the screens ended before the user wanted it.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// The terminal does not work.
    #[error("the terminal does not work")]
    Terminal(#[from] io::Error),
    /// The program is wrong; the report, if one could be written.
    #[error("an error in the program")]
    Crash(Option<PathBuf>),
}

/// Runs the screens until the user quits. The terminal is restored on every way out; a panic in
/// any thread ends the screens and leaves a report.
pub fn run(desk: Desk, look: Preferences) -> Result<(), Stopped> {
    // Without a log the program still works; a full disk is said where it matters.
    let _ = logging::start(&desk.folder().join("logs"), clock::machine_day);
    let (sender, incoming) = mpsc::channel();
    let panicked = sender.clone();
    crash::report_to(&desk.folder(), desk.now(), move || {
        let _ = panicked.send(Incoming::Closed);
    });
    let told = sender.clone();
    terminal::when_told_to_end(move || {
        let _ = told.send(Incoming::Closed);
    })?;
    let screens = AssertUnwindSafe(|| show(desk, look, sender, &incoming));
    let outcome = std::panic::catch_unwind(screens);
    // The usual hook again: what follows may print.
    drop(std::panic::take_hook());
    match (crash::take(), outcome) {
        (Some(crash), _) => {
            tracing::error!("stopped by a panic");
            Err(Stopped::Crash(crash.report))
        }
        (None, Ok(outcome)) => Ok(outcome?),
        (None, Err(_)) => Err(Stopped::Crash(None)),
    }
}

fn show(
    desk: Desk,
    look: Preferences,
    sender: Sender<Incoming>,
    incoming: &Receiver<Incoming>,
) -> io::Result<()> {
    let mut guard = terminal::enter()?;
    let mut session = Session::start(desk, look);
    let (messages, finished) = mpsc::channel();
    session.report_to(messages);
    forward(finished, sender.clone());
    read_terminal(sender);
    session.draw(&mut guard.terminal)?;
    work(&mut session, &mut guard.terminal, incoming)
}

/// The loop: wait, drain, draw.
fn work<B>(
    session: &mut Session,
    terminal: &mut Terminal<B>,
    incoming: &Receiver<Incoming>,
) -> io::Result<()>
where
    B: Backend<Error = io::Error>,
{
    let mut quiet = false;
    loop {
        let first = match incoming.recv_timeout(pause(session, quiet)) {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => {
                if quiet {
                    let now = session.now();
                    session.handle(Message::Minute(now));
                    session.draw(terminal)?;
                } else {
                    session.idle();
                    quiet = true;
                }
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        quiet = false;
        let burst: Vec<Incoming> = std::iter::once(first).chain(incoming.try_iter()).collect();
        if !drain(session, burst) {
            return Ok(());
        }
        session.draw(terminal)?;
    }
}

/// How long to wait: a moment until things are quiet, then until the next minute.
fn pause(session: &Session, quiet: bool) -> Duration {
    if quiet {
        Duration::from_secs(u64::from(60 - session.now().second().min(59)))
    } else {
        Duration::from_secs(2)
    }
}

/// Everything that was waiting, in order. Returns whether to go on.
fn drain(session: &mut Session, burst: Vec<Incoming>) -> bool {
    let mut events = Vec::new();
    for one in burst {
        match one {
            Incoming::Terminal(event) => events.push(event),
            Incoming::Closed => return false,
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
    let inputs = std::mem::take(events)
        .into_iter()
        .filter_map(input::read)
        .collect();
    input::coalesce(inputs).into_iter().all(|input| {
        let message = meaning(input, &session.view);
        message.is_none_or(|message| session.handle(message))
    })
}

/// What an input means to the program. A click means what was drawn where it hit.
fn meaning(input: Input, view: &ViewState) -> Option<Message> {
    match input {
        Input::Key(chord) => Some(Message::Key(chord)),
        Input::Paste(text) => Some(Message::Paste(text)),
        Input::Scan(code) => Some(Message::Scan(code)),
        Input::Click { x, y } => view.click_at(x, y).map(Message::Click),
        Input::Wheel(lines) => Some(Message::Wheel(lines)),
        // The next frame is drawn in the new size anyway.
        Input::Resize => None,
    }
}

fn read_terminal(sender: Sender<Incoming>) {
    std::thread::spawn(move || {
        while let Ok(event) = ratatui::crossterm::event::read() {
            if sender.send(Incoming::Terminal(event)).is_err() {
                return;
            }
        }
        // The other end may be gone already; then there is nobody to tell.
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
