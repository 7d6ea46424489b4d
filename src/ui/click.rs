//! Click targets.

use crate::keymap::chord::Chord;

/// The target of a click.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Click {
    /// A label of a key, such as a tab or a footer hint.
    Key(Chord),
    /// A row of the focused list, counted from 0.
    Row(usize),
    /// A field of the focused form, counted from 0.
    Field(usize),
}
