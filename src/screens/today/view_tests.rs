//! F2 as text.

use super::fit::fit;
use super::state::{CardKind, Item, TodayCard, TodayTarget, Urgency};
use crate::app::message::Message;
use crate::app::testing::{TestSession, evening};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::{CalendarChange, Comeback, Command, When};
use crate::domain::Child;
use crate::domain::calendar::ClosedDay;
use crate::tui::draw::tests::{picture, snapshots};
use chrono::{Days, NaiveDate, TimeDelta};

#[test]
fn today_before_there_is_a_home() {
    let clock = Clock::fixed(evening());
    let desk = Desk::in_memory(clock).unwrap();
    snapshots("today-first-run", &mut TestSession::at(desk));
}

#[test]
fn today_without_children() {
    snapshots("today-no-children", &mut TestSession::new());
}

#[test]
fn today_with_missing_children_a_forgotten_sign_out_and_a_birthday() {
    let mut session = TestSession::at_the_door();
    let children = session.model.house.register.children().to_vec();
    let friday = evening() - Days::new(3);
    session.perform(Command::SignIn {
        child: children[2].id,
        when: When::At(friday),
        comeback: Comeback::Ask,
    });
    let born = NaiveDate::from_ymd_opt(2016, 11, 26).unwrap();
    let birthday = Child {
        birth_date: born,
        ..children[1].clone()
    };
    session.perform(Command::SaveChild(Box::new(birthday)));
    session.keys("f3 w l l enter f2 down");
    snapshots("today-evening", &mut session);
}

#[test]
fn today_on_a_closed_day() {
    let mut session = TestSession::at_the_door();
    let day = session.model.house.today();
    let reason = "村里停电".to_owned();
    let closed = ClosedDay { day, reason };
    let change = CalendarChange::Close(vec![closed]);
    session.perform(Command::SaveCalendar(Box::new(change)));
    session.keys("f2");
    snapshots("today-closed", &mut session);
}

#[test]
fn every_card_keeps_its_first_line_and_enter_opens_the_rest() {
    let mut session = TestSession::at_the_door();
    for name in [
        "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑",
    ] {
        session.child(name);
    }
    session.keys("f3 w l l enter f2");
    session.handle(Message::Minute(evening() + TimeDelta::minutes(30)));
    let screen = picture(&session, (80, 24));
    let cards = session.today().cards();
    assert!(cards.len() > 4, "{screen}");
    for card in &cards {
        assert!(screen.contains(&card.title), "{}\n{screen}", card.title);
        assert!(screen.contains(&card.items[0].text), "{screen}");
    }
    let missing = cards.iter().find(|card| card.kind == CardKind::Missing);
    let last = missing.and_then(|card| card.items.last()).unwrap().clone();
    assert!(!screen.contains(&last.text), "{screen}");
    // The worst card is the second: behind what is shown of it stands how many more there are.
    let fit = fit(&cards, None, (80, 20));
    session.keys(&"down ".repeat(cards[0].items.len() + fit.shown[1]));
    session.keys("enter");
    assert_eq!(session.model.today.opened, Some(cards[1].kind));
    session.keys("esc");
    assert_eq!(session.model.today.opened, None);
}

#[test]
fn what_is_left_of_the_screen_goes_round_the_cards() {
    let card = |kind, count| TodayCard {
        kind,
        urgency: Urgency::Today,
        title: "title".to_owned(),
        items: vec![
            Item {
                text: "text".to_owned(),
                detail: "detail".to_owned(),
                act: TodayTarget::Door,
            };
            count
        ],
    };
    let cards = [
        card(CardKind::Opening, 2),
        card(CardKind::Missing, 30),
        card(CardKind::ToSee, 3),
        card(CardKind::Week, 9),
    ];
    let shown = |height| fit(&cards, None, (80, height)).shown;
    assert_eq!(
        shown(9),
        [2, 1, 1, 1],
        "the least, with the rest beside the titles"
    );
    assert_eq!(shown(20), [2, 3, 3, 3], "and one line for what is hidden");
    assert_eq!(shown(200), [2, 30, 3, 9]);
    let opened = fit(&cards, Some(CardKind::Missing), (80, 9));
    assert_eq!(opened.shown, [2, 30, 1, 1]);
}
