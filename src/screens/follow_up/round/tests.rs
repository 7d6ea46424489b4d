//! A round from the list of F6 to the form of what came of it, without a terminal.

use crate::app::message::Message;
use crate::app::popups::Popup;
use crate::app::testing::TestSession;
use crate::app::update::update;
use crate::desk::command::{Command, RecordFollowUp};
use crate::desk::job::Loaded;
use crate::desk::papers::{Order, Paper};
use crate::desk::refusal::Refusal;
use crate::domain::follow_up::FollowStep;
use crate::domain::problem::ProblemKind;
use crate::domain::round::Who;
use crate::domain::visit::{CallResult, Grade, Met};
use crate::domain::{Child, ChildId, Contact, Problem, Role, RuleId, Staff, Status, Visit};
use crate::i18n::Lang;
use crate::keymap::chord::{Chord, Key};
use crate::screens::effect::{Effect, FormPurpose as _, Job, Turn};
use crate::screens::follow_up::forms::begun;
use crate::screens::follow_up::state::FollowForm;
use crate::tui::draw::tests::{picture, snapshots, snapshots_anew};
use std::path::PathBuf;
use uuid::Uuid;

/// Two children whom nobody has seen for long, of two hamlets; a sibling of the second who comes; somebody else. The home
/// is not new, so that visits of the year are due.
fn village() -> (TestSession, [ChildId; 3]) {
    let mut session = TestSession::of_this_year();
    let first = session.gone_since("汪乐乐", "2026-10-20");
    let second = session.gone_since("单欣怡", "2026-10-27");
    let sibling = session.child("单小宝");
    session.perform(Command::LinkHousehold {
        child: sibling,
        with: second,
    });
    for (child, hamlet) in [
        (first, "云溪三组"),
        (second, "云溪五组"),
        (sibling, "云溪五组"),
    ] {
        let file = session.model.house.register.get(child).unwrap().clone();
        session.perform(Command::SaveChild(Box::new(Child {
            hamlet: hamlet.to_owned(),
            live_address: format!("{hamlet}12号"),
            school: "望灯村小学".to_owned(),
            ..file
        })));
    }
    session.joined_in_january();
    session.comes(sibling);
    session.keys("f6");
    (session, [first, second, sibling])
}

fn visits(session: &TestSession, child: ChildId) -> &[Visit] {
    let known = session.model.house.known.visits.get(&child);
    known.map_or(&[], Vec::as_slice)
}

/// A round of these children was printed.
fn printed(session: &mut TestSession, children: &[ChildId]) {
    session.perform(Command::KeepRound(children.to_vec()));
    session.keys("f6 ctrl-r");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::RoundSheet(_))
    ));
}

#[test]
fn everybody_whose_next_step_is_a_visit_is_due_and_a_household_stays_together() {
    let (session, [first, second, sibling]) = village();
    let house = &session.model.house;
    // The others are new on the register and not visited yet.
    let due = house.round(Who::Due);
    assert_eq!((due.len(), &due[..3]), (5, &[first, second, sibling][..]));
    assert_eq!(house.round(Who::Hamlet("云溪五组")), [second, sibling]);
    assert_eq!(house.round(Who::Household(sibling)), [second, sibling]);
    assert_eq!(house.round(Who::These(&[sibling, first])), [first, sibling]);
    let hamlets = [("云溪三组".to_owned(), 1), ("云溪五组".to_owned(), 2)];
    assert_eq!(house.round_hamlets(), hamlets);
}

#[test]
fn the_hamlets_that_today_names_add_up_to_its_visits() {
    let (mut session, _) = village();
    session.keys("f2");
    let cards = session.today().cards();
    let mut items = cards.iter().flat_map(|card| &card.items);
    let line = items.find(|one| one.text.starts_with("该走访的")).unwrap();
    let last = |text: &str| -> usize {
        let digits = text.rsplit(' ').next().unwrap();
        digits.parse().unwrap()
    };
    let parts: Vec<usize> = line.detail.split('、').map(last).collect();
    assert!(line.detail.contains("没写组"), "{}", line.detail);
    assert_eq!(
        parts.iter().sum::<usize>(),
        last(&line.text),
        "{}",
        line.detail
    );
}

#[test]
fn printing_keeps_the_rows_and_is_in_the_journal_but_no_step_to_undo() {
    let (mut session, [first, second, _]) = village();
    session.keys("ctrl-p enter");
    snapshots("round-pick", &mut session);
    // The page is not written here: a session in memory has no folder.
    let enter = Message::Key(Chord::plain(Key::Enter));
    let jobs = update(&mut session.model, enter);
    assert!(session.model.popups.is_empty());
    let [Job::WriteAndKeep(order, keep)] = jobs.as_slice() else {
        panic!("{jobs:?}")
    };
    let Command::KeepRound(kept) = &**keep else {
        panic!("{keep:?}")
    };
    assert_eq!(&order.children, kept);
    assert_eq!(kept[..2], [first, second]);
    let before = session.entries();
    // Kept once the paper is there, and not if it could not be written.
    let failed = Message::Failed(Refusal::NothingToUndo);
    assert!(!keeps_a_round(&update(&mut session.model, failed)));
    let path = PathBuf::from("round.html");
    let written = Message::Loaded(Loaded::Written(path, Some(keep.clone())));
    session.handle(written);
    assert!(
        session.toast().contains("round.html"),
        "{}",
        session.toast()
    );
    assert_eq!(session.entries(), before + 1);
    let kept = |session: &TestSession| {
        let home = session.model.house.home.as_ref().unwrap();
        home.rounds.first().map(|round| round.children.clone())
    };
    assert_eq!(kept(&session), Some(order.children.clone()));
    session.keys("ctrl-z");
    let after = kept(&session);
    assert!(after.is_some(), "what was undone was the step before");
}

fn keeps_a_round(jobs: &[Job]) -> bool {
    matches!(jobs, [Job::Do(Command::KeepRound(_))])
}

#[test]
fn a_round_that_could_not_be_written_leaves_the_one_before() {
    let (mut session, [first, ..]) = village();
    session.perform(Command::KeepRound(vec![first]));
    let before = session.entries();
    // A session in memory has no folder for papers.
    session.keys("f6 ctrl-p enter enter");
    assert_eq!(session.entries(), before);
    let home = session.model.house.home.as_ref().unwrap();
    assert_eq!(home.rounds.first().unwrap().children, [first]);
}

#[test]
fn a_round_without_a_tick_is_not_printed() {
    let (mut session, _) = village();
    let before = session.entries();
    session.keys("ctrl-p enter space space space space space f10");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::RoundPick(_))
    ));
    assert!(!session.toast().is_empty());
    assert_eq!(session.entries(), before);
}

#[test]
fn the_whole_round_is_one_step_and_empty_rows_are_not_written() {
    let (mut session, [first, second, sibling]) = village();
    printed(&mut session, &[first, second, sibling]);
    let before = session.entries();
    // Row 1: the child was seen, living poor, a note. Row 2: nobody. Row 3 stays empty.
    session.keys("1 right right 3 门 关 着 down");
    session.keys("left left left left left left left left left left");
    session.keys("left left left left left space space space");
    snapshots("round-sheet", &mut session);
    session.keys("f10");
    assert!(session.model.popups.is_empty(), "{}", session.toast());
    assert!(session.toast().contains('1'), "{}", session.toast());
    assert_eq!(session.entries(), before + 1);
    let seen = &visits(&session, first)[0];
    assert!(seen.child_seen);
    assert_eq!(
        (seen.met, seen.living),
        (Some(Met::Child), Some(Grade::Poor))
    );
    assert_eq!(seen.note, "门关着");
    let missed = &visits(&session, second)[0];
    assert_eq!((missed.child_seen, missed.met), (false, Some(Met::Nobody)));
    assert!(visits(&session, sibling).is_empty());
    let house = &session.model.house;
    assert_ne!(house.register.last_seen(second), Some(house.today()));
    assert_eq!(house.register.last_seen(first), Some(house.today()));
    // The visit that met nobody moves the matter of the unseen child on.
    let matter = house.matters.iter();
    let matter = matter
        .clone()
        .find(|one| one.child() == Some(second) && one.flag.rule.is_on_unseen())
        .unwrap();
    assert_eq!(matter.steps.last().unwrap().step, FollowStep::Visited);
    session.keys("ctrl-z");
    assert!(visits(&session, first).is_empty() && visits(&session, second).is_empty());
}

#[test]
fn of_several_printed_rounds_one_is_chosen_by_its_day_and_hamlet() {
    let twice = || {
        let (mut session, [first, second, sibling]) = village();
        session.perform(Command::KeepRound(vec![first]));
        session.perform(Command::KeepRound(vec![second, sibling]));
        (session, [first, second, sibling])
    };
    snapshots_anew("round-which", || twice().0, "f6 ctrl-r");
    let (mut session, [first, second, sibling]) = twice();
    session.keys("f6 ctrl-r");
    session.keys("down enter");
    let children = |session: &TestSession| match session.model.popups.last() {
        Some(Popup::RoundSheet(sheet)) => sheet.rows.iter().map(|row| row.child).collect(),
        _ => Vec::new(),
    };
    assert_eq!(children(&session), [first], "the older one");
    session.keys("2 f10 ctrl-r enter");
    assert_eq!(children(&session), [second, sibling], "still there");
}

#[test]
fn a_row_must_say_who_was_seen_and_an_empty_form_writes_nothing() {
    let (mut session, [first, second, _]) = village();
    printed(&mut session, &[first, second]);
    let before = session.entries();
    session.keys("f10");
    assert!(!session.toast().is_empty());
    session.keys("down 没 人 f10");
    assert!(session.toast().contains('2'), "{}", session.toast());
    let Some(Popup::RoundSheet(sheet)) = session.model.popups.last() else {
        panic!("closed")
    };
    assert_eq!((sheet.row, sheet.column), (Some(1), 0));
    assert_eq!(session.entries(), before);
    session.keys("esc");
    assert_eq!(session.model.popups.len(), 1, "asks first");
    session.keys("esc");
    assert!(session.model.popups.is_empty());
    assert_eq!(session.entries(), before);
}

#[test]
fn an_earlier_day_is_entered_late_and_a_later_one_is_refused() {
    let (mut session, [first, _, _]) = village();
    printed(&mut session, &[first]);
    session.keys("1 up left f10");
    assert!(session.model.popups.is_empty(), "{}", session.toast());
    let visit = &visits(&session, first)[0];
    assert_eq!(visit.day.to_string(), "2026-11-22");
    assert!(visit.entered_late);
    session.keys("ctrl-r enter 2 up backspace 9 f10");
    assert!(!session.model.popups.is_empty());
    assert_eq!(visits(&session, first).len(), 1);
}

#[test]
fn a_poor_check_becomes_a_problem_on_the_spot() {
    let one = || {
        let (mut session, [first, _, _]) = village();
        printed(&mut session, &[first]);
        (session, first)
    };
    let keys = "1 right right right 3 ctrl-n";
    snapshots_anew("round-problem", || one().0, keys);
    let (mut session, first) = one();
    session.keys(keys);
    session.keys("f10");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::RoundSheet(_))
    ));
    let problem = &session.model.house.known.problems[&first][0];
    assert_eq!(problem.kind, ProblemKind::Medical);
    assert!(problem.what.contains("健康"), "{}", problem.what);
}

#[test]
fn today_leads_to_the_round_of_everybody_who_is_due() {
    let (mut session, _) = village();
    session.keys("f2 ctrl-p");
    let Some(Popup::RoundPick(pick)) = session.model.popups.last() else {
        panic!("no list")
    };
    assert_eq!(pick.ticked.len(), 5);
}

#[test]
fn the_page_holds_what_a_visitor_needs_in_both_languages() {
    let (mut session, [first, second, sibling]) = village();
    let house = &session.model.house;
    let grandmother = house.register.contacts(first)[0].clone();
    let uncle = Contact {
        id: Uuid::from_u128(9).into(),
        name: "汪强".to_owned(),
        is_caregiver: false,
        priority: 2,
        phones: "13800138000".to_owned(),
        do_not_contact: "法院禁止".to_owned(),
        ..grandmother
    };
    session.perform(Command::SaveContact(uncle));
    let problem = Problem {
        what: "屋顶漏雨".to_owned(),
        ..Problem::new(first, ProblemKind::Living, "2026-11-02".parse().unwrap())
    };
    session.perform(Command::AddProblem(Box::new(problem)));
    let day = session.model.house.today();
    for lang in [Lang::Zh, Lang::En] {
        let order = Order::of_round(vec![first, second, sibling], day, lang);
        assert_eq!(order.paper, Paper::Round);
        let page = session.runner.desk.paper(&order).unwrap();
        let page = String::from_utf8(page).unwrap();
        assert!(
            !page.contains("13800138000"),
            "a number that must not be rung"
        );
        let body = page.split("<body>").nth(1).unwrap();
        let lines = body
            .replace("</tr>", "</tr>\n")
            .replace("<section", "\n<section");
        let lines = mask_head(&lines);
        insta::assert_snapshot!(format!("round-page-{}", lang.code()), lines);
    }
}

/// Without the head of the journal, which differs with every run.
fn mask_head(page: &str) -> String {
    let lines = page
        .lines()
        .map(|line| match line.split_once("class=\"period\"") {
            Some((before, after)) => {
                let end = after.split_once("</p>").map_or("", |(_, end)| end);
                format!("{before}class=\"period\">…</p>{end}")
            }
            None => line.to_owned(),
        });
    lines.collect::<Vec<String>>().join("\n")
}

#[test]
fn the_page_for_the_supervisor_is_written_and_kept_from_the_same_list() {
    let (mut session, _) = village();
    snapshots_anew("round-list", || village().0, "ctrl-p");
    session.keys("ctrl-p");
    let count = session.model.house.hand_over().len();
    let picked = |session: &mut TestSession, code: &str| {
        let env = session.model.env();
        let state = &mut session.model.follow_up;
        let form = FollowForm::Round(None);
        Turn::effects(&session.model.house, state, env, |turn| {
            form.choose(turn, code);
        })
    };
    let effects = picked(&mut session, "supervisor");
    let jobs: Vec<&Job> = effects
        .iter()
        .filter_map(|one| match one {
            Effect::Run(job) => Some(job),
            _ => None,
        })
        .collect();
    let [Job::WriteAndKeep(order, keep)] = jobs.as_slice() else {
        panic!("{jobs:?}")
    };
    assert_eq!(order.paper, Paper::Supervisor);
    assert!(matches!(**keep, Command::KeepHandOver(told) if told == count));
}

#[test]
fn who_gets_children_back_is_a_page() {
    let keys = "ctrl-p down down down down down down down enter";
    snapshots_anew("came-back", with_steps, keys);
}

/// The village, with steps about its first child.
fn with_steps() -> TestSession {
    let (mut session, [first, ..]) = village();
    let since = "2026-10-21".parse().unwrap();
    for step in [FollowStep::Rang, FollowStep::Rang, FollowStep::HandedUp] {
        let mut done = begun(&session.model.house, first, (RuleId::S4, since), step);
        done.result = (step == FollowStep::Rang).then_some(CallResult::NoAnswer);
        (done.to_whom, done.how) = ("周督导员".to_owned(), "电话".to_owned());
        let done = Box::new(done);
        session.perform(Command::FollowUp(RecordFollowUp { done, visit: None }));
    }
    session
}

#[test]
fn the_list_says_of_a_put_off_child_until_when_by_whom_and_why() {
    let (mut session, [first, ..]) = village();
    let mut matters = session.model.house.matters.iter();
    let matter = matters.find(|one| one.child() == Some(first)).unwrap();
    let about = (matter.flag.rule, matter.flag.since);
    let mut done = begun(&session.model.house, first, about, FollowStep::Snoozed);
    done.until = Some("2026-11-25".parse().unwrap());
    done.note = "姑姑接走".to_owned();
    let who = done
        .actor
        .and_then(|id| session.model.house.staff_member(id));
    let who = who.map(|one| one.name.clone()).unwrap();
    let done = Box::new(done);
    session.perform(Command::FollowUp(RecordFollowUp { done, visit: None }));
    session.keys("ctrl-p enter");
    for (lang, until) in [(Lang::Zh, "推后到"), (Lang::En, "put off to")] {
        session.model.look.lang = lang;
        let shown = picture(&session, (120, 40));
        let mut lines = shown.lines();
        let line = lines.find(|one| one.contains("汪乐乐") && one.contains("姑姑接走"));
        let line = line.unwrap_or_else(|| panic!("{shown}"));
        assert!(line.contains(until) && line.contains(&who), "{line}");
    }
}

#[test]
fn a_row_that_contradicts_itself_is_refused_with_what_it_says() {
    let (mut session, [first, ..]) = village();
    printed(&mut session, &[first]);
    let before = session.entries();
    // The child was seen, and nobody was met; then the other way round.
    for (seen, met) in [("1", "7"), ("3", "1"), ("2", "1"), ("2", "7")] {
        session.keys(&format!("left {seen} right {met} f10"));
        let Some(Popup::RoundSheet(sheet)) = session.model.popups.last() else {
            panic!("{seen} {met} was saved")
        };
        assert_eq!((sheet.row, sheet.column), (Some(0), 1));
        assert!(session.toast().contains("遇到谁"), "{}", session.toast());
    }
    assert_eq!(session.entries(), before);
    session.keys("2 f10");
    assert!(session.model.popups.is_empty(), "{}", session.toast());
}

#[test]
fn a_typed_day_replaces_the_proposed_one() {
    let (mut session, [first, ..]) = village();
    printed(&mut session, &[first]);
    session.keys("1 up 2 0 2 6 - 1 1 - 2 1 f10");
    assert!(session.model.popups.is_empty(), "{}", session.toast());
    assert_eq!(visits(&session, first)[0].day.to_string(), "2026-11-21");
}

#[test]
fn the_choice_of_everybody_says_how_many_of_them_are_on_the_other_list() {
    let (mut session, [first, second, sibling]) = village();
    session.keys("ctrl-p");
    let page = crate::tui::draw::tests::picture(&session, (80, 24));
    let house = &session.model.house;
    let visit = session
        .follow_up()
        .counts(crate::domain::rules::list::List::ToVisit)
        .0;
    let see = house.round(Who::Due).len() - visit;
    let said = format!("该走访 {visit}，要见到 {see}");
    assert_eq!(
        (visit, see) == (5, 0),
        !page.contains(&said),
        "{said} {first} {second} {sibling} {page}"
    );
}

#[test]
fn the_slip_says_nothing_that_the_family_must_not_read_there() {
    let (mut session, [first, ..]) = village();
    for (kind, what) in [
        (ProblemKind::Other, "奶奶说爸爸打人"),
        (ProblemKind::Living, "屋里没有灯"),
        (ProblemKind::Medical, "身上有伤"),
    ] {
        let problem = Problem {
            what: what.to_owned(),
            ..Problem::new(first, kind, "2026-11-02".parse().unwrap())
        };
        session.perform(Command::AddProblem(Box::new(problem)));
    }
    let father = Contact {
        id: Uuid::from_u128(9).into(),
        name: "汪强".to_owned(),
        is_caregiver: false,
        priority: 2,
        do_not_contact: "法院禁止".to_owned(),
        ..session.model.house.register.contacts(first)[0].clone()
    };
    session.perform(Command::SaveContact(father));
    let day = session.model.house.today();
    let page = |lang| {
        let order = Order::of_round(vec![first], day, lang);
        let page = session.runner.desk.paper(&order).unwrap();
        String::from_utf8(page).unwrap()
    };
    let (zh, en) = (page(Lang::Zh), page(Lang::En));
    for word in ["汪强", "打人", "没有灯", "有伤"] {
        assert!(!zh.contains(word), "{word}: {zh}");
    }
    for word in ["汪强", "打人", "没有灯", "有伤"] {
        assert!(!en.contains(word), "{word}: {en}");
    }
    assert!(zh.contains("去之前先问儿童主任"));
    // What the paper asks for can be entered.
    assert!(!zh.contains("签名") && !zh.contains("下次走访"));
}

#[test]
fn a_note_becomes_a_problem_whose_kind_a_person_chooses() {
    let (mut session, [first, ..]) = village();
    printed(&mut session, &[first]);
    session.keys("1 奶 奶 ctrl-n f10");
    assert!(
        matches!(session.model.popups.last(), Some(Popup::Form(_))),
        "saved without a kind: {}",
        session.toast()
    );
    assert!(!session.model.house.known.problems.contains_key(&first));
}

#[test]
fn who_went_is_entered_beside_the_day() {
    let (mut session, [first, ..]) = village();
    let other = Staff {
        id: Uuid::from_u128(77).into(),
        name: "汪志愿".to_owned(),
        role: Role::Helper,
        phone: String::new(),
        active: true,
        checked_on: None,
    };
    let id = other.id;
    session.perform(Command::SaveStaff(other));
    printed(&mut session, &[first]);
    session.keys("1 up tab right");
    snapshots("round-visitor", &mut session);
    session.keys("f10");
    assert_eq!(visits(&session, first)[0].visitor, Some(id));
}

#[test]
fn a_changed_day_or_visitor_alone_is_asked_about_before_it_is_lost() {
    let (mut session, [first, ..]) = village();
    printed(&mut session, &[first]);
    session.keys("up left esc");
    assert_eq!(session.model.popups.len(), 1);
    session.keys("esc");
    assert!(session.model.popups.is_empty());
}

#[test]
fn ticks_are_not_lost_with_one_esc() {
    let (mut session, _) = village();
    session.keys("ctrl-p enter esc");
    assert!(session.model.popups.is_empty(), "nothing was changed");
    session.keys("ctrl-p enter space esc");
    assert_eq!(session.model.popups.len(), 1);
    assert!(crate::tui::draw::tests::picture(&session, (80, 24)).contains("还没保存"));
    session.keys("enter");
    assert_eq!(
        session.model.popups.len(),
        1,
        "Enter goes on and prints nothing"
    );
    session.keys("esc esc");
    assert!(session.model.popups.is_empty());
}

#[test]
fn a_round_that_was_entered_says_so_until_that_is_undone() {
    let (mut session, [first, second, _]) = village();
    printed(&mut session, &[first]);
    session.keys("2 f10 ctrl-r");
    let page = crate::tui::draw::tests::picture(&session, (80, 24));
    assert!(page.contains("已录入"), "opened as if it were new: {page}");
    // Another round printed since does not stand in the way.
    session.keys("esc");
    session.perform(Command::KeepRound(vec![second]));
    session.keys("ctrl-z");
    let rounds = &session.model.house.home.as_ref().unwrap().rounds;
    let entered: Vec<bool> = rounds.iter().map(|one| one.is_entered).collect();
    assert_eq!(entered, [false, false], "{}", session.toast());
    assert!(visits(&session, first).is_empty());
}

/// The second row of three, whose file was erased or put into that of the first.
fn with_a_gone_row(is_merged: bool) -> (TestSession, [ChildId; 3]) {
    let (mut session, [first, second, sibling]) = village();
    session.perform(Command::KeepRound(vec![first, second, sibling]));
    if is_merged {
        let plan = session.runner.desk.merge_plan(first, second).unwrap();
        session.perform(Command::MergeFiles(Box::new(plan)));
    } else {
        let reason = "重复".to_owned();
        session.perform(Command::ChangeStatus {
            child: second,
            status: Status::Moved,
            day: session.model.house.today(),
            reason: reason.clone(),
        });
        session.perform(Command::Erase {
            child: second,
            reason,
        });
    }
    session.keys("f6 ctrl-r down 3");
    (session, [first, second, sibling])
}

#[test]
fn a_row_whose_file_is_gone_keeps_its_place_and_is_refused() {
    for is_merged in [true, false] {
        let (mut session, [_, second, sibling]) = with_a_gone_row(is_merged);
        if is_merged {
            snapshots("round-gone", &mut session);
        }
        let before = session.entries();
        session.keys("f10");
        assert!(session.toast().contains(" 2 "), "{}", session.toast());
        assert_eq!(session.entries(), before);
        session.keys("ctrl-n");
        assert_eq!(session.model.popups.len(), 1, "no problem of nobody");
        session.keys("delete down 3 f10");
        assert!(session.model.popups.is_empty(), "{}", session.toast());
        assert_eq!(visits(&session, sibling).len(), 1);
        assert!(visits(&session, second).is_empty());
    }
}

#[test]
fn the_number_of_a_row_is_never_cut() {
    let (mut session, _) = village();
    let nobody = (1..=123).map(|nth| Uuid::from_u128(nth).into());
    session.perform(Command::KeepRound(nobody.collect()));
    session.keys("f6 ctrl-r");
    session.keys(&"pagedown ".repeat(20));
    let page = crate::tui::draw::tests::picture(&session, (80, 24));
    assert!(page.contains("122") && page.contains("123"), "{page}");
}
