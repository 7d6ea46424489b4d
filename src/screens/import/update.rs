//! Key and click handling of the import, and the results of reading files.

use super::same::is_asked;
use super::state::{ImportForm, ImportPreview, ImportTurn, LeaveWarning, Shown, State};
use crate::desk::import::plan::{ImportAnswers, ImportStep, Plan};
use crate::desk::job::Load;
use crate::desk::refusal::file_error;
use crate::exchange::file::FileError;
use crate::exchange::sheet::Book;
use crate::exchange::sheets::row_words;
use crate::house::House;
use crate::keymap::Action;
use crate::screens::effect::{Effect, Env, Job, Tone, Turn};
use crate::t;
use crate::ui::list::moved;
use std::path::Path;
use std::sync::Arc;

/// Handles an action; `None` if the import does not use it.
pub(crate) fn update(
    house: &House,
    state: &mut State,
    env: Env,
    action: Action,
) -> Option<Vec<Effect<ImportForm>>> {
    Turn::effects_if_used(house, state, env, |turn| turn.act(action))
}

/// A click selects a row; on the selected row it acts like Enter.
pub(crate) fn click(
    house: &House,
    state: &mut State,
    env: Env,
    row: usize,
) -> Vec<Effect<ImportForm>> {
    Turn::effects(house, state, env, |turn| turn.click(row))
}

/// Handles a file that was read, or the error.
pub(crate) fn take_book(
    house: &House,
    state: &mut State,
    env: Env,
    path: &Path,
    book: Result<Arc<Book>, FileError>,
) -> Vec<Effect<ImportForm>> {
    Turn::effects(house, state, env, |turn| turn.take_book(path, book))
}

/// Opens the preview of a judged file, or updates it and keeps filter and selection.
pub(crate) fn take_plan(state: &mut State, answers: ImportAnswers, plan: Plan) {
    let open = state.preview.as_ref();
    let (shown, selected) = open.map_or((Shown::All, 0), |open| (open.shown, open.selected));
    let before = open.and_then(|open| open.selected_row().map(|row| row.at));
    let mut preview = ImportPreview::new(answers, plan, shown);
    // The answer may have moved the row to another place.
    let count = preview.listing.count();
    let is_before = |nth: &usize| preview.row(*nth).map(|row| row.at) == before;
    let place = (0..count).find(|nth| before.is_some() && is_before(nth));
    preview.selected = place.unwrap_or(selected).min(count.saturating_sub(1));
    state.preview = Some(preview);
}

/// Judges the remaining rows again after `added` rows were imported.
pub(crate) fn imported(
    house: &House,
    state: &mut State,
    env: Env,
    added: usize,
) -> Vec<Effect<ImportForm>> {
    Turn::effects(house, state, env, |turn| turn.imported(added))
}

/// Judges the open preview again because the register changed.
pub(crate) fn judge_again(house: &House, state: &mut State, env: Env) -> Vec<Effect<ImportForm>> {
    Turn::effects(house, state, env, ImportTurn::judge_again)
}

impl ImportTurn<'_> {
    fn act(&mut self, action: Action) -> Option<()> {
        let lang = self.env.lang;
        let Some(open) = self.state.preview.as_mut() else {
            return self.act_without_preview(action);
        };
        let before = std::mem::take(&mut open.leaving);
        match action {
            Action::Cancel if before == LeaveWarning::No && open.would_lose_work() => {
                open.leaving = LeaveWarning::Warned;
                self.say(Tone::Info, t!(lang, "import-leave"));
            }
            Action::Cancel => self.state.preview = None,
            Action::Filter => {
                open.show(match open.shown {
                    Shown::All => Shown::ToCheck,
                    Shown::ToCheck => Shown::New,
                    Shown::New => Shown::All,
                });
            }
            Action::Accept => self.enter(),
            Action::Commit => self.commit(),
            Action::Sheets => self.ask_sheets(),
            Action::Columns => self.ask_columns(),
            Action::Remove => self.leave_out(),
            _ => {
                let count = open.listing.count();
                return moved(&mut open.selected, count, action).then_some(());
            }
        }
        Some(())
    }

    fn act_without_preview(&mut self, action: Action) -> Option<()> {
        match action {
            Action::Cancel if self.state.reading.is_some() => {
                self.state.reading = None;
                self.say(Tone::Info, t!(self.env.lang, "import-not-read"));
            }
            Action::Import => self.run(Job::Load(Load::Files)),
            _ => return None,
        }
        Some(())
    }

    fn click(&mut self, row: usize) {
        let Some(open) = &mut self.state.preview else {
            return;
        };
        if open.selected == row {
            self.act(Action::Accept);
        } else {
            open.selected = row;
        }
    }

    fn enter(&mut self) {
        let Some(open) = &self.state.preview else {
            return;
        };
        let Some(row) = open.selected_row().map(|row| row.at) else {
            return;
        };
        match open.plan.clone() {
            Plan::Roster(plan) if plan.rows.iter().any(|one| one.at == row && is_asked(one)) => {
                self.ask_same(&plan, row);
            }
            Plan::Roster(plan) => self.ask_mend(&plan, row),
            Plan::Attendance(plan) => self.ask_who(&plan, row),
            Plan::Help(plan) => self.ask_whose(&plan, row),
        }
    }

    /// Excludes the selected row from the import, or includes it again.
    fn leave_out(&mut self) {
        let lang = self.env.lang;
        let Some(open) = &mut self.state.preview else {
            return;
        };
        let Some(row) = open.selected_row().map(|row| row.at) else {
            return;
        };
        let words = row_words(open.plan.source().1, row);
        let left_out = &mut open.answers.left_out;
        let text = if left_out.contains(&row) {
            left_out.retain(|known| *known != row);
            t!(lang, "import-back-in", row = words)
        } else {
            left_out.push(row);
            t!(lang, "import-left-out", row = words)
        };
        open.answers.is_begun = true;
        self.say(Tone::Info, text);
        self.judge_again();
    }

    fn take_book(&mut self, path: &Path, book: Result<Arc<Book>, FileError>) {
        self.state.reading = None;
        match book {
            Ok(book) => self.run(Job::Import(ImportStep::Judge(ImportAnswers::of(book)))),
            Err(error) => {
                let why = file_error(&error, self.env.lang);
                self.ask_path(&path.display().to_string(), Some(why));
            }
        }
    }

    fn imported(&mut self, added: usize) {
        let Some(open) = &mut self.state.preview else {
            return;
        };
        // Also if nothing is left: then what was kept of it is forgotten.
        open.answers.is_begun = true;
        let counts = open.listing.counts;
        let left = counts.doubtful + counts.refused;
        if left == 0 {
            let step = ImportStep::Settle(open.answers.clone());
            self.state.preview = None;
            self.run(Job::Import(step));
            return;
        }
        open.selected = 0;
        open.show(Shown::ToCheck);
        let text = t!(self.env.lang, "import-rest", added = added, left = left);
        self.say(Tone::Good, text);
        self.judge_again();
    }
}
