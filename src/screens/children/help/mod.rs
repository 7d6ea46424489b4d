//! Help of a child in its file: one section with a line for each thing, what Enter does on it, and one line that adds.

pub(super) mod answer;
mod ask;
mod ask_givers;
pub(crate) mod give;
pub(super) mod pages;
mod rows;
#[cfg(test)]
mod tests;
pub(crate) mod view;
#[cfg(test)]
mod view_tests;

use super::state::{ChildrenScene, FileLine, FileTarget, HelpTarget};
use crate::desk::rights::Right;
use crate::domain::support::benefit::{Benefit, BenefitKind, catalogue};
use crate::domain::support::measure::Measure;
use crate::domain::support::of;
use crate::domain::support::pairing::Pairing;
use crate::domain::{Child, ChildId, Problem, StaffId, Status};
use crate::i18n::{Lang, words};
use crate::screens::people;
use crate::t;
use crate::wording::dates::day_words;
use crate::wording::topics::in_lang;
use chrono::{Datelike, NaiveDate};

/// Talks, teacher's words and fulfilled wishes that a file shows; the rest is in its history.
const SHOWN: usize = 3;

/// Divides the parts of a line.
pub(super) const GAP: &str = "  ";

pub(super) fn joined(parts: impl IntoIterator<Item = String>) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(GAP)
}

/// Name of a kind of benefit.
pub(super) fn benefit_name(kinds: &[BenefitKind], code: &str, lang: Lang) -> String {
    let kind = kinds.iter().find(|kind| kind.code == code);
    kind.map_or_else(|| code.to_owned(), |kind| in_lang(&kind.name, lang).clone())
}

fn help_line(label: String, value: String, act: HelpTarget) -> FileLine {
    FileLine {
        label,
        value,
        act: FileTarget::Help(act),
    }
}

impl ChildrenScene<'_> {
    fn day_text(&self, day: NaiveDate) -> String {
        day_words(day, self.env.lang, self.house.today())
    }

    /// Everything that is known of help for a child.
    pub(super) fn help_lines(&self, child: &Child) -> Vec<FileLine> {
        let id = child.id;
        let mut lines: Vec<FileLine> = Vec::new();
        let running = self.house.known.support.running(id, self.house.today());
        lines.extend(running.map(|one| self.pairing_line(one)));
        self.plan_lines(id, &mut lines);
        self.benefit_lines(id, &mut lines);
        self.given_line(id, &mut lines);
        self.wish_lines(id, &mut lines);
        self.news_line(id, &mut lines);
        self.talk_lines(id, &mut lines);
        self.school_lines(id, &mut lines);
        let lang = self.env.lang;
        if self.may(Right::FollowUp) && child.status == Status::Enrolled {
            let value = format!("+ {}", t!(lang, "help-add"));
            lines.push(help_line(String::new(), value, HelpTarget::Add));
        } else if lines.is_empty() {
            lines.push(FileLine {
                label: String::new(),
                value: t!(lang, "help-none"),
                act: FileTarget::Nothing,
            });
        }
        lines
    }

    fn pairing_line(&self, one: &Pairing) -> FileLine {
        let (lang, today) = (self.env.lang, self.house.today());
        let support = &self.house.known.support;
        let helper = support.helper(one.helper);
        let name = helper.map(|one| one.name.clone()).unwrap_or_default();
        let phones = helper.map(|one| one.phones.clone()).unwrap_or_default();
        let last = support.contacts_of(one).rfind(|one| one.way.is_kept());
        let last = last.map_or_else(
            || t!(lang, "help-no-contact"),
            |one| t!(lang, "help-last-contact", day = self.day_text(one.day)),
        );
        let rest = if one.is_paused(today) {
            one.paused_until.map_or_else(
                || t!(lang, "help-paused"),
                |until| t!(lang, "help-paused-until", day = self.day_text(until)),
            )
        } else {
            let every = one.every;
            t!(lang, "help-every", every = every)
        };
        let due = self.state.dues.get(&one.id).map(|due| due.due);
        let due = due.map(|due| {
            let day = self.day_text(due);
            if due < today {
                t!(lang, "help-overdue", day = day)
            } else {
                t!(lang, "help-due", day = day)
            }
        });
        let consent = if one.consented_on.is_none() {
            t!(lang, "help-no-consent")
        } else {
            String::new()
        };
        let value = joined([
            name,
            phones,
            one.purpose.clone(),
            rest,
            last,
            due.unwrap_or_default(),
            consent,
        ]);
        help_line(t!(lang, "help-pairing"), value, HelpTarget::Pairing(one.id))
    }

    fn plan_lines(&self, child: ChildId, lines: &mut Vec<FileLine>) {
        let lang = self.env.lang;
        let support = &self.house.known.support;
        let needs = of(&self.house.known.problems, child).iter();
        let open: Vec<&Problem> = needs.filter(|one| one.is_open()).collect();
        for need in &open {
            let kind = words::choice(lang, "problem", need.kind);
            let value = joined([kind, need.what.clone(), self.owner_words(need.owner)]);
            lines.push(help_line(
                t!(lang, "help-need"),
                value,
                HelpTarget::Need(need.id),
            ));
            let measures = support.measures_of(child, need.id);
            lines.extend(measures.map(|one| self.measure_line(one)));
        }
        if open.is_empty() {
            return;
        }
        let last = of(&support.reviews, child).last();
        let value = last.map_or_else(
            || t!(lang, "help-never-reviewed"),
            |one| joined([self.day_text(one.day), one.note.clone()]),
        );
        lines.push(help_line(
            t!(lang, "help-review"),
            value,
            HelpTarget::Review,
        ));
    }

    /// The name of who takes care of a need; empty if nobody does.
    fn owner_words(&self, owner: Option<StaffId>) -> String {
        let staff = owner.and_then(|id| self.house.staff_member(id));
        staff.map(|one| one.name.clone()).unwrap_or_default()
    }

    fn measure_line(&self, one: &Measure) -> FileLine {
        let (lang, today) = (self.env.lang, self.house.today());
        let state = people::measure_state(one, lang, today);
        let owner = people::in_charge(self.house, one, lang);
        let value = joined([one.what.clone(), owner, state, one.outcome.clone()]);
        let label = format!("{GAP}{}", t!(lang, "help-measure"));
        help_line(label, value, HelpTarget::Measure(one.id))
    }

    /// Benefits that the child has, then those that it may be entitled to by its categories.
    fn benefit_lines(&self, child: ChildId, lines: &mut Vec<FileLine>) {
        let lang = self.env.lang;
        let support = &self.house.known.support;
        let kinds = catalogue(&support.own_benefits);
        let has = of(&support.benefits, child);
        lines.extend(has.iter().map(|one| {
            let value = self.benefit_words(one, &kinds);
            help_line(t!(lang, "help-benefit"), value, HelpTarget::Benefit(one.id))
        }));
        let may = self.may_be_entitled(child);
        if !may.is_empty() {
            let names = may.iter().map(|kind| in_lang(&kind.name, lang).as_str());
            let names = names.collect::<Vec<_>>().join(&t!(lang, "name-comma"));
            let value = t!(lang, "help-may-be-entitled", names = names);
            lines.push(help_line(
                t!(lang, "help-benefit"),
                value,
                HelpTarget::NewBenefit,
            ));
        }
    }

    /// State, days, missing papers and reason of a benefit.
    pub(super) fn benefit_words(&self, one: &Benefit, kinds: &[BenefitKind]) -> String {
        let lang = self.env.lang;
        let on = one.ended_on.or(one.received_from).or(one.applied_on);
        let on = on.map(|day| self.day_text(day)).unwrap_or_default();
        let ends = one.runs_out_on.map(|day| self.day_text(day));
        let ends = ends.map(|day| t!(lang, "help-runs-out", day = day));
        let missing = (!one.missing.is_empty())
            .then(|| t!(lang, "help-missing", papers = one.missing.as_str()));
        joined([
            benefit_name(kinds, &one.code, lang),
            words::choice(lang, "benefit-state", one.state),
            on,
            ends.unwrap_or_default(),
            missing.unwrap_or_default(),
            one.reason.clone(),
        ])
    }

    /// The kinds of benefits to which a child may be entitled by its categories, and of which nothing is written down.
    pub(super) fn may_be_entitled(&self, child: ChildId) -> Vec<BenefitKind> {
        let kinds = catalogue(&self.house.known.support.own_benefits);
        self.may_be_of(&kinds, child).cloned().collect()
    }

    /// The same of a checklist that is at hand: it is not made anew for each child.
    pub(super) fn may_be_of<'k>(
        &self,
        kinds: &'k [BenefitKind],
        child: ChildId,
    ) -> impl Iterator<Item = &'k BenefitKind> {
        let has = of(&self.house.known.support.benefits, child);
        let tags = self.house.register.tags(child);
        let today = self.house.today();
        kinds.iter().filter(move |kind| {
            kind.is_for(tags, today) && !has.iter().any(|one| one.code == kind.code)
        })
    }

    /// What the child was given this year.
    fn given_line(&self, child: ChildId, lines: &mut Vec<FileLine>) {
        let (lang, year) = (self.env.lang, self.house.today().year());
        let support = &self.house.known.support;
        let given = of(&support.given, child).iter();
        let this_year = given.filter(|one| one.day.year() == year).rev();
        let said: Vec<String> = this_year
            .map(|one| {
                let what = support.donation(one.donation).map(|of| of.what.clone());
                joined([self.day_text(one.day), what.unwrap_or_default()])
            })
            .collect();
        if !said.is_empty() {
            let value = said.join(&t!(lang, "why-comma"));
            lines.push(help_line(t!(lang, "help-given"), value, HelpTarget::Given));
        }
    }

    fn wish_lines(&self, child: ChildId, lines: &mut Vec<FileLine>) {
        let lang = self.env.lang;
        let support = &self.house.known.support;
        let all = of(&support.wishes, child).iter().rev();
        let (open, over): (Vec<_>, Vec<_>) = all.partition(|one| one.is_open());
        for one in open.into_iter().chain(over.into_iter().take(SHOWN)) {
            let keeper = support.keeper(one, self.house.today());
            let state = match (one.fulfilled_on, keeper) {
                (Some(on), _) => t!(lang, "help-fulfilled", day = self.day_text(on)),
                (None, Some(who)) => t!(lang, "help-taken", who = who),
                (None, None) => t!(lang, "help-nobody-took"),
            };
            let due = one.due_on.filter(|_| one.is_open());
            let due = due.map(|day| t!(lang, "help-promised", day = self.day_text(day)));
            let value = joined([one.words.clone(), state, due.unwrap_or_default()]);
            lines.push(help_line(
                t!(lang, "help-wish"),
                value,
                HelpTarget::Wish(one.id),
            ));
        }
    }

    /// What to tell at the next call, on one line; without any, what was told last.
    fn news_line(&self, child: ChildId, lines: &mut Vec<FileLine>) {
        let lang = self.env.lang;
        let all = of(&self.house.known.support.news, child);
        let waiting: Vec<&str> = all
            .iter()
            .filter(|one| one.waits())
            .map(|one| one.what.as_str())
            .collect();
        let value = if waiting.is_empty() {
            let Some(last) = all.iter().max_by_key(|one| one.told_on) else {
                return;
            };
            let on = last.told_on.map(|on| self.day_text(on)).unwrap_or_default();
            t!(
                lang,
                "help-told",
                day = on,
                who = last.told_to.as_str(),
                outcome = last.outcome.as_str()
            )
        } else {
            waiting.join(&t!(lang, "why-comma"))
        };
        lines.push(help_line(
            t!(lang, "help-news"),
            value.trim_end().to_owned(),
            HelpTarget::News,
        ));
    }

    /// That talks took place; what was said opens for those who may read it.
    fn talk_lines(&self, child: ChildId, lines: &mut Vec<FileLine>) {
        let lang = self.env.lang;
        let all = of(&self.house.known.support.talks, child).iter().rev();
        lines.extend(all.take(SHOWN).map(|one| {
            let next = one
                .next_on
                .map(|day| t!(lang, "help-next", day = self.day_text(day)));
            let value = joined([
                self.day_text(one.day),
                one.who.clone(),
                next.unwrap_or_default(),
            ]);
            let kind = words::choice(lang, "talk-kind", one.kind);
            help_line(kind, value, HelpTarget::Talk(one.id))
        }));
    }

    fn school_lines(&self, child: ChildId, lines: &mut Vec<FileLine>) {
        let (lang, today) = (self.env.lang, self.house.today());
        let support = &self.house.known.support;
        let words_said = of(&support.words, child).iter().rev();
        lines.extend(words_said.take(SHOWN).map(|one| {
            let word = words::choice(lang, "teacher-word", one.word);
            let value = joined([
                self.day_text(one.day),
                one.by.clone(),
                word,
                one.note.clone(),
            ]);
            help_line(t!(lang, "help-school"), value, HelpTarget::Word(one.id))
        }));
        let places = of(&support.places, child).iter();
        let current = places.filter(|one| one.until.is_none_or(|until| until >= today));
        lines.extend(current.map(|one| {
            let pays =
                (!one.pays.is_empty()).then(|| t!(lang, "help-pays", who = one.pays.as_str()));
            let value = joined([
                one.school.clone(),
                self.day_text(one.from_day),
                t!(lang, "help-found-by", who = one.found_by.as_str()),
                pays.unwrap_or_default(),
                one.costs.clone(),
            ]);
            help_line(t!(lang, "help-place"), value, HelpTarget::Place(one.id))
        }));
    }
}
