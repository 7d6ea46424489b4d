//! Matching of rows of a sign-in sheet or a list of help to children; a person decides between equal names.

use super::state::{ImportForm, ImportPreview, ImportTurn};
use crate::desk::import::plan::Plan;
use crate::domain::tidy::is_same_person;
use crate::domain::{Child, ChildId};
use crate::exchange::attendance::{AttendancePlan, SheetRow, Who};
use crate::exchange::helping::HelpPlan;
use crate::exchange::note::Verdict;
use crate::exchange::sheet::RowAt;
use crate::exchange::sheets::row_words;
use crate::house::House;
use crate::screens::people;
use crate::t;
use crate::ui::form::Label;
use crate::ui::picker::{Picker, PickerItem};
use std::collections::HashSet;
use std::sync::Arc;

impl ImportTurn<'_> {
    /// Asks which child a row means. The answer can be changed later.
    pub(super) fn ask_who(&mut self, plan: &Arc<AttendancePlan>, row: RowAt) {
        let Some(judged) = plan.rows.iter().find(|judged| judged.at == row) else {
            return;
        };
        let answered = self
            .state
            .preview
            .as_ref()
            .is_some_and(|open| answer(open, row).is_some());
        let items = match &judged.who {
            Who::Child(_) if waits(judged.outcome) => {
                return self.ask_cells(&Plan::Attendance(Arc::clone(plan)), row);
            }
            Who::Child(_) if !answered => return self.say_not_mended(judged.outcome),
            Who::Ambiguous(_) | Who::Child(_) => namesakes(self.house, &judged.name),
            Who::Unknown => Vec::new(),
        };
        self.offer_children(&judged.name, (row, row_words(&plan.sheets, row)), items);
    }

    /// Asks which child a row of a list of help means, or for the cell to correct.
    pub(super) fn ask_whose(&mut self, plan: &Arc<HelpPlan>, row: RowAt) {
        let Some(judged) = plan.rows.iter().find(|judged| judged.at == row) else {
            return;
        };
        let open = self.state.preview.as_ref();
        let answered = open.is_some_and(|open| answer(open, row).is_some());
        let items = match &judged.who {
            Some(Who::Ambiguous(_)) => namesakes(self.house, &judged.name),
            Some(Who::Child(_)) if answered && !waits(judged.outcome) => {
                namesakes(self.house, &judged.name)
            }
            Some(Who::Unknown) => Vec::new(),
            Some(Who::Child(_)) | None if waits(judged.outcome) => {
                return self.ask_cells(&Plan::Help(Arc::clone(plan)), row);
            }
            Some(Who::Child(_)) | None => return self.say_not_mended(judged.outcome),
        };
        self.offer_children(&judged.name, (row, row_words(&plan.sheets, row)), items);
    }

    /// Offers these children, or all if no child has this number or name.
    fn offer_children(
        &mut self,
        name: &str,
        (row, words): (RowAt, String),
        items: Vec<PickerItem>,
    ) {
        let items = if items.is_empty() {
            people::child_items(self.house)
        } else {
            items
        };
        let title = t!(self.env.lang, "import-who", name = name, row = words);
        let picker = Picker::of_people(Label::Text(title), items);
        self.choose(picker, ImportForm::Who(row));
    }

    /// Applies the answer to the row, and to other rows of that name if they can be the same
    /// child's.
    pub(super) fn mean(&mut self, row: RowAt, child: ChildId) {
        let Some(open) = &mut self.state.preview else {
            return;
        };
        let rows = match &open.plan {
            Plan::Attendance(plan) => meant_too(plan, row, answer(open, row)),
            Plan::Help(_) => vec![row],
            Plan::Roster(_) => return,
        };
        open.answers
            .chosen
            .retain(|(known, _)| !rows.contains(known));
        open.answers
            .chosen
            .extend(rows.into_iter().map(|row| (row, child)));
        open.answers.is_begun = true;
        self.judge_again();
    }
}

/// Whether something beside the child has to be answered.
const fn waits(outcome: Verdict) -> bool {
    matches!(outcome, Verdict::Doubt | Verdict::Refuse)
}

/// The child chosen for a row; `None` without an answer.
fn answer(open: &ImportPreview, row: RowAt) -> Option<ChildId> {
    let known = open.answers.chosen.iter().find(|known| known.0 == row);
    known.map(|known| known.1)
}

/// Rows to which an answer for `row` applies. Rows of one name belong to one child unless two of
/// them have the same day, or a row covers a whole month; then the answer applies to `row` only.
fn meant_too(plan: &AttendancePlan, row: RowAt, before: Option<ChildId>) -> Vec<RowAt> {
    let Some(asked) = plan.rows.iter().find(|one| one.at == row) else {
        return Vec::new();
    };
    let alike = |one: &&SheetRow| {
        one.name == asked.name
            && match (&one.who, before) {
                (Who::Child(child), Some(before)) => *child == before,
                (Who::Child(_), None) => false,
                (Who::Ambiguous(_) | Who::Unknown, _) => one.who == asked.who || before.is_some(),
            }
    };
    let rows: Vec<&SheetRow> = plan.rows.iter().filter(alike).collect();
    let mut days = HashSet::new();
    let mut entries = rows.iter().flat_map(|one| &one.entries);
    let is_list = rows.iter().all(|one| one.entries.len() <= 1);
    if is_list && entries.all(|entry| days.insert((entry.day, entry.stay))) {
        rows.iter().map(|one| one.at).collect()
    } else {
        vec![row]
    }
}

/// Children with this name as list items, with class and school as a note.
fn namesakes(house: &House, name: &str) -> Vec<PickerItem> {
    let children = house.register.children().iter();
    let item = |child: &Child| {
        let carer = house.register.caregiver(child.id);
        let carer = carer.map_or("", |one| one.name.as_str());
        let parts = [&child.file_no, &child.school, &child.class, carer];
        let parts: Vec<&str> = parts.into_iter().filter(|text| !text.is_empty()).collect();
        PickerItem::new(child.id.to_string(), &child.name, parts.join(" "))
    };
    children
        .filter(|child| is_same_person(&child.name, name))
        .map(item)
        .collect()
}
