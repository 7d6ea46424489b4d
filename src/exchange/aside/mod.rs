//! Reads files in a process of its own.
//!
//! A damaged file can make a reader ask for all memory of the machine, or go round in a ring, and no library of readers is
//! proof against that. So the program starts itself once more for every file that comes from outside. The second process
//! gets the bytes, has little memory and little time ([`limits`]), and answers with what it read. Whatever happens to it
//! costs a [`FileError`], never the door.

mod limits;
mod packed;

use super::file::{self, FileError};
use super::fill;
use super::ics::{self, Incoming};
use super::sheet::{Book, Sheet};
use chrono::NaiveDate;
use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// First argument of the second process.
const ASKED: &str = "--read-aside";
/// Longest answer, in bytes.
const MAX_ANSWER: u64 = 160 << 20;
/// First byte of an answer that holds what was read.
const READ: u8 = b'+';
/// First byte of an answer that holds the code of an error.
const REFUSED: u8 = b'-';

/// How files from outside are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Reader {
    /// In this process: for tests, and for files of our own making.
    #[default]
    Here,
    /// In a process of this program of its own.
    Aside(PathBuf),
}

/// What the second process is to read.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// A spreadsheet or a list: the answer holds its sheets.
    Sheets,
    /// A calendar file: whether it can be read.
    Calendar,
    /// A form to be filled: whether it can be read.
    Form,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Sheets, Self::Calendar, Self::Form];

    const fn code(self) -> &'static str {
        match self {
            Self::Sheets => "sheets",
            Self::Calendar => "calendar",
            Self::Form => "form",
        }
    }
}

impl Reader {
    /// Reads a spreadsheet or a list.
    pub(crate) fn book(&self, path: &Path) -> Result<Book, FileError> {
        let bytes = file::bytes(path)?;
        let sheets = match self {
            Self::Here => file::sheets_of(bytes),
            Self::Aside(program) => sheets_aside(program, bytes),
        }?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        file::book(sheets, &name)
    }

    /// Reads a calendar file. Rules that have to be written out as single days are written out around `today`.
    pub(crate) fn calendar(&self, path: &Path, today: NaiveDate) -> Result<Incoming, FileError> {
        let bytes = file::bytes(path)?;
        self.try_out(Kind::Calendar, &bytes)?;
        ics::from_bytes(&bytes, today)
    }

    /// Has a form to be filled read at the side. Only then it is read here.
    pub(crate) fn try_form(&self, form: &[u8]) -> Result<(), FileError> {
        self.try_out(Kind::Form, form)
    }

    /// What was read at the side within the limits does no harm here.
    fn try_out(&self, kind: Kind, bytes: &[u8]) -> Result<(), FileError> {
        match self {
            Self::Here => Ok(()),
            Self::Aside(program) => ask(program, kind, bytes.to_vec()).map(|_| ()),
        }
    }
}

fn sheets_aside(program: &Path, bytes: Vec<u8>) -> Result<Vec<Sheet>, FileError> {
    let answer = ask(program, Kind::Sheets, bytes)?;
    packed::unpack(&answer).map_err(|_| FileError::GaveUp)
}

/// Starts the second process, gives it the bytes and waits for its answer.
fn ask(program: &Path, kind: Kind, bytes: Vec<u8>) -> Result<Vec<u8>, FileError> {
    let time = limits::time(bytes.len());
    let mut child = Command::new(program)
        .args([ASKED, kind.code()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // What a library says in a panic is not for people; and to find out where it was said takes more memory than there
        // is, at which the process stands still.
        .env("RUST_BACKTRACE", "0")
        .env_remove("RUST_LIB_BACKTRACE")
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| FileError::NoReader)?;
    let answer = exchange(&mut child, bytes, time);
    // It may be waiting for more, or not stop by itself.
    drop(child.kill());
    drop(child.wait());
    let mut answer = answer.filter(|answer| answer.len() as u64 <= MAX_ANSWER);
    match answer.as_mut().and_then(Vec::pop) {
        Some(READ) => Ok(answer.unwrap_or_default()),
        Some(REFUSED) => Err(refused(&answer.unwrap_or_default())),
        _ => Err(FileError::GaveUp),
    }
}

/// The answer; `None` if there was none in time.
fn exchange(child: &mut Child, bytes: Vec<u8>, time: Duration) -> Option<Vec<u8>> {
    let (mut to, from) = (child.stdin.take()?, child.stdout.take()?);
    // A process that ends without reading everything has answered all the same.
    let sending = thread::spawn(move || drop(to.write_all(&bytes)));
    let (told, answers) = channel();
    let receiving = thread::spawn(move || {
        let mut answer = Vec::new();
        let read = from.take(MAX_ANSWER + 1).read_to_end(&mut answer);
        // Nobody waits any more after the time is over.
        let _ = told.send(read.ok().map(|_| answer));
    });
    let answer = answers.recv_timeout(time).ok().flatten();
    drop(child.kill());
    for thread in [sending, receiving] {
        let _ = thread.join();
    }
    answer
}

fn refused(code: &[u8]) -> FileError {
    let code = std::str::from_utf8(code).unwrap_or_default();
    FileError::from_code(code).unwrap_or(FileError::GaveUp)
}

/// Whether these arguments of the program ask for the second process, and for what.
fn asked(arguments: &[OsString]) -> Option<Kind> {
    let [_, first, kind] = arguments else {
        return None;
    };
    let is = |wanted: &Kind| kind == OsStr::new(wanted.code());
    Kind::ALL
        .into_iter()
        .find(|kind| first == ASKED && is(kind))
}

/// The whole life of the second process: limits, bytes from `from`, the answer to `to`. `None` if the arguments do not ask
/// for it; else whether the answer was given.
pub fn serve(arguments: &[OsString], from: &mut impl Read, to: &mut impl Write) -> Option<bool> {
    let kind = asked(arguments)?;
    if limits::set().is_err() {
        return Some(false);
    }
    let mut bytes = Vec::new();
    if from.read_to_end(&mut bytes).is_err() {
        return Some(false);
    }
    limits::watch(bytes.len());
    let answer = match answer(kind, bytes) {
        Ok(mut answer) => {
            answer.push(READ);
            answer
        }
        Err(error) => {
            let mut answer = error.code().as_bytes().to_vec();
            answer.push(REFUSED);
            answer
        }
    };
    Some(to.write_all(&answer).and_then(|()| to.flush()).is_ok())
}

fn answer(kind: Kind, bytes: Vec<u8>) -> Result<Vec<u8>, FileError> {
    match kind {
        Kind::Sheets => {
            // This process ends at once; to free a million cells one by one takes longer than to read them.
            let sheets = ManuallyDrop::new(file::sheets_of(bytes)?);
            packed::pack(&sheets).map_err(|_| FileError::GaveUp)
        }
        // Around which day rules are written out makes no difference to whether they can be.
        Kind::Calendar => ics::from_bytes(&bytes, NaiveDate::default()).map(|_| Vec::new()),
        Kind::Form => file::guarded(|| {
            // What is wrong with a form is said by whoever fills it; here only whether reading comes to an end.
            let _ = fill::read(&bytes);
            Ok(Vec::new())
        }),
    }
}
