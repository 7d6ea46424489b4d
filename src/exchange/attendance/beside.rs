//! Ten years of attendance are read and weighed in two threads, row after row.

use super::plan::NoPlan;
use crate::exchange::sheet::Row;
use std::sync::mpsc::sync_channel;
use std::thread;

/// From this many rows on, a second thread takes less time than it costs.
const MANY: usize = 4_000;
/// Rows that are handed over at once.
const BATCH: usize = 1_024;
/// Batches that may wait.
const WAITING: usize = 16;

/// Calls `read` with the place of each row and the row, and `take` with what it returns, both in the order of the rows;
/// of many rows, `read` is ahead in a second thread. Ends with the first error.
pub(super) fn each_read<'s, T: Send>(
    rows: &'s [Row],
    mut read: impl FnMut(usize, &'s Row) -> T + Send,
    mut take: impl FnMut(T) -> Result<(), NoPlan>,
) -> Result<(), NoPlan> {
    let mut numbered = rows.iter().enumerate();
    if rows.len() < MANY {
        return numbered.try_for_each(|(nth, row)| take(read(nth, row)));
    }
    thread::scope(|scope| {
        let (to, from) = sync_channel::<Vec<T>>(WAITING);
        scope.spawn(move || {
            loop {
                let batch = numbered.by_ref().take(BATCH);
                let batch: Vec<T> = batch.map(|(nth, row)| read(nth, row)).collect();
                // Whoever takes them is gone after an error.
                if batch.is_empty() || to.send(batch).is_err() {
                    return;
                }
            }
        });
        from.into_iter().flatten().try_for_each(take)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_order_in_two_threads_and_an_error_ends_both() {
        for count in [0, 1, MANY - 1, MANY, 3 * MANY + 7] {
            let rows: Vec<Row> = (0..count).map(|_| Row::default()).collect();
            let mut taken = Vec::new();
            let done = each_read(
                &rows,
                |nth, _| nth,
                |nth| {
                    taken.push(nth);
                    Ok(())
                },
            );
            assert_eq!(done, Ok(()));
            assert!(taken.iter().copied().eq(0..count), "{count}");
            let mut left = count / 2;
            let stopped = each_read(
                &rows,
                |nth, _| nth,
                |_| {
                    left = left.checked_sub(1).ok_or(NoPlan::Stopped)?;
                    Ok(())
                },
            );
            let expected = if count == 0 {
                Ok(())
            } else {
                Err(NoPlan::Stopped)
            };
            assert_eq!(stopped, expected, "{count}");
        }
    }
}
