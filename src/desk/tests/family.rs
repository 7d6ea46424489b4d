//! A family's requests about data, what becomes of them when the data is erased, and deleting what was kept long enough.

use super::usecases::{add, desk};
use crate::desk::Desk;
use crate::desk::command::support::SupportStep;
use crate::desk::command::{Command, KnownAbsence, When};
use crate::desk::import::Judged;
use crate::desk::import::plan::ImportAnswers;
use crate::desk::outcome::Outcome;
use crate::desk::refusal::Refusal;
use crate::domain::attendance::AbsenceReason;
use crate::domain::calendar::period::Period;
use crate::domain::family_request::{Answer, RequestKind};
use crate::domain::support::given::Donation;
use crate::domain::{
    Attendance, ChildId, FamilyRequest, Household, Mark, Status, Weekdays, samples,
};
use crate::domain::{Moment, Opening};
use crate::exchange::file::from_bytes;
use crate::house::period::day_state::DayState;
use crate::i18n::Lang;
use crate::store::{Act, ActKind, StoreError};
use chrono::NaiveDate;
use rstest::rstest;
use std::fmt::Write as _;
use std::sync::Arc;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn requests(desk: &Desk, child: ChildId) -> Vec<FamilyRequest> {
    desk.store.held(child).unwrap().requests
}

fn leave(desk: &mut Desk, child: ChildId, (on, reason): (&str, &str)) {
    desk.perform(Command::ChangeStatus {
        child,
        status: Status::Moved,
        day: day(on),
        reason: reason.to_owned(),
    })
    .unwrap();
}

fn erase(desk: &mut Desk, child: ChildId) {
    let reason = "asked by the family".to_owned();
    desk.perform(Command::Erase { child, reason }).unwrap();
}

#[test]
fn a_request_is_written_down_answered_and_taken_back() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let asked = samples::request(child, day("2026-11-10"));
    desk.perform(Command::SaveRequest(asked)).unwrap();
    let one = requests(&desk, child).remove(0);
    assert!(one.is_open());
    let answered = FamilyRequest {
        answer: Some(Answer::Done),
        ..one.clone()
    };
    desk.perform(Command::SaveRequest(answered)).unwrap();
    // Who says that it was answered means today.
    assert_eq!(
        requests(&desk, child)[0].answered_on,
        Some(day("2026-11-23"))
    );
    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(requests(&desk, child), [one]);
    assert_eq!(desk.verify().unwrap().findings, []);
}

#[rstest]
#[case::nobody_asked(|one: &mut FamilyRequest| one.asked_by = " ".into(), "asked_by")]
#[case::a_day_without_answer(|one: &mut FamilyRequest| one.answered_on = Some(day("2026-11-20")), "answer")]
#[case::refused_without_why(|one: &mut FamilyRequest| one.answer = Some(Answer::Refused), "outcome")]
#[case::part_without_what(|one: &mut FamilyRequest| one.answer = Some(Answer::Partly), "outcome")]
fn a_request_says_who_asked_and_an_answer_says_what(
    #[case] change: fn(&mut FamilyRequest),
    #[case] wanted: &str,
) {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let mut request = samples::request(child, day("2026-11-10"));
    change(&mut request);
    let refused = desk.perform(Command::SaveRequest(request));
    assert!(
        matches!(refused, Err(Refusal::Missing { field }) if field == wanted),
        "{refused:?}"
    );
}

#[rstest]
#[case::asked_tomorrow("2026-11-24", None)]
#[case::answered_tomorrow("2026-11-20", Some("2026-11-24"))]
#[case::answered_before("2026-11-20", Some("2026-11-19"))]
fn the_days_of_a_request_are_past_and_in_order(
    #[case] asked: &str,
    #[case] answered: Option<&str>,
) {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let request = FamilyRequest {
        answer: answered.map(|_| Answer::Done),
        answered_on: answered.map(day),
        ..samples::request(child, day(asked))
    };
    let refused = desk.perform(Command::SaveRequest(request));
    let is_it = matches!(refused, Err(Refusal::Future | Refusal::LastBeforeFirst));
    assert!(is_it, "{refused:?}");
}

/// What was asked for was done: that is the answer. The days stay, who asked and why go with the rest.
#[test]
fn erasing_answers_the_request_for_it() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    for (kind, what) in [
        (RequestKind::Erase, "都删掉"),
        (RequestKind::Copy, "要一份"),
    ] {
        desk.perform(Command::SaveRequest(FamilyRequest {
            kind,
            what: what.to_owned(),
            ..samples::request(child, day("2026-11-10"))
        }))
        .unwrap();
    }
    leave(&mut desk, child, ("2026-11-20", "moved"));
    erase(&mut desk, child);
    let left = requests(&desk, child);
    let said = left
        .iter()
        .map(|one| (one.kind, one.answer, one.answered_on));
    let expected = [
        (
            RequestKind::Erase,
            Some(Answer::Done),
            Some(day("2026-11-23")),
        ),
        // Nobody has answered the other one.
        (RequestKind::Copy, None, None),
    ];
    assert_eq!(said.collect::<Vec<_>>(), expected);
    assert!(
        left.iter()
            .all(|one| one.what.is_empty() && one.asked_by.is_empty())
    );
    assert_eq!(desk.verify().unwrap().findings, []);
    let told = format!("{:?}", desk.store.file_history(child, 99).unwrap());
    assert!(!told.contains("奶奶") && !told.contains("都删掉"), "{told}");
}

fn row(child: ChildId, on: &str, note: &str) -> Attendance {
    Attendance {
        note: note.to_owned(),
        untimed: true,
        ..Attendance::blank(day(on), child, 1, Mark::Present)
    }
}

/// A child who still comes, one who stopped long ago, and one whose data was erased, with a register of four years.
fn old_home() -> (Desk, [ChildId; 3]) {
    let mut desk = desk();
    let children = ["汪乐乐", "余小雨", "黎锦棠"].map(|name| add(&mut desk, name));
    let [comes, stopped, gone] = children;
    let rows = vec![
        row(comes, "2022-05-09", "奶奶来接"),
        row(comes, "2026-11-20", "姑姑来接"),
        row(stopped, "2022-05-09", "哥哥来接"),
        row(stopped, "2022-05-10", "发烧早走"),
        row(gone, "2022-05-10", "搬家"),
    ];
    desk.perform(Command::ImportAttendance {
        source: "本子".to_owned(),
        rows,
    })
    .unwrap();
    leave(&mut desk, gone, ("2022-06-01", "搬到城里"));
    (desk, children)
}

fn delete(desk: &mut Desk, before: &str) -> Result<Outcome, Refusal> {
    let done = desk.perform(Command::DeleteOld {
        before: day(before),
        reason: "kept long enough".to_owned(),
    });
    done.map(|done| done.outcome)
}

/// What a child got is not there again when its file is gone.
#[test]
fn what_a_deleted_file_got_is_not_left_of_what_came() {
    let (mut desk, [_, _, gone]) = old_home();
    let came = samples::donation(day("2022-05-10"));
    let came = Donation {
        quantity: 5,
        ..came
    };
    let given = samples::given(gone, day("2022-05-11"));
    let step = SupportStep::Give {
        donation: Box::new(came),
        to: vec![given],
    };
    desk.perform(Command::Support(step)).unwrap();
    let left = |desk: &Desk| {
        let support = desk.store.support().unwrap();
        support.left_of(&support.donations[0])
    };
    let before = left(&desk);
    erase(&mut desk, gone);
    delete(&mut desk, "2023-11-01").unwrap();
    assert!(
        desk.store.support().unwrap().given.is_empty(),
        "the file is gone"
    );
    assert_eq!(left(&desk), before);
}

#[test]
fn the_old_register_goes_with_the_files_that_it_was_the_last_of() {
    let (mut desk, [comes, stopped, gone]) = old_home();
    let may_go = desk.may_go().unwrap();
    assert_eq!(
        may_go
            .files
            .iter()
            .map(|(child, _)| *child)
            .collect::<Vec<_>>(),
        [gone]
    );
    assert_eq!(may_go.before, day("2023-11-01"));
    // The last day on which a child was seen stays, and what is not erased goes as a file first.
    assert_eq!(
        (may_go.register.rows, may_go.register.first),
        (2, Some(day("2022-05-09")))
    );
    assert!(may_go.empty.is_empty());
    erase(&mut desk, gone);
    let may_go = desk.may_go().unwrap();
    assert!(may_go.files.is_empty());
    assert_eq!((may_go.register.rows, may_go.empty), (3, vec![gone]));
    let outcome = delete(&mut desk, "2023-11-01").unwrap();
    let expected = Outcome::DeletedOld {
        before: day("2023-11-01"),
        rows: 3,
        files: 1,
        is_clean: true,
    };
    assert_eq!(outcome, expected);
    let days = |child| {
        let rows = desk.store.held(child).unwrap().days;
        rows.into_iter()
            .map(|one| (one.day, one.note))
            .collect::<Vec<_>>()
    };
    assert_eq!(days(comes), [(day("2026-11-20"), "姑姑来接".to_owned())]);
    assert_eq!(days(stopped), [(day("2022-05-10"), String::new())]);
    assert!(desk.store.child(gone).is_err(), "nothing was left of it");
    let last_seen = desk.store.known(desk.clock.today()).unwrap().last_seen;
    assert_eq!(last_seen.get(&stopped), Some(&day("2022-05-10")));
    // What is not known any more is no zero.
    assert_eq!(
        desk.store.known(desk.clock.today()).unwrap().began,
        Some(day("2026-11-23"))
    );
    assert_eq!(desk.verify().unwrap().findings, []);
    let stays = desk.perform(Command::Undo(None));
    assert!(
        matches!(
            stays,
            Err(Refusal::StaysDone {
                kind: ActKind::DeleteOld
            })
        ),
        "{stays:?}"
    );
    assert!(desk.may_go().unwrap().is_register_kept());
}

/// The lines of the journal about these rows go, the others stay.
#[test]
fn what_was_typed_in_the_old_register_goes_from_the_journal_too() {
    let (mut desk, _) = old_home();
    delete(&mut desk, "2023-11-01").unwrap();
    let mut told = String::new();
    desk.store
        .each_entry((1, i64::MAX), |entry, changes| {
            let _ = write!(told, "{:?} {:?}", entry.act.reason, changes()?);
            Ok(())
        })
        .unwrap();
    for gone in ["奶奶来接", "哥哥来接", "发烧早走", "搬家"] {
        assert!(!told.contains(gone), "{gone}");
    }
    for stays in ["姑姑来接", "搬到城里", "汪乐乐"] {
        assert!(told.contains(stays), "{stays}");
    }
}

#[test]
fn what_was_not_kept_long_enough_stays_and_a_reason_names_nobody() {
    let (mut desk, _) = old_home();
    let young = delete(&mut desk, "2023-12-01");
    let limit = day("2023-11-01");
    assert!(
        matches!(young, Err(Refusal::KeptStill { before }) if before == limit),
        "{young:?}"
    );
    let named = desk.perform(Command::DeleteOld {
        before: limit,
        reason: "余小雨 不来了".to_owned(),
    });
    assert!(
        matches!(named, Err(Refusal::NameInReason { .. })),
        "{named:?}"
    );
    assert_eq!(desk.may_go().unwrap().register.rows, 2);
}

/// Brothers and sisters who are erased one after the other leave no household behind.
#[test]
fn the_household_goes_with_the_last_of_its_children() {
    let mut desk = desk();
    let children = ["汪乐乐", "汪了了"].map(|name| add(&mut desk, name));
    let [one, other] = children;
    desk.perform(Command::LinkHousehold {
        child: one,
        with: other,
    })
    .unwrap();
    let household = desk.store.roster().unwrap().households[0].clone();
    desk.perform(Command::SaveHousehold(Household {
        label: "汪家老屋".into(),
        ..household
    }))
    .unwrap();
    for child in children {
        leave(&mut desk, child, ("2026-11-20", "moved"));
        erase(&mut desk, child);
    }
    assert!(desk.store.roster().unwrap().households.is_empty());
    assert_eq!(desk.verify().unwrap().findings, []);
}

/// The register goes twice in one month: the second step names no day anew, and the first one still explains its lines.
#[test]
fn a_second_deletion_of_the_month_leaves_a_sound_file() {
    let (mut desk, [_, stopped, gone]) = old_home();
    delete(&mut desk, "2023-11-01").unwrap();
    leave(&mut desk, stopped, ("2022-06-01", "moved"));
    for child in [stopped, gone] {
        erase(&mut desk, child);
    }
    let outcome = delete(&mut desk, "2023-11-01").unwrap();
    assert!(
        matches!(outcome, Outcome::DeletedOld { files: 2, .. }),
        "{outcome:?}"
    );
    assert_eq!(desk.verify().unwrap().findings, []);
    // A shorter one gives no day back.
    delete(&mut desk, "2023-01-01").unwrap();
    assert_eq!(desk.store.records_from().unwrap(), Some(day("2023-11-01")));
    assert_eq!(desk.verify().unwrap().findings, []);
}

/// That the home was open stays known; who came is not, and is no zero.
#[test]
fn the_days_of_a_register_that_was_deleted_are_before_the_records() {
    let (mut desk, [comes, ..]) = old_home();
    let at = |text: &str| Moment::parse_from_rfc3339(text).unwrap();
    let opening = Opening {
        closed_at: Some(at("2022-05-09T18:30:00+08:00")),
        ..Opening::new(day("2022-05-09"), at("2022-05-09T16:30:00+08:00"), None)
    };
    let act = Act::new(desk.now(), desk.actor, ActKind::CloseDay);
    let written = desk.store.write(&act, |writer| writer.put(&opening));
    written.unwrap_or_else(|error: StoreError| panic!("{error}"));
    let period = Period::range(day("2022-05-09"), day("2022-05-09"));
    let state = |desk: &Desk| {
        let facts = desk.period_facts(&[period], &[]).unwrap();
        let came = facts.marks_of(comes, period).len();
        (facts.state(day("2022-05-09")), came)
    };
    assert_eq!(state(&desk), (DayState::Taken, 1));
    delete(&mut desk, "2023-11-01").unwrap();
    assert_eq!(state(&desk), (DayState::Before, 0));
}

/// Rows of a list from before the kept register stay out, are counted and named, and wait for nobody.
#[test]
fn a_list_from_before_the_kept_register_is_not_imported_anew() {
    let (mut desk, [comes, ..]) = old_home();
    delete(&mut desk, "2023-11-01").unwrap();
    let list = "姓名,日期,到园时间,离园时间\n\
        汪乐乐,2022-05-09,16:40,18:00\n\
        查无此人,2022-05-10,16:40,18:00\n\
        汪乐乐,2023-11-02,16:40,18:00\n";
    let book = from_bytes(list.as_bytes().to_vec(), "stays.csv").unwrap();
    let mut answers = ImportAnswers::of(Arc::new(book));
    answers.is_begun = true;
    let Judged::Plan(plan) = desk.judge(&answers).unwrap() else {
        panic!("no plan")
    };
    let counts = plan.counts();
    assert_eq!((counts.added, counts.doubtful, counts.refused), (1, 0, 0));
    assert_eq!(
        plan.not_kept(Lang::En).unwrap(),
        "rows with days before 2023-11-01: 2 (the register of that time was deleted; those days stay out)"
    );
    assert!(plan.not_kept(Lang::Zh).unwrap().contains("2 行"));
    let command = desk.import_command(&plan, Weekdays::NONE).unwrap();
    desk.perform(command).unwrap();
    assert!(desk.keep_rest(&answers, &plan) && desk.waiting_lists().is_empty());
    let days = desk.store.held(comes).unwrap().days;
    let days: Vec<_> = days.into_iter().map(|one| one.day).collect();
    assert_eq!(days, [day("2023-11-02"), day("2026-11-20")]);
    let time = "2023-10-31T16:40:00+08:00".parse().unwrap();
    let early = desk.check_time(comes, When::At(time));
    let first = day("2023-11-01");
    assert!(
        matches!(early, Err(Refusal::TooEarly { first: said }) if said == first),
        "{early:?}"
    );
    // Nor does a day come back by an absence that is known, or by a word about why the home was closed.
    let absence = KnownAbsence {
        child: comes,
        from: day("2023-10-30"),
        to: day("2023-11-03"),
        reason: AbsenceReason::Ill,
        note: String::new(),
    };
    let closed = Command::CloseDay {
        day: day("2023-10-30"),
        note: String::new(),
    };
    for command in [Command::KnownAbsence(absence), closed] {
        let early = desk.perform(command);
        assert!(
            matches!(early, Err(Refusal::TooEarly { first: said }) if said == first),
            "{early:?}"
        );
    }
}
