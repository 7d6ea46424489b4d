//! F2 as text.

use crate::app::testing::{TestSession, evening};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::{CalendarChange, Comeback, Command, When};
use crate::domain::Child;
use crate::domain::calendar::ClosedDay;
use crate::tui::draw::tests::snapshots;
use chrono::{Days, NaiveDate};

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
