//! The zip around a workbook: what kind it is, how large it would be unpacked, and its parts by their plain names.

use super::error::{FileError, MAX_UNPACKED};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Largest part that is unpacked as a whole, in bytes. Sheets are read piece by piece; the texts that all sheets share are
/// kept in memory.
const MAX_PART: u64 = 96 << 20;

/// Kind of a workbook in a zip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// .xlsx, .xlsm.
    Xlsx,
    /// .xlsb.
    Xlsb,
    /// .ods.
    Ods,
}

/// A zip and its parts.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Place of each part by its plain name: forward slashes, none in front, small letters. Programs write the names in
    /// other ways and mean the same part.
    places: BTreeMap<String, usize>,
}

impl<'a> Package<'a> {
    /// Opens a zip. One that would be too large unpacked is refused by what its table says, before it is unpacked.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, FileError> {
        let damaged = |_| FileError::Damaged("the table of the zip".to_owned());
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let mut places = BTreeMap::new();
        let mut unpacked = 0u64;
        for place in 0..archive.len() {
            let entry = archive.by_index_raw(place).map_err(damaged)?;
            unpacked = unpacked.saturating_add(entry.size());
            let name = entry.name().map_err(damaged)?;
            let name = name.replace('\\', "/").to_ascii_lowercase();
            let name = name.trim_start_matches('/').to_owned();
            if name.ends_with("sharedstrings.xml") && entry.size() > MAX_PART {
                return Err(FileError::TooLarge);
            }
            places.entry(name).or_insert(place);
        }
        if unpacked > MAX_UNPACKED {
            return Err(FileError::TooLarge);
        }
        Ok(Self { archive, places })
    }

    /// What kind of workbook it is; `None` for another zip.
    pub(super) fn kind(&self) -> Option<Kind> {
        let ends = |ending: &str| self.places.keys().any(|name| name.ends_with(ending));
        if self.places.contains_key("content.xml") {
            Some(Kind::Ods)
        } else if ends("workbook.bin") {
            Some(Kind::Xlsb)
        } else if self.places.contains_key("[content_types].xml")
            && ends(".xml")
            && !ends("word/document.xml")
            && !ends("ppt/presentation.xml")
        {
            Some(Kind::Xlsx)
        } else {
            None
        }
    }

    /// The plain names of all parts.
    pub(super) fn names(&self) -> Vec<String> {
        self.places.keys().cloned().collect()
    }

    /// Unpacks a part; `None` if there is none of that name.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<Vec<u8>>, FileError> {
        let Some(place) = self.places.get(name) else {
            return Ok(None);
        };
        let entry = self.archive.by_index(*place);
        let entry = entry.map_err(|error| FileError::Damaged(error.to_string()))?;
        let mut bytes = Vec::new();
        // The size in the table may be a lie, so the bytes are counted as they come.
        let read = entry.take(MAX_PART + 1).read_to_end(&mut bytes);
        read.map_err(|error| FileError::Damaged(error.to_string()))?;
        if bytes.len() as u64 > MAX_PART {
            return Err(FileError::TooLarge);
        }
        Ok(Some(bytes))
    }
}
