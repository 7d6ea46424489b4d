//! The loop, without a terminal.

use super::{Incoming, Session, drain, pause};
use crate::app::testing::evening;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::ui::preferences::Preferences;
use chrono::TimeDelta;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use std::time::Duration;

fn session() -> Session {
    let desk = Desk::in_memory(Clock::fixed(evening())).unwrap();
    Session::start(desk, Preferences::default())
}

fn key(letter: char) -> Incoming {
    let key = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
    Incoming::Terminal(Event::Key(key))
}

#[test]
fn the_time_goes_on_while_keys_arrive() {
    let mut session = session();
    for seconds in [30, 61, 119, 7200] {
        let now = evening() + TimeDelta::seconds(seconds);
        session.runner.desk.clock = Clock::fixed(now);
        assert!(drain(&mut session, vec![key('a')]));
        let behind = now - session.model.house.now;
        assert!(
            behind < TimeDelta::minutes(1),
            "{behind} behind after {seconds} s"
        );
    }
}

#[test]
fn the_time_is_told_once_a_minute() {
    let mut session = session();
    assert!(!session.keep_time());
    session.runner.desk.clock = Clock::fixed(evening() + TimeDelta::minutes(1));
    assert!(session.keep_time());
    assert!(!session.keep_time());
}

#[test]
fn waiting_never_passes_the_next_minute() {
    let mut session = session();
    let wait = |session: &Session, quiet| pause(session, quiet).as_secs();
    assert_eq!((wait(&session, false), wait(&session, true)), (2, 60));
    session.runner.desk.clock = Clock::fixed(evening() + TimeDelta::seconds(59));
    assert_eq!(pause(&session, false), Duration::from_secs(1));
    assert_eq!(pause(&session, true), Duration::from_secs(1));
}
