//! What comes in and what goes out of [`update`](super::update::update).

use crate::desk::command::Command;
use crate::desk::job::Loaded;
use crate::desk::outcome::Done;
use crate::desk::refusal::Refusal;
use crate::domain::Moment;
use crate::house::fresh::Fresh;
use crate::keymap::chord::Chord;
use crate::ui::click::Click;

/// Something that happened, outside or as the outcome of an effect.
#[derive(Debug)]
pub enum Message {
    /// A key.
    Key(Chord),
    /// Text pasted into the terminal, control characters and all.
    Paste(String),
    /// A code that came at the speed of a scanner and ended with Enter.
    Scan(String),
    /// A mouse button on something that can be clicked.
    Click(Click),
    /// The wheel: lines down, negative for up.
    Wheel(i32),
    /// The clock shows another minute.
    Minute(Moment),
    /// A command was done; what it changed was read again.
    Done(Box<Command>, Done, Box<Fresh>),
    /// A command was not done.
    Refused(Box<Command>, Refusal),
    /// Something that was asked for has been read.
    Loaded(Loaded),
    /// Something that was asked for could not be read.
    Failed(Refusal),
}
