//! F5 driven by keys: planning, moving, holding, missing a week, a talk held at a visit.

use super::state::{Part, Ready};
use crate::app::popups::Popup;
use crate::app::testing::TestSession;
use crate::desk::command::activity::ActivityStep;
use crate::desk::command::{Comeback, Command, When};
use crate::desk::import::calendar::EventVerdict;
use crate::domain::activity::weeks::WeekState;
use crate::domain::activity::{Expected, Progress, Recurrence, State};
use crate::domain::{ChildId, TopicCode};
use crate::screens::programme::{topic_name, topics, week_words};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn code(text: &str) -> TopicCode {
    text.parse().unwrap()
}

/// F5 with five children, three of them in the house.
fn five() -> (TestSession, Vec<ChildId>) {
    five_in(TestSession::new())
}

fn five_in(mut session: TestSession) -> (TestSession, Vec<ChildId>) {
    let names = ["汪乐乐", "单欣怡", "余小雨", "曾一诺", "欧阳子涵"];
    let children: Vec<ChildId> = names.iter().map(|name| session.child(name)).collect();
    for child in children.iter().take(3) {
        session.perform(Command::SignIn {
            child: *child,
            when: When::Now,
            comeback: Comeback::Ask,
        });
    }
    session.keys("f5");
    (session, children)
}

/// The key names that type the text.
fn typed(text: &str) -> String {
    let letters: Vec<String> = text.chars().map(String::from).collect();
    format!("{} ", letters.join(" "))
}

/// Chooses the item with this code from the open list.
fn choose(session: &mut TestSession, code: &str) {
    let Some(Popup::Picker(popup)) = session.model.popups.last() else {
        panic!("no list for {code}");
    };
    let place = popup.picker.items.iter().position(|one| one.code == code);
    let place = place.unwrap_or_else(|| panic!("no {code} in the list"));
    let downs = "down ".repeat(place);
    session.keys(&format!("{downs}enter"));
}

/// Day and state of every activity in the selected week.
fn states(session: &TestSession) -> Vec<(String, State)> {
    let rows = session.activities().week();
    rows.into_iter()
        .filter_map(|row| row.one)
        .map(|one| (one.activity.day.to_string(), one.state))
        .collect()
}

/// The error at a field of the open form.
fn error(session: &TestSession, field: &str) -> String {
    let Some(Popup::Form(popup)) = session.model.popups.last() else {
        panic!("no form");
    };
    let found = popup.form.fields.iter().find(|one| one.spec.id == field);
    found.and_then(|one| one.error.clone()).unwrap_or_default()
}

/// Plans a weekly talk on drowning from this Monday on: the first topic of the list.
fn plan_weekly(session: &mut TestSession) {
    // The first time the form says which dates fall out; the second time they are meant.
    session.keys("ctrl-n 1 tab tab tab tab tab right ctrl-s");
    assert!(error(session, "ends_on").contains("遇停开"));
    session.keys("ctrl-s");
    assert!(session.model.popups.is_empty(), "{:?}", session.model.toast);
    let series = &session.model.house.known.programme.series;
    assert_eq!(series.len(), 1);
    assert_eq!(series[0].rhythm, Recurrence::Weekly);
    assert_eq!(series[0].topic, code("DROWN"));
}

/// Records the selected activity as held with the ticked children.
fn hold(session: &mut TestSession) {
    session.keys("ctrl-x enter ctrl-s");
    assert!(session.model.popups.is_empty(), "{:?}", session.model.toast);
}

fn missing(session: &TestSession) -> Vec<ChildId> {
    session
        .activities()
        .house
        .coverage(&code("DROWN"))
        .unwrap()
        .missing
        .clone()
}

#[test]
fn a_weekly_talk_is_planned_moved_held_and_one_who_misses_it_is_told_at_a_visit() {
    let (mut session, children) = five();
    plan_weekly(&mut session);
    assert_eq!(states(&session), [("2026-11-23".into(), State::Planned)]);
    // Moves next week's activity to Tuesday.
    session.keys("pagedown enter");
    choose(&mut session, "move-to");
    session.keys("ctrl-u");
    session.keys(&typed("2026-12-01"));
    session.keys("tab tab tab");
    session.keys(&typed("停电"));
    session.keys("ctrl-s");
    assert_eq!(states(&session), [("2026-12-01".into(), State::Moved)]);
    // Holds today's activity with the children in the house.
    session.keys("f5");
    hold(&mut session);
    assert_eq!(states(&session), [("2026-11-23".into(), State::Held)]);
    assert_eq!(missing(&session), [children[4], children[3]]);
    let this = session.model.house.weeks.last().unwrap();
    assert_eq!((this.state.clone(), this.held), (WeekState::Held, 1));
    // The list of gaps opens a visit at which the talk was held.
    session.model.activities.topic = Some(code("DROWN"));
    session.model.activities.part = Part::Coverage;
    session.keys("down enter");
    choose(&mut session, "told");
    session.keys("tab tab 1 ctrl-s");
    assert!(session.model.popups.is_empty(), "{:?}", session.model.toast);
    assert_eq!(missing(&session), [children[3]]);
    // After undo the child misses the topic again.
    session.keys("ctrl-z");
    assert_eq!(missing(&session).len(), 2);
}

#[test]
fn whoever_was_in_the_house_is_ticked_and_names_tick_the_others() {
    let (mut session, _) = five();
    plan_weekly(&mut session);
    session.keys("ctrl-x");
    let ticked = |session: &TestSession| match session.model.popups.last() {
        Some(Popup::Roll(roll)) => roll.ticks.ticked.len(),
        _ => panic!("no list"),
    };
    assert_eq!(ticked(&session), 3);
    session.keys("z y n enter");
    assert_eq!(ticked(&session), 4, "曾一诺 by initials");
    session.keys("tab");
    assert_eq!(ticked(&session), 5, "everybody it is for");
    session.keys("tab");
    assert_eq!(ticked(&session), 0, "nobody");
    session.keys("space up space");
    assert_eq!(
        ticked(&session),
        2,
        "the last of the list, and the one above"
    );
}

#[test]
fn a_newcomer_is_added_on_the_spot_and_takes_part() {
    let (mut session, _) = five();
    plan_weekly(&mut session);
    session.keys("ctrl-x ctrl-n");
    session.keys(&typed("新来的"));
    session.keys("tab 1 tab");
    session.keys(&typed("2018-05-01"));
    session.keys("ctrl-s");
    let Some(Popup::Roll(roll)) = session.model.popups.last() else {
        panic!("the list is gone");
    };
    assert_eq!(roll.ticks.ticked.len(), 4);
    assert_eq!(
        session.model.house.register.name(roll.ticks.shown[0]),
        "新来的"
    );
    session.keys("enter ctrl-s");
    let held = &session.model.house.known.programme.activities[0];
    assert_eq!(session.model.house.took_part(held.id).len(), 4);
}

#[test]
fn an_unplanned_activity_is_recorded_and_corrected() {
    let (mut session, _) = five();
    session.keys("enter");
    choose(&mut session, "unplanned");
    session.keys("8 ctrl-s");
    assert!(matches!(session.model.popups.last(), Some(Popup::Roll(_))));
    session.keys("enter");
    session.keys(&typed("读了两本书"));
    session.keys("tab 2 ctrl-s");
    assert_eq!(states(&session), [("2026-11-23".into(), State::Held)]);
    let held = session.model.house.known.programme.activities[0].clone();
    assert_eq!((held.topic, held.title.as_str()), (code("READ"), "阅读"));
    assert_eq!((held.done.as_str(), held.adults), ("读了两本书", Some(2)));
    // Opening the record again shows the recorded participants.
    session.keys("enter");
    choose(&mut session, "record");
    session.keys("space enter ctrl-s");
    assert_eq!(session.model.house.took_part(held.id).len(), 2);
}

#[test]
fn tomorrow_cannot_have_been_held() {
    let (mut session, _) = five();
    session.keys("down ctrl-x");
    assert!(session.model.popups.is_empty());
    assert!(!session.toast().is_empty());
}

#[test]
fn called_off_with_a_reason_and_taken_back() {
    let (mut session, _) = five();
    plan_weekly(&mut session);
    session.keys("delete ctrl-s");
    assert!(
        matches!(session.model.popups.last(), Some(Popup::Form(_))),
        "no reason"
    );
    session.keys(&typed("大雪"));
    session.keys("ctrl-s");
    assert_eq!(states(&session), [("2026-11-23".into(), State::Cancelled)]);
    session.keys("enter");
    choose(&mut session, "reinstate");
    assert_eq!(states(&session), [("2026-11-23".into(), State::Planned)]);
}

#[test]
fn a_series_is_changed_and_ended_from_here_on() {
    let (mut session, _) = five();
    plan_weekly(&mut session);
    session.keys("pagedown enter");
    choose(&mut session, "series");
    // Wednesdays from next week on.
    session.keys("tab tab tab tab tab tab 1 3 ctrl-s ctrl-s");
    assert!(session.model.popups.is_empty(), "{:?}", session.model.toast);
    assert_eq!(states(&session), [("2026-12-02".into(), State::Planned)]);
    session.keys("pageup");
    assert_eq!(
        states(&session),
        [("2026-11-23".into(), State::Planned)],
        "the past stays"
    );
    session.keys("pagedown pagedown right right enter");
    choose(&mut session, "end");
    session.keys("tab");
    session.keys(&typed("放假"));
    session.keys("ctrl-s");
    assert!(states(&session).is_empty());
    session.keys("pageup");
    assert_eq!(states(&session).len(), 1);
}

#[test]
fn a_missed_week_gets_its_reason_on_today() {
    let (mut session, _) = five_in(TestSession::of_this_year());
    // Planned in the past: the first activity, so the weeks since then count.
    let mut talk = crate::domain::Activity::new(
        day("2026-11-04"),
        "16:30:00".parse().unwrap(),
        "17:00:00".parse().unwrap(),
        code("FIRE"),
    );
    talk.title = "演练".into();
    session.perform(Command::Activity(
        crate::desk::command::activity::ActivityStep::Plan(Box::new(talk)),
    ));
    session.keys("f2");
    let asked = |session: &TestSession| {
        let cards = session.today().cards();
        let items: Vec<_> = cards.iter().flat_map(|card| card.items.clone()).collect();
        items.iter().position(|item| {
            matches!(
                item.act,
                crate::screens::today::state::TodayTarget::Explain(_)
            )
        })
    };
    let place = asked(&session).expect("a week to explain");
    let before = session
        .model
        .house
        .weeks
        .iter()
        .filter(|week| week.wants_reason())
        .count();
    // High enough for every item of every card.
    session.model.today.room = (120, 80);
    session.keys(&"down ".repeat(place));
    session.keys("enter");
    session.keys(&typed("农忙"));
    session.keys("ctrl-s");
    let after = session
        .model
        .house
        .weeks
        .iter()
        .filter(|week| week.wants_reason())
        .count();
    assert_eq!(after + 1, before);
    assert!(
        session
            .model
            .house
            .weeks
            .iter()
            .any(|week| week_words(week, session.model.look.lang).contains("农忙"))
    );
}

#[test]
fn a_topic_is_put_in_the_homes_words_and_a_new_one_is_added() {
    let (mut session, _) = five();
    session.model.activities.part = Part::Topics;
    session.model.activities.topic = Some(code("FIRE"));
    session.keys("ctrl-e ctrl-u");
    session.keys(&typed("防火"));
    session.keys("ctrl-s");
    assert_eq!(
        topic_name(&session.model.house, &code("FIRE"), session.model.look.lang),
        "防火"
    );
    let fire = topics(&session.model.house)
        .iter()
        .find(|one| one.code == code("FIRE"))
        .cloned()
        .unwrap();
    assert!(fire.outline.zh.len() > 5, "the talk is still there");
    session.keys("ctrl-n b e e s tab");
    session.keys(&typed("防马蜂"));
    session.keys("ctrl-s");
    assert!(session.model.popups.is_empty(), "{:?}", session.model.toast);
    assert_eq!(
        topic_name(&session.model.house, &code("BEES"), session.model.look.lang),
        "防马蜂"
    );
    let rows = session.activities().topic_rows();
    assert_eq!(
        rows[session.activities().topic_place(&rows)].code,
        code("BEES")
    );
}

#[test]
fn an_activity_for_those_who_miss_a_topic_means_them_and_no_others() {
    let (mut session, children) = five();
    plan_weekly(&mut session);
    hold(&mut session);
    session.model.activities.topic = Some(code("DROWN"));
    session.model.activities.part = Part::Coverage;
    session.keys("enter");
    choose(&mut session, "invite");
    session.keys("ctrl-s");
    let planned = session.model.house.known.programme.activities.iter();
    let picked = planned
        .map(|one| one.expected.clone())
        .find(|one| *one != Expected::All);
    assert_eq!(
        picked,
        Some(Expected::Picked(vec![children[4], children[3]]))
    );
}

#[test]
fn the_talk_is_read_line_by_line() {
    let (mut session, _) = five();
    session.model.activities.part = Part::Topics;
    session.model.activities.topic = Some(code("DROWN"));
    session.keys("enter");
    choose(&mut session, "read");
    let Some(Popup::Page(page)) = session.model.popups.last() else {
        panic!("no page");
    };
    assert!(
        page.lines
            .iter()
            .any(|line| line.contains("六不") || line.contains("一不"))
    );
    session.keys("down down enter");
    assert!(session.model.popups.is_empty());
}

#[test]
fn the_parts_follow_one_another_and_the_month_goes_by_days() {
    let (mut session, _) = five();
    session.keys("tab");
    assert_eq!(session.model.activities.part, Part::Month);
    session.keys("down right");
    assert_eq!(session.model.activities.day, day("2026-12-01"));
    assert_eq!(session.activities().month().len(), 5);
    session.keys("pageup home left");
    assert_eq!(session.model.activities.day, day("2026-10-31"));
    session.keys("end");
    assert_eq!(session.model.activities.day, day("2026-10-31"));
    session.keys("enter");
    assert_eq!(session.model.activities.part, Part::Week);
    session.keys("f5 tab tab tab tab");
    assert_eq!(
        (session.model.activities.part, session.model.activities.day),
        (Part::Week, day("2026-11-23"))
    );
}

#[test]
fn the_door_records_todays_activity_too() {
    let (mut session, _) = five();
    plan_weekly(&mut session);
    session.keys("f3 ctrl-x");
    choose(&mut session, "hold:0");
    let Some(Popup::Roll(roll)) = session.model.popups.last() else {
        panic!("no list");
    };
    assert_eq!((roll.ready, roll.ticks.ticked.len()), (Ready::Present, 3));
    session.keys("enter ctrl-s");
    assert!(session.model.popups.is_empty());
    assert_eq!(
        session.model.house.known.programme.activities[0]
            .progress
            .clone(),
        crate::domain::activity::Progress::Held
    );
}

#[test]
fn papers_tell_what_is_planned_and_what_was_held() {
    use crate::desk::papers::{Order, Paper};
    use crate::i18n::Lang;
    let (mut session, _) = five();
    plan_weekly(&mut session);
    hold(&mut session);
    let text = |paper, lang| {
        let period = (Some(day("2026-11-01")), Some(day("2026-12-31")));
        let order = Order::of_period(paper, period, lang);
        String::from_utf8(session.runner.desk.paper(&order).unwrap()).unwrap()
    };
    for lang in Lang::ALL {
        let poster = text(Paper::Poster, *lang);
        assert_eq!(poster.matches("<section class=\"month\">").count(), 2);
        assert!(!poster.contains("汪乐乐"), "nobody is named on the wall");
        let evidence = text(Paper::Evidence, *lang);
        assert!(evidence.contains("汪乐乐"));
        assert!(text(Paper::Calendar, *lang).contains("BEGIN:VEVENT"));
    }
}

#[test]
fn the_plan_of_last_term_is_copied_after_a_question() {
    let (mut session, _) = five();
    session.keys("ctrl-o");
    choose(&mut session, "copy");
    assert!(session.toast().contains("F8"), "{}", session.toast());
}

#[test]
fn a_talk_begins_with_everybody_in_the_house_in_few_keys_and_twice_changes_nothing() {
    let (mut session, children) = five();
    plan_weekly(&mut session);
    let seen = session.model.house.day.head_count();
    // F5, Enter on today's talk, Enter on "it begins".
    session.keys("f5 enter enter");
    let held = session.model.house.known.programme.activities[0].clone();
    assert_eq!(
        (held.progress, held.begun.is_some()),
        (Progress::Held, true)
    );
    assert_eq!(session.model.house.took_part(held.id).len(), seen);
    let steps = session.entries();
    session.perform(Command::Activity(ActivityStep::Begin(held.which())));
    assert_eq!(
        session.entries(),
        steps,
        "pressing it twice changes nothing"
    );
    // A child that signs in now joins, with the time; undo takes back both.
    let late = children[3];
    session.perform(Command::SignIn {
        child: late,
        when: When::Now,
        comeback: Comeback::Ask,
    });
    assert!(session.model.house.took_part(held.id).contains(&late));
    let programme = &session.model.house.known.programme;
    assert_eq!(
        programme.came(held.id, late),
        Some(session.model.house.now.time())
    );
    session.keys("ctrl-z");
    assert!(!session.model.house.took_part(held.id).contains(&late));
    assert!(!session.model.house.day.is_inside(late));
}

#[test]
fn whoever_comes_after_half_of_a_talk_has_not_had_its_topic() {
    let (mut session, children) = five();
    plan_weekly(&mut session);
    session.keys("f5 enter enter");
    let held = session.model.house.known.programme.activities[0].clone();
    let half = held.begun.unwrap() + (held.ends - held.starts) / 2;
    assert!(held.counts_from(Some(half)) && held.counts_from(None));
    assert!(!held.counts_from(Some(half + chrono::TimeDelta::minutes(1))));
    let mut programme = session.model.house.known.programme.clone();
    let child = children[0];
    programme
        .late
        .insert((held.id, child), half + chrono::TimeDelta::minutes(1));
    let season = session
        .activities()
        .house
        .coverage(&code("DROWN"))
        .unwrap()
        .season;
    let covered = programme.covered(&code("DROWN"), season);
    assert!(covered.iter().all(|one| one.child != child) && !covered.is_empty());
}

#[test]
fn the_arrows_move_an_activity_and_the_reason_is_asked_at_the_end() {
    let (mut session, _) = five();
    plan_weekly(&mut session);
    session.keys("f5 enter");
    choose(&mut session, "move");
    let steps = session.entries();
    session.keys("right down esc");
    assert_eq!(
        (session.entries(), session.model.activities.moving),
        (steps, None)
    );
    session.keys("f5 enter");
    choose(&mut session, "move");
    session.keys("right right down");
    assert_eq!(
        session.entries(),
        steps,
        "nothing is written while it moves"
    );
    session.keys("enter");
    session.keys(&typed("停电"));
    session.keys("ctrl-s");
    assert!(session.model.popups.is_empty(), "{:?}", session.model.toast);
    let rows = session.activities().week();
    let moved = rows.iter().find_map(|row| row.one.clone()).unwrap();
    assert_eq!(moved.activity.day.to_string(), "2026-11-25");
    assert_eq!(moved.activity.starts.format("%H:%M").to_string(), "16:45");
    assert_eq!(moved.activity.reason, "停电");
}

#[test]
fn a_closed_day_is_said_at_the_field_with_the_next_free_one() {
    let (mut session, _) = five();
    session.keys("ctrl-n 1 tab tab ctrl-u");
    // A Sunday, on which this home is closed.
    session.keys(&typed("2026-11-29"));
    session.keys("ctrl-s");
    let said = error(&session, "day");
    assert!(said.contains("2026-11-30"), "{said}");
    // Saved again it is meant, and takes place.
    session.keys("ctrl-s");
    assert_eq!(states(&session), [("2026-11-29".into(), State::Planned)]);
    // At the same time as another one.
    session.keys("ctrl-n 2 tab tab ctrl-u");
    session.keys(&typed("2026-11-29"));
    session.keys("ctrl-s");
    assert!(error(&session, "day").contains("2026-11-30"));
}

#[test]
fn children_are_picked_from_the_list_for_a_plan() {
    let (mut session, children) = five();
    session.keys("ctrl-n 1 tab tab tab tab tab tab tab tab tab tab tab tab");
    session.keys("left ctrl-s");
    assert!(
        matches!(session.model.popups.last(), Some(Popup::Roll(_))),
        "{:?}",
        session.model.popups
    );
    session.keys("enter");
    assert!(!session.model.popups.is_empty(), "nobody is picked yet");
    session.keys("space enter");
    assert!(session.model.popups.is_empty(), "{:?}", session.model.toast);
    let planned = &session.model.house.known.programme.activities[0];
    let Expected::Picked(picked) = &planned.expected else {
        panic!("{planned:?}");
    };
    assert!(picked.len() == 1 && children.contains(&picked[0]));
}

#[test]
fn a_child_is_exempt_with_a_reason_and_no_longer() {
    let (mut session, children) = five();
    session.model.activities.topic = Some(code("DROWN"));
    session.model.activities.part = Part::Coverage;
    let all = missing(&session).len();
    session.keys("down enter");
    choose(&mut session, "exempt");
    session.keys(&typed("学校讲过"));
    session.keys("ctrl-s");
    assert!(session.model.popups.is_empty(), "{:?}", session.model.toast);
    assert_eq!(missing(&session).len(), all - 1);
    let exempt = session.model.house.known.programme.exempt[0].clone();
    assert!(children.contains(&exempt.child) && exempt.reason == "学校讲过");
    session.keys("ctrl-z");
    assert_eq!(missing(&session).len(), all);
}

#[test]
fn a_calendar_file_is_shown_row_by_row_before_it_is_taken() {
    let (mut session, _) = five();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("town.ics");
    let event =
        |uid: &str, lines: &str| format!("BEGIN:VEVENT\r\nUID:{uid}\r\n{lines}END:VEVENT\r\n");
    let text = [
        "BEGIN:VCALENDAR\r\n".to_owned(),
        event("a@t", "SUMMARY:义诊\r\nDTSTART:20261126T163000\r\n"),
        event(
            "b@t",
            "SUMMARY:课\r\nDTSTART;TZID=Town Hall:20261127T163000\r\n",
        ),
        event("c@t", "SUMMARY:没有时间\r\n"),
        "END:VCALENDAR\r\n".to_owned(),
    ];
    std::fs::write(&file, text.concat()).unwrap();
    session.read_calendar(file.clone());
    let open = session.model.activities.preview.clone().unwrap();
    let verdicts: Vec<EventVerdict> = open.plan.rows.iter().map(|row| row.verdict).collect();
    assert_eq!(
        verdicts,
        [EventVerdict::Refused, EventVerdict::New, EventVerdict::New]
    );
    assert!(
        session.model.house.known.programme.activities.is_empty(),
        "nothing is written yet"
    );
    // The second of the new ones is left out.
    session.keys("down down delete f10");
    assert!(
        session.model.activities.preview.is_none(),
        "{:?}",
        session.model.toast
    );
    let titles: Vec<&str> = session
        .model
        .house
        .known
        .programme
        .activities
        .iter()
        .map(|one| one.title.as_str())
        .collect();
    assert_eq!(titles, ["义诊"]);
    session.read_calendar(file);
    let open = session.model.activities.preview.clone().unwrap();
    assert_eq!(open.plan.count(EventVerdict::Same), 1);
    session.keys("esc");
    assert!(session.model.activities.preview.is_none());
}

#[test]
fn who_misses_the_drowning_talk_is_seen_with_two_keys_in_any_season() {
    let (mut session, children) = five();
    session.keys("f5 backtab");
    assert_eq!(session.model.activities.part, Part::Coverage);
    let grid = session.activities().coverage_grid();
    let drowning = grid
        .columns
        .iter()
        .find(|one| one.coverage.topic == code("DROWN"))
        .unwrap();
    assert!(children.iter().all(|child| drowning.misses(*child)));
}

#[test]
fn a_talk_to_an_empty_house_does_not_begin_and_a_held_one_is_not_called_off() {
    let mut session = TestSession::new();
    session.child("汪乐乐");
    session.keys("f5");
    plan_weekly(&mut session);
    let steps = session.entries();
    session.keys("f5 enter enter");
    assert_eq!(session.entries(), steps);
    assert!(
        session.toast().contains("屋里还没有"),
        "{}",
        session.toast()
    );
    let (mut session, _) = five();
    plan_weekly(&mut session);
    session.keys("f5 enter enter");
    let steps = session.entries();
    session.keys("delete");
    assert!(
        session.model.popups.is_empty(),
        "{:?}",
        session.model.popups
    );
    assert_eq!(session.entries(), steps);
}
