//! Reports and filled forms: made in a thread with a connection of its own; put beside the data once the journal has kept them.

use super::message::Message;
use super::runner::Runner;
use crate::desk::Desk;
use crate::desk::command::{Command, Export};
use crate::desk::papers::{place_beside, put_beside};
use crate::desk::refusal::Refusal;
use crate::reports::filling::{FillOrder, FilledForm, NoPlan};
use crate::reports::make::{fill, make};
use crate::reports::order::{MadeReport, Report, ReportFile, ReportOrder, Wanting};
use crate::t;
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
                    is_public: order.is_public,
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

    /// Fills a form in a thread if there is a channel for the result. Nothing is written yet.
    pub(super) fn fill_form(&self, order: FillOrder) -> Option<Message> {
        match self.desk.read_aside() {
            None => {
                let made = filled(&self.desk, &order);
                Some(told_form(order, made))
            }
            Some(aside) => self.in_thread(move || {
                let made = aside.desk().and_then(|desk| filled(&desk, &order));
                told_form(order, made)
            }),
        }
    }

    /// Keeps in the journal that a form was filled, then puts it beside the data.
    pub(super) fn keep_filled(&mut self, order: &FillOrder, filled: FilledForm) -> Message {
        let stem = order.form.file_stem().unwrap_or_default().to_string_lossy();
        let name = format!("{}.xlsx", t!(order.lang, "fill-name", form = stem.as_ref()));
        let place = place_beside(&self.desk.folder(), &name);
        let export = order.export(filled.children, place.display().to_string());
        let kept = self.command(Command::KeepExport(Box::new(export)));
        if !matches!(kept, Message::Done(..)) {
            return kept;
        }
        match put_beside(&place, &filled.content) {
            Ok(()) => kept,
            Err(refusal) => Message::Failed(refusal),
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
            is_public: reported.is_public,
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

fn told_form(order: FillOrder, made: Result<Result<FilledForm, NoPlan>, Refusal>) -> Message {
    match made {
        Err(refusal) => Message::Failed(refusal),
        Ok(filled) => {
            let name = order.form.display().to_string();
            let filled = filled.map_err(|why| why.words(&name, order.lang));
            Message::Filled(Box::new(order), filled.map(Box::new))
        }
    }
}

/// Reads a form and fills it.
fn filled(desk: &Desk, order: &FillOrder) -> Result<Result<FilledForm, NoPlan>, Refusal> {
    let form = std::fs::read(&order.form);
    let form =
        form.map_err(|source| Refusal::file("reading a form", order.form.clone(), source))?;
    fill(desk, order, &form)
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
