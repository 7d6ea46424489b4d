//! Answers whether a row of a list is a child who is there already, where name and birthday alone do not tell.

use super::state::{ImportForm, ImportTurn};
use crate::desk::import::plan::Plan;
use crate::domain::ChildId;
use crate::exchange::note::NoteCode;
use crate::exchange::roster::{Identity, JudgedRow, RosterPlan};
use crate::exchange::sheet::RowAt;
use crate::exchange::sheets::row_words;
use crate::t;
use crate::ui::form::Label;
use crate::ui::picker::{Picker, PickerItem};

/// Codes of the answers.
const SAME: &str = "same";
const ANOTHER: &str = "another";
const VALUES: &str = "values";

/// Whether the row waits for this answer, or has it.
pub(super) fn is_asked(row: &JudgedRow) -> bool {
    let asks = |code| {
        let codes = [
            NoteCode::PerhapsSame,
            NoteCode::PerhapsRepeated,
            NoteCode::IdVsNamesake,
            NoteCode::IdVsRow,
        ];
        codes.contains(&code)
    };
    row.input.identity() != Identity::Open || row.notes.iter().any(|note| asks(note.code))
}

impl ImportTurn<'_> {
    /// Offers the answers. They can be changed later.
    pub(super) fn ask_same(&mut self, plan: &RosterPlan, at: RowAt) {
        let lang = self.env.lang;
        let Some(row) = plan.rows.iter().find(|row| row.at == at) else {
            return;
        };
        let known = row.matches.and_then(|child| {
            self.house
                .register
                .children()
                .iter()
                .find(|one| one.id == child)
        });
        let same = match known {
            Some(child) => t!(lang, "import-same-as", number = child.file_no.as_str()),
            None => t!(lang, "import-same-row"),
        };
        let items = vec![
            PickerItem::new(SAME, same, t!(lang, "import-same-hint")),
            PickerItem::new(
                ANOTHER,
                t!(lang, "import-another"),
                t!(lang, "import-another-hint"),
            ),
            PickerItem::new(VALUES, t!(lang, "import-values"), ""),
        ];
        let words = row_words(&plan.sheets, at);
        let title = t!(lang, "import-who", name = row.name.as_str(), row = words);
        self.choose(Picker::new(Label::Text(title), items), ImportForm::Same(at));
    }

    /// Takes the answer.
    pub(super) fn same(&mut self, at: RowAt, code: &str) {
        let Some(open) = &mut self.state.preview else {
            return;
        };
        let Plan::Roster(plan) = open.plan.clone() else {
            return;
        };
        let Some(row) = plan.rows.iter().find(|row| row.at == at) else {
            return;
        };
        let known: Option<ChildId> = row.matches;
        let identity = match code {
            VALUES => return self.ask_mend(&plan, at),
            ANOTHER => Identity::Another,
            _ => known.map_or(Identity::Repeated, Identity::Is),
        };
        let mut input = row.input.clone();
        input.identify(identity);
        open.answers.mended.retain(|known| known.at != at);
        open.answers.mended.push(input);
        open.answers.is_begun = true;
        self.judge_again();
    }
}
