//! Takes over the terminal and restores it on every way out.
//!
//! Alternate screen, raw mode, mouse and paste reports: [`Guard`] switches off on drop what is
//! switched on here, whether the program ends, fails, or unwinds from a panic. Where nothing of the program is left to
//! do it (killed alone, stack overflow, out of memory), on Unix another process of it does (`keeper`).

use crate::i18n::Lang;
#[cfg(unix)]
use crate::t;
use ratatui::DefaultTerminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::Show;
#[cfg(unix)]
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
#[cfg(windows)]
use ratatui::crossterm::event::{DisableMouseCapture, EnableMouseCapture};
use ratatui::crossterm::queue;
#[cfg(unix)]
use ratatui::crossterm::style::Print;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
#[cfg(unix)]
use std::io::IsTerminal as _;
use std::io::{self, Write};
use std::mem::ManuallyDrop;

#[cfg(unix)]
use super::keeper::{self, Before, Hand, Keeper};

/// Holds the terminal; restores it on drop.
#[derive(Debug)]
pub(crate) struct Guard {
    /// Where frames are drawn. Never dropped: it would show the cursor, which `_restore` does anyway, and complain on a standard
    /// error that is gone with a closed window.
    pub terminal: ManuallyDrop<DefaultTerminal>,
    /// Whether the program stopped and took the terminal again, and the system has not said yet that it
    /// goes on.
    is_back: bool,
    /// Restores the terminal even if something fails between taking over and drawing.
    _restore: Restore,
    /// Restores it when this process cannot. Told last, when all is given back.
    #[cfg(unix)]
    keeper: Option<Keeper>,
    #[cfg(unix)]
    before: Option<Before>,
}

/// What the system asks for between beginning and end.
#[cfg_attr(windows, expect(dead_code, reason = "Windows stops no program"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    /// To stop until it is told to go on.
    Stop,
    /// To go on after a stop, whoever stopped it.
    GoOn,
}

impl Guard {
    /// From here on the terminal is given back even if the program is killed. Takes a millisecond or two, so it comes
    /// after the first frame.
    #[cfg(unix)]
    pub(super) fn keep(&mut self, lang: Lang) {
        self.keeper = self.before.and_then(|before| Keeper::start(before, lang));
    }

    #[cfg(unix)]
    fn tell(&mut self, is_taken: bool) {
        let hand = if is_taken {
            Hand::Taken
        } else {
            Hand::GivenBack
        };
        if let Some(keeper) = &mut self.keeper {
            keeper.tell(hand);
        }
    }

    /// A Windows console has its modes back when the program is gone.
    #[cfg(not(unix))]
    pub(super) fn keep(&mut self, _: Lang) {}

    #[cfg(not(unix))]
    fn tell(&mut self, _: bool) {}

    /// Gives the terminal back while the program is stopped; then takes it again. All is drawn anew.
    pub(crate) fn hold(&mut self, hold: Hold) -> io::Result<()> {
        match hold {
            // It has the terminal since its own stop: to take it twice would lose where the cursor was.
            Hold::GoOn if std::mem::take(&mut self.is_back) => return Ok(()),
            Hold::Stop => {
                give_back();
                self.tell(false);
                stop()?;
                self.is_back = true;
            }
            // Stopped by force (`kill -STOP`), with the terminal in hand: the shell has changed it since.
            Hold::GoOn => give_back(),
        }
        enable_raw_mode()?;
        let mut out = io::stdout();
        self.tell(true);
        take_over(&mut out)?;
        queue!(out, Clear(ClearType::All))?;
        // A new one, because it knows of nothing that is drawn. `clear` of the old one asks the terminal
        // where the cursor is, and the answer would be read as keys.
        self.terminal = ManuallyDrop::new(ratatui::Terminal::new(CrosstermBackend::new(out))?);
        Ok(())
    }
}

#[derive(Debug)]
struct Restore;

impl Drop for Restore {
    fn drop(&mut self) {
        give_back();
    }
}

fn give_back() {
    // A closed terminal cannot be restored.
    let _ = disable_raw_mode();
    let _ = leave(&mut io::stdout());
}

/// Gives the terminal back for a program that is gone without having done it, whose second process this is.
#[cfg(unix)]
pub(crate) fn keep(before: &[String], lang: Lang) {
    // Somebody may have typed the task by hand.
    let Some(before) = Before::parse(before).filter(|_| !io::stdin().is_terminal()) else {
        return;
    };
    if keeper::wait() == Hand::GivenBack {
        return;
    }
    // The window may be closed by now; then nobody misses it.
    let mut out = io::stdout();
    let _ = before.set();
    let _ = leave(&mut out);
    let _ = writeln!(out, "{}", t!(lang, "ended-by-force"));
}

/// Takes over the terminal.
pub(crate) fn enter() -> io::Result<Guard> {
    #[cfg(unix)]
    let before = Before::read();
    let restore = Restore;
    enable_raw_mode()?;
    let mut out = io::stdout();
    take_over(&mut out)?;
    Ok(Guard {
        terminal: ManuallyDrop::new(ratatui::Terminal::new(CrosstermBackend::new(out))?),
        is_back: false,
        _restore: restore,
        #[cfg(unix)]
        keeper: None,
        #[cfg(unix)]
        before,
    })
}

/// Requests reports of buttons and wheel only. The library also requests mouse moves, and each
/// would wake the program.
#[cfg(unix)]
const MOUSE_ON: Print<&str> = Print("\u{1b}[?1000h\u{1b}[?1006h");
#[cfg(unix)]
const MOUSE_OFF: Print<&str> = Print("\u{1b}[?1006l\u{1b}[?1000l");
#[cfg(windows)]
const MOUSE_ON: EnableMouseCapture = EnableMouseCapture;
#[cfg(windows)]
const MOUSE_OFF: DisableMouseCapture = DisableMouseCapture;

fn take_over(out: &mut impl Write) -> io::Result<()> {
    queue!(out, EnterAlternateScreen, MOUSE_ON)?;
    // On Windows the console delivers a paste as keys, and bracketed paste makes some consoles turn
    // Enter into Ctrl-Enter: https://github.com/crossterm-rs/crossterm/issues/962
    #[cfg(unix)]
    queue!(out, EnableBracketedPaste)?;
    out.flush()
}

fn leave(out: &mut impl Write) -> io::Result<()> {
    #[cfg(unix)]
    queue!(out, DisableBracketedPaste)?;
    queue!(out, MOUSE_OFF, LeaveAlternateScreen, Show)?;
    out.flush()
}

/// Calls `tell` when the system asks the program to end, or the terminal's window is closed (`None`), and
/// when it asks it to stop or to go on. In raw mode no key does: others send these signals.
#[cfg(unix)]
pub(crate) fn on_signal(tell: impl Fn(Option<Hold>) + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;
    let all = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT];
    let mut signals = Signals::new(all)?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            tell(match signal {
                SIGTSTP => Some(Hold::Stop),
                SIGCONT => Some(Hold::GoOn),
                _ => None,
            });
        }
    });
    Ok(())
}

/// Stops the whole program; returns when it goes on.
#[cfg(unix)]
fn stop() -> io::Result<()> {
    signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)
}

/// Windows ends a program together with its window; every step is on disk by then. It stops none.
#[cfg(not(unix))]
pub(crate) fn on_signal(tell: impl Fn(Option<Hold>) + Send + 'static) -> io::Result<()> {
    drop(tell);
    Ok(())
}

#[cfg(not(unix))]
fn stop() -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).expect("memory takes every byte");
        String::from_utf8(out).expect("sequences are ASCII")
    }

    #[test]
    fn everything_that_is_switched_on_is_switched_off_again() {
        let on = written(take_over);
        let off = written(leave);
        let modes: Vec<&str> = on.split("\u{1b}[?").skip(1).collect();
        assert!(modes.len() >= 3, "{on:?}");
        for mode in modes {
            let number = mode.trim_end_matches('h');
            assert!(
                off.contains(&format!("\u{1b}[?{number}l")),
                "{number}: {off:?}"
            );
        }
    }

    #[test]
    fn the_cursor_is_shown_again() {
        assert!(written(leave).contains("\u{1b}[?25h"));
    }
}
