//! Draws the preview of an import: the outcome of each row before anything is written.

use super::state::{ImportPreview, Shown};
use crate::desk::import::plan::Plan;
use crate::exchange::note::{Note, Verdict, notes_text, telling};
use crate::exchange::sheets::{SheetFate, left_words, row_words, taken};
use crate::i18n::{Lang, word};
use crate::t;
use crate::ui::ctx::{Ctx, line};
use crate::ui::frame::below;
use crate::ui::table::{Column, Part, Table, Width};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// Height of the selected row's notes.
const NOTES: u16 = 4;

/// Draws the preview.
pub(crate) fn view(
    open: &ImportPreview,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    let notes = if area.height > 14 { NOTES } else { 2 };
    let [head, body, foot] = Layout::vertical([
        Constraint::Length(if left(open, ctx.lang).is_empty() {
            3
        } else {
            4
        }),
        Constraint::Fill(1),
        Constraint::Length(notes),
    ])
    .areas(area);
    heading(open, ctx, frame, head);
    let (_, sheets) = open.plan.source();
    let at_width = if taken(sheets) > 1 {
        12
    } else {
        open.listing.number_width.max(4)
    };
    let columns = [
        Column::new(t!(ctx.lang, "import-column-row"), Width::Cells(at_width), 2).right(),
        Column::new(t!(ctx.lang, "import-column-outcome"), Width::Cells(15), 0),
        Column::new(t!(ctx.lang, "field-name"), Width::Cells(10), 0),
        Column::new(t!(ctx.lang, "import-column-notes"), Width::Rest(12), 1),
    ];
    let empty = t!(ctx.lang, "import-none-shown");
    let table = Table {
        name: "import",
        area: body,
        columns: &columns,
        count: open.listing.count(),
        selected: open.selected_row().map(|_| open.selected),
        empty: &empty,
    };
    table.draw(ctx, view, frame, |place, column| {
        let Some(row) = open.row(place) else {
            return Part::new("", ctx.theme.text);
        };
        match column {
            0 => Part::new(row_words(sheets, row.at), ctx.theme.muted),
            1 => {
                let (mark, style) = mark(ctx, row.outcome);
                let words = outcome_word(row.outcome, ctx.lang);
                Part::new(format!("{mark} {words}"), style)
            }
            2 => Part::name(row.name.to_owned(), ctx.theme.text),
            _ => Part::new(notes_briefly(row.notes, ctx.lang), ctx.theme.muted),
        }
    });
    if let Some(row) = open.selected_row() {
        let words = note_lines(row.notes, ctx.lang);
        let lines = text::wrap(&words, foot.width.saturating_sub(4) as usize);
        let rule = ctx.symbols.rule.repeat(foot.width as usize);
        ctx.write(frame.buffer_mut(), line(foot, 0), &rule, ctx.theme.border);
        for (nth, words) in lines.iter().enumerate() {
            let at = line(below(foot, 1), nth as u16);
            ctx.write(
                frame.buffer_mut(),
                at,
                &format!("  {words}"),
                ctx.theme.text,
            );
        }
    }
}

/// Draws file name, counts, filter and unknown columns.
fn heading(open: &ImportPreview, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let lang = ctx.lang;
    let (file, sheets) = open.plan.source();
    let names = sheets.iter().filter(|one| one.fate == SheetFate::Taken);
    let names: Vec<&str> = names.map(|one| one.name.as_str()).collect();
    let names = names.join(&word(lang, "import-and"));
    // Plain text has no sheets.
    let source = if names.is_empty() {
        file.to_owned()
    } else {
        t!(lang, "import-source", file = file, sheet = names)
    };
    let title = match &open.plan {
        Plan::Roster(_) => t!(lang, "import-title-roster", file = source),
        Plan::Attendance(_) => t!(lang, "import-title-attendance", file = source),
        Plan::Help(plan) => {
            let kinds = plan.kinds.iter();
            let kinds: Vec<String> = kinds
                .map(|kind| word(lang, &format!("import-list-{}", kind.code())))
                .collect();
            let lists = kinds.join(&word(lang, "import-and"));
            t!(lang, "import-title-help", lists = lists, file = source)
        }
    };
    let buf = frame.buffer_mut();
    ctx.write(buf, line(area, 0), &format!(" {title}"), ctx.theme.title);
    let counts = open.listing.counts;
    let (added, matched) = (counts.added, counts.matched);
    let (doubtful, refused) = (counts.doubtful, counts.refused);
    // After all good rows are imported there is nothing left to commit.
    let words = if added == 0 {
        t!(
            lang,
            "import-counts",
            added = added,
            matched = matched,
            doubtful = doubtful,
            refused = refused
        )
    } else {
        t!(
            lang,
            "import-counts-unwritten",
            added = added,
            matched = matched,
            doubtful = doubtful,
            refused = refused
        )
    };
    ctx.write(buf, line(area, 1), &format!(" {words}"), ctx.theme.text);
    let shown = match open.shown {
        Shown::All => t!(lang, "import-shown-all"),
        Shown::ToCheck => t!(lang, "import-shown-check"),
        Shown::New => t!(lang, "import-shown-new"),
    };
    let rest = ctx.write(buf, line(area, 2), &format!(" {shown}"), ctx.theme.accent);
    let words = match &open.plan {
        Plan::Roster(plan) => t!(lang, "import-understood", count = plan.fields().len()),
        // A row of a month holds many marks; the message after the import also counts marks.
        Plan::Attendance(_) => t!(lang, "import-marks", count = open.listing.marks),
        Plan::Help(plan) => t!(lang, "import-understood", count = plan.understood()),
    };
    let rest = ctx.write(buf, rest, &format!("  {words}"), ctx.theme.muted);
    if open.listing.tidied > 0 {
        let words = t!(lang, "import-tidied", count = open.listing.tidied);
        ctx.write(buf, rest, &format!("  {words}"), ctx.theme.muted);
    }
    let left = left(open, lang);
    if !left.is_empty() {
        let words = format!(" {}", left.join("  "));
        ctx.write(buf, line(area, 3), &words, ctx.theme.warn);
    }
}

/// What of the file is not taken at all: sheets, and columns.
fn left(open: &ImportPreview, lang: Lang) -> Vec<String> {
    let (_, sheets) = open.plan.source();
    let columns = not_understood(lang, &open.plan.not_understood());
    left_words(lang, sheets)
        .into_iter()
        .chain(open.plan.not_kept(lang))
        .chain(columns)
        .collect()
}

/// The columns with unknown headings; `None` if there are none.
fn not_understood(lang: Lang, columns: &[&str]) -> Option<String> {
    (!columns.is_empty()).then(|| {
        t!(
            lang,
            "import-not-understood-key",
            columns = columns.join(" ")
        )
    })
}

/// Symbol of an outcome, for screens without colour.
fn mark(ctx: &Ctx, outcome: Verdict) -> (&'static str, Style) {
    match outcome {
        Verdict::Add => (ctx.symbols.done, ctx.theme.good),
        Verdict::Match => (ctx.symbols.dot, ctx.theme.muted),
        Verdict::Doubt => (ctx.symbols.late, ctx.theme.warn),
        Verdict::Refuse => (ctx.symbols.absent, ctx.theme.bad),
        Verdict::Skip => (" ", ctx.theme.muted),
    }
}

/// The word for an outcome.
fn outcome_word(outcome: Verdict, lang: Lang) -> String {
    word(lang, &format!("import-outcome-{}", outcome.code()))
}

/// The notes of a row for the list, without notes on tidied values.
fn notes_briefly(notes: &[Note], lang: Lang) -> String {
    notes_text(lang, &telling(notes))
}

/// The notes of a row in words, the deciding ones first.
fn note_lines(notes: &[Note], lang: Lang) -> String {
    let mut notes = notes.to_vec();
    notes.sort_by_key(|note| std::cmp::Reverse(note.code.weight()));
    notes_text(lang, &notes)
}
