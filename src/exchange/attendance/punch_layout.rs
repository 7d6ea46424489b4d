//! Recognises lists of attendance machines: by their headings, or by their shape if there are none.

use crate::domain::tidy;
use crate::exchange::headings::{self, Columns};
use crate::exchange::lexicon::{self, PunchState, SheetField};
use crate::exchange::own_headings::{ListKind, OwnHeadings};
use crate::exchange::sheet::{Cell, Row, Sheet};
use crate::exchange::when::{Clockwork, SaidTime, USUAL_ZONE};

/// Number of rows that are looked at to decide the layout.
const SAMPLE: usize = 100;
/// Columns of a log without headings: number, moment, and at least one small number.
const LEAST_WIDTH: usize = 3;
/// Rows that are counted one by one, from which on their numbers are no persons'.
const LEAST_COUNTED: usize = 3;
/// Most digits of a number that a machine gives to a person.
const MOST_DIGITS: usize = 14;

/// The columns of a list of punches whose headings are the row at this place. `is_kept` if the row can also be the headings
/// of a sheet kept by hand.
pub(super) fn headings(
    sheet: &Sheet,
    at: usize,
    is_kept: bool,
    own: &OwnHeadings,
) -> Option<Columns<SheetField>> {
    let row = sheet.rows.get(at)?;
    let meaning = own.meaning(ListKind::Punches, lexicon::punch_field);
    let mut columns = headings::read_row(row, at + 1, &meaning);
    columns.take_said(|heading| own.said(ListKind::Punches, heading));
    let has_out = || {
        let by_hand = headings::read_row(row, at + 1, &lexicon::sheet_field);
        by_hand.column(SheetField::Out).is_some()
    };
    columns.column(SheetField::Moment)?;
    if has_out() {
        return None;
    }
    settle_number(sheet, &mut columns);
    let has_person = [
        SheetField::Name,
        SheetField::MachineNo,
        SheetField::FileNo,
        SheetField::IdNo,
    ]
    .into_iter()
    .any(|field| columns.column(field).is_some());
    let fits =
        has_person && has_moments(sheet, &columns) && { !is_kept || has_states(sheet, &columns) };
    fits.then_some(columns)
}

/// A column headed "No." is the person's number only if no other column says who it is and the rows
/// are not simply counted.
fn settle_number(sheet: &Sheet, columns: &mut Columns<SheetField>) {
    let Some(loose) = columns.column(SheetField::LooseNo) else {
        return;
    };
    let numbers = sample(sheet, columns).map(|row| row.cell(loose).text().trim().parse().ok());
    let numbers: Vec<Option<u64>> = numbers.collect();
    let is_next = |pair: &[Option<u64>]| matches!(pair, [Some(one), Some(next)] if one.checked_add(1) == Some(*next));
    let is_counted = numbers.len() >= LEAST_COUNTED && numbers.windows(2).all(is_next);
    let is_named = is_counted
        || [SheetField::MachineNo, SheetField::Name]
            .into_iter()
            .any(|field| columns.column(field).is_some());
    columns.fields[loose] = Some(if is_named {
        SheetField::Serial
    } else {
        SheetField::MachineNo
    });
}

fn sample<'s>(
    sheet: &'s Sheet,
    columns: &Columns<SheetField>,
) -> impl Iterator<Item = &'s Row> + use<'s> {
    let below = sheet.rows.iter().skip(columns.below);
    below.filter(|row| !row.is_blank()).take(SAMPLE)
}

/// Whether any row has a day and a time. A list of other things may have the same headings.
fn has_moments(sheet: &Sheet, columns: &Columns<SheetField>) -> bool {
    // The zone does not decide whether a cell is a moment.
    let how = Clockwork::of(sheet, USUAL_ZONE);
    let moment = columns.column(SheetField::Moment);
    let date = columns.column(SheetField::Date);
    let is_moment = |row: &Row| {
        let cell = |at: Option<usize>| at.map_or(&Cell::Empty, |at| row.cell(at));
        let said = moment_of(how, cell(moment));
        said.is_some_and(|said| said.day.is_some() || how.day(cell(date)).is_some())
    };
    sample(sheet, columns).any(is_moment)
}

/// Whether the states are a machine's. A sheet kept by hand can have a date, a time and a state too,
/// and says there who was absent.
fn has_states(sheet: &Sheet, columns: &Columns<SheetField>) -> bool {
    let (Some(moment), Some(state)) = (
        columns.column(SheetField::Moment),
        columns.column(SheetField::State),
    ) else {
        return false;
    };
    let mut is_told = false;
    for row in sample(sheet, columns).filter(|row| !row.cell(state).is_blank()) {
        let text = row.cell(state).text();
        let said = lexicon::punch_state(&text);
        if row.cell(moment).is_blank() || (said.is_none() && lexicon::mark(&text).is_some()) {
            return false;
        }
        is_told |= said.is_some_and(|said| said != PunchState::Unsaid);
    }
    is_told
}

/// Time and day of a cell, also if a spreadsheet stored the moment as a plain count of days.
pub(super) fn moment_of(how: Clockwork, cell: &Cell) -> Option<SaidTime> {
    if let Cell::Number(count) = cell
        && *count >= 1.0
    {
        let time = Cell::Number(count.fract())
            .time()
            .filter(|_| count.fract() > 0.0)?;
        let day = how.day(&Cell::Number(count.trunc()))?.day;
        return Some(SaidTime {
            time,
            day: Some(day),
        });
    }
    how.time(cell)
}

/// The columns of a machine's own log, which has no headings.
pub(super) fn without_headings(sheet: &Sheet) -> Option<Columns<SheetField>> {
    let known = vec![Some(SheetField::MachineNo), Some(SheetField::Moment)];
    let mut columns = Columns::without_headings(known);
    let how = Clockwork::of(sheet, USUAL_ZONE);
    let mut rows = sample(sheet, &columns).peekable();
    rows.peek()?;
    if !rows.all(|row| is_log_line(how, row)) {
        return None;
    }
    // The log on a memory stick has the machine's number third and the state fourth, the log sent
    // over the network has the state third. No machine has the number 0.
    let is_zero = |row: &Row| tidy::trimmed(&row.cell(2).as_text()) == "0";
    let is_short = sheet.rows.iter().all(|row| row.cell(3).is_blank());
    if is_short || sheet.rows.iter().any(is_zero) {
        columns.fields.push(Some(SheetField::State));
    } else {
        columns.fields.push(Some(SheetField::Device));
        columns.fields.push(Some(SheetField::State));
    }
    Some(columns)
}

fn is_log_line(how: Clockwork, row: &Row) -> bool {
    let number = |cell: &Cell, most: usize| {
        let text = tidy::trimmed(&cell.as_text());
        (1..=most).contains(&text.chars().count()) && text.chars().all(|c| c.is_ascii_digit())
    };
    let filled = row.cells.iter().rposition(|cell| !cell.is_blank());
    let is_wide = filled.is_some_and(|last| last + 1 >= LEAST_WIDTH);
    let rest = row.cells.iter().skip(2).filter(|cell| !cell.is_blank());
    is_wide
        && number(row.cell(0), MOST_DIGITS)
        && moment_of(how, row.cell(1)).is_some_and(|said| said.day.is_some())
        && rest.clone().all(|cell| number(cell, 10))
}
