//! What is known about a problem or an incident, line by line, for its card and for the pane below the list.

use crate::domain::caseload::{Case, CaseOf, Standing};
use crate::domain::incident::{Agency, Report};
use crate::domain::support::measure::Measure;
use crate::domain::{Incident, Moment, Problem, StaffId};
use crate::i18n::words;
use crate::screens::follow_up::state::FollowScene;
use crate::screens::people;
use crate::t;
use crate::wording::dates::{brief_day, day_words};
use crate::wording::ring::ring_words;
use chrono::NaiveDate;

/// Kind of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Act on this now.
    Alarm,
    /// What it is about.
    Head,
    /// A fact.
    Fact,
    /// A step, or what does not matter any more.
    Aside,
}

/// A line of a card.
pub(super) type Line = (LineKind, String);

/// Which lines are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Everything, with what to do and the restricted notes.
    Card,
    /// The facts, for the pane below the list.
    Pane,
}

impl FollowScene<'_> {
    /// The lines of a case.
    pub(super) fn case_lines(&self, case: &Case<'_>, extent: Extent) -> Vec<Line> {
        match case.of {
            CaseOf::Problem(one) => self.problem_lines(case, one),
            CaseOf::Incident(one) => self.incident_lines(case, one, extent),
        }
    }

    fn problem_lines(&self, case: &Case<'_>, one: &Problem) -> Vec<Line> {
        let lang = self.env.lang;
        let kind = words::choice(lang, "problem", one.kind);
        let what = one.what.as_str();
        let mut lines = vec![(
            LineKind::Head,
            t!(lang, "case-problem", kind = kind, what = what),
        )];
        lines.push((LineKind::Fact, self.who_and_until(case, one)));
        let steps = one.step_lines().into_iter();
        lines.extend(steps.map(|step| (LineKind::Aside, format!("  {step}"))));
        let support = &self.house.known.support;
        let measures: Vec<&Measure> = support.measures_of(one.child, one.id).collect();
        if one.steps.is_empty() && measures.is_empty() {
            let nothing = t!(lang, "case-no-step");
            lines.push((LineKind::Aside, format!("  {nothing}")));
        }
        let measures = measures.into_iter();
        lines.extend(measures.map(|one| (LineKind::Fact, self.measure_words(one))));
        if !one.escalated_to.is_empty() {
            let on = one.escalated_on.map_or_else(String::new, |on| self.day(on));
            let to = one.escalated_to.as_str();
            lines.push((LineKind::Fact, t!(lang, "case-escalated", on = on, to = to)));
        }
        if let Some(on) = one.closed_on {
            let on = self.day(on);
            let outcome = one.outcome.as_str();
            lines.push((
                LineKind::Head,
                t!(lang, "case-outcome", on = on, outcome = outcome),
            ));
        }
        lines
    }

    /// A measure, who does it, and until when.
    fn measure_words(&self, one: &Measure) -> String {
        let lang = self.env.lang;
        let owner = people::in_charge(self.house, one, lang);
        let state = people::measure_state(one, lang, self.house.today());
        let what = t!(lang, "case-measure", what = one.what.as_str());
        let parts = [what, owner, state, one.outcome.clone()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }

    /// Whoever is in charge of what is done about a problem of which nobody is in charge as a whole.
    fn owner_of_measures(&self, one: &Problem) -> String {
        let lang = self.env.lang;
        let measures = self.house.known.support.measures_of(one.child, one.id);
        let open = measures.filter(|one| one.is_open());
        let mut names: Vec<String> = open
            .map(|one| people::in_charge(self.house, one, lang))
            .filter(|names| !names.is_empty())
            .collect();
        names.dedup();
        if names.is_empty() {
            t!(lang, "case-no-owner")
        } else {
            t!(
                lang,
                "case-owner",
                name = names.join(&t!(lang, "name-comma"))
            )
        }
    }

    /// When a problem was found, who takes care of it, and until when.
    fn who_and_until(&self, case: &Case<'_>, one: &Problem) -> String {
        let lang = self.env.lang;
        let owner = match one.owner {
            Some(owner) => t!(lang, "case-owner", name = self.staff_name(Some(owner))),
            None => self.owner_of_measures(one),
        };
        let due = match (case.due, case.standing) {
            (Some(due), Standing::Overdue) => {
                let days = (self.house.today() - due).num_days();
                t!(lang, "case-overdue", due = self.day(due), days = days)
            }
            (Some(due), _) => t!(lang, "case-due", due = self.day(due)),
            (None, _) => t!(lang, "case-no-due"),
        };
        let found = t!(lang, "case-found", on = self.day(one.opened_on));
        [found, owner, due].join(" · ")
    }

    fn incident_lines(&self, case: &Case<'_>, one: &Incident, extent: Extent) -> Vec<Line> {
        let lang = self.env.lang;
        let is_card = extent == Extent::Card;
        let is_waiting = case.standing == Standing::Unreported;
        let mut lines = Vec::new();
        if is_card {
            let numbers = ring_words(self.house.ring_first(), lang);
            let text = t!(lang, "incident-numbers", numbers = numbers);
            lines.push((LineKind::Alarm, text));
        }
        let passed = words::minutes(lang, one.minutes_since(self.house.now));
        let kind = if is_waiting {
            LineKind::Alarm
        } else {
            LineKind::Aside
        };
        let at = self.moment(one.found_at);
        lines.push((kind, t!(lang, "incident-clock", passed = passed, at = at)));
        if is_card && is_waiting {
            lines.push((LineKind::Fact, t!(lang, "incident-first")));
        }
        lines.push((LineKind::Head, words::choice(lang, "incident", one.kind)));
        if one.found_by.is_some() {
            let name = self.staff_name(one.found_by);
            lines.push((LineKind::Fact, t!(lang, "incident-found-by", name = name)));
        }
        if !one.action.is_empty() {
            let action = one.action.as_str();
            lines.push((LineKind::Fact, t!(lang, "incident-action", action = action)));
        }
        let reports = one.reports();
        let reported = reports.iter().map(|report| self.report_words(report));
        lines.extend(reported.map(|text| (LineKind::Fact, text)));
        if reports.is_empty() {
            lines.push((LineKind::Fact, t!(lang, "incident-not-reported")));
        }
        lines.extend(self.visit_after(case));
        if is_card {
            lines.push((LineKind::Aside, self.notes_words(one)));
        }
        lines
    }

    /// Agency, person, time and receipt of a report, and who made it.
    fn report_words(&self, one: &Report) -> String {
        let lang = self.env.lang;
        let receipt = match one.receipt.as_str() {
            "" => t!(lang, "incident-no-receipt"),
            number => t!(lang, "incident-receipt", number = number),
        };
        let parts = [
            words::choice(lang, "agency", one.agency),
            one.person.clone(),
            self.moment(one.at),
            receipt,
            self.staff_name(one.by),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        t!(lang, "incident-reported", said = parts.join(" · "))
    }

    /// After the report the child is visited (rule V6).
    fn visit_after(&self, case: &Case<'_>) -> Option<Line> {
        let lang = self.env.lang;
        match (case.standing, case.visited) {
            (Standing::Unreported, _) | (Standing::Settled, None) => None,
            (_, Some(on)) => {
                let text = t!(lang, "incident-visited", on = self.day(on));
                Some((LineKind::Fact, text))
            }
            (Standing::Overdue | Standing::Open, None) => {
                let by = case.due.map_or_else(String::new, |due| self.day(due));
                Some((LineKind::Head, t!(lang, "incident-visit-due", by = by)))
            }
        }
    }

    /// The restricted notes, for who may read them and asked for them.
    fn notes_words(&self, one: &Incident) -> String {
        let lang = self.env.lang;
        if !self.may_read_notes() {
            t!(lang, "incident-notes-director")
        } else if one.notes.is_empty() {
            t!(lang, "incident-notes-none")
        } else if self.state.cases.shows_notes {
            t!(lang, "incident-notes", notes = one.notes.as_str())
        } else {
            t!(lang, "incident-notes-hidden")
        }
    }

    /// The newest step of a case, or who took the report, for the list.
    pub(super) fn last_words(&self, case: &Case<'_>) -> String {
        let lang = self.env.lang;
        match case.of {
            CaseOf::Problem(one) => one
                .last_step()
                .map_or_else(String::new, |line| self.step_brief(line)),
            CaseOf::Incident(one) if one.is_unreported() => t!(lang, "incident-not-reported"),
            CaseOf::Incident(one) => {
                let mut told = Agency::ALL.to_vec();
                told.retain(|agency| one.is_reported_to(*agency));
                let told = told.into_iter();
                let told: Vec<String> = told.map(|to| words::choice(lang, "agency", to)).collect();
                let said = told.join(&t!(lang, "name-comma"));
                t!(lang, "incident-reported", said = said)
            }
        }
    }

    /// What a case is about, in one line.
    pub(super) fn case_brief(&self, case: &Case<'_>) -> String {
        let lang = self.env.lang;
        match case.of {
            CaseOf::Problem(one) => {
                let kind = words::choice(lang, "problem", one.kind);
                t!(lang, "case-problem", kind = kind, what = one.what.as_str())
            }
            CaseOf::Incident(one) => words::choice(lang, "incident", one.kind),
        }
    }

    /// Name of a member of staff; empty for nobody.
    pub(super) fn staff_name(&self, id: Option<StaffId>) -> String {
        let one = id.and_then(|id| self.house.staff_member(id));
        one.map_or_else(String::new, |one| one.name.clone())
    }

    /// A day; of another year with its year.
    pub(super) fn day(&self, day: NaiveDate) -> String {
        day_words(day, self.env.lang, self.house.today())
    }

    fn moment(&self, at: Moment) -> String {
        format!("{} {}", self.day(at.date_naive()), at.format("%H:%M"))
    }

    /// A step as short as a column wants it: the day, and what was done.
    fn step_brief(&self, line: &str) -> String {
        let brief = || {
            let (head, what) = line.split_once(": ")?;
            let day: NaiveDate = head.split(' ').next()?.parse().ok()?;
            let day = brief_day(day, self.env.lang, self.house.today());
            Some(format!("{day} {what}"))
        };
        brief().unwrap_or_else(|| line.to_owned())
    }
}
