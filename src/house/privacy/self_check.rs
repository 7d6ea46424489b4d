//! What a home counts once a year about how it keeps its data: who looked, what went out, what was erased.
//!
//! Everything is counted from the journal and the rows; nothing is kept for it.

use crate::domain::calendar::Calendar;
use crate::domain::mask::{Covered, Mask};
use crate::domain::{Child, Look, LookKind, Moment, Staff, StaffId};
use crate::house::home::calendar_of;
use crate::store::{Act, ActKind, Record as _, Store, StoreError};
use chrono::{Datelike as _, Months, NaiveDate, NaiveTime, TimeDelta};
use std::collections::BTreeMap;

/// Minutes before opening and after closing in which somebody may still be at the desk.
const GRACE: i64 = 60;
/// Months after which a background check is repeated (article 62 of the law on minors).
const CHECK_MONTHS: u32 = 12;

/// A step of the year, and the members of staff whose rows it changed.
#[derive(Debug, Clone)]
pub(crate) struct YearStep {
    /// Who did what, when and why.
    pub(crate) act: Act,
    /// The staff whose rows were changed; read for changes of staff only.
    pub(crate) staff: Vec<String>,
}

/// What is counted.
#[derive(Debug)]
pub(crate) struct YearFacts {
    /// The present.
    pub(crate) now: Moment,
    /// All files.
    pub(crate) children: Vec<Child>,
    /// All staff, past members included.
    pub(crate) staff: Vec<Staff>,
    /// The home's calendar.
    pub(crate) calendar: Calendar,
    /// The looks of the year.
    pub(crate) looks: Vec<Look>,
    /// The steps of the year, the oldest first.
    pub(crate) steps: Vec<YearStep>,
}

/// The counts of a year.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SelfCheck {
    /// Files with a child's data, erased ones left out.
    pub(crate) on_file: usize,
    /// Those of children who are enrolled.
    pub(crate) enrolled: usize,
    /// Entries of the journal.
    pub(crate) entries: usize,
    /// Active staff.
    pub(crate) staff: Vec<Checked>,
    /// How often each person looked at what.
    pub(crate) looks: BTreeMap<(Option<StaffId>, LookKind), i64>,
    /// Looks on closed days, or more than an hour away from the opening hours; the oldest first.
    pub(crate) out_of_hours: Vec<Look>,
    /// Reports that were written to files.
    pub(crate) exports: Vec<Exported>,
    /// Erasures, and deletions of what was kept long enough.
    pub(crate) erasures: Vec<Step>,
    /// Changes of the list of staff, with the names that were changed.
    pub(crate) staff_changes: Vec<(Step, Vec<String>)>,
    /// Copies that were put in the place of the file.
    pub(crate) restores: Vec<Step>,
}

/// A member of staff with the last background check.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Checked {
    /// Which member of staff.
    pub(crate) id: StaffId,
    /// Day of the last check; `None` if there was none.
    pub(crate) last: Option<NaiveDate>,
    /// Whether there was none within a year.
    pub(crate) is_overdue: bool,
}

/// When, by whom and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// The moment.
    pub(crate) at: Moment,
    /// The member of staff.
    pub(crate) by: Option<StaffId>,
    /// The reason that stands in the journal; may be empty.
    pub(crate) reason: String,
}

/// An export, as the journal says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Exported {
    /// When, by whom, and the reason that was given; empty where none was needed.
    pub(crate) step: Step,
    /// Report and period.
    pub(crate) report: String,
    /// How much it shows; `None` if the journal does not say.
    pub(crate) mask: Option<Mask>,
    /// How many children it is about.
    pub(crate) children: Option<usize>,
}

/// The year that is meant where none is named: in January the one that is over, else this one so far.
pub(crate) fn usual_year(today: NaiveDate) -> i32 {
    if today.month() == 1 {
        today.year() - 1
    } else {
        today.year()
    }
}

/// The days of a year that are counted: to its end, or so far.
pub(crate) fn year_days(year: i32, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let last = NaiveDate::from_ymd_opt(year, 12, 31);
    let last = last.map(|last| if year == today.year() { today } else { last });
    (NaiveDate::from_ymd_opt(year, 1, 1), last)
}

/// Reads and counts a year.
pub(crate) fn self_check(store: &Store, year: i32, now: Moment) -> Result<SelfCheck, StoreError> {
    let is_of_year = |at: Moment| at.with_timezone(now.offset()).year() == year;
    let mut steps = Vec::new();
    store.each_entry((1, store.head()?.seq), |entry, changes| {
        if !is_of_year(entry.act.at) {
            return Ok(());
        }
        let mut staff = Vec::new();
        if entry.act.kind == ActKind::EditStaff {
            let changes = changes()?;
            let rows = changes.iter().filter(|one| one.kind == Staff::TABLE.name);
            let rows = rows.filter_map(|one| one.after.as_ref().or(one.before.as_ref()));
            staff.extend(rows.map(|fields| fields.text("name")));
        }
        steps.push(YearStep {
            act: entry.act,
            staff,
        });
        Ok(())
    })?;
    let looks = match bounds(year, now) {
        Some((from, to)) => store.looks(from, to)?,
        None => Vec::new(),
    };
    Ok(count(&YearFacts {
        now,
        children: store.all()?,
        staff: store.staff()?,
        calendar: calendar_of(store)?,
        looks,
        steps,
    }))
}

/// The first and the last second of a year, on the clock of `now`.
fn bounds(year: i32, now: Moment) -> Option<(Moment, Moment)> {
    let midnight = |year: i32| {
        let day = NaiveDate::from_ymd_opt(year, 1, 1)?;
        let at = day.and_time(NaiveTime::MIN);
        at.and_local_timezone(*now.offset()).single()
    };
    let (from, next) = (midnight(year)?, midnight(year.checked_add(1)?)?);
    Some((from, next - TimeDelta::seconds(1)))
}

/// Counts the facts of a year.
pub(crate) fn count(facts: &YearFacts) -> SelfCheck {
    let on_file = || facts.children.iter().filter(|child| !child.is_erased());
    let mut looks = BTreeMap::new();
    for look in &facts.looks {
        *looks.entry((look.staff, look.what)).or_default() += look.times;
    }
    let is_odd = |look: &&Look| is_out_of_hours(look.at(facts.now), &facts.calendar);
    let mut out_of_hours: Vec<Look> = facts.looks.iter().filter(is_odd).cloned().collect();
    out_of_hours.sort_by_key(|look| look.minute);
    let of_kind = |kind: ActKind| facts.steps.iter().filter(move |one| one.act.kind == kind);
    let plain = |kind: ActKind| of_kind(kind).map(|one| step(&one.act)).collect();
    let today = facts.now.date_naive();
    let active = facts.staff.iter().filter(|one| one.active);
    SelfCheck {
        on_file: on_file().count(),
        enrolled: on_file().filter(|child| child.status.is_here()).count(),
        entries: facts.steps.len(),
        staff: active.map(|one| checked(one, today)).collect(),
        looks,
        out_of_hours,
        exports: of_kind(ActKind::Export)
            .map(|one| exported(&one.act))
            .collect(),
        erasures: facts
            .steps
            .iter()
            .filter(|one| matches!(one.act.kind, ActKind::Erase | ActKind::DeleteOld))
            .map(|one| step(&one.act))
            .collect(),
        staff_changes: of_kind(ActKind::EditStaff)
            .map(|one| (step(&one.act), one.staff.clone()))
            .collect(),
        restores: plain(ActKind::Restore),
    }
}

fn checked(one: &Staff, today: NaiveDate) -> Checked {
    let is_recent = |last: NaiveDate| {
        let due = last.checked_add_months(Months::new(CHECK_MONTHS));
        due.is_none_or(|due| today <= due)
    };
    Checked {
        id: one.id,
        last: one.checked_on,
        is_overdue: !one.checked_on.is_some_and(is_recent),
    }
}

fn step(act: &Act) -> Step {
    Step {
        at: act.at,
        by: act.actor,
        reason: act.reason.clone(),
    }
}

/// Whether a moment lies on a closed day, or more than an hour away from each stretch of the opening hours.
pub(crate) fn is_out_of_hours(at: Moment, calendar: &Calendar) -> bool {
    let (day, grace) = (at.date_naive(), TimeDelta::minutes(GRACE));
    let at = at.naive_local();
    let is_near = |opens: NaiveTime, closes: NaiveTime| {
        day.and_time(opens) - grace <= at && at <= day.and_time(closes) + grace
    };
    let mut spans = calendar.spans(day).iter();
    !spans.any(|span| is_near(span.opens, span.closes))
}

/// Reads what the use case of exports writes as the reason of its entry: report, period, mask, number of children
/// in brackets, and the reason that was given. What is written otherwise is shown as it is.
pub(crate) fn exported(act: &Act) -> Exported {
    let parts = act.reason.match_indices(" (").find_map(|(at, _)| {
        let (head, rest) = act.reason.split_at_checked(at)?;
        let (children, rest) = rest.strip_prefix(" (")?.split_once(')')?;
        let reason = rest
            .strip_prefix(": ")
            .or_else(|| rest.is_empty().then_some(""))?;
        let is_cover = |word: &str| Covered::from_code(word).is_some();
        let covered = head.rsplit_once(' ').filter(|(_, last)| is_cover(last));
        let head = covered.map_or(head, |(before, _)| before);
        let head = head.strip_suffix(" public").unwrap_or(head);
        let (report, mask) = head.rsplit_once(' ')?;
        let mask = Mask::from_code(mask)?;
        Some((report, mask, children.parse().ok()?, reason))
    });
    match parts {
        Some((report, mask, children, reason)) => Exported {
            step: Step {
                reason: reason.to_owned(),
                ..step(act)
            },
            report: report.to_owned(),
            mask: Some(mask),
            children: Some(children),
        },
        None => Exported {
            step: step(act),
            report: String::new(),
            mask: None,
            children: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::ClosedDay;
    use crate::domain::hours::{SchoolPeriod, Stretch};
    use crate::domain::{ChildId, LookId, Role, Sex, Status};
    use rstest::rstest;

    const NOW: &str = "2026-11-23T17:00:00+08:00";

    fn moment(text: &str) -> Moment {
        format!("{text}:00+08:00").parse().unwrap()
    }

    /// Open on Mondays to Fridays from 16:30 to 18:30, and closed on 24 November.
    fn calendar() -> Calendar {
        let stretches: Vec<Stretch> = (1..=5)
            .map(|weekday| Stretch {
                period: SchoolPeriod::Term,
                weekday,
                nth: 1,
                opens: NaiveTime::from_hms_opt(16, 30, 0).unwrap(),
                closes: NaiveTime::from_hms_opt(18, 30, 0).unwrap(),
            })
            .collect();
        let closed = ClosedDay {
            day: "2026-11-24".parse().unwrap(),
            reason: String::new(),
        };
        Calendar::new(&stretches, vec![closed], Vec::new(), Vec::new())
    }

    fn id(number: u128) -> StaffId {
        StaffId(uuid::Uuid::from_u128(number))
    }

    fn staff(number: u128, checked: Option<&str>, active: bool) -> Staff {
        Staff {
            id: id(number),
            name: String::new(),
            role: Role::Helper,
            phone: String::new(),
            active,
            checked_on: checked.map(|day| day.parse().unwrap()),
        }
    }

    fn look(by: u128, what: LookKind, at: &str, times: i64) -> Look {
        Look {
            id: LookId::default(),
            minute: Look::minute_of(moment(at)),
            staff: Some(id(by)),
            what,
            child: None,
            times,
        }
    }

    fn did(kind: ActKind, reason: &str) -> YearStep {
        YearStep {
            act: Act::new(moment("2026-05-04T17:00"), Some(id(1)), kind).because(reason),
            staff: Vec::new(),
        }
    }

    fn child(status: Status) -> Child {
        let born = "2018-03-04".parse().unwrap();
        let child = Child::new(ChildId::default(), "1", "汪乐乐", Sex::Female, born);
        Child { status, ..child }
    }

    #[rstest]
    #[case::january("2027-01-31", 2026, "2026-12-31")]
    #[case::february("2027-02-01", 2027, "2027-02-01")]
    #[case::end("2026-12-31", 2026, "2026-12-31")]
    fn in_january_the_year_that_is_over_is_counted(
        #[case] today: &str,
        #[case] year: i32,
        #[case] last: &str,
    ) {
        let today = today.parse().unwrap();
        assert_eq!(usual_year(today), year);
        let (first, end) = year_days(year, today);
        assert_eq!(first.unwrap().to_string(), format!("{year}-01-01"));
        assert_eq!(end.unwrap().to_string(), last);
    }

    #[rstest]
    #[case::in_hours("2026-11-23T17:00", false)]
    #[case::an_hour_before("2026-11-23T15:30", false)]
    #[case::earlier("2026-11-23T15:29", true)]
    #[case::an_hour_after("2026-11-23T19:30", false)]
    #[case::later("2026-11-23T19:31", true)]
    #[case::closed("2026-11-24T17:00", true)]
    #[case::sunday("2026-11-22T17:00", true)]
    fn a_look_is_out_of_hours_on_closed_days_and_an_hour_away(
        #[case] at: &str,
        #[case] expected: bool,
    ) {
        assert_eq!(is_out_of_hours(moment(at), &calendar()), expected);
    }

    #[test]
    fn a_small_home_is_counted() {
        let exported = [
            "monthly 2026-10 full (12): asked by the township (again)",
            "own:odd (2) 2026 middle public (0)",
            "register 2026-11 full locked (3): asked",
            "evidence-sheet 2026-11 middle public plain (3)",
            "something of before",
        ];
        let mut steps: Vec<YearStep> = exported.map(|what| did(ActKind::Export, what)).into();
        steps.extend([
            did(ActKind::Erase, "asked"),
            did(ActKind::Restore, ""),
            did(ActKind::SignIn, ""),
            YearStep {
                staff: vec!["李强".to_owned()],
                ..did(ActKind::EditStaff, "")
            },
        ]);
        let night = look(2, LookKind::Register, "2026-11-23T23:10", 1);
        let counted = count(&YearFacts {
            now: NOW.parse().unwrap(),
            children: vec![child(Status::Enrolled), child(Status::Moved)],
            staff: vec![
                staff(1, Some("2025-11-23"), true),
                staff(2, Some("2025-11-22"), true),
                staff(3, None, true),
                staff(4, None, false),
            ],
            calendar: calendar(),
            looks: vec![
                night.clone(),
                look(2, LookKind::Register, "2026-11-23T17:00", 2),
                look(2, LookKind::File, "2026-11-23T17:01", 1),
                look(1, LookKind::File, "2026-11-20T16:00", 4),
            ],
            steps,
        });
        assert_eq!((counted.on_file, counted.enrolled), (2, 1));
        assert_eq!(counted.entries, 9);
        let overdue = counted.staff.iter().map(|one| one.is_overdue);
        assert_eq!(overdue.collect::<Vec<_>>(), [false, true, true]);
        let looks: Vec<_> = counted.looks.into_iter().collect();
        let expected = [
            ((Some(id(1)), LookKind::File), 4),
            ((Some(id(2)), LookKind::File), 1),
            ((Some(id(2)), LookKind::Register), 3),
        ];
        assert_eq!(looks, expected);
        assert_eq!(counted.out_of_hours, [night]);
        let exports = counted.exports.iter();
        let exports = exports.map(|one| {
            let reason = one.step.reason.as_str();
            (one.report.as_str(), one.mask, one.children, reason)
        });
        let expected = [
            (
                "monthly 2026-10",
                Some(Mask::Full),
                Some(12),
                "asked by the township (again)",
            ),
            ("own:odd (2) 2026", Some(Mask::Middle), Some(0), ""),
            ("register 2026-11", Some(Mask::Full), Some(3), "asked"),
            ("evidence-sheet 2026-11", Some(Mask::Middle), Some(3), ""),
            ("", None, None, "something of before"),
        ];
        assert_eq!(exports.collect::<Vec<_>>(), expected);
        assert_eq!(counted.erasures.len(), 1);
        assert_eq!(counted.erasures[0].reason, "asked");
        assert_eq!(counted.restores.len(), 1);
        assert_eq!(counted.staff_changes.len(), 1);
        assert_eq!(counted.staff_changes[0].1, ["李强"]);
    }
}
