//! The pages beside the register: what stands on each, and the whole of it in a sentence.

use super::{benefit_name, joined};
use crate::domain::rules::book::P4_AHEAD;
use crate::domain::support::benefit::{BenefitKind, BenefitState, catalogue};
use crate::domain::support::given::Donation;
use crate::domain::support::helper::Helper;
use crate::domain::support::of;
use crate::domain::support::pairing::Pairing;
use crate::domain::support::wish::Wish;
use crate::domain::{Child, ChildId, HelperId, Status, tidy};
use crate::i18n::words;
use crate::screens::children::state::{ChildrenScene, HelpGap, Page, PageRow, PageTarget};
use crate::t;
use crate::wording::dates::brief_day;
use crate::wording::topics::in_lang;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeSet, HashMap};

/// What a helper has in hand on the page of helpers.
#[derive(Default)]
struct OfHelper<'s> {
    children: BTreeSet<ChildId>,
    due: Option<(NaiveDate, &'s Pairing)>,
}

impl ChildrenScene<'_> {
    fn day_of(&self, day: NaiveDate) -> String {
        brief_day(day, self.env.lang, self.house.today())
    }

    fn enrolled(&self) -> impl Iterator<Item = &Child> {
        let children = self.house.register.children().iter();
        children.filter(|one| one.status == Status::Enrolled)
    }

    fn is_enrolled(&self, child: ChildId) -> bool {
        let file = self.house.register.get(child);
        file.is_some_and(|file| file.status == Status::Enrolled)
    }

    /// Who gave it.
    pub(in crate::screens::children) fn giver_of(&self, donation: &Donation) -> String {
        match donation.helper {
            Some(id) => self.house.known.support.helper_name(id).to_owned(),
            None => donation.giver.clone(),
        }
    }

    /// The rows of the page that is shown; none of the register.
    pub(in crate::screens::children) fn page_rows(&self) -> Vec<PageRow> {
        match self.state.page {
            Page::Register => Vec::new(),
            Page::Helpers => self.helper_rows(),
            Page::Goods => self.goods_rows(),
            Page::Benefits => self.benefit_rows(),
            Page::Wishes => self.wish_rows(),
        }
    }

    /// What each helper has: the enrolled children, and the earliest day on which a contact is due.
    fn of_helpers(&self) -> HashMap<HelperId, OfHelper<'_>> {
        let today = self.house.today();
        let all = self.house.known.support.pairings.values().flatten();
        let mut found: HashMap<HelperId, OfHelper<'_>> = HashMap::new();
        for one in all.filter(|one| one.goes_on(today) && self.is_enrolled(one.child)) {
            let of = found.entry(one.helper).or_default();
            of.children.insert(one.child);
            let due = self.state.dues.get(&one.id).map(|due| (due.due, one));
            let first = of.due.into_iter().chain(due);
            of.due = first.min_by_key(|(due, one)| (*due, one.id));
        }
        found
    }

    fn helper_rows(&self) -> Vec<PageRow> {
        let (lang, today) = (self.env.lang, self.house.today());
        let support = &self.house.known.support;
        let of = self.of_helpers();
        let due_of = |one: &Helper| of.get(&one.id).and_then(|of| of.due);
        let row = |one: &Helper| {
            let children = of.get(&one.id).map_or(0, |of| of.children.len());
            let due = due_of(one);
            let is_late = due.is_some_and(|(due, _)| due < today);
            let next = match (due, one.until) {
                (_, Some(until)) if until < today => {
                    t!(lang, "help-left", day = self.day_of(until))
                }
                (_, Some(until)) if until == today => {
                    t!(lang, "help-last-day", day = self.day_of(until))
                }
                (Some((due, pairing)), _) => joined([
                    self.day_of(due),
                    self.house.register.name(pairing.child).to_owned(),
                ]),
                (None, _) => String::new(),
            };
            PageRow {
                cells: vec![
                    one.name.clone(),
                    words::choice(lang, "helper-kind", one.kind),
                    one.phones.clone(),
                    children.to_string(),
                    next,
                    joined([one.free_when.clone(), one.skills.clone()]),
                ],
                act: PageTarget::Helper(one.id),
                is_late,
            }
        };
        let (mut here, gone): (Vec<&Helper>, Vec<&Helper>) =
            support.helpers.iter().partition(|one| one.goes_on(today));
        here.sort_by_key(|one| due_of(one).map_or(NaiveDate::MAX, |(due, _)| due));
        here.into_iter().chain(gone).map(row).collect()
    }

    fn goods_rows(&self) -> Vec<PageRow> {
        let support = &self.house.known.support;
        let row = |one: &Donation| {
            let given = support.given_of(one.id);
            PageRow {
                cells: vec![
                    self.day_of(one.came_on),
                    one.what.clone(),
                    self.giver_of(one),
                    one.quantity.to_string(),
                    given.to_string(),
                    (one.quantity - given).to_string(),
                    one.worth.map(|worth| worth.to_string()).unwrap_or_default(),
                ],
                act: PageTarget::Donation(one.id),
                is_late: false,
            }
        };
        support.donations.iter().rev().map(row).collect()
    }

    /// Benefits: those that ask for something first (what runs out, what nobody applied for, what waits for a paper, what a child
    /// may be entitled to), then what is received, then what ended.
    fn benefit_rows(&self) -> Vec<PageRow> {
        let (lang, today) = (self.env.lang, self.house.today());
        let support = &self.house.known.support;
        let kinds = catalogue(&support.own_benefits);
        let ahead = self.house.known.book.get(&P4_AHEAD);
        let mut rows: Vec<(u8, PageRow)> = Vec::new();
        for child in self.enrolled() {
            for one in of(&support.benefits, child.id) {
                let runs_out = one.runs_out(today, ahead);
                let rank = match (runs_out, one.state) {
                    (Some(_), _) => 0,
                    (None, BenefitState::Entitled) => 1,
                    (None, BenefitState::Applying) => 2,
                    (None, BenefitState::Receiving) => 4,
                    (None, BenefitState::Stopped | BenefitState::Refused) => 5,
                };
                let until = runs_out.or(one.ended_on).or(one.runs_out_on);
                let row = PageRow {
                    cells: vec![
                        child.name.clone(),
                        benefit_name(&kinds, &one.code, lang),
                        words::choice(lang, "benefit-state", one.state),
                        until.map(|on| self.day_of(on)).unwrap_or_default(),
                        if one.has_ended() {
                            one.reason.clone()
                        } else {
                            one.missing.clone()
                        },
                    ],
                    act: PageTarget::Benefit(child.id, Some(one.id)),
                    is_late: runs_out.is_some_and(|on| on < today),
                };
                rows.push((rank, row));
            }
            let may: Vec<&BenefitKind> = self.may_be_of(&kinds, child.id).collect();
            if !may.is_empty() {
                let names = may.iter().map(|kind| in_lang(&kind.name, lang).as_str());
                let row = PageRow {
                    cells: vec![
                        child.name.clone(),
                        names.collect::<Vec<_>>().join(&t!(lang, "name-comma")),
                        t!(lang, "help-may-be", count = may.len()),
                        String::new(),
                        String::new(),
                    ],
                    act: PageTarget::Benefit(child.id, None),
                    is_late: false,
                };
                rows.push((3, row));
            }
        }
        rows.sort_by_key(|(rank, _)| *rank);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// What the checklist says of the benefits of the selected row: for whom, which papers, where, how often.
    pub(in crate::screens::children) fn benefit_notes(&self, rows: &[PageRow]) -> Vec<String> {
        let lang = self.env.lang;
        let support = &self.house.known.support;
        let row = rows.get(self.state.row);
        let Some(PageTarget::Benefit(child, known)) = row.map(|row| row.act) else {
            return Vec::new();
        };
        let kinds = match known {
            None => self.may_be_entitled(child),
            Some(id) => {
                let has = of(&support.benefits, child).iter().find(|one| one.id == id);
                let mut kinds = catalogue(&support.own_benefits);
                kinds.retain(|kind| has.is_some_and(|one| one.code == kind.code));
                kinds
            }
        };
        let note = |kind: &BenefitKind| {
            let state = if kind.verified {
                t!(lang, "help-verified")
            } else {
                t!(lang, "help-check-locally")
            };
            t!(
                lang,
                "help-benefit-note",
                name = in_lang(&kind.name, lang).as_str(),
                state = state,
                whom = in_lang(&kind.for_whom, lang).as_str(),
                papers = in_lang(&kind.papers, lang).join(&t!(lang, "name-comma")),
                place = in_lang(&kind.place, lang).as_str(),
                often = in_lang(&kind.how_often, lang).as_str()
            )
        };
        kinds.iter().map(note).collect()
    }

    /// Open wishes: those of which a promise is past, then those that nobody took, then the rest, and what stands in files only.
    fn wish_rows(&self) -> Vec<PageRow> {
        let (lang, today) = (self.env.lang, self.house.today());
        let support = &self.house.known.support;
        let mut rows = Vec::new();
        for child in self.enrolled() {
            for one in of(&support.wishes, child.id)
                .iter()
                .filter(|one| one.is_open())
            {
                let is_late = one.due_on.is_some_and(|due| due < today);
                let keeper = support.keeper(one, today);
                let row = PageRow {
                    cells: vec![
                        child.name.clone(),
                        one.words.clone(),
                        self.day_of(one.day),
                        keeper.map_or_else(|| t!(lang, "help-nobody-took"), str::to_owned),
                        one.due_on.map(|due| self.day_of(due)).unwrap_or_default(),
                        if one.nameless {
                            t!(lang, "help-nameless")
                        } else {
                            String::new()
                        },
                    ],
                    act: PageTarget::Wish(child.id, one.id),
                    is_late,
                };
                rows.push(((!is_late, keeper.is_some(), Some(one.day)), row));
            }
            rows.extend(self.file_wish(child).map(|row| ((true, true, None), row)));
        }
        rows.sort_by_key(|(key, _)| *key);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// The wish in the words of a child's file, if it is not written down as a wish.
    fn file_wish(&self, child: &Child) -> Option<PageRow> {
        let said = tidy::compact(&child.wish);
        let all = of(&self.house.known.support.wishes, child.id);
        let is_written = all.iter().any(|one| tidy::compact(&one.words) == said);
        (!said.is_empty() && !is_written).then(|| PageRow {
            cells: vec![
                child.name.clone(),
                child.wish.clone(),
                String::new(),
                t!(self.env.lang, "help-wish-in-file"),
            ],
            act: PageTarget::FileWish(child.id),
            is_late: false,
        })
    }

    /// The whole of the page in a sentence.
    pub(in crate::screens::children) fn page_sentence(&self) -> String {
        match self.state.page {
            Page::Register => String::new(),
            Page::Helpers => self.helpers_sentence(),
            Page::Goods => self.goods_sentence(),
            Page::Benefits => self.benefits_sentence(),
            Page::Wishes => self.wishes_sentence(),
        }
    }

    fn helpers_sentence(&self) -> String {
        let (lang, today) = (self.env.lang, self.house.today());
        let support = &self.house.known.support;
        let active = support
            .helpers
            .iter()
            .filter(|one| one.goes_on(today))
            .count();
        let running = support.pairings.values().flatten();
        let running = running.filter(|one| one.goes_on(today) && self.is_enrolled(one.child));
        let children: BTreeSet<ChildId> = running.map(|one| one.child).collect();
        let due = self
            .state
            .dues
            .values()
            .filter(|one| one.due < today)
            .count();
        let nobody = self.house.in_gap(HelpGap::Nobody).len();
        t!(
            lang,
            "help-sentence-helpers",
            helpers = active,
            children = children.len(),
            due = due,
            nobody = nobody
        )
    }

    fn goods_sentence(&self) -> String {
        let (lang, today) = (self.env.lang, self.house.today());
        let support = &self.house.known.support;
        let year = today.year();
        let came = support
            .donations
            .iter()
            .filter(|one| one.came_on.year() == year)
            .count();
        let given = support.given.values().flatten();
        let got: BTreeSet<ChildId> = given
            .filter(|one| one.day.year() == year)
            .map(|one| one.child)
            .collect();
        let nothing = self.house.in_gap(HelpGap::Nothing).len();
        t!(
            lang,
            "help-sentence-goods",
            year = year.to_string(),
            came = came,
            children = got.len(),
            nothing = nothing
        )
    }

    fn benefits_sentence(&self) -> String {
        let (lang, today) = (self.env.lang, self.house.today());
        let support = &self.house.known.support;
        let ahead = self.house.known.book.get(&P4_AHEAD);
        let ids: BTreeSet<ChildId> = self.enrolled().map(|one| one.id).collect();
        let all = support
            .benefits
            .iter()
            .filter(|(child, _)| ids.contains(child));
        let all: Vec<_> = all.flat_map(|(_, rows)| rows).collect();
        let of_state = |state| all.iter().filter(|one| one.state == state).count();
        let kinds = catalogue(&support.own_benefits);
        let has_some = |one: &&Child| self.may_be_of(&kinds, one.id).next().is_some();
        let may = self.enrolled().filter(has_some).count();
        let ends = all
            .iter()
            .filter(|one| one.runs_out(today, ahead).is_some())
            .count();
        let entitled = of_state(BenefitState::Entitled);
        t!(
            lang,
            "help-sentence-benefits",
            may = may,
            entitled = entitled,
            applying = of_state(BenefitState::Applying),
            receiving = of_state(BenefitState::Receiving),
            ends = ends,
            days = ahead
        )
    }

    fn wishes_sentence(&self) -> String {
        let (lang, today) = (self.env.lang, self.house.today());
        let support = &self.house.known.support;
        let year = today.year();
        let ids: BTreeSet<ChildId> = self.enrolled().map(|one| one.id).collect();
        let all = support
            .wishes
            .iter()
            .filter(|(child, _)| ids.contains(child));
        let all: Vec<_> = all.flat_map(|(_, rows)| rows).collect();
        let open = all.iter().filter(|one| one.is_open());
        let (taken, free): (Vec<&&Wish>, Vec<&&Wish>) =
            open.partition(|one| support.keeper(one, today).is_some());
        let over = all
            .iter()
            .filter(|one| one.fulfilled_on.is_some_and(|on| on.year() == year));
        t!(
            lang,
            "help-sentence-wishes",
            free = free.len(),
            taken = taken.len(),
            over = over.count(),
            year = year.to_string()
        )
    }
}
