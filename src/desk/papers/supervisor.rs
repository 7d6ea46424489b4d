//! The page for the supervisor of the township: what was handed up or has to be, what was done, what is asked.
//!
//! It holds what the township needs: name and number of the file, the reasons, each step with its day, who took it, and
//! to whom and how it was handed up. No address, phone of a family, identity number, category or level of a risk, and no
//! note of a step. Of a problem that was passed on it holds what people typed: what it is, its steps and its outcome; of
//! guardianship, mind and safety the kind only, and to whom it went. Nothing of the notes of an incident.

use super::page::{PORTRAIT, page};
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::caseload::{Case, CaseOf, Standing};
use crate::domain::follow_up::FollowStep;
use crate::domain::rules::ladder::{Matter, State};
use crate::domain::rules::{Reason, SeenReason};
use crate::domain::{FollowUp, Incident, Moment, Problem, Role};
use crate::exchange::xlsx::{Cell, Table, write};
use crate::house::House;
use crate::house::hand_over::HandOver;
use crate::i18n::{Lang, words};
use crate::store::SETTING_HAND_OVER;
use crate::t;
use crate::wording::dates::{full_day, full_moment};
use crate::wording::labels::label;
use crate::wording::reasons;
use chrono::NaiveDate;
use maud::{Markup, html};
use std::io;

const STYLE: &str = "
body { font-size: 10.5pt }
.mind { border: 2px solid #111; padding: 2mm 3mm; margin: 0 0 3mm; font-weight: bold }
section.child { break-inside: avoid; border-top: 2px solid #111; margin-top: 5mm; padding-top: 1mm }
section.child h2 { border: 0; margin: 0 0 1mm }
table.facts th { width: 30mm; font-weight: normal; color: #333; background: none }
table.facts ul { margin: 0; padding-left: 1.2em }
table.facts td.answer { height: 14mm }
";

/// Widths of columns in characters.
const SHORT: u32 = 12;
const LONG: u32 = 40;

/// What the page is made of.
pub(super) struct SupervisorPaper {
    lang: Lang,
    home: String,
    made: Moment,
    heading: String,
    before: Option<String>,
    ring: String,
    children: Vec<Entry>,
}

/// What is told of one child.
struct Entry {
    name: String,
    file_no: String,
    since: Option<NaiveDate>,
    why: Vec<String>,
    done: Vec<String>,
    asked: Vec<String>,
}

impl Desk {
    /// How many children are on the page for the supervisor.
    pub(crate) fn count_hand_over(&self) -> Result<usize, Refusal> {
        Ok(self.house_of_round()?.hand_over().len())
    }

    /// Gathers the page for the supervisor as of this moment.
    pub(super) fn supervisor_paper(&self, lang: Lang) -> Result<SupervisorPaper, Refusal> {
        let house = self.house_of_round()?;
        let head = self.ask(Query::Journal)?.head()?;
        let before = self.ask(Query::Home)?.setting(SETTING_HAND_OVER)?;
        let facts = house.home.as_ref().ok_or(Refusal::NoHome)?;
        let mark = facts.is_demo.then(|| t!(lang, "mark-demo"));
        let home = match mark {
            Some(mark) => format!("{} ({mark})", facts.home.name),
            None => facts.home.name.clone(),
        };
        let when = full_moment(house.now, lang);
        let who = house.actor.and_then(|id| house.staff_member(id));
        let who = who.map_or("", |one| one.name.as_str());
        let writer = Writer {
            house: &house,
            lang,
        };
        Ok(SupervisorPaper {
            lang,
            home,
            made: house.now,
            heading: t!(
                lang,
                "supervisor-when",
                when = when,
                head = head.to_string(),
                who = who
            ),
            before: before.and_then(|kept| before_words(&kept, lang)),
            ring: ring(&house),
            children: house
                .hand_over()
                .iter()
                .map(|one| writer.entry(one))
                .collect(),
        })
    }
}

/// The directors with their phones.
fn ring(house: &House) -> String {
    let staff = house.staff().iter();
    let directors = staff.filter(|one| one.active && one.role == Role::Director);
    let said: Vec<String> = directors
        .map(|one| format!("{} {}", one.name, one.phone).trim().to_owned())
        .collect();
    said.join(" · ")
}

fn before_words(kept: &str, lang: Lang) -> Option<String> {
    let (at, count) = kept.split_once(' ')?;
    let at = Moment::parse_from_rfc3339(at).ok()?;
    let when = full_moment(at, lang);
    let count: usize = count.parse().ok()?;
    Some(t!(lang, "supervisor-before", when = when, count = count))
}

/// Puts what the house knows into words.
struct Writer<'h> {
    house: &'h House,
    lang: Lang,
}

impl Writer<'_> {
    fn entry(&self, one: &HandOver<'_>) -> Entry {
        let child = self.house.register.get(one.child);
        let mut entry = Entry {
            name: self.house.register.distinct_name(one.child).into_owned(),
            file_no: child.map_or_else(String::new, |file| file.file_no.clone()),
            since: one.since(),
            why: Vec::new(),
            done: Vec::new(),
            asked: Vec::new(),
        };
        for matter in &one.matters {
            self.matter(matter, &mut entry);
        }
        for case in &one.cases {
            match case.of {
                CaseOf::Incident(incident) => self.incident(case, incident, &mut entry),
                CaseOf::Problem(problem) => self.problem(problem, &mut entry),
            }
        }
        if let Some(step) = one.ended {
            entry.why.push(self.ended(step));
            entry.done.push(self.step(step));
        }
        if entry.asked.is_empty() {
            entry.asked.push(t!(self.lang, "supervisor-ask-none"));
        }
        if entry.done.is_empty() {
            entry.done.push(t!(self.lang, "supervisor-nothing-done"));
        }
        entry
    }

    fn matter(&self, matter: &Matter, entry: &mut Entry) {
        let (lang, today) = (self.lang, self.house.today());
        let why = reasons::outward(&matter.flag.reasons, lang, today);
        entry.why.push(why);
        let steps = matter.steps.iter();
        let told = steps.filter(|one| one.step != FollowStep::Kept);
        entry.done.extend(told.map(|step| self.step(step)));
        entry.asked.push(match matter.state_on(today) {
            State::HandedUp(on) if matter.is_overdue(today) => {
                t!(lang, "supervisor-ask-late", on = full_day(on, lang))
            }
            State::HandedUp(on) => t!(
                lang,
                "supervisor-ask-answer",
                on = full_day(on, lang),
                by = full_day(matter.due, lang)
            ),
            _ => t!(lang, "supervisor-ask-know"),
        });
    }

    /// Day, who, what, and to whom it was handed: nothing of what families told.
    fn step(&self, step: &FollowUp) -> String {
        let lang = self.lang;
        let who = step.actor.and_then(|id| self.house.staff_member(id));
        let result = step
            .result
            .map(|one| words::choice(lang, "call-result", one));
        let mut parts = vec![
            full_moment(step.at, lang),
            who.map_or_else(String::new, |one| one.name.clone()),
            words::choice(lang, "follow-step", step.step),
            result.unwrap_or_default(),
        ];
        if step.step == FollowStep::HandedUp {
            parts.extend([step.to_whom.clone(), step.how.clone()]);
        }
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }

    fn incident(&self, case: &Case<'_>, one: &Incident, entry: &mut Entry) {
        let lang = self.lang;
        let found = full_day(one.found_at.date_naive(), lang);
        let said = t!(lang, "supervisor-incident", on = found);
        entry.why.push(said);
        if case.standing == Standing::Unreported {
            entry.done.push(t!(lang, "supervisor-incident-open"));
            entry.asked.push(t!(lang, "supervisor-ask-report"));
            return;
        }
        for report in one.reports() {
            let agency = words::choice(lang, "agency", report.agency);
            let on = full_moment(report.at, lang);
            entry.done.push(t!(
                lang,
                "supervisor-incident-reported",
                on = on,
                agency = agency
            ));
        }
        if case.is_open() {
            entry.asked.push(t!(lang, "supervisor-ask-case"));
        }
    }

    fn problem(&self, one: &Problem, entry: &mut Entry) {
        let lang = self.lang;
        let kind = words::choice(lang, "problem", one.kind);
        let is_private = one.kind.is_private();
        entry.why.push(if is_private {
            t!(lang, "supervisor-problem-kind", kind = kind)
        } else {
            let what = one.what.as_str();
            t!(lang, "supervisor-problem", kind = kind, what = what)
        });
        let steps = if is_private {
            Vec::new()
        } else {
            one.step_lines()
        };
        let is_told = steps.iter().any(|line| line.ends_with(&one.escalated_to));
        entry.done.extend(steps.into_iter().map(str::to_owned));
        // A line of its steps says so too, unless the form of the problem was filled in.
        if let Some(on) = one.escalated_on.filter(|_| !is_told) {
            let to = one.escalated_to.as_str();
            entry.done.push(t!(
                lang,
                "supervisor-problem-passed",
                to = to,
                on = full_day(on, lang)
            ));
        }
        match one.closed_on {
            None => entry.asked.push(t!(lang, "supervisor-ask-problem")),
            Some(on) if is_private => {
                let on = full_day(on, lang);
                let said = t!(lang, "supervisor-problem-settled", on = on);
                entry.done.push(said);
            }
            Some(_) => {
                let outcome = one.outcome.as_str();
                let said = t!(lang, "supervisor-problem-done", outcome = outcome);
                entry.done.push(said);
            }
        }
    }

    /// What is known of a child whose matter was handed up and is not on the lists any more.
    fn ended(&self, step: &FollowUp) -> String {
        let (lang, house) = (self.lang, self.house);
        let on = step.at.date_naive();
        let mut said = vec![t!(lang, "supervisor-ended", on = full_day(on, lang))];
        let seen = house.last_sighting(step.child);
        if let Some((seen, how)) = seen.filter(|(seen, _)| *seen >= on) {
            let on = Some(seen);
            let seen = Reason::Seen(SeenReason::LastSeen { on, how });
            said.push(reasons::reason(&seen, lang, house.today()));
        }
        let file = house.register.get(step.child);
        if let Some(file) = file.filter(|file| !file.status.is_here()) {
            let status = words::choice(lang, "status", file.status);
            let left = file.left_on.map(|day| full_day(day, lang));
            said.push(t!(
                lang,
                "supervisor-ended-left",
                status = status,
                on = left.unwrap_or_default()
            ));
        }
        if said.len() == 1 {
            said.push(self.closed(step));
        }
        said.join(&t!(lang, "why-comma"))
    }

    /// Who said why a matter is none any more; else that the rules do not list it.
    fn closed(&self, step: &FollowUp) -> String {
        let lang = self.lang;
        let steps = self.house.known.follow_ups.get(&step.child);
        let mut steps = steps.into_iter().flatten().rev();
        let closed = steps.find(|one| {
            let is_about = one.rule.cause() == step.rule.cause() && one.at >= step.at;
            is_about && one.step == FollowStep::Closed
        });
        match closed.and_then(|one| one.reason.zip(Some(one.at))) {
            Some((reason, at)) => t!(
                lang,
                "supervisor-ended-closed",
                on = full_day(at.date_naive(), lang),
                reason = words::choice(lang, "close-reason", reason)
            ),
            None => t!(lang, "supervisor-ended-off"),
        }
    }
}

impl SupervisorPaper {
    /// The page to print.
    pub(super) fn page(&self) -> String {
        let lang = self.lang;
        let title = t!(lang, "supervisor-paper", count = self.children.len());
        let ring = self.ring.as_str();
        let body = html! {
            h1 { (self.home) " " (title) }
            p class="period" { (self.heading) }
            @if let Some(before) = &self.before { p class="period" { (before) } }
            p class="mind" { (t!(lang, "supervisor-mind")) }
            p { (t!(lang, "supervisor-ring", who = ring)) }
            @if self.children.is_empty() { p { (t!(lang, "supervisor-nobody")) } }
            @for (row, entry) in self.children.iter().enumerate() { (self.child(row + 1, entry)) }
        };
        page(lang, &title, &[PORTRAIT, STYLE], &body)
    }

    fn child(&self, row: usize, entry: &Entry) -> Markup {
        let lang = self.lang;
        let since = entry.since.map(|day| full_day(day, lang));
        let facts = [
            (
                t!(lang, "supervisor-since"),
                since.into_iter().collect::<Vec<_>>(),
            ),
            (t!(lang, "supervisor-why"), entry.why.clone()),
            (t!(lang, "supervisor-done"), entry.done.clone()),
            (t!(lang, "supervisor-ask"), entry.asked.clone()),
        ];
        html! { section class="child" {
            h2 { (row) ". " (entry.name) " " (entry.file_no) }
            table class="facts" { tbody {
                @for (name, lines) in &facts { tr {
                    th { (name) }
                    td { @if let [line] = lines.as_slice() { (line) } @else {
                        ul { @for line in lines { li { (line) } } }
                    } }
                } }
                tr { th { (t!(lang, "supervisor-answer")) } td class="answer" {} }
            } }
        } }
    }

    /// The same as a spreadsheet, a row for each child.
    pub(super) fn sheet(&self) -> io::Result<Vec<u8>> {
        let lang = self.lang;
        let joined = |lines: &[String]| Cell::Text(lines.join("\n"));
        let rows = self.children.iter().map(|entry| {
            vec![
                Cell::Text(entry.name.clone()),
                Cell::Text(entry.file_no.clone()),
                Cell::Day(entry.since),
                joined(&entry.why),
                joined(&entry.done),
                joined(&entry.asked),
                Cell::Text(self.ring.clone()),
                Cell::Text(String::new()),
            ]
        });
        let children = Table {
            name: t!(lang, "supervisor-name"),
            columns: vec![
                (label("name", lang), SHORT),
                (label("file_no", lang), SHORT),
                (t!(lang, "supervisor-since"), SHORT),
                (t!(lang, "supervisor-why"), LONG),
                (t!(lang, "supervisor-done"), LONG),
                (t!(lang, "supervisor-ask"), LONG),
                (t!(lang, "supervisor-call"), LONG / 2),
                (t!(lang, "supervisor-answer"), LONG / 2),
            ],
            rows: rows.collect(),
            ..Table::default()
        };
        let said = [
            Some(&self.home),
            Some(&self.heading),
            self.before.as_ref(),
            Some(&self.ring),
        ];
        let mut about: Vec<Vec<Cell>> = said
            .into_iter()
            .flatten()
            .map(|line| vec![Cell::Text(line.clone())])
            .collect();
        about.push(vec![Cell::Text(t!(lang, "supervisor-mind"))]);
        let about = Table {
            name: t!(lang, "paper-sum"),
            columns: vec![(t!(lang, "paper-what"), 2 * LONG)],
            rows: about,
            ..Table::default()
        };
        write(&[children, about], self.made)
    }
}
