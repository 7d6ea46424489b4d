//! F2 as text.

use super::fit::{fit, folded};
use super::state::{CardKind, Item, TodayCard, TodayTarget, Urgency};
use crate::app::message::Message;
use crate::app::popups::Popup;
use crate::app::testing::{TestSession, evening};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::{CalendarChange, Comeback, Command, When};
use crate::domain::calendar::ClosedDay;
use crate::domain::rules::Subject;
use crate::domain::{Attendance, Child, ChildId, Mark};
use crate::i18n::Lang;
use crate::tui::draw::tests::{picture, snapshots};
use crate::ui::click::Click;
use chrono::{Datelike, Days, NaiveDate};

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

/// An evening on which so many children have not been seen since the tenth.
fn many_gone(count: usize) -> TestSession {
    let mut session = TestSession::new();
    // A day on which half of the home stayed away counts for nobody.
    let others: Vec<ChildId> = (0..=count)
        .map(|nth| session.child(&format!("常来{nth:02}")))
        .collect();
    let gone: Vec<ChildId> = (1..=count)
        .map(|nth| session.child(&format!("失约{nth:02}")))
        .collect();
    let last = NaiveDate::from_ymd_opt(2026, 11, 10).unwrap();
    let today = session.model.house.today();
    let mut rows = Vec::new();
    let days = (today - Days::new(60)).iter_days();
    for day in days.take_while(|day| *day < today) {
        if day.weekday().number_from_monday() > 5 {
            continue;
        }
        let here = gone.iter().filter(|_| day <= last).chain(&others);
        rows.extend(here.map(|child| Attendance {
            untimed: true,
            ..Attendance::blank(day, *child, 1, Mark::Present)
        }));
    }
    let source = "sheet".to_owned();
    session.perform(Command::ImportAttendance { source, rows });
    let birthday = Child {
        birth_date: NaiveDate::from_ymd_opt(2016, 11, 26).unwrap(),
        ..session.model.house.register.get(others[0]).unwrap().clone()
    };
    session.perform(Command::SaveChild(Box::new(birthday)));
    session.keys("f3 f2");
    session
}

#[test]
fn children_to_see_get_the_room_before_notices_and_the_other_lists() {
    snapshots("today-many-gone", &mut many_gone(40));
    let few = picture(&many_gone(3), (80, 24));
    assert!(few.contains("档案待补"), "{few}");
    let more = many_gone(7);
    let screen = picture(&more, (80, 24));
    let cards = more.today().cards();
    for card in &cards {
        assert!(screen.contains(&card.title), "{}\n{screen}", card.title);
        let must = matches!(card.kind, CardKind::ToSee | CardKind::Waits);
        for item in card.items.iter().filter(|_| must) {
            assert!(screen.contains(&item.text), "{}\n{screen}", item.text);
        }
    }
}

#[test]
fn the_selected_item_is_drawn_wherever_the_arrows_go() {
    for size in [(80, 24), (120, 40), (40, 12)] {
        let mut session = many_gone(40);
        session.model.today.room = (size.0, size.1 - 4);
        let items: Vec<Item> = session
            .today()
            .cards()
            .into_iter()
            .flat_map(|card| card.items)
            .collect();
        let moves = format!(
            "{}{}end home end {}",
            "down ".repeat(60),
            "up ".repeat(60),
            "pgup ".repeat(7)
        );
        for key in moves.split_whitespace() {
            session.keys(key);
            let place = session.model.today.selected;
            let screen = picture(&session, size);
            let marked = screen.lines().filter(|line| line.starts_with("   ▸ "));
            let marked: Vec<&str> = marked.collect();
            let text = &items[place].text;
            assert_eq!(marked.len(), 1, "{key} to {text}\n{screen}");
            assert!(marked[0].contains(text), "{key} to {text}\n{screen}");
        }
    }
}

#[test]
fn the_next_step_is_whole_and_the_reason_is_cut() {
    let mut session = many_gone(10);
    for lang in Lang::ALL {
        session.model.look.lang = *lang;
        let screen = picture(&session, (80, 24));
        let cards = session.today().cards();
        let card = cards.iter().find(|card| card.kind == CardKind::ToSee);
        let items = &card.unwrap().items;
        for item in items {
            let line = screen.lines().find(|line| line.contains(&item.text));
            let line = line.unwrap_or_else(|| panic!("{}\n{screen}", item.text));
            assert!(line.contains(&item.next), "{}\n{screen}", item.next);
        }
    }
}

#[test]
fn an_absence_noted_on_today_is_about_the_selected_child() {
    let mut session = many_gone(3);
    session.keys("down down");
    let Some(TodayTarget::FollowUp(_, Some(Subject::Child(child)))) =
        super::update::selected(session.today())
    else {
        panic!("no missing child")
    };
    session.keys("ctrl-a");
    let name = session.model.house.register.name(child).to_owned();
    let screen = picture(&session, (80, 24));
    assert!(
        matches!(session.model.popups.last(), Some(Popup::Form(..))),
        "{screen}"
    );
    assert!(screen.contains(&name), "{screen}");
}

#[test]
fn a_click_on_what_is_hidden_unfolds_it_and_esc_folds_it_again() {
    let mut session = many_gone(40);
    let cards = session.today().cards();
    let folded = folded(&cards, (80, 20));
    let at = cards
        .iter()
        .position(|card| card.kind == CardKind::ToSee)
        .unwrap();
    let first: usize = cards[..at].iter().map(|card| card.items.len()).sum();
    session.handle(Message::Click(Click::Row(first + folded.shown[at])));
    assert_eq!(session.model.today.unfolded, Some(CardKind::ToSee));
    assert_eq!(session.model.today.selected, first + folded.shown[at]);
    session.keys("esc");
    assert_eq!(session.model.today.unfolded, None);
    assert_eq!(session.model.today.selected, first + folded.shown[at] - 1);
}

#[test]
fn what_is_only_to_know_folds_first_and_the_children_last() {
    let card = |kind, count| TodayCard {
        kind,
        urgency: Urgency::Today,
        title: "title".to_owned(),
        items: vec![
            Item {
                text: "text".to_owned(),
                detail: "detail".to_owned(),
                next: String::new(),
                act: TodayTarget::Door,
            };
            count
        ],
    };
    let cards = [
        card(CardKind::Opening, 2),
        card(CardKind::ToSee, 9),
        card(CardKind::Missing, 5),
        card(CardKind::Waits, 3),
        card(CardKind::Birthdays, 2),
        card(CardKind::Holidays, 1),
    ];
    let shown = |height| folded(&cards, (80, height)).shown;
    assert_eq!(shown(28), [2, 9, 5, 3, 2, 1]);
    assert_eq!(shown(26), [2, 9, 5, 3, 1, 0]);
    assert_eq!(shown(25), [2, 9, 5, 3, 0, 0]);
    assert_eq!(shown(22), [2, 9, 5, 0, 0, 0]);
    assert_eq!(shown(18), [2, 9, 1, 0, 0, 0]);
    assert_eq!(shown(14), [2, 5, 1, 0, 0, 0]);
    assert_eq!(shown(5), [2, 1, 1, 0, 0, 0], "what is left is scrolled to");
    let cursor_in_waits = fit(&cards, (16, None), (80, 14));
    assert_eq!(cursor_in_waits.shown, [2, 5, 1, 3, 0, 0]);
}
