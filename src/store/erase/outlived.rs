//! Deleting what was kept long enough: the register before a day, and the files of which nothing else is left. The chain
//! of the journal holds; what people typed in these rows goes from it line by line.

use crate::domain::child::{ERASED, UNKNOWN_BIRTH};
use crate::domain::support::given::{Donation, Given};
use crate::domain::{Attendance, Child, ChildId};
use crate::store::error::StoreError;
use crate::store::file::Store;
use crate::store::held::Held;
use crate::store::journal::act::Act;
use crate::store::journal::erase::Erasure;
use crate::store::journal::row_change::RowChange;
use crate::store::rows::kind::{day_number, day_of};
use crate::store::rows::record::{Record, kept_row, needed_columns};
use crate::store::rows::tables::{SETTING_RECORDS_FROM, Setting};
use crate::store::rows::value::Value;
use crate::store::writer::Writer;
use chrono::NaiveDate;
use rusqlite::params;

/// The rows of the register before a day, with whether a row is the last sighting of a child who has a name: that one
/// stays, without what was typed, or the child would be one whom nobody has ever seen.
const BEFORE: &str = "SELECT a.day, a.child, a.stay,
        NOT (substr(c.name, 1, 1) = ?2 AND c.birth_date = ?3)
        AND a.mark IN (1, 2) AND a.day = (
            SELECT max(l.day) FROM attendance l WHERE l.child = a.child AND l.mark IN (1, 2))
    FROM attendance a JOIN child c ON c.id = a.child
    WHERE a.day < ?1 ORDER BY a.day, a.child, a.stay";

/// The register before a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Outlived {
    /// Rows that go.
    pub rows: usize,
    /// Day of the oldest of them.
    pub first: Option<NaiveDate>,
}

/// What was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Deleted {
    /// Number of the step; `None` if nothing changed.
    pub seq: Option<i64>,
    /// Rows of the register.
    pub rows: usize,
    /// Files whose data had been erased, and of which nothing else was left.
    pub files: usize,
    /// Nothing of the bytes is left in free pages or the log.
    pub is_clean: bool,
}

/// A row of the register before the day.
struct OldRow {
    key: Vec<Value>,
    is_last_sighting: bool,
}

fn old_rows(conn: &rusqlite::Connection, before: NaiveDate) -> Result<Vec<OldRow>, StoreError> {
    let mut statement = conn.prepare(BEFORE)?;
    let values = params![
        day_number(before),
        ERASED.to_string(),
        day_number(UNKNOWN_BIRTH)
    ];
    let rows = statement.query_map(values, |row| {
        let number = |place| row.get(place).map(Value::Integer);
        Ok(OldRow {
            key: vec![number(0)?, number(1)?, number(2)?],
            is_last_sighting: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Store {
    /// The first day of which the register is kept; `None` if nothing was deleted.
    pub(crate) fn records_from(&self) -> Result<Option<NaiveDate>, StoreError> {
        let said = self.setting(SETTING_RECORDS_FROM)?;
        Ok(said.and_then(|day| day.parse().ok()))
    }

    /// What of the register would be deleted before a day.
    pub(crate) fn outlived(&self, before: NaiveDate) -> Result<Outlived, StoreError> {
        let rows = old_rows(&self.conn, before)?;
        let mut going = rows.iter().filter(|row| !row.is_last_sighting).peekable();
        let first = going.peek().and_then(|row| match row.key.first() {
            Some(Value::Integer(day)) => day_of(*day),
            _ => None,
        });
        Ok(Outlived {
            first,
            rows: going.count(),
        })
    }

    /// Deletes the register before a day as one step, and the files of `empty`, of which nothing else is left then.
    pub(crate) fn delete_outlived(
        &mut self,
        (before, empty): (NaiveDate, &[ChildId]),
        act: &Act,
    ) -> Result<Deleted, StoreError> {
        let written = self.write(act, |writer| {
            let rows = writer.delete_register(before)?;
            empty
                .iter()
                .try_for_each(|child| writer.delete_file(*child))?;
            Ok::<_, StoreError>(rows)
        })?;
        Ok(Deleted {
            seq: written.seq,
            rows: written.value,
            files: empty.len(),
            is_clean: self.tidy_erased(),
        })
    }
}

impl Writer<'_> {
    /// Deletes the rows of the register before a day; how many.
    fn delete_register(&mut self, before: NaiveDate) -> Result<usize, StoreError> {
        let table = Attendance::TABLE;
        let needed = needed_columns(self.db().conn, table)?;
        let mut gone = 0;
        for old in old_rows(self.db().conn, before)? {
            let row = kept_row(self.db().conn, table, &old.key)?;
            let left = row.as_deref().filter(|_| old.is_last_sighting);
            let left = left.map(|row| super::blank(table, row, &needed));
            gone += usize::from(left.is_none());
            self.make(RowChange::between(table, row.as_deref(), left.as_deref()))?;
        }
        // What went once does not come back: a shorter deletion moves the day nowhere.
        let known = self.get::<Setting>(SETTING_RECORDS_FROM)?;
        let known = known.and_then(|one| one.value.parse().ok());
        let from = known.map_or(before, |known: NaiveDate| known.max(before));
        self.put(&Setting {
            name: SETTING_RECORDS_FROM.to_owned(),
            value: from.to_string(),
        })?;
        self.erases = Some(Erasure::Register {
            before: day_number(before),
        });
        Ok(gone)
    }

    fn remove_all<R: Record>(&mut self, records: &[R]) -> Result<(), StoreError> {
        records.iter().try_for_each(|one| self.remove(one))
    }

    /// Takes what a child got from what came: otherwise it would seem to be left.
    fn count_out(&mut self, given: &[Given]) -> Result<(), StoreError> {
        for one in given {
            if let Some(donation) = self.get::<Donation>(&one.donation.to_string())? {
                self.put(&Donation {
                    quantity: donation.quantity - one.quantity,
                    ..donation
                })?;
            }
        }
        Ok(())
    }

    /// Deletes the file of a child with all rows that name it, those of the register included.
    fn delete_file(&mut self, child: ChildId) -> Result<(), StoreError> {
        let Some(file) = self.get::<Child>(&child.to_string())? else {
            return Ok(());
        };
        // Whatever names another row goes before it.
        let Held {
            reports,
            follow_ups,
            agreements,
            contacts,
            tags,
            cards,
            days,
            visits,
            requests,
            problems,
            incidents,
            looks,
            taking_part,
            exempt,
            helper_contacts,
            pairings,
            measures,
            reviews,
            given,
            benefits,
            talks,
            news,
            wishes,
            words,
            places,
        } = self.held(child)?;
        self.remove_all(&reports)?;
        self.remove_all(&follow_ups)?;
        self.remove_all(&agreements)?;
        self.remove_all(&contacts)?;
        self.remove_all(&tags)?;
        self.remove_all(&cards)?;
        self.remove_all(&days)?;
        self.remove_all(&visits)?;
        self.remove_all(&requests)?;
        self.remove_all(&helper_contacts)?;
        self.remove_all(&pairings)?;
        self.remove_all(&measures)?;
        self.remove_all(&reviews)?;
        self.count_out(&given)?;
        self.remove_all(&given)?;
        self.remove_all(&benefits)?;
        self.remove_all(&talks)?;
        self.remove_all(&news)?;
        self.remove_all(&wishes)?;
        self.remove_all(&words)?;
        self.remove_all(&places)?;
        self.remove_all(&problems)?;
        self.remove_all(&incidents)?;
        self.remove_all(&looks)?;
        self.remove_all(&taking_part)?;
        self.remove_all(&exempt)?;
        self.remove(&file)
    }
}
