//! The pages of F7: each answers one question about a period.

mod activities;
mod ask;
mod beside;
mod came_back;
mod frame;
mod handed_in;
mod how_many;
mod one_child;
mod stay;
mod visits;
mod when;
mod who;

pub use ask::{Ask, Page};

use super::handed_in::Compared;
use super::slots::Beside;
use super::table::{Fact, Table};
use super::words::partly_recorded;
use crate::house::period::PeriodFacts;
use crate::i18n::Lang;
use crate::t;
use frame::Trend;

/// The answer of a page. `handed` is what was handed in about the period; only the page about it reads that.
pub(crate) fn trend(facts: &PeriodFacts, ask: Ask, handed: &[Compared], lang: Lang) -> Table {
    let trend = Trend {
        facts,
        ask,
        period: ask.period,
        lang,
    };
    let mut table = match ask.page {
        Page::HowMany => how_many::table(&trend),
        Page::When => when::table(&trend),
        Page::Who => who::table(&trend),
        Page::Stay => stay::table(&trend),
        Page::Visits => visits::table(&trend),
        Page::Activities => activities::table(&trend),
        Page::CameBack => came_back::table(&trend),
        Page::OneChild => one_child::table(&trend),
        Page::HandedIn => handed_in::table(&trend, handed),
    };
    // Plans lie ahead, and what was entered afterwards lies before the records.
    let is_file = |fact: &Fact| matches!(fact, Fact::File(_));
    let mut facts = table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .flat_map(|cell| &cell.facts);
    let has_records = facts.any(|fact| !is_file(fact));
    let is_of_period = !matches!(ask.page, Page::HandedIn | Page::OneChild);
    if is_of_period && trend.is_unknown() && !has_records {
        table.rows.clear();
        table.checks.clear();
        table.sentences = vec![trend.nothing()];
    }
    // Numbers of the register; visits and activities are kept.
    let is_of_register = !matches!(ask.page, Page::HandedIn | Page::Visits | Page::Activities);
    let is_deleted = trend.facts.kept_from.is_some() && trend.facts.kept_from == trend.facts.began;
    if is_of_register && is_deleted {
        let said = partly_recorded(trend.facts, trend.period, lang);
        table.sentences.extend(said);
    }
    if ask.page.has_beside() && ask.beside == Beside::LastYear {
        table.notes.push(t!(lang, "trend-note-year"));
    }
    table
}
