//! A child's history, newest first: days at the home, absences, corrections, and every change of
//! the file with author, time, old and new value.

use super::past_help;
use super::state::{ChildrenScene, FileLine, FileTarget};
use crate::desk::job::Past;
use crate::domain::follow_up::FollowStep;
use crate::domain::rules::PastMatter;
use crate::domain::{Attendance, ChildId, ContactId, Moment, OutTo, RuleId, StaffId};
use crate::i18n::words;
use crate::screens::fields;
use crate::store::{Change, Fields, FileChange};
use crate::t;
use crate::wording::calendar::weekday;
use crate::wording::dates::day_words;
use crate::wording::limits;
use chrono::Datelike;

/// A history line with its sort key.
struct Event {
    order: String,
    line: FileLine,
}

/// The history lines, newest first.
pub(crate) fn lines(scene: ChildrenScene<'_>, past: &Past) -> Vec<FileLine> {
    let days = past.days.iter().map(|row| day(scene, row));
    let changes = past
        .history
        .iter()
        .filter(|change| {
            kept_with(past, change)
                .next()
                .is_none_or(|first| std::ptr::eq(first, *change))
        })
        .flat_map(|change| changed(scene, past, change));
    let matters = past.matters.iter().flat_map(|one| ended(scene, one));
    let mut events: Vec<Event> = days.chain(changes).chain(matters).collect();
    events.sort_by(|a, b| b.order.cmp(&a.order));
    if events.is_empty() {
        let value = t!(scene.env.lang, "file-no-past");
        return vec![FileLine {
            label: String::new(),
            value,
            act: FileTarget::Nothing,
        }];
    }
    events.into_iter().map(|event| event.line).collect()
}

/// The history line of an attendance row.
fn day(scene: ChildrenScene<'_>, row: &Attendance) -> Event {
    let lang = scene.env.lang;
    let time = |at: Option<crate::domain::Moment>| at.map(|at| at.format("%H:%M").to_string());
    let mark = words::choice(lang, "mark", row.mark);
    let times = match (time(row.in_at), time(row.out_at)) {
        (Some(came), Some(left)) => t!(lang, "from-to", from = came, to = left),
        (Some(came), None) => came,
        (None, Some(left)) => left,
        (None, None) => String::new(),
    };
    let parts = [
        mark,
        times,
        row.out_to
            .as_ref()
            .map_or_else(String::new, |to| collector(scene, row.child, to)),
        row.reason.map_or_else(String::new, |one| {
            words::choice(lang, "absence-reason", one)
        }),
        row.note.clone(),
        if row.entered_late {
            t!(lang, "field-entered-late")
        } else {
            String::new()
        },
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let came = row
        .in_at
        .map(|at| at.format("%H:%M").to_string())
        .unwrap_or_default();
    Event {
        order: format!("{} {came}", row.day),
        line: FileLine {
            label: format!("{} {}", row.day, weekday(row.day.weekday(), lang)),
            value: parts.join("  "),
            act: FileTarget::Stay(row.key()),
        },
    }
}

/// The history lines of a matter that is over: how it ended, since when and why the child was listed, what was tried.
fn ended(scene: ChildrenScene<'_>, matter: &PastMatter) -> Vec<Event> {
    let (lang, today) = (scene.env.lang, scene.house.today());
    let end = limits::ended(matter, lang);
    let raised = day_words(matter.raised, lang, today);
    let rule = words::choice(lang, "rule", matter.strongest.rule);
    let listed = t!(lang, "past-listed", raised = raised, rule = rule);
    let label = format!("{} {}", matter.over, weekday(matter.over.weekday(), lang));
    let lines = [
        (label, end),
        (String::new(), listed),
        (String::new(), limits::tried(matter, lang)),
    ];
    let lines = lines.into_iter().filter(|(_, value)| !value.is_empty());
    let events = lines
        .zip(["99 c", "99 b", "99 a"])
        .map(|((label, value), place)| Event {
            // Above what was entered that day: it is what came of it.
            order: format!("{} {place}", matter.over),
            line: FileLine {
                label,
                value,
                act: FileTarget::Nothing,
            },
        });
    events.collect()
}

fn collector(scene: ChildrenScene<'_>, child: ChildId, to: &OutTo) -> String {
    let lang = scene.env.lang;
    match to {
        OutTo::Contact(id) => contact(scene, child, *id)
            .map_or_else(String::new, |name| t!(lang, "collected-by", name = name)),
        OutTo::Alone => t!(lang, "out-to-alone"),
        OutTo::Unlisted => t!(lang, "out-to-unlisted"),
        OutTo::NotKnown => String::new(),
    }
}

fn contact(scene: ChildrenScene<'_>, child: ChildId, id: ContactId) -> Option<&str> {
    let contacts = scene.house.register.contacts(child);
    contacts
        .iter()
        .find(|one| one.id == id)
        .map(|one| one.name.as_str())
}

/// The rules that the program kept in the step of a change, if that is one of them: together they are one line.
fn kept_with<'p>(past: &'p Past, change: &'p FileChange) -> impl Iterator<Item = &'p FileChange> {
    let all = past.history.iter().filter(|_| is_kept(&change.change));
    all.filter(|one| one.seq == change.seq && is_kept(&one.change))
}

/// Whether a change is a rule that the program kept, or took back with an undo.
fn is_kept(change: &Change) -> bool {
    let mut sides = change.before.iter().chain(&change.after);
    change.kind == "follow_up" && sides.any(|all| all.text("step") == FollowStep::Kept.code())
}

/// The rules that one step kept, in words.
fn kept_text(scene: ChildrenScene<'_>, past: &Past, change: &FileChange) -> String {
    let lang = scene.env.lang;
    let rules = kept_with(past, change).map(|one| rule_of(scene, &one.change));
    let rules: Vec<String> = rules.filter(|rule| !rule.is_empty()).collect();
    let rules = rules.join(&t!(lang, "name-comma"));
    let step = words::choice(lang, "follow-step", FollowStep::Kept);
    let what = format!("{rules}  {step}");
    match change.change.after {
        Some(_) => t!(lang, "added-row", what = what),
        None => t!(lang, "removed-row", what = what),
    }
}

/// The rule of a step about a matter, in words.
fn rule_of(scene: ChildrenScene<'_>, change: &Change) -> String {
    let fields = change.after.as_ref().or(change.before.as_ref());
    let rule = fields.and_then(|fields| RuleId::from_code(&fields.text("rule")));
    rule.map_or_else(String::new, |rule| {
        words::choice(scene.env.lang, "rule", rule)
    })
}

/// The history lines of a change, one per field.
fn changed(scene: ChildrenScene<'_>, past: &Past, change: &FileChange) -> Vec<Event> {
    let lang = scene.env.lang;
    let who = change.actor.and_then(|id| scene.house.staff_member(id));
    let who = who.map_or_else(String::new, |one| one.name.clone());
    let at = change.at.format("%Y-%m-%d %H:%M").to_string();
    let texts = if is_kept(&change.change) {
        vec![kept_text(scene, past, change)]
    } else {
        texts(scene, &change.change)
    };
    let deed = words::choice(lang, "deed", change.kind);
    let reason = Some(&change.reason).filter(|reason| !reason.is_empty());
    texts
        .into_iter()
        .map(|text| {
            let parts = [
                Some(who.clone()),
                Some(deed.clone()),
                Some(text),
                reason.cloned(),
            ];
            let parts: Vec<String> = parts
                .into_iter()
                .flatten()
                .filter(|p| !p.is_empty())
                .collect();
            Event {
                order: at.clone(),
                line: FileLine {
                    label: at.clone(),
                    value: parts.join("  "),
                    act: FileTarget::Nothing,
                },
            }
        })
        .collect()
}

/// Fields omitted from a correction because its reason already describes them.
const BESIDE: &[&str] = &["entered_late", "untimed", "child"];

/// The change in words: old and new value per field; only the name of an added or removed record.
fn texts(scene: ChildrenScene<'_>, change: &Change) -> Vec<String> {
    let lang = scene.env.lang;
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => after
            .names()
            .filter(|name| !BESIDE.contains(name))
            .map(|name| {
                let old = shown(scene, change, before, name);
                let new = shown(scene, change, after, name);
                let label = fields::label_words(&change.kind, name, lang);
                let text = match whose(scene, change) {
                    Some(whose) => t!(
                        lang,
                        "changed-field-of",
                        whose = whose,
                        field = label,
                        old = old,
                        new = new
                    ),
                    None => t!(lang, "changed-field", field = label, old = old, new = new),
                };
                match change.kind.as_str() {
                    "attendance" => format!("{} {text}", first_of(&change.key)),
                    _ => text,
                }
            })
            .collect(),
        (None, Some(after)) => {
            vec![t!(lang, "added-row", what = name(scene, change, after))]
        }
        (Some(before), None) => {
            vec![t!(lang, "removed-row", what = name(scene, change, before))]
        }
        (None, None) => Vec::new(),
    }
}

/// Which of the child's contacts, categories, visits or papers was changed; `None` for the file itself,
/// and for a record whose beginning is not in the history that was read.
fn whose(scene: ChildrenScene<'_>, change: &Change) -> Option<String> {
    let file = scene.state.file.as_ref()?;
    match change.kind.as_str() {
        "child" | "attendance" => return None,
        "contact" => {
            let id = change.key.parse::<ContactId>().ok();
            let contacts = scene.house.register.contacts(file.child);
            if let Some(one) = contacts.iter().find(|one| Some(one.id) == id) {
                let relation = words::choice(scene.env.lang, "relation", one.relation);
                return Some(format!("{relation} {}", one.name));
            }
        }
        _ => {}
    }
    // The newest entry first: a record that was removed is named as it was at the end.
    let history = file.past.as_ref()?.history.iter().map(|one| &one.change);
    history
        .filter(|one| (&one.kind, &one.key) == (&change.kind, &change.key))
        .find_map(|one| match (&one.before, &one.after) {
            (Some(all), None) | (None, Some(all)) => Some(name(scene, one, all)),
            _ => None,
        })
}

/// First component of a stored key, which is the day of an attendance row.
fn first_of(key: &str) -> &str {
    key.split('/').next().unwrap_or_default()
}

/// Display name of a record: the contact's name, the category, the card number.
fn name(scene: ChildrenScene<'_>, change: &Change, fields: &Fields) -> String {
    let of_field = |field: &str| shown(scene, change, fields, field);
    if let Some(name) = past_help::name(change, fields, of_field) {
        return name;
    }
    match change.kind.as_str() {
        "tag" => of_field("code"),
        "card" => change.key.clone(),
        "attendance" => format!("{} {}", first_of(&change.key), of_field("mark")),
        "visit" => {
            let is_call = matches!(fields.text("kind").as_str(), "phone" | "video");
            let came_of_it = match fields.text("child_seen").as_str() {
                _ if is_call => of_field("result"),
                "1" => t!(scene.env.lang, "seen-at-visit"),
                _ => t!(scene.env.lang, "not-seen-at-visit"),
            };
            let note = fields.text("note");
            let parts = [fields.text("day"), of_field("kind"), came_of_it, note];
            parts.join("  ").trim_end().to_owned()
        }
        "follow_up" => {
            let parts = [
                rule_of(scene, change),
                of_field("step"),
                fields.text("note"),
            ];
            parts.join("  ").trim_end().to_owned()
        }
        "problem" => fields.text("what"),
        "incident" | "family_request" => of_field("kind"),
        "report" => of_field("agency"),
        "agreement" => fields.text("signed_on"),
        _ => of_field("name"),
    }
}

/// A field's value in words; identifiers are replaced by names.
fn shown(scene: ChildrenScene<'_>, change: &Change, fields: &Fields, name: &str) -> String {
    let lang = scene.env.lang;
    let stored = fields.text(name);
    if stored.is_empty() {
        return t!(lang, "was-empty");
    }
    match name {
        _ if change.is_restricted(name) => t!(lang, "was-restricted"),
        _ if past_help::is_link(&change.kind, name) => past_help::linked(scene, name, &stored),
        "household" => t!(lang, "household-linked"),
        "contact" | "caregiver" => contact_named(scene, change, &stored),
        "in_at" | "out_at" => {
            let at = Moment::parse_from_rfc3339(&stored);
            at.map_or(stored, |at| at.format("%H:%M").to_string())
        }
        "out_to" => out_to(scene, change, &stored),
        // Of a school place it is in words who found it.
        "found_by" if change.kind == "school_place" => stored,
        "visitor" | "actor" | "owner" | "found_by" | "reported_by" | "out_allowed_by" => {
            staff_name(scene, &stored)
        }
        _ => fields::value_words(&change.kind, name, &stored, lang),
    }
}

fn out_to(scene: ChildrenScene<'_>, change: &Change, stored: &str) -> String {
    let lang = scene.env.lang;
    let child = change.key.split('/').nth(1).and_then(|id| id.parse().ok());
    match (OutTo::from_code(stored), child) {
        (Some(OutTo::NotKnown) | None, _) => t!(lang, "out-to-not-known"),
        (Some(OutTo::Contact(id)), Some(child)) => {
            contact(scene, child, id).map_or_else(|| t!(lang, "was-empty"), str::to_owned)
        }
        (Some(to), _) => collector(scene, ChildId::default(), &to),
    }
}

/// Name of one of the child's contacts by its stored identifier.
fn contact_named(scene: ChildrenScene<'_>, change: &Change, id: &str) -> String {
    let fields = change.after.as_ref().or(change.before.as_ref());
    let child = fields.map(|fields| fields.text("child"));
    let child: Option<ChildId> = child.and_then(|id| id.parse().ok());
    let name = child
        .zip(id.parse().ok())
        .and_then(|(child, id)| contact(scene, child, id));
    name.unwrap_or_default().to_owned()
}

/// Name of a member of staff by the stored identifier.
fn staff_name(scene: ChildrenScene<'_>, id: &str) -> String {
    let one = id
        .parse()
        .ok()
        .and_then(|id: StaffId| scene.house.staff_member(id));
    one.map_or_else(String::new, |one| one.name.clone())
}
