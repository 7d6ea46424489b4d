//! People in lists and lines: choices of children and staff, the contact to call, reasons.

use crate::domain::rules::Subject;
use crate::domain::rules::ladder::{Matter, Owner, Rung, State};
use crate::domain::rules::list::List;
use crate::domain::support::measure::Measure;
use crate::domain::{Attendance, ChildId, Contact, Role, Status};
use crate::house::House;
use crate::i18n::{Lang, words};
use crate::t;
use crate::ui::form::Choice;
use crate::ui::picker::PickerItem;
use crate::wording::dates;
use crate::wording::reasons;
use chrono::NaiveDate;

/// Enrolled children as list items, with class and school as a note.
pub(super) fn child_items(house: &House) -> Vec<PickerItem> {
    let children = house.register.children().iter();
    let here = children.filter(|child| child.status == Status::Enrolled);
    here.map(|child| {
        let note = format!("{} {}", child.class, child.school);
        PickerItem::new(child.id.to_string(), &child.name, note.trim())
    })
    .collect()
}

/// Active staff as choices of a field.
pub(super) fn staff_choices(house: &House) -> Vec<Choice> {
    let staff = house.staff().iter();
    let active = staff.filter(|one| one.active);
    active
        .map(|one| Choice::named(one.id.to_string(), &one.name))
        .collect()
}

/// Since when a child is in the house, on the sheet of the door.
pub(super) fn since(house: &House, stay: &Attendance, lang: Lang) -> String {
    dates::since(stay, house.door_sheet().day, house.today(), lang)
}

/// Name of a matter's subject: the child, the member of staff, or the home.
pub(super) fn subject_name(house: &House, subject: Subject, lang: Lang) -> String {
    match subject {
        Subject::Child(child) => house.register.distinct_name(child).into_owned(),
        Subject::Staff(id) => house
            .staff_member(id)
            .map_or_else(String::new, |one| one.name.clone()),
        Subject::Home => t!(lang, "follow-home"),
    }
}

/// The rule and its first reason in one line.
pub(super) fn why_short(house: &House, matter: &Matter, lang: Lang) -> String {
    let rule = words::choice(lang, "rule", matter.flag.rule);
    match matter.flag.reasons.first() {
        Some(first) => format!("{rule} · {}", reasons::reason(first, lang, house.today())),
        None => rule,
    }
}

/// The first reason as short as a column wants it, or the rule.
pub(super) fn why_brief(house: &House, matter: &Matter, lang: Lang) -> String {
    match matter.flag.reasons.first() {
        Some(first) => reasons::brief(first, lang, house.today()),
        None => words::choice(lang, "rule", matter.flag.rule),
    }
}

/// The next step, or why it waits, as short as a column wants it.
pub(super) fn next_brief(house: &House, matter: &Matter, lang: Lang) -> String {
    let today = house.today();
    let day = |day| dates::brief_day(day, lang, today);
    match matter.state_on(today) {
        State::HandedUp(on) if matter.is_with_township(today) => {
            t!(lang, "brief-handed-up", on = day(on))
        }
        State::Excused(until) => t!(lang, "brief-excused-until", until = day(until)),
        State::WithParents(until) => t!(lang, "brief-with-parents", until = day(until)),
        State::Snoozed(until) => t!(lang, "brief-snoozed", until = day(until)),
        State::Open | State::HandedUp(_) | State::Closed(_) => {
            step_words(house, matter, lang, (Brevity::Brief, day))
        }
    }
}

/// The next step, its due day and who takes it, or why no step is due.
pub(super) fn next_words(house: &House, matter: &Matter, lang: Lang) -> String {
    let today = house.today();
    let day = |day| dates::day_words(day, lang, today);
    match matter.state_on(today) {
        State::HandedUp(on) if matter.is_with_township(today) => {
            let again = day(matter.due);
            t!(lang, "follow-handed-up", on = day(on), again = again)
        }
        State::Excused(until) => t!(lang, "follow-excused", until = day(until)),
        State::WithParents(until) => t!(lang, "follow-with-parents", until = day(until)),
        State::Snoozed(until) => t!(lang, "follow-snoozed", until = day(until)),
        State::Open | State::HandedUp(_) | State::Closed(_) => {
            step_words(house, matter, lang, (Brevity::Full, day))
        }
    }
}

/// Why nothing is to be done about a child now: until when, by whom, and what that person wrote. `None` if nobody has put
/// off or explained what the child is on a list for.
pub(super) fn silence_words(house: &House, child: ChildId, lang: Lang) -> Option<String> {
    let today = house.today();
    let asks = |one: &&Matter| matches!(one.flag.list(), List::ToSee | List::ToVisit);
    let of_child = house
        .matters
        .iter()
        .filter(|one| one.child() == Some(child));
    let matter = of_child.filter(asks).find(|one| !one.is_open(today))?;
    let step = matter.steps.iter().rfind(|one| one.step.is_silence())?;
    let who = step.actor.and_then(|id| house.staff_member(id));
    let who = who.map_or_else(String::new, |one| one.name.clone());
    let said: Vec<String> = [next_brief(house, matter, lang), who]
        .into_iter()
        .filter(|one| !one.is_empty())
        .collect();
    let silence = said.join(&t!(lang, "name-comma"));
    Some(t!(
        lang,
        "round-pick-silent",
        silence = silence,
        why = step.note.clone()
    ))
}

/// Who takes a step: the name where exactly one member of staff can be meant, else the role.
pub(super) fn owner_name(house: &House, owner: Owner, lang: Lang) -> String {
    let role = match owner {
        Owner::Helper => Some(Role::Helper),
        Owner::Director => Some(Role::Director),
        // The township's people are not in the list of staff.
        Owner::Supervisor => None,
    };
    let staff = house.staff().iter();
    let mut of_role = staff.filter(|one| one.active && Some(one.role) == role);
    match (of_role.next(), of_role.next()) {
        (Some(only), None) => only.name.clone(),
        _ => words::choice(lang, "step-owner", owner),
    }
}

/// How much room there is for a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Brevity {
    Brief,
    Full,
}

/// The step that is due, by when or how late it is; nothing for what is mended in the file.
fn step_words(
    house: &House,
    matter: &Matter,
    lang: Lang,
    (brevity, day): (Brevity, impl Fn(NaiveDate) -> String),
) -> String {
    if matter.flag.list() == List::File {
        return String::new();
    }
    let rung = match brevity {
        Brevity::Brief => words::choice(lang, "rung-brief", matter.rung),
        Brevity::Full => {
            let ring = call_words(house, matter, lang);
            ring.unwrap_or_else(|| words::choice(lang, "rung", matter.rung))
        }
    };
    let days = matter.days_late(house.today());
    let is_full = brevity == Brevity::Full && matter.child().is_some();
    if days > 0 && is_full {
        let who = owner_name(house, matter.owner, lang);
        let due = dates::brief_day(matter.late_from, lang, house.today());
        return t!(
            lang,
            "follow-late-since",
            rung = rung,
            days = days,
            who = who,
            due = due
        );
    }
    if days > 0 {
        return t!(lang, "follow-late", rung = rung, days = days);
    }
    let next = if matter.due <= house.today() {
        t!(lang, "follow-next-now", rung = rung)
    } else {
        t!(lang, "follow-next", rung = rung, due = day(matter.due))
    };
    if is_full {
        let who = owner_name(house, matter.owner, lang);
        t!(lang, "follow-by", next = next, who = who)
    } else {
        next
    }
}

/// Whom the next call rings after one that did not help, by name; `None` for another step.
fn call_words(house: &House, matter: &Matter, lang: Lang) -> Option<String> {
    if matter.rung != Rung::SecondContact {
        return None;
    }
    let contacts = contacts_of(house, matter);
    let name = |one: &Contact| {
        if one.name.is_empty() {
            words::choice(lang, "relation", one.relation)
        } else {
            one.name.clone()
        }
    };
    match contacts.as_slice() {
        [] => None,
        [next] => Some(t!(lang, "follow-ring-next", who = name(next))),
        [first, second, ..] => {
            let (first, second) = (name(first), name(second));
            Some(t!(
                lang,
                "follow-ring-again",
                first = first,
                second = second
            ))
        }
    }
}

/// Whom the next call about a matter rings; two only where that is the next step and nobody said who was rung.
fn contacts_of<'h>(house: &'h House, matter: &Matter) -> Vec<&'h Contact> {
    let child = matter.child().into_iter();
    let mut contacts: Vec<&Contact> = child
        .flat_map(|child| house.register.contacts_to_call(child))
        .filter(|one| matter.ring.contains(&one.id))
        .collect();
    if matter.rung != Rung::SecondContact {
        contacts.truncate(1);
    }
    contacts
}

/// Whom the next call about a child rings: whom its matter names while nobody has seen it, else the first contact.
fn next_contacts(house: &House, child: ChildId) -> Vec<&Contact> {
    let mut matters = house.matters.iter();
    let matter = matters.find(|one| one.child() == Some(child) && one.flag.rule.is_on_unseen());
    let named = matter.map_or_else(Vec::new, |one| contacts_of(house, one));
    if named.is_empty() {
        Vec::from_iter(house.register.contact_to_call(child))
    } else {
        named
    }
}

/// Days since the child of a matter was last seen; `None` for a matter of something else.
pub(super) fn unseen_days(house: &House, matter: &Matter) -> Option<i64> {
    let flag = &matter.flag;
    // Of a child who was never seen: since the home knows of it.
    let seen = flag.last_seen.unwrap_or(flag.since);
    let days = (house.today() - seen).num_days();
    flag.rule.is_on_unseen().then_some(days)
}

/// Phone and relation of the contact to call next; the number is never cut off.
pub(super) fn whom_to_ring(house: &House, child: ChildId, lang: Lang) -> String {
    next_contacts(house, child).first().map_or_else(
        || t!(lang, "today-no-phone"),
        |one| {
            let relation = words::choice(lang, "relation", one.relation);
            format!("{} {relation}", one.phone().unwrap_or_default())
        },
    )
}

/// Phone of the contact to call next.
pub(super) fn number_to_ring(house: &House, child: ChildId, lang: Lang) -> String {
    next_contacts(house, child).first().map_or_else(
        || t!(lang, "today-no-phone"),
        |one| one.phone().unwrap_or_default().to_owned(),
    )
}

/// Name, relation and phone of whom to call next; of both where nobody said who was rung.
pub(super) fn next_to_call(house: &House, child: ChildId, lang: Lang) -> String {
    let contacts = next_contacts(house, child).into_iter();
    let said: Vec<String> = contacts.map(|one| whole_contact(one, lang)).collect();
    if said.is_empty() {
        return t!(lang, "today-no-phone");
    }
    said.join(&t!(lang, "name-comma"))
}

/// Name, relation and phone of the first contact to call.
pub(super) fn contact_to_call(house: &House, child: ChildId, lang: Lang) -> String {
    let contact = house.register.contact_to_call(child);
    contact.map_or_else(
        || t!(lang, "today-no-phone"),
        |one| whole_contact(one, lang),
    )
}

fn whole_contact(contact: &Contact, lang: Lang) -> String {
    let relation = words::choice(lang, "relation", contact.relation);
    let phone = contact.phone().unwrap_or_default();
    format!("{relation} {} {phone}", contact.name)
}

/// Where a measure stands: done, given up, overdue, or when it is due.
pub(crate) fn measure_state(one: &Measure, lang: Lang, today: NaiveDate) -> String {
    let day = |day: NaiveDate| dates::day_words(day, lang, today);
    match (one.done_on, one.due_on) {
        (Some(on), _) if one.dropped => t!(lang, "help-dropped", day = day(on)),
        (Some(on), _) => t!(lang, "help-done", day = day(on)),
        (None, Some(due)) if one.is_overdue(today) => t!(lang, "help-overdue", day = day(due)),
        (None, Some(due)) => t!(lang, "help-due", day = day(due)),
        (None, None) => String::new(),
    }
}

/// Names of those in charge of a measure. Of an open one it is said who of them has left.
pub(crate) fn in_charge(house: &House, one: &Measure, lang: Lang) -> String {
    let support = &house.known.support;
    let shown = |name: &str, is_here: bool| {
        if is_here || !one.is_open() {
            name.to_owned()
        } else {
            t!(lang, "help-gone", name = name)
        }
    };
    let staff = one.owner.and_then(|id| house.staff_member(id));
    let staff = staff.map(|staff| shown(&staff.name, staff.active));
    let helper = one.helper.and_then(|id| support.helper(id));
    let helper = helper.map(|helper| shown(&helper.name, support.stays(helper.id, house.today())));
    let names: Vec<String> = staff.into_iter().chain(helper).collect();
    names.join(&t!(lang, "name-comma"))
}
