//! Imports from scripts: a report row by row, then all good rows in one step.

use super::args::{Import, ImportedList};
use super::call::{Call, Ended, Trouble};
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::import::plan::{ImportAnswers, Plan};
use crate::desk::import::read_book;
use crate::desk::refusal::file_error;
use crate::exchange::attendance::NoPlan;
use crate::exchange::note::{Counts, Note, Verdict, notes_text, telling};
use crate::exchange::own_headings::{AS_USUAL, LEFT_OUT, ListKind, SaidColumn, is_twice};
use crate::exchange::report::{Head, report};
use crate::exchange::sheets::{Wanted, left_words, row_words};
use crate::i18n::{Lang, word};
use crate::t;
use std::sync::Arc;

pub(super) fn run(call: &Call, what: &Import) -> Result<Ended, Trouble> {
    match what {
        Import::Roster { list } => roster(call, list),
        Import::Attendance { month, list } => attendance(call, month.as_deref(), list),
        Import::HelpList { list } => help_list(call, list),
    }
}

/// The file without answers, and with the sheets that were named.
fn answers(wish: &ImportedList, desk: &Desk, lang: Lang) -> Result<ImportAnswers, Trouble> {
    let book = read_book(&wish.file, &desk.reader).map_err(|error| {
        let why = file_error(&error, lang);
        let file = wish.file.display().to_string();
        Trouble::Failed(t!(lang, "cli-file", file = file, why = why))
    })?;
    let names = || book.sheets.iter().map(|one| one.name.as_str());
    let mut places = Vec::new();
    for wanted in &wish.sheet {
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
        is_begun: !wish.dry_run,
        ..ImportAnswers::of(book)
    })
}

/// What was said of columns, for lists of these kinds.
fn said_columns(
    wish: &ImportedList,
    kinds: &[ListKind],
    lang: Lang,
) -> Result<Vec<SaidColumn>, Trouble> {
    let mut all = Vec::new();
    for text in &wish.column {
        let (heading, code) = text.rsplit_once('=').unwrap_or((text, ""));
        let fits = |kind: &&ListKind| {
            let words = [LEFT_OUT, AS_USUAL];
            words.contains(&code) || kind.fields().contains(&code)
        };
        let before = all.len();
        all.extend(kinds.iter().filter(fits).map(|kind| SaidColumn {
            kind: *kind,
            heading: heading.to_owned(),
            code: code.to_owned(),
            instead_of: None,
        }));
        if all.len() == before {
            let mut known = [LEFT_OUT, AS_USUAL].to_vec();
            for code in kinds.iter().flat_map(|kind| kind.fields()) {
                if !known.contains(&code) {
                    known.push(code);
                }
            }
            let (text, known) = (text.as_str(), known.join(" "));
            return Err(Trouble::Usage(t!(
                lang,
                "cli-import-no-column",
                text = text,
                known = known
            )));
        }
    }
    Ok(all)
}

/// Remembers what was said of columns, unless this is only a look, once the file as it is then read has each of them.
fn remember(
    desk: &mut Desk,
    answers: &mut ImportAnswers,
    (plan, wish): (&Plan, &ImportedList),
    lang: Lang,
) -> Result<(), Trouble> {
    let columns = plan.columns();
    for said in &answers.said {
        let mut columns_of_it = columns.iter().filter(|one| one.is_called(&said.heading));
        let is_one = columns_of_it
            .next()
            .is_some_and(|one| !is_twice(columns, one));
        if !is_one {
            let known: Vec<&str> = columns.iter().map(|one| one.heading.as_str()).collect();
            let (heading, known) = (said.heading.as_str(), known.join(" "));
            return Err(Trouble::Usage(t!(
                lang,
                "cli-import-no-such-column",
                heading = heading,
                known = known
            )));
        }
    }
    if !wish.dry_run && !answers.said.is_empty() {
        desk.perform(Command::NameColumns(std::mem::take(&mut answers.said)))?;
    }
    Ok(())
}

/// A dry run writes nothing, so it may open the home read-only while another program writes.
fn desk(call: &Call, wish: &ImportedList) -> Result<Desk, Trouble> {
    if wish.dry_run {
        call.existing()
    } else {
        call.desk()
    }
}

fn roster(call: &Call, wish: &ImportedList) -> Result<Ended, Trouble> {
    let mut desk = desk(call, wish)?;
    let mut answers = ImportAnswers {
        said: said_columns(wish, &[ListKind::Roster], call.lang)?,
        ..answers(wish, &desk, call.lang)?
    };
    let known = desk.known_children()?;
    let judge = desk.roster_judge(&known, &answers)?;
    let Some(plan) = judge.book(&answers.book, &answers.wanted) else {
        let why = t!(call.lang, "import-no-plan-no-roster");
        if desk.judge_help(&answers)?.is_some() {
            let other = t!(call.lang, "cli-import-is-help");
            return Err(Trouble::Failed(format!("{why} {other}")));
        }
        let is_other = !matches!(
            desk.judge_attendance(&answers)?,
            Err(NoPlan::NoHeadings | NoPlan::Stopped)
        );
        return Err(Trouble::Failed(if is_other {
            format!("{why} {}", t!(call.lang, "cli-import-is-attendance"))
        } else {
            with_columns(&why, call.lang)
        }));
    };
    let command = (!wish.dry_run).then(|| desk.import_roster(&plan));
    let command = command.transpose()?;
    let plan = Plan::Roster(Arc::new(plan));
    remember(&mut desk, &mut answers, (&plan, wish), call.lang)?;
    let rest = written(call, &mut desk, (&answers, &plan), (command, wish))?;
    Ok(ended(call, wish, (&plan, rest), Vec::new()))
}

fn attendance(call: &Call, month: Option<&str>, wish: &ImportedList) -> Result<Ended, Trouble> {
    let lang = call.lang;
    let mut desk = desk(call, wish)?;
    let bad = |text: &str| Trouble::Usage(t!(lang, "cli-bad-month", text = text));
    let read = |text: &str| text.parse().map_err(|_| bad(text));
    let kinds = [ListKind::SignIn, ListKind::Punches];
    let mut answers = ImportAnswers {
        month: month.map(read).transpose()?,
        said: said_columns(wish, &kinds, lang)?,
        ..answers(wish, &desk, lang)?
    };
    let judged = call.showing(&desk.work, || desk.judge_attendance(&answers));
    let plan = match judged? {
        Ok(plan) => plan,
        Err(no_plan) => {
            let why = word(lang, &format!("import-no-plan-{}", no_plan.code()));
            let known = desk.known_children()?;
            let roster = desk.roster_judge(&known, &answers)?;
            return Err(Trouble::Failed(match no_plan {
                NoPlan::NoHeadings if roster.book(&answers.book, &answers.wanted).is_some() => {
                    format!("{why} {}", t!(lang, "cli-import-is-roster"))
                }
                NoPlan::NoHeadings if desk.judge_help(&answers)?.is_some() => {
                    format!("{why} {}", t!(lang, "cli-import-is-help"))
                }
                NoPlan::NoHeadings => with_columns(&why, lang),
                NoPlan::NoMonth | NoPlan::Stopped => why,
            }));
        }
    };
    let mut remarks = Vec::new();
    if answers.month.is_some() && answers.month != plan.month {
        remarks.push(t!(lang, "cli-import-month-unused"));
    }
    if let (Some(other), Some(month)) = (plan.other_month, plan.month) {
        let (other, month) = (other.to_string(), month.to_string());
        remarks.push(t!(
            lang,
            "cli-import-other-month",
            sheet = other,
            month = month
        ));
    }
    let command = (!wish.dry_run).then(|| desk.import_attendance(&plan));
    let plan = Plan::Attendance(Arc::new(plan));
    remember(&mut desk, &mut answers, (&plan, wish), lang)?;
    let rest = written(call, &mut desk, (&answers, &plan), (command, wish))?;
    Ok(ended(call, wish, (&plan, rest), remarks))
}

fn help_list(call: &Call, wish: &ImportedList) -> Result<Ended, Trouble> {
    let lang = call.lang;
    let mut desk = desk(call, wish)?;
    let kinds = [ListKind::Helpers, ListKind::Pairings, ListKind::Gifts];
    let mut answers = ImportAnswers {
        said: said_columns(wish, &kinds, lang)?,
        ..answers(wish, &desk, lang)?
    };
    let Some(plan) = desk.judge_help(&answers)? else {
        let why = t!(lang, "import-no-plan-no-help");
        return Err(Trouble::Failed(with_columns(&why, lang)));
    };
    let command = (!wish.dry_run).then(|| desk.import_help(&plan));
    let plan = Plan::Help(Arc::new(plan));
    remember(&mut desk, &mut answers, (&plan, wish), lang)?;
    let rest = written(call, &mut desk, (&answers, &plan), (command, wish))?;
    Ok(ended(call, wish, (&plan, rest), Vec::new()))
}

/// Why no headings were found, and how to say what they mean.
fn with_columns(why: &str, lang: Lang) -> String {
    format!("{why} {}", t!(lang, "cli-import-say-columns"))
}

/// Writes the good rows, unless this is only a look, and keeps the others.
fn written(
    call: &Call,
    desk: &mut Desk,
    (answers, plan): (&ImportAnswers, &Plan),
    (command, wish): (Option<Command>, &ImportedList),
) -> Result<Rest, Trouble> {
    if let Some(command) = command {
        let work = desk.work.clone();
        call.showing(&work, || desk.perform(command))?;
    }
    let is_kept = desk.keep_rest(answers, plan);
    Ok(Rest::of(is_kept, wish, plan.counts()))
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
    fn of(is_kept: bool, wish: &ImportedList, counts: Counts) -> Self {
        if wish.dry_run || counts.doubtful + counts.refused == 0 {
            Self::None
        } else if is_kept {
            Self::Kept
        } else {
            Self::Lost
        }
    }
}

fn ended(
    call: &Call,
    wish: &ImportedList,
    (plan, rest): (&Plan, Rest),
    more: Vec<String>,
) -> Ended {
    let lang = call.lang;
    let (_, sheets) = plan.source();
    let mut remarks = Vec::new();
    let unknown = plan.not_understood();
    if !unknown.is_empty() {
        let columns = unknown.join(" ");
        remarks.push(t!(lang, "import-not-understood", columns = columns));
        remarks.push(t!(lang, "cli-import-say-columns"));
    }
    remarks.extend(left_words(lang, sheets));
    remarks.extend(plan.not_kept(lang));
    remarks.extend(more);
    if rest == Rest::Lost {
        remarks.push(t!(lang, "cli-import-rest-lost"));
    }
    let head = Head {
        counts: plan.counts(),
        sheets,
        columns: plan.columns(),
    };
    if wish.json {
        let json = report(lang, head, plan.rows().into_iter());
        return Ended::json(&json).with_remarks(&remarks);
    }
    let mut rows = plan.rows();
    rows.retain(|row| row.outcome != Verdict::Skip || row.notes.iter().any(is_unused));
    rows.retain(|row| !row.notes.is_empty());
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
    note.code.is_of_left_out()
}
