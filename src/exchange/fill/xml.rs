//! An XML document kept as text with the byte range of every element, so that edits leave the rest as it was.

use super::form::FillError;
use quick_xml::events::Event;
use quick_xml::{Reader, escape};
use std::borrow::Cow;
use std::ops::Range;

/// A document with more elements than this would need too much memory.
const MOST_ELEMENTS: usize = 4_000_000;

/// One element: where it stands in the text.
pub(super) struct Element {
    /// The opening tag, or the whole element if it is written `<a/>`.
    pub(super) open: Range<usize>,
    /// The closing tag; the opening tag again if there is none.
    close: Range<usize>,
    /// True if the element is written `<a/>`.
    pub(super) empty: bool,
    /// The length of the name with its prefix.
    name_length: usize,
    /// The index of the first element after this one and all it holds.
    next: usize,
    /// The index of the element around this one.
    pub(super) parent: Option<usize>,
}

/// One attribute of an opening tag.
pub(super) struct Attribute<'a> {
    /// The name with its prefix.
    pub(super) name: &'a str,
    /// The value as written, with its escapes.
    pub(super) value: &'a str,
    /// Where the value stands, without the quotes.
    pub(super) value_at: Range<usize>,
    /// Where the attribute stands, with the blank before it.
    pub(super) whole: Range<usize>,
}

/// A parsed document. The elements stand in the order of their opening tags.
pub(super) struct Document<'a> {
    /// The text the ranges count in.
    pub(super) text: &'a str,
    /// Every element of the document.
    pub(super) elements: Vec<Element>,
}

impl<'a> Document<'a> {
    /// Parses a document, which must not begin with a byte order mark.
    pub(super) fn parse(text: &'a str) -> Result<Self, FillError> {
        let mut reader = Reader::from_str(text);
        let mut elements: Vec<Element> = Vec::new();
        let mut stack: Vec<usize> = Vec::new();
        loop {
            let start = position(&reader)?;
            let event = reader.read_event().map_err(|_| FillError::Damaged)?;
            let range = start..position(&reader)?;
            match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    let written = text.get(range.clone()).ok_or(FillError::Damaged)?;
                    if !written.starts_with('<') {
                        return Err(FillError::Damaged);
                    }
                    if elements.len() >= MOST_ELEMENTS {
                        return Err(FillError::TooLarge);
                    }
                    let empty = written.ends_with("/>");
                    let index = elements.len();
                    elements.push(Element {
                        open: range.clone(),
                        close: range,
                        empty,
                        name_length: tag.name().0.len(),
                        next: index + 1,
                        parent: stack.last().copied(),
                    });
                    if !empty {
                        stack.push(index);
                    }
                }
                Event::End(_) => {
                    let index = stack.pop().ok_or(FillError::Damaged)?;
                    let next = elements.len();
                    if let Some(element) = elements.get_mut(index) {
                        element.close = range;
                        element.next = next;
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        if stack.is_empty() && !elements.is_empty() {
            Ok(Self { text, elements })
        } else {
            Err(FillError::Damaged)
        }
    }

    /// Returns a stretch of the text.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// Returns the name of an element with its prefix.
    pub(super) fn full_name(&self, index: usize) -> &'a str {
        self.elements.get(index).map_or("", |element| {
            let start = element.open.start + 1;
            self.slice(start..start + element.name_length)
        })
    }

    /// Returns the name of an element without its prefix.
    pub(super) fn name(&self, index: usize) -> &'a str {
        let full = self.full_name(index);
        full.split_once(':').map_or(full, |(_, local)| local)
    }

    /// Returns the prefix of an element with its colon, or nothing.
    pub(super) fn prefix(&self, index: usize) -> &'a str {
        let full = self.full_name(index);
        full.strip_suffix(self.name(index)).unwrap_or_default()
    }

    /// Returns where the opening tag of an element stands.
    pub(super) fn open(&self, index: usize) -> Range<usize> {
        self.elements
            .get(index)
            .map_or(0..0, |element| element.open.clone())
    }

    /// Returns where an element stands with everything it holds.
    pub(super) fn whole(&self, index: usize) -> Range<usize> {
        self.elements
            .get(index)
            .map_or(0..0, |element| element.open.start..element.close.end)
    }

    /// Returns where the content of an element stands.
    pub(super) fn inner(&self, index: usize) -> Range<usize> {
        self.elements.get(index).map_or(0..0, |element| {
            if element.empty {
                element.open.end..element.open.end
            } else {
                element.open.end..element.close.start
            }
        })
    }

    /// Tells whether an element is written `<a/>`.
    pub(super) fn is_empty(&self, index: usize) -> bool {
        self.elements
            .get(index)
            .is_some_and(|element| element.empty)
    }

    /// Lists the elements directly inside an element.
    pub(super) fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.elements.get(index).map_or(0, |element| element.next);
        let mut at = index + 1;
        std::iter::from_fn(move || {
            let child = at;
            if child >= end {
                return None;
            }
            at = self.elements.get(child)?.next;
            Some(child)
        })
    }

    /// Finds the first element with this name directly inside an element.
    pub(super) fn child(&self, index: usize, name: &str) -> Option<usize> {
        self.children(index).find(|child| self.name(*child) == name)
    }

    /// Lists every element of the document with this name.
    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = usize> + 's {
        (0..self.elements.len()).filter(move |index| self.name(*index) == name)
    }

    /// Lists the attributes of an element.
    pub(super) fn attributes(&self, index: usize) -> Vec<Attribute<'a>> {
        let mut found = Vec::new();
        let Some(element) = self.elements.get(index) else {
            return found;
        };
        let end = element.open.end;
        let mut rest = self.slice(element.open.start + 1 + element.name_length..end);
        while let Some((name, after)) = rest.trim_start().split_once('=') {
            let after = after.trim_start();
            let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
                break;
            };
            let Some(body) = after.strip_prefix(quote) else {
                break;
            };
            let Some((value, tail)) = body.split_once(quote) else {
                break;
            };
            let value_start = end - body.len();
            found.push(Attribute {
                name: name.trim_end(),
                value,
                value_at: value_start..value_start + value.len(),
                whole: end - rest.len()..end - tail.len(),
            });
            rest = tail;
        }
        found
    }

    /// Finds the attribute of an element with this full name.
    pub(super) fn attribute(&self, index: usize, name: &str) -> Option<Attribute<'a>> {
        self.attributes(index)
            .into_iter()
            .find(|attribute| attribute.name == name)
    }

    /// Returns the value of an attribute without escapes.
    pub(super) fn value(&self, index: usize, name: &str) -> Option<Cow<'a, str>> {
        self.attribute(index, name)
            .and_then(|attribute| escape::unescape(attribute.value).ok())
    }

    /// Returns the text inside an element without escapes.
    pub(super) fn content(&self, index: usize) -> Result<String, FillError> {
        let mut out = String::new();
        let mut reader = Reader::from_str(self.slice(self.inner(index)));
        loop {
            match reader.read_event().map_err(|_| FillError::Damaged)? {
                Event::Text(text) => out.push_str(&text.xml10_content()),
                Event::CData(text) => out.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(letter)) => out.push(letter),
                    Ok(None) => {
                        let name = reference.into_inner();
                        let known = escape::resolve_xml_entity(&name).ok_or(FillError::Damaged)?;
                        out.push_str(known);
                    }
                    Err(_) => return Err(FillError::Damaged),
                },
                Event::Eof => return Ok(out),
                _ => {}
            }
        }
    }
}

/// Returns how many bytes of the document were read.
fn position(reader: &Reader<&[u8]>) -> Result<usize, FillError> {
    usize::try_from(reader.buffer_position()).map_err(|_| FillError::TooLarge)
}

/// Changes to a text, each of them a range and what stands there afterwards.
#[derive(Default)]
pub(super) struct Edits {
    list: Vec<(Range<usize>, String)>,
}

impl Edits {
    /// Notes that a range gets another text.
    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.list.push((range, text.into()));
    }

    /// Notes that a text is put in at a place. Texts for the same place keep their order.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.list.push((at..at, text.into()));
    }

    /// Tells whether nothing changes.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns the text with all changes made.
    pub(super) fn apply(mut self, text: &str) -> Result<String, FillError> {
        self.list.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (range, new) in self.list {
            out.push_str(text.get(at..range.start).ok_or(FillError::Damaged)?);
            out.push_str(&new);
            at = range.end;
        }
        out.push_str(text.get(at..).ok_or(FillError::Damaged)?);
        Ok(out)
    }
}

/// Escapes a text for the content of an element.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    escape::partial_escape(text)
}
