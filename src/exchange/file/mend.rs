//! Repairs workbooks that the library refuses although every spreadsheet program opens them.
//!
//! Tried only after the library has refused. What is repaired here is a fault of the library (calamine 0.38) and belongs
//! there: an error word that it does not know, and a sheet without its part or of a kind of its own, cost the whole .xlsx
//! (`CellErrorType`, `Xlsx::read_workbook`); text between the cells and a missing `mimetype` cost the whole .ods
//! (`ods::read_row`, `Ods::new`); parts in UTF-16 are taken for UTF-8 (`xml_reader`).

use super::error::FileError;
use super::package::{Kind, Package};
use encoding_rs::{UTF_16BE, UTF_16LE};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use std::collections::HashSet;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A workbook that the library can read, and the sheets that had to be left out.
pub(super) struct Mended {
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// Names of sheets that have no cells to read.
    pub(super) left_out: Vec<String>,
}

/// Repairs what is known to be refused without need. Fails if the file cannot be unpacked at all.
pub(super) fn mended(bytes: &[u8], kind: Kind) -> Result<Mended, FileError> {
    let mut package = Package::open(bytes)?;
    let mut left_out = Vec::new();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // Unpacked again at once, so packing it would be for nothing.
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let failed = |_| FileError::Damaged("the file cannot be repaired".to_owned());
    if kind == Kind::Ods {
        writer.start_file("mimetype", plain).map_err(failed)?;
        writer
            .write_all(ODS_MIME)
            .map_err(|_| FileError::TooLarge)?;
    }
    let book = Book::of(&mut package)?;
    for name in package.names() {
        if name == "mimetype" || name.ends_with('/') {
            continue;
        }
        let Some(part) = package.text(&name)? else {
            continue;
        };
        let part = match name.rsplit_once('.') {
            Some((_, "xml" | "rels")) => as_utf8(part),
            _ => part,
        };
        let part = match kind {
            Kind::Ods if name == "content.xml" => without_text_between_cells(&part)?,
            Kind::Xlsx if name == book.part => with_sheets(&part, &book.sheets, &mut left_out)?,
            Kind::Xlsx if name.contains("sheet") => with_known_errors(&without_extent(part)),
            _ => part,
        };
        let name = match name.as_str() {
            // The library looks for these by one name only.
            "meta-inf/manifest.xml" => "META-INF/manifest.xml".to_owned(),
            texts if texts == book.texts => book.usual_texts(),
            other => other.to_owned(),
        };
        writer.start_file(name, plain).map_err(failed)?;
        writer.write_all(&part).map_err(|_| FileError::TooLarge)?;
    }
    let bytes = writer.finish().map_err(failed)?.into_inner();
    Ok(Mended { bytes, left_out })
}

const ODS_MIME: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// A part in UTF-8, whatever of the two encodings of XML it was in.
fn as_utf8(part: Vec<u8>) -> Vec<u8> {
    let encoding = match part.as_slice() {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] | [0, b'<', ..] => UTF_16BE,
        _ => return part,
    };
    let (text, _) = encoding.decode_with_bom_removal(&part);
    // What the first line says of the encoding is no longer so.
    let text = match text.split_once("?>") {
        Some((first, rest)) if first.starts_with("<?xml") => rest,
        _ => &text,
    };
    text.as_bytes().to_vec()
}

/// What the links of an .xlsx say of its workbook. All is empty if none do.
#[derive(Default)]
struct Book {
    /// Name of the part.
    part: String,
    /// Ids of the sheets that the library reads.
    sheets: HashSet<String>,
    /// Name of the part with the texts that all sheets share.
    texts: String,
}

impl Book {
    fn of(package: &mut Package<'_>) -> Result<Self, FileError> {
        for name in package.names() {
            let Some((folder, rest)) = name.split_once("_rels/") else {
                continue;
            };
            let (Some(part), Some(links)) = (rest.strip_suffix(".rels"), package.text(&name)?)
            else {
                continue;
            };
            let book = Self::linked(&as_utf8(links), folder);
            if !book.sheets.is_empty() {
                let part = format!("{folder}{part}");
                return Ok(Self { part, ..book });
            }
        }
        Ok(Self::default())
    }

    fn linked(links: &[u8], folder: &str) -> Self {
        let mut reader = Reader::from_reader(links);
        let mut book = Self::default();
        let mut buffer = Vec::new();
        while let Ok(event) = reader.read_event_into(&mut buffer) {
            match event {
                Event::Eof => break,
                Event::Start(tag) | Event::Empty(tag) if local(&tag) == "Relationship" => {
                    let kind = attribute(&tag, "Type").unwrap_or_default();
                    match kind.rsplit('/').next() {
                        Some("worksheet" | "chartsheet" | "dialogsheet") => {
                            book.sheets.extend(attribute(&tag, "Id"));
                        }
                        Some("sharedStrings") => {
                            let target = attribute(&tag, "Target").unwrap_or_default();
                            let target = target.to_ascii_lowercase();
                            book.texts = match target.strip_prefix('/') {
                                Some(whole) => whole.to_owned(),
                                None => format!("{folder}{target}"),
                            };
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
            buffer.clear();
        }
        book
    }

    /// Where the library looks for the texts.
    fn usual_texts(&self) -> String {
        let folder = self.part.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{folder}/sharedStrings.xml")
    }
}

/// The workbook without sheets that the library cannot find; their names go to `left_out`.
fn with_sheets(
    workbook: &[u8],
    known: &HashSet<String>,
    left_out: &mut Vec<String>,
) -> Result<Vec<u8>, FileError> {
    rewritten(workbook, |event| match event {
        Event::Start(tag) | Event::Empty(tag) if local(tag) == "sheet" => {
            let is_known = attribute(tag, "id").is_some_and(|id| known.contains(&id));
            if !is_known {
                left_out.extend(attribute(tag, "name"));
            }
            is_known
        }
        _ => true,
    })
}

/// The content of an .ods without what stands between its cells: line breaks that make it readable for people.
fn without_text_between_cells(content: &[u8]) -> Result<Vec<u8>, FileError> {
    let mut inside = 0usize;
    rewritten(content, |event| {
        match event {
            Event::Start(tag) if is_paragraph(local(tag)) => inside += 1,
            Event::End(tag) if is_paragraph(tag.local_name().as_ref()) => {
                inside = inside.saturating_sub(1);
            }
            Event::Text(_) | Event::Comment(_) | Event::PI(_) | Event::GeneralRef(_) => {
                return inside > 0;
            }
            _ => {}
        }
        true
    })
}

fn is_paragraph(name: &str) -> bool {
    matches!(name, "p" | "h")
}

/// The events of a part that `keep` wants.
fn rewritten(part: &[u8], mut keep: impl FnMut(&Event<'_>) -> bool) -> Result<Vec<u8>, FileError> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut writer = Writer::new(Vec::with_capacity(part.len()));
    let mut buffer = Vec::new();
    loop {
        let event = reader
            .read_event_into(&mut buffer)
            .map_err(|error| FileError::Damaged(error.to_string()))?;
        if matches!(event, Event::Eof) {
            return Ok(writer.into_inner());
        }
        if keep(&event) {
            let written = writer.write_event(event);
            written.map_err(|_| FileError::TooLarge)?;
        }
        buffer.clear();
    }
}

fn local<'a>(tag: &'a BytesStart<'_>) -> &'a str {
    let name = tag.name().into_inner();
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}

/// An attribute by its name without prefix.
fn attribute(tag: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let mut named = attributes.filter(|one| one.key.local_name().as_ref() == wanted);
    let value = named.next()?.value;
    quick_xml::escape::unescape(&value)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

/// A sheet without what it says of its own size, which some programs write in a way of their own.
fn without_extent(sheet: Vec<u8>) -> Vec<u8> {
    let opens = b"<dimension";
    let Some(at) = sheet.windows(opens.len()).position(|part| part == opens) else {
        return sheet;
    };
    let (before, from) = sheet.split_at(at);
    let after = from.iter().position(|byte| *byte == b'>');
    let after = after.and_then(|end| from.get(end + 1..));
    [before, after.unwrap_or(from)].concat()
}

/// A sheet in which every error word is one that the library knows. Which error it is makes no difference.
fn with_known_errors(sheet: &[u8]) -> Vec<u8> {
    let (opens, closes, known) = (&b">#"[..], b'<', &b"#N/A"[..]);
    let mut out = Vec::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(at) = rest.windows(2).position(|two| two == opens) {
        let (before, from) = rest.split_at(at + 1);
        out.extend_from_slice(before);
        let end = from.iter().position(|byte| *byte == closes);
        let (word, after) = from.split_at(end.unwrap_or(from.len()));
        let is_value = after.starts_with(b"</v>") || after.starts_with(b"</x:v>");
        out.extend_from_slice(if is_value && is_error_word(word) {
            known
        } else {
            word
        });
        rest = after;
    }
    out.extend_from_slice(rest);
    out
}

/// `#SPILL!`, `#NAME?`, `#GETTING_DATA`.
fn is_error_word(word: &[u8]) -> bool {
    let is_letter =
        |byte: &u8| byte.is_ascii_uppercase() || matches!(byte, b'/' | b'_' | b'0'..=b'9');
    match word {
        [b'#', name @ .., b'!' | b'?'] => !name.is_empty() && name.iter().all(is_letter),
        other => other == b"#GETTING_DATA",
    }
}
