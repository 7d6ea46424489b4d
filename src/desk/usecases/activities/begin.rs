//! A talk begins while the children are there: those in the house take part at once, and whoever
//! signs in while it runs joins it with the time of coming.

use super::rows::{check, find, known_row, note_moved};
use crate::desk::Desk;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::domain::activity::{Progress, TakingPart, Which};
use crate::domain::{Activity, Child, Moment};
use crate::store::{ActKind, Writer};

/// Begins a planned activity of today. An activity that was held already stays as it is recorded.
pub(crate) fn begin(desk: &mut Desk, which: Which) -> Result<Done, Refusal> {
    let now = desk.now();
    let today = now.date_naive();
    let new_id = desk.clock.new_id();
    let actor = desk.actor;
    let act = desk.act(ActKind::HoldActivity);
    desk.step(&act, |writer| {
        let mut activity = find(writer, which)?;
        if activity.progress == Progress::Held {
            return Ok(Outcome::Nothing);
        }
        if activity.day != today {
            return Err(Refusal::NotToday { day: activity.day });
        }
        check(&activity.title, activity.starts, activity.ends)?;
        activity.id = known_row(writer, &activity)?.map_or(new_id, |one| one.id);
        activity.progress = Progress::Held;
        activity.begun = Some(now.time());
        activity.organiser = activity.organiser.or(actor);
        note_moved(&mut activity);
        writer.put(&activity)?;
        let mut count = 0;
        for stay in writer.inside(today)? {
            let Some(file) = writer.get::<Child>(&stay.child.to_string())? else {
                continue;
            };
            if !is_meant(writer, &activity, &file)? {
                continue;
            }
            writer.put(&TakingPart {
                activity: activity.id,
                child: file.id,
                came: None,
            })?;
            count += 1;
        }
        // A talk to nobody would stand as held.
        if count == 0 {
            return Err(Refusal::NobodyInside);
        }
        Ok(Outcome::Begun {
            title: activity.title,
            count,
        })
    })
}

fn is_meant(writer: &Writer<'_>, activity: &Activity, file: &Child) -> Result<bool, Refusal> {
    let tags = writer.tags(file.id)?;
    Ok(activity.expected.means(file, &tags, activity.day))
}

/// Adds a child that signs in to the activity that is going on; returns the title of that activity.
pub(crate) fn join(
    writer: &mut Writer<'_>,
    file: &Child,
    at: Moment,
) -> Result<Option<String>, Refusal> {
    let (day, time) = (at.date_naive(), at.time());
    let begun = writer.begun(day)?;
    for activity in begun.into_iter().filter(|one| one.is_running(day, time)) {
        let there = writer.taking_part(activity.id)?;
        let is_there = there.iter().any(|one| one.child == file.id);
        if is_there || !is_meant(writer, &activity, file)? {
            continue;
        }
        writer.put(&TakingPart {
            activity: activity.id,
            child: file.id,
            came: Some(time),
        })?;
        return Ok(Some(activity.title));
    }
    Ok(None)
}
