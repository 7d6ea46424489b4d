//! The visit round on paper: a list with the numbers of the rows, then a slip for each child with what a visitor
//! needs at the door and empty fields for what came of it. The family may read it there: of matters other than visits and
//! an unseen child, and of some kinds of problems, it says only that the director is to be asked; no notes, and not why
//! somebody must not be turned to, nor who that is. It asks for nothing that cannot be entered afterwards.

use super::page::{PORTRAIT, page};
use crate::desk::Desk;
use crate::desk::command::Touched;
use crate::desk::query::Query;
use crate::desk::read::fresh::ShownDays;
use crate::desk::refusal::Refusal;
use crate::domain::round::{Found, Who};
use crate::domain::rules::ladder::Matter;
use crate::domain::rules::list::List;
use crate::domain::rules::{Reason, VisitReason};
use crate::domain::visit::{CHECKS, Grade};
use crate::domain::{Child, ChildId, Contact, Problem, Visit, topic};
use crate::house::House;
use crate::i18n::{Lang, word, words};
use crate::store::Head;
use crate::t;
use crate::wording::dates::{day_words, full_day};
use crate::wording::labels::label;
use crate::wording::reasons;
use crate::wording::topics::name_of;
use chrono::NaiveDate;
use maud::{Markup, html};

/// A slip is not split over two sheets, so that a family's facts stay together.
const STYLE: &str = "
body { font-size: 10.5pt }
.mind { border: 2px solid #111; padding: 2mm 3mm; margin: 0 0 3mm; font-weight: bold }
section.slip { break-inside: avoid; border-top: 2px solid #111; margin-top: 5mm; padding-top: 1mm }
section.slip h2 { border: 0; margin: 0 0 1mm }
table.facts th { width: 24mm; font-weight: normal; color: #333; background: none }
table.facts ul { margin: 0; padding-left: 1.2em }
table.write { margin-top: 2mm }
table.write td { height: 8mm; vertical-align: middle }
table.write td.name { width: 24mm; height: 8mm; color: #333 }
.row { width: 10mm; text-align: right }
.box { white-space: nowrap; margin-right: 3mm; display: inline-block }
";

impl Desk {
    /// The round of these children as of this moment.
    pub(super) fn round_page(&self, children: &[ChildId], lang: Lang) -> Result<String, Refusal> {
        let mut house = self.house_of_round()?;
        house.refresh_coverage();
        let head = self.ask(Query::Journal)?.head()?;
        Ok(RoundPaper {
            house: &house,
            lang,
        }
        .page(children, &head))
    }

    /// The children of a round, in the order of the way.
    pub(crate) fn plan_round(&self, who: Who<'_>) -> Result<Vec<ChildId>, Refusal> {
        Ok(self.house_of_round()?.round(who))
    }

    /// The home in memory with its matters.
    pub(super) fn house_of_round(&self) -> Result<House, Refusal> {
        let mut house = House::new(self.now());
        house.take(self.fresh(Touched::ALL, ShownDays::default())?);
        house.actor = self.actor;
        house.refresh_matters();
        Ok(house)
    }
}

/// Whether the family may read why: a visit is due, or nobody has seen the child.
fn is_for_the_door(matter: &Matter) -> bool {
    matter.flag.rule.is_on_unseen() || matter.flag.list() == List::ToVisit
}

/// Whether a reason names the level of a risk.
const fn is_level(reason: &Reason) -> bool {
    matches!(reason, Reason::Visit(VisitReason::AtRisk(_)))
}

/// What the page is made of.
struct RoundPaper<'h> {
    house: &'h House,
    lang: Lang,
}

impl RoundPaper<'_> {
    fn page(&self, children: &[ChildId], head: &Head) -> String {
        let (house, lang) = (self.house, self.lang);
        let files: Vec<(usize, &Child)> = children
            .iter()
            .enumerate()
            .filter_map(|(place, id)| Some((place + 1, house.register.get(*id)?)))
            .collect();
        let facts = house.home.as_ref();
        let home = facts.map_or("", |facts| facts.home.name.as_str());
        let mark = facts
            .filter(|facts| facts.is_demo)
            .map(|_| t!(lang, "mark-demo"));
        let title = t!(lang, "round-paper", count = files.len());
        let when = format!(
            "{} {}",
            full_day(house.today(), lang),
            house.now.format("%H:%M")
        );
        let who = house.actor.and_then(|id| house.staff_member(id));
        let who = who.map_or("", |one| one.name.as_str());
        let body = html! {
            h1 { (home) @if let Some(mark) = mark { " (" (mark) ")" } " " (title) }
            p class="period" { (t!(lang, "round-paper-when", when = when, head = head.to_string())) }
            p class="mind" { (t!(lang, "round-paper-mind", home = home)) }
            p { (t!(lang, "round-paper-who", who = who)) }
            (self.list(&files))
            @for (row, child) in &files { (self.slip(*row, child)) }
        };
        page(lang, &title, &[PORTRAIT, STYLE], &body)
    }

    /// The way: a row for each child.
    fn list(&self, files: &[(usize, &Child)]) -> Markup {
        let lang = self.lang;
        html! { table {
            thead { tr {
                th class="row" { (t!(lang, "paper-row")) }
                th { (label("name", lang)) } th { (label("hamlet", lang)) }
                th { (word(lang, "field-live-address")) }
                th { (t!(lang, "round-why")) } th { (t!(lang, "follow-column-ring")) }
            } }
            tbody { @for (row, child) in files { tr {
                td class="row" { (row) }
                td { (self.house.register.distinct_name(child.id)) }
                td { (child.hamlet) } td { (child.live_address) }
                td { (self.why_brief(child.id)) } td { (self.first_phone(child.id)) }
            } } }
        } }
    }

    fn slip(&self, row: usize, child: &Child) -> Markup {
        let lang = self.lang;
        let name = self.house.register.distinct_name(child.id);
        let facts = [
            (t!(lang, "round-who"), self.who(child)),
            (word(lang, "field-live-address"), self.place(child)),
            (t!(lang, "round-contacts"), self.contacts(child.id)),
            (t!(lang, "round-why"), self.why(child.id)),
            (t!(lang, "round-last"), self.last(child.id)),
            (t!(lang, "round-ask"), self.ask(child.id)),
            (t!(lang, "round-missing"), self.missing(child.id)),
        ];
        html! { section class="slip" {
            h2 { (row) ". " (name) }
            table class="facts" { tbody { @for (name, lines) in &facts { @if !lines.is_empty() { tr {
                th { (name) }
                td { @if let [line] = lines.as_slice() { (line) } @else {
                    ul { @for line in lines { li { (line) } } }
                } }
            } } } } }
            (self.fields())
        } }
    }

    /// What is written by hand.
    fn fields(&self) -> Markup {
        let lang = self.lang;
        let boxes = |all: Vec<String>| {
            html! { @for one in &all { span class="box" { "□ " (one) } } }
        };
        let found = Found::ALL.iter();
        let found = found
            .map(|one| words::choice(lang, "found", *one))
            .collect();
        let grades = || {
            Grade::ALL
                .iter()
                .map(|one| words::choice(lang, "grade", *one))
        };
        html! { table class="write" { tbody {
            tr {
                td class="name" { (t!(lang, "round-column-seen")) } td { (boxes(found)) }
                td class="name" { (label("met", lang)) } td {}
            }
            @for pair in CHECKS.chunks(2) { tr {
                @for check in pair {
                    td class="name" { (label(check, lang)) } td { (boxes(grades().collect())) }
                }
                @if pair.len() == 1 { td {} td {} }
            } }
            tr { td class="name" { (label("note", lang)) } td colspan="3" { br; br; } }
        } } }
    }

    /// Age, school and class; brothers and sisters; what must be known at once.
    fn who(&self, child: &Child) -> Vec<String> {
        let (lang, house) = (self.lang, self.house);
        let age = child.age(house.today());
        let age = age.map_or_else(String::new, |years| t!(lang, "round-age", years = years));
        let parts = [age, child.school.clone(), child.class.clone()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let siblings = house.register.siblings(child.id);
        let siblings = siblings.filter(|one| one.status.is_here());
        let siblings: Vec<String> = siblings
            .map(|one| house.register.distinct_name(one.id).into_owned())
            .collect();
        let mut lines = vec![parts.join(" · ")];
        if !siblings.is_empty() {
            let names = siblings.join(&t!(lang, "why-comma"));
            lines.push(t!(lang, "round-siblings", names = names));
        }
        if !child.alert.is_empty() {
            lines.push(format!("{}: {}", word(lang, "field-alert"), child.alert));
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    fn place(&self, child: &Child) -> Vec<String> {
        let parts = [&child.hamlet, &child.live_address, &child.map_hint];
        let parts: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        if parts.is_empty() {
            return vec![t!(self.lang, "round-no-address")];
        }
        vec![parts.join(" · ")]
    }

    /// Everybody of the file in the order of calls: the caregiver first. Whom the home must not turn to is not named: the
    /// family may read it, and that person too.
    fn contacts(&self, child: ChildId) -> Vec<String> {
        let all = self.house.register.contacts(child).iter();
        let (mut allowed, barred): (Vec<&Contact>, Vec<&Contact>) =
            all.partition(|one| one.is_allowed());
        allowed.sort_by_key(|one| (!one.is_caregiver, one.priority));
        let mut lines: Vec<String> = allowed.into_iter().map(|one| self.contact(one)).collect();
        if lines.is_empty() {
            lines.push(t!(self.lang, "today-no-phone"));
        }
        if !barred.is_empty() {
            lines.insert(0, t!(self.lang, "round-ask-director"));
        }
        lines
    }

    fn contact(&self, contact: &Contact) -> String {
        let lang = self.lang;
        let relation = words::choice(lang, "relation", contact.relation);
        let who = format!("{relation} {}", contact.name);
        let phones: Vec<&str> = contact.phones.split_whitespace().collect();
        let mut parts = vec![who];
        if contact.is_caregiver {
            parts.push(word(lang, "field-caregiver"));
        }
        match (phones.as_slice(), contact.phone_verified_on) {
            ([], _) => parts.push(t!(lang, "today-no-phone")),
            (_, None) => {
                parts.push(phones.join(" / "));
                parts.push(t!(lang, "round-phone-unverified"));
            }
            (_, Some(_)) => parts.push(phones.join(" / ")),
        }
        parts.join(" · ")
    }

    fn first_phone(&self, child: ChildId) -> String {
        let contact = self.house.register.contact_to_call(child);
        contact.map_or_else(
            || t!(self.lang, "today-no-phone"),
            |one| {
                let relation = words::choice(self.lang, "relation", one.relation);
                format!("{relation} {}", one.phone().unwrap_or_default())
            },
        )
    }

    fn why_brief(&self, child: ChildId) -> String {
        if !self.house.matters_to_see(child).all(is_for_the_door) {
            return t!(self.lang, "round-ask-director");
        }
        let Some(matter) = self.house.matters_to_see(child).next() else {
            return String::new();
        };
        match matter.flag.reasons.iter().find(|one| !is_level(one)) {
            Some(first) => reasons::brief(first, self.lang, self.house.today()),
            None => words::choice(self.lang, "rule", matter.flag.rule),
        }
    }

    /// The matters of visits and of an unseen child with their reasons, and since when they hold.
    fn why(&self, child: ChildId) -> Vec<String> {
        let (lang, today) = (self.lang, self.house.today());
        let said = |matter: &Matter| {
            let why = reasons::outward(&matter.flag.reasons, lang, today);
            let since = day_words(matter.flag.since, lang, today);
            t!(lang, "round-why-since", why = why, since = since)
        };
        let matters = || self.house.matters_to_see(child);
        let told = matters().filter(|one| is_for_the_door(one));
        let mut lines: Vec<String> = told.map(said).collect();
        if !matters().all(is_for_the_door) {
            lines.insert(0, t!(lang, "round-ask-director"));
        }
        if lines.is_empty() {
            return vec![t!(lang, "round-no-reason")];
        }
        lines
    }

    /// When the child was last seen; the last visit and what came of it.
    fn last(&self, child: ChildId) -> Vec<String> {
        let (lang, house) = (self.lang, self.house);
        let day = |day: NaiveDate| day_words(day, lang, house.today());
        let mut lines = vec![match house.register.last_seen(child) {
            Some(on) => t!(lang, "round-last-seen", day = day(on)),
            None => t!(lang, "round-never-seen"),
        }];
        let visits = house.known.visits.get(&child);
        let visits = visits.map_or(&[][..], Vec::as_slice);
        if let Some(visit) = visits.iter().rfind(|one| !one.kind.is_call()) {
            lines.push(self.visit(visit));
        }
        lines
    }

    fn visit(&self, visit: &Visit) -> String {
        let (lang, house) = (self.lang, self.house);
        let met = if visit.child_seen {
            t!(lang, "matter-met")
        } else {
            t!(lang, "matter-not-met")
        };
        let who = visit.visitor.and_then(|id| house.staff_member(id));
        let parts = [
            day_words(visit.day, lang, house.today()),
            words::choice(lang, "visit-kind", visit.kind),
            met,
            who.map_or_else(String::new, |one| one.name.clone()),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }

    /// Open problems, and talks that the child has missed. Of a problem only its kind: what somebody typed may be what a
    /// child said of those who read the slip.
    fn ask(&self, child: ChildId) -> Vec<String> {
        let (lang, house) = (self.lang, self.house);
        let problems = house.known.problems.get(&child).into_iter().flatten();
        let (private, told): (Vec<&Problem>, Vec<&Problem>) = problems
            .filter(|one| one.is_open())
            .partition(|one| one.kind.is_private());
        let mut lines: Vec<String> = told
            .into_iter()
            .map(|one| {
                let kind = words::choice(lang, "problem", one.kind);
                let since = day_words(one.opened_on, lang, house.today());
                t!(lang, "round-problem", kind = kind, since = since)
            })
            .collect();
        // Put off or not: nothing else matters as much, and whoever opens may read the question.
        let is_missing = |one: &Matter| one.child() == Some(child);
        if house.missing_children().any(is_missing) {
            lines.insert(0, t!(lang, "round-ask-where"));
        }
        if !private.is_empty() {
            lines.insert(0, t!(lang, "round-ask-director"));
        }
        let topics = topic::library(&house.known.programme.topics);
        let missed = house.coverages.iter();
        let missed = missed.filter(|one| one.is_due && one.coverage.missing.contains(&child));
        let missed: Vec<String> = missed
            .map(|one| name_of(&topics, &one.coverage.topic, lang))
            .collect();
        if !missed.is_empty() {
            let topics = missed.join(&t!(lang, "why-comma"));
            lines.push(t!(lang, "round-topics", topics = topics));
        }
        lines
    }

    /// What the file does not hold or nobody has confirmed.
    fn missing(&self, child: ChildId) -> Vec<String> {
        let today = self.house.today();
        let matters = self.house.matters.iter();
        let of_file =
            matters.filter(|one| one.child() == Some(child) && one.flag.list() == List::File);
        of_file
            .map(|one| reasons::outward(&one.flag.reasons, self.lang, today))
            .filter(|line| !line.is_empty())
            .collect()
    }
}
