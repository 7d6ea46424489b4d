//! What was handed in keeps its numbers: what is entered later is told apart, number by number.

use super::generated::Home;
use crate::clock::Clock;
use crate::desk::command::{Command, Export};
use crate::desk::refusal::Refusal;
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::mask::Covered;
use crate::domain::mask::Mask;
use crate::domain::{Attendance, ChildId, HandedIn, Mark, OwnLayout};
use crate::i18n::Lang;
use crate::reports::ledgers::Ledger;
use crate::reports::make::{answer, make};
use crate::reports::order::{ReportOrder, Wanting, What};
use crate::reports::slots::Beside;
use crate::reports::table::{Fact, Table, Value};
use crate::reports::trends::{Ask, Page};
use crate::store::{Act, ActKind, SETTING_LAYOUTS};
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use rstest::rstest;

fn today() -> NaiveDate {
    "2026-11-27".parse().unwrap()
}

fn october(home: &Home) -> Period {
    let calendar = home.desk.calendar().unwrap();
    Period::of(Grain::Month, "2026-10-10".parse().unwrap(), &calendar)
}

fn order(home: &Home, what: What) -> ReportOrder {
    ReportOrder {
        what,
        period: october(home),
        beside: Beside::Nothing,
        child: None,
        own: None,
        formats: Vec::new(),
        mask: Mask::Middle,
        is_public: false,
        reason: String::new(),
        to_whom: "王市镇".to_owned(),
        lang: Lang::En,
    }
}

fn export(home: &Home, order: &ReportOrder) -> Export {
    let report = make(&home.desk, order).unwrap().unwrap();
    Export {
        report: order.kept_name(),
        period: order.period.code(),
        mask: order.mask,
        is_public: order.is_public,
        child: None,
        children: report.children.into_iter().collect(),
        files: Vec::new(),
        covered: Covered::NotNeeded,
        reason: String::new(),
        handed_in: report.sent.map(|sent| (order.to_whom.clone(), sent)),
    }
}

fn hand_in(home: &mut Home, order: &ReportOrder) {
    let export = export(home, order);
    home.desk
        .perform(Command::KeepExport(Box::new(export)))
        .unwrap();
}

fn page(home: &Home) -> Table {
    let ask = Ask {
        page: Page::HandedIn,
        period: october(home),
        beside: Beside::Nothing,
        child: None,
    };
    answer(&home.desk, ask, Lang::En).unwrap().0
}

/// Whether the first sentence says that what was kept is as it was.
fn is_same(said: &Table) -> bool {
    let same = ["as it was sent", "as they were sent"];
    said.sentences
        .first()
        .is_some_and(|one| same.iter().any(|same| one.contains(same)))
}

/// Ten minutes later.
fn wait(home: &mut Home) {
    let later = home.desk.now() + TimeDelta::minutes(10);
    home.desk.clock = Clock::fixed(later);
}

/// A home of some children of whom the first did not come on an open day of October; that day.
fn with_a_gap(from: u64) -> (Home, ChildId, NaiveDate) {
    let sql = "SELECT day FROM opening WHERE day BETWEEN ?1 AND ?2
        AND (SELECT count(*) FROM attendance a WHERE a.day = opening.day) > 0";
    for seed in from.. {
        let home = Home::new(seed, today());
        let Some(child) = home.children.iter().find(|one| one.joined_on.is_none()) else {
            continue;
        };
        let days = october(&home);
        let all: Vec<Attendance> = home.store().attendance_between(days.from, days.to).unwrap();
        let opened = home.store().recount(sql, &[days.from, days.to]);
        let opened = opened
            .iter()
            .filter_map(|row| NaiveDate::from_epoch_days(i32::try_from(row[0]).unwrap()));
        let gap = opened.into_iter().find(|day| {
            !all.iter()
                .any(|row| row.child == child.id && row.day == *day)
        });
        if let Some(day) = gap {
            let child = child.id;
            return (home, child, day);
        }
    }
    unreachable!("some seed has such a day")
}

fn enter_late(home: &mut Home, child: ChildId, day: NaiveDate) {
    let mut row = Attendance::blank(day, child, 1, Mark::Present);
    row.entered_late = true;
    let act = Act::new(home.desk.now(), None, ActKind::Correct);
    home.desk
        .fill_for_test(&act, |writer| writer.put(&row))
        .unwrap();
}

#[rstest]
#[case::month(What::Ledger(Ledger::Monthly))]
#[case::page(What::Page(Page::HowMany))]
#[case::roll_up(What::Ledger(Ledger::RollUp))]
#[case::who(What::Page(Page::Who))]
fn what_was_sent_stays_the_same_until_something_is_entered(#[case] what: What) {
    let (mut home, child, day) = with_a_gap(3);
    let order = order(&home, what);
    hand_in(&mut home, &order);
    wait(&mut home);
    let said = page(&home);
    assert!(said.rows.is_empty(), "{said:?}");
    assert!(said.sentences[0].contains("王市镇") && is_same(&said));
    enter_late(&mut home, child, day);
    wait(&mut home);
    let said = page(&home);
    let late = Fact::Day(child, day);
    let names_it = |table: &Table| {
        table
            .rows
            .iter()
            .any(|row| row.cells[3].facts == [late] && row.cells[4].facts.is_empty())
    };
    // The roll-up counts files, not days.
    let counts_days = what != What::Ledger(Ledger::RollUp);
    assert_eq!(names_it(&said), counts_days, "{said:?}");
    for row in said.rows.iter().skip(1) {
        let [sent, now] = [1, 2].map(|place| match &row.cells[place].value {
            Value::Code(said) => said.clone(),
            other => panic!("{other:?}"),
        });
        assert_ne!(sent, now, "{row:?}");
    }
    home.desk.perform(Command::Undo(None)).unwrap();
    assert!(
        page(&home).rows.is_empty(),
        "taken back, so it is as it was sent"
    );
}

#[test]
fn of_a_list_of_persons_only_the_number_of_rows_is_kept() {
    let (mut home, ..) = with_a_gap(5);
    let layout = OwnLayout::new("给镇里的", vec!["name".into(), "came".into()]);
    home.desk
        .perform(Command::SaveLayout(Box::new(layout.clone())))
        .unwrap();
    let mut order = order(&home, What::Ledger(Ledger::Own));
    order.own = Some(layout);
    hand_in(&mut home, &order);
    let kept: Vec<HandedIn> = home.store().all().unwrap();
    for child in &home.children {
        assert!(!kept[0].sent.contains(&child.name), "{}", kept[0].sent);
    }
    wait(&mut home);
    let said = page(&home);
    assert!(said.rows.is_empty());
    // Nothing is claimed of what stands in the list.
    assert!(said.sentences[0].contains("is not compared"), "{said:?}");
    let mut more = home.children[0].clone();
    (more.id, more.file_no, more.joined_on, more.left_on) =
        (home.desk.clock.new_id(), "0999".into(), None, None);
    more.status = crate::domain::Status::Enrolled;
    let act = Act::new(home.desk.now(), None, ActKind::Correct);
    home.desk
        .fill_for_test(&act, |writer| writer.put(&more))
        .unwrap();
    let said = page(&home);
    assert_eq!(said.rows.len(), 2, "{said:?}");
    assert_eq!(said.cell(1, 3).unwrap().children(), [more.id]);
    // Without its layout nothing can be compared, and that is said.
    home.desk
        .perform(Command::RemoveLayout("给镇里的".to_owned()))
        .unwrap();
    let said = page(&home);
    assert!(
        said.rows.is_empty() && said.sentences[0].contains("cannot be compared"),
        "{said:?}"
    );
}

#[test]
fn a_later_file_says_that_the_report_was_handed_in_before() {
    let (mut home, ..) = with_a_gap(7);
    let mut order = order(&home, What::Ledger(Ledger::RollUp));
    hand_in(&mut home, &order);
    order.formats = vec![crate::reports::write::Format::Html];
    let again = make(&home.desk, &order).unwrap().unwrap();
    let page = String::from_utf8(again.files[0].content.clone()).unwrap();
    assert!(page.contains("written for 王市镇"), "{page}");
    order.period = order.period.before(&home.desk.calendar().unwrap());
    let other = make(&home.desk, &order).unwrap().unwrap();
    assert!(
        !String::from_utf8(other.files[0].content.clone())
            .unwrap()
            .contains("王市镇")
    );
}

#[test]
fn what_is_about_one_child_is_not_kept_as_handed_in() {
    let (home, child, _) = with_a_gap(9);
    for what in What::all() {
        let mut order = order(&home, what);
        order.child = Some(child);
        let is_kept = order.check() != Err(Wanting::NotHandedIn);
        assert_eq!(is_kept, what.may_be_handed_in(), "{what:?}");
        if is_kept {
            assert!(make(&home.desk, &order).unwrap().unwrap().sent.is_some());
        }
    }
}

#[test]
fn a_childs_name_does_not_stand_in_the_office() {
    let (mut home, child, _) = with_a_gap(11);
    let mut order = order(&home, What::Ledger(Ledger::RollUp));
    let name = home
        .children
        .iter()
        .find(|one| one.id == child)
        .unwrap()
        .name
        .clone();
    order.to_whom = format!("{name}的奶奶");
    let export = export(&home, &order);
    let refused = home.desk.perform(Command::KeepExport(Box::new(export)));
    assert!(matches!(refused, Err(Refusal::NameInReason { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_report_that_may_be_handed_in_is_the_same_a_moment_later(seed in any::<u64>(), nth in 0..40_usize) {
        let mut home = Home::new(seed, today());
        let all: Vec<What> = What::all().filter(|what| what.may_be_handed_in()).collect();
        let mut order = order(&home, all[nth % all.len()]);
        order.is_public = nth % 3 == 0 && make(&home.desk, &order).unwrap().is_ok_and(|report| !report.is_personal);
        hand_in(&mut home, &order);
        wait(&mut home);
        let said = page(&home);
        prop_assert!(said.rows.is_empty(), "{:?}", said);
        prop_assert!(is_same(&said), "{:?}", said.sentences);
    }
}

#[rstest]
#[case::month(What::Ledger(Ledger::Monthly))]
#[case::quarter(What::Ledger(Ledger::Quarterly))]
#[case::visits(What::Page(Page::Visits))]
#[case::stay(What::Page(Page::Stay))]
fn a_new_year_makes_no_number_different(#[case] what: What) {
    let (mut home, ..) = with_a_gap(13);
    let order = order(&home, what);
    hand_in(&mut home, &order);
    home.desk.clock = Clock::fixed("2027-01-10T17:00:00+08:00".parse().unwrap());
    let said = page(&home);
    assert!(said.rows.is_empty(), "{said:?}");
}

#[test]
fn a_layout_without_names_is_about_children_too() {
    let (mut home, ..) = with_a_gap(15);
    let fields = ["file_no", "age", "came"].map(str::to_owned).to_vec();
    let mut order = order(&home, What::Ledger(Ledger::Own));
    order.own = Some(OwnLayout::new("odd", fields));
    hand_in(&mut home, &order);
    let kept: Vec<HandedIn> = home.store().all().unwrap();
    assert!(kept[0].sent.contains("\"numbers\":[]"), "{}", kept[0].sent);
    order.is_public = true;
    assert_eq!(
        make(&home.desk, &order).unwrap().err(),
        Some(Wanting::Public)
    );
}

#[test]
fn what_was_handed_in_is_not_for_the_public() {
    let (mut home, ..) = with_a_gap(17);
    let sent = order(&home, What::Ledger(Ledger::RollUp));
    hand_in(&mut home, &sent);
    let mut order = order(&home, What::Page(Page::HandedIn));
    order.to_whom = String::new();
    order.is_public = true;
    assert_eq!(
        make(&home.desk, &order).unwrap().err(),
        Some(Wanting::Public)
    );
}

#[test]
fn a_removed_layout_is_asked_for_and_unreadable_ones_stay() {
    let (mut home, child, _) = with_a_gap(19);
    let order = order(&home, What::Ledger(Ledger::Own));
    assert_eq!(order.check(), Err(Wanting::Layout));
    let unreadable = "[{\"shape\":\"of tomorrow\"}]".to_owned();
    let name = SETTING_LAYOUTS.to_owned();
    let value = unreadable.clone();
    home.desk.perform(Command::Setting { name, value }).unwrap();
    let layout = OwnLayout::new("odd", vec!["name".into()]);
    let refused = home
        .desk
        .perform(Command::SaveLayout(Box::new(layout.clone())));
    assert!(matches!(refused, Err(Refusal::LayoutsUnreadable)));
    assert!(matches!(
        home.desk.layouts(),
        Err(Refusal::LayoutsUnreadable)
    ));
    assert_eq!(
        home.store().setting(SETTING_LAYOUTS).unwrap(),
        Some(unreadable)
    );
    let value = String::new();
    let name = SETTING_LAYOUTS.to_owned();
    home.desk.perform(Command::Setting { name, value }).unwrap();
    // A layout is erased with no file, so it names no child.
    let child = home.children.iter().find(|one| one.id == child).unwrap();
    let named = OwnLayout {
        for_whom: format!("给{}", child.name),
        ..layout
    };
    let refused = home.desk.perform(Command::SaveLayout(Box::new(named)));
    assert!(matches!(refused, Err(Refusal::NameInReason { .. })));
}
