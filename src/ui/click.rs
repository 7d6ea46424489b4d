//! What a click means: what was drawn where it hit.

use crate::keymap::chord::Chord;

/// The target of a click.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Click {
    /// A label that stands for a key, such as a tab or a footer hint.
    Key(Chord),
    /// A row of the list that has the focus, counted from 0.
    Row(usize),
    /// A field of the form that has the focus, counted from 0.
    Field(usize),
}
