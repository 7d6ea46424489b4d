//! A file of schema 4 with as many steps as are wanted, written as schema 4 wrote them.

use super::chain::feed;
use crate::common::{Place, Tongue, fixture};
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, Transaction, params};
use sha2::{Digest, Sha256};

/// A place whose file is the fixture of schema 4 with `steps` more sign-ins.
pub(super) fn of_schema_4(steps: usize) -> Place {
    let place = Place::empty(Tongue::English).at("2027-12-01T17:00:00+08:00");
    std::fs::create_dir(place.data()).unwrap();
    std::fs::copy(fixture("schema-4.db"), place.file()).unwrap();
    let mut file = Connection::open(place.file()).unwrap();
    // The guard triggers of the file ask for it.
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_INNOCUOUS;
    file.create_scalar_function("journal_open", 0, flags, |_| Ok(true))
        .unwrap();
    let tx = file.transaction().unwrap();
    let mut statement = tx.prepare("SELECT id FROM child ORDER BY id").unwrap();
    let ids = statement.query_map([], |row| row.get(0)).unwrap();
    let children: Vec<String> = ids.map(Result::unwrap).collect();
    drop(statement);
    for step in 0..steps {
        sign_in(&tx, step / children.len(), &children[step % children.len()]);
    }
    tx.commit().unwrap();
    file.close().unwrap();
    place
}

/// Days from one open day to the next, so that the steps fall into many months.
const DAYS_APART: usize = 16;

/// One sign-in on the so many-th open day of 2027: the row, the entry, its change.
fn sign_in(tx: &Transaction<'_>, nth_day: usize, child: &str) {
    let (month, day) = (1 + nth_day * DAYS_APART / 28, 1 + nth_day * DAYS_APART % 28);
    let day = format!("2027-{month:02}-{day:02}");
    let at = format!("{day}T17:00:00+08:00");
    let sql = "INSERT INTO attendance (day, child, stay, mark, in_at, entered_late, untimed)
        VALUES (?1, ?2, 1, 'present', ?3, 0, 0)";
    tx.execute(sql, [&day, child, &at]).unwrap();
    let newest = "SELECT seq, hash, actor FROM journal ORDER BY seq DESC LIMIT 1";
    let (last, previous, actor): (i64, Vec<u8>, String) = tx
        .query_row(newest, [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    let seq = last + 1;
    let key = format!("{day}/{child}/1");
    let after = format!(
        r#"{{"child":"{child}","day":"{day}","entered_late":0,"in_at":"{at}","mark":"present","stay":1,"untimed":0}}"#
    );
    let mut digest = Sha256::new();
    for part in [Some("attendance"), Some(&key), None, Some(&after)] {
        feed(&mut digest, part);
    }
    let digest = digest.finalize();
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(seq.to_le_bytes());
    for part in [
        Some(at.as_str()),
        Some(&actor),
        Some("sign-in"),
        Some(child),
        None,
    ] {
        feed(&mut hash, part);
    }
    hash.update(0_i64.to_le_bytes()); // undoes nothing
    hash.update(digest);
    let sql = "INSERT INTO journal (seq, at, actor, deed, subject, digest, hash)
        VALUES (?1, ?2, ?3, 'sign-in', ?4, ?5, ?6)";
    let (digest, hash) = (digest.to_vec(), hash.finalize().to_vec());
    tx.execute(sql, params![seq, at, actor, child, digest, hash])
        .unwrap();
    let sql = "INSERT INTO change VALUES (?1, 1, 'attendance', ?2, NULL, NULL, ?3)";
    tx.execute(sql, params![seq, key, after]).unwrap();
}
