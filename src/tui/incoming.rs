//! What reaches the screens, what it means, and how they end.

use super::draw;
use super::input::Input;
use super::terminal::Hold;
use crate::app::message::Message;
use crate::app::model::Model;
use crate::ui::view_state::ViewState;
use ratatui::Terminal;
use ratatui::backend::Backend;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

/// An event for the loop.
#[derive(Debug)]
pub(crate) enum Incoming {
    /// From the terminal.
    Terminal(ratatui::crossterm::event::Event),
    /// The result of a worker.
    Message(Message),
    /// The job for which the loop waits is done.
    Worked,
    /// The terminal is closed.
    Closed,
    /// The program is to stop (`kill -TSTP`), or goes on after a stop.
    Held(Hold),
}

/// Why the screens ended without the user's wish.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Stopped {
    /// The terminal failed.
    #[error("the terminal does not work")]
    Terminal(#[from] io::Error),
    /// A panic; the path of the report, if one could be written.
    #[error("an error in the program")]
    Crash(Option<PathBuf>),
    /// The home was unlocked, and could not be opened; why, in words.
    #[error("the home was not opened")]
    NotOpened(String),
}

/// Time to wait: what another program writes is seen within a second.
pub(super) const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Draws a model. Returns columns and rows of the terminal.
pub(super) fn draw_frame<B: Backend>(
    model: &mut Model,
    view: &mut ViewState,
    terminal: &mut Terminal<B>,
) -> Result<(u16, u16), B::Error> {
    let shown = &*model;
    let drawn = terminal.draw(|frame| draw::view(shown, view, frame))?;
    let size = (drawn.area.width, drawn.area.height);
    model.page_ends_at(view.page_end, view.pane_end);
    model.today.room = view.body;
    Ok(size)
}

/// Translates an input into a message. A click becomes what was drawn at that cell.
pub(super) fn meaning(input: Input, view: &ViewState) -> Option<Message> {
    match input {
        Input::Key(chord) => Some(Message::Key(chord)),
        Input::Paste(text) => Some(Message::Paste(text)),
        Input::Scan(code) => Some(Message::Scan(code)),
        Input::Click { x, y } => view.click_at(x, y).map(Message::Click),
        Input::Wheel(lines) => Some(Message::Wheel(lines)),
        // The next frame uses the new size anyway.
        Input::Resize => None,
    }
}
