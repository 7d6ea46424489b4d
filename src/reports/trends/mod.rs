//! The pages of F7: each answers one question about a period.

mod ask;
mod frame;
mod how_many;

pub use ask::{Ask, Page};

use super::table::Table;
use crate::house::period::PeriodFacts;
use crate::i18n::Lang;
use frame::Trend;

/// The answer of a page.
pub fn trend(facts: &PeriodFacts, ask: Ask, lang: Lang) -> Table {
    let trend = Trend {
        facts,
        ask,
        period: ask.period,
        lang,
    };
    match ask.page {
        Page::HowMany => how_many::table(&trend),
    }
}
