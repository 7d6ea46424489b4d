//! The lock driven by keys: who is let past, what is shown above it, and what another person finds.

use crate::app::message::Message;
use crate::app::popups::Popup;
use crate::app::testing::{TestSession, evening};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::{Command, HomeSetup};
use crate::desk::job::{Loaded, LockNews};
use crate::desk::locks::{NewPerson, Secret};
use crate::desk::refusal::Refusal;
use crate::domain::calendar::period::Period;
use crate::domain::mask::Mask;
use crate::domain::{Role, Staff, StaffId};
use crate::i18n::Lang;
use crate::reports::order::{ReportOrder, What};
use crate::reports::slots::Beside;
use crate::reports::write::Format;
use crate::screens::effect::{ForWhat, Job, Screen};
use crate::screens::lock::entry::SecretEntry;
use crate::store::ActKind;
use crate::tui::draw::tests::picture;
use std::path::PathBuf;
use tempfile::TempDir;

struct Home {
    session: TestSession,
    helper: StaffId,
    _folders: [TempDir; 2],
}

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

/// A home with locks: 石主任 has a passphrase, 李强 a PIN; a child with an alert is in the house.
fn home() -> Home {
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let mut desk = Desk::open(folders[0].path(), Clock::fixed(evening())).unwrap();
    desk.account = Some(folders[1].path().to_owned());
    let setup = HomeSetup {
        name: "前尚庄儿童之家".into(),
        village: "前尚庄".into(),
        township: "王市镇".into(),
        county: "某县".into(),
        director: "石主任".into(),
        hours: "Mon-Fri 16:30-18:30".parse().unwrap(),
    };
    desk.perform(Command::SetUp(Box::new(setup))).unwrap();
    let doorway = desk.doorway();
    desk.set_locks(&doorway, &secret("spring flowers")).unwrap();
    let mut session = TestSession::at(desk);
    session.model.house.has_locks = true;
    session.perform(Command::SaveStaff(Staff {
        id: StaffId::default(),
        name: "李强".into(),
        role: Role::Helper,
        phone: String::new(),
        active: true,
        checked_on: None,
    }));
    let facts = session.model.house.home.as_ref().unwrap();
    let helper = facts
        .staff
        .iter()
        .find(|one| one.name == "李强")
        .unwrap()
        .id;
    let new = NewPerson {
        id: helper,
        secret: &secret("2580"),
        is_pin: true,
    };
    session.runner.desk.give_secret(&doorway, new).unwrap();
    session.child("汪乐乐");
    session.keys("f3 l enter");
    assert_eq!(session.model.house.head_count(), 1);
    Home {
        session,
        helper,
        _folders: folders,
    }
}

fn is_locked(session: &TestSession) -> bool {
    session.model.is_locked()
}

#[test]
fn one_key_covers_everything_and_only_the_secret_of_the_chosen_person_opens_it() {
    let Home {
        mut session,
        helper,
        _folders,
    } = home();
    session.keys("f4 f11");
    let shown = picture(&session, (80, 24));
    for hidden in ["汪", "F4", "F2"] {
        assert!(!shown.contains(hidden), "{hidden}: {shown}");
    }
    assert!(
        shown.contains("石主任") && shown.contains("李强"),
        "{shown}"
    );
    // Keys of screens, undo and Esc lead nowhere.
    session.keys("f2 f4 ctrl-z esc esc enter");
    assert!(is_locked(&session));
    session.keys("w r o n g enter");
    assert!(is_locked(&session));
    assert!(picture(&session, (80, 24)).contains("不对"));
    // A PIN of another person does not open it either.
    session.keys("2 5 8 0 enter");
    assert!(is_locked(&session));
    session.handle(Message::Paste("spring flowers".into()));
    assert!(!picture(&session, (80, 24)).contains("spring"));
    session.keys("enter");
    assert!(!is_locked(&session));
    assert_eq!(session.model.screen, Screen::Children, "it goes on");
    assert_ne!(session.model.house.actor, Some(helper));
}

#[test]
fn another_person_finds_nothing_open_and_a_helper_has_the_door_only() {
    let Home {
        mut session,
        helper,
        _folders,
    } = home();
    session.keys("f4 enter ctrl-e");
    assert!(matches!(session.model.popups.last(), Some(Popup::Form(_))));
    session.keys("f11 down 2 5 8 0 enter");
    assert!(!is_locked(&session));
    let model = &session.model;
    assert_eq!(model.house.actor, Some(helper));
    assert_eq!(model.screen, Screen::Door);
    assert!(model.popups.is_empty() && model.children.file.is_none());
    let shown = picture(&session, (80, 24));
    assert!(shown.contains("F3") && shown.contains("李强"), "{shown}");
    for hidden in ["F2", "F4", "F5", "F6", "F7", "F8"] {
        assert!(!shown.contains(hidden), "{hidden}: {shown}");
    }
    session.keys("f4");
    assert_eq!(session.model.screen, Screen::Door);
    // The helper signs children out and in.
    session.keys("tab l enter 1");
    assert!(session.runner.desk.perform(Command::Redo).is_err());
    session.keys("f11 up");
    session.handle(Message::Paste("spring flowers".into()));
    session.keys("enter");
    assert_eq!(
        session.model.screen,
        Screen::Door,
        "where people take turns"
    );
    assert_ne!(session.model.house.actor, Some(helper));
}

#[test]
fn the_roll_call_opens_above_the_lock_with_names_and_alerts_only() {
    let Home {
        mut session,
        _folders,
        ..
    } = home();
    session.keys("f11 f9");
    let shown = picture(&session, (80, 24));
    assert!(shown.contains("汪乐乐"), "{shown}");
    let phone = session.model.house.register.children()[0].id;
    let contact = session.model.house.register.contact_to_call(phone).unwrap();
    let phone = contact.phone().unwrap().to_owned();
    let last: String = phone.chars().skip(phone.chars().count() - 4).collect();
    assert!(!shown.contains(&last), "{shown}");
    session.keys("f4");
    assert!(!picture(&session, (80, 24)).contains(&last));
    session.keys("space");
    assert!(is_locked(&session));
    session.keys("esc");
    assert!(is_locked(&session));
    assert!(!picture(&session, (80, 24)).contains('汪'));
}

#[test]
fn a_home_without_locks_says_so_and_shows_what_it_showed() {
    let mut session = TestSession::at_the_door();
    session.keys("f11");
    assert!(!is_locked(&session));
    assert!(session.model.toast.is_some());
}

fn entry(session: &mut TestSession, what: ForWhat) {
    let entry = SecretEntry::new(what);
    session.model.popups.push(Popup::Secret(Box::new(entry)));
}

fn paste(session: &mut TestSession, text: &str) {
    session.handle(Message::Paste(text.into()));
}

/// The page for the township is there as long as the words are, and two of them are asked back.
fn ask_words_back(session: &mut TestSession) {
    let Some(Popup::Words(sheet)) = session.model.popups.last() else {
        panic!("no words")
    };
    let new = sheet.new.clone();
    let page = session.runner.desk.words_page(&new, Lang::Zh).unwrap();
    for (syllable, character) in &new.words {
        assert!(
            page.contains(&format!("</span>{syllable} <b>{character}</b>")),
            "{page}"
        );
    }
    assert!(page.contains(&new.mark) && page.contains("前尚庄儿童之家"));
    let place = session.runner.desk.put_words_page(&page).unwrap();
    let news = LockNews::WordsPrinted(place.clone());
    session.handle(Message::Loaded(Loaded::Lock(news)));
    session.keys("enter");
    let Some(Popup::Words(sheet)) = session.model.popups.last() else {
        panic!("no words")
    };
    let asked: Vec<usize> = sheet
        .check
        .as_ref()
        .unwrap()
        .fields()
        .map(|one| one.0)
        .collect();
    let (first, second) = (asked[0], asked[1]);
    assert!(first <= 9 && second > 9 && second <= 18, "{asked:?}");
    let shown = picture(session, (80, 24));
    assert!(!shown.contains("18. "), "{shown}");
    assert!(shown.contains(&format!("第 {first} 个词")), "{shown}");
    paste(session, &new.words[first - 1].1);
    session.keys("enter");
    paste(session, "qqq");
    session.keys("enter");
    let shown = picture(session, (80, 24));
    assert!(shown.contains(&format!("第 {second} 个词不对")), "{shown}");
    assert!(place.exists());
    // Esc shows the words again.
    session.keys("esc");
    assert!(picture(session, (80, 24)).contains("18. "));
    session.keys("enter");
    paste(
        session,
        &format!(
            "{first}. {} {}",
            new.words[first - 1].0,
            new.words[first - 1].1
        ),
    );
    session.keys("tab");
    paste(session, &new.words[second - 1].0);
    session.keys("enter");
    assert!(
        session.model.popups.is_empty(),
        "{:?}",
        session.model.popups
    );
    assert!(!place.exists());
}

#[test]
fn a_home_gets_locks_on_the_screens_and_the_words_are_shown_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path(), Clock::fixed(evening())).unwrap();
    let setup = HomeSetup {
        name: "前尚庄儿童之家".into(),
        village: "前尚庄".into(),
        township: "王市镇".into(),
        county: "某县".into(),
        director: "石主任".into(),
        hours: "Mon-Fri 16:30-18:30".parse().unwrap(),
    };
    desk.perform(Command::SetUp(Box::new(setup))).unwrap();
    let mut session = TestSession::at(desk);
    session.keys("f8");
    entry(&mut session, ForWhat::SetLocks);
    // Not the same twice, then too short, then taken.
    paste(&mut session, "spring flowers");
    session.keys("tab s p enter");
    assert!(picture(&session, (80, 24)).contains("不一样"));
    session.keys("a b c enter a b c enter");
    assert!(picture(&session, (80, 24)).contains("太短"));
    assert!(!session.model.house.has_locks);
    paste(&mut session, "spring flowers");
    session.keys("enter");
    paste(&mut session, "spring flowers");
    assert!(!picture(&session, (80, 24)).contains("spring"));
    session.keys("enter");
    assert!(session.model.house.has_locks);
    let shown = picture(&session, (80, 24));
    assert!(
        shown.contains("恢复词") && shown.contains("18. "),
        "{shown}"
    );
    ask_words_back(&mut session);
    assert_eq!(session.model.house.secrets.len(), 1);
    session.keys("f11");
    paste(&mut session, "spring flowers");
    session.keys("enter");
    assert!(!is_locked(&session));
}

#[test]
fn a_director_gives_takes_and_changes_secrets_on_the_settings() {
    let Home {
        mut session,
        helper,
        _folders,
    } = home();
    session.keys("f8");
    assert_eq!(session.model.house.secrets.len(), 2);
    entry(&mut session, ForWhat::Give(helper, "李强".into(), true));
    session.keys("1 3 5 7 enter 1 3 5 7 enter");
    // Another one in place of the first: a director approves, with the secret.
    for text in ["summer flowers", "spring flowers"] {
        let asked = session.model.popups.last();
        assert!(matches!(asked, Some(Popup::Approve(_))), "{asked:?}");
        paste(&mut session, text);
        session.keys("enter");
    }
    session.keys("1 3 5 7 enter 1 3 5 7 enter");
    assert!(
        session.model.popups.is_empty(),
        "{:?}",
        session.model.popups
    );
    session.keys("f11 down 2 5 8 0 enter");
    assert!(is_locked(&session), "the PIN of before");
    session.keys("1 3 5 7 enter");
    assert_eq!(session.model.house.actor, Some(helper));
    // A helper changes the own PIN, with the old one.
    entry(&mut session, ForWhat::ChangeOwn(true));
    session.keys("9 9 9 enter 2 4 6 8 enter 2 4 6 8 enter");
    assert!(picture(&session, (80, 24)).contains("不对"));
    session.keys("1 3 5 7 enter 2 4 6 8 enter 2 4 6 8 enter");
    assert!(
        session.model.popups.is_empty(),
        "{:?}",
        session.model.popups
    );
    // And nobody else's.
    let director = session.model.house.secrets[0].0;
    entry(
        &mut session,
        ForWhat::Give(director, "石主任".into(), false),
    );
    paste(&mut session, "another passphrase");
    session.keys("enter");
    paste(&mut session, "another passphrase");
    session.keys("enter");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Secret(_))
    ));
}

#[test]
fn a_card_names_the_person_at_the_door_and_at_the_lock_and_opens_nothing() {
    let mut home = home();
    let (session, helper) = (&mut home.session, home.helper);
    session.perform(Command::BindStaffCard(helper, "88001235".into()));
    session.keys("f3");
    session.handle(Message::Scan("88001235".into()));
    assert!(is_locked(session));
    let chosen = |session: &TestSession| match session.model.popups.last() {
        Some(Popup::Lock(lock)) => lock.person().map(|one| one.id),
        _ => None,
    };
    assert_eq!(chosen(session), Some(helper));
    session.keys("2580 enter");
    assert!(!is_locked(session));
    assert_eq!(session.model.house.actor, Some(helper));
    session.keys("f11 up up down");
    session.handle(Message::Scan("88001235".into()));
    assert!(is_locked(session));
    assert_eq!(chosen(session), Some(helper));
    session.keys("enter");
    assert!(is_locked(session));
}

#[test]
fn a_card_is_of_one_person_only() {
    let mut home = home();
    let helper = home.helper;
    let desk = &mut home.session.runner.desk;
    let staff = desk.ask(crate::desk::query::Query::Names).unwrap();
    let (child, director) = (staff.roster().unwrap().children[0].id, desk.actor.unwrap());
    let code = || "88001235".to_owned();
    let bind = |code| Command::BindStaffCard(helper, code);
    desk.perform(bind(code())).unwrap();
    let is_taken = |tried| matches!(tried, Err(Refusal::CardTaken { name }) if name == "李强");
    assert!(is_taken(desk.perform(Command::BindCard {
        code: code(),
        child
    })));
    assert!(is_taken(
        desk.perform(Command::BindStaffCard(director, code()))
    ));
    desk.perform(bind(String::new())).unwrap();
    desk.perform(Command::BindCard {
        code: code(),
        child,
    })
    .unwrap();
    let taken = desk.perform(bind(code()));
    assert!(matches!(taken, Err(Refusal::CardTaken { name }) if name == "汪乐乐"));
}

fn is_approving(session: &TestSession) -> bool {
    matches!(session.model.popups.last(), Some(Popup::Approve(_)))
}

#[test]
fn who_approves_is_who_allowed_an_unlisted_person_and_nobody_is_asked_twice() {
    let Home {
        mut session,
        _folders,
        ..
    } = home();
    let director = session.model.house.actor;
    session.keys("f11 down 2 5 8 0 enter");
    session.keys("tab l enter 2");
    paste(&mut session, "舅舅来接");
    session.keys("ctrl-s");
    assert!(is_approving(&session), "{:?}", session.model.popups);
    assert_eq!(session.model.house.head_count(), 1);
    paste(&mut session, "spring flowers");
    session.keys("enter");
    assert!(
        session.model.popups.is_empty(),
        "{:?}",
        session.model.popups
    );
    assert_eq!(session.model.house.head_count(), 0);
    session.keys("f11 up");
    paste(&mut session, "spring flowers");
    session.keys("enter");
    let today = session.model.house.today();
    let rows = session.store().day_sheet(today).unwrap();
    assert_eq!(rows[0].out_allowed_by, director);
}

fn order(session: &TestSession, (format, mask): (Format, Mask)) -> Job {
    let today = session.model.house.today();
    let order = ReportOrder {
        what: What::from_code("register").unwrap(),
        period: Period::range(today, today),
        beside: Beside::Nothing,
        child: None,
        own: None,
        formats: vec![format],
        mask,
        is_public: false,
        reason: "asked by the township".into(),
        to_whom: String::new(),
        lang: session.model.look.lang,
    };
    Job::Report {
        order: Box::new(order),
        opens: false,
    }
}

/// Asks for the register of today, as somebody does on F7.
fn make(session: &mut TestSession, how: (Format, Mask)) {
    let job = order(session, how);
    let made = session.runner.run(job).unwrap();
    session.handle(made);
}

/// The files among the papers.
fn written(session: &TestSession) -> Vec<PathBuf> {
    let files = std::fs::read_dir(session.runner.desk.folder().join("papers"));
    let files = files.into_iter().flatten();
    files.map(|file| file.unwrap().path()).collect()
}

fn kept(session: &TestSession) -> String {
    let entry = session.store().last_entry().unwrap().unwrap();
    assert_eq!(entry.act.kind, ActKind::Export);
    entry.act.reason
}

fn is_asking_a_password(session: &TestSession) -> bool {
    matches!(session.model.popups.last(), Some(Popup::Secret(_)))
}

fn says_written(session: &TestSession) -> bool {
    matches!(&session.model.popups[..], [Popup::Notice(text)] if text.contains("papers"))
}

/// Types a password into both fields.
fn twice(session: &mut TestSession, text: &str) {
    paste(session, text);
    session.keys("enter");
    paste(session, text);
    session.keys("enter");
}

#[test]
fn a_report_that_shows_everything_is_written_as_it_was_made_once_it_has_a_password_and_is_approved()
{
    let Home {
        mut session,
        _folders,
        ..
    } = home();
    let how = (Format::Xlsx, Mask::Full);
    make(&mut session, how);
    assert!(is_asking_a_password(&session));
    session.keys("esc");
    assert!(
        session.model.popups.is_empty(),
        "{:?}",
        session.model.popups
    );
    make(&mut session, how);
    twice(&mut session, "summer");
    assert!(is_asking_a_password(&session), "soon guessed");
    assert!(picture(&session, (80, 24)).contains("太短"));
    twice(&mut session, "summer rain");
    assert!(is_approving(&session), "{:?}", session.model.popups);
    session.keys("esc");
    assert!(
        session.model.popups.is_empty(),
        "{:?}",
        session.model.popups
    );
    assert!(written(&session).is_empty());

    make(&mut session, how);
    twice(&mut session, "summer rain");
    paste(&mut session, "spring flowers");
    session.keys("enter");
    assert!(says_written(&session), "{:?}", session.model.popups);
    let kept = kept(&session);
    assert!(
        kept.contains("approved-by") && kept.contains(" locked "),
        "{kept}"
    );
    let file = std::fs::read(&written(&session)[0]).unwrap();
    let open = |password| office_crypto::decrypt_from_bytes(file.clone(), password);
    assert!(open("summer rain").unwrap().starts_with(b"PK"));
    assert!(
        !open("spring flowers")
            .unwrap_or_default()
            .starts_with(b"PK")
    );
}

#[test]
fn a_report_gets_no_password_only_if_that_is_said_twice() {
    let Home {
        mut session,
        _folders,
        ..
    } = home();
    make(&mut session, (Format::Xlsx, Mask::Middle));
    session.keys("enter enter");
    let shown = picture(&session, (80, 24));
    assert!(shown.contains("谁拿到文件谁就能看"), "{shown}");
    // A password after all, but not the same twice.
    session.keys("a enter");
    assert!(is_asking_a_password(&session));
    session.keys("enter enter");
    assert!(is_asking_a_password(&session) && written(&session).is_empty());
    session.keys("enter");
    assert!(says_written(&session), "{:?}", session.model.popups);
    assert!(
        std::fs::read(&written(&session)[0])
            .unwrap()
            .starts_with(b"PK")
    );
    assert!(kept(&session).contains(" plain "));
}

#[test]
fn a_page_to_print_needs_no_password_and_a_list_of_text_can_have_none() {
    let Home {
        mut session,
        _folders,
        ..
    } = home();
    make(&mut session, (Format::Html, Mask::Middle));
    assert!(says_written(&session), "{:?}", session.model.popups);
    session.keys("esc");
    assert_eq!(written(&session).len(), 1);
    make(&mut session, (Format::Csv, Mask::Middle));
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Notice(_))
    ));
    assert_eq!(written(&session).len(), 1);
}

#[test]
fn another_person_goes_on_at_the_door_and_begins_elsewhere_anew() {
    let Home {
        mut session,
        helper,
        _folders,
    } = home();
    let director = session.model.house.actor;
    session.keys("f3 f11 down 2 5 8 0 enter");
    assert_eq!(session.model.house.actor, Some(helper));
    assert_eq!(session.model.screen, Screen::Door);
    let unlock = |session: &mut TestSession| {
        session.keys("f11 up");
        paste(session, "spring flowers");
        session.keys("enter");
        assert_eq!(session.model.house.actor, director);
    };
    unlock(&mut session);
    assert_eq!(session.model.screen, Screen::Door);
    session.keys("f8 f11 down 2 5 8 0 enter");
    assert_eq!(session.model.screen, Screen::Door, "all that a helper has");
    session.keys("f11 up");
}

#[test]
fn everybody_changes_the_own_secret_where_they_are() {
    let Home {
        mut session,
        _folders,
        ..
    } = home();
    session.keys("f11 down 2 5 8 0 enter alt-s");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Secret(_))
    ));
    session.keys("2 5 8 0 enter 1 3 7 9 enter 1 3 7 9 enter");
    assert!(
        session.model.popups.is_empty(),
        "{:?}",
        session.model.popups
    );
    session.keys("f11 2 5 8 0 enter");
    assert!(is_locked(&session), "the PIN of before");
    session.keys("1 3 7 9 enter");
    assert!(!is_locked(&session));
}

#[test]
fn a_home_without_locks_says_so_where_somebody_wants_to_change_a_secret() {
    let mut session = TestSession::at_the_door();
    session.keys("alt-s");
    assert!(session.model.popups.is_empty());
    assert!(picture(&session, (80, 24)).contains("没有门锁"));
}

#[test]
fn what_a_director_approves_stands_above_the_secret() {
    let Home {
        mut session,
        _folders,
        ..
    } = home();
    make(&mut session, (Format::Html, Mask::Full));
    assert!(is_approving(&session));
    let shown = picture(&session, (80, 24));
    assert!(shown.contains("不遮盖"), "{shown}");
}
