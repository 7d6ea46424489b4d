//! What every task of the command line needs: its call, its result and its errors.

use super::locks::person::Person;
use crate::clock::Clock;
use crate::desk::backup::{copy_of_lost_file, newest_copy};
use crate::desk::command::Command;
use crate::desk::locks::{Admission, Doorway, LocksError};
use crate::desk::long_work::{LongWork, MANY_ROWS};
use crate::desk::outcome::Done;
use crate::desk::refusal::Refusal;
use crate::desk::{Desk, FILE};
use crate::domain::{Moment, tidy};
use crate::exchange::aside::Reader;
use crate::i18n::{Lang, word};
use crate::store::{Progress, Stage, Store, StoreError};
use crate::t;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Time between two looks at how far long work has come.
const SHOW_EVERY: Duration = Duration::from_millis(200);

/// Result of the program: output and exit code.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// For standard output.
    pub out: String,
    /// For standard error.
    pub err: String,
    /// 0 done, 1 refused or failed, 2 wrong usage.
    pub code: u8,
}

impl Ended {
    pub(super) fn done(out: impl Into<String>) -> Self {
        Self {
            out: out.into(),
            ..Self::default()
        }
    }

    /// A list, or the sentence for an empty one: silence would leave open whether anything was looked for.
    pub(super) fn list(lines: &[String], none: impl FnOnce() -> String) -> Self {
        Self::done(if lines.is_empty() {
            none()
        } else {
            lines.join("\n")
        })
    }

    /// A result as JSON.
    pub(super) fn json(value: &Value) -> Self {
        Self::done(json_text(value))
    }

    /// The texts without what could move the cursor of a terminal or turn the words around it.
    pub(super) fn shown(self) -> Self {
        Self {
            out: tidy::shown_page(&self.out).into_owned(),
            err: tidy::shown_page(&self.err).into_owned(),
            ..self
        }
    }

    /// Adds messages for standard error to a successful result.
    pub(super) fn with_remarks(self, remarks: &[String]) -> Self {
        Self {
            err: remarks.join("\n"),
            ..self
        }
    }

    pub(super) fn failed(err: impl Into<String>) -> Self {
        Self {
            err: err.into(),
            code: 1,
            ..Self::default()
        }
    }
}

/// JSON in which unseen characters are escaped: they are kept, and do nothing in a terminal.
pub(super) fn json_text(value: &Value) -> String {
    let mut out = String::new();
    for c in value.to_string().chars() {
        if tidy::is_unseen(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Why a task failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// The desk refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Wrong usage, as text for the user.
    #[error("{0}")]
    Usage(String),
    /// Any other error, as text for the user.
    #[error("{0}")]
    Failed(String),
}

impl Trouble {
    /// The text for the user.
    pub(super) fn text(&self, lang: Lang) -> String {
        match self {
            Self::Refused(refusal) => refusal.text(lang),
            Self::Usage(text) | Self::Failed(text) => text.clone(),
        }
    }
}

impl From<LocksError> for Trouble {
    fn from(error: LocksError) -> Self {
        Self::Refused(error.into())
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

/// Settings of one call, passed to every task.
pub(super) struct Call {
    pub(super) lang: Lang,
    pub(super) folder: PathBuf,
    pub(super) now: Option<Moment>,
    pub(super) accept_clock: bool,
    pub(super) reader: Reader,
    pub(super) person: Person,
}

impl Call {
    pub(super) fn clock(&self) -> Clock {
        self.now.map_or_else(Clock::system, Clock::fixed)
    }

    /// Opens the data folder, or creates it. Bringing a large older file up to date takes seconds: in a
    /// terminal, a line says how far it has come.
    pub(super) fn open(&self) -> Result<Desk, Trouble> {
        let admitted = self.admission()?;
        self.telling(admitted, Desk::open_telling)
    }

    fn telling(
        &self,
        admitted: Admission,
        open: impl FnOnce(&Path, Clock, Admission, Progress<'_>) -> Result<Desk, StoreError>,
    ) -> Result<Desk, Trouble> {
        let mut told = false;
        let mut err = std::io::stderr();
        let is_terminal = err.is_terminal();
        let opened = open(
            &self.folder,
            self.clock(),
            admitted,
            &mut |stage, percent| {
                if is_terminal {
                    told = true;
                    // A terminal that is gone cannot be told anything.
                    let _ = write!(err, "\r{}\x1b[K", self.updating(stage, percent));
                }
            },
        );
        if told {
            let _ = writeln!(std::io::stderr());
        }
        self.seated(opened.map_err(|error| self.cannot_open(error))?)
    }

    fn seated(&self, mut desk: Desk) -> Result<Desk, Trouble> {
        desk.reader = self.reader.clone();
        desk.account.clone_from(&self.person.account);
        self.person.sit_down(&mut desk)?;
        Ok(desk)
    }

    /// Where the home is entered.
    pub(super) fn doorway(&self) -> Doorway {
        Doorway {
            folder: self.folder.clone(),
            account: self.person.account.clone(),
        }
    }

    /// Whoever uses this call, admitted with the secret that was given; nobody in a home without locks.
    pub(super) fn admission(&self) -> Result<Admission, Trouble> {
        Ok(self.person.admission(&self.doorway(), self.clock().now())?)
    }

    /// Does work on many rows. In a terminal, a line says how far it has come.
    pub(super) fn showing<T>(&self, work: &LongWork, step: impl FnOnce() -> T) -> T {
        if !std::io::stderr().is_terminal() {
            return step();
        }
        work.clear();
        let (running, ended) = mpsc::channel::<()>();
        thread::scope(|scope| {
            scope.spawn(move || self.show(work, &ended));
            let done = step();
            drop(running);
            done
        })
    }

    /// Says how far work has come until it has ended, and takes the line away.
    fn show(&self, work: &LongWork, ended: &mpsc::Receiver<()>) {
        let mut err = std::io::stderr();
        let mut told = false;
        while ended.recv_timeout(SHOW_EVERY) == Err(RecvTimeoutError::Timeout) {
            let reached = work.reached().filter(|reached| reached.rows >= MANY_ROWS);
            if let Some(reached) = reached {
                told = true;
                // A terminal that is gone cannot be told anything.
                let _ = write!(err, "\r{}\x1b[K", reached.text(self.lang));
            }
        }
        if told {
            let _ = write!(err, "\r\x1b[K");
        }
    }

    /// A file that is no home is said together with the copy that can take its place.
    pub(super) fn cannot_open(&self, error: StoreError) -> Trouble {
        match error {
            StoreError::NotAHome { path, what } => Trouble::Refused(Refusal::NotAHome {
                path,
                what,
                copy: newest_copy(&self.folder),
            }),
            error => error.into(),
        }
    }

    fn updating(&self, stage: Stage, percent: Option<u8>) -> String {
        let place = Stage::ALL.iter().position(|one| *one == stage);
        let what = word(self.lang, &format!("updating-{}", stage.code()));
        let percent = percent.map_or_else(String::new, |percent| format!(" {percent} %"));
        t!(
            self.lang,
            "updating",
            step = place.map_or(0, |place| place + 1),
            steps = Stage::ALL.len(),
            what = format!("{what}{percent}")
        )
    }

    /// Opens the home for the steps of a script, also while screens are open.
    pub(super) fn desk(&self) -> Result<Desk, Trouble> {
        self.check_exists()?;
        let admitted = self.admission()?;
        let mut desk = with_home(self.telling(admitted, Desk::open_for_steps)?)?;
        if let Some(why) = desk.why_read_only() {
            return Err(StoreError::ReadOnly(why).into());
        }
        if self.accept_clock && desk.clock_is_behind()?.is_some() {
            desk.perform(Command::AcceptClock)?;
        }
        self.person.approve(&mut desk)?;
        Ok(desk)
    }

    /// Opens the home only to read: nothing is created, brought up to date or locked.
    pub(super) fn existing(&self) -> Result<Desk, Trouble> {
        self.check_exists()?;
        let opened = Desk::open_to_read(&self.folder, self.clock(), self.admission()?);
        let desk = opened.map_err(|error| self.cannot_open(error))?;
        with_home(self.seated(desk)?)
    }

    fn check_exists(&self) -> Result<(), Trouble> {
        self.check_not_lost()?;
        let path = self.folder.join(FILE);
        match path.try_exists() {
            Ok(true) => Ok(()),
            Ok(false) => match Desk::open_to_read(&self.folder, self.clock(), Admission::default())
            {
                Err(error @ StoreError::NotAHome { .. }) => Err(self.cannot_open(error)),
                _ => Err(Refusal::NoHome.into()),
            },
            Err(source) => Err(StoreError::Open { path, source }.into()),
        }
    }
}

fn with_home(desk: Desk) -> Result<Desk, Trouble> {
    if desk.has_home()? {
        Ok(desk)
    } else {
        Err(Refusal::NoHome.into())
    }
}

impl Call {
    /// Refuses where a home was that only its copies remember: a new one must not take its place.
    pub(super) fn check_not_lost(&self) -> Result<(), Trouble> {
        let Some(copy) = copy_of_lost_file(&self.folder) else {
            return Ok(());
        };
        match Store::is_newest(&self.folder.join(FILE)) {
            // Its log is still there, which may hold the last steps.
            Err(error @ StoreError::NotAHome { .. }) => Err(self.cannot_open(error)),
            _ => Err(Refusal::FileLost { copy }.into()),
        }
    }
}

/// Text of the outcome, with the current head count. A file that does not continue its newest copies is
/// said beside it: a script that goes on writing makes two files of one.
pub(super) fn report_done(call: &Call, desk: &Desk, done: &Done) -> Result<Ended, Trouble> {
    let inside = desk.head_count()?;
    Ok(Ended {
        out: done.outcome.text(call.lang, inside),
        err: desk.doubts(call.lang, false).join("\n"),
        code: 0,
    })
}
