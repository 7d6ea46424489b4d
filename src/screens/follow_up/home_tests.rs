//! The page "of the home": a line for each matter, and what is done about a day without a register.

use crate::app::popups::Popup;
use crate::app::testing::TestSession;
use crate::domain::RuleId;
use crate::domain::rules::list::List;
use crate::tui::draw::tests::picture;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A home that began two weeks ago and took no register in the last week, on a Monday.
fn missed() -> TestSession {
    let mut session = TestSession::at_the_door();
    let house = &mut session.model.house;
    house.known.began = Some(day("2026-11-09"));
    let taken = ["2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13"];
    house.known.taken.extend(taken.map(day));
    session.keys("f6 tab tab");
    session
}

fn rules(session: &TestSession) -> Vec<Option<RuleId>> {
    let rows = session.follow_up().rows().into_iter();
    rows.map(|row| row.key.rule).collect()
}

#[test]
fn days_without_a_register_are_a_line_of_their_own_on_the_page_of_the_home() {
    let session = missed();
    assert_eq!(session.model.follow_up.list, List::Home);
    let rules = rules(&session);
    assert!(rules.contains(&Some(RuleId::A5)), "{rules:?}");
    assert_eq!(session.follow_up().counts(List::Home), (rules.len(), 0));
    let cards = session.today().cards();
    let told = cards.iter().flat_map(|card| &card.items);
    let told = told.filter(|item| format!("{:?}", item.act).starts_with("EnterLate"));
    assert_eq!(told.count(), 5, "Today names the same days");
}

#[test]
fn an_empty_list_claims_nothing_about_days_without_a_register() {
    let first = |session: &TestSession| picture(session, (80, 24));
    let mut session = missed();
    session
        .model
        .house
        .matters
        .retain(|one| one.flag.list() == List::Home);
    session.keys("tab tab tab");
    assert_eq!(session.model.follow_up.list, List::ToSee);
    assert!(first(&session).contains("有 5 个开放日没登记，那些天谁没来没人知道"));
    session.model.house.known.taken.clear();
    assert!(first(&session).contains("还没有登记过一天：谁来过、谁没来，都不知道。"));
}

#[test]
fn enter_leads_to_the_sheet_of_a_day_or_to_the_form_that_says_the_home_was_closed() {
    for (keys, title) in [
        ("enter enter enter", "补录"),
        ("enter enter down enter", "停开"),
    ] {
        let mut session = missed();
        let place = rules(&session)
            .iter()
            .position(|rule| *rule == Some(RuleId::A5));
        for _ in 0..place.unwrap() {
            session.keys("down");
        }
        session.keys(keys);
        let Some(Popup::Form(form)) = session.model.popups.last() else {
            panic!("no form after {keys}");
        };
        let shown = format!("{form:?}");
        assert!(shown.contains("2026-11-16"), "{title}: {shown}");
    }
}

#[test]
fn a_day_said_to_be_closed_is_no_longer_missing() {
    use crate::desk::command::{CalendarChange, Command};
    use crate::domain::calendar::ClosedDay;
    let mut session = missed();
    let days = [16, 17, 18, 19, 20].map(|nth| ClosedDay {
        day: NaiveDate::from_ymd_opt(2026, 11, nth).unwrap(),
        reason: "修屋顶".to_owned(),
    });
    let change = CalendarChange::Close(days.to_vec());
    session.perform(Command::SaveCalendar(Box::new(change)));
    session.model.house.refresh_matters();
    assert!(!rules(&session).contains(&Some(RuleId::A5)));
}
