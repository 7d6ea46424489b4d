//! The register without a terminal: what keys do to the list, and what forms write.

use super::state::ChildForm;
use super::state::{FileTarget, Sort};
use crate::app::testing::{Play, evening};
use crate::desk::command::{Comeback, Command, When};
use crate::domain::attendance::Mark;
use crate::domain::{Child, ChildId, Risk, Status};
use crate::i18n::Lang;
use crate::screens::effect::{FormPurpose, Turn};
use chrono::Days;

fn register() -> (Play, Vec<ChildId>) {
    let mut play = Play::new();
    let names = ["汪乐乐", "单欣怡", "曾一诺", "余小雨"];
    let children = names.map(|name| play.child(name)).to_vec();
    play.keys("f4");
    (play, children)
}

fn names(play: &Play) -> Vec<&str> {
    let rows = play.model.children.rows.iter();
    rows.map(|id| play.model.house.register.name(*id)).collect()
}

fn change(play: &mut Play, child: ChildId, change: impl FnOnce(&mut Child)) {
    let mut file = play.model.house.register.get(child).unwrap().clone();
    change(&mut file);
    play.perform(Command::SaveChild(Box::new(file)));
}

/// Chooses who is listed.
fn filter(play: &mut Play, code: &str) {
    let (env, model) = (play.model.env(), &mut play.model);
    Turn::play(&model.house, &mut model.children, env, |turn| {
        ChildForm::Filter.choose(turn, code);
    });
}

/// Puts the arrows of the open file on the first line that does what is asked for.
fn go_to(play: &mut Play, wanted: impl Fn(FileTarget) -> bool) {
    let lines = play.children().file_lines();
    let place = lines.iter().position(|line| wanted(line.act)).unwrap();
    play.model.children.file.as_mut().unwrap().selected = place;
}

fn past(play: &Play) -> String {
    let lines = play.children().file_lines();
    let title = crate::i18n::word(play.model.look.lang, "section-timeline");
    let from = lines.iter().position(|line| line.label == title).unwrap();
    let lines = lines.iter().skip(from + 1);
    lines
        .map(|line| format!("{} {}", line.label, line.value))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_list_stands_in_the_order_of_sound() {
    let (play, _) = register();
    assert_eq!(names(&play), ["单欣怡", "汪乐乐", "余小雨", "曾一诺"]);
}

#[test]
fn letters_search_and_esc_clears() {
    let (mut play, _) = register();
    play.keys("z y n");
    assert_eq!(names(&play), ["曾一诺"]);
    play.keys("esc");
    assert_eq!(names(&play).len(), 4);
}

#[test]
fn sorting_goes_round_and_keeps_the_arrows_on_the_same_child() {
    let (mut play, children) = register();
    change(&mut play, children[2], |file| {
        file.birth_date = file.birth_date + Days::new(900);
    });
    play.model.children.selected = Some(children[0]);
    play.keys("ctrl-r");
    assert_eq!(play.model.children.sort, Sort::FileNo);
    assert_eq!(names(&play), ["汪乐乐", "单欣怡", "曾一诺", "余小雨"]);
    assert_eq!(play.model.children.selected, Some(children[0]));
    play.keys("ctrl-r");
    assert_eq!(names(&play)[0], "曾一诺", "the youngest");
    play.keys("ctrl-r ctrl-r");
    assert_eq!(play.model.children.sort, Sort::Name);
}

#[test]
fn who_was_never_seen_stands_before_who_was() {
    let (mut play, children) = register();
    let (child, when) = (children[1], When::Now);
    play.perform(Command::SignIn {
        child,
        when,
        comeback: Comeback::Ask,
    });
    play.keys("ctrl-r ctrl-r ctrl-r");
    assert_eq!(names(&play).last(), Some(&"单欣怡"));
}

#[test]
fn file_numbers_stand_in_the_order_of_counting() {
    let (mut play, children) = register();
    for (child, number) in children.iter().zip(["10", "9", "100", "2"]) {
        change(&mut play, *child, |file| file.file_no = number.into());
    }
    play.keys("ctrl-r");
    assert_eq!(names(&play), ["余小雨", "单欣怡", "汪乐乐", "曾一诺"]);
}

#[test]
fn filters_work_together_and_can_be_taken_off() {
    let (mut play, children) = register();
    change(&mut play, children[0], |file| file.risk = Some(Risk::Red));
    change(&mut play, children[1], |file| {
        file.risk = Some(Risk::Red);
        file.status = Status::Moved;
    });
    filter(&mut play, "risk:red");
    assert_eq!(names(&play), ["汪乐乐"]);
    filter(&mut play, "status:moved");
    assert_eq!(names(&play), ["单欣怡"]);
    filter(&mut play, "all");
    assert_eq!(
        names(&play).len(),
        3,
        "who moved away is not listed unless asked for"
    );
}

#[test]
fn a_new_file_gets_the_next_number_and_is_opened() {
    let (mut play, _) = register();
    play.keys("ctrl-n 李小明 enter 2 enter 2016.6.1 f10");
    let file = play.model.children.file.as_ref().expect("the file is open");
    let child = play.model.house.register.get(file.child).unwrap();
    assert_eq!(
        (child.name.as_str(), child.birth_date.to_string().as_str()),
        ("李小明", "2016-06-01")
    );
    let others = play
        .model
        .house
        .register
        .children()
        .iter()
        .filter(|one| one.id != child.id);
    assert!(!child.file_no.is_empty() && others.clone().all(|one| one.file_no != child.file_no));
    play.keys("ctrl-z");
    assert!(
        play.model
            .house
            .register
            .children()
            .iter()
            .all(|one| one.name != "李小明")
    );
}

#[test]
fn what_contradicts_the_identity_number_is_said_at_its_field() {
    let (mut play, _) = register();
    play.keys("ctrl-n 李小明 enter 1 enter 2016-11-18 enter 341699201611192043 f10");
    assert!(play.model.children.file.is_none());
    let Some(crate::app::popups::Popup::Form(popup)) = play.model.popups.last() else {
        panic!("the form stays");
    };
    assert!(popup.form.field("birth_date").unwrap().error.is_some());
}

#[test]
fn an_edit_stands_in_the_past_with_who_old_and_new() {
    let (mut play, _) = register();
    play.model.look.lang = Lang::En;
    play.keys("w l l enter");
    go_to(&mut play, |act| act == FileTarget::Field("class"));
    play.keys("enter ctrl-u 四年级 f10");
    let text = past(&play);
    assert!(text.contains("class: 三年级 → 四年级"), "{text}");
    assert!(
        text.contains("石主任") && text.contains("2026-11-23 17:30"),
        "{text}"
    );
    play.keys("ctrl-z");
    assert!(
        past(&play).contains("class: 四年级 → 三年级"),
        "{}",
        past(&play)
    );
}

#[test]
fn a_contact_is_added_changed_and_taken_off_after_a_question() {
    let (mut play, children) = register();
    play.keys("w l l enter ctrl-p down enter 王五 enter");
    play.keys("f10");
    assert_eq!(
        play.model.house.register.contacts(children[0]).len(),
        1,
        "a relation is needed"
    );
    play.keys("1 f10");
    assert_eq!(play.model.house.register.contacts(children[0]).len(), 2);
    play.keys("ctrl-p down down down enter");
    assert_eq!(
        play.model.house.register.contacts(children[0]).len(),
        2,
        "it asks first"
    );
    play.keys("enter");
    assert_eq!(
        play.model.house.register.contacts(children[0]).len(),
        2,
        "and means no by default"
    );
    play.keys("ctrl-p down down down enter 1");
    assert_eq!(play.model.house.register.contacts(children[0]).len(), 1);
    play.keys("ctrl-z");
    assert_eq!(play.model.house.register.contacts(children[0]).len(), 2);
}

#[test]
fn leaving_and_coming_back_stand_in_the_file() {
    let (mut play, children) = register();
    play.keys("w l l enter ctrl-s f10");
    assert_eq!(
        play.model.house.register.get(children[0]).unwrap().status,
        Status::Away
    );
    play.keys("ctrl-s f10");
    assert_eq!(
        play.model.house.register.get(children[0]).unwrap().status,
        Status::Enrolled
    );
}

#[test]
fn siblings_are_linked_and_unlinked() {
    let (mut play, children) = register();
    play.keys("w l l enter ctrl-g s x y enter");
    assert_eq!(play.model.house.register.siblings(children[0]).count(), 1);
    let text = past(&play);
    assert!(!text.contains(&children[1].to_string()), "{text}");
    let household = play
        .model
        .house
        .register
        .get(children[0])
        .unwrap()
        .household
        .unwrap();
    assert!(
        !text.contains(&household.to_string()),
        "words, not identifiers: {text}"
    );
    play.keys("ctrl-g enter");
    assert_eq!(play.model.house.register.siblings(children[0]).count(), 0);
}

#[test]
fn a_day_is_corrected_only_with_a_reason_and_then_says_so() {
    let (mut play, children) = register();
    play.model.look.lang = Lang::En;
    let (child, when) = (children[0], When::Now);
    play.perform(Command::SignIn {
        child,
        when,
        comeback: Comeback::Ask,
    });
    play.keys("w l l enter");
    go_to(&mut play, |act| matches!(act, FileTarget::Stay(_)));
    play.keys("enter tab ctrl-u 1705 f10");
    assert_eq!(
        play.model.house.day.stay_inside(child).unwrap().in_at,
        Some(evening()),
        "no reason"
    );
    play.keys("看错了钟 f10");
    let stay = play.model.house.day.stay_inside(child).unwrap();
    assert_eq!(stay.in_at.unwrap().format("%H:%M").to_string(), "17:05");
    let text = past(&play);
    assert!(
        text.contains("看错了钟") && text.contains("17:30 → 17:05"),
        "{text}"
    );
    assert!(!text.contains("entered late: "), "{text}");
}

#[test]
fn a_day_is_struck_out_with_a_reason() {
    let (mut play, children) = register();
    let (child, when) = (children[0], When::Now);
    play.perform(Command::SignIn {
        child,
        when,
        comeback: Comeback::Ask,
    });
    play.keys("w l l enter");
    go_to(&mut play, |act| matches!(act, FileTarget::Stay(_)));
    play.keys("enter 5 tab tab tab 认错人了 f10");
    assert!(!play.model.house.day.is_marked(child));
    play.keys("ctrl-z");
    assert_eq!(
        play.model.house.day.stay_inside(child).unwrap().mark,
        Mark::Present
    );
}

#[test]
fn left_and_right_turn_the_pages() {
    let (mut play, _) = register();
    play.model.children.selected = play.model.children.rows.first().copied();
    play.keys("enter right");
    let open = |play: &Play| play.model.children.file.as_ref().map(|file| file.child);
    assert_eq!(open(&play), Some(play.model.children.rows[1]));
    play.keys("left left");
    assert_eq!(
        open(&play),
        Some(play.model.children.rows[0]),
        "before the first there is none"
    );
    play.keys("esc");
    assert_eq!(open(&play), None);
}

#[test]
fn the_identity_number_is_shown_only_when_asked_for() {
    let (mut play, children) = register();
    change(&mut play, children[0], |file| {
        file.id_no = "341699201611192043".into();
        file.birth_date = "2016-11-19".parse().unwrap();
        file.sex = crate::domain::Sex::Female;
    });
    play.keys("enter");
    let shown = |play: &Play| {
        let lines = play.children().file_lines();
        let line = lines
            .into_iter()
            .find(|line| line.act == FileTarget::Field("id_no"));
        line.unwrap().value
    };
    assert_eq!(shown(&play), "341699********2043");
    play.keys("f7");
    assert_eq!(shown(&play), "341699201611192043");
    play.keys("left right");
    assert_eq!(
        shown(&play),
        "341699********2043",
        "the next child's is hidden again"
    );
}
