//! Writing into the home's file past the program, as somebody does who knows how it is made.

use rusqlite::{Connection, Row, params};
use sha2::{Digest, Sha256};
use std::path::Path;

/// Writes into a file without its guards and puts them back, so that its schema is as before.
pub(super) fn write_past_the_guards(file: &Path, write: impl FnOnce(&Connection)) {
    let file = Connection::open(file).unwrap();
    let mut statement = file
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap();
    let guards = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let guards: Vec<(String, String)> = guards.unwrap().map(Result::unwrap).collect();
    drop(statement);
    for (name, _) in &guards {
        file.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    write(&file);
    for (_, sql) in &guards {
        file.execute_batch(sql).unwrap();
    }
}

/// Computes every hash of the journal anew, as the program computes them. All entries must be loose.
pub(super) fn recompute(file: &Connection) {
    let packed: i64 = file
        .query_row("SELECT count(*) FROM segment", [], |row| row.get(0))
        .unwrap();
    assert_eq!(packed, 0, "packed entries are not recomputed here");
    let sql = "SELECT seq, CAST(at AS TEXT), actor, subject, undoes, deed, open, private
        FROM journal ORDER BY seq";
    let mut statement = file.prepare(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut previous: Vec<u8> = Vec::new();
    let mut hashes: Vec<(i64, Vec<u8>)> = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        previous = hash(row, &previous);
        hashes.push((row.get(0).unwrap(), previous.clone()));
    }
    for (seq, hash) in hashes {
        let sql = "UPDATE journal SET hash = ?2 WHERE seq = ?1";
        file.execute(sql, params![seq, hash]).unwrap();
    }
}

/// The hash of an entry; `store/journal/hash.rs` says what it covers.
fn hash(row: &Row<'_>, previous: &[u8]) -> Vec<u8> {
    let seq: i64 = row.get(0).unwrap();
    let (at, deed): (String, String) = (row.get(1).unwrap(), row.get(5).unwrap());
    let open: String = row.get(6).unwrap();
    let private: Option<String> = row.get(7).unwrap();
    let mut hasher = Sha256::new();
    hasher.update(previous);
    hasher.update(seq.to_le_bytes());
    feed(&mut hasher, Some(&at));
    for place in [2, 3, 4] {
        let number: Option<i64> = row.get(place).unwrap();
        feed(&mut hasher, number.map(|one| one.to_string()).as_deref());
    }
    feed(&mut hasher, Some(&deed));
    hasher.update(Sha256::digest(open));
    match private {
        None => hasher.update([0]),
        Some(text) => {
            hasher.update([1]);
            hasher.update(seal(&text));
        }
    }
    hasher.finalize().to_vec()
}

/// The seal of a private text: over the seals of its lines, of which each has a salt at its end.
fn seal(text: &str) -> Vec<u8> {
    let mut all = Sha256::new();
    for line in text.lines() {
        let (said, salt) = line.rsplit_once(" ~").unwrap();
        let digits = salt.as_bytes().chunks_exact(2);
        let salt = digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16));
        let salt: Vec<u8> = salt.map(Result::unwrap).collect();
        all.update(Sha256::digest([salt.as_slice(), said.as_bytes()].concat()));
    }
    all.finalize().to_vec()
}

/// Adds a part with its length.
pub(super) fn feed(hasher: &mut Sha256, part: Option<&str>) {
    match part {
        None => hasher.update([0]),
        Some(text) => {
            hasher.update([1]);
            hasher.update((text.len() as u64).to_le_bytes());
            hasher.update(text);
        }
    }
}
