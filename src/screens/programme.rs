//! Activities and topics in words, shared by several screens.

use crate::domain::activity::clash::Clash;
use crate::domain::activity::weeks::{Week, WeekState};
use crate::domain::activity::{Occurrence, State};
use crate::domain::calendar::{Calendar, DayKind};
use crate::domain::topic;
use crate::domain::{Topic, TopicCode};
use crate::house::House;
use crate::i18n::{Lang, words};
use crate::t;
use crate::ui::form::Choice;
use crate::wording::calendar as calendar_words;
use crate::wording::dates::day_words;
use crate::wording::topics::{due_words, in_lang};
use chrono::NaiveDate;
use std::borrow::Cow;

/// The topic library including the home's changes.
pub(super) fn topics(house: &House) -> Cow<'static, [Topic]> {
    topic::library(&house.known.programme.topics)
}

/// Name of a topic; its code if it has no name.
pub(super) fn topic_name(house: &House, code: &TopicCode, lang: Lang) -> String {
    let own = &house.known.programme.topics;
    if let Some(own) = own.iter().find(|one| one.code == *code) {
        return own.name.clone();
    }
    let known = Topic::built_in().iter().find(|one| one.code == *code);
    known.map_or_else(|| code.to_string(), |one| in_lang(&one.name, lang).clone())
}

/// What a topic needs at hand; empty if nothing.
pub(super) fn topic_materials(house: &House, code: &TopicCode, lang: Lang) -> String {
    let topics = topics(house);
    let known = topics.iter().find(|one| one.code == *code);
    known.map_or_else(String::new, |one| in_lang(&one.materials, lang).clone())
}

/// Topics as choices of a field.
pub(super) fn topic_choices(house: &House, lang: Lang) -> Vec<Choice> {
    let named = |one: &Topic| Choice::named(one.code.as_str(), in_lang(&one.name, lang));
    topics(house).iter().map(named).collect()
}

/// The most urgent due topic, with the reason.
pub(super) fn first_due(house: &House, lang: Lang) -> Option<(TopicCode, String)> {
    let (topics, today) = (topics(house), house.today());
    let programme = &house.known.programme;
    let all = topic::due(&topics, today, |code| programme.last_held(code, today));
    let first = all.first().filter(|one| !one.is_ahead())?;
    Some((first.topic.code.clone(), due_words(first, lang)))
}

/// State of a week in words, with the reason if no activity took place and a reason is recorded.
pub(super) fn week_words(week: &Week, lang: Lang) -> String {
    match &week.state {
        WeekState::Missed {
            reason: Some(reason),
        } => {
            t!(lang, "week-missed-because", reason = reason.as_str())
        }
        state => crate::i18n::word(lang, &format!("week-{}", state.code())),
    }
}

/// The mark of a week in text, as the symbols of F5; plain symbols replace it where they are chosen.
pub(super) const fn week_sign(week: &Week) -> char {
    match &week.state {
        WeekState::Held => '✓',
        WeekState::Closed | WeekState::Before => '·',
        WeekState::Planned => '○',
        WeekState::Nothing | WeekState::Missed { reason: None } => '▲',
        WeekState::Missed { .. } => '✕',
    }
}

/// Why the home is closed on a day; `None` if it is open.
pub(super) fn closed_words(calendar: &Calendar, day: NaiveDate, lang: Lang) -> Option<String> {
    match calendar.day(day) {
        DayKind::Closed(why) => Some(calendar_words::why_closed(&why, lang)),
        DayKind::Open { .. } => None,
    }
}

/// What speaks against a day and time, in words.
pub(super) fn clash_words(clash: &Clash<'_>, lang: Lang) -> String {
    match clash {
        Clash::Closed(why) => {
            let why = calendar_words::why_closed(why, lang);
            t!(lang, "plan-clash", why = why)
        }
        Clash::Other {
            title,
            starts,
            ends,
        } => {
            let at = |time: &chrono::NaiveTime| time.format("%H:%M").to_string();
            let times = format!("{}-{}", at(starts), at(ends));
            t!(lang, "clash-other", title = title.as_str(), times = times)
        }
        Clash::OutsideHours(spans) => {
            let at = |time: &chrono::NaiveTime| time.format("%H:%M").to_string();
            let spans = spans.iter();
            let spans = spans.map(|span| format!("{}-{}", at(&span.opens), at(&span.closes)));
            let hours = spans.collect::<Vec<String>>().join(" ");
            t!(lang, "clash-hours", hours = hours)
        }
        Clash::NoAdult => t!(lang, "clash-no-adult"),
    }
}

/// Notes on an activity: planned for a closed day, moved from, reason, participants, place.
pub(super) fn occurrence_notes(house: &House, one: &Occurrence, lang: Lang) -> String {
    let activity = &one.activity;
    let mut notes = Vec::new();
    if (one.is_clash || one.is_closed_off() || one.state == State::Missed)
        && let Some(calendar) = house.calendar()
        && let Some(why) = closed_words(calendar, activity.day, lang)
    {
        notes.push(t!(lang, "plan-clash", why = why));
    }
    if let Some(from) = activity.moved_from.filter(|from| *from != activity.day) {
        notes.push(t!(
            lang,
            "activity-moved-from",
            day = day_words(from, lang, house.today())
        ));
    }
    notes.push(activity.reason.clone());
    if one.state == State::Held {
        let count = house.took_part(activity.id).len();
        notes.push(t!(lang, "plan-took-part", count = count));
        let begun = activity
            .begun
            .map(|begun| begun.format("%H:%M").to_string());
        let is_running = activity.is_running(house.today(), house.now.time());
        match begun {
            Some(at) if is_running => notes.push(t!(lang, "plan-running", at = at)),
            _ if activity.done.is_empty() => notes.push(t!(lang, "plan-record-open")),
            _ => {}
        }
    }
    notes.push(activity.place.clone());
    notes.retain(|note| !note.is_empty());
    notes.join(&t!(lang, "why-comma"))
}

/// State of an activity in one word.
pub(super) fn state_words(state: State, lang: Lang) -> String {
    words::choice(lang, "activity-state", state)
}
