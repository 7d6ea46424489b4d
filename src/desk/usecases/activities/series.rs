//! Planning, changing and ending series.

use super::rows::{check, the_series};
use crate::desk::Desk;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::desk::usecases::with_reason;
use crate::domain::activity::{Progress, Recurrence};
use crate::domain::{Activity, Series, SeriesException, SeriesId};
use crate::store::{ActKind, Writer};
use chrono::NaiveDate;

/// Validates required fields, times and rhythm.
fn check_series(series: &Series) -> Result<(), Refusal> {
    check(&series.title, series.starts, series.ends)?;
    if series.ends_on.is_some_and(|last| last < series.starts_on) {
        return Err(Refusal::LastBeforeFirst);
    }
    let fits = match (series.rhythm, series.nth) {
        (_, None)
        | (
            Recurrence::Weekly
            | Recurrence::Fortnightly
            | Recurrence::SchoolDays
            | Recurrence::Rule,
            _,
        ) => true,
        (Recurrence::MonthlyWeekday, Some(nth)) => matches!(nth, -1 | 1..=4),
        (Recurrence::MonthlyDate, Some(nth)) => (1..=31).contains(&nth),
    };
    if fits {
        Ok(())
    } else {
        Err(Refusal::Missing { field: "nth" })
    }
}

pub(crate) fn plan(desk: &mut Desk, mut series: Series) -> Result<Done, Refusal> {
    check_series(&series)?;
    if series.id.is_unset() {
        series.id = desk.clock.new_id();
    }
    let last = series.ends_on.unwrap_or(NaiveDate::MAX);
    if series.first_day() > last {
        return Err(Refusal::LastBeforeFirst);
    }
    let act = desk.act(ActKind::PlanActivity);
    desk.step(&act, |writer| {
        writer.put(&series)?;
        Ok(Outcome::Planned { count: 1 })
    })
}

/// The stored instances of a series from a day on; refused if one was held.
fn rows_from(
    writer: &Writer<'_>,
    series: SeriesId,
    from: NaiveDate,
) -> Result<Vec<Activity>, Refusal> {
    let rows: Vec<Activity> = writer.all()?;
    let is_later = |one: &Activity| {
        one.series == Some(series) && one.series_day.is_some_and(|day| day >= from)
    };
    let rows: Vec<Activity> = rows.into_iter().filter(is_later).collect();
    let held = rows.iter().filter(|one| one.progress == Progress::Held);
    match held.filter_map(|one| one.series_day).max() {
        Some(day) => Err(Refusal::HeldAlready { day }),
        None => Ok(rows),
    }
}

/// Changes a series from a day on.
pub(crate) fn edit(desk: &mut Desk, series: Series, from: NaiveDate) -> Result<Done, Refusal> {
    check_series(&series)?;
    let id: SeriesId = desk.clock.new_id();
    let act = desk.act(ActKind::PlanActivity);
    // Not `Desk::step`: the clock gives an identifier to each single activity inside the step.
    let written = desk.store.write(&act, |writer| {
        let old = the_series(writer, series.id)?;
        let rows = rows_from(writer, old.id, from)?;
        let exceptions: Vec<SeriesException> = writer.all()?;
        let edited = old.edit_from(from, series, id, &exceptions);
        if let Some(past) = &edited.past {
            writer.put(past)?;
        }
        writer.put(&edited.series)?;
        for gone in &edited.dropped {
            let is_kept = edited
                .carried
                .iter()
                .any(|one| (one.series, one.day) == (gone.series, gone.day));
            if !is_kept {
                writer.remove(gone)?;
            }
        }
        edited.carried.iter().try_for_each(|one| writer.put(one))?;
        for single in edited.singles {
            writer.put(&Activity {
                id: desk.clock.new_id(),
                ..single
            })?;
        }
        for row in rows {
            let stays = row.series_day.filter(|day| edited.series.is_on(*day));
            writer.put(&Activity {
                series: stays.map(|_| edited.series.id),
                series_day: stays,
                ..row
            })?;
        }
        Ok::<_, Refusal>(())
    })?;
    Ok(Done {
        seq: written.seq,
        outcome: Outcome::Planned { count: 1 },
        has_kept: false,
    })
}

/// Ends a series before a day and cancels its later stored instances.
pub(crate) fn end(
    desk: &mut Desk,
    series: SeriesId,
    from: NaiveDate,
    reason: String,
) -> Result<Done, Refusal> {
    with_reason(&reason)?;
    let act = desk.act(ActKind::CancelActivity).because(reason.clone());
    desk.step(&act, |writer| {
        let old = the_series(writer, series)?;
        let rows = rows_from(writer, series, from)?;
        let exceptions: Vec<SeriesException> = writer.all()?;
        let later = |one: &&SeriesException| one.series == series && one.day >= from;
        for gone in exceptions.iter().filter(later) {
            writer.remove(gone)?;
        }
        for row in rows {
            writer.put(&Activity {
                progress: Progress::Cancelled,
                reason: reason.clone(),
                ..row
            })?;
        }
        let eve = from.pred_opt().unwrap_or(from);
        let title = old.title.clone();
        writer.put(&Series {
            ends_on: Some(old.ends_on.map_or(eve, |last| last.min(eve))),
            reason,
            ..old
        })?;
        Ok(Outcome::CalledOff { title })
    })
}
