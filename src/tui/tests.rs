//! The loop, without a terminal.

use super::{Deferred, Incoming, Session, drain};
use crate::app::message::Message;
use crate::app::popups::Popup;
use crate::app::testing::{TestSession, evening};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::{Comeback, Command, When};
use crate::desk::import::plan::ImportStep;
use crate::desk::job::Loaded;
use crate::desk::long_work::{Doing, Reached};
use crate::desk::refusal::Refusal;
use crate::domain::rules::Subject;
use crate::exchange::file;
use crate::exchange::sheet::Book;
use crate::keymap::chord::Chord;
use crate::screens::effect::{Job, Scene, Screen, Tone};
use crate::screens::today;
use crate::screens::today::state::TodayTarget;
use crate::t;
use crate::ui::click::Click;
use crate::ui::preferences::Preferences;
use crate::ui::view_state::ViewState;
use chrono::TimeDelta;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::channel;

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
fn what_is_not_read_yet_or_cannot_be_read_is_not_shown_as_nobody() {
    let desk = TestSession::at_the_door().runner.desk;
    let mut session = Session::new(desk, Preferences::default());
    let drawn = |session: &mut Session| {
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        session.draw(&mut terminal).unwrap();
        terminal.backend().to_string().replace(' ', "")
    };
    session.read_home();
    let first = drawn(&mut session);
    assert!(
        first.contains("屋里?人") && first.contains("正在读取"),
        "{first}"
    );
    session.handle(Message::Unread(Refusal::copying()));
    let failed = drawn(&mut session);
    assert!(session.model.popups.pop().is_some(), "why is said");
    // No list is called empty, nothing is done unseen; the settings are there to mend it.
    session.handle(Message::Key(Chord::f(12)));
    assert!(matches!(session.model.popups.pop(), Some(Popup::Notice(_))));
    // At a fire the roll call opens in any case; it reads by itself.
    session.handle(Message::Key(Chord::f(9)));
    assert!(matches!(
        session.model.popups.pop(),
        Some(Popup::Evacuation(_))
    ));
    session.handle(Message::Key(Chord::f(8)));
    assert!(!drawn(&mut session).contains("读不出来"));
    session.handle(Message::Key(Chord::f(2)));
    assert!(
        failed.contains("屋里?人") && failed.contains("读不出来"),
        "{failed}"
    );
    session.begin();
    let read = drawn(&mut session);
    assert!(
        read.contains("屋里0人") && !read.contains("正在读取"),
        "{read}"
    );
}

/// A click means what was drawn, even if the minute that has begun meanwhile moves the rows.
#[test]
fn a_click_at_the_turn_of_the_minute_opens_what_was_drawn() {
    let mut test = TestSession::new();
    // Two days missed; the call list of the day stands above until midnight.
    let first = Subject::Child(test.gone_since("汪乐乐", "2026-11-18"));
    test.child("余小雨");
    let inside = test.child("单欣怡");
    test.perform(Command::SignIn {
        child: inside,
        when: When::Now,
        comeback: Comeback::Ask,
    });
    test.keys("f2");
    let mut session = Session {
        model: test.model,
        view: ViewState::default(),
        runner: test.runner,
        deferred: VecDeque::new(),
        toast_before: None,
        touched_at: evening(),
    };
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    session.draw(&mut terminal).unwrap();
    let cells = (0..24).flat_map(|y| (0..80).map(move |x| (x, y)));
    let rows = cells.filter_map(|(x, y)| match session.view.click_at(x, y) {
        Some(Click::Row(row)) => Some((row, x, y)),
        _ => None,
    });
    let drawn: Vec<_> = rows
        .filter_map(|(row, x, y)| {
            let state = today::state::State {
                selected: row,
                ..today::state::State::default()
            };
            let scene = Scene::new(&session.model.house, &state, session.model.env());
            match today::update::selected(scene) {
                Some(TodayTarget::FollowUp(_, Some(subject))) => Some((subject, x, y)),
                _ => None,
            }
        })
        .collect();
    let (subject, column, row) = *drawn.first().expect("a child who needs attention");
    assert_eq!(subject, first);
    session.runner.desk.clock = Clock::fixed(evening() + TimeDelta::hours(7));
    let click = Event::Mouse(MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column,
        row,
        modifiers: KeyModifiers::NONE,
    });
    assert!(drain(&mut session, vec![Incoming::Terminal(click)]));
    assert_eq!(session.model.screen, Screen::FollowUp);
    let selected = session.model.follow_up.selected.map(|row| row.subject);
    assert_eq!(selected, Some(subject));
}

#[test]
fn a_long_list_is_compared_after_the_screen_says_so_or_before_the_next_key() {
    let rows = (1..=20_000).map(|nth| format!("甲乙,2026-10-08,{nth}\n"));
    let list = format!("姓名,日期,到园时间\n{}", rows.collect::<String>());
    let book = file::from_bytes(list.into_bytes(), "list.csv").unwrap();
    let read = |session: &mut Session| {
        let (to, from) = channel();
        session.report_to(to);
        session.model.screen = Screen::Children;
        session.model.import.reading = Some("list.csv".into());
        let book = Ok(Arc::new(book.clone()));
        let loaded = Loaded::Book("list.csv".into(), book);
        assert!(session.handle(Message::Loaded(loaded)));
        from
    };
    let mut session = session();
    let _reports = read(&mut session);
    let toast = session.model.toast.clone().unwrap();
    assert!(toast.text.contains("20001"), "{}", toast.text);
    assert!(session.model.import.preview.is_none());
    assert!(session.do_deferred());
    assert!(session.model.import.preview.is_some());
    assert_eq!(session.model.toast, None);
    assert!(!session.do_deferred());
    // What the answer says stays, and is not what was said while it was made.
    session.model.say(Tone::Good, "saved");
    session.model.import.preview = None;
    let _reports = read(&mut session);
    let busy = session.model.toast.clone().unwrap();
    assert!(busy.text.contains("20001") && session.do_deferred());
    assert_ne!(session.model.toast, Some(busy));
    // A key that comes first finds the list compared.
    session.model.import.preview = None;
    let _reports = read(&mut session);
    assert!(drain(&mut session, vec![key('a')]));
    assert!(session.model.import.preview.is_some());
}

/// A list of 20,000 rows; the first is of the child.
fn long_list() -> Arc<Book> {
    let rows = (1..20_000).map(|nth| format!("甲乙,2026-10-08,{nth}\n"));
    let list = format!("姓名,日期\n汪乐乐,2026-10-08\n{}", rows.collect::<String>());
    let list = list
        .replace("日期", "日期,到园时间")
        .replace("08\n", "08,16:30\n");
    Arc::new(file::from_bytes(list.into_bytes(), "list.csv").unwrap())
}

#[test]
fn esc_stops_comparing_and_writing_and_no_key_acts_on_what_nobody_has_seen() {
    let mut test = TestSession::new();
    test.child("汪乐乐");
    let mut session = Session {
        model: test.model,
        view: ViewState::default(),
        runner: test.runner,
        deferred: VecDeque::new(),
        toast_before: None,
        touched_at: evening(),
    };
    let (to, _reports) = channel();
    session.report_to(to);
    session.model.screen = Screen::Children;
    let lang = session.model.look.lang;
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let (sender, incoming) = channel();
    let esc = || Incoming::Terminal(Event::Key(KeyEvent::from(KeyCode::Esc)));
    let mut work_off = |session: &mut Session, keys: Vec<Incoming>| {
        assert!(session.has_deferred());
        for key in keys {
            sender.send(key).unwrap();
        }
        let ends = (&sender, &incoming);
        session.do_deferred_shown(&mut terminal, ends).unwrap()
    };
    let said = |session: &Session| session.model.toast.clone().map(|toast| toast.text);
    let open = |session: &mut Session| {
        session.model.import.reading = Some("list.csv".into());
        let loaded = Loaded::Book("list.csv".into(), Ok(long_list()));
        assert!(session.handle(Message::Loaded(loaded)));
    };

    open(&mut session);
    let pressed = |code| Incoming::Terminal(Event::Key(KeyEvent::from(code)));
    let keys = [
        KeyCode::F(9),
        KeyCode::F(10),
        KeyCode::Esc,
        KeyCode::Enter,
        KeyCode::F(2),
    ];
    let kept = work_off(&mut session, keys.map(pressed).into());
    let is_key = |one: &Incoming, code| matches!(one, Incoming::Terminal(Event::Key(key)) if key.code == code);
    assert!(kept.len() == 2 && is_key(&kept[0], KeyCode::F(9)) && is_key(&kept[1], KeyCode::F(2)));
    assert!(session.model.import.preview.is_none());
    assert_eq!(said(&session), Some(t!(lang, "import-not-read")));

    open(&mut session);
    assert!(work_off(&mut session, Vec::new()).is_empty());
    let added = |session: &Session| {
        let preview = session.model.import.preview.as_ref();
        preview.map(|open| open.plan.counts().added)
    };
    assert_eq!(added(&session), Some(1));

    let write = |session: &mut Session| session.handle(Message::Key(Chord::f(10)));
    write(&mut session);
    work_off(&mut session, vec![esc()]);
    assert_eq!(said(&session), Some(t!(lang, "import-stopped-writing")));
    assert_eq!(added(&session), Some(1), "the preview stays");

    write(&mut session);
    work_off(&mut session, Vec::new());
    assert_eq!(
        added(&session),
        Some(0),
        "it went in, and the rest was compared again"
    );

    // What follows an answer is compared to its end.
    let answers = session
        .model
        .import
        .preview
        .as_ref()
        .unwrap()
        .answers
        .clone();
    let again = Job::Import(ImportStep::Judge(answers));
    let step = Reached::none_of(20_000, Doing::Comparing);
    session.deferred.push_back(Deferred { job: again, step });
    assert!(work_off(&mut session, vec![esc()]).is_empty());
    assert!(session.model.import.preview.is_some());

    // What was stopped once does not stop what comes after.
    session.model.import.preview = None;
    open(&mut session);
    work_off(&mut session, vec![esc()]);
    assert!(session.model.import.preview.is_none());
    session.model.import.reading = Some("short.csv".into());
    let short = "姓名,日期,到园时间\n汪乐乐,2026-10-09,16:30\n".as_bytes();
    let book = Arc::new(file::from_bytes(short.to_vec(), "short.csv").unwrap());
    session.handle(Message::Loaded(Loaded::Book("short.csv".into(), Ok(book))));
    assert_eq!(added(&session), Some(1));
    write(&mut session);
    assert!(session.model.import.preview.is_none(), "it went in");
}

#[test]
fn the_screens_lock_when_nobody_has_pressed_a_key_for_as_long_as_the_home_wants() {
    let desk = TestSession::at_the_door().runner.desk;
    let mut session = Session::start(desk, Preferences::default());
    session.runner.desk.clock = Clock::fixed(evening() + TimeDelta::hours(9));
    assert!(!session.lock_if_idle(), "a home without locks stays open");
    session.model.house.has_locks = true;
    session.touch();
    let minutes = |count| Clock::fixed(evening() + TimeDelta::hours(9) + TimeDelta::minutes(count));
    session.runner.desk.clock = minutes(4);
    assert!(!session.lock_if_idle());
    session.runner.desk.clock = minutes(5);
    assert!(session.lock_if_idle());
    assert!(session.model.is_locked());
    session.runner.desk.clock = minutes(20);
    assert!(!session.lock_if_idle(), "it is locked already");
}
