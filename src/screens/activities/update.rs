//! Key and click handling of F5.

use super::state::{Part, PlanForm, PlanTurn, State};
use super::week::WEEK;
use crate::domain::activity::Which;
use crate::house::House;
use crate::keymap::Action;
use crate::screens::effect::{Effect, Env, Turn};
use crate::ui::list::moved;
use chrono::{Datelike, Days, Months, NaiveDate};

/// Handles an action; `None` if the screen does not use it.
pub(crate) fn update(
    house: &House,
    state: &mut State,
    env: Env,
    action: Action,
) -> Option<Vec<Effect<PlanForm>>> {
    Turn::effects_if_used(house, state, env, |turn| turn.act(action))
}

/// A click selects a row; on the selected row it acts like Enter.
pub(crate) fn click(
    house: &House,
    state: &mut State,
    env: Env,
    row: usize,
) -> Vec<Effect<PlanForm>> {
    Turn::effects(house, state, env, |turn| turn.click(row))
}

/// Selects today. The screen's own function key does this while the screen is shown.
pub(crate) fn back_to_today(house: &House, state: &mut State) {
    *state = State {
        part: state.part,
        topic: state.topic.clone(),
        ..State::on(house.today())
    };
}

/// Selects an activity, or a day without one.
pub(crate) fn show_activity(state: &mut State, day: NaiveDate, which: Option<Which>) {
    *state = State {
        topic: state.topic.clone(),
        which,
        ..State::on(day)
    };
}

/// Shows the topics with the first due topic selected.
pub(crate) fn show_due_topics(state: &mut State) {
    *state = State {
        part: Part::Topics,
        ..State::on(state.day)
    };
}

impl PlanTurn<'_> {
    fn act(&mut self, action: Action) -> Option<()> {
        if self.state.preview.is_some() {
            return self.preview_act(action);
        }
        if self.state.moving.is_some() {
            return self.moving_act(action);
        }
        match (action, self.state.part) {
            (Action::Next, part) => self.state.part = part.step(1),
            (Action::Previous, part) => self.state.part = part.step(Part::ALL.len() - 1),
            (Action::Import, _) | (Action::Print, Part::Week | Part::Month) => {
                self.ask_plan_files();
            }
            (Action::Add, Part::Week | Part::Month | Part::Coverage) => self.ask_plan_new(),
            (_, Part::Week) => return self.week_act(action),
            (_, Part::Month) => return self.month_act(action),
            (_, Part::Topics) => return self.topics_act(action),
            (_, Part::Coverage) => return self.coverage_act(action),
        }
        Some(())
    }

    fn week_act(&mut self, action: Action) -> Option<()> {
        let rows = self.scene().week();
        let mut place = self.scene().week_place(&rows);
        let row = rows.get(place)?;
        match (action, &row.one) {
            (Action::Left, _) => self.go_to(self.state.day.pred_opt()),
            (Action::Right, _) => self.go_to(self.state.day.succ_opt()),
            (Action::PageUp, _) => self.go_to(self.state.day.checked_sub_days(Days::new(WEEK))),
            (Action::PageDown, _) => self.go_to(self.state.day.checked_add_days(Days::new(WEEK))),
            (Action::Accept, Some(one)) => self.ask_what(one),
            (Action::Accept, None) => self.ask_day(row.day),
            (Action::Edit, Some(one)) => self.ask_edit(one.which),
            (Action::Visit, Some(one)) => self.ask_who_took_part(&one.activity),
            (Action::Visit, None) => self.ask_unplanned(row.day),
            (Action::Remove, Some(one)) => self.ask_call_off(one.which),
            (Action::Edit | Action::Remove, None) => return None,
            _ => {
                moved(&mut place, rows.len(), action).then_some(())?;
                if let Some(row) = rows.get(place) {
                    (self.state.day, self.state.which) = (row.day, row.which());
                }
            }
        }
        Some(())
    }

    fn month_act(&mut self, action: Action) -> Option<()> {
        let day = self.state.day;
        let to = match action {
            Action::Left => day.pred_opt(),
            Action::Right => day.succ_opt(),
            Action::Up => day.checked_sub_days(Days::new(WEEK)),
            Action::Down => day.checked_add_days(Days::new(WEEK)),
            Action::PageUp => day.checked_sub_months(Months::new(1)),
            Action::PageDown => day.checked_add_months(Months::new(1)),
            Action::First => day.with_day(1),
            Action::Last => day
                .with_day(1)
                .and_then(|first| first.checked_add_months(Months::new(1)))
                .and_then(|next| next.pred_opt()),
            Action::Accept => {
                self.state.part = Part::Week;
                return Some(());
            }
            _ => return None,
        };
        self.go_to(to);
        Some(())
    }

    fn go_to(&mut self, day: Option<NaiveDate>) {
        // Dates on screen have years between 1900 and 2199.
        if let Some(day) = day.filter(|day| (1900..=2199).contains(&day.year())) {
            (self.state.day, self.state.which) = (day, None);
        }
    }

    /// A click selects a row; on the selected row it acts like Enter.
    fn click(&mut self, row: usize) {
        if self.state.preview.is_some() {
            self.preview_click(row);
            return;
        }
        if self.state.moving.is_some() {
            return;
        }
        let is_there = match self.state.part {
            Part::Week => {
                let rows = self.scene().week();
                let was = self.scene().week_place(&rows);
                if let Some(one) = rows.get(row) {
                    (self.state.day, self.state.which) = (one.day, one.which());
                }
                was == row
            }
            Part::Month => {
                let days: Vec<NaiveDate> = self
                    .scene()
                    .month()
                    .iter()
                    .flatten()
                    .map(|one| one.day)
                    .collect();
                let clicked = days.get(row).copied();
                let was = clicked == Some(self.state.day);
                self.go_to(clicked);
                was
            }
            Part::Topics => self.topics_click(row),
            Part::Coverage => self.coverage_click(row),
        };
        if is_there {
            self.act(Action::Accept);
        }
    }
}
