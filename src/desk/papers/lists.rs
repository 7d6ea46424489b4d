//! Lists to fill in by hand: who comes to an activity, who is invited to a topic.

use super::facts::{PaperFacts, times};
use super::page::{PORTRAIT, page};
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::activity::State;
use crate::domain::activity::coverage::Season;
use crate::domain::{Activity, Attendance, Child, ChildId, Status, Tag, TopicCode};
use crate::i18n::Lang;
use crate::t;
use crate::wording::dates::full_day;
use crate::wording::labels::label;
use chrono::NaiveDate;
use maud::{Markup, html};
use std::collections::{HashMap, HashSet};

/// Empty rows for children who are not expected.
const WALK_INS: usize = 10;

/// Rows high enough for a signature; each list begins on a sheet of its own.
const STYLE: &str = "
section { break-after: page }
section:last-child { break-after: auto }
table.list td { height: 8mm; padding: 1px 6px; vertical-align: middle }
table.list { table-layout: fixed }
.about { text-align: center; margin: 0 0 2mm }
.note { font-size: 10pt; color: #333; margin: 0 0 3mm; text-align: center }
.row { width: 10mm; text-align: right }
.wide { width: 32% }
";

impl Desk {
    /// Blank sign-in sheets for a day: one for each activity, or one for the whole house.
    pub(super) fn sign_in_sheets(&self, day: NaiveDate, lang: Lang) -> Result<String, Refusal> {
        let facts = self.paper_facts(Season { from: day, to: day }, lang)?;
        let inside = self.inside(&facts, day)?;
        let mut tags: HashMap<ChildId, Vec<Tag>> = HashMap::new();
        for tag in self.ask(Query::Register)?.all::<Tag>()? {
            tags.entry(tag.child).or_default().push(tag);
        }
        let is_expected = |activity: &Activity, child: &Child| {
            let tags = tags.get(&child.id).map_or(&[][..], Vec::as_slice);
            activity.expected.means(child, tags, day)
        };
        let enrolled = facts.children.iter();
        let enrolled: Vec<&Child> = enrolled
            .filter(|child| child.status == Status::Enrolled)
            .collect();
        let open = facts.all.iter().filter(|one| one.state != State::Cancelled);
        let mut sheets: Vec<Markup> = open
            .map(|one| {
                let activity = &one.activity;
                let expected = enrolled.iter().copied();
                let expected = expected.filter(|child| is_expected(activity, child));
                let expected: Vec<&Child> = expected.collect();
                sign_in_sheet(&facts, (day, Some(activity)), &expected, inside.as_ref())
            })
            .collect();
        if sheets.is_empty() {
            sheets.push(sign_in_sheet(
                &facts,
                (day, None),
                &enrolled,
                inside.as_ref(),
            ));
        }
        let body = html! { @for sheet in &sheets { (sheet) } };
        let title = t!(lang, "paper-sign-in");
        Ok(page(lang, &title, &[PORTRAIT, STYLE], &body))
    }

    /// Children in the house; `None` if the day is not today or the register is not open.
    fn inside(
        &self,
        facts: &PaperFacts,
        day: NaiveDate,
    ) -> Result<Option<HashSet<ChildId>>, Refusal> {
        if day != facts.made.date_naive() {
            return Ok(None);
        }
        let store = self.ask(Query::Attendance)?;
        let opening = store.opening(day)?;
        if opening.is_none_or(|one| one.closed_at.is_some()) {
            return Ok(None);
        }
        let sheet = store.day_sheet(day)?.into_iter();
        let inside = sheet.filter(Attendance::is_in).map(|stay| stay.child);
        Ok(Some(inside.collect()))
    }

    /// The list of children who miss a topic in a season. Names, class and hamlet; no phone.
    pub(super) fn invite_list(
        &self,
        topic: &TopicCode,
        season: Season,
        lang: Lang,
    ) -> Result<String, Refusal> {
        let facts = self.paper_facts(season, lang)?;
        let coverage = self.coverage(topic.clone(), season)?;
        let missing: HashSet<ChildId> = coverage.missing.into_iter().collect();
        let missing: Vec<&Child> = facts
            .children
            .iter()
            .filter(|child| missing.contains(&child.id))
            .collect();
        let title = t!(lang, "paper-invite", topic = facts.topic(topic));
        let below = format!("{} – {} · {}", season.from, season.to, facts.printed());
        let body = html! {
            (facts.heading(&title, &below))
            @if missing.is_empty() { p { (t!(lang, "paper-invite-nobody")) } }
            @else { table class="list" {
                thead { tr {
                    th class="row" { (t!(lang, "paper-row")) }
                    th { (label("name", lang)) } th { (label("class", lang)) }
                    th { (label("hamlet", lang)) }
                    th class="wide" { (t!(lang, "paper-answer")) }
                } }
                tbody { @for (row, child) in missing.iter().enumerate() { tr {
                    td class="row" { (row + 1) }
                    td { (child.name) } td { (child.class) } td { (child.hamlet) } td {}
                } } }
            } }
        };
        Ok(page(lang, &title, &[PORTRAIT, STYLE], &body))
    }
}

/// One sheet: expected children by name, then empty rows.
fn sign_in_sheet(
    facts: &PaperFacts,
    (day, activity): (NaiveDate, Option<&Activity>),
    expected: &[&Child],
    inside: Option<&HashSet<ChildId>>,
) -> Markup {
    let lang = facts.lang;
    let title = t!(lang, "paper-sign-in");
    let day = full_day(day, lang);
    let below = match activity {
        Some(activity) => format!("{day} {}", times(activity)),
        None => day,
    };
    let about = match activity {
        Some(activity) => {
            let parts = [
                activity.title.clone(),
                facts.topic(&activity.topic),
                activity.place.clone(),
                facts.organiser(activity),
            ];
            let parts = parts.iter().filter(|part| !part.is_empty());
            parts.map(String::as_str).collect::<Vec<_>>().join(" · ")
        }
        None => t!(lang, "paper-everybody"),
    };
    let is_inside = |child: &Child| inside.is_some_and(|all| all.contains(&child.id));
    let time = facts.made.format("%H:%M").to_string();
    html! {
        section {
            (facts.heading(&title, &below))
            p class="about" { b { (about) } }
            p class="note" {
                (t!(lang, "paper-expected-count", count = expected.len()))
                @if inside.is_some() { " · " (t!(lang, "paper-ticked", time = time)) }
            }
            table class="list" {
                thead { tr {
                    th class="row" { (t!(lang, "paper-row")) }
                    th { (label("name", lang)) }
                    th { (t!(lang, "paper-arrived")) }
                    th { (t!(lang, "paper-signature")) }
                    th { (t!(lang, "paper-fetched")) }
                } }
                tbody {
                    @for (row, child) in expected.iter().enumerate() { tr {
                        td class="row" { (row + 1) }
                        td { (child.name) }
                        td { @if is_inside(child) { "✓" } }
                        td {} td {}
                    } }
                    @for row in expected.len()..expected.len() + WALK_INS { tr {
                        td class="row" { (row + 1) } td {} td {} td {} td {}
                    } }
                }
            }
        }
    }
}
