//! Imports from scripts: a report row by row, then all good rows in one step.

use super::args::Import;
use super::call::{Call, Ended, Trouble};
use crate::desk::Desk;
use crate::desk::import::plan::{ImportAnswers, Plan};
use crate::desk::import::read_book;
use crate::desk::refusal::file_error;
use crate::exchange::note::{
    Counts, Head, Note, NoteCode, RowReport, Verdict, notes_text, report, telling,
};
use crate::exchange::sheets::{Wanted, left_words, row_words};
use crate::i18n::{Lang, word};
use crate::t;
use std::path::Path;
use std::sync::Arc;

/// Options of an import.
#[derive(Clone, Copy)]
struct Wish<'w> {
    sheets: &'w [String],
    all: bool,
    dry_run: bool,
    json: bool,
}

pub(super) fn run(call: &Call, what: &Import) -> Result<Ended, Trouble> {
    match what {
        Import::Roster {
            file,
            sheet,
            all,
            dry_run,
            json,
        } => {
            let wish = Wish {
                sheets: sheet,
                all: *all,
                dry_run: *dry_run,
                json: *json,
            };
            roster(call, file, wish)
        }
        Import::Attendance {
            file,
            month,
            sheet,
            all,
            dry_run,
            json,
        } => {
            let wish = Wish {
                sheets: sheet,
                all: *all,
                dry_run: *dry_run,
                json: *json,
            };
            attendance(call, file, month.as_deref(), wish)
        }
    }
}

/// The file without answers, and with the sheets that were named.
fn answers(path: &Path, desk: &Desk, wish: Wish<'_>, lang: Lang) -> Result<ImportAnswers, Trouble> {
    let book = read_book(path, &desk.reader).map_err(|error| {
        let why = file_error(&error, lang);
        Trouble::Failed(t!(
            lang,
            "cli-file",
            file = path.display().to_string(),
            why = why
        ))
    })?;
    let names = || book.sheets.iter().map(|one| one.name.as_str());
    let mut places = Vec::new();
    for wanted in wish.sheets {
        let place = names().position(|name| name == wanted).ok_or_else(|| {
            let known: Vec<&str> = names().collect();
            let known = known.join(" ");
            let name = wanted.as_str();
            Trouble::Usage(t!(lang, "cli-import-no-sheet", name = name, known = known))
        })?;
        places.push(place);
    }
    let wanted = if places.is_empty() {
        Wanted::Visible
    } else {
        Wanted::Only(places)
    };
    Ok(ImportAnswers {
        wanted,
        ..ImportAnswers::of(book)
    })
}

/// A dry run writes nothing, so it may open the home read-only while another program writes.
fn desk(call: &Call, wish: Wish<'_>) -> Result<Desk, Trouble> {
    if wish.dry_run {
        call.existing()
    } else {
        call.desk()
    }
}

fn roster(call: &Call, path: &Path, wish: Wish<'_>) -> Result<Ended, Trouble> {
    let mut desk = desk(call, wish)?;
    let answers = ImportAnswers {
        is_begun: !wish.dry_run,
        ..answers(path, &desk, wish, call.lang)?
    };
    let known = desk.known_children()?;
    let judge = desk.roster_judge(&known)?;
    let Some(plan) = judge.book(&answers.book, &answers.wanted) else {
        return Err(Trouble::Failed(t!(call.lang, "import-no-plan-no-roster")));
    };
    if !wish.dry_run {
        let command = desk.import_roster(&plan)?;
        desk.perform(command)?;
    }
    let plan = Arc::new(plan);
    let is_kept = desk.keep_rest(&answers, &Plan::Roster(Arc::clone(&plan)));
    let head = Head {
        counts: plan.counts(),
        sheets: &plan.sheets,
        left_out: &plan.not_understood,
    };
    let rest = Rest::of(is_kept, wish, head.counts);
    Ok(ended(
        call,
        wish,
        (head, rest),
        plan.report_rows(),
        Vec::new(),
    ))
}

fn attendance(
    call: &Call,
    path: &Path,
    month: Option<&str>,
    wish: Wish<'_>,
) -> Result<Ended, Trouble> {
    let mut desk = desk(call, wish)?;
    let month = match month {
        None => None,
        Some(text) => Some(
            text.parse()
                .map_err(|_| Trouble::Usage(t!(call.lang, "cli-bad-month", text = text)))?,
        ),
    };
    let answers = ImportAnswers {
        month,
        is_begun: !wish.dry_run,
        ..answers(path, &desk, wish, call.lang)?
    };
    let plan = desk.judge_attendance(&answers)?.map_err(|no_plan| {
        Trouble::Failed(word(
            call.lang,
            &format!("import-no-plan-{}", no_plan.code()),
        ))
    })?;
    if !wish.dry_run {
        let command = desk.import_attendance(&plan);
        desk.perform(command)?;
    }
    let plan = Arc::new(plan);
    let is_kept = desk.keep_rest(&answers, &Plan::Attendance(Arc::clone(&plan)));
    let mut remarks = Vec::new();
    if let (Some(other), Some(month)) = (plan.other_month, plan.month) {
        let (other, month) = (other.to_string(), month.to_string());
        remarks.push(t!(
            call.lang,
            "cli-import-other-month",
            sheet = other,
            month = month
        ));
    }
    let head = Head {
        counts: plan.counts(),
        sheets: &plan.sheets,
        left_out: &plan.not_understood,
    };
    let rest = Rest::of(is_kept, wish, head.counts);
    Ok(ended(call, wish, (head, rest), plan.report_rows(), remarks))
}

/// What becomes of the rows that did not go in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// There are none, or it was only a look.
    None,
    /// They wait on F4.
    Kept,
    /// They could not be kept.
    Lost,
}

impl Rest {
    fn of(is_kept: bool, wish: Wish<'_>, counts: Counts) -> Self {
        if wish.dry_run || counts.doubtful + counts.refused == 0 {
            Self::None
        } else if is_kept {
            Self::Kept
        } else {
            Self::Lost
        }
    }
}

fn ended<'r>(
    call: &Call,
    wish: Wish<'_>,
    (head, rest): (Head<'_>, Rest),
    rows: impl Iterator<Item = RowReport<'r>>,
    more: Vec<String>,
) -> Ended {
    let lang = call.lang;
    let mut remarks = Vec::new();
    if !head.left_out.is_empty() {
        let columns = head.left_out.join(" ");
        remarks.push(t!(lang, "import-not-understood", columns = columns));
    }
    remarks.extend(left_words(lang, head.sheets));
    remarks.extend(more);
    if rest == Rest::Lost {
        remarks.push(t!(lang, "cli-import-rest-lost"));
    }
    if wish.json {
        let json = report(lang, head, rows);
        return Ended::json(&json).with_remarks(&remarks);
    }
    let mut rows: Vec<RowReport<'r>> = rows
        .filter(|row| row.outcome != Verdict::Skip || row.notes.iter().any(is_unused))
        .filter(|row| !row.notes.is_empty())
        .collect();
    // What does not go in comes first.
    rows.sort_by_key(|row| row.outcome.place());
    let mut folded = 0;
    let mut lines = Vec::new();
    for row in rows {
        let notes = if wish.all {
            row.notes.to_vec()
        } else {
            telling(row.notes)
        };
        if notes.is_empty() {
            folded += 1;
            continue;
        }
        let outcome = word(lang, &format!("import-outcome-{}", row.outcome.code()));
        let at = row_words(head.sheets, row.at);
        let notes = notes_text(lang, &notes);
        lines.push(format!("{at}\t{}\t{outcome}\t{notes}", row.name));
    }
    if folded > 0 {
        lines.push(t!(lang, "cli-import-folded", count = folded));
    }
    let Counts {
        added,
        matched,
        doubtful,
        refused,
        ..
    } = head.counts;
    lines.push(t!(
        lang,
        "cli-import-counts",
        added = added,
        matched = matched,
        doubtful = doubtful,
        refused = refused
    ));
    if rest == Rest::Kept {
        lines.push(t!(lang, "cli-import-rest"));
    }
    if wish.dry_run {
        lines.push(t!(lang, "cli-import-dry"));
    }
    Ended::done(lines.join("\n")).with_remarks(&remarks)
}

/// Whether a row of the list gave nothing; titles, totals and blank rows do not count.
fn is_unused(note: &Note) -> bool {
    note.code == NoteCode::SkipNoMarks
}
