//! Sign-in and sign-out from scripts.

use super::args::{Coming, Going};
use super::call::{Call, Ended, Trouble, report_done};
use super::copies::{self, stick_places};
use crate::config::Environment;
use crate::desk::Desk;
use crate::desk::command::{Comeback, Command, SignOut, When};
use crate::desk::query::Query;
use crate::domain::tidy::is_same_person;
use crate::domain::{ChildId, Moment, OutTo, StaffId, date};
use crate::i18n::Lang;
use crate::t;
use crate::wording::dates::full_day;
use chrono::NaiveDate;

pub(super) fn come(call: &Call, coming: &Coming) -> Result<Ended, Trouble> {
    let mut desk = call.desk()?;
    let when = when(coming.at.as_deref(), desk.now(), call.lang)?;
    let child = desk.find_child(&coming.who)?;
    ask_closed(&desk, child, when, (coming.yes, call.lang))?;
    let done = desk.perform(Command::SignIn {
        child,
        when,
        comeback: Comeback::Ask,
    })?;
    report_done(call, &desk, &done)
}

/// Erases what people typed about a child who has left.
pub(super) fn erase(call: &Call, who: &str, reason: String) -> Result<Ended, Trouble> {
    let mut desk = call.desk()?;
    let child = desk.find_child(who)?;
    let done = desk.perform(Command::Erase { child, reason })?;
    report_done(call, &desk, &done)
}

pub(super) fn leave(call: &Call, going: Going) -> Result<Ended, Trouble> {
    let mut desk = call.desk()?;
    let when = when(going.at.as_deref(), desk.now(), call.lang)?;
    let child = desk.find_child(&going.who)?;
    ask_closed(&desk, child, when, (going.yes, call.lang))?;
    let to = collector(&desk, child, &going.to, call.lang)?;
    // Whoever approves with the secret need not be named twice.
    let approver = call.person.approver.name.as_ref();
    let allowed_by = match going.allowed_by.as_ref().or(approver) {
        Some(name) => Some(staff(&desk, name, call.lang)?),
        None => None,
    };
    let note = going.note.unwrap_or_default();
    let leaving = SignOut {
        child,
        to,
        also: Vec::new(),
        allowed_by,
        note,
        when,
    };
    let is_unknown = leaving.to == OutTo::NotKnown;
    let done = desk.perform(Command::SignOut(leaving))?;
    let mut ended = report_done(call, &desk, &done)?;
    if is_unknown {
        ended.out = [ended.out, t!(call.lang, "cli-out-unknown")].join("\n");
    }
    Ok(ended)
}

pub(super) fn close(call: &Call, environment: &Environment) -> Result<Ended, Trouble> {
    let mut desk = call.desk()?;
    desk.sticks = stick_places(environment);
    let day = desk.clock.today();
    let done = desk.perform(Command::CloseDay {
        day,
        note: String::new(),
    })?;
    let mut ended = report_done(call, &desk, &done)?;
    // A day that was closed already is copied too: the power may have failed between the two. And the day is
    // closed even if the copy fails.
    match copies::copied(call, &desk) {
        Ok(text) => ended.out = [ended.out, text].join("\n"),
        Err(trouble) => ended = ended.with_remarks(&[trouble.text(call.lang)]),
    }
    Ok(ended)
}

/// Refuses an entry for a day on which the home is closed, unless the caller is sure: it is mostly a slip.
fn ask_closed(
    desk: &Desk,
    child: ChildId,
    when: When,
    (is_sure, lang): (bool, Lang),
) -> Result<(), Trouble> {
    let When::At(at) = when else {
        return Ok(());
    };
    // A time that is refused in any case must not be asked about.
    desk.check_time(child, when)?;
    let day = at.date_naive();
    let is_closed = !is_sure && desk.is_closed_on(day)?;
    if is_closed {
        let day = full_day(day, lang);
        return Err(Trouble::Failed(t!(lang, "cli-closed-day", day = day)));
    }
    Ok(())
}

fn collector(desk: &Desk, child: ChildId, asked: &str, lang: Lang) -> Result<OutTo, Trouble> {
    match asked {
        "unknown" => Ok(OutTo::NotKnown),
        "alone" => Ok(OutTo::Alone),
        "unlisted" => Ok(OutTo::Unlisted),
        name => {
            let roster = desk.ask(Query::Names)?.roster()?;
            let contacts = roster.contacts.get(&child).map_or(&[][..], Vec::as_slice);
            let found = contacts
                .iter()
                .find(|contact| is_same_person(&contact.name, name));
            found
                .map(|contact| OutTo::Contact(contact.id))
                .ok_or_else(|| Trouble::Failed(t!(lang, "cli-no-contact", name = name)))
        }
    }
}

fn staff(desk: &Desk, name: &str, lang: Lang) -> Result<StaffId, Trouble> {
    let staff = desk.ask(Query::Home)?.staff()?;
    let found = staff
        .iter()
        .find(|one| is_same_person(&one.name, name))
        .map(|one| one.id);
    found.ok_or_else(|| Trouble::Failed(t!(lang, "cli-no-staff", name = name)))
}

/// Reads a time of today (`17:05`), a day and a time, or a full moment.
fn when(text: Option<&str>, now: Moment, lang: Lang) -> Result<When, Trouble> {
    let Some(text) = text.map(str::trim) else {
        return Ok(When::Now);
    };
    parse_moment(text, now)
        .map(When::At)
        .ok_or_else(|| Trouble::Usage(t!(lang, "cli-bad-time", text = text)))
}

fn parse_moment(text: &str, now: Moment) -> Option<Moment> {
    if let Ok(moment) = Moment::parse_from_rfc3339(text) {
        return Some(moment);
    }
    let (day, time) = match text.split_once([' ', 'T']) {
        Some((day, time)) => (named_day(day, now.date_naive())?, time),
        None => (now.date_naive(), text),
    };
    let time = date::parse_time(time)?;
    day.and_time(time)
        .and_local_timezone(now.timezone())
        .single()
}

/// A day as people say it, or with its year. That it has not come yet is said later.
fn named_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let read = date::parse_past(text, today).or_else(|_| date::parse(text));
    Some(read.ok()?.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_of_today_unless_a_day_is_said() {
        let now = Moment::parse_from_rfc3339("2026-11-23T18:00:00+08:00").unwrap();
        let said = |text| parse_moment(text, now).map(|at| at.to_rfc3339());
        assert_eq!(said("17:05").as_deref(), Some("2026-11-23T17:05:00+08:00"));
        assert_eq!(
            said("2026-11-20 17:05").as_deref(),
            Some("2026-11-20T17:05:00+08:00")
        );
        assert_eq!(
            said("2026-11-20T17:05").as_deref(),
            Some("2026-11-20T17:05:00+08:00")
        );
        assert_eq!(
            said("2026-11-20T17:05:00+08:00").as_deref(),
            said("2026-11-20 17:05").as_deref()
        );
        let yesterday = said("2026-11-22 17:05");
        assert_eq!(said("\u{6628}\u{5929} 17:05"), yesterday);
        assert_eq!(said("11-22 17:05"), yesterday);
        assert_eq!(said("sunday 17:05"), yesterday);
        assert_eq!(said("25:00"), None);
        assert_eq!(said("soon"), None);
    }
}
