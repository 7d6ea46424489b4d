//! The plan for the wall: each month on one sheet in landscape format, in large type.

use super::facts::PaperFacts;
use super::page::page;
use crate::desk::Desk;
use crate::desk::refusal::Refusal;
use crate::domain::activity::coverage::Season;
use crate::domain::activity::weeks::monday;
use crate::domain::activity::{Occurrence, State};
use crate::domain::calendar::DayKind;
use crate::domain::hours::week;
use crate::i18n::Lang;
use crate::t;
use crate::wording::calendar::{weekday, why_closed};
use chrono::{Datelike, NaiveDate};
use maud::{Markup, html};

/// From this many activities on, a day is printed smaller, the place beside the title.
const SEVERAL: usize = 2;
/// From this many on, each has one line.
const MANY: usize = 3;

/// A grid of fixed height: rows share it evenly, and what does not fit is cut.
const STYLE: &str = "
@page { size: A4 landscape; margin: 8mm }
body { width: 281mm }
section.month { height: 193mm; display: flex; flex-direction: column; break-after: page;
    break-inside: avoid; overflow: hidden }
section.month:last-child { break-after: auto }
section.month h1 { font-size: 24pt; line-height: 1.2; margin: 0 0 2mm; white-space: nowrap;
    overflow: hidden; text-overflow: ellipsis }
.month .grid { flex: 1; min-height: 0; display: grid; grid-template-columns: repeat(7, minmax(0, 1fr));
    grid-template-rows: auto; grid-auto-rows: minmax(0, 1fr); border: 1px solid #333 }
.weekday { font-size: 15pt; font-weight: bold; text-align: center; background: #e8e8e8 }
.weekday, .cell { border: 1px solid #555; overflow: hidden }
.cell { padding: 1mm 1.5mm; line-height: 1.2 }
.cell.closed { background: #eee }
.cell.outside { color: #aaa }
.cell p { margin: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
.day { font-size: 15pt; font-weight: bold }
.why { font-size: 11pt; font-weight: normal; color: #444 }
.what { font-size: 15pt; margin-top: 0.5mm; display: -webkit-box; -webkit-box-orient: vertical;
    -webkit-line-clamp: 2; overflow: hidden; overflow-wrap: anywhere }
.where { font-size: 12pt; color: #333 }
.several .what { font-size: 12.5pt }
.many .what { font-size: 12pt; -webkit-line-clamp: 1 }
.off { text-decoration: line-through; color: #555 }
";

impl Desk {
    /// The plan of a period for the wall, one sheet a month. It names no child.
    pub(super) fn poster(&self, period: Season, lang: Lang) -> Result<String, Refusal> {
        let facts = self.paper_facts(period, lang)?;
        let months = period
            .from
            .iter_days()
            .take_while(|day| *day <= period.to)
            .filter(|day| *day == period.from || day.day() == 1);
        let body = html! {
            @for first in months { (month(&facts, first, period)) }
        };
        Ok(page(lang, &t!(lang, "paper-poster"), &[STYLE], &body))
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
    let is_inside =
        |day: NaiveDate| day.month() == number && (period.from..=period.to).contains(&day);
    html! {
        section class="month" {
            h1 {
                (facts.home) " " (t!(lang, "paper-poster")) " · "
                (t!(lang, "plan-month-title", year = year, month = number))
            }
            div class="grid" {
                @for day in week() { div class="weekday" { (weekday(day, lang)) } }
                @for week in weeks {
                    @for day in week.iter_days().take(7) { (cell(facts, day, is_inside(day))) }
                }
            }
        }
    }
}

fn cell(facts: &PaperFacts, day: NaiveDate, is_inside: bool) -> Markup {
    if !is_inside {
        return html! { div class="cell outside" { p class="day" { (day.day()) } } };
    }
    let closed = match facts.calendar.day(day) {
        DayKind::Closed(why) => Some(why_closed(&why, facts.lang)),
        DayKind::Open { .. } => None,
    };
    let on_day = |one: &&Occurrence| one.activity.day == day;
    let all: Vec<&Occurrence> = facts.all.iter().filter(on_day).collect();
    let closed_class = closed.as_ref().map(|_| "closed");
    let is_beside = all.len() >= SEVERAL;
    let crowd = match all.len() {
        MANY.. => "several many",
        SEVERAL.. => "several",
        _ => "",
    };
    html! {
        div class={ "cell " (closed_class.unwrap_or_default()) " " (crowd) } {
            p class="day" {
                (day.day())
                @if let Some(why) = &closed { " " span class="why" { (why) } }
            }
            @for one in all {
                div class={ "what" @if one.state == State::Cancelled { " off" } } {
                    (one.activity.starts.format("%H:%M").to_string()) " " (one.activity.title)
                    @if is_beside && !one.activity.place.is_empty() { " · " (one.activity.place) }
                }
                @if !is_beside && !one.activity.place.is_empty() {
                    p class="where" { (one.activity.place) }
                }
            }
        }
    }
}
