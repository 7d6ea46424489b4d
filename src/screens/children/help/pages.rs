//! The pages beside the register: helpers, what was given, benefits, wishes. What their keys do.

use crate::desk::papers::{Order, Paper};
use crate::domain::support::given::Donation;
use crate::domain::support::helper::Helper;
use crate::domain::support::pairing::Pairing;
use crate::domain::{DonationId, HelperId};
use crate::house::House;
use crate::keymap::Action;
use crate::reports::ledgers::Ledger;
use crate::screens::children::state::{
    ChildForm, ChildrenTurn, HelpGap, HelpPick, HelpTarget, Page, PageTarget, State,
};
use crate::screens::effect::{Job, Open, Tone};
use crate::screens::people;
use crate::t;
use crate::ui::list::moved;
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::dates::day_words;

/// Takes what a page or a file shows from the house: when contacts are due is not computed at each key.
pub(in crate::screens::children) fn refresh(house: &House, state: &mut State) {
    state.dues.clear();
    if state.page == Page::Helpers || state.file.is_some() {
        state.dues = house.contacts_due();
    }
}

impl ChildrenTurn<'_> {
    /// Shows the next or the previous page.
    pub(in crate::screens::children) fn turn_page(&mut self, action: Action) {
        let all = Page::ALL;
        let at = all
            .iter()
            .position(|one| *one == self.state.page)
            .unwrap_or_default();
        let next = match action {
            Action::Previous => at + all.len() - 1,
            _ => at + 1,
        };
        self.show_page(all.get(next % all.len()).copied().unwrap_or(Page::Register));
    }

    pub(in crate::screens::children) fn show_page(&mut self, page: Page) {
        self.state.page = page;
        self.state.row = 0;
        refresh(self.house, self.state);
    }

    /// Lists the children whom something is missing: nobody, or on the page of goods anything this year.
    pub(in crate::screens::children) fn show_gap(&mut self) {
        let gap = match self.state.page {
            Page::Goods => HelpGap::Nothing,
            _ => HelpGap::Nobody,
        };
        self.show_page(Page::Register);
        self.state.query.reset();
        self.state.filter.gap = Some(gap);
        self.list();
    }

    /// Handles an action on a page.
    pub(in crate::screens::children) fn act_on_page(&mut self, action: Action) -> Option<()> {
        match action {
            Action::Next | Action::Previous => self.turn_page(action),
            Action::Cancel | Action::GoChildren => self.show_page(Page::Register),
            Action::Nobody => self.show_gap(),
            Action::Accept => self.enter_page(),
            Action::Add => self.add_on_page(),
            Action::Edit => self.edit_on_page(),
            Action::Print => self.print_page(),
            _ => {
                let count = self.scene().page_rows().len();
                return moved(&mut self.state.row, count, action).then_some(());
            }
        }
        Some(())
    }

    fn page_target(&self) -> Option<PageTarget> {
        let rows = self.scene().page_rows();
        rows.get(self.state.row).map(|row| row.act)
    }

    pub(in crate::screens::children) fn enter_page(&mut self) {
        match self.page_target() {
            None => self.add_on_page(),
            Some(PageTarget::Helper(id)) => self.ask_about_helper(id),
            Some(PageTarget::Donation(id)) => self.ask_about_donation(id),
            Some(PageTarget::Benefit(child, Some(id))) => {
                self.enter_help(child, HelpTarget::Benefit(id));
            }
            Some(PageTarget::Benefit(child, None)) => self.ask_benefit(child, None),
            Some(PageTarget::Wish(child, id)) => self.enter_help(child, HelpTarget::Wish(id)),
            Some(PageTarget::FileWish(child)) => self.add_help(child, "wish"),
        }
    }

    fn print_helper(&mut self, helper: HelperId) {
        let order = Order::of_helper(helper, self.house.today(), self.env.lang);
        self.run(Job::Write(order));
    }

    /// Prints the page of the selected helper, the open wishes, or the page for the quarter.
    fn print_page(&mut self) {
        let today = (Some(self.house.today()), None);
        match (self.state.page, self.page_target()) {
            (_, Some(PageTarget::Helper(id))) => self.print_helper(id),
            (Page::Wishes, _) => {
                let order = Order::of_period(Paper::Wishes, today, self.env.lang);
                self.run(Job::Write(order));
            }
            // What is on the other pages is on the page for the quarter.
            _ => self.open(Open::Report(Ledger::Support, None)),
        }
    }

    /// A new record of the page; of benefits and wishes the child is asked first.
    fn add_on_page(&mut self) {
        let today = self.house.today();
        match self.state.page {
            Page::Register => {}
            Page::Helpers => self.ask_helper(Helper::new(today)),
            Page::Goods => self.ask_donation(Donation::new(today)),
            Page::Benefits => self.ask_child_for("benefit"),
            Page::Wishes => self.ask_child_for("wish"),
        }
    }

    fn ask_child_for(&mut self, what: &'static str) {
        let picker = Picker::of_people("pick-help-child", people::child_items(self.house));
        self.choose(picker, ChildForm::Help(HelpPick::ChildFor(what)));
    }

    fn edit_on_page(&mut self) {
        let support = &self.house.known.support;
        match (self.state.page, self.page_target()) {
            (Page::Benefits, _) => self.ask_benefit_kinds(),
            (_, Some(PageTarget::Helper(id))) => {
                if let Some(one) = support.helper(id).cloned() {
                    self.ask_helper(one);
                }
            }
            (_, Some(PageTarget::Donation(id))) => {
                if let Some(one) = support.donation(id).cloned() {
                    self.ask_donation(one);
                }
            }
            (_, Some(_)) => self.enter_page(),
            (_, None) => self.add_on_page(),
        }
    }

    /// Opens the list of what can be done with a helper: first the pairings, whose contacts are entered most often.
    fn ask_about_helper(&mut self, id: HelperId) {
        let (lang, today) = (self.env.lang, self.house.today());
        let support = &self.house.known.support;
        let Some(helper) = support.helper(id) else {
            return;
        };
        let is_here = helper.goes_on(today);
        let mut running: Vec<&Pairing> = support.running_of(id, today).collect();
        running.sort_by_key(|one| self.state.dues.get(&one.id).map(|due| due.due));
        let mut items: Vec<PickerItem> = running
            .iter()
            .map(|one| {
                let name = self.house.register.name(one.child);
                let due = self.state.dues.get(&one.id);
                let due = due.map(|due| day_words(due.due, lang, today));
                let note = due.map(|day| t!(lang, "help-due", day = day));
                let label = t!(lang, "help-contact-with", name = name);
                PickerItem::new(one.id.to_string(), label, note.unwrap_or_default())
            })
            .collect();
        if is_here {
            items.push(PickerItem::new("pair", t!(lang, "help-pair"), ""));
        }
        if !running.is_empty() {
            items.push(PickerItem::new("print", t!(lang, "help-print-helper"), ""));
        }
        items.push(PickerItem::new("edit", t!(lang, "help-edit-helper"), ""));
        if is_here {
            items.push(PickerItem::new("leave", t!(lang, "help-leave"), ""));
        }
        let title = crate::ui::form::Label::Text(helper.name.clone());
        self.choose(
            Picker::new(title, items),
            ChildForm::Help(HelpPick::Helper(id)),
        );
    }

    pub(super) fn do_about_helper(&mut self, id: HelperId, code: &str) {
        let support = &self.house.known.support;
        let Some(helper) = support.helper(id).cloned() else {
            return;
        };
        match code {
            "edit" => self.ask_helper(helper),
            "leave" => self.ask_leave(&helper),
            "print" => self.print_helper(id),
            "pair" => {
                let picker = Picker::of_people("pick-help-child", people::child_items(self.house));
                self.choose(picker, ChildForm::Help(HelpPick::PairWith(id)));
            }
            _ => {
                let mut running = support.running_of(id, self.house.today());
                if let Some(one) = running.find(|one| one.id.to_string() == code).cloned() {
                    self.ask_contact_of(&one);
                }
            }
        }
    }

    fn ask_about_donation(&mut self, id: DonationId) {
        let lang = self.env.lang;
        let support = &self.house.known.support;
        let Some(donation) = support.donation(id) else {
            return;
        };
        let left = support.left_of(donation);
        let items = vec![
            PickerItem::new("give", t!(lang, "help-give-more", left = left), ""),
            PickerItem::new("edit", t!(lang, "help-edit-donation"), ""),
        ];
        let title = crate::ui::form::Label::Text(donation.what.clone());
        self.choose(
            Picker::new(title, items),
            ChildForm::Help(HelpPick::Donation(id)),
        );
    }

    pub(super) fn do_about_donation(&mut self, id: DonationId, code: &str) {
        let Some(donation) = self.house.known.support.donation(id).cloned() else {
            return;
        };
        if code == "edit" {
            self.ask_donation(donation);
        } else if self.house.known.support.left_of(&donation) <= 0 {
            self.say(Tone::Info, t!(self.env.lang, "give-nothing-left"));
        } else {
            self.ask_handing(donation);
        }
    }
}
