//! Sign-in: the arrival of a child, of one that comes back, of one without a file.

use super::activities::begin::join;
use super::file_of;
use crate::desk::Desk;
use crate::desk::command::{Comeback, When};
use crate::desk::outcome::{Done, Outcome};
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::calendar::Calendar;
use crate::domain::tidy;
use crate::domain::{Attendance, Child, ChildId, Mark, Moment, Opening, Status};
use crate::house::home::{calendar_of, late_after};
use crate::store::{Act, ActKind, Writer};
use chrono::{Days, NaiveDate, NaiveDateTime};

/// Opens today's register if it is not open. The first sign-in opens it, and a sign-in after
/// closing opens it again, so that no child is in a closed house.
pub(super) fn opened(writer: &mut Writer<'_>, act: &Act) -> Result<(), Refusal> {
    let day = act.at.date_naive();
    let opening = match writer.get::<Opening>(&day.to_string())? {
        Some(open) if open.closed_at.is_none() => return Ok(()),
        Some(closed) => Opening {
            closed_at: None,
            closed_by: None,
            ..closed
        },
        None => Opening::new(day, act.at, act.actor),
    };
    Ok(writer.put(&opening)?)
}

pub(crate) fn sign_in(
    desk: &mut Desk,
    child: ChildId,
    when: When,
    comeback: Comeback,
) -> Result<Done, Refusal> {
    let now = desk.now();
    let (at, entered_late) = moment(now, when)?;
    let first = match when {
        When::Now => FirstDay::default(),
        When::At(_) => first_day(desk)?,
    };
    let lateness = Lateness::of(desk, at.date_naive())?;
    let act = desk.act(ActKind::SignIn).about(child);
    let keeps = changes_other_days(desk, at.date_naive())?;
    desk.step_keeping(&act, keeps, |writer| {
        let file = file_of(writer, child)?;
        if when != When::Now {
            check_not_too_early(&file, at, first)?;
        }
        let name = file.name.clone();
        welcome_back(writer, file.clone(), comeback, at.date_naive())?;
        let day = at.date_naive();
        let stays = writer.stays(child, day)?;
        if day == now.date_naive() && stays.is_empty() {
            still_in(writer, &file, now)?;
        }
        let row = arrival(&stays, &name, child, at)?;
        let mark = lateness.mark(&file, &row, at);
        writer.put(&Attendance {
            mark,
            entered_late,
            ..row
        })?;
        if day == now.date_naive() {
            opened(writer, &act)?;
        }
        let joined = if at < now {
            None
        } else {
            join(writer, &file, at)?
        };
        Ok(Outcome::SignedIn {
            name,
            at,
            is_late: day != now.date_naive(),
            joined,
        })
    })
}

/// Whether an arrival says something of other children too: an entry for an earlier day changes what is usual on it, and
/// one after closing opens a day again whose misses were counted.
pub(super) fn changes_other_days(desk: &Desk, day: NaiveDate) -> Result<bool, Refusal> {
    let today = desk.clock.today();
    let opening = desk.store.opening(today)?;
    Ok(day != today || opening.is_some_and(|one| one.closed_at.is_some()))
}

/// When a child counts as late on a day, by the minutes that the home has agreed on; `None` if nobody is.
struct Lateness(Option<(NaiveDateTime, Calendar)>);

impl Lateness {
    fn of(desk: &Desk, day: NaiveDate) -> Result<Self, Refusal> {
        let store = &desk.store;
        let Some(minutes) = late_after(store)? else {
            return Ok(Self(None));
        };
        let opened = store.opening(day)?.map(|one| one.opened_at.naive_local());
        let calendar = calendar_of(store)?;
        let from = calendar.asked_after_from(day, opened, minutes);
        Ok(Self(from.map(|from| (from, calendar))))
    }

    /// The mark of an arrival. Only the first one of an expected child can be late.
    fn mark(&self, file: &Child, row: &Attendance, at: Moment) -> Mark {
        match &self.0 {
            Some((from, calendar))
                if at.naive_local() > *from
                    && row.stay == 1
                    && calendar.expected(file, row.day) =>
            {
                Mark::Late
            }
            _ => row.mark,
        }
    }
}

/// Begins a file with the name only, and signs the child in: at the door nobody waits for a birth date.
pub(crate) fn sign_in_new(desk: &mut Desk, name: &str, when: When) -> Result<Done, Refusal> {
    let now = desk.now();
    let (at, entered_late) = moment(now, when)?;
    let name = tidy::person(name);
    if name.is_empty() {
        return Err(Refusal::Missing { field: "name" });
    }
    let mut file = Child::by_name(desk.clock.new_id(), &name, at.date_naive());
    let act = desk.act(ActKind::AddChild).about(file.id);
    desk.step(&act, |writer| {
        file.file_no = format!("{:04}", writer.highest_file_no()? + 1);
        writer.put(&file)?;
        let day = at.date_naive();
        writer.put(&Attendance {
            entered_late,
            ..Attendance::arrival(day, file.id, 1, at)
        })?;
        if day == now.date_naive() {
            opened(writer, &act)?;
        }
        Ok(Outcome::SignedIn {
            name,
            at,
            is_late: day != now.date_naive(),
            joined: None,
        })
    })
}

/// Refuses the arrival of a child who has been in the house since the evening: over midnight nobody comes
/// twice.
fn still_in(writer: &Writer<'_>, file: &Child, now: Moment) -> Result<(), Refusal> {
    let day = now.date_naive();
    if writer.get::<Opening>(&day.to_string())?.is_some() {
        return Ok(());
    }
    let before = writer.open_stay_before(file.id, day)?;
    match before.filter(|stay| !stay.is_of_before(now, false)) {
        Some(stay) => Err(Refusal::InSinceBefore {
            name: file.name.clone(),
            day: stay.day,
            since: stay.in_at,
        }),
        None => Ok(()),
    }
}

/// The row of an arrival: a new stay, or the day's absence changed to present.
fn arrival(
    stays: &[Attendance],
    name: &str,
    child: ChildId,
    at: Moment,
) -> Result<Attendance, Refusal> {
    let day = at.date_naive();
    let Some(last) = stays.last() else {
        return Ok(Attendance::arrival(day, child, 1, at));
    };
    if last.is_in() || last.untimed && last.mark.is_seen() {
        return Err(Refusal::AlreadyIn {
            name: name.to_owned(),
            since: last.in_at,
        });
    }
    if !last.mark.is_seen() {
        return Ok(Attendance::arrival(day, child, last.stay, at));
    }
    if last.out_at.is_some_and(|out| at < out) {
        return Err(Refusal::AlreadyIn {
            name: name.to_owned(),
            since: last.in_at,
        });
    }
    Ok(Attendance::arrival(day, child, last.stay + 1, at))
}

fn welcome_back(
    writer: &mut Writer<'_>,
    file: Child,
    comeback: Comeback,
    day: NaiveDate,
) -> Result<(), Refusal> {
    if file.status == Status::Enrolled {
        return Ok(());
    }
    // A late entry for a day before the child left needs no change of status.
    if file.left_on.is_some_and(|left| day <= left) {
        return Ok(());
    }
    match comeback {
        Comeback::Ask => Err(Refusal::NotEnrolled {
            child: file.id,
            name: file.name,
            status: file.status,
        }),
        Comeback::Accept => {
            let back = Child {
                status: Status::Enrolled,
                left_on: None,
                left_reason: String::new(),
                ..file
            };
            Ok(writer.put(&back)?)
        }
    }
}

/// Days before the program's first one of which a home still enters the paper sheets: a quarter. A year that
/// was mistyped is further away.
const PAPER_BEFORE: Days = Days::new(92);

impl Desk {
    /// Refuses a time that has not come, or that is before the child was born or the home kept a register.
    pub(crate) fn check_time(&self, child: ChildId, when: When) -> Result<(), Refusal> {
        let file = self.ask(Query::Names)?.child(child)?;
        let (at, _) = moment(self.now(), when)?;
        check_not_too_early(&file, at, first_day(self)?)
    }
}

/// How early something can be entered.
#[derive(Clone, Copy, Default)]
struct FirstDay {
    /// The first day of the register, or of the paper before it.
    home: Option<NaiveDate>,
    /// The day before which the register was deleted: it does not begin anew.
    kept: Option<NaiveDate>,
}

fn first_day(desk: &Desk) -> Result<FirstDay, Refusal> {
    let store = &desk.store;
    let paper = store.first_day()?.map(|first| first - PAPER_BEFORE);
    let days = [paper, store.first_register_day()?].into_iter();
    Ok(FirstDay {
        home: days.flatten().min(),
        kept: store.records_from()?,
    })
}

/// Refuses a time before the child was born, or before the home kept a register.
fn check_not_too_early(file: &Child, at: Moment, first: FirstDay) -> Result<(), Refusal> {
    let home = first
        .home
        .map(|first| file.joined_on.map_or(first, |joined| joined.min(first)));
    let days = [home, first.kept, file.born()].into_iter().flatten();
    let Some(first) = days.max() else {
        return Ok(());
    };
    if at.date_naive() < first {
        return Err(Refusal::TooEarly { first });
    }
    Ok(())
}

/// The time of the event, and whether it is entered late.
pub(super) fn moment(now: Moment, when: When) -> Result<(Moment, bool), Refusal> {
    match when {
        When::Now => Ok((now, false)),
        When::At(at) if at > now => Err(Refusal::Future),
        When::At(at) => Ok((at, at.date_naive() < now.date_naive())),
    }
}
