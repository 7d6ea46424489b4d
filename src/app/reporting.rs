//! Writes reports in a thread: reads the period with a connection of its own, makes the files and puts them beside the data.

use super::message::{Message, Reported};
use super::runner::Runner;
use crate::desk::Desk;
use crate::desk::command::Export;
use crate::desk::papers::put_beside;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::calendar::period::Period;
use crate::reports::ledgers::OfChild;
use crate::reports::order::{ReportOrder, Wanting};
use std::io;
use std::path::PathBuf;

impl Runner {
    /// Writes a report in a thread if there is a channel for the result.
    pub(super) fn write_report(&self, order: ReportOrder, opens: bool) -> Option<Message> {
        let folder = self.desk.folder();
        match self.desk.read_aside() {
            None => Some(told(written(&self.desk, &order, &folder), opens)),
            Some(aside) => self.in_thread(move || {
                let desk = aside.desk();
                told(desk.and_then(|desk| written(&desk, &order, &folder)), opens)
            }),
        }
    }

    /// Opens a page in the browser of the computer. A computer without one says nothing; the path was shown.
    pub(super) fn open_page(page: &std::path::Path) {
        if let Err(error) = open::that_detached(page) {
            tracing::info!(%error, "no program to open a page");
        }
    }
}

fn told(report: Result<Result<Export, Wanting>, Refusal>, opens: bool) -> Message {
    match report {
        Err(refusal) => Message::Failed(refusal),
        Ok(report) => Message::Reported(Box::new(Reported { report, opens })),
    }
}

/// Makes and writes the files; gives what the journal keeps of them.
fn written(
    desk: &Desk,
    order: &ReportOrder,
    folder: &std::path::Path,
) -> Result<Result<Export, Wanting>, Refusal> {
    let (calendar, today) = (desk.calendar()?, desk.clock.today());
    let periods: Vec<Period> = order.periods(&calendar, today);
    let facts = desk.period_facts(&periods, order.what.parts())?;
    let of_child = match order.child {
        Some(child) if order.what.is_of_child() => Some(OfChild {
            child,
            matters: desk.matters_until(child, today)?,
        }),
        _ => None,
    };
    let staff = desk.ask(Query::Home)?.staff()?;
    let by = staff.iter().find(|one| Some(one.id) == desk.actor);
    let by = by.map_or("", |one| one.name.as_str());
    let report = match order
        .report(&facts, (of_child.as_ref(), by))
        .map_err(failed)?
    {
        Ok(report) => report,
        Err(wanting) => return Ok(Err(wanting)),
    };
    let files: Vec<(String, Vec<u8>)> = report
        .files
        .into_iter()
        .map(|file| (file.name, file.content))
        .collect();
    let paths = put_beside(folder, &files)?;
    Ok(Ok(Export {
        report: order.what.code().to_owned(),
        period: order.period.code(),
        mask: order.mask,
        children: report.children.into_iter().collect(),
        files: paths
            .iter()
            .map(|path| path.display().to_string())
            .collect(),
        reason: order.reason.clone(),
    }))
}

fn failed(source: io::Error) -> Refusal {
    let place: PathBuf = tempfile::env::temp_dir();
    Refusal::file("writing a report", place, source)
}
