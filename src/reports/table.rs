//! The table of a report. Each number knows the records that it counts, so that the number and the list behind it
//! cannot differ.

use crate::domain::calendar::period::Period;
use crate::domain::mask::{Mask, Personal};
use crate::domain::{
    ActivityId, BenefitId, ChildId, DonationId, FollowUpId, GivenId, HelperContactId, HelperId,
    MeasureId, PairingId, ParentNewsId, ProblemId, TagId, TalkId, VisitId, WishId,
};
use chrono::{NaiveDate, NaiveTime};
use std::collections::HashSet;

/// A record that a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    /// A child on a day of the register.
    Day(ChildId, NaiveDate),
    /// The file of a child.
    File(ChildId),
    /// A category of a child.
    Tag(ChildId, TagId),
    /// A visit or call, on its day.
    Visit(ChildId, VisitId, NaiveDate),
    /// A step about a flag, on its day.
    Step(ChildId, FollowUpId, NaiveDate),
    /// A problem.
    Problem(ChildId, ProblemId),
    /// A child at an activity.
    Part(ChildId, ActivityId, NaiveDate),
    /// An activity, on its day.
    Activity(ActivityId, NaiveDate),
    /// A day of the home: it was open, or its register was taken.
    HomeDay(NaiveDate),
    /// A record of the help that a child gets.
    Help(ChildId, Help),
    /// A helper.
    Helper(HelperId),
    /// What came from a giver, on its day.
    Donation(DonationId, NaiveDate),
}

/// A record of the help that a child gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Help {
    /// A pairing.
    Pairing(PairingId),
    /// A contact of a helper.
    Contact(HelperContactId),
    /// A measure of its plan.
    Measure(MeasureId),
    /// What it was given.
    Given(GivenId),
    /// A benefit.
    Benefit(BenefitId),
    /// A wish.
    Wish(WishId),
    /// A talk.
    Talk(TalkId),
    /// News for its parents.
    News(ParentNewsId),
}

impl Fact {
    /// The child concerned.
    pub fn child(self) -> Option<ChildId> {
        match self {
            Self::Day(child, _)
            | Self::File(child)
            | Self::Tag(child, _)
            | Self::Visit(child, ..)
            | Self::Step(child, ..)
            | Self::Problem(child, _)
            | Self::Part(child, ..)
            | Self::Help(child, _) => Some(child),
            Self::Activity(..) | Self::HomeDay(_) | Self::Helper(_) | Self::Donation(..) => None,
        }
    }

    /// The day of the record.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(_, day)
            | Self::Visit(_, _, day)
            | Self::Step(_, _, day)
            | Self::Part(_, _, day)
            | Self::Activity(_, day)
            | Self::Donation(_, day)
            | Self::HomeDay(day) => Some(day),
            Self::File(_)
            | Self::Tag(..)
            | Self::Problem(..)
            | Self::Help(..)
            | Self::Helper(_) => None,
        }
    }
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// What identifies a person; a mask decides how much of it is shown.
    Personal(Personal, String),
    /// Digits that are no number to calculate with.
    Code(String),
    /// A number.
    Count(usize),
    /// At least so many: not all days of it have a whole register.
    AtLeast(usize),
    /// A sum over so many days or weeks, shown as the average of one.
    Mean {
        /// The sum.
        sum: usize,
        /// How many days or weeks.
        over: usize,
    },
    /// So many of so many.
    Share {
        /// The part.
        part: usize,
        /// The whole.
        of: usize,
    },
    /// A day.
    Day(NaiveDate),
    /// A time of the day.
    Time(NaiveTime),
    /// The register was not taken, so that nobody knows.
    NotTaken,
    /// The home was closed, or its records had not begun.
    Closed,
    /// In the future.
    Ahead,
    /// It is not over before this day.
    NotKnownBefore(NaiveDate),
    /// Nobody knows yet, and no day is known on which that will change.
    NotKnown,
    /// Too small to be published, or it would give away one that is.
    Hidden,
}

impl Value {
    /// The number to draw; `None` for what is no number.
    pub fn number(&self) -> Option<f64> {
        let of = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        match self {
            Self::Count(count) | Self::AtLeast(count) => Some(of(*count)),
            Self::Mean { sum, over } => (*over > 0).then(|| of(*sum) / of(*over)),
            Self::Share { part, .. } => Some(of(*part)),
            _ => None,
        }
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What it says.
    pub value: Value,
    /// The records that it counts.
    pub facts: Vec<Fact>,
}

impl Cell {
    /// A cell that counts nothing.
    pub(crate) const fn plain(value: Value) -> Self {
        Self {
            value,
            facts: Vec::new(),
        }
    }

    /// Words.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::plain(Value::Text(text.into()))
    }

    /// A value that a mask may hide.
    pub(crate) fn personal(what: Personal, text: impl Into<String>) -> Self {
        Self::plain(Value::Personal(what, text.into()))
    }

    /// Counts days of the home.
    pub(crate) fn home_days(days: impl IntoIterator<Item = NaiveDate>) -> Self {
        Self::count(days.into_iter().map(Fact::HomeDay).collect())
    }

    /// Counts records: visits (人次).
    pub(crate) fn count(facts: Vec<Fact>) -> Self {
        Self {
            value: Value::Count(facts.len()),
            facts,
        }
    }

    /// Counts children, each once (人数).
    pub(crate) fn heads(facts: Vec<Fact>) -> Self {
        Self {
            value: Value::Count(heads(&facts)),
            facts,
        }
    }

    /// The average number of records a day or week.
    pub(crate) fn mean(facts: Vec<Fact>, over: usize) -> Self {
        let value = if over == 0 {
            Value::Empty
        } else {
            Value::Mean {
                sum: facts.len(),
                over,
            }
        };
        Self { value, facts }
    }

    /// The children behind the number, each once, in the order of the records.
    pub(crate) fn children(&self) -> Vec<ChildId> {
        let mut met = HashSet::new();
        let children = self.facts.iter().filter_map(|one| one.child());
        children.filter(|child| met.insert(*child)).collect()
    }
}

/// Number of different children.
pub(crate) fn heads(facts: &[Fact]) -> usize {
    let children: HashSet<ChildId> = facts.iter().filter_map(|one| one.child()).collect();
    children.len()
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Stable name for JSON and saved layouts.
    pub code: String,
    /// Heading.
    pub heading: String,
    /// Heading over this and neighbouring columns.
    pub group: Option<String>,
    /// Width on paper and in a spreadsheet, in characters.
    pub width: u32,
    /// Whether it holds numbers, which stand to the right.
    pub is_number: bool,
    /// Columns of one name can be computed from each other in a row, as parts and their sum; those of different names
    /// cannot.
    pub tied: &'static str,
    /// It counts days or activities of the home, and no children.
    pub is_of_home: bool,
}

impl Column {
    /// A column of words.
    pub(crate) fn words(code: &str, heading: impl Into<String>, width: u32) -> Self {
        Self {
            code: code.to_owned(),
            heading: heading.into(),
            group: None,
            width,
            is_number: false,
            tied: "",
            is_of_home: false,
        }
    }

    /// A column of numbers.
    pub(crate) fn number(code: &str, heading: impl Into<String>) -> Self {
        Self {
            is_number: true,
            ..Self::words(code, heading, 9)
        }
    }

    /// The column under a heading that it shares with its neighbours.
    #[must_use]
    pub(crate) fn in_group(self, name: impl Into<String>) -> Self {
        Self {
            group: Some(name.into()),
            ..self
        }
    }

    /// The column among those of this name, from which it could be computed.
    #[must_use]
    pub(crate) fn tied(self, name: &'static str) -> Self {
        Self { tied: name, ..self }
    }

    /// The column as one that counts days or activities of the home.
    #[must_use]
    pub(crate) fn of_home(self) -> Self {
        Self {
            is_of_home: true,
            ..self
        }
    }

    /// Both headings in one line.
    pub(crate) fn full_heading(&self) -> String {
        self.group.as_ref().map_or_else(
            || self.heading.clone(),
            |group| format!("{group} · {}", self.heading),
        )
    }
}

/// How a row counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowState {
    /// It is over.
    #[default]
    Whole,
    /// It is not over yet: never compared, never the end of a line.
    Running,
    /// It has no number: closed, not taken, or in the future.
    Gap,
    /// A sum.
    Total,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// How it counts.
    pub state: RowState,
}

/// An arithmetic check (勾稽关系): both sides are computed on their own and must be equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What is compared, in words.
    pub words: String,
    /// One side.
    pub left: usize,
    /// The other side.
    pub right: usize,
}

impl Check {
    /// Whether both sides are equal.
    pub fn holds(&self) -> bool {
        self.left == self.right
    }
}

/// How the screen and the spreadsheet draw a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// Only the table.
    None,
    /// A bar for each row: the column, and one to compare with.
    Bars {
        /// Column of the bars.
        column: usize,
        /// Column of the marks beside them.
        beside: Option<usize>,
    },
    /// Marks in narrow cells: all columns but the first.
    Marks,
    /// Shades: the columns from the second to the last but `totals`.
    Heat {
        /// Columns at the end that are sums.
        totals: usize,
    },
}

/// The table of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Stable name for files, JSON and the command line.
    pub code: String,
    /// What it is.
    pub title: String,
    /// The period.
    pub days: Period,
    /// The period in words, which stands in every heading.
    pub period: String,
    /// What it shows, in sentences that are computed.
    pub sentences: Vec<String>,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Row>,
    /// What is counted, and what is not.
    pub notes: Vec<String>,
    /// Arithmetic checks.
    pub checks: Vec<Check>,
    /// How it is drawn.
    pub picture: Picture,
    /// Columns that a spreadsheet draws for the first block of rows, where the screen draws nothing.
    pub charted: Vec<usize>,
    /// Whether each row is about a child, named or not.
    pub is_of_children: bool,
    /// Whether each row is a number of its own, and no part of a sum.
    pub are_rows_alone: bool,
    /// How it is printed.
    pub layout: Layout,
}

/// How a table is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// As a table.
    #[default]
    Rows,
    /// Each row on a page of its own: headings at the left, values at the right.
    Cards,
    /// As a table with high rows and room to write.
    Blank,
}

impl Row {
    /// A row that is over.
    pub(crate) const fn whole(cells: Vec<Cell>) -> Self {
        Self {
            cells,
            state: RowState::Whole,
        }
    }
}

impl Table {
    /// A table without rows: its code and title, its days and their words.
    pub(crate) fn bare(
        (code, title): (&str, String),
        (days, period): (Period, String),
        columns: Vec<Column>,
    ) -> Self {
        Self {
            code: code.to_owned(),
            title,
            days,
            period,
            sentences: Vec::new(),
            columns,
            rows: Vec::new(),
            notes: Vec::new(),
            checks: Vec::new(),
            picture: Picture::None,
            charted: Vec::new(),
            is_of_children: false,
            are_rows_alone: false,
            layout: Layout::Rows,
        }
    }

    /// The children whose data the table shows or counts.
    pub(crate) fn children(&self) -> HashSet<ChildId> {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        let facts = cells.flat_map(|cell| &cell.facts);
        facts.filter_map(|fact| fact.child()).collect()
    }

    /// Whether it names persons, or tells of single children without their names.
    pub(crate) fn is_personal(&self) -> bool {
        let mut cells = self.rows.iter().flat_map(|row| &row.cells);
        self.is_of_children || cells.any(|cell| matches!(cell.value, Value::Personal(..)))
    }

    /// The table as a mask shows it. What a mask hides is not in it any more.
    #[must_use]
    pub(crate) fn masked(mut self, mask: Mask) -> Self {
        for cell in self.rows.iter_mut().flat_map(|row| &mut row.cells) {
            if let Value::Personal(what, text) = &cell.value {
                let shown = mask.of(*what, text);
                cell.value = match what {
                    Personal::IdNo | Personal::Phone => Value::Code(shown),
                    // A whole day is a day in a spreadsheet too.
                    Personal::Birth => shown.parse().map_or(Value::Text(shown), Value::Day),
                    Personal::Name | Personal::Address | Personal::Note => Value::Text(shown),
                };
            }
        }
        self
    }

    /// The table with these columns alone, by their codes.
    #[must_use]
    pub(crate) fn only(mut self, codes: &[&str]) -> Self {
        let told: Vec<bool> = self
            .columns
            .iter()
            .map(|column| codes.contains(&column.code.as_str()))
            .collect();
        let mut columns = told.iter();
        self.columns.retain(|_| columns.next() == Some(&true));
        for row in &mut self.rows {
            let mut cells = told.iter();
            row.cells.retain(|_| cells.next() == Some(&true));
        }
        self
    }

    /// The cell of a row and a column.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row)?.cells.get(column)
    }

    /// Neighbouring columns of one group, from left to right: the heading over them, `None` for a column that has none,
    /// and the places of the first and the last.
    pub(crate) fn groups(&self) -> Vec<(Option<&str>, (usize, usize))> {
        let mut groups: Vec<(Option<&str>, (usize, usize))> = Vec::new();
        for (place, column) in self.columns.iter().enumerate() {
            let name = column.group.as_deref();
            match groups.last_mut() {
                Some((before, (_, last))) if name.is_some() && *before == name => *last = place,
                _ => groups.push((name, (place, place))),
            }
        }
        groups
    }

    /// The columns of numbers with children behind them in a row, from left to right.
    pub(crate) fn countable(&self, row: usize) -> Vec<usize> {
        let cells = self
            .rows
            .get(row)
            .map_or(&[][..], |row| row.cells.as_slice());
        let with_facts = cells
            .iter()
            .enumerate()
            .filter(|(_, one)| one.facts.iter().any(|fact| fact.child().is_some()));
        with_facts.map(|(column, _)| column).collect()
    }
}
