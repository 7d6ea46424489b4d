//! Whom a row of a sign-in sheet means: asked of a person where two children share a name.

use super::importing::{ImportForm, ImportPreview, purpose};
use super::message::Effect;
use super::model::Model;
use crate::desk::import::plan::Plan;
use crate::domain::{Child, ChildId};
use crate::exchange::attendance::{AttendancePlan, SheetRow, Who};
use crate::t;
use crate::ui::form::Label;
use crate::ui::picker::{Picker, PickerItem};
use std::collections::HashSet;

impl Model {
    /// Which of the children who share a name is meant. An answer can be given again.
    pub(super) fn ask_who(&mut self, plan: &AttendancePlan, row: u32) {
        let Some(judged) = plan.rows.iter().find(|judged| judged.row == row) else {
            return;
        };
        let answered = self
            .importing
            .as_ref()
            .is_some_and(|open| answer(open, row).is_some());
        let items = match &judged.who {
            Who::Child(_) if !answered => return self.say_not_mended(judged.outcome),
            Who::Ambiguous(_) | Who::Child(_) => self.namesakes(&judged.name),
            Who::Unknown => Vec::new(),
        };
        // A number or a name that nobody on the register has: it may be anybody.
        let items = if items.is_empty() {
            self.child_items()
        } else {
            items
        };
        let name = judged.name.as_str();
        let title = t!(self.look.lang, "import-who", name = name, row = row);
        self.ask_choice(
            Picker::new(Label::Text(title), items),
            purpose(ImportForm::Who(row)),
        );
    }

    /// Children of one name, with what tells them apart.
    fn namesakes(&self, name: &str) -> Vec<PickerItem> {
        let children = self.house.register.children().iter();
        let item = |child: &Child| {
            let carer = self.house.register.caregiver(child.id);
            let carer = carer.map_or("", |one| one.name.as_str());
            let told = [&child.file_no, &child.school, &child.class, carer];
            let told: Vec<&str> = told.into_iter().filter(|text| !text.is_empty()).collect();
            PickerItem::new(child.id.to_string(), &child.name, told.join(" "))
        };
        children
            .filter(|child| child.name == name)
            .map(item)
            .collect()
    }

    /// The answer holds for the row, and for the other rows of that name where they can all be
    /// one child's.
    pub(super) fn import_choose(&mut self, row: u32, child: ChildId) -> Vec<Effect> {
        let Some(open) = &mut self.importing else {
            return Vec::new();
        };
        let Plan::Attendance(plan) = &open.plan else {
            return Vec::new();
        };
        let rows = meant_too(plan, row, answer(open, row));
        open.judging
            .chosen
            .retain(|(known, _)| !rows.contains(known));
        open.judging
            .chosen
            .extend(rows.into_iter().map(|row| (row, child)));
        self.judge_again()
    }
}

/// Whom a person has said that a row means.
fn answer(open: &ImportPreview, row: u32) -> Option<ChildId> {
    let known = open.judging.chosen.iter().find(|known| known.0 == row);
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
