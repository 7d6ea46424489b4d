//! Input and output of [`update`](super::update::update).

use crate::desk::command::Command;
use crate::desk::job::Loaded;
use crate::desk::outcome::Done;
use crate::desk::refusal::Refusal;
use crate::domain::Moment;
use crate::house::fresh::Fresh;
use crate::keymap::chord::Chord;
use crate::reports::filling::{FillOrder, FilledForm};
use crate::reports::order::MadeReport;
use crate::screens::effect::Job;
use crate::screens::trends::state::Shown;
use crate::ui::click::Click;

/// An event from outside, or the result of a job.
#[derive(Debug)]
pub enum Message {
    /// A key press.
    Key(Chord),
    /// Pasted text, including control characters.
    Paste(String),
    /// A code typed at scanner speed and ended with Enter, without the Enter.
    Scan(String),
    /// A click on a clickable area.
    Click(Click),
    /// Wheel movement in lines; negative is up.
    Wheel(i32),
    /// The minute of the clock changed.
    Minute(Moment),
    /// A command was done; `Fresh` holds the parts of the home read again.
    Done(Box<Command>, Done, Box<Fresh>),
    /// A command was done, but the home could not be read again; the reason.
    DoneUnread(Refusal),
    /// A command was refused.
    Refused(Box<Command>, Refusal),
    /// A job waits for a director's approval; it is done again with one.
    Unapproved(Box<Job>),
    /// A job writes a file that names children, in a home with locks: it is done again with a password for it.
    Uncovered(Box<Job>),
    /// Data was read.
    Loaded(Loaded),
    /// A page of the trends was read, in answer to the question of this number.
    Answered(u64, Box<Shown>),
    /// The question of this number could not be answered.
    Unanswered(u64, Refusal),
    /// A report was made, or wants something; it is not written yet.
    Reported(Box<MadeReport>),
    /// A form was filled, or why not, in words; it is not written yet.
    Filled(Box<FillOrder>, Result<Box<FilledForm>, String>),
    /// Data could not be read.
    Failed(Refusal),
    /// The home could not be read, so nothing is known of it.
    Unread(Refusal),
}
