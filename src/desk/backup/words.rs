//! The state of the copies in words.

use super::make::{Made, OnStick};
use super::restore::Restored;
use crate::house::safety::{Copied, Doubt, DoubtKind, Rehearsal, Safety, SafetyMatter, Stick};
use crate::i18n::Lang;
use crate::t;
use chrono::NaiveDateTime;

/// Most copies of a place that are listed.
const LISTED: usize = 40;

fn minute(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// What a doubt says, and what to do.
pub(crate) fn doubt_text(doubt: &Doubt, lang: Lang) -> String {
    let copy = minute(doubt.copy.at);
    let from = doubt.from.map(|at| minute(at.naive_local()));
    match (doubt.kind, from) {
        (DoubtKind::Behind, Some(from)) => {
            t!(
                lang,
                "doubt-behind",
                copy = copy,
                missing = doubt.missing,
                from = from
            )
        }
        (DoubtKind::Behind, None) => t!(lang, "doubt-behind-unread", copy = copy),
        (DoubtKind::Rewritten, Some(from)) => {
            t!(
                lang,
                "doubt-rewritten",
                copy = copy,
                missing = doubt.missing,
                own = doubt.own.to_string(),
                from = from
            )
        }
        (DoubtKind::Rewritten, None) => t!(lang, "doubt-rewritten-unread", copy = copy),
        (DoubtKind::NoFile, _) => t!(
            lang,
            "doubt-no-file",
            copy = copy,
            path = doubt.copy.path.display().to_string()
        ),
        (DoubtKind::OtherHome, _) => t!(lang, "doubt-other-home", copy = copy),
        (DoubtKind::CopyChanged, _) => t!(lang, "doubt-copy-changed", copy = copy),
    }
}

/// A matter in a line: what it is, and what to do.
pub(crate) fn matter_text(matter: &SafetyMatter<'_>, lang: Lang) -> (String, String) {
    match matter {
        SafetyMatter::Doubt(doubt) => (t!(lang, "safety-doubt"), doubt_text(doubt, lang)),
        SafetyMatter::NoCopy(days) => (
            t!(lang, "safety-no-copy", days = days),
            t!(lang, "safety-no-copy-do"),
        ),
        SafetyMatter::StickAway(stick, days) => (
            t!(
                lang,
                "safety-stick",
                label = stick.label.as_str(),
                days = days
            ),
            t!(lang, "safety-stick-do"),
        ),
        SafetyMatter::Rehearsal(one) => (
            t!(lang, "safety-rehearsal", faults = one.faults),
            t!(lang, "safety-rehearsal-do"),
        ),
    }
}

/// What making a copy came to. `in_a_line`: without the path, which has no room on a screen.
pub(crate) fn made_text(made: &Made, lang: Lang, in_a_line: bool) -> String {
    let file = made.path.display().to_string();
    let head = made.head.to_string();
    let mut parts = vec![if made.faults == 0 && in_a_line {
        t!(lang, "backup-made-short", head = head)
    } else if made.faults == 0 {
        t!(lang, "backup-made", file = file, head = head)
    } else {
        t!(
            lang,
            "backup-made-faults",
            file = file,
            faults = made.faults
        )
    }];
    match &made.stick {
        None => {}
        Some(OnStick::Copied) => parts.push(t!(lang, "backup-on-stick")),
        Some(OnStick::Away(label)) => {
            parts.push(t!(lang, "backup-stick-away", label = label.as_str()));
        }
        Some(OnStick::Failed(label, why)) => {
            parts.push(t!(
                lang,
                "backup-stick-failed",
                label = label.as_str(),
                why = why.text(lang)
            ));
        }
    }
    parts.join(" ")
}

/// What restoring came to.
pub(crate) fn restored_text(restored: &Restored, lang: Lang) -> String {
    let copy = restored.copy.as_str();
    let mut text = match (&restored.before, restored.given_up) {
        (None, _) => t!(lang, "restored", copy = copy),
        (Some(before), None) => t!(
            lang,
            "restored-damaged",
            copy = copy,
            before = before.display().to_string()
        ),
        (Some(before), Some(steps)) => t!(
            lang,
            "restored-before",
            copy = copy,
            steps = steps.to_string(),
            before = before.display().to_string()
        ),
    };
    // Of a file that could not be read nobody knows what was erased in it.
    let again = match (restored.erased, restored.given_up) {
        (0, Some(_)) => None,
        (0, None) => Some(t!(lang, "restored-erased-unknown")),
        (children, _) => Some(t!(lang, "restored-erased", children = children)),
    };
    let faults =
        (restored.faults > 0).then(|| t!(lang, "restored-faults", faults = restored.faults));
    let unclean = (!restored.is_clean).then(|| t!(lang, "said-erased-unclean"));
    for more in again.into_iter().chain(unclean).chain(faults) {
        text.push(' ');
        text.push_str(&more);
    }
    text
}

/// The page of the copies.
pub(crate) fn page(safety: &Safety, lang: Lang) -> Vec<String> {
    let mut lines = vec![
        t!(
            lang,
            "copies-head",
            head = safety.head.to_string(),
            at = minute(safety.read_at.naive_local())
        ),
        String::new(),
    ];
    for matter in safety.matters(safety.read_at.date_naive()) {
        let (what, todo) = matter_text(&matter, lang);
        lines.extend([format!("! {what}"), format!("  {todo}"), String::new()]);
    }
    lines.push(t!(lang, "copies-here", count = safety.copies.len()));
    lines.extend(list(&safety.copies));
    lines.push(String::new());
    lines.extend(stick_lines(safety.stick.as_ref(), lang));
    lines.push(String::new());
    lines.push(rehearsal_line(safety.rehearsal.as_ref(), lang));
    if !safety.given_up.is_empty() {
        lines.push(String::new());
        lines.push(t!(
            lang,
            "copies-given-up",
            steps = given_up_text(&safety.given_up)
        ));
    }
    lines.extend([String::new(), t!(lang, "copies-rota")]);
    lines
}

/// The ranges of entries that restoring gave up; `12..15@…` are the entries 13 to 15.
fn given_up_text(ranges: &str) -> String {
    let one = |range: &str| {
        let (numbers, at) = range.split_once('@')?;
        let (after, to) = numbers.split_once("..")?;
        let from = after.parse::<i64>().ok()?.saturating_add(1);
        let at: NaiveDateTime = at.parse().ok()?;
        Some(format!("{from}–{to} ({})", minute(at)))
    };
    let ranges = ranges.split(' ');
    let ranges: Vec<String> = ranges
        .map(|range| one(range).unwrap_or_else(|| range.to_owned()))
        .collect();
    ranges.join(", ")
}

pub(super) fn list(copies: &[Copied]) -> impl Iterator<Item = String> + '_ {
    let shown = copies.iter().take(LISTED);
    shown.map(|copy| format!("  {}   {}", minute(copy.at), copy.head))
}

fn stick_lines(stick: Option<&Stick>, lang: Lang) -> Vec<String> {
    let Some(stick) = stick else {
        return vec![t!(lang, "copies-no-stick")];
    };
    let label = stick.label.as_str();
    let mut lines = vec![match (stick.is_here, stick.copied_at) {
        (true, _) => t!(
            lang,
            "copies-stick-here",
            label = label,
            count = stick.copies.len()
        ),
        (false, Some(at)) => {
            t!(
                lang,
                "copies-stick-away",
                label = label,
                at = minute(at.naive_local())
            )
        }
        (false, None) => t!(lang, "copies-stick-never", label = label),
    }];
    lines.extend(list(&stick.copies));
    lines
}

fn rehearsal_line(rehearsal: Option<&Rehearsal>, lang: Lang) -> String {
    match rehearsal {
        None => t!(lang, "copies-no-rehearsal"),
        Some(one) => t!(
            lang,
            "copies-rehearsal",
            at = minute(one.at.naive_local()),
            copy = one.copy.as_str(),
            children = one.children,
            entries = one.entries,
            faults = one.faults
        ),
    }
}
