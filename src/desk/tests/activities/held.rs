//! Holding activities: who took part, undo, weeks without an activity.

use super::*;

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
            WeekState::Before,
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
    desk.perform(Command::Undo(None)).unwrap();
    assert!(desk.store.last_seen().unwrap().is_empty());
    assert_eq!(
        listed(&desk, "2026-06-01", "2026-06-05")[0].1,
        State::Missed
    );
    desk.perform(Command::Redo).unwrap();
    assert_eq!(desk.store.last_seen().unwrap().len(), 2);
    desk.perform(Command::Undo(None)).unwrap();
    desk.perform(Command::Undo(None)).unwrap();
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
    assert_eq!(desk.programme().unwrap().taking_part[&activity], ids[1..3]);
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
fn a_missed_week_gets_its_reason_from_a_director() {
    let (mut desk, _) = desk("2026-11-02", 0);
    desk.clock = clock("2026-11-23");
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
