//! The floor: the same file, rows and terminal, without Doorlight's code.

use crate::ours::{Nowhere, nowhere};
use doorlight::domain::ChildId;
use ratatui::layout::Constraint;
use ratatui::widgets::{Block, Row, Table};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, ToSql, params, params_from_iter};
use std::collections::HashMap;
use std::path::Path;

fn open(path: &Path) -> Connection {
    let file = Connection::open(path).unwrap();
    file.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA wal_autocheckpoint = 2000;",
    )
    .unwrap();
    file
}

/// Opens a file and reads the minimum for a first screen.
pub(crate) fn open_and_read_day(path: &Path) -> usize {
    let file = open(path);
    let count = |sql: &str| {
        let mut statement = file.prepare(sql).unwrap();
        let rows = statement
            .query_map([], |row| row.get::<_, Value>(0))
            .unwrap();
        rows.map(Result::unwrap).count()
    };
    count("SELECT child FROM attendance WHERE day = 20780")
        + count("SELECT name FROM child")
        + count("SELECT last_seen FROM kept_seen")
}

/// Opens a file and reads what the rules need: children, last sightings, thirteen weeks of rows.
pub(crate) fn open_and_read_weeks(path: &Path) -> usize {
    let file = open(path);
    read(&file, FILES, &[])
        + read(&file, "SELECT child, last_seen FROM kept_seen", &[])
        + read(&file, REGISTER, &[20_689, 20_780])
}

/// What the rules read of the files.
const FILES: &str = "SELECT id, name, file_no, birth_date, status, expected_days FROM child";
/// What the rules read of the register.
const REGISTER: &str = "SELECT day, child, mark, out_at, out_to FROM attendance
    WHERE day BETWEEN ?1 AND ?2 ORDER BY day, child, stay";

/// Reads every cell of a query; returns their size.
fn read(file: &Connection, sql: &str, values: &[i64]) -> usize {
    let mut statement = file.prepare_cached(sql).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query(params_from_iter(values)).unwrap();
    let mut cells = 0;
    while let Some(row) = rows.next().unwrap() {
        for at in 0..columns {
            cells += match row.get_ref(at).unwrap() {
                ValueRef::Text(text) => text.to_vec().len(),
                _ => 1,
            };
        }
    }
    cells
}

/// A home's file, read by plain SQL.
pub(crate) struct Reader(Connection);

/// The evening a week ago, as the file counts days.
const A_WEEK_AGO: i64 = 20_773;
/// Days of the register that the rules read of every child: sixteen weeks.
const SIXTEEN_WEEKS: i64 = 112;

impl Reader {
    /// Opens a home's file.
    pub(crate) fn open(path: &Path) -> Self {
        Self(open(path))
    }

    /// What the list of the evening a week ago needs by what is known now: files, last sightings by then, sixteen weeks
    /// of the register.
    pub(crate) fn past_evening(&self) -> usize {
        let seen = "SELECT id, (SELECT day FROM attendance INDEXED BY attendance_child
            WHERE child = id AND day <= ?1 AND mark IN (1, 2) ORDER BY day DESC LIMIT 1) FROM child";
        read(&self.0, FILES, &[])
            + read(&self.0, seen, &[A_WEEK_AGO])
            + read(&self.0, REGISTER, &[A_WEEK_AGO - SIXTEEN_WEEKS, A_WEEK_AGO])
    }

    /// The same by what was known then: also the steps that were made since.
    pub(crate) fn past_evening_as_known_then(&self) -> usize {
        let since = "SELECT seq, open, private FROM journal WHERE at >= ?1 ORDER BY seq DESC";
        // The evening ends at midnight in China.
        let end = (A_WEEK_AGO + 1) * 86_400 - 8 * 3_600;
        self.past_evening() + read(&self.0, since, &[end])
    }

    /// What the page of a child's matter needs: its records, and two years of its register.
    pub(crate) fn matter(&self, child: ChildId) -> usize {
        let number = "SELECT n FROM ident WHERE uuid = unhex(?1, '-')";
        let mut number = self.0.prepare_cached(number).unwrap();
        let number: i64 = number
            .query_row([child.to_string()], |row| row.get(0))
            .unwrap();
        let records = [
            "SELECT * FROM child WHERE id = ?1",
            "SELECT * FROM contact WHERE child = ?1",
            "SELECT * FROM tag WHERE child = ?1",
            "SELECT * FROM agreement WHERE child = ?1",
            "SELECT * FROM visit WHERE child = ?1",
            "SELECT * FROM follow_up WHERE child = ?1",
            "SELECT * FROM incident WHERE child = ?1",
        ];
        let register =
            "SELECT day, mark, out_at, out_to FROM attendance INDEXED BY attendance_child
            WHERE child = ?1 AND day >= ?2";
        let records = records.iter().map(|sql| read(&self.0, sql, &[number]));
        records.sum::<usize>() + read(&self.0, register, &[number, A_WEEK_AGO + 7 - 731])
    }
}

impl Reader {
    /// What the page for the quarter needs: everything about help, with the files and their problems.
    pub(crate) fn help(&self) -> usize {
        let tables = [
            "problem",
            "helper",
            "pairing",
            "helper_contact",
            "donation",
            "given",
        ];
        let all = tables.map(|table| format!("SELECT * FROM {table}"));
        let all = all.iter().map(|sql| read(&self.0, sql, &[]));
        read(&self.0, FILES, &[]) + all.sum::<usize>()
    }
}

/// The first day of September and the last of October 2026, as the file counts days.
const TWO_MONTHS: [i64; 2] = [20_697, 20_757];
/// The first day of October.
const OCTOBER: i64 = 20_727;

impl Reader {
    /// What a month beside the one before needs: files, their register, for each child the days around each of them on
    /// which it came, and all days of which the register says something.
    pub(crate) fn month(&self) -> usize {
        let [from, to] = TWO_MONTHS;
        let around = "SELECT id,
                (SELECT min(day) FROM attendance INDEXED BY attendance_child
                    WHERE child = child.id AND mark IN (1, 2)),
                (SELECT max(day) FROM attendance INDEXED BY attendance_child
                    WHERE child = child.id AND mark IN (1, 2) AND day < ?1),
                (SELECT min(day) FROM attendance INDEXED BY attendance_child
                    WHERE child = child.id AND mark IN (1, 2) AND day > ?2)
            FROM child";
        let days = "WITH RECURSIVE d (day) AS (SELECT min(day) FROM attendance
            UNION ALL SELECT (SELECT min(day) FROM attendance WHERE day > d.day) FROM d WHERE d.day < 20780)
            SELECT day FROM d";
        read(&self.0, FILES, &[])
            + read(&self.0, REGISTER, &[from, to])
            + read(&self.0, around, &[OCTOBER, to])
            + read(&self.0, around, &[from, OCTOBER - 1])
            + read(&self.0, days, &[])
    }
}

/// A home's file, written by plain SQL.
pub(crate) struct Rows {
    file: Connection,
    seq: i64,
}

impl Rows {
    /// Opens a copy of a home's file and drops its guard triggers. The triggers for "last seen"
    /// remain.
    pub(crate) fn open(path: &Path) -> Self {
        let file = open(path);
        let guards: Vec<String> = file
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'guard%'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        for name in guards {
            file.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        Self {
            file,
            seq: 1_000_000,
        }
    }

    /// Writes one row; it is durable on return.
    pub(crate) fn sign_in(&mut self, child: ChildId) {
        let tx = self.file.transaction().unwrap();
        put_row(&tx, child);
        tx.commit().unwrap();
    }

    /// Writes one row and its journal rows; durable on return.
    pub(crate) fn sign_in_with_journal(&mut self, child: ChildId) {
        self.seq += 1;
        let tx = self.file.transaction().unwrap();
        put_row(&tx, child);
        let entry = "INSERT INTO journal VALUES (?1, 1795424400, 1, 'sign-in',
            (SELECT n FROM ident WHERE uuid = unhex(?2, '-')), NULL, ?3, NULL, ?4)";
        let text = "+attendance 2026-11-23/100/1 mark=present in_at=@ entered_late=0 untimed=0\n";
        let params = params![self.seq, child.to_string(), text, [7_u8; 32]];
        tx.prepare_cached(entry).unwrap().execute(params).unwrap();
        tx.commit().unwrap();
    }

    /// Reads a list of stays and inserts a row per line, in one transaction. The children are given by name.
    pub(crate) fn import_sheet(&mut self, path: &Path, children: &HashMap<String, ChildId>) {
        let mut lines = csv::Reader::from_path(path).unwrap();
        let tx = self.file.transaction().unwrap();
        let number = "SELECT n FROM ident WHERE uuid = unhex(?1, '-')";
        let number = |child: &ChildId| -> i64 {
            let found = tx.query_row(number, [child.to_string()], |row| row.get(0));
            found.unwrap()
        };
        let numbers: HashMap<&str, i64> = children
            .iter()
            .map(|(name, child)| (name.as_str(), number(child)))
            .collect();
        for line in lines.records() {
            let line = line.unwrap();
            let field = |at: usize| line.get(at).unwrap_or_default();
            let sql = "INSERT INTO attendance (day, child, stay, mark, in_at, out_at, entered_late, untimed)
                       VALUES (unixepoch(?1) / 86400, ?2, 1, 1, unixepoch(?1 || ' ' || ?3), unixepoch(?1 || ' ' || ?4), 1, 0)";
            let params = params![field(1), numbers[field(0)], field(2), field(3)];
            tx.prepare_cached(sql).unwrap().execute(params).unwrap();
        }
        tx.commit().unwrap();
    }

    /// Reads a roster and inserts a child and a contact per row, in one transaction.
    pub(crate) fn import(&mut self, path: &Path) {
        let mut lines = csv::Reader::from_path(path).unwrap();
        let tx = self.file.transaction().unwrap();
        for (nth, line) in lines.records().enumerate() {
            let line = line.unwrap();
            let field = |at: usize| line.get(at).unwrap_or_default();
            let child = "INSERT INTO child (id, file_no, name, sex, birth_date, status)
                         VALUES (?1, ?1, ?2, ?3, unixepoch(?4) / 86400, 'enrolled')";
            let number = i64::try_from(nth).unwrap();
            let params = params![number, field(0), field(1), field(2)];
            tx.prepare_cached(child).unwrap().execute(params).unwrap();
            let contact = "INSERT INTO contact (id, child, name, relation, is_caregiver,
                           can_collect, phones, priority) VALUES (?1, ?1, ?2, ?3, 1, 1, ?4, 1)";
            let params = params![number, field(3), field(4), field(5)];
            tx.prepare_cached(contact).unwrap().execute(params).unwrap();
        }
        tx.commit().unwrap();
    }

    /// Reads a roster and inserts all rows that the home keeps of it: an identifier for each record, household, child,
    /// contact, category, and whose history the step belongs to. In one transaction.
    pub(crate) fn import_all(&mut self, path: &Path) {
        let mut lines = csv::Reader::from_path(path).unwrap();
        let tx = self.file.transaction().unwrap();
        let mut identified = 1_u128 << 80;
        let mut identify = || {
            identified += 1;
            let sql = "INSERT INTO ident (uuid) VALUES (?1)";
            let uuid = identified.to_be_bytes();
            tx.prepare_cached(sql).unwrap().execute([uuid]).unwrap();
            tx.last_insert_rowid()
        };
        for (line, file_no) in lines.records().zip(1..) {
            let line = line.unwrap();
            let field = |at: usize| line.get(at).unwrap_or_default();
            let [household, child, contact, tag] = [(); 4].map(|()| identify());
            let insert = |sql, params: &[&dyn ToSql]| {
                tx.prepare_cached(sql).unwrap().execute(params).unwrap();
            };
            let sql = "INSERT INTO household (id, label) VALUES (?1, ?2)";
            insert(sql, params![household, field(3)]);
            let sql = "INSERT INTO child (id, file_no, name, sex, birth_date, status, household)
                       VALUES (?1, ?2, ?3, ?4, unixepoch(?5) / 86400, 'enrolled', ?6)";
            let number = format!("{file_no:04}");
            insert(
                sql,
                params![child, number, field(0), field(1), field(2), household],
            );
            let sql = "INSERT INTO contact (id, child, name, relation, is_caregiver, can_collect, phones, priority)
                       VALUES (?1, ?2, ?3, ?4, 1, 1, ?5, 1)";
            insert(sql, params![contact, child, field(3), field(4), field(5)]);
            let sql = "INSERT INTO tag (id, child, code, from_day, is_primary)
                       VALUES (?1, ?2, 'left-behind', 20780, 1)";
            insert(sql, params![tag, child]);
            insert("INSERT INTO mention VALUES (?1, 2)", params![child]);
        }
        tx.commit().unwrap();
    }
}

fn put_row(tx: &Connection, child: ChildId) {
    let sql = "INSERT INTO attendance (day, child, stay, mark, in_at, entered_late, untimed)
               VALUES (20780, (SELECT n FROM ident WHERE uuid = unhex(?1, '-')), 1, 1, 1795424400, 0, 0)";
    tx.prepare_cached(sql)
        .unwrap()
        .execute([child.to_string()])
        .unwrap();
}

/// Names in an indexed table.
pub(crate) struct Names(Connection);

impl Names {
    /// A table of these texts without duplicates.
    pub(crate) fn of(texts: &[String]) -> Self {
        let file = Connection::open_in_memory().unwrap();
        file.execute_batch(
            "CREATE TABLE name (text TEXT NOT NULL); CREATE INDEX i ON name (text);",
        )
        .unwrap();
        for text in texts {
            file.execute("INSERT INTO name VALUES (?1)", [text])
                .unwrap();
        }
        Self(file)
    }

    /// The first nine names with this prefix.
    pub(crate) fn beginning_with(&self, query: &str) -> usize {
        let sql = "SELECT text FROM name WHERE text >= ?1 AND text < ?1 || 'zzz' LIMIT 9";
        let mut statement = self.0.prepare_cached(sql).unwrap();
        let rows = statement
            .query_map([query], |row| row.get::<_, Value>(0))
            .unwrap();
        rows.map(Result::unwrap).count()
    }
}

/// Draws the first frame of a terminal, empty.
pub(crate) fn first_frame() -> Nowhere {
    let mut terminal = nowhere();
    terminal.draw(|_| {}).unwrap();
    terminal
}

/// Cost of a frame in the drawing library alone.
pub(crate) struct Screen {
    terminal: Nowhere,
}

impl Screen {
    /// An empty terminal.
    pub(crate) fn new() -> Self {
        Self {
            terminal: nowhere(),
        }
    }

    /// Draws an empty frame.
    pub(crate) fn empty_frame(&mut self) {
        self.terminal.draw(|_| {}).unwrap();
    }

    /// Draws a frame with one table, as full as the door screen.
    pub(crate) fn table_frame(&mut self) {
        let rows = (0..35).map(|nth| {
            Row::new([
                format!("{nth}"),
                "王小明".to_owned(),
                "16:45".to_owned(),
                "在屋里".to_owned(),
            ])
        });
        let widths = [
            Constraint::Length(6),
            Constraint::Fill(1),
            Constraint::Length(8),
            Constraint::Length(12),
        ];
        let table = Table::new(rows, widths).block(Block::bordered().title("Door"));
        self.terminal
            .draw(|frame| frame.render_widget(table, frame.area()))
            .unwrap();
    }
}
