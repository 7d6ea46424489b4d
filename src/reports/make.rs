//! Makes the files of a report from a desk: reads its period, and what else it is about.

use super::ledgers::OfChild;
use super::order::{Report, ReportOrder, Wanting};
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::KnownAs;
use crate::domain::rules::{Flag, Subject};

/// The files of a report, or what the order wants. Nothing is written.
pub(crate) fn make(desk: &Desk, order: &ReportOrder) -> Result<Result<Report, Wanting>, Refusal> {
    if let Err(wanting) = order.check() {
        return Ok(Err(wanting));
    }
    let (calendar, today) = (desk.calendar()?, desk.clock.today());
    let periods = order.periods(&calendar, today);
    let facts = desk.period_facts(&periods, order.what.parts())?;
    let of_child = match order.child.filter(|_| order.what.is_of_child()) {
        None => None,
        Some(child) => {
            let flags = desk
                .flags(today, KnownAs::Now)?
                .unwrap_or_default()
                .into_iter();
            let is_of = |flag: &Flag| flag.subject == Subject::Child(child);
            Some(OfChild {
                child,
                matters: desk.matters_until(child, today)?,
                open: flags.map(|one| one.flag).filter(is_of).collect(),
            })
        }
    };
    let staff = desk.ask(Query::Home)?.staff()?;
    let by = staff.iter().find(|one| Some(one.id) == desk.actor);
    let by = by.map_or("", |one| one.name.as_str());
    let report = order.report(&facts, (of_child.as_ref(), by));
    report.map_err(|source| Refusal::file("writing a report", tempfile::env::temp_dir(), source))
}
