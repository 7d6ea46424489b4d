//! Moving an activity by the arrow keys: it goes through the week while nothing is written; Enter
//! asks for the reason.

use super::state::{PlanForm, PlanScene, PlanTurn};
use crate::desk::command::Command;
use crate::desk::command::activity::{ActivityStep, Slot};
use crate::domain::Activity;
use crate::domain::activity::clash::Own;
use crate::domain::activity::{Occurrence, State, Which};
use crate::keymap::Action;
use crate::t;
use crate::ui::form::{FieldError, FieldSpec, Form, Kind, Label};
use crate::wording::dates::day_words;
use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// Days of a week.
const WEEK: i64 = 7;
/// Minutes by which Up and Down move.
const STEP: i64 = 15;

impl PlanScene<'_> {
    /// The occurrences of a week with the activity that is being moved where it is now.
    pub(super) fn with_moving(
        &self,
        mut all: Vec<Occurrence>,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Vec<Occurrence> {
        let Some((which, slot)) = self.state.moving else {
            return all;
        };
        all.retain(|one| one.which != which);
        let known = self.house.known.programme.find(which);
        let is_here = from <= slot.day && slot.day <= to;
        if let Some(activity) = known.filter(|_| is_here) {
            let is_open = self
                .house
                .calendar()
                .is_none_or(|calendar| calendar.is_open(slot.day));
            all.push(Occurrence {
                which,
                activity: moved(activity, slot),
                state: State::Moved,
                is_clash: !is_open,
            });
            all.sort_by_key(|one| (one.activity.day, one.activity.starts));
        }
        all
    }
}

fn moved(activity: Activity, slot: Slot) -> Activity {
    Activity {
        day: slot.day,
        starts: slot.starts,
        ends: slot.ends,
        ..activity
    }
}

impl PlanTurn<'_> {
    /// Begins to move an activity.
    pub(super) fn start_moving(&mut self, which: Which) {
        let Some(activity) = self.house.known.programme.find(which) else {
            return;
        };
        let slot = Slot {
            day: activity.day,
            starts: activity.starts,
            ends: activity.ends,
        };
        self.place(which, slot);
    }

    fn place(&mut self, which: Which, slot: Slot) {
        self.state.moving = Some((which, slot));
        (self.state.day, self.state.which) = (slot.day, Some(which));
    }

    pub(super) fn moving_act(&mut self, action: Action) -> Option<()> {
        let (which, slot) = self.state.moving?;
        let by_days = |days: i64| Slot {
            day: slot.day + TimeDelta::days(days),
            ..slot
        };
        let to = match action {
            Action::Left => by_days(-1),
            Action::Right => by_days(1),
            Action::PageUp => by_days(-WEEK),
            Action::PageDown => by_days(WEEK),
            Action::Up => later(slot, -STEP),
            Action::Down => later(slot, STEP),
            Action::Cancel => {
                self.state.moving = None;
                return Some(());
            }
            Action::Accept => {
                self.ask_move_reason(which, slot);
                return Some(());
            }
            _ => return None,
        };
        self.place(which, to);
        Some(())
    }

    fn ask_move_reason(&mut self, which: Which, slot: Slot) {
        let Some(activity) = self.house.known.programme.find(which) else {
            self.state.moving = None;
            return;
        };
        let lang = self.env.lang;
        let day = day_words(slot.day, lang, self.house.today());
        let at = slot.starts.format("%H:%M").to_string();
        let title = t!(
            lang,
            "form-move-to",
            title = activity.title.as_str(),
            day = day,
            at = at
        );
        let reason = FieldSpec::new("reason", "field-reason", Kind::Note).required();
        let form = Form::new(Label::Text(title), vec![reason]);
        self.ask(form, PlanForm::MoveTo(which, slot));
    }

    /// Moves an activity after what speaks against it was said once. Errors stand at `field`.
    pub(super) fn move_to(
        &mut self,
        which: Which,
        to: Slot,
        reason: String,
        field: Option<&'static str>,
    ) -> Result<(), FieldError> {
        if let Some(activity) = self.house.known.programme.find(which) {
            self.check_clash(&moved(activity, to), Own::One(which))
                .map_err(|error| FieldError {
                    field: field.unwrap_or(error.field),
                    ..error
                })?;
        }
        self.state.moving = None;
        (self.state.day, self.state.which) = (to.day, Some(which));
        self.perform(Command::Activity(ActivityStep::Move { which, to, reason }));
        Ok(())
    }
}

/// The slot so many minutes later; at the ends of the day it stays.
fn later(slot: Slot, minutes: i64) -> Slot {
    let by = |time: NaiveTime| {
        let (time, over) = time.overflowing_add_signed(TimeDelta::minutes(minutes));
        (over == 0).then_some(time)
    };
    match by(slot.starts).zip(by(slot.ends)) {
        Some((starts, ends)) => Slot {
            starts,
            ends,
            ..slot
        },
        None => slot,
    }
}
