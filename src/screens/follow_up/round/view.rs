//! Draws the list from which a round is printed, and the form of a whole round.

use super::pick::children;
use super::sheet::{COLUMNS, Column, Head, Sheet, SheetRow};
use crate::domain::round::Found;
use crate::domain::rules::list::List;
use crate::domain::visit::{CHECKS, Grade, Met};
use crate::house::House;
use crate::i18n::{Lang, word, words};
use crate::screens::people;
use crate::screens::ticks::Ticks;
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::field::{Focus, text_field};
use crate::ui::frame::{above, below, open};
use crate::ui::view_state::ViewState;
use crate::wording::dates::day_words;
use crate::wording::labels::label;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Maximum width of the list in cells.
const WIDEST: u16 = 76;
/// Cells of a name in the list, and in the form.
const NAME: u16 = 12;
/// Cells of who was seen, of who was met, of a check.
const SEEN: u16 = 10;
const MET: u16 = 9;
const CHECK: u16 = 4;
/// Lines of the form below the rows: a rule, the cell, its choices, the question.
const FOOT: u16 = 4;

/// Draws the list of children with ticks. The number is that of the row on the paper.
pub(crate) fn pick(
    ticks: &Ticks,
    house: &House,
    ctx: &Ctx,
    state: &mut ViewState,
    frame: &mut Frame,
) {
    let round = children(ticks, house);
    let title = t!(ctx.lang, "round-pick-title", count = round.len());
    let height = ticks.everybody.len() as u16 + 5;
    let inner = open(ctx, frame, &title, (WIDEST, height));
    let hint = t!(ctx.lang, "roll-hint");
    text_field(ctx, frame, inner, &ticks.input, (&hint, Focus::Here));
    let order = t!(ctx.lang, "round-pick-order");
    ctx.write(frame.buffer_mut(), line(inner, 1), &order, ctx.theme.muted);
    let list = below(inner, 2);
    let rows = ticks.rows("round-pick", "round-pick-nobody");
    rows.draw(ctx, (state, frame), list, |buf, rest, place, style| {
        let Some(child) = ticks.shown.get(place).copied() else {
            return;
        };
        let row = round.iter().position(|one| *one == child);
        let number = row.map_or_else(String::new, |row| (row + 1).to_string());
        let rest = ctx.column(buf, rest, 4, &number, style);
        let name = house.register.distinct_name(child);
        let rest = ctx.name_column(buf, rest, NAME, &name, style);
        let hamlet = house.register.get(child).map_or("", |one| &one.hamlet);
        let rest = ctx.column(buf, rest, NAME, hamlet, style);
        // A matter that nobody put off says more than one that waits, and that more than a visit.
        let matter = house.matters_to_see(child).next();
        let why = |one| people::why_brief(house, one, ctx.lang);
        let to_see = matter.filter(|one| one.flag.list() == List::ToSee);
        let said = to_see.map(why);
        let said = said.or_else(|| people::silence_words(house, child, ctx.lang));
        let why = said.or_else(|| matter.map(why));
        ctx.write(buf, rest, &why.unwrap_or_default(), style);
    });
}

/// Draws the form of a round.
pub(crate) fn sheet(
    sheet: &Sheet,
    house: &House,
    ctx: &Ctx,
    state: &mut ViewState,
    frame: &mut Frame,
) {
    let lang = ctx.lang;
    let filled = sheet.rows.iter().filter(|row| row.seen.is_some()).count();
    let title = t!(
        lang,
        "round-sheet-title",
        filled = filled,
        count = sheet.rows.len()
    );
    let height = sheet.rows.len() as u16 + FOOT + 4;
    let inner = open(ctx, frame, &title, (u16::MAX, height));
    day_line(sheet, house, ctx, frame, line(inner, 0));
    let number = number_width(sheet);
    heads(ctx, frame, line(inner, 1), number);
    let body = above(below(inner, 2), FOOT);
    let rows = body.height as usize;
    let selected = sheet.row.unwrap_or_default();
    let top = state.scroll("round-sheet", selected, sheet.rows.len(), rows);
    let shown = sheet.rows.iter().enumerate().skip(top).take(rows);
    for (nth, (place, row)) in shown.enumerate() {
        let at = line(body, nth as u16);
        state.can_click(at, Click::Row(place));
        let column = (sheet.row == Some(place)).then_some(sheet.column);
        draw_row(row, house, ctx, frame, (at, column, number));
    }
    let foot = below(inner, inner.height.saturating_sub(FOOT));
    pane(sheet, house, ctx, frame, foot);
}

fn day_line(sheet: &Sheet, house: &House, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let name = t!(ctx.lang, "round-sheet-day");
    let rest = ctx.write(
        frame.buffer_mut(),
        area,
        &format!("{name} "),
        ctx.theme.text,
    );
    let field = Rect {
        width: 14.min(rest.width),
        ..rest
    };
    let focus = if sheet.is_on(Head::Day) {
        Focus::Here
    } else {
        Focus::Elsewhere
    };
    text_field(ctx, frame, field, &sheet.day, ("", focus));
    let rest = Rect {
        x: field.right() + 1,
        width: rest.width.saturating_sub(field.width + 1),
        ..rest
    };
    let name = t!(ctx.lang, "round-sheet-visitor");
    let name = format!(" {name} ");
    let rest = ctx.write(frame.buffer_mut(), rest, &name, ctx.theme.text);
    let style = if sheet.is_on(Head::Visitor) {
        ctx.theme.selected
    } else {
        ctx.theme.text
    };
    let visitor = format!(" {} ", visitor(sheet, house, ctx.lang));
    let rest = ctx.write(frame.buffer_mut(), rest, &visitor, style);
    let day = sheet.the_day(house.today());
    if day.is_some_and(|day| day < house.today()) {
        let late = t!(ctx.lang, "round-sheet-late");
        ctx.write(frame.buffer_mut(), rest, &late, ctx.theme.warn);
    }
}

/// The name of who went.
fn visitor(sheet: &Sheet, house: &House, lang: Lang) -> String {
    let visitor = sheet.visitor.and_then(|id| house.staff_member(id));
    visitor.map_or_else(|| t!(lang, "round-cell-empty"), |one| one.name.clone())
}

/// Cells of the number of a row: as many as the largest one has, and room for the heading.
fn number_width(sheet: &Sheet) -> u16 {
    let largest = sheet.rows.iter().map(|row| row.nth).max();
    let digits = largest.unwrap_or_default().to_string().len();
    digits.max(2) as u16
}

fn heads(ctx: &Ctx, frame: &mut Frame, area: Rect, number: u16) {
    let (lang, style) = (ctx.lang, ctx.theme.muted);
    let buf = frame.buffer_mut();
    let rest = ctx.column(buf, area, number, &t!(lang, "round-sheet-number"), style);
    let rest = ctx.column(buf, rest, NAME, &word(lang, "field-name"), style);
    let rest = ctx.column(buf, rest, SEEN, &t!(lang, "round-sheet-seen"), style);
    let rest = ctx.column(buf, rest, MET, &t!(lang, "round-sheet-met"), style);
    let rest = CHECKS.iter().fold(rest, |rest, check| {
        let name = word(lang, &format!("round-short-{check}"));
        ctx.column(buf, rest, CHECK, &name, style)
    });
    ctx.write(buf, rest, &label("note", lang), style);
}

fn cells(place: usize) -> u16 {
    match Column::at(place) {
        Column::Seen => SEEN,
        Column::Met => MET,
        Column::Check(_) => CHECK,
        Column::Note => u16::MAX,
    }
}

fn draw_row(
    row: &SheetRow,
    house: &House,
    ctx: &Ctx,
    frame: &mut Frame,
    (area, selected, number): (Rect, Option<usize>, u16),
) {
    let buf = frame.buffer_mut();
    let text = if row.entered.is_some() {
        ctx.theme.muted
    } else {
        ctx.theme.text
    };
    let style = selected.map_or(text, |_| ctx.theme.accent);
    let rest = ctx.column(buf, area, number, &row.nth.to_string(), style);
    let name = name(row, house, ctx.lang);
    let rest = ctx.name_column(buf, rest, NAME, &name, style);
    (0..COLUMNS).fold(rest, |rest, place| {
        let cell = Rect {
            width: cells(place).min(rest.width),
            ..rest
        };
        let is_poor = matches!(Column::at(place), Column::Check(check)
            if row.checks.get(check).copied().flatten() == Some(Grade::Poor));
        let style = match (selected == Some(place), is_poor) {
            (true, _) => ctx.theme.selected,
            (false, true) => ctx.theme.bad,
            (false, false) => text,
        };
        buf.set_style(cell, style);
        ctx.column(buf, rest, cells(place), &value(row, place, ctx.lang), style)
    });
}

/// The name of the child of a row, or that its file is gone.
fn name(row: &SheetRow, house: &House, lang: Lang) -> String {
    if row.is_gone {
        t!(lang, "round-file-gone")
    } else {
        house.register.distinct_name(row.child).into_owned()
    }
}

/// The value of a cell, in words.
fn value(row: &SheetRow, place: usize, lang: Lang) -> String {
    match Column::at(place) {
        Column::Seen => row
            .seen
            .map_or_else(String::new, |one| words::choice(lang, "found", one)),
        Column::Met => row
            .met
            .map_or_else(String::new, |one| words::choice(lang, "met", one)),
        Column::Check(check) => {
            let grade = row.checks.get(check).copied().flatten();
            grade.map_or_else(String::new, |one| words::choice(lang, "grade", one))
        }
        Column::Note => row.note.value().to_owned(),
    }
}

/// What the selected cell is, whole, and what can be done with it.
fn pane(sheet: &Sheet, house: &House, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let lang = ctx.lang;
    let rule = ctx.symbols.rule.repeat(area.width as usize);
    ctx.write(frame.buffer_mut(), line(area, 0), &rule, ctx.theme.border);
    let last = line(area, 3);
    if sheet.is_asking_to_leave {
        let asked = t!(lang, "form-leave");
        ctx.write(frame.buffer_mut(), last, &asked, ctx.theme.warn);
    }
    let Some(row) = sheet.here() else {
        let hint = match sheet.head {
            Head::Day => t!(lang, "round-day-hint"),
            Head::Visitor => t!(lang, "round-visitor-hint"),
        };
        ctx.write(frame.buffer_mut(), line(area, 1), &hint, ctx.theme.muted);
        if sheet.head == Head::Visitor {
            // On a narrow screen the name is cut where it stands.
            let name = visitor(sheet, house, lang);
            ctx.write(frame.buffer_mut(), line(area, 2), &name, ctx.theme.text);
        }
        return;
    };
    let column = Column::at(sheet.column);
    let what = match column {
        Column::Seen => t!(lang, "round-sheet-seen"),
        Column::Met => t!(lang, "round-sheet-met"),
        Column::Check(check) => label(CHECKS.get(check).copied().unwrap_or_default(), lang),
        Column::Note => label("note", lang),
    };
    let name = name(row, house, lang);
    let shown = value(row, sheet.column, lang);
    let shown = if shown.is_empty() {
        t!(lang, "round-cell-empty")
    } else {
        shown
    };
    if column == Column::Note {
        let head = t!(
            lang,
            "round-cell",
            row = row.nth,
            name = name,
            what = what,
            value = ""
        );
        let rest = ctx.write(frame.buffer_mut(), line(area, 1), &head, ctx.theme.text);
        let hint = t!(lang, "round-note-hint");
        text_field(ctx, frame, rest, &row.note, (&hint, Focus::Here));
    } else {
        let head = t!(
            lang,
            "round-cell",
            row = row.nth,
            name = name,
            what = what,
            value = shown
        );
        ctx.write(frame.buffer_mut(), line(area, 1), &head, ctx.theme.text);
    }
    ctx.write(
        frame.buffer_mut(),
        line(area, 2),
        &choices(column, lang),
        ctx.theme.muted,
    );
    if !sheet.is_asking_to_leave {
        ctx.write(
            frame.buffer_mut(),
            last,
            &remark(row, column, house, lang),
            ctx.theme.warn,
        );
    }
}

/// The values of a cell with the digits that choose them.
fn choices(column: Column, lang: Lang) -> String {
    let all: Vec<String> = match column {
        Column::Seen => Found::ALL
            .iter()
            .map(|one| words::choice(lang, "found", *one))
            .collect(),
        Column::Met => Met::ALL
            .iter()
            .map(|one| words::choice(lang, "met", *one))
            .collect(),
        Column::Check(_) => Grade::ALL
            .iter()
            .map(|one| words::choice(lang, "grade", *one))
            .collect(),
        Column::Note => return t!(lang, "round-note-hint"),
    };
    let all = all.into_iter().enumerate();
    let all: Vec<String> = all
        .map(|(place, word)| {
            let nth = place + 1;
            t!(lang, "round-choice", nth = nth, word = word)
        })
        .collect();
    t!(lang, "round-choices", choices = all.join(" "))
}

/// What is to be thought of at this cell.
fn remark(row: &SheetRow, column: Column, house: &House, lang: Lang) -> String {
    if let Column::Check(check) = column
        && row.checks.get(check).copied().flatten() == Some(Grade::Poor)
    {
        return t!(lang, "round-poor");
    }
    row.entered.map_or_else(String::new, |day| {
        let day = day_words(day, lang, house.today());
        t!(lang, "round-entered", day = day)
    })
}
