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
            match self.save_to(&place.join(FOLDER), page) {
                Ok(copy) => return Ok(rescued_text(&place.join(FOLDER), copy.as_deref(), lang)),
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        Err(refused.unwrap_or(Refusal::NoHome))
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
        self.put_key_file(folder)?;
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
