//! Choice of the sheets of a file that are taken.

use super::state::{ImportForm, ImportTurn};
use crate::desk::import::plan::ImportStep;
use crate::exchange::sheets::{Wanted, fate_words};
use crate::screens::effect::{Job, Tone};
use crate::t;
use crate::ui::picker::{Picker, PickerItem};

/// Code of the choice of all sheets that are shown.
const ALL: &str = "all";

impl ImportTurn<'_> {
    /// Offers all sheets together, or one alone.
    pub(super) fn ask_sheets(&mut self) {
        let lang = self.env.lang;
        let Some(open) = &self.state.preview else {
            return;
        };
        let (_, sheets) = open.plan.source();
        if sheets.len() < 2 {
            self.say(Tone::Info, t!(lang, "import-one-sheet"));
            return;
        }
        let rows = |place: usize| {
            open.answers
                .book
                .sheets
                .get(place)
                .map_or(0, |one| one.rows.len())
        };
        let one = |(place, sheet): (usize, &crate::exchange::sheets::SheetUse)| {
            let about = t!(
                lang,
                "import-sheet-about",
                rows = rows(place),
                fate = fate_words(lang, sheet.fate)
            );
            PickerItem::new(place.to_string(), &sheet.name, about)
        };
        let mut items = vec![PickerItem::new(ALL, t!(lang, "import-all-sheets"), "")];
        items.extend(sheets.iter().enumerate().map(one));
        self.choose(
            Picker::new("import-which-sheets", items),
            ImportForm::Sheets,
        );
    }

    /// Judges the file again with the sheets that were chosen.
    pub(super) fn want_sheets(&mut self, code: &str) {
        let Some(open) = &self.state.preview else {
            return;
        };
        let mut answers = open.answers.clone();
        answers.wanted = match code.parse() {
            Ok(place) => Wanted::Only(vec![place]),
            Err(_) => Wanted::Visible,
        };
        self.run(Job::Import(ImportStep::Judge(answers)));
    }
}
