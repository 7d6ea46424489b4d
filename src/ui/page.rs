//! A page to be read line by line, as a popup.

/// A page and how far it is scrolled.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Title.
    pub title: String,
    /// Lines; one may be longer than the screen is wide.
    pub lines: Vec<String>,
    /// The line at the top.
    pub top: usize,
}
