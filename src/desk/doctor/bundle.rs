//! The file for help: plain text, so that a person can read it before handing it on. It holds
//! numbers and words of the program, nothing that anybody typed.

use super::check::{Place, SYSTEM};
use super::checkup::Checkup;
use super::remains;
use super::text::Wording;
use crate::desk::refusal::Refusal;
use crate::exchange::whole;
use crate::i18n::Lang;
use crate::store::StoreError;
use crate::t;
use std::path::{Path, PathBuf};

/// The operation, for errors.
const DOING: &str = "writing the file for help";
/// Name of the folder for such files beside the home's file.
const FOLDER: &str = "help";

impl Checkup {
    /// Writes the file for help beside the home's file, named by the time. Returns the path.
    pub(crate) fn write_beside(
        &self,
        place: &Place,
        wording: Wording<'_>,
    ) -> Result<PathBuf, Refusal> {
        let folder = place.folder.join(FOLDER);
        std::fs::create_dir_all(&folder).map_err(StoreError::file(DOING, &folder))?;
        let name = place.now.format("doorlight-help-%Y%m%d-%H%M%S.txt");
        let file = folder.join(name.to_string());
        let text = self.bundle(&place.folder, wording);
        let written = whole::write_free(&file, text.as_bytes());
        Ok(written.map_err(StoreError::file(DOING, file))?)
    }

    /// The text of the file for help.
    pub(crate) fn bundle(&self, folder: &Path, wording: Wording<'_>) -> String {
        let lang = wording.lang;
        let mut lines = vec![t!(lang, "bundle-title"), t!(lang, "bundle-promise")];
        let mut part = |title: String, rows: Vec<String>| {
            lines.push(format!("\n## {title}\n"));
            if rows.is_empty() {
                lines.push(t!(lang, "bundle-nothing"));
            }
            lines.extend(rows);
        };
        part(t!(lang, "bundle-program"), program(lang));
        part(t!(lang, "bundle-checks"), self.check_lines(wording));
        let home = &self.facts.home;
        let rows = home
            .rows
            .iter()
            .map(|(name, rows)| format!("{name}: {rows}"));
        part(t!(lang, "bundle-tables"), rows.collect());
        let kept = home.settings.iter();
        let kept = kept.map(|(name, value)| format!("{name}: {value}"));
        part(t!(lang, "bundle-settings"), kept.collect());
        let (mut log, left_out) = remains::log(folder);
        if left_out > 0 {
            log.push(t!(lang, "bundle-left-out", count = left_out));
        }
        part(t!(lang, "bundle-log"), log);
        part(t!(lang, "bundle-crash"), remains::crash(folder));
        // Notepad of older Windows shows only these as ends of lines.
        let end = if cfg!(windows) { "\r\n" } else { "\n" };
        lines.join("\n").replace('\n', end) + end
    }
}

fn program(lang: Lang) -> Vec<String> {
    let arch = if cfg!(target_pointer_width = "64") {
        64
    } else {
        32
    };
    vec![
        concat!("Doorlight ", env!("CARGO_PKG_VERSION")).to_owned(),
        format!("{SYSTEM}, {arch} bit"),
        lang.code().to_owned(),
    ]
}
