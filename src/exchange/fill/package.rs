//! The zip around the sheets: finding parts, reading them, and writing the file with a few parts changed.

use super::form::FillError;
use super::xml::Document;
use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A part that unpacks to more than this is refused.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// The first bytes of a compound file, which is what a protected workbook is packed in.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// A spreadsheet file with its parts.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The position of each part in the zip, by its plain name.
    places: HashMap<String, usize>,
    /// The parts that begin with a byte order mark.
    marked: HashSet<String>,
}

/// A link from one part to another.
pub(super) struct Link {
    /// The name the first part calls it by.
    pub(super) id: String,
    /// The last word of the kind, such as `worksheet`.
    pub(super) kind: String,
    /// The plain name of the other part.
    pub(super) target: String,
}

/// A sheet of the workbook.
pub(super) struct SheetPart {
    /// The name on the tab.
    pub(super) name: String,
    /// The plain name of the part.
    pub(super) part: String,
    /// The number the calculation order calls the sheet by.
    pub(super) id: String,
    /// False if the sheet is hidden.
    pub(super) visible: bool,
}

/// What the workbook part says.
pub(super) struct Workbook {
    /// The plain name of the part.
    pub(super) part: String,
    /// The sheets with cells, in order.
    pub(super) sheets: Vec<SheetPart>,
    /// The links of the workbook.
    pub(super) links: Vec<Link>,
    /// True if days are counted from 1904.
    pub(super) from_1904: bool,
}

impl<'a> Package<'a> {
    /// Opens a file.
    pub(super) fn open(file: &'a [u8]) -> Result<Self, FillError> {
        if file.starts_with(COMPOUND) {
            return Err(FillError::Protected);
        }
        let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| FillError::NotASheet)?;
        let mut places = HashMap::new();
        for place in 0..archive.len() {
            let entry = archive
                .by_index_raw(place)
                .map_err(|_| FillError::Damaged)?;
            if entry.size() > MOST_BYTES {
                return Err(FillError::TooLarge);
            }
            let name = entry.name().map_err(|_| FillError::Damaged)?;
            places.entry(plain(&name)).or_insert(place);
        }
        Ok(Self {
            archive,
            places,
            marked: HashSet::new(),
        })
    }

    /// Reads a part as text, without a byte order mark. It returns nothing if there is no such part.
    pub(super) fn text(&mut self, part: &str) -> Result<Option<String>, FillError> {
        let Some(place) = self.places.get(part) else {
            return Ok(None);
        };
        let entry = self
            .archive
            .by_index(*place)
            .map_err(|_| FillError::Damaged)?;
        let mut bytes = Vec::new();
        // The size in the directory may be a lie, so the bytes are counted as they come.
        entry
            .take(MOST_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| FillError::Damaged)?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(FillError::TooLarge);
        }
        let text = String::from_utf8(bytes).map_err(|_| FillError::Damaged)?;
        Ok(Some(match text.strip_prefix('\u{feff}') {
            Some(rest) => {
                self.marked.insert(part.to_owned());
                rest.to_owned()
            }
            None => text,
        }))
    }

    /// Reads the links of a part. The empty name means the whole file.
    pub(super) fn links(&mut self, part: &str) -> Result<Vec<Link>, FillError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let rels = plain(&format!("{folder}/_rels/{name}.rels"));
        let Some(text) = self.text(&rels)? else {
            return Ok(Vec::new());
        };
        let document = Document::parse(&text)?;
        let mut links = Vec::new();
        for index in document.all("Relationship") {
            let outside = document
                .value(index, "TargetMode")
                .is_some_and(|mode| mode == "External");
            let (Some(id), Some(kind), Some(target), false) = (
                document.value(index, "Id"),
                document.value(index, "Type"),
                document.value(index, "Target"),
                outside,
            ) else {
                continue;
            };
            links.push(Link {
                id: id.into_owned(),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: joined(folder, &target),
            });
        }
        Ok(links)
    }

    /// Finds and reads the workbook part.
    pub(super) fn workbook(&mut self) -> Result<Workbook, FillError> {
        let start = self.links("")?;
        let link = start.into_iter().find(|link| link.kind == "officeDocument");
        let part = link.ok_or(FillError::NotASheet)?.target;
        if part
            .rsplit_once('.')
            .is_none_or(|(_, ending)| ending != "xml")
        {
            return Err(FillError::NotASheet);
        }
        let text = self.text(&part)?.ok_or(FillError::NotASheet)?;
        let links = self.links(&part)?;
        let document = Document::parse(&text)?;
        if document.name(0) != "workbook" {
            return Err(FillError::NotASheet);
        }
        let from_1904 = document
            .all("workbookPr")
            .next()
            .and_then(|index| document.value(index, "date1904"))
            .is_some_and(|value| value == "1" || value == "true");
        let mut sheets = Vec::new();
        for index in document.all("sheet") {
            let link_id = document
                .attributes(index)
                .into_iter()
                .find(|a| a.name.ends_with(":id"));
            let link = link_id.and_then(|a| links.iter().find(|link| link.id == a.value));
            let (Some(name), Some(link)) = (document.value(index, "name"), link) else {
                continue;
            };
            if link.kind != "worksheet" {
                continue;
            }
            sheets.push(SheetPart {
                name: name.into_owned(),
                part: link.target.clone(),
                id: document
                    .value(index, "sheetId")
                    .unwrap_or_default()
                    .into_owned(),
                visible: document
                    .value(index, "state")
                    .is_none_or(|state| state == "visible"),
            });
        }
        Ok(Workbook {
            part,
            sheets,
            links,
            from_1904,
        })
    }

    /// Writes the file with other texts for some parts. All other parts are copied packed as they are.
    pub(super) fn with_parts(
        mut self,
        changed: &HashMap<String, String>,
    ) -> Result<Vec<u8>, FillError> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for place in 0..self.archive.len() {
            let entry = self
                .archive
                .by_index_raw(place)
                .map_err(|_| FillError::Damaged)?;
            let written = entry.name().map_err(|_| FillError::Damaged)?.into_owned();
            let name = plain(&written);
            let new = changed
                .get(&name)
                .filter(|_| self.places.get(&name) == Some(&place));
            let Some(text) = new else {
                writer
                    .raw_copy_file(entry)
                    .map_err(|_| FillError::Damaged)?;
                continue;
            };
            let mut options =
                SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            if let Some(time) = entry.last_modified() {
                options = options.last_modified_time(time);
            }
            writer
                .start_file(written, options)
                .map_err(|_| FillError::Damaged)?;
            if self.marked.contains(&name) {
                writer
                    .write_all("\u{feff}".as_bytes())
                    .map_err(|_| FillError::Damaged)?;
            }
            writer
                .write_all(text.as_bytes())
                .map_err(|_| FillError::Damaged)?;
        }
        let done = writer.finish().map_err(|_| FillError::Damaged)?;
        Ok(done.into_inner())
    }
}

/// Returns the plain name of a part: forward slashes, none in front, small letters.
/// Programs write the names in other ways and still mean the same part.
fn plain(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_ascii_lowercase()
}

/// Returns the plain name of the part that a link from a folder leads to.
fn joined(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').collect()
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            _ => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    plain(&steps.join("/"))
}
