//! What every ledger reads.

use crate::domain::calendar::period::Period;
use crate::domain::mask::Personal;
use crate::domain::rules::{Flag, PastMatter};
use crate::domain::{Child, ChildId, StaffId};
use crate::house::period::PeriodFacts;
use crate::i18n::Lang;
use crate::reports::table::{Cell, Column, Fact, Table};
use crate::reports::words::{before_records, partly_recorded};
use crate::wording::periods::period_full;
use chrono::NaiveDate;

/// The facts, the period and the language of a report.
pub(super) struct Scope<'f> {
    /// The facts.
    pub facts: &'f PeriodFacts,
    /// The period of the report.
    pub period: Period,
    /// Language of the report.
    pub lang: Lang,
}

impl Scope<'_> {
    /// A table without rows.
    pub(super) fn frame(&self, code: &str, title: String, columns: Vec<Column>) -> Table {
        let period = period_full(self.period, self.facts.calendar(), self.lang);
        Table::bare((code, title), (self.period, period), columns)
    }

    /// The last day that the report can speak of: that of the period, or today.
    pub(super) fn last(&self) -> NaiveDate {
        self.period.to.min(self.facts.today())
    }

    /// That the period, or its first days, lie before the kept records.
    pub(super) fn unrecorded(&self) -> Option<String> {
        let (facts, days) = (self.facts, self.period);
        before_records(facts, days, self.lang).or_else(|| partly_recorded(facts, days, self.lang))
    }

    /// Children on the register on the last day of the report: enrolled, away, or gone only later; by file number.
    pub(super) fn registered(&self) -> Vec<&Child> {
        let last = self.last();
        let mut children: Vec<&Child> = self
            .facts
            .register
            .children()
            .iter()
            .filter(|child| child.was_registered(last, last))
            .collect();
        children.sort_by(|one, other| one.file_no.cmp(&other.file_no));
        children
    }

    /// The name of a child as a value that a mask may hide, with the file behind it.
    pub(super) fn name(&self, child: ChildId) -> Cell {
        let name = self.facts.register.distinct_name(child).into_owned();
        Cell {
            facts: vec![Fact::File(child)],
            ..Cell::personal(Personal::Name, name)
        }
    }

    /// The name of a member of staff; empty if nobody is recorded.
    pub(super) fn staff(&self, id: Option<StaffId>) -> String {
        let staff = self.facts.home.staff.iter().find(|one| Some(one.id) == id);
        staff.map_or_else(String::new, |one| one.name.clone())
    }
}

/// The child of a report about one, and its matters that are over.
#[derive(Debug, Clone)]
pub struct OfChild {
    /// The child.
    pub child: ChildId,
    /// Its matters that are over.
    pub matters: Vec<PastMatter>,
    /// Its flags of today.
    pub open: Vec<Flag>,
}
