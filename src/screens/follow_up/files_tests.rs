//! The files to see to are the same number on Today, on F6, in the walk and on the command line.

use crate::app::testing::TestSession;
use crate::desk::command::{Command, Confirmation};
use crate::domain::file_walk::FileTally;
use crate::domain::rules::list::List;
use crate::domain::{Child, ChildId, KnownAs, Status};
use crate::screens::effect::Screen;
use chrono::Days;
use proptest::prelude::*;

/// What is done about one child: joined so many days ago, confirmed or not, away or not.
type Kind = (u64, bool, bool);

/// A home of such children.
fn home(kinds: &[Kind]) -> TestSession {
    let mut session = TestSession::new();
    let today = session.model.house.today();
    for (nth, (ago, is_confirmed, is_away)) in kinds.iter().enumerate() {
        let id = session.child(&format!("孩子{nth:02}"));
        let file = session.model.house.register.get(id).unwrap().clone();
        let joined_on = today.checked_sub_days(Days::new(*ago));
        session.perform(Command::SaveChild(Box::new(Child { joined_on, ..file })));
        if *is_confirmed {
            session.perform(Command::ConfirmFile(Box::new(Confirmation {
                child: id,
                shown: None,
                reached: None,
            })));
        }
        if *is_away {
            session.perform(Command::ChangeStatus {
                child: id,
                status: Status::Away,
                day: today,
                reason: String::new(),
            });
        }
    }
    session.keys("f2");
    session
}

/// The children of the walk, begun as a user does.
fn walked(session: &mut TestSession) -> Vec<ChildId> {
    session.keys("f6 backtab ctrl-k");
    assert_eq!(session.model.screen, Screen::FollowUp);
    let walk = session.model.follow_up.walk.as_ref();
    walk.map_or_else(Vec::new, |walk| walk.order.clone())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_place_counts_the_same_files(
        kinds in prop::collection::vec((0_u64..200, any::<bool>(), any::<bool>()), 1..8),
    ) {
        let mut session = home(&kinds);
        let tally = session.model.house.confirming().tally;
        let cards = session.today().cards();
        let items = cards.iter().flat_map(|card| &card.items);
        let line = items.map(|item| &item.text).find(|text| text.contains("档案待补"));
        let said = (tally.count > 0).then(|| format!("档案待补 {}", tally.count));
        prop_assert_eq!(line, said.as_ref());
        let walk = walked(&mut session);
        prop_assert_eq!(walk.len(), tally.count);
        session.keys("esc");
        session.model.follow_up.show(List::File, None);
        prop_assert_eq!(session.follow_up().counts(List::File).0, tally.count);
        let rows = session.follow_up().rows();
        prop_assert_eq!(rows.iter().filter(|row| !row.is_silent).count(), tally.count);
        let desk = &session.runner.desk;
        let today = session.model.house.today();
        let found = desk.day_flags(today, KnownAs::Now).unwrap().unwrap();
        prop_assert_eq!(FileTally::of(&found.files), tally);
        let done = session.model.house.confirming();
        prop_assert_eq!(done.percent().is_some(), tally.with_gaps == 0);
    }
}

#[test]
fn who_has_gaps_is_walked_first_and_named_at_the_end() {
    // Of the first two the telephone was never asked for.
    let mut session = home(&[(1, false, false), (100, true, false), (1, true, false)]);
    let gaps: Vec<bool> = session
        .model
        .house
        .files_to_do()
        .iter()
        .map(|one| one.has_gap)
        .collect();
    let mut sorted = gaps.clone();
    sorted.sort_by_key(|has_gap| !has_gap);
    assert_eq!(gaps, sorted);
    let order = walked(&mut session);
    let files = session.model.house.files_to_do();
    assert_eq!(order, files.iter().map(|one| one.child).collect::<Vec<_>>());
}
