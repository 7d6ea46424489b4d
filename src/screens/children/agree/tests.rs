//! Agreed days from the list of F4 to the file, without a terminal.

use crate::app::popups::Popup;
use crate::app::testing::TestSession;
use crate::desk::command::Command;
use crate::domain::{Child, ChildId};
use crate::i18n::Lang;
use crate::tui::draw::tests::{in_all_sizes, snapshots, snapshots_anew};

/// Two children without agreed days and one with others; all three come Monday to Friday.
fn village() -> (TestSession, [ChildId; 3]) {
    let mut session = TestSession::new();
    let first = session.gone_since("汪乐乐", "2026-11-20");
    let third = session.gone_since("单欣怡", "2026-11-20");
    let by_name = |name: &str| {
        let mut children = session.model.house.register.children().iter();
        children.find(|one| one.name == name).unwrap().id
    };
    let second = by_name("汪乐乐乙");
    for (child, digits) in [(first, ""), (second, ""), (third, "24")] {
        let file = session.model.house.register.get(child).unwrap().clone();
        session.perform(Command::SaveChild(Box::new(Child {
            school: "望灯村小学".to_owned(),
            hamlet: "云溪三组".to_owned(),
            ..file
        })));
        session.agree(child, digits);
    }
    session.keys("f4");
    (session, [first, second, third])
}

fn days(session: &TestSession, children: [ChildId; 3]) -> [String; 3] {
    children.map(|child| {
        let file = session.model.house.register.get(child).unwrap();
        file.expected_days.digits()
    })
}

/// Chooses the item of the open list whose code begins so.
fn choose(session: &mut TestSession, code: &str) {
    let Some(Popup::Picker(popup)) = session.model.popups.last() else {
        panic!("no list: {}", session.toast())
    };
    let mut items = popup.picker.items.iter();
    let place = items.position(|one| one.code.starts_with(code)).unwrap();
    session.keys(&"down ".repeat(place));
    session.keys("enter");
}

#[test]
fn habits_are_agreed_in_one_step_and_other_days_stay() {
    let (mut session, children) = village();
    session.keys("ctrl-w");
    snapshots_anew("agree-whose", || village().0, "ctrl-w");
    choose(&mut session, "habit");
    snapshots("agree-habit", &mut session);
    let before = session.entries();
    session.keys("enter");
    assert!(session.model.popups.is_empty(), "{}", session.toast());
    assert!(session.toast().contains('2'), "{}", session.toast());
    assert_eq!(session.entries(), before + 1);
    assert_eq!(days(&session, children), ["12345", "12345", "24"]);
    session.keys("ctrl-z");
    assert_eq!(days(&session, children), ["", "", "24"]);
}

#[test]
fn space_takes_a_child_out_or_puts_one_with_other_days_in() {
    let (mut session, children) = village();
    session.keys("ctrl-w");
    choose(&mut session, "habit");
    // The third row has other days and no tick.
    session.keys("space down space enter");
    assert_eq!(days(&session, children), ["", "12345", "12345"]);
    session.keys("ctrl-z ctrl-w");
    choose(&mut session, "habit");
    session.keys("space space enter");
    assert!(!session.model.popups.is_empty(), "nobody is ticked");
    session.keys("esc");
    assert_eq!(days(&session, children), ["", "", "24"]);
}

#[test]
fn days_of_a_group_are_asked_and_then_its_children_are_ticked() {
    let (mut session, children) = village();
    session.keys("ctrl-w");
    choose(&mut session, "hamlet");
    session.keys("f10");
    assert!(matches!(session.model.popups.last(), Some(Popup::Form(_))));
    session.keys("2 4");
    for lang in Lang::ALL {
        let (mut session, _) = village();
        session.model.look.lang = *lang;
        session.keys("ctrl-w");
        choose(&mut session, "hamlet");
        session.keys("2 4");
        in_all_sizes("agree-form", &session);
    }
    session.keys("f10");
    // The third child has these days already.
    let Some(Popup::Agree(agree)) = session.model.popups.last() else {
        panic!("no list: {}", session.toast())
    };
    assert_eq!(agree.ticks.everybody.len(), 2);
    snapshots("agree-group", &mut session);
    session.keys("enter");
    assert_eq!(days(&session, children), ["24", "24", "24"]);
    session.keys("ctrl-w");
    choose(&mut session, "hamlet");
    session.keys("2 4 f10");
    assert!(session.model.popups.is_empty());
    assert!(!session.toast().is_empty());
}

#[test]
fn several_habits_are_gone_through_one_after_the_other() {
    let (mut session, [first, second, third]) = village();
    let tuesday = session.child("周小二");
    session.agree(tuesday, "");
    let rows = (0..8).map(|week| {
        let day = session.model.house.today() - chrono::Days::new(6 + week * 7);
        let mark = crate::domain::Mark::Present;
        crate::domain::Attendance {
            untimed: true,
            ..crate::domain::Attendance::blank(day, tuesday, 1, mark)
        }
    });
    let rows = rows.collect();
    let source = "sheet".to_owned();
    session.perform(Command::ImportAttendance { source, rows });
    session.keys("ctrl-w");
    choose(&mut session, "habit");
    // Ticks of a group stay while another one is shown, and Esc asks about them from there.
    session.keys("space tab esc");
    assert_eq!(session.model.popups.len(), 1);
    session.keys("tab up space");
    // Tab shows the other group, Enter agrees it and comes back to the first.
    session.keys("tab enter");
    let of = |session: &TestSession, child| {
        let file = session.model.house.register.get(child).unwrap();
        file.expected_days.digits()
    };
    assert_eq!(of(&session, tuesday), "2", "{}", session.toast());
    assert_eq!(session.model.popups.len(), 1);
    session.keys("enter");
    assert!(session.model.popups.is_empty());
    assert_eq!(
        days(&session, [first, second, third]),
        ["12345", "12345", "24"]
    );
}

#[test]
fn a_refusal_leaves_the_group_open() {
    let (mut session, children) = village();
    session.keys("ctrl-w");
    choose(&mut session, "habit");
    // Somebody else writes meanwhile; the list still shows what was there before.
    let file = session
        .model
        .house
        .register
        .get(children[0])
        .unwrap()
        .clone();
    let other = Child {
        expected_days: crate::domain::Weekdays::from_digits("1").unwrap(),
        ..file
    };
    let written = Command::SaveChild(Box::new(other));
    session.runner.desk.perform(written).unwrap();
    session.keys("enter");
    let Some(Popup::Agree(agree)) = session.model.popups.last() else {
        panic!("closed")
    };
    assert!(session.toast().contains("汪乐乐"), "{}", session.toast());
    // It shows what is agreed now, so that it can be looked at again; what somebody else agreed is not overwritten by
    // one more Enter.
    assert!(!agree.ticks.ticked.contains(&children[0]));
    session.keys("enter");
    assert!(session.model.popups.is_empty(), "{}", session.toast());
    assert_eq!(days(&session, children), ["1", "12345", "24"]);
}

#[test]
fn changed_ticks_are_not_lost_with_one_esc() {
    let (mut session, children) = village();
    session.keys("ctrl-w");
    choose(&mut session, "habit");
    session.keys("space esc");
    assert!(matches!(session.model.popups.last(), Some(Popup::Agree(_))));
    session.keys("esc");
    assert!(session.model.popups.is_empty());
    assert_eq!(days(&session, children), ["", "", "24"]);
}

#[test]
fn without_a_habit_it_says_why_and_what_to_do() {
    for lang in Lang::ALL {
        let mut session = TestSession::at_the_door();
        session.model.look.lang = *lang;
        session.keys("f4 ctrl-w");
        choose(&mut session, "habit");
        assert!(matches!(
            session.model.popups.last(),
            Some(Popup::Notice(_))
        ));
        in_all_sizes("agree-none", &session);
    }
}
