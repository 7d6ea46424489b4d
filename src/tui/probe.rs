//! Asks the terminal for the checkup: its size, and how many cells it gives to signs.
//!
//! Only before the screens open: while they are open, their reader takes every answer.

use crate::desk::doctor::check::Obstacle;
use crate::desk::doctor::facts::{Measured, SIGNS, TerminalFacts, Widths};
use crate::ui::symbols::Symbols;
use ratatui::crossterm::cursor::{MoveToColumn, position};
use ratatui::crossterm::execute;
use ratatui::crossterm::style::Print;
use ratatui::crossterm::terminal::{Clear, ClearType, disable_raw_mode, enable_raw_mode, size};
use std::io::{self, IsTerminal};
use std::sync::mpsc;
use std::time::Duration;

/// How long the terminal may take to answer. A terminal on this computer takes milliseconds.
const PATIENCE: Duration = Duration::from_millis(1500);

/// The signs of the screens by name, to be compared by eye.
pub(crate) fn signs() -> Vec<(&'static str, String)> {
    Symbols::UNICODE.signs()
}

/// Adds what the standard streams and the system say, without asking the terminal.
pub(crate) fn look(facts: &mut TerminalFacts) {
    facts.output = io::stdout().is_terminal();
    facts.input = io::stdin().is_terminal();
    if facts.output {
        facts.size = size().map_err(|_| Obstacle::NoAnswer);
    }
}

/// Draws signs in the current line, asks where the cursor is, and clears the line again. Asks only if
/// input and output are a terminal: a query without a keyboard is never answered.
pub(crate) fn measure_widths(facts: &mut TerminalFacts) {
    if facts.output && facts.input {
        facts.widths = widths();
    }
}

fn widths() -> Measured<Widths> {
    let restore = Restore;
    let (sender, answer) = mpsc::channel();
    // The library waits longer than a person likes, and for ever if the terminal is gone.
    std::thread::spawn(move || {
        let measured = enable_raw_mode().and_then(|()| {
            Ok(Widths {
                signs: cells(Symbols::UNICODE.inside)?,
                lines: cells(Symbols::UNICODE.rule)?,
            })
        });
        // The receiver is gone if the answer came too late.
        let _ = sender.send(measured.ok());
    });
    let measured = answer.recv_timeout(PATIENCE).ok().flatten();
    drop(restore);
    measured.ok_or(Obstacle::NoAnswer)
}

/// Cells that the sign takes, [`SIGNS`] times.
fn cells(sign: &str) -> io::Result<u16> {
    let signs = sign.repeat(usize::from(SIGNS));
    execute!(io::stdout(), MoveToColumn(0), Print(signs))?;
    Ok(position()?.0)
}

/// Clears the line and leaves raw mode on drop.
struct Restore;

impl Drop for Restore {
    fn drop(&mut self) {
        // A closed terminal cannot be restored.
        let clear = Clear(ClearType::CurrentLine);
        let _ = execute!(io::stdout(), MoveToColumn(0), clear);
        let _ = disable_raw_mode();
    }
}
