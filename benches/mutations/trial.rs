//! Gives an input to the program: to the second process that reads, and to the task a person would start.

use crate::kinds::Kind;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The second process ends itself after eight seconds; one that is there after this time hangs.
const MOST_ASIDE: Duration = Duration::from_secs(10);
/// Longest time of a task, which waits for the second process.
const MOST_TASK: Duration = Duration::from_secs(12);
/// A process that ends itself after this time without an answer had no more time.
const OWN_LIMIT: Duration = Duration::from_millis(7_900);
/// Between two looks at a process.
const LOOK: Duration = Duration::from_micros(500);

/// What became of an input in the second process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It was read.
    Read,
    /// It was refused with this code.
    Refused(String),
    /// The process died: out of memory, as a rule.
    Died,
    /// The process ended itself when its time was over.
    OutOfTime,
    /// The process had to be killed.
    Hung,
}

/// A folder with a home, and the program.
pub(crate) struct Place {
    program: PathBuf,
    folder: TempDir,
}

impl Place {
    /// Sets up a home.
    pub(crate) fn new(program: &Path) -> io::Result<Self> {
        let place = Self {
            program: program.to_owned(),
            folder: TempDir::new()?,
        };
        let mut init = place.task();
        init.args(["init", "--home", "青石坳儿童之家", "--village", "青石坳村"]);
        init.args([
            "--township",
            "云溪镇",
            "--county",
            "灯影县",
            "--director",
            "周敏",
        ]);
        init.args(["--hours", "Mon-Fri 16:30-18:30, Sat 09:00-17:00"]);
        let ended = init.output()?;
        if ended.status.success() {
            return Ok(place);
        }
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        Err(io::Error::other(said))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn task(&self) -> Command {
        let mut command = Command::new(&self.program);
        for name in [
            "DOORLIGHT_DATA",
            "DOORLIGHT_LANG",
            "LC_ALL",
            "LC_MESSAGES",
            "LANG",
            "XDG_DATA_HOME",
        ] {
            command.env_remove(name);
        }
        command.env("HOME", self.folder.path()).stdin(Stdio::null());
        command.arg("--data").arg(self.path("data"));
        command.args(["--lang", "en", "--now", "2026-11-23T17:00:00+08:00"]);
        command
    }

    /// Has the second process read an input. Its limit of memory is its own: 300 MB.
    pub(crate) fn read_aside(&self, kind: &Kind, input: &[u8]) -> io::Result<(Outcome, Duration)> {
        let (file, answer) = (self.path("input"), self.path("answer"));
        fs::write(&file, input)?;
        let mut command = Command::new(&self.program);
        // Files, not pipes: nothing has to be written or read while the process is at work.
        command
            .args(["--read-aside", kind.asked])
            .stdin(File::open(&file)?)
            .stdout(File::create(&answer)?)
            .stderr(Stdio::null());
        let (status, took) = wait(&mut command, MOST_ASIDE)?;
        let Some(status) = status else {
            return Ok((Outcome::Hung, took));
        };
        let mut answer = fs::read(&answer)?;
        let outcome = match answer.pop() {
            Some(b'+') if status.success() => Outcome::Read,
            Some(b'-') if status.success() => {
                Outcome::Refused(String::from_utf8_lossy(&answer).into_owned())
            }
            _ if took > OWN_LIMIT => Outcome::OutOfTime,
            _ => Outcome::Died,
        };
        Ok((outcome, took))
    }

    /// Starts the task that reads such a file, without writing. The text says what it did that it must not do.
    pub(crate) fn run_task(
        &self,
        kind: &Kind,
        input: &[u8],
    ) -> io::Result<(Option<String>, Duration)> {
        let file = self.path(&format!("given.{}", kind.ending));
        let (out, err) = (self.path("out"), self.path("err"));
        fs::write(&file, input)?;
        let mut command = self.task();
        command.args(kind.task).arg(&file).arg("--dry-run");
        command
            .stdout(File::create(&out)?)
            .stderr(File::create(&err)?);
        let (status, took) = wait(&mut command, MOST_TASK)?;
        let said = [fs::read(&out)?, fs::read(&err)?].concat();
        let said = String::from_utf8_lossy(&said);
        let wrong = match status {
            None => Some("the task hung".to_owned()),
            Some(status) if !matches!(status.code(), Some(0 | 1)) => {
                Some(format!("the task ended with {status}: {said}"))
            }
            Some(_) if said.contains("panicked") => Some(format!("the task panicked: {said}")),
            Some(status) if !status.success() && said.trim().is_empty() => {
                Some("the task refused without a word".to_owned())
            }
            Some(_) => None,
        };
        Ok((wrong, took))
    }
}

/// Waits for the end of a process; without a status it was killed because the time was over.
fn wait(command: &mut Command, most: Duration) -> io::Result<(Option<ExitStatus>, Duration)> {
    let start = Instant::now();
    let mut child = command.spawn()?;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((Some(status), start.elapsed()));
        }
        if start.elapsed() > most {
            child.kill()?;
            child.wait()?;
            return Ok((None, start.elapsed()));
        }
        sleep(LOOK);
    }
}
