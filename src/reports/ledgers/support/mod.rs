//! Help in a quarter (帮扶季报): the figures, and behind them pairings, what was given, benefits, measures and wishes.
//!
//! Everything is told as it was on the last day of the period. What was said in a talk is in none of it, only that talks took
//! place; of a need that stays at the home not even its kind is told.

mod end;
pub(super) mod figures;
mod given;
mod lists;
pub(super) mod of_child;

use super::scope::Scope;
use crate::reports::table::Table;
use end::End;

/// The tables.
pub(super) fn support(scope: &Scope<'_>) -> Vec<Table> {
    let end = End::new(scope);
    vec![
        figures::table(&end),
        lists::pairings(&end),
        given::by_giver(&end),
        given::by_child(&end),
        given::by_kind(&end),
        given::nothing(&end),
        lists::benefits(&end),
        lists::measures(&end),
        lists::wishes(&end),
    ]
}
