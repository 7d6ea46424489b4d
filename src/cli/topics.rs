//! Topics: a list with what is due, and a talk as a page to read aloud.

use super::activities::{known_topic, write_papers};
use super::args::Topics;
use super::call::{Call, Ended, Trouble};
use super::target::Target;
use crate::desk::papers::{Order, Paper};
use crate::domain::topic;
use crate::wording::topics::{due_words, in_lang};
use serde_json::{Value, json};

/// Lists all topics in library order, or writes the talk of one.
pub(super) fn run(call: &Call, asked: &Topics) -> Result<Ended, Trouble> {
    let mut desk = call.existing()?;
    let programme = desk.programme()?;
    let known = topic::library(&programme.topics);
    let only = asked.topic.as_deref();
    let only = only.map(|text| known_topic(text, &known, call.lang));
    let only = only.transpose()?;
    if let (Some(topic), Some(file)) = (&only, &asked.html) {
        let order = Order::of_topic(Paper::Talk, topic.clone(), call.lang);
        let target = Target::new(call, file, asked.force)?;
        let lines = write_papers(call, &mut desk, &[(order, target)], None)?;
        return Ok(Ended::done(lines.concat()));
    }
    let today = desk.clock.today();
    let all = topic::due(&known, today, |code| programme.last_held(code, today));
    let rows = known
        .iter()
        .filter(|one| only.as_ref().is_none_or(|code| one.code == *code))
        .map(|topic| {
            let due = all.iter().find(|due| due.topic.code == topic.code);
            (topic, due)
        });
    if asked.json {
        let rows = rows.map(|(topic, due)| {
            json!({
                "topic": topic.code.as_str(), "name": in_lang(&topic.name, call.lang),
                "due": due.is_some_and(|due| !due.is_ahead()),
            })
        });
        return Ok(Ended::json(&Value::Array(rows.collect())));
    }
    let lines = rows.map(|(topic, due)| {
        let due = due.map_or_else(String::new, |due| due_words(due, call.lang));
        let line = format!("{}\t{}\t{due}", topic.code, in_lang(&topic.name, call.lang));
        line.trim_end().to_owned()
    });
    Ok(Ended::done(lines.collect::<Vec<_>>().join("\n")))
}
