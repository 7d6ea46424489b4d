//! A family's requests about data, and what becomes of them when the data is erased.

use super::usecases::{add, desk};
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::refusal::Refusal;
use crate::domain::family_request::{Answer, RequestKind};
use crate::domain::{ChildId, FamilyRequest, Status, samples};
use chrono::NaiveDate;
use rstest::rstest;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn requests(desk: &Desk, child: ChildId) -> Vec<FamilyRequest> {
    desk.store.held(child).unwrap().requests
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
    desk.perform(Command::ChangeStatus {
        child,
        status: Status::Moved,
        day: day("2026-11-20"),
        reason: "moved".to_owned(),
    })
    .unwrap();
    desk.perform(Command::Erase {
        child,
        reason: "asked by the family".to_owned(),
    })
    .unwrap();
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
