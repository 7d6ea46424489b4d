//! Two files of one child: which one goes into the open one, what that does, and the question.

use super::state::{ChildForm, ChildrenTurn, State};
use crate::desk::command::Command;
use crate::desk::job::Load;
use crate::desk::merge::MergePlan;
use crate::domain::ChildId;
use crate::domain::file_check::twin_rank;
use crate::house::House;
use crate::screens::effect::{Effect, Env, Job, Turn};
use crate::ui::page::Page;
use crate::ui::picker::{Picker, PickerItem};

/// Shows what would happen; closing the page leads to the question.
pub(crate) fn show(
    house: &House,
    state: &mut State,
    env: Env,
    plan: Box<MergePlan>,
) -> Vec<Effect<ChildForm>> {
    Turn::effects(house, state, env, |turn| turn.show_merge(plan))
}

impl ChildrenTurn<'_> {
    /// Opens the list of the other files, likely twins first.
    pub(super) fn ask_merge(&mut self, child: ChildId) {
        let register = &self.house.register;
        let Some(file) = register.get(child) else {
            return;
        };
        let others = register.children().iter();
        let mut others: Vec<_> = others
            .filter(|one| one.id != child && !one.is_erased())
            .collect();
        // The sort is stable: within a rank the children stay in pinyin order.
        others.sort_by_key(|one| twin_rank(file, one));
        let items = others.into_iter().map(|one| {
            let note = format!("{} {} {}", one.file_no, one.birth_date, one.class);
            PickerItem::new(one.id.to_string(), &one.name, note.trim())
        });
        let picker = Picker::of_people("pick-merge", items.collect());
        self.choose(picker, ChildForm::Merge(child));
    }

    /// Asks for what putting the chosen file into `child` would do.
    pub(super) fn ask_preview(&mut self, child: ChildId, code: &str) {
        if let Ok(other) = code.parse() {
            self.run(Job::Load(Load::Merge(child, other)));
        }
    }

    fn show_merge(&mut self, plan: Box<MergePlan>) {
        let lang = self.env.lang;
        let page = Page {
            title: plan.title(lang),
            lines: plan.lines(lang),
            top: 0,
        };
        let question = plan.question(lang);
        // The page lies above the question.
        self.confirm(question, Command::MergeFiles(plan));
        self.push(Effect::Page(page));
    }
}
