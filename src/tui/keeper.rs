//! Gives the terminal back when the program is gone without having done so: killed, or ended by the system
//! because of its stack or its memory.
//!
//! Nothing in the program can do it then, so another process of it waits. It holds one end of a pipe: a byte on it
//! says that all was given back, its end without that byte says that nobody is left who could.
//!
//! Windows gives a console its modes back when the program is gone, so there is none.

use crate::i18n::Lang;
use rustix::termios::{self, ControlModes, InputModes, LocalModes, OptionalActions, OutputModes};
use std::io::{self, Read as _, Write as _};
use std::process::{Child, Command, Stdio};

/// The hidden task of the command line that waits.
pub(crate) const TASK: &str = "keep-terminal";

/// How the terminal was before the screens took it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before([u64; 4]);

impl Before {
    /// Reads it; `None` if the terminal does not tell.
    pub(super) fn read() -> Option<Self> {
        let modes = termios::tcgetattr(io::stdout()).ok()?;
        Some(Self([
            modes.input_modes.bits().into(),
            modes.output_modes.bits().into(),
            modes.control_modes.bits().into(),
            modes.local_modes.bits().into(),
        ]))
    }

    /// As [`Keeper::start`] gives it to the other process.
    pub(super) fn parse(texts: &[String]) -> Option<Self> {
        let modes: Vec<u64> = texts.iter().map_while(|text| text.parse().ok()).collect();
        modes.try_into().ok().map(Self)
    }

    /// Makes the terminal so again; `None` if it cannot, because its window is closed.
    pub(super) fn set(self) -> Option<()> {
        let [input, output, control, local] = self.0.map(|bits| bits.try_into().ok());
        let mut modes = termios::tcgetattr(io::stdout()).ok()?;
        modes.input_modes = InputModes::from_bits_retain(input?);
        modes.output_modes = OutputModes::from_bits_retain(output?);
        modes.control_modes = ControlModes::from_bits_retain(control?);
        modes.local_modes = LocalModes::from_bits_retain(local?);
        termios::tcsetattr(io::stdout(), OptionalActions::Flush, &modes).ok()
    }
}

/// The process that waits, as the program holds it. It is told on drop that all was given back.
#[derive(Debug)]
pub(super) struct Keeper(Child);

impl Keeper {
    /// Starts it. `None` if the system does not: then an abort leaves the terminal as the screens had it.
    pub(super) fn start(before: Before, lang: Lang) -> Option<Self> {
        let started = std::env::current_exe().and_then(|program| {
            Command::new(program)
                .args(["--lang", lang.code(), TASK])
                .args(before.0.map(|bits| bits.to_string()))
                .stdin(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
        });
        started
            .inspect_err(|error| tracing::warn!(%error, "nobody keeps the terminal"))
            .map(Self)
            .ok()
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let Some(mut pipe) = self.0.stdin.take() {
            // It may have been ended by somebody; then there is nobody to tell.
            let _ = pipe.write_all(b".");
        }
        let _ = self.0.wait();
    }
}

/// Waits until the program that started this process is gone. Returns whether it has given the terminal back.
pub(super) fn wait() -> bool {
    // With a session of its own no shell stops this process for touching the terminal, and no closed window ends it
    // early.
    let _ = rustix::process::setsid();
    matches!(io::stdin().read(&mut [0]), Ok(1..))
}
