//! Every rule beside what looks like its cause and is none: a table of all pairs.

use super::activities::time;
use super::*;
use crate::domain::ActivityId;
use crate::domain::activity::{Activity, Progress};
use crate::domain::rules::list::List;
use crate::domain::samples;

/// What explains an absence, or changes what the home can know of a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LookAlike {
    /// The home was closed on the days since the child came.
    Closed,
    /// They were public holidays.
    Holiday,
    /// Nobody took the register.
    NotTaken,
    /// The child was excused.
    Excused,
    /// It is the summer holiday, and the child is with its parents.
    WithParents,
    /// The child comes on Saturdays only, and came on the last one.
    Saturdays,
    /// The child joined yesterday.
    New,
    /// The child has left.
    Left,
    /// The home began yesterday after closing, and the child's file came with the list.
    Imported,
}

const ALL: [LookAlike; 9] = [
    LookAlike::Closed,
    LookAlike::Holiday,
    LookAlike::NotTaken,
    LookAlike::Excused,
    LookAlike::WithParents,
    LookAlike::Saturdays,
    LookAlike::New,
    LookAlike::Left,
    LookAlike::Imported,
];

impl LookAlike {
    /// The same home and child under it.
    fn of(self, mut world: World) -> World {
        let today = world.today();
        let yesterday = today - TimeDelta::days(1);
        let days = since_it_came(&world);
        let as_text: Vec<String> = days.iter().map(ToString::to_string).collect();
        let as_text: Vec<&str> = as_text.iter().map(String::as_str).collect();
        match self {
            Self::Closed => return world.closed_on(&as_text),
            Self::Holiday => world.holidays = days,
            Self::NotTaken => return world.not_taken(&as_text),
            Self::Excused => return world.excused(&as_text),
            Self::WithParents => {
                world.child.summer_plan = Some(SummerPlan::Parents);
                world.terms.insert(
                    0,
                    Term {
                        from_day: day("2026-07-01"),
                        to_day: today,
                        name: "暑假".to_owned(),
                        kind: TermKind::Holiday,
                    },
                );
            }
            Self::Saturdays => {
                world.saturdays = true;
                world.child.expected_days = [Weekday::Sat].into_iter().collect();
                let came: Vec<NaiveDate> = day("2026-06-06")
                    .iter_days()
                    .step_by(7)
                    .take_while(|day| *day < today)
                    .collect();
                let is_today = |one: &MarkedDay| one.day == today;
                world.days.retain(is_today);
                for day in came {
                    world.mark(day, Mark::Present);
                }
            }
            Self::New => {
                world.child.joined_on = Some(yesterday);
                world = forget_before(world, yesterday);
            }
            Self::Left => {
                world.child.status = Status::Moved;
                world.child.left_on = Some(yesterday);
            }
            Self::Imported => {
                world.began = yesterday;
                world.not_taken.push(yesterday);
                world.child.joined_on = None;
                world.child.id = made_on(yesterday);
                world = forget_before(world, yesterday);
            }
        }
        world
    }
}

/// An identifier that was made on a day.
fn made_on(on: NaiveDate) -> ChildId {
    let seconds = at(&format!("{on}T17:00")).timestamp();
    let context = uuid::ContextV7::new();
    let stamp = uuid::Timestamp::from_unix(&context, u64::try_from(seconds).unwrap(), 0);
    ChildId(Uuid::new_v7(stamp))
}

/// A home that does not know what was before a day: no register, visits and dates in the file.
fn forget_before(mut world: World, on: NaiveDate) -> World {
    let is_known = |day: &NaiveDate| *day >= on;
    world.days.retain(|one| is_known(&one.day));
    world.visits.retain(|one| is_known(&one.day));
    world.child.last_verified_on = world.child.last_verified_on.filter(is_known);
    world.problems.retain(|one| is_known(&one.opened_on));
    world.support = Support::default();
    world.child.risk_assessed_on = world.child.risk_assessed_on.filter(is_known);
    for contact in &mut world.contacts {
        contact.phone_verified_on = contact.phone_verified_on.filter(is_known);
    }
    for tag in &mut world.tags {
        tag.from_day = tag.from_day.filter(is_known);
    }
    let child = world.child.id;
    world.tags.iter_mut().for_each(|one| one.child = child);
    world
}

/// The working days after the last one on which the child came, or today if it did.
fn since_it_came(world: &World) -> Vec<NaiveDate> {
    let today = world.today();
    let before = |one: &&MarkedDay| one.mark.is_seen() && one.day < today;
    let last = world.days.iter().filter(before).map(|one| one.day).max();
    let first = last.unwrap_or(today - TimeDelta::days(90)) + TimeDelta::days(1);
    let days = first.iter_days().take_while(|day| *day <= today);
    let days = days.filter(|day| day.weekday().number_from_monday() <= 5);
    days.collect()
}

/// A row: the rule, a home in which it holds, and a cell for each look-alike in their order: `!` if it holds all the same,
/// `.` if it is quiet.
struct Row {
    rule: RuleId,
    world: fn() -> World,
    cells: &'static str,
}

const fn row(rule: RuleId, world: fn() -> World, cells: &'static str) -> Row {
    Row { rule, world, cells }
}

#[rustfmt::skip]
const TABLE: &[Row] = &[
    // Columns: closed, holiday, not taken, excused, with parents, Saturdays, new, left, imported.
    //
    // Of a new child and of a new home the days since then are missed: today, and of the new child yesterday too. Nothing
    // before that is. Whoever came on Saturday was seen.
    row(RuleId::S1, not_in_yet,     ". . . . . . ! . !"),
    row(RuleId::S2, nobody_answers, ". . . . . . ! . !"),
    row(RuleId::S3, three_missed,   ". . . . . . ! . ."),
    row(RuleId::S4, eleven_missed,  ". . . . . . . . ."),
    // What explains an absence is no sighting: every day of the calendar counts.
    row(RuleId::S5, long_unseen,    "! ! ! ! ! . . . ."),
    row(RuleId::S6, comes_less,     ". . . . . . . . ."),
    // The child is in the house, or was fetched from there: it was not absent, and only a child who is excused was not
    // there either. S7 knows no closing time on a day that has no hours; S9 counts whoever is in.
    row(RuleId::S7, still_in,       ". . ! . ! ! ! . !"),
    row(RuleId::S8, unlisted,       "! ! ! . ! ! ! . !"),
    row(RuleId::S9, one_and_nobody, "! ! ! . ! ! ! ! !"),
    // A visit is due whether or not the child comes. What is due by the month, the year or the risk begins with the file;
    // only after an incident it is due at once. In summer only who stays is visited.
    row(RuleId::V1, never_visited,  "! ! ! ! ! ! . . ."),
    row(RuleId::V2, special,        "! ! ! ! ! ! . . ."),
    row(RuleId::V3, at_risk,        "! ! ! ! ! ! . . ."),
    row(RuleId::V4, in_summer,      "! ! ! ! . ! . . ."),
    row(RuleId::V5, not_met,        "! ! ! ! ! ! . . ."),
    row(RuleId::V6, incident_found, "! ! ! ! ! ! ! . !"),
    // The law is never suspended by an absence or its reason; the fortnight and the month of L3 and L4 begin with the file.
    row(RuleId::L1, too_young,      "! ! ! ! ! ! ! . !"),
    row(RuleId::L2, alone,          "! ! ! ! ! ! ! . !"),
    row(RuleId::L3, no_agreement,   "! ! ! ! ! ! . . ."),
    row(RuleId::L4, no_agreement,   "! ! ! ! ! ! . . ."),
    row(RuleId::L5, barred,         "! ! ! ! ! ! ! . !"),
    row(RuleId::L6, incident_found, "! ! ! ! ! ! ! . !"),
    // A file gets old on closed days too. A new one is not old, but the quarter's check and a birthday do not wait; the
    // check of the staff has nothing to do with a child.
    row(RuleId::D1, old_file,       "! ! ! ! ! ! . . ."),
    row(RuleId::D2, old_phone,      "! ! ! ! ! ! . . ."),
    row(RuleId::D3, old_risk,       "! ! ! ! ! ! . . ."),
    row(RuleId::D4, in_december,    "! ! ! ! ! ! ! . !"),
    row(RuleId::D5, near_sixteen,   "! ! ! ! ! ! ! . !"),
    row(RuleId::D6, never_checked,  "! ! ! ! ! ! ! ! !"),
    // A family has its right whatever its child does, and after it has left.
    row(RuleId::D7, family_asked,   "! ! ! ! ! ! ! ! !"),
    // A file is kept from the day of leaving on, whatever happened before; who left yesterday is kept.
    row(RuleId::D8, left_long_ago,  "! ! ! ! ! ! ! . !"),
    // What was promised is due whether or not the child comes. In the school holidays, and while the child is with its parents, a
    // pairing rests. A new home and a new child were promised nothing.
    row(RuleId::P1, support::contact_due,  "! ! ! ! . ! . . ."),
    row(RuleId::P2, support::measure_due,  "! ! ! ! ! ! . . ."),
    row(RuleId::P3, support::nobody,       "! ! ! ! ! ! . . ."),
    row(RuleId::P4, support::benefit_ends, "! ! ! ! ! ! . . ."),
    row(RuleId::P5, support::not_at_school, "! ! ! ! ! ! . . ."),
    row(RuleId::P6, support::not_reviewed, "! ! ! ! ! ! . . ."),
    // About the home: what is true of one child, or of a day, changes nothing. A4 asks of the children who are there, A5 of
    // open days. Nothing is asked of the week, the month and the days before the home began.
    row(RuleId::A1, empty_week,     "! ! ! ! ! ! ! ! ."),
    row(RuleId::A2, no_talk,        "! ! ! ! ! ! ! ! ."),
    row(RuleId::A3, no_policy,      "! ! ! ! ! ! ! ! ."),
    row(RuleId::A4, no_drill,       "! ! ! ! ! ! ! . !"),
    row(RuleId::A5, lost_register,  ". . ! ! ! ! ! ! ."),
];

/// Whether a rule holds, alone or in the matter of another one. V5 has no matter of its own: it holds if the visit that
/// met nobody left the one on visits open.
fn holds(world: &World, rule: RuleId) -> bool {
    let flags = world.asked(flags);
    let is_it = |flag: &Flag| match rule {
        RuleId::V5 => {
            let is_told = |one: &Reason| matches!(one, Reason::Visit(VisitReason::NotMet { .. }));
            flag.list() == List::ToVisit && flag.reasons.iter().any(is_told)
        }
        _ => flag.rule == rule || flag.rules.iter().any(|held| held.rule == rule),
    };
    flags.iter().any(is_it)
}

#[test]
fn every_rule_beside_its_look_alikes() {
    let mut wrong = Vec::new();
    for Row { rule, world, cells } in TABLE {
        assert!(holds(&world(), *rule), "{rule:?} does not hold by itself");
        let cell = |one: &LookAlike| {
            if holds(&one.of(world()), *rule) {
                "!"
            } else {
                "."
            }
        };
        let found = ALL.iter().map(cell).collect::<Vec<_>>().join(" ");
        if found != *cells {
            wrong.push(format!(
                "{rule:?}: {cells} in the table, {found} by the rules"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_row() {
    for rule in RuleId::ALL {
        assert!(TABLE.iter().any(|row| row.rule == *rule), "{rule:?}");
    }
}

fn came() -> World {
    World::new().came("2026-08-31", TODAY)
}

fn open_at(world: World, time: &str) -> World {
    world.with(|world| {
        world.now = at(&format!("{TODAY}T{time}"));
        world.is_closed = false;
    })
}

fn not_in_yet() -> World {
    open_at(World::new().came("2026-08-31", "2026-11-23"), "17:30")
}

fn nobody_answers() -> World {
    let world = World::new().came("2026-08-31", "2026-11-19");
    let world = world.rang(TODAY, CallResult::NoAnswer);
    world.rang(TODAY, CallResult::NoAnswer)
}

fn three_missed() -> World {
    World::new().came("2026-08-31", "2026-11-19")
}

fn eleven_missed() -> World {
    World::new().came("2026-08-31", "2026-11-09")
}

/// A key child without agreed days who was last seen 35 days ago.
fn long_unseen() -> World {
    let world = World::new().never_visited();
    let world = world.came("2026-10-20", "2026-10-20");
    world.tagged(TagCode::Key, "2026-01-01").with(|world| {
        world.child.expected_days = Weekdays::NONE;
    })
}

/// Came every day, then once a week.
fn comes_less() -> World {
    let mut world = World::new().came("2026-08-31", "2026-10-27");
    world.set(&[(&book::S6_FALL, 50)]);
    for on in ["2026-11-03", "2026-11-10"] {
        world.mark(day(on), Mark::Present);
    }
    world.on("2026-11-16T20:00")
}

fn still_in() -> World {
    open_at(came(), "19:00").with(|world| world.days.last_mut().unwrap().is_in = true)
}

fn unlisted() -> World {
    came().with(|world| world.days.last_mut().unwrap().unlisted = true)
}

/// A child in the house, and no active staff.
fn one_and_nobody() -> World {
    open_at(came(), "17:30").with(|world| world.days.last_mut().unwrap().is_in = true)
}

fn never_visited() -> World {
    came().never_visited()
}

/// A child of another category, not visited since October.
fn special() -> World {
    let world = World::new()
        .never_visited()
        .came("2026-08-31", "2026-11-25");
    let world = world.tagged(TagCode::Dfuc, "2026-01-01");
    world.visited("2026-10-12", true).on("2026-11-25T20:00")
}

fn at_risk() -> World {
    came().with(|world| {
        world.child.risk = Some(Risk::Yellow);
        world.child.risk_assessed_on = Some(day("2026-11-20"));
    })
}

fn in_summer() -> World {
    let world = World::new()
        .never_visited()
        .tagged(TagCode::Lbc, "2026-01-01");
    let world = world.came("2026-05-04", "2026-07-20");
    world.visited("2026-07-06", true).on("2026-07-20T20:00")
}

fn not_met() -> World {
    came().never_visited().visited("2026-11-24", false)
}

fn incident_found() -> World {
    came().with(|world| world.incidents.push(cases::incident("2026-11-23", None)))
}

fn too_young() -> World {
    alone().with(|world| world.child.birth_date = day("2020-01-01"))
}

fn alone() -> World {
    came().with(|world| world.child.care_mode = Some(CareMode::Nobody))
}

fn no_agreement() -> World {
    came().tagged(TagCode::Lbc, "2026-09-01")
}

fn barred() -> World {
    came().with(|world| world.contacts[0].barred_since = Some(day("2026-11-01")))
}

fn old_file() -> World {
    came().with(|world| world.child.last_verified_on = Some(day("2026-10-20")))
}

fn old_phone() -> World {
    came().with(|world| world.contacts[0].phone_verified_on = Some(day("2026-08-01")))
}

fn old_risk() -> World {
    came().with(|world| {
        world.child.risk = Some(Risk::Green);
        world.child.risk_assessed_on = Some(day("2026-05-01"));
    })
}

fn in_december() -> World {
    let world = World::new().came("2026-08-31", "2026-12-01");
    world.on("2026-12-01T20:00").with(|world| {
        world.child.last_verified_on = Some(day("2026-09-30"));
    })
}

fn near_sixteen() -> World {
    let world = came().tagged(TagCode::Mig, "2026-01-01");
    world.with(|world| world.child.birth_date = day("2011-01-10"))
}

fn family_asked() -> World {
    let world = came();
    let request = samples::request(world.child.id, day("2026-11-20"));
    world.with(|world| world.requests.push(request))
}

fn left_long_ago() -> World {
    came().with(|world| {
        world.child.status = Status::Moved;
        world.child.left_on = Some(day("2025-11-01"));
    })
}

fn never_checked() -> World {
    came().with(|world| {
        world.staff.push(Staff {
            id: StaffId::default(),
            name: "王主任".to_owned(),
            role: Role::Director,
            phone: String::new(),
            active: true,
            checked_on: None,
        });
    })
}

/// The home planned until last week.
fn empty_week() -> World {
    let world = World::new().came("2026-08-31", "2026-11-26");
    planned(world.on("2026-11-26T20:00"), "2026-11-17")
}

fn planned(mut world: World, held: &str) -> World {
    world.programme.activities.push(Activity {
        id: ActivityId(Uuid::from_u128(300)),
        progress: Progress::Held,
        ..Activity::new(day(held), time(17), time(18), "READ".parse().unwrap())
    });
    world
}

fn no_talk() -> World {
    let world = World::new().came("2026-03-02", "2026-04-20");
    world.on("2026-04-20T20:00")
}

fn no_policy() -> World {
    let world = World::new().came("2026-08-31", "2026-11-25");
    world.on("2026-11-25T20:00")
}

fn no_drill() -> World {
    let world = World::new().came("2026-08-31", "2026-12-21");
    world.on("2026-12-21T20:00").with(|world| {
        world.terms.push(Term {
            from_day: day("2026-09-01"),
            to_day: day("2027-01-20"),
            name: String::new(),
            kind: TermKind::Term,
        });
    })
}

/// On Monday nobody took the register.
fn lost_register() -> World {
    let world = World::new().came("2026-08-31", "2026-11-20");
    let world = world.not_taken(&["2026-11-23"]);
    // Before that are weekends on which the whole country works.
    world.with(|world| world.began = day("2026-11-01"))
}
