//! Reports: made in a thread with a connection of its own; put beside the data once the journal has kept them.

use super::message::Message;
use super::runner::Runner;
use crate::desk::command::{Command, Export};
use crate::desk::papers::{place_beside, put_beside};
use crate::desk::refusal::Refusal;
use crate::reports::make::make;
use crate::reports::order::{MadeReport, Report, ReportFile, ReportOrder, Wanting};
use std::path::PathBuf;

impl Runner {
    /// Makes a report in a thread if there is a channel for the result. Nothing is written yet.
    pub(super) fn make_report(&self, order: ReportOrder, opens: bool) -> Option<Message> {
        let told =
            move |order: &ReportOrder, made: Result<Result<Report, Wanting>, Refusal>| match made {
                Err(refusal) => Message::Failed(refusal),
                Ok(report) => Message::Reported(Box::new(MadeReport {
                    what: order.kept_name(),
                    period: order.period.code(),
                    mask: order.mask,
                    child: order.child.filter(|_| order.what.is_of_child()),
                    reason: order.reason.clone(),
                    to_whom: order.to_whom.clone(),
                    report,
                    opens,
                })),
            };
        match self.desk.read_aside() {
            None => Some(told(&order, make(&self.desk, &order))),
            Some(aside) => self.in_thread(move || {
                let made = aside.desk().and_then(|desk| make(&desk, &order));
                told(&order, made)
            }),
        }
    }

    /// Keeps a report in the journal, then puts its files beside the data and opens its page if that was asked. Without
    /// the right or an entry there is no file.
    pub(super) fn keep_report(&mut self, reported: MadeReport) -> Message {
        let Ok(report) = reported.report else {
            return Message::Failed(Refusal::Missing { field: "reason" });
        };
        let folder = self.desk.folder();
        let names = report
            .files
            .iter()
            .map(|file| place_beside(&folder, &file.name));
        let files: Vec<PathBuf> = names.collect();
        let export = Export {
            report: reported.what,
            period: reported.period,
            mask: reported.mask,
            child: reported.child,
            children: report.children.into_iter().collect(),
            files: files
                .iter()
                .map(|path| path.display().to_string())
                .collect(),
            reason: reported.reason,
            handed_in: report.sent.map(|sent| (reported.to_whom, sent)),
        };
        let kept = self.command(Command::KeepExport(Box::new(export)));
        if !matches!(kept, Message::Done(..)) {
            return kept;
        }
        if let Err(refusal) = put(&files, report.files) {
            return Message::Failed(refusal);
        }
        if let Some(page) = files.first().filter(|_| reported.opens) {
            open_page(page);
        }
        kept
    }
}

fn put(places: &[PathBuf], files: Vec<ReportFile>) -> Result<(), Refusal> {
    for (place, file) in places.iter().zip(files) {
        put_beside(place, &file.content)?;
    }
    Ok(())
}

/// Opens a page in the browser of the computer. A computer without one says nothing; the path is shown.
fn open_page(page: &std::path::Path) {
    if let Err(error) = open::that_detached(page) {
        tracing::info!(kind = ?error.kind(), "no program to open a page");
    }
}
