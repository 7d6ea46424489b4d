//! Tests of planning and holding activities with a desk in memory.

use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::CalendarChange;
use crate::desk::command::activity::{ActivityStep, Holding, Slot};
use crate::desk::command::{Command, File, HomeSetup};
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::domain::activity::coverage::{Season, terms_to_copy};
use crate::domain::activity::weeks::{Week, WeekState};
use crate::domain::activity::{Expected, HomeTopic, Recurrence, State, Which};
use crate::domain::calendar::{Term, TermKind};
use crate::domain::child::Sex;
use crate::domain::visit::VisitKind;
use crate::domain::{
    Activity, ActivityId, Child, ChildId, Moment, Role, Series, Staff, StaffId, Visit, VisitId,
};
use crate::exchange::ics::Incoming;
use crate::house::home::home_facts;
use crate::house::matters::RuleInput;
use chrono::{NaiveDate, NaiveTime};
use rstest::rstest;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap()
}

fn clock(on: &str) -> Clock {
    let at = Moment::parse_from_rfc3339(&format!("{on}T18:30:00+08:00"));
    Clock::fixed(at.unwrap())
}

/// The last weeks, oldest first; the current week is the last.
fn weeks(desk: &Desk) -> Result<Vec<Week>, Refusal> {
    let Some(home) = home_facts(&desk.store)? else {
        return Ok(Vec::new());
    };
    let now = desk.now();
    let (roster, known) = (desk.store.roster()?, desk.store.known(now.date_naive())?);
    Ok(RuleInput::new(&roster, &home, &known).weeks(now))
}

/// The term whose plan can be copied, and its target; `None` without both.
fn season_to_copy(desk: &Desk) -> Result<Option<(Season, Season)>, Refusal> {
    let terms: Vec<Term> = desk.store.all()?;
    Ok(terms_to_copy(&terms, desk.clock.today()))
}

/// A home on a day, with this number of children.
fn desk(on: &str, count: usize) -> (Desk, Vec<ChildId>) {
    let mut desk = Desk::in_memory(clock(on)).unwrap();
    let setup = HomeSetup {
        name: "青石坳儿童之家".into(),
        village: "青石坳村".into(),
        township: "云溪镇".into(),
        county: "灯影县".into(),
        director: "周敏".into(),
        hours: "Mon-Fri 16:30-18:30".parse().unwrap(),
    };
    desk.perform(Command::SetUp(Box::new(setup))).unwrap();
    let children = (0..count).map(|nth| {
        let id = desk.clock.new_id();
        let born = day("2016-05-01");
        let child = Child::new(id, "", &format!("孩子{nth}"), Sex::Male, born);
        let file = File {
            child,
            contacts: Vec::new(),
            tags: Vec::new(),
        };
        desk.perform(Command::AddChild(Box::new(file))).unwrap();
        id
    });
    let children = children.collect();
    (desk, children)
}

fn talk(on: &str) -> Activity {
    Activity {
        title: "防溺水讲座".to_owned(),
        ..Activity::new(day(on), time(17), time(18), "DROWN".parse().unwrap())
    }
}

fn weekly(from: &str) -> Series {
    Series {
        title: "防溺水讲座".to_owned(),
        ..Series::new(
            day(from),
            (time(17), time(18)),
            Recurrence::Weekly,
            "DROWN".parse().unwrap(),
        )
    }
}

fn perform(desk: &mut Desk, step: ActivityStep) -> Result<Done, Refusal> {
    desk.perform(Command::Activity(step))
}

fn plan_series(desk: &mut Desk, series: Series) -> Series {
    perform(desk, ActivityStep::PlanSeries(Box::new(series))).unwrap();
    desk.programme().unwrap().series.pop().unwrap()
}

fn hold(desk: &mut Desk, which: Which, children: &[ChildId]) -> Result<Done, Refusal> {
    let activity = desk.programme().unwrap().find(which).unwrap();
    let holding = Holding {
        activity,
        children: children.to_vec(),
    };
    perform(desk, ActivityStep::Hold(Box::new(holding)))
}

fn listed(desk: &Desk, from: &str, to: &str) -> Vec<(String, State)> {
    let all = desk.activities(day(from), day(to)).unwrap();
    all.into_iter()
        .map(|one| (one.activity.day.to_string(), one.state))
        .collect()
}

fn slot(on: &str) -> Slot {
    Slot {
        day: day(on),
        starts: time(16),
        ends: time(17),
    }
}

fn is_sound(desk: &Desk) {
    assert_eq!(desk.store.verify().unwrap().findings, []);
}

#[test]
fn a_weekly_talk_is_planned_moved_held_twice_and_one_is_told_at_a_visit() {
    let (mut desk, ids) = desk("2026-06-19", 6);
    let series = plan_series(&mut desk, weekly("2026-06-02"));
    let instance = |on| Which::Instance(series.id, day(on));
    hold(&mut desk, instance("2026-06-02"), &ids[0..2]).unwrap();
    let to = slot("2026-06-11");
    let which = instance("2026-06-09");
    let reason = "下大雨".to_owned();
    perform(&mut desk, ActivityStep::Move { which, to, reason }).unwrap();
    hold(&mut desk, which, &ids[1..3]).unwrap();
    assert_eq!(
        listed(&desk, "2026-06-01", "2026-06-30"),
        [
            ("2026-06-02".to_owned(), State::Held),
            ("2026-06-11".to_owned(), State::Held),
            ("2026-06-16".to_owned(), State::Missed),
            ("2026-06-23".to_owned(), State::Planned),
            ("2026-06-30".to_owned(), State::Planned),
        ]
    );
    let topic = || "DROWN".parse().unwrap();
    let season = desk.season(&topic()).unwrap();
    assert_eq!(desk.coverage(topic(), season).unwrap().missing, &ids[3..6]);
    let visit = Visit {
        child_seen: true,
        talk: Some(topic()),
        ..Visit::new(
            VisitId::default(),
            ids[4],
            day("2026-06-18"),
            VisitKind::Special,
        )
    };
    desk.perform(Command::RecordVisits(vec![visit])).unwrap();
    assert_eq!(
        desk.coverage(topic(), season).unwrap().missing,
        [ids[3], ids[5]]
    );
    let strip: Vec<WeekState> = weeks(&desk)
        .unwrap()
        .into_iter()
        .map(|one| one.state)
        .collect();
    assert_eq!(
        strip,
        [
            WeekState::Before,
            WeekState::Before,
            WeekState::Held,
            WeekState::Held,
            WeekState::Nothing,
        ]
    );
    assert_eq!(desk.store.last_seen().unwrap()[&ids[0]], day("2026-06-02"));
    is_sound(&desk);
}

#[test]
fn every_step_can_be_taken_back_and_done_again() {
    let (mut desk, ids) = desk("2026-06-05", 2);
    let series = plan_series(&mut desk, weekly("2026-06-02"));
    let which = Which::Instance(series.id, day("2026-06-02"));
    hold(&mut desk, which, &ids).unwrap();
    assert_eq!(desk.store.last_seen().unwrap().len(), 2);
    desk.perform(Command::Undo).unwrap();
    assert!(desk.store.last_seen().unwrap().is_empty());
    assert_eq!(
        listed(&desk, "2026-06-01", "2026-06-05")[0].1,
        State::Missed
    );
    desk.perform(Command::Redo).unwrap();
    assert_eq!(desk.store.last_seen().unwrap().len(), 2);
    desk.perform(Command::Undo).unwrap();
    desk.perform(Command::Undo).unwrap();
    assert!(desk.programme().unwrap().series.is_empty());
    is_sound(&desk);
}

#[test]
fn who_took_part_can_be_corrected() {
    let (mut desk, ids) = desk("2026-06-05", 3);
    let holding = Holding {
        activity: talk("2026-06-04"),
        children: ids[0..2].to_vec(),
    };
    let outcome = perform(&mut desk, ActivityStep::Hold(Box::new(holding)))
        .unwrap()
        .outcome;
    assert!(matches!(outcome, Outcome::Held { count: 2, .. }));
    let row = desk.programme().unwrap().activities.pop().unwrap();
    assert!(row.entered_late && row.organiser.is_some());
    let children = ids[1..3].to_vec();
    let activity = row.id;
    perform(&mut desk, ActivityStep::TakingPart { activity, children }).unwrap();
    assert_eq!(desk.store.taking_part(activity).unwrap(), ids[1..3]);
    assert!(!desk.store.last_seen().unwrap().contains_key(&ids[0]));
    is_sound(&desk);
}

#[test]
fn what_was_held_is_not_moved_called_off_or_planned_anew() {
    let (mut desk, ids) = desk("2026-06-12", 1);
    let series = plan_series(&mut desk, weekly("2026-06-02"));
    let which = Which::Instance(series.id, day("2026-06-09"));
    hold(&mut desk, which, &ids).unwrap();
    let reason = || "下大雨".to_owned();
    let row = desk.programme().unwrap().find(which).unwrap();
    let steps = [
        ActivityStep::Move {
            which,
            to: slot("2026-06-11"),
            reason: reason(),
        },
        ActivityStep::Cancel {
            which,
            reason: reason(),
        },
        ActivityStep::Reinstate(Which::Single(row.id)),
        ActivityStep::Plan(Box::new(row)),
        ActivityStep::EditSeries {
            series: Box::new(series.clone()),
            from: day("2026-06-09"),
        },
        ActivityStep::EndSeries {
            series: series.id,
            from: day("2026-06-03"),
            reason: reason(),
        },
    ];
    for step in steps {
        let outcome = perform(&mut desk, step.clone());
        assert!(
            matches!(outcome, Err(Refusal::HeldAlready { .. })),
            "{step:?}"
        );
    }
}

#[test]
fn a_series_edited_from_here_on_leaves_the_past_alone_and_keeps_what_was_called_off() {
    let (mut desk, ids) = desk("2026-06-19", 1);
    let series = plan_series(&mut desk, weekly("2026-06-02"));
    let instance = |on| Which::Instance(series.id, day(on));
    hold(&mut desk, instance("2026-06-02"), &ids).unwrap();
    let reason = || "停电".to_owned();
    let which = instance("2026-06-30");
    perform(
        &mut desk,
        ActivityStep::Cancel {
            which,
            reason: reason(),
        },
    )
    .unwrap();
    let later = Series {
        weekdays: "4".parse_days(),
        starts: time(16),
        ..series.clone()
    };
    let from = day("2026-06-20");
    let step = ActivityStep::EditSeries {
        series: Box::new(later),
        from,
    };
    perform(&mut desk, step).unwrap();
    assert_eq!(
        listed(&desk, "2026-06-01", "2026-07-10"),
        [
            ("2026-06-02".to_owned(), State::Held),
            ("2026-06-09".to_owned(), State::Missed),
            ("2026-06-16".to_owned(), State::Missed),
            ("2026-06-25".to_owned(), State::Planned),
            ("2026-07-02".to_owned(), State::Cancelled),
            ("2026-07-09".to_owned(), State::Planned),
        ]
    );
    assert_eq!(desk.programme().unwrap().exceptions.len(), 1);
    desk.perform(Command::Undo).unwrap();
    assert_eq!(listed(&desk, "2026-06-20", "2026-06-30")[0].0, "2026-06-23");
    let end = ActivityStep::EndSeries {
        series: series.id,
        from,
        reason: reason(),
    };
    perform(&mut desk, end).unwrap();
    assert_eq!(listed(&desk, "2026-06-20", "2026-12-31"), []);
    is_sound(&desk);
}

trait ParseDays {
    fn parse_days(&self) -> crate::domain::Weekdays;
}
impl ParseDays for str {
    fn parse_days(&self) -> crate::domain::Weekdays {
        crate::domain::Weekdays::from_digits(self).unwrap()
    }
}

#[test]
fn an_instance_is_called_off_and_put_back_a_single_one_moved_and_put_back() {
    let (mut desk, _) = desk("2026-06-01", 0);
    let series = plan_series(&mut desk, weekly("2026-06-02"));
    let which = Which::Instance(series.id, day("2026-06-09"));
    let reason = || "停电".to_owned();
    perform(
        &mut desk,
        ActivityStep::Cancel {
            which,
            reason: reason(),
        },
    )
    .unwrap();
    assert_eq!(
        listed(&desk, "2026-06-09", "2026-06-09")[0].1,
        State::Cancelled
    );
    perform(&mut desk, ActivityStep::Reinstate(which)).unwrap();
    assert_eq!(
        listed(&desk, "2026-06-09", "2026-06-09")[0].1,
        State::Planned
    );

    perform(&mut desk, ActivityStep::Plan(Box::new(talk("2026-06-03")))).unwrap();
    let id = desk.programme().unwrap().activities[0].id;
    let which = Which::Single(id);
    for to in ["2026-06-04", "2026-06-05"] {
        let to = slot(to);
        let reason = reason();
        perform(&mut desk, ActivityStep::Move { which, to, reason }).unwrap();
    }
    let row = desk.programme().unwrap().find(which).unwrap();
    assert_eq!(
        (row.day, row.moved_from),
        (day("2026-06-05"), Some(day("2026-06-03")))
    );
    assert_eq!(listed(&desk, "2026-06-05", "2026-06-05")[0].1, State::Moved);
    perform(&mut desk, ActivityStep::Reinstate(which)).unwrap();
    assert_eq!(
        listed(&desk, "2026-06-03", "2026-06-03")[0].1,
        State::Planned
    );
}

#[rstest]
#[case::without_title(Activity { title: String::new(), ..talk("2026-06-03") }, "title")]
#[case::ends_before_it_starts(Activity { ends: time(16), ..talk("2026-06-03") }, "ends")]
fn what_no_activity_can_be(#[case] activity: Activity, #[case] field: &str) {
    let (mut desk, _) = desk("2026-06-01", 0);
    let refused = perform(&mut desk, ActivityStep::Plan(Box::new(activity))).unwrap_err();
    assert_eq!(refused.field(), Some(field));
}

#[test]
fn what_cannot_be_is_refused_and_leaves_no_trace() {
    let (mut desk, ids) = desk("2026-06-01", 1);
    let series = plan_series(&mut desk, weekly("2026-06-02"));
    let last = desk.store.last_entry().unwrap().unwrap().seq;
    let tomorrow = Which::Instance(series.id, day("2026-06-02"));
    assert!(matches!(
        hold(&mut desk, tomorrow, &ids),
        Err(Refusal::Future)
    ));
    let no_day = Which::Instance(series.id, day("2026-06-03"));
    let nobody = Which::Single(ActivityId::default());
    for which in [no_day, nobody] {
        let step = ActivityStep::Cancel {
            which,
            reason: "停电".to_owned(),
        };
        assert!(matches!(
            perform(&mut desk, step),
            Err(Refusal::UnknownActivity)
        ));
    }
    let step = ActivityStep::Cancel {
        which: tomorrow,
        reason: " ".to_owned(),
    };
    assert!(matches!(
        perform(&mut desk, step),
        Err(Refusal::Missing { field: "reason" })
    ));
    let ended = Series {
        ends_on: Some(day("2026-06-01")),
        ..weekly("2026-06-02")
    };
    let step = ActivityStep::PlanSeries(Box::new(ended));
    assert!(matches!(
        perform(&mut desk, step),
        Err(Refusal::LastBeforeFirst)
    ));
    let stranger = Holding {
        activity: talk("2026-06-01"),
        children: vec![ChildId::default()],
    };
    let step = ActivityStep::Hold(Box::new(stranger));
    assert!(matches!(
        perform(&mut desk, step),
        Err(Refusal::UnknownChild { .. })
    ));
    assert_eq!(desk.store.last_entry().unwrap().unwrap().seq, last);
}

#[test]
fn a_missed_week_gets_its_reason_from_a_director() {
    let (mut desk, _) = desk("2026-11-23", 0);
    perform(&mut desk, ActivityStep::Plan(Box::new(talk("2026-11-10")))).unwrap();
    let step = |reason: &str| ActivityStep::ExplainWeek {
        week: day("2026-11-18"),
        reason: reason.to_owned(),
    };
    let director = desk.actor.unwrap();
    let helper = helper(&mut desk);
    desk.seat(helper);
    let refused = perform(&mut desk, step("大雪封路"));
    assert!(matches!(refused, Err(Refusal::DirectorOnly)));
    desk.seat(director);
    perform(&mut desk, step("大雪封路")).unwrap();
    let strip = weeks(&desk).unwrap();
    let states: Vec<&WeekState> = strip
        .iter()
        .rev()
        .take(3)
        .rev()
        .map(|one| &one.state)
        .collect();
    let reason = Some("大雪封路".to_owned());
    assert_eq!(
        states,
        [
            &WeekState::Missed { reason: None },
            &WeekState::Missed { reason },
            &WeekState::Nothing
        ]
    );
    perform(&mut desk, step("")).unwrap();
    assert!(desk.programme().unwrap().reasons.is_empty());
    let next = ActivityStep::ExplainWeek {
        week: day("2026-11-30"),
        reason: "x".to_owned(),
    };
    assert!(matches!(perform(&mut desk, next), Err(Refusal::Future)));
}

fn helper(desk: &mut Desk) -> StaffId {
    let id = desk.clock.new_id();
    let staff = Staff {
        id,
        name: "小满".to_owned(),
        role: Role::Helper,
        phone: String::new(),
        active: true,
        checked_on: None,
    };
    desk.perform(Command::SaveStaff(staff)).unwrap();
    id
}

#[test]
fn a_topic_of_the_home_is_a_directors_matter_too() {
    let (mut desk, _) = desk("2026-11-23", 0);
    let topic = HomeTopic {
        code: "SILK".parse().unwrap(),
        name: "养蚕".to_owned(),
        purpose: String::new(),
        age_from: None,
        age_to: None,
        month_from: None,
        month_to: None,
        outline: String::new(),
    };
    let step = || ActivityStep::SaveTopic(Box::new(topic.clone()));
    perform(&mut desk, step()).unwrap();
    let helper = helper(&mut desk);
    desk.seat(helper);
    assert!(matches!(
        perform(&mut desk, step()),
        Err(Refusal::DirectorOnly)
    ));
}

#[test]
fn the_plan_of_the_last_term_is_copied_once() {
    let (mut desk, _) = desk("2026-09-01", 0);
    for (from, to) in [("2026-02-24", "2026-06-30"), ("2026-09-01", "2027-01-20")] {
        let term = Term {
            from_day: day(from),
            to_day: day(to),
            name: String::new(),
            kind: TermKind::Term,
        };
        desk.perform(Command::SaveCalendar(Box::new(CalendarChange::Term(term))))
            .unwrap();
    }
    let weekly = Series {
        ends_on: Some(day("2026-06-30")),
        ..weekly("2026-03-03")
    };
    plan_series(&mut desk, weekly);
    let monthly = Series {
        title: "政策宣讲".to_owned(),
        rhythm: Recurrence::MonthlyWeekday,
        ..Series {
            ends_on: None,
            ..self::weekly("2026-03-12")
        }
    };
    plan_series(&mut desk, monthly);
    let own = Activity {
        expected: Expected::Ages { from: 6, to: 9 },
        ..talk("2026-03-05")
    };
    perform(&mut desk, ActivityStep::Plan(Box::new(own))).unwrap();
    let (from, to) = season_to_copy(&desk).unwrap().unwrap();
    assert_eq!(
        to,
        Season {
            from: day("2026-09-01"),
            to: day("2027-01-20")
        }
    );
    let outcome = perform(&mut desk, ActivityStep::CopyPlan { from, to })
        .unwrap()
        .outcome;
    // The monthly series has no end and continues.
    assert_eq!(outcome, Outcome::Planned { count: 2 });
    let found: Vec<String> = desk
        .activities(day("2026-09-01"), day("2026-09-20"))
        .unwrap()
        .into_iter()
        .map(|one| format!("{} {}", one.activity.day, one.activity.title))
        .collect();
    assert_eq!(
        found,
        [
            "2026-09-08 防溺水讲座",
            "2026-09-10 政策宣讲",
            "2026-09-10 防溺水讲座",
            "2026-09-15 防溺水讲座"
        ]
    );
    let again = perform(&mut desk, ActivityStep::CopyPlan { from, to });
    assert!(matches!(again, Err(Refusal::NothingToCopy)));
}

#[test]
fn a_calendar_file_taken_over_twice_is_there_once() {
    let (mut desk, _) = desk("2026-06-01", 0);
    let incoming = |title: &str| Incoming {
        activities: vec![Activity {
            uid: "a@town".to_owned(),
            title: title.to_owned(),
            ..talk("2026-06-03")
        }],
        refused: 0,
        series: vec![(
            Series {
                uid: "s@town".to_owned(),
                ..weekly("2026-06-02")
            },
            Vec::new(),
        )],
    };
    let step = |title: &str| ActivityStep::Import {
        source: "town.ics".to_owned(),
        incoming: Box::new(incoming(title)),
    };
    perform(&mut desk, step("讲座")).unwrap();
    assert!(matches!(
        perform(&mut desk, step("讲座")).unwrap().outcome,
        Outcome::Nothing
    ));
    perform(&mut desk, step("大讲座")).unwrap();
    let programme = desk.programme().unwrap();
    assert_eq!((programme.activities.len(), programme.series.len()), (1, 1));
    assert_eq!(programme.activities[0].title, "大讲座");
    is_sound(&desk);
}
