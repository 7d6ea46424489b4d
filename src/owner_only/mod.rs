//! Folders and files for the account in which the program runs, and whether others may read them.
//!
//! Unix has modes. Windows has lists of accounts, which its own tools set and show; new files take the list of their folder.

#[cfg(any(windows, test))]
mod acl;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(crate) use unix::{copy, folder, new_file, others_may_read};
#[cfg(windows)]
pub(crate) use windows::{copy, folder, new_file, others_may_read};
