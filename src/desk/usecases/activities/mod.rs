//! Activities: planned, moved, called off, held; series of them; who took part; why nothing took
//! place. Everybody at the desk may plan and hold; what goes to the county, the reason of a missed
//! week, and what all talks say are a director's matter.

mod plan;
mod series;

use crate::desk::Desk;
use crate::desk::command::activity::{ActivityStep, Holding};
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::domain::activity::weeks::monday;
use crate::domain::activity::{HomeTopic, Progress, TakingPart, WeekReason, Which};
use crate::domain::{Activity, ActivityId, Child, ChildId, Series, SeriesException, SeriesId};
use crate::store::{ActKind, Writer};
use chrono::{NaiveDate, NaiveTime};

pub(crate) fn perform(desk: &mut Desk, step: ActivityStep) -> Result<Done, Refusal> {
    match step {
        ActivityStep::Plan(activity) => plan::plan(desk, *activity),
        ActivityStep::PlanSeries(series) => series::plan(desk, *series),
        ActivityStep::EditSeries { series, from } => series::edit(desk, *series, from),
        ActivityStep::EndSeries {
            series,
            from,
            reason,
        } => series::end(desk, series, from, reason),
        ActivityStep::Move { which, to, reason } => plan::shift(desk, which, to, reason),
        ActivityStep::Cancel { which, reason } => plan::cancel(desk, which, reason),
        ActivityStep::Reinstate(which) => plan::reinstate(desk, which),
        ActivityStep::Hold(holding) => hold(desk, *holding),
        ActivityStep::TakingPart { activity, children } => correct(desk, activity, &children),
        ActivityStep::ExplainWeek { week, reason } => explain(desk, week, reason),
        ActivityStep::CopyPlan { from, to } => plan::copy(desk, from, to),
        ActivityStep::SaveTopic(topic) => save_topic(desk, &topic),
        ActivityStep::Import { source, incoming } => plan::import(desk, source, *incoming),
    }
}

/// What no activity can be without, and what none can be.
fn check(title: &str, starts: NaiveTime, ends: NaiveTime) -> Result<(), Refusal> {
    if title.trim().is_empty() {
        return Err(Refusal::Missing { field: "title" });
    }
    if starts >= ends {
        return Err(Refusal::EndsBeforeStarts);
    }
    Ok(())
}

fn with_reason(reason: &str) -> Result<(), Refusal> {
    if reason.trim().is_empty() {
        Err(Refusal::Missing { field: "reason" })
    } else {
        Ok(())
    }
}

fn done(seq: Option<i64>, outcome: Outcome) -> Done {
    Done { seq, outcome }
}

fn the_series(writer: &Writer<'_>, id: SeriesId) -> Result<Series, Refusal> {
    let series = writer.get(&id.to_string())?;
    series.ok_or(Refusal::UnknownActivity)
}

fn the_exception(
    writer: &Writer<'_>,
    series: SeriesId,
    day: NaiveDate,
) -> Result<Option<SeriesException>, Refusal> {
    Ok(writer.get(&format!("{series}/{day}"))?)
}

/// What is meant, as it stands inside a step: a row, or what the series says of it.
fn find(writer: &Writer<'_>, which: Which) -> Result<Activity, Refusal> {
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

/// The same, if it is not over: what was held is no longer moved or called off.
fn find_open(writer: &Writer<'_>, which: Which) -> Result<Activity, Refusal> {
    let activity = find(writer, which)?;
    if activity.progress == Progress::Held {
        return Err(Refusal::HeldAlready { day: activity.day });
    }
    Ok(activity)
}

/// An activity took place: its row, and who took part.
fn hold(desk: &mut Desk, holding: Holding) -> Result<Done, Refusal> {
    let Holding {
        mut activity,
        children,
    } = holding;
    let today = desk.clock.today();
    check(&activity.title, activity.starts, activity.ends)?;
    if activity.day > today {
        return Err(Refusal::Future);
    }
    let new_id = desk.clock.new_id();
    activity.organiser = activity.organiser.or(desk.actor);
    let act = desk.act(ActKind::HoldActivity);
    let written = desk.store.write(&act, |writer| {
        let known = known_row(writer, &activity)?;
        let is_new = known
            .as_ref()
            .is_none_or(|one| one.progress != Progress::Held);
        activity.id = known.map_or(new_id, |one| one.id);
        activity.progress = Progress::Held;
        activity.entered_late |= is_new && activity.day < today;
        plan::note_moved(&mut activity);
        writer.put(&activity)?;
        take_part(writer, activity.id, &children)?;
        Ok::<_, Refusal>(activity.title)
    })?;
    let outcome = Outcome::Held {
        title: written.value,
        count: children.len(),
    };
    Ok(done(written.seq, outcome))
}

/// The row of an activity, if it has one.
fn known_row(writer: &Writer<'_>, activity: &Activity) -> Result<Option<Activity>, Refusal> {
    if !activity.id.is_unset() {
        return Ok(writer.get(&activity.id.to_string())?);
    }
    match (activity.series, activity.series_day) {
        (Some(series), Some(day)) => Ok(writer.instance(series, day)?),
        _ => Ok(None),
    }
}

/// Makes these children, and no others, those who took part.
fn take_part(
    writer: &mut Writer<'_>,
    activity: ActivityId,
    children: &[ChildId],
) -> Result<(), Refusal> {
    for child in children {
        let file: Option<Child> = writer.get(&child.to_string())?;
        if file.is_none() {
            return Err(Refusal::UnknownChild {
                asked: child.to_string(),
            });
        }
    }
    let before = writer.taking_part(activity)?;
    for gone in before.iter().filter(|one| !children.contains(&one.child)) {
        writer.remove(gone)?;
    }
    for child in children {
        writer.put(&TakingPart {
            activity,
            child: *child,
        })?;
    }
    Ok(())
}

fn correct(desk: &mut Desk, activity: ActivityId, children: &[ChildId]) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::TakingPart);
    let written = desk.store.write(&act, |writer| {
        let row = find(writer, Which::Single(activity))?;
        if row.progress != Progress::Held {
            return Err(Refusal::NotHeld);
        }
        take_part(writer, activity, children)?;
        Ok::<_, Refusal>(row.title)
    })?;
    let outcome = Outcome::Held {
        title: written.value,
        count: children.len(),
    };
    Ok(done(written.seq, outcome))
}

/// Why nothing took place in a week; only of one that has begun.
fn explain(desk: &mut Desk, week: NaiveDate, reason: String) -> Result<Done, Refusal> {
    let week = monday(week);
    if week > desk.clock.today() {
        return Err(Refusal::Future);
    }
    let row = WeekReason { week, reason };
    let act = desk.act(ActKind::ExplainWeek).because(row.reason.clone());
    let written = desk.store.write(&act, |writer| {
        if !row.reason.trim().is_empty() {
            return Ok(writer.put(&row)?);
        }
        let known: Option<WeekReason> = writer.get(&week.to_string())?;
        let known = known.ok_or(Refusal::Missing { field: "reason" })?;
        Ok::<_, Refusal>(writer.remove(&known)?)
    })?;
    Ok(done(written.seq, Outcome::Saved))
}

fn save_topic(desk: &mut Desk, topic: &HomeTopic) -> Result<Done, Refusal> {
    if topic.name.trim().is_empty() {
        return Err(Refusal::Missing { field: "name" });
    }
    let act = desk.act(ActKind::EditTopic);
    let written = desk.store.write(&act, |writer| writer.put(topic))?;
    Ok(done(written.seq, Outcome::Saved))
}
