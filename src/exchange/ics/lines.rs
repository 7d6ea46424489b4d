//! The lines of a calendar file: unfolded bytes, then components within components.

use crate::exchange::file::{FileError, decoded};
use encoding_rs::GB18030;
use icalendar::parser::{Property, read_components};

/// Deepest nesting. Calendars need three: calendar, event, alarm.
const DEEPEST: usize = 16;
/// Largest number of lines.
const MOST_LINES: usize = 4_000_000;

/// A component with its own lines and the components within it.
#[derive(Debug, Default)]
pub(super) struct Component {
    /// Name in upper case; empty for the file itself.
    pub name: String,
    /// Content lines, unfolded, with their names in upper case.
    pub lines: Vec<String>,
    /// Lines that cannot be read.
    pub lost: usize,
    /// Components within it.
    pub inner: Vec<Self>,
    /// The file ends before the component does.
    pub is_cut_off: bool,
}

/// One property of a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    /// Name in upper case.
    pub name: String,
    /// Parameters, with names in upper case.
    pub params: Vec<(String, String)>,
    /// Value without escapes.
    pub value: String,
}

impl Content {
    /// Value of a parameter.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        let found = self.params.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Reads a file into one component that holds all others.
pub(super) fn components(bytes: &[u8]) -> Result<Component, FileError> {
    let text = match bytes {
        // In UTF-16 a line end is two bytes long.
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => decoded(bytes)
            .map_err(|_| FileError::NotACalendar)?
            .into_owned()
            .into_bytes(),
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest.to_vec(),
        _ => bytes.to_vec(),
    };
    nested(unfolded(&text))
}

/// Joins continued lines before anything is decoded: a line may be folded inside a character.
fn unfolded(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for raw in bytes.split(|byte| *byte == b'\n') {
        // Old Mac text ends its lines with a carriage return alone.
        for raw in raw
            .strip_suffix(b"\r")
            .unwrap_or(raw)
            .split(|byte| *byte == b'\r')
        {
            match (raw, lines.last_mut()) {
                ([b' ' | b'\t', rest @ ..], Some(last)) => last.extend_from_slice(rest),
                _ => lines.push(raw.to_vec()),
            }
        }
    }
    lines
}

/// Whether the file is in UTF-8: most lines with other letters than ASCII are.
fn is_utf8(lines: &[Vec<u8>]) -> bool {
    let mut votes = 0_i64;
    for line in lines.iter().filter(|line| !line.is_ascii()) {
        votes += if std::str::from_utf8(line).is_ok() {
            1
        } else {
            -1
        };
    }
    votes >= 0
}

/// A line as text; `None` if it has characters that no encoding knows.
fn text_of(line: Vec<u8>, is_utf8: bool) -> Option<String> {
    let text = if is_utf8 {
        String::from_utf8(line).ok()?
    } else {
        let (text, is_broken) = GB18030.decode_without_bom_handling(&line);
        (!is_broken).then(|| text.into_owned())?
    };
    (!text.contains('\0')).then_some(text)
}

fn nested(lines: Vec<Vec<u8>>) -> Result<Component, FileError> {
    if lines.len() > MOST_LINES {
        return Err(FileError::TooLarge);
    }
    let is_utf8 = is_utf8(&lines);
    let mut open = vec![Component::default()];
    for line in lines {
        let Some(line) = text_of(line, is_utf8) else {
            if let Some(last) = open.last_mut() {
                last.lost += 1;
            }
            continue;
        };
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let ends = line.find([';', ':']).unwrap_or(line.len());
        let (name, rest) = line.split_at(ends);
        let name = name.trim().to_ascii_uppercase();
        let other = || rest.trim_start_matches(':').trim().to_ascii_uppercase();
        match name.as_str() {
            "BEGIN" => {
                if open.len() > DEEPEST {
                    return Err(FileError::Nested);
                }
                open.push(Component {
                    name: other(),
                    ..Component::default()
                });
            }
            "END" => close(&mut open, &other()),
            _ => {
                let Some(last) = open.last_mut() else { break };
                if rest.contains(':') {
                    last.lines.push(format!("{name}{rest}"));
                } else {
                    last.lost += 1;
                }
            }
        }
    }
    while open.len() > 1 {
        let Some(mut last) = open.pop() else { break };
        last.is_cut_off = true;
        if let Some(outer) = open.last_mut() {
            outer.inner.push(last);
        }
    }
    let root = open.pop().unwrap_or_default();
    let is_one = |one: &Component| matches!(one.name.as_str(), "VCALENDAR" | "VEVENT");
    if root.inner.iter().any(is_one) {
        Ok(root)
    } else {
        Err(FileError::NotACalendar)
    }
}

/// Closes a component, and with it those within it that have no end of their own. An end without a
/// beginning is ignored.
fn close(open: &mut Vec<Component>, name: &str) {
    let Some(at) = open.iter().rposition(|one| one.name == name) else {
        return;
    };
    while open.len() > at.max(1) {
        let Some(mut last) = open.pop() else { break };
        last.is_cut_off = open.len() > at;
        if let Some(outer) = open.last_mut() {
            outer.inner.push(last);
        }
    }
}

impl Component {
    /// The readable properties, and the number of lines that cannot be read.
    pub(super) fn contents(&self) -> (Vec<Content>, usize) {
        // One call for the whole component; line by line only if one of them is wrong.
        if let Some(all) = parsed(&self.lines) {
            return (all, self.lost);
        }
        let (mut all, mut lost) = (Vec::new(), self.lost);
        for line in &self.lines {
            match parsed(std::slice::from_ref(line)) {
                Some(one) => all.extend(one),
                None => lost += 1,
            }
        }
        (all, lost)
    }

    /// The components with a name directly within it.
    pub(super) fn named<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Self> {
        self.inner.iter().filter(move |one| one.name == name)
    }
}

fn parsed(lines: &[String]) -> Option<Vec<Content>> {
    let text = format!("BEGIN:X\r\n{}\r\nEND:X\r\n", lines.join("\r\n"));
    let components = read_components(&text).ok()?;
    let [component] = components.as_slice() else {
        return None;
    };
    let all: Vec<Content> = component.properties.iter().map(content).collect();
    (all.len() == lines.len() && component.components.is_empty()).then_some(all)
}

fn content(property: &Property<'_>) -> Content {
    let param = |one: &icalendar::parser::Parameter<'_>| {
        let value = one.val.as_ref().map_or("", |value| value.as_str());
        (
            one.key.as_str().to_ascii_uppercase(),
            value.trim_matches('"').to_owned(),
        )
    };
    Content {
        name: property.name.as_str().to_owned(),
        params: property.params.iter().map(param).collect(),
        value: property.val.as_str().to_owned(),
    }
}
