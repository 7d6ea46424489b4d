//! One topic as a page to read aloud from.

use super::page::{PORTRAIT, page};
use crate::desk::Desk;
use crate::desk::refusal::Refusal;
use crate::domain::{TopicCode, topic};
use crate::i18n::{Lang, words};
use crate::t;
use crate::wording::labels::label;
use crate::wording::topics::in_lang;
use maud::html;

/// Type to be read at arm's length.
const STYLE: &str = "
body { font-size: 15pt; line-height: 1.6 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; font-size: 12pt; margin: 0 }
dt { color: #444 } dd { margin: 0 }
li { margin-bottom: 2mm; break-inside: avoid }
";

impl Desk {
    /// The talk of a topic, in the home's words.
    pub(super) fn talk(&self, code: &TopicCode, lang: Lang) -> Result<String, Refusal> {
        let topics = topic::library(&self.programme()?.topics);
        let topic = topics.iter().find(|one| one.code == *code);
        let topic = topic.ok_or(Refusal::Missing { field: "topic" })?;
        let title = in_lang(&topic.name, lang);
        let ages = topic
            .ages
            .map(|(from, to)| t!(lang, "expected-years", from = from, to = to));
        let seasons = topic.seasons.iter().map(|season| {
            let every = words::choice(lang, "cadence", season.every);
            let (from, to) = (season.from, season.to);
            t!(lang, "topic-season", from = from, to = to, every = every)
        });
        let seasons: Vec<String> = seasons.collect();
        let facts = [
            (
                label("purpose", lang),
                in_lang(&topic.purpose, lang).clone(),
            ),
            (t!(lang, "paper-ages"), ages.unwrap_or_default()),
            (
                t!(lang, "paper-season"),
                seasons.join(&t!(lang, "why-comma")),
            ),
            (
                label("materials", lang),
                in_lang(&topic.materials, lang).clone(),
            ),
        ];
        let (points, questions) = (
            in_lang(&topic.outline, lang),
            in_lang(&topic.questions, lang),
        );
        let body = html! {
            h1 { (title) }
            dl { @for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
                dt { (name) } dd { (value) }
            } }
            @if !points.is_empty() {
                h2 { (t!(lang, "paper-talk-points")) }
                ol { @for point in points { li { (point) } } }
            }
            @if !questions.is_empty() {
                h2 { (t!(lang, "paper-talk-questions")) }
                ul { @for question in questions { li { (question) } } }
            }
        };
        Ok(page(lang, title, &[PORTRAIT, STYLE], &body))
    }
}
