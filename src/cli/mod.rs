//! The command line: the same use cases as the screens, for scripts.
//!
//! Exit codes: 0 done, 1 refused or failed, 2 wrong usage. Results go to standard output, errors
//! to standard error in the chosen language; `--json` prints stable English keys.

mod activities;
mod args;
mod call;
mod copies;
mod doctor;
mod door;
mod files;
mod flags;
mod help;
mod import;
mod journal;
mod ladder;
mod lists;
mod locks;
mod merge;
mod reports;
mod target;
mod topics;
mod verify;

use crate::config::{self, Environment};
use crate::demo;
use crate::desk::Desk;
use crate::desk::command::{Command, HomeSetup};
use crate::desk::locks::Entrance;
use crate::desk::refusal::Refusal;
use crate::domain::KnownAs;
use crate::domain::Moment;
use crate::domain::hours::HoursError;
use crate::exchange::aside::{Reader, serve};
use crate::exchange::file::is_reading_guarded;
use crate::i18n::{Lang, read_ahead};
use crate::store::StoreError;
use crate::store::{SETTING_DEMO, SETTING_LANGUAGE};
use crate::wording::calendar::hours_error;
use crate::wording::system::number;
use crate::{t, tui};
use call::Ended;
pub use help::command;
use locks::person::{Approver, Person};

use args::{Arguments, Init, Task};
use call::{Call, Trouble, report_done};
use copies::stick_places;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Read, Write};
use std::path::Path;
use std::sync::Once;
use std::sync::OnceLock;
use target::Target;

/// Runs the program with these arguments; the first is the program's own name.
pub fn run(arguments: &[OsString], environment: &Environment) -> Ended {
    silence_guarded_panics();
    let lang = language(arguments, environment);
    let parsed = match help::parse(arguments, lang) {
        Ok(parsed) => parsed,
        Err(error) => return usage(&error, lang).shown(),
    };
    let ended =
        called(&parsed, environment, lang).and_then(|call| dispatch(parsed, &call, environment));
    let ended = match ended {
        Ok(ended) => ended,
        Err(Trouble::Refused(refusal)) => Ended::failed(refusal.text(lang)),
        Err(Trouble::Failed(text)) => Ended::failed(text),
        Err(Trouble::Usage(text)) => Ended {
            err: text,
            code: 2,
            ..Ended::default()
        },
    };
    ended.shown()
}

/// Reads a file for the program that started this one, if that is what the arguments ask for; else `None`. True if the
/// answer was given.
pub fn read_aside(
    arguments: &[OsString],
    from: &mut impl Read,
    to: &mut impl Write,
) -> Option<bool> {
    serve(arguments, from, to)
}

/// Prints the result. Returns the exit code: where the result did not arrive, the task counts as failed.
pub fn deliver(
    ended: &Ended,
    lang: impl FnOnce() -> Lang,
    (out, err): (&mut impl Write, &mut impl Write),
) -> u8 {
    let said = write_line(out, &ended.out);
    let remarked = write_line(err, &ended.err);
    let Err(error) = said.and(remarked) else {
        return ended.code;
    };
    // Whoever reads no further (`| head`) knows it.
    if error.kind() != io::ErrorKind::BrokenPipe {
        // Where standard error takes nothing either, the exit code is what is left.
        let _ = write_line(err, &t!(lang(), "cli-undelivered"));
    }
    ended.code.max(1)
}

/// The language of the answers to these arguments.
pub fn language(arguments: &[OsString], environment: &Environment) -> Lang {
    args::asked_language(arguments).unwrap_or_else(|| config::language(environment))
}

fn write_line(to: &mut impl Write, text: &str) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    to.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        to.write_all(b"\n")?;
    }
    to.flush()
}

/// Keeps the text of a panic off standard error if a guarded reader catches that panic: the user
/// gets our own sentence about the damaged file.
fn silence_guarded_panics() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !is_reading_guarded() {
                usual(info);
            }
        }));
    });
}

fn usage(error: &clap::Error, lang: Lang) -> Ended {
    if error.use_stderr() {
        Ended {
            err: help::wrong_usage(error, lang),
            code: 2,
            ..Ended::default()
        }
    } else {
        Ended::done(error.render().to_string())
    }
}

fn called(parsed: &Arguments, environment: &Environment, lang: Lang) -> Result<Call, Trouble> {
    if let Some(text) = &parsed.common.lang
        && Lang::from_locale(text).is_none()
    {
        let known: Vec<&str> = Lang::ALL.iter().map(|one| one.code()).collect();
        return Err(Trouble::Usage(t!(
            lang,
            "cli-bad-lang",
            text = text.as_str(),
            known = known.join(" ")
        )));
    }
    let now = match &parsed.common.now {
        None => None,
        Some(text) => Some(
            Moment::parse_from_rfc3339(text)
                .map_err(|_| Trouble::Usage(t!(lang, "cli-bad-time", text = text.as_str())))?,
        ),
    };
    let folder = config::data_folder(parsed.common.data.as_deref(), environment);
    Ok(Call {
        lang,
        folder,
        now,
        accept_clock: parsed.common.accept_clock,
        reader: reader(environment),
        person: Person {
            account: environment.account.clone(),
            name: parsed.common.acting_as.clone(),
            secret_file: parsed.common.secret_file.clone(),
            words_file: parsed.common.words_file.clone(),
            approver: Approver {
                name: parsed.common.approve_as.clone(),
                secret_file: parsed.common.approve_secret_file.clone(),
            },
            admitted: OnceLock::new(),
        },
    })
}

/// Files from outside are read at the side. Where the program does not know its own place it cannot start itself.
fn reader(environment: &Environment) -> Reader {
    let program = environment.program.clone();
    program.map_or(Reader::Here, Reader::Aside)
}

fn dispatch(parsed: Arguments, call: &Call, environment: &Environment) -> Result<Ended, Trouble> {
    let Some(task) = parsed.task else {
        return open(call, environment);
    };
    match task {
        Task::Demo { seed_only } => {
            demo_home(call, environment, parsed.common.data.is_some(), seed_only)
        }
        Task::Init(init) => make_home(call, init),
        Task::Import(what) => import::run(call, &what),
        Task::Children { json } => lists::children(call, json),
        Task::Attendance { from, to, json } => lists::attendance(call, from, to, json),
        Task::Flags {
            as_of,
            known_now,
            json,
        } => {
            let reading = if known_now {
                KnownAs::Now
            } else {
                KnownAs::Then
            };
            flags::list(call, as_of.as_deref(), reading, json)
        }
        Task::Round(asked) => flags::round(call, &asked),
        Task::Problems { all, json } => lists::cases::problems(call, all, json),
        Task::Incidents { json } => lists::cases::incidents(call, json),
        Task::Supervisor {
            html,
            xlsx,
            covering,
            force,
        } => ladder::supervisor(call, (html, xlsx), (&covering, force)),
        Task::Ladder { from, to, json } => ladder::came_back(call, (from, to), json),
        Task::Report(asked) => reports::report::write(call, &asked),
        Task::Support(asked) => reports::support::list(call, &asked),
        Task::Fill(asked) => reports::fill::run(call, &asked),
        Task::Layout(what) => reports::layouts::run(call, what),
        Task::Reports { json } => Ok(reports::report::list(call, json)),
        Task::Trends(asked) => reports::trends::trends(call, asked),
        Task::Activities(asked) => activities::run(call, asked),
        Task::Coverage(asked) => activities::coverage(call, asked),
        Task::Topics(asked) => topics::run(call, &asked),
        Task::In(coming) => door::come(call, &coming),
        Task::Out(going) => door::leave(call, going),
        Task::Close => door::close(call, environment),
        Task::Journal(asked) => journal::run(call, &asked),
        Task::Erase { who, reason } => door::erase(call, &who, reason),
        Task::Merge { keep, other, yes } => merge::run(call, (&keep, &other), yes),
        Task::Confirm(asked) => files::confirm::run(call, &asked),
        Task::AgreeDays(asked) => files::agree::run(call, &asked),
        Task::Undo => step(call, Command::Undo(None)),
        Task::Redo => step(call, Command::Redo),
        Task::Verify { json } => verify::run(call, environment, json),
        Task::Backup { list: true, .. } => copies::list(call, environment),
        Task::Backup { file: None, .. } => copies::make(call, environment),
        Task::Backup {
            file: Some(file),
            force,
            ..
        } => copies::to_file(call, &file, force),
        Task::Restore {
            file,
            with_faults,
            yes,
        } => copies::restore(call, &file, (with_faults, yes)),
        Task::Locks { what } => locks::run(call, what),
        Task::Rights { json } => Ok(lists::rights::list(call, json)),
        Task::Retention(asked) => lists::retention::run(call, asked),
        Task::Looks(asked) => lists::looks::list(call, asked),
        Task::SelfCheck(asked) => lists::self_check::run(call, &asked),
        Task::Doctor {
            json,
            bundle,
            force,
        } => doctor::run(call, environment, json, (bundle.as_deref(), force)),
        Task::Pictures { folder, force } => pictures(call, &folder, force),
        #[cfg(unix)]
        Task::KeepTerminal { before } => {
            tui::terminal::keep(&before, call.lang);
            Ok(Ended::default())
        }
        Task::Keys => Ok(Ended::done(crate::keymap::markdown(call.lang))),
    }
}

fn step(call: &Call, command: Command) -> Result<Ended, Trouble> {
    let mut desk = call.desk()?;
    let done = desk.perform(command)?;
    report_done(call, &desk, &done)
}

fn make_home(call: &Call, init: Init) -> Result<Ended, Trouble> {
    let hours = init
        .hours
        .parse()
        .map_err(|error: HoursError| Trouble::Usage(hours_error(&error, call.lang)))?;
    let setup = HomeSetup {
        name: init.home,
        village: init.village,
        township: init.township,
        county: init.county,
        director: init.director,
        hours,
    };
    call.check_not_lost()?;
    let mut desk = call.open()?;
    let done = desk.perform(Command::SetUp(Box::new(setup)))?;
    report_done(call, &desk, &done)
}

/// Opens the screens on the data folder.
fn open(call: &Call, environment: &Environment) -> Result<Ended, Trouble> {
    check_terminal(call.lang)?;
    read_ahead(call.lang);
    if call.person.has_secret() {
        return screens(call.open()?, call, environment);
    }
    let doorway = call.doorway();
    let people = match doorway.look()? {
        Entrance::Open => return screens(call.open()?, call, environment),
        Entrance::Locked(people) => people,
    };
    let open = |admitted| {
        call.person.take(&admitted);
        let desk = call.open().map_err(|trouble| trouble.text(call.lang))?;
        let dressed = dressed(desk, call, environment);
        let (desk, lang) = dressed.map_err(|trouble| trouble.text(call.lang))?;
        Ok((desk, config::look(lang, environment)))
    };
    let start = tui::Start::Locked(tui::entrance::Entrance {
        doorway,
        people,
        look: config::look(call.lang, environment),
        now: Box::new(|| call.clock().now()),
        open: Box::new(open),
    });
    shown(start, call, environment)
}

/// Asked before anything is made or read: without a terminal not even a folder is.
fn check_terminal(lang: Lang) -> Result<(), Trouble> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Trouble::Failed(t!(lang, "cli-no-terminal")))
}

fn screens(desk: Desk, call: &Call, environment: &Environment) -> Result<Ended, Trouble> {
    let (desk, lang) = dressed(desk, call, environment)?;
    let start = tui::Start::Open(Box::new(desk), config::look(lang, environment));
    shown(start, call, environment)
}

/// The desk as the screens need it, and their language.
fn dressed(
    mut desk: Desk,
    call: &Call,
    environment: &Environment,
) -> Result<(Desk, Lang), Trouble> {
    desk.own_folder.clone_from(&environment.own);
    desk.reader = reader(environment);
    desk.sticks = stick_places(environment);
    let lang = match desk.kept_setting(SETTING_LANGUAGE)? {
        Some(kept) if !environment.language_is_asked() => {
            Lang::from_locale(&kept).unwrap_or(call.lang)
        }
        _ => call.lang,
    };
    Ok((desk, lang))
}

fn shown(start: tui::Start<'_>, call: &Call, environment: &Environment) -> Result<Ended, Trouble> {
    tui::run(start, doctor::terminal(environment))
        .map(|()| Ended::default())
        .map_err(|stopped| Trouble::Failed(why_stopped(call.lang, stopped)))
}

fn why_stopped(lang: Lang, stopped: tui::Stopped) -> String {
    match stopped {
        tui::Stopped::Terminal(error) => t!(lang, "cli-terminal", why = number(&error, lang)),
        tui::Stopped::NotOpened(why) => why,
        tui::Stopped::Crash(None) => t!(lang, "crash"),
        tui::Stopped::Crash(Some(report)) => {
            t!(lang, "crash-report", path = report.display().to_string())
        }
    }
}

/// Opens an invented home: in `--data DIR`, or in a temporary folder that is deleted afterwards.
fn demo_home(
    call: &Call,
    environment: &Environment,
    is_folder_given: bool,
    seed_only: bool,
) -> Result<Ended, Trouble> {
    if is_folder_given {
        call.check_not_lost()?;
    }
    if !seed_only {
        check_terminal(call.lang)?;
    }
    let temporary = if is_folder_given {
        None
    } else {
        let place = tempfile::env::temp_dir();
        Some(tempfile::tempdir().map_err(StoreError::file("making a place for the demo", place))?)
    };
    let folder = temporary
        .as_ref()
        .map_or(call.folder.as_path(), tempfile::TempDir::path);
    let opened = Desk::open(folder, call.clock());
    let mut desk = opened.map_err(|error| call.cannot_open(error))?;
    if !desk.has_home()? {
        desk.found(demo::fill)?;
    } else if desk.kept_setting(SETTING_DEMO)?.is_none() {
        // The demo must never run on a real home.
        return Err(Refusal::AlreadySetUp.into());
    }
    if seed_only {
        let folder = folder.display().to_string();
        let kept = temporary.map(tempfile::TempDir::keep);
        drop(kept);
        return Ok(Ended::done(t!(
            call.lang,
            "cli-demo-ready",
            folder = folder
        )));
    }
    screens(desk, call, environment)
}

/// Draws the pictures of the README from the real screens on the demo home.
fn pictures(call: &Call, folder: &Path, force: bool) -> Result<Ended, Trouble> {
    let mut desk = Desk::in_memory(call.clock())?;
    desk.found(demo::fill)?;
    std::fs::create_dir_all(folder)
        .map_err(StoreError::file("making a folder for pictures", folder))?;
    let mut names = Vec::new();
    let pages = reports::pictures::draw(&desk)?;
    for (name, picture) in pages.into_iter().chain(tui::pictures::draw(desk)) {
        Target::new(call, &folder.join(&name), force)?.write(picture.as_bytes())?;
        names.push(name);
    }
    Ok(Ended::done(names.join("\n")))
}
