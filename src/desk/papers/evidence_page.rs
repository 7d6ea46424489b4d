//! The papers for an inspection as a page.

use super::evidence::{ActivityLine, Evidence, TopicLine};
use super::facts::times;
use super::page::{PORTRAIT, page};
use crate::domain::activity::State;
use crate::domain::activity::weeks::{Week, WeekState};
use crate::i18n::{Lang, word, words};
use crate::t;
use crate::wording::dates::full_day;
use crate::wording::labels::label;
use chrono::{Datelike, NaiveTime};
use maud::{Markup, html};

const STYLE: &str = "
body { font-size: 10.5pt }
article { break-inside: avoid; margin: 0 0 3mm; border: 1px solid #888; padding: 1mm 2.5mm 1.5mm }
article h3 { font-size: 1rem; margin: 0 0 1mm; border-bottom: 1px solid #ccc; break-after: avoid }
article.held h3 { border-bottom-color: #333 }
h3 .state { float: right; font-weight: normal }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 1px 10px; margin: 0 }
dl.short { grid-template-columns: max-content 1fr max-content 1fr }
dt { color: #444 } dd { margin: 0; overflow-wrap: anywhere }
.names span { display: inline-block; margin-right: 0.9em }
ol.weeks { list-style: none; display: grid; grid-template-columns: repeat(7, 1fr); gap: 1mm;
    margin: 0 0 2mm; padding: 0 }
ol.weeks li { border: 1px solid #888; padding: 0.5mm 1mm; text-align: center; font-size: 9pt;
    line-height: 1.3; break-inside: avoid }
ol.weeks b { display: block }
li.missed { border: 2px solid #111 !important }
li.closed, li.before { background: #eee; color: #555 }
p.sign { margin-top: 12mm; break-inside: avoid }
";

/// The page.
pub(super) fn evidence_page(evidence: &Evidence) -> String {
    let facts = &evidence.facts;
    let lang = facts.lang;
    let title = t!(lang, "paper-evidence");
    let period = format!("{} – {}", evidence.period.from, evidence.period.to);
    let below = format!("{period} · {}", facts.printed());
    let body = html! {
        (facts.heading(&title, &below))
        h2 { (t!(lang, "paper-sum")) }
        (summary(evidence))
        h2 { (t!(lang, "paper-weeks")) }
        (weeks(&evidence.weeks, lang))
        h2 { (t!(lang, "paper-coverage")) }
        (coverage(&evidence.topics, lang))
        h2 { (t!(lang, "paper-activities")) }
        @if evidence.activities.is_empty() { p { (t!(lang, "paper-nothing")) } }
        @for line in &evidence.activities { (activity(line, lang)) }
        p class="sign" { (t!(lang, "paper-sign")) }
    };
    page(lang, &title, &[PORTRAIT, STYLE], &body)
}

/// Counts of activities by state, then of people.
fn summary(evidence: &Evidence) -> Markup {
    let lang = evidence.facts.lang;
    let count = |count: Option<i64>| count.map_or_else(|| "—".to_owned(), |one| one.to_string());
    html! {
        table {
            thead { tr {
                @for state in State::ALL { th { (words::choice(lang, "activity-state", *state)) } }
            } }
            tbody { tr { @for state in State::ALL { td { (evidence.count(*state)) } } } }
        }
        table style="margin-top: 2mm" {
            thead { tr {
                th { (t!(lang, "paper-visits")) }
                th { (t!(lang, "paper-heads")) }
                th { (t!(lang, "paper-guests")) }
                th { (t!(lang, "paper-others")) }
            } }
            tbody { tr {
                td { (evidence.visits()) }
                td { (evidence.heads) }
                td { (count(evidence.sum(|one| one.guests))) }
                td { (count(evidence.sum(|one| one.others))) }
            } }
        }
    }
}

/// The weeks as a strip, and below it the missed ones with their reasons.
fn weeks(weeks: &[Week], lang: Lang) -> Markup {
    let missed: Vec<(&Week, &Option<String>)> = weeks
        .iter()
        .filter_map(|week| match &week.state {
            WeekState::Missed { reason } => Some((week, reason)),
            _ => None,
        })
        .collect();
    html! {
        ol class="weeks" {
            @for week in weeks {
                li class=(week.state.code()) {
                    (t!(lang, "paper-week")) " " (week.monday.iso_week().week()) " · "
                    (week.monday.format("%m-%d").to_string())
                    b { (week_state(&week.state, lang)) }
                }
            }
        }
        @if !missed.is_empty() {
            table {
                @for (week, reason) in missed {
                    tr {
                        td class="when" { (week.monday) " – " (week.sunday()) }
                        td { @match reason {
                            Some(reason) => (reason),
                            None => (t!(lang, "paper-no-reason")),
                        } }
                    }
                }
            }
        }
    }
}

/// State of a week in a word; the reason of a missed week is a fact of its own.
pub(super) fn week_state(state: &WeekState, lang: Lang) -> String {
    match state {
        WeekState::Missed { .. } => words::choice(lang, "activity-state", State::Missed),
        other => word(lang, &format!("week-{}", other.code())),
    }
}

fn coverage(topics: &[TopicLine], lang: Lang) -> Markup {
    html! {
        table {
            thead { tr {
                th { (label("topic", lang)) }
                th { (t!(lang, "paper-from")) " – " (t!(lang, "paper-to")) }
                th { (t!(lang, "paper-had")) } th { (t!(lang, "paper-misses")) }
                th { (t!(lang, "paper-exempt")) }
                th style="width: 48%" { (t!(lang, "paper-who-misses")) }
            } }
            tbody {
                @for topic in topics {
                    tr {
                        td { (topic.name) }
                        td { span class="when" { (topic.counted.from) " –" } " " (topic.counted.to) }
                        td class="number" { (topic.had) }
                        td class="number" { (topic.missing.len()) }
                        td class="number" { (topic.exempt) }
                        td class="names" {
                            @if topic.is_missed_by_all() { (t!(lang, "paper-everybody")) }
                            @else { @for name in &topic.missing { span { (name) } " " } }
                        }
                    }
                }
            }
        }
    }
}

fn activity(line: &ActivityLine, lang: Lang) -> Markup {
    let activity = &line.one.activity;
    let field = |name| label(name, lang);
    let time = |time: NaiveTime| time.format("%H:%M").to_string();
    let count = |count: Option<i64>| count.map(|one| one.to_string()).unwrap_or_default();
    let is_held = line.one.state == State::Held;
    let entered_late =
        is_held.then(|| word(lang, if activity.entered_late { "yes" } else { "no" }));
    let moved = activity.moved_from.map(|day| day.to_string());
    let short = [
        (field("topic"), line.topic.clone()),
        (field("place"), activity.place.clone()),
        (field("organiser"), line.organiser.clone()),
        (field("helpers"), activity.helpers.clone()),
        (
            t!(lang, "paper-begun"),
            activity.begun.map(time).unwrap_or_default(),
        ),
        (field("moved_from"), moved.unwrap_or_default()),
        (field("adults"), count(activity.adults)),
        (t!(lang, "paper-guests"), count(activity.guests)),
        (t!(lang, "paper-others"), count(activity.others)),
        (field("entered_late"), entered_late.unwrap_or_default()),
    ];
    let texts = [
        (field("materials"), activity.materials.clone()),
        (field("reason"), line.reason.clone()),
        (field("done"), activity.done.clone()),
        (field("summary"), activity.summary.clone()),
        (t!(lang, "paper-said"), activity.said.clone()),
        (field("next_step"), activity.next_step.clone()),
        (field("filed"), activity.filed.clone()),
    ];
    let on_day = full_day(activity.day, lang);
    html! {
        article class=(line.one.state.code()) {
            h3 {
                span class="state" { (words::choice(lang, "activity-state", line.one.state)) }
                (on_day) " " (times(activity))
                " (" (t!(lang, "paper-minutes", count = line.minutes())) ") " (activity.title)
            }
            dl class="short" { (facts(&short)) }
            dl {
                (facts(&texts))
                @if is_held {
                    dt { (field("took_part")) " " (line.part.len()) }
                    dd class="names" { @for (child, came) in &line.part { span { @match came {
                        None => (child),
                        Some(came) => (t!(
                            lang, "paper-came", name = child.as_str(), time = time(*came)
                        )),
                    } } " " } }
                }
            }
        }
    }
}

fn facts(facts: &[(String, String)]) -> Markup {
    html! {
        @for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
            dt { (name) } dd { (value) }
        }
    }
}
