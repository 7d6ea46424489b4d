//! Rows of activities and series inside a step, and the checks shared by their use cases.

use crate::desk::refusal::Refusal;
use crate::domain::activity::{Progress, Which};
use crate::domain::tidy;
use crate::domain::{Activity, Series, SeriesException, SeriesId};
use crate::store::Writer;
use chrono::{NaiveDate, NaiveTime};

/// Validates required fields and times.
pub(super) fn check(title: &str, starts: NaiveTime, ends: NaiveTime) -> Result<(), Refusal> {
    if tidy::is_blank(title) {
        return Err(Refusal::Missing { field: "title" });
    }
    if starts >= ends {
        return Err(Refusal::EndsBeforeStarts);
    }
    Ok(())
}

pub(super) fn the_series(writer: &Writer<'_>, id: SeriesId) -> Result<Series, Refusal> {
    let series = writer.get(&id.to_string())?;
    series.ok_or(Refusal::UnknownActivity)
}

pub(super) fn the_exception(
    writer: &Writer<'_>,
    series: SeriesId,
    day: NaiveDate,
) -> Result<Option<SeriesException>, Refusal> {
    Ok(writer.get(&format!("{series}/{day}"))?)
}

/// The activity as of this step: its row or, without one, the instance that its series plans.
pub(super) fn find(writer: &Writer<'_>, which: Which) -> Result<Activity, Refusal> {
    match which {
        Which::Single(id) => {
            let row = writer.get(&id.to_string())?;
            row.ok_or(Refusal::UnknownActivity)
        }
        Which::Instance(series, day) => {
            if let Some(row) = writer.instance(series, day)? {
                return Ok(row);
            }
            let series = the_series(writer, series)?;
            if !series.is_on(day) {
                return Err(Refusal::UnknownActivity);
            }
            let exception = the_exception(writer, series.id, day)?;
            Ok(series.instance(day, exception.as_ref()))
        }
    }
}

/// The same, refused if it was held: a held activity is no longer moved or called off.
pub(super) fn find_open(writer: &Writer<'_>, which: Which) -> Result<Activity, Refusal> {
    let activity = find(writer, which)?;
    if activity.progress == Progress::Held {
        return Err(Refusal::HeldAlready { day: activity.day });
    }
    Ok(activity)
}

/// The stored row of an activity; `None` for an instance without a row.
pub(super) fn known_row(
    writer: &Writer<'_>,
    activity: &Activity,
) -> Result<Option<Activity>, Refusal> {
    if !activity.id.is_unset() {
        return Ok(writer.get(&activity.id.to_string())?);
    }
    match (activity.series, activity.series_day) {
        (Some(series), Some(day)) => Ok(writer.instance(series, day)?),
        _ => Ok(None),
    }
}

/// Sets from which day a moved instance of a series was moved.
pub(super) fn note_moved(activity: &mut Activity) {
    if let Some(planned) = activity.series_day.filter(|day| *day != activity.day) {
        activity.moved_from = Some(planned);
    }
}
