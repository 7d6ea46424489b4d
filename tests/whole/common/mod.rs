//! A separate home for every test: own folder, language and clock, and the real program.

#[cfg(unix)]
pub(crate) mod locked;
#[cfg(unix)]
pub(crate) mod pty;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Default time of every test: a weekday afternoon in term time.
pub(crate) const NOW: &str = "2026-11-23T17:00:00+08:00";

/// Environment variables that could leak from the machine into a test.
const LEAKS: &[&str] = &[
    "DOORLIGHT_DATA",
    "DOORLIGHT_LANG",
    "LC_ALL",
    "LC_MESSAGES",
    "LANG",
    "NO_COLOR",
    "COLORFGBG",
    "XDG_DATA_HOME",
    "ProgramData",
    "DOORLIGHT_STICKS",
    "DOORLIGHT_ACCOUNT",
    "XDG_CONFIG_HOME",
];

/// The language of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    Chinese,
    English,
}

impl Tongue {
    fn code(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }
}

/// Result of a call of the program.
#[derive(Debug)]
pub(crate) struct Ended {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// A temporary data folder, and how the program is called on it.
pub(crate) struct Place {
    folder: TempDir,
    tongue: Tongue,
    now: String,
    /// Arguments that say by whom a call is made.
    by: Vec<String>,
}

impl Place {
    /// A folder without a home.
    pub(crate) fn empty(tongue: Tongue) -> Self {
        let folder = TempDir::new().unwrap();
        Self {
            folder,
            tongue,
            now: NOW.to_owned(),
            by: Vec::new(),
        }
    }

    /// A home set up by the command line, open every afternoon, without children.
    pub(crate) fn with_home(tongue: Tongue) -> Self {
        let place = Self::empty(tongue);
        place.ok(&[
            "init",
            "--home",
            "青石坳儿童之家",
            "--village",
            "青石坳村",
            "--township",
            "云溪镇",
            "--county",
            "灯影县",
            "--director",
            "周敏",
            "--hours",
            "Mon-Fri 16:30-18:30, Sat 09:00-17:00",
        ]);
        place
    }

    /// The same folder at another moment.
    pub(crate) fn at(self, now: &str) -> Self {
        Self {
            now: now.to_owned(),
            ..self
        }
    }

    /// Later calls are at this moment.
    pub(crate) fn set_now(&mut self, now: &str) {
        now.clone_into(&mut self.now);
    }

    /// Later calls are made by this member of staff, with this secret.
    pub(crate) fn set_by(&mut self, name: &str, secret: &str) {
        let file = self.note("secret", secret);
        self.by = ["--as", name, "--secret-file", &file]
            .map(str::to_owned)
            .to_vec();
    }

    /// Later calls are made with the recovery words.
    pub(crate) fn set_by_words(&mut self, words: &str) {
        let file = self.note("words", words);
        self.by = ["--words-file", &file].map(str::to_owned).to_vec();
    }

    /// Later calls do not say by whom they are made.
    pub(crate) fn set_by_nobody(&mut self) {
        self.by.clear();
    }

    /// Writes a text to a file beside the data folder; returns its path.
    pub(crate) fn note(&self, name: &str, text: &str) -> String {
        let file = self.folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        file.display().to_string()
    }

    /// The folder of the user's account, in which the secret of the PC lies.
    pub(crate) fn account(&self) -> PathBuf {
        self.folder.path().join("account")
    }

    /// The folder that the program sees as the user's home folder.
    pub(crate) fn own_folder(&self) -> &Path {
        self.folder.path()
    }

    /// The data folder of the program.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The folder in which sticks appear.
    pub(crate) fn sticks(&self) -> PathBuf {
        self.folder.path().join("sticks")
    }

    /// The home's file.
    pub(crate) fn file(&self) -> PathBuf {
        self.data().join("doorlight.db")
    }

    /// Arguments that every call starts with.
    pub(crate) fn common_arguments(&self) -> Vec<String> {
        let data = self.data().display().to_string();
        [
            "--data",
            &data,
            "--lang",
            self.tongue.code(),
            "--now",
            &self.now,
        ]
        .map(str::to_owned)
        .into_iter()
        .chain(self.by.iter().cloned())
        .collect()
    }

    /// The real program, isolated from the machine, without arguments.
    pub(crate) fn bare_command(&self) -> Command {
        let mut command = Command::new(program());
        for name in LEAKS {
            command.env_remove(name);
        }
        command
            .env("HOME", self.folder.path())
            .env("DOORLIGHT_STICKS", self.sticks())
            .env("DOORLIGHT_ACCOUNT", self.account())
            .stdin(Stdio::null());
        command
    }

    /// The real program on this folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.bare_command();
        command.args(self.common_arguments()).args(arguments);
        command
    }

    /// Calls the program.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        ended(&mut self.command(arguments))
    }

    /// Calls the program, which must succeed; returns its output.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(
            ended.code, 0,
            "{arguments:?} failed: {}{}",
            ended.out, ended.err
        );
        assert_eq!(ended.err, "", "{arguments:?} succeeded but complained");
        ended.out
    }

    /// Calls the program with `--json`, which must succeed.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let with = [arguments, &["--json"]].concat();
        let out = self.ok(&with);
        serde_json::from_str(&out).unwrap_or_else(|why| panic!("{with:?} is no JSON: {why}\n{out}"))
    }

    /// Calls the program, which must refuse with code 1 and a message; returns the message.
    pub(crate) fn refused(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.code, 1, "{arguments:?}: {}{}", ended.out, ended.err);
        assert_eq!(ended.out, "", "{arguments:?} refused but printed a result");
        assert_ne!(ended.err.trim(), "", "{arguments:?} refused without a word");
        ended.err
    }
}

/// The program under test.
pub(crate) fn program() -> &'static str {
    env!("CARGO_BIN_EXE_doorlight")
}

/// A file of `tests/fixtures`.
pub(crate) fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    assert!(path.is_file(), "there is no fixture {}", path.display());
    path.display().to_string()
}

/// Writes a spreadsheet at which the library that reads `.xls` panics: one byte of a good file is
/// changed.
pub(crate) fn write_panicking_roster(path: &Path) {
    let mut bytes = std::fs::read(fixture("roster-small.xls")).unwrap();
    bytes[514] = 0;
    std::fs::write(path, bytes).unwrap();
}

/// Runs a command to its end.
pub(crate) fn ended(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    Ended {
        code: output.status.code().expect("it was not killed"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
