//! Reports and filled forms: made in a thread with a connection of its own; put beside the data once the journal has kept them.

use super::message::Message;
use super::runner::Runner;
use crate::desk::Desk;
use crate::desk::command::{Command, Export};
use crate::desk::job::{Loaded, LockNews};
use crate::desk::locks::NewWords;
use crate::desk::papers::cover::Cover;
use crate::desk::papers::sweep::goes_by_itself;
use crate::desk::papers::{place_beside, put_beside};
use crate::desk::refusal::Refusal;
use crate::domain::mask::Covered;
use crate::i18n::Lang;
use crate::reports::filling::{FillOrder, FilledForm};
use crate::reports::make::{fill, make};
use crate::reports::order::{MadeReport, ReportOrder};
use crate::screens::effect::Job;
use crate::t;
use std::path::PathBuf;

impl Runner {
    /// Makes a report in a thread if there is a channel for the result. Nothing is written yet.
    pub(super) fn make_report(&self, order: ReportOrder, opens: bool) -> Option<Message> {
        self.read_in_thread(move |desk| {
            let report = make(desk, &order)?;
            Ok(Message::Reported(Box::new(MadeReport {
                what: order.kept_name(),
                period: order.period.code(),
                mask: order.mask,
                is_public: order.is_public,
                child: order.child.filter(|_| order.what.is_of_child()),
                reason: order.reason,
                to_whom: order.to_whom,
                report,
                opens,
            })))
        })
    }

    /// Fills a form in a thread if there is a channel for the result. Nothing is written yet.
    pub(super) fn fill_form(&self, order: FillOrder) -> Option<Message> {
        self.read_in_thread(move |desk| {
            let form = std::fs::read(&order.form);
            let form =
                form.map_err(|source| Refusal::file("reading a form", order.form.clone(), source))?;
            let name = order.form.display().to_string();
            let filled = fill(desk, &order, &form)?.map_err(|why| why.words(&name, order.lang));
            Ok(Message::Filled(Box::new(order), filled.map(Box::new)))
        })
    }

    /// Reads the file by a connection of its own, in a thread if there is a channel for the result.
    fn read_in_thread(
        &self,
        read: impl FnOnce(&Desk) -> Result<Message, Refusal> + Send + 'static,
    ) -> Option<Message> {
        match self.desk.read_aside() {
            None => Some(read(&self.desk).unwrap_or_else(Message::Failed)),
            Some(aside) => self.in_thread(move || {
                let read = aside.desk().and_then(|desk| read(&desk));
                read.unwrap_or_else(Message::Failed)
            }),
        }
    }

    /// Keeps in the journal that a form was filled, then puts it beside the data.
    pub(super) fn keep_filled(&mut self, order: &FillOrder, filled: FilledForm) -> Message {
        let stem = order.form.file_stem().unwrap_or_default().to_string_lossy();
        let name = format!("{}.xlsx", t!(order.lang, "fill-name", form = stem.as_ref()));
        let place = place_beside(&self.desk.folder(), &name);
        let again = Job::KeepFilled(Box::new(order.clone()), Box::new(filled.clone()));
        let covered = Cover::kept(self.cover.as_ref());
        let export = order.export(filled.children, (place.display().to_string(), covered));
        self.keep_and_put(export, vec![(place, filled.content)], again)
    }

    /// Keeps a report in the journal, then puts its files beside the data and opens its page if that was asked. Without
    /// the right or an entry there is no file.
    pub(super) fn keep_report(&mut self, reported: MadeReport) -> Message {
        let again = Job::KeepReport(Box::new(reported.clone()));
        let Ok(report) = reported.report else {
            return Message::Failed(Refusal::Missing { field: "reason" });
        };
        let folder = self.desk.folder();
        let files = report.files.into_iter();
        let files = files.map(|file| (place_beside(&folder, &file.name), file.content));
        let files: Vec<(PathBuf, Vec<u8>)> = files.collect();
        let page = files.first().map(|(place, _)| place.clone());
        let goes = files.iter().all(|(place, _)| goes_by_itself(place));
        let export = Export {
            report: reported.what,
            period: reported.period,
            mask: reported.mask,
            is_public: reported.is_public,
            child: reported.child,
            children: report.children.into_iter().collect(),
            files: files
                .iter()
                .map(|(place, _)| place.display().to_string())
                .collect(),
            covered: if report.is_personal && !goes {
                Cover::kept(self.cover.as_ref())
            } else {
                Covered::NotNeeded
            },
            reason: reported.reason,
            handed_in: report.sent.map(|sent| (reported.to_whom, sent)),
        };
        let kept = self.keep_and_put(export, files, again);
        let is_put = matches!(kept, Message::Done(..));
        if let Some(page) = page.filter(|_| is_put && reported.opens) {
            open_page(&page);
        }
        kept
    }

    /// Writes the page with the recovery words and opens it: only a browser can print it.
    pub(super) fn print_words(&self, new: &NewWords, lang: Lang) -> Message {
        let page = self.desk.words_page(new, lang);
        let put = page.and_then(|page| Ok(self.desk.put_words_page(&page)?));
        match put {
            Ok(place) => {
                open_page(&place);
                Message::Loaded(Loaded::Lock(LockNews::WordsPrinted(place)))
            }
            Err(refusal) => Message::Failed(refusal),
        }
    }

    /// Keeps an export in the journal, then puts its files at their places. Without an entry there is no file; what a
    /// director has to approve first is done `again` with the approval, as it was made; what names children in a home with
    /// locks is done `again` once somebody said what its password is.
    fn keep_and_put(
        &mut self,
        export: Export,
        files: Vec<(PathBuf, Vec<u8>)>,
        again: Job,
    ) -> Message {
        let files = match self.under_cover(&export, files) {
            Ok(files) => files,
            Err(Refusal::NeedsCover) => return Message::Uncovered(Box::new(again)),
            Err(refusal) => return Message::Failed(refusal),
        };
        let kept = self.command(Command::KeepExport(Box::new(export)));
        match kept {
            Message::Done(..) => {}
            Message::Refused(_, Refusal::NeedsApproval) => {
                let again = match self.cover.clone() {
                    Some(cover) => Job::Covered(cover, Box::new(again)),
                    None => again,
                };
                return Message::Unapproved(Box::new(again));
            }
            kept => return kept,
        }
        for (place, content) in files {
            if let Err(refusal) = put_beside(&place, &content) {
                return Message::Failed(refusal);
            }
        }
        kept
    }

    fn under_cover(
        &self,
        export: &Export,
        files: Vec<(PathBuf, Vec<u8>)>,
    ) -> Result<Vec<(PathBuf, Vec<u8>)>, Refusal> {
        if export.covered == Covered::NotNeeded {
            return Ok(files);
        }
        let cover = self.cover.as_ref();
        let files = files.into_iter().map(|(place, content)| {
            let content = self.desk.covered(cover, (&place, content))?;
            Ok((place, content))
        });
        files.collect()
    }
}

/// Opens a page in the browser of the computer. A computer without one says nothing; the path is shown.
fn open_page(page: &std::path::Path) {
    if let Err(error) = open::that_detached(page) {
        tracing::info!(kind = ?error.kind(), "no program to open a page");
    }
}
