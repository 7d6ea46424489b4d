//! Rows of the page of problems and incidents.

use super::lines::Extent;
use super::state::CaseRow;
use crate::desk::rights::Right;
use crate::domain::ChildId;
use crate::domain::caseload::{Case, CaseOf};
use crate::domain::rules::Subject;
use crate::i18n::words;
use crate::screens::follow_up::state::FollowScene;
use crate::t;
use crate::ui::page::Page;
use crate::ui::picker::PickerItem;

impl<'s> FollowScene<'s> {
    /// The rows: what is open, then the count of what is settled, and below it these if they are shown.
    pub(super) fn case_rows(&self) -> Vec<CaseRow> {
        let cases = self.house.cases();
        let (open, settled): (Vec<Case<'_>>, Vec<Case<'_>>) =
            cases.into_iter().partition(Case::is_open);
        let row = |case: &Case<'_>| CaseRow::One(case.id());
        let mut rows: Vec<CaseRow> = open.iter().map(row).collect();
        if !settled.is_empty() {
            rows.push(CaseRow::Settled);
        }
        if self.state.cases.shows_settled {
            rows.extend(settled.iter().map(row));
        }
        rows
    }

    /// Index of the selected row.
    pub(super) fn case_place(&self, rows: &[CaseRow]) -> usize {
        let selected = self.state.cases.selected;
        let place = rows.iter().position(|row| Some(*row) == selected);
        place.unwrap_or_default()
    }

    /// The selected row as it stands.
    pub(in crate::screens::follow_up) fn case_row_here(&self) -> Option<CaseRow> {
        let rows = self.case_rows();
        rows.get(self.case_place(&rows)).copied()
    }

    /// The case of the open card, or of the selected row.
    pub(super) fn case_here(&self) -> Option<Case<'s>> {
        if let Some(card) = self.card() {
            return Some(card);
        }
        match self.case_row_here()? {
            CaseRow::One(id) => self.house.case(id),
            CaseRow::Settled => None,
        }
    }

    /// Whether the page of problems and incidents is shown.
    pub(in crate::screens::follow_up) const fn shows_cases(&self) -> bool {
        self.state.cases.is_shown
    }

    /// The case whose card is open; `None` without a card, and when an undo took the case away. An earlier evening has
    /// pages to read instead.
    pub(crate) fn card(&self) -> Option<Case<'s>> {
        let cases = &self.state.cases;
        let has_cards = self.shows_cases() && self.house.past.is_none();
        let id = cases.card.filter(|_| has_cards)?;
        self.house.case(id)
    }

    /// What is known of the selected case, to be read; `None` without one.
    pub(super) fn case_page(&self) -> Option<Page> {
        let case = self.case_here()?;
        let lines = self.case_lines(&case, Extent::Pane).into_iter();
        Some(Page {
            title: self.title(Subject::Child(case.child())),
            lines: lines.map(|(_, said)| said).collect(),
            top: 0,
        })
    }

    /// Number of cases with something left to do.
    pub(in crate::screens::follow_up) fn open_cases(&self) -> usize {
        let cases = self.house.cases();
        cases.iter().filter(|case| case.is_open()).count()
    }

    /// Number of settled cases.
    pub(super) fn settled_cases(&self) -> usize {
        self.house.cases().len() - self.open_cases()
    }

    /// Whether a director is at the desk, who may write restricted notes.
    pub(super) fn is_director(&self) -> bool {
        self.may(Right::Direct)
    }

    /// Whether whoever is at the desk may read restricted notes.
    pub(super) fn may_read_notes(&self) -> bool {
        self.may(Right::ReadRestricted)
    }

    /// The cases of a child whose card can be opened: open problems, and every incident.
    pub(in crate::screens::follow_up) fn cases_to_open(&self, child: ChildId) -> Vec<PickerItem> {
        let lang = self.env.lang;
        let cases = self.house.cases();
        let of_child = cases.iter().filter(|case| case.child() == child);
        let item = |case: &Case<'_>| match case.of {
            CaseOf::Problem(one) => one.is_open().then(|| {
                let label = t!(lang, "record-open-problem", what = one.what.as_str());
                PickerItem::new(format!("problem:{}", one.id), label, "")
            }),
            CaseOf::Incident(one) => {
                let kind = words::choice(lang, "incident", one.kind);
                let label = if one.is_unreported() {
                    t!(lang, "record-open-incident", kind = kind)
                } else {
                    let on = self.day(one.found_at.date_naive());
                    t!(lang, "record-known-incident", on = on, kind = kind)
                };
                Some(PickerItem::new(format!("incident:{}", one.id), label, ""))
            }
        };
        of_child.filter_map(item).collect()
    }
}
