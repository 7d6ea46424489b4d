//! The program in a pseudo-terminal. Nothing here sleeps: a wait ends when the screen shows the
//! expected text, and a timeout prints the screen.

use super::{Place, program};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// Timeout for a debug build on a busy machine; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// State shared by the reader thread and the test.
struct Shown {
    parser: vt100::Parser,
    /// What the screens showed when they gave the terminal back.
    last: String,
    closed: bool,
}

/// Ends the screens of a program.
const LEAVES: &[u8] = b"\x1b[?1049l";

impl Shown {
    fn process(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        self.note_last();
        while let Some(at) = rest.windows(LEAVES.len()).position(|part| part == LEAVES) {
            let (before, leaving) = rest.split_at(at);
            self.parser.process(before);
            self.note_last();
            let (leaves, after) = leaving.split_at(LEAVES.len());
            self.parser.process(leaves);
            rest = after;
        }
        self.parser.process(rest);
    }

    fn note_last(&mut self) {
        if self.parser.screen().alternate_screen() {
            self.last = self.parser.screen().contents();
        }
    }
}

type Shared = Arc<(Mutex<Shown>, Condvar)>;

/// A running program and its screen.
pub(crate) struct Pty {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    shared: Shared,
}

impl Pty {
    /// Starts the program on a place, in a terminal of this many columns and rows.
    pub(crate) fn start(place: &Place, arguments: &[&str], columns: u16, rows: u16) -> Self {
        Self::start_through(&[], place, arguments, (columns, rows))
    }

    /// The same through another program, which gets ours and its arguments.
    pub(crate) fn start_through(
        wrapper: &[&str],
        place: &Place,
        arguments: &[&str],
        (columns, rows): (u16, u16),
    ) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut all = wrapper.iter().copied().chain([program()]);
        let mut command = CommandBuilder::new(all.next().unwrap());
        command.args(all);
        for name in super::LEAKS {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        command.env("HOME", place.folder.path());
        command.env("DOORLIGHT_STICKS", place.sticks());
        command.env("DOORLIGHT_ACCOUNT", place.account());
        command.args(place.common_arguments());
        command.args(arguments);
        let child = pair.slave.spawn_command(command).unwrap();
        // Close our end of the slave, or the reader never sees the end.
        drop(pair.slave);
        let shown = Shown {
            parser: vt100::Parser::new(cells(rows), cells(columns), 0),
            last: String::new(),
            closed: false,
        };
        let shared: Shared = Arc::new((Mutex::new(shown), Condvar::new()));
        read(pair.master.try_clone_reader().unwrap(), Arc::clone(&shared));
        let keyboard = pair.master.take_writer().unwrap();
        Self {
            master: pair.master,
            keyboard,
            child,
            shared,
        }
    }

    /// Presses keys: names of keys or text, separated by spaces, such as `F3 lxm enter ctrl-z`.
    pub(crate) fn type_keys(&mut self, script: &str) {
        for key in script.split_whitespace().flat_map(key_bytes) {
            self.keyboard.write_all(&key).unwrap();
            self.keyboard.flush().unwrap();
        }
    }

    /// Types text literally, spaces included.
    pub(crate) fn type_text(&mut self, text: &str) {
        self.keyboard.write_all(text.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Waits until the screen shows this text.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait(&format!("“{text}” on the screen"), |screen| {
            screen.contents().contains(text)
        });
    }

    /// Waits until the screen no longer shows this text.
    pub(crate) fn wait_gone(&self, text: &str) {
        self.wait(&format!("“{text}” gone"), |screen| {
            !screen.contents().contains(text)
        });
    }

    /// Waits until the screen satisfies a condition; `wanted` describes it for the message.
    pub(crate) fn wait(&self, wanted: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let (lock, changed) = &*self.shared;
        let mut shown = lock.lock().unwrap();
        while !is_so(shown.parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            if shown.closed || left.is_zero() {
                let screen = shown.parser.screen().contents();
                let why = if shown.closed {
                    "the program ended"
                } else {
                    "time is up"
                };
                drop(shown);
                panic!("waited for {wanted}, but {why}. The screen:\n{screen}\n");
            }
            shown = changed.wait_timeout(shown, left).unwrap().0;
        }
    }

    /// Resizes the terminal.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.shared
            .0
            .lock()
            .unwrap()
            .parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Sends the program a signal by its name, such as `TSTP`.
    pub(crate) fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        let mut kill = Command::new("kill");
        let sent = kill.args([&format!("-{name}"), &pid]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits until the system has stopped the program.
    #[cfg(target_os = "linux")]
    pub(crate) fn wait_stopped(&self) {
        let state = format!("/proc/{}/stat", self.child.process_id().unwrap());
        let deadline = Instant::now() + PATIENCE;
        // The state stands behind the program's name, which stands in brackets.
        while !std::fs::read_to_string(&state).unwrap().contains(") T ") {
            assert!(Instant::now() < deadline, "it was not stopped");
            std::thread::yield_now();
        }
    }

    /// Changes the terminal as a shell does: clears the screen that is shown and writes a text.
    pub(crate) fn spoil(&self, text: &str) {
        let (lock, changed) = &*self.shared;
        let text = format!("\x1b[2J\x1b[?25h{text}");
        lock.lock().unwrap().parser.process(text.as_bytes());
        changed.notify_all();
    }

    /// Whether the terminal gives keys line by line, as a shell wants it.
    pub(crate) fn is_cooked(&self) -> bool {
        let modes = self.master.get_termios().unwrap();
        format!("{:?}", modes.local_flags).contains("ICANON")
    }

    /// Kills the program without warning, as a power cut would; returns what the screen showed.
    pub(crate) fn kill(mut self) -> String {
        // The library's own kill sends a hangup first, which lets the program clean up.
        let pid = self.child.process_id().unwrap().to_string();
        let killed = Command::new("kill").args(["-KILL", &pid]).status().unwrap();
        assert!(killed.success());
        self.child.wait().unwrap();
        self.left().last
    }

    /// Waits until the program ends by itself; returns its exit code and the terminal's state.
    pub(crate) fn ended(mut self) -> (u32, Left) {
        // First, because it is waited for with patience: a program that asks something never ends.
        let left = self.left();
        let code = self.child.wait().unwrap().exit_code();
        (code, left)
    }

    /// The terminal's state after the program has ended and all of its output was read.
    fn left(&self) -> Left {
        let (lock, changed) = &*self.shared;
        let shown = lock.lock().unwrap();
        let (shown, waited) = changed
            .wait_timeout_while(shown, PATIENCE, |shown| !shown.closed)
            .unwrap();
        assert!(
            !waited.timed_out(),
            "the program does not end. The screen:\n{}",
            shown.parser.screen().contents()
        );
        let screen = shown.parser.screen();
        let held = [
            (screen.alternate_screen(), "the alternate screen"),
            (screen.hide_cursor(), "the cursor"),
            (screen.bracketed_paste(), "pastes in brackets"),
            (!self.is_cooked(), "raw keys"),
        ];
        let held = held.iter().filter(|(is_held, _)| *is_held);
        let held = held.map(|(_, what)| *what).collect();
        Left {
            text: screen.contents(),
            last: shown.last.clone(),
            held,
        }
    }
}

/// State of the terminal after the program.
#[derive(Debug)]
pub(crate) struct Left {
    pub text: String,
    /// What the screens showed last.
    pub last: String,
    /// What of the terminal was not given back.
    pub held: Vec<&'static str>,
}

impl Drop for Pty {
    fn drop(&mut self) {
        // A failed test must not leave its program running; killing an ended one is harmless.
        let _ = self.child.kill();
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has at least one cell")
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn read(mut from: Box<dyn Read + Send>, shared: Shared) {
    std::thread::spawn(move || {
        let (lock, changed) = &*shared;
        let mut bytes = [0; 8192];
        let mut waiting = Vec::new();
        // Linux reports the end of a pseudo-terminal as an error.
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            waiting.extend_from_slice(&bytes[..count]);
            lock.lock().unwrap().process(&seen(&mut waiting));
            changed.notify_all();
        }
        lock.lock().unwrap().closed = true;
        changed.notify_all();
    });
}

/// What came, with a question mark for each U+FFFD: the emulator drops that character, where terminals draw a cell.
/// One that has come in part keeps waiting.
fn seen(waiting: &mut Vec<u8>) -> Vec<u8> {
    const UNKNOWN: &[u8] = "\u{FFFD}".as_bytes();
    let begun = (1..UNKNOWN.len())
        .rev()
        .find(|length| waiting.ends_with(&UNKNOWN[..*length]));
    let kept = waiting.split_off(waiting.len() - begun.unwrap_or(0));
    let came = std::mem::replace(waiting, kept);
    let mut shown = Vec::with_capacity(came.len());
    let mut rest = came.as_slice();
    while let Some((first, after)) = rest.split_first() {
        if let Some(after) = rest.strip_prefix(UNKNOWN) {
            shown.push(b'?');
            rest = after;
        } else {
            shown.push(*first);
            rest = after;
        }
    }
    shown
}

/// Bytes that a terminal sends for a named key, or for each character of a text.
pub(crate) fn key_bytes(piece: &str) -> Vec<Vec<u8>> {
    let lower = piece.to_ascii_lowercase();
    let named = match lower.as_str() {
        "enter" => "\r",
        "esc" => "\x1b",
        "tab" => "\t",
        "backtab" => "\x1b[Z",
        "space" => " ",
        "backspace" => "\x7f",
        "delete" => "\x1b[3~",
        "up" => "\x1b[A",
        "down" => "\x1b[B",
        "right" => "\x1b[C",
        "left" => "\x1b[D",
        "home" => "\x1b[H",
        "end" => "\x1b[F",
        "pageup" => "\x1b[5~",
        "pagedown" => "\x1b[6~",
        "f1" => "\x1bOP",
        "f2" => "\x1bOQ",
        "f3" => "\x1bOR",
        "f4" => "\x1bOS",
        "f5" => "\x1b[15~",
        "f6" => "\x1b[17~",
        "f7" => "\x1b[18~",
        "f8" => "\x1b[19~",
        "f9" => "\x1b[20~",
        "f10" => "\x1b[21~",
        "f11" => "\x1b[23~",
        "f12" => "\x1b[24~",
        _ => "",
    };
    if !named.is_empty() {
        return vec![named.as_bytes().to_vec()];
    }
    if let Some(&[letter]) = lower.strip_prefix("ctrl-").map(str::as_bytes) {
        return vec![vec![letter & 0x1f]];
    }
    piece
        .chars()
        .map(|typed| typed.to_string().into_bytes())
        .collect()
}
