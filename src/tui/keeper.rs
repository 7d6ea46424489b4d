//! Gives the terminal back when the program is gone without having done so: killed, or ended by the system
//! because of its stack or its memory.
//!
//! Nothing in the program can do it then, so another process of it waits. It reads what the program says through a pipe:
//! that the terminal is given back, or taken again after a stop. The end of the pipe says that nobody is left who could
//! give it back. Whatever ends both processes (all of a name, all of a group) is past help.
//!
//! Windows gives a console its modes back when the program is gone, so there is none.

use crate::i18n::Lang;
use rustix::termios::{self, ControlModes, InputModes, LocalModes, OptionalActions, OutputModes};
use std::io::{self, Read as _, Write as _};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

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

    /// Makes the terminal so again; `None` if it cannot, because its window is closed, or need not, because a shell
    /// has taken it: a shell lets Ctrl-C through, the screens do not.
    pub(super) fn set(self) -> Option<()> {
        let [input, output, control, local] = self.0.map(|bits| bits.try_into().ok());
        let mut modes = termios::tcgetattr(io::stdout()).ok()?;
        if modes.local_modes.contains(LocalModes::ISIG) {
            return None;
        }
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
                // From its first moment on: what closes with the program ends the program's group.
                .process_group(0)
                .spawn()
        });
        started
            .inspect_err(|error| tracing::warn!(%error, "nobody keeps the terminal"))
            .map(Self)
            .ok()
    }
}

impl Keeper {
    /// Says whether the terminal is in the program's hands. Nobody hears it if the process was ended by somebody.
    pub(super) fn tell(&mut self, hand: Hand) {
        if let Some(pipe) = &mut self.0.stdin {
            let _ = pipe.write_all(&[hand.code()]);
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        // Not waited for: it ends by itself, and if it were stopped the program could not end.
        self.tell(Hand::GivenBack);
    }
}

/// In whose hands the terminal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// The program's.
    Taken,
    /// Whoever started the program.
    GivenBack,
}

impl Hand {
    const fn code(self) -> u8 {
        match self {
            Self::Taken => b't',
            Self::GivenBack => b'g',
        }
    }
}

/// With a session of its own no shell stops this process for touching the terminal, and no closed window ends it
/// early.
fn leave_session() {
    // The end of a session is told to the group in which this process is for a moment.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGHUP, Arc::default());
    // Whoever leads a group cannot begin a session. Without a session to go into there is none to leave.
    if let Ok(session) = rustix::process::getsid(None) {
        let _ = rustix::process::setpgid(None, Some(session));
    }
    let _ = rustix::process::setsid();
}

/// Waits until the program that started this process is gone. Returns in whose hands the terminal was then.
pub(super) fn wait() -> Hand {
    leave_session();
    // With a name of its own `killall` finds the program alone.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::set_name(c"terminal-keeper");
    let mut hand = Hand::Taken;
    for told in io::stdin().lock().bytes() {
        match told {
            Ok(told) if told == Hand::GivenBack.code() => hand = Hand::GivenBack,
            Ok(_) => hand = Hand::Taken,
            Err(_) => break,
        }
    }
    hand
}
