//! Help driven by keys: what forms and lists store, and what pages list.

use crate::app::testing::TestSession;
use crate::desk::command::Command;
use crate::desk::command::support::SupportStep;
use crate::domain::support::benefit::BenefitState;
use crate::domain::support::helper::{Helper, HelperKind};
use crate::domain::support::pairing::ContactWay;
use crate::domain::{ChildId, HelperId, Support, samples};
use crate::screens::children::state::{FileTarget, HelpGap, HelpTarget, Page};
use crate::tui::draw::tests::drawn;
use rstest::rstest;

fn support(session: &TestSession) -> &Support {
    &session.model.house.known.support
}

/// A home with three children and two helpers.
fn home() -> (TestSession, Vec<ChildId>) {
    let mut session = TestSession::new();
    let children = ["汪乐乐", "单欣怡", "曾一诺"].map(|name| session.child(name));
    for name in ["H1", "H2"] {
        let helper = Helper {
            name: name.to_owned(),
            ..samples::helper("2026-11-02".parse().unwrap())
        };
        session.perform(Command::Support(SupportStep::SaveHelper(Box::new(helper))));
    }
    (session, children.to_vec())
}

/// Selects the line of an open file that has this target.
fn go_to(session: &mut TestSession, wanted: impl Fn(HelpTarget) -> bool) {
    let lines = session.children().file_lines();
    let is_it = |act: FileTarget| matches!(act, FileTarget::Help(target) if wanted(target));
    let place = lines.iter().position(|line| is_it(line.act)).unwrap();
    session.model.children.file.as_mut().unwrap().selected = place;
}

/// Opens a child's file and the form of what is chosen there.
fn add(session: &mut TestSession, child: ChildId, nth: usize) {
    session.open_file(child);
    go_to(session, |target| target == HelpTarget::Add);
    session.keys("enter");
    for _ in 0..nth {
        session.keys("down");
    }
    session.keys("enter");
}

#[test]
fn a_helper_is_written_down_on_a_page_of_its_own() {
    let mut session = TestSession::new();
    session.child("汪乐乐");
    session.keys("f4 tab");
    assert_eq!(session.model.children.page, Page::Helpers);
    session.keys("ctrl-n 周小梅 enter right right enter enter 1 3 9 0 0 0 0 0 0 0 0 f10");
    let one = &support(&session).helpers[0];
    assert_eq!(
        (one.name.as_str(), one.kind),
        ("周小梅", HelperKind::SocialWorker)
    );
    assert!(one.since.is_some());
    session.keys("ctrl-z");
    assert!(support(&session).helpers.is_empty());
}

#[test]
fn the_pages_go_round_and_esc_leads_back_to_the_register() {
    let (mut session, _) = home();
    session.keys("f4");
    for page in [
        Page::Helpers,
        Page::Goods,
        Page::Benefits,
        Page::Wishes,
        Page::Register,
    ] {
        session.keys("tab");
        assert_eq!(session.model.children.page, page);
    }
    session.keys("backtab");
    assert_eq!(session.model.children.page, Page::Wishes);
    // Letters are no search there.
    session.keys("w l l");
    assert_eq!(session.model.children.query.value(), "");
    session.keys("esc");
    assert_eq!(session.model.children.page, Page::Register);
}

#[test]
fn a_child_and_its_brother_are_paired_with_two_helpers_in_one_step() {
    let (mut session, children) = home();
    session.perform(Command::LinkHousehold {
        child: children[1],
        with: children[0],
    });
    add(&mut session, children[0], 0);
    let before = session.entries();
    // Helper, second helper, for what; the last question is about brothers and sisters.
    session.keys("right enter right right enter 陪伴");
    for _ in 0..7 {
        session.keys("down");
    }
    session.keys("right f10");
    assert_eq!(session.entries(), before + 1, "{}", session.toast());
    let today = session.model.house.today();
    for child in &children[..2] {
        let of_child: Vec<&str> = support(&session)
            .running(*child, today)
            .map(|one| support(&session).helper_name(one.helper))
            .collect();
        assert_eq!(of_child, ["H1", "H2"]);
    }
    assert_eq!(support(&session).running(children[2], today).count(), 0);
    session.keys("ctrl-z");
    assert_eq!(support(&session).running(children[0], today).count(), 0);
}

fn paired(session: &mut TestSession, child: ChildId, helper: HelperId) {
    let pairing = crate::domain::support::pairing::Pairing {
        helper,
        ..samples::pairing(child, "2026-11-02".parse().unwrap())
    };
    session.perform(Command::Support(SupportStep::Pair(vec![pairing])));
}

#[test]
fn a_contact_is_entered_from_the_file_and_from_the_page_of_helpers() {
    let (mut session, children) = home();
    let helper = support(&session).helpers[0].id;
    paired(&mut session, children[0], helper);
    session.open_file(children[0]);
    go_to(&mut session, |target| {
        matches!(target, HelpTarget::Pairing(_))
    });
    session.keys("enter enter down right enter 剪了头发 f10");
    let contacts = &support(&session).contacts[&children[0]];
    assert_eq!((contacts.len(), contacts[0].way), (1, ContactWay::Visit));
    // On the page of helpers the pairings stand first in the list of what can be done.
    session.keys("esc f4 tab enter enter down right right enter f10");
    let contacts = &support(&session).contacts[&children[0]];
    assert_eq!((contacts.len(), contacts[1].way), (2, ContactWay::Together));
}

#[test]
fn a_helper_who_leaves_hands_all_pairings_on_in_one_step() {
    let (mut session, children) = home();
    let helper = support(&session).helpers[0].id;
    for child in &children {
        paired(&mut session, *child, helper);
    }
    session.keys("f4 tab");
    let before = session.entries();
    // Below three pairings: pair, print, change, leave.
    session.keys("enter down down down down down down enter");
    session.keys("down 搬走 enter right right f10");
    assert_eq!(session.entries(), before + 1, "{}", session.toast());
    let tomorrow = session.model.house.today().succ_opt().unwrap();
    for child in &children {
        let next: Vec<_> = support(&session).running(*child, tomorrow).collect();
        assert_eq!(next.len(), 1);
        assert_eq!(support(&session).helper_name(next[0].helper), "H2");
    }
    session.keys("ctrl-z");
    assert_eq!(support(&session).running_of(helper, tomorrow).count(), 3);
}

#[test]
fn a_need_gets_a_measure_and_who_has_nobody_is_one_key() {
    let (mut session, children) = home();
    add(&mut session, children[0], 1);
    session.keys("right enter 没有课桌 f10");
    session.keys("esc esc f4 ctrl-g");
    assert_eq!(session.model.children.filter.gap, Some(HelpGap::Nobody));
    assert_eq!(session.model.children.rows, [children[0]]);
    session.open_file(children[0]);
    go_to(&mut session, |target| matches!(target, HelpTarget::Need(_)));
    // The measure has an owner, so somebody takes care.
    session.keys("enter enter 捐一张课桌 enter right f10");
    let measures = &support(&session).measures[&children[0]];
    assert_eq!(measures[0].what, "捐一张课桌");
    assert!(measures[0].owner.is_some(), "{}", session.toast());
    session.keys("esc ctrl-g");
    assert_eq!(session.model.children.rows, []);
}

#[test]
fn gifts_of_today_go_to_those_in_the_house_in_one_step() {
    let (mut session, children) = home();
    session.keys("f3 w l l enter z y n enter f4 tab tab");
    let before = session.entries();
    session.keys("ctrl-n 书包 enter enter 3 enter enter 协会 f10");
    // The two in the house are ticked; Enter gives.
    session.keys("enter");
    assert_eq!(session.entries(), before + 1, "{}", session.toast());
    let donation = support(&session).donations[0].clone();
    assert_eq!((donation.quantity, donation.giver.as_str()), (3, "协会"));
    assert_eq!(support(&session).left_of(&donation), 1);
    let got = |child: &ChildId| support(&session).given.contains_key(child);
    assert_eq!(
        children.iter().map(got).collect::<Vec<_>>(),
        [true, false, true]
    );
    // The third one gets the last piece.
    session.keys("enter enter f10 space enter");
    assert_eq!(support(&session).left_of(&donation), 0);
    // Of what is not there nothing is given: the list does not open.
    session.keys("enter enter");
    assert!(session.model.popups.is_empty());
    assert!(session.toast().contains("已经发完"), "{}", session.toast());
    session.keys("ctrl-z ctrl-z");
    assert!(support(&session).donations.is_empty());
}

/// A day before the one that it follows is said at its field: nothing is refused without a word.
#[test]
fn a_place_that_ends_before_it_begins_is_refused_at_its_day() {
    let (mut session, children) = home();
    add(&mut session, children[0], 8);
    session.keys("中心小学 enter enter 2 0 2 6 - 0 1 - 0 1 enter enter 协会 f10");
    let screen = drawn(&mut session, (80, 24));
    assert!(screen.contains("不能早于 2026-11-23"), "{screen}");
}

#[test]
fn a_giver_is_a_helper_or_is_written() {
    let (mut session, _) = home();
    session.keys("f4 tab tab ctrl-n 书包 enter enter 3 f10");
    assert!(!session.model.popups.is_empty());
    assert!(support(&session).donations.is_empty());
}

#[test]
fn a_benefit_goes_from_entitled_to_received() {
    let (mut session, children) = home();
    add(&mut session, children[0], 3);
    session.keys("right down down 2 0 2 6 - 1 1 - 0 2 f10");
    let one = support(&session).benefits[&children[0]][0].clone();
    assert_eq!(one.state, BenefitState::Entitled);
    go_to(&mut session, |target| {
        matches!(target, HelpTarget::Benefit(_))
    });
    session.keys("enter down right right down down 2 0 2 6 - 1 1 - 1 0 f10");
    let one = support(&session).benefits[&children[0]][0].clone();
    assert_eq!(one.state, BenefitState::Receiving, "{}", session.toast());
}

#[test]
fn what_waits_for_the_parents_is_told_at_one_call() {
    let (mut session, children) = home();
    for what in ["会骑车了", "画了全家福"] {
        add(&mut session, children[0], 5);
        session.keys("down right enter");
        session.keys(what);
        session.keys("f10");
    }
    let line = |session: &TestSession| {
        let lines = session.children().file_lines();
        let is_it = |act| act == FileTarget::Help(HelpTarget::News);
        lines
            .into_iter()
            .find(|line| is_it(line.act))
            .unwrap()
            .value
    };
    assert_eq!(line(&session), "会骑车了；画了全家福");
    go_to(&mut session, |target| target == HelpTarget::News);
    session.keys("enter enter down 爸爸 enter 很高兴 f10");
    assert!(
        support(&session).news[&children[0]]
            .iter()
            .all(|one| !one.waits())
    );
    assert!(line(&session).contains("爸爸"));
}

#[rstest]
#[case::wish(4, "想要足球 f10")]
#[case::talk(6, "down down 周老师 f10")]
#[case::word(7, "down right enter 张老师 f10")]
#[case::place(8, "中心小学 enter enter enter enter 协会 f10")]
fn the_smaller_records_are_added_and_taken_back(#[case] nth: usize, #[case] keys: &str) {
    let (mut session, children) = home();
    let before = support(&session).clone();
    add(&mut session, children[0], nth);
    session.keys(keys);
    assert!(
        session.model.popups.is_empty(),
        "{nth}: {}",
        session.toast()
    );
    assert_ne!(*support(&session), before, "{nth}: {}", session.toast());
    session.keys("ctrl-z");
    assert_eq!(*support(&session), before);
}
