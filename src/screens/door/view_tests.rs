//! F3 as text.

use super::update::offer_siblings;
use crate::app::message::Message;
use crate::app::testing::{TestSession, evening};
use crate::desk::command::{Comeback, Command, When};
use crate::domain::{Child, Status};
use crate::i18n::Lang;
use crate::tui::draw::tests::{picture, snapshots, snapshots_anew};
use chrono::Days;

#[test]
fn door_without_children_says_what_to_do() {
    let mut session = TestSession::new();
    session.keys("f3");
    snapshots("door-empty", &mut session);
}

#[test]
fn door_before_anybody_comes() {
    snapshots("door-waiting", &mut TestSession::at_the_door());
}

#[test]
fn door_with_candidates() {
    let mut session = TestSession::at_the_door();
    session.keys("w l l enter y x");
    snapshots("door-candidates", &mut session);
}

#[test]
fn door_with_a_sibling_on_offer() {
    let mut session = TestSession::at_the_door();
    let children: Vec<_> = session
        .model
        .house
        .register
        .children()
        .iter()
        .map(|child| child.id)
        .collect();
    session.perform(Command::LinkHousehold {
        child: children[1],
        with: children[0],
    });
    session.perform(Command::LinkHousehold {
        child: children[2],
        with: children[0],
    });
    let child = children[0];
    session.perform(Command::SignIn {
        child,
        when: When::Now,
        comeback: Comeback::Ask,
    });
    offer_siblings(&session.model.house, &mut session.model.door, child);
    snapshots("door-sibling", &mut session);
}

#[test]
fn door_collecting() {
    let mut session = TestSession::at_the_door();
    let child = session.model.house.register.children()[5].clone();
    session.perform(Command::SaveChild(Box::new(Child {
        walks_home: Some(true),
        ..child
    })));
    session.keys("w l l enter tab w l l enter");
    snapshots("door-collect", &mut session);
}

#[test]
fn door_sweep_evacuation_and_question() {
    let mut session = TestSession::at_the_door();
    session.keys("w l l enter z y n enter f9 space");
    snapshots("door-evacuation", &mut session);
    session.keys("esc f12");
    snapshots("door-sweep", &mut session);
    let keys = "w l l enter z y n enter f9 space esc f12 enter 1 enter 1";
    snapshots_anew("door-close", TestSession::at_the_door, keys);
}

#[test]
fn a_roll_call_of_nobody_says_that_it_is_of_the_register() {
    let mut session = TestSession::at_the_door();
    session.keys("f9");
    snapshots("door-evacuation-nobody", &mut session);
}

#[test]
fn door_late_and_away() {
    let mut session = TestSession::at_the_door();
    let child = session.model.house.register.children()[0].clone();
    let name = child.name.clone();
    session.perform(Command::SaveChild(Box::new(Child {
        status: Status::Away,
        ..child
    })));
    session.model.door.late = Some(evening() - Days::new(3));
    session.handle(Message::Paste(name));
    snapshots("door-late", &mut session);
}

#[test]
fn a_health_alert_is_whole_wherever_the_child_is_seen() {
    // Forty characters, as long as one can be.
    let alert = "哮喘发作时用书包前袋里的蓝色喷剂两喷然后坐直不要躺下五分钟不好转就打一二零再叫奶";
    assert_eq!(alert.chars().count(), crate::domain::child::ALERT_MAX);
    let mut session = TestSession::at_the_door();
    let mut children = session.model.house.register.children().iter();
    let child = children
        .find(|child| child.name == "汪乐乐")
        .unwrap()
        .clone();
    session.perform(Command::SaveChild(Box::new(Child {
        alert: alert.to_owned(),
        ..child
    })));
    let whole = |session: &mut TestSession, what: &str| {
        let sizes = [(120, 40), (80, 24), (40, 12)];
        let cases = sizes
            .iter()
            .flat_map(|size| Lang::ALL.iter().map(move |lang| (*size, *lang)));
        for (size, lang) in cases {
            session.model.look.lang = lang;
            let shown: String = picture(session, size)
                .chars()
                .filter(|c| !c.is_whitespace() && *c != '│')
                .collect();
            assert!(shown.contains(alert), "{what} at {size:?}:\n{shown}");
        }
    };
    session.keys("w l l");
    whole(&mut session, "candidate");
    session.keys("enter");
    whole(&mut session, "signed in");
    session.keys("f9");
    whole(&mut session, "roll call");
    snapshots("door-evacuation-alert", &mut session);
    session.keys("esc w");
    snapshots("door-alert", &mut session);
}
