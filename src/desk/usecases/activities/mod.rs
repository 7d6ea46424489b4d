//! Use cases of activities: planning, holding, taking part, reasons of missed weeks, topics. Only
//! directors change reasons of missed weeks, which go to the county, and topics, which all talks
//! use.

pub(crate) mod begin;
mod plan;
mod rows;
mod series;

use crate::desk::Desk;
use crate::desk::command::activity::{ActivityStep, Holding};
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::domain::activity::weeks::monday;
use crate::domain::activity::{Exempt, HomeTopic, Progress, TakingPart, WeekReason, Which};
use crate::domain::tidy;
use crate::domain::{ActivityId, Child, ChildId, TopicCode};
use crate::store::{ActKind, Writer};
use chrono::NaiveDate;
use rows::{check, find, known_row, note_moved};

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
        ActivityStep::Begin(which) => begin::begin(desk, which),
        ActivityStep::Hold(holding) => hold(desk, *holding),
        ActivityStep::TakingPart { activity, children } => correct(desk, activity, &children),
        ActivityStep::ExplainWeek { week, reason } => explain(desk, week, reason),
        ActivityStep::Exempt {
            child,
            topic,
            reason,
        } => exempt(desk, child, topic, reason),
        ActivityStep::CopyPlan { from, to } => plan::copy(desk, from, to),
        ActivityStep::SaveTopic(topic) => save_topic(desk, &topic),
        ActivityStep::Import { file, shown } => plan::import(desk, &file, shown.as_deref()),
    }
}

/// Records a held activity and who took part.
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
    desk.step(&act, |writer| {
        let known = known_row(writer, &activity)?;
        let is_new = known
            .as_ref()
            .is_none_or(|one| one.progress != Progress::Held);
        activity.id = known.map_or(new_id, |one| one.id);
        activity.progress = Progress::Held;
        activity.entered_late |= is_new && activity.day < today;
        note_moved(&mut activity);
        writer.put(&activity)?;
        take_part(writer, activity.id, &children)?;
        Ok(Outcome::Held {
            title: activity.title,
            count: children.len(),
        })
    })
}

/// Replaces the list of children who took part.
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
    // Whoever is on the list already keeps the time of coming.
    let is_new = |child: &&ChildId| !before.iter().any(|one| one.child == **child);
    for child in children.iter().filter(is_new) {
        writer.put(&TakingPart {
            activity,
            child: *child,
            came: None,
        })?;
    }
    Ok(())
}

fn correct(desk: &mut Desk, activity: ActivityId, children: &[ChildId]) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::TakingPart);
    desk.step(&act, |writer| {
        let row = find(writer, Which::Single(activity))?;
        if row.progress != Progress::Held {
            return Err(Refusal::NotHeld);
        }
        take_part(writer, activity, children)?;
        Ok(Outcome::Held {
            title: row.title,
            count: children.len(),
        })
    })
}

/// Saves why a week had no activity; refused for a future week.
fn explain(desk: &mut Desk, week: NaiveDate, reason: String) -> Result<Done, Refusal> {
    let week = monday(week);
    if week > desk.clock.today() {
        return Err(Refusal::Future);
    }
    let row = WeekReason { week, reason };
    let act = desk.act(ActKind::ExplainWeek).because(row.reason.clone());
    desk.step(&act, |writer| {
        if tidy::is_blank(&row.reason) {
            let known: Option<WeekReason> = writer.get(&week.to_string())?;
            writer.remove(&known.ok_or(Refusal::Missing { field: "reason" })?)?;
        } else {
            writer.put(&row)?;
        }
        Ok(Outcome::Saved)
    })
}

/// Exempts a child from a topic; an empty reason takes it back.
fn exempt(
    desk: &mut Desk,
    child: ChildId,
    topic: TopicCode,
    reason: String,
) -> Result<Done, Refusal> {
    let row = Exempt {
        child,
        topic,
        reason,
        since: desk.clock.today(),
    };
    let act = desk
        .act(ActKind::Exempt)
        .about(child)
        .because(row.reason.clone());
    desk.step(&act, |writer| {
        if tidy::is_blank(&row.reason) {
            let known: Option<Exempt> = writer.get(&format!("{child}/{}", row.topic))?;
            writer.remove(&known.ok_or(Refusal::Missing { field: "reason" })?)?;
        } else {
            writer.put(&row)?;
        }
        Ok(Outcome::Saved)
    })
}

fn save_topic(desk: &mut Desk, topic: &HomeTopic) -> Result<Done, Refusal> {
    if tidy::is_blank(&topic.name) {
        return Err(Refusal::Missing { field: "name" });
    }
    let act = desk.act(ActKind::EditTopic);
    desk.step(&act, |writer| {
        writer.put(topic)?;
        Ok(Outcome::Saved)
    })
}
