//! The preview of a calendar file: every event with what the import would do, before it does.

use super::state::{CalendarPreview, Listed, PlanTurn, State};
use crate::desk::command::Command;
use crate::desk::command::activity::ActivityStep;
use crate::desk::import::calendar::{CalendarPlan, CalendarRow, EventVerdict};
use crate::keymap::Action;
use crate::screens::effect::Tone;
use crate::t;
use crate::ui::list::moved;
use std::collections::BTreeSet;

impl Listed {
    const fn next(self) -> Self {
        match self {
            Self::All => Self::ToCheck,
            Self::ToCheck => Self::Changes,
            Self::Changes => Self::All,
        }
    }

    /// Language key of the label.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::All => "import-shown-all",
            Self::ToCheck => "import-shown-check",
            Self::Changes => "calendar-listed-changes",
        }
    }
}

impl CalendarPreview {
    /// The listed events with their places in the file.
    pub(super) fn rows(&self) -> Vec<(usize, &CalendarRow)> {
        let all = self.plan.rows.iter().enumerate();
        all.filter(|(_, row)| match self.listed {
            Listed::All => true,
            Listed::ToCheck => !row.remarks.is_empty() || !row.verdict.is_plain(),
            Listed::Changes => matches!(
                row.verdict,
                EventVerdict::New | EventVerdict::Changed | EventVerdict::CalledOff
            ),
        })
        .collect()
    }

    fn act(&mut self, action: Action) -> Option<()> {
        match action {
            Action::Filter => {
                self.listed = self.listed.next();
                self.selected = 0;
            }
            Action::Accept | Action::Remove => {
                let place = self.rows().get(self.selected).map(|(place, _)| *place)?;
                if !self.left_out.remove(&place) {
                    self.left_out.insert(place);
                }
            }
            _ => {
                let count = self.rows().len();
                return moved(&mut self.selected, count, action).then_some(());
            }
        }
        Some(())
    }

    /// The import without the events left out.
    fn command(&self) -> Command {
        let (file, verdicts) = self.plan.without(&self.left_out);
        Command::Activity(ActivityStep::Import {
            file: Box::new(file),
            shown: Some(verdicts),
        })
    }
}

/// Opens the preview of a judged file. The same file judged again keeps what was left out.
pub(crate) fn show(state: &mut State, plan: CalendarPlan) {
    let open = state
        .preview
        .take()
        .filter(|open| open.plan.file == plan.file);
    let (left_out, listed, selected) = open.map_or_else(
        || (BTreeSet::new(), Listed::All, 0),
        |open| (open.left_out, open.listed, open.selected),
    );
    state.preview = Some(CalendarPreview {
        plan,
        left_out,
        listed,
        selected,
    });
}

impl PlanTurn<'_> {
    pub(super) fn preview_act(&mut self, action: Action) -> Option<()> {
        let preview = self.state.preview.as_mut()?;
        match action {
            Action::Cancel => self.state.preview = None,
            Action::Commit if preview.plan.changes_anything() => {
                let command = preview.command();
                self.perform(command);
            }
            Action::Commit => {
                let words = t!(self.env.lang, "calendar-nothing-to-import");
                self.say(Tone::Info, words);
            }
            _ => return preview.act(action),
        }
        Some(())
    }

    /// A click selects a row; on the selected row it leaves the event out or takes it in again.
    pub(super) fn preview_click(&mut self, row: usize) {
        let Some(preview) = &mut self.state.preview else {
            return;
        };
        if preview.selected == row {
            preview.act(Action::Accept);
        } else {
            preview.selected = row;
        }
    }
}
