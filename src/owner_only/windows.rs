//! Rights as lists of accounts, set and shown by the system's own `icacls`: the standard library knows none, and calls of
//! our own would need `unsafe`.

use super::acl;
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::windows::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Starts a console program without a window.
const CREATE_NO_WINDOW: u32 = 0x0800_0000;

/// Gives a folder, with all that lies and will lie in it, to this account, the system and the administrators. What the
/// folder above lets others do ends; what somebody gave another account on this very folder stays. A disk that has no such
/// rights is no error: [`others_may_read`] tells it.
pub(crate) fn folder(folder: &Path) -> io::Result<()> {
    if let Err(error) = narrow(folder) {
        tracing::warn!(%error, "the rights of a folder");
    }
    Ok(())
}

/// A copy keeps the list of its folder: on a stick it must open on another PC, which does not know this account.
#[expect(clippy::unnecessary_wraps, reason = "one signature for all systems")]
pub(crate) fn copy(_copy: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes a file that must not be there yet, with the list of its folder.
pub(crate) fn new_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Whether another account may read the folder or anything in it. `Unsupported` when the system does not tell.
pub(crate) fn others_may_read(folder: &Path) -> io::Result<bool> {
    let own = own_account()?;
    let place = tempfile::tempdir()?;
    let saved = place.path().join("rights");
    // Names of accounts are in the language of the PC; what `/save` writes is the same on all. `/T`: and all below it.
    let mut asked: Vec<OsString> = vec![absolute(folder)?, "/save".into(), saved.clone().into()];
    asked.extend(["/T", "/C", "/Q"].map(OsString::from));
    run("icacls.exe", &asked)?;
    let lists = std::fs::read(saved).map_err(|_| unsupported())?;
    acl::lets_others_in(&lists, &own).ok_or_else(unsupported)
}

fn narrow(folder: &Path) -> io::Result<()> {
    let mut asked: Vec<OsString> = vec![absolute(folder)?, "/inheritance:r".into()];
    for grant in acl::grants(&own_account()?) {
        asked.extend(["/grant:r".into(), grant.into()]);
    }
    asked.push("/Q".into());
    run("icacls.exe", &asked).map(drop)
}

/// The number of the account. Its name may be ambiguous, and may be one that a console cannot write.
fn own_account() -> io::Result<String> {
    let asked = ["/user", "/fo", "csv", "/nh"].map(OsString::from);
    let told = run("whoami.exe", &asked)?;
    acl::own_account(&told).ok_or_else(unsupported)
}

/// A relative path that begins like an option would be taken for one.
fn absolute(folder: &Path) -> io::Result<OsString> {
    Ok(std::path::absolute(folder)?.into_os_string())
}

/// Runs a tool of the system by its full path, so that no other of its name is found, and returns what it writes.
fn run(tool: &str, asked: &[OsString]) -> io::Result<Vec<u8>> {
    let system = std::env::var_os("SystemRoot").ok_or_else(unsupported)?;
    let output = Command::new(PathBuf::from(system).join("System32").join(tool))
        .args(asked)
        .stdin(Stdio::null())
        .creation_flags(CREATE_NO_WINDOW)
        .output()?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(io::Error::other(format!("{tool}: {}", output.status)))
    }
}

fn unsupported() -> io::Error {
    io::Error::from(ErrorKind::Unsupported)
}
