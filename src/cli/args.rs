//! The shape of the arguments. Their texts are in the language files.

use super::locks::covering::Covering;
use clap::{Args, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

use crate::i18n::Lang;

/// All arguments of the command line.
#[derive(Debug, Parser)]
#[command(
    name = "doorlight",
    bin_name = "doorlight",
    version,
    disable_help_subcommand = true
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub task: Option<Task>,
}

/// Arguments common to all tasks.
#[derive(Debug, Args)]
pub(super) struct Common {
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    #[arg(long, global = true, value_name = "zh-CN|en")]
    pub lang: Option<String>,
    #[arg(long, global = true)]
    pub accept_clock: bool,
    #[arg(long = "as", global = true, value_name = "NAME")]
    pub acting_as: Option<String>,
    #[arg(long, global = true, value_name = "FILE")]
    pub secret_file: Option<PathBuf>,
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        conflicts_with = "secret_file"
    )]
    pub words_file: Option<PathBuf>,
    #[arg(
        long,
        global = true,
        value_name = "NAME",
        requires = "approve_secret_file"
    )]
    pub approve_as: Option<String>,
    #[arg(long, global = true, value_name = "FILE", requires = "approve_as")]
    pub approve_secret_file: Option<PathBuf>,
    /// Fixes the clock, for tests and pictures.
    #[arg(long, global = true, hide = true, value_name = "MOMENT")]
    pub now: Option<String>,
}

/// One task.
#[derive(Debug, Subcommand)]
pub(super) enum Task {
    Demo {
        #[arg(long)]
        seed_only: bool,
    },
    Init(Init),
    #[command(subcommand)]
    Import(Import),
    Children {
        #[arg(long)]
        json: bool,
    },
    Attendance {
        #[arg(long, value_name = "YYYY-MM-DD")]
        from: Option<String>,
        #[arg(long, value_name = "YYYY-MM-DD")]
        to: Option<String>,
        #[arg(long)]
        json: bool,
    },
    Flags {
        #[arg(long, value_name = "YYYY-MM-DD")]
        as_of: Option<String>,
        #[arg(long)]
        known_now: bool,
        #[arg(long)]
        json: bool,
    },
    Round(Round),
    Problems {
        #[arg(long)]
        all: bool,
        #[arg(long)]
        json: bool,
    },
    Incidents {
        #[arg(long)]
        json: bool,
    },
    Supervisor {
        #[arg(long, value_name = "FILE", required_unless_present = "xlsx")]
        html: Option<PathBuf>,
        #[arg(long, value_name = "FILE")]
        xlsx: Option<PathBuf>,
        #[command(flatten)]
        covering: Covering,
        #[arg(long)]
        force: bool,
    },
    Ladder {
        #[arg(long, value_name = "YYYY-MM-DD")]
        from: Option<String>,
        #[arg(long, value_name = "YYYY-MM-DD")]
        to: Option<String>,
        #[arg(long)]
        json: bool,
    },
    Trends(super::reports::trends::Trends),
    Report(super::reports::report::Reported),
    Support(super::reports::support::Asked),
    Fill(super::reports::fill::Filling),
    #[command(subcommand)]
    Layout(super::reports::layouts::Layouts),
    Reports {
        #[arg(long)]
        json: bool,
    },
    Activities(Activities),
    Coverage(Talk),
    Topics(Topics),
    In(Coming),
    Out(Going),
    Close,
    Journal(Journal),
    Erase {
        #[arg(value_name = "NAME-OR-NUMBER")]
        who: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    Merge {
        #[arg(value_name = "NAME-OR-NUMBER")]
        keep: String,
        #[arg(value_name = "NAME-OR-NUMBER")]
        other: String,
        #[arg(long)]
        yes: bool,
    },
    Confirm(Confirm),
    AgreeDays(AgreeDays),
    Undo,
    Redo,
    Verify {
        #[arg(long)]
        json: bool,
    },
    Locks {
        #[command(subcommand)]
        what: Option<super::locks::LocksTask>,
    },
    Rights {
        #[arg(long)]
        json: bool,
    },
    Retention(super::lists::retention::Asked),
    Looks(super::lists::looks::Asked),
    SelfCheck(super::lists::self_check::Asked),
    Doctor {
        #[arg(long)]
        json: bool,
        #[arg(long, value_name = "FILE")]
        bundle: Option<PathBuf>,
        #[arg(long, requires = "bundle")]
        force: bool,
    },
    Backup {
        file: Option<PathBuf>,
        #[arg(long, requires = "file")]
        force: bool,
        #[arg(long, conflicts_with = "file")]
        list: bool,
    },
    Restore {
        file: PathBuf,
        #[arg(long)]
        with_faults: bool,
        #[arg(long)]
        yes: bool,
    },
    /// Prints the key list of the README from the key table.
    #[command(hide = true)]
    Keys,
    /// Waits for the end of the screens that started this process, to give the terminal back if they could not.
    #[cfg(unix)]
    #[command(hide = true)]
    KeepTerminal {
        before: Vec<String>,
    },
    /// Draws the pictures of the README from the real screens.
    #[command(hide = true)]
    Pictures {
        folder: PathBuf,
        #[arg(long)]
        force: bool,
    },
}

#[derive(Debug, Args)]
pub(super) struct Init {
    #[arg(long, value_name = "NAME")]
    pub home: String,
    #[arg(long, value_name = "NAME")]
    pub village: String,
    #[arg(long, value_name = "NAME")]
    pub township: String,
    #[arg(long, value_name = "NAME")]
    pub county: String,
    #[arg(long, value_name = "NAME")]
    pub director: String,
    #[arg(long, value_name = "HOURS")]
    pub hours: String,
}

#[derive(Debug, Subcommand)]
pub(super) enum Import {
    Roster {
        #[command(flatten)]
        list: ImportedList,
    },
    Attendance {
        #[arg(long, value_name = "YYYY-MM")]
        month: Option<String>,
        #[command(flatten)]
        list: ImportedList,
    },
    HelpList {
        #[command(flatten)]
        list: ImportedList,
    },
}

#[derive(Debug, Args)]
pub(super) struct ImportedList {
    pub file: PathBuf,
    #[arg(long, value_name = "NAME")]
    pub sheet: Vec<String>,
    #[arg(long, value_name = "HEADING=FIELD")]
    pub column: Vec<String>,
    #[arg(long)]
    pub all: bool,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Round {
    #[arg(value_name = "NAME-OR-NUMBER", conflicts_with_all = ["hamlet", "household"])]
    pub who: Vec<String>,
    #[arg(long, value_name = "NAME", conflicts_with = "household")]
    pub hamlet: Option<String>,
    #[arg(long, value_name = "NAME-OR-NUMBER")]
    pub household: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub html: PathBuf,
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Activities {
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<String>,
    #[arg(long)]
    pub json: bool,
    #[command(subcommand)]
    pub task: Option<ActivityTask>,
}

#[derive(Debug, Subcommand)]
pub(super) enum ActivityTask {
    Export {
        #[arg(long, value_name = "FILE")]
        ics: PathBuf,
        #[arg(long)]
        force: bool,
        #[arg(long, value_name = "YYYY-MM-DD")]
        from: Option<String>,
        #[arg(long, value_name = "YYYY-MM-DD")]
        to: Option<String>,
    },
    Poster {
        #[command(flatten)]
        page: Page,
    },
    Evidence {
        #[arg(long, value_name = "FILE", required_unless_present = "xlsx")]
        html: Option<PathBuf>,
        #[arg(long, value_name = "FILE")]
        xlsx: Option<PathBuf>,
        #[command(flatten)]
        covering: Covering,
        #[arg(long)]
        force: bool,
        #[arg(long, value_name = "YYYY-MM-DD")]
        from: Option<String>,
        #[arg(long, value_name = "YYYY-MM-DD")]
        to: Option<String>,
    },
    Sheet {
        #[arg(long, value_name = "FILE")]
        html: PathBuf,
        #[arg(long)]
        force: bool,
        #[arg(long, value_name = "YYYY-MM-DD")]
        day: Option<String>,
    },
    Import {
        file: PathBuf,
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Debug, Args)]
pub(super) struct Page {
    #[arg(long, value_name = "FILE")]
    pub html: PathBuf,
    #[arg(long)]
    pub force: bool,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Talk {
    pub topic: String,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub html: Option<PathBuf>,
    #[arg(long, requires = "html")]
    pub force: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Topics {
    pub topic: Option<String>,
    #[arg(long, value_name = "FILE", requires = "topic", conflicts_with = "json")]
    pub html: Option<PathBuf>,
    #[arg(long, requires = "html")]
    pub force: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Journal {
    #[arg(long, value_name = "N")]
    pub last: Option<usize>,
    #[arg(long)]
    pub json: bool,
    /// Writes a stretch of the chain to a file.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["last", "json", "follow"])]
    pub export: Option<PathBuf>,
    #[arg(long, requires = "export")]
    pub force: bool,
    #[arg(long, value_name = "N", requires = "export")]
    pub from: Option<i64>,
    #[arg(long, value_name = "N", requires = "export")]
    pub to: Option<i64>,
    #[arg(long, requires = "export")]
    pub with_names: bool,
    /// Follows a stretch that was handed on.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["last", "json"])]
    pub follow: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Confirm {
    /// Without it the files are listed.
    #[arg(value_name = "NAME-OR-NUMBER")]
    pub who: Option<String>,
    #[arg(long, requires = "who")]
    pub phone: bool,
    #[arg(long, conflicts_with = "who")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct AgreeDays {
    #[arg(long, value_name = "NAME")]
    pub class: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub school: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub hamlet: Option<String>,
    /// Without it by the habit of each child.
    #[arg(long, value_name = "12345")]
    pub days: Option<String>,
    #[arg(long)]
    pub replace: bool,
    #[arg(long)]
    pub yes: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Coming {
    #[arg(value_name = "NAME-OR-NUMBER")]
    pub who: String,
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// The home was open on a day on which it is closed.
    #[arg(long, requires = "at")]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub(super) struct Going {
    #[arg(value_name = "NAME-OR-NUMBER")]
    pub who: String,
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// The home was open on a day on which it is closed.
    #[arg(long, requires = "at")]
    pub yes: bool,
    #[arg(long, value_name = "NAME|alone|unlisted|unknown")]
    pub to: String,
    #[arg(long, value_name = "DIRECTOR")]
    pub allowed_by: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// Finds the language on the command line before parsing, so that help and errors use it.
pub(super) fn asked_language(arguments: &[OsString]) -> Option<Lang> {
    let texts: Vec<&str> = arguments.iter().filter_map(|arg| arg.to_str()).collect();
    let after = texts
        .iter()
        .position(|arg| *arg == "--lang")
        .and_then(|at| texts.get(at + 1));
    let joined = texts.iter().find_map(|arg| arg.strip_prefix("--lang="));
    after.copied().or(joined).and_then(Lang::from_locale)
}
