//! Keys and clicks on the page of problems and incidents, and on a card.

use super::state::{CaseForm, CaseRow};
use crate::desk::refusal::Refusal;
use crate::desk::rights::{Locks, Right};
use crate::domain::LookKind;
use crate::domain::caseload::CaseId;
use crate::keymap::Action;
use crate::screens::effect::{Effect, Job, Open, Tone};
use crate::screens::follow_up::state::{FollowForm, FollowTurn};
use crate::screens::people;
use crate::t;
use crate::ui::list::moved;
use crate::ui::picker::Picker;

impl FollowTurn<'_> {
    /// Handles an action on the page or on the card; `None` if it is not used.
    pub(in crate::screens::follow_up) fn act_on_cases(&mut self, action: Action) -> Option<()> {
        if self.scene().card().is_some() {
            return self.act_on_card(action);
        }
        self.state.cases.close();
        match action {
            Action::Accept => match self.scene().case_row_here()? {
                CaseRow::One(id) => self.state.open_case(id),
                CaseRow::Settled => self.fold_settled(),
            },
            Action::Visit => self.record_about_case()?,
            Action::Edit => self.open_file_of_case()?,
            _ => self.move_case(action)?,
        }
        Some(())
    }

    /// Handles an action on the page of an earlier evening, where nothing can be done; `None` if it is not used.
    pub(in crate::screens::follow_up) fn read_cases(&mut self, action: Action) -> Option<()> {
        if action != Action::Accept {
            return self.move_case(action);
        }
        match self.scene().case_row_here()? {
            CaseRow::One(_) => {
                let page = self.scene().case_page()?;
                self.push(Effect::Page(page));
            }
            CaseRow::Settled => self.fold_settled(),
        }
        Some(())
    }

    fn move_case(&mut self, action: Action) -> Option<()> {
        let rows = self.scene().case_rows();
        let mut place = self.scene().case_place(&rows);
        moved(&mut place, rows.len(), action).then_some(())?;
        self.state.cases.selected = rows.get(place).copied();
        Some(())
    }

    fn fold_settled(&mut self) {
        let shows = &mut self.state.cases.shows_settled;
        *shows = !*shows;
        self.state.cases.selected = Some(CaseRow::Settled);
    }

    fn act_on_card(&mut self, action: Action) -> Option<()> {
        match action {
            Action::Accept => {
                let id = self.scene().card()?.id();
                self.ask_case_acts(id);
            }
            // The banner says to press F6 twice, wherever one is: the second must not close what the first has opened.
            Action::GoFollowUp if self.shows_unreported() => {
                self.say(Tone::Info, t!(self.env.lang, "case-report-first"));
            }
            Action::Cancel | Action::GoFollowUp => self.state.cases.close(),
            Action::ToggleIdNo => self.toggle_notes(),
            Action::Visit => self.record_about_case()?,
            Action::Edit => self.open_file_of_case()?,
            _ => {
                // How long the card is follows from the width of the screen: the drawing keeps the end.
                let mut top = self.state.cases.top;
                moved(&mut top, usize::MAX, action).then_some(())?;
                self.state.cases.top = top;
            }
        }
        Some(())
    }

    /// Shows or hides the restricted notes; only who may read them sees them.
    fn toggle_notes(&mut self) {
        let is_incident = matches!(self.state.cases.card, Some(CaseId::Incident(_)));
        if !is_incident {
            self.say(Tone::Info, t!(self.env.lang, "case-no-notes"));
        } else if self.scene().may_read_notes() {
            self.state.cases.shows_notes = !self.state.cases.shows_notes;
            let shown = self.scene().card().filter(|_| self.state.cases.shows_notes);
            if let Some(child) = shown.map(|case| case.child()) {
                self.run(Job::Note(LookKind::Restricted, Some(child)));
            }
        } else {
            let refused = Refusal::NotAllowed {
                right: Right::ReadRestricted,
                locks: Locks::None,
            };
            self.say(Tone::Bad, refused.text(self.env.lang));
        }
    }

    /// Whether the card is that of the incident that has waited longest for its report.
    fn shows_unreported(&self) -> bool {
        let oldest = self.house.oldest_unreported().map(CaseId::Incident);
        oldest.is_some() && oldest == self.state.cases.card
    }

    /// Opens the card of the incident that has waited longest for its report; `None` without one.
    pub(in crate::screens::follow_up) fn open_unreported(&mut self) -> Option<()> {
        let id = self.house.oldest_unreported()?;
        self.state.open_case(CaseId::Incident(id));
        Some(())
    }

    /// Asks about which child something is recorded.
    pub(in crate::screens::follow_up) fn ask_about_whom(&mut self) {
        let picker = Picker::of_people("pick-whom", people::child_items(self.house));
        self.choose(picker, FollowForm::Case(CaseForm::Whom));
    }

    /// A click selects a row; on the selected row it acts like Enter.
    pub(in crate::screens::follow_up) fn click_case(&mut self, row: usize) {
        if self.scene().card().is_some() {
            return;
        }
        let clicked = self.scene().case_rows().get(row).copied();
        if clicked.is_some() && clicked == self.state.cases.selected {
            // A row that was clicked is there.
            let _ = if self.house.past.is_some() {
                self.read_cases(Action::Accept)
            } else {
                self.act_on_cases(Action::Accept)
            };
        } else {
            self.state.cases.selected = clicked.or(self.state.cases.selected);
        }
    }

    fn record_about_case(&mut self) -> Option<()> {
        let child = self.scene().case_here()?.child();
        self.ask_what_to_record(child);
        Some(())
    }

    fn open_file_of_case(&mut self) -> Option<()> {
        let child = self.scene().case_here()?.child();
        self.open(Open::File(child));
        Some(())
    }
}
