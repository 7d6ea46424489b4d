//! Papers about activities as HTML pages for any browser, without fonts or pictures. Page breaks do
//! not split rows.

use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::activity::coverage::Season;
use crate::domain::activity::weeks::monday;
use crate::domain::activity::{Occurrence, State};
use crate::domain::calendar::{Calendar, DayKind};
use crate::domain::{Child, ChildId, Staff, Topic, TopicCode, topic};
use crate::house::home::home_facts;
use crate::i18n::{Lang, words};
use crate::t;
use crate::wording::calendar;
use crate::wording::dates::day_words;
use crate::wording::labels::label;
use crate::wording::topics::in_lang;
use chrono::{Datelike, NaiveDate};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::borrow::Cow;
use std::collections::HashMap;

/// Style sheet for the screen and A4 paper.
const STYLE: &str = "
@page { size: A4; margin: 14mm }
body { font-family: 'SimSun', 'Noto Serif CJK SC', serif; line-height: 1.5; max-width: 180mm;
    margin: auto; color: #111 }
h1 { font-size: 1.5rem; text-align: center; margin: 0.5rem 0 }
h2 { font-size: 1.1rem; margin: 1.2rem 0 0.3rem; border-bottom: 1px solid #888 }
p.period { text-align: center; margin: 0 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #555; padding: 3px 6px; text-align: left; vertical-align: top }
thead { display: table-header-group }
tr, section { break-inside: avoid }
table.month td { height: 24mm; width: 14.28% }
td.closed { background: #eee }
td.outside { color: #999 }
.day { font-weight: bold }
.off { text-decoration: line-through }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 10px; margin: 4px 0 }
dt { color: #444 } dd { margin: 0 }
p.sign { margin-top: 2rem }
";

/// A whole page.
fn page(lang: Lang, title: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    };
    page.into_string()
}

/// The data of the pages.
struct PaperFacts {
    lang: Lang,
    home: String,
    is_demo: bool,
    calendar: Calendar,
    topics: Cow<'static, [Topic]>,
    staff: Vec<Staff>,
    all: Vec<Occurrence>,
}

impl PaperFacts {
    fn topic(&self, code: &TopicCode) -> String {
        let known = self.topics.iter().find(|one| one.code == *code);
        known.map_or_else(
            || code.to_string(),
            |one| in_lang(&one.name, self.lang).clone(),
        )
    }

    fn times(one: &Occurrence) -> String {
        let activity = &one.activity;
        format!(
            "{}–{}",
            activity.starts.format("%H:%M"),
            activity.ends.format("%H:%M")
        )
    }

    fn heading(&self, title: &str, period: Season) -> Markup {
        html! {
            h1 {
                (self.home) " " (title)
                @if self.is_demo { " (" (t!(self.lang, "mark-demo")) ")" }
            }
            p class="period" { (period.from) " – " (period.to) }
        }
    }
}

impl Desk {
    fn paper_facts(&self, period: Season, lang: Lang) -> Result<PaperFacts, Refusal> {
        let home = home_facts(self.ask(Query::Home)?)?.ok_or(Refusal::NoHome)?;
        let programme = self.programme()?;
        let today = self.clock.today();
        let all = programme.between(period.from, period.to, today, &home.calendar);
        Ok(PaperFacts {
            lang,
            home: home.home.name,
            is_demo: home.is_demo,
            calendar: home.calendar,
            topics: topic::library(&programme.topics),
            staff: home.staff,
            all,
        })
    }

    /// The plan of a period for the wall, month by month. It names no child.
    pub(crate) fn poster(&self, period: Season, lang: Lang) -> Result<String, Refusal> {
        let facts = self.paper_facts(period, lang)?;
        let title = t!(lang, "paper-poster");
        let months = period
            .from
            .iter_days()
            .take_while(|day| *day <= period.to)
            .filter(|day| *day == period.from || day.day() == 1);
        let body = html! {
            (facts.heading(&title, period))
            @for first in months { (month(&facts, first, period)) }
        };
        Ok(page(lang, &title, &body))
    }

    /// The evidence for an inspection: each activity of a period with plan, record, children and
    /// place of the paper; cancelled activities with the reason.
    pub(crate) fn evidence(&self, period: Season, lang: Lang) -> Result<String, Refusal> {
        let facts = self.paper_facts(period, lang)?;
        let children: Vec<Child> = self.ask(Query::Register)?.all()?;
        let names: HashMap<ChildId, &Child> = children.iter().map(|one| (one.id, one)).collect();
        let title = t!(lang, "paper-evidence");
        let mut sections = Vec::new();
        for one in &facts.all {
            let mut part = match one.state {
                State::Held => self.ask(Query::Programme)?.taking_part(one.activity.id)?,
                _ => Vec::new(),
            };
            part.sort_by_key(|id| names.get(id).map(|child| child.file_no.as_str()));
            let part: Vec<String> = part
                .iter()
                .filter_map(|id| names.get(id))
                .map(|child| format!("{} {}", child.file_no, child.name))
                .collect();
            sections.push(evidence_of(&facts, one, &part));
        }
        let body = html! {
            (facts.heading(&title, period))
            (summary(&facts))
            @for section in &sections { (section) }
            p class="sign" { (t!(lang, "paper-sign")) }
        };
        Ok(page(lang, &title, &body))
    }
}

/// A month as a calendar; days outside the period are left empty.
fn month(facts: &PaperFacts, first: NaiveDate, period: Season) -> Markup {
    let lang = facts.lang;
    let month_first = first.with_day(1).unwrap_or(first);
    let weeks = monday(month_first)
        .iter_weeks()
        .take_while(|week| *week < month_first || week.month() == month_first.month());
    let (year, number) = (first.year().to_string(), first.month());
    html! {
        section {
            h2 { (t!(lang, "plan-month-title", year = year, month = number)) }
            table class="month" {
                thead { tr {
                    @for day in crate::domain::hours::week() { th { (calendar::weekday(day, lang)) } }
                } }
                tbody {
                    @for week in weeks {
                        tr { @for day in week.iter_days().take(7) {
                            (cell(facts, day, day.month() == number && (period.from..=period.to).contains(&day)))
                        } }
                    }
                }
            }
        }
    }
}

fn cell(facts: &PaperFacts, day: NaiveDate, is_inside: bool) -> Markup {
    if !is_inside {
        return html! { td class="outside" { (day.day()) } };
    }
    let closed = match facts.calendar.day(day) {
        DayKind::Closed(why) => Some(calendar::why_closed(&why, facts.lang)),
        DayKind::Open { .. } => None,
    };
    let on_day = |one: &&Occurrence| one.activity.day == day;
    html! {
        td class=[closed.as_ref().map(|_| "closed")] {
            span class="day" { (day.day()) }
            @if let Some(why) = &closed { " " (why) }
            @for one in facts.all.iter().filter(on_day) {
                div class=[(one.state == State::Cancelled).then_some("off")] {
                    (one.activity.starts.format("%H:%M").to_string()) " " (one.activity.title)
                    @if !one.activity.place.is_empty() { " · " (one.activity.place) }
                }
            }
        }
    }
}

/// Counts of held, moved, cancelled and missed activities.
fn summary(facts: &PaperFacts) -> Markup {
    let lang = facts.lang;
    let states = [
        State::Held,
        State::Planned,
        State::Moved,
        State::Cancelled,
        State::Missed,
    ];
    html! {
        table {
            thead { tr { @for state in states { th { (words::choice(lang, "activity-state", state)) } } } }
            tbody { tr { @for state in states {
                td { (facts.all.iter().filter(|one| one.state == state).count()) }
            } } }
        }
    }
}

fn evidence_of(facts: &PaperFacts, one: &Occurrence, part: &[String]) -> Markup {
    let lang = facts.lang;
    let activity = &one.activity;
    let label = |name| label(name, lang);
    let organiser = facts
        .staff
        .iter()
        .find(|staff| Some(staff.id) == activity.organiser);
    let planned = activity.moved_from.map(|day| day.to_string());
    let adults = activity.adults.map(|count| count.to_string());
    let facts = [
        (label("topic"), facts.topic(&activity.topic)),
        (label("place"), activity.place.clone()),
        (
            label("organiser"),
            organiser.map_or_else(String::new, |one| one.name.clone()),
        ),
        (label("helpers"), activity.helpers.clone()),
        (label("materials"), activity.materials.clone()),
        (label("moved_from"), planned.unwrap_or_default()),
        (label("reason"), activity.reason.clone()),
        (label("done"), activity.done.clone()),
        (label("adults"), adults.unwrap_or_default()),
        (label("summary"), activity.summary.clone()),
        (label("next_step"), activity.next_step.clone()),
        (label("filed"), activity.filed.clone()),
    ];
    let late = if activity.entered_late {
        format!(" ({})", t!(lang, "field-entered-late"))
    } else {
        String::new()
    };
    let day = format!("{} {}", activity.day.year(), day_words(activity.day, lang));
    html! {
        section {
            h2 {
                (day) " " (PaperFacts::times(one)) " " (activity.title) " · "
                (words::choice(lang, "activity-state", one.state)) (late)
            }
            dl {
                @for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
                    dt { (name) } dd { (value) }
                }
                @if one.state == State::Held {
                    dt { (t!(lang, "field-took-part")) " " (part.len()) }
                    dd { (part.join("  ")) }
                }
            }
        }
    }
}
