//! Saves what a program still has of a file that was taken away while it was open: a copy of the file as
//! far as it can be read, and the roll call of that moment as a page.

use super::make::copy_into;
use crate::desk::Desk;
use crate::desk::refusal::Refusal;
use crate::exchange::whole;
use crate::i18n::Lang;
use crate::store::StoreError;
use crate::t;
use std::path::{Path, PathBuf};

/// Name of the folder for what was saved.
const FOLDER: &str = "doorlight-rescued";
/// So many folders for what was saved of several homes in one place.
const MOST_FOLDERS: usize = 100;
/// Name of the page.
const PAGE: &str = "roll-call.html";

impl Desk {
    /// Saves to the first place that takes it: the user's own folder, a stick, the folder for temporary
    /// files. Says where, and what could be saved.
    pub(crate) fn rescue(&self, page: &str, lang: Lang) -> Result<String, Refusal> {
        let places = self.own_folder.iter().cloned();
        let places = places
            .chain(self.stick_roots())
            .chain([tempfile::env::temp_dir()]);
        let mut refused = None;
        for place in places {
            let folder = self.folder_to_save_in(&place);
            match self.save_to(&folder, page) {
                Ok(copy) => return Ok(rescued_text(&folder, copy.as_deref(), lang)),
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        Err(refused.unwrap_or(Refusal::NoHome))
    }

    /// Another home's key file is left alone: what was saved of that home needs it.
    fn folder_to_save_in(&self, place: &Path) -> PathBuf {
        let numbered = (2..MOST_FOLDERS).map(|nth| place.join(format!("{FOLDER}-{nth}")));
        let mut folders = std::iter::once(place.join(FOLDER)).chain(numbered);
        let free = folders.find(|folder| self.may_put_key_file(folder));
        free.unwrap_or_else(|| place.join(FOLDER))
    }

    /// The page must be saved; the copy is, if the file can still be read and is whole.
    fn save_to(&self, folder: &Path, page: &str) -> Result<Option<PathBuf>, Refusal> {
        crate::desk::opening::make_private(folder)?;
        let file = folder.join(PAGE);
        whole::write_free(&file, page.as_bytes())
            .map_err(StoreError::file("saving the page", &file))?;
        if !self.store.still_reads_ours() {
            return Ok(None);
        }
        if let Err(error) = self.put_key_file(folder) {
            tracing::warn!(%error, "saving the key file");
        }
        let copied = copy_into(&self.store, folder, (self.now(), ""));
        let copied = copied.inspect_err(|error| tracing::warn!(%error, "saving a lost file"));
        Ok(copied
            .ok()
            .filter(|(_, _, report)| report.findings.is_empty())
            .map(|(path, ..)| path))
    }
}

fn rescued_text(folder: &Path, copy: Option<&Path>, lang: Lang) -> String {
    let folder = folder.display().to_string();
    match copy {
        Some(copy) => {
            let copy = copy.display().to_string();
            t!(lang, "rescued-copy", copy = copy)
        }
        None => t!(lang, "rescued-page", folder = folder),
    }
}
