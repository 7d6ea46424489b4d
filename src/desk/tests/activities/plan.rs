//! Planning: series, instances, topics, copies, calendar files.

use super::*;

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
    desk.perform(Command::Undo(None)).unwrap();
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
        every: None,
        questions: String::new(),
        materials: String::new(),
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
    let entry = |uid: &str, content: Content| Entry {
        uid: uid.to_owned(),
        title: "讲座".to_owned(),
        starts: None,
        sequence: None,
        is_ours: false,
        content,
        remarks: Vec::new(),
    };
    let incoming = |title: &str| Incoming {
        entries: vec![
            entry(
                "a@town",
                Content::Activities(vec![Activity {
                    uid: "a@town".to_owned(),
                    title: title.to_owned(),
                    ..talk("2026-06-03")
                }]),
            ),
            entry(
                "s@town",
                Content::Series(
                    vec![IncomingSeries {
                        series: Series {
                            uid: "s@town".to_owned(),
                            ..weekly("2026-06-02")
                        },
                        exceptions: Vec::new(),
                        rows: Vec::new(),
                    }],
                    Vec::new(),
                ),
            ),
        ],
    };
    let step = |title: &str| ActivityStep::Import {
        file: Box::new(CalendarFile {
            name: "town.ics".to_owned(),
            incoming: incoming(title),
        }),
        shown: None,
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
