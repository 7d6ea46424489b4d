//! Days agreed for several children at once, and files that somebody has gone through.

use super::usecases::{add, desk};
use crate::desk::Desk;
use crate::desk::command::{AgreedDays, Command, Confirmation, File};
use crate::desk::outcome::Outcome;
use crate::desk::refusal::Refusal;
use crate::domain::contact::Relation;
use crate::domain::{Attendance, Child, ChildId, Contact, Mark, Status, Weekdays};
use chrono::Days;

fn file(desk: &Desk, child: ChildId) -> Child {
    let children = desk.store.roster().unwrap().children;
    children.into_iter().find(|one| one.id == child).unwrap()
}

fn contacts(desk: &Desk, child: ChildId) -> Vec<Contact> {
    let mut contacts = desk.store.roster().unwrap().contacts;
    contacts.remove(&child).unwrap_or_default()
}

fn last(desk: &Desk) -> i64 {
    desk.store
        .last_entry()
        .unwrap()
        .map_or(0, |entry| entry.seq)
}

fn days(digits: &str) -> Weekdays {
    Weekdays::from_digits(digits).unwrap()
}

fn agreed(child: ChildId, new: &str, had: &str) -> AgreedDays {
    AgreedDays {
        child,
        days: days(new),
        had: days(had),
    }
}

#[test]
fn days_of_several_children_are_one_step_and_one_undo() {
    let mut desk = desk();
    let (first, second) = (add(&mut desk, "汪乐乐"), add(&mut desk, "单欣怡"));
    let before = last(&desk);
    let both = vec![agreed(first, "6", "12345"), agreed(second, "24", "12345")];
    let done = desk.perform(Command::AgreeDays(both)).unwrap();
    let Outcome::Agreed { count, other } = &done.outcome else {
        panic!("{:?}", done.outcome)
    };
    // Whose other days are gone is said.
    assert_eq!(
        (*count, other.as_slice()),
        (2, &["汪乐乐".to_owned(), "单欣怡".to_owned()][..])
    );
    assert_eq!(last(&desk), before + 1);
    assert_eq!(file(&desk, first).expected_days, days("6"));
    assert_eq!(file(&desk, second).expected_days, days("24"));
    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(file(&desk, first).expected_days, Weekdays::SCHOOL);
    assert_eq!(file(&desk, second).expected_days, Weekdays::SCHOOL);
    assert!(desk.store.verify().unwrap().findings.is_empty());
}

#[test]
fn days_that_changed_since_they_were_shown_refuse_the_whole_step() {
    let mut desk = desk();
    let (first, second) = (add(&mut desk, "汪乐乐"), add(&mut desk, "单欣怡"));
    let before = last(&desk);
    let both = vec![agreed(first, "6", "12345"), agreed(second, "24", "")];
    let refused = desk.perform(Command::AgreeDays(both));
    assert!(
        matches!(&refused, Err(Refusal::DaysChanged { name }) if name == "单欣怡"),
        "{refused:?}"
    );
    assert_eq!(last(&desk), before);
    assert_eq!(file(&desk, first).expected_days, Weekdays::SCHOOL);
}

#[test]
fn no_days_are_agreed_for_a_child_who_left_meanwhile() {
    let mut desk = desk();
    let (first, second) = (add(&mut desk, "汪乐乐"), add(&mut desk, "单欣怡"));
    let day = desk.clock.today();
    let left = Command::ChangeStatus {
        child: second,
        status: Status::Moved,
        day,
        reason: "搬走".into(),
    };
    desk.perform(left).unwrap();
    let before = last(&desk);
    let both = vec![agreed(first, "6", "12345"), agreed(second, "24", "12345")];
    let refused = desk.perform(Command::AgreeDays(both));
    assert!(
        matches!(&refused, Err(Refusal::NotEnrolled { name, .. }) if name == "单欣怡"),
        "{refused:?}"
    );
    assert_eq!(last(&desk), before);
}

fn confirm(child: ChildId, shown: Option<(Child, Vec<Contact>)>) -> Command {
    Command::ConfirmFile(Box::new(Confirmation {
        child,
        shown,
        reached: None,
    }))
}

fn grandmother(desk: &mut Desk, child: ChildId) -> Contact {
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

#[test]
fn a_confirmed_file_says_when_and_who_and_undo_takes_it_back() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let carer = grandmother(&mut desk, child);
    let shown = (file(&desk, child), contacts(&desk, child));
    let before = last(&desk);
    let done = desk.perform(Command::ConfirmFile(Box::new(Confirmation {
        child,
        shown: Some(shown),
        reached: Some(carer.id),
    })));
    let outcome = done.unwrap().outcome;
    assert!(
        matches!(&outcome, Outcome::Confirmed { name, is_reached: true } if name == "汪乐乐"),
        "{outcome:?}"
    );
    assert_eq!(last(&desk), before + 1);
    let today = Some(desk.clock.today());
    let confirmed = file(&desk, child);
    assert_eq!(
        (confirmed.last_verified_on, confirmed.verified_by.as_str()),
        (today, "石主任")
    );
    assert_eq!(contacts(&desk, child)[0].phone_verified_on, today);
    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(file(&desk, child).last_verified_on, None);
    assert_eq!(contacts(&desk, child)[0].phone_verified_on, None);
    assert!(desk.store.verify().unwrap().findings.is_empty());
}

#[test]
fn what_changed_since_it_was_shown_is_not_confirmed() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let carer = grandmother(&mut desk, child);
    let shown = (file(&desk, child), contacts(&desk, child));
    let other_phone = Contact {
        phones: "13746814539".into(),
        ..carer.clone()
    };
    desk.perform(Command::SaveContact(other_phone)).unwrap();
    let before = last(&desk);
    let refused = desk.perform(confirm(child, Some(shown)));
    assert!(
        matches!(refused, Err(Refusal::FileChanged { .. })),
        "{refused:?}"
    );
    // A telephone of somebody else's child is not reached for this one.
    let other = add(&mut desk, "单欣怡");
    let wrong = desk.perform(Command::ConfirmFile(Box::new(Confirmation {
        child: other,
        shown: None,
        reached: Some(carer.id),
    })));
    assert!(
        matches!(wrong, Err(Refusal::FileChanged { .. })),
        "{wrong:?}"
    );
    assert_eq!(last(&desk), before + 1);
    assert_eq!(file(&desk, child).last_verified_on, None);
    assert_eq!(file(&desk, other).last_verified_on, None);
}

#[test]
fn a_contact_that_came_or_went_since_it_was_shown_is_a_change() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let shown = (file(&desk, child), contacts(&desk, child));
    let carer = grandmother(&mut desk, child);
    let refused = desk.perform(confirm(child, Some(shown)));
    assert!(
        matches!(refused, Err(Refusal::FileChanged { .. })),
        "{refused:?}"
    );
    let shown = (file(&desk, child), contacts(&desk, child));
    desk.perform(Command::RemoveContact(carer)).unwrap();
    let refused = desk.perform(confirm(child, Some(shown)));
    assert!(
        matches!(refused, Err(Refusal::FileChanged { .. })),
        "{refused:?}"
    );
    let shown = (file(&desk, child), contacts(&desk, child));
    desk.perform(confirm(child, Some(shown))).unwrap();
}

#[test]
fn the_file_of_a_child_who_left_is_not_confirmed() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let day = desk.clock.today();
    let left = Command::ChangeStatus {
        child,
        status: Status::Moved,
        day,
        reason: "搬走".into(),
    };
    desk.perform(left).unwrap();
    let refused = desk.perform(confirm(child, None));
    assert!(
        matches!(refused, Err(Refusal::NotEnrolled { .. })),
        "{refused:?}"
    );
}

#[test]
fn a_list_that_is_stopped_leaves_nothing_and_goes_in_when_it_is_asked_for_again() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let day = desk.clock.today() - Days::new(1);
    let attendance = Command::ImportAttendance {
        source: "list.csv".to_owned(),
        rows: vec![Attendance::blank(day, child, 1, Mark::Present)],
    };
    let roster = Command::ImportRoster {
        source: "list.csv".to_owned(),
        files: vec![File {
            child: Child {
                id: desk.clock.new_id(),
                file_no: String::new(),
                name: "余小雨".to_owned(),
                ..file(&desk, child)
            },
            contacts: Vec::new(),
            tags: Vec::new(),
        }],
        households: Vec::new(),
    };
    for command in [attendance, roster] {
        let before = last(&desk);
        desk.work.stop();
        let stopped = desk.perform(command.clone());
        assert!(stopped.is_err_and(|refusal| refusal.is_stopped()));
        assert_eq!(last(&desk), before);
        desk.work.clear();
        desk.perform(command).unwrap();
        assert_eq!(last(&desk), before + 1);
    }
}
