//! Planning, moving and cancelling activities; copying plans; importing calendar files.

use super::rows::{check, find, find_open, known_row, note_moved, the_exception};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::activity::Slot;
use crate::desk::import::calendar::{CalendarFile, CalendarRow, EventVerdict};
use crate::desk::import::events::{Changes, EventJudge};
use crate::desk::outcome::{CalendarCounts, Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::desk::usecases::with_reason;
use crate::domain::activity::coverage::Season;
use crate::domain::activity::{ExceptionKind, Progress, Which};
use crate::domain::{Activity, Programme, SeriesException};
use crate::store::{ActKind, Writer};

/// Adds or replaces an activity. Refused if it was held; a held activity is corrected by holding it
/// again.
pub(crate) fn plan(desk: &mut Desk, mut activity: Activity) -> Result<Done, Refusal> {
    check(&activity.title, activity.starts, activity.ends)?;
    let new_id = desk.clock.new_id();
    let act = desk.act(ActKind::PlanActivity);
    desk.step(&act, |writer| {
        let known = known_row(writer, &activity)?;
        if let Some(known) = known.as_ref().filter(|one| one.progress == Progress::Held) {
            return Err(Refusal::HeldAlready { day: known.day });
        }
        if activity.progress == Progress::Held {
            activity.progress = Progress::Planned;
        }
        activity.id = known.map_or(new_id, |one| one.id);
        note_moved(&mut activity);
        writer.put(&activity)?;
        Ok(Outcome::Planned { count: 1 })
    })
}

/// Moves an activity.
pub(crate) fn shift(
    desk: &mut Desk,
    which: Which,
    to: Slot,
    reason: String,
) -> Result<Done, Refusal> {
    with_reason(&reason)?;
    if to.starts >= to.ends {
        return Err(Refusal::EndsBeforeStarts);
    }
    let act = desk.act(ActKind::MoveActivity).because(reason.clone());
    desk.step(&act, |writer| {
        let activity = find_open(writer, which)?;
        let title = activity.title.clone();
        match which {
            Which::Instance(series, day) if activity.id.is_unset() => {
                writer.put(&SeriesException {
                    series,
                    day,
                    kind: ExceptionKind::Moved,
                    moved_to: Some(to.day),
                    starts: Some(to.starts),
                    ends: Some(to.ends),
                    reason,
                })?;
            }
            Which::Single(_) | Which::Instance(..) => writer.put(&Activity {
                day: to.day,
                starts: to.starts,
                ends: to.ends,
                progress: Progress::Planned,
                moved_from: activity.moved_from.or(Some(activity.day)),
                reason,
                ..activity
            })?,
        }
        let day = to.day;
        Ok(Outcome::MovedActivity { title, day })
    })
}

/// Calls an activity off.
pub(crate) fn cancel(desk: &mut Desk, which: Which, reason: String) -> Result<Done, Refusal> {
    with_reason(&reason)?;
    let act = desk.act(ActKind::CancelActivity).because(reason.clone());
    desk.step(&act, |writer| {
        let activity = find_open(writer, which)?;
        let title = activity.title.clone();
        match which {
            Which::Instance(series, day) if activity.id.is_unset() => {
                writer.put(&SeriesException {
                    series,
                    day,
                    kind: ExceptionKind::Cancelled,
                    moved_to: None,
                    starts: None,
                    ends: None,
                    reason,
                })?;
            }
            Which::Single(_) | Which::Instance(..) => writer.put(&Activity {
                progress: Progress::Cancelled,
                reason,
                ..activity
            })?,
        }
        Ok(Outcome::CalledOff { title })
    })
}

/// Restores the first plan of an activity.
pub(crate) fn reinstate(desk: &mut Desk, which: Which) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::PlanActivity);
    desk.step(&act, |writer| {
        let activity = find(writer, which)?;
        if activity.progress == Progress::Held {
            return Err(Refusal::HeldAlready { day: activity.day });
        }
        if let Which::Instance(series, day) = which
            && activity.id.is_unset()
        {
            if let Some(exception) = the_exception(writer, series, day)? {
                writer.remove(&exception)?;
            }
            return Ok(Outcome::Saved);
        }
        writer.put(&Activity {
            day: activity.moved_from.unwrap_or(activity.day),
            progress: Progress::Planned,
            moved_from: None,
            reason: String::new(),
            ..activity
        })?;
        Ok(Outcome::Saved)
    })
}

/// Copies the plan of one period to another, moved by whole weeks; monthly series keep their place
/// in the month. Plans that exist already are left out.
pub(crate) fn copy(desk: &mut Desk, from: Season, to: Season) -> Result<Done, Refusal> {
    let programme = desk.programme()?;
    let calendar = desk.calendar()?;
    let (mut series, mut singles) = programme.copied(from, to, desk.clock.today(), &calendar);
    for one in &mut series {
        one.id = desk.clock.new_id();
    }
    for one in &mut singles {
        one.id = desk.clock.new_id();
    }
    let count = series.len() + singles.len();
    if count == 0 {
        return Err(Refusal::NothingToCopy);
    }
    let act = desk.act(ActKind::CopyPlan);
    desk.step(&act, |writer| {
        series.iter().try_for_each(|one| writer.put(one))?;
        singles.iter().try_for_each(|one| writer.put(one))?;
        Ok(Outcome::Planned { count })
    })
}

/// Imports a calendar file as [`EventJudge`] judges it inside this step. If `shown` are verdicts
/// that were shown before and the plan now gives others, nothing is written.
pub(crate) fn import(
    desk: &mut Desk,
    file: &CalendarFile,
    shown: Option<&[EventVerdict]>,
) -> Result<Done, Refusal> {
    let (calendar, today) = (desk.calendar()?, desk.clock.today());
    let act = desk
        .act(ActKind::ImportActivities)
        .because(file.name.clone());
    let written = desk.store.write(&act, |writer| {
        let programme = Programme {
            series: writer.all()?,
            exceptions: writer.all()?,
            activities: writer.all()?,
            ..Programme::default()
        };
        let judge = EventJudge::new(&programme, &calendar, today);
        let judged = file.incoming.entries.iter().map(|entry| judge.judge(entry));
        let (rows, changes): (Vec<CalendarRow>, Vec<Changes>) = judged.unzip();
        let is_as_shown =
            |shown: &[EventVerdict]| rows.iter().map(|row| row.verdict).eq(shown.iter().copied());
        if !shown.is_none_or(is_as_shown) {
            return Err(Refusal::PlanChanged);
        }
        for one in changes {
            apply(writer, one, &desk.clock)?;
        }
        Ok::<_, Refusal>(CalendarCounts::of(&rows))
    })?;
    let outcome = match written.seq {
        Some(_) => Outcome::ImportedPlan(written.value),
        None => Outcome::Nothing,
    };
    Ok(Done {
        seq: written.seq,
        outcome,
        has_kept: false,
    })
}

fn apply(writer: &mut Writer<'_>, changes: Changes, clock: &Clock) -> Result<(), Refusal> {
    let put = |writer: &mut Writer<'_>, mut activity: Activity| {
        if activity.id.is_unset() {
            activity.id = clock.new_id();
        }
        writer.put(&activity)
    };
    let mut before = None;
    for change in changes.series {
        let mut series = change.series;
        if series.id.is_unset() {
            series.id = clock.new_id();
            series.follows = before;
        }
        before = Some(series.id);
        writer.put(&series)?;
        for gone in &change.dropped {
            writer.remove(gone)?;
        }
        for exception in change.exceptions {
            writer.put(&SeriesException {
                series: series.id,
                ..exception
            })?;
        }
        for row in change.rows {
            put(
                writer,
                Activity {
                    series: Some(series.id),
                    ..row
                },
            )?;
        }
    }
    for activity in changes.activities {
        put(writer, activity)?;
    }
    Ok(())
}
