//! State and form purposes of F7.

use crate::domain::calendar::period::Period;
use crate::domain::{ChildId, Moment};
use crate::i18n::Lang;
use crate::reports::order::What;
use crate::reports::slots::Beside;
use crate::reports::table::{Cell, Column, Fact, Picture, Row, RowState, Table, Value};
use crate::reports::trends::{Ask, Page};
use crate::screens::effect::{Scene, Turn};
use crate::wording::dates::brief_day;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// State of the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The page.
    pub page: Page,
    /// The period; `None` until the screen is shown for the first time, and for the usual one.
    pub period: Option<Period>,
    /// Somebody chose the period; else it moves with the day.
    pub is_chosen: bool,
    /// With what it is compared.
    pub beside: Beside,
    /// The child of the page about one.
    pub child: Option<ChildId>,
    /// The table that was read last.
    pub shown: Option<Shown>,
    /// The selected row of the table.
    pub row: usize,
    /// The selected column.
    pub column: usize,
    /// The list of children behind a number, while it is open.
    pub behind: Option<Behind>,
    /// The number of the question that waits for its answer.
    pub waits: Option<u64>,
    /// How many questions were asked.
    pub asked: u64,
    /// The layout of the home's own that was chosen last.
    pub layout: Option<String>,
    /// The columns of a new layout, picked so far.
    pub fields: Vec<String>,
    /// The form that is to be filled.
    pub form_file: Option<PathBuf>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The question.
    pub ask: Ask,
    /// Language of its words.
    pub lang: Lang,
    /// The table.
    pub table: Arc<Table>,
    /// When it was read.
    pub read_at: Moment,
}

/// The children behind a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Behind {
    /// The row of the number.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// What the row is called, and the code of the column: another answer may have them at another place.
    pub named: (Value, String),
    /// The children, each with the days on which it was counted.
    pub children: Vec<(ChildId, Vec<NaiveDate>)>,
    /// The selected row.
    pub selected: usize,
}

impl Default for State {
    fn default() -> Self {
        Self {
            page: Page::HowMany,
            period: None,
            is_chosen: false,
            beside: Beside::Before,
            child: None,
            shown: None,
            row: 0,
            column: 0,
            behind: None,
            waits: None,
            asked: 0,
            layout: None,
            fields: Vec::new(),
            form_file: None,
        }
    }
}

impl State {
    /// Whether there are children behind a number of the selected row, or their list is open.
    pub(crate) fn has_children_behind(&self) -> bool {
        let has = |shown: &Shown| !shown.table.countable(self.row).is_empty();
        self.behind.is_some() || self.shown.as_ref().is_some_and(has)
    }

    /// Takes an answer, unless another question was asked since. The selection stays where it was asked the same again.
    pub(crate) fn take(&mut self, nth: u64, shown: Shown) {
        if self.waits != Some(nth) {
            return;
        }
        self.waits = None;
        let is_same = self.shown.as_ref().is_some_and(|old| old.ask == shown.ask);
        if !is_same {
            self.row = first_row(&shown.table);
            self.column = first_column(&shown.table, self.row);
            self.behind = None;
        }
        self.row = self.row.min(shown.table.rows.len().saturating_sub(1));
        // The list stays open over a look into a file, with what is known now.
        if let Some(open) = self.behind.take() {
            self.behind = open.again(&shown.table);
        }
        self.shown = Some(shown);
    }

    /// The question of this number could not be answered; what was shown before stays, with its question.
    pub(crate) fn failed(&mut self, nth: u64) {
        if self.waits == Some(nth) {
            self.stop_waiting();
        }
    }

    /// Stops waiting for an answer; what was shown before stays, with its question. Whether there was one.
    pub(crate) fn stop_waiting(&mut self) -> bool {
        let was_waiting = self.waits.take().is_some();
        if let Some(shown) = self.shown.as_ref().filter(|_| was_waiting) {
            let ask = shown.ask;
            self.page = ask.page;
            self.period = Some(ask.period);
            self.beside = ask.beside;
            self.child = ask.child;
        }
        was_waiting
    }
}

impl Behind {
    /// The children behind a number of a table; `None` without any.
    pub(crate) fn of(table: &Table, row: usize, column: usize) -> Option<Self> {
        let children = grouped(table.cell(row, column)?);
        let name = table.cell(row, 0)?.value.clone();
        let code = table.columns.get(column)?.code.clone();
        (!children.is_empty()).then_some(Self {
            row,
            column,
            named: (name, code),
            children,
            selected: 0,
        })
    }

    /// The same list in another answer, with the same child selected; `None` if its number is gone.
    fn again(self, table: &Table) -> Option<Self> {
        let is_row = |row: &Row| {
            row.cells
                .first()
                .is_some_and(|one| one.value == self.named.0)
        };
        let row = table.rows.iter().position(is_row)?;
        let is_column = |one: &Column| one.code == self.named.1;
        let column = table.columns.iter().position(is_column)?;
        let list = Self::of(table, row, column)?;
        let chosen = self.children.get(self.selected).map(|one| one.0);
        let place = list.children.iter().position(|one| Some(one.0) == chosen);
        Some(Self {
            selected: place.unwrap_or_default(),
            ..list
        })
    }
}

/// The name of the column of a number; of a mark on a calendar its day.
pub(crate) fn column_words(
    table: &Table,
    (row, column): (usize, usize),
    (lang, today): (Lang, NaiveDate),
) -> String {
    let day = || {
        let fact = table.cell(row, column)?.facts.first()?;
        Some(brief_day(fact.day()?, lang, today))
    };
    let of = table.columns.get(column);
    let heading = || of.map_or_else(String::new, |one| one.heading.clone());
    let is_calendar = table.picture == Picture::Marks;
    is_calendar.then(day).flatten().unwrap_or_else(heading)
}

/// The children of a cell with the days on which each was counted, in the order of the cell.
fn grouped(cell: &Cell) -> Vec<(ChildId, Vec<NaiveDate>)> {
    let mut children: Vec<(ChildId, Vec<NaiveDate>)> = cell
        .children()
        .into_iter()
        .map(|child| (child, Vec::new()))
        .collect();
    let places: HashMap<ChildId, usize> = children
        .iter()
        .enumerate()
        .map(|(place, (child, _))| (*child, place))
        .collect();
    for fact in &cell.facts {
        let place = fact.child().and_then(|child| places.get(&child));
        if let (Some(day), Some(entry)) = (fact.day(), place.and_then(|at| children.get_mut(*at))) {
            entry.1.push(day);
        }
    }
    children
}

/// The column on which a page opens: the first with children behind it; of activities, that of what was held.
fn first_column(table: &Table, row: usize) -> usize {
    let counts_activities = |cell: &Cell| {
        cell.facts
            .iter()
            .any(|fact| matches!(fact, Fact::Activity(..)))
    };
    if table.cell(row, 1).is_some_and(counts_activities) {
        return 1;
    }
    table.countable(row).first().copied().unwrap_or(1)
}

/// The row on which a page opens: the newest number that is known, or the first with children behind it.
fn first_row(table: &Table) -> usize {
    let is_known = |row: &Row| matches!(row.state, RowState::Whole | RowState::Running);
    let row = match table.picture {
        Picture::Bars { .. } => table.rows.iter().rposition(is_known),
        Picture::None | Picture::Heat { .. } | Picture::Marks => {
            (0..table.rows.len()).find(|row| !table.countable(*row).is_empty())
        }
    };
    row.unwrap_or_default()
}

/// What the views of F7 read.
pub(crate) type TrendScene<'s> = Scene<'s, State>;
/// One update of F7.
pub(crate) type TrendTurn<'t> = Turn<'t, State, TrendForm>;

/// Purpose of a form or list of F7.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrendForm {
    /// Choose any two days.
    Days,
    /// Choose the child of the page about one.
    Child,
    /// Choose what is printed or saved.
    What,
    /// Choose the child of a report about one.
    OfWhom(What),
    /// What is done with a layout of the home's own.
    Layout,
    /// The next column of a new layout.
    Fields,
    /// The rest of a layout.
    SaveLayout,
    /// The form of the township that is filled.
    FormFile,
    /// Its path.
    FormPath,
    /// Of which children and which period it is filled.
    Fill,
    /// How a report is written.
    Report {
        /// The report.
        what: What,
        /// Its child.
        child: Option<ChildId>,
    },
}
