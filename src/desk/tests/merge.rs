//! Two files of one child become one.

use super::usecases::{add, desk};
use crate::desk::Desk;
use crate::desk::command::{Command, File};
use crate::desk::outcome::Outcome;
use crate::desk::refusal::Refusal;
use crate::domain::activity::{Exempt, Expected, TakingPart};
use crate::domain::contact::Relation;
use crate::domain::follow_up::FollowStep;
use crate::domain::incident::{Agency, IncidentKind, Report};
use crate::domain::problem::ProblemKind;
use crate::domain::rules::RuleId;
use crate::domain::samples;
use crate::domain::visit::VisitKind;
use crate::domain::{
    Activity, Agreement, Attendance, Child, ChildId, Contact, FamilyRequest, FollowUp,
    FurtherReport, Incident, Look, LookKind, Mark, Moment, Problem, Role, Sex, Staff, Status, Tag,
    TagCode, Visit,
};
use crate::i18n::Lang;
use crate::store::{Act, ActKind, Card, Held, StoreError};
use chrono::{Days, NaiveDate, TimeDelta};
use proptest::prelude::*;
use std::fmt::Write as _;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn stay(child: ChildId, on: NaiveDate, nth: i64, (came, left): (i64, Option<i64>)) -> Attendance {
    let midnight = Moment::parse_from_rfc3339(&format!("{on}T00:00:00+08:00")).unwrap();
    let at = |minute| midnight + TimeDelta::minutes(minute);
    Attendance {
        out_at: left.map(at),
        ..Attendance::arrival(on, child, nth, at(came))
    }
}

/// Contact, category and agreement of a child.
fn family(desk: &mut Desk, child: ChildId, mark: &str) -> (Contact, Tag, Agreement) {
    let contact = Contact {
        id: desk.clock.new_id(),
        child,
        name: format!("奶奶{mark}"),
        relation: Relation::PaternalGrandmother,
        is_caregiver: true,
        can_collect: true,
        phones: "13746814538".into(),
        phone_verified_on: None,
        work_place: String::new(),
        id_no: String::new(),
        priority: 1,
        note: String::new(),
        do_not_contact: String::new(),
        barred_since: None,
    };
    let tag = Tag {
        id: desk.clock.new_id(),
        child,
        code: TagCode::Lbc,
        from_day: (mark == "1").then(|| day("2026-03-01")),
        to_day: None,
        evidence: mark.into(),
        is_primary: true,
    };
    let agreement = Agreement {
        id: desk.clock.new_id(),
        child,
        caregiver: Some(contact.id),
        signed_on: day("2026-09-01"),
        valid_to: None,
        reviewed_on: None,
        suitability_checked: None,
        child_view: String::new(),
        paper_no: mark.into(),
    };
    (contact, tag, agreement)
}

/// A row of every kind for a child. `mark` is in the texts and makes the identifiers of two children differ.
fn fill(desk: &mut Desk, child: ChildId, mark: &str, activity: &Activity) {
    let act = Act::new(desk.now(), desk.actor, ActKind::EditChild).about(child);
    let (today, now) = (desk.clock.today(), desk.now());
    let (contact, tag, agreement) = family(desk, child, mark);
    let visit = Visit {
        child_seen: true,
        ..Visit::new(
            desk.clock.new_id(),
            child,
            day("2026-11-20"),
            VisitKind::Regular,
        )
    };
    let call = Visit::new(
        desk.clock.new_id(),
        child,
        day("2026-11-21"),
        VisitKind::Phone,
    );
    let follow_up = FollowUp {
        id: desk.clock.new_id(),
        child,
        rule: RuleId::ALL[0],
        since: day("2026-11-02"),
        at: now,
        actor: None,
        step: FollowStep::Rang,
        result: None,
        visit: Some(call.id),
        until: None,
        reason: None,
        to_whom: String::new(),
        how: String::new(),
        note: mark.into(),
    };
    let problem = Problem {
        id: desk.clock.new_id(),
        what: mark.into(),
        ..Problem::new(child, ProblemKind::Hukou, today)
    };
    let incident = Incident {
        id: desk.clock.new_id(),
        action: mark.into(),
        ..Incident::new(child, now, IncidentKind::Injury)
    };
    let further = FurtherReport::new(
        desk.clock.new_id(),
        &incident,
        Report {
            agency: Agency::CivilAffairs,
            person: mark.into(),
            at: now,
            receipt: String::new(),
            by: None,
        },
    );
    let request = FamilyRequest {
        id: desk.clock.new_id(),
        what: mark.into(),
        ..samples::request(child, today)
    };
    let card = Card {
        code: format!("00{mark}"),
        child,
        bound_on: today,
    };
    let part = TakingPart {
        activity: activity.id,
        child,
        came: None,
    };
    let exempt = Exempt {
        child,
        topic: "DROWN".parse().unwrap(),
        reason: mark.into(),
        since: today,
    };
    let written = desk.store.write(&act, |writer| -> Result<(), StoreError> {
        writer.put(&contact)?;
        writer.put(&tag)?;
        writer.put(&visit)?;
        writer.put(&call)?;
        writer.put(&follow_up)?;
        writer.put(&agreement)?;
        writer.put(&request)?;
        writer.put(&problem)?;
        writer.put(&incident)?;
        writer.put(&further)?;
        writer.put(&card)?;
        writer.put(&part)?;
        writer.put(&exempt)
    });
    written.unwrap();
    super::support::fill(desk, child, problem.id);
}

fn put_days(desk: &mut Desk, rows: &[Attendance]) {
    let act = Act::new(desk.now(), desk.actor, ActKind::ImportAttendance);
    let written = desk.store.write(&act, |writer| writer.put_all(rows));
    written.unwrap_or_else(|error: StoreError| panic!("{error}"));
}

fn change(desk: &mut Desk, child: ChildId, change: impl FnOnce(&mut Child)) {
    let mut file = desk.store.child(child).unwrap();
    change(&mut file);
    desk.perform(Command::SaveChild(Box::new(file))).unwrap();
}

/// Two files of one child, each with a row of every kind, and a third child.
fn twins() -> (Desk, ChildId, ChildId) {
    let mut desk = desk();
    let (keep, other) = (add(&mut desk, "汪乐乐"), add(&mut desk, "汪乐尔"));
    add(&mut desk, "余小雨");
    change(&mut desk, keep, |file| {
        file.school = "王市中心小学".into();
        file.walks_home = Some(false);
    });
    change(&mut desk, other, |file| {
        file.id_no = "341699201611192043".into();
        file.school = "前尚庄教学点".into();
        file.class = "三年级".into();
        file.walks_home = Some(true);
        file.walks_home_agreed_on = Some(day("2026-09-01"));
        file.allergy = "花生".into();
        file.consent_photo = Some(true);
    });
    let on = day("2026-11-20");
    let activity = Activity {
        id: desk.clock.new_id(),
        expected: Expected::Picked(vec![other]),
        ..Activity::new(
            on,
            "16:30".parse().unwrap(),
            "17:30".parse().unwrap(),
            "DROWN".parse().unwrap(),
        )
    };
    let act = Act::new(desk.now(), desk.actor, ActKind::PlanActivity);
    let written = desk.store.write(&act, |writer| writer.put(&activity));
    written.unwrap_or_else(|error: StoreError| panic!("{error}"));
    fill(&mut desk, keep, "1", &activity);
    fill(&mut desk, other, "2", &activity);
    for (child, minute) in [(keep, 0), (other, 0), (other, 60)] {
        let look = Look {
            id: desk.clock.new_id(),
            minute,
            staff: desk.actor,
            what: LookKind::File,
            child: Some(child),
            times: 1,
        };
        let act = Act::new(desk.now(), desk.actor, ActKind::Looked);
        let written = desk.store.write(&act, |writer| writer.put(&look));
        written.unwrap_or_else(|error: StoreError| panic!("{error}"));
    }
    let absent = |child| Attendance::blank(day("2026-11-19"), child, 1, Mark::Absent);
    put_days(
        &mut desk,
        &[
            stay(keep, on, 1, (1000, Some(1040))),
            stay(other, on, 1, (1050, Some(1080))),
            absent(keep),
            stay(other, day("2026-11-19"), 1, (990, None)),
            stay(keep, day("2026-11-18"), 1, (990, Some(1080))),
            stay(other, day("2026-11-18"), 1, (1000, Some(1050))),
            stay(other, day("2026-11-17"), 1, (1000, Some(1050))),
        ],
    );
    (desk, keep, other)
}

fn merge(desk: &mut Desk, keep: ChildId, other: ChildId) {
    let plan = desk.merge_plan(keep, other).unwrap();
    let done = desk.perform(Command::MergeFiles(Box::new(plan))).unwrap();
    assert!(matches!(done.outcome, Outcome::Merged { .. }));
}

#[test]
fn the_preview_says_what_moves_what_is_taken_over_what_differs_and_what_clashes() {
    let (desk, keep, other) = twins();
    let plan = desk.merge_plan(keep, other).unwrap();
    for lang in Lang::ALL {
        let page = [
            vec![plan.title(*lang)],
            plan.lines(*lang),
            vec![plan.question(*lang)],
        ];
        insta::assert_snapshot!(format!("preview-{}", lang.code()), page.concat().join("\n"));
    }
}

#[test]
fn everything_moves_in_one_step_and_one_undo_brings_every_row_back() {
    let (mut desk, keep, other) = twins();
    let before = desk.store.kept_rows().unwrap();
    let ended = desk.store.held(other).unwrap();
    // The reports beside an incident are rows of their own.
    let said = format!("{ended:?}").replace("further: []", "");
    assert!(!said.contains(": []"), "a kind without a row: {ended:?}");
    merge(&mut desk, keep, other);

    assert_eq!(desk.store.held(other).unwrap(), Held::default());
    assert!(desk.store.child(other).is_err());
    let now = desk.store.held(keep).unwrap();
    assert_eq!(now.contacts.len(), 2);
    assert!(now.contacts[0].priority != now.contacts[1].priority);
    assert_eq!(now.tags.iter().filter(|tag| tag.is_primary).count(), 1);
    // The start that nobody knows stays unknown beside the known one.
    let starts: Vec<_> = now.tags.iter().map(|tag| tag.from_day).collect();
    assert!(starts.contains(&None) && starts.contains(&Some(day("2026-03-01"))));
    assert_eq!(
        (now.tags.len(), now.cards.len(), now.visits.len()),
        (2, 2, 4)
    );
    assert_eq!((now.problems.len(), now.incidents.len()), (2, 2));
    assert_eq!(now.reports.len(), 2);
    let looks: Vec<i64> = now.looks.iter().map(|look| look.times).collect();
    assert_eq!(looks, [2, 1], "two looks of one minute are one");
    assert_eq!((now.agreements.len(), now.follow_ups.len()), (2, 2));
    assert_eq!((now.taking_part.len(), now.exempt.len()), (1, 1));
    let days: Vec<(String, i64)> = now
        .days
        .iter()
        .map(|row| (row.day.to_string(), row.stay))
        .collect();
    let days: Vec<(&str, i64)> = days
        .iter()
        .map(|(day, stay)| (day.as_str(), *stay))
        .collect();
    assert_eq!(
        days,
        [
            ("2026-11-17", 1),
            ("2026-11-18", 1),
            ("2026-11-19", 1),
            ("2026-11-20", 1),
            ("2026-11-20", 2)
        ]
    );
    let file = desk.store.child(keep).unwrap();
    assert_eq!(file.id_no, "341699201611192043");
    assert_eq!(
        (file.school.as_str(), file.class.as_str()),
        ("王市中心小学", "")
    );
    assert_eq!(
        (file.walks_home, file.walks_home_agreed_on),
        (Some(false), None)
    );
    assert_eq!(file.allergy, "花生");
    let plans: Vec<Activity> = desk.store.all().unwrap();
    assert_eq!(plans[0].expected, Expected::Picked(vec![keep]));
    assert_eq!(
        desk.store.last_seen().unwrap().get(&keep),
        Some(&day("2026-11-20"))
    );
    assert_eq!(desk.store.last_seen().unwrap().get(&other), None);
    assert_eq!(desk.verify().unwrap().findings, []);

    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(desk.store.kept_rows().unwrap(), before);
    assert_eq!(desk.verify().unwrap().findings, []);
    desk.perform(Command::Redo).unwrap();
    assert_eq!(desk.store.held(keep).unwrap(), now);
    assert_eq!(desk.verify().unwrap().findings, []);
}

#[test]
fn files_that_may_be_of_two_children_are_said_to_be_so_first_and_no_alert_is_lost() {
    let (mut desk, keep, other) = twins();
    change(&mut desk, keep, |file| {
        file.sex = Sex::Male;
        file.alert = "花生过敏".into();
    });
    change(&mut desk, other, |file| {
        file.sex = Sex::Female;
        file.alert = "哮喘，书包里有药".into();
    });
    let plan = desk.merge_plan(keep, other).unwrap();
    assert!(plan.told_apart_by().contains(&"sex"));
    let lines = plan.lines(Lang::En);
    assert_eq!(lines[0], "Look at this first:");
    assert!(lines[1].contains("may be two children"), "{lines:?}");
    let question = plan.question(Lang::Zh);
    assert!(question.contains("可能是两个孩子"), "{question}");
    assert_eq!(plan.child.alert, "花生过敏; 哮喘，书包里有药");

    // Together they are longer than what the door can show: neither is lost unasked.
    let long = "癫痫发作时侧卧不要塞东西马上打电话给爷爷和乡卫生院";
    change(&mut desk, other, |file| file.alert = long.into());
    change(&mut desk, keep, |file| file.alert = "花".repeat(30));
    let refused = desk.merge_plan(keep, other).unwrap_err();
    assert!(matches!(refused, Refusal::AlertsTooLong));
    assert_eq!(refused.field(), Some("alert"));
    assert!(refused.text(Lang::En).contains("Shorten the two alerts"));
}

#[test]
fn an_alert_is_left_out_only_if_the_other_says_it_as_a_whole() {
    let (mut desk, keep, other) = twins();
    for (own, theirs, both) in [
        ("花生过敏", "无花生过敏", "花生过敏; 无花生过敏"),
        ("无花生过敏", "花生过敏", "无花生过敏; 花生过敏"),
        ("花生过敏", "花生过敏", "花生过敏"),
        ("花生过敏", "哮喘、花生过敏", "哮喘、花生过敏"),
        ("哮喘； 花生过敏", "花生过敏", "哮喘； 花生过敏"),
        ("", "花生过敏", "花生过敏"),
        ("花生过敏", "", "花生过敏"),
    ] {
        change(&mut desk, keep, |file| file.alert = own.into());
        change(&mut desk, other, |file| file.alert = theirs.into());
        let plan = desk.merge_plan(keep, other).unwrap();
        assert_eq!(plan.child.alert, both, "{own} and {theirs}");
    }
}

#[test]
fn what_nobody_knows_tells_no_two_children_apart_and_is_taken_over() {
    let (mut desk, known, _) = twins();
    let (born, today) = (day("2018-05-04"), desk.clock.today());
    change(&mut desk, known, |file| {
        file.sex = Sex::Female;
        file.birth_date = born;
    });
    let begun = Child::by_name(desk.clock.new_id(), "欣怡", today);
    let at_door = begun.id;
    let file = File {
        child: begun,
        contacts: Vec::new(),
        tags: Vec::new(),
    };
    desk.perform(Command::AddChild(Box::new(file))).unwrap();
    for (keep, other) in [(known, at_door), (at_door, known)] {
        let plan = desk.merge_plan(keep, other).unwrap();
        assert_eq!(plan.told_apart_by(), [""; 0]);
        assert_eq!((plan.child.sex, plan.child.birth_date), (Sex::Female, born));
        assert!(!plan.differs.contains(&"sex") && !plan.differs.contains(&"birth_date"));
    }
}

#[test]
fn a_file_goes_neither_into_itself_nor_into_one_that_changed_and_helpers_do_not_merge() {
    let (mut desk, keep, other) = twins();
    assert!(matches!(
        desk.merge_plan(keep, keep),
        Err(Refusal::SameFile)
    ));
    let plan = Box::new(desk.merge_plan(keep, other).unwrap());
    change(&mut desk, other, |file| file.note = "新".into());
    let refused = desk.perform(Command::MergeFiles(plan));
    assert!(matches!(refused, Err(Refusal::FilesChanged)));
    let plan = Box::new(desk.merge_plan(keep, other).unwrap());
    let helper = Staff {
        id: desk.clock.new_id(),
        name: "小李".into(),
        role: Role::Helper,
        phone: String::new(),
        active: true,
        checked_on: None,
    };
    desk.perform(Command::SaveStaff(helper.clone())).unwrap();
    desk.seat(helper.id);
    let refused = desk.perform(Command::MergeFiles(plan));
    assert!(matches!(refused, Err(Refusal::DirectorOnly)));
}

#[test]
fn erasing_the_file_that_stayed_erases_what_the_journal_holds_of_the_other() {
    let (mut desk, keep, other) = twins();
    merge(&mut desk, keep, other);
    let left = Command::ChangeStatus {
        child: keep,
        status: Status::Moved,
        day: desk.clock.today(),
        reason: String::new(),
    };
    desk.perform(left).unwrap();
    let erase = Command::Erase {
        child: keep,
        reason: "asked by the family".into(),
    };
    desk.perform(erase).unwrap();
    let mut told = desk.store.kept_rows().unwrap().join("\n");
    let last = desk.store.last_entry().unwrap().unwrap().seq;
    for seq in 1..=last {
        write!(told, "{:?}", desk.store.changes(seq).unwrap()).unwrap();
    }
    for entry in desk.store.entries_before(i64::MAX, 100).unwrap() {
        told += &entry.act.reason;
    }
    assert!(!told.contains("汪乐"), "{told}");
    assert!(!told.contains("341699201611192043"));
    assert_eq!(desk.verify().unwrap().findings, []);
}

/// Minutes at which a child came and went, on one of four days.
fn stays() -> impl Strategy<Value = Vec<(u64, i64, Option<i64>)>> {
    let one = (0..4_u64, 900..1000_i64, proptest::option::of(1..90_i64));
    proptest::collection::vec(one, 0..8)
}

fn rows_of(child: ChildId, stays: &[(u64, i64, Option<i64>)]) -> Vec<Attendance> {
    let mut nth = [0; 4];
    let rows = stays.iter().map(|(on, came, long)| {
        nth[*on as usize] += 1;
        let on_day = day("2026-11-16") + Days::new(*on);
        stay(
            child,
            on_day,
            nth[*on as usize],
            (*came, long.map(|long| came + long)),
        )
    });
    rows.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_stay_is_lost_unless_the_preview_names_it(first in stays(), second in stays()) {
        let mut desk = desk();
        let (keep, other) = (add(&mut desk, "汪乐乐"), add(&mut desk, "汪乐尔"));
        put_days(&mut desk, &[rows_of(keep, &first), rows_of(other, &second)].concat());
        let before = desk.store.kept_rows().unwrap();
        let plan = desk.merge_plan(keep, other).unwrap();
        merge(&mut desk, keep, other);
        let fact = |row: &Attendance| (row.day, row.in_at, row.out_at);
        let held = desk.store.held(keep).unwrap().days;
        let mut after: Vec<_> = held.iter().map(fact).collect();
        after.extend(plan.clashes().map(|(_, gone)| fact(gone)));
        let (keep_rows, other_rows) = (&plan.keep.held.days, &plan.other.held.days);
        let mut all: Vec<_> = keep_rows.iter().chain(other_rows).map(fact).collect();
        after.sort();
        all.sort();
        prop_assert_eq!(after, all);
        prop_assert_eq!(desk.verify().unwrap().findings, []);
        desk.perform(Command::Undo(None)).unwrap();
        prop_assert_eq!(desk.store.kept_rows().unwrap(), before);
    }
}
