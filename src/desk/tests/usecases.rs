//! Tests of the door and the register with a desk in memory.

use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::{
    Comeback, Command, File, HomeSetup, KnownAbsence, Settlement, SignOut, When,
};
use crate::desk::outcome::{Done, Outcome};
use crate::desk::read::fresh::ShownDays;
use crate::desk::refusal::Refusal;
use crate::domain::KnownAs;
use crate::domain::attendance::AbsenceReason;
use crate::domain::child::Sex;
use crate::domain::contact::Relation;
use crate::domain::{
    Attendance, Child, ChildId, Contact, Mark, Moment, OutTo, Role, Staff, Status,
};
use chrono::{Days, TimeDelta};
use rstest::rstest;

fn at(time: &str) -> Moment {
    Moment::parse_from_rfc3339(&format!("2026-11-23T{time}:00+08:00")).unwrap()
}

/// A home on a Monday evening.
pub(in crate::desk) fn desk() -> Desk {
    desk_at(at("17:30"))
}

/// The same home, founded at another moment.
pub(super) fn desk_at(moment: Moment) -> Desk {
    let mut desk = Desk::in_memory(Clock::fixed(moment)).unwrap();
    let setup = HomeSetup {
        name: "前尚庄儿童之家".into(),
        village: "前尚庄村".into(),
        township: "王市镇".into(),
        county: "某县".into(),
        director: "石主任".into(),
        hours: "Mon-Fri 16:30-18:30".parse().unwrap(),
    };
    desk.perform(Command::SetUp(Box::new(setup))).unwrap();
    desk
}

pub(in crate::desk) fn add(desk: &mut Desk, name: &str) -> ChildId {
    let id = desk.clock.new_id();
    let born = desk.clock.today() - Days::new(3000);
    let mut child = Child::new(id, "", name, Sex::Male, born);
    child.expected_days = "12345".parse_days();
    let file = File {
        child,
        contacts: Vec::new(),
        tags: Vec::new(),
    };
    desk.perform(Command::AddChild(Box::new(file))).unwrap();
    id
}

trait ParseDays {
    fn parse_days(&self) -> crate::domain::Weekdays;
}
impl ParseDays for str {
    fn parse_days(&self) -> crate::domain::Weekdays {
        crate::domain::Weekdays::from_digits(self).unwrap()
    }
}

fn contact(desk: &mut Desk, child: ChildId) -> Contact {
    let contact = Contact {
        id: desk.clock.new_id(),
        child,
        name: "石桂英".into(),
        relation: Relation::PaternalGrandmother,
        is_caregiver: true,
        can_collect: true,
        phones: "13746814538".into(),
        phone_verified_on: None,
        work_place: String::new(),
        id_no: String::new(),
        priority: 1,
        note: String::new(),
        do_not_contact: String::new(),
        barred_since: None,
    };
    desk.perform(Command::SaveContact(contact.clone())).unwrap();
    contact
}

pub(super) fn sign_in(desk: &mut Desk, child: ChildId, when: When) -> Result<Done, Refusal> {
    desk.perform(Command::SignIn {
        child,
        when,
        comeback: Comeback::Ask,
    })
}

pub(super) fn leaving(child: ChildId, to: OutTo) -> SignOut {
    SignOut {
        child,
        to,
        also: Vec::new(),
        allowed_by: None,
        note: String::new(),
        when: When::Now,
    }
}

pub(super) fn row(desk: &Desk, child: ChildId) -> Attendance {
    let sheet = desk.store.day_sheet(desk.clock.today()).unwrap();
    sheet.into_iter().rfind(|row| row.child == child).unwrap()
}

#[test]
fn the_first_sign_in_opens_the_day_and_counts_heads() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let done = sign_in(&mut desk, child, When::Now).unwrap();
    assert!(matches!(done.outcome, Outcome::SignedIn { .. }));
    assert_eq!(desk.head_count().unwrap(), 1);
    assert!(desk.store.opening(desk.clock.today()).unwrap().is_some());
    assert!(!row(&desk, child).entered_late);
}

#[test]
fn nobody_is_signed_in_twice() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    sign_in(&mut desk, child, When::Now).unwrap();
    assert!(matches!(
        sign_in(&mut desk, child, When::Now),
        Err(Refusal::AlreadyIn { .. })
    ));
}

#[test]
fn a_child_may_go_and_come_back_on_the_same_day() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let grandmother = contact(&mut desk, child);
    sign_in(&mut desk, child, When::At(at("16:40"))).unwrap();
    let mut out = leaving(child, OutTo::Contact(grandmother.id));
    out.when = When::At(at("17:00"));
    desk.perform(Command::SignOut(out)).unwrap();
    sign_in(&mut desk, child, When::Now).unwrap();
    assert_eq!(row(&desk, child).stay, 2);
    assert_eq!(desk.store.day_sheet(desk.clock.today()).unwrap().len(), 2);
}

#[test]
fn an_earlier_day_is_marked_as_entered_late_and_a_future_time_refused() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    assert!(matches!(
        sign_in(&mut desk, child, When::At(at("18:00"))),
        Err(Refusal::Future)
    ));
    sign_in(&mut desk, child, When::At(at("17:00"))).unwrap();
    // Somebody stood at the door and typed when the child had come: until it is signed out it is in the house.
    let stay = row(&desk, child);
    assert!(!stay.entered_late);
    assert!(stay.keeps_inside(desk.clock.today() + Days::new(10)));
    let yesterday = at("17:00") - TimeDelta::days(1);
    sign_in(&mut desk, child, When::At(yesterday)).unwrap();
    let sheet = desk.store.day_sheet(yesterday.date_naive()).unwrap();
    assert!(sheet[0].entered_late);
}

#[test]
fn an_excused_child_who_comes_after_all_is_present() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let today = desk.clock.today();
    let ill = KnownAbsence {
        child,
        from: today,
        to: today,
        reason: AbsenceReason::Ill,
        note: String::new(),
    };
    desk.perform(Command::KnownAbsence(ill.clone())).unwrap();
    assert_eq!(row(&desk, child).mark, Mark::Excused);
    sign_in(&mut desk, child, When::Now).unwrap();
    assert_eq!(row(&desk, child).mark, Mark::Present);
    let again = desk.perform(Command::KnownAbsence(ill));
    assert!(matches!(again, Err(Refusal::WasThere { .. })));
}

#[rstest]
#[case::alone_not_agreed(None, OutTo::Alone, false)]
#[case::alone_agreed(Some(true), OutTo::Alone, true)]
#[case::alone_refused_in_the_file(Some(false), OutTo::Alone, false)]
#[case::somebody_unlisted(Some(true), OutTo::Unlisted, false)]
fn who_may_leave_how(#[case] agreed: Option<bool>, #[case] to: OutTo, #[case] allowed: bool) {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let file = Child {
        walks_home: agreed,
        ..desk.store.child(child).unwrap()
    };
    desk.perform(Command::SaveChild(Box::new(file))).unwrap();
    sign_in(&mut desk, child, When::Now).unwrap();
    let outcome = desk.perform(Command::SignOut(leaving(child, to)));
    assert_eq!(outcome.is_ok(), allowed, "{outcome:?}");
}

#[test]
fn only_the_childs_own_contacts_who_may_collect_do() {
    let mut desk = desk();
    let (child, other) = (add(&mut desk, "汪乐乐"), add(&mut desk, "余小雨"));
    let (own, foreign) = (contact(&mut desk, child), contact(&mut desk, other));
    sign_in(&mut desk, child, When::Now).unwrap();
    let stranger = desk.perform(Command::SignOut(leaving(child, OutTo::Contact(foreign.id))));
    assert!(matches!(stranger, Err(Refusal::NeedsDirector)));
    let barred = Contact {
        do_not_contact: "court order".into(),
        ..own.clone()
    };
    desk.perform(Command::SaveContact(barred)).unwrap();
    let barred = desk.perform(Command::SignOut(leaving(child, OutTo::Contact(own.id))));
    assert!(matches!(barred, Err(Refusal::Barred { .. })));
    desk.perform(Command::SaveContact(own.clone())).unwrap();
    desk.perform(Command::SignOut(leaving(child, OutTo::Contact(own.id))))
        .unwrap();
}

#[test]
fn somebody_unlisted_needs_a_director_and_a_note() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let helper = Staff {
        id: desk.clock.new_id(),
        name: "小陈".into(),
        role: Role::Helper,
        phone: String::new(),
        active: true,
        checked_on: None,
    };
    desk.perform(Command::SaveStaff(helper.clone())).unwrap();
    sign_in(&mut desk, child, When::Now).unwrap();
    let director = desk.actor;
    for (allowed_by, note, allowed) in [
        (director, "", false),
        (Some(helper.id), "uncle, rang the mother", false),
        (None, "uncle, rang the mother", false),
        (director, "uncle, rang the mother", true),
    ] {
        let out = SignOut {
            allowed_by,
            note: note.into(),
            ..leaving(child, OutTo::Unlisted)
        };
        let outcome = desk.perform(Command::SignOut(out));
        assert_eq!(outcome.is_ok(), allowed, "{allowed_by:?} {note}");
    }
    assert_eq!(row(&desk, child).out_allowed_by, director);
}

#[test]
fn the_day_is_not_closed_over_anybodys_head() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let grandmother = contact(&mut desk, child);
    sign_in(&mut desk, child, When::Now).unwrap();
    let day = desk.clock.today();
    let close = || Command::CloseDay {
        day,
        note: String::new(),
    };
    assert!(matches!(
        desk.perform(close()),
        Err(Refusal::StillInside { names }) if names == ["汪乐乐"]
    ));
    desk.perform(Command::SignOut(leaving(
        child,
        OutTo::Contact(grandmother.id),
    )))
    .unwrap();
    desk.perform(close()).unwrap();
    assert!(
        desk.store
            .opening(day)
            .unwrap()
            .unwrap()
            .closed_at
            .is_some()
    );
    assert_eq!(desk.perform(close()).unwrap().seq, None);
    // A later sign-in opens the register again.
    sign_in(&mut desk, child, When::Now).unwrap();
    assert!(
        desk.store
            .opening(day)
            .unwrap()
            .unwrap()
            .closed_at
            .is_none()
    );
}

#[test]
fn a_child_is_late_by_the_minutes_that_the_home_has_agreed_on() {
    // The home opens at 16:30.
    let mut desk = desk();
    desk.clock = Clock::fixed(at("16:20"));
    desk.perform(Command::AcceptClock).unwrap();
    let children = ["一", "二", "三", "四"].map(|name| add(&mut desk, name));
    desk.perform(Command::SetLateAfter(Some(15))).unwrap();
    // It really opened at 16:40: nobody is late for a door that was shut.
    for (child, time, mark) in [
        (children[0], "16:40", Mark::Present),
        (children[1], "16:55", Mark::Present),
        (children[2], "16:56", Mark::Late),
    ] {
        desk.clock = Clock::fixed(at(time));
        sign_in(&mut desk, child, When::Now).unwrap();
        assert_eq!(row(&desk, child).mark, mark, "{time}");
    }
    desk.perform(Command::SetLateAfter(None)).unwrap();
    desk.clock = Clock::fixed(at("18:00"));
    sign_in(&mut desk, children[3], When::Now).unwrap();
    assert_eq!(row(&desk, children[3]).mark, Mark::Present);
}

#[test]
fn a_child_without_a_file_is_signed_in_by_name_and_asked_about_later() {
    let mut desk = desk();
    let done = desk
        .perform(Command::SignInNew {
            name: " 新来的 ".to_owned(),
            when: When::Now,
        })
        .unwrap();
    assert!(matches!(&done.outcome, Outcome::SignedIn { name, .. } if name == "新来的"));
    assert_eq!(desk.head_count().unwrap(), 1);
    let roster = desk.store.roster().unwrap();
    let child = &roster.children[0];
    assert_eq!((child.born(), child.age(desk.clock.today())), (None, None));
    let flags = desk
        .flags(desk.clock.today(), KnownAs::Now)
        .unwrap()
        .unwrap();
    let of_file: Vec<_> = flags.iter().map(|one| one.flag.rule).collect();
    assert!(of_file.contains(&crate::domain::RuleId::D1), "{of_file:?}");
    // One step, one undo.
    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(desk.head_count().unwrap(), 0);
    assert!(desk.store.roster().unwrap().children.is_empty());
}

#[test]
fn brothers_and_sisters_leave_in_one_step() {
    let mut desk = desk();
    let (one, other) = (add(&mut desk, "汪乐乐"), add(&mut desk, "汪小明"));
    for child in [one, other] {
        sign_in(&mut desk, child, When::Now).unwrap();
    }
    let before = desk.store.head().unwrap().seq;
    let together = SignOut {
        also: vec![(other, OutTo::NotKnown)],
        ..leaving(one, OutTo::NotKnown)
    };
    let done = desk.perform(Command::SignOut(together.clone())).unwrap();
    assert!(
        matches!(&done.outcome, Outcome::SignedOut { also, .. } if also == &["汪小明"]),
        "{done:?}"
    );
    assert_eq!(desk.store.head().unwrap().seq, before + 1);
    assert_eq!(desk.head_count().unwrap(), 0);
    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(desk.head_count().unwrap(), 2);
    // If one of them may not leave with that person, neither does.
    let alone = SignOut {
        also: vec![(other, OutTo::Alone)],
        ..leaving(one, OutTo::NotKnown)
    };
    assert!(matches!(
        desk.perform(Command::SignOut(alone)),
        Err(Refusal::NeedsDirector)
    ));
    assert_eq!(desk.head_count().unwrap(), 2);
}

#[test]
fn an_absence_of_several_days_is_recorded_for_a_child_without_agreed_days_too() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let absence = |from: &str, to: &str| {
        Command::KnownAbsence(KnownAbsence {
            child,
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            reason: AbsenceReason::Ill,
            note: String::new(),
        })
    };
    let mut file = desk.store.child(child).unwrap();
    file.expected_days = crate::domain::Weekdays::NONE;
    desk.perform(Command::SaveChild(Box::new(file))).unwrap();
    let done = desk.perform(absence("2026-11-24", "2026-11-27")).unwrap();
    assert!(
        matches!(done.outcome, Outcome::Absent { days: 4, .. }),
        "{done:?}"
    );
    // Nothing recorded is no success: a weekend, and days in the wrong order.
    for (from, to) in [("2026-11-28", "2026-11-29"), ("2026-12-01", "2026-11-30")] {
        let refused = desk.perform(absence(from, to));
        assert!(matches!(refused, Err(Refusal::NoOpenDay)), "{from} {to}");
    }
}

#[test]
fn a_forgotten_sign_out_is_settled_by_a_person() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let yesterday = at("17:00") - Days::new(1);
    sign_in(&mut desk, child, When::At(yesterday)).unwrap();
    let forgotten = desk.forgotten().unwrap();
    let [stay] = forgotten.as_slice() else {
        panic!("{forgotten:?}")
    };
    let answer = Settlement {
        stay: stay.key(),
        out_at: None,
        to: OutTo::NotKnown,
        note: "asked the grandmother".into(),
    };
    desk.perform(Command::Settle(answer)).unwrap();
    assert!(desk.forgotten().unwrap().is_empty());
}

/// A child signed in yesterday and never signed out, with the answer that Today's question gives.
fn forgotten_stay(desk: &mut Desk) -> (ChildId, Settlement) {
    let child = add(desk, "汪乐乐");
    let yesterday = at("17:00") - Days::new(1);
    sign_in(desk, child, When::At(yesterday)).unwrap();
    let forgotten = desk.forgotten().unwrap();
    assert_eq!(forgotten.len(), 1);
    let answer = Settlement {
        stay: forgotten[0].key(),
        out_at: None,
        to: OutTo::NotKnown,
        note: "asked the grandmother".into(),
    };
    (child, answer)
}

/// The sign-out of that child yesterday at 17:25.
fn late_sign_out(child: ChildId) -> Command {
    let mut out = leaving(child, OutTo::NotKnown);
    out.when = When::At(at("17:25") - Days::new(1));
    Command::SignOut(out)
}

#[test]
fn a_late_sign_out_brings_the_forgotten_stays_again() {
    let mut desk = desk();
    let (child, _) = forgotten_stay(&mut desk);
    let out = late_sign_out(child);
    let touched = out.touches();
    desk.perform(out).unwrap();
    let shown = ShownDays {
        today: Some(desk.clock.today()),
        late: None,
    };
    let fresh = desk.fresh(touched, shown).unwrap();
    assert_eq!(fresh.forgotten, Some(Vec::new()));
}

#[rstest]
#[case::time_known(Some("17:10"))]
#[case::time_not_known(None)]
fn an_answer_does_not_overwrite_a_sign_out_made_meanwhile(#[case] time: Option<&str>) {
    let mut desk = desk();
    let (child, mut answer) = forgotten_stay(&mut desk);
    answer.out_at = time.map(|time| at(time) - Days::new(1));
    desk.perform(late_sign_out(child)).unwrap();
    let stays = desk.store.stays(child, answer.stay.day).unwrap();
    let newest = desk.store.last_entry().unwrap().unwrap().seq;
    let signed_out = at("17:25") - Days::new(1);
    assert!(matches!(
        desk.perform(Command::Settle(answer.clone())),
        Err(Refusal::SignedOutAlready { name, at }) if name == "汪乐乐" && at == signed_out
    ));
    assert_eq!(desk.store.stays(child, answer.stay.day).unwrap(), stays);
    assert_eq!(desk.store.last_entry().unwrap().unwrap().seq, newest);
}

#[test]
fn an_answer_is_given_once_and_only_about_a_stay() {
    let mut desk = desk();
    let (child, answer) = forgotten_stay(&mut desk);
    desk.perform(Command::Settle(answer.clone())).unwrap();
    let again = desk.perform(Command::Settle(answer.clone()));
    assert!(matches!(again, Err(Refusal::NotIn { .. })), "{again:?}");
    let absent = Attendance::blank(answer.stay.day, child, 1, Mark::Absent);
    let reason = "it was her brother".into();
    desk.perform(Command::Correct {
        row: absent.clone(),
        reason,
    })
    .unwrap();
    let again = desk.perform(Command::Settle(answer.clone()));
    assert!(matches!(again, Err(Refusal::NotIn { .. })), "{again:?}");
    let stays = desk.store.stays(child, answer.stay.day).unwrap();
    assert_eq!(stays, [absent]);
}

#[test]
fn a_child_who_is_away_comes_back_only_when_a_person_says_so() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let away = Command::ChangeStatus {
        child,
        status: Status::Away,
        day: desk.clock.today() - Days::new(10),
        reason: "with the parents".into(),
    };
    desk.perform(away).unwrap();
    assert!(matches!(
        sign_in(&mut desk, child, When::Now),
        Err(Refusal::NotEnrolled { .. })
    ));
    let back = Command::SignIn {
        child,
        when: When::Now,
        comeback: Comeback::Accept,
    };
    desk.perform(back).unwrap();
    assert_eq!(desk.store.child(child).unwrap().status, Status::Enrolled);
}

#[test]
fn numbers_are_given_in_order_and_never_twice() {
    let mut desk = desk();
    let first = add(&mut desk, "汪乐乐");
    let second = add(&mut desk, "余小雨");
    let number = |desk: &Desk, id| desk.store.child(id).unwrap().file_no;
    assert_eq!(
        (number(&desk, first), number(&desk, second)),
        ("0001".into(), "0002".into())
    );
    let taken = Child {
        file_no: "0001".into(),
        ..desk.store.child(second).unwrap()
    };
    let outcome = desk.perform(Command::SaveChild(Box::new(taken)));
    assert!(matches!(outcome, Err(Refusal::FileNoTaken { .. })));
}

#[test]
fn a_card_belongs_to_one_child() {
    let mut desk = desk();
    let (first, second) = (add(&mut desk, "汪乐乐"), add(&mut desk, "余小雨"));
    let bind = |child| Command::BindCard {
        code: "0004832917".into(),
        child,
    };
    desk.perform(bind(first)).unwrap();
    assert!(matches!(
        desk.perform(bind(second)),
        Err(Refusal::CardTaken { .. })
    ));
    desk.perform(Command::UnbindCard("0004832917".into()))
        .unwrap();
    desk.perform(bind(second)).unwrap();
    assert_eq!(desk.find_child("0004832917").unwrap(), second);
}

#[test]
fn children_are_found_exactly_or_asked_about() {
    let mut desk = desk();
    let first = add(&mut desk, "汪乐乐");
    add(&mut desk, "余小雨");
    add(&mut desk, "余小雨");
    assert_eq!(desk.find_child("1").unwrap(), first);
    assert_eq!(desk.find_child("汪乐乐").unwrap(), first);
    assert!(matches!(
        desk.find_child("余小雨"),
        Err(Refusal::AmbiguousChild { .. })
    ));
    assert!(matches!(
        desk.find_child("汪"),
        Err(Refusal::UnknownChild { .. })
    ));
    assert!(matches!(
        desk.find_child(""),
        Err(Refusal::UnknownChild { .. })
    ));
}

#[test]
fn a_clock_behind_the_journal_writes_nothing_until_a_person_accepts_it() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    desk.clock = Clock::fixed(at("17:30") - Days::new(400));
    assert!(matches!(
        sign_in(&mut desk, child, When::Now),
        Err(Refusal::ClockBehind { newest }) if newest == at("17:30")
    ));
    desk.perform(Command::AcceptClock).unwrap();
    sign_in(&mut desk, child, When::Now).unwrap();
    assert!(desk.store.verify().unwrap().findings.is_empty());
}

#[test]
fn only_a_director_changes_the_staff_and_one_always_remains() {
    let mut desk = desk();
    let [director] = desk.store.staff().unwrap().try_into().unwrap();
    let gone = Staff {
        active: false,
        ..director
    };
    assert!(matches!(
        desk.perform(Command::SaveStaff(gone)),
        Err(Refusal::LastDirector)
    ));
    let helper = Staff {
        id: desk.clock.new_id(),
        name: "小陈".into(),
        role: Role::Helper,
        phone: String::new(),
        active: true,
        checked_on: None,
    };
    desk.perform(Command::SaveStaff(helper.clone())).unwrap();
    desk.seat(helper.id);
    let raised = Staff {
        role: Role::Director,
        ..helper
    };
    assert!(matches!(
        desk.perform(Command::SaveStaff(raised)),
        Err(Refusal::DirectorOnly)
    ));
}
