//! Key and click handling of F7.

use super::state::{Behind, State, TrendForm, TrendTurn, column_words};
use crate::domain::ChildId;
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::codes::Coded;
use crate::house::House;
use crate::keymap::Action;
use crate::reports::slots::Beside;
use crate::reports::trends::{Ask, Page};
use crate::reports::words::value_words;
use crate::reports::write::check_lines;
use crate::screens::effect::{Effect, Env, Job, Open, Question, Tone, Turn};
use crate::t;
use crate::ui::list::moved;
use crate::ui::page::Page as TextPage;

/// Lengths of a period that the keys go through, from short to long.
const GRAINS: [Grain; 5] = [
    Grain::Week,
    Grain::Month,
    Grain::Term,
    Grain::Quarter,
    Grain::Year,
];

/// Handles an action; `None` if the screen does not use it.
pub(crate) fn update(
    house: &House,
    state: &mut State,
    env: Env,
    action: Action,
) -> Option<Vec<Effect<TrendForm>>> {
    Turn::effects_if_used(house, state, env, |turn| turn.act(action))
}

/// A click selects a row; on the selected row it opens what is behind it.
pub(crate) fn click(
    house: &House,
    state: &mut State,
    env: Env,
    row: usize,
) -> Vec<Effect<TrendForm>> {
    Turn::effects(house, state, env, |turn| turn.click(row))
}

/// Asks the shown page again: the screen was opened, or something has changed.
pub(crate) fn ask(house: &House, state: &mut State, env: Env) -> Vec<Effect<TrendForm>> {
    Turn::effects(house, state, env, TrendTurn::ask_page)
}

impl TrendTurn<'_> {
    fn act(&mut self, action: Action) -> Option<()> {
        if self.state.behind.is_some() {
            return self.act_in_list(action);
        }
        let rows = self
            .state
            .shown
            .as_ref()
            .map_or(0, |shown| shown.table.rows.len());
        if moved(&mut self.state.row, rows, action) {
            return Some(());
        }
        let calendar = self.house.calendar()?;
        let period = self.state.period?;
        match action {
            Action::Next => self.state.page = turned(self.state.page, Page::ALL, 1),
            Action::Previous => self.state.page = turned(self.state.page, Page::ALL, -1),
            Action::Left => self.pick(period.before(calendar)),
            Action::Right => self.pick(period.after(calendar)),
            Action::Longer => self.change_grain(period, 1)?,
            Action::Shorter => self.change_grain(period, -1)?,
            Action::Compare if !self.state.page.has_beside() => return None,
            Action::Compare => self.state.beside = turned(self.state.beside, Beside::ALL, 1),
            Action::PickPeriod => {
                self.ask_days(period);
                return Some(());
            }
            Action::Find => {
                self.ask_child();
                return Some(());
            }
            Action::Print => {
                self.ask_what();
                return Some(());
            }
            Action::Explain => return self.explain(),
            Action::Turn => return self.next_number(),
            Action::Accept => return self.open_list(),
            Action::Cancel => return self.state.stop_waiting().then_some(()),
            _ => return None,
        }
        self.ask_page();
        Some(())
    }

    fn act_in_list(&mut self, action: Action) -> Option<()> {
        let list = self.state.behind.as_mut()?;
        if moved(&mut list.selected, list.children.len(), action) {
            return Some(());
        }
        let child = list.children.get(list.selected).map(|(child, _)| *child);
        match action {
            Action::Accept | Action::Edit => self.open(Open::File(child?)),
            Action::Visit => self.open(Open::Record(child?)),
            Action::Print => return self.ask_round(),
            Action::Cancel => self.state.behind = None,
            _ => return None,
        }
        Some(())
    }

    /// Asks which of the listed children go on a sheet for a visit round: whom to ring, where they live, room to write.
    fn ask_round(&mut self) -> Option<()> {
        let list = self.state.behind.as_ref()?;
        let register = &self.house.register;
        let is_here =
            |child: &ChildId| register.get(*child).is_some_and(|one| one.status.is_here());
        let here: Vec<ChildId> = list
            .children
            .iter()
            .map(|(child, _)| *child)
            .filter(is_here)
            .collect();
        if here.is_empty() {
            self.say(Tone::Info, t!(self.env.lang, "trend-nobody-to-visit"));
        } else {
            let gone = list.children.len().saturating_sub(here.len());
            if gone > 0 {
                let text = t!(
                    self.env.lang,
                    "trend-not-all-to-visit",
                    count = gone.to_string()
                );
                self.say(Tone::Info, text);
            }
            self.open(Open::Round(here));
        }
        Some(())
    }

    fn click(&mut self, row: usize) {
        let selected = match &mut self.state.behind {
            Some(list) => &mut list.selected,
            None => &mut self.state.row,
        };
        if *selected == row {
            // A row without children opens nothing.
            let _ = self.act(Action::Accept);
        } else {
            *selected = row;
        }
    }

    /// Asks what the state says.
    pub(super) fn ask_page(&mut self) {
        let Some(calendar) = self.house.calendar() else {
            return;
        };
        let today = self.house.today();
        let usual = Period::usual(today, calendar);
        let period = self
            .state
            .period
            .filter(|_| self.state.is_chosen)
            .unwrap_or(usual);
        self.state.period = Some(period);
        self.state.asked += 1;
        self.state.waits = Some(self.state.asked);
        let ask = Ask {
            page: self.state.page,
            period,
            beside: self.state.beside,
            child: self.state.child,
        };
        // Another question has other numbers.
        if self
            .state
            .shown
            .as_ref()
            .is_none_or(|shown| shown.ask != ask)
        {
            self.state.behind = None;
        }
        let (nth, lang) = (self.state.asked, self.env.lang);
        self.run(Job::Ask(Question { ask, lang, nth }));
    }

    /// Takes a period that somebody chose: it stays when the day turns.
    pub(super) fn pick(&mut self, period: Period) {
        self.state.period = Some(period);
        self.state.is_chosen = true;
    }

    fn change_grain(&mut self, period: Period, by: isize) -> Option<()> {
        let place = GRAINS.iter().position(|grain| *grain == period.grain);
        // From any two days the keys lead back to a month.
        let next = match place {
            None => Grain::Month,
            Some(place) => *GRAINS.get(place.checked_add_signed(by)?)?,
        };
        let (today, calendar) = (self.house.today(), self.house.calendar()?);
        self.pick(period.with_grain(next, today, calendar));
        Some(())
    }

    /// Goes to the next number of the row that has children behind it.
    fn next_number(&mut self) -> Option<()> {
        let table = &self.state.shown.as_ref()?.table;
        let columns = table.countable(self.state.row);
        let next = columns.iter().find(|column| **column > self.state.column);
        let before = self.state.column;
        self.state.column = *next.or_else(|| columns.first())?;
        (self.state.column != before).then_some(())
    }

    /// Lists the children behind the selected number.
    fn open_list(&mut self) -> Option<()> {
        let shown = self.state.shown.as_ref()?;
        let (row, table) = (self.state.row, &shown.table);
        let columns = table.countable(row);
        // Where the selected column says nothing, the first that does.
        let column = columns.iter().find(|column| **column == self.state.column);
        let column = *column.or_else(|| columns.first())?;
        let list = Behind::of(table, row, column)?;
        self.state.column = column;
        self.state.behind = Some(list);
        Some(())
    }

    /// Tells what the page counts, and what stands behind the selected number.
    fn explain(&mut self) -> Option<()> {
        let (lang, today) = (self.env.lang, self.house.today());
        let shown = self.state.shown.as_ref()?;
        let (table, row, column) = (&shown.table, self.state.row, self.state.column);
        let mut lines = table.sentences.clone();
        if let Some(cell) = table.cell(row, column).filter(|_| column > 0) {
            let said = |value| value_words(value, lang, today);
            let name = table.cell(row, 0).map(|cell| said(&cell.value));
            lines.push(String::new());
            lines.push(t!(
                lang,
                "trend-explain-number",
                row = name.unwrap_or_default(),
                column = column_words(table, (row, column), (lang, today)),
                number = said(&cell.value)
            ));
            lines.push(t!(
                lang,
                "trend-explain-behind",
                records = cell.facts.len().to_string(),
                children = cell.children().len()
            ));
        }
        lines.push(String::new());
        lines.extend(table.notes.iter().cloned());
        lines.extend(check_lines(table, lang));
        lines.push(t!(
            lang,
            "trend-explain-read",
            at = shown.read_at.format("%H:%M").to_string()
        ));
        let title = t!(lang, "trend-explain", page = table.title.as_str());
        let page = TextPage {
            title,
            lines,
            top: 0,
        };
        self.push(Effect::Page(page));
        Some(())
    }
}

/// The choice after or before another one, around the end.
fn turned<C: Coded + PartialEq>(one: C, all: &[C], by: isize) -> C {
    let place = all
        .iter()
        .position(|other| *other == one)
        .unwrap_or_default();
    let count = all.len().max(1);
    let next = (place + count).saturating_add_signed(by) % count;
    all.get(next).copied().unwrap_or(one)
}
