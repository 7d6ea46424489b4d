//! Imports from scripts: a report row by row, then all good rows in one step.

use super::args::Import;
use super::call::{Call, Ended, Trouble};
use crate::desk::Desk;
use crate::desk::refusal::file_error;
use crate::exchange::note::{Counts, Note, NoteCode, RowReport, Verdict, notes_text, report};
use crate::exchange::sheet::Book;
use crate::i18n::{Lang, word};
use crate::t;
use std::path::Path;

/// Options of an import.
#[derive(Clone, Copy)]
struct Wish {
    dry_run: bool,
    json: bool,
}

pub(super) fn run(call: &Call, what: Import) -> Result<Ended, Trouble> {
    match what {
        Import::Roster {
            file,
            dry_run,
            json,
        } => roster(call, &file, Wish { dry_run, json }),
        Import::Attendance {
            file,
            month,
            dry_run,
            json,
        } => attendance(call, &file, month.as_deref(), Wish { dry_run, json }),
    }
}

fn book(path: &Path, desk: &Desk, lang: Lang) -> Result<Book, Trouble> {
    desk.reader.book(path).map_err(|error| {
        let why = file_error(&error, lang);
        Trouble::Failed(t!(
            lang,
            "cli-file",
            file = path.display().to_string(),
            why = why
        ))
    })
}

/// A dry run writes nothing, so it may open the home read-only while another program writes.
fn desk(call: &Call, wish: Wish) -> Result<Desk, Trouble> {
    if wish.dry_run {
        call.existing()
    } else {
        call.desk()
    }
}

fn roster(call: &Call, path: &Path, wish: Wish) -> Result<Ended, Trouble> {
    let mut desk = desk(call, wish)?;
    let book = book(path, &desk, call.lang)?;
    let known = desk.known_children()?;
    let judge = desk.roster_judge(&known)?;
    let Some(plan) = judge.book(&book) else {
        return Err(Trouble::Failed(t!(call.lang, "import-no-plan-no-roster")));
    };
    if !wish.dry_run {
        let command = desk.import_roster(&plan)?;
        desk.perform(command)?;
    }
    let remarks = left_out(call.lang, &plan.not_understood);
    let rows = plan.report_rows();
    Ok(ended(
        call,
        wish,
        plan.counts(),
        (rows, &plan.not_understood, remarks),
    ))
}

fn attendance(call: &Call, path: &Path, month: Option<&str>, wish: Wish) -> Result<Ended, Trouble> {
    let mut desk = desk(call, wish)?;
    let month = match month {
        None => None,
        Some(text) => Some(
            text.parse()
                .map_err(|_| Trouble::Usage(t!(call.lang, "cli-bad-month", text = text)))?,
        ),
    };
    let plan = desk
        .judge_attendance(&book(path, &desk, call.lang)?, month, &[])?
        .map_err(|no_plan| {
            Trouble::Failed(word(
                call.lang,
                &format!("import-no-plan-{}", no_plan.code()),
            ))
        })?;
    if !wish.dry_run {
        let command = desk.import_attendance(&plan);
        desk.perform(command)?;
    }
    let mut remarks = left_out(call.lang, &plan.not_understood);
    if let (Some(other), Some(month)) = (plan.other_month, plan.month) {
        let (other, month) = (other.to_string(), month.to_string());
        remarks.push(t!(
            call.lang,
            "cli-import-other-month",
            sheet = other,
            month = month
        ));
    }
    let rows = plan.report_rows();
    Ok(ended(
        call,
        wish,
        plan.counts(),
        (rows, &plan.not_understood, remarks),
    ))
}

/// Reports the columns with unknown headings.
fn left_out(lang: Lang, headings: &[String]) -> Vec<String> {
    if headings.is_empty() {
        return Vec::new();
    }
    let columns = headings.join(" ");
    vec![t!(lang, "import-not-understood", columns = columns)]
}

fn ended<'r>(
    call: &Call,
    wish: Wish,
    counts: Counts,
    (rows, left_out, remarks): (impl Iterator<Item = RowReport<'r>>, &[String], Vec<String>),
) -> Ended {
    if wish.json {
        let json = report(call.lang, counts, left_out, rows);
        return Ended::json(&json).with_remarks(&remarks);
    }
    let (added, matched) = (counts.added, counts.matched);
    let (doubtful, refused) = (counts.doubtful, counts.refused);
    let summary = t!(
        call.lang,
        "cli-import-counts",
        added = added,
        matched = matched,
        doubtful = doubtful,
        refused = refused
    );
    let mut lines: Vec<String> = rows
        .filter(|row| row.outcome != Verdict::Skip || row.notes.iter().any(is_unused))
        .filter(|row| !row.notes.is_empty())
        .map(|row| {
            let outcome = word(call.lang, &format!("import-outcome-{}", row.outcome.code()));
            format!(
                "{}\t{}\t{outcome}\t{}",
                row.row,
                row.name,
                notes_text(call.lang, row.notes)
            )
        })
        .collect();
    lines.push(summary);
    if wish.dry_run {
        lines.push(t!(call.lang, "cli-import-dry"));
    }
    Ended::done(lines.join("\n")).with_remarks(&remarks)
}

/// Whether a row of the list gave nothing; titles, totals and blank rows do not count.
fn is_unused(note: &Note) -> bool {
    note.code == NoteCode::SkipNoMarks
}
