//! The walk through the files, key by key.

use crate::app::popups::Popup;
use crate::app::testing::TestSession;
use crate::desk::command::Command;
use crate::desk::job::Load;
use crate::domain::rules::Subject;
use crate::domain::rules::list::List;
use crate::domain::samples::{self, incident};
use crate::domain::{ChildId, Contact, KnownAs, Status};
use crate::screens::effect::{Job, Scene, Screen};
use crate::screens::follow_up::state::RowKey;
use crate::tui::draw::tests::{drawn, snapshots, snapshots_anew};
use chrono::Days;

/// The first morning: seven files that nobody has confirmed, and the walk through them.
fn walk() -> TestSession {
    let mut session = TestSession::at_the_door();
    session.keys("f6 backtab ctrl-k");
    session
}

fn shown(session: &TestSession) -> Option<ChildId> {
    session.model.follow_up.walk.as_ref()?.child()
}

fn verified(session: &TestSession, child: ChildId) -> (Option<String>, String, Option<String>) {
    let register = &session.model.house.register;
    let file = register.get(child).unwrap();
    let phone = register.contacts(child)[0].phone_verified_on;
    (
        file.last_verified_on.map(|day| day.to_string()),
        file.verified_by.clone(),
        phone.map(|day| day.to_string()),
    )
}

#[test]
fn enter_on_the_line_of_today_starts_it() {
    let mut session = TestSession::at_the_door();
    session.keys("f2");
    let cards = session.today().cards();
    let items = cards.iter().flat_map(|card| &card.items);
    let mut acts = items.map(|item| format!("{:?}", item.act));
    let place = acts.position(|act| act == "Walk");
    session.model.today.selected = place.expect("a line about the files");
    session.keys("enter");
    assert_eq!(session.model.screen, Screen::FollowUp);
    let walk = session.model.follow_up.walk.as_ref().expect("a walk");
    assert_eq!((walk.order.len(), walk.at), (7, 0));
    session.keys("esc");
    assert_eq!(session.model.follow_up.walk, None);
}

#[test]
fn one_key_confirms_and_goes_on_and_one_undo_takes_it_back() {
    let mut session = walk();
    let first = shown(&session).unwrap();
    let before = session.entries();
    session.keys("enter");
    assert_eq!(session.entries(), before + 1);
    let today = Some("2026-11-23".to_owned());
    let by = "石主任".to_owned();
    assert_eq!(
        verified(&session, first),
        (today, by, None),
        "no telephone unasked"
    );
    assert_ne!(shown(&session), Some(first));
    let done = session.model.house.confirming();
    assert_eq!(
        (done.today, done.tally.count, done.verified, done.of),
        (1, 6, 1, 7)
    );
    session.keys("ctrl-z");
    assert_eq!(verified(&session, first), (None, String::new(), None));
    session.keys("left");
    assert_eq!(shown(&session), Some(first));
}

#[test]
fn the_telephone_is_verified_only_if_that_was_said() {
    let mut session = walk();
    let first = shown(&session).unwrap();
    session.keys("2");
    let today = Some("2026-11-23".to_owned());
    assert_eq!(verified(&session, first).2, today);
    session.keys("ctrl-z");
    assert_eq!(verified(&session, first), (None, String::new(), None));
}

/// The plan of a child with needs is reviewed with the check of the quarter; of another one there is none to review.
#[test]
fn the_support_plan_is_reviewed_in_the_walk() {
    let mut session = walk();
    let first = shown(&session).unwrap();
    session.keys("8");
    assert!(session.model.popups.is_empty());
    session.keys("f1 esc");
    let need = samples::problem(first, "没有课桌");
    session.perform(Command::AddProblem(Box::new(need)));
    session.keys("8");
    session.keys("down 课桌已到 f10");
    let reviews = &session.model.house.known.support.reviews[&first];
    assert_eq!(reviews[0].note, "课桌已到", "{}", session.toast());
    assert_eq!(
        shown(&session),
        Some(first),
        "the rest is still to be confirmed"
    );
    assert_eq!(verified(&session, first), (None, String::new(), None));
}

#[test]
fn what_has_changed_is_edited_on_the_spot() {
    let mut session = walk();
    let first = shown(&session);
    for (answer, keys) in [("3", "x ctrl-s"), ("4", "esc"), ("5", "esc"), ("6", "esc")] {
        session.keys(answer);
        assert!(
            matches!(session.model.popups.last(), Some(Popup::Form(_))),
            "{answer}"
        );
        session.keys(keys);
        session.keys(if keys == "esc" { "" } else { "f1 esc" });
        assert!(session.model.popups.is_empty(), "{answer}");
        assert_eq!(session.model.screen, Screen::FollowUp, "{answer}");
        assert_eq!(shown(&session), first, "{answer}");
    }
    let file = session.model.house.register.get(first.unwrap()).unwrap();
    assert_eq!((file.school.as_str(), file.last_verified_on), ("x", None));
}

#[test]
fn a_child_who_has_left_is_out_of_the_walk() {
    let mut session = walk();
    let first = shown(&session).unwrap();
    session.keys("7 ctrl-s");
    assert!(session.toast().contains("没有改动"), "{}", session.toast());
    assert_eq!(
        shown(&session),
        Some(first),
        "nothing was said of the child"
    );
    session.keys("7 right ctrl-s");
    let file = session.model.house.register.get(first).unwrap();
    assert_eq!(file.status, Status::Away);
    assert_ne!(shown(&session), Some(first));
    assert_eq!(session.model.house.confirming().tally.count, 6);
}

#[test]
fn skipping_writes_nothing_and_the_end_says_what_is_left() {
    let mut session = walk();
    let before = session.entries();
    session.keys("right right right right right right right right");
    assert_eq!((shown(&session), session.entries()), (None, before));
    session.keys("left left");
    assert!(shown(&session).is_some());
    session.keys("right right enter");
    assert_eq!(session.model.follow_up.walk, None, "Enter leaves the end");
}

#[test]
fn a_file_that_another_program_changed_is_shown_fresh_and_not_confirmed_unseen() {
    let mut session = walk();
    let first = shown(&session).unwrap();
    let mut file = session.model.house.register.get(first).unwrap().clone();
    file.school = "望灯村小学".into();
    // Written past the model, as another program does.
    let desk = &mut session.runner.desk;
    desk.perform(Command::SaveChild(Box::new(file))).unwrap();
    session.keys("enter");
    assert!(
        session.toast().contains("刚刚有人改过"),
        "{}",
        session.toast()
    );
    assert_eq!(shown(&session), Some(first));
    session.start();
    assert_eq!(shown(&session), Some(first));
    session.keys("enter");
    assert_eq!(verified(&session, first).0.as_deref(), Some("2026-11-23"));
    let file = session.model.house.register.get(first).unwrap();
    assert_eq!(file.school, "望灯村小学");
}

/// A walk that was left with F2, in a home with a missing child.
fn left_walk() -> (TestSession, ChildId) {
    let mut session = TestSession::at_the_door();
    let missing = session.gone_since("黄一诺", "2026-11-10");
    session.keys("f6 ctrl-k right f2");
    assert!(session.model.follow_up.walk.is_some());
    (session, missing)
}

/// Enter on the first line of F2 that does this.
fn choose_on_today(session: &mut TestSession, act: &str) {
    session.keys("f2");
    let cards = session.today().cards();
    let items = cards.iter().flat_map(|card| &card.items);
    let mut acts = items.map(|item| format!("{:?}", item.act));
    let place = acts.position(|one| one.starts_with(act));
    session.model.today.selected = place.expect("such a line");
    session.keys("enter");
}

#[test]
fn what_is_opened_on_f6_is_never_covered_by_a_walk_that_was_left() {
    let (mut session, missing) = left_walk();
    choose_on_today(&mut session, "FollowUp(ToSee");
    let before = session.entries();
    assert_eq!(session.model.follow_up.walk, None);
    assert_eq!(
        session.model.follow_up.selected,
        Some(RowKey::of_subject(Subject::Child(missing)))
    );
    session.keys("enter");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::PageThen(..))
    ));
    assert_eq!(session.entries(), before, "no file was confirmed");
}

#[test]
fn a_case_that_is_opened_from_the_walk_or_by_the_banner_is_shown() {
    let (mut session, missing) = left_walk();
    let found = incident(missing, "2026-11-23T14:18:00+08:00");
    session.perform(Command::AddIncident(Box::new(found)));
    session.keys("f6 f6");
    assert!(session.follow_up().card().is_some(), "F6 twice");
    session.keys("esc backtab ctrl-k");
    let at = session.model.follow_up.walk.as_ref().unwrap();
    let steps = at.order.iter().position(|one| *one == missing).unwrap() - at.at;
    session.keys(&"right ".repeat(steps));
    session.keys("ctrl-x");
    let Some(Popup::Picker(popup)) = session.model.popups.last() else {
        panic!("no list")
    };
    let mut items = popup.picker.items.iter();
    let place = items.position(|one| one.code.starts_with("incident:"));
    session.keys(&"down ".repeat(place.expect("the incident")));
    session.keys("enter");
    assert!(session.follow_up().card().is_some());
    assert_eq!(session.model.follow_up.walk, None);
}

#[test]
fn the_walk_ends_where_it_was_begun() {
    let (mut session, _) = left_walk();
    let page = |session: &TestSession| {
        let state = &session.model.follow_up;
        (state.list, state.cases.is_shown)
    };
    session.keys("f6 esc");
    assert_eq!(page(&session), (List::ToSee, false));
    session.keys("backtab");
    let cases = page(&session);
    assert!(cases.1);
    session.keys("ctrl-k");
    assert_eq!(
        session.model.follow_up.walk.as_ref().unwrap().order.len(),
        9
    );
    session.keys("esc");
    assert_eq!(page(&session), cases);
    // From another screen there is no list to come back to but that of the files.
    choose_on_today(&mut session, "Walk");
    session.keys("esc");
    assert_eq!(page(&session), (List::File, false));
}

#[test]
fn the_page_of_cases_is_there_again_after_an_earlier_evening() {
    let (mut session, _) = left_walk();
    let shows_cases = |session: &TestSession| {
        let model = &session.model;
        Scene::new(model.shown_home(), &model.follow_up, model.env()).shows_cases()
    };
    let look_back = |session: &mut TestSession| {
        let day = session.model.house.today() - Days::new(1);
        let load = Load::PastDay(day, KnownAs::Now);
        let answer = session.runner.run(Job::Load(load));
        session.handle(answer.expect("a day"));
        assert!(session.model.past.is_some());
    };
    session.keys("f6 esc backtab");
    look_back(&mut session);
    assert!(shows_cases(&session), "it has one too");
    session.keys("esc");
    assert!(shows_cases(&session));
    look_back(&mut session);
    session.keys("tab esc");
    assert!(!shows_cases(&session), "another list was chosen");
}

#[test]
fn how_the_walk_looks() {
    let mut session = walk();
    snapshots("walk", &mut session);
    snapshots_anew("walk-who", walk, "enter 2 tab");
    session.keys("enter 2 tab esc right right right right right");
    snapshots("walk-end", &mut session);
}

#[test]
fn a_file_that_is_longer_than_its_place_says_so_and_scrolls() {
    let mut session = walk();
    let child = shown(&session).unwrap();
    let register = &session.model.house.register;
    let mut contacts: Vec<Contact> = register.contacts(child).to_vec();
    for name in ["汪建国", "汪建军", "汪建民", "汪建业", "汪建文"] {
        let first = contacts[0].clone();
        contacts.push(Contact {
            id: session.runner.desk.clock.new_id(),
            name: name.to_owned(),
            is_caregiver: false,
            priority: 2,
            ..first
        });
    }
    for contact in &contacts[1..] {
        session.perform(Command::SaveContact(contact.clone()));
    }
    let first = drawn(&mut session, (80, 24));
    assert!(first.contains("（PgDn）"), "{first}");
    assert!(first.contains("都和原来一样"), "{first}");
    session.keys("pagedown");
    let last = drawn(&mut session, (80, 24));
    assert!(!last.contains("（PgDn）"), "{last}");
    for name in contacts.iter().map(|one| one.name.as_str()) {
        assert!(first.contains(name) || last.contains(name), "{name}");
    }
    let scene = session.follow_up();
    for gap in scene.walk_gaps(child) {
        let begin: String = gap.chars().take(6).collect();
        assert!(first.contains(&begin) || last.contains(&begin), "{gap}");
    }
    // The next file begins at its top.
    session.keys("right");
    assert_eq!(session.model.follow_up.walk.as_ref().unwrap().top, 0);
}
