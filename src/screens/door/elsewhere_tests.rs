//! The door and the closing of the day while another program writes.

use super::search::search;
use super::tests::door;
use crate::app::popups::Popup;
use crate::app::testing::TestSession;
use crate::desk::command::{Comeback, Command, SignOut, When};
use crate::domain::{ChildId, OutTo};
use crate::tui::draw::tests::picture;

/// Signs a child out, as another program does, and reads everything again.
fn sign_out(session: &mut TestSession, child: ChildId) {
    session.perform(Command::SignOut(SignOut {
        child,
        to: OutTo::Contact(session.model.house.register.contacts(child)[0].id),
        also: Vec::new(),
        allowed_by: None,
        note: String::new(),
        when: When::Now,
    }));
}

#[test]
fn another_programs_step_leaves_the_numbers_where_they_are() {
    let mut session = door(&["汪乐乐", "汪磊", "汪一诺"]);
    session.keys("w");
    let numbered = |session: &TestSession| -> Vec<ChildId> {
        session
            .model
            .door
            .hits
            .iter()
            .map(|hit| hit.child)
            .collect()
    };
    let before = numbered(&session);
    assert_eq!(before.len(), 3);
    // Who stands first comes by a script: a child who is in would be ranked last.
    session.perform(Command::SignIn {
        child: before[0],
        when: When::Now,
        comeback: Comeback::Ask,
    });
    let TestSession { model, .. } = &mut session;
    search(&model.house, &mut model.door);
    assert_eq!(numbered(&session), before);
    session.keys("2");
    let second = session.model.house.register.name(before[1]).to_owned();
    assert!(session.inside().contains(&second.as_str()));
    // The next search ranks anew.
    session.keys("w");
    assert_ne!(numbered(&session), before);
}

#[test]
fn at_sign_out_a_child_whom_another_program_signs_out_keeps_its_number_and_is_not_taken() {
    let mut session = door(&["汪乐乐", "汪磊", "汪一诺"]);
    for name in ["l l", "l", "y n"] {
        session.keys(&format!("w {name} enter"));
    }
    let sign_first_out = |session: &mut TestSession| -> Vec<ChildId> {
        session.keys("w");
        let hits = &session.model.door.hits;
        let before: Vec<ChildId> = hits.iter().map(|hit| hit.child).collect();
        sign_out(session, before[0]);
        let hits = &session.model.door.hits;
        let after: Vec<ChildId> = hits.iter().map(|hit| hit.child).collect();
        assert_eq!(after, before);
        before
    };
    session.keys("tab");
    let before = sign_first_out(&mut session);
    assert_eq!(before.len(), 3);
    let text = picture(&session, (80, 24));
    assert!(text.contains("已不在屋里"), "{text}");
    // The second number is still the second child.
    session.keys("2");
    let Some(Popup::Collect(collect)) = session.model.popups.last() else {
        panic!("no choice")
    };
    assert_eq!(collect.child, before[1]);
    session.keys("esc");
    // The next search finds those who are in. By digit and by Enter, who has left is not taken.
    for key in ["1", "up enter"] {
        let before = sign_first_out(&mut session);
        session.keys(key);
        assert!(session.model.popups.is_empty());
        let name = session.model.house.register.name(before[0]);
        assert_eq!(session.toast(), format!("{name} 现在不在屋里。"));
    }
    assert!(session.inside().is_empty());
}

#[test]
fn another_programs_sign_out_selects_no_other_child_for_the_sweep() {
    let mut session = door(&["单欣怡", "汪乐乐", "余小雨"]);
    session.keys("s x y enter w l l enter y x y enter f12 down");
    let inside = session.model.house.children_inside();
    sign_out(&mut session, inside[0]);
    session.keys("enter");
    let Some(Popup::Collect(collect)) = session.model.popups.last() else {
        panic!("no choice")
    };
    assert_eq!(collect.child, inside[1]);
    // Who was selected has left: Enter says so, and takes nobody else.
    session.keys("esc");
    sign_out(&mut session, inside[1]);
    session.keys("enter");
    assert!(matches!(session.model.popups.last(), Some(Popup::Sweep(_))));
    assert_eq!(session.toast(), "汪乐乐 现在不在屋里。");
    // Then the next one is selected.
    session.keys("enter");
    let Some(Popup::Collect(collect)) = session.model.popups.last() else {
        panic!("no choice")
    };
    assert_eq!(collect.child, inside[2]);
    session.keys("esc");
    sign_out(&mut session, inside[2]);
    session.keys("enter");
    assert!(!session.toast().is_empty(), "nobody is listed");
    session.keys("f12");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Confirm(_))
    ));
}
