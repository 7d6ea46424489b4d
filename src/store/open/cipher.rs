//! Files that are encrypted as a whole, page by page: the key of a file, and how a file is told from a plain one.
//!
//! One cipher, AEGIS, with a random key of 32 bytes, from which nothing is derived. Each page carries a tag that a change by
//! another program does not fit. The first 16 bytes of a file are random and the same in all copies under one key
//! (its *mark*), so they say which key a file needs without saying anything about it.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, ffi};
use std::fmt;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The keys under which files of a home may be encrypted, the present one first. None opens only plain files.
#[derive(Clone, Default)]
pub(crate) struct FileKeys(Arc<[FileKey]>);

/// A key of 32 bytes as hexadecimal digits, as `SQLite` wants it. Wiped from memory with the last value that holds it; what
/// `SQLite` copies of it is wiped by nobody until the program ends.
pub(crate) type FileKey = Zeroizing<String>;

impl fmt::Debug for FileKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} keys", self.0.len())
    }
}

impl FileKeys {
    /// These keys, the present one first.
    pub(crate) fn new(keys: Vec<FileKey>) -> Self {
        Self(keys.into())
    }

    /// Whether there is none: the home's files are plain.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Where a file of a home is, and the keys that may open it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) path: &'a Path,
    /// `None` for plain files only.
    pub(crate) keys: Option<&'a FileKeys>,
}

impl<'a, P: AsRef<Path> + ?Sized> From<&'a P> for Place<'a> {
    fn from(path: &'a P) -> Self {
        Self {
            path: path.as_ref(),
            keys: None,
        }
    }
}

impl FileKeys {
    /// A file that these keys may open.
    pub(crate) fn at<'a>(&'a self, path: &'a Path) -> Place<'a> {
        Place {
            path,
            keys: Some(self),
        }
    }
}

impl Place<'_> {
    /// The keys, for as long as the file is open.
    pub(in crate::store) fn own_keys(&self) -> FileKeys {
        self.keys.cloned().unwrap_or_default()
    }
}

/// Opens a file with the key that fits it. A file that does not exist yet gets the present one.
///
/// If none fits, the connection is one without a key, and whoever reads from it is told that this is no database.
pub(super) fn open_with_key(
    place: Place<'_>,
    open: impl Fn() -> rusqlite::Result<Connection>,
) -> rusqlite::Result<Connection> {
    for key in place.keys.iter().flat_map(|keys| keys.0.iter()) {
        let conn = open()?;
        // With a key that does not fit, nothing must be moved from the log into the file.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        unlock(&conn, key)?;
        if !is_refused(&conn) {
            conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
            return Ok(conn);
        }
    }
    open()
}

fn unlock(conn: &Connection, key: &FileKey) -> rusqlite::Result<()> {
    conn.execute_batch("PRAGMA cipher = 'aegis'")?;
    let sql = Zeroizing::new(format!("PRAGMA key = \"raw:{}\"", key.as_str()));
    conn.execute_batch(&sql)
        .map_err(|error| without_text(&error))
}

/// An error without its text, in which a key can stand.
pub(super) fn without_text(error: &rusqlite::Error) -> rusqlite::Error {
    let code = error.sqlite_error().copied();
    let code = code.unwrap_or_else(|| ffi::Error::new(ffi::SQLITE_ERROR));
    rusqlite::Error::SqliteFailure(code, None)
}

/// Whether the first page does not fit the key. Whatever else is wrong is found by whoever reads on.
fn is_refused(conn: &Connection) -> bool {
    let read = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    read.is_err_and(|error| error.sqlite_error_code() == Some(ErrorCode::NotADatabase))
}

/// Name of a file as `VACUUM INTO` takes it, to be made under the first of its keys, or plain without one.
pub(super) fn target(place: Place<'_>) -> Zeroizing<String> {
    let key = place.keys.and_then(|keys| keys.0.first());
    let end = key.map_or_else(
        || Zeroizing::new("key=".to_owned()),
        |key| Zeroizing::new(format!("cipher=aegis&key=raw:{}", key.as_str())),
    );
    Zeroizing::new(format!("{}?{}", address(place.path), end.as_str()))
}

/// The address of a file, for what cannot be said by a path.
pub(super) fn address(path: &Path) -> String {
    // A relative name in an address would begin at the root.
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let name = whole.to_string_lossy();
    let name = name
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    // On Windows a path begins with a drive, and has the other slash.
    let name = name.replace('\\', "/");
    let root = if name.starts_with('/') { "" } else { "/" };
    format!("file://{root}{name}")
}

/// What the first bytes of a file say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begin {
    /// A plain database.
    Plain,
    /// A database under the key with this mark.
    Encrypted([u8; 16]),
    /// Something else.
    Other,
}

/// Reads how a file begins; [`Begin::Other`] also for one that is too short.
///
/// Only for a file that no connection of this program has open: closing it again would release their locks.
pub(crate) fn begin_of(path: &Path) -> std::io::Result<Begin> {
    let mut begin = Vec::new();
    std::fs::File::open(path)?
        .take(BEGIN as u64)
        .read_to_end(&mut begin)?;
    Ok(begin_in(&begin))
}

/// Number of bytes that tell.
const BEGIN: usize = 24;

fn begin_in(bytes: &[u8]) -> Begin {
    let (Some(mark), Some(sizes)) = (bytes.first_chunk::<16>(), bytes.get(18..BEGIN)) else {
        return Begin::Other;
    };
    if mark == b"SQLite format 3\0" {
        return Begin::Plain;
    }
    // The cipher leaves the sizes of pages and cells readable: 64 bytes of each page are its own, and these numbers are
    // the same in every database.
    match sizes {
        [1 | 2, 1 | 2, 64, 64, 32, 32] => Begin::Encrypted(*mark),
        _ => Begin::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_a_plain_file_from_an_encrypted_one() {
        let mut plain = b"SQLite format 3\0".to_vec();
        assert_eq!(begin_in(&plain), Begin::Other, "too short");
        plain.extend([16, 0, 2, 2, 0, 64, 32, 32]);
        assert_eq!(begin_in(&plain), Begin::Plain);
        let mut other = vec![7; 18];
        other.extend([2, 2, 64, 64, 32, 32]);
        assert_eq!(begin_in(&other), Begin::Encrypted([7; 16]));
        assert_eq!(begin_in(&[7; 64]), Begin::Other);
        assert_eq!(begin_in(b""), Begin::Other);
    }

    #[test]
    fn what_is_printed_of_keys_is_their_number() {
        let keys = FileKeys::new(vec![Zeroizing::new("ab".repeat(32))]);
        assert_eq!(format!("{keys:?}"), "1 keys");
    }
}
