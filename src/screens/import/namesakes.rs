//! Which child a row of a sign-in sheet means: a question for a person where two share a name.

use super::state::{ImportForm, ImportPreview, ImportTurn};
use crate::desk::import::plan::Plan;
use crate::domain::{Child, ChildId};
use crate::exchange::attendance::{AttendancePlan, SheetRow, Who};
use crate::house::House;
use crate::screens::people;
use crate::t;
use crate::ui::form::Label;
use crate::ui::picker::{Picker, PickerItem};
use std::collections::HashSet;

impl ImportTurn<'_> {
    /// Which of the children who share a name is meant. An answer can be given again.
    pub(super) fn ask_who(&mut self, plan: &AttendancePlan, row: u32) {
        let Some(judged) = plan.rows.iter().find(|judged| judged.row == row) else {
            return;
        };
        let answered = self
            .state
            .preview
            .as_ref()
            .is_some_and(|open| answer(open, row).is_some());
        let items = match &judged.who {
            Who::Child(_) if !answered => return self.say_not_mended(judged.outcome),
            Who::Ambiguous(_) | Who::Child(_) => namesakes(self.house, &judged.name),
            Who::Unknown => Vec::new(),
        };
        // A number or a name that nobody on the register has: it may be anybody.
        let items = if items.is_empty() {
            people::child_items(self.house)
        } else {
            items
        };
        let name = judged.name.as_str();
        let title = t!(self.env.lang, "import-who", name = name, row = row);
        self.choose(Picker::new(Label::Text(title), items), ImportForm::Who(row));
    }

    /// The answer holds for the row, and for the other rows of that name where they can all be
    /// one child's.
    pub(super) fn mean(&mut self, row: u32, child: ChildId) {
        let Some(open) = &mut self.state.preview else {
            return;
        };
        let Plan::Attendance(plan) = &open.plan else {
            return;
        };
        let rows = meant_too(plan, row, answer(open, row));
        open.answers
            .chosen
            .retain(|(known, _)| !rows.contains(known));
        open.answers
            .chosen
            .extend(rows.into_iter().map(|row| (row, child)));
        self.judge_again();
    }
}

/// Whom a person has said that a row means.
fn answer(open: &ImportPreview, row: u32) -> Option<ChildId> {
    let known = open.answers.chosen.iter().find(|known| known.0 == row);
    known.map(|known| known.1)
}

/// The rows of which an answer for one row speaks. A long list has many rows of one child; but if
/// two rows speak of the same day, or each of a whole month, they are two children's and each is
/// asked about.
fn meant_too(plan: &AttendancePlan, row: u32, before: Option<ChildId>) -> Vec<u32> {
    let Some(asked) = plan.rows.iter().find(|one| one.row == row) else {
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
        rows.iter().map(|one| one.row).collect()
    } else {
        vec![row]
    }
}

/// Children of one name, with what tells them apart.
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
        .filter(|child| child.name == name)
        .map(item)
        .collect()
}
